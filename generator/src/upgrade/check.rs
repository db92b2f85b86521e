//! Checks the keywords of objects by the tables of [`super::keywords`].
//!
//! Values are read field by field, and a value of another type is not read. This module reports it, so that no keyword is
//! ignored silently. Keywords that are not in a table are reported, too, except for extensions.

mod objects;
mod paths;

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::keywords::Expected::{
    Alternatives, Any, Boolean, Bound, Choices, Count, Entries, Flag, Host, Items, List, ListOf,
    MediaType, MediaTypes, Members, Number, Object, OneOf, Schema, SchemaEntries, Schemas, Scopes,
    Text, TextEntries, TextOr, TextOrNull, Texts, Type, XmlName,
};
use super::keywords::{Expected, Keyword, SCHEMA};
use super::lookup::Lookup;
use super::{At, Upgrader, boolean, enum_text, json_schema};
use crate::diagnostics::{code, nearest};

impl Expected {
    /// Describes the expected value if `value` is another one.
    fn mismatch(self, value: &Value) -> Option<String> {
        let (is_right, what) = match self {
            Any => return None,
            Text => (value.is_string(), "a string"),
            TextOrNull => (value.is_string() || value.is_null(), "a string"),
            Boolean => (value.is_boolean(), "a boolean"),
            Flag => (boolean(value).is_some(), "a boolean"),
            Number => (value.is_number(), "a number"),
            Bound => (
                value.is_number() || value.is_boolean(),
                "a boolean or a number",
            ),
            Count => (value.is_u64(), "an integer that is not negative"),
            OneOf(words) => {
                let is_known = |word: &str| words.iter().any(|it| it.eq_ignore_ascii_case(word));
                return (!value.as_str().is_some_and(is_known)).then(|| one_of(words));
            }
            Host => (value.as_str().is_some_and(is_host), "the name of a host"),
            XmlName => (
                value
                    .as_str()
                    .is_some_and(|it| it.is_empty() || is_xml_name(it)),
                "a name in XML",
            ),
            MediaType => (value.as_str().is_some_and(is_media_type), "a media type"),
            Texts | MediaTypes | ListOf(_) | List | Items(_) | Alternatives => {
                (value.is_array(), "an array")
            }
            Choices => match value.as_array() {
                Some(it) if it.is_empty() => (false, "an array with at least one schema"),
                it => (it.is_some(), "an array"),
            },
            Object | Members(_) | Entries(_) | TextEntries | SchemaEntries | Scopes => {
                (value.is_object(), "an object")
            }
            Schema => (value.is_object() || value.is_boolean(), "a schema"),
            Schemas => (
                !value.is_number() && !value.is_string() && !value.is_null(),
                "a schema",
            ),
            Type => {
                let names = value.as_array().is_some_and(|it| !it.is_empty());
                (value.is_string() || names, "the name of a type")
            }
            TextOr(_) => (
                value.is_string() || value.is_object(),
                "a string or an object",
            ),
        };
        (!is_right).then(|| what.to_owned())
    }

    /// Returns the expected value of the items or members, and the keywords of objects among them.
    fn inside(self) -> Option<Expected> {
        match self {
            Texts => Some(Text),
            MediaTypes => Some(MediaType),
            ListOf(words) => Some(OneOf(words)),
            Items(keywords) | Entries(keywords) => Some(Members(keywords)),
            TextEntries => Some(Text),
            SchemaEntries => Some(Schema),
            Type => Some(Text),
            Alternatives => Some(Scopes),
            Scopes => Some(Texts),
            _ => None,
        }
    }
}

fn one_of(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|it| format!("`{it}`")).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

