//! Whole messages of formats: what is not of its format says so without its text, which may be confidential.

use arm_runtime::{
    Base64, Base64Url, Date, DateTime, DateTimeRfc1123, Decimal, Duration, Result, Time, UnixTime,
    value::{Encode, View},
};

fn error<T>(result: Result<T>) -> Option<String> {
    result.err().map(|it| it.to_string())
}

#[test]
fn texts_that_are_not_of_their_format_say_so() {
    let months = "a duration with years or months does not have a fixed length";
    for (found, expected) in [
        (error(Base64::from_text("hush!").decode()), "not Base64"),
        (
            error(Base64Url::from_text("hush!").decode()),
            "not URL-safe Base64",
        ),
        (
            error(DateTime::from_text("hush").get()),
            "not an RFC 3339 date and time",
        ),
        (
            error(DateTimeRfc1123::from_text("hush").get()),
            "not an RFC 1123 date and time",
        ),
        (error(Date::from_text("hush").get()), "not an RFC 3339 date"),
        (error(Time::from_text("hush").get()), "not a time of day"),
        (
            error(Duration::from_text("hush").get()),
            "not an ISO 8601 duration",
        ),
        (error(Duration::from_text("P1Y").get()), months),
        (error(Duration::from_text("P1M1D").get()), months),
        (
            error(Duration::from_text("P99999999999999999D").get()),
            "the duration is out of range",
        ),
        (
            error(Decimal::from_text("hush").to_f64()),
            "not a decimal number",
        ),
        (
            error(Decimal::from_text("1e400").to_f64()),
            "the decimal exceeds the range of a double",
        ),
        (
            error(UnixTime(i64::MAX).get()),
            "the Unix time is out of range",
        ),
    ] {
        assert_eq!(found.as_deref(), Some(expected));
    }
}

/// The check of a format, as tests of examples report it.
fn misfit(value: &dyn Encode) -> Option<&'static str> {
    match value.view() {
        View::Format(text, check) | View::Encoded(text, check) => check(text),
        _ => panic!("a text format"),
    }
}

#[test]
fn formats_check_their_texts() {
    for (wrong, right, expected) in [
        (
            &Base64::from_text("!") as &dyn Encode,
            &Base64::from_text("aGk=") as &dyn Encode,
            "a string that is not Base64",
        ),
        (
            &Base64Url::from_text("!"),
            &Base64Url::from_text("aGk"),
            "a string that is not Base64url",
        ),
        (
            &DateTime::from_text("x"),
            &DateTime::from_text("2024-01-31T12:00:00Z"),
            "a string that is not an RFC 3339 date and time",
        ),
        (
            &DateTimeRfc1123::from_text("x"),
            &DateTimeRfc1123::from_text("Wed, 31 Jan 2024 12:00:00 GMT"),
            "a string that is not an RFC 1123 date and time",
        ),
        (
            &Date::from_text("x"),
            &Date::from_text("2024-01-31"),
            "a string that is not a date",
        ),
        (
            &Time::from_text("x"),
            &Time::from_text("12:00:00"),
            "a string that is not a time of day",
        ),
        (
            &Duration::from_text("x"),
            &Duration::from_text("PT1H"),
            "a string that is not an ISO 8601 duration",
        ),
    ] {
        assert_eq!(misfit(wrong), Some(expected));
        assert_eq!(misfit(right), None, "{expected}");
    }
}

#[cfg(feature = "rust_decimal")]
#[test]
fn a_decimal_with_too_many_digits_says_how_many_there_may_be() {
    let long = Decimal::from_text("0.12345678901234567890123456789");
    assert_eq!(
        error(rust_decimal::Decimal::try_from(&long)).as_deref(),
        Some("not a decimal number of at most 28 digits")
    );
}

/// Other formats of serde have types that JSON does not have.
#[test]
fn values_of_other_formats_are_named() {
    use crate::fixture::Everything;
    use serde::Deserialize;
    use serde::de::{IntoDeserializer, value};
    type E = value::Error;
    fn text<T>(read: std::result::Result<T, E>) -> Option<String> {
        read.err().map(|it| it.to_string())
    }
    let bytes = || value::BytesDeserializer::<E>::new(b"x");
    let unit = || value::UnitDeserializer::<E>::new();
    let wide = || IntoDeserializer::<E>::into_deserializer(5_i128);
    let huge = || IntoDeserializer::<E>::into_deserializer(u128::MAX);
    for (found, expected) in [
        (
            text(Everything::deserialize(bytes())),
            Some("expected an object, found bytes"),
        ),
        (
            text(Decimal::deserialize(bytes())),
            Some("invalid type: byte array, expected another value"),
        ),
        (
            text(UnixTime::deserialize(wide())),
            Some("expected an integer, found a number out of range"),
        ),
        (
            text(UnixTime::deserialize(huge())),
            Some("expected an integer, found a number out of range"),
        ),
        (
            text(Everything::deserialize(unit())),
            Some("expected an object, found null"),
        ),
        (
            text(Base64::deserialize(unit())),
            Some("invalid type: unit value, expected another value"),
        ),
    ] {
        assert_eq!(found.as_deref(), expected);
    }
}
