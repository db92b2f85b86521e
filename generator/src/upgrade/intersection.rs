//! `allOf` of scalars and arrays: a schema for the values that all members allow.
//!
//! The input is a schema with members of `allOf` that declare no properties, the output an equivalent schema with at most
//! one member, to which the constraints of the others are added. Members keep their positions, so that pointers remain
//! valid.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::lookup::Lookup;
use super::schema::type_names;
use super::{At, Upgrader, json_schema};
use crate::diagnostics::code;
use crate::load::DocumentId;

/// Keywords of objects. A schema with one of them is merged as a struct.
const OBJECT: [&str; 4] = [
    "properties",
    "patternProperties",
    "additionalProperties",
    "discriminator",
];

/// Keywords that define a type. They are taken from one member only.
const TYPE: [&str; 15] = [
    "$ref",
    "allOf",
    "oneOf",
    "anyOf",
    "type",
    "format",
    "items",
    "prefixItems",
    "enum",
    "const",
    "contentEncoding",
    "contentMediaType",
    "x-ms-enum",
    "x-ms-client-name",
    "xml",
];

/// Constraints of which the greater value is stricter.
const LOWER_BOUNDS: [&str; 4] = ["minimum", "exclusiveMinimum", "minLength", "minItems"];

/// Constraints of which the smaller value is stricter.
const UPPER_BOUNDS: [&str; 4] = ["maximum", "exclusiveMaximum", "maxLength", "maxItems"];

/// A schema among those that `allOf` combines.
struct Part<'v> {
    /// Index of the member that contains or refers to it. `None` for the combining schema itself.
    member: Option<usize>,
    value: &'v Value,
    /// Names of the allowed types. `None` for all.
    types: Option<BTreeSet<&'v str>>,
}

/// The source of the type.
enum Chosen {
    /// The part with this index.
    Part(usize),
    /// These values, which several enums share.
    Values(Vec<Value>),
}

impl<'a> Upgrader<'a> {
    /// Returns the schema with at most one member of `allOf`, unless the members are objects. Members that exclude each
    /// other are reported and removed, so that any JSON is accepted.
    pub(super) fn intersected<'v>(&mut self, value: &'v Value, at: &At<'_>) -> Cow<'v, Value>
    where
        'a: 'v,
    {
        let Some((object, reference)) = self.combination(value, at) else {
            return Cow::Borrowed(value);
        };
        let mut parts = vec![Part {
            member: None,
            value,
            types: keyword_types(value),
        }];
        let listed = list(object, "allOf");
        let members = listed.iter().chain(reference).enumerate();
        for (index, member) in members {
            let mut visited = Vec::new();
            if !self.add_parts(at.document, member, index, &mut visited, &mut parts) {
                return Cow::Borrowed(value);
            }
        }
        let types = common_types(&parts);
        if types.as_ref().is_some_and(|it| it.iter().eq(&["object"])) {
            return Cow::Borrowed(value);
        }
        let chosen = match types {
            Some(ref types) if types.is_empty() => Err(described(&parts)),
            _ => chosen(&parts, types.as_ref())
                .ok_or_else(|| "the enums have no value in common".to_owned()),
        };
        Cow::Owned(match chosen {
            Ok(chosen) => {
                self.report_unchecked(&parts, at);
                combined(object, listed, &parts, chosen, types.as_ref())
            }
            Err(reason) => {
                let message = format!("{reason}; any JSON is accepted");
                self.warn(&code::CONFLICTING_BASES, &at.key("allOf"), message);
                annotations(object)
            }
        })
    }