impl Upgrader<'_> {
    /// Reports the values of known keywords that cannot be read.
    pub(super) fn check_known(&mut self, value: &Value, at: &At<'_>, keywords: &[Keyword]) {
        for (key, expected) in keywords {
            if let Some(value) = value.member(key) {
                self.check_value(key, value, *expected, &at.key(key));
            }
        }
    }

    /// Reports keywords that have no effect because they stand beside a `$ref`.
    pub(super) fn check_siblings(
        &mut self,
        object: &Map<String, Value>,
        at: &At<'_>,
        effective: &[&str],
    ) {
        if !object.member("$ref").is_some_and(Value::is_string) {
            return;
        }
        let others = object
            .keys()
            .filter(|it| !it.starts_with("x-") && *it != "$ref");
        for key in others.filter(|it| !effective.contains(&it.as_str())) {
            let message = format!("`{key}` is ignored: it stands beside a `$ref`");
            self.unread(&at.key(key), message);
        }
    }

    pub(super) fn check_schema(&mut self, value: &Value, at: &At<'_>) {
        // The schema of a parameter of Swagger is the parameter itself.
        if value.member("in").is_none_or(|it| !it.is_string()) {
            self.check_keywords(value, at, &[SCHEMA]);
            self.check_constraints(value, at);
        }
    }

    /// Reports the keywords of an object that are unknown or have values that cannot be read.
    pub(super) fn check_keywords(&mut self, value: &Value, at: &At<'_>, tables: &[&[Keyword]]) {
        for (key, value) in value.as_object().into_iter().flatten() {
            if key == "$ref" {
                self.check_value(key, value, Text, &at.key(key));
                continue;
            }
            let known = tables
                .iter()
                .copied()
                .flatten()
                .find(|(name, _)| name == key);
            match known {
                Some((_, expected)) => self.check_value(key, value, *expected, &at.key(key)),
                None if key.starts_with("x-ms-") => self.unknown_extension(key, &at.key(key)),
                None if is_known_elsewhere(key) => {}
                None => self.unknown_keyword(key, &at.key(key), tables),
            }
        }
    }

    /// Reports a value of a keyword that cannot be read.
    pub(super) fn check_value(
        &mut self,
        key: &str,
        value: &Value,
        expected: Expected,
        at: &At<'_>,
    ) {
        if let Some(what) = expected.mismatch(value) {
            let message = format!("`{key}` is ignored: {} is not {what}", shown(value));
            self.warn(&code::MALFORMED_KEYWORD, at, message)
                .help(format!("write {what}, or remove `{key}`"));
            return;
        }
        let keywords = match expected {
            Members(keywords) | TextOr(keywords) => keywords,
            _ => &[],
        };
        if !keywords.is_empty() {
            self.check_keywords(value, at, &[keywords]);
        }
        let Some(inside) = expected.inside() else {
            return;
        };
        for (index, item) in value.as_array().into_iter().flatten().enumerate() {
            self.check_value(key, item, inside, &at.index(index));
        }
        for (name, item) in value.as_object().into_iter().flatten() {
            if !name.starts_with("x-") {
                self.check_value(name, item, inside, &at.key(name));
            }
        }
    }

    /// Reports an extension that differs from a known one by a letter or two.
    fn unknown_extension(&mut self, key: &str, at: &At<'_>) {
        let is_near = |it: &&&str| strsim::levenshtein(it, key) <= 2;
        if EXTENSIONS.contains(&key) {
            return;
        }
        if let Some(near) = EXTENSIONS.iter().find(is_near) {
            let message = format!("`{key}` is ignored: it is not a known extension");
            self.warn(&code::UNREAD_KEYWORD, at, message)
                .help(format!("did you mean `{near}`?"));
        }
    }

    fn unknown_keyword(&mut self, key: &str, at: &At<'_>, tables: &[&[Keyword]]) {
        let names = tables.iter().copied().flatten().map(|(name, _)| *name);
        let near = nearest(key, names);
        let message = format!("`{key}` is ignored: it is not a keyword here");
        let warning = self.warn(&code::UNREAD_KEYWORD, at, message);
        if let Some(near) = near.first() {
            warning.help(format!("remove it, or write `{near}` if you mean this"));
        }
    }
}

/// Extensions that the generator reads, or that have no effect on clients.
const EXTENSIONS: [&str; 35] = [
    "x-ms-api-version",
    "x-ms-arm-id-details",
    "x-ms-azure-resource",
    "x-ms-client-default",
    "x-ms-client-flatten",
    "x-ms-client-name",
    "x-ms-client-request-id",
    "x-ms-code-generation-settings",
    "x-ms-correlation-request-id",
    "x-ms-discriminator-value",
    "x-ms-enum",
    "x-ms-error-code",
    "x-ms-error-response",
    "x-ms-examples",
    "x-ms-external",
    "x-ms-format",
    "x-ms-header-collection-prefix",
    "x-ms-headers",
    "x-ms-identifiers",
    "x-ms-long-running-operation",
    "x-ms-long-running-operation-options",
    "x-ms-mutability",
    "x-ms-odata",
    "x-ms-original",
    "x-ms-pageable",
    "x-ms-parameter-grouping",
    "x-ms-parameter-location",
    "x-ms-parameterized-host",
    "x-ms-paths",
    "x-ms-request-id",
    "x-ms-requestBody-name",
    "x-ms-secret",
    "x-ms-skip-url-encoding",
    "x-ms-summary",
    "x-ms-text",
];

