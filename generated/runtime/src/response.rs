//! Typed headers of a response, and its body as another type.

use std::{str::FromStr, time::Duration};

use azure_core::{
    Result,
    http::{
        DeserializeWith, Etag, RawResponse, Response, Url,
        headers::{CLIENT_REQUEST_ID, HeaderName, Headers},
        response::ResponseBody,
    },
};

use crate::{
    DateTimeRfc1123, Json, JsonText, Page, Value, error,
    error::malformed,
    request::{find_header, header_name},
    retry, value,
};

const ETAG: HeaderName = HeaderName::from_static("etag");
const LAST_MODIFIED: HeaderName = HeaderName::from_static("last-modified");
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

/// Typed headers of a [`Response`], a [`RawResponse`] or a [`Page`], and its body as another type.
///
/// ```
/// use arm_runtime::{Call, JsonValue, ResponseExt, Result};
///
/// async fn read(call: Call<JsonValue>) -> Result<()> {
///     let response = call.await?;
///     println!("{:?}, request {:?}", response.etag(), response.request_id());
///     for limit in response.rate_limits() {
///         println!("{}: {} requests left", limit.name, limit.remaining);
///     }
///     let length: Option<u64> = response.header_as("content-length")?;
///     println!("{length:?} bytes");
///     Ok(())
/// }
/// ```
pub trait ResponseExt {
    #[doc(hidden)]
    fn parts(&self) -> (&Headers, &ResponseBody);

    /// Returns `etag`, the version of the resource for `If-Match` and `If-None-Match`.
    fn etag(&self) -> Option<Etag> {
        find_header(self.parts().0, &ETAG).map(|etag| Etag::from(etag.to_owned()))
    }

    /// Returns `last-modified`, the time of the last change of the resource.
    fn last_modified(&self) -> Option<DateTimeRfc1123> {
        find_header(self.parts().0, &LAST_MODIFIED).map(DateTimeRfc1123::from_text)
    }

    /// Returns `location`, the URL of the resource or of the result of a long-running operation.
    ///
    /// # Errors
    ///
    /// Returns an error if the header is not an absolute URL.
    fn location(&self) -> Result<Option<Url>> {
        self.header_as("location")
    }

    /// Returns `x-ms-request-id`, which Azure support needs.
    fn request_id(&self) -> Option<&str> {
        error::request_id(self.parts().0)
    }

    /// Returns `x-ms-correlation-request-id`, which identifies the request in the activity log.
    fn correlation_id(&self) -> Option<&str> {
        error::correlation_id(self.parts().0)
    }

    /// Returns `x-ms-client-request-id`, the identifier sent by the client, if the service repeats it.
    fn client_request_id(&self) -> Option<&str> {
        find_header(self.parts().0, &CLIENT_REQUEST_ID)
    }

    /// Returns the delay requested by `retry-after`, `retry-after-ms` or `x-ms-retry-after-ms`. Values that are
    /// unparsable or in the past are ignored.
    fn retry_after(&self) -> Option<Duration> {
        retry::retry_after(self.parts().0)
    }

    /// Returns the rate limits that the response reports (`x-ms-ratelimit-remaining-*`).
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

    /// Returns a header by name, ignoring case.
    fn header(&self, name: &str) -> Option<&str> {
        find_header(self.parts().0, &header_name(name).ok()?)
    }

    /// Parses a header. Returns `None` if the header is absent.
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

    /// Deserializes the body as another type, such as the model that the spec declares for this status code.
    ///
    /// # Errors
    ///
    /// Returns an error if the body does not have the form of the type.
    fn decode<U: DeserializeWith<Json>>(&self) -> Result<U> {
        U::deserialize_with(self.parts().1.clone())
    }

    /// Changes the model in the body, and returns the JSON to send back. Properties that the model does not declare are
    /// preserved, with all digits of their numbers, whereas a model that is sent back does not contain them. Read-only
    /// properties are left out.
    ///
    /// ```
    /// use arm_runtime::{JsonText, Response, ResponseExt, Result, fields};
    ///
    /// pub struct Account {
    ///     pub location: Option<String>,
    /// }
    /// fields!(Account: Default { 0: location = "location" });
    ///
    /// fn moved(account: Response<Account, arm_runtime::Json>) -> Result<JsonText> {
    ///     account.edit(|account: &mut Account| account.location = Some("westus".to_owned()))
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the body does not have the form of the model, or if the change cannot be written.
    fn edit<U: Value>(&self, change: impl FnOnce(&mut U)) -> Result<JsonText> {
        value::edit(self.parts().1, change)
    }

    /// Like [`ResponseExt::decode`], for an operation that returns XML.
    ///
    /// # Errors
    ///
    /// Returns an error if the body does not have the form of the type.
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

impl ResponseExt for RawResponse {
    fn parts(&self) -> (&Headers, &ResponseBody) {
        (self.headers(), self.body())
    }
}
