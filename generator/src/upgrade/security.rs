//! Security: the schemes that authorize requests, and the alternatives that operations accept.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::keywords::SCHEME;
use super::service::{SpecService, audience, restrict};
use super::{At, Upgrader, text};
use crate::diagnostics::{code, nearest};

/// The help for schemes that clients do not send.
const OTHER_SCHEME: &str =
    "send the credential with `Call::header`, or in the transport of `ClientOptions`";

/// An authorization scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names describe the variants")]
pub enum SpecScheme {
    Header(String),
    Query(String),
    Basic,
    Bearer,
    /// A token of OAuth 2.0, with those of its scopes that name an audience.
    Token(Vec<String>),
}

/// The schemes of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Schemes {
    /// The supported schemes by name.
    named: Vec<(String, SpecScheme)>,
    /// The names of the scopes of each scheme of OAuth 2.0.
    scopes: HashMap<String, HashSet<String>>,
    /// The names of the schemes that clients cannot send.
    unsupported: HashSet<String>,
    /// The alternatives that operations accept by default.
    security: Vec<Vec<SpecScheme>>,
}

impl Schemes {
    /// Adds the schemes to a service.
    pub fn authorize(&self, service: &mut SpecService) {
        for (_, scheme) in &self.named {
            match scheme {
                SpecScheme::Token(scopes) => {
                    let new = scopes.iter().filter(|it| !service.scopes.contains(it));
                    let new: Vec<String> = new.cloned().collect();
                    service.scopes.extend(new);
                }
                scheme if service.schemes.contains(scheme) => {}
                scheme => service.schemes.push(scheme.clone()),
            }
        }
        if !same(&self.security, &self.all()) {
            service.security.clone_from(&self.security);
        }
    }

    /// Returns each scheme as an alternative.
    fn all(&self) -> Vec<Vec<SpecScheme>> {
        self.named.iter().map(|(_, it)| vec![it.clone()]).collect()
    }
}

/// Returns `true` if two lists contain the same alternatives, in any order.
fn same(a: &[Vec<SpecScheme>], b: &[Vec<SpecScheme>]) -> bool {
    fn holds<T>(all: &[T], in_: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
        all.iter().all(|it| in_.iter().any(|other| same(it, other)))
    }
    let parts = |a: &Vec<_>, b: &Vec<_>| holds(a, b, PartialEq::eq) && holds(b, a, PartialEq::eq);
    holds(a, b, parts) && holds(b, a, parts)
}

impl<'a> Upgrader<'a> {
    /// Reads the schemes of a document, and the alternatives that its operations accept by default.
    pub(super) fn schemes(
        &mut self,
        document: &'a Value,
        swagger2: bool,
        root: &At<'_>,
    ) -> Schemes {
        let components = root.key("components");
        let (declared, at) = match swagger2 {
            true => (
                document.get("securityDefinitions"),
                root.key("securityDefinitions"),
            ),
            false => (
                document.pointer("/components/securitySchemes"),
                components.key("securitySchemes"),
            ),
        };
        let mut schemes = Schemes::default();
        for (name, value) in declared.and_then(Value::as_object).into_iter().flatten() {
            let at = at.key(name);
            let Some((_, value, _)) = self.followed(&at, value) else {
                continue;
            };
            self.check_keywords(value, &at, &[SCHEME]);
            self.check_key(value, &at);
            if text(value, "type").as_deref() == Some("oauth2") {
                let names = scopes_of(value).cloned().collect();
                schemes.scopes.insert(name.clone(), names);
            }
            match scheme(value) {
                Some(scheme) => schemes.named.push((name.clone(), scheme)),
                None => {
                    let message = format!(
                        "the scheme `{name}` is ignored: clients send keys in headers and queries, passwords and tokens"
                    );
                    self.unread_with(&at, message, Some(OTHER_SCHEME));
                    schemes.unsupported.insert(name.clone());
                }
            }
        }
        schemes.security = match self.alternatives(document, root, &schemes) {
            // Without authorization. A document without schemes does not say anything about it.
            Some(none) if none.is_empty() && !schemes.named.is_empty() => vec![Vec::new()],
            Some(alternatives) => alternatives,
            None => schemes.all(),
        };
        schemes
    }

