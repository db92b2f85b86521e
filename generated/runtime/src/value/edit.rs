//! Edits a document without losing the properties that its model does not declare, or digits of its numbers.

use super::wire::invalid;
use super::{JsonValue, Mode, Value, from_json, to_vec};
use azure_core::Result;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt;

/// The text that stands for a missing value.
const NULL: &str = "null";

/// Reads a model from a document, changes it, and returns the document with the changes.
///
/// Read-only properties are left out, as in any request body. All other properties that the change does not touch,
/// including undeclared ones, are preserved with their text.
///
/// # Errors
///
/// Returns an error if the document does not match the model, or if the changed model cannot be serialized.
pub fn edit<T: Value>(json: &[u8], change: impl FnOnce(&mut T)) -> Result<JsonText> {
    let mut model: T = from_json(json)?;
    let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    let document = str::from_utf8(json).map_err(|error| invalid(error.to_string()))?;
    let (read, sent) = (text(&model, Mode::All)?, text(&model, Mode::Request)?);
    change(&mut model);
    let changed = text(&model, Mode::Request)?;
    merge(document.trim(), &read, &sent, &changed)
        .map(JsonText)
        .map_err(|error| invalid(error.to_string()))
}

fn text<T: Value>(model: &T, mode: Mode) -> Result<String> {
    String::from_utf8(to_vec(model, mode)?).map_err(|error| invalid(error.to_string()))
}

type Object<'a> = BTreeMap<String, &'a RawValue>;
type Merged = serde_json::Result<String>;

/// Applies the changes of a model to the document. `read` is the original model, `sent` the part of it that a request
/// contains. All are JSON, compared as text: equal scalars of a model have the same text.
fn merge(document: &str, read: &str, sent: &str, changed: &str) -> Merged {
    match (document.as_bytes().first(), changed.as_bytes().first()) {
        (Some(b'{'), Some(b'{')) => merge_objects(document, read, sent, changed),
        (Some(b'['), Some(b'[')) => merge_items(document, read, sent, changed),
        _ if sent == changed => Ok(document.to_owned()),
        _ => Ok(changed.to_owned()),
    }
}

fn merge_objects(document: &str, read: &str, sent: &str, changed: &str) -> Merged {
    let (read, sent) = (object(read), object(sent));
    let changed: Object<'_> = serde_json::from_str(changed)?;
    let mut document: Object<'_> = serde_json::from_str(document)?;
    respell(&mut document, &read, &changed);
    // A property that was read but is not sent is read-only or was removed.
    document.retain(|key, _| !read.contains_key(key) || changed.contains_key(key));
    let kept = document.iter();
    let mut merged: BTreeMap<&str, String> = kept
        .map(|(key, value)| (key.as_str(), value.get().to_owned()))
        .collect();
    for (key, value) in &changed {
        let text = match document.get(key) {
            Some(old) => merge(old.get(), get(&read, key), get(&sent, key), value.get())?,
            None => value.get().to_owned(),
        };
        merged.insert(key, text);
    }
    let entries = merged.iter().map(|(key, value)| {
        let key = serde_json::to_string(key)?;
        Ok(format!("{key}:{value}"))
    });
    let entries: Vec<String> = entries.collect::<serde_json::Result<_>>()?;
    Ok(format!("{{{}}}", entries.join(",")))
}

/// Gives the properties that a model reads in another case their declared names.
fn respell(document: &mut Object<'_>, read: &Object<'_>, changed: &Object<'_>) {
    for name in read.keys().chain(changed.keys()) {
        if document.contains_key(name) {
            continue;
        }
        let mut keys = document.keys();
        let is_same = |key: &&String| !read.contains_key(*key) && key.eq_ignore_ascii_case(name);
        if let Some(key) = keys.find(is_same).cloned()
            && let Some(value) = document.remove(&key)
        {
            document.insert(name.clone(), value);
        }
    }
}

/// The properties of an object; none if the text is another value, as that of a missing property.
fn object(text: &str) -> Object<'_> {
    serde_json::from_str(text).unwrap_or_default()
}

/// The items of a list; none if the text is another value.
fn list(text: &str) -> Vec<&str> {
    let items: Vec<&RawValue> = serde_json::from_str(text).unwrap_or_default();
    items.into_iter().map(RawValue::get).collect()
}

