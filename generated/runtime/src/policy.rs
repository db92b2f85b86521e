//! The policy that this runtime adds to azure_core's pipeline. It is a single one, because each policy costs every call
//! a heap-allocated future.

use std::{
    borrow::Cow,
    sync::Arc,
    time::{Duration, Instant},
};

use async_trait::async_trait;
use azure_core::{
    Bytes, Result,
    http::{
        AsyncRawResponse, Context, Method, RawResponse, Request, StatusCode,
        headers::{CONTENT_TYPE, USER_AGENT},
        policies::{Policy, PolicyResult},
    },
};

use futures::TryStreamExt;

use crate::{
    Security, Service,
    auth::Authorization,
    error::refused,
    exchange::is_one_of,
    options::RetryOptions,
    origin::Origin,
    request::find_header,
    retry::{pause, wait},
    spans::Retries,
};

/// Maximum URL length of the crate `http`. Its error would be mistaken for a network failure.
const LONGEST_URL: usize = 65_534;

/// Call settings, which travel in the context of the pipeline.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct CallSettings {
    /// Origin of the requests, if it is not the client's endpoint.
    pub(crate) origin: Option<Origin>,
    /// Service of the operation. `None` for Azure Resource Manager.
    pub(crate) service: Option<&'static Service>,
    /// The alternatives to authorize the operation, if it declares its own.
    pub(crate) security: Option<Security>,
    /// The `repeatable` setting of the call.
    pub(crate) repeatable: Option<bool>,
    /// Retry policy of the call.
    pub(crate) retry: Option<RetryOptions>,
    /// The statuses with which the caller streams the body of the response.
    pub(crate) streamed: Option<&'static [u16]>,
    /// Operation ID for logging.
    pub(crate) operation: Cow<'static, str>,
    /// The `user-agent` set by a parameter of the operation or by the caller.
    pub(crate) user_agent: Option<String>,
}

impl CallSettings {
    /// Returns `true` if a second execution of the request has the same result as the first.
    fn is_repeatable(&self, request: &Request) -> bool {
        let media_type = || find_header(request.headers(), &CONTENT_TYPE).unwrap_or_default();
        match request.method() {
            Method::Get | Method::Head => true,
            Method::Post => self.repeatable.unwrap_or(false),
            // A JSON patch may add an item to a list.
            Method::Patch if media_type().contains("json-patch") => {
                self.repeatable.unwrap_or(false)
            }
            _ => self.repeatable.unwrap_or(true),
        }
    }

    /// Returns `true` if the caller streams the body of a response with this status.
    fn streams(&self, status: StatusCode) -> bool {
        self.streamed
            .is_some_and(|success| is_one_of(status, success))
    }
}

/// Sends a request to the next policy.
pub(crate) async fn send_next(
    ctx: &Context<'_>,
    request: &mut Request,
    next: &[Arc<dyn Policy>],
) -> PolicyResult {
    let (first, rest) = next
        .split_first()
        .ok_or_else(|| refused("the pipeline has no transport"))?;
    first.send(ctx, request, rest).await
}

/// Checks the origin, restores the `user-agent` of the request, authorizes it, and retries it where that is safe. The
/// policy runs after those that run once per call.
#[derive(Debug)]
pub(crate) struct ArmPolicy {
    pub(crate) endpoint: Origin,
    pub(crate) auth: Arc<Authorization>,
    pub(crate) retry: RetryOptions,
    pub(crate) max_response_size: usize,
}

#[async_trait]
impl Policy for ArmPolicy {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        let defaults = CallSettings::default();
        let settings = ctx.value().unwrap_or(&defaults);
        self.check(settings, request)?;
        let repeatable = settings.is_repeatable(request);
        let retry = settings.retry.as_ref().unwrap_or(&self.retry);
        let start = Instant::now();
        let mut retries = 0;
        loop {
            let retried = (retries > 0).then(|| ctx.clone().with_value(Retries(retries)));
            let ctx = retried.as_ref().unwrap_or(ctx);
            let result = match self.auth.send(settings, ctx, request, next).await {
                Ok(response) if settings.streams(response.status()) => Ok(response),
                // The body is read here, so that a broken body is retried.
                Ok(response) => self.read(response).await,
                Err(error) => Err(error),
            };
            let Some(wait) = wait(retry, repeatable, retries, &result)
                .filter(|wait| start.elapsed().saturating_add(*wait) <= retry.max_elapsed)
            else {
                return result;
            };
            retries += 1;
            log(settings, request.method(), retries, wait, &result);
            drop(result);
            pause(wait).await;
            request.body_mut().reset().await?;
        }
    }
}

impl ArmPolicy {
    /// Reads the body into memory, up to the limit. azure_core would decompress a body of any size.
    async fn read(&self, response: AsyncRawResponse) -> PolicyResult {
        let response = read_body(response, self.max_response_size).await?;
        let (status, headers, body) = response.deconstruct();
        Ok(AsyncRawResponse::from_bytes(
            status,
            headers,
            Bytes::from(body),
        ))
    }

    /// Checks the request after all preceding policies have changed it.
    fn check(&self, settings: &CallSettings, request: &mut Request) -> Result<()> {
        let origin = settings.origin.as_ref().unwrap_or(&self.endpoint);
        origin.check(request.url())?;
        let length = request.url().as_str().len();
        if length > LONGEST_URL {
            return Err(refused(format!(
                "the URL has {length} bytes, but the maximum is {LONGEST_URL}"
            )));
        }
        // azure_core overwrites the `user-agent` of the request.
        if let Some(own) = &settings.user_agent {
            request.insert_header(USER_AGENT, own.clone());
        }
        Ok(())
    }
}

/// Reads the body into memory, up to a limit. A body of one chunk is not copied; `try_into_raw_response` of azure_core
/// would copy it.
pub(crate) async fn read_body(response: AsyncRawResponse, limit: usize) -> Result<RawResponse> {
    let (status, headers, mut body) = response.deconstruct();
    let mut bytes: Vec<u8> = Vec::new();
    let mut first = Bytes::new();
    while let Some(part) = body.try_next().await? {
        if bytes.len() + first.len() + part.len() > limit {
            return Err(refused(format!(
                "the response has more than {limit} bytes; `ClientOptions::max_response_size` sets the limit"
            )));
        }
        if bytes.is_empty() && first.is_empty() {
            first = part;
        } else {
            bytes.extend_from_slice(&std::mem::take(&mut first));
            bytes.extend_from_slice(&part);
        }
    }
    let body = if first.is_empty() {
        bytes.into()
    } else {
        first
    };
    Ok(RawResponse::from_bytes(status, headers, body))
}

/// Logs a retry, without the URL: its query may hold secrets.
fn log(
    settings: &CallSettings,
    method: Method,
    retries: u32,
    wait: Duration,
    result: &PolicyResult,
) {
    let (status, error) = match result {
        Ok(response) => (Some(u16::from(response.status())), None),
        Err(error) => (None, Some(error.kind().to_string())),
    };
    tracing::info!(
        operation = settings.operation.as_ref(),
        method = method.as_str(),
        retry = retries,
        status,
        error,
        wait_ms = wait.as_millis(),
        "retrying the request"
    );
}
