//! Decides whether and when a request is retried.
//!
//! azure_core's retries are disabled: they wait for a `Retry-After` of an hour in full, and retry a POST after any
//! failure, which may create a resource twice.

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

/// Status codes that are retried.
const RETRIED: [u16; 6] = [408, 429, 500, 502, 503, 504];

/// Returns the delay before the retry, or `None` if the result is final.
///
/// `repeatable` allows a retry although the service may already have acted on the request.
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
        // Retrying earlier than requested prolongs throttling, so a longer delay is left to the caller.
        Some(wait) => (wait <= options.max_retry_after).then_some(wait),
        None => Some(backoff(options, retries)),
    }
}

/// Returns the backoff, which doubles with each retry. Its upper half is random, so that clients that failed together
/// do not retry together.
fn backoff(options: &RetryOptions, retries: u32) -> Duration {
    let factor = 2_u32.checked_pow(retries).unwrap_or(u32::MAX);
    let full = options
        .initial_delay
        .saturating_mul(factor)
        .min(options.max_delay);
    // azure_core has no random number generator, but generates random UUIDs.
    let [.., random] = Uuid::new_v4().into_bytes();
    full / 2 + (full / 2).mul_f64(f64::from(random) / 255.0)
}

/// Returns `None` if the result is final, otherwise the delay requested by the service, if any.
#[allow(
    clippy::option_option,
    reason = "the outer decides on a retry, the inner is its delay"
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
            // The connection was not established, so the request was not sent.
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

/// Returns the delay requested by the service. Values that are unparsable or in the past are ignored.
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
}

/// Waits using azure_core's async runtime, which is tokio unless the application sets another.
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
            // Of 200 random delays, at least one is in the lowest and one in the highest quarter of the range.
            assert!(
                *low < MS(full * 5 / 8) && *high > MS(full * 7 / 8),
                "{retries}: {low:?} {high:?}"
            );
        }
    }

    #[test]
    fn statuses_that_are_repeated() {
        let options = RetryOptions::default();
        // Status, headers, expected retry of a repeatable request, expected retry of any other request.
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
            ("retry-after", "2592000", Some(MS(2_592_000_000))),
            (
                "retry-after",
                &u64::MAX.to_string(),
                Some(Duration::from_secs(u64::MAX)),
            ),
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
        assert_eq!(asked("31536000"), None);
        assert_eq!(asked("Wed, 21 Oct 2099 07:28:00 GMT"), None);
        // Values that are not a delay are replaced by the backoff.
        assert!(asked("soon").is_some_and(|wait| wait <= options.initial_delay));
    }
}
