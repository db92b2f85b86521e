//! The pipelines of a client.
//!
//! azure_core logs and traces the paths of URLs. A request whose path contains a secret uses a pipeline of its own, in
//! which the policies of azure_core see a URL without a path. Other policies and the transport see the URL that is sent.

use std::sync::{Arc, OnceLock};

use async_trait::async_trait;
use azure_core::http::{
    ClientOptions as CoreOptions, Context, Pipeline, Request, Transport, Url,
    policies::{Policy, PolicyResult},
};
use tracing::{instrument::WithSubscriber, subscriber::NoSubscriber};

use crate::{
    Package,
    policy::{ArmPolicy, send_next},
    request::REDACTED,
    spans::SpanPolicy,
};

/// The pipelines of a client. The one that hides paths is created when it is first used.
pub(crate) struct Pipelines {
    package: Package,
    options: CoreOptions,
    policy: Arc<ArmPolicy>,
    usual: Pipeline,
    hiding: OnceLock<Pipeline>,
}

impl Pipelines {
    pub(crate) fn new(package: Package, mut options: CoreOptions, policy: Arc<ArmPolicy>) -> Self {
        if options.instrumentation.tracer_provider.is_some() {
            options.per_try_policies.insert(0, Arc::new(SpanPolicy));
        }
        Self {
            usual: create(package, options.clone(), vec![policy.clone()]),
            package,
            options,
            policy,
            hiding: OnceLock::new(),
        }
    }

    pub(crate) fn get(&self, hides_path: bool) -> &Pipeline {
        if !hides_path {
            return &self.usual;
        }
        self.hiding.get_or_init(|| {
            let mut options = self.options.clone();
            let transport = options.transport.take().unwrap_or_default();
            let transport = Transport::with_policy(Arc::new(RestoringTransport(transport)));
            options.transport = Some(transport);
            // azure_core adds policies before and after those of the caller.
            let per_try: Vec<Arc<dyn Policy>> = vec![self.policy.clone(), Arc::new(HidePath)];
            options.per_try_policies.insert(0, Arc::new(RestorePath));
            options.per_try_policies.push(Arc::new(HidePath));
            create(self.package, options, per_try)
        })
    }
}

fn create(package: Package, options: CoreOptions, per_try: Vec<Arc<dyn Policy>>) -> Pipeline {
    let (name, version) = (Some(package.name), Some(package.version));
    Pipeline::new(name, version, options, Vec::new(), per_try, None)
}

/// The URL to send, in the context of a request with a hidden path.
struct SentUrl(Url);

#[derive(Debug)]
struct HidePath;

#[async_trait]
impl Policy for HidePath {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        let sent = request.url().clone();
        request.url_mut().set_path(REDACTED);
        let mut below = ctx.to_borrowed();
        below.insert(SentUrl(sent.clone()));
        let result = send_next(&below, request, next).await;
        *request.url_mut() = sent;
        result
    }
}

#[derive(Debug)]
struct RestorePath;

#[async_trait]
impl Policy for RestorePath {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        let shown = restore(ctx, request);
        let result = send_next(ctx, request, next).await;
        *request.url_mut() = shown;
        result
    }
}

#[derive(Debug)]
struct RestoringTransport(Transport);

#[async_trait]
impl Policy for RestoringTransport {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        _: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        let shown = restore(ctx, request);
        // The default transport logs the URL that it sends.
        let sending = self.0.send(ctx, request);
        let result = sending.with_subscriber(NoSubscriber::new()).await;
        *request.url_mut() = shown;
        result
    }
}

/// Sets the URL to send. Returns the one that was shown.
fn restore(ctx: &Context<'_>, request: &mut Request) -> Url {
    let shown = request.url().clone();
    if let Some(SentUrl(sent)) = ctx.value() {
        *request.url_mut() = sent.clone();
    }
    shown
}
