//! The places of keys in a response, according to its schema.

use arm_runtime::describe::{Kind, Property, Schema, Type};
use serde_json::{Map, Value};

use super::name::{Known, distinct, is_about_keys, words};
use crate::catalog::{Route, schema_of};

/// Maximum depth of keys in a response.
const MAX_DEPTH: usize = 4;
/// Maximum number of keys taken from an example.
const MAX_ITEMS: usize = 16;

/// The part of a property in a response that contains keys.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    Key,
    /// A connection string with a key.
    Connection,
    /// A URL with a key.
    Address,
    /// Time of the last regeneration.
    Time,
    Other,
}

pub fn role(property: &Property) -> Role {
    if !matches!(property.kind, Kind::Text | Kind::Secret) {
        return Role::Other;
    }
    let words = words(property.name);
    let has = |list: &[&str]| words.iter().any(|it| list.contains(&it.as_str()));
    if property.ty.format.starts_with("date")
        || has(&[
            "updated",
            "modified",
            "renewed",
            "regenerated",
            "creation",
            "created",
        ])
    {
        return Role::Time;
    }
    let is_numbered = words.first().is_some_and(|it| {
        let parts = ["primary", "secondary", "tertiary"];
        parts.contains(&it.as_str())
    });
    if property.kind != Kind::Secret && !is_numbered {
        return Role::Other;
    }
    if has(&["connection"]) {
        Role::Connection
    } else if has(&["endpoint", "uri", "url"]) {
        Role::Address
    } else {
        Role::Key
    }
}

/// An object that holds keys with a name: one, or several with names of their own, such as `primaryKey`.
pub struct Item {
    pub schema: &'static Schema,
    /// Properties that name the key, the most specific first.
    pub naming: Vec<&'static Property>,
    /// Properties that hold the keys.
    pub secrets: Vec<&'static Property>,
}

impl Item {
    /// Returns `None` if an object of this schema does not hold one key and its name. `is_about_keys` tells that the
    /// operation or the list is about keys, so that a `value` is one.
    pub fn of(schema: &'static Schema, is_about_keys: bool) -> Option<Self> {
        if schema.is_resource() {
            return None;
        }
        let holds = |it: &&Property| {
            let is_value = is_about_keys && it.name == "value" && it.kind == Kind::Text;
            is_value || role(it) == Role::Key
        };
        let connects = |it: &&Property| role(it) == Role::Connection;
        let keys: Vec<&Property> = schema.properties.iter().filter(holds).collect();
        let connections: Vec<&Property> = schema.properties.iter().filter(connects).collect();
        // A list of connection strings has no keys beside them.
        let secrets = if keys.is_empty() { connections } else { keys };
        let mut naming: Vec<(usize, &Property)> = schema
            .properties
            .iter()
            .filter(|it| role(it) == Role::Other)
            .filter_map(|it| Some((naming_rank(it)?, it)))
            .collect();
        naming.sort_by_key(|it| it.0);
        let naming: Vec<&Property> = naming.into_iter().map(|it| it.1).collect();
        (!naming.is_empty() && !secrets.is_empty()).then_some(Self {
            schema,
            naming,
            secrets,
        })
    }

    /// Returns the name of a property of an item: that of the key, if the item has only one.
    pub fn path(&self, name: &str, property: &Property) -> String {
        match self.secrets.len() {
            1 => name.to_owned(),
            _ => format!("{name}/{}", property.name),
        }
    }

    /// Returns `true` if a property holds a key.
    pub fn holds(&self, property: &Property) -> bool {
        let is_own = self.secrets.iter().any(|it| it.name == property.name);
        is_own && (property.name == "value" || role(property) == Role::Key)
    }

    /// Returns the samples of the list's items: one for each key, from the schema or the example. Without either, those of
    /// `names`.
    pub fn samples(
        &self,
        example: &[&Map<String, Value>],
        names: &[String],
    ) -> Vec<Map<String, Value>> {
        let named =
            |name: &str| Map::from_iter([(self.naming[0].name.to_owned(), Value::from(name))]);
        let values = self.naming[0].values.iter();
        let values: Vec<&&str> = values
            .filter(|it| !it.eq_ignore_ascii_case("NotSpecified"))
            .collect();
        let of_example = |name: &str| {
            let found = example.iter().find(|it| self.name_of(it) == Some(name));
            found.map(|it| (*it).clone())
        };
        if !values.is_empty() {
            let samples = values
                .iter()
                .map(|it| of_example(it).unwrap_or_else(|| named(it)));
            return samples.collect();
        }
        let mut samples: Vec<Map<String, Value>> = Vec::new();
        for item in example.iter().take(MAX_ITEMS) {
            let is_new = |name| samples.iter().all(|it| self.name_of(it) != Some(name));
            if self.name_of(item).is_some_and(is_new) {
                samples.push((*item).clone());
            }
        }
        if samples.is_empty() {
            samples = names.iter().map(|it| named(it)).collect();
        }
        samples
    }

