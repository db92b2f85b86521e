//! Headers and alternative body types of responses.

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

/// The number of requests left before the service returns 429.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RateLimit {
    /// Name of the limit: `subscription-reads`, `tenant-writes`, or, for a resource provider,
    /// `Microsoft.Compute/HighCostGet3Min`.
    pub name: String,
    /// Number of requests left.
    pub remaining: u64,
}

/// Access to the headers of a [`Response`] or a [`Page`], and to its body as another type.
pub trait ResponseExt {
    #[doc(hidden)]
    fn parts(&self) -> (&Headers, &ResponseBody);

    /// Returns `etag`, to be used with `If-Match`.
    fn etag(&self) -> Option<Etag> {
        find_header(self.parts().0, &ETAG).map(|etag| Etag::from(etag.to_owned()))
    }

    /// Returns a header by name, ignoring case.
    fn header(&self, name: &str) -> Option<&str> {
        find_header(self.parts().0, &header_name(name).ok()?)
    }

    /// Parses a header.
    ///
    /// Returns `None` if the header is absent.
    ///
    /// # Errors
    ///
    /// Returns an error if the header cannot be parsed.
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

    /// Returns the headers that begin with `prefix`, without the prefix, sorted by name. Names are in lower case.
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

    /// Returns `x-ms-request-id`, which Azure support needs.
    fn request_id(&self) -> Option<&str> {
        error::request_id(self.parts().0)
    }

    /// Returns the rate limits that the response reports.
    fn rate_limits(&self) -> Vec<RateLimit> {
        let mut limits = Vec::new();
        for (name, value) in self.headers_with_prefix(LIMIT_PREFIX) {
            // `x-ms-ratelimit-remaining-resource` contains several limits: `Microsoft.Compute/HighCostGet3Min;107,...`.
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

    /// Deserializes the body as another type, such as the model that the spec declares for this status code.
    fn decode<U: DeserializeWith<Json>>(&self) -> Result<U> {
        U::deserialize_with(self.parts().1.clone())
    }

    /// Like [`ResponseExt::decode`], for an operation that returns XML.
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