    /// Reports a key without a name, or with that of no header.
    fn check_key(&mut self, scheme: &Value, at: &At<'_>) {
        let name = text(scheme, "name").unwrap_or_default();
        let is = |key: &str, wanted: &str| text(scheme, key).as_deref() == Some(wanted);
        let is_sent = is("in", "header") || is("in", "query");
        if is("type", "apiKey") && is_sent && name.trim().is_empty() {
            let message = "the key has no `name`; clients send a token instead";
            self.warn(&code::MALFORMED_KEYWORD, at, message)
                .help("add the `name` of the header or query parameter");
        } else if is("type", "apiKey") && is("in", "header") && name.contains(char::is_whitespace) {
            let message =
                format!("`{name}` is not the name of a header; clients send a token instead");
            self.warn(&code::MALFORMED_KEYWORD, &at.key("name"), message)
                .help("use a name without spaces; a scheme such as `Bearer` is part of the value");
        }
    }

    /// Returns the alternatives that an operation declares, if they differ from those of the document. An empty list stands
    /// for requests without authorization. Tokens for the host of the document are left out if the operation has another
    /// host, unless their audience names it.
    pub(super) fn security(
        &mut self,
        operation: &Value,
        at: &At<'_>,
        schemes: &Schemes,
        foreign_host: Option<&str>,
    ) -> Option<Vec<Vec<SpecScheme>>> {
        let mut own = self.alternatives(operation, at, schemes)?;
        if same(&own, &schemes.security) {
            return None;
        }
        if let Some(host) = foreign_host {
            restrict(&mut own, host);
        }
        Some(own)
    }

    /// Reports scopes that a scheme does not define.
    fn check_scopes(&mut self, name: &str, scopes: &Value, schemes: &Schemes, at: &At<'_>) {
        let Some(defined) = schemes.scopes.get(name) else {
            return;
        };
        for (index, scope) in scopes.as_array().into_iter().flatten().enumerate() {
            let Some(scope) = scope.as_str().filter(|it| !defined.contains(*it)) else {
                continue;
            };
            let message = format!("`{scope}` is not a scope of `{name}`");
            let near = nearest(scope, defined.iter().map(String::as_str));
            let near = near.into_iter().next();
            let found = self.warn(&code::UNDEFINED_SCOPE, &at.index(index), message);
            if let Some(near) = near {
                found.help(format!("did you mean `{near}`?"));
            }
        }
    }

    /// Returns the declared alternatives that clients support. If there is none, returns those that clients support in part; the
    /// transport may provide the rest, such as a certificate. If clients support no part of any alternative, requests are sent
    /// without credentials.
    fn alternatives(
        &mut self,
        value: &Value,
        at: &At<'_>,
        schemes: &Schemes,
    ) -> Option<Vec<Vec<SpecScheme>>> {
        let declared = value.get("security")?.as_array()?;
        let at = at.key("security");
        let (mut whole, mut partial) = (Vec::new(), Vec::new());
        let mut is_unsupported = false;
        for (index, alternative) in declared.iter().enumerate() {
            let at = at.index(index);
            let mut parts: Vec<SpecScheme> = Vec::new();
            let mut is_whole = true;
            let Some(alternative) = alternative.as_object() else {
                continue;
            };
            for (name, scopes) in alternative {
                self.check_scopes(name, scopes, schemes, &at.key(name));
                match schemes.named.iter().find(|(known, _)| known == name) {
                    Some((_, scheme)) => parts.push(with_scopes(scheme, scopes)),
                    None => {
                        let message = format!(
                            "`{name}` is ignored: it is not a supported scheme of the document"
                        );
                        let known = schemes.named.iter().map(|(known, _)| known.as_str());
                        let help = match nearest(name, known).first() {
                            Some(near) if !schemes.unsupported.contains(name) => {
                                format!("did you mean `{near}`?")
                            }
                            _ => OTHER_SCHEME.to_owned(),
                        };
                        self.unread_with(&at.key(name), message, Some(&help));
                        is_whole = false;
                        is_unsupported |= schemes.unsupported.contains(name);
                    }
                }
            }
            match is_whole {
                true => whole.push(parts),
                false if parts.is_empty() => {}
                false => partial.push(parts),
            }
        }
        if whole.is_empty() {
            whole = partial;
        }
        if whole.is_empty() && is_unsupported && !schemes.named.is_empty() {
            let message =
                "requests are sent without credentials: no alternative has a supported scheme";
            self.unread_with(&at, message.to_owned(), Some(OTHER_SCHEME));
            return Some(whole);
        }
        (!whole.is_empty() || declared.is_empty()).then_some(whole)
    }
}

