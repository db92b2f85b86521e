//! YAML features beyond JSON: merge keys, and plain scalars that look like numbers or booleans.

use std::cell::Cell;
use std::collections::BTreeSet;

use serde::de::DeserializeSeed;
use serde_json::{Map, Value};

use super::parse::Tree;
use super::walk::walk;
use crate::diagnostics::escape_token;

/// The merge key. Its value is a mapping or a list of mappings, whose members are added to the parent.
const MERGE: &str = "<<";

/// Keys whose value is a string in every object of a description.
const TEXTS: [&str; 8] = [
    "$ref",
    "description",
    "name",
    "operationId",
    "pattern",
    "propertyName",
    "summary",
    "title",
];

/// Keys of free-form data, in which keys do not determine the type of a value.
const DATA: [&str; 5] = ["const", "default", "enum", "example", "examples"];

/// Parses a YAML text. Applies merge keys, and keeps the spelling of scalars that the description declares as strings.
pub(crate) fn parse_yaml(text: &str, repeated: &Cell<bool>) -> Result<Value, serde_yaml::Error> {
    let mut value = Tree { repeated }.deserialize(serde_yaml::Deserializer::from_str(text))?;
    let mut places = Places::default();
    places.visit(&value, "", false);
    if !places.texts.is_empty() {
        restore_texts(text, &places.texts, &mut value)?;
    }
    if places.has_merge {
        apply_merge_keys(&mut value);
    }
    Ok(value)
}

/// Parses a YAML text that is not an API description. Applies merge keys.
pub(super) fn parse_data(text: &str, repeated: &Cell<bool>) -> Result<Value, serde_yaml::Error> {
    let mut value = Tree { repeated }.deserialize(serde_yaml::Deserializer::from_str(text))?;
    apply_merge_keys(&mut value);
    Ok(value)
}

/// Collects the scalars that were parsed as another type, but should be strings.
#[derive(Default)]
struct Places {
    /// JSON pointers of these scalars.
    texts: BTreeSet<String>,
    has_merge: bool,
}

