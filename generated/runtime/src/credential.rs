//! What a client proves its identity with.

use std::{fmt, sync::Arc};

use azure_core::{
    Result, base64,
    credentials::{Secret, TokenCredential},
    http::headers::{AUTHORIZATION, HeaderName},
};

use crate::{
    error::refused,
    request::{check_header, header_name},
    service::{Scheme, Service},
};

/// What a client of a service proves its identity with: a token of Microsoft Entra ID, a key, or another scheme that the
/// service's description declares. `Debug` does not show it.
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
    /// Sends requests without authorization.
    pub fn none() -> Self {
        Self(Kind::None)
    }

    /// Sends a key in the header or the query, as the description of the service declares. If it declares several keys,
    /// use [`Credential::named_key`].
    pub fn key(key: impl Into<Secret>) -> Self {
        Self(Kind::Key(None, key.into()))
    }

    /// Sends a key in the header or the parameter of this name, which the description of the service must declare.
    pub fn named_key(name: impl Into<String>, key: impl Into<Secret>) -> Self {
        Self(Kind::Key(Some(name.into()), key.into()))
    }

    /// Sends user name and password.
    pub fn basic(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self(Kind::Basic(user.into(), password.into()))
    }

    /// Sends a token that the caller has, as it is.
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

/// Where a key, a password or a token of the caller goes.
#[derive(Clone)]
pub(crate) enum Sent {
    Header(HeaderName, Secret),
    Query(String, Secret),
}

impl Credential {
    /// What is sent for a credential that is not a token of Microsoft Entra ID.
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
                    Scheme::Header(name) => Sent::Header(header_name(name)?, key.clone()),
                    Scheme::Basic | Scheme::Bearer => return Err(no_key()),
                };
                Ok(Some(sent))
            }
        }
    }
}

fn no_key() -> azure_core::Error {
    refused("the description of the service declares no key; use another credential")
}

/// The scheme of a key: the one of the name, or the only one. `Authorization` is left for other credentials if there is
/// another.
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
    // The same name in the header and in the query: a header is not logged by servers on the way.
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
        "the description of the service declares the keys {}; name one of them by `Credential::named_key`",
        declared.join(", ")
    )))
}
