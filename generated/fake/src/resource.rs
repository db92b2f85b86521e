//! PUT, PATCH, GET, HEAD and DELETE of a resource.

use std::collections::BTreeMap;

use arm_runtime::Method;
use serde_json::{Map, Value, json};

use crate::catalog::Instances;
use crate::engine::{
    Answer, Call, Target, check_parameters, checked_body, from_state, not_found, shown,
};
use crate::response::{FakeResponse, Source};
use crate::state::{Change, FIRST, Resource, State};
use crate::validate::{secrets, writable};
use crate::{example, inline, long_running};

/// Returns the resource with this path, including a singleton that was never written.
pub(crate) fn existing(call: &Call<'_>, target: &Target<'_>) -> Option<Resource> {
    if let Some(resource) = call.state.resources.get(&target.key()) {
        return Some(resource.clone());
    }
    if let Some(resource) = inline::find(call.state, &target.path) {
        return Some(resource);
    }
    let instances = call.catalog.instances_of(target.route)?;
    let ty = target.resource_type();
    let is_singleton = instances.is_singleton();
    is_singleton.then(|| singleton(call.state, &target.id(), ty, instances))
}

/// Returns a resource that the specs only read and change. It exists under any name.
fn from_the_start(call: &Call<'_>, target: &Target<'_>) -> Option<Resource> {
    let instances = call.catalog.instances_of(target.route);
    let created = instances.is_some_and(|it| it.put);
    (!created).then(|| unwritten(call.state, &target.id(), target.resource_type()))
}

/// Returns the initial state of a singleton, which has its position among the allowed names.
pub(crate) fn singleton(state: &State, id: &str, ty: String, instances: &Instances) -> Resource {
    let mut resource = unwritten(state, id, ty);
    let mut names = instances.names.iter();
    let position = names.position(|it| it.eq_ignore_ascii_case(resource.name()));
    resource.number = position.map_or(0, |it| it as u64);
    resource
}

/// Returns a resource that no request has written.
pub(crate) fn unwritten(state: &State, id: &str, ty: String) -> Resource {
    let seed = state.seed.with(&id.to_ascii_lowercase());
    Resource {
        id: id.to_owned(),
        ty,
        body: Map::new(),
        secrets: BTreeMap::new(),
        keys: BTreeMap::new(),
        etag: format!("\"{}\"", seed.with("etag").hex()),
        created: crate::generate::Time::START,
        modified: crate::generate::Time::START,
        number: 0,
        pending: None,
        failed: false,
    }
}

pub(crate) fn get(call: &mut Call<'_>, target: &Target<'_>) -> Answer {
    let key = target.key();
    if let Some(id) = call
        .state
        .resources
        .get(&key)
        .and_then(|it| it.pending.clone())
    {
        call.state.observe(&id);
    }
    let head = call.request.method == "HEAD";
    let found = existing(call, target).or_else(|| from_the_start(call, target));
    let Some(resource) = found else {
        return Err(match head && target.route.operation().head_exists {
            true => FakeResponse::empty(404).from(Source::State),
            false => not_found(&target.path),
        });
    };
    check_parameters(call, target)?;
    if let Some(tag) = call.request.header("if-none-match")
        && target.route.header("If-None-Match").is_some()
        && same_tag(tag, &resource.etag)
    {
        return Ok(FakeResponse::empty(304)
            .from(Source::State)
            .header("ETag", resource.etag));
    }
    let status = target.route.status(&[]);
    Ok(respond(call, target, &resource, status))
}

/// Creates a response with the resource as its body.
fn respond(call: &Call<'_>, target: &Target<'_>, resource: &Resource, status: u16) -> FakeResponse {
    if let Some(file) = example::file(target, status) {
        return file.header("ETag", resource.etag.clone());
    }
    let ty = target.route.body_type(status);
    let body = ty.map(|ty| shown(call.state, target.route, resource, &ty));
    from_state(status, body.as_ref()).header("ETag", resource.etag.clone())
}

/// Compares ETags as text, with or without quotes.
fn same_tag(given: &str, tag: &str) -> bool {
    let bare = |it: &str| {
        it.trim()
            .trim_start_matches("W/")
            .trim_matches('"')
            .to_owned()
    };
    given
        .split(',')
        .any(|it| it.trim() == "*" || bare(it) == bare(tag))
}

