//! The `user-agent` of an operation or a caller.
//!
//! azure_core writes its own over whatever the request holds. A value that was set on purpose, by a parameter of the
//! operation or by `header` of the call, is put back.

use std::sync::Arc;

use async_trait::async_trait;
use azure_core::http::{
    Context, Request,
    headers::USER_AGENT,
    policies::{Policy, PolicyResult},
};

use crate::{origin::no_policy, request::find_header};

/// The value that was set; travels in the context of the pipeline.
#[derive(Clone, Debug)]
pub(crate) struct OwnUserAgent(String);

impl OwnUserAgent {
    pub(crate) fn of(request: &Request) -> Option<Self> {
        find_header(request.headers(), &USER_AGENT).map(|own| Self(own.to_owned()))
    }
}

#[derive(Debug)]
pub(crate) struct UserAgentPolicy;

#[async_trait]
impl Policy for UserAgentPolicy {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        if let Some(own) = ctx.value::<OwnUserAgent>() {
            request.insert_header(USER_AGENT, own.0.clone());
        }
        let (first, rest) = next.split_first().ok_or_else(no_policy)?;
        first.send(ctx, request, rest).await
    }
}
