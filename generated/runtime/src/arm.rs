//! The connection shared by all generated clients.

use std::{borrow::Cow, collections::BTreeMap, fmt, sync::Arc, time::Duration};

use azure_core::{
    Result,
    credentials::TokenCredential,
    http::{Pipeline, RetryOptions as CoreRetryOptions, Url},
};

use crate::{
    Argument, ClientOptions, Cloud, Credential, Operation, PollOptions, Prepared, ResourceId,
    Service,
    auth::Authorization,
    error::refused,
    exchange::Exchange,
    origin::Origin,
    pipelines::Pipelines,
    policy::ArmPolicy,
    prepared::limit,
    request::{Builder, is_dot_segment},
    service,
};

/// Name and version of a crate of bindings, sent in the `user-agent` header.
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
    /// Service of the client. `None` for Azure Resource Manager.
    service: Option<&'static Service>,
    /// URL set by the caller, which replaces the endpoint of the service description.
    override_: Option<Url>,
    variables: BTreeMap<String, String>,
    subscription_id: Option<String>,
    pipelines: Pipelines,
    auth: Arc<Authorization>,
    api_version: Option<String>,
    validate: bool,
    register_providers: bool,
    poll: PollOptions,
    timeout: Option<Duration>,
    has_tracer: bool,
}

impl Arm {
    /// Creates a connection to Azure Resource Manager. Without a credential, requests are sent without authorization,
    /// which is useful for tests and proxies. With a credential, the endpoint must be https, and the token is sent to
    /// its scheme, host and port only.
    ///
    /// # Errors
    ///
    /// Returns an error if the endpoint, the subscription id or a setting is not valid, or if a credential is used with
    /// a [`ClientOptions::endpoint`] that does not belong to [`ClientOptions::cloud`].
    pub fn new(
        package: Package,
        subscription_id: Option<String>,
        credential: Option<Arc<dyn TokenCredential>>,
        options: Option<ClientOptions>,
    ) -> Result<Self> {
        let options = options.unwrap_or_default();
        let cloud = options
            .cloud
            .choose(options.client_options.cloud.as_deref())?;
        let endpoint = arm_endpoint(&cloud, &options, credential.is_some())?;
        let auth = Authorization::new(
            credential.into(),
            Some(cloud.scope()),
            options.audience.clone(),
            &endpoint,
        );
        Self::connect(package, None, endpoint, subscription_id, auth, options)
    }

    /// Creates a connection to another service. `variables` are the values of the variables in its endpoint. The
    /// credential is sent to the endpoint's scheme, host and port only, and over https. A key may also be sent over
    /// http to a loopback address.
    ///
    /// # Errors
    ///
    /// Returns an error if a variable, the credential or a setting does not match the service. A token credential
    /// requires an audience: that of [`ClientOptions::audience`], of the service description, or of the endpoint's domain if
    /// it is a known domain of Azure.
    pub fn for_service(
        package: Package,
        service: &'static Service,
        variables: &[(&str, String)],
        subscription_id: Option<String>,
        credential: impl Into<Credential>,
        options: Option<ClientOptions>,
    ) -> Result<Self> {
        let mut options = options.unwrap_or_default();
        for (name, value) in variables {
            let name = (*name).to_owned();
            options.variables.insert(name, value.clone());
        }
        if options.validate {
            service
                .check_variables(&options.variables)
                .map_err(refused)?;
        }
        let endpoint = options.endpoint.as_ref();
        let value = |name: &str| variable(&options.variables, Some(service), name);
        let endpoint =
            service::base(service.endpoint, service, endpoint, &value).map_err(refused)?;
        let auth = Authorization::new(credential.into(), None, options.audience.clone(), &endpoint);
        Self::connect(
            package,
            Some(service),
            endpoint,
            subscription_id,
            auth,
            options,
        )
    }

    fn connect(
        package: Package,
        service: Option<&'static Service>,
        endpoint: Url,
        subscription_id: Option<String>,
        auth: Authorization,
        mut options: ClientOptions,
    ) -> Result<Self> {
        check_endpoint(&endpoint, &auth)?;
        auth.check(service)?;
        check_application_id(options.client_options.user_agent.application_id.as_deref())?;
        if let Some(id) = subscription_id.as_deref()
            && (id.is_empty()
                || is_dot_segment(id)
                || id.contains(|c: char| c == '/' || c.is_control()))
        {
            return Err(refused(
                "the subscription ID must not be empty and must be a single path segment",
            ));
        }
        let origin = Origin::of(&endpoint);
        let has_tracer = options
            .client_options
            .instrumentation
            .tracer_provider
            .is_some();
        let auth = Arc::new(auth);
        let policy = Arc::new(ArmPolicy {
            endpoint: origin.clone(),
            auth: auth.clone(),
            retry: options.retry.clone(),
            max_response_size: options.max_response_size,
        });
        options.client_options.retry = CoreRetryOptions::none();
        let pipelines = Pipelines::new(package, options.client_options, policy);
        let shared = Shared {
            endpoint,
            origin,
            service,
            override_: options.endpoint,
            variables: options.variables,
            subscription_id,
            pipelines,
            auth,
            api_version: options.api_version,
            validate: options.validate,
            register_providers: options.register_providers,
            poll: options.poll,
            timeout: options.timeout.and_then(limit),
            has_tracer,
        };
        Ok(Self {
            shared: Arc::new(shared),
        })
    }

