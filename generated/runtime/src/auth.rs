//! Authorizes requests.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use azure_core::{
    Result, base64,
    credentials::{TokenCredential, TokenRequestOptions},
    http::{
        ClientMethodOptions, Context, Request, StatusCode, Url,
        headers::{Headers, WWW_AUTHENTICATE},
        policies::{
            Policy, PolicyResult,
            auth::{Authorizer, BearerTokenAuthorizationPolicy, OnRequest},
        },
    },
};

use crate::{
    Scheme, audience,
    credential::Credential,
    error::refused,
    origin::Origin,
    policy::{CallSettings, send_next},
    request::{add_pair, find_header},
    security::{Sent, check, select},
    service::{Service, check_scope},
};

/// The claims that a service requests in a challenge (continuous access evaluation), as JSON.
///
/// [`TokenRequestOptions`] of azure_core has no field for claims. They are passed in its context, where a
/// [`TokenCredential`] can read them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Claims(pub String);

/// Authorizes requests whose origin was checked.
pub(crate) struct Authorization {
    credential: Credential,
    /// Scope of Azure Resource Manager, if the client connects to it.
    arm_scope: Option<String>,
    /// Audience set by the caller, which replaces the scopes of service descriptions. It holds for the endpoint of the
    /// client, and for hosts that the audience itself names.
    audience: Option<String>,
    /// Origin of the client's endpoint.
    origin: Origin,
    /// Policies that add tokens, by scope. Each caches one token.
    bearers: Mutex<BTreeMap<String, BearerTokenAuthorizationPolicy>>,
}

impl std::fmt::Debug for Authorization {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Authorization")
            .field(&self.credential)
            .finish()
    }
}

impl Authorization {
    pub(crate) fn new(
        credential: Credential,
        arm_scope: Option<String>,
        audience: Option<String>,
        endpoint: &Url,
    ) -> Self {
        Self {
            credential,
            arm_scope,
            audience,
            origin: Origin::of(endpoint),
            bearers: Mutex::default(),
        }
    }

    /// Returns `true` if the credential may be sent over plain http: a key may be sent to loopback addresses, where
    /// emulators run.
    pub(crate) fn allows_http(&self, url: &Url) -> bool {
        self.credential.is_none() || (is_loopback(url) && !self.credential.has_token())
    }

    /// Checks that the credential fits a service, before any request is sent.
    pub(crate) fn check(&self, service: Option<&'static Service>) -> Result<()> {
        if self.credential.has_token() {
            self.scope(service, declared_scopes(service), None)?;
        }
        check(&self.credential, service)
    }

    /// Returns the scope of the token for a request. `declared` are the scopes of the operation.
    fn scope(
        &self,
        service: Option<&Service>,
        declared: &[&str],
        url: Option<&Url>,
    ) -> Result<Cow<'_, str>> {
        let Some(service) = service else {
            let scope = self.arm_scope.as_deref().map(Cow::Borrowed);
            return scope.ok_or_else(|| {
                refused(
                    "the client does not connect to Azure Resource Manager and has no token for it",
                )
            });
        };
        let is_for = |audience: &&String| {
            url.is_none_or(|url| self.origin.holds(url) || is_host_of(audience, url))
        };
        let audience = self.audience.as_ref().filter(is_for);
        let mut scopes = declared.iter().chain(service.scopes);
        let scope = match (audience, scopes.next()) {
            (Some(audience), _) => default_scope(audience),
            (None, Some(scope)) => (*scope).to_owned(),
            (None, None) if self.audience.is_some() => {
                return Err(refused(
                    "`ClientOptions::audience` is the audience of the client's endpoint, but the operation has another \
                     host; create a client with that host as `ClientOptions::endpoint`",
                ));
            }
            (None, None) => {
                let host = url.map_or(self.origin.host(), |url| url.host_str().unwrap_or_default());
                let audience = audience::of_host(host).ok_or_else(|| {
                    refused(
                        "neither the service description nor the endpoint defines an audience for tokens; set \
                         `ClientOptions::audience`",
                    )
                })?;
                default_scope(audience)
            }
        };
        check_scope(&scope).map(|()| Cow::Owned(scope))
    }

    fn bearer(
        &self,
        credential: &Arc<dyn TokenCredential>,
        scope: &str,
    ) -> BearerTokenAuthorizationPolicy {
        let mut bearers = self.bearers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bearer) = bearers.get(scope) {
            return bearer.clone();
        }
        let on_request = Arc::new(WithClaims {
            scope: scope.to_owned(),
        });
        let bearer = BearerTokenAuthorizationPolicy::new(credential.clone(), [scope])
            .with_on_request(on_request);
        bearers.insert(scope.to_owned(), bearer.clone());
        bearer
    }

    /// Authorizes a request and sends it to the next policy.
    pub(crate) async fn send(
        &self,
        settings: &CallSettings,
        ctx: &Context<'_>,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        if self.credential.is_none() {
            return send_next(ctx, request, next).await;
        }
        // The URL is used in messages and to resolve links, so a key must not remain in it.
        let mut without_key = None;
        let mut bearer = None;
        let parts = select(&self.credential, settings.service, settings.security)?;
        // Before a key is in the URL, because an error ends the loop.
        for part in &parts {
            if let Sent::Token(credential, scopes) = part {
                let scope = self.scope(settings.service, scopes, Some(request.url()))?;
                bearer = Some(self.bearer(credential, &scope));
            }
        }
        for sent in parts {
            match sent {
                Sent::Header(name, value) => request.insert_header(name, value.secret().to_owned()),
                Sent::Query(name, value) => {
                    without_key.get_or_insert_with(|| request.url().clone());
                    add_pair(request.url_mut(), &name, value.secret());
                }
                Sent::Token(..) => {}
            }
        }
        let result = match bearer {
            Some(bearer) => send_with_token(&bearer, ctx, request, next).await,
            None => send_next(ctx, request, next).await,
        };
        if let Some(url) = without_key {
            *request.url_mut() = url;
        }
        result
    }
}

