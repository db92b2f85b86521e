//! When a request is sent again, and after how long.
//!
//! azure_core's own is turned off: it waits for a `Retry-After` of an hour in full, and repeats a POST after any
//! failure, which may create a thing twice.

use std::time::Duration;

use azure_core::{
    Uuid,
    error::ErrorKind,
    http::{
        AsyncRawResponse,
        headers::{HeaderName, Headers, RETRY_AFTER, RETRY_AFTER_MS, X_MS_RETRY_AFTER_MS},
        policies::PolicyResult,
    },
    sleep::sleep,
    time::{OffsetDateTime, parse_rfc7231},
};

use crate::{options::RetryOptions, request::find_header};

/// A wait that is longer is a mistake of the service rather than a wish.
const ABSURD: Duration = Duration::from_secs(24 * 60 * 60);

/// Status codes that may be repeated at all.
const RETRIED: [u16; 6] = [408, 429, 500, 502, 503, 504];

/// How long to wait before sending again; `None` when the result stands.
///
/// `repeatable`: whether the request may be sent again though the service may have carried it out.
pub(crate) fn wait(
    options: &RetryOptions,
    repeatable: bool,
    retries: u32,
    result: &PolicyResult,
) -> Option<Duration> {
    let asked = asks_for_retry(repeatable, result)?;
    if retries >= options.max_retries {
        return None;
    }
    match asked {
        // To come back earlier than asked only prolongs the throttling: the caller decides.
        Some(wait) => (wait <= options.max_retry_after).then_some(wait),
        None => Some(backoff(options, retries)),
    }
}

/// Doubles with each retry; the upper half is random, so that clients that failed together do not return together.
fn backoff(options: &RetryOptions, retries: u32) -> Duration {
    let factor = 2_u32.checked_pow(retries).unwrap_or(u32::MAX);
    let full = options
        .initial_delay
        .saturating_mul(factor)
        .min(options.max_delay);
    // azure_core has no random numbers to give, but its ids are made of them.
    let [.., random] = Uuid::new_v4().into_bytes();
    full / 2 + (full / 2).mul_f64(f64::from(random) / 255.0)
}

/// `None` when the result stands; else how long the service asks to wait, if it says.
#[allow(
    clippy::option_option,
    reason = "the outer answers whether, the inner how long"
)]
fn asks_for_retry(repeatable: bool, result: &PolicyResult) -> Option<Option<Duration>> {
    match result {
        Ok(response) => {
            if !RETRIED.contains(&u16::from(response.status())) {
                return None;
            }
            let wait = retry_after(response.headers());
            refused_or_failed(repeatable, response, wait).then_some(wait)
        }
        Err(error) => match error.kind() {
            // No connection, so nothing was sent.
            ErrorKind::Connection => Some(None),
            ErrorKind::Io if repeatable => Some(None),
            _ => None,
        },
    }
}

fn refused_or_failed(
    repeatable: bool,
    response: &AsyncRawResponse,
    wait: Option<Duration>,
) -> bool {
    match u16::from(response.status()) {
        429 => true,
        503 => repeatable || wait.is_some(),
        408 | 500 | 502 | 504 => repeatable,
        _ => false,
    }
}

/// How long the service asks to wait. `None` when it does not say, or says what no client should follow: no number and
/// no date, a time in the past, more than a day.
pub(crate) fn retry_after(headers: &Headers) -> Option<Duration> {
    let text = |name: &HeaderName| find_header(headers, name).map(str::trim);
    let ms = |name: &HeaderName| text(name)?.parse().ok().map(Duration::from_millis);
    ms(&X_MS_RETRY_AFTER_MS)
        .or_else(|| ms(&RETRY_AFTER_MS))
        .or_else(|| text(&RETRY_AFTER)?.parse().ok().map(Duration::from_secs))
        .or_else(|| {
            let date = parse_rfc7231(text(&RETRY_AFTER)?).ok()?;
            Duration::try_from(date - OffsetDateTime::now_utc()).ok()
        })
        .filter(|wait| *wait <= ABSURD)
}

/// Waits by azure_core's runtime, which is tokio's unless the user chose another.
pub(crate) async fn pause(wait: Duration) {
    if !wait.is_zero() {
        sleep(wait.try_into().unwrap_or(azure_core::time::Duration::MAX)).await;
    }
}

#[cfg(test)]
mod tests {
    use azure_core::{
        Bytes, Error,
        http::StatusCode,
        time::{Duration as TimeDuration, to_rfc7231},
    };

    use super::*;

