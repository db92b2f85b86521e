//! What this runtime adds to azure_core's pipeline, as one policy: each policy costs every call a future on the heap.

use std::{sync::Arc, time::Instant};

use async_trait::async_trait;
use azure_core::{
    Result,
    http::{
        Context, Method, Request,
        headers::USER_AGENT,
        policies::{Policy, PolicyResult},
    },
};

use crate::{
    error::refused,
    options::RetryOptions,
    origin::Origin,
    retry::{pause, wait},
};

/// What a call says of its requests; travels in the context of the pipeline.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct CallSettings {
    /// Where the requests go, when not to the endpoint.
    pub(crate) origin: Option<Origin>,
    /// What the caller said about repeating them.
    pub(crate) repeatable: Option<bool>,
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
        let start = Instant::now();
        let mut retries = 0;
        loop {
            let result = first.send(ctx, request, rest).await;
            let Some(wait) = wait(&self.retry, repeatable, retries, &result)
                .filter(|wait| start.elapsed() + *wait <= self.retry.max_elapsed)
            else {
                return result;
            };
            drop(result);
            pause(wait).await;
            retries += 1;
            request.body_mut().reset().await?;
        }
    }
}

impl ArmPolicy {
    /// Whatever the policies before did to the request.
    fn admit(&self, settings: &CallSettings, request: &mut Request) -> Result<()> {
        let origin = settings.origin.as_ref().unwrap_or(&self.endpoint);
        origin.check(request.url())?;
        // azure_core writes its own over whatever the request holds.
        if let Some(own) = &settings.user_agent {
            request.insert_header(USER_AGENT, own.clone());
        }
        Ok(())
    }
}
