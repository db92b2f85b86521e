//! Writes a [`Value`] to any serde format.

use super::enums::{number, spelling};
use super::model::rest;
use super::{Encode, EncodeMap, EncodeObject, Kinds, Mode, Table, Variant, View, flag, position};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::value::RawValue;

/// Writes a value to any serde format, including secrets and read-only properties.
///
/// # Errors
///
/// Returns an error if the format returns one.
#[inline]
pub fn serialize<S: Serializer>(value: &dyn Encode, format: S) -> Result<S::Ok, S::Error> {
    Of {
        value,
        target: Target {
            mode: Mode::All,
            is_json: false,
        },
    }
    .serialize(format)
}

/// The reader and the format that a value is written for.
#[derive(Clone, Copy)]
pub(super) struct Target {
    pub(super) mode: Mode,
    /// The serializer is that of serde_json, which takes the text of a number as it is.
    pub(super) is_json: bool,
}

/// A value and the target that it is written for.
#[derive(Clone, Copy)]
pub(super) struct Of<'a> {
    pub(super) value: &'a dyn Encode,
    pub(super) target: Target,
}

impl Serialize for Of<'_> {
    fn serialize<S: Serializer>(&self, format: S) -> Result<S::Ok, S::Error> {
        match self.value.view() {
            // Most items and entries are strings, so this is the fast path.
            View::Text(text) => format.serialize_str(text),
            view => write(view, self.target, format),
        }
    }
}

/// A view that was already taken, so that it is not taken twice.
struct Seen<'a>(View<'a>, Target);

impl Serialize for Seen<'_> {
    fn serialize<S: Serializer>(&self, format: S) -> Result<S::Ok, S::Error> {
        write(self.0, self.1, format)
    }
}

/// Formats a boolean or number as text for formats without types.
#[cfg(feature = "xml")]
pub(super) fn scalar_text(view: View<'_>) -> Result<std::borrow::Cow<'_, str>, String> {
    let text = serde_json::to_string(&Seen(
        view,
        Target {
            mode: Mode::All,
            is_json: true,
        },
    ));
    // Numbers that are not finite are strings in JSON.
    text.map(|text| text.trim_matches('"').to_owned().into())
        .map_err(|error| error.to_string())
}

fn write<S: Serializer>(view: View<'_>, target: Target, format: S) -> Result<S::Ok, S::Error> {
    match view {
        View::Absent | View::Null => format.serialize_none(),
        View::Bool(value) => format.serialize_bool(value),
        View::Integer(value) => format.serialize_i64(value),
        View::Unsigned(value) => format.serialize_u64(value),
        View::Number(value) => write_number(value, format),
        View::Decimal(text) => write_decimal(text, target, format),
        View::Text(text) | View::Format(text, _) | View::Encoded(text, _) | View::Secret(text) => {
            format.serialize_str(text)
        }
        View::TextEnum(values, value) => format.serialize_str(spelling(values, value)),
        View::IntegerEnum(values, value) => format.serialize_i64(number(values, value)),
        View::Any(value) => value.serialize(format),
        View::Union(union) => match union.get() {
            Variant::Known(kind, model) => match model.view() {
                View::Object(object, table) => {
                    let tag = tag_of(union.kinds(), kind, object, table);
                    write_object(object, table, tag, target, format)
                }
                view => write(view, target, format),
            },
            Variant::Unknown(fields) => fields.serialize(format),
        },
        View::Choice(choice) => match choice.get() {
            Ok((_, value)) => write(value.view(), target, format),
            Err(value) => value.serialize(format),
        },
        View::Object(object, table) => write_object(object, table, None, target, format),
        View::Map(map) => {
            let mut entries = format.serialize_map(None)?;
            write_entries(map, target, &mut entries)?;
            entries.end()
        }
        View::List(list) => {
            let mut items = format.serialize_seq(Some(list.count()))?;
            for value in (0..list.count()).filter_map(|index| list.get(index)) {
                items.serialize_element(&Of { value, target })?;
            }
            items.end()
        }
    }
}

/// Writes whole numbers as integers, because some services reject `5.0`.
#[allow(clippy::cast_possible_truncation, reason = "checked before")]
fn write_number<S: Serializer>(value: f64, format: S) -> Result<S::Ok, S::Error> {
    /// 2^53. Up to here, a double represents every integer exactly.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let is_negative_zero = value == 0.0 && value.is_sign_negative();
    if value.is_nan() {
        // JSON has no such numbers. Services send them as strings.
        format.serialize_str("NaN")
    } else if value.is_infinite() {
        format.serialize_str(if value > 0.0 { "Infinity" } else { "-Infinity" })
    } else if value.trunc() == value && value.abs() < EXACT && !is_negative_zero {
        format.serialize_i64(value as i64)
    } else {
        format.serialize_f64(value)
    }
}

/// Writes a decimal as a number: with its own text in JSON, and as a double in other formats.
fn write_decimal<S: Serializer>(text: &str, target: Target, format: S) -> Result<S::Ok, S::Error> {
    // A text is a number in JSON if it is a raw value that begins as one.
    let is_number = text.starts_with(|it: char| it == '-' || it.is_ascii_digit());
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) if is_number && raw.get() == text => match (target.is_json, text.parse()) {
            (false, Ok(value)) => write_number(value, format),
            _ => raw.serialize(format),
        },
        _ => format.serialize_str(text),
    }
}

