//! The retry policy.
//!
//! azure_core's own is turned off: it waits for a `Retry-After` of an hour in full, and repeats a POST after any
//! failure, which may create a thing twice.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use async_trait::async_trait;
use azure_core::{
    Uuid,
    error::ErrorKind,
    http::{
        AsyncRawResponse, Context, Method, Request,
        headers::{HeaderName, Headers, RETRY_AFTER, RETRY_AFTER_MS, X_MS_RETRY_AFTER_MS},
        policies::{Policy, PolicyResult},
    },
    sleep::sleep,
    time::{OffsetDateTime, parse_rfc7231},
};

use crate::{options::RetryOptions, origin::no_policy, request::find_header};

/// A wait that is longer is a mistake of the service rather than a wish.
const ABSURD: Duration = Duration::from_secs(24 * 60 * 60);

/// Status codes that may be repeated at all.
const RETRIED: [u16; 6] = [408, 429, 500, 502, 503, 504];

/// What the caller said about repeating the request; travels in the context of the pipeline.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Repeatable(pub(crate) bool);

#[derive(Debug)]
pub(crate) struct RetryPolicy {
    pub(crate) options: RetryOptions,
}

#[async_trait]
impl Policy for RetryPolicy {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        let (first, rest) = next.split_first().ok_or_else(no_policy)?;
        let repeatable = is_repeatable(ctx, request.method());
        let start = Instant::now();
        let mut retries = 0;
        loop {
            let result = first.send(ctx, request, rest).await;
            let Some(asked) = asks_for_retry(repeatable, &result) else {
                return result;
            };
            let wait = match asked {
                Some(wait) => wait.min(self.options.max_retry_after),
                None => self.backoff(retries),
            };
            if retries >= self.options.max_retries
                || start.elapsed() + wait > self.options.max_elapsed
            {
                return result;
            }
            drop(result);
            pause(wait).await;
            retries += 1;
            request.body_mut().reset().await?;
        }
    }
}

impl RetryPolicy {
    /// Doubles with each retry; the upper half is random, so that clients that failed together do not return together.
    fn backoff(&self, retries: u32) -> Duration {
        let factor = 2_u32.checked_pow(retries).unwrap_or(u32::MAX);
        let full = self
            .options
            .initial_delay
            .saturating_mul(factor)
            .min(self.options.max_delay);
        // azure_core has no random numbers to give, but its ids are made of them.
        let [.., random] = Uuid::new_v4().into_bytes();
        full / 2 + (full / 2).mul_f64(f64::from(random) / 255.0)
    }
}

fn is_repeatable(ctx: &Context<'_>, method: Method) -> bool {
    match method {
        Method::Get | Method::Head => true,
        Method::Post => ctx.value::<Repeatable>().is_some_and(|said| said.0),
        _ => ctx.value::<Repeatable>().is_none_or(|said| said.0),
    }
}

/// `None` when the result stands; else how long the service asks to wait, if it says.
#[allow(
    clippy::option_option,
    reason = "the outer answers whether, the inner how long"
)]
fn asks_for_retry(repeatable: bool, result: &PolicyResult) -> Option<Option<Duration>> {
    match result {
        Ok(reply) => {
            if !RETRIED.contains(&u16::from(reply.status())) {
                return None;
            }
            let wait = retry_after(reply.headers());
            refused_or_failed(repeatable, reply, wait).then_some(wait)
        }
        Err(error) => match error.kind() {
            // No connection, so nothing was sent.
            ErrorKind::Connection => Some(None),
            ErrorKind::Io if repeatable => Some(None),
            _ => None,
        },
    }
}

fn refused_or_failed(repeatable: bool, reply: &AsyncRawResponse, wait: Option<Duration>) -> bool {
    match u16::from(reply.status()) {
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