/// Returns the scopes of the first scheme of a service that declares some.
fn declared_scopes(service: Option<&'static Service>) -> &'static [&'static str] {
    let schemes = service.map_or(&[][..], |it| it.schemes);
    let mut scopes = schemes.iter().filter_map(|it| match it {
        Scheme::Token(scopes) if !scopes.is_empty() => Some(*scopes),
        _ => None,
    });
    scopes.next().unwrap_or_default()
}

/// Sends a request with a token of Microsoft Entra ID.
async fn send_with_token(
    bearer: &BearerTokenAuthorizationPolicy,
    ctx: &Context<'_>,
    request: &mut Request,
    next: &[Arc<dyn Policy>],
) -> PolicyResult {
    let response = bearer.send(ctx, request, next).await?;
    // The token is discarded after a 401. The challenge contains the claims of the next one.
    let Some(claims) = challenge(response.status(), response.headers()) else {
        return Ok(response);
    };
    drop(response);
    request.body_mut().reset().await?;
    let mut ctx = ctx.to_borrowed();
    ctx.insert(claims);
    bearer.send(&ctx, request, next).await
}

/// Returns `true` if an audience names the host of a URL or a domain above it.
fn is_host_of(audience: &str, url: &Url) -> bool {
    let Ok(audience) = Url::parse(audience) else {
        return false;
    };
    match (audience.host_str(), url.host_str()) {
        (Some(audience), Some(host)) => host
            .strip_suffix(audience)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.')),
        _ => false,
    }
}

/// Converts an audience to a scope.
pub(crate) fn default_scope(audience: &str) -> String {
    let audience = audience.strip_suffix("/.default").unwrap_or(audience);
    format!("{}/.default", audience.trim_end_matches('/'))
}

/// A credential that requests tokens with the claims of a challenge.
#[derive(Debug)]
struct WithClaims {
    scope: String,
}

#[async_trait]
impl OnRequest for WithClaims {
    async fn on_request(
        &self,
        context: &mut Context,
        request: &mut Request,
        authorizer: &dyn Authorizer,
    ) -> Result<()> {
        let mut options = TokenRequestOptions::default();
        if let Some(claims) = context.value::<Claims>() {
            let mut context = Context::new();
            context.insert(claims.clone());
            options.method_options = ClientMethodOptions { context };
        }
        authorizer
            .authorize(request, &[self.scope.as_str()], options)
            .await
    }
}

/// Parses the claims of a challenge: `WWW-Authenticate: Bearer error="insufficient_claims", claims="<base64>"`.
fn challenge(status: StatusCode, headers: &Headers) -> Option<Claims> {
    if status != StatusCode::Unauthorized {
        return None;
    }
    let text = find_header(headers, &WWW_AUTHENTICATE)?;
    let is_asked = parameter(text, "error") == Some("insufficient_claims");
    let claims = parameter(text, "claims").filter(|_| is_asked)?;
    let claims = base64::decode(claims)
        .or_else(|_| base64::decode_url_safe(claims))
        .ok()?;
    String::from_utf8(claims).ok().map(Claims)
}

/// Returns a parameter of a challenge, with or without quotes.
fn parameter<'t>(challenge: &'t str, wanted: &str) -> Option<&'t str> {
    let mut rest = challenge;
    while let Some((before, after)) = rest.split_once('=') {
        let name = before.rsplit([' ', ',']).next().unwrap_or_default();
        let (value, next) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => after.split_once([',', ' ']).unwrap_or((after, "")),
        };
        if name.trim().eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = next;
    }
    None
}