/// The discriminator of a model that does not write it itself, because it is also sent on its own or in other unions.
fn tag_of<'a>(
    kinds: &Kinds,
    kind: &'a str,
    object: &dyn EncodeObject,
    table: &Table,
) -> Option<(&'static str, &'a str)> {
    let property = kinds.property;
    if table.tags.iter().any(|(name, _)| *name == property) {
        return None;
    }
    let field = table.fields.iter().position(|(name, _)| *name == property);
    let own = match field.and_then(|it| object.field(it)).map(Encode::view) {
        Some(View::Text(text)) => text,
        Some(View::TextEnum(values, value)) => spelling(values, value),
        _ => "",
    };
    position(kinds.values, own)
        .is_none()
        .then_some((property, kind))
}

fn write_object<S: Serializer>(
    object: &dyn EncodeObject,
    table: &Table,
    tag: Option<(&str, &str)>,
    target: Target,
    format: S,
) -> Result<S::Ok, S::Error> {
    let mut entries = format.serialize_map(None)?;
    for (name, value) in tag.iter().chain(table.tags) {
        entries.serialize_entry(name, value)?;
    }
    for (index, (name, flags)) in table.fields.iter().enumerate() {
        let is_tag = tag.is_some_and(|(tag, _)| tag == *name);
        if is_tag || target.mode == Mode::Request && flags & flag::read_only != 0 {
            continue;
        }
        let Some(value) = object.field(index) else {
            continue;
        };
        match value.view() {
            // A required property that may be null is written as `null`.
            View::Absent if flags & flag::required == 0 && !is_null(*flags, target) => {}
            // Most properties are strings, so this is the fast path.
            View::Text(text) => entries.serialize_entry(name, text)?,
            view => entries.serialize_entry(name, &Seen(view, target))?,
        }
    }
    if let Some(View::Map(map)) = rest(object, table).map(Encode::view) {
        write_entries(map, target, &mut entries)?;
    }
    entries.end()
}

fn is_null(flags: u8, target: Target) -> bool {
    target.mode == Mode::Request && flags & flag::nullable != 0
}

fn write_entries<M: SerializeMap>(
    map: &dyn EncodeMap,
    target: Target,
    entries: &mut M,
) -> Result<(), M::Error> {
    let mut outcome = Ok(());
    map.each(&mut |key, value| {
        outcome = entries.serialize_entry(key, &Of { value, target });
        outcome.is_ok()
    });
    outcome
}
