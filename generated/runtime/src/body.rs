//! Bodies of requests and replies.

mod reply;

pub use reply::{Json, Text};

use crate::text::{Base64, Base64Url, Date, DateTime, DateTimeRfc1123, Duration, Time, UnixTime};
use crate::value::{JsonValue, Mode, Model, Value, to_vec};
use azure_core::credentials::Secret;
use azure_core::http::Body;
use azure_core::{Bytes, Result};
use std::collections::BTreeMap;

/// What stands for a request body of type `T`.
///
/// * a model, by value or by reference: its read-only properties are left out;
/// * [`JsonValue`], by value or by reference, for any JSON body: sent as it is, for what a model does not say;
/// * `Option<&T>` where `T` is an `Option`: only then may the body be left out;
/// * `&str` or `String` for [`Text`], bytes or a stream for [`Bytes`].
pub trait IntoBody<T> {
    /// The body, or `None` when there is none to send.
    ///
    /// # Errors
    ///
    /// When the value cannot be written: it has a number that is not finite.
    fn into_body(self) -> Result<Option<Body>>;
}

fn json(value: &dyn Value) -> Result<Option<Body>> {
    Ok(Some(to_vec(value, Mode::Request)?.into()))
}

impl<T: Model> IntoBody<T> for T {
    fn into_body(self) -> Result<Option<Body>> {
        json(&self)
    }
}

impl<T: Model> IntoBody<T> for &T {
    fn into_body(self) -> Result<Option<Body>> {
        json(self)
    }
}

impl<T: Model> IntoBody<T> for JsonValue {
    fn into_body(self) -> Result<Option<Body>> {
        json(&self)
    }
}

impl<T: Model> IntoBody<T> for &JsonValue {
    fn into_body(self) -> Result<Option<Body>> {
        json(self)
    }
}

impl<T: Model> IntoBody<Option<T>> for T {
    fn into_body(self) -> Result<Option<Body>> {
        json(&self)
    }
}

impl<T: Model> IntoBody<Option<T>> for &T {
    fn into_body(self) -> Result<Option<Body>> {
        json(self)
    }
}

impl<T: Model> IntoBody<Option<T>> for JsonValue {
    fn into_body(self) -> Result<Option<Body>> {
        json(&self)
    }
}

impl<T: Model> IntoBody<Option<T>> for &JsonValue {
    fn into_body(self) -> Result<Option<Body>> {
        json(self)
    }
}

impl<'a, T> IntoBody<Option<T>> for Option<&'a T>
where
    &'a T: IntoBody<T>,
{
    fn into_body(self) -> Result<Option<Body>> {
        self.map_or(Ok(None), IntoBody::<T>::into_body)
    }
}

/// Types that are no models: by value, by reference, and both where the body is optional.
macro_rules! plain_body {
    ([$($generics:tt)*] $type:ty) => {
        impl<$($generics)*> IntoBody<$type> for $type {
            fn into_body(self) -> Result<Option<Body>> {
                json(&self)
            }
        }
        impl<$($generics)*> IntoBody<$type> for &$type {
            fn into_body(self) -> Result<Option<Body>> {
                json(self)
            }
        }
        impl<$($generics)*> IntoBody<Option<$type>> for $type {
            fn into_body(self) -> Result<Option<Body>> {
                json(&self)
            }
        }
        impl<$($generics)*> IntoBody<Option<$type>> for &$type {
            fn into_body(self) -> Result<Option<Body>> {
                json(self)
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
    fn into_body(self) -> Result<Option<Body>> {
        json(&self)
    }
}

impl<T: Value> IntoBody<Vec<T>> for &JsonValue {
    fn into_body(self) -> Result<Option<Body>> {
        json(self)
    }
}

impl<T: Value> IntoBody<BTreeMap<String, T>> for JsonValue {
    fn into_body(self) -> Result<Option<Body>> {
        json(&self)
    }
}

impl<T: Value> IntoBody<BTreeMap<String, T>> for &JsonValue {
    fn into_body(self) -> Result<Option<Body>> {
        json(self)
    }
}

/// Bodies that are sent as they are.
macro_rules! raw_body {
    ($($from:ty => $type:ty, |$value:ident| $body:expr;)*) => {
        $(impl IntoBody<$type> for $from {
            fn into_body(self) -> Result<Option<Body>> {
                let $value = self;
                Ok(Some($body))
            }
        }
        impl IntoBody<Option<$type>> for $from {
            fn into_body(self) -> Result<Option<Body>> {
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
}
