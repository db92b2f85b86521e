//! The service of a client: its endpoint and how its requests are authorized, as an API description states them.

use std::borrow::Cow;

use azure_core::{Result, http::Url};

use crate::{Operation, error::refused, request};

/// Where a service other than Azure Resource Manager is, and which credentials it takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Service {
    /// Template of its URL, such as `https://{account}.blob.core.windows.net` or `{endpoint}`.
    pub endpoint: &'static str,
    /// Variables of the template that have a default.
    pub defaults: &'static [(&'static str, &'static str)],
    /// Scopes of its tokens; empty if the description names none.
    pub scopes: &'static [&'static str],
    /// Other schemes by which it authorizes requests.
    pub schemes: &'static [Scheme],
}

impl Service {
    /// A service of which nothing is known but its endpoint.
    pub const DEFAULT: Self = Self {
        endpoint: "{endpoint}",
        defaults: &[],
        scopes: &[],
        schemes: &[],
    };
}

/// A scheme by which a service authorizes requests, besides tokens of Microsoft Entra ID.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Scheme {
    /// A key in the header of this name.
    Header(&'static str),
    /// A key in the parameter of this name in the query.
    Query(&'static str),
    /// User name and password (RFC 7617).
    Basic,
    /// A token of the service's own.
    Bearer,
}

impl Operation {
    /// Template of the URL that the operation's requests begin with; `None` for the client's endpoint.
    pub(crate) fn endpoint(&self) -> Option<&'static str> {
        self.service.map(|it| it.endpoint).or(self.host)
    }

    /// The service of the operation; `None` for Azure Resource Manager.
    pub(crate) fn service(&self) -> Option<&'static Service> {
        static UNKNOWN: Service = Service::DEFAULT;
        self.service.or(self.host.map(|_| &UNKNOWN))
    }
}

/// The URL of a service. `override_` takes the place of scheme, host and port.
pub(crate) fn base<'v>(
    template: &str,
    override_: Option<&Url>,
    value: &dyn Fn(&str) -> Option<Cow<'v, str>>,
) -> std::result::Result<Url, String> {
    let Some(endpoint) = override_ else {
        return request::host(template, value);
    };
    let path = request::path_of_host(template);
    let mut url = endpoint.clone();
    if !path.is_empty() {
        let below = request::host(&format!("https://h{path}"), value)?;
        let joined = format!("{}{}", url.path().trim_end_matches('/'), below.path());
        url.set_path(&joined);
    }
    Ok(url)
}

/// Hosts of Azure Resource Manager, and what its tokens are asked for.
const ARM_HOSTS: [&str; 8] = [
    "management.azure.com",
    "management.core.windows.net",
    "management.usgovcloudapi.net",
    "management.core.usgovcloudapi.net",
    "management.chinacloudapi.cn",
    "management.core.chinacloudapi.cn",
    "management.microsoftazure.de",
    "management.core.cloudapi.de",
];

/// Refuses a scope of Azure Resource Manager for another service.
pub(crate) fn check_scope(scope: &str) -> Result<()> {
    let host = scope.split_once("://").map_or(scope, |(_, rest)| rest);
    let host = host.split(['/', ':']).next().unwrap_or_default();
    if ARM_HOSTS.iter().any(|it| it.eq_ignore_ascii_case(host)) {
        return Err(refused(
            "a token for Azure Resource Manager must not be sent to another service; set `ClientOptions::audience` to \
             the audience of the service",
        ));
    }
    Ok(())
}
