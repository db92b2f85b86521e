//! Conversions of enums, shared by all enum types.

use super::scalar::{self, Scalar, position};
use super::{Content, Encode, Value, View};
use crate::{Argument, ParameterValue};
use std::convert::Infallible;
use std::fmt::{self, Display, Formatter};

/// Converts a string to the declared value that matches it ignoring ASCII case, or to an unknown value.
pub fn from_text<T: Value>(text: &str) -> T {
    from_scalar(Scalar::Text(text.into()))
}

/// Converts an owned string in the same way as [`from_text`].
#[allow(
    clippy::needless_pass_by_value,
    reason = "the callers have no code that drops the string"
)]
pub fn from_string<T: Value>(text: String) -> T {
    from_text(&text)
}

/// Converts a string in the same way as [`from_text`], as `FromStr` declares it.
///
/// # Errors
///
/// Returns no error.
pub fn parse_text<T: Value>(text: &str) -> Result<T, Infallible> {
    Ok(from_text(text))
}

/// Converts an integer to an enum value.
pub fn from_integer<T: Value>(integer: i64) -> T {
    from_scalar(Scalar::Integer(integer))
}

fn from_scalar<T: Value>(scalar: Scalar<'_>) -> T {
    let mut value = T::empty();
    // Enums are open: every text or integer is a value.
    let _ = scalar::fill(value.slot(Content::Value), scalar);
    value
}

/// Returns the string that an enum is serialized to.
pub fn text(value: &dyn Encode) -> &str {
    match value.view() {
        View::TextEnum(values, value) => spelling(values, value),
        View::Text(text) => text,
        _ => "",
    }
}

/// Returns the string of a value that is an index or an undeclared string.
pub(super) fn spelling<'a>(
    values: &'static [&'static str],
    value: Result<usize, &'a str>,
) -> &'a str {
    value.map_or_else(
        |text| text,
        |position| values.get(position).copied().unwrap_or_default(),
    )
}

/// Returns the integer that an enum is serialized to.
pub fn integer(value: &dyn Encode) -> i64 {
    match value.view() {
        View::IntegerEnum(values, value) => number(values, value),
        View::Integer(integer) => integer,
        _ => 0,
    }
}

/// Returns the integer of a value that is an index or an undeclared integer.
pub(super) fn number(values: &'static [i64], value: Result<usize, i64>) -> i64 {
    value.map_or_else(
        |integer| integer,
        |position| values.get(position).copied().unwrap_or_default(),
    )
}

/// Formats an enum as its string or integer.
///
/// # Errors
///
/// Returns an error if the formatter does.
pub fn display(value: &dyn Encode, f: &mut Formatter<'_>) -> fmt::Result {
    match value.view() {
        View::IntegerEnum(values, value) => Display::fmt(&number(values, value), f),
        _ => f.pad(text(value)),
    }
}

/// Converts an enum to an argument.
pub fn argument(value: &dyn Encode) -> ParameterValue<'_> {
    match value.view() {
        View::IntegerEnum(values, value) => {
            ParameterValue::Text(number(values, value).to_string().into())
        }
        _ => text(value).to_parameter(),
    }
}

/// The string that an enum of strings is created from.
#[derive(Clone, Copy)]
#[allow(missing_debug_implementations, reason = "the string may be a secret")]
pub enum EnumText<'a> {
    /// A string that is compared with the declared values.
    Any(&'a str),
    /// The index of a declared value.
    Declared(usize),
    /// A string that no declared value matches.
    Undeclared(&'a str),
    /// No string: an optional enum becomes `None`, others become an undeclared empty string.
    Nothing,
}

/// Returns the index of a string in the declared values; `usize::MAX` if there is none.
pub fn index(text: EnumText<'_>, values: &[&str]) -> usize {
    match text {
        EnumText::Any(text) => position(values, text).unwrap_or(usize::MAX),
        EnumText::Declared(index) => index,
        EnumText::Undeclared(_) | EnumText::Nothing => usize::MAX,
    }
}

/// Copies the undeclared string of an enum.
pub fn undeclared(text: EnumText<'_>) -> String {
    match text {
        EnumText::Any(text) | EnumText::Undeclared(text) => text.to_owned(),
        EnumText::Declared(_) | EnumText::Nothing => String::new(),
    }
}
