//! How models are read and written.
//!
//! A model is a plain struct and one [`fields!`](crate::fields) table. All work on it goes through trait objects: a reader asks a
//! [`Decode`] for its [`Slot`] and fills it, a writer asks an [`Encode`] for its [`View`]. Readers and writers are therefore compiled once, here, and not again for each
//! model, while any serde format can still drive them.
//!
//! Secrets are written in full, as they must go on the wire; only `Debug` hides them.

mod choice;
mod container;
mod copy;
mod debug;
mod edit;
mod enums;
mod exact;
mod model;
mod nullable;
mod path;
mod read;
mod read_object;
mod read_union;
mod scalar;
mod wire;
mod write;
#[cfg(feature = "xml")]
pub(crate) mod xml;

pub use choice::{Choice, DecodeChoice, EncodeChoice, Form, Forms};
pub use copy::{clone, eq};
pub use debug::debug;
pub(crate) use debug::debug_bytes;
pub use edit::edit;
pub use enums::{display, from_integer, from_text, integer, integer_argument, text, text_argument};
pub use model::{
    DecodeList, DecodeMap, DecodeObject, DecodeUnion, EncodeList, EncodeMap, EncodeObject,
    EncodeUnion, IntegerEnum, Kinds, Model, Table, TextEnum, Union, Variant, flag,
};
pub use nullable::Nullable;
pub use read::deserialize;
pub use scalar::{FromInteger, position};
pub use wire::{decode, from_json, from_slice, to_vec};
pub use write::serialize;
#[cfg(feature = "xml")]
pub use xml::{decode_xml, from_xml, to_xml};

use azure_core::credentials::Secret;

/// A JSON document of no declared shape.
pub type JsonValue = serde_json::Value;

/// A JSON object of no declared shape.
pub type JsonMap = serde_json::Map<String, JsonValue>;

/// Returns an empty value, the base of a model that is created from its required properties.
pub fn empty<T: Value>() -> T {
    T::empty()
}

/// Anything that is read from and written to JSON.
///
/// Generated types implement it by the macros of this crate. It is implemented by hand only for types that are neither.
///
/// Readers see a value as [`Decode`] and writers as [`Encode`]. They are two traits, so that a program that only reads a model does not compile what
/// writes it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value of the API",
    label = "not a model, an enum, or a type of a property",
    note = "JSON of any shape is read and written as `arm_runtime::JsonValue`"
)]
pub trait Value: Decode + Encode + Sized {
    /// Whether an `Option` of this type tells an explicit `null` from an absent property.
    const HAS_NULL: bool = false;

    /// Whether the type keeps the text of a number: it is text, or a decimal.
    const IS_EXACT: bool = false;

    /// The value before anything is read into it.
    ///
    /// It says nothing about what is valid: a struct with required properties has an empty value too, which the reader then fills.
    fn empty() -> Self;
}

/// A value that is read into.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value of the API",
    label = "not a model, an enum, or a type of a property",
    note = "JSON of any shape is read and written as `arm_runtime::JsonValue`"
)]
pub trait Decode {
    /// The place to read into. Lists and maps are emptied by the reader.
    ///
    /// If `is_null`, a `null` is to be read: a value that has one becomes it and returns [`Slot::Null`]. Others ignore it.
    fn slot(&mut self, is_null: bool) -> Slot<'_>;

    /// Returns [`Value::IS_EXACT`] of its type. A reader then takes numbers as text rather than as doubles.
    fn reads_exactly(&self) -> bool {
        false
    }
}

/// A value that is written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value of the API",
    label = "not a model, an enum, or a type of a property",
    note = "JSON of any shape is read and written as `arm_runtime::JsonValue`"
)]
pub trait Encode {
    /// What to write.
    fn view(&self) -> View<'_>;
}

/// The place that a value is read into.
#[allow(
    missing_debug_implementations,
    reason = "contains mutable references only"
)]
pub enum Slot<'a> {
    /// Nothing more to read: the value became `null`.
    Null,
    /// `true` or `false`.
    Bool(&'a mut bool),
    /// An integer, or something that one stands for.
    Integer(&'a mut dyn FromInteger),
    /// A number.
    Number(&'a mut f64),
    /// A number by its text.
    Decimal(&'a mut String),
    /// Text kept as it is.
    String(&'a mut String),
    /// Text that no `Debug` shows.
    Secret(&'a mut Secret),
    /// An enum of these declared texts.
    TextEnum(&'a mut dyn TextEnum, &'static [&'static str]),
    /// An enum of these declared integers.
    IntegerEnum(&'a mut dyn IntegerEnum, &'static [i64]),
    /// A list of any length.
    List(&'a mut dyn DecodeList),
    /// A map of any keys.
    Map(&'a mut dyn DecodeMap),
    /// A model.
    Object(&'a mut dyn DecodeObject, &'static Table),
    /// One of several models, told apart by a property.
    Union(&'a mut dyn DecodeUnion),
    /// One of several types, told apart by their form.
    Choice(&'a mut dyn DecodeChoice),
    /// JSON of any shape.
    Any(&'a mut JsonValue),
}

/// What is written of a value.
#[derive(Clone, Copy)]
#[allow(
    missing_debug_implementations,
    reason = "`debug` shows it without secrets"
)]
pub enum View<'a> {
    /// Nothing: the property is left out.
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
    /// Text of a format, and the check that names the format if the text is not of it.
    Format(&'a str, fn(&str) -> Option<&'static str>),
    /// The position among the declared texts of an enum, or a text that is not declared.
    TextEnum(&'static [&'static str], Result<usize, &'a str>),
    /// The position among the declared integers of an enum, or an integer that is not declared.
    IntegerEnum(&'static [i64], Result<usize, i64>),
    /// Text that is written as any other, and that no `Debug` shows.
    Secret(&'a str),
    /// Bytes as text, and the check of the format. `Debug` shows their number.
    Encoded(&'a str, fn(&str) -> Option<&'static str>),
    /// A list.
    List(&'a dyn EncodeList),
    /// A map.
    Map(&'a dyn EncodeMap),
    /// A model.
    Object(&'a dyn EncodeObject, &'static Table),
    /// One of several models, told apart by a property.
    Union(&'a dyn EncodeUnion),
    /// One of several types, told apart by their form.
    Choice(&'a dyn EncodeChoice),
    /// JSON of any shape.
    Any(&'a JsonValue),
}

/// The reader that a value is written for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mode {
    /// All that is there.
    All,
    /// A request body: properties that only the service may set are left out, at any depth.
    Request,
}