    /// Returns the object, and itself if its `$ref` is combined with other keywords. Returns `None` if nothing is combined, or if
    /// the schema is an object.
    fn combination<'v>(
        &self,
        value: &'v Value,
        at: &At<'_>,
    ) -> Option<(&'v Map<String, Value>, Option<&'v Value>)> {
        let object = value.as_object()?;
        if OBJECT.iter().any(|it| object.has(it)) {
            return None;
        }
        if object.member("$ref").is_some_and(Value::is_string) {
            let bounds = LOWER_BOUNDS.iter().chain(&UPPER_BOUNDS);
            let mut bounds = bounds.chain(&["pattern", "multipleOf", "uniqueItems", "format"]);
            let is_combined = self.adds_to_reference(value, at)
                || (self.is_modern(at) && bounds.any(|it| object.has(it)));
            return is_combined.then_some((object, Some(value)));
        }
        let members = list(object, "allOf").iter();
        let is_combined = members.filter(|it| !json_schema::is_empty(it)).count() > 1;
        is_combined.then_some((object, None))
    }

    /// Reports constraints that cannot be combined with the same constraint of an earlier part.
    fn report_unchecked(&mut self, parts: &[Part<'_>], at: &At<'_>) {
        let members = at.key("allOf");
        for key in ["pattern", "multipleOf", "format", "items"] {
            let declared = parts
                .iter()
                .filter_map(|it| Some((it.member, it.value.member(key)?)));
            let declared: Vec<_> = declared.collect();
            let others = declared.iter().skip(1).filter(|it| it.1 != declared[0].1);
            for (member, _) in others {
                let message =
                    format!("`{key}` of this member is not checked: another member has one");
                self.unread(&members.index(member.unwrap_or_default()), message);
            }
        }
    }

    /// Adds a member and what it combines. Returns `false` if it is an object or cannot be resolved.
    fn add_parts<'v>(
        &self,
        document: DocumentId,
        value: &'v Value,
        member: usize,
        visited: &mut Vec<&'v Value>,
        parts: &mut Vec<Part<'v>>,
    ) -> bool
    where
        'a: 'v,
    {
        let Some((document, value, _)) = self.deref(document, value) else {
            return false;
        };
        let Some(object) = value.as_object() else {
            // `true` allows any value.
            return *value == Value::Bool(true);
        };
        if OBJECT.iter().any(|it| object.has(it)) || visited.len() > 50 {
            return false;
        }
        if visited.iter().any(|it| std::ptr::eq(*it, value)) {
            return true;
        }
        visited.push(value);
        parts.push(Part {
            member: Some(member),
            value,
            types: self.types_of(document, value, 0),
        });
        let members = list(object, "allOf").iter();
        let mut members = members.filter(|it| !json_schema::is_empty(it));
        members.all(|it| self.add_parts(document, it, member, visited, parts))
    }

    /// Returns the types that a schema allows, by its own keywords and its choices. Returns `None` for all types.
    fn types_of<'v>(
        &self,
        document: DocumentId,
        value: &'v Value,
        depth: usize,
    ) -> Option<BTreeSet<&'v str>>
    where
        'a: 'v,
    {
        if let Some(types) = keyword_types(value) {
            return Some(types);
        }
        let object = value.as_object().filter(|_| depth < 5)?;
        let key = ["oneOf", "anyOf"]
            .into_iter()
            .find(|it| !list(object, it).is_empty())?;
        let mut types = BTreeSet::new();
        for choice in list(object, key)
            .iter()
            .filter(|it| !json_schema::is_null(it))
        {
            let (document, choice, _) = self.deref(document, choice)?;
            types.extend(self.types_of(document, choice, depth + 1)?);
        }
        Some(types)
    }
}

fn list<'v>(object: &'v Map<String, Value>, key: &str) -> &'v [Value] {
    object
        .member(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// Returns the types that the keywords of a schema allow, without those of its choices.
fn keyword_types(value: &Value) -> Option<BTreeSet<&str>> {
    let has = |key: &str| value.member(key).is_some();
    let mut types: BTreeSet<&str> = type_names(value).collect();
    if types.is_empty() {
        for value in enum_values(value) {
            types.insert(json_schema::type_of(value));
        }
    }
    if types.is_empty() && (has("items") || has("prefixItems")) {
        types.insert("array");
    }
    if types.is_empty() && OBJECT.iter().chain(&["required"]).any(|it| has(it)) {
        types.insert("object");
    }
    types.remove("null");
    if types.contains("number") {
        types.insert("integer");
    }
    (!types.is_empty()).then_some(types)
}

/// Returns the types that all parts allow. Returns `None` for all types.
fn common_types<'v>(parts: &[Part<'v>]) -> Option<BTreeSet<&'v str>> {
    let mut sets = parts.iter().filter_map(|it| it.types.clone());
    let first = sets.next()?;
    Some(sets.fold(first, |common, it| &common & &it))
}

fn enum_values(value: &Value) -> Vec<&Value> {
    let listed = value.member("enum").and_then(Value::as_array);
    let values = listed.into_iter().flatten().chain(value.member("const"));
    values.filter(|it| !it.is_null()).collect()
}

/// Returns the source of the type: the values that all enums contain, or the part with the narrowest type. Returns `None` if
/// the enums have no value in common.
fn chosen(parts: &[Part<'_>], common: Option<&BTreeSet<&str>>) -> Option<Chosen> {
    let enums = parts.iter().map(|it| enum_values(it.value));
    let mut enums = enums.filter(|it| !it.is_empty());
    if let Some(first) = enums.next() {
        let common = enums.fold(first, |common, it| {
            common
                .into_iter()
                .filter(|value| it.contains(value))
                .collect()
        });
        if common.is_empty() {
            return None;
        }
        let is_whole = |part: &Part<'_>| enum_values(part.value) == common;
        return Some(match parts.iter().position(is_whole) {
            Some(index) => Chosen::Part(index),
            None => Chosen::Values(common.into_iter().cloned().collect()),
        });
    }
    let narrowness = |part: &Part<'_>| {
        let has = |key: &str| part.value.member(key).is_some();
        let is_formatted = has("format") || has("contentEncoding") || has("contentMediaType");
        // A format without a type is one of the common types.
        let types = part.types.as_ref().or(common.filter(|_| is_formatted));
        let n_types = types.map_or(usize::MAX, BTreeSet::len);
        (
            n_types,
            !is_formatted,
            !(has("items") || has("prefixItems")),
        )
    };
    let indices = 0..parts.len();
    indices
        .min_by_key(|index| narrowness(&parts[*index]))
        .map(Chosen::Part)
}

