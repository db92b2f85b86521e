//! Conversions of all enums, compiled once.

use super::scalar::{self, Scalar};
use super::{Encode, Value, View};
use crate::{Argument, ParameterValue};
use std::fmt::{self, Display, Formatter};

/// The value that a text stands for: the declared one that differs at most in ASCII case, or an unknown one.
pub fn from_text<T: Value>(text: &str) -> T {
    from_scalar(Scalar::Text(text.into()))
}

/// The value that an integer stands for.
pub fn from_integer<T: Value>(integer: i64) -> T {
    from_scalar(Scalar::Integer(integer))
}

fn from_scalar<T: Value>(scalar: Scalar<'_>) -> T {
    let mut value = T::empty();
    // Enums are open: every text or integer is a value.
    let _ = scalar::fill(value.slot(false), scalar);
    value
}

/// The text that an enum is written as.
pub fn text(value: &dyn Encode) -> &str {
    match value.view() {
        View::TextEnum(values, value) => spelling(values, value),
        View::Text(text) => text,
        _ => "",
    }
}

/// The text of a value that is given by its position or as it is.
pub(super) fn spelling<'a>(
    values: &'static [&'static str],
    value: Result<usize, &'a str>,
) -> &'a str {
    value.map_or_else(
        |text| text,
        |position| values.get(position).copied().unwrap_or_default(),
    )
}

/// The integer that an enum is written as.
pub fn integer(value: &dyn Encode) -> i64 {
    match value.view() {
        View::IntegerEnum(values, value) => number(values, value),
        View::Integer(integer) => integer,
        _ => 0,
    }
}

/// The integer of a value that is given by its position or as it is.
pub(super) fn number(values: &'static [i64], value: Result<usize, i64>) -> i64 {
    value.map_or_else(
        |integer| integer,
        |position| values.get(position).copied().unwrap_or_default(),
    )
}

/// Shows an enum as its text or integer.
///
/// # Errors
///
/// When the formatter fails.
pub fn display(value: &dyn Encode, f: &mut Formatter<'_>) -> fmt::Result {
    match value.view() {
        View::IntegerEnum(values, value) => Display::fmt(&number(values, value), f),
        _ => f.pad(text(value)),
    }
}

/// An enum of texts as an argument.
pub fn text_argument(value: &dyn Encode) -> ParameterValue<'_> {
    text(value).to_parameter()
}

/// An enum of integers as an argument.
pub fn integer_argument(value: &dyn Encode) -> ParameterValue<'_> {
    ParameterValue::Text(integer(value).to_string().into())
}
