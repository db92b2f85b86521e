//! Keys of resources, which stay the same until they are regenerated.

mod name;
mod regenerate;
mod slot;

use arm_runtime::describe::{Kind, Schema, Type};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use self::name::{Known, denoted, is_about_keys};
use self::slot::{Item, Response, Role, objects, role};
use crate::catalog::{Catalog, Route, schema_of};
use crate::engine::{Call, Target};
use crate::generate::{Seed, Time, host_label};
use crate::state::Resource;

pub(crate) use self::regenerate::{done, is_regeneration, regenerate};

/// Returns `true` if an action lists or regenerates keys.
pub(crate) fn has_rule(route: &Route) -> bool {
    let action = route.template.last_literal().unwrap_or_default();
    let action = action.to_ascii_lowercase();
    let lists = |ty| lists_keys(route, &action, &ty);
    action_length(route) == 2
        || is_regeneration(&action)
        || route.any_body_type().is_some_and(lists)
}

/// Returns `true` if an action creates keys that it does not store, such as tokens.
pub(crate) fn generates_keys(route: &Route, action: &str, ty: &Type) -> bool {
    action.starts_with("generate") && is_about_keys(action) && has_keys(route, ty)
}

/// Returns `true` if a response contains keys, and the action only reads them.
pub(crate) fn lists_keys(route: &Route, action: &str, ty: &Type) -> bool {
    let verbs = ["list", "get", "fetch", "show", "read", "retrieve"];
    let is_resource = schema_of(route.module, ty).is_some_and(Schema::is_resource);
    verbs.iter().any(|it| action.starts_with(it))
        && (!is_resource || is_about_keys(action))
        && has_keys(route, ty)
}

fn has_keys(route: &Route, ty: &Type) -> bool {
    // Any name will do for a list of which the spec has none.
    let names = [String::new()];
    let response = Response {
        route,
        names: &names,
    };
    let connects = |schema: &'static Schema| {
        let mut properties = schema.properties.iter();
        properties
            .any(|it| role(it) == Role::Connection || response.item(it.name, &it.ty).is_some())
    };
    !response.known(ty).is_empty() || schema_of(route.module, ty).is_some_and(connects)
}

/// The keys of a resource.
pub(crate) struct Keys<'a> {
    resource: &'a Resource,
    seed: Seed,
    /// The keys in the responses of all operations on the resource.
    known: Vec<Known>,
    /// Names of the keys in lists for which the spec has none.
    names: Vec<String>,
}

impl<'a> Keys<'a> {
    pub fn new(call: &Call<'_>, target: &Target<'_>, resource: &'a Resource) -> Self {
        let owner = owner_key(target.route);
        let names = regenerate::listed_names(call.catalog, &owner);
        Self {
            resource,
            seed: resource.seed(call.state.seed),
            known: known(call.catalog, &owner, &names),
            names,
        }
    }

    /// Creates new keys, independent of those of the resource, for the response of an action that generates some.
    pub fn fresh(
        call: &mut Call<'_>,
        target: &Target<'_>,
        resource: &'a Resource,
        ty: &Type,
    ) -> Self {
        let names = regenerate::listed_names(call.catalog, &owner_key(target.route));
        let response = Response {
            route: target.route,
            names: &names,
        };
        Self {
            resource,
            seed: Seed(0).with(&call.state.guid()),
            known: response.known(ty),
            names,
        }
    }

    /// Returns the value of a key.
    fn value(&self, known: &Known) -> String {
        let mut set = self.resource.secrets.iter();
        let set = set.find(|it| is_value_of(it.0, known));
        if let Some(value) = set.and_then(|it| it.1.as_str()) {
            return value.to_owned();
        }
        let (generation, _) = self.generation(known);
        self.seed
            .with("key")
            .with(&known.identity)
            .with(&generation.to_string())
            .key()
    }

    fn generation(&self, known: &Known) -> (u64, Time) {
        let found = self.resource.keys.get(&known.identity).copied();
        found.unwrap_or((0, self.resource.created))
    }

    /// Returns the response of an operation that lists keys, before its schema is applied. `selected` is the key that the
    /// operation has regenerated, if any.
    pub fn shown(&self, target: &Target<'_>, ty: &Type, selected: Option<&Known>) -> Value {
        let response = Response {
            route: target.route,
            names: &self.names,
        };
        let example = response.example(ty);
        if ty.kind == Kind::List {
            return self.list(&response, response.action(), ty, example.as_ref());
        }
        let Some(schema) = schema_of(target.route.module, ty) else {
            return json!({});
        };
        let item = Item::of(schema, is_about_keys(response.action()));
        if let (Some(known), Some(item)) = (selected, item.filter(|it| it.secrets.len() == 1)) {
            let mut sample = Map::new();
            for (property, name) in item.naming.iter().zip(&known.names) {
                sample.insert(property.name.to_owned(), json!(name));
            }
            return Value::Object(self.item(&item, sample));
        }
        let mut value = self.own();
        // What the state does not know is taken from the example, except for secrets and times.
        for property in schema
            .properties
            .iter()
            .filter(|it| it.kind != Kind::Secret)
        {
            let sample = example.as_ref().and_then(|it| it.get(property.name));
            if let (Some(sample), Role::Other) = (sample, role(property)) {
                let name = property.name.to_owned();
                value.entry(name).or_insert_with(|| sample.clone());
            }
        }
        self.fill(&response, schema, &mut value, example.as_ref(), "", 0);
        Value::Object(value)
    }

