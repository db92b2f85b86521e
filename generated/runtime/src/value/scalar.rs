//! Scalars and the conversions between them.

use super::choice::read_choice;
use super::path::Path;
use super::{Content, Decode, Encode, EnumText, JsonMap, JsonValue, Slot, Value, View};
use azure_core::credentials::Secret;
use std::borrow::Cow;

/// A type that is set from an integer.
pub trait FromInteger {
    /// Takes the integer, unless it is out of range.
    fn set_integer(&mut self, integer: i128) -> bool;
}

/// Returns the index of a name: the exact one, or the first that matches ignoring ASCII case.
pub fn position(names: &[&str], name: &str) -> Option<usize> {
    let exact = names.iter().position(|candidate| *candidate == name);
    exact.or_else(|| {
        names
            .iter()
            .position(|candidate| candidate.eq_ignore_ascii_case(name))
    })
}

/// A JSON scalar.
pub(super) enum Scalar<'a> {
    Bool(bool),
    Integer(i64),
    Unsigned(u64),
    Float(f64),
    /// The text of a number in JSON.
    Exact(&'a str),
    Text(Cow<'a, str>),
}

/// The expected and the found type. The value is not included, because it may be a secret.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Mismatch {
    pub(super) expected: &'static str,
    pub(super) found: &'static str,
}

impl std::fmt::Display for Mismatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "expected {}, found {}", self.expected, self.found)
    }
}

impl Scalar<'_> {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Bool(_) => "a boolean",
            Self::Integer(_) | Self::Unsigned(_) | Self::Float(_) | Self::Exact(_) => "a number",
            Self::Text(_) => "a string",
        }
    }

    fn into_text(self) -> String {
        match self {
            Self::Bool(value) => value.to_string(),
            Self::Integer(value) => value.to_string(),
            Self::Unsigned(value) => value.to_string(),
            Self::Float(value) => JsonValue::from(value).to_string(),
            Self::Exact(text) => text.to_owned(),
            Self::Text(value) => value.into_owned(),
        }
    }

    /// The text of a number or a string.
    fn text(&self) -> &str {
        match self {
            Self::Exact(text) => text,
            Self::Text(text) => text,
            _ => "",
        }
    }

    /// The text of a decimal: that of a number, or a string that is one.
    fn into_decimal(self) -> Result<String, &'static str> {
        match &self {
            Self::Bool(_) => Err("a boolean"),
            Self::Text(text) if text.parse::<f64>().is_err() => Err("a string"),
            _ => Ok(self.into_text()),
        }
    }

    fn to_bool(&self) -> Result<bool, &'static str> {
        match self {
            Self::Bool(value) => Ok(*value),
            Self::Text(text) if text.eq_ignore_ascii_case("true") => Ok(true),
            Self::Text(text) if text.eq_ignore_ascii_case("false") => Ok(false),
            other => Err(other.name()),
        }
    }

    fn to_integer(&self) -> Result<i128, &'static str> {
        match self {
            Self::Integer(value) => Ok((*value).into()),
            Self::Unsigned(value) => Ok((*value).into()),
            Self::Float(value) => integral(*value),
            Self::Exact(_) | Self::Text(_) => match self.text().parse::<i128>() {
                Ok(value) => Ok(value),
                Err(_) => self
                    .text()
                    .parse::<f64>()
                    .map_err(|_| "a string")
                    .and_then(integral),
            },
            Self::Bool(_) => Err("a boolean"),
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "the declared type is a double")]
    fn to_number(&self) -> Result<f64, &'static str> {
        match self {
            Self::Integer(value) => Ok(*value as f64),
            Self::Unsigned(value) => Ok(*value as f64),
            Self::Float(value) => Ok(*value),
            Self::Exact(_) | Self::Text(_) => match self.text().parse::<f64>() {
                Ok(value) if value.is_finite() => Ok(value),
                // `NaN`, `Infinity` and `INF` mean a number that is not finite; `1e400` is out of range.
                Ok(value) if !self.text().bytes().any(|b| b.is_ascii_digit()) => Ok(value),
                Ok(_) => Err(OUT_OF_RANGE),
                Err(_) => Err("a string"),
            },
            Self::Bool(_) => Err("a boolean"),
        }
    }

    fn into_json(self) -> JsonValue {
        match self {
            Self::Bool(value) => value.into(),
            Self::Integer(value) => value.into(),
            Self::Unsigned(value) => value.into(),
            Self::Float(value) => value.into(),
            Self::Exact(text) => serde_json::from_str(text).unwrap_or_default(),
            Self::Text(value) => value.into(),
        }
    }
}

pub(super) const OUT_OF_RANGE: &str = "a number out of range";

/// 2^63, which is exact as a double: the first integer that `i64` cannot represent. -2^63 is rejected as well, because
/// as a double it can be the rounding of a smaller number.
const TOO_LARGE: f64 = 9_223_372_036_854_775_808.0;

#[allow(clippy::cast_possible_truncation, reason = "checked before")]
fn integral(value: f64) -> Result<i128, &'static str> {
    if !(value > -TOO_LARGE && value < TOO_LARGE) {
        Err(OUT_OF_RANGE)
    } else if value.trunc() != value {
        Err("a number with a fraction")
    } else {
        Ok(value as i128)
    }
}

