//! Edits a document without losing the properties that its model does not declare.

use super::wire::invalid;
use super::write::{Of, Target};
use super::{Encode, JsonValue, Mode, Value, from_json};
use azure_core::Result;

/// Reads a model from a document, changes it, and returns the document with the changes.
///
/// Read-only properties are left out, as in any request body. All other properties that the change does not touch,
/// including undeclared ones, are preserved.
///
/// # Errors
///
/// Returns an error if the document does not match the model, or if the changed model has a number that is not finite.
pub fn edit<T: Value>(json: &[u8], change: impl FnOnce(&mut T)) -> Result<JsonValue> {
    let mut model: T = from_json(json)?;
    let document: JsonValue = from_json(json)?;
    let (read, sent) = (to_json(&model, Mode::All)?, to_json(&model, Mode::Request)?);
    change(&mut model);
    let changed = to_json(&model, Mode::Request)?;
    Ok(merge(document, &read, &sent, changed))
}

fn to_json(value: &dyn Encode, mode: Mode) -> Result<JsonValue> {
    let target = Target {
        mode,
        is_json: true,
    };
    serde_json::to_value(Of { value, target }).map_err(|error| invalid(error.to_string()))
}

/// Applies the changes of a model to the document. `read` is the original model, `sent` the part of it that a request
/// contains.
fn merge(document: JsonValue, read: &JsonValue, sent: &JsonValue, changed: JsonValue) -> JsonValue {
    match (document, changed) {
        (JsonValue::Object(mut document), JsonValue::Object(changed)) => {
            document.retain(|key, _| read.get(key).is_none() || changed.contains_key(key));
            for (key, value) in changed {
                let merged = match document.remove(&key) {
                    Some(old) => merge(old, &read[&key], &sent[&key], value),
                    None => value,
                };
                document.insert(key, merged);
            }
            JsonValue::Object(document)
        }
        (JsonValue::Array(document), JsonValue::Array(changed)) => {
            merge_items(document, read, sent, changed)
        }
        (document, changed) if *sent == changed => document,
        (_, changed) => changed,
    }
}

fn merge_items(
    mut document: Vec<JsonValue>,
    read: &JsonValue,
    sent: &JsonValue,
    changed: Vec<JsonValue>,
) -> JsonValue {
    let sent_items = sent.as_array().map_or(&[][..], Vec::as_slice);
    let mut is_free: Vec<bool> = sent_items.iter().map(|_| true).collect();
    let is_moved = changed.len() != sent_items.len();
    let items = changed.into_iter().enumerate().map(|(index, item)| {
        let origin = origin(sent_items, &is_free, &item, (!is_moved).then_some(index));
        let Some(at) = origin.filter(|at| *at < document.len()) else {
            return item;
        };
        is_free[at] = false;
        merge(document[at].take(), &read[at], &sent[at], item)
    });
    JsonValue::Array(items.collect())
}