/// Keywords that constrain values of some types, with these types.
pub(super) const OF_TYPES: [(&str, &[&str]); 18] = [
    ("pattern", &["string", "file"]),
    ("minLength", &["string", "file"]),
    ("maxLength", &["string", "file"]),
    ("minimum", &["integer", "number"]),
    ("maximum", &["integer", "number"]),
    ("exclusiveMinimum", &["integer", "number"]),
    ("exclusiveMaximum", &["integer", "number"]),
    ("multipleOf", &["integer", "number"]),
    ("minItems", &["array"]),
    ("maxItems", &["array"]),
    ("uniqueItems", &["array"]),
    ("enum", &["string", "integer", "number", "boolean"]),
    ("properties", &["object"]),
    ("patternProperties", &["object"]),
    ("additionalProperties", &["object"]),
    ("minProperties", &["object"]),
    ("maxProperties", &["object"]),
    ("discriminator", &["object"]),
];

/// Keywords that have an effect beside `$ref`, or that repeat the referenced schema.
pub(super) const ANNOTATIONS: [&str; 13] = [
    "type",
    "title",
    "description",
    "default",
    "example",
    "examples",
    "externalDocs",
    "xml",
    "nullable",
    "readOnly",
    "writeOnly",
    "deprecated",
    "required",
];

