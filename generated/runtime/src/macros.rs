//! The tables that generated models, enums and unions are written as.
//!
//! A table expands to as little as possible: functions that only name fields, and one call of a shared function for each trait, `Clone` and
//! `PartialEq` included. They are `#[inline]`, so that they are compiled where a model is used. Everything that does work is in
//! [`value`](crate::value). All paths are absolute, so that a model may have any name.

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
        Choice, Decode, Encode, Form, Forms, IntegerEnum, JsonMap, JsonValue, Kinds, Model, Slot,
        Table, TextEnum, Union, Value, Variant, View, clone, debug, decode, display, eq, flag,
        from_integer, from_text, integer, integer_argument, text, text_argument,
    };
    #[cfg(feature = "serde")]
    pub use crate::value::{deserialize, serialize};
    pub use azure_core::Result;
    pub use azure_core::http::DeserializeWith;
    pub use azure_core::http::response::ResponseBody;
    #[cfg(feature = "serde")]
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
}

/// Makes a struct a model: names the property of each field.
///
/// ```
/// use arm_runtime::{JsonValue, Secret};
/// use std::collections::BTreeMap;
///
/// pub struct Keys {
///     pub id: Option<String>,
///     pub primary_key: Option<Secret>,
///     pub additional_properties: BTreeMap<String, JsonValue>,
/// }
/// arm_runtime::fields!(Keys: Default { 0: id = "id" read_only, 1: primary_key = "primaryKey", ..additional_properties });
///
/// let keys: Keys = arm_runtime::value::from_json(br#"{ "primaryKey": "s3cret", "more": 1 }"#)?;
/// assert_eq!(format!("{keys:?}"), "Keys { primaryKey: Secret, more: _ }");
/// # Ok::<(), arm_runtime::Error>(())
/// ```
///
/// * Each field has its position, from 0 on without gaps, and the name of its property.
/// * `: Default` gives the model a default. All its fields are then `Option`s, but for that of additional properties.
/// * `required`: reading fails without the property. `read_only`: it is left out of request bodies. `secret`: `Debug` hides it
///   whatever its type.
/// * `Circle as "kind" = "Circle" { .. }` writes a constant property first, and ignores it when read; there may be several.
/// * `..field` names a `BTreeMap<String, T>` of all other properties.
/// * `in xml { "title": "@title", "slides": "Slides>slide" }` at the end makes it the type of XML bodies and responses, too, which
///   wants the feature `xml`. It names the properties that are not the element of their wire name: `slide` is an element, or a
///   list of them, `Slides>slide` a list in an element of its own, `@title` an attribute, `$text` the text of the model's element.
///
/// It implements [`Value`](crate::Value), `Clone`, `PartialEq` and `Debug`, which leaves out absent properties and secrets, and makes the model a
/// type of request and response bodies. With the feature `serde` it also implements `Serialize` and `Deserialize` for any serde format; `Serialize`
/// writes secrets in full, and read-only properties too.
#[macro_export]
macro_rules! fields {
    ($name:ident $(: $default:ident)? $(as $($tag:literal = $kind:literal),+)? { $($index:literal : $field:ident = $wire:literal $($flag:ident)*),* $(,)? $(.. $rest:ident $(,)?)? } $(in $format:ident { $($property:literal : $place:literal),* $(,)? })?) => {
        impl $crate::macros::export::Model for $name {
            #[inline]
            fn table() -> &'static $crate::macros::export::Table {
                &$crate::macros::export::Table {
                    name: ::core::stringify!($name),
                    tags: &[$($(($tag, $kind)),+)?],
                    fields: &[$(($wire, 0 $(| $crate::macros::export::flag::$flag)*)),*],
                    rest: &[$(::core::stringify!($rest))?],
                    xml: &[$($(($property, $place)),*)?],
                }
            }
            #[inline]
            fn empty() -> Self {
                $crate::__empty!([$($default)?] $($field)* $(; $rest)?)
            }
            #[inline]
            #[allow(unreachable_code)]
            fn field(&self, index: usize) -> ::core::option::Option<&dyn $crate::macros::export::Encode> {
                ::core::option::Option::Some(match index {
                    $($index => &self.$field,)*
                    $(_ => &self.$rest,)?
                    _ => return ::core::option::Option::None,
                })
            }
            #[inline]
            #[allow(unreachable_code)]
            fn field_mut(&mut self, index: usize) -> ::core::option::Option<&mut dyn $crate::macros::export::Decode> {
                ::core::option::Option::Some(match index {
                    $($index => &mut self.$field,)*
                    $(_ => &mut self.$rest,)?
                    _ => return ::core::option::Option::None,
                })
            }
        }
        $($crate::__default!($name $default);)?
        $crate::__value!($name);
        $($crate::__response!($name $format);)?
    };
}

