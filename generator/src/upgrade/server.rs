//! The servers of OpenAPI documents: the one that is the endpoint of the client, and the others.

use std::net::IpAddr;

use serde_json::Value;

use super::lookup::Lookup;
use super::security::SpecScheme;
use super::service::{authority_of, default_of, host_of, path_of, split_server, with_defaults};
use super::template::placeholders;
use super::{At, SpecService, Upgrader, text};
use crate::diagnostics::code;

/// The help for servers that `ClientOptions::endpoint` cannot select, because they change the paths of operations.
const OTHER_DOCUMENT: &str = "generate from a copy of the document that has this server first";

/// A server that the caller may select instead of the endpoint of the client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpecServer {
    /// URL, which may have variables.
    pub url: String,
    /// Description.
    pub docs: Option<String>,
}

/// Returns the index of the server that is the endpoint of a document: the first with a host and a scheme of HTTP, because
/// the host of a relative URL is not known.
fn index_of_endpoint(servers: &[Value]) -> usize {
    let mut urls = servers.iter().map(split_server);
    let is_http = |endpoint: &str| match endpoint.split_once("://") {
        Some((scheme, _)) => {
            let scheme = scheme.to_ascii_lowercase();
            scheme.contains('{') || scheme == "https" || scheme == "http"
        }
        None => true,
    };
    urls.position(|(endpoint, _)| !endpoint.is_empty() && is_http(&endpoint))
        .unwrap_or_default()
}

/// Returns the server that is the endpoint of a document.
pub(super) fn endpoint_of(document: &Value) -> Option<&Value> {
    let servers = servers_of(document);
    servers.get(index_of_endpoint(servers))
}

/// Returns `true` for this machine, with any port.
fn is_local(authority: &str) -> bool {
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    let is_loopback = |it: IpAddr| it.is_loopback();
    host.eq_ignore_ascii_case("localhost") || host.parse().is_ok_and(is_loopback)
}

/// Returns the name of a variable that is the scheme of a URL.
fn scheme_variable(url: &str) -> Option<&str> {
    let (name, _) = url.strip_prefix('{')?.split_once("}://")?;
    (!name.contains('{')).then_some(name)
}

/// Returns the scheme that a variable stands for: `https`, unless the server lists its values without it.
fn scheme_of(server: &Value, name: &str) -> String {
    let variable = server.member("variables").and_then(|it| it.get(name));
    let values = variable.and_then(|it| it.member("enum")?.as_array());
    let is_https = values.is_none_or(|it| it.iter().any(|it| it == "https"));
    let other = default_of(server, name).filter(|_| !is_https);
    other.unwrap_or_else(|| "https".to_owned())
}

/// Returns the URL of a server, without a query or a fragment, and with a scheme. A variable after the host whose default begins with a slash is its path, which the URL
/// then has a slash for: `https://h{basePath}` is `https://h/{basePath}`.
pub(super) fn url_of(server: &Value) -> String {
    let mut url = text(server, "url").unwrap_or_default();
    if url.starts_with("//") {
        // A reference to a host, whose scheme is that of the document.
        url.insert_str(0, "https:");
    }
    if let Some(name) = scheme_variable(&url) {
        let scheme = scheme_of(server, name);
        url.replace_range(..name.len() + 2, &scheme);
    }
    if let Some(end) = url.find(['?', '#']) {
        url.truncate(end);
    }
    let is_path = |name: &str| default_of(server, name).is_some_and(|it| it.starts_with('/'));
    let names: Vec<String> = placeholders(&url).map(str::to_owned).collect();
    for name in names.iter().filter(|it| is_path(it)) {
        let parts = url.split_once(&format!("{{{name}}}"));
        let Some((before, after)) = parts else {
            continue;
        };
        let follows_host = !host_of(before).is_empty() && path_of(before).is_empty();
        if follows_host && (after.is_empty() || after.starts_with('/')) {
            url.insert(before.len(), '/');
        }
    }
    url
}

