//! Selects the secrets that authorize a request, by the credential of the client and the schemes that the service
//! description requires.

use std::sync::Arc;

use azure_core::{
    Result, base64,
    credentials::{Secret, TokenCredential},
    http::headers::{AUTHORIZATION, HeaderName},
};

use crate::{
    credential::{Credential, Kind},
    error::refused,
    request::{check_header, settable},
    service::{Scheme, Security, Service},
};

/// The location of a key, password or token in the request.
#[derive(Clone)]
pub(crate) enum Sent {
    Header(HeaderName, Secret),
    Query(String, Secret),
    /// A token of Microsoft Entra ID, with the scopes that the operation declares.
    Token(Arc<dyn TokenCredential>, &'static [&'static str]),
}

/// Checks that a credential fits a service, before any request is sent.
pub(crate) fn check(credential: &Credential, service: Option<&'static Service>) -> Result<()> {
    let declared: Vec<Scheme> = match service {
        Some(it) if it.security.is_empty() => it.schemes.to_vec(),
        Some(it) => it.security.concat(),
        None => Vec::new(),
    };
    let schemes = service.map_or(&[][..], |it| it.schemes);
    for part in credential.parts() {
        match &part.0 {
            // The key of single operations.
            Kind::Key(Some(name), key) => {
                check_header(key.secret())?;
                let all = [declared.as_slice(), schemes].concat();
                chosen(&all, Some(name)).map(drop)?;
            }
            Kind::Key(None, _) => part.send(chosen(&declared, None)?).map(drop)?,
            _ => part.send(Scheme::Bearer).map(drop)?,
        }
    }
    Ok(())
}

/// Returns the secrets to send. `security` contains the alternatives of the operation, which replace those of the service.
pub(crate) fn select(
    credential: &Credential,
    service: Option<&'static Service>,
    security: Option<Security>,
) -> Result<Vec<Sent>> {
    let security = security.or_else(|| service.map(|it| it.security).filter(|it| !it.is_empty()));
    let Some(alternatives) = security else {
        return any(credential, service.map_or(&[][..], |it| it.schemes));
    };
    if alternatives.is_empty() || credential.is_none() {
        return Ok(Vec::new());
    }
    let keys = alternatives.concat();
    let mut best: Vec<Sent> = Vec::new();
    let mut reason = None;
    for alternative in alternatives.iter().filter(|it| !it.is_empty()) {
        let mut sent = Vec::new();
        for scheme in *alternative {
            let mut parts = credential.parts();
            let part = parts.find(|it| {
                it.fits(*scheme, &keys).unwrap_or_else(|error| {
                    reason.get_or_insert(error);
                    false
                })
            });
            sent.extend(part.map(|it| it.send(*scheme)).transpose()?);
        }
        if sent.len() == alternative.len() {
            return Ok(sent);
        }
        // The caller may set the other secrets as headers.
        if best.len() < sent.len() {
            best = sent;
        }
    }
    if best.is_empty() && alternatives.iter().all(|it| !it.is_empty()) {
        return Err(reason.unwrap_or_else(|| not_accepted(&keys)));
    }
    Ok(best)
}

/// Returns the first secret that a service without alternatives accepts.
fn any(credential: &Credential, schemes: &[Scheme]) -> Result<Vec<Sent>> {
    let mut first = None;
    for part in credential.parts() {
        let scheme = match &part.0 {
            Kind::Key(name, _) => chosen(schemes, name.as_deref()),
            _ => Ok(Scheme::Bearer),
        };
        match scheme.and_then(|it| part.send(it)) {
            Ok(sent) => return Ok(vec![sent]),
            Err(error) => first = first.or(Some(error)),
        }
    }
    first.map_or(Ok(Vec::new()), Err)
}

fn not_accepted(schemes: &[Scheme]) -> azure_core::Error {
    let names = schemes.iter().map(|it| match it {
        Scheme::Header(name) => format!("a key in the header {name}"),
        Scheme::Query(name) => format!("a key in the query parameter {name}"),
        Scheme::Basic => "user name and password".to_owned(),
        Scheme::Bearer | Scheme::Token(_) => "a token".to_owned(),
    });
    let names: Vec<String> = names.collect();
    refused(format!(
        "the operation accepts {}; the client has another credential (`Credential::several` combines credentials)",
        names.join(" or ")
    ))
}