impl Places {
    fn visit(&mut self, value: &Value, at: &str, names: bool) {
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.visit(item, &format!("{at}/{index}"), false);
                }
            }
            Value::Object(members) => self.visit_object(members, at, names),
            _ => {}
        }
    }

    /// `names` is set if the keys are names chosen by the author, such as property names.
    fn visit_object(&mut self, members: &Map<String, Value>, at: &str, names: bool) {
        self.has_merge |= members.contains_key(MERGE);
        if !names {
            self.visit_declared(members, at, declares_text(members));
        }
        for (key, value) in members {
            let at = format!("{at}/{}", escape_token(key));
            let is_named = matches!(
                key.as_str(),
                "properties"
                    | "definitions"
                    | "$defs"
                    | "schemas"
                    | "variables"
                    | "parameters"
                    | "headers"
            );
            if !names && key == "variables" {
                for (name, variable) in value.as_object().into_iter().flatten() {
                    let at = format!("{at}/{}", escape_token(name));
                    if let Value::Object(variable) = variable {
                        self.visit_declared(variable, &at, true);
                    }
                }
            }
            if !names && DATA.contains(&key.as_str()) {
                self.has_merge |= has_merge(value);
            } else {
                self.visit(value, &at, !names && is_named);
            }
        }
    }

    fn visit_declared(&mut self, members: &Map<String, Value>, at: &str, is_text: bool) {
        for (key, value) in members {
            let at = format!("{at}/{}", escape_token(key));
            match (key.as_str(), value) {
                ("info", Value::Object(info)) => {
                    if let Some(version) = info.get("version") {
                        self.text(version, &format!("{at}/version"));
                    }
                }
                ("openapi" | "swagger", _) => self.text(value, &at),
                ("required" | "tags", Value::Array(_)) => self.text(value, &at),
                (key, Value::Number(_) | Value::Bool(_)) if TEXTS.contains(&key) => {
                    self.text(value, &at);
                }
                ("const" | "default" | "enum" | "example", _) if is_text => self.text(value, &at),
                ("examples", Value::Array(_)) if is_text => self.text(value, &at),
                ("x-ms-enum", Value::Object(extension)) if is_text => {
                    let values = extension.get("values").and_then(Value::as_array);
                    for (index, item) in values.into_iter().flatten().enumerate() {
                        if let Some(value) = item.get("value") {
                            self.text(value, &format!("{at}/values/{index}/value"));
                        }
                    }
                }
                (MERGE, Value::Object(merged)) if is_text => {
                    self.visit_declared(merged, &at, true);
                }
                (MERGE, Value::Array(items)) if is_text => {
                    for (index, item) in items.iter().enumerate() {
                        if let Value::Object(merged) = item {
                            self.visit_declared(merged, &format!("{at}/{index}"), true);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Records a scalar, or the scalars of a list, that was not parsed as a string.
    fn text(&mut self, value: &Value, at: &str) {
        match value {
            Value::Number(_) | Value::Bool(_) => {
                self.texts.insert(at.to_owned());
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    if matches!(item, Value::Number(_) | Value::Bool(_)) {
                        self.texts.insert(format!("{at}/{index}"));
                    }
                }
            }
            _ => {}
        }
    }
}

/// Returns `true` if an object is a schema of a string or of a list of strings, or a parameter with such a schema.
fn declares_text(members: &Map<String, Value>) -> bool {
    let inner = |key: &str| {
        members
            .get(key)
            .and_then(Value::as_object)
            .is_some_and(declares_text)
    };
    let merged = || match members.get(MERGE) {
        Some(Value::Object(merged)) => declares_text(merged),
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_object).any(declares_text),
        _ => false,
    };
    match members.get("type") {
        Some(Value::String(kind)) if kind == "array" => inner("items"),
        Some(Value::String(kind)) => kind == "string",
        // With another scalar type in the list, a number is ambiguous.
        Some(Value::Array(kinds)) => kinds.iter().all(|kind| kind == "string" || kind == "null"),
        Some(_) => false,
        None => inner("schema") || merged(),
    }
}

fn has_merge(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(has_merge),
        Value::Object(members) => members.contains_key(MERGE) || members.values().any(has_merge),
        _ => false,
    }
}

/// Replaces the scalars at `places` by their spelling in the text.
fn restore_texts(
    text: &str,
    places: &BTreeSet<String>,
    value: &mut Value,
) -> Result<(), serde_yaml::Error> {
    let facts = walk(serde_yaml::Deserializer::from_str(text), places)?;
    for (at, text) in facts.spelling {
        if let Some(scalar) = value.pointer_mut(&at) {
            *scalar = Value::String(text);
        }
    }
    Ok(())
}

/// Replaces merge keys by the members that they add. Own members take precedence over merged ones, and earlier mappings
/// over later ones.
fn apply_merge_keys(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(apply_merge_keys),
        Value::Object(members) => {
            members.values_mut().for_each(apply_merge_keys);
            let is_merge = match members.get(MERGE) {
                Some(Value::Object(_)) => true,
                Some(Value::Array(items)) => items.iter().all(Value::is_object),
                _ => false,
            };
            let Some(merged) = is_merge.then(|| members.shift_remove(MERGE)).flatten() else {
                return;
            };
            let sources = match merged {
                Value::Array(items) => items,
                source => vec![source],
            };
            for source in sources {
                let Value::Object(source) = source else {
                    continue;
                };
                for (key, value) in source {
                    members.entry(key).or_insert(value);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(text: &str) -> Value {
        parse_yaml(text, &Cell::new(false)).unwrap()
    }

    #[test]
    fn numbers_beyond_64_bits_are_read() {
        let value = read("low: -9223372036854776000\nhigh: 36893488147419103232\n");
        assert_eq!(value["low"].as_f64(), Some(-9_223_372_036_854_776_000.0));
        assert_eq!(value["high"].as_f64(), Some(36_893_488_147_419_103_232.0));
    }

    #[test]
    fn an_empty_document_is_null() {
        for text in ["", "\n", "# comment\n", "---\n"] {
            assert_eq!(read(text), Value::Null, "{text:?}");
        }
    }

    #[test]
    fn scalars_are_kept_as_written_where_text_is_declared() {
        for (text, expected) in [
            (
                "info: {version: 1.10}",
                json!({"info": {"version": "1.10"}}),
            ),
            ("swagger: 2.0", json!({"swagger": "2.0"})),
            (
                "{enum: [1.10, 1e3, 0x10, yes, true, ~], type: string}",
                json!({"enum": ["1.10", "1e3", "0x10", "yes", "true", null], "type": "string"}),
            ),
            (
                "{default: 1.10, type: number}",
                json!({"default": 1.1, "type": "number"}),
            ),
            (
                "{type: [string, 'null'], const: 2020, default: 0x10}",
                json!({"type": ["string", "null"], "const": "2020", "default": "0x10"}),
            ),
            (
                "{type: [string, integer], default: 10}",
                json!({"type": ["string", "integer"], "default": 10}),
            ),
            (
                "{type: array, items: {type: string}, example: [1.10]}",
                json!({"type": "array", "items": {"type": "string"}, "example": ["1.10"]}),
            ),
            (
                "{name: 10, schema: {type: string}, example: 1.0}",
                json!({"name": "10", "schema": {"type": "string"}, "example": "1.0"}),
            ),
            (
                "{type: string, x-ms-enum: {values: [{value: 1.0}]}}",
                json!({"type": "string", "x-ms-enum": {"values": [{"value": "1.0"}]}}),
            ),
            (
                "variables: {port: {default: 8443, enum: [8443]}}",
                json!({"variables": {"port": {"default": "8443", "enum": ["8443"]}}}),
            ),
            ("example: {title: 1.5}", json!({"example": {"title": 1.5}})),
            (
                "properties: {title: true, name: {type: string, default: no, title: 1.0}}",
                json!({"properties": {"title": true, "name": {"type": "string", "default": "no", "title": "1.0"}}}),
            ),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn merge_keys_add_members_that_are_not_there() {
        for (text, expected) in [
            (
                "{a: &a {x: 1, y: 2}, b: {<<: *a, y: 3}}",
                json!({"x": 1, "y": 3}),
            ),
            (
                "{a: &a {x: 1}, c: &c {x: 2, z: 4}, b: {<<: [*a, *c], y: 3}}",
                json!({"x": 1, "y": 3, "z": 4}),
            ),
            (
                "{a: &a {x: 1}, c: &c {<<: *a}, b: {<<: *c}}",
                json!({"x": 1}),
            ),
            (
                "{a: &a {type: string}, b: {<<: *a, default: 1.10}}",
                json!({"type": "string", "default": "1.10"}),
            ),
            (
                "{a: &a {default: 1.10}, b: {<<: *a, type: string}}",
                json!({"type": "string", "default": "1.10"}),
            ),
            (
                "{a: &a {x: 1}, c: &c {type: string}, b: {<<: [*a, *c], default: 1.10}}",
                json!({"x": 1, "type": "string", "default": "1.10"}),
            ),
            (
                "{a: &a {x: 1}, c: &c {type: integer}, b: {<<: [*a, *c], default: 1.10}}",
                json!({"x": 1, "type": "integer", "default": 1.1}),
            ),
            // Also in lists, and below values that are kept as they are.
            ("{a: &a {x: 1}, b: [2, {<<: *a}]}", json!([2, {"x": 1}])),
            (
                "{a: &a {x: 1}, b: {default: [[{<<: *a}]]}}",
                json!({"default": [[{"x": 1}]]}),
            ),
            (
                "{a: &a {x: 1}, b: {example: {deep: {<<: *a}}}}",
                json!({"example": {"deep": {"x": 1}}}),
            ),
            (
                "{a: &a {x: 1}, b: {x-extension: [1, {<<: *a}]}}",
                json!({"x-extension": [1, {"x": 1}]}),
            ),
            // Only mappings can be merged.
            (
                "{a: &a {x: 1}, b: {<<: [*a, 2]}}",
                json!({"<<": [{"x": 1}, 2]}),
            ),
        ] {
            assert_eq!(read(text)["b"], expected, "{text}");
        }
        assert_eq!(read("{<<: 1}"), json!({"<<": 1}));
    }
}
