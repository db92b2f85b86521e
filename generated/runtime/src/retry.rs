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
    (retries < options.max_retries).then(|| match asked {
        Some(wait) => wait.min(options.max_retry_after),
        None => backoff(options, retries),
    })
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
