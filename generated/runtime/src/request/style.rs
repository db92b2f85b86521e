//! Parameter styles of OpenAPI 3: the serialization of lists and objects in a path, query or header (RFC 6570).

use super::BoundParameter;
use super::encode::push_value;
use crate::{JsonMap, JsonValue, ListStyle, ParameterValue};

/// The structure of a value.
enum Parts {
    One(String),
    Items(Vec<String>),
    Properties(Vec<(String, String)>),
}

/// Returns the text of a scalar, or the JSON of an object or list. Null has no text.
pub(super) fn scalar(value: &JsonValue) -> Option<String> {
    match value {
        JsonValue::Null => None,
        JsonValue::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// Returns the names and texts of an object's properties.
pub(super) fn properties(object: &JsonMap) -> Vec<(String, String)> {
    let pairs = object.iter();
    pairs
        .filter_map(|(name, value)| Some((name.clone(), scalar(value)?)))
        .collect()
}

/// Returns the texts of a list's items.
pub(super) fn items(list: &[JsonValue]) -> Vec<String> {
    list.iter().filter_map(scalar).collect()
}

/// Returns a value as a single string without encoding, for headers, forms, and queries without an explicit style.
pub(super) fn text(value: &JsonValue, style: ListStyle) -> Option<String> {
    match (value, style) {
        (JsonValue::Null, _) => None,
        (value, ListStyle::Json) => Some(value.to_string()),
        (JsonValue::Array(list), _) => Some(items(list).join(style.separator())),
        (JsonValue::Object(object), ListStyle::Simple) => Some(flat(properties(object)).join(",")),
        (JsonValue::Object(object), ListStyle::SimpleExploded) => {
            let pairs = properties(object).into_iter();
            let pairs: Vec<String> = pairs.map(|(name, text)| format!("{name}={text}")).collect();
            Some(pairs.join(","))
        }
        (value, _) => scalar(value),
    }
}

/// Flattens pairs to a list of alternating names and texts.
pub(super) fn flat(properties: Vec<(String, String)>) -> Vec<String> {
    let pairs = properties.into_iter();
    pairs.flat_map(|(name, text)| [name, text]).collect()
}

/// Returns an encoded path parameter in a style of OpenAPI 3, or `None` for the styles of Swagger 2.0.
pub(super) fn path(bound: &BoundParameter<'_>) -> Option<String> {
    let style = bound.parameter.style;
    let (prefix, separator, named, exploded) = match style {
        ListStyle::Simple => ("", ",", false, false),
        ListStyle::SimpleExploded => ("", ",", false, true),
        ListStyle::Label => (".", ",", false, false),
        ListStyle::LabelExploded => (".", ".", false, true),
        ListStyle::Matrix => (";", ",", true, false),
        ListStyle::MatrixExploded => (";", ";", true, true),
        _ => return None,
    };
    let parts = parts(&bound.wire)?;
    let mut out = String::from(prefix);
    let name = bound.parameter.name;
    if named && (!exploded || matches!(parts, Parts::One(_))) {
        push_value(&mut out, name);
        out.push('=');
    }
    let write_all = |out: &mut String, texts: Vec<String>, name: Option<&str>| {
        for (index, text) in texts.iter().enumerate() {
            if index > 0 {
                out.push_str(separator);
            }
            if let Some(name) = name {
                push_value(out, name);
                out.push('=');
            }
            push_value(out, text);
        }
    };
    match parts {
        Parts::One(text) => push_value(&mut out, &text),
        Parts::Items(items) => {
            write_all(&mut out, items, (named && exploded).then_some(name));
        }
        Parts::Properties(pairs) if exploded => {
            for (index, (name, text)) in pairs.iter().enumerate() {
                if index > 0 {
                    out.push_str(separator);
                }
                push_value(&mut out, name);
                out.push('=');
                push_value(&mut out, text);
            }
        }
        Parts::Properties(pairs) => write_all(&mut out, flat(pairs), None),
    }
    Some(out)
}

fn parts(value: &ParameterValue<'_>) -> Option<Parts> {
    Some(match value {
        ParameterValue::Text(text) => Parts::One(text.clone().into_owned()),
        ParameterValue::List(items) => {
            Parts::Items(items.iter().map(|it| it.clone().into_owned()).collect())
        }
        ParameterValue::Map(entries) => {
            let pairs = entries.iter();
            let pairs = pairs.map(|(name, text)| (name.to_string(), text.to_string()));
            Parts::Properties(pairs.collect())
        }
        ParameterValue::Json(JsonValue::Array(list)) => Parts::Items(items(list)),
        ParameterValue::Json(JsonValue::Object(object)) => Parts::Properties(properties(object)),
        ParameterValue::Json(value) => Parts::One(scalar(value)?),
        ParameterValue::Absent | ParameterValue::Bytes(_) | ParameterValue::Files(_) => {
            return None;
        }
    })
}
