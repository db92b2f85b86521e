//! The service of a document, or of operations that have servers of their own.

use std::rc::Rc;

use arm_sensitive::is_arm_host;
use serde_json::Value;

use super::check::is_host;
use super::lookup::Lookup;
use super::operation::DocumentContext;
use super::security::{Schemes, SpecScheme};
use super::server::{self, SpecServer};
use super::template::placeholders;
use super::text;

/// The service of a document other than Azure Resource Manager.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpecService {
    /// URL template, including the scheme.
    pub endpoint: String,
    /// Variables of the template that are not parameters.
    pub variables: Vec<SpecVariable>,
    /// Scopes of tokens.
    pub scopes: Vec<String>,
    /// Other schemes, in the order of the document.
    pub schemes: Vec<SpecScheme>,
    /// The alternatives that operations accept by default. Empty if each scheme is one.
    pub security: Vec<Vec<SpecScheme>>,
    /// Other servers with the same paths.
    pub others: Vec<SpecServer>,
}

/// A variable of an endpoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpecVariable {
    /// Name in the template.
    pub name: String,
    /// Description.
    pub docs: Option<String>,
    /// Default value.
    pub default: Option<String>,
    /// Allowed values. Empty if any value is allowed.
    pub values: Vec<String>,
}

/// Returns the service of a document. Returns `None` for Azure Resource Manager, including documents without a host
/// that have its paths.
pub(super) fn of_document(
    document: &Value,
    swagger2: bool,
    schemes: &Schemes,
) -> Option<SpecService> {
    let mut service = match document.member("x-ms-parameterized-host") {
        Some(host) => SpecService {
            endpoint: parameterized(document, host)?,
            ..SpecService::default()
        },
        None if swagger2 => of_host(document)?,
        None => of_server(document)?,
    };
    schemes.authorize(&mut service);
    Some(service)
}

/// The endpoint of operations: the path that precedes their paths, and the service.
pub(super) struct Placement {
    pub base_path: String,
    pub service: Option<Rc<SpecService>>,
    /// The host, unless it is that of the document: tokens for the host of the document are for another host only if their
    /// audience says so.
    pub foreign_host: Option<String>,
}

/// Returns the endpoint of the operations of a path item, or of one operation, if it has servers of its own.
pub(super) fn of_servers(context: &DocumentContext<'_>, value: &Value) -> Option<Placement> {
    let servers = value.member("servers").filter(|_| !context.swagger2)?;
    let server = servers.get(0)?;
    let (endpoint, path) = split_server(server);
    let base_path = super::absolute(&path);
    let of_document = context.service.as_deref();
    if endpoint.is_empty() {
        // A relative URL has the host of the document.
        let host = of_document.map(|it| (it, origin_of(&it.endpoint).len()));
        let service = match host {
            Some((service, length)) if length < service.endpoint.len() => {
                let mut service = service.clone();
                service.endpoint.truncate(length);
                let endpoint = service.endpoint.clone();
                let is_used = |it: &SpecVariable| endpoint.contains(&format!("{{{}}}", it.name));
                service.variables.retain(is_used);
                Some(Rc::new(service))
            }
            _ => context.service.clone(),
        };
        return Some(Placement {
            base_path,
            service,
            foreign_host: None,
        });
    }
    if of_document.is_none() && is_arm_host(host_of(&endpoint)) {
        return Some(Placement {
            base_path,
            service: None,
            foreign_host: None,
        });
    }
    let mut service = SpecService {
        variables: variables_of(&endpoint, server),
        endpoint,
        ..SpecService::default()
    };
    context.schemes.authorize(&mut service);
    let own_host = of_document.is_some_and(|it| same_host(&it.endpoint, &service.endpoint));
    let foreign_host = (!own_host).then(|| authority_of(&service.endpoint).to_owned());
    if let Some(host) = &foreign_host {
        service.scopes.retain(|scope| names_host(scope, host));
        restrict(&mut service.security, host);
    }
    Some(Placement {
        base_path,
        service: Some(Rc::new(service)),
        foreign_host,
    })
}

