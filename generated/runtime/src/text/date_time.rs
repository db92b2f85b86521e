//! Dates and times of day.

use super::{invalid, text_format};
use azure_core::time::{self, OffsetDateTime};
use azure_core::{Error, Result};
use std::str::FromStr;

/// An instant in RFC 3339 format, such as `2023-04-01T12:30:00.5Z` (`format: date-time`).
///
/// Values are compared by their text. To compare instants, use [`DateTime::get`].
#[derive(Clone, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct DateTime(String);

/// An instant in the format of HTTP headers, such as `Sat, 01 Apr 2023 12:30:00 GMT` (`format: date-time-rfc1123`).
#[derive(Clone, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct DateTimeRfc1123(String);

/// A date, such as `2023-04-01` (`format: date`).
#[derive(Clone, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Date(String);

/// A time of day, such as `12:30:00.5` (`format: time`).
#[derive(Clone, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Time(String);

text_format!(
    DateTime,
    get,
    "a string that is not an RFC 3339 date and time"
);
text_format!(
    DateTimeRfc1123,
    get,
    "a string that is not an RFC 1123 date and time"
);
text_format!(Date, get, "a string that is not a date");
text_format!(Time, get, "a string that is not a time of day");

impl DateTime {
    /// Parses the instant.
    ///
    /// Deviations that services send are accepted: lower-case `t` and `z`, a space in place of `T`, a missing offset
    /// (UTC), fractions with more than nine digits (the rest is ignored), and the format of RFC 1123.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not a date and time.
    pub fn get(&self) -> Result<OffsetDateTime> {
        parse_rfc3339(&self.0)
            .or_else(|| parse_rfc1123(&self.0))
            .ok_or_else(|| invalid("not an RFC 3339 date and time"))
    }
}

fn parse_rfc3339(text: &str) -> Option<OffsetDateTime> {
    time::parse_rfc3339(&strict(text)?).ok()
}

fn parse_rfc1123(text: &str) -> Option<OffsetDateTime> {
    // "Sat, 01 Apr 2023 12:30:00 GMT": each word is capitalized, except for the time zone.
    let words = text
        .split_ascii_whitespace()
        .map(|word| match word.get(..1).zip(word.get(1..)) {
            _ if word.eq_ignore_ascii_case("GMT") || word.eq_ignore_ascii_case("UTC") => {
                "GMT".to_owned()
            }
            Some((first, others)) => first.to_ascii_uppercase() + &others.to_ascii_lowercase(),
            None => word.to_owned(),
        });
    time::parse_rfc7231(&words.collect::<Vec<_>>().join(" ")).ok()
}