    fn answer(status: u16, headers: &[(&'static str, &str)]) -> PolicyResult {
        let mut all = Headers::new();
        for (name, value) in headers {
            all.insert(*name, (*value).to_owned());
        }
        Ok(AsyncRawResponse::from_bytes(
            StatusCode::from(status),
            all,
            Bytes::new(),
        ))
    }

    const MS: fn(u64) -> Duration = Duration::from_millis;

    #[test]
    fn the_documented_defaults() {
        let RetryOptions {
            max_retries,
            initial_delay,
            max_delay,
            max_retry_after,
            max_elapsed,
        } = RetryOptions::default();
        assert_eq!(max_retries, 5);
        assert_eq!(initial_delay, MS(800));
        assert_eq!(max_delay, MS(30_000));
        assert_eq!(max_retry_after, MS(60_000));
        assert_eq!(max_elapsed, MS(180_000));
    }

    #[test]
    fn the_backoff_doubles_up_to_its_ceiling_and_varies_in_its_upper_half() {
        let options = RetryOptions::default();
        for (retries, full) in [
            (0, 800),
            (1, 1_600),
            (2, 3_200),
            (5, 25_600),
            (6, 30_000),
            (99, 30_000),
        ] {
            let waits: Vec<Duration> = (0..200).map(|_| backoff(&options, retries)).collect();
            let (low, high) = (waits.iter().min().unwrap(), waits.iter().max().unwrap());
            assert!(
                *low >= MS(full / 2) && *high <= MS(full),
                "{retries}: {low:?} {high:?}"
            );
            // Of 200 random waits, one is in the lowest and one in the highest quarter of the range.
            assert!(
                *low < MS(full * 5 / 8) && *high > MS(full * 7 / 8),
                "{retries}: {low:?} {high:?}"
            );
        }
    }

    #[test]
    fn statuses_that_are_repeated() {
        let options = RetryOptions::default();
        // Status, headers, whether a repeatable request is sent again, whether any other is.
        for (status, headers, repeatable, other) in [
            (429, &[][..], true, true),
            (503, &[], true, false),
            (503, &[("retry-after", "1")], true, true),
            (408, &[("retry-after", "1")], true, false),
            (500, &[], true, false),
            (502, &[], true, false),
            (504, &[], true, false),
            (501, &[], false, false),
            (400, &[], false, false),
            (404, &[("retry-after", "1")], false, false),
            (200, &[], false, false),
        ] {
            let result = answer(status, headers);
            let is_sent = |repeatable| wait(&options, repeatable, 0, &result).is_some();
            assert_eq!(
                (is_sent(true), is_sent(false)),
                (repeatable, other),
                "{status} {headers:?}"
            );
            assert_eq!(wait(&options, true, options.max_retries, &result), None);
        }
    }

    #[test]
    fn errors_that_are_repeated() {
        let options = RetryOptions::default();
        for (kind, repeatable, other) in [
            (ErrorKind::Connection, true, true),
            (ErrorKind::Io, true, false),
            (ErrorKind::Credential, false, false),
            (ErrorKind::Other, false, false),
        ] {
            let result = Err(Error::with_message(kind.clone(), "x"));
            let is_sent = |repeatable| wait(&options, repeatable, 0, &result).is_some();
            assert_eq!(
                (is_sent(true), is_sent(false)),
                (repeatable, other),
                "{kind:?}"
            );
        }
    }

    #[test]
    fn waits_that_services_ask_for() {
        let in_two_minutes = to_rfc7231(&(OffsetDateTime::now_utc() + TimeDuration::minutes(2)));
        for (name, value, wait) in [
            ("retry-after", "0", Some(MS(0))),
            ("retry-after", " 7 ", Some(MS(7_000))),
            ("retry-after", "86400", Some(MS(86_400_000))),
            ("retry-after", "86401", None),
            ("retry-after", "-5", None),
            ("retry-after", "/bar", None),
            ("retry-after", "99999999999999999999999", None),
            ("retry-after", "Fri, 01 Jan 2021 00:00:00 GMT", None),
            ("retry-after", "Fri, 99 Jan 2021 00:00:00 GMT", None),
            ("retry-after-ms", "300", Some(MS(300))),
            ("x-ms-retry-after-ms", "300", Some(MS(300))),
            ("x-ms-retry-after-ms", "1.5", None),
        ] {
            let Ok(response) = answer(429, &[(name, value)]) else {
                unreachable!()
            };
            assert_eq!(retry_after(response.headers()), wait, "{name}: {value}");
        }
        let Ok(response) = answer(429, &[("retry-after", &in_two_minutes)]) else {
            unreachable!()
        };
        let wait = retry_after(response.headers()).unwrap();
        assert!(wait > MS(110_000) && wait <= MS(120_000), "{wait:?}");
    }

    #[test]
    fn a_wait_beyond_the_limit_ends_the_attempts() {
        let options = RetryOptions::default();
        let asked =
            |seconds: &str| wait(&options, true, 0, &answer(429, &[("retry-after", seconds)]));
        assert_eq!(asked("60"), Some(MS(60_000)));
        assert_eq!(asked("61"), None);
        assert_eq!(asked("372"), None);
        // More than a day is a mistake of the service, for which the backoff stands in.
        assert!(asked("31536000").is_some_and(|wait| wait <= options.initial_delay));
    }
}
