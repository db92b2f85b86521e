//! The tables that generated models, enums and unions are written as.
//!
//! A table expands to as little as can be: functions that only name fields, marked `#[inline]` so that they are compiled where a model is used and not
//! for everyone who has it in a dependency, and one line for each trait. Whatever does work is a function of [`value`](crate::value).

/// What the macros need from other crates.
#[doc(hidden)]
pub mod export {
    pub use crate::argument::{Argument, ParameterValue};
    pub use crate::body::Json;
    #[cfg(feature = "xml")]
    pub use crate::body::Xml;
    #[cfg(feature = "xml")]
    pub use crate::value::decode_xml;
    pub use crate::value::{
        FromInteger, FromText, JsonMap, Kinds, Model, Object, Slot, Table, Union, Value, View,
        debug, decode, deserialize, flag, position, serialize, spelling,
    };
    pub use azure_core::Result;
    pub use azure_core::http::DeserializeWith;
    pub use azure_core::http::response::ResponseBody;
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
    pub use std::convert::Infallible;
    pub use std::fmt;
    pub use std::str::FromStr;
}

/// Makes a struct a model: names the property of each field.
///
/// ```
/// use arm_runtime::{JsonValue, Secret};
/// use std::collections::BTreeMap;
///
/// #[derive(Clone, Default, PartialEq)]
/// pub struct Keys {
///     pub id: Option<String>,
///     pub primary_key: Option<Secret>,
///     pub additional_properties: BTreeMap<String, JsonValue>,
/// }
/// arm_runtime::fields!(Keys { id: "id" read_only, primary_key: "primaryKey", ..additional_properties });
///
/// let keys: Keys = serde_json::from_str(r#"{ "primaryKey": "s3cret", "more": 1 }"#)?;
/// assert_eq!(format!("{keys:?}"), "Keys { primaryKey: Secret, more: _ }");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// * `required`: reading fails without the property. `read_only`: it is left out of request bodies. `secret`: `Debug` hides it
///   whatever its type.
/// * `Circle as "kind" = "Circle" { .. }` writes a constant property first, and ignores it when read; there may be several.
/// * `..field` names a `BTreeMap<String, T>` of all other properties.
/// * `in xml { "title": "@title", "slides": "Slides>slide" }` at the end makes it the type of XML bodies and responses, too, which
///   wants the feature `xml`. It names the properties that are not the element of their wire name: `slide` is an element, or a
///   list of them, `Slides>slide` a list in an element of its own, `@title` an attribute, `$text` the text of the model's element.
///
/// It gives [`Value`](crate::Value), `Debug` without absent properties and without secrets, `Serialize` and `Deserialize` for any serde format, and
/// makes it the type of request and response bodies. `Serialize` writes secrets in full, and read-only properties too.
#[macro_export]
macro_rules! fields {
    ($name:ident $(as $($tag:literal = $kind:literal),+)? { $($field:ident : $wire:literal $($flag:ident)*),* $(,)? $(.. $rest:ident $(,)?)? } $(in $format:ident { $($property:literal : $place:literal),* $(,)? })?) => {
        impl $crate::macros::export::Value for $name {
            #[inline]
            fn empty() -> Self {
                Self { $($field: $crate::macros::export::Value::empty(),)* $($rest: $crate::macros::export::Value::empty(),)? }
            }
            #[inline]
            fn slot(&mut self) -> $crate::macros::export::Slot<'_> {
                $crate::macros::export::Slot::Object(self)
            }
            #[inline]
            fn view(&self) -> $crate::macros::export::View<'_> {
                $crate::macros::export::View::Object(self)
            }
        }
        impl $crate::macros::export::Object for $name {
            #[inline]
            fn table(&self) -> &'static $crate::macros::export::Table {
                &$crate::macros::export::Table {
                    name: stringify!($name),
                    tags: &[$($(($tag, $kind)),+)?],
                    fields: &[$(($wire, 0 $(| $crate::macros::export::flag::$flag)*)),*],
                    rest: &[$(stringify!($rest))?],
                    xml: &[$($(($property, $place)),*)?],
                }
            }
            #[inline]
            fn fields(&self, show: &mut dyn FnMut(&[&dyn $crate::macros::export::Value])) {
                show(&[$(&self.$field,)* $(&self.$rest,)?]);
            }
            #[inline]
            fn fields_mut(&mut self, fill: &mut dyn FnMut(&mut [&mut dyn $crate::macros::export::Value])) {
                fill(&mut [$(&mut self.$field,)* $(&mut self.$rest,)?]);
            }
        }
        $crate::__value!($name);
        $crate::__debug!($name);
        $($crate::__response!($name $format);)?
    };
}