/// Returns `true` if the host of a URL is this machine: `localhost` or a loopback address.
pub fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|it| it.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_localhost_or_a_loopback_address() {
        for (url, expected) in [
            ("http://127.0.0.1:8080", true),
            ("http://[::1]:1", true),
            ("http://localhost", true),
            ("http://LOCALHOST:80/path", true),
            ("http://10.0.0.1", false),
            ("http://localhost.evil.example", false),
            ("http://127.0.0.1.evil.example", false),
        ] {
            assert_eq!(is_loopback(&Url::parse(url).unwrap()), expected, "{url}");
        }
    }

    #[test]
    fn an_audience_covers_its_host_and_those_below() {
        for (audience, url, covers) in [
            ("https://vault.azure.net", "https://vault.azure.net/x", true),
            (
                "https://vault.azure.net",
                "https://mine.vault.azure.net",
                true,
            ),
            (
                "https://vault.azure.net/.default",
                "https://a.b.vault.azure.net",
                true,
            ),
            (
                "https://vault.azure.net",
                "https://minevault.azure.net",
                false,
            ),
            (
                "https://mine.vault.azure.net",
                "https://vault.azure.net",
                false,
            ),
            (
                "https://vault.azure.net",
                "https://vault.azure.net.example",
                false,
            ),
            ("urn:vault.azure.net", "https://vault.azure.net", false),
            ("vault.azure.net", "https://vault.azure.net", false),
        ] {
            let url = Url::parse(url).unwrap();
            assert_eq!(is_host_of(audience, &url), covers, "{audience} {url}");
        }
    }

    #[test]
    fn scopes_of_audiences() {
        for audience in [
            "https://a",
            "https://a/",
            "https://a//",
            "https://a/.default",
        ] {
            assert_eq!(default_scope(audience), "https://a/.default", "{audience}");
        }
    }

    #[test]
    fn challenges_with_claims() {
        let headers = |text: &str| {
            let mut headers = Headers::new();
            headers.insert(WWW_AUTHENTICATE, text.to_owned());
            headers
        };
        let read = |text: &str| challenge(StatusCode::Unauthorized, &headers(text)).map(|it| it.0);
        let claims = Some(r#"{"a":1}"#.to_owned());
        for text in [
            r#"Bearer realm="", authorization_uri="https://x/y?z=1", error="insufficient_claims", claims="eyJhIjoxfQ==""#,
            r#"Bearer claims="eyJhIjoxfQ", error="insufficient_claims""#,
            "Bearer error=insufficient_claims, claims=eyJhIjoxfQ==",
            "Bearer error=insufficient_claims claims=eyJhIjoxfQ== realm=x",
            "Bearer realm=x,error=insufficient_claims,claims=eyJhIjoxfQ==,y=z",
            "Bearer error=insufficient_claims,\tclaims=\"eyJhIjoxfQ==\"",
            "Bearer ERROR=insufficient_claims, Claims=eyJhIjoxfQ==",
        ] {
            assert_eq!(read(text), claims, "{text}");
            // Only 401 asks for another token.
            for status in [StatusCode::Ok, StatusCode::Forbidden] {
                assert!(challenge(status, &headers(text)).is_none(), "{text}");
            }
        }
        for text in [
            r#"Bearer realm="", error="invalid_token""#,
            r#"Bearer error="invalid_token", claims="eyJhIjoxfQ==""#,
            r#"Bearer error="insufficient_claims", claims="!""#,
            r#"Bearer error="insufficient_claims"#,
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
