//! Checks a configuration against its JSON Schema: every key and the type of every value, with source locations.

use serde_json::Value;

use crate::diagnostics::{Diagnostics, Location, code, nearest};

/// Reports everything in `value` that the schema does not allow.
pub(super) fn check_shape(
    value: &Value,
    schema: &Value,
    at: &Location,
    diagnostics: &mut Diagnostics,
) {
    Checker {
        root: schema,
        diagnostics,
    }
    .check(value, schema, at);
}

struct Checker<'a> {
    root: &'a Value,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Checker<'a> {
    fn check(&mut self, value: &Value, schema: &'a Value, at: &Location) {
        let branches = self.branches(schema);
        let Some(schema) = branches
            .iter()
            .copied()
            .find(|schema| has_type(value, schema))
        else {
            let expected: Vec<&str> = branches
                .iter()
                .filter_map(|schema| type_name(schema))
                .collect();
            let message = format!("expected {}, found {}", expected.join(" or "), found(value));
            self.diagnostics
                .error(&code::MALFORMED_CONFIG, at.clone(), message)
                .help(help(value, &branches));
            return;
        };
        match value {
            Value::Object(entries) => {
                let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
                    if let Some(schema) = schema.get("additionalProperties") {
                        for (key, entry) in entries {
                            self.check(entry, schema, &at.child(key));
                        }
                    }
                    return;
                };
                for (key, entry) in entries {
                    match properties.get(key) {
                        Some(schema) => self.check(entry, schema, &at.child(key)),
                        None => self.unknown_key(key, properties.keys().map(String::as_str), at),
                    }
                }
                let required = schema.get("required").and_then(Value::as_array);
                for key in required.into_iter().flatten().filter_map(Value::as_str) {
                    if !entries.contains_key(key) {
                        self.diagnostics
                            .error(
                                &code::MALFORMED_CONFIG,
                                at.clone(),
                                format!("the key `{key}` is missing"),
                            )
                            .help(format!("add `{key}`"));
                    }
                }
            }
            Value::Array(items) => {
                if let Some(schema) = schema.get("items") {
                    for (index, item) in items.iter().enumerate() {
                        self.check(item, schema, &at.child(&index.to_string()));
                    }
                }
            }
            _ => {}
        }
    }

    fn unknown_key<'k>(&mut self, key: &str, known: impl Iterator<Item = &'k str>, at: &Location) {
        let known: Vec<&str> = known.collect();
        let near = nearest(key, known.iter().copied());
        let help = match near.first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the keys are {}", known.join(", ")),
        };
        self.diagnostics
            .error(
                &code::MALFORMED_CONFIG,
                at.child(key),
                format!("unknown key `{key}`"),
            )
            .help(help)
            .of_key();
    }

    /// Returns the alternatives of a schema, with references resolved.
    fn branches(&self, schema: &'a Value) -> Vec<&'a Value> {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let target = self.root.pointer(reference.trim_start_matches('#'));
            return target
                .map(|target| self.branches(target))
                .unwrap_or_default();
        }
        match schema.get("anyOf").and_then(Value::as_array) {
            Some(any) => any
                .iter()
                .flat_map(|schema| self.branches(schema))
                .collect(),
            None => vec![schema],
        }
    }
}

/// Returns what to write in place of a value of another type.
fn help(value: &Value, branches: &[&Value]) -> String {
    let expected: Vec<&str> = branches.iter().filter_map(|it| type_name(it)).collect();
    let table = branches.iter().find_map(|it| it.get("properties"));
    let keys = table.and_then(Value::as_object).into_iter().flatten();
    let keys: Vec<&str> = keys.map(|(key, _)| key.as_str()).collect();
    match expected.as_slice() {
        ["text", ..] if value.is_number() || value.is_boolean() => {
            "put the value in quotes".to_owned()
        }
        ["text", ..] => "write a text".to_owned(),
        ["a list", ..] => {
            "write a list, such as `[a, b]`, or lines that begin with `- `".to_owned()
        }
        ["a table", ..] if !keys.is_empty() => {
            format!(
                "write keys with values, such as `{}: ..`; the keys are {}",
                keys[0],
                keys.join(", ")
            )
        }
        ["a table", ..] => "write keys with values, such as `key: value`".to_owned(),
        _ => format!("write {}", expected.join(" or ")),
    }
}

fn has_type(value: &Value, schema: &Value) -> bool {
    let is = |name: &str| match name {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        "null" => value.is_null(),
        _ => true,
    };
    match schema.get("type") {
        Some(Value::String(name)) => is(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(is),
        _ => true,
    }
}

fn type_name(schema: &Value) -> Option<&'static str> {
    let name = match schema.get("type")? {
        Value::String(name) => name.as_str(),
        Value::Array(names) => names.first()?.as_str()?,
        _ => return None,
    };
    Some(match name {
        "string" => "text",
        "boolean" => "`true` or `false`",
        "integer" => "a number",
        "object" => "a table",
        "array" => "a list",
        _ => return None,
    })
}

fn found(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(_) => "`true` or `false`".to_owned(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(_) => "text".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a table".to_owned(),
    }
}
