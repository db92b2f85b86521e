//! The service of a document: its endpoint and the authorization of requests.

use serde_json::Value;

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
}

/// An authorization scheme other than tokens of Microsoft Entra ID.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum SpecScheme {
    Header(String),
    Query(String),
    Basic,
    Bearer,
}

/// Host names of Azure Resource Manager, without the prefix `management`.
const ARM_DOMAINS: [&str; 7] = [
    ".azure.com",
    ".core.windows.net",
    ".usgovcloudapi.net",
    ".chinacloudapi.cn",
    ".microsoftazure.de",
    ".local.azurestack.external",
    ".azurestack.external",
];

/// Returns the service of a document. Returns `None` for Azure Resource Manager, including documents without a host
/// that have its paths.
pub(super) fn of_document(document: &Value, swagger2: bool) -> Option<SpecService> {
    let mut service = match document.get("x-ms-parameterized-host") {
        Some(host) => SpecService {
            endpoint: parameterized(document, host)?,
            ..SpecService::default()
        },
        None if swagger2 => of_host(document)?,
        None => of_server(document)?,
    };
    let schemes = match swagger2 {
        true => document.get("securityDefinitions"),
        false => document.pointer("/components/securitySchemes"),
    };
    for scheme in schemes.and_then(Value::as_object).into_iter().flatten() {
        read_scheme(scheme.1, &mut service);
    }
    Some(service)
}

fn scheme_of(document: &Value) -> &str {
    let schemes = document.get("schemes").and_then(Value::as_array);
    let mut schemes = schemes.into_iter().flatten().filter_map(Value::as_str);
    let first = schemes.clone().next().unwrap_or("https");
    match schemes.any(|it| it == "https") {
        true => "https",
        false => first,
    }
}

fn parameterized(document: &Value, host: &Value) -> Option<String> {
    let template = host.get("hostTemplate")?.as_str()?;
    let is_whole = host.get("useSchemePrefix").and_then(Value::as_bool) == Some(false);
    match is_whole || template.contains("://") {
        true => Some(template.to_owned()),
        false => Some(format!("{}://{template}", scheme_of(document))),
    }
}

fn of_host(document: &Value) -> Option<SpecService> {
    match document.get("host").and_then(Value::as_str) {
        Some(host) if is_arm(host) => None,
        Some(host) => Some(SpecService {
            endpoint: format!("{}://{host}", scheme_of(document)),
            ..SpecService::default()
        }),
        None => unknown(document),
    }
}

fn is_arm(host: &str) -> bool {
    let host = host.trim_start_matches("admin");
    host.strip_prefix("management")
        .is_some_and(|domain| ARM_DOMAINS.contains(&domain))
}

/// Returns the service of a document without a host, whose endpoint the caller must set. Returns `None` if its paths
/// are those of Azure Resource Manager.
fn unknown(document: &Value) -> Option<SpecService> {
    let paths = document.get("paths").and_then(Value::as_object);
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
            default: None,
        }],
        ..SpecService::default()
    })
}

/// Returns the service of the first server of OpenAPI.
fn of_server(document: &Value) -> Option<SpecService> {
    let server = document.get("servers").and_then(|it| it.get(0));
    let (endpoint, _) = server.map(split_server).unwrap_or_default();
    if endpoint.is_empty() {
        return unknown(document);
    }
    if is_arm(host_of(&endpoint)) {
        return None;
    }
    let declared = server.and_then(|it| it.get("variables"));
    let names = endpoint.split('{').skip(1);
    let variables = names
        .filter_map(|it| it.split_once('}').map(|(name, _)| name))
        .map(|name| {
            let variable = declared.and_then(|it| it.get(name));
            let of = |key: &str| variable.and_then(|it| text(it, key));
            SpecVariable {
                name: name.to_owned(),
                docs: of("description"),
                default: of("default").filter(|it| !it.is_empty()),
            }
        });
    Some(SpecService {
        variables: variables.collect(),
        endpoint,
        ..SpecService::default()
    })
}