/// Returns the expected type for messages.
pub(super) fn expected(slot: &Slot<'_>) -> &'static str {
    match slot {
        Slot::Null => "null",
        Slot::Bool(_) => "a boolean",
        Slot::Integer(_) | Slot::IntegerEnum(..) => "an integer",
        Slot::Number(_) | Slot::Decimal(_) => "a number",
        Slot::String(_) | Slot::Secret(_) | Slot::TextEnum(_) => "a string",
        Slot::List(_) => "a list",
        Slot::Map(_) | Slot::Object(..) | Slot::Union(_) => "an object",
        Slot::Any(_) | Slot::Choice(_) => "a value",
    }
}

/// Stores a scalar in a slot, converting between scalar types.
///
/// Services send `"5"` where an integer is declared, or a number where a string is declared. The meaning is clear, so
/// the response does not fail.
pub(super) fn fill(slot: Slot<'_>, scalar: Scalar<'_>) -> Result<(), Mismatch> {
    let expected = expected(&slot);
    let mismatch = |found| Mismatch { expected, found };
    match slot {
        Slot::String(place) => *place = scalar.into_text(),
        Slot::Secret(place) => *place = Secret::new(scalar.into_text()),
        Slot::TextEnum(place) => match scalar {
            Scalar::Text(text) => place.set(EnumText::Any(&text)),
            other => place.set(EnumText::Any(&other.into_text())),
        },
        Slot::IntegerEnum(place, values) => {
            let integer = scalar.to_integer().map_err(mismatch)?;
            let integer = i64::try_from(integer).map_err(|_| mismatch(OUT_OF_RANGE))?;
            let position = values.iter().position(|value| *value == integer);
            place.set(position.ok_or(integer));
        }
        Slot::Bool(place) => *place = scalar.to_bool().map_err(mismatch)?,
        Slot::Integer(place) => {
            let integer = scalar.to_integer().map_err(mismatch)?;
            if !place.set_integer(integer) {
                return Err(mismatch(OUT_OF_RANGE));
            }
        }
        Slot::Number(place) => *place = scalar.to_number().map_err(mismatch)?,
        Slot::Decimal(place) => *place = scalar.into_decimal().map_err(mismatch)?,
        Slot::Any(place) => *place = scalar.into_json(),
        Slot::Choice(choice) => {
            let found = scalar.name();
            let outcome = read_choice(choice, scalar.into_json(), &Path::ROOT);
            outcome.map_err(|_| mismatch(found))?;
        }
        Slot::Null | Slot::List(_) | Slot::Map(_) | Slot::Object(..) | Slot::Union(_) => {
            return Err(mismatch(scalar.name()));
        }
    }
    Ok(())
}

/// Removes what a value contains, so that it can be read again.
pub(super) fn clear(value: &mut dyn Decode) {
    match value.slot(Content::Nothing) {
        // Lists and maps were emptied when the slot was requested.
        Slot::Null | Slot::List(_) | Slot::Map(_) => {}
        Slot::Bool(place) => *place = false,
        // Every integer type accepts 0.
        Slot::Integer(place) => drop(place.set_integer(0)),
        Slot::Number(place) => *place = 0.0,
        Slot::Decimal(place) => "0".clone_into(place),
        Slot::String(place) => place.clear(),
        Slot::Secret(place) => *place = Secret::new(""),
        Slot::TextEnum(place) => place.set(EnumText::Nothing),
        Slot::IntegerEnum(place, _) => place.set(Err(0)),
        Slot::Object(object, table) => {
            for index in 0..table.len() {
                if let Some(field) = object.field_mut(index) {
                    clear(field);
                }
            }
        }
        Slot::Union(union) => union.unknown(JsonMap::new()),
        Slot::Choice(choice) => choice.unknown(JsonValue::Null),
        Slot::Any(place) => *place = JsonValue::Null,
    }
}

macro_rules! scalar {
    ($type:ty, $empty:expr, $slot:ident, |$this:ident| $view:expr) => {
        impl Value for $type {
            #[inline]
            fn empty() -> Self {
                $empty
            }
        }
        impl Decode for $type {
            #[inline]
            fn slot(&mut self, _: Content) -> Slot<'_> {
                Slot::$slot(self)
            }
        }
        impl Encode for $type {
            #[inline]
            fn view(&self) -> View<'_> {
                let $this = self;
                $view
            }
        }
    };
}

scalar!(String, String::new(), String, |text| View::Text(text));
scalar!(Secret, Secret::new(""), Secret, |secret| View::Secret(
    secret.secret()
));
scalar!(bool, false, Bool, |value| View::Bool(*value));
scalar!(i32, 0, Integer, |value| View::Integer(i64::from(*value)));
scalar!(i64, 0, Integer, |value| View::Integer(*value));
scalar!(u64, 0, Integer, |value| match i64::try_from(*value) {
    Ok(value) => View::Integer(value),
    Err(_) => View::Unsigned(*value),
});
scalar!(f64, 0.0, Number, |value| View::Number(*value));

impl FromInteger for i64 {
    fn set_integer(&mut self, integer: i128) -> bool {
        let value = Self::try_from(integer);
        *self = value.unwrap_or_default();
        value.is_ok()
    }
}

impl FromInteger for u64 {
    fn set_integer(&mut self, integer: i128) -> bool {
        let value = Self::try_from(integer);
        *self = value.unwrap_or_default();
        value.is_ok()
    }
}

impl FromInteger for i32 {
    fn set_integer(&mut self, integer: i128) -> bool {
        let small = Self::try_from(integer);
        *self = small.unwrap_or_default();
        small.is_ok()
    }
}

impl Value for JsonValue {
    #[inline]
    fn empty() -> Self {
        Self::Null
    }
}

impl Decode for JsonValue {
    #[inline]
    fn slot(&mut self, content: Content) -> Slot<'_> {
        if content != Content::Value {
            *self = Self::Null;
            return Slot::Null;
        }
        Slot::Any(self)
    }
}

impl Encode for JsonValue {
    #[inline]
    fn view(&self) -> View<'_> {
        View::Any(self)
    }
}
