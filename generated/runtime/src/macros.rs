//! Macros that implement the traits of generated models, enums and unions.
//!
//! A macro expands to as little code as possible: functions that only name fields, and one call of a shared function
//! for each trait, including `Clone` and `PartialEq`. These functions are `#[inline]`, so that they are compiled where
//! a model is used. The logic is in [`value`](crate::value). All paths are absolute, so that a model may have any name,
//! except for `Some`, `None`, `Ok` and `Err`, which are values: types cannot hide them.

mod parts;

/// Items of other crates that the macros refer to.
#[doc(hidden)]
pub mod export {
    pub use crate::argument::{Argument, AsJson, Hidden, ParameterValue};
    pub use crate::body::Json;
    #[cfg(feature = "xml")]
    pub use crate::body::Xml;
    #[cfg(feature = "xml")]
    pub use crate::value::decode_xml;
    pub use crate::value::{
        Choice, Content, Decode, Discriminator, Encode, EnumText, Form, Forms, IntegerEnum,
        JsonMap, JsonValue, Model, Slot, Table, Union, Value, Variant, View, argument, clone,
        debug, debug_arguments, decode_body, display, eq, flag, from_integer, from_string,
        from_text, index, integer, parse_text, text, undeclared,
    };
    #[cfg(feature = "serde")]
    pub use crate::value::{deserialize, serialize};
    pub use azure_core::Result;
    pub use azure_core::http::DeserializeWith;
    pub use azure_core::http::response::ResponseBody;
    #[cfg(feature = "serde")]
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
}

/// Makes a struct a model by mapping its fields to properties.
///
/// ```
/// use arm_runtime::{JsonValue, Map, Secret};
///
/// pub struct Keys {
///     pub id: Option<String>,
///     pub primary_key: Option<Secret>,
///     pub additional_properties: Map<JsonValue>,
/// }
/// arm_runtime::fields!(Keys: Default { 0: id = "id" read_only, 1: primary_key = "primaryKey", ..additional_properties });
///
/// let keys: Keys = arm_runtime::value::from_json(br#"{ "primaryKey": "s3cret", "more": 1 }"#)?;
/// assert_eq!(format!("{keys:?}"), "Keys { primaryKey: Secret, more: _ }");
/// # Ok::<(), arm_runtime::Error>(())
/// ```
///
/// * Each field has its index, from 0 on without gaps, and the name of its property.
/// * `: Default` implements `Default`. All fields must then be `Option`s, except for the field of additional
///   properties.
/// * `required`: reading fails if the property is missing. `nullable`: request bodies contain `null` if the property has
///   no value. `read_only`: the property is left out of request bodies. `secret`: `Debug` hides the value whatever its
///   type is.
/// * `Circle as "kind" = "Circle" { .. }` writes a constant property first and ignores it when reading. There may be
///   several.
/// * `..field` names a `Map<T>` that holds all other properties.
/// * A property whose name differs from a declared one in case only is read as that property, unless the declared name
///   is present, too. This does not apply to models with `..field`, where any name is an additional property.
/// * `in xml { "title": "@title", "slides": "Slides>slide" }` at the end also allows the model in XML bodies and
///   responses, which requires the feature `xml`. It lists the properties that are not serialized as an element with
///   their own name: `slide` is an element or a list of elements with that name, `Slides>slide` a list wrapped in an
///   element, `@title` an attribute, and `$text` the text of the model's element.
///
/// The macro implements [`Value`](crate::Value), `Clone`, `PartialEq` and `Debug`, and makes the model a type of
/// request and response bodies. `Debug` leaves out absent properties and hides secrets. With the feature `serde` it
/// also implements `Serialize` and `Deserialize` for any serde format; `Serialize` writes everything, including secrets
/// and read-only properties.
#[macro_export]
macro_rules! fields {
    ($name:ident $(: $default:ident)? $(as $($tag:literal = $kind:literal),+)? { $($index:literal : $field:ident = $wire:literal $($flag:ident)*),* $(,)? $(.. $rest:ident $(,)?)? } $(in $format:ident { $($property:literal : $place:literal),* $(,)? })?) => {
        impl $crate::macros::export::Model for $name {
            #[inline]
            fn table() -> &'static $crate::macros::export::Table {
                &$crate::macros::export::Table {
                    name: ::core::stringify!($name),
                    discriminator_values: &[$($(($tag, $kind)),+)?],
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
                Some(match index {
                    $($index => &self.$field,)*
                    $(_ => &self.$rest,)?
                    _ => return None,
                })
            }
            #[inline]
            #[allow(unreachable_code)]
            fn field_mut(&mut self, index: usize) -> ::core::option::Option<&mut dyn $crate::macros::export::Decode> {
                Some(match index {
                    $($index => &mut self.$field,)*
                    $(_ => &mut self.$rest,)?
                    _ => return None,
                })
            }
        }
        $($crate::__default!($name $default);)?
        $crate::__value!($name);
        $crate::__response!($name json);
        $($crate::__response!($name $format);)?
    };
}

