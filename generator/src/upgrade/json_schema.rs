//! Converts the keywords of JSON Schema 2020-12 (OpenAPI 3.1 and 3.2) to those of OpenAPI 3.0.
//!
//! The input is a schema object of any dialect, the output an equivalent object of OpenAPI 3.0. Nested schemas are not
//! moved, so that their pointers remain valid; those that are moved are read by [`Upgrader`].

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::check::OF_TYPES;
use super::lookup::Lookup;
use super::schema::type_names;

/// Keywords that define types. A schema without them is an annotation.
const STRUCTURE: [&str; 14] = [
    "type",
    "properties",
    "patternProperties",
    "additionalProperties",
    "required",
    "items",
    "prefixItems",
    "enum",
    "const",
    "allOf",
    "oneOf",
    "anyOf",
    "discriminator",
    "$ref",
];

/// Keywords of schemas other than scalars.
const OBJECT: [&str; 8] = [
    "$ref",
    "properties",
    "patternProperties",
    "additionalProperties",
    "allOf",
    "oneOf",
    "anyOf",
    "discriminator",
];

/// Ignored keywords, with the consequence.
const UNREAD: [(&str, &str); 15] = [
    ("not", "values are not checked against it"),
    ("if", "values are not checked against it"),
    ("dependentRequired", "values are not checked against it"),
    (
        "dependentSchemas",
        "its properties are not part of the type",
    ),
    ("dependencies", "values are not checked against it"),
    ("contains", "values are not checked against it"),
    ("propertyNames", "keys are any text"),
    (
        "unevaluatedItems",
        "items after the declared ones are any JSON",
    ),
    ("contentSchema", "the text is not decoded"),
    ("$dynamicRef", "any JSON is accepted"),
    ("$recursiveRef", "any JSON is accepted"),
    ("$dynamicAnchor", "references to it are not followed"),
    ("$anchor", "references to it are not followed"),
    ("$id", "references are resolved against the file"),
    ("$schema", "the schema is read as one of OpenAPI"),
];

/// Ignored members of keywords, with the consequence.
pub(super) const UNREAD_INSIDE: [(&str, &str, &str); 2] = [
    (
        "discriminator",
        "defaultMapping",
        "unknown values of the discriminator keep their properties as JSON",
    ),
    (
        "xml",
        "nodeType",
        "an element is expected unless `attribute` says otherwise",
    ),
];

/// Keywords of later drafts that are read, or that only have an effect beside others.
const READ: [&str; 9] = [
    "const",
    "contentEncoding",
    "contentMediaType",
    "then",
    "else",
    "minContains",
    "maxContains",
    "definitions",
    "id",
];

/// Returns `true` for keywords of JSON Schema that OpenAPI 3.0 does not have.
pub(super) fn is_of_later_drafts(key: &str) -> bool {
    READ.contains(&key) || UNREAD.iter().any(|(name, _)| *name == key)
}

/// Returns `true` if a schema allows only null.
pub(super) fn is_null(schema: &Value) -> bool {
    let only = |it: Option<&Value>| it.is_some_and(Value::is_null);
    let by_type = type_names(schema).eq(["null"]);
    let by_enum = schema.member("enum").and_then(Value::as_array);
    by_type
        || (schema.has("const") && only(schema.member("const")))
        || by_enum.is_some_and(|it| it.len() == 1 && only(it.first()))
}

/// Returns `true` if the schema itself, an enum value or one of its choices is null.
pub(super) fn allows_null(schema: &Value) -> bool {
    let list = |key: &str| {
        schema
            .member(key)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
    };
    type_names(schema).any(|it| it == "null")
        || list("enum").any(Value::is_null)
        || list("anyOf").chain(list("oneOf")).any(is_null)
        || is_null(schema)
}

/// Returns the only choice other than null, with its keyword and index: `anyOf: [X, {type: "null"}]` is a nullable X.
pub(super) fn only_choice(schema: &Value) -> Option<(&'static str, usize, &Value)> {
    let object = schema.as_object()?;
    let key = ["anyOf", "oneOf"].into_iter().find(|key| object.has(key))?;
    let others = STRUCTURE.iter().filter(|it| **it != key);
    if others.into_iter().any(|it| object.has(it)) {
        return None;
    }
    let choices = object.member(key)?.as_array()?;
    let mut rest = choices.iter().enumerate().filter(|(_, it)| !is_null(it));
    let (index, choice) = rest.next()?;
    (rest.next().is_none() && choices.len() > 1).then_some((key, index, choice))
}