/// Splits the URL of a server into the endpoint of the client and the path that precedes the paths of operations.
/// Variables in the path have their defaults. If one has no default, the path belongs to the endpoint, because the
/// client must know the value.
pub(super) fn split_server(server: &Value) -> (String, String) {
    let url = text(server, "url").unwrap_or_default();
    let mut path = path_of(&url).to_owned();
    let mut endpoint = url[..url.len() - path.len()].to_owned();
    let default_of = |name: &str| text(server.get("variables")?.get(name)?, "default");
    let names = path.split('{').skip(1).filter_map(|it| it.split_once('}'));
    let names: Vec<String> = names.map(|(name, _)| name.to_owned()).collect();
    let client_knows = !endpoint.is_empty() && !is_arm(host_of(&endpoint));
    for name in names {
        let default = default_of(&name).filter(|it| !client_knows || !it.is_empty());
        if let Some(default) = default {
            path = path.replace(&format!("{{{name}}}"), default.trim_matches('/'));
        }
    }
    if client_knows && path.contains('{') {
        endpoint.push_str(path.trim_end_matches('/'));
        path.clear();
    }
    (endpoint, path)
}

fn host_of(endpoint: &str) -> &str {
    endpoint.split_once("://").map_or("", |(_, host)| host)
}

/// Returns the path of a server's URL, which may begin with a variable.
pub(super) fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map(|(_, rest)| rest);
    match rest.or_else(|| url.starts_with('{').then_some(url)) {
        Some(rest) => rest.find('/').map_or("", |slash| &rest[slash..]),
        None => url,
    }
}

fn read_scheme(scheme: &Value, service: &mut SpecService) {
    let of = |key: &str| text(scheme, key).unwrap_or_default();
    let found = match (of("type").as_str(), of("in").as_str()) {
        ("apiKey", "header") => Some(SpecScheme::Header(of("name"))),
        ("apiKey", "query") => Some(SpecScheme::Query(of("name"))),
        ("basic", _) => Some(SpecScheme::Basic),
        ("http", _) => match of("scheme").to_ascii_lowercase().as_str() {
            "basic" => Some(SpecScheme::Basic),
            "bearer" => Some(SpecScheme::Bearer),
            _ => None,
        },
        _ => None,
    };
    // A name with a space is not a header. It stands for another scheme, which the caller can send with `bearer`.
    let is_name = |it: &SpecScheme| match it {
        SpecScheme::Header(name) | SpecScheme::Query(name) => {
            !name.is_empty() && !name.contains(char::is_whitespace)
        }
        _ => true,
    };
    for it in found.into_iter().filter(is_name) {
        if !service.schemes.contains(&it) {
            service.schemes.push(it);
        }
    }
    let flows = scheme.get("flows").and_then(Value::as_object);
    let flows = flows.into_iter().flatten().map(|(_, flow)| flow);
    for scopes in flows
        .chain([scheme])
        .filter_map(|it| it.get("scopes")?.as_object())
    {
        for scope in scopes.keys().filter_map(|it| audience(it)) {
            if !service.scopes.contains(&scope) {
                service.scopes.push(scope);
            }
        }
    }
}

/// Normalizes a scope, such as `https://vault.azure.net/.default`. Returns `None` if it does not name an audience.
pub fn audience(scope: &str) -> Option<String> {
    let scope = scope.trim().trim_matches(['"', '\'']);
    let rest = scope.strip_prefix("https://")?;
    let host = rest.split('/').next().filter(|it| !it.is_empty())?;
    if is_arm(host) {
        // Other services must never receive a token for Azure Resource Manager.
        return None;
    }
    match scope.strip_suffix("/.default") {
        Some(_) => Some(scope.to_owned()),
        None => Some(format!("https://{host}/.default")),
    }
}
