//! Resources with two representations: at their own path, such as `loadBalancers/a/probes/b`, and in a list in the body
//! of their parent, such as `properties.probes`.

use arm_runtime::describe::{Kind, Property, Schema, Type};
use serde_json::{Map, Value, json};

use crate::catalog::{Route, schema_of};
use crate::resource::singleton;
use crate::state::{FIRST, Resource, State};

/// Returns the items of the parent's list as resources.
pub(crate) fn list(state: &State, path: &[String]) -> Vec<Resource> {
    let Some((segment, parent)) = path.split_last() else {
        return Vec::new();
    };
    let key = format!("/{}", parent.join("/")).to_ascii_lowercase();
    let Some(parent) = state.resources.get(&key) else {
        return Vec::new();
    };
    let inner = parent.body.get("properties").and_then(Value::as_object);
    let lists = inner.into_iter().chain([&parent.body]);
    let found = lists.flat_map(|it| it.iter()).find_map(|(name, value)| {
        let list = value.as_array()?;
        name.eq_ignore_ascii_case(segment).then_some((name, list))
    });
    let Some((segment, list)) = found else {
        return Vec::new();
    };
    let resource = |(index, item): (usize, &Value)| {
        let (body, name) = (item.as_object()?, item.get("name")?.as_str()?);
        let id = format!("{}/{segment}/{name}", parent.id);
        let position = index + 1;
        let mut resource = singleton(state, &id, format!("{}/{segment}", parent.ty), position);
        resource.body = body.clone();
        for name in ["id", "name", "type", "etag"] {
            resource.body.remove(name);
        }
        (resource.created, resource.modified) = (parent.created, parent.modified);
        resource.etag.clone_from(&parent.etag);
        Some(resource)
    };
    list.iter().enumerate().filter_map(resource).collect()
}

/// Returns the resource of the path, if it is in the body of its parent.
pub(crate) fn find(state: &State, path: &[String]) -> Option<Resource> {
    let (name, list_path) = path.split_last()?;
    let mut all = list(state, list_path).into_iter();
    all.find(|it| it.name().eq_ignore_ascii_case(name))
}

/// Removes the resource of the path from the body of its parent. Returns `true` if it was there.
pub(crate) fn remove(state: &mut State, path: &[String]) -> bool {
    let [parent @ .., segment, removed] = path else {
        return false;
    };
    let key = format!("/{}", parent.join("/")).to_ascii_lowercase();
    let Some(parent) = state.resources.get_mut(&key) else {
        return false;
    };
    let mut found = false;
    let mut lists = |object: &mut Map<String, Value>| {
        for (name, value) in object.iter_mut() {
            if let Some(list) = value.as_array_mut()
                && name.eq_ignore_ascii_case(segment)
            {
                let is_it = |it: &Value| {
                    let name = it.get("name").and_then(Value::as_str);
                    name.is_some_and(|it| it.eq_ignore_ascii_case(removed))
                };
                let before = list.len();
                list.retain(|it| !is_it(it));
                found |= list.len() < before;
            }
        }
    };
    if let Some(Value::Object(inner)) = parent.body.get_mut("properties") {
        lists(inner);
    }
    lists(&mut parent.body);
    found
}

/// Stores a resource that was written at its own path instead of in the body of its parent.
pub(crate) fn store(state: &mut State, path: &[String], key: String, mut resource: Resource) {
    if remove(state, path) {
        // Another item of the body takes its position.
        resource.number = FIRST + state.count();
    }
    state.resources.insert(key, resource);
}

/// Returns the body of a resource with its children in the lists that the schema declares for them.
pub(crate) fn with_children(
    state: &State,
    route: &Route,
    resource: &Resource,
    ty: &Type,
) -> Map<String, Value> {
    let mut body = resource.body.clone();
    let Some(schema) = schema_of(route.module, ty) else {
        return body;
    };
    let key = resource.id.to_ascii_lowercase();
    if state.below(&key).next().is_none() {
        return body;
    }
    let inner = schema.property("properties");
    if let Some(schema) = inner.and_then(|it| schema_of(route.module, &it.ty)) {
        let inner = body.entry("properties").or_insert_with(|| json!({}));
        if let Some(inner) = inner.as_object_mut() {
            add(state, route, schema, &key, inner);
        }
    }
    add(state, route, schema, &key, &mut body);
    body
}

fn add(
    state: &State,
    route: &Route,
    schema: &'static Schema,
    parent: &str,
    body: &mut Map<String, Value>,
) {
    let nested = |it: &&Property| {
        let items = it.ty.items.filter(|_| it.kind == Kind::List);
        let item = items.and_then(|it| schema_of(route.module, it));
        item.is_some_and(|it| it.property("id").is_some() && it.property("name").is_some())
    };
    for property in schema.properties.iter().filter(nested) {
        let path = format!("{parent}/{}", property.name.to_ascii_lowercase());
        let mut own: Vec<&Resource> = state
            .below(&path)
            .filter(|(id, _)| !id[path.len() + 1..].contains('/'))
            .map(|it| it.1)
            .collect();
        own.sort_by_key(|it| it.number);
        for child in own {
            let mut value = child.body.clone();
            value.insert("id".to_owned(), json!(child.id));
            value.insert("name".to_owned(), json!(child.name()));
            value.insert("type".to_owned(), json!(child.ty));
            value.insert("etag".to_owned(), json!(child.etag));
            let list = body.entry(property.name).or_insert_with(|| json!([]));
            let Some(list) = list.as_array_mut() else {
                break;
            };
            let same = |it: &Value| {
                let name = it.get("name").and_then(Value::as_str);
                name.is_some_and(|it| it.eq_ignore_ascii_case(child.name()))
            };
            match list.iter_mut().find(|it| same(it)) {
                Some(known) => *known = Value::Object(value),
                None => list.push(Value::Object(value)),
            }
        }
    }
}