impl Credential {
    /// Returns `true` if a single credential can be sent as a scheme. A key without a name fits the only key of `all`.
    fn fits(&self, scheme: Scheme, all: &[Scheme]) -> Result<bool> {
        let is_header = |it: &Scheme| matches!(it, Scheme::Header(name) if name.eq_ignore_ascii_case("authorization"));
        let name = match scheme {
            Scheme::Header(name) | Scheme::Query(name) => Some(name),
            _ => None,
        };
        Ok(match &self.0 {
            Kind::None | Kind::Several(_) => false,
            Kind::Token(_) | Kind::Bearer(_) => {
                matches!(scheme, Scheme::Token(_) | Scheme::Bearer) || is_header(&scheme)
            }
            Kind::Basic(..) => scheme == Scheme::Basic || is_header(&scheme),
            Kind::Key(Some(own), _) => name.is_some_and(|it| it.eq_ignore_ascii_case(own)),
            Kind::Key(None, _) => name.is_some() && chosen(all, None)? == scheme,
        })
    }

    /// Returns the secret of a single credential with its location.
    fn send(&self, scheme: Scheme) -> Result<Sent> {
        let header = |text: String| {
            check_header(&text)?;
            Ok(Sent::Header(AUTHORIZATION, Secret::new(text)))
        };
        match &self.0 {
            Kind::None | Kind::Several(_) => Err(no_key()),
            Kind::Token(token) => Ok(match scheme {
                Scheme::Token(scopes) => Sent::Token(token.clone(), scopes),
                _ => Sent::Token(token.clone(), &[]),
            }),
            Kind::Bearer(token) => header(format!("Bearer {}", token.secret())),
            Kind::Basic(user, password) => {
                if user.contains(':') {
                    return Err(refused(
                        "the user name of basic authentication must not contain a colon",
                    ));
                }
                let pair = format!("{user}:{}", password.secret());
                header(format!("Basic {}", base64::encode(pair)))
            }
            Kind::Key(_, key) => {
                check_header(key.secret())?;
                match scheme {
                    Scheme::Query(name) => Ok(Sent::Query(name.to_owned(), key.clone())),
                    Scheme::Header(name) => Ok(Sent::Header(settable(name)?, key.clone())),
                    Scheme::Basic | Scheme::Bearer | Scheme::Token(_) => Err(no_key()),
                }
            }
        }
    }
}

fn no_key() -> azure_core::Error {
    refused("the service description does not declare a key; use another credential")
}