fn get<'a>(object: &Object<'a>, key: &str) -> &'a str {
    object.get(key).map_or(NULL, |it| it.get())
}

fn merge_items(document: &str, read: &str, sent: &str, changed: &str) -> Merged {
    let (document, read, sent, changed) = (list(document), list(read), list(sent), list(changed));
    let mut is_free: Vec<bool> = sent.iter().map(|_| true).collect();
    let is_moved = changed.len() != sent.len();
    let items = changed.into_iter().enumerate().map(|(index, item)| {
        let origin = origin(&sent, &is_free, item, (!is_moved).then_some(index));
        let Some((at, old)) = origin.and_then(|at| Some((at, *document.get(at)?))) else {
            return Ok(item.to_owned());
        };
        is_free[at] = false;
        merge(old, read.get(at).copied().unwrap_or(NULL), sent[at], item)
    });
    let items: Vec<String> = items.collect::<serde_json::Result<_>>()?;
    Ok(format!("[{}]", items.join(",")))
}

/// Returns the index of the item that became this one: an equal item, an item with the same name, or the one at the
/// same index.
fn origin(
    items: &[&str],
    is_free: &[bool],
    changed: &str,
    position: Option<usize>,
) -> Option<usize> {
    let find = |is_same: &dyn Fn(&str) -> bool| {
        let mut free = items.iter().zip(is_free);
        free.position(|(item, is_free)| *is_free && is_same(item))
    };
    let name = |item: &str| {
        let name = serde_json::from_str(get(&object(item), "name"));
        name.ok().flatten().and_then(|it: Option<String>| it)
    };
    find(&|item| is_equal(item, changed))
        .or_else(|| {
            name(changed).and_then(|wanted| find(&|item| name(item).as_ref() == Some(&wanted)))
        })
        .or_else(|| position.filter(|at| is_free.get(*at) == Some(&true)))
}

/// Compares two values of a model as JSON. The entries of a map may have another order.
fn is_equal(a: &str, b: &str) -> bool {
    if a == b || a.len() != b.len() {
        return a == b;
    }
    match (a.as_bytes().first(), b.as_bytes().first()) {
        (Some(b'{'), Some(b'{')) => {
            let (a, b) = (object(a), object(b));
            let is_same = |(key, value): (&String, &&RawValue)| {
                b.get(key).is_some_and(|it| is_equal(value.get(), it.get()))
            };
            a.len() == b.len() && a.iter().all(is_same)
        }
        (Some(b'['), Some(b'[')) => {
            let (a, b) = (list(a), list(b));
            a.len() == b.len() && a.into_iter().zip(b).all(|(a, b)| is_equal(a, b))
        }
        _ => false,
    }
}

/// A JSON document as text, with all digits of its numbers: the result of [`edit`], to be sent in place of a model.
/// `Debug` shows its length only, because it may contain secrets.
#[derive(Clone, Eq, PartialEq)]
pub struct JsonText(String);

impl JsonText {
    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the document as a value, whose numbers may have fewer digits.
    ///
    /// # Errors
    ///
    /// Returns an error if a number is beyond the range of a double.
    pub fn to_json(&self) -> Result<JsonValue> {
        from_json(self.0.as_bytes())
    }
}

