//! Durations.

use super::{invalid, text_format};
use azure_core::time;
use azure_core::{Error, Result};
use std::fmt::Write;
use std::str::FromStr;

/// A duration in ISO 8601 format, such as `P1DT2H3M4.5S` (`format: duration`). Durations are equal if their texts are; to
/// compare lengths, use [`get`](Self::get).
#[derive(Clone, Default, Eq, Hash, PartialEq)]
pub struct Duration(String);

text_format!(Duration, get, "a string that is not an ISO 8601 duration");

impl Duration {
    /// Parses the duration.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not a duration, or if it has years or months, which do not have a fixed length.
    pub fn get(&self) -> Result<time::Duration> {
        parse(&self.0)
    }
}

impl From<time::Duration> for Duration {
    fn from(length: time::Duration) -> Self {
        Self(show(length))
    }
}

impl FromStr for Duration {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match parse(text) {
            Ok(_) => Ok(Self(text.to_owned())),
            // The duration is valid, but does not have a fixed length.
            Err(_) if calendar(text) => Ok(Self(text.to_owned())),
            Err(error) => Err(error),
        }
    }
}

const NOT_A_DURATION: &str = "not an ISO 8601 duration";
const NANOS: i128 = 1_000_000_000;

/// Returns `true` if the text is a duration that begins with years or months.
fn calendar(text: &str) -> bool {
    let text = text.trim_start_matches(['-', '+']);
    let Some(mut rest) = text.strip_prefix('P') else {
        return false;
    };
    let mut found = false;
    for unit in ['Y', 'M'] {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if let Some(after) = rest
            .get(digits..)
            .and_then(|after| after.strip_prefix(unit))
            .filter(|_| digits > 0)
        {
            (rest, found) = (after, true);
        }
    }
    found && (rest.is_empty() || parse(&format!("P{rest}")).is_ok())
}

fn parse(text: &str) -> Result<time::Duration> {
    if calendar_units(text) {
        return Err(invalid(
            "a duration with years or months does not have a fixed length",
        ));
    }
    let nanoseconds = nanoseconds(text).ok_or_else(|| invalid(NOT_A_DURATION))?;
    let (seconds, rest) = (nanoseconds / NANOS, nanoseconds % NANOS);
    let (Ok(seconds), Ok(rest)) = (i64::try_from(seconds), i32::try_from(rest)) else {
        return Err(invalid("the duration is out of range"));
    };
    Ok(time::Duration::new(seconds, rest))
}

/// Returns `true` if there are years or months, which precede the `T`.
fn calendar_units(text: &str) -> bool {
    let date = text.split('T').next().unwrap_or(text);
    date.contains('P') && date.contains(['Y', 'M'])
}

fn nanoseconds(text: &str) -> Option<i128> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(text) => (-1, text),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let text = text.strip_prefix('P')?;
    let (date, time) = match text.split_once('T') {
        Some((date, time)) if !time.is_empty() => (date, time),
        Some(_) => return None,
        None if !text.is_empty() => (text, ""),
        None => return None,
    };
    let date = sum(date, &[('W', 604_800), ('D', 86_400)])?;
    let time = sum(time, &[('H', 3_600), ('M', 60), ('S', 1)])?;
    date.checked_add(time)?.checked_mul(sign)
}

/// Adds up `1H2M3.5S`. Each unit occurs at most once and in order; only the last one may have a fraction.
fn sum(mut text: &str, mut units: &[(char, i128)]) -> Option<i128> {
    let mut total: i128 = 0;
    while !text.is_empty() {
        let end = text.find(|c: char| c.is_ascii_alphabetic())?;
        let (number, rest) = text.split_at_checked(end)?;
        let unit = rest.chars().next()?;
        let at = units.iter().position(|known| known.0 == unit)?;
        let length = units.get(at)?.1;
        units = units.get(at + 1..)?;
        text = rest.get(1..)?;
        let (whole, fraction) = number
            .split_once(['.', ','])
            .map_or((number, None), |(whole, fraction)| (whole, Some(fraction)));
        if !whole.bytes().all(|byte| byte.is_ascii_digit())
            || whole.is_empty()
            || fraction.is_some() && !text.is_empty()
        {
            return None;
        }
        total = total.checked_add(
            whole
                .parse::<i128>()
                .ok()?
                .checked_mul(length.checked_mul(NANOS)?)?,
        )?;
        if let Some(fraction) = fraction {
            total = total.checked_add(billionths(fraction)?.checked_mul(length)?)?;
        }
    }
    Some(total)
}

