//! `Debug` of values, without absent properties and secrets.

use super::enums::{number, spelling};
use super::model::rest;
use super::{
    Discriminator, Encode, EncodeMap, EncodeObject, JsonMap, JsonValue, Table, Variant, View, flag,
};
use azure_core::credentials::Secret;
use std::fmt::{self, Debug, DebugMap, DebugStruct, Formatter};

/// Formats a value as `Name { wireName: value, .. }`, without absent properties and secrets.
///
/// # Errors
///
/// Returns an error if the formatter does.
pub fn debug(value: &dyn Encode, f: &mut Formatter<'_>) -> fmt::Result {
    match value.view() {
        View::Absent => f.write_str("None"),
        View::Null => f.write_str("Null"),
        View::Bool(value) => Debug::fmt(&value, f),
        View::Integer(value) => Debug::fmt(&value, f),
        View::Unsigned(value) => Debug::fmt(&value, f),
        View::Number(value) => Debug::fmt(&value, f),
        View::Decimal(text) => f.write_str(text),
        // A URL or a connection string may be a secret although neither its name nor its description says so.
        View::Text(text) => Debug::fmt(arm_sensitive::without_secrets(text).as_ref(), f),
        View::Format(text, _) => Debug::fmt(text, f),
        View::TextEnum(values, value) => Debug::fmt(spelling(values, value), f),
        View::IntegerEnum(values, value) => Debug::fmt(&number(values, value), f),
        View::Secret(_) => f.write_str("Secret"),
        View::Encoded(text, _) => debug_bytes(text, f),
        View::Any(value) => debug_any(value, f),
        View::Union(union) => match union.get() {
            Variant::Known(_, model) => debug(model, f),
            Variant::Unknown(fields) => debug_unknown(fields, union.discriminator(), f),
        },
        View::Choice(choice) => match choice.get() {
            Ok((_, value)) => debug(value, f),
            Err(value) => debug_any(value, f),
        },
        View::Object(object, table) => debug_object(object, table, f),
        View::Map(map) => {
            let mut shown = f.debug_map();
            debug_entries(map, &mut |key, value| {
                DebugMap::entry(&mut shown, &key, &Shown(value));
            });
            shown.finish()
        }
        View::List(list) => {
            let mut shown = f.debug_list();
            for item in (0..list.count()).filter_map(|index| list.get(index)) {
                shown.entry(&Shown(item));
            }
            shown.finish()
        }
    }
}

/// Shows the number of bytes only, because they may be a key or certificate.
pub(crate) fn debug_bytes(encoded: &str, f: &mut Formatter<'_>) -> fmt::Result {
    let n_digits = encoded
        .bytes()
        .filter(|it| !it.is_ascii_whitespace() && *it != b'=')
        .count();
    write!(f, "<{} bytes>", n_digits * 3 / 4)
}

/// Shows the structure of JSON without a schema. Its values may be secret.
fn debug_any(value: &JsonValue, f: &mut Formatter<'_>) -> fmt::Result {
    match value {
        JsonValue::Array(items) => f.debug_list().entries(items.iter().map(ShownAny)).finish(),
        JsonValue::Object(fields) => f
            .debug_map()
            .entries(fields.iter().map(|(name, value)| (name, ShownAny(value))))
            .finish(),
        JsonValue::Null => f.write_str("null"),
        _ => f.write_str("_"),
    }
}

struct ShownAny<'a>(&'a JsonValue);

impl Debug for ShownAny<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        debug_any(self.0, f)
    }
}

struct Shown<'a>(&'a dyn Encode);

impl Debug for Shown<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        debug(self.0, f)
    }
}

fn debug_entries(map: &dyn EncodeMap, show: &mut dyn FnMut(&str, &dyn Encode)) {
    map.each(&mut |key, value| {
        match value.view() {
            // The keys of a map are not declared, so the name decides.
            View::Text(_) | View::List(_) | View::Map(_) if arm_sensitive::is_secret_name(key) => {
                show(key, &Secret::new(""));
            }
            _ => show(key, value),
        }
        true
    });
}

fn debug_object(object: &dyn EncodeObject, table: &Table, f: &mut Formatter<'_>) -> fmt::Result {
    let mut shown = f.debug_struct(table.name);
    for (index, (name, flags)) in table.fields.iter().enumerate() {
        let Some(value) = object.field(index) else {
            continue;
        };
        match value.view() {
            View::Absent => {}
            View::Null => _ = shown.field(name, &Shown(value)),
            _ if flags & flag::secret != 0 => _ = shown.field(name, &format_args!("Secret")),
            View::Text(_)
                if *name == "value"
                    && arm_sensitive::is_secret_entry(|it| text_of(object, table, it)) =>
            {
                shown.field(name, &format_args!("Secret"));
            }
            _ => _ = shown.field(name, &Shown(value)),
        }
    }
    if let Some(View::Map(map)) = rest(object, table).map(Encode::view) {
        debug_entries(map, &mut |key, value| {
            DebugStruct::field(&mut shown, key, &Shown(value));
        });
    }
    shown.finish()
}

/// Returns the value of a text property.
fn text_of<'a>(object: &'a dyn EncodeObject, table: &Table, name: &str) -> Option<&'a str> {
    let index = table.fields.iter().position(|(it, _)| *it == name)?;
    match object.field(index)?.view() {
        View::Text(text) => Some(text),
        _ => None,
    }
}

/// Shows only the names of an unknown variant's properties, because it is unknown which of them are secret.
fn debug_unknown(
    fields: &JsonMap,
    discriminator: &Discriminator,
    f: &mut Formatter<'_>,
) -> fmt::Result {
    let mut shown = f.debug_struct(discriminator.name);
    let kind = fields.get_key_value(discriminator.property);
    // An object or a list is not a discriminator value.
    let kind = kind.filter(|(_, it)| !it.is_object() && !it.is_array());
    if let Some((name, kind)) = kind {
        shown.field(name, &format_args!("{kind}"));
    }
    let kind = kind.map(|(name, _)| name);
    for name in fields.keys().filter(|name| Some(*name) != kind) {
        shown.field(name, &format_args!("_"));
    }
    shown.finish()
}
