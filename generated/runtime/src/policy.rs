//! What this runtime adds to azure_core's pipeline, as one policy: each policy costs every call a future on the heap.

use std::{
    borrow::Cow,
    sync::Arc,
    time::{Duration, Instant},
};

use async_trait::async_trait;
use azure_core::{
    Bytes, Result,
    http::{
        AsyncRawResponse, Context, Method, Request,
        headers::USER_AGENT,
        policies::{Policy, PolicyResult},
    },
};

use futures::TryStreamExt;

use crate::{
    Service,
    error::refused,
    options::RetryOptions,
    origin::Origin,
    retry::{pause, wait},
    spans::Retries,
};

/// The limit of the crate `http`, whose error would be taken for one of the network.
const LONGEST_URL: usize = 65_534;

/// What a call says of its requests; travels in the context of the pipeline.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct CallSettings {
    /// Where the requests go, when not to the endpoint.
    pub(crate) origin: Option<Origin>,
    /// Service of the operation; `None` for Azure Resource Manager.
    pub(crate) service: Option<&'static Service>,
    /// What the caller said about repeating them.
    pub(crate) repeatable: Option<bool>,
    /// What the caller said about how often.
    pub(crate) retry: Option<RetryOptions>,
    /// Whether the caller reads the body of a success.
    pub(crate) streamed: bool,
    /// Id of the operation, for the log.
    pub(crate) operation: Cow<'static, str>,
    /// The `user-agent` that a parameter of the operation or the caller set.
    pub(crate) user_agent: Option<String>,
}

impl CallSettings {
    fn is_repeatable(&self, method: Method) -> bool {
        match method {
            Method::Get | Method::Head => true,
            Method::Post => self.repeatable.unwrap_or(false),
            _ => self.repeatable.unwrap_or(true),
        }
    }
}

/// Stands before the policy that adds the token, and after all that are called once for a call: guards the host, gives
/// the request its own `user-agent` back, and sends it again where that is safe.
#[derive(Debug)]
pub(crate) struct ArmPolicy {
    pub(crate) endpoint: Origin,
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
        let unsaid = CallSettings::default();
        let settings = ctx.value().unwrap_or(&unsaid);
        self.admit(settings, request)?;
        let (first, rest) = next
            .split_first()
            .ok_or_else(|| refused("the pipeline has no transport"))?;
        let repeatable = settings.is_repeatable(request.method());
        let retry = settings.retry.as_ref().unwrap_or(&self.retry);
        let start = Instant::now();
        let mut retries = 0;
        loop {
            let retried = (retries > 0).then(|| ctx.clone().with_value(Retries(retries)));
            let ctx = retried.as_ref().unwrap_or(ctx);
            let result = match first.send(ctx, request, rest).await {
                Ok(response) if settings.streamed && response.status().is_success() => Ok(response),
                // Here, so that a body that breaks off is read anew.
                Ok(response) => self.read(response).await,
                Err(error) => Err(error),
            };
            let Some(wait) = wait(retry, repeatable, retries, &result)
                .filter(|wait| start.elapsed() + *wait <= retry.max_elapsed)
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
    /// Reads the body into memory, up to the limit. azure_core would read a compressed body of any size.
    async fn read(&self, response: AsyncRawResponse) -> PolicyResult {
        let (status, headers, mut body) = response.deconstruct();
        let mut bytes: Vec<u8> = Vec::new();
        let mut first = Bytes::new();
        while let Some(part) = body.try_next().await? {
            if bytes.len() + first.len() + part.len() > self.max_response_size {
                return Err(refused(format!(
                    "the response has more than {} bytes; `ClientOptions::max_response_size` sets the limit",
                    self.max_response_size
                )));
            }
            // Most responses come in one part, which is not copied.
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
        Ok(AsyncRawResponse::from_bytes(status, headers, body))
    }

    /// Whatever the policies before did to the request.
    fn admit(&self, settings: &CallSettings, request: &mut Request) -> Result<()> {
        let origin = settings.origin.as_ref().unwrap_or(&self.endpoint);
        origin.check(request.url())?;
        let length = request.url().as_str().len();
        if length > LONGEST_URL {
            return Err(refused(format!(
                "the URL has {length} bytes, and no more than {LONGEST_URL} can be sent"
            )));
        }
        // azure_core writes its own over whatever the request holds.
        if let Some(own) = &settings.user_agent {
            request.insert_header(USER_AGENT, own.clone());
        }
        Ok(())
    }
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
        "the request is retried"
    );
}
