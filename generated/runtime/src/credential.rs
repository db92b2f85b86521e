//! Credentials of a client.

use std::{fmt, sync::Arc};

use azure_core::{
    Result, base64,
    credentials::{Secret, TokenCredential},
    http::headers::{AUTHORIZATION, HeaderName},
};

use crate::{
    error::refused,
    request::{check_header, settable},
    service::{Scheme, Service},
};

/// The credential of a client: a token of Microsoft Entra ID, a key, or another scheme declared by the service
/// description. `Debug` does not show it.
///
/// ```
/// use arm_runtime::Credential;
///
/// let key = Credential::key("0123456789");
/// assert_eq!(format!("{key:?}"), "Credential(key)");
/// ```
#[derive(Clone)]
pub struct Credential(pub(crate) Kind);

#[derive(Clone)]
pub(crate) enum Kind {
    None,
    Token(Arc<dyn TokenCredential>),
    Key(Option<String>, Secret),
    Basic(String, Secret),
    Bearer(Secret),
}

impl Credential {
    /// Creates a credential that sends requests without authorization.
    pub fn none() -> Self {
        Self(Kind::None)
    }

    /// Creates a credential that sends a key in the header or query parameter declared by the service description. If
    /// the description declares several keys, use [`Credential::named_key`].
    pub fn key(key: impl Into<Secret>) -> Self {
        Self(Kind::Key(None, key.into()))
    }

    /// Creates a credential that sends a key in the header or query parameter with this name. The service description
    /// must declare it.
    pub fn named_key(name: impl Into<String>, key: impl Into<Secret>) -> Self {
        Self(Kind::Key(Some(name.into()), key.into()))
    }

    /// Creates a credential that sends user name and password.
    pub fn basic(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self(Kind::Basic(user.into(), password.into()))
    }

    /// Creates a credential that sends an existing token unchanged.
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self(Kind::Bearer(token.into()))
    }

    pub(crate) fn is_none(&self) -> bool {
        matches!(self.0, Kind::None)
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.0 {
            Kind::None => "none",
            Kind::Token(_) => "token",
            Kind::Key(..) => "key",
            Kind::Basic(..) => "basic",
            Kind::Bearer(_) => "bearer",
        };
        write!(f, "Credential({kind})")
    }
}

impl From<Arc<dyn TokenCredential>> for Credential {
    fn from(credential: Arc<dyn TokenCredential>) -> Self {
        Self(Kind::Token(credential))
    }
}

impl<T: TokenCredential + 'static> From<Arc<T>> for Credential {
    fn from(credential: Arc<T>) -> Self {
        Self(Kind::Token(credential))
    }
}

impl From<Option<Arc<dyn TokenCredential>>> for Credential {
    fn from(credential: Option<Arc<dyn TokenCredential>>) -> Self {
        credential.map_or(Self(Kind::None), Self::from)
    }
}

/// The location of a key, password or token in the request.
#[derive(Clone)]
pub(crate) enum Sent {
    Header(HeaderName, Secret),
    Query(String, Secret),
}

impl Credential {
    /// Returns the secret to send and its location, unless the credential is a token of Microsoft Entra ID.
    pub(crate) fn sent(&self, service: Option<&Service>) -> Result<Option<Sent>> {
        let header = |text: String| {
            check_header(&text)?;
            Ok(Some(Sent::Header(AUTHORIZATION, Secret::new(text))))
        };
        match &self.0 {
            Kind::None | Kind::Token(_) => Ok(None),
            Kind::Bearer(token) => header(format!("Bearer {}", token.secret())),
            Kind::Basic(user, password) => {
                let pair = format!("{user}:{}", password.secret());
                header(format!("Basic {}", base64::encode(pair)))
            }
            Kind::Key(name, key) => {
                check_header(key.secret())?;
                let schemes = service.map_or(&[][..], |it| it.schemes);
                let sent = match chosen(schemes, name.as_deref())? {
                    Scheme::Query(name) => Sent::Query(name.to_owned(), key.clone()),
                    Scheme::Header(name) => Sent::Header(settable(name)?, key.clone()),
                    Scheme::Basic | Scheme::Bearer => return Err(no_key()),
                };
                Ok(Some(sent))
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
        Scheme::Basic | Scheme::Bearer => None,
    };
    let keys = schemes.iter().filter(|it| name_of(it).is_some());
    let mut fit: Vec<Scheme> = keys.copied().collect();
    let declared: Vec<&str> = fit.iter().filter_map(name_of).collect();
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