/// Returns the index of the item that became this one: an equal item, an item with the same name, or the one at the
/// same index.
fn origin(
    items: &[JsonValue],
    is_free: &[bool],
    changed: &JsonValue,
    position: Option<usize>,
) -> Option<usize> {
    let find = |is_same: &dyn Fn(&JsonValue) -> bool| {
        let mut free = items.iter().zip(is_free);
        free.position(|(item, is_free)| *is_free && is_same(item))
    };
    let name = |item: &JsonValue| Some(item.get("name")?.as_str()?.to_owned());
    find(&|item| item == changed)
        .or_else(|| {
            name(changed).and_then(|wanted| find(&|item| name(item).as_ref() == Some(&wanted)))
        })
        .or_else(|| position.filter(|at| is_free.get(*at) == Some(&true)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    struct Rule {
        name: Option<String>,
        port: Option<i32>,
        state: Option<String>,
    }
    crate::fields!(Rule: Default { 0: name = "name", 1: port = "port", 2: state = "state" read_only });

    struct Group {
        id: Option<String>,
        location: Option<String>,
        rules: Option<Vec<Rule>>,
    }
    crate::fields!(Group: Default { 0: id = "id" read_only, 1: location = "location", 2: rules = "rules" });

    fn changed(change: impl FnOnce(&mut Group)) -> JsonValue {
        let document = json!({
            "id": "/g", "location": "west", "zones": ["1"],
            "rules": [
                {"name": "a", "port": 1, "state": "ok", "new": {"deep": 1}},
                {"name": "b", "port": 2.0, "new": 2},
                {"port": 3, "new": null},
            ],
        });
        edit(document.to_string().as_bytes(), change).unwrap()
    }

    #[test]
    fn properties_that_the_model_does_not_define_are_kept() {
        let rules = json!([
            {"name": "a", "port": 1, "new": {"deep": 1}},
            {"name": "b", "port": 2.0, "new": 2},
            {"port": 3, "new": null},
        ]);
        let kept = |location: &str, rules: &JsonValue| json!({"location": location, "zones": ["1"], "rules": rules});
        assert_eq!(changed(|_| {}), kept("west", &rules));
        assert_eq!(
            changed(|it| it.location = Some("east".to_owned())),
            kept("east", &rules)
        );
        assert_eq!(
            changed(|it| it.location = None),
            json!({"zones": ["1"], "rules": rules}),
        );
        assert_eq!(
            changed(|it| it.rules = None),
            json!({"location": "west", "zones": ["1"]})
        );
        assert_eq!(
            changed(|it| it.rules = Some(Vec::new())),
            kept("west", &json!([]))
        );
    }

    #[test]
    fn items_are_found_by_equality_name_and_position() {
        let rules = |change: &dyn Fn(&mut Vec<Rule>)| {
            changed(|it| change(it.rules.as_mut().unwrap()))["rules"].clone()
        };
        let a = json!({"name": "a", "port": 1, "new": {"deep": 1}});
        let b = json!({"name": "b", "port": 2.0, "new": 2});
        let c = json!({"port": 3, "new": null});
        assert_eq!(rules(&|it| drop(it.remove(0))), json!([b, c]));
        assert_eq!(rules(&|it| it.reverse()), json!([c, b, a]));
        assert_eq!(rules(&|it| it.retain(|it| it.port == Some(3))), json!([c]));
        let with_port = |port: i32| json!({"name": "b", "port": port, "new": 2});
        assert_eq!(
            rules(&|it| it[1].port = Some(9)),
            json!([a, with_port(9), c])
        );
        // The name identifies the item, although both its port and its index changed.
        let moved = rules(&|it| {
            it.remove(0);
            it[0].port = Some(9);
        });
        assert_eq!(moved, json!([with_port(9), c]));
        assert_eq!(rules(&|it| it[2].port = None), json!([a, b, {"new": null}]));
        // A new item does not take over properties of another.
        let added = rules(&|it| {
            it.insert(
                0,
                Rule {
                    port: Some(7),
                    ..crate::empty()
                },
            );
        });
        assert_eq!(added, json!([{"port": 7}, a, b, c]));
    }

    #[test]
    fn each_of_two_equal_items_keeps_its_own_properties() {
        let document = json!({"rules": [{"name": "a", "new": 1}, {"name": "a", "new": 2}]});
        let unchanged = edit::<Group>(document.to_string().as_bytes(), |_| {}).unwrap();
        assert_eq!(unchanged, document);
        // An item without an equal, a name or a position of its own is new.
        let added = edit::<Group>(document.to_string().as_bytes(), |it| {
            let rules = it.rules.as_mut().unwrap();
            rules.insert(1, rules[0].clone());
        });
        let rules = json!([{"name": "a", "new": 1}, {"name": "a", "new": 2}, {"name": "a"}]);
        assert_eq!(added.unwrap()["rules"], rules);
    }

    #[test]
    fn a_document_of_another_shape_is_an_error() {
        let error = edit::<Group>(b"{\"rules\": 5}", |_| {})
            .unwrap_err()
            .to_string();
        assert!(error.contains("rules"), "{error}");
    }
}