/// Implements `Debug` for the optional parameters of an operation, by the values that are sent. Secrets and absent values are not
/// shown.
///
/// ```
/// use arm_runtime::Map;
///
/// pub struct PutOptions {
///     pub source: Option<String>,
///     pub meta: Option<Map<String>>,
///     pub r#type: Option<String>,
/// }
/// arm_runtime::debug_options!(PutOptions { source, meta, r#type });
///
/// let options = PutOptions {
///     source: Some("https://h/x?sig=s3cret".to_owned()),
///     meta: Some(Map::from([("password", "s3cret".to_owned())])),
///     r#type: None,
/// };
/// let shown = r#"PutOptions { source: "https://h/x?sig=REDACTED", meta: {"password": Secret} }"#;
/// assert_eq!(format!("{options:?}"), shown);
/// ```
///
/// `field as AsJson` is a parameter that is sent as JSON, and `field as Hidden` is not shown.
#[macro_export]
macro_rules! debug_options {
    ($name:ident { $($field:ident $(as $wrapper:ident)?),* $(,)? }) => {
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let fields: &[(&str, &dyn $crate::macros::export::Argument)] = &[
                    $((::core::stringify!($field), &$($crate::macros::export::$wrapper)?(&self.$field))),*
                ];
                $crate::macros::export::debug_arguments(::core::stringify!($name), fields, f)
            }
        }
    };
}

/// Makes an enum of known strings and `UnknownValue(String)` a value.
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
/// Each value has its index, from 0 on without gaps. Strings are compared as Azure does, ignoring ASCII case; the
/// declared spelling is written. `in calls` at the end makes the enum an [`Argument`](crate::Argument) and a type of
/// responses. Enums that are only in models compile faster without it. `as secret` before it hides the values from
/// `Debug`, and leaves out `Display`.
#[macro_export]
macro_rules! string_enum {
    ($name:ident { $($index:literal : $variant:ident = $wire:literal),* $(,)? } $(as $secret:ident)? $(in $place:ident)?) => {
        impl $name {
            /// Values defined by the spec.
            pub const VALUES: &'static [&'static str] = &[$($wire),*];
        }
        impl $crate::macros::export::Model for $name {
            const IS_TEXT: bool = true;
            #[inline]
            fn view(&self) -> $crate::macros::export::View<'_> {
                $crate::macros::export::View::TextEnum(Self::VALUES, Ok(match self {
                    $(Self::$variant => $index,)*
                    Self::UnknownValue(text) => return $crate::macros::export::View::TextEnum(Self::VALUES, Err(text)),
                }))
            }
            #[inline]
            fn from_text(text: $crate::macros::export::EnumText<'_>) -> Self {
                match $crate::macros::export::index(text, Self::VALUES) {
                    $($index => Self::$variant,)*
                    _ => Self::UnknownValue($crate::macros::export::undeclared(text)),
                }
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
                $crate::macros::export::from_string(text)
            }
        }
        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;
            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                $crate::macros::export::parse_text(text)
            }
        }
        $crate::__enum!($name $($secret)?);
        $crate::__enum_in!($name $($place)? $($secret)?);
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
///
/// `in calls` at the end makes the enum an [`Argument`](crate::Argument) and a type of responses, and `as secret` hides its
/// values, as in [`string_enum`](crate::string_enum).
#[macro_export]
macro_rules! integer_enum {
    ($name:ident { $($index:literal : $variant:ident = $wire:literal),* $(,)? } $(as $secret:ident)? $(in $place:ident)?) => {
        impl $name {
            /// Values defined by the spec.
            pub const VALUES: &'static [i64] = &[$($wire),*];

            /// Returns the integer.
            #[inline]
            pub fn value(&self) -> i64 {
                $crate::macros::export::integer(self)
            }
        }
        impl $crate::macros::export::Model for $name {
            const HAS_SLOT: bool = true;
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
                    $(Self::$variant => Ok($index),)*
                    Self::UnknownValue(integer) => Err(*integer),
                })
            }
        }
        impl $crate::macros::export::IntegerEnum for $name {
            #[inline]
            fn set(&mut self, value: ::core::result::Result<usize, i64>) {
                *self = match value {
                    $(Ok($index) => Self::$variant,)*
                    Ok(_) => return,
                    Err(integer) => Self::UnknownValue(integer),
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
                Ok($crate::macros::export::from_integer(text.parse()?))
            }
        }
        $crate::__enum!($name $($secret)?);
        $crate::__enum_in!($name $($place)? $($secret)?);
    };
}

/// Makes an enum of models a value. A discriminator property selects the model.
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
/// An undeclared or missing discriminator yields an `UnknownValue` that keeps every property. Discriminator values are
/// matched exactly first and ignoring ASCII case second. `in xml` at the end also allows the union in XML bodies and
/// responses.
#[macro_export]
macro_rules! union {
    ($name:ident $property:literal { $($variant:ident ( $model:ty ) : $wire:literal $(| $also:literal)*),* $(,)? } $(in $format:ident)?) => {
        impl $crate::macros::export::Model for $name {
            const HAS_SLOT: bool = true;
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
            const DISCRIMINATOR: &'static $crate::macros::export::Discriminator =
                &$crate::macros::export::Discriminator { name: ::core::stringify!($name), property: $property, values: &[$($wire, $($also,)*)*] };
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
                    _ => return None,
                };
                match self {
                    $(Self::$variant(model) => Some($crate::macros::export::Decode::slot(&mut **model, $crate::macros::export::Content::Value)),)*
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
        $crate::__response!($name json);
        $($crate::__response!($name $format);)?
    };
}

/// Creates the fields of an empty model: absent if the model has a default, otherwise the empty value of each type.
#[doc(hidden)]
#[macro_export]
macro_rules! __empty {
    ([Default] $($field:ident)* $(; $rest:ident)?) => {
        Self { $($field: None,)* $($rest: $crate::Map::new(),)? }
    };
    ([] $($field:ident)* $(; $rest:ident)?) => {
        Self { $($field: $crate::macros::export::Value::empty(),)* $($rest: $crate::Map::new(),)? }
    };
}

/// Implements `Default` for models of optional properties.
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
