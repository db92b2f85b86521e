//! Reading and writing of models.
//!
//! A model is a plain struct and one [`fields!`](crate::fields) table. All logic works on trait objects: a reader gets the [`Slot`]
//! of a [`Decode`] and fills it, and a writer gets the [`View`] of an [`Encode`]. Readers and writers are therefore
//! compiled once, in this crate, instead of once for each model. Any serde format can drive them.
//!
//! Secrets are written in full, because the service needs them. Only `Debug` hides them.

mod choice;
mod container;
mod copy;
mod debug;
mod edit;
mod enums;
mod exact;
mod items;
mod map;
mod model;
mod nullable;
mod path;
mod read;
mod read_object;
mod read_union;
mod scalar;
mod wire;
mod write;
mod write_json;
#[cfg(feature = "xml")]
pub(crate) mod xml;

pub use choice::{Choice, DecodeChoice, EncodeChoice, Form, Forms};
pub use copy::{clone, eq};
pub(crate) use debug::debug_bytes;
pub use debug::{debug, debug_arguments};
pub use edit::{JsonText, edit};
pub use enums::{
    EnumText, argument, display, from_integer, from_string, from_text, index, integer, parse_text,
    text, undeclared,
};
pub(crate) use items::{read_item, read_items};
pub use map::{Map, common_maps};
pub use model::{
    DecodeList, DecodeMap, DecodeObject, DecodeUnion, Discriminator, EncodeList, EncodeMap,
    EncodeObject, EncodeUnion, IntegerEnum, Model, Table, TextEnum, Union, Variant, flag,
};
pub use nullable::Nullable;
pub use read::deserialize;
pub use scalar::{FromInteger, position};
pub use wire::{decode, decode_body, from_json, from_slice, to_vec};
pub use write::serialize;
#[cfg(feature = "xml")]
pub use xml::{decode_xml, from_xml, to_xml};

use azure_core::credentials::Secret;

/// A JSON value without a declared schema.
///
/// A number that is not a 64-bit integer is a double, as everywhere in `serde_json`: digits beyond its precision are lost.
/// The feature of `serde_json` that keeps them changes the numbers of all crates of a program, so that this crate does
/// not enable it. [`Decimal`](crate::Decimal) and [`JsonText`] keep all digits.
pub type JsonValue = serde_json::Value;

/// A JSON object without a declared schema.
pub type JsonMap = serde_json::Map<String, JsonValue>;

/// Returns an empty value, the base of a model that is created from its required properties.
pub fn empty<T: Value>() -> T {
    T::empty()
}

/// A value that can be read from and written to JSON.
///
/// The macros of this crate implement it for generated types. Implement it by hand only for other types.
///
/// Readers use [`Decode`] and writers use [`Encode`]. They are separate traits, so that a program that only reads a
/// model does not compile the code that writes it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value of the API",
    label = "not a model, an enum, or a type of a property",
    note = "use `arm_runtime::JsonValue` for any JSON"
)]
pub trait Value: Decode + Encode + Sized {
    /// Set if an `Option` of this type distinguishes an explicit `null` from an absent property.
    const HAS_NULL: bool = false;

    /// Creates the value that a reader fills.
    ///
    /// An empty value is not necessarily valid: a struct with required properties has an empty value, too.
    fn empty() -> Self;

    /// Returns the slot of an optional value, see [`Decode::slot`].
    #[inline]
    fn slot_of(place: &mut Option<Self>, content: Content) -> Slot<'_> {
        // `None` for nothing, and for a null that the type does not have. The comparison compiles to less than a `match`.
        *place = if content as u8 > Self::HAS_NULL as u8 {
            None
        } else {
            Some(Self::empty())
        };
        match place {
            Some(value) => value.slot(content),
            None => Slot::Null,
        }
    }
}

