//! Extracts the keys of a resource from a response.

use arm_runtime::JsonValue;
use arm_runtime::describe::Entry;
use arm_sensitive::is_secret_name;
use serde_json::Map;

use crate::names::kebab;

/// A key.
#[derive(Clone, PartialEq)]
pub struct Key {
    /// Name of the key for the operation that renews it.
    pub name: String,
    /// The key.
    pub value: String,
    /// Connection string with this key, if the service returns one.
    pub connection: Option<String>,
    /// Time of the last renewal, as formatted by the service.
    pub renewed: Option<String>,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Key")
            .field("name", &self.name)
            .field("renewed", &self.renewed)
            .finish_non_exhaustive()
    }
}

/// Reads the keys in a response of `reader`. `names` are the keys allowed by the spec; `selector` is the property that
/// names a key.
pub fn read(response: &JsonValue, reader: &Entry, names: &[String], selector: &str) -> Vec<Key> {
    if let Some(items) = list(response) {
        return items
            .iter()
            .filter_map(|it| of_item(it, reader, selector))
            .collect();
    }
    let mut map = Map::new();
    flatten(response, "", &mut map);
    let is_secret = |path: &str| {
        let (parent, name) = path.rsplit_once('.').unwrap_or(("", path));
        let mut declared = reader.response.secrets.iter();
        is_secret_name(name)
            || declared.any(|it| it.eq_ignore_ascii_case(name))
            // An object that is named like a key holds it.
            || (matches!(name, "key" | "value") && is_secret_name(parent))
    };
    let secrets: Vec<(&str, &str)> = map
        .iter()
        .filter(|(name, _)| is_secret(name))
        .filter_map(|(name, value)| {
            Some((name.as_str(), value.as_str().filter(|it| !it.is_empty())?))
        })
        .collect();
    let own: Vec<String> = match names {
        [] => secrets
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .filter(|it| !is_connection(it))
            .collect(),
        names => names.to_vec(),
    };
    let key = |name: &String| {
        let value = best(
            name,
            secrets.iter().filter(|(it, _)| !is_connection(it)).copied(),
        )?;
        let renewed = map
            .iter()
            .filter(|(it, _)| is_time(it))
            .filter_map(|(it, value)| Some((it.as_str(), value.as_str()?)));
        Some(Key {
            name: name.clone(),
            value: value.to_owned(),
            connection: best(
                name,
                secrets.iter().filter(|(it, _)| is_connection(it)).copied(),
            )
            .map(str::to_owned),
            renewed: best(name, renewed).map(str::to_owned),
        })
    };
    own.iter().filter_map(key).collect()
}

/// Returns the list of keys, if the response has one.
fn list(response: &JsonValue) -> Option<&Vec<JsonValue>> {
    let items = response
        .as_array()
        .or_else(|| response.as_object()?.values().find_map(JsonValue::as_array))?;
    items.first()?.is_object().then_some(items)
}

fn of_item(item: &JsonValue, reader: &Entry, selector: &str) -> Option<Key> {
    let map = item.as_object()?;
    let text = |name: &str| {
        map.get(name)
            .and_then(JsonValue::as_str)
            .filter(|it| !it.is_empty())
    };
    let name = [selector, "keyName", "name", "id"]
        .iter()
        .find_map(|it| text(it))?;
    let is_secret = |name: &str| reader.response.secrets.contains(&name) || is_secret_name(name);
    let value = text("value").or_else(|| {
        let mut secrets = map
            .iter()
            .filter(|(it, _)| is_secret(it) && !is_connection(it) && *it != "keyName");
        secrets.find_map(|(_, it)| it.as_str())
    })?;
    let renewed = map
        .iter()
        .find(|(it, _)| is_time(it))
        .and_then(|(_, it)| it.as_str());
    Some(Key {
        name: name.to_owned(),
        value: value.to_owned(),
        connection: text("connectionString").map(str::to_owned),
        renewed: renewed.map(str::to_owned),
    })
}