/// Removes the scopes of tokens that are not for a host.
pub(super) fn restrict(security: &mut [Vec<SpecScheme>], host: &str) {
    for scheme in security.iter_mut().flatten() {
        if let SpecScheme::Token(scopes) = scheme {
            scopes.retain(|scope| names_host(scope, host));
        }
    }
}

fn same_host(a: &str, b: &str) -> bool {
    origin_of(a).eq_ignore_ascii_case(origin_of(b))
}

/// Returns a URL without its path.
fn origin_of(url: &str) -> &str {
    &url[..url.len() - path_of(url).len()]
}

/// Returns `true` if the audience of a scope is a host or a domain above it.
fn names_host(scope: &str, host: &str) -> bool {
    let name = |authority: &str| {
        let name = authority.split(':').next().unwrap_or_default();
        name.to_ascii_lowercase()
    };
    let host = name(host);
    let rest = host.strip_suffix(&name(authority_of(scope)));
    rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

fn scheme_of(document: &Value) -> &str {
    let schemes = document.member("schemes").and_then(Value::as_array);
    let schemes = schemes.into_iter().flatten().filter_map(Value::as_str);
    let mut schemes = schemes.filter(|it| matches!(*it, "http" | "https"));
    let first = schemes.clone().next().unwrap_or("https");
    match schemes.any(|it| it == "https") {
        true => "https",
        false => first,
    }
}

fn parameterized(document: &Value, host: &Value) -> Option<String> {
    let template = host.member("hostTemplate")?.as_str()?;
    let is_whole = host.member("useSchemePrefix").and_then(Value::as_bool) == Some(false);
    match is_whole || template.contains("://") {
        true => Some(template.to_owned()),
        false => Some(format!("{}://{template}", scheme_of(document))),
    }
}

fn of_host(document: &Value) -> Option<SpecService> {
    match document.member("host").and_then(Value::as_str) {
        Some(host) if is_arm_host(host) => None,
        Some(host) if is_host(host) => Some(SpecService {
            endpoint: format!("{}://{host}", scheme_of(document)),
            ..SpecService::default()
        }),
        _ => unknown(document),
    }
}

/// Returns the service of a document without a host, whose endpoint the caller must set. Returns `None` if its paths
/// are those of Azure Resource Manager.
fn unknown(document: &Value) -> Option<SpecService> {
    let paths = document.member("paths").and_then(Value::as_object);
    let is_arm_path = |path: &String| {
        let path = path.to_ascii_lowercase();
        path.starts_with("/subscriptions")
            || path.contains("/providers/microsoft.")
            || path.starts_with("/providers")
    };
    let mut paths = paths.into_iter().flatten();
    if paths.any(|(path, _)| is_arm_path(path)) {
        return None;
    }
    Some(SpecService {
        endpoint: "{endpoint}".to_owned(),
        variables: vec![SpecVariable {
            name: "endpoint".to_owned(),
            docs: Some("The URL of the service.".to_owned()),
            ..SpecVariable::default()
        }],
        ..SpecService::default()
    })
}

/// Returns the service of the first server of OpenAPI that has a host.
fn of_server(document: &Value) -> Option<SpecService> {
    let server = server::endpoint_of(document);
    let (endpoint, _) = server.map(split_server).unwrap_or_default();
    if endpoint.is_empty() {
        return unknown(document);
    }
    if is_arm_host(host_of(&endpoint)) {
        return None;
    }
    Some(SpecService {
        variables: server.map_or_else(Vec::new, |it| variables_of(&endpoint, it)),
        endpoint,
        ..SpecService::default()
    })
}

/// Returns the variables of an endpoint, with what a server declares of them.
fn variables_of(endpoint: &str, server: &Value) -> Vec<SpecVariable> {
    let path = path_of(endpoint);
    let variables = placeholders(endpoint).map(|name| {
        let variable = server.member("variables").and_then(|it| it.get(name));
        let of = |key: &str| variable.and_then(|it| text(it, key));
        let is_in_path = path.contains(&format!("{{{name}}}"));
        let trimmed = |value: String| match is_in_path {
            true => value.trim_matches('/').to_owned(),
            false => value,
        };
        let values = variable.and_then(|it| it.member("enum")?.as_array());
        let values = values.into_iter().flatten().filter_map(Value::as_str);
        SpecVariable {
            name: name.to_owned(),
            docs: of("description"),
            default: of("default").map(trimmed),
            values: values.map(|it| trimmed(it.to_owned())).collect(),
        }
    });
    variables.collect()
}

/// Splits the URL of a server into the endpoint of the client and the path that precedes the paths of operations. A path with
/// variables belongs to the endpoint, because they are settings of the client. A relative URL does not have settings, and its
/// variables have their defaults.
pub(super) fn split_server(server: &Value) -> (String, String) {
    let url = server::url_of(server);
    let mut path = path_of(&url).to_owned();
    let mut endpoint = origin_of(&url).to_owned();
    if endpoint.is_empty() || is_arm_host(host_of(&endpoint)) {
        path = with_defaults(&path, server);
    } else if path.contains('{') {
        endpoint.push_str(path.trim_end_matches('/'));
        path.clear();
    }
    (endpoint, path)
}

/// Returns the default of a variable of a server.
pub(super) fn default_of(server: &Value, name: &str) -> Option<String> {
    text(server.member("variables")?.get(name)?, "default")
}

/// Replaces the variables of a path that have a default.
pub(super) fn with_defaults(path: &str, server: &Value) -> String {
    let mut path = path.to_owned();
    let names: Vec<String> = placeholders(&path).map(str::to_owned).collect();
    for name in names {
        if let Some(default) = default_of(server, &name) {
            path = path.replace(&format!("{{{name}}}"), default.trim_matches('/'));
        }
    }
    path
}

pub(super) fn host_of(endpoint: &str) -> &str {
    endpoint.split_once("://").map_or("", |(_, host)| host)
}

/// Returns the host and the port of a URL.
pub(super) fn authority_of(url: &str) -> &str {
    host_of(url).split('/').next().unwrap_or_default()
}

/// Returns the path of a server's URL, which may begin with a variable.
pub(super) fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map(|(_, rest)| rest);
    match rest.or_else(|| url.starts_with('{').then_some(url)) {
        Some(rest) => rest.find('/').map_or("", |slash| &rest[slash..]),
        None => url,
    }
}