/// Makes an enum of known texts and `UnknownValue(String)` a value.
///
/// ```
/// #[derive(Clone, Debug, Eq, PartialEq)]
/// pub enum KeyType {
///     Primary,
///     Secondary,
///     UnknownValue(String),
/// }
/// arm_runtime::string_enum!(KeyType { Primary: "Primary", Secondary: "Secondary" });
///
/// assert_eq!(KeyType::from("primary"), KeyType::Primary);
/// assert_eq!(KeyType::Primary.as_ref(), "Primary");
/// assert_eq!(KeyType::VALUES, ["Primary", "Secondary"]);
/// assert_eq!("Third".parse(), Ok(KeyType::UnknownValue("Third".to_owned())));
/// ```
///
/// A text that differs from a declared one only in ASCII case is taken for it, as Azure compares. What is written is the declared spelling.
#[macro_export]
macro_rules! string_enum {
    ($name:ident { $($variant:ident : $wire:literal),* $(,)? }) => {
        impl $name {
            /// The declared texts.
            pub const VALUES: &'static [&'static str] = &[$($wire),*];
        }
        impl ::core::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::UnknownValue(text) => text,
                }
            }
        }
        impl ::core::convert::From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                match $crate::macros::export::spelling(Self::VALUES, text) {
                    $($wire => Self::$variant,)*
                    _ => Self::UnknownValue(text.to_owned()),
                }
            }
        }
        impl ::core::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }
        impl $crate::macros::export::FromStr for $name {
            type Err = $crate::macros::export::Infallible;
            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::macros::export::Infallible> {
                Ok(Self::from(text))
            }
        }
        impl $crate::macros::export::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut $crate::macros::export::fmt::Formatter<'_>) -> $crate::macros::export::fmt::Result {
                f.pad(self.as_ref())
            }
        }
        impl $crate::macros::export::FromText for $name {
            #[inline]
            fn set_text(&mut self, text: &str) {
                *self = Self::from(text);
            }
        }
        impl $crate::macros::export::Value for $name {
            #[inline]
            fn empty() -> Self {
                Self::UnknownValue(::std::string::String::new())
            }
            #[inline]
            fn slot(&mut self) -> $crate::macros::export::Slot<'_> {
                $crate::macros::export::Slot::Text(self)
            }
            #[inline]
            fn view(&self) -> $crate::macros::export::View<'_> {
                $crate::macros::export::View::Text(self.as_ref())
            }
            #[inline]
            fn misfit(&self) -> ::core::option::Option<&'static str> {
                match self {
                    Self::UnknownValue(_) => ::core::option::Option::Some("a value outside the enum"),
                    _ => ::core::option::Option::None,
                }
            }
        }
        impl $crate::macros::export::Argument for $name {
            #[inline]
            fn to_parameter(&self) -> $crate::macros::export::ParameterValue<'_> {
                $crate::macros::export::Argument::to_parameter(self.as_ref())
            }
        }
        $crate::__value!($name);
    };
}