/// Converts the text to strict RFC 3339, if it looks like a date and time.
fn strict(text: &str) -> Option<String> {
    let text = text.trim();
    let (date, rest) = text.split_at_checked(10)?;
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let zone = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at_checked(zone)?;
    let zone = if zone.is_empty() { "Z" } else { zone };
    let (whole, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let fraction = fraction.get(..9).unwrap_or(fraction);
    let point = if clock.contains('.') { "." } else { "" };
    Some(format!(
        "{date}T{whole}{point}{fraction}{}",
        zone.to_ascii_uppercase()
    ))
}

impl DateTimeRfc1123 {
    /// Parses the instant. Names of days and months are matched ignoring case. The format of RFC 3339 is also accepted.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not a date and time.
    pub fn get(&self) -> Result<OffsetDateTime> {
        parse_rfc1123(&self.0)
            .or_else(|| parse_rfc3339(&self.0))
            .ok_or_else(|| invalid("not an RFC 1123 date and time"))
    }
}

impl Date {
    /// Parses the date and returns the start of that day in UTC.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not a date.
    pub fn get(&self) -> Result<OffsetDateTime> {
        time::parse_rfc3339(&format!("{}T00:00:00Z", self.0))
            .map_err(|_| invalid("not an RFC 3339 date"))
    }
}

impl Time {
    /// Parses the time and returns the duration since midnight.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not a time of day.
    pub fn get(&self) -> Result<time::Duration> {
        let text = strict(&format!("1970-01-01T{}", self.0)).filter(|text| text.ends_with('Z'));
        let instant = text
            .and_then(|text| time::parse_rfc3339(&text).ok())
            .ok_or_else(|| invalid("not a time of day"))?;
        Ok(instant - OffsetDateTime::UNIX_EPOCH)
    }
}

/// Converts the instant to UTC if the format cannot represent its offset.
fn utc_if(instant: OffsetDateTime, needed: bool) -> OffsetDateTime {
    if needed {
        instant
            .checked_to_offset(OffsetDateTime::UNIX_EPOCH.offset())
            .unwrap_or(instant)
    } else {
        instant
    }
}

fn date_of(instant: OffsetDateTime) -> String {
    format!(
        "{:04}-{:02}-{:02}",
        instant.year(),
        u8::from(instant.month()),
        instant.day()
    )
}

fn clock_of(instant: OffsetDateTime) -> String {
    let fraction = format!("{:09}", instant.nanosecond());
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    format!(
        "{:02}:{:02}:{:02}{point}{fraction}",
        instant.hour(),
        instant.minute(),
        instant.second()
    )
}

impl From<OffsetDateTime> for DateTime {
    fn from(instant: OffsetDateTime) -> Self {
        let instant = utc_if(instant, instant.offset().seconds_past_minute() != 0);
        let (hours, minutes, _) = instant.offset().as_hms();
        let zone = match (hours, minutes) {
            (0, 0) => "Z".to_owned(),
            _ => format!(
                "{}{:02}:{:02}",
                if hours < 0 || minutes < 0 { '-' } else { '+' },
                hours.unsigned_abs(),
                minutes.unsigned_abs()
            ),
        };
        Self(format!("{}T{}{zone}", date_of(instant), clock_of(instant)))
    }
}

/// Drops fractions of a second, which the format does not have.
impl From<OffsetDateTime> for DateTimeRfc1123 {
    fn from(instant: OffsetDateTime) -> Self {
        let instant = utc_if(instant, true);
        let (weekday, month) = (instant.weekday().to_string(), instant.month().to_string());
        let short = |name: &str| name.chars().take(3).collect::<String>();
        let (weekday, month, year) = (short(&weekday), short(&month), instant.year());
        let (hour, minute, second) = instant.to_hms();
        Self(format!(
            "{weekday}, {:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT",
            instant.day()
        ))
    }
}

/// Returns the date at the instant's own offset.
impl From<OffsetDateTime> for Date {
    fn from(instant: OffsetDateTime) -> Self {
        Self(date_of(instant))
    }
}

/// Returns the time of day at the instant's own offset.
impl From<OffsetDateTime> for Time {
    fn from(instant: OffsetDateTime) -> Self {
        Self(clock_of(instant))
    }
}

macro_rules! checked_from_str {
    ($($name:ident),*) => {
        $(impl FromStr for $name {
            type Err = Error;

            fn from_str(text: &str) -> Result<Self> {
                let value = Self(text.to_owned());
                value.get().map(|_| value)
            }
        })*
    };
}

checked_from_str!(DateTime, DateTimeRfc1123, Date, Time);

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> OffsetDateTime {
        time::parse_rfc3339(text).expect("a valid date and time")
    }

    #[test]
    fn date_time_takes_what_services_send() -> Result<()> {
        let expected = instant("2023-04-01T12:30:00.1234567Z");
        for text in [
            "2023-04-01T12:30:00.1234567Z",
            "2023-04-01t12:30:00.1234567z",
            "2023-04-01 12:30:00.1234567Z",
            "2023-04-01T12:30:00.1234567",
            "2023-04-01T12:30:00.123456700000Z",
            "2023-04-01T14:30:00.1234567+02:00",
            "2023-04-01T12:30:00.1234567000009Z",
            " 2023-04-01T10:00:00.1234567-02:30 ",
        ] {
            assert_eq!(DateTime::from_text(text).get()?, expected, "{text}");
        }
        for text in [
            "",
            "2023-04-01",
            "2023-13-01T00:00:00Z",
            "2023-04-01T25:00:00Z",
            "2023-04-01T12:30:00.Z",
            "2023-04-0éT12:30:00Z",
            "yesterday at noon",
        ] {
            let error = text.parse::<DateTime>().expect_err(text);
            assert_eq!(error.to_string(), "not an RFC 3339 date and time");
        }
        Ok(())
    }

    #[test]
    fn each_form_is_read_as_the_other() -> Result<()> {
        let (rfc3339, rfc1123) = ("2023-04-01T12:30:00Z", "Sat, 01 Apr 2023 12:30:00 GMT");
        assert_eq!(DateTime::from_text(rfc1123).get()?, instant(rfc3339));
        assert_eq!(DateTimeRfc1123::from_text(rfc3339).get()?, instant(rfc3339));
        // The received text is preserved.
        assert_eq!(DateTime::from_text(rfc1123).as_str(), rfc1123);
        Ok(())
    }

    #[test]
    fn date_time_is_written_in_rfc_3339() -> Result<()> {
        for text in [
            "2023-04-01T12:30:00Z",
            "2023-04-01T12:30:00.5-08:00",
            "2023-04-01T12:30:00-00:30",
            "2023-04-01T12:30:00+00:30",
            "2023-04-01T12:30:00+05:45",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z",
        ] {
            assert_eq!(DateTime::from(instant(text)).as_str(), text);
            assert_eq!(DateTime::from(instant(text)).get()?, instant(text));
        }
        Ok(())
    }

    #[test]
    fn rfc_1123_in_any_case() -> Result<()> {
        let expected = instant("1994-11-06T08:49:37Z");
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "SUN, 06 NOV 1994 08:49:37 gmt",
            "sun, 06 nov 1994  08:49:37 UTC",
        ] {
            assert_eq!(DateTimeRfc1123::from_text(text).get()?, expected, "{text}");
        }
        assert_eq!(
            DateTimeRfc1123::from(instant("1994-11-06T10:49:37.9+02:00")).as_str(),
            "Sun, 06 Nov 1994 08:49:37 GMT"
        );
        assert!("1994-11-06".parse::<DateTimeRfc1123>().is_err());
        assert!("é".parse::<DateTimeRfc1123>().is_err());
        Ok(())
    }

    #[test]
    fn date_and_time() -> Result<()> {
        assert_eq!(
            Date::from_text("2024-02-29").get()?,
            instant("2024-02-29T00:00:00Z")
        );
        assert_eq!(
            Date::from(instant("2024-02-29T23:00:00-05:00")).as_str(),
            "2024-02-29"
        );
        assert!("2023-02-29".parse::<Date>().is_err());
        assert_eq!(
            Time::from_text("12:30:00.5").get()?,
            time::Duration::milliseconds(45_000_500)
        );
        assert_eq!(
            Time::from(instant("2024-02-29T08:05:00.25Z")).as_str(),
            "08:05:00.25"
        );
        assert!("12:30:00+01:00".parse::<Time>().is_err());
        assert!("noon".parse::<Time>().is_err());
        Ok(())
    }
}