/// Converts the digits after a decimal point to billionths, truncating.
fn billionths(digits: &str) -> Option<i128> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let kept = digits.get(..9).unwrap_or(digits);
    format!("{kept:0<9}").parse().ok()
}

fn show(length: time::Duration) -> String {
    let seconds = length.whole_seconds().unsigned_abs();
    let nanoseconds = length.subsec_nanoseconds().unsigned_abs();
    let mut text = String::from(if length.is_negative() { "-P" } else { "P" });
    let (days, hours, minutes, seconds) = (
        seconds / 86_400,
        seconds / 3_600 % 24,
        seconds / 60 % 60,
        seconds % 60,
    );
    let mut part = |number: u64, unit: &str| {
        if number != 0 {
            // Writing to a string does not fail.
            let _ = write!(text, "{number}{unit}");
        }
    };
    part(days, "D");
    if hours == 0 && minutes == 0 && seconds == 0 && nanoseconds == 0 {
        if days == 0 {
            text.push_str("T0S");
        }
        return text;
    }
    text.push('T');
    let mut part = |number: u64, unit: &str| {
        if number != 0 {
            let _ = write!(text, "{number}{unit}");
        }
    };
    part(hours, "H");
    part(minutes, "M");
    if nanoseconds != 0 {
        let fraction = format!("{nanoseconds:09}");
        let _ = write!(text, "{seconds}.{}S", fraction.trim_end_matches('0'));
    } else {
        part(seconds, "S");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_days_to_seconds() {
        let show = |length: time::Duration| Duration::from(length).to_string();
        let long = time::Duration::days(123)
            + time::Duration::hours(22)
            + time::Duration::minutes(14)
            + time::Duration::milliseconds(12_011);
        assert_eq!(show(long), "P123DT22H14M12.011S");
        assert_eq!(show(time::Duration::ZERO), "PT0S");
        assert_eq!(show(time::Duration::days(7)), "P7D");
        assert_eq!(show(time::Duration::minutes(-90)), "-PT1H30M");
        assert_eq!(show(time::Duration::nanoseconds(1)), "PT0.000000001S");
        assert_eq!(show(time::Duration::nanoseconds(-500_000_000)), "-PT0.5S");
    }

    #[test]
    fn reads_what_it_writes() -> Result<()> {
        for length in [
            time::Duration::MIN,
            time::Duration::MAX,
            time::Duration::ZERO,
            time::Duration::nanoseconds(-1),
            time::Duration::seconds(86_399),
        ] {
            assert_eq!(Duration::from(length).get()?, length);
        }
        Ok(())
    }

    #[test]
    fn reads_iso_8601() -> Result<()> {
        for (text, seconds) in [
            ("P2W", 1_209_600),
            ("PT36H", 129_600),
            ("P1DT12H", 129_600),
            ("+PT5M", 300),
            ("-P1D", -86_400),
            ("PT1,5M", 90),
            ("P0.5D", 43_200),
        ] {
            assert_eq!(
                Duration::from_text(text).get()?.whole_seconds(),
                seconds,
                "{text}"
            );
        }
        assert_eq!(
            Duration::from_text("PT0.1234567891S")
                .get()?
                .whole_nanoseconds(),
            123_456_789
        );
        Ok(())
    }

    #[test]
    fn refuses_what_has_no_fixed_length() {
        for text in ["P1Y", "P1M", "P1Y2M3DT4H", "-P3M"] {
            let error = Duration::from_text(text).get().expect_err(text).to_string();
            assert!(error.contains("years or months"), "{error}");
            assert!(text.parse::<Duration>().is_ok(), "{text}");
        }
    }

    #[test]
    fn refuses_anything_else() {
        for text in [
            "",
            "P",
            "PT",
            "P1DT",
            "1D",
            "P1S",
            "PT1D",
            "PT1M1H",
            "PT1.5H1M",
            "PT.5S",
            "PT1.S",
            "PT0.5-S",
            "PT0.123456789-S",
            "PT5",
            "P-1D",
            "PT1é",
            "P1YX",
            "PY",
            "PM",
            "P1YM",
            "PMT1H",
            "01:00:00",
            "PT99999999999999999999S",
        ] {
            assert!(Duration::from_text(text).get().is_err(), "{text}");
            assert!(text.parse::<Duration>().is_err(), "{text}");
        }
    }
}