/// Makes an enum of known texts and `UnknownValue(String)` a value.
///
/// ```
/// pub enum KeyType {
///     Primary,
///     Secondary,
///     UnknownValue(String),
/// }
/// arm_runtime::string_enum!(KeyType { 0: Primary = "Primary", 1: Secondary = "Secondary" });
///
/// assert_eq!(KeyType::from("primary"), KeyType::Primary);
/// assert_eq!(KeyType::Primary.as_ref(), "Primary");
/// assert_eq!(KeyType::VALUES, ["Primary", "Secondary"]);
/// assert_eq!("Third".parse(), Ok(KeyType::UnknownValue("Third".to_owned())));
/// ```
///
/// Each value has its position, from 0 on without gaps. Texts are compared as Azure does, ignoring ASCII case; the declared spelling is written.
#[macro_export]
macro_rules! string_enum {
    ($name:ident { $($index:literal : $variant:ident = $wire:literal),* $(,)? }) => {
        impl $name {
            /// The declared texts.
            pub const VALUES: &'static [&'static str] = &[$($wire),*];
        }
        impl $crate::macros::export::Model for $name {
            #[inline]
            fn empty() -> Self {
                Self::UnknownValue(::std::string::String::new())
            }
            #[inline]
            fn slot(&mut self) -> $crate::macros::export::Slot<'_> {
                $crate::macros::export::Slot::TextEnum(self, Self::VALUES)
            }
            #[inline]
            fn view(&self) -> $crate::macros::export::View<'_> {
                $crate::macros::export::View::TextEnum(Self::VALUES, match self {
                    $(Self::$variant => ::core::result::Result::Ok($index),)*
                    Self::UnknownValue(text) => ::core::result::Result::Err(text),
                })
            }
        }
        impl $crate::macros::export::TextEnum for $name {
            #[inline]
            fn set(&mut self, value: ::core::result::Result<usize, &str>) {
                *self = match value {
                    $(::core::result::Result::Ok($index) => Self::$variant,)*
                    ::core::result::Result::Ok(_) => return,
                    ::core::result::Result::Err(text) => Self::UnknownValue(::core::convert::From::from(text)),
                };
            }
        }
        impl ::core::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                $crate::macros::export::text(self)
            }
        }
        impl ::core::convert::From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::macros::export::from_text(text)
            }
        }
        impl ::core::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                $crate::macros::export::from_text(&text)
            }
        }
        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;
            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok($crate::macros::export::from_text(text))
            }
        }
        impl $crate::macros::export::Argument for $name {
            #[inline]
            fn to_parameter(&self) -> $crate::macros::export::ParameterValue<'_> {
                $crate::macros::export::text_argument(self)
            }
        }
        $crate::__enum!($name);
    };
}

/// Makes an enum of known integers and `UnknownValue(i64)` a value.
///
/// ```
/// pub enum Serial {
///     Primary,
///     Secondary,
///     UnknownValue(i64),
/// }
/// arm_runtime::integer_enum!(Serial { 0: Primary = 1, 1: Secondary = 2 });
///
/// assert_eq!(Serial::from(2), Serial::Secondary);
/// assert_eq!(Serial::UnknownValue(3).value(), 3);
/// assert_eq!(Serial::Primary.to_string(), "1");
/// ```
#[macro_export]
macro_rules! integer_enum {
    ($name:ident { $($index:literal : $variant:ident = $wire:literal),* $(,)? }) => {
        impl $name {
            /// The declared integers.
            pub const VALUES: &'static [i64] = &[$($wire),*];

            /// The integer that the value stands for.
            #[inline]
            pub fn value(&self) -> i64 {
                $crate::macros::export::integer(self)
            }
        }
        impl $crate::macros::export::Model for $name {
            #[inline]
            fn empty() -> Self {
                Self::UnknownValue(0)
            }
            #[inline]
            fn slot(&mut self) -> $crate::macros::export::Slot<'_> {
                $crate::macros::export::Slot::IntegerEnum(self, Self::VALUES)
            }
            #[inline]
            fn view(&self) -> $crate::macros::export::View<'_> {
                $crate::macros::export::View::IntegerEnum(Self::VALUES, match self {
                    $(Self::$variant => ::core::result::Result::Ok($index),)*
                    Self::UnknownValue(integer) => ::core::result::Result::Err(*integer),
                })
            }
        }
        impl $crate::macros::export::IntegerEnum for $name {
            #[inline]
            fn set(&mut self, value: ::core::result::Result<usize, i64>) {
                *self = match value {
                    $(::core::result::Result::Ok($index) => Self::$variant,)*
                    ::core::result::Result::Ok(_) => return,
                    ::core::result::Result::Err(integer) => Self::UnknownValue(integer),
                };
            }
        }
        impl ::core::convert::From<i64> for $name {
            #[inline]
            fn from(integer: i64) -> Self {
                $crate::macros::export::from_integer(integer)
            }
        }
        impl ::core::convert::From<$name> for i64 {
            #[inline]
            fn from(value: $name) -> Self {
                $crate::macros::export::integer(&value)
            }
        }
        impl ::core::str::FromStr for $name {
            type Err = ::core::num::ParseIntError;
            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::num::ParseIntError> {
                ::core::result::Result::Ok($crate::macros::export::from_integer(text.parse()?))
            }
        }
        impl $crate::macros::export::Argument for $name {
            #[inline]
            fn to_parameter(&self) -> $crate::macros::export::ParameterValue<'_> {
                $crate::macros::export::integer_argument(self)
            }
        }
        $crate::__enum!($name);
    };
}