/// Returns a schema for each type that the object allows, if there are several: `type: [string, integer]`, or an enum
/// of both.
pub(super) fn by_type(object: &Map<String, Value>) -> Option<Vec<(&str, Value)>> {
    if ["allOf", "oneOf", "anyOf", "$ref"]
        .iter()
        .any(|it| object.has(it))
    {
        return None;
    }
    let values = object.member("enum").and_then(Value::as_array);
    let mut types: Vec<&str> = Vec::new();
    match object.member("type") {
        Some(Value::Array(names)) => types.extend(names.iter().filter_map(Value::as_str)),
        Some(_) => return None,
        None => types.extend(values.into_iter().flatten().map(|it| type_of(it))),
    }
    types.retain(|it| *it != "null");
    let mut distinct: Vec<&str> = Vec::new();
    for name in types {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    if distinct == ["integer", "number"] || distinct == ["number", "integer"] {
        return None;
    }
    (distinct.len() > 1).then(|| {
        let variants = distinct.into_iter();
        variants.map(|name| (name, of_type(object, name))).collect()
    })
}

/// Returns the object restricted to one type. The description is omitted, because it applies to all of them.
fn of_type(object: &Map<String, Value>, name: &str) -> Value {
    let mut one = object.clone();
    for annotation in [
        "title",
        "description",
        "default",
        "xml",
        "deprecated",
        "nullable",
    ] {
        one.remove(annotation);
    }
    one.insert("type".to_owned(), json!(name));
    one.retain(|key, _| {
        let types = OF_TYPES.iter().find(|(keyword, _)| keyword == key);
        types.is_none_or(|(_, types)| types.contains(&name))
    });
    if name != "array" {
        one.remove("items");
        one.remove("prefixItems");
    }
    if name != "object" {
        one.remove("required");
    }
    if let Some(Value::Array(values)) = one.get_mut("enum") {
        values.retain(|it| type_of(it) == name || (name == "number" && type_of(it) == "integer"));
        if values.is_empty() {
            one.remove("enum");
        }
    }
    Value::Object(one)
}

/// Returns the JSON type of a value.
pub(super) fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(it) if it.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// Returns the keywords of the object itself in the terms of OpenAPI 3.0.
pub(super) fn in_openapi_terms(schema: &Value) -> Cow<'_, Value> {
    let Some(object) = schema.as_object() else {
        return Cow::Borrowed(schema);
    };
    let mut changed: Map<String, Value> = Map::new();
    if let Some(constant) = object.member("const").filter(|it| is_scalar(it)) {
        changed.insert("enum".to_owned(), json!([constant]));
    } else if let Some(constants) = constants(object) {
        changed.extend(constants);
    }
    let values = changed.member("enum").or_else(|| object.member("enum"));
    if !object.has("type")
        && let Some(first) = values
            .and_then(Value::as_array)
            .and_then(|it| it.iter().find(|it| !it.is_null()))
        && type_of(first) != "string"
        && by_type(object).is_none()
    {
        changed.insert("type".to_owned(), json!(type_of(first)));
    }
    // Every integer is a number.
    if let Some(Value::Array(types)) = object.member("type")
        && ["integer", "number"]
            .iter()
            .all(|it| types.contains(&json!(it)))
    {
        let rest = types.iter().filter(|it| **it != "integer");
        changed.insert("type".to_owned(), rest.cloned().collect());
    }
    if !object.has("format")
        && let Some(format) = content_format(object)
    {
        changed.insert("format".to_owned(), json!(format));
        changed.insert("type".to_owned(), json!("string"));
    }
    changed.extend(bases(object));
    if let (Some(it), None) = (
        object.member("unevaluatedProperties"),
        object.member("additionalProperties"),
    ) && it.is_boolean()
    {
        changed.insert("additionalProperties".to_owned(), it.clone());
    }
    if changed.is_empty() {
        return Cow::Borrowed(schema);
    }
    let mut object = object.clone();
    if changed.has("enum") {
        for key in ["const", "oneOf", "anyOf"] {
            object.remove(key);
        }
    }
    for (key, value) in changed {
        object.insert(key, value);
    }
    Cow::Owned(Value::Object(object))
}

