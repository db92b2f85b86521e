//! Request and response bodies.

/// Calls the macro with the generic parameters and the type of each body that is not a model.
macro_rules! plain_types {
    ($implement:ident) => {
        $implement!([T: Value] Vec<T>);
        $implement!([T: Value] Map<T>);
        $implement!([] JsonValue);
        scalar_types!($implement);
    };
}

/// The same for the types that are neither lists nor maps.
macro_rules! scalar_types {
    ($implement:ident) => {
        $implement!([] String);
        $implement!([] Secret);
        $implement!([] bool);
        $implement!([] i32);
        $implement!([] i64);
        $implement!([] u64);
        $implement!([] f64);
        $implement!([] Base64);
        $implement!([] Base64Url);
        $implement!([] Date);
        $implement!([] DateTime);
        $implement!([] DateTimeRfc1123);
        $implement!([] Decimal);
        $implement!([] Duration);
        $implement!([] Time);
        $implement!([] UnixTime);
    };
}

mod response;

#[cfg(feature = "xml")]
pub use response::Xml;
pub use response::{Json, Text};

use crate::RequestBody;
use crate::text::{
    Base64, Base64Url, Date, DateTime, DateTimeRfc1123, Decimal, Duration, Time, UnixTime,
};
#[cfg(feature = "xml")]
use crate::value::to_xml;
use crate::value::{
    Encode, EncodeList, JsonText, JsonValue, Map, Mode, Model, Value, View, to_vec,
};
use azure_core::credentials::Secret;
use azure_core::http::Body;
use azure_core::{Bytes, Error, Result, error::ErrorKind};

/// A value that can be sent as a request body of type `T`.
///
/// * A model, by value or by reference. Read-only properties are left out. The model is written in the format of the
///   operation.
/// * [`JsonValue`], by value or by reference, for any JSON body. It is sent unchanged, so that it can be `null`, or contain
///   properties that the model does not have.
/// * [`JsonText`], the result of [`edit`](crate::ResponseExt::edit), which is sent unchanged.
/// * `Option<&T>` for an operation whose body is optional, which takes `IntoBody<Option<T>>`. `None` sends no body.
/// * [`Bytes`] in place of a model, sent unchanged. Set the header `content-type` of the call to use another media type
///   that the operation accepts.
/// * `&[T]` for a list.
/// * `&str` or `String` for [`Text`] and for a text in JSON; bytes, a stream ([`Body`]) or JSON for [`Bytes`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the body of an operation that takes `{T}`",
    label = "not a `{T}`, a reference to one, or a `JsonValue`",
    note = "pass an optional body as the value itself, or `None::<&T>` to send no body"
)]
pub trait IntoBody<T> {
    /// Serializes the body in the format of the operation. Returns `None` if there is no body to send.
    ///
    /// # Errors
    ///
    /// Returns an error if the value cannot be serialized, such as JSON for an operation that takes XML.
    fn into_body(self, declared: RequestBody) -> Result<Option<Body>>;
}

fn write(value: &dyn Encode, declared: RequestBody) -> Result<Option<Body>> {
    let bytes = match declared.xml {
        None => to_vec(value, Mode::Request)?,
        Some(root) => to_xml(value, root, Mode::Request)?,
    };
    Ok(Some(bytes.into()))
}

/// Serializes JSON in place of a model. JSON cannot express XML attributes or item names, so XML is rejected.
fn stand_in(json: &JsonValue, declared: RequestBody) -> Result<Option<Body>> {
    not_for_xml(declared)?;
    write(json, declared)
}

fn not_for_xml(declared: RequestBody) -> Result<()> {
    if declared.xml.is_none() {
        return Ok(());
    }
    let message = "the operation takes XML, which JSON cannot replace; pass the model";
    Err(Error::with_message(ErrorKind::DataConversion, message))
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

/// Implements the trait for an edited document in place of a model.
macro_rules! edited_body {
    ($($type:ty),*) => {
        $(impl<T: Model> IntoBody<$type> for JsonText {
            fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
                not_for_xml(declared)?;
                Ok(Some(self.as_str().as_bytes().to_vec().into()))
            }
        })*
    };
}

edited_body!(T, Option<T>);

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

/// Implements the trait for types that are not models: by value, by reference, and for optional bodies.
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

plain_types!(plain_body);

/// Implements the trait for JSON in place of a type that is not a model.
macro_rules! json_body {
    ([$($generics:tt)*] $type:ty) => {
        impl<$($generics)*> IntoBody<$type> for JsonValue {
            fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
                stand_in(&self, declared)
            }
        }
        impl<$($generics)*> IntoBody<$type> for &JsonValue {
            fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
                stand_in(self, declared)
            }
        }
        impl<$($generics)*> IntoBody<Option<$type>> for JsonValue {
            fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
                stand_in(&self, declared)
            }
        }
        impl<$($generics)*> IntoBody<Option<$type>> for &JsonValue {
            fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
                stand_in(self, declared)
            }
        }
    };
}

json_body!([T: Value] Vec<T>);
json_body!([T: Value] Map<T>);
scalar_types!(json_body);

/// The items of a borrowed list.
struct Items<'a, T>(&'a [T]);

impl<T: Value> Encode for Items<'_, T> {
    fn view(&self) -> View<'_> {
        View::List(self)
    }
}

impl<T: Value> EncodeList for Items<'_, T> {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn get(&self, index: usize) -> Option<&dyn Encode> {
        self.0.get(index).map(|item| item as &dyn Encode)
    }
}

impl<T: Value> IntoBody<Vec<T>> for &[T] {
    fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
        write(&Items(self), declared)
    }
}

impl<T: Value> IntoBody<Option<Vec<T>>> for &[T] {
    fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
        write(&Items(self), declared)
    }
}

impl IntoBody<String> for &str {
    fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
        write(&self.to_owned(), declared)
    }
}

impl IntoBody<Option<String>> for &str {
    fn into_body(self, declared: RequestBody) -> Result<Option<Body>> {
        write(&self.to_owned(), declared)
    }
}

/// Implements the trait for bodies that are sent unchanged.
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
    // Some specs declare a file for a body that is JSON.
    JsonValue => Bytes, |json| json.to_string().into_bytes().into();
    &JsonValue => Bytes, |json| json.to_string().into_bytes().into();
}
