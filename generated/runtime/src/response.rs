//! What else there is in a response.

use std::str::FromStr;

use azure_core::{
    Result,
    http::{
        DeserializeWith, Etag, Response,
        headers::{HeaderName, Headers},
        response::ResponseBody,
    },
};

use crate::{
    Json, Page, error,
    error::malformed,
    request::{find_header, header_name},
};

const ETAG: HeaderName = HeaderName::from_static("etag");
const LIMIT_PREFIX: &str = "x-ms-ratelimit-remaining-";

/// How many requests are left before the service answers 429.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RateLimit {
    /// What is counted: `subscription-reads`, `tenant-writes`, or, for a resource provider,
    /// `Microsoft.Compute/HighCostGet3Min`.
    pub name: String,
    /// Requests left.
    pub remaining: u64,
}

/// Headers, and the body as another type, of a [`Response`] or a [`Page`].
pub trait ResponseExt {
    #[doc(hidden)]
    fn parts(&self) -> (&Headers, &ResponseBody);

    /// `etag`: what `If-Match` takes.
    fn etag(&self) -> Option<Etag> {
        find_header(self.parts().0, &ETAG).map(|etag| Etag::from(etag.to_owned()))
    }

    /// A header by its name, in any case.
    fn header(&self, name: &str) -> Option<&str> {
        find_header(self.parts().0, &header_name(name).ok()?)
    }

    /// A header as a value: `None` when it is absent, an error when it cannot be read.
    fn header_as<V: FromStr>(&self, name: &str) -> Result<Option<V>> {
        let Some(text) = self.header(name) else {
            return Ok(None);
        };
        let value = text.parse().map_err(|_| {
            malformed(format!(
                "the header {name} cannot be read as {}",
                std::any::type_name::<V>()
            ))
        })?;
        Ok(Some(value))
    }

    /// The headers that begin with `prefix`, without it, sorted by name. Names are in lower case.
    fn headers_with_prefix(&self, prefix: &str) -> Vec<(&str, &str)> {
        let prefix = prefix.to_ascii_lowercase();
        let mut found: Vec<(&str, &str)> = self
            .parts()
            .0
            .iter()
            .filter_map(|(name, value)| {
                Some((name.as_str().strip_prefix(&prefix)?, value.as_str()))
            })
            .collect();
        found.sort_unstable();
        found
    }

    /// `x-ms-request-id`: what Azure support asks for.
    fn request_id(&self) -> Option<&str> {
        error::request_id(self.parts().0)
    }

    /// How many requests are left, by what is counted.
    fn rate_limits(&self) -> Vec<RateLimit> {
        let mut limits = Vec::new();
        for (name, value) in self.headers_with_prefix(LIMIT_PREFIX) {
            // `x-ms-ratelimit-remaining-resource` lists several: `Microsoft.Compute/HighCostGet3Min;107,...`.
            for part in value.split(',') {
                let (name, count) = part.split_once(';').unwrap_or((name, part));
                if let Ok(remaining) = count.trim().parse() {
                    limits.push(RateLimit {
                        name: name.trim().to_owned(),
                        remaining,
                    });
                }
            }
        }
        limits
    }

    /// Reads the body as another type, such as the model that the spec declares for this status code.
    fn decode<U: DeserializeWith<Json>>(&self) -> Result<U> {
        U::deserialize_with(self.parts().1.clone())
    }

    /// As [`ResponseExt::decode`], of an operation that answers in XML.
    #[cfg(feature = "xml")]
    fn decode_xml<U: DeserializeWith<crate::Xml>>(&self) -> Result<U> {
        U::deserialize_with(self.parts().1.clone())
    }
}

impl<T, F> ResponseExt for Response<T, F> {
    fn parts(&self) -> (&Headers, &ResponseBody) {
        (self.headers(), self.body())
    }
}

impl<T> ResponseExt for Page<T> {
    fn parts(&self) -> (&Headers, &ResponseBody) {
        (self.response.headers(), self.response.body())
    }
}
