//! Keys of resources, which stay the same until they are regenerated.

use arm_runtime::describe::{Kind, Schema, Type};
use serde_json::{Map, Value, json};

use crate::action::{is_key_name, list_of_keys};
use crate::catalog::schema_of;
use crate::engine::{Call, Target};
use crate::generate::{Seed, Time};
use crate::state::Resource;
use crate::view::host_label;

/// The keys of a resource.
pub(crate) struct Keys<'a> {
    resource: &'a Resource,
    seed: Seed,
}

impl<'a> Keys<'a> {
    pub fn new(call: &Call<'_>, resource: &'a Resource) -> Self {
        Self {
            resource,
            seed: resource.seed(call.state.seed),
        }
    }

    /// Returns the value of a key by its stem: `primary`, `secondary`, `key1`.
    fn value(&self, stem: &str) -> String {
        let (generation, _) = self.generation(stem);
        self.seed
            .with("key")
            .with(stem)
            .with(&generation.to_string())
            .key()
    }

    fn generation(&self, stem: &str) -> (u64, Time) {
        let known = self.resource.keys.get(stem).copied();
        known.unwrap_or((0, self.resource.created))
    }

    /// Returns the response of an operation that lists keys, before its schema is applied.
    pub fn shown(&self, target: &Target<'_>, ty: &Type) -> Value {
        let Some(schema) = schema_of(target.route.module, ty) else {
            return json!({});
        };
        let mut value = self.own();
        if let Some((name, item)) = list_of_keys(target.route, schema) {
            let keys = ["key1", "key2"].map(|key| self.item(item, key));
            value.insert(name.to_owned(), json!(keys));
        }
        for property in schema.properties {
            if property.kind == Kind::Secret || is_key_name(property.name) {
                let secret = self.property(property.name, property.ty.format);
                value.insert(property.name.to_owned(), secret);
            }
        }
        Value::Object(value)
    }

    /// Returns the properties of the resource, flattened.
    fn own(&self) -> Map<String, Value> {
        let mut value = self.resource.body.clone();
        if let Some(Value::Object(inner)) = value.remove("properties") {
            value.extend(inner);
        }
        value.insert("id".to_owned(), json!(self.resource.id));
        value.insert("name".to_owned(), json!(self.resource.name()));
        value.insert("type".to_owned(), json!(self.resource.ty));
        value
    }

    fn item(&self, schema: &Schema, key: &str) -> Value {
        let mut item = json!({ "value": self.value(key) });
        let name = if schema.property("keyName").is_some() {
            "keyName"
        } else {
            "name"
        };
        item[name] = json!(key);
        if let Some(permissions) = schema.property("permissions") {
            let full = permissions
                .values
                .iter()
                .find(|it| it.eq_ignore_ascii_case("full"));
            item["permissions"] = json!(full.copied().unwrap_or("Full"));
        }
        if schema.property("creationTime").is_some() {
            item["creationTime"] = json!(self.generation(key).1.rfc3339());
        }
        item
    }

    /// Returns a secret by the name of its property.
    fn property(&self, name: &str, format: &str) -> Value {
        if let Some(value) = self.resource.secrets.get(name) {
            return value.clone();
        }
        let lower = name.to_ascii_lowercase();
        let stem = stem(&lower);
        if lower.contains("lastupdated") || format == "date-time" {
            return json!(self.generation(&stem).1.rfc3339());
        }
        let key = self.resource.secrets.iter();
        let key = key
            .filter(|(it, _)| **it != name && is_key_of(it, &stem))
            .find_map(|it| it.1.as_str());
        let key = key.map_or_else(|| self.value(&stem), str::to_owned);
        if lower.contains("connectionstring") {
            let host = host_label(self.resource.name());
            return json!(format!(
                "endpoint=https://{host}.fake.invalid/;accesskey={key}"
            ));
        }
        json!(key)
    }
}

fn is_key_of(name: &str, stem: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with(stem) && !name.contains("connectionstring")
}

/// Returns the common part of the names of a key, its connection string and its time.
fn stem(lower: &str) -> String {
    for known in ["primary", "secondary", "tertiary"] {
        if lower.starts_with(known) {
            return known.to_owned();
        }
    }
    for ending in ["connectionstring", "lastupdated"] {
        if let Some(stem) = lower.strip_suffix(ending) {
            return stem.to_owned();
        }
    }
    lower.to_owned()
}

/// The stems of the keys that a request regenerates; `None` if it names no key.
pub(crate) fn stems_of_request(
    target: &Target<'_>,
    action: &str,
    body: Option<&Value>,
) -> Option<Vec<String>> {
    for part in ["primary", "secondary", "/key1", "/key2"] {
        if action.contains(part) {
            return Some(vec![part.trim_start_matches('/').to_owned()]);
        }
    }
    if action.contains('/') {
        return None;
    }
    let declared = target
        .route
        .entry
        .body
        .and_then(|it| schema_of(target.route.module, &it.ty));
    let (Some(schema), Some(Value::Object(sent))) = (declared, body) else {
        return Some(vec![
            "primary".to_owned(),
            "secondary".to_owned(),
            "key1".to_owned(),
            "key2".to_owned(),
        ]);
    };
    let mut properties = schema.properties.iter().filter(|it| it.kind == Kind::Text);
    let mut texts = properties
        .clone()
        .filter(|it| it.name.to_ascii_lowercase().contains("key"));
    let Some(property) = texts.next().or_else(|| properties.next()) else {
        return Some(vec!["primary".to_owned(), "secondary".to_owned()]);
    };
    let text = sent.get(property.name)?.as_str()?;
    let lower = text.to_ascii_lowercase();
    let listed = property
        .values
        .iter()
        .any(|it| it.eq_ignore_ascii_case(text));
    let known = lower
        .strip_prefix("key")
        .is_some_and(|it| matches!(it, "1" | "2"))
        || ["primary", "secondary"]
            .iter()
            .any(|it| lower.starts_with(it));
    (listed || (property.values.is_empty() && known)).then(|| vec![stem(&lower)])
}
