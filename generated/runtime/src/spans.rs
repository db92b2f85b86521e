//! Adds the attributes that azure_core's spans lack: the namespace of the resource provider, the number of the retry,
//! and the request ID of the service.

use std::sync::Arc;

use async_trait::async_trait;
use azure_core::{
    http::{
        Context, Request, Url,
        policies::{Policy, PolicyResult},
    },
    tracing::{Attribute, PublicApiInstrumentationInformation, Span},
};

use crate::{error::request_id, policy::send_next, registration::is_namespace};

/// Number of the retry, in the context of a request.
pub(crate) struct Retries(pub(crate) u32);

/// Creates the span of an operation, with its ID as the name, and the namespace of the resource provider in the path of
/// its URL.
pub(crate) fn operation_span(
    operation: impl Into<std::borrow::Cow<'static, str>>,
    url: &Url,
) -> PublicApiInstrumentationInformation {
    let namespace = namespace(url).map(|it| Attribute {
        key: "az.namespace".into(),
        value: it.into(),
    });
    PublicApiInstrumentationInformation::new(operation, namespace.into_iter().collect())
}

/// Returns the last provider of a path, which performs the operation.
fn namespace(url: &Url) -> Option<String> {
    let segments: Vec<&str> = url.path_segments()?.collect();
    let at = segments
        .iter()
        .rposition(|it| it.eq_ignore_ascii_case("providers"))?;
    let namespace = segments.get(at + 1).filter(|it| is_namespace(it))?;
    Some((*namespace).to_owned())
}

/// Adds attributes to the span of a request. The policy runs after the one of azure_core that starts the span.
#[derive(Debug)]
pub(crate) struct SpanPolicy;

#[async_trait]
impl Policy for SpanPolicy {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        let span = ctx.value::<Arc<dyn Span>>().filter(|it| it.is_recording());
        if let (Some(span), Some(namespace)) = (span, namespace(request.url())) {
            span.set_attribute("az.namespace", namespace.into());
        }
        if let (Some(span), Some(Retries(count))) = (span, ctx.value()) {
            span.set_attribute("http.request.resend_count", (*count).into());
        }
        let result = send_next(ctx, request, next).await;
        if let (Some(span), Ok(response)) = (span, &result)
            && let Some(id) = request_id(response.headers())
        {
            span.set_attribute("az.service_request.id", id.to_owned().into());
        }
        result
    }
}