/// Checks `If-Match` and `If-None-Match` of a write.
pub(crate) fn check_preconditions(call: &Call<'_>, tag: Option<&str>) -> Result<(), FakeResponse> {
    let failed = |header: &str, value: &str| {
        Err(FakeResponse::error(
            412,
            "PreconditionFailed",
            format!("The condition '{value}' in the {header} header was not satisfied."),
        ))
    };
    if let Some(value) = call.request.header("if-match")
        && !tag.is_some_and(|tag| same_tag(value, tag))
    {
        return failed("If-Match", value);
    }
    match (call.request.header("if-none-match"), tag) {
        (Some(value), Some(tag)) if same_tag(value, tag) => failed("If-None-Match", value),
        _ => Ok(()),
    }
}

/// Compares locations, ignoring case and spaces.
pub(crate) fn same_location(left: &str, right: &str) -> bool {
    let plain = |it: &str| it.replace(' ', "").to_ascii_lowercase();
    plain(left) == plain(right)
}

fn check_location(target: &Target<'_>, old: &Resource, body: &Value) -> Result<(), FakeResponse> {
    let location = |it: &Map<String, Value>| {
        it.get("location")
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let (Some(was), Some(is)) = (location(&old.body), body.as_object().and_then(location)) else {
        return Ok(());
    };
    if same_location(&was, &is) {
        return Ok(());
    }
    let group = match target.path.as_slice() {
        [_, _, groups, name, ..] if groups == "resourceGroups" => {
            format!(" in resource group '{name}'")
        }
        _ => String::new(),
    };
    Err(FakeResponse::error(
        409,
        "InvalidResourceLocation",
        format!(
            "The resource '{}' already exists in location '{was}'{group}. A resource with the same name cannot be \
             created in location '{is}'. Please select a new resource name.",
            old.name()
        ),
    ))
}

pub(crate) fn put(call: &mut Call<'_>, target: &Target<'_>) -> Answer {
    let key = target.key();
    call.state.settle(&key);
    let old = existing(call, target);
    check_parameters(call, target)?;
    check_preconditions(call, old.as_ref().map(|it| &*it.etag))?;
    // The location is checked first, because it is common to all resources.
    if let (Some(old), Ok(Some(body))) = (&old, crate::engine::json_body(call.request)) {
        check_location(target, old, &body)?;
    }
    let body = checked_body(call, target)?.unwrap_or_else(|| json!({}));
    if old.is_none() {
        call.state.check_room()?;
    }
    let is_new = old.is_none();
    let resource = written(call, target, old, body);
    inline::store(call.state, &target.path, key.clone(), resource);
    let change = if is_new {
        Change::Create
    } else {
        Change::Update
    };
    Ok(finished(call, target, &key, change))
}

/// Returns the resource after a PUT.
fn written(
    call: &mut Call<'_>,
    target: &Target<'_>,
    old: Option<Resource>,
    body: Value,
) -> Resource {
    let module = target.route.module;
    let mut resource = old.clone().unwrap_or_else(|| {
        let mut new = unwritten(call.state, &target.id(), target.resource_type());
        new.number = FIRST + call.state.count();
        new.created = call.state.now;
        new
    });
    let mut object = match body {
        Value::Object(object) => object,
        _ => Map::new(),
    };
    if let Some(declared) = target.route.entry.body {
        for (name, value) in secrets(module, &declared.ty, &Value::Object(object.clone())) {
            resource.secrets.insert(name, value);
        }
        writable(
            module,
            &declared.ty,
            &mut object,
            old.as_ref().map(|it| &it.body),
        );
    }
    strip(&mut object);
    replace_children(call, target, &object);
    if let (Some(was), Some(is)) = (resource.body.get("location"), object.get_mut("location")) {
        *is = was.clone();
    }
    touch(call, &mut resource, object);
    resource
}

/// Removes properties that are determined by the URL and the service.
pub(crate) fn strip(object: &mut Map<String, Value>) {
    for name in ["id", "name", "type", "etag", "systemData"] {
        object.remove(name);
    }
}

/// Applies the lists of children in a body to the children.
fn replace_children(call: &mut Call<'_>, target: &Target<'_>, body: &Map<String, Value>) {
    if let Some(declared) = target.route.entry.body {
        let module = target.route.module;
        inline::replace(call.state, module, &declared.ty, &target.key(), body);
    }
}

/// Replaces the body of a resource.
fn touch(call: &mut Call<'_>, resource: &mut Resource, body: Map<String, Value>) {
    resource.failed = false;
    resource.etag = call.state.etag();
    if resource.body != body || resource.modified == crate::generate::Time::START {
        resource.modified = call.state.now;
    }
    resource.body = body;
}

pub(crate) fn patch(call: &mut Call<'_>, target: &Target<'_>) -> Answer {
    let key = target.key();
    call.state.settle(&key);
    let old = existing(call, target).or_else(|| from_the_start(call, target));
    let Some(mut resource) = old else {
        return Err(not_found(&target.path));
    };
    check_parameters(call, target)?;
    check_preconditions(call, Some(&resource.etag))?;
    let body = checked_body(call, target)?.unwrap_or_else(|| json!({}));
    let mut object = match body {
        Value::Object(object) => object,
        _ => Map::new(),
    };
    if let Some(declared) = target.route.entry.body {
        let module = target.route.module;
        for (name, value) in secrets(module, &declared.ty, &Value::Object(object.clone())) {
            resource.secrets.insert(name, value);
        }
        writable(module, &declared.ty, &mut object, Some(&resource.body));
    }
    strip(&mut object);
    replace_children(call, target, &object);
    let mut merged = resource.body.clone();
    if let Some(tags) = object.remove("tags") {
        merged.insert("tags".to_owned(), tags);
    }
    merge(&mut merged, object);
    if !call.state.resources.contains_key(&key) {
        call.state.check_room()?;
    }
    touch(call, &mut resource, merged);
    inline::store(call.state, &target.path, key.clone(), resource);
    Ok(finished(call, target, &key, Change::Update))
}

/// Merges a patch according to RFC 7396.
pub(crate) fn merge(into: &mut Map<String, Value>, patch: Map<String, Value>) {
    for (name, value) in patch {
        match value {
            Value::Null => _ = into.remove(&name),
            Value::Object(patch) => {
                let inner = into.entry(name).or_insert_with(|| json!({}));
                if !inner.is_object() {
                    *inner = json!({});
                }
                if let Some(inner) = inner.as_object_mut() {
                    merge(inner, patch);
                }
            }
            value => _ = into.insert(name, value),
        }
    }
}

/// Returns the response to a write, or starts a long-running operation.
fn finished(call: &mut Call<'_>, target: &Target<'_>, key: &str, change: Change) -> FakeResponse {
    let route = target.route;
    let wanted: &[u16] = match (change, route.operation().long_running.is_some()) {
        (Change::Create, true) => &[201, 202],
        (Change::Create, false) => &[201],
        // For storage, 200 and 202 mean that the operation is running.
        (_, true) if route.method() == Method::Patch || !route.declares(201) => &[202],
        _ => &[],
    };
    let status = route.status(wanted);
    let mut headers = Vec::new();
    if route.operation().long_running.is_some() {
        headers = long_running::start(call, target, key, change, status, None);
    }
    let Some(resource) = call.state.resources.get(key) else {
        return FakeResponse::empty(status);
    };
    let mut response = respond(call, target, resource, status);
    response.headers.extend(headers);
    response
}

pub(crate) fn delete(call: &mut Call<'_>, target: &Target<'_>) -> Answer {
    let key = target.key();
    call.state.settle(&key);
    let route = target.route;
    check_parameters(call, target)?;
    let creatable = call.catalog.instances_of(route).is_some_and(|it| it.put);
    let inline = inline::find(call.state, &target.path);
    let known = call.state.resources.get(&key).cloned().or(inline);
    let Some(resource) = known else {
        return match route.declares(204) || !creatable {
            true => Ok(
                FakeResponse::empty(if route.declares(204) { 204 } else { 200 })
                    .from(Source::State),
            ),
            false => Err(not_found(&target.path)),
        };
    };
    check_preconditions(call, Some(&resource.etag))?;
    if route.operation().long_running.is_some() {
        let status = if route.declares(202) { 202 } else { 200 };
        call.state.resources.entry(key.clone()).or_insert(resource);
        inline::remove(call.state, &target.path);
        let headers = long_running::start(call, target, &key, Change::Delete, status, None);
        let mut response = FakeResponse::empty(status).from(Source::State);
        response.headers = headers;
        return Ok(response);
    }
    let status = route.status(&[200, 204]);
    let ty = route.body_type(status);
    let body = ty.map(|ty| shown(call.state, route, &resource, &ty));
    call.state.remove(&key);
    inline::remove(call.state, &target.path);
    Ok(from_state(status, body.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::same_tag;

    #[test]
    fn tags_are_compared_without_quotes() {
        let tag = "\"abc\"";
        for (given, expected) in [
            ("\"abc\"", true),
            ("abc", true),
            ("W/\"abc\"", true),
            (" abc ", true),
            ("*", true),
            (" * ", true),
            ("x, \"abc\"", true),
            ("x,*", true),
            ("\"ABC\"", false),
            ("ab", false),
            ("", false),
            ("x, y", false),
        ] {
            assert_eq!(same_tag(given, tag), expected, "{given}");
        }
    }
}