/// Normalizes a scope, such as `https://vault.azure.net/.default`. Returns `None` if it does not name an audience.
pub fn audience(scope: &str) -> Option<String> {
    let scope = scope.trim().trim_matches(['"', '\'']);
    let rest = scope.strip_prefix("https://")?;
    let host = rest.split('/').next().filter(|it| !it.is_empty())?;
    if is_arm_host(host) {
        // Other services must never receive a token for Azure Resource Manager.
        return None;
    }
    match scope.strip_suffix("/.default") {
        Some(_) => Some(scope.to_owned()),
        None => Some(format!("https://{host}/.default")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_host_of_swagger_is_the_endpoint_unless_it_is_none() {
        for (document, expected) in [
            (
                json!({"host": "api.example.com"}),
                Some("https://api.example.com"),
            ),
            (
                json!({"host": "h:8080", "schemes": ["http"]}),
                Some("http://h:8080"),
            ),
            (
                json!({"host": "h", "schemes": ["http", "https"]}),
                Some("https://h"),
            ),
            (
                json!({"host": "h", "schemes": ["wss", "http"]}),
                Some("http://h"),
            ),
            (json!({"host": "h", "schemes": ["wss"]}), Some("https://h")),
            (json!({"host": "management.azure.com"}), None),
            (json!({"host": "Management.Azure.com:443"}), None),
            (json!({"host": "adminmanagement.azure.com"}), None),
            (
                json!({"host": "management.azure.com.example"}),
                Some("https://management.azure.com.example"),
            ),
            // Not a host: the caller sets the endpoint.
            (json!({"host": "https://h"}), Some("{endpoint}")),
            (json!({"host": "h/path"}), Some("{endpoint}")),
            (json!({"host": "a b"}), Some("{endpoint}")),
            (json!({"host": ""}), Some("{endpoint}")),
            (json!({"host": 1}), Some("{endpoint}")),
            (json!({}), Some("{endpoint}")),
            // Without a host, the paths tell.
            (json!({"paths": {"/subscriptions/{id}": {}}}), None),
            (
                json!({"paths": {"/{scope}/Providers/Microsoft.X/y": {}}}),
                None,
            ),
            (json!({"paths": {"/providers/Contoso.X/y": {}}}), None),
            (
                json!({"host": "a b", "paths": {"/x": {}, "/Subscriptions": {}}}),
                None,
            ),
            (
                json!({"paths": {"/x/subscriptions": {}}}),
                Some("{endpoint}"),
            ),
        ] {
            let service = of_host(&document);
            let endpoint = service.as_ref().map(|it| it.endpoint.as_str());
            assert_eq!(endpoint, expected, "{document}");
            let variables = service.map_or_else(Vec::new, |it| it.variables);
            let n_variables = usize::from(expected == Some("{endpoint}"));
            assert_eq!(variables.len(), n_variables, "{document}");
        }
    }

    #[test]
    fn urls_are_split_into_scheme_host_and_path() {
        for (url, host, authority, path, origin) in [
            ("https://h/a/b", "h/a/b", "h", "/a/b", "https://h"),
            ("https://h:1", "h:1", "h:1", "", "https://h:1"),
            ("/a", "", "", "/a", ""),
            ("{endpoint}/a", "", "", "/a", "{endpoint}"),
            ("{endpoint}", "", "", "", "{endpoint}"),
            ("", "", "", "", ""),
        ] {
            let found = (
                host_of(url),
                authority_of(url),
                path_of(url),
                origin_of(url),
            );
            assert_eq!(found, (host, authority, path, origin), "{url}");
        }
    }

    #[test]
    fn a_scope_names_its_host_or_a_domain_above_it() {
        for (scope, host, expected) in [
            ("https://vault.azure.net/.default", "vault.azure.net", true),
            (
                "https://vault.azure.net/.default",
                "v.vault.azure.net:443",
                true,
            ),
            (
                "https://vault.azure.net/.default",
                "evilvault.azure.net",
                false,
            ),
            ("https://vault.azure.net/.default", "azure.net", false),
            ("https://vault.azure.net", "other.example", false),
            ("https://Vault.azure.net:443/", "vault.Azure.net", true),
        ] {
            assert_eq!(names_host(scope, host), expected, "{scope} {host}");
        }
    }

    #[test]
    fn audiences_end_in_default_and_are_never_of_azure_resource_manager() {
        for (scope, expected) in [
            ("https://h/.default", Some("https://h/.default")),
            (" 'https://h//.default' ", Some("https://h//.default")),
            ("https://h", Some("https://h/.default")),
            ("https://h/user_impersonation", Some("https://h/.default")),
            ("https://management.azure.com/.default", None),
            ("https://Management.azure.com/.default", None),
            ("https://management.azure.com:443/user_impersonation", None),
            ("https://management.core.usgovcloudapi.net/.default", None),
            ("https:///x", None),
            ("http://h/.default", None),
            ("user_impersonation", None),
        ] {
            assert_eq!(audience(scope).as_deref(), expected, "{scope}");
        }
    }
}
