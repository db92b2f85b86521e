//! Enums: values with their names and descriptions, and openness.

use std::collections::{HashMap, HashSet};

use openapiv3::Schema;
use serde_json::Value;

use super::declared::Parts;
use super::{Lowerer, keywords, secret};
use crate::diagnostics::{Location, code};
use crate::ir::{Enum, EnumValue, Kind, Type, Values};
use crate::resolve::SchemaId;
use crate::upgrade::{boolean, enum_text};

/// Returns an integer, which may be written as text or with a fraction of zero.
fn integer_of(value: &Value) -> Option<i64> {
    let text = match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    let whole = text
        .split_once('.')
        .map_or(text.as_str(), |(whole, fraction)| {
            match fraction.bytes().all(|it| it == b'0') {
                true => whole,
                false => "",
            }
        });
    whole.parse().ok()
}

/// Returns `true` if an enum may have other values.
pub(super) fn is_open(schema: &Schema) -> bool {
    let extension = schema.schema_data.extensions.get("x-ms-enum");
    let mark = extension.and_then(|it| it.get("modelAsString"));
    mark.and_then(boolean) == Some(true)
}

impl<'a> Lowerer<'a> {
    /// Returns the type of a definition with values: an enum, or text if no value is valid.
    pub(super) fn enum_type(&mut self, id: SchemaId) -> Type {
        if let Some(ty) = self.enum_types.get(&id) {
            return ty.clone();
        }
        let ty = self.new_enum_type(id);
        self.enum_types.insert(id, ty.clone());
        ty
    }

    fn new_enum_type(&mut self, id: SchemaId) -> Type {
        let definition = self.definition(id);
        let Some(lowered) = self.lower_enum(&definition.schema, &definition.at) else {
            return Type::String;
        };
        let name = enum_name(&definition.schema).unwrap_or_else(|| definition.name.clone());
        let values = lowered.values.texts().into_iter();
        let mut values: Vec<String> = values.map(|(value, _)| value).collect();
        values.sort();
        let is_integer = matches!(lowered.values, Values::Integer(_));
        let key = (name.to_lowercase(), is_integer, values);
        if let Some(&ty) = self.enums.get(&key) {
            if let Parts::Known(Kind::Enum(declared)) = &mut self.types[ty.0].parts {
                declared.secret |= lowered.secret;
                declared.open |= lowered.open;
            }
            return Type::Named(ty);
        }
        let ty = self.declare(id, name, Parts::Known(Kind::Enum(lowered)));
        self.enums.insert(key, ty);
        Type::Named(ty)
    }

    fn lower_enum(&mut self, schema: &Schema, at: &Location) -> Option<Enum> {
        let any = keywords(schema)?;
        let extension = schema.schema_data.extensions.get("x-ms-enum");
        let open = is_open(schema);
        let described = extension
            .and_then(|it| it.get("values"))
            .and_then(Value::as_array);
        // The first description of a value is used.
        let described: HashMap<String, &Value> = described
            .into_iter()
            .flatten()
            .rev()
            .filter_map(|it| Some((enum_text(it.get("value")?), it)))
            .collect();
        let is_integer = any.typ.as_deref() == Some("integer");
        let (mut text, mut integer) = (Vec::new(), Vec::new());
        let (mut seen, mut seen_integers) = (HashSet::new(), HashSet::new());
        for value in &any.enumeration {
            let more = described.get(&enum_text(value)).copied();
            // Some specs list a value twice. Values that differ by case only stay: the runtime prefers the exact one.
            if !seen.insert(enum_text(value)) {
                continue;
            }
            let of = |key: &str| {
                more.and_then(|it| it.get(key))
                    .and_then(Value::as_str)
                    .map(str::to_owned)
            };
            let docs = of("description");
            match (is_integer, value) {
                (_, Value::Null) => {}
                (true, value) => match integer_of(value) {
                    // `1` and `1.0` are one value.
                    Some(value) if !seen_integers.insert(value) => {}
                    Some(value) => integer.push(EnumValue {
                        client_name: of("name").unwrap_or_else(|| number_name(value)),
                        value,
                        docs,
                    }),
                    None => self.warn(
                        &code::ENUM_VALUE,
                        at.clone(),
                        format!("{value} is not an integer and is left out of the enum"),
                    ),
                },
                (false, value) => {
                    let value = enum_text(value);
                    text.push(EnumValue {
                        client_name: of("name").unwrap_or_else(|| value.clone()),
                        value,
                        docs,
                    });
                }
            }
        }
        let values = if is_integer {
            Values::Integer(integer)
        } else {
            Values::Text(text)
        };
        if values.texts().is_empty() {
            return None;
        }
        let secret = secret::is_marked(schema);
        Some(Enum {
            values,
            open,
            secret,
        })
    }
}

/// Returns the name of a number. The names of `-1` and `1` differ.
fn number_name(value: i64) -> String {
    if value < 0 {
        format!("minus {}", value.unsigned_abs())
    } else {
        value.to_string()
    }
}

fn enum_name(schema: &Schema) -> Option<String> {
    schema
        .schema_data
        .extensions
        .get("x-ms-enum")?
        .get("name")?
        .as_str()
        .map(str::to_owned)
}
