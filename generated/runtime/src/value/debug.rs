//! `Debug` of values, without absent properties and secrets.

use super::enums::{number, spelling};
use super::model::rest;
use super::{
    Discriminator, Encode, EncodeMap, EncodeObject, JsonMap, JsonValue, Table, Variant, View, flag,
};
use crate::{Argument, ParameterValue};
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
            debug_entries(map, is_secret_entry(None, Some(map)), &mut |key, value| {
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

/// Shows the entries of a map. Their keys are not declared, so that the name decides which values are hidden, whatever their
/// type is.
fn debug_entries(
    map: &dyn EncodeMap,
    is_secret_entry: bool,
    show: &mut dyn FnMut(&str, &dyn Encode),
) {
    map.each(&mut |key, value| {
        let is_secret = match value.view() {
            View::Absent | View::Null | View::Bool(_) => false,
            _ => (is_secret_entry && is_value(key)) || arm_sensitive::is_secret_name(key),
        };
        if is_secret {
            show(key, &Secret::new(""));
        } else {
            show(key, value);
        }
        true
    });
}

fn debug_object(object: &dyn EncodeObject, table: &Table, f: &mut Formatter<'_>) -> fmt::Result {
    let mut shown = f.debug_struct(table.name);
    let rest = match rest(object, table).map(Encode::view) {
        Some(View::Map(map)) => Some(map),
        _ => None,
    };
    let is_entry = || is_secret_entry(Some((object, table)), rest);
    for (index, (name, flags)) in table.fields.iter().enumerate() {
        let Some(value) = object.field(index) else {
            continue;
        };
        match value.view() {
            View::Absent => {}
            View::Null => _ = shown.field(name, &Shown(value)),
            _ if flags & flag::secret != 0 => _ = shown.field(name, &format_args!("Secret")),
            View::Bool(_) => _ = shown.field(name, &Shown(value)),
            _ if is_value(name) && is_entry() => {
                shown.field(name, &format_args!("Secret"));
            }
            _ => _ = shown.field(name, &Shown(value)),
        }
    }
    if let Some(map) = rest {
        debug_entries(map, is_entry(), &mut |key, value| {
            DebugStruct::field(&mut shown, key, &Shown(value));
        });
    }
    shown.finish()
}

/// Returns `true` for `value` in any case.
fn is_value(name: &str) -> bool {
    name.eq_ignore_ascii_case("value")
}

/// Returns `true` if the text of `name` or `key` is the name of a secret.
fn is_secret_entry(
    object: Option<(&dyn EncodeObject, &Table)>,
    map: Option<&dyn EncodeMap>,
) -> bool {
    let names_secret = |name: &str, value: &dyn Encode| match value.view() {
        View::Text(text) => arm_sensitive::names_secret(name, text),
        _ => false,
    };
    let declared = object.is_some_and(|(object, table)| {
        let mut fields = table.fields.iter().enumerate();
        fields
            .any(|(index, (name, _))| object.field(index).is_some_and(|it| names_secret(name, it)))
    });
    let mut found = declared;
    if let Some(map) = map {
        map.each(&mut |key, value| {
            found |= names_secret(key, value);
            !found
        });
    }
    found
}

/// Formats the parameters of an operation as `Name { field: value, .. }`, with the values that are sent, without absent ones and
/// secrets.
///
/// # Errors
///
/// Returns an error if the formatter does.
pub fn debug_arguments(
    name: &str,
    arguments: &[(&str, &dyn Argument)],
    f: &mut Formatter<'_>,
) -> fmt::Result {
    let mut shown = f.debug_struct(name);
    for (field, argument) in arguments {
        let field = field.trim_start_matches("r#");
        match argument.to_parameter() {
            ParameterValue::Absent => {}
            _ if argument.is_secret() => _ = shown.field(field, &format_args!("Secret")),
            value => _ = shown.field(field, &ShownParameter(&value)),
        }
    }
    shown.finish()
}

struct ShownParameter<'a>(&'a ParameterValue<'a>);

impl Debug for ShownParameter<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let text = arm_sensitive::without_secrets;
        match self.0 {
            ParameterValue::Absent => f.write_str("None"),
            ParameterValue::Text(value) => Debug::fmt(text(value).as_ref(), f),
            ParameterValue::List(items) => f
                .debug_list()
                .entries(items.iter().map(|it| text(it)))
                .finish(),
            ParameterValue::Map(entries) => {
                let mut shown = f.debug_map();
                for (key, value) in entries {
                    match arm_sensitive::is_secret_name(key) {
                        true => shown.entry(key, &format_args!("Secret")),
                        false => shown.entry(key, &text(value)),
                    };
                }
                shown.finish()
            }
            ParameterValue::Bytes(bytes) => write!(f, "<{} bytes>", bytes.len()),
            ParameterValue::Files(files) => f.debug_list().entries(files).finish(),
            ParameterValue::Json(value) => debug_any(value, f),
        }
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