/// Collects the properties of an object by their dotted paths. The `properties` of a resource are not part of the path.
fn flatten(value: &JsonValue, prefix: &str, into: &mut Map<String, JsonValue>) {
    for (name, value) in value.as_object().into_iter().flatten() {
        let path = format!("{prefix}{name}");
        match value {
            JsonValue::Object(_) if name == "properties" => flatten(value, prefix, into),
            JsonValue::Object(_) => flatten(value, &format!("{path}."), into),
            value => {
                into.insert(path, value.clone());
            }
        }
    }
}

fn words(name: &str) -> Vec<String> {
    kebab(name).split('-').map(str::to_owned).collect()
}

fn is_connection(name: &str) -> bool {
    let words = words(name);
    words
        .iter()
        .any(|it| matches!(it.as_str(), "connection" | "endpoint" | "uri" | "url"))
}

fn is_time(name: &str) -> bool {
    let words = words(name);
    words.iter().any(|it| {
        matches!(
            it.as_str(),
            "updated" | "modified" | "renewed" | "regenerated" | "creation" | "created" | "rotated"
        )
    })
}

/// Returns the value of the property that has all words of the key's name and the fewest others. `primary` and
/// `secondary` also match numbered keys.
fn best<'a>(key: &str, properties: impl Iterator<Item = (&'a str, &'a str)>) -> Option<&'a str> {
    let ordinal = match key {
        "1" => "primary",
        "2" => "secondary",
        _ => key,
    };
    let wanted: Vec<String> = words(ordinal)
        .into_iter()
        .filter(|it| it != "key")
        .collect();
    let fits = |(name, value): (&'a str, &'a str)| {
        let own = words(name);
        let has_all = wanted.iter().all(|it| own.contains(it));
        has_all.then_some((own.len(), value))
    };
    properties
        .filter_map(fits)
        .min_by_key(|(n_words, _)| *n_words)
        .map(|(_, value)| value)
}

