//! Services: the endpoint and the authorization that an API description declares.

use std::{borrow::Cow, collections::BTreeMap};

use azure_core::{Result, http::Url};

use crate::{Operation, error::refused, request};

/// The endpoint of a service other than Azure Resource Manager, and the credentials that it accepts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Service {
    /// URL template, such as `https://{account}.blob.core.windows.net` or `{endpoint}`.
    pub endpoint: &'static str,
    /// Default values of variables in the template.
    pub defaults: &'static [(&'static str, &'static str)],
    /// Allowed values of variables in the template that do not accept any value.
    pub values: &'static [(&'static str, &'static [&'static str])],
    /// Scopes of tokens. Empty if the description does not define any.
    pub scopes: &'static [&'static str],
    /// Authorization schemes other than tokens of Microsoft Entra ID.
    pub schemes: &'static [Scheme],
    /// The alternatives that operations accept unless they declare their own. Empty if each scheme is one.
    pub security: Security,
}

impl Service {
    /// A service without a declared scope or scheme.
    pub const DEFAULT: Self = Self {
        endpoint: "{endpoint}",
        defaults: &[],
        values: &[],
        scopes: &[],
        schemes: &[],
        security: &[],
    };

    /// Checks that the values of variables are allowed.
    pub(crate) fn check_variables(
        &self,
        set: &BTreeMap<String, String>,
    ) -> std::result::Result<(), String> {
        for (name, allowed) in self.values {
            let value = set.get(*name).map(|it| it.trim_matches('/'));
            if value.is_some_and(|it| !allowed.contains(&it)) {
                let allowed = allowed.join(", ");
                return Err(format!(
                    "the endpoint variable {name} must be one of: {allowed}; set `ClientOptions::validate` to false to allow other values"
                ));
            }
        }
        Ok(())
    }
}

/// An authorization scheme of a service.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Scheme {
    /// A key in a header with this name.
    Header(&'static str),
    /// A key in a query parameter with this name.
    Query(&'static str),
    /// User name and password (RFC 7617).
    Basic,
    /// A bearer token issued by the service.
    Bearer,
    /// A token of Microsoft Entra ID for these scopes.
    Token(&'static [&'static str]),
}

/// Alternative ways to authorize a request (`security`). The schemes of an alternative are sent together. An alternative
/// without schemes allows requests without authorization.
pub type Security = &'static [&'static [Scheme]];

impl Operation {
    /// Returns the template of the base URL. `None` selects the client's endpoint.
    pub(crate) fn endpoint(&self) -> Option<&'static str> {
        self.service.map(|it| it.endpoint).or(self.host)
    }

    /// Returns the service of the operation. `None` for Azure Resource Manager.
    pub(crate) fn service(&self) -> Option<&'static Service> {
        static UNKNOWN: Service = Service::DEFAULT;
        self.service.or(self.host.map(|_| &UNKNOWN))
    }
}

/// Returns the base URL of a service. `override_` replaces scheme, host and port.
pub(crate) fn base<'v>(
    template: &str,
    service: &Service,
    override_: Option<&Url>,
    value: &dyn Fn(&str) -> Option<Cow<'v, str>>,
) -> std::result::Result<Url, String> {
    let Some(endpoint) = override_ else {
        return request::host(template, service.defaults, value);
    };
    let path = request::path_of_host(template);
    let mut url = endpoint.clone();
    if !path.is_empty() {
        let below = request::host(&format!("https://h{path}"), service.defaults, value)?;
        let joined = format!("{}{}", url.path().trim_end_matches('/'), below.path());
        url.set_path(&joined);
    }
    Ok(url)
}

/// Rejects a scope of Azure Resource Manager for another service.
pub(crate) fn check_scope(scope: &str) -> Result<()> {
    let host = scope.split_once("://").map_or(scope, |(_, rest)| rest);
    let host = host.split('/').next().unwrap_or_default();
    if arm_sensitive::is_arm_host(host) {
        return Err(refused(
            "a token for Azure Resource Manager must not be sent to another service; set `ClientOptions::audience` to \
             the audience of the service",
        ));
    }
    Ok(())
}