/// Makes an enum of known integers and `UnknownValue(i64)` a value.
///
/// ```
/// #[derive(Clone, Debug, Eq, PartialEq)]
/// pub enum Serial {
///     Primary,
///     Secondary,
///     UnknownValue(i64),
/// }
/// arm_runtime::integer_enum!(Serial { Primary: 1, Secondary: 2 });
///
/// assert_eq!(Serial::from(2), Serial::Secondary);
/// assert_eq!(Serial::UnknownValue(3).value(), 3);
/// assert_eq!(Serial::Primary.to_string(), "1");
/// ```
#[macro_export]
macro_rules! integer_enum {
    ($name:ident { $($variant:ident : $wire:literal),* $(,)? }) => {
        impl $name {
            /// The declared integers.
            pub const VALUES: &'static [i64] = &[$($wire),*];

            /// The integer that it stands for.
            #[inline]
            pub fn value(&self) -> i64 {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::UnknownValue(integer) => *integer,
                }
            }
        }
        impl ::core::convert::From<i64> for $name {
            #[inline]
            fn from(integer: i64) -> Self {
                match integer {
                    $($wire => Self::$variant,)*
                    _ => Self::UnknownValue(integer),
                }
            }
        }
        impl ::core::convert::From<$name> for i64 {
            #[inline]
            fn from(value: $name) -> Self {
                value.value()
            }
        }
        impl $crate::macros::export::FromStr for $name {
            type Err = ::core::num::ParseIntError;
            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::num::ParseIntError> {
                Ok(Self::from(text.parse::<i64>()?))
            }
        }
        impl $crate::macros::export::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut $crate::macros::export::fmt::Formatter<'_>) -> $crate::macros::export::fmt::Result {
                $crate::macros::export::fmt::Display::fmt(&self.value(), f)
            }
        }
        impl $crate::macros::export::FromInteger for $name {
            #[inline]
            fn set_integer(&mut self, integer: i64) -> bool {
                *self = Self::from(integer);
                true
            }
        }
        impl $crate::macros::export::Value for $name {
            #[inline]
            fn empty() -> Self {
                Self::UnknownValue(0)
            }
            #[inline]
            fn slot(&mut self) -> $crate::macros::export::Slot<'_> {
                $crate::macros::export::Slot::Integer(self)
            }
            #[inline]
            fn view(&self) -> $crate::macros::export::View<'_> {
                $crate::macros::export::View::Integer(self.value())
            }
            #[inline]
            fn misfit(&self) -> ::core::option::Option<&'static str> {
                match self {
                    Self::UnknownValue(_) => ::core::option::Option::Some("a value outside the enum"),
                    _ => ::core::option::Option::None,
                }
            }
        }
        impl $crate::macros::export::Argument for $name {
            #[inline]
            fn to_parameter(&self) -> $crate::macros::export::ParameterValue<'_> {
                $crate::macros::export::ParameterValue::Text(self.to_string().into())
            }
        }
        $crate::__value!($name);
    };
}