    /// Builds the request of an operation without sending it. The arguments are the values of the non-constant
    /// parameters, in order. An invalid argument is reported when the result is sent or inspected.
    pub fn prepare(&self, operation: &'static Operation, arguments: &[&dyn Argument]) -> Prepared {
        let built = Builder::new(self, operation, arguments).and_then(|builder| builder.prepare());
        Prepared::new(
            Exchange::new(self.clone(), operation.id.into()),
            operation,
            built,
        )
    }

    /// Like [`Arm::prepare`], but takes the path parameters, including the subscription, from a resource ID. The
    /// arguments are the values of the parameters that are not in the ID.
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

    /// Returns the URL that the paths of operations are appended to.
    pub fn endpoint(&self) -> &Url {
        &self.shared.endpoint
    }

    /// Returns the subscription that is used by operations without a subscription argument.
    pub fn subscription_id(&self) -> Option<&str> {
        self.shared.subscription_id.as_deref()
    }

    /// Returns the origin of the endpoint.
    pub(crate) fn origin(&self) -> &Origin {
        &self.shared.origin
    }

    /// Returns the pipeline for requests, or the one for requests with a secret in the path.
    pub(crate) fn pipeline(&self, hides_path: bool) -> &Pipeline {
        self.shared.pipelines.get(hides_path)
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

    pub(crate) fn service(&self) -> Option<&'static Service> {
        self.shared.service
    }

    /// Returns the value of an endpoint variable: the value set by the caller, or the default of the description.
    pub(crate) fn variable(&self, service: Option<&Service>, name: &str) -> Option<Cow<'_, str>> {
        variable(&self.shared.variables, service, name)
    }

    /// Checks the values of the variables of another service than that of the client.
    pub(crate) fn check_variables(
        &self,
        service: Option<&Service>,
    ) -> std::result::Result<(), String> {
        let other = service.filter(|it| self.shared.validate && self.shared.service != Some(it));
        other.map_or(Ok(()), |it| it.check_variables(&self.shared.variables))
    }

    /// Returns the base URL of an operation with this template.
    pub(crate) fn base<'v>(
        &self,
        template: &str,
        service: &Service,
        value: &dyn Fn(&str) -> Option<Cow<'v, str>>,
    ) -> std::result::Result<Url, String> {
        let endpoint = self.shared.override_.as_ref();
        let url = service::base(template, service, endpoint, value)?;
        check_endpoint(&url, &self.shared.auth).map_err(|error| error.to_string())?;
        Ok(url)
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

/// Returns the endpoint of the options, or else of the cloud. The audience of tokens belongs to the cloud, so tokens are not
/// sent to another endpoint.
fn arm_endpoint(cloud: &Cloud, options: &ClientOptions, has_token: bool) -> Result<Url> {
    let own = cloud.endpoint()?;
    let Some(endpoint) = options.endpoint.clone() else {
        return Ok(own);
    };
    if has_token && !Origin::of(&own).holds(&endpoint) {
        return Err(refused(format!(
            "`ClientOptions::endpoint` is not an endpoint of the cloud, whose tokens are for {}; set `cloud: \
             Cloud::Custom {{ endpoint, audience }}` to send tokens to another endpoint",
            Origin::of(&own)
        )));
    }
    Ok(endpoint)
}

/// Returns the value of an endpoint variable.
fn variable<'v>(
    values: &'v BTreeMap<String, String>,
    service: Option<&Service>,
    name: &str,
) -> Option<Cow<'v, str>> {
    let set = values.get(name).map(|value| Cow::Borrowed(value.as_str()));
    set.or_else(|| {
        let mut defaults = service?.defaults.iter();
        let (_, value) = defaults.find(|(known, _)| *known == name)?;
        Some(Cow::Borrowed(*value))
    })
}

fn check_endpoint(endpoint: &Url, auth: &Authorization) -> Result<()> {
    let plain = endpoint.username().is_empty()
        && endpoint.password().is_none()
        && endpoint.query().is_none()
        && endpoint.fragment().is_none();
    if !plain || !matches!(endpoint.scheme(), "http" | "https") {
        return Err(refused(
            "the endpoint must be an http or https URL without user name, query or fragment",
        ));
    }
    if endpoint.scheme() != "https" && !auth.allows_http(endpoint) {
        return Err(refused(
            "the endpoint must be https, because a token or key must not be sent unencrypted",
        ));
    }
    Ok(())
}

/// Checks an application ID, because azure_core panics on an invalid one.
fn check_application_id(id: Option<&str>) -> Result<()> {
    let token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    match id {
        Some(id) if id.len() > 24 || !id.bytes().all(token) => Err(refused(
            "the application id of the user agent must be a token of at most 24 characters",
        )),
        _ => Ok(()),
    }
}