/// Pairs of a lower and an upper bound.
const BOUNDS: [(&str, &str); 7] = [
    ("minimum", "maximum"),
    ("minimum", "exclusiveMaximum"),
    ("exclusiveMinimum", "maximum"),
    ("exclusiveMinimum", "exclusiveMaximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
];

/// Types of schemas.
const TYPES: [&str; 9] = [
    "array", "boolean", "file", "integer", "null", "number", "object", "string", "any",
];

/// Keywords that define a schema without its type.
const STRUCTURE: [&str; 5] = [
    "properties",
    "additionalProperties",
    "allOf",
    "oneOf",
    "anyOf",
];

impl Upgrader<'_> {
    /// Reports keywords of a schema that contradict each other.
    pub(super) fn check_constraints(&mut self, value: &Value, at: &At<'_>) {
        for (least, most) in BOUNDS {
            let bound = |key: &str| value.member(key).and_then(Value::as_f64);
            if let (Some(low), Some(high)) = (bound(least), bound(most))
                && low > high
            {
                let message = format!("no value is valid: `{least}` is greater than `{most}`");
                self.warn(&code::MALFORMED_KEYWORD, &at.key(least), message);
            }
        }
        let typ = value.member("type").and_then(Value::as_str);
        if let Some(typ) = typ.filter(|it| !TYPES.contains(it))
            && STRUCTURE.iter().any(|key| value.has(key))
        {
            let message = format!("`type: {typ}` is not a type; it is ignored");
            self.warn(&code::UNKNOWN_TYPE, &at.key("type"), message);
        }
        self.check_types(value, typ, at);
        self.check_names(value, at);
        if value
            .member("multipleOf")
            .and_then(Value::as_f64)
            .is_some_and(|it| it <= 0.0)
        {
            let message = "no value is valid: `multipleOf` is not positive";
            self.warn(&code::MALFORMED_KEYWORD, &at.key("multipleOf"), message);
        }
        let values = value.member("enum").and_then(Value::as_array);
        self.check_default(value, values, at);
        let Some(values) = values else {
            return;
        };
        let described = value.pointer("/x-ms-enum/values").and_then(Value::as_array);
        let known: HashSet<String> = values.iter().map(enum_text).collect();
        for (index, item) in described.into_iter().flatten().enumerate() {
            let found = item.member("value");
            if found.is_some_and(|it| known.contains(&enum_text(it))) {
                continue;
            }
            let reason = match found {
                Some(value) => format!("{} is not a value of the enum", shown(value)),
                None => "it has no `value`".to_owned(),
            };
            let message = format!("the description of an enum value is ignored: {reason}");
            let (at, all) = (at.key("x-ms-enum"), "values");
            let at = at.key(all);
            self.warn(&code::MALFORMED_KEYWORD, &at.index(index), message);
        }
    }

    /// Reports keywords that have no effect on values of the schema's type.
    fn check_types(&mut self, value: &Value, typ: Option<&str>, at: &At<'_>) {
        let Some(typ) = typ.filter(|it| TYPES.contains(it) && *it != "any") else {
            return;
        };
        for (key, types) in OF_TYPES {
            let is_set = value
                .member(key)
                .is_some_and(|it| it != &Value::Bool(false));
            if !is_set || types.contains(&typ) {
                continue;
            }
            if matches!(key, "properties" | "additionalProperties") {
                let message = format!("`type: {typ}` has no effect: the schema has `{key}`");
                self.unread(&at.key("type"), message);
            } else {
                let message = format!("`{key}` has no effect: the type is `{typ}`");
                self.unread(&at.key(key), message);
            }
        }
    }

    /// Reports names of properties that an object without bases does not have.
    fn check_names(&mut self, value: &Value, at: &At<'_>) {
        let has_others = ["$ref", "allOf", "oneOf", "anyOf"]
            .iter()
            .any(|it| value.member(it).is_some());
        let properties = value.member("properties").and_then(Value::as_object);
        let Some(properties) = properties.filter(|_| !has_others) else {
            return;
        };
        let required = value
            .member("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        for name in required
            .filter_map(Value::as_str)
            .filter(|it| !properties.has(it))
        {
            let message = format!("`required` contains `{name}`, which is not a property");
            self.warn(&code::MISSING_PROPERTY, &at.key("required"), message);
        }
        let discriminator = value.member("discriminator");
        let name = discriminator
            .and_then(|it| it.as_str().or_else(|| it.member("propertyName")?.as_str()));
        if let Some(name) = name.filter(|it| !properties.has(it)) {
            let message = format!("the discriminator `{name}` is not a property");
            self.warn(&code::MISSING_PROPERTY, &at.key("discriminator"), message)
                .help("add the property, or name another one");
        }
    }

    fn check_default(&mut self, schema: &Value, values: Option<&Vec<Value>>, at: &At<'_>) {
        let Some(default) = schema.member("default").filter(|it| !it.is_null()) else {
            return;
        };
        let same = |it: &Value| match (it.as_str(), default.as_str()) {
            (Some(it), Some(default)) => it.eq_ignore_ascii_case(default),
            _ => it == default,
        };
        let is_listed = values.is_none_or(|it| it.is_empty() || it.iter().any(same));
        let typ = schema
            .member("type")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let is_of_type = match (typ, json_schema::type_of(default)) {
            ("integer" | "number", found) => matches!(found, "integer" | "number"),
            ("string" | "boolean" | "array" | "object", found) => found == typ,
            _ => true,
        };
        let fault = match (is_listed, is_of_type) {
            (true, true) => return,
            (false, _) => "a value of the enum".to_owned(),
            (true, false) => format!("of the type `{typ}`"),
        };
        let message = format!("the default {} is not {fault}", shown(default));
        self.warn(&code::MALFORMED_KEYWORD, &at.key("default"), message);
    }
}

pub(super) fn is_media_type(text: &str) -> bool {
    let essence = text.split(';').next().unwrap_or_default().trim();
    essence.split_once('/').is_some_and(|(a, b)| {
        !a.is_empty() && !b.is_empty() && !essence.contains(char::is_whitespace)
    })
}

/// Returns `true` for a name of an element or attribute in XML, without a prefix.
pub fn is_xml_name(text: &str) -> bool {
    let starts =
        |it: char| it.is_ascii_alphabetic() || it == '_' || (it >= 'À' && it.is_alphabetic());
    let goes_on = |it: char| starts(it) || it.is_ascii_digit() || matches!(it, '-' | '.');
    text.starts_with(starts) && text.chars().all(goes_on)
}

/// Returns `true` for a host with an optional port.
pub(super) fn is_host(text: &str) -> bool {
    let is_part = |it: char| it.is_alphanumeric() || "-._~:[]{}%".contains(it);
    !text.is_empty() && text.chars().all(is_part)
}

/// Returns `true` for extensions, and for keywords of later drafts of JSON Schema, which are read or reported elsewhere.
fn is_known_elsewhere(key: &str) -> bool {
    key.starts_with("x-") || key.starts_with('$') || json_schema::is_of_later_drafts(key)
}

/// Returns a value as text for a message.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::String(it) if it.is_empty() => "an empty string".to_owned(),
        Value::String(it) if it.chars().count() <= 40 => format!("`{it}`"),
        Value::String(_) => "this text".to_owned(),
        Value::Array(it) if it.is_empty() => "an empty array".to_owned(),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        scalar => format!("`{scalar}`"),
    }
}