/// Merges annotations and constraints from members of `allOf` into the schema itself. They are replaced by empty
/// members, so that the others keep their positions.
fn bases(object: &Map<String, Value>) -> Map<String, Value> {
    let Some(members) = object.member("allOf").and_then(Value::as_array) else {
        return Map::new();
    };
    // A scalar may be defined by several members.
    let is_scalar = |it: &Value| OBJECT.iter().all(|key| it.member(key).is_none());
    let are_scalars = members.iter().all(is_scalar);
    let is_remark = |it: &Value| {
        let structure = STRUCTURE.iter().any(|key| it.has(key));
        !is_empty(it) && it.is_object() && (are_scalars || !structure)
    };
    if !members.iter().any(is_remark) {
        return Map::new();
    }
    let mut changed = Map::new();
    for (key, value) in members
        .iter()
        .filter(|it| is_remark(it))
        .filter_map(Value::as_object)
        .flatten()
    {
        if key == "required" {
            let known = changed.get(key).or_else(|| object.get(key));
            let lists = known.into_iter().chain([value]).filter_map(Value::as_array);
            changed.insert(key.clone(), lists.flatten().cloned().collect());
        } else if !object.contains_key(key) {
            changed.insert(key.clone(), value.clone());
        }
    }
    let rest = members.iter();
    let rest = rest.map(|it| if is_remark(it) { json!({}) } else { it.clone() });
    changed.insert("allOf".to_owned(), rest.collect());
    changed
}

/// Returns `true` if a member of `allOf` has no effect.
pub(super) fn is_empty(member: &Value) -> bool {
    member.as_object().is_some_and(Map::is_empty)
}

fn is_scalar(value: &Value) -> bool {
    value.is_string() || value.is_number() || value.is_boolean()
}

/// Converts choices that are constants of one type to an enum with descriptions.
fn constants(object: &Map<String, Value>) -> Option<Map<String, Value>> {
    let key = ["oneOf", "anyOf"].into_iter().find(|key| object.has(key))?;
    let choices = object.member(key)?.as_array()?;
    let mut values = Vec::new();
    let mut described = Vec::new();
    for choice in choices.iter().filter(|it| !is_null(it)) {
        let value = choice.member("const")?;
        let text = |key: &str| choice.member(key).and_then(Value::as_str);
        let docs = text("description").or_else(|| text("title")).unwrap_or("");
        described.push(json!({ "value": value, "description": docs }));
        values.push(value.clone());
    }
    let kind = type_of(values.first()?);
    if !matches!(kind, "string" | "integer") || values.iter().any(|it| type_of(it) != kind) {
        return None;
    }
    let mut changed = Map::from_iter([
        ("enum".to_owned(), Value::Array(values)),
        ("type".to_owned(), json!(kind)),
    ]);
    if !object.has("x-ms-enum") {
        changed.insert("x-ms-enum".to_owned(), json!({ "values": described }));
    }
    Some(changed)
}

/// Returns the `format` that corresponds to `contentEncoding` and `contentMediaType`.
fn content_format(object: &Map<String, Value>) -> Option<&'static str> {
    let text = |key: &str| object.member(key).and_then(Value::as_str);
    match (text("contentEncoding"), text("contentMediaType")) {
        (Some("base64"), _) => Some("byte"),
        (Some("base64url"), _) => Some("base64url"),
        (Some("binary"), _) => Some("binary"),
        (None, Some(media_type)) => is_binary(media_type).then_some("binary"),
        _ => None,
    }
}

fn is_binary(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    !(essence.starts_with("text/")
        || ["json", "xml", "yaml", "javascript"]
            .iter()
            .any(|it| essence.ends_with(it)))
}

/// Returns `true` if the siblings of a `$ref` change the type, rather than describe it.
pub(super) fn adds_to_reference(schema: &Value) -> bool {
    STRUCTURE
        .iter()
        .any(|it| !matches!(*it, "$ref" | "type") && schema.get(*it).is_some())
}

/// Returns the ignored keywords of a schema, with the consequences.
pub(super) fn unread(schema: &Value) -> impl Iterator<Item = (&'static str, &'static str)> {
    UNREAD.into_iter().filter(|(key, _)| schema.has(key))
}

#[cfg(test)]
mod tests;