/// A value that is read into.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value of the API",
    label = "not a model, an enum, or a type of a property",
    note = "JSON of any shape is read and written as `arm_runtime::JsonValue`"
)]
pub trait Decode {
    /// Returns the slot to read into. A reader requests [`Content::Nothing`] before it reads into a value again.
    fn slot(&mut self, content: Content) -> Slot<'_>;
}

/// The content that a [`slot`](Decode::slot) is requested for. Optional values compare the variants by their position here.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Content {
    /// A value.
    Value,
    /// A `null`. A value that has one becomes it and returns [`Slot::Null`]. Others ignore it.
    Null,
    /// Nothing: an earlier value is removed. An `Option` becomes `None` and returns [`Slot::Null`], lists and maps become empty.
    Nothing,
}

/// A value that is written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value of the API",
    label = "not a model, an enum, or a type of a property",
    note = "JSON of any shape is read and written as `arm_runtime::JsonValue`"
)]
pub trait Encode {
    /// Returns the view to write.
    fn view(&self) -> View<'_>;
}

/// A mutable view of a value, which a reader fills.
#[allow(
    missing_debug_implementations,
    reason = "contains mutable references only"
)]
pub enum Slot<'a> {
    /// The value was set to `null`.
    Null,
    /// `true` or `false`.
    Bool(&'a mut bool),
    /// An integer, or a value represented by one.
    Integer(&'a mut dyn FromInteger),
    /// A number.
    Number(&'a mut f64),
    /// A number by its text.
    Decimal(&'a mut String),
    /// A string.
    String(&'a mut String),
    /// A string that `Debug` hides.
    Secret(&'a mut Secret),
    /// An enum of declared strings.
    TextEnum(&'a mut dyn TextEnum),
    /// An enum of these declared integers.
    IntegerEnum(&'a mut dyn IntegerEnum, &'static [i64]),
    /// A list.
    List(&'a mut dyn DecodeList),
    /// A map.
    Map(&'a mut dyn DecodeMap),
    /// A model.
    Object(&'a mut dyn DecodeObject, &'static Table),
    /// One of several models, selected by a discriminator.
    Union(&'a mut dyn DecodeUnion),
    /// One of several types, distinguished by their JSON form.
    Choice(&'a mut dyn DecodeChoice),
    /// Any JSON.
    Any(&'a mut JsonValue),
}

/// An immutable view of a value, which a writer writes.
#[derive(Clone, Copy)]
#[allow(
    missing_debug_implementations,
    reason = "`debug` shows it without secrets"
)]
pub enum View<'a> {
    /// No value. The property is left out.
    Absent,
    /// An explicit `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// An integer that exceeds the signed range.
    Unsigned(u64),
    /// A number.
    Number(f64),
    /// The text of a number.
    Decimal(&'a str),
    /// Text.
    Text(&'a str),
    /// A formatted string with a function that checks it. The function returns the name of the format if the string is
    /// invalid.
    Format(&'a str, fn(&str) -> Option<&'static str>),
    /// An enum of declared strings: the index of the current value, or an undeclared string.
    TextEnum(&'static [&'static str], Result<usize, &'a str>),
    /// An enum of declared integers: the index of the current value, or an undeclared integer.
    IntegerEnum(&'static [i64], Result<usize, i64>),
    /// A string that `Debug` hides.
    Secret(&'a str),
    /// Encoded bytes with a function that checks the encoding. `Debug` shows their number only.
    Encoded(&'a str, fn(&str) -> Option<&'static str>),
    /// A list.
    List(&'a dyn EncodeList),
    /// A map.
    Map(&'a dyn EncodeMap),
    /// A model.
    Object(&'a dyn EncodeObject, &'static Table),
    /// One of several models, selected by a discriminator.
    Union(&'a dyn EncodeUnion),
    /// One of several types, distinguished by their JSON form.
    Choice(&'a dyn EncodeChoice),
    /// Any JSON.
    Any(&'a JsonValue),
}

/// The purpose that a value is written for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mode {
    /// Writes all properties.
    All,
    /// Writes a request body: read-only properties are left out, at any depth.
    Request,
}