fn servers_of(value: &Value) -> &[Value] {
    let servers = value.member("servers").and_then(Value::as_array);
    servers.map_or(&[], Vec::as_slice)
}

impl Upgrader<'_> {
    /// Adds the other servers of a document to its service, and reports those that cannot replace its endpoint because
    /// the paths of operations are below another path there.
    pub(super) fn other_servers(
        &mut self,
        document: &Value,
        root: &At<'_>,
        service: &mut Option<SpecService>,
    ) {
        let servers = servers_of(document);
        let chosen = index_of_endpoint(servers);
        let Some(of_endpoint) = servers.get(chosen) else {
            return;
        };
        let (endpoint, _) = split_server(of_endpoint);
        let whole_path = |server: &Value| {
            let path = with_defaults(path_of(&url_of(server)), server);
            path.trim_matches('/').to_owned()
        };
        let has_same_paths = |other: &Value| whole_path(of_endpoint) == whole_path(other);
        let at = root.key("servers");
        self.check_url(of_endpoint, &at.index(chosen));
        if endpoint.is_empty() {
            self.unread_variables(of_endpoint, &at.index(chosen));
        }
        for (index, server) in servers.iter().enumerate().filter(|it| it.0 != chosen) {
            let url = text(server, "url").unwrap_or_default();
            let other = split_server(server);
            let is_endpoint = other.0.is_empty() || other.0 == endpoint;
            if is_endpoint && has_same_paths(server) {
                continue;
            }
            match service {
                Some(service) if !other.0.is_empty() && has_same_paths(server) => {
                    let origin = other.0.strip_suffix(path_of(&other.0)).unwrap_or(&other.0);
                    service.others.push(SpecServer {
                        url: origin.to_owned(),
                        docs: text(server, "description"),
                    });
                }
                // The cloud of the client selects the endpoint.
                None if arm_sensitive::is_arm_host(host_of(&other.0)) => {}
                _ => {
                    let of_endpoint = text(of_endpoint, "url").unwrap_or_default();
                    let message = format!(
                        "the server `{url}` is ignored: operations are sent to `{of_endpoint}`"
                    );
                    self.unread_with(&at.index(index), message, Some(OTHER_DOCUMENT));
                }
            }
        }
    }

    /// Reports an endpoint that clients refuse: one of http with credentials. Keys may be sent to the same machine.
    pub(super) fn check_encryption(
        &mut self,
        service: &SpecService,
        document: &Value,
        root: &At<'_>,
    ) {
        let has_token = !service.scopes.is_empty()
            || (service.schemes.iter()).any(|it| matches!(it, SpecScheme::Token(_)));
        let is_local = is_local(authority_of(&service.endpoint)) && !has_token;
        let is_optional = service.security.iter().any(Vec::is_empty);
        let has_credentials = !(service.schemes.is_empty() && service.scopes.is_empty());
        if service.endpoint.starts_with("http://") && has_credentials && !is_local && !is_optional {
            let message = format!(
                "`{}` cannot be used with a credential, which clients send over https only",
                service.endpoint
            );
            let mut keys = ["servers", "schemes", "x-ms-parameterized-host"].into_iter();
            let key = keys.find(|key| document.get(key).is_some());
            let at = key.map_or(*root, |key| root.key(key));
            self.warn(&code::INSECURE_ENDPOINT, &at, message);
        }
    }

    /// Reports the variables of a relative URL, which are not settings of the client.
    fn unread_variables(&mut self, server: &Value, at: &At<'_>) {
        let url = text(server, "url").unwrap_or_default();
        let at = at.key("variables");
        for name in placeholders(&url) {
            let message =
                format!("`{name}` always has its default: it is a variable of a relative URL");
            self.unread(&at.key(name), message);
        }
    }

    /// Reports the parts of a URL that are not sent.
    fn check_url(&mut self, server: &Value, at: &At<'_>) {
        let url = text(server, "url").unwrap_or_default();
        let at = at.key("url");
        if let Some(name) = scheme_variable(&url) {
            let scheme = scheme_of(server, name);
            let message = format!("the scheme `{{{name}}}` of the server `{url}` is `{scheme}`");
            self.warn(&code::UNREAD_KEYWORD, &at, message)
                .help("set `ClientOptions::endpoint` to use another scheme");
        }
        let add = "declare its parameters, or add them with `Call::query`";
        for (noun, mark, help) in [("query", '?', add), ("fragment", '#', "remove it")] {
            if url.contains(mark) {
                let message = format!("the {noun} of the server `{url}` is ignored");
                self.warn(&code::UNREAD_KEYWORD, &at, message).help(help);
            }
        }
    }

    /// Reports what is not read of the servers of a path or an operation: those after the first, and parts of its URL.
    pub(super) fn unread_servers(&mut self, value: &Value, at: &At<'_>) {
        let at = at.key("servers");
        if let Some(first) = servers_of(value).first() {
            self.check_url(first, &at.index(0));
        }
        for (index, server) in servers_of(value).iter().enumerate().skip(1) {
            let url = text(server, "url").unwrap_or_default();
            let message = format!("the server `{url}` is ignored: only the first one is used");
            self.unread_with(&at.index(index), message, Some(OTHER_DOCUMENT));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn this_machine_has_any_port() {
        for (authority, expected) in [
            ("localhost", true),
            ("LocalHost:8080", true),
            ("127.0.0.1", true),
            ("127.0.0.2:10000", true),
            ("[::1]:80", true),
            ("[::1]", true),
            ("[::2]", false),
            ("10.0.0.1", false),
            ("localhost.example", false),
            ("{host}", false),
            ("", false),
        ] {
            assert_eq!(is_local(authority), expected, "{authority}");
        }
    }

    #[test]
    fn a_url_has_a_scheme_and_no_query() {
        for (url, variables, expected) in [
            ("//h.example/v1", json!({}), "https://h.example/v1"),
            ("/v1", json!({}), "/v1"),
            (
                "https://h.example/v1?x=1",
                json!({}),
                "https://h.example/v1",
            ),
            ("https://h.example#a", json!({}), "https://h.example"),
            ("{a}://h", json!({}), "https://h"),
            ("{a}://h", json!({"a": {"default": "http"}}), "https://h"),
            (
                "{a}://{b}",
                json!({"a": {"default": "http", "enum": ["http", "https"]}}),
                "https://{b}",
            ),
            (
                "{a}://h",
                json!({"a": {"default": "http", "enum": ["http"]}}),
                "http://h",
            ),
            ("{a}/{b}://h", json!({}), "{a}/{b}://h"),
        ] {
            let server = json!({"url": url, "variables": variables});
            assert_eq!(url_of(&server), expected, "{url}");
        }
    }

    #[test]
    fn a_variable_after_the_host_whose_default_begins_with_a_slash_is_a_path() {
        for (url, default, expected) in [
            ("https://h{a}", "/v1", "https://h/{a}"),
            ("https://h:8080{a}", "/v1", "https://h:8080/{a}"),
            ("https://{b}.h{a}/c", "/v1", "https://{b}.h/{a}/c"),
            ("https://h{a}", "/", "https://h/{a}"),
            // Parts of the host or the port.
            ("https://h{a}", "", "https://h{a}"),
            ("https://h{a}", ":8080", "https://h{a}"),
            ("https://h{a}.example", "/v1", "https://h{a}.example"),
            ("https://{a}", "/v1", "https://{a}"),
            // Already a path.
            ("https://h/{a}", "/v1", "https://h/{a}"),
            ("https://h/b{a}", "/v1", "https://h/b{a}"),
            ("{a}/v1", "/v1", "{a}/v1"),
        ] {
            let server = json!({"url": url, "variables": {"a": {"default": default}}});
            assert_eq!(url_of(&server), expected, "{url} {default}");
        }
    }
}
