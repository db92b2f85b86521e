//! Credentials of a client.

use std::{fmt, sync::Arc};

use azure_core::credentials::{Secret, TokenCredential};

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
    Several(Vec<Credential>),
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

    /// Combines credentials. Each operation sends those that its description requires together, or else the first one
    /// that it accepts.
    pub fn several(credentials: impl IntoIterator<Item = Self>) -> Self {
        Self(Kind::Several(credentials.into_iter().collect()))
    }

    pub(crate) fn is_none(&self) -> bool {
        self.parts().next().is_none()
    }

    /// Returns `true` if a token of Microsoft Entra ID may be sent.
    pub(crate) fn has_token(&self) -> bool {
        self.parts().any(|it| matches!(it.0, Kind::Token(_)))
    }

    /// Returns the single credentials.
    pub(crate) fn parts(&self) -> Box<dyn Iterator<Item = &Self> + '_> {
        match &self.0 {
            Kind::None => Box::new(std::iter::empty()),
            Kind::Several(all) => Box::new(all.iter().flat_map(Self::parts)),
            _ => Box::new(std::iter::once(self)),
        }
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
            Kind::Several(_) => "several",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credential_shows_its_kind_and_no_more() {
        for (credential, expected) in [
            (Credential::key("hush"), "Credential(key)"),
            (Credential::bearer("hush"), "Credential(bearer)"),
            (Credential::basic("user", "hush"), "Credential(basic)"),
            (Credential::none(), "Credential(none)"),
            (
                Credential::several([Credential::key("hush"), Credential::bearer("hush")]),
                "Credential(several)",
            ),
        ] {
            assert_eq!(format!("{credential:?}"), expected);
        }
    }
}