/// Selects the scheme of a key: the one with this name, or the only one. `Authorization` is reserved for other
/// credentials if there is another scheme.
fn chosen(schemes: &[Scheme], name: Option<&str>) -> Result<Scheme> {
    let name_of = |it: &Scheme| match it {
        Scheme::Header(name) | Scheme::Query(name) => Some(*name),
        Scheme::Basic | Scheme::Bearer | Scheme::Token(_) => None,
    };
    let keys = schemes.iter().filter(|it| name_of(it).is_some());
    let mut fit: Vec<Scheme> = keys.copied().collect();
    let mut declared: Vec<&str> = Vec::new();
    for name in fit.iter().filter_map(name_of) {
        // The service and its alternatives declare the same keys.
        if !declared.contains(&name) {
            declared.push(name);
        }
    }
    let is = |it: &Scheme, wanted: &str| {
        name_of(it).is_some_and(|name| name.eq_ignore_ascii_case(wanted))
    };
    match name {
        Some(wanted) => fit.retain(|it| is(it, wanted)),
        None if fit.len() > 1 => fit.retain(|it| !is(it, "authorization")),
        None => {}
    }
    // If header and query have the same name, the header is used, because servers do not log it on the way.
    if let (Some(first), Some(name)) = (fit.first().copied(), fit.first().and_then(name_of))
        && fit.iter().all(|it| is(it, name))
    {
        let header = fit.iter().find(|it| matches!(it, Scheme::Header(_)));
        return Ok(header.copied().unwrap_or(first));
    }
    if declared.is_empty() {
        return Err(no_key());
    }
    Err(refused(format!(
        "the service description declares the keys {}; select one of them with `Credential::named_key`",
        declared.join(", ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_sent_as_the_only_scheme_or_as_the_named_one() {
        use Scheme::{Basic, Bearer, Header, Query};
        for (schemes, name, expected) in [
            (&[Header("x-key")][..], None, Some(Header("x-key"))),
            (
                &[Basic, Bearer, Header("x-key")],
                None,
                Some(Header("x-key")),
            ),
            (&[Query("code")], None, Some(Query("code"))),
            // Of a header and a query with one name, the header: servers do not log it.
            (&[Query("key"), Header("Key")], None, Some(Header("Key"))),
            (
                &[Header("key"), Query("key")],
                Some("KEY"),
                Some(Header("key")),
            ),
            // `Authorization` is for other credentials, unless it is the only one or named.
            (
                &[Header("authorization")],
                None,
                Some(Header("authorization")),
            ),
            (
                &[Header("Authorization"), Query("code")],
                None,
                Some(Query("code")),
            ),
            (
                &[Header("Authorization"), Query("code")],
                Some("authorization"),
                Some(Header("Authorization")),
            ),
            (&[Header("a"), Query("b")], None, None),
            (&[Header("a"), Query("b")], Some("B"), Some(Query("b"))),
            (&[Header("a")], Some("b"), None),
            (&[Basic, Bearer], None, None),
            (&[], None, None),
        ] {
            assert_eq!(chosen(schemes, name).ok(), expected, "{schemes:?} {name:?}");
        }
    }

    /// The secrets to send, by their location.
    fn selected(credential: &Credential, security: Security) -> String {
        match select(credential, None, Some(security)) {
            Ok(sent) => {
                let locations = sent.iter().map(|it| match it {
                    Sent::Header(name, value) => format!("{}: {}", name.as_str(), value.secret()),
                    Sent::Query(name, value) => format!("?{name}={}", value.secret()),
                    Sent::Token(_, scopes) => format!("token of {scopes:?}"),
                });
                locations.collect::<Vec<_>>().join(", ")
            }
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn the_first_alternative_that_the_credential_fills_is_sent() {
        use Scheme::{Basic, Bearer, Header, Query};
        let key = || Credential::key("k");
        let named = |name: &str| Credential::named_key(name, format!("k-{name}"));
        let both = || Credential::several([named("a"), named("b")]);
        let basic = || Credential::basic("u", "p");
        let bearer = || Credential::bearer("t");
        const A: Scheme = Header("a");
        const B: Scheme = Query("b");
        let table: &[(Credential, Security, &str)] = &[
            (key(), &[&[A]], "a: k"),
            (key(), &[&[Basic], &[A]], "a: k"),
            (named("b"), &[&[A], &[B]], "?b=k-b"),
            (named("B"), &[&[A], &[B]], "?b=k-B"),
            (both(), &[&[A], &[B]], "a: k-a"),
            (both(), &[&[A, B]], "a: k-a, ?b=k-b"),
            // The caller may set the rest as a header.
            (named("b"), &[&[A, B]], "?b=k-b"),
            // Of alternatives that are filled in part, the one with the most.
            (
                both(),
                &[&[A, Basic], &[A, B, Bearer], &[B, Basic]],
                "a: k-a, ?b=k-b",
            ),
            (basic(), &[&[A], &[Basic]], "authorization: Basic dTpw"),
            (
                basic(),
                &[&[Header("Authorization")]],
                "authorization: Basic dTpw",
            ),
            (bearer(), &[&[Bearer]], "authorization: Bearer t"),
            (
                bearer(),
                &[&[Scheme::Token(&["s"])]],
                "authorization: Bearer t",
            ),
            (
                bearer(),
                &[&[Header("authorization")]],
                "authorization: Bearer t",
            ),
            // An operation without credentials, or with optional ones.
            (key(), &[], ""),
            (Credential::none(), &[&[A]], ""),
            (bearer(), &[&[], &[A]], ""),
            (key(), &[&[], &[A]], "a: k"),
        ];
        for (credential, security, expected) in table {
            assert_eq!(
                &selected(credential, security),
                expected,
                "{credential:?} {security:?}"
            );
        }
    }

    #[test]
    fn a_credential_that_fills_nothing_is_refused_with_what_is_accepted() {
        use Scheme::{Basic, Bearer, Header, Query};
        let table: &[(Credential, Security, &str)] = &[
            (
                Credential::basic("u", "p"),
                &[&[Header("a")], &[Query("b")], &[Bearer]],
                "the operation accepts a key in the header a or a key in the query parameter b or a token; the client has",
            ),
            (
                Credential::bearer("t"),
                &[&[Basic]],
                "the operation accepts user name and password; the client has another credential",
            ),
            // A key without a name does not say which of two keys it is.
            (
                Credential::key("k"),
                &[&[Header("a")], &[Query("b")]],
                "the service description declares the keys a, b; select one of them with `Credential::named_key`",
            ),
        ];
        for (credential, security, expected) in table {
            let message = selected(credential, security);
            assert!(message.contains(expected), "{message}");
        }
    }
}