/// Makes an enum of models a value: a property tells which model it is.
///
/// ```
/// use arm_runtime::JsonMap;
///
/// pub struct Circle {
///     pub radius: Option<f64>,
/// }
/// arm_runtime::fields!(Circle: Default as "kind" = "Circle" { 0: radius = "radius" });
///
/// pub enum Shape {
///     Circle(Box<Circle>),
///     UnknownValue(JsonMap),
/// }
/// arm_runtime::union!(Shape "kind" { Circle(Circle): "Circle" });
///
/// let shape: Shape = arm_runtime::value::from_json(br#"{ "radius": 1, "kind": "Circle" }"#)?;
/// assert!(shape == Circle { radius: Some(1.0) }.into());
/// # Ok::<(), arm_runtime::Error>(())
/// ```
///
/// A kind that is not declared, or not there at all, is an `UnknownValue` that keeps every property. The value of the property is matched exactly,
/// then ignoring ASCII case. `in xml` at the end makes it the type of XML bodies and responses, too.
#[macro_export]
macro_rules! union {
    ($name:ident $property:literal { $($variant:ident ( $model:ty ) : $wire:literal $(| $also:literal)*),* $(,)? } $(in $format:ident)?) => {
        impl $crate::macros::export::Model for $name {
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
                $crate::macros::export::View::Union(self)
            }
        }
        impl $crate::macros::export::Union for $name {
            const KINDS: &'static $crate::macros::export::Kinds =
                &$crate::macros::export::Kinds { name: ::core::stringify!($name), property: $property, values: &[$($wire, $($also,)*)*] };
            #[inline]
            fn get(&self) -> $crate::macros::export::Variant<'_> {
                match self {
                    $(Self::$variant(model) => $crate::macros::export::Variant::Known($wire, &**model),)*
                    Self::UnknownValue(properties) => $crate::macros::export::Variant::Unknown(properties),
                }
            }
            #[inline]
            fn select(&mut self, kind: &str) -> ::core::option::Option<$crate::macros::export::Slot<'_>> {
                *self = match kind {
                    $($wire $(| $also)* => Self::$variant($crate::macros::export::Model::empty()),)*
                    _ => return ::core::option::Option::None,
                };
                match self {
                    $(Self::$variant(model) => ::core::option::Option::Some($crate::macros::export::Model::slot(&mut **model)),)*
                    Self::UnknownValue(_) => ::core::option::Option::None,
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
        $($crate::__response!($name $format);)?
    };
}

/// The fields of an empty model: absent if the model has a default, otherwise as their types are when empty.
#[doc(hidden)]
#[macro_export]
macro_rules! __empty {
    ([Default] $($field:ident)* $(; $rest:ident)?) => {
        Self { $($field: ::core::option::Option::None,)* $($rest: ::std::collections::BTreeMap::new(),)? }
    };
    ([] $($field:ident)* $(; $rest:ident)?) => {
        Self { $($field: $crate::macros::export::Value::empty(),)* $($rest: ::std::collections::BTreeMap::new(),)? }
    };
}

/// `Default` for models of optional properties.
#[doc(hidden)]
#[macro_export]
macro_rules! __default {
    ($name:ident Default) => {
        impl ::core::default::Default for $name {
            #[inline]
            fn default() -> Self {
                $crate::macros::export::Model::empty()
            }
        }
    };
}

/// Traits that every kind of value implements. Each method is one call of a shared function.
#[doc(hidden)]
#[macro_export]
macro_rules! __value {
    ($name:ident) => {
        impl ::core::clone::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                $crate::macros::export::clone(self)
            }
        }
        impl ::core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::macros::export::eq(self, other)
            }
        }
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::macros::export::debug(self, f)
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
        $crate::__serde!($name);
    };
}

/// Traits that both kinds of enums implement.
#[doc(hidden)]
#[macro_export]
macro_rules! __enum {
    ($name:ident) => {
        impl ::core::cmp::Eq for $name {}
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::macros::export::display(self, f)
            }
        }
        $crate::__value!($name);
    };
}

/// `Serialize` and `Deserialize`, for those who put models into types of their own.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($name:ident) => {
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
    };
}

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($name:ident) => {};
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