/// Verifies that `key` was renewed and that no other key has changed.
pub fn verify(before: &[Key], after: &[Key], key: &str) -> Result<(), String> {
    let find = |keys: &'_ [Key], name: &str| {
        keys.iter()
            .find(|it| it.name.eq_ignore_ascii_case(name))
            .cloned()
    };
    let Some(new) = find(after, key) else {
        return Err(format!("the response no longer contains key {key}"));
    };
    if find(before, key).is_some_and(|old| old.value == new.value) {
        return Err(format!("key {key} did not change"));
    }
    for old in before
        .iter()
        .filter(|it| !it.name.eq_ignore_ascii_case(key))
    {
        match find(after, &old.name) {
            Some(same) if same.value == old.value => {}
            Some(_) => {
                return Err(format!(
                    "key {} changed, but should not be renewed",
                    old.name
                ));
            }
            None => {
                return Err(format!(
                    "key {} is missing, but should not be renewed",
                    old.name
                ));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::entry;
    use serde_json::json;

    fn found(response: JsonValue, names: &[&str], selector: &str) -> Vec<String> {
        let names: Vec<String> = names.iter().map(|it| (*it).to_owned()).collect();
        let shown = |it: &Key| {
            format!(
                "{}={} {}",
                it.name,
                it.value,
                it.renewed.as_deref().unwrap_or("-")
            )
        };
        read(&response, entry("get"), &names, selector)
            .iter()
            .map(shown)
            .collect()
    }

    #[test]
    fn keys_of_every_shape_are_found() {
        for (response, names, selector, expected) in [
            (
                json!({ "primaryKey": "a", "secondaryKey": "b", "primaryConnectionString": "c=a", "primaryKeyLastUpdated": "2024" }),
                &["Primary", "Secondary"] as &[&str],
                "keyType",
                &["Primary=a 2024", "Secondary=b -"] as &[&str],
            ),
            (
                json!({ "primaryKey": "a", "secondaryKey": "b" }),
                &["PrimaryKey", "SecondaryKey"],
                "policyKey",
                &["PrimaryKey=a -", "SecondaryKey=b -"],
            ),
            (
                json!({ "primaryKey": "a", "secondaryKey": "b" }),
                &["1", "2"],
                "serial",
                &["1=a -", "2=b -"],
            ),
            (
                json!({ "authKey1": "a", "authKey2": "b" }),
                &["authKey1", "authKey2"],
                "keyName",
                &["authKey1=a -", "authKey2=b -"],
            ),
            (
                json!({ "key1": "a", "key2": "b" }),
                &[],
                "keyName",
                &["key1=a -", "key2=b -"],
            ),
            // The properties of a resource are not part of the name.
            (
                json!({ "properties": { "key1": "a", "nested": { "key2": "b" } } }),
                &[],
                "keyName",
                &["key1=a -", "nested.key2=b -"],
            ),
            // An empty text is not a key, and a number is none.
            (
                json!({ "key1": "", "key2": "b", "key3": 5 }),
                &[],
                "keyName",
                &["key2=b -"],
            ),
            (
                json!({ "primaryMasterKey": "a", "primaryReadonlyMasterKey": "r" }),
                &["primary", "primaryReadonly", "secondary"],
                "keyKind",
                &["primary=a -", "primaryReadonly=r -"],
            ),
            (
                json!({ "properties": { "primaryKey": "a", "secondaryKey": null } }),
                &["primary", "secondary"],
                "",
                &["primary=a -"],
            ),
            (
                json!({ "primaryKey": { "createdAt": "2024", "key": "a" }, "secondaryKey": { "key": "b" }, "enabled": true }),
                &["Primary", "Secondary"],
                "keys",
                &["Primary=a 2024", "Secondary=b -"],
            ),
            (
                json!({ "primaryKey": { "name": "n", "value": "a" }, "other": { "value": "x" } }),
                &["Primary", "Secondary"],
                "",
                &["Primary=a -"],
            ),
            (json!({}), &["primary"], "", &[]),
            (json!(null), &["primary"], "", &[]),
        ] {
            assert_eq!(
                found(response.clone(), names, selector),
                expected,
                "{response}"
            );
        }
    }

    #[test]
    fn keys_in_lists_are_found() {
        for (response, selector, expected) in [
            (
                json!({ "keys": [{ "keyName": "key1", "value": "a", "permissions": "Full", "creationTime": "2024" }, { "keyName": "key2", "value": "b" }] }),
                "keyName",
                &["key1=a 2024", "key2=b -"] as &[&str],
            ),
            // A connection string is not a key, and the name of a key is not its value.
            (
                json!({ "keys": [{ "keyName": "key1", "primaryConnectionString": "c=a", "accessKey": "a" }, { "keyName": "key2" }] }),
                "keyName",
                &["key1=a -"],
            ),
            (
                json!([{ "id": "7-x", "name": "Primary", "value": "a", "lastModified": "2024" }]),
                "id",
                &["7-x=a 2024"],
            ),
        ] {
            assert_eq!(
                found(response.clone(), &[], selector),
                expected,
                "{response}"
            );
        }
    }

    #[test]
    fn only_the_key_that_was_named_may_change() {
        let keys = |one: &str, two: &str| {
            let key = |name: &str, value: &str| Key {
                name: name.to_owned(),
                value: value.to_owned(),
                connection: None,
                renewed: None,
            };
            vec![key("primary", one), key("secondary", two)]
        };
        let check = |after: &[Key]| verify(&keys("a", "b"), after, "Primary");
        assert_eq!(check(&keys("x", "b")), Ok(()));
        assert!(
            check(&keys("a", "b"))
                .unwrap_err()
                .contains("did not change")
        );
        assert!(
            check(&keys("x", "y"))
                .unwrap_err()
                .contains("secondary changed")
        );
        assert!(
            check(&keys("x", "b")[..1])
                .unwrap_err()
                .contains("secondary is missing")
        );
        assert!(
            check(&keys("x", "b")[1..])
                .unwrap_err()
                .contains("no longer contains key Primary")
        );
        assert!(!format!("{:?}", keys("hush", "b")).contains("hush"));
    }
}
