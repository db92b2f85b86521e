//! The client that every generated client holds.

use std::{fmt, sync::Arc, time::Duration};

use azure_core::{
    Result,
    credentials::TokenCredential,
    http::{
        Pipeline, RetryOptions as CoreRetryOptions, Url,
        policies::{Policy, auth::BearerTokenAuthorizationPolicy},
    },
};

use crate::{
    Argument, ClientOptions, Operation, PollOptions, Prepared, ResourceId,
    error::refused,
    exchange::Exchange,
    origin::Origin,
    policy::ArmPolicy,
    prepared::limit,
    request::{Builder, is_dot_segment},
};

/// Name and version of a crate of bindings; they go into the `user-agent` header.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Package {
    /// Name of the crate.
    pub name: &'static str,
    /// Version of the crate.
    pub version: &'static str,
}

/// A connection to Azure Resource Manager: endpoint, subscription, credential, settings. Cheap to clone.
#[derive(Clone)]
pub struct Arm {
    shared: Arc<Shared>,
}

struct Shared {
    endpoint: Url,
    origin: Origin,
    subscription_id: Option<String>,
    pipeline: Pipeline,
    api_version: Option<String>,
    validate: bool,
    register_providers: bool,
    poll: PollOptions,
    timeout: Option<Duration>,
    has_credential: bool,
    has_tracer: bool,
}

impl Arm {
    /// A connection. Without a credential nothing is signed, which only makes sense for tests and proxies; with one,
    /// the endpoint must be https, and the token goes to its scheme, host and port only.
    pub fn new(
        package: Package,
        subscription_id: Option<String>,
        credential: Option<Arc<dyn TokenCredential>>,
        options: Option<ClientOptions>,
    ) -> Result<Self> {
        let mut options = options.unwrap_or_default();
        let cloud = options
            .cloud
            .choose(options.client_options.cloud.as_deref())?;
        let endpoint = cloud.endpoint()?;
        check_endpoint(&endpoint, credential.is_some())?;
        check_application_id(options.client_options.user_agent.application_id.as_deref())?;
        if let Some(id) = subscription_id.as_deref()
            && (id.is_empty()
                || is_dot_segment(id)
                || id.contains(|c: char| c == '/' || c.is_control()))
        {
            return Err(refused(
                "the subscription id must not be empty, and must be one segment of a path",
            ));
        }
        let has_credential = credential.is_some();
        let origin = Origin::of(&endpoint);
        let has_tracer = options
            .client_options
            .instrumentation
            .tracer_provider
            .is_some();
        let mut per_try: Vec<Arc<dyn Policy>> = vec![Arc::new(ArmPolicy {
            endpoint: origin.clone(),
            retry: options.retry.clone(),
        })];
        if let Some(credential) = credential {
            per_try.push(Arc::new(BearerTokenAuthorizationPolicy::new(
                credential,
                [cloud.scope()],
            )));
        }
        options.client_options.retry = CoreRetryOptions::none();
        let (name, version) = (Some(package.name), Some(package.version));
        let pipeline = Pipeline::new(
            name,
            version,
            options.client_options,
            Vec::new(),
            per_try,
            None,
        );
        let shared = Shared {
            endpoint,
            origin,
            subscription_id,
            pipeline,
            api_version: options.api_version,
            validate: options.validate,
            register_providers: options.register_providers,
            poll: options.poll,
            timeout: options.timeout.and_then(limit),
            has_credential,
            has_tracer,
        };
        Ok(Self {
            shared: Arc::new(shared),
        })
    }

    /// Builds the request of an operation; nothing is sent. The arguments are those of the operation's parameters that
    /// have no constant, in their order. What is wrong with them is reported when the result is sent or looked at.
    pub fn prepare(&self, operation: &'static Operation, arguments: &[&dyn Argument]) -> Prepared {
        let built = Builder::new(self, operation, arguments).and_then(|builder| builder.prepare());
        Prepared::new(
            Exchange::new(self.clone(), operation.id.into()),
            operation,
            built,
        )
    }

    /// As [`Arm::prepare`], with the parameters of the path taken from a resource id, its subscription included. The
    /// arguments are those of the parameters that are not in the id.
    pub fn prepare_by_id(
        &self,
        operation: &'static Operation,
        id: &ResourceId,
        arguments: &[&dyn Argument],
    ) -> Prepared {
        let built =
            Builder::by_id(self, operation, id, arguments).and_then(|builder| builder.prepare());
        Prepared::new(
            Exchange::new(self.clone(), operation.id.into()),
            operation,
            built,
        )
    }

    /// URL that the paths of operations are appended to.
    pub fn endpoint(&self) -> &Url {
        &self.shared.endpoint
    }

    /// Subscription that operations without an own subscription parameter act in.
    pub fn subscription_id(&self) -> Option<&str> {
        self.shared.subscription_id.as_deref()
    }

    /// Where the endpoint is.
    pub(crate) fn origin(&self) -> &Origin {
        &self.shared.origin
    }

    pub(crate) fn pipeline(&self) -> &Pipeline {
        &self.shared.pipeline
    }

    pub(crate) fn api_version(&self) -> Option<&str> {
        self.shared.api_version.as_deref()
    }

    pub(crate) fn validates(&self) -> bool {
        self.shared.validate
    }

    pub(crate) fn registers_providers(&self) -> bool {
        self.shared.register_providers
    }

    pub(crate) fn poll_options(&self) -> &PollOptions {
        &self.shared.poll
    }

    pub(crate) fn timeout(&self) -> Option<Duration> {
        self.shared.timeout
    }

    pub(crate) fn has_credential(&self) -> bool {
        self.shared.has_credential
    }

    pub(crate) fn has_tracer(&self) -> bool {
        self.shared.has_tracer
    }
}

impl fmt::Debug for Arm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Arm")
            .field("endpoint", &self.shared.endpoint.as_str())
            .field("subscription_id", &self.shared.subscription_id)
            .finish_non_exhaustive()
    }
}

fn check_endpoint(endpoint: &Url, has_credential: bool) -> Result<()> {
    let plain = endpoint.username().is_empty()
        && endpoint.password().is_none()
        && endpoint.query().is_none()
        && endpoint.fragment().is_none();
    if !plain || !endpoint.has_host() || !matches!(endpoint.scheme(), "http" | "https") {
        return Err(refused(
            "the endpoint must be an http or https URL without user name, query and fragment",
        ));
    }
    if has_credential && endpoint.scheme() != "https" {
        return Err(refused(
            "the endpoint must be https: a token must not be sent in the clear",
        ));
    }
    Ok(())
}

/// azure_core panics on an application id that breaks these rules.
fn check_application_id(id: Option<&str>) -> Result<()> {
    let token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    match id {
        Some(id) if id.len() > 24 || !id.bytes().all(token) => Err(refused(
            "the application id of the user agent must be a token of at most 24 characters",
        )),
        _ => Ok(()),
    }
}