/// Returns a scheme with the scopes that an operation requires, if these name an audience.
fn with_scopes(scheme: &SpecScheme, scopes: &Value) -> SpecScheme {
    let SpecScheme::Token(declared) = scheme else {
        return scheme.clone();
    };
    let scopes = scopes.as_array().into_iter().flatten();
    let wanted = scopes.filter_map(|it| audience(it.as_str()?));
    let wanted: Vec<String> = wanted.filter(|it| declared.contains(it)).collect();
    SpecScheme::Token(if wanted.is_empty() {
        declared.clone()
    } else {
        wanted
    })
}

/// Returns a scheme that clients can send.
fn scheme(value: &Value) -> Option<SpecScheme> {
    let of = |key: &str| text(value, key).unwrap_or_default();
    // A name with a space is not a header. It stands for another scheme, which the caller can send with `bearer`.
    let (name, is_header) = (of("name"), of("in") == "header");
    let is_unsendable = name.trim().is_empty() || (is_header && name.contains(char::is_whitespace));
    match (of("type").as_str(), of("in").as_str()) {
        ("apiKey", "header" | "query") if is_unsendable => Some(SpecScheme::Token(Vec::new())),
        ("apiKey", "header") => Some(SpecScheme::Header(name)),
        ("apiKey", "query") => Some(SpecScheme::Query(name)),
        ("basic", _) => Some(SpecScheme::Basic),
        ("http", _) => match of("scheme").to_ascii_lowercase().as_str() {
            "basic" => Some(SpecScheme::Basic),
            "bearer" => Some(SpecScheme::Bearer),
            _ => None,
        },
        ("oauth2", _) => Some(match audiences(value) {
            none if none.is_empty() && has_other_issuer(value) => SpecScheme::Bearer,
            audiences => SpecScheme::Token(audiences),
        }),
        ("openIdConnect", _) => Some(SpecScheme::Token(Vec::new())),
        _ => None,
    }
}

/// Hosts of Microsoft Entra ID and its predecessors, which issue the tokens of Azure.
const ISSUERS: [&str; 5] = [
    "login.chinacloudapi.cn",
    "login.microsoftonline.com",
    "login.microsoftonline.us",
    "login.partner.microsoftonline.cn",
    "login.windows.net",
];

/// Returns `true` if the tokens of a scheme come from an issuer other than Microsoft Entra ID. The caller has such a token.
fn has_other_issuer(scheme: &Value) -> bool {
    let flows = scheme.get("flows").and_then(Value::as_object);
    let flows = flows.into_iter().flatten().map(|(_, flow)| flow);
    let urls = flows
        .chain([scheme])
        .flat_map(|it| [text(it, "authorizationUrl"), text(it, "tokenUrl")]);
    let hosts = urls.flatten().filter_map(|url| {
        let rest = url.split_once("://")?.1;
        Some(rest.split(['/', ':', '?']).next()?.to_ascii_lowercase())
    });
    let hosts: Vec<String> = hosts.collect();
    !hosts.is_empty() && !hosts.iter().any(|it| ISSUERS.contains(&it.as_str()))
}

/// Returns the names of the scopes of all flows.
fn scopes_of(scheme: &Value) -> impl Iterator<Item = &String> {
    let flows = scheme.get("flows").and_then(Value::as_object);
    let flows = flows.into_iter().flatten().map(|(_, flow)| flow);
    let scopes = flows
        .chain([scheme])
        .filter_map(|it| it.get("scopes")?.as_object());
    scopes.flat_map(|it| it.keys())
}

/// Returns the scopes of OAuth 2.0 that name an audience.
fn audiences(scheme: &Value) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for scope in scopes_of(scheme).filter_map(|it| audience(it)) {
        if !found.contains(&scope) {
            found.push(scope);
        }
    }
    found
}
