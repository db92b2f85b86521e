//! Deserialization of response bodies.

use crate::text::{
    Base64, Base64Url, Date, DateTime, DateTimeRfc1123, Decimal, Duration, Time, UnixTime,
};
use crate::value::{self, JsonValue, Map, Value};
use azure_core::credentials::Secret;
use azure_core::http::response::ResponseBody;
use azure_core::http::{DeserializeWith, Format};
use azure_core::{Bytes, Error, Result, error::ErrorKind};
use serde::de::DeserializeOwned;
use std::fmt::{self, Display, Formatter};

/// The JSON format of responses.
///
/// azure_core's JSON format supports serde types only, and its errors do not contain a path.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Json;

impl Format for Json {
    fn deserialize<T: DeserializeOwned, S: AsRef<[u8]>>(body: S) -> Result<T> {
        serde_json::from_slice(body.as_ref())
            .map_err(|error| Error::new(ErrorKind::DataConversion, error))
    }
}

/// The XML format of responses.
#[cfg(feature = "xml")]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Xml;

#[cfg(feature = "xml")]
impl Format for Xml {
    /// Deserializes a serde type as from JSON, with elements as properties and attributes as `@name`.
    fn deserialize<T: DeserializeOwned, S: AsRef<[u8]>>(body: S) -> Result<T> {
        let mut json = JsonValue::Null;
        value::from_xml(body.as_ref(), &mut json)?;
        serde_json::from_value(json).map_err(|error| Error::new(ErrorKind::DataConversion, error))
    }
}

/// A plain text body. `Debug` shows its length only, because it may be secret.
#[derive(Clone, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Text(pub String);

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "Text(<{} bytes>)", self.0.len())
    }
}

impl Display for Text {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl DeserializeWith<Json> for Text {
    fn deserialize_with(body: ResponseBody) -> Result<Self> {
        body.into_string().map(Self)
    }
}

impl DeserializeWith<Json> for Bytes {
    fn deserialize_with(body: ResponseBody) -> Result<Self> {
        Ok(body.into())
    }
}

/// Ignores the body of the response.
impl DeserializeWith<Json> for () {
    fn deserialize_with(_: ResponseBody) -> Result<Self> {
        Ok(())
    }
}

/// A missing body is `None`.
#[cfg(feature = "xml")]
impl<T: Value> DeserializeWith<Xml> for Option<T> {
    fn deserialize_with(body: ResponseBody) -> Result<Self> {
        if body.trim_ascii().is_empty() {
            Ok(None)
        } else {
            value::decode_xml(&body)
        }
    }
}

/// A missing body and `null` are `None`.
impl<T: Value> DeserializeWith<Json> for Option<T> {
    fn deserialize_with(body: ResponseBody) -> Result<Self> {
        if body.trim_ascii().is_empty() {
            Ok(None)
        } else {
            value::decode(&body)
        }
    }
}

/// Implements deserialization from JSON and XML.
macro_rules! response {
    ([$($generics:tt)*] $type:ty) => {
        impl<$($generics)*> DeserializeWith<Json> for $type {
            fn deserialize_with(body: ResponseBody) -> Result<Self> {
                value::decode(&body)
            }
        }
        #[cfg(feature = "xml")]
        impl<$($generics)*> DeserializeWith<Xml> for $type {
            fn deserialize_with(body: ResponseBody) -> Result<Self> {
                value::decode_xml(&body)
            }
        }
    };
}

plain_types!(response);
