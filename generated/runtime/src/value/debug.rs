//! `Debug` of values: only what is there, and no secret.

use super::{JsonMap, JsonValue, Kinds, Map, Object, Value, View, flag};
use azure_core::credentials::Secret;
use std::fmt::{self, Debug, DebugMap, DebugStruct, Formatter};

/// Shows a value as `Name { wireName: value, .. }`, without absent properties and without secrets.
///
/// # Errors
///
/// When the formatter fails.
pub fn debug(value: &dyn Value, f: &mut Formatter<'_>) -> fmt::Result {
    match value.view() {
        View::Absent => f.write_str("None"),
        View::Null => f.write_str("Null"),
        View::Bool(value) => Debug::fmt(&value, f),
        View::Integer(value) => Debug::fmt(&value, f),
        View::Number(value) => Debug::fmt(&value, f),
        View::Text(text) => Debug::fmt(text, f),
        View::Secret(_) => f.write_str("Secret"),
        View::Encoded(text) => debug_bytes(text, f),
        View::Any(value) => debug_any(value, f),
        View::Unknown(fields, kinds) => debug_unknown(fields, kinds, f),
        View::Object(object) => debug_object(object, f),
        View::Map(map) => {
            let mut shown = f.debug_map();
            debug_entries(map, &mut |key, value| {
                DebugMap::entry(&mut shown, &key, &Shown(value));
            });
            shown.finish()
        }
        View::List(list) => {
            let mut shown = f.debug_list();
            list.each(&mut |item| {
                shown.entry(&Shown(item));
                true
            });
            shown.finish()
        }
    }
}

/// Bytes may be keys or certificates: only their number is shown.
pub(crate) fn debug_bytes(encoded: &str, f: &mut Formatter<'_>) -> fmt::Result {
    let n_digits = encoded
        .bytes()
        .filter(|it| !it.is_ascii_whitespace() && *it != b'=')
        .count();
    write!(f, "<{} bytes>", n_digits * 3 / 4)
}

/// Shows the structure of JSON without a schema. Its values may be secrets.
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

struct Shown<'a>(&'a dyn Value);

impl Debug for Shown<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        debug(self.0, f)
    }
}

fn debug_entries(map: &dyn Map, show: &mut dyn FnMut(&str, &dyn Value)) {
    map.each(&mut |key, value| {
        match value.view() {
            // The description declares no names here, so that the name decides.
            View::Text(_) if arm_sensitive::is_secret_name(key) => show(key, &Secret::new("")),
            _ => show(key, value),
        }
        true
    });
}

fn debug_object(object: &dyn Object, f: &mut Formatter<'_>) -> fmt::Result {
    let table = object.table();
    let mut shown = f.debug_struct(table.name);
    object.fields(&mut |values| {
        for ((name, flags), value) in table.fields.iter().zip(values) {
            match value.view() {
                View::Absent => {}
                View::Null => _ = shown.field(name, &Shown(*value)),
                _ if flags & flag::secret != 0 => {
                    shown.field(name, &format_args!("Secret"));
                }
                _ => _ = shown.field(name, &Shown(*value)),
            }
        }
        if let Some(View::Map(map)) = values
            .last()
            .filter(|_| table.has_rest())
            .map(|rest| rest.view())
        {
            debug_entries(map, &mut |key, value| {
                DebugStruct::field(&mut shown, key, &Shown(value));
            });
        }
    });
    shown.finish()
}

/// Of an unknown kind it is unknown too which properties are secret, so only the names are shown.
fn debug_unknown(fields: &JsonMap, kinds: &Kinds, f: &mut Formatter<'_>) -> fmt::Result {
    let mut shown = f.debug_struct(kinds.name);
    if let Some(kind) = fields.get(kinds.property) {
        shown.field(kinds.property, &format_args!("{kind}"));
    }
    for name in fields.keys().filter(|name| *name != kinds.property) {
        shown.field(name, &format_args!("_"));
    }
    shown.finish()
}