    /// Returns the name of the key in an item.
    pub fn name_of<'a>(&self, item: &'a Map<String, Value>) -> Option<&'a str> {
        let mut texts = self
            .naming
            .iter()
            .filter_map(|it| item.get(it.name)?.as_str());
        texts.find(|it| !it.is_empty())
    }
}

/// Returns the order of properties that may name a key; `None` for others.
fn naming_rank(property: &Property) -> Option<usize> {
    let words = words(property.name);
    let last = words.last()?.as_str();
    match property.kind {
        Kind::Text if property.name.eq_ignore_ascii_case("keyName") => Some(0),
        Kind::Text if last == "name" => Some(1),
        Kind::Text if matches!(last, "kind" | "type") && !property.values.is_empty() => Some(2),
        Kind::Text if last == "id" => Some(3),
        _ => None,
    }
}

/// A response of an operation that lists or regenerates keys.
#[derive(Clone, Copy)]
pub struct Response<'a> {
    pub route: &'a Route,
    /// Names of the keys in lists for which the spec has none.
    pub names: &'a [String],
}

impl Response<'_> {
    /// Returns the keys in the response.
    pub fn known(&self, ty: &Type) -> Vec<Known> {
        let mut known = Vec::new();
        let example = self.example(ty);
        match ty.kind {
            Kind::List => self.add_list(&mut known, self.action(), ty, example.as_ref()),
            _ => {
                if let Some(schema) = schema_of(self.route.module, ty) {
                    self.add(&mut known, schema, &[], example.as_ref(), 0);
                }
            }
        }
        known
    }

    fn add(
        &self,
        known: &mut Vec<Known>,
        schema: &'static Schema,
        prefix: &[String],
        example: Option<&Value>,
        depth: usize,
    ) {
        for property in schema.properties {
            let example = example.and_then(|it| it.get(property.name));
            match property.kind {
                Kind::List => self.add_list(known, property.name, &property.ty, example),
                Kind::Object if depth < MAX_DEPTH => {
                    if let Some(inner) = schema_of(self.route.module, &property.ty) {
                        let prefix = [prefix, &distinct(property.name)].concat();
                        self.add(known, inner, &prefix, example, depth + 1);
                    }
                }
                _ if role(property) == Role::Key => {
                    let identity = [prefix, &distinct(property.name)].concat().join(" ");
                    let names = vec![property.name.to_owned()];
                    known.push(Known { identity, names });
                }
                _ => {}
            }
        }
    }

    fn add_list(&self, known: &mut Vec<Known>, name: &str, ty: &Type, example: Option<&Value>) {
        let Some(item) = self.item(name, ty) else {
            return;
        };
        for sample in item.samples(&objects(example), self.names) {
            let texts = item
                .naming
                .iter()
                .filter_map(|it| sample.get(it.name)?.as_str());
            let names: Vec<String> = texts.map(str::to_owned).collect();
            let Some(first) = names.first() else { continue };
            for secret in item.secrets.iter().filter(|it| item.holds(it)) {
                let is_only = item.secrets.len() == 1;
                known.push(Known {
                    identity: identity(&item.path(first, secret)),
                    names: if is_only { names.clone() } else { Vec::new() },
                });
            }
        }
    }

    /// Returns the form of the items, if the list is one of keys. `name` is that of the list's property, or of the action.
    pub fn item(&self, name: &str, ty: &Type) -> Option<Item> {
        let items = ty.items.filter(|_| ty.kind == Kind::List)?;
        let schema = schema_of(self.route.module, items)?;
        Item::of(schema, is_about_keys(name) || is_about_keys(self.action()))
    }

    /// Returns the name of the action.
    pub fn action(&self) -> &str {
        let mut segments = self.route.template.segments.iter().rev();
        let action = segments.find_map(|it| match it {
            crate::catalog::Segment::Literal(name) => Some(name.as_str()),
            _ => None,
        });
        action.unwrap_or_default()
    }

    /// Returns the body of the spec's example.
    pub fn example(&self, ty: &Type) -> Option<Value> {
        let example = self.route.entry.example?;
        let is_body = |value: &Value| match ty.kind {
            Kind::List => value.is_array(),
            _ => value.is_object(),
        };
        let bodies = example.responses.iter();
        let mut bodies = bodies.filter_map(|it| serde_json::from_str::<Value>(it.1).ok());
        bodies.find(is_body)
    }
}

/// Returns the identity of a key that is named by the value of a property.
pub fn identity(name: &str) -> String {
    match distinct(name) {
        distinct if distinct.is_empty() => name.to_lowercase(),
        distinct => distinct.join(" "),
    }
}

/// Returns the objects of a list in an example.
pub fn objects(list: Option<&Value>) -> Vec<&Map<String, Value>> {
    let items = list.and_then(Value::as_array).into_iter().flatten();
    items.filter_map(Value::as_object).collect()
}
