//! The origin to which a call may send requests.
//!
//! A response can contain URLs, such as the next page or the status of a long-running operation. A token must not be
//! sent to another host, port or scheme, even if the service links to it.

use std::{fmt, sync::Arc};

use azure_core::{Result, http::Url};

use crate::{
    error::{malformed, refused},
    request::encode_link,
};

/// Scheme, host and port. An explicit default port equals an omitted one. Cheap to clone.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Origin(Arc<Parts>);

#[derive(Debug, Eq, PartialEq)]
struct Parts {
    scheme: String,
    host: String,
    port: Option<u16>,
}

impl Origin {
    pub(crate) fn of(url: &Url) -> Self {
        Self(Arc::new(Parts {
            scheme: url.scheme().to_owned(),
            host: url.host_str().unwrap_or_default().to_owned(),
            port: url.port_or_known_default(),
        }))
    }

    pub(crate) fn host(&self) -> &str {
        &self.0.host
    }

    /// Returns `true` if a URL has this origin.
    pub(crate) fn holds(&self, url: &Url) -> bool {
        let Parts { scheme, host, port } = &*self.0;
        url.scheme() == scheme
            && url.host_str().unwrap_or_default() == host
            && url.port_or_known_default() == *port
    }

    /// Rejects a URL of another origin, or with a user name.
    pub(crate) fn check(&self, url: &Url) -> Result<()> {
        if self.holds(url) && url.username().is_empty() && url.password().is_none() {
            return Ok(());
        }
        let reason = match self.holds(url) {
            true => "the URL contains credentials".to_owned(),
            false => format!("this client sends requests to {self} only"),
        };
        let origin = Self::of(url);
        Err(refused(format!(
            "refused to send a request to {origin}: {reason}"
        )))
    }

    /// Resolves a link of a response against the URL of that response.
    pub(crate) fn resolve(&self, base: &Url, link: &str) -> Result<Url> {
        let url = base
            .join(&encode_link(link))
            .map_err(|_| malformed("the service sent a link that is not a valid URL"))?;
        self.check(&url)?;
        Ok(url)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Parts { scheme, host, port } = &*self.0;
        write!(f, "{scheme}://{host}")?;
        match port {
            Some(port) => write!(f, ":{port}"),
            None => Ok(()),
        }
    }
}
