//! Resources with two representations: at their own path, such as `loadBalancers/a/probes/b`, and in a list in the body
//! of their parent, such as `properties.probes`.

use arm_runtime::describe::{Kind, Module, Property, Schema, Type};
use serde_json::{Map, Value, json};

use crate::catalog::{Route, schema_of};
use crate::resource::{strip, unwritten};
use crate::state::{FIRST, Resource, State};
use crate::validate::writable;

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
        let mut resource = unwritten(state, &id, format!("{}/{segment}", parent.ty));
        resource.number = index as u64 + 1;
        resource.body = body.clone();
        strip(&mut resource.body);
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
                let before = list.len();
                list.retain(|it| !is_named(it, removed));
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

/// Applies the lists of children in a written body to the children that were written at their own path: a child takes its
/// properties from the list, and is removed if the list does not contain it.
pub(crate) fn replace(
    state: &mut State,
    module: &'static Module,
    ty: &Type,
    key: &str,
    body: &Map<String, Value>,
) {
    let Some(schema) = schema_of(module, ty) else {
        return;
    };
    let inner = schema.property("properties");
    let inner = inner.and_then(|it| schema_of(module, &it.ty));
    let inner = inner.zip(body.get("properties").and_then(Value::as_object));
    for (schema, body) in inner.into_iter().chain([(schema, body)]) {
        for property in lists(module, schema) {
            let Some(Value::Array(list)) = body.get(property.name) else {
                continue;
            };
            for child in children(state, key, property) {
                match list.iter().find(|it| is_child(it, &child)) {
                    Some(item) if is_named(item, child.name()) => {
                        update(state, module, property, child, item);
                    }
                    Some(_) => {}
                    None => state.remove(&child.key()),
                }
            }
        }
    }
}

fn update(
    state: &mut State,
    module: &'static Module,
    list: &Property,
    mut child: Resource,
    item: &Value,
) {
    let (Some(items), Some(mut body)) = (list.ty.items, item.as_object().cloned()) else {
        return;
    };
    strip(&mut body);
    writable(module, items, &mut body, Some(&child.body));
    if body != child.body {
        child.body = body;
        child.etag = state.etag();
        child.modified = state.now;
        state.resources.insert(child.key(), child);
    }
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
    let key = resource.key();
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
    for property in lists(route.module, schema) {
        let mut own = children(state, parent, property);
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
            match list.iter_mut().find(|it| is_child(it, &child)) {
                Some(known) => *known = Value::Object(value),
                None => list.push(Value::Object(value)),
            }
        }
    }
}

/// Returns the properties of a schema that contain children: lists of items with an ID and a name.
fn lists(
    module: &'static Module,
    schema: &'static Schema,
) -> impl Iterator<Item = &'static Property> {
    schema.properties.iter().filter(move |it| {
        let items = it.ty.items.filter(|_| it.kind == Kind::List);
        let item = items.and_then(|it| schema_of(module, it));
        item.is_some_and(|it| it.property("id").is_some() && it.property("name").is_some())
    })
}

/// Returns the children that were written at their own path below the property of their parent.
fn children(state: &State, parent: &str, property: &Property) -> Vec<Resource> {
    let path = format!("{parent}/{}", property.name.to_ascii_lowercase());
    state.directly_below(&path).cloned().collect()
}

/// Returns `true` if an item of a list is the child, or refers to it by its ID.
fn is_child(item: &Value, child: &Resource) -> bool {
    let id = item.get("id").and_then(Value::as_str);
    let refers = id.is_some_and(|it| it.eq_ignore_ascii_case(&child.id));
    is_named(item, child.name()) || (refers && item.get("name").is_none())
}

/// Returns `true` for an item of a list with this name.
fn is_named(item: &Value, name: &str) -> bool {
    let own = item.get("name").and_then(Value::as_str);
    own.is_some_and(|it| it.eq_ignore_ascii_case(name))
}
