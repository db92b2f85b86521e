//! XML without a declared schema, as JSON: elements by name, attributes as `@name`, and the text beside them as
//! `$text`.

use super::super::{JsonMap, JsonValue};
use super::tree::Element;
use serde_json::map::Entry;

/// Converts an element to JSON. An element with text only becomes a string.
pub(crate) fn to_json(element: &Element) -> JsonValue {
    if element.children.is_empty() && element.attributes.is_empty() {
        JsonValue::String(element.text.clone())
    } else {
        JsonValue::Object(to_json_object(element))
    }
}

/// Converts the children and attributes of an element to JSON. Elements with the same name become an array.
pub(super) fn to_json_object(element: &Element) -> JsonMap {
    let mut object = JsonMap::new();
    for (name, text) in &element.attributes {
        object.insert(format!("@{name}"), text.as_str().into());
    }
    let text = element.own_text();
    if !text.is_empty() {
        object.insert("$text".to_owned(), text.into());
    }
    for child in &element.children {
        let value = to_json(child);
        match object.entry(child.name.as_str()) {
            Entry::Vacant(entry) => {
                entry.insert(value);
            }
            Entry::Occupied(mut entry) => match entry.get_mut() {
                JsonValue::Array(items) => items.push(value),
                first => *first = JsonValue::Array(vec![first.take(), value]),
            },
        }
    }
    object
}
