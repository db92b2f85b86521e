//! Writes a [`View`] to any serde format, and the parts shared with [`write_json`](super::write_json).

use super::enums::{number, spelling};
use super::model::rest;
use super::{Discriminator, Encode, EncodeObject, Mode, Table, Variant, View, flag, position};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::value::RawValue;

/// Writes a value to any serde format, including secrets and read-only properties.
///
/// # Errors
///
/// Returns an error if the format returns one.
#[inline]
pub fn serialize<S: Serializer>(value: &dyn Encode, format: S) -> Result<S::Ok, S::Error> {
    write(value.view(), format)
}

/// A view inside another value.
struct Inner<'a>(View<'a>);

impl Serialize for Inner<'_> {
    fn serialize<S: Serializer>(&self, format: S) -> Result<S::Ok, S::Error> {
        write(self.0, format)
    }
}

fn write<S: Serializer>(view: View<'_>, format: S) -> Result<S::Ok, S::Error> {
    match view {
        View::Absent | View::Null => format.serialize_none(),
        View::Bool(value) => format.serialize_bool(value),
        View::Integer(value) => format.serialize_i64(value),
        View::Unsigned(value) => format.serialize_u64(value),
        View::Number(value) => write_number(value, format),
        View::Decimal(text) => match text.parse() {
            Ok(value) if is_number(text) => write_number(value, format),
            _ => format.serialize_str(text),
        },
        View::Text(text) | View::Format(text, _) | View::Encoded(text, _) | View::Secret(text) => {
            format.serialize_str(text)
        }
        View::TextEnum(values, value) => format.serialize_str(spelling(values, value)),
        View::IntegerEnum(values, value) => format.serialize_i64(number(values, value)),
        View::Any(value) => value.serialize(format),
        View::Union(union) => match union.get() {
            Variant::Known(kind, model) => match model.view() {
                View::Object(object, table) => {
                    let tag = tag_of(union.discriminator(), kind, object, table);
                    write_object(object, table, tag, format)
                }
                view => write(view, format),
            },
            Variant::Unknown(fields) => fields.serialize(format),
        },
        View::Choice(choice) => match choice.get() {
            Ok((_, value)) => write(value.view(), format),
            Err(value) => value.serialize(format),
        },
        View::Object(object, table) => write_object(object, table, None, format),
        View::Map(map) => {
            let mut entries = format.serialize_map(None)?;
            let mut outcome = Ok(());
            map.each(&mut |key, value| {
                outcome = entries.serialize_entry(key, &Inner(value.view()));
                outcome.is_ok()
            });
            outcome.and_then(|()| entries.end())
        }
        View::List(list) => {
            let mut items = format.serialize_seq(Some(list.count()))?;
            for value in (0..list.count()).filter_map(|index| list.get(index)) {
                items.serialize_element(&Inner(value.view()))?;
            }
            items.end()
        }
    }
}

fn write_object<S: Serializer>(
    object: &dyn EncodeObject,
    table: &Table,
    tag: Option<(&str, &str)>,
    format: S,
) -> Result<S::Ok, S::Error> {
    let mut entries = format.serialize_map(None)?;
    each_property(object, table, tag, Mode::All, |_, name, view| {
        entries.serialize_entry(name, &Inner(*view))
    })?;
    entries.end()
}

/// Passes each property that is written to `show`, in order, until it returns an error, and whether the table declares it.
///
/// Views are borrowed: copying parts that were just stored together makes the processor wait.
#[inline]
pub(super) fn each_property<E>(
    object: &dyn EncodeObject,
    table: &Table,
    tag: Option<(&str, &str)>,
    mode: Mode,
    mut show: impl FnMut(bool, &str, &View<'_>) -> Result<(), E>,
) -> Result<(), E> {
    for (name, value) in tag.iter().chain(table.discriminator_values) {
        show(false, name, &View::Text(value))?;
    }
    let is_request = mode == Mode::Request;
    for (index, (name, flags)) in table.fields.iter().enumerate() {
        let is_tag = tag.is_some_and(|(tag, _)| tag == *name);
        if is_tag || is_request && flags & flag::read_only != 0 {
            continue;
        }
        let Some(value) = object.field(index) else {
            continue;
        };
        let view = value.view();
        // A required property that may be null is written as `null`.
        let is_required = flags & flag::required != 0 || is_request && flags & flag::nullable != 0;
        if is_required || !matches!(view, View::Absent) {
            show(true, name, &view)?;
        }
    }
    let mut outcome = Ok(());
    if let Some(View::Map(map)) = rest(object, table).map(Encode::view) {
        map.each(&mut |key, value| {
            outcome = show(false, key, &value.view());
            outcome.is_ok()
        });
    }
    outcome
}

/// Writes whole numbers as integers, because some services reject `5.0`.
#[allow(clippy::cast_possible_truncation, reason = "checked before")]
pub(super) fn write_number<S: Serializer>(value: f64, format: S) -> Result<S::Ok, S::Error> {
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

/// Returns `true` if the text of a decimal is a number in JSON.
pub(super) fn is_number(text: &str) -> bool {
    // A raw value may also be of another type, or have spaces around it.
    text.starts_with(|it: char| it == '-' || it.is_ascii_digit())
        && serde_json::from_str::<&RawValue>(text).is_ok_and(|raw| raw.get() == text)
}

/// The discriminator of a model that does not write it itself, because it is also sent on its own or in other unions.
pub(super) fn tag_of<'a>(
    discriminator: &Discriminator,
    kind: &'a str,
    object: &dyn EncodeObject,
    table: &Table,
) -> Option<(&'static str, &'a str)> {
    let property = discriminator.property;
    if table
        .discriminator_values
        .iter()
        .any(|(name, _)| *name == property)
    {
        return None;
    }
    let field = table.fields.iter().position(|(name, _)| *name == property);
    let own = match field.and_then(|it| object.field(it)).map(Encode::view) {
        Some(View::Text(text)) => text,
        Some(View::TextEnum(values, value)) => spelling(values, value),
        _ => "",
    };
    position(discriminator.values, own)
        .is_none()
        .then_some((property, kind))
}