impl fmt::Debug for JsonText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JsonText(<{} bytes>)", self.0.len())
    }
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
        let edited = edit(document.to_string().as_bytes(), change).unwrap();
        edited.to_json().unwrap()
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
        assert_eq!(unchanged.to_json().unwrap(), document);
        // An item without an equal, a name or a position of its own is new.
        let added = edit::<Group>(document.to_string().as_bytes(), |it| {
            let rules = it.rules.as_mut().unwrap();
            rules.insert(1, rules[0].clone());
        });
        let rules = json!([{"name": "a", "new": 1}, {"name": "a", "new": 2}, {"name": "a"}]);
        assert_eq!(added.unwrap().to_json().unwrap()["rules"], rules);
    }

    struct Tagged {
        items: Option<Vec<Item>>,
    }
    crate::fields!(Tagged: Default { 0: items = "items" });

    #[derive(Default)]
    struct Item {
        tags: Option<crate::Map<JsonValue>>,
    }
    crate::fields!(Item { 0: tags = "tags" });

    #[test]
    fn an_item_whose_map_has_another_order_keeps_its_properties() {
        let document = br#"{"items":[{"tags":{"b":[1,{"x":1,"y":2}],"a":2},"new":1},{"tags":{}}]}"#;
        let edited = edit::<Tagged>(document, |it| {
            let items = it.items.as_mut().unwrap();
            items.remove(1);
            let tags = items[0].tags.take().unwrap();
            let mut entries: Vec<_> = tags.into_iter().collect();
            entries.reverse();
            items[0].tags = Some(entries.into_iter().collect());
        });
        let kept = json!({"items": [{"tags": {"a": 2, "b": [1, {"x": 1, "y": 2}]}, "new": 1}]});
        assert_eq!(edited.unwrap().to_json().unwrap(), kept);
        for (a, b, expected) in [
            ("1", "1", true),
            ("1", "2", false),
            ("{}", "[]", false),
            (r#"{"a":1,"b":2}"#, r#"{"b":2,"a":1}"#, true),
            (r#"{"a":1,"b":2}"#, r#"{"b":1,"a":2}"#, false),
            (r#"[{"a":1,"b":2}]"#, r#"[{"b":2,"a":1}]"#, true),
            (r#"{"a":null}"#, r#"{"b":null}"#, false),
            ("[1,2]", "[2,1]", false),
            (r#"[1,"2"]"#, "[1,233]", false),
        ] {
            assert_eq!(is_equal(a, b), expected, "{a} {b}");
        }
    }

    #[test]
    fn a_property_in_another_case_is_not_sent_twice() {
        let document =
            br#"{"Location":"west","RULES":[{"Port":1.0,"New":2}],"ID":"/g","Zones":[]}"#;
        let edited = |change: &dyn Fn(&mut Group)| {
            let edited = edit::<Group>(document, |it| change(it)).unwrap();
            edited.as_str().to_owned()
        };
        let rules = r#""rules":[{"New":2,"port":1.0}]"#;
        assert_eq!(
            edited(&|_| {}),
            format!(r#"{{"Zones":[],"location":"west",{rules}}}"#)
        );
        assert_eq!(
            edited(&|it| it.location = Some("east".to_owned())),
            format!(r#"{{"Zones":[],"location":"east",{rules}}}"#)
        );
        assert_eq!(
            edited(&|it| it.location = None),
            format!(r#"{{"Zones":[],{rules}}}"#)
        );
        let null = edit::<Group>(br#"{"Location":null}"#, |it| it.location = Some("x".into()));
        assert_eq!(null.unwrap().as_str(), r#"{"location":"x"}"#);
    }

    #[test]
    fn a_document_of_another_shape_is_an_error() {
        let error = edit::<Group>(b"{\"rules\": 5}", |_| {})
            .unwrap_err()
            .to_string();
        assert!(error.contains("rules"), "{error}");
    }

    struct Price {
        amount: Option<crate::Decimal>,
        note: Option<String>,
    }
    crate::fields!(Price: Default { 0: amount = "amount", 1: note = "note" });

    #[test]
    fn no_digit_of_a_number_is_lost() {
        let edited = |document: &str, amount: Option<&str>| {
            let change = |price: &mut Price| {
                price.note = Some("n".to_owned());
                if let Some(amount) = amount {
                    price.amount = Some(crate::Decimal::from_text(amount));
                }
            };
            edit(document.as_bytes(), change).unwrap()
        };
        let exact = "0.1234567890123456789012345";
        let document = format!(r#" {{"new":[{exact},1.10,1E400],"amount": {exact}}}"#);
        assert_eq!(
            edited(&document, None).as_str(),
            format!(r#"{{"amount":{exact},"new":[{exact},1.10,1E400],"note":"n"}}"#)
        );
        assert_eq!(
            edited(&document, Some("2.50")).as_str(),
            format!(r#"{{"amount":2.50,"new":[{exact},1.10,1E400],"note":"n"}}"#)
        );
        let null = edited(r#"{"note":null,"a\"b":1}"#, None);
        assert_eq!(null.as_str(), r#"{"a\"b":1,"note":"n"}"#);
        assert_eq!(format!("{null:?}"), "JsonText(<21 bytes>)");
    }
}