/// Makes an enum of models a value: a property tells which model it is.
///
/// ```
/// use arm_runtime::JsonMap;
///
/// #[derive(Clone, Default, PartialEq)]
/// pub struct Circle {
///     pub radius: Option<f64>,
/// }
/// arm_runtime::fields!(Circle as "kind" = "Circle" { radius: "radius" });
///
/// #[derive(Clone, PartialEq)]
/// pub enum Shape {
///     Circle(Box<Circle>),
///     UnknownValue(JsonMap),
/// }
/// arm_runtime::union!(Shape "kind" { Circle(Circle): "Circle" });
///
/// let shape: Shape = serde_json::from_str(r#"{ "radius": 1, "kind": "Circle" }"#)?;
/// assert!(shape == Circle { radius: Some(1.0) }.into());
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// A kind that is not declared, or not there at all, is an `UnknownValue` that keeps every property. The value of the property is matched exactly,
/// then ignoring ASCII case. `in xml` at the end makes it the type of XML bodies and responses, too.
#[macro_export]
macro_rules! union {
    ($name:ident $property:literal { $($variant:ident ( $model:ty ) : $wire:literal),* $(,)? } $(in $format:ident)?) => {
        impl $crate::macros::export::Value for $name {
            #[inline]
            fn empty() -> Self {
                Self::UnknownValue($crate::macros::export::JsonMap::new())
            }
            #[inline]
            fn slot(&mut self) -> $crate::macros::export::Slot<'_> {
                $crate::macros::export::Slot::Union(self)
            }
            #[inline]
            fn view(&self) -> $crate::macros::export::View<'_> {
                match self {
                    $(Self::$variant(model) => model.view(),)*
                    Self::UnknownValue(properties) => {
                        $crate::macros::export::View::Unknown(properties, $crate::macros::export::Union::kinds(self))
                    }
                }
            }
        }
        impl $crate::macros::export::Union for $name {
            #[inline]
            fn kinds(&self) -> &'static $crate::macros::export::Kinds {
                &$crate::macros::export::Kinds { name: stringify!($name), property: $property, values: &[$($wire),*] }
            }
            #[inline]
            fn select(&mut self, kind: &str) -> ::core::option::Option<$crate::macros::export::Slot<'_>> {
                *self = match kind {
                    $($wire => Self::$variant($crate::macros::export::Value::empty()),)*
                    _ => return None,
                };
                match self {
                    $(Self::$variant(model) => Some($crate::macros::export::Value::slot(model)),)*
                    Self::UnknownValue(_) => None,
                }
            }
            #[inline]
            fn unknown(&mut self, properties: $crate::macros::export::JsonMap) {
                *self = Self::UnknownValue(properties);
            }
        }
        $(impl ::core::convert::From<$model> for $name {
            #[inline]
            fn from(model: $model) -> Self {
                Self::$variant(::std::boxed::Box::new(model))
            }
        })*
        $crate::__value!($name);
        $crate::__debug!($name);
        $($crate::__response!($name $format);)?
    };
}

/// What every kind of value has in common.
#[doc(hidden)]
#[macro_export]
macro_rules! __value {
    ($name:ident) => {
        impl $crate::macros::export::Model for $name {}
        impl $crate::macros::export::Serialize for $name {
            fn serialize<S: $crate::macros::export::Serializer>(
                &self,
                format: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::macros::export::serialize(self, format)
            }
        }
        impl<'de> $crate::macros::export::Deserialize<'de> for $name {
            fn deserialize<D: $crate::macros::export::Deserializer<'de>>(
                format: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::macros::export::deserialize(format)
            }
        }
        impl $crate::macros::export::DeserializeWith<$crate::macros::export::Json> for $name {
            #[inline]
            fn deserialize_with(
                body: $crate::macros::export::ResponseBody,
            ) -> $crate::macros::export::Result<Self> {
                $crate::macros::export::decode(&body)
            }
        }
    };
}

/// Makes a model the type of responses in a format besides JSON.
#[doc(hidden)]
#[macro_export]
macro_rules! __response {
    ($name:ident xml) => {
        impl $crate::macros::export::DeserializeWith<$crate::macros::export::Xml> for $name {
            #[inline]
            fn deserialize_with(
                body: $crate::macros::export::ResponseBody,
            ) -> $crate::macros::export::Result<Self> {
                $crate::macros::export::decode_xml(&body)
            }
        }
    };
}

/// `Debug` that hides secrets.
#[doc(hidden)]
#[macro_export]
macro_rules! __debug {
    ($name:ident) => {
        impl $crate::macros::export::fmt::Debug for $name {
            #[inline]
            fn fmt(
                &self,
                f: &mut $crate::macros::export::fmt::Formatter<'_>,
            ) -> $crate::macros::export::fmt::Result {
                $crate::macros::export::debug(self, f)
            }
        }
    };
}
