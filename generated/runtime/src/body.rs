//! Bodies of requests and responses.

mod response;

#[cfg(feature = "xml")]
pub use response::Xml;
pub use response::{Json, Text};

use crate::RequestBody;
use crate::text::{Base64, Base64Url, Date, DateTime, DateTimeRfc1123, Duration, Time, UnixTime};
#[cfg(feature = "xml")]
use crate::value::to_xml;
use crate::value::{Encode, JsonValue, Mode, Model, Value, to_vec};
use azure_core::credentials::Secret;
use azure_core::http::Body;
use azure_core::{Bytes, Error, Result, error::ErrorKind};
use std::collections::BTreeMap;

/// What stands for a request body of type `T`.
///
/// * a model, by value or by reference: its read-only properties are left out; it is written in the format of the operation;
/// * [`JsonValue`], by value or by reference, for any JSON body: sent as it is, for what a model does not say;
/// * `Option<&T>` where `T` is an `Option`: only then may the body be left out;
/// * [`Bytes`] in the place of a model, sent as they are: for another media type that the operation takes, which the header
///   `content-type` of the call then names;
/// * `&str` or `String` for [`Text`], bytes, a stream or JSON for [`Bytes`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the body of an operation that takes `{T}`",
    label = "not a `{T}`, a reference to one, or a `JsonValue`",
    note = "an optional body is given as the value itself, or as `None::<&T>` to send none"
)]
pub trait IntoBody<T> {
    /// The body in the form that the operation declares, or `None` when there is none to send.
    ///
    /// # Errors
    ///
    /// When the value cannot be written: it has a number that is not finite, or is JSON and the operation takes XML.
    fn into_body(self, declared: RequestBody) -> Result<Option<Body>>;
}

fn write(value: &dyn Encode, declared: RequestBody) -> Result<Option<Body>> {
    let bytes = match declared.xml {
        None => to_vec(value, Mode::Request)?,
        Some(root) => to_xml(value, root, Mode::Request)?,
    };
    Ok(Some(bytes.into()))
}

/// JSON in the place of a model. Of XML it says too little: neither what is an attribute nor how the items of lists are called.
fn stand_in(json: &JsonValue, declared: RequestBody) -> Result<Option<Body>> {
    if declared.xml.is_some() {
        let message = "the operation takes XML, for which JSON cannot stand; give the model";
        return Err(Error::with_message(ErrorKind::DataConversion, message));
    }
    write(json, declared)
}

#[cfg(not(feature = "xml"))]
fn to_xml(_: &dyn Encode, _: &str, _: Mode) -> Result<Vec<u8>> {
    let message = "arm-runtime writes XML with its feature `xml` only";
    Err(Error::with_message(ErrorKind::DataConversion, message))
}

impl<T: Model> IntoBody<T> for T {
    fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
        write(&self, declared)
    }
}

impl<T: Model> IntoBody<T> for &T {
    fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
        write(self, declared)
    }
}

impl<T: Model> IntoBody<T> for JsonValue {
    fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
        stand_in(&self, declared)
    }
}

impl<T: Model> IntoBody<T> for &JsonValue {
    fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
        stand_in(self, declared)
    }
}

impl<T: Model> IntoBody<T> for Bytes {
    fn into_body(self, _: RequestBody) -> Result<Option<Body>> {
        Ok(Some(self.into()))
    }
}

impl<T: Model> IntoBody<Option<T>> for Bytes {
    fn into_body(self, _: RequestBody) -> Result<Option<Body>> {
        Ok(Some(self.into()))
    }
}

impl<T: Model> IntoBody<Option<T>> for T {
    fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
        write(&self, declared)
    }
}

impl<T: Model> IntoBody<Option<T>> for &T {
    fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
        write(self, declared)
    }
}

impl<T: Model> IntoBody<Option<T>> for JsonValue {
    fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
        stand_in(&self, declared)
    }
}

impl<T: Model> IntoBody<Option<T>> for &JsonValue {
    fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
        stand_in(self, declared)
    }
}

impl<'a, T> IntoBody<Option<T>> for Option<&'a T>
where
    &'a T: IntoBody<T>,
{
    fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
        self.map_or(Ok(None), |body| body.into_body(declared))
    }
}

/// Types that are no models: by value, by reference, and both where the body is optional.
macro_rules! plain_body {
    ([$($generics:tt)*] $type:ty) => {
        impl<$($generics)*> IntoBody<$type> for $type {
            fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
                write(&self, declared)
            }
        }
        impl<$($generics)*> IntoBody<$type> for &$type {
            fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
                write(self, declared)
            }
        }
        impl<$($generics)*> IntoBody<Option<$type>> for $type {
            fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
                write(&self, declared)
            }
        }
        impl<$($generics)*> IntoBody<Option<$type>> for &$type {
            fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
                write(self, declared)
            }
        }
    };
}

macro_rules! plain_bodies {
    ($($type:ty),* $(,)?) => {
        $(plain_body!([] $type);)*
    };
}

plain_body!([T: Value] Vec<T>);
plain_body!([T: Value] BTreeMap<String, T>);
plain_bodies!(
    JsonValue,
    String,
    Secret,
    bool,
    i32,
    i64,
    f64,
    Base64,
    Base64Url,
    Date,
    DateTime,
    DateTimeRfc1123,
    Duration,
    Time,
    UnixTime,
);

impl<T: Value> IntoBody<Vec<T>> for JsonValue {
    fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
        stand_in(&self, declared)
    }
}

impl<T: Value> IntoBody<Vec<T>> for &JsonValue {
    fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
        stand_in(self, declared)
    }
}

impl<T: Value> IntoBody<BTreeMap<String, T>> for JsonValue {
    fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
        stand_in(&self, declared)
    }
}

impl<T: Value> IntoBody<BTreeMap<String, T>> for &JsonValue {
    fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
        stand_in(self, declared)
    }
}

/// Bodies that are sent as they are.
macro_rules! raw_body {
    ($($from:ty => $type:ty, |$value:ident| $body:expr;)*) => {
        $(impl IntoBody<$type> for $from {
            fn into_body(self, _: RequestBody) -> Result<Option<Body>> {
                let $value = self;
                Ok(Some($body))
            }
        }
        impl IntoBody<Option<$type>> for $from {
            fn into_body(self, _: RequestBody) -> Result<Option<Body>> {
                let $value = self;
                Ok(Some($body))
            }
        })*
    };
}

raw_body! {
    Text => Text, |text| text.0.into_bytes().into();
    &Text => Text, |text| text.0.clone().into_bytes().into();
    String => Text, |text| text.into_bytes().into();
    &str => Text, |text| text.as_bytes().to_vec().into();
    Bytes => Bytes, |bytes| bytes.into();
    &Bytes => Bytes, |bytes| bytes.clone().into();
    Vec<u8> => Bytes, |bytes| bytes.into();
    &[u8] => Bytes, |bytes| bytes.to_vec().into();
    Body => Bytes, |body| body;
    // Some specs call a body a file and send JSON.
    JsonValue => Bytes, |json| json.to_string().into_bytes().into();
    &JsonValue => Bytes, |json| json.to_string().into_bytes().into();
}