    /// Sets the keys in an object, at any depth. `prefix` is the path of the object.
    fn fill(
        &self,
        response: &Response<'_>,
        schema: &'static Schema,
        value: &mut Map<String, Value>,
        example: Option<&Value>,
        prefix: &str,
        depth: usize,
    ) {
        for property in schema.properties {
            let name = property.name;
            let example = example.and_then(|it| it.get(name));
            let path = format!("{prefix}/{name}");
            let inner = schema_of(response.route.module, &property.ty);
            match (property.kind, inner) {
                (Kind::List, _) if response.item(name, &property.ty).is_some() => {
                    let list = self.list(response, name, &property.ty, example);
                    value.insert(name.to_owned(), list);
                }
                (Kind::Object, Some(inner)) if depth < 4 => {
                    let mut object = match value.get(name) {
                        Some(Value::Object(object)) => object.clone(),
                        _ => Map::new(),
                    };
                    self.fill(response, inner, &mut object, example, &path, depth + 1);
                    if !object.is_empty() {
                        value.insert(name.to_owned(), Value::Object(object));
                    }
                }
                _ => {
                    if let Some(secret) = self.property(name, &path, role(property)) {
                        value.insert(name.to_owned(), secret);
                    }
                }
            }
        }
    }

    fn list(
        &self,
        response: &Response<'_>,
        name: &str,
        ty: &Type,
        example: Option<&Value>,
    ) -> Value {
        let Some(item) = response.item(name, ty) else {
            return json!([]);
        };
        let samples = item.samples(&objects(example), &self.names);
        let items = samples
            .into_iter()
            .map(|it| Value::Object(self.item(&item, it)));
        items.collect()
    }

    /// Sets the key in an item that has its name.
    fn item(&self, item: &Item, mut value: Map<String, Value>) -> Map<String, Value> {
        let name = item.name_of(&value).unwrap_or_default().to_owned();
        for property in item.schema.properties {
            let role = match item.holds(property) {
                true => Role::Key,
                false => role(property),
            };
            let path = item.path(&name, property);
            if let Some(own) = self.property(&path, &path, role) {
                value.insert(property.name.to_owned(), own);
            }
        }
        // Names without a sample are opaque.
        for property in &item.naming {
            let text = match property.name.eq_ignore_ascii_case("id") {
                true => self.opaque_id(&slot::identity(&name)),
                false => name.clone(),
            };
            value.entry(property.name).or_insert_with(|| json!(text));
        }
        let permissions = value.entry("permissions");
        permissions.or_insert_with(|| json!("Full"));
        value
    }

    /// Returns the ID of a key for which the spec has no sample.
    fn opaque_id(&self, identity: &str) -> String {
        self.seed.with("id").with(identity).hex()
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

    /// Returns a key, or what belongs to it, by the name of a property and its path.
    fn property(&self, name: &str, path: &str, role: Role) -> Option<Value> {
        if role == Role::Other {
            return None;
        }
        if let Some(value) = self.resource.secrets.get(name) {
            return Some(value.clone());
        }
        let by_path = denoted(path, &self.known);
        let found = if by_path.len() == 1 {
            by_path
        } else {
            denoted(name, &self.known)
        };
        let own = Known {
            identity: slot::identity(path),
            names: vec![name.to_owned()],
        };
        let known = match (found.as_slice(), self.known.as_slice()) {
            ([first, ..], _) => *first,
            ([], [only]) => only,
            // The time of several keys is not known.
            _ if role == Role::Time => return None,
            ([], _) => &own,
        };
        let key = self.value(known);
        let host = host_label(self.resource.name());
        Some(match role {
            Role::Time => json!(self.generation(known).1.rfc3339()),
            Role::Connection => {
                json!(format!(
                    "endpoint=https://{host}.fake.invalid/;accesskey={key}"
                ))
            }
            Role::Address => {
                let key = utf8_percent_encode(&key, NON_ALPHANUMERIC);
                json!(format!("https://{host}.fake.invalid/?key={key}"))
            }
            Role::Key | Role::Other => json!(key),
        })
    }
}

/// Returns `true` if a property of a request sets the value of a key.
fn is_value_of(name: &str, known: &Known) -> bool {
    known.is_named(name) && !name::words(name).iter().any(|it| it == "connection")
}

/// Returns the number of segments of an action: its name, and for some actions the key to regenerate.
pub(crate) fn action_length(route: &Route) -> usize {
    use crate::catalog::Segment;
    match route.template.segments.as_slice() {
        [.., Segment::Literal(name), Segment::Parameter { .. }] if is_regeneration(name) => 2,
        _ => 1,
    }
}

/// Returns the key of the template of the resource that an action is called on.
fn owner_key(route: &Route) -> String {
    route.template.owner_key(action_length(route))
}

/// Returns the keys of a resource type, according to the responses of the actions that list or regenerate them.
fn known(catalog: &Catalog, owner: &str, names: &[String]) -> Vec<Known> {
    let mut all: Vec<Known> = Vec::new();
    for (route, action) in catalog.actions(owner) {
        let Some(ty) = route.any_body_type() else {
            continue;
        };
        let response = Response { route, names };
        if !is_regeneration(action) && !lists_keys(route, &action.to_ascii_lowercase(), &ty) {
            continue;
        }
        for known in response.known(&ty) {
            match all.iter_mut().find(|it| it.identity == known.identity) {
                Some(same) => {
                    let is_new = |it: &String| !same.names.contains(it);
                    let new: Vec<String> = known.names.into_iter().filter(is_new).collect();
                    same.names.extend(new);
                }
                None => all.push(known),
            }
        }
    }
    all
}