/// Returns the schema of the chosen type with the constraints of all parts.
fn combined(
    object: &Map<String, Value>,
    members: &[Value],
    parts: &[Part<'_>],
    chosen: Chosen,
    common: Option<&BTreeSet<&str>>,
) -> Value {
    let mut whole = match chosen {
        Chosen::Part(0) => object.clone(),
        _ => without(object, &TYPE),
    };
    whole.remove("$ref");
    let mut rest = vec![json!({}); members.len()];
    match &chosen {
        Chosen::Part(0) => {}
        Chosen::Values(values) => {
            let types: BTreeSet<&str> = values.iter().map(json_schema::type_of).collect();
            whole.insert("type".to_owned(), json!(types));
            whole.insert("enum".to_owned(), json!(values));
        }
        Chosen::Part(index) => {
            let part = &parts[*index];
            match part.member.and_then(|it| Some((it, members.get(it)?))) {
                // The keywords of a member without nested schemas are moved.
                Some((_, member)) if is_flat(member) => {
                    let keywords = member.as_object().into_iter().flatten();
                    let keywords = keywords.filter(|(key, _)| TYPE.contains(&key.as_str()));
                    whole.extend(keywords.map(|(key, value)| (key.clone(), value.clone())));
                }
                Some((member, schema)) => rest[member] = schema.clone(),
                // The member is the `$ref` of the schema itself.
                None => rest.extend(object.member("$ref").map(|it| json!({ "$ref": it }))),
            }
        }
    }
    for part in parts {
        add_attributes(&mut whole, part.value);
    }
    if parts.iter().any(|it| json_schema::allows_null(it.value)) {
        whole.insert("nullable".to_owned(), json!(true));
    }
    let is_typed = rest.iter().any(|it| !json_schema::is_empty(it));
    if let Some(name) = common.and_then(BTreeSet::last).filter(|_| !is_typed) {
        whole.entry("type").or_insert_with(|| json!(name));
    }
    whole.insert("allOf".to_owned(), Value::Array(rest));
    Value::Object(whole)
}

fn is_flat(member: &Value) -> bool {
    let nested = ["$ref", "allOf", "oneOf", "anyOf", "items", "prefixItems"];
    nested.iter().all(|it| member.get(*it).is_none())
}

/// Adds the constraints and annotations of a part. Of two constraints, the stricter one applies.
fn add_attributes(whole: &mut Map<String, Value>, part: &Value) {
    for (key, value) in part.as_object().into_iter().flatten() {
        let is_stricter = |other: &Value| match (value.as_f64(), other.as_f64()) {
            (Some(new), Some(old)) if LOWER_BOUNDS.contains(&key.as_str()) => new > old,
            (Some(new), Some(old)) if UPPER_BOUNDS.contains(&key.as_str()) => new < old,
            _ => false,
        };
        if !TYPE.contains(&key.as_str()) && whole.get(key).is_none_or(is_stricter) {
            whole.insert(key.clone(), value.clone());
        }
    }
}

/// Returns the types of the members, each with its position.
fn described(parts: &[Part<'_>]) -> String {
    let mut texts = Vec::new();
    for part in parts {
        let Some(types) = &part.types else { continue };
        let types: Vec<&str> = types.iter().copied().collect();
        let subject = match part.member {
            Some(index) => format!("`allOf/{index}`"),
            None => "the schema itself".to_owned(),
        };
        texts.push(format!("{subject} allows {}", types.join(" or ")));
    }
    texts.join(", ")
}

/// Returns the object without keywords that define a type or constrain values.
fn annotations(object: &Map<String, Value>) -> Value {
    let mut rest = without(object, &TYPE);
    let bounds = LOWER_BOUNDS.iter().chain(&UPPER_BOUNDS);
    for key in bounds.chain(&["pattern", "multipleOf", "uniqueItems", "required"]) {
        rest.remove(*key);
    }
    Value::Object(rest)
}

fn without(object: &Map<String, Value>, keys: &[&str]) -> Map<String, Value> {
    let rest = object
        .iter()
        .filter(|(key, _)| !keys.contains(&key.as_str()));
    rest.map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

#[cfg(test)]
mod tests;
