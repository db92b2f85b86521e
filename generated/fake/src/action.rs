//! Actions: POST on a resource, a subscription or a provider.

use std::collections::BTreeMap;

use arm_runtime::describe::{Schema, Type};
use serde_json::{Value, json};

use crate::catalog::{Catalog, Route, schema_of};
use crate::engine::{Answer, Call, Target, check_parameters, checked_body};
use crate::keys::{self, Keys, action_length, lists_keys};
use crate::response::{FakeResponse, Source};
use crate::state::{Change, Resource};
use crate::view::View;
use crate::{example, list, long_running, resource};

pub(crate) fn act(call: &mut Call<'_>, target: &Target<'_>) -> Answer {
    let owner = owner(call, target);
    check_parameters(call, target)?;
    let body = checked_body(call, target)?;
    let response = result(call, target, owner.as_ref(), body.as_ref())?;
    if target.route.operation().long_running.is_none() {
        return Ok(response);
    }
    let key = owner.map_or_else(|| target.key(), |it| it.key());
    let status = if target.route.declares(202) {
        202
    } else {
        response.status
    };
    let source = response.source;
    let mut result = response;
    // The result is the response of the synchronous operation.
    result.status = match (result.status, result.body.is_some()) {
        (202, true) => 200,
        (202, false) => 204,
        (status, _) => status,
    };
    let headers = long_running::start(
        call,
        target,
        &key,
        Change::Act,
        status,
        Some(result.clone()),
    );
    let mut first = match (status, target.route.body_type(202)) {
        (202, Some(ty)) => accepted(call, target, &ty, &result),
        (202, None) => FakeResponse::empty(202),
        _ => result,
    };
    first.headers.extend(headers);
    Ok(first.from(source))
}

/// Returns the body that the spec declares for 202: the result, as far as it matches the schema.
fn accepted(
    call: &Call<'_>,
    target: &Target<'_>,
    ty: &Type,
    result: &FakeResponse,
) -> FakeResponse {
    let view = View {
        secrets: true,
        ..View::new(target.route.module, call.state)
    };
    let body = result.body.as_deref().unwrap_or_default();
    let body = serde_json::from_slice::<Value>(body).ok();
    let shown = body.and_then(|it| view.value(ty, &it));
    FakeResponse::json(202, &shown.unwrap_or_else(|| view.least(ty)))
}

/// Returns the resource that the action is called on, if any.
fn owner(call: &Call<'_>, target: &Target<'_>) -> Option<Resource> {
    let parent = &target.path[..target.path.len() - action_length(target.route)];
    let key = format!("/{}", parent.join("/")).to_ascii_lowercase();
    if let Some(resource) = call.state.resources.get(&key) {
        return Some(resource.clone());
    }
    let instances = call.catalog.instances(parent)?;
    let id = format!("/{}", parent.join("/"));
    if instances.is_singleton() {
        let ty = owner_type(target);
        return Some(resource::singleton(call.state, &id, ty, instances));
    }
    // If no request creates the resource, it exists from the start, as far as it has keys.
    let ty = owner_type(target);
    let has_keys = !instances.put && keys::has_rule(target.route);
    has_keys.then(|| resource::unwritten(call.state, &id, ty))
}

fn owner_type(target: &Target<'_>) -> String {
    let ty = target.resource_type();
    ty.rsplit_once('/').map_or(ty.clone(), |it| it.0.to_owned())
}

/// Returns the response of the action as if it were synchronous.
fn result(
    call: &mut Call<'_>,
    target: &Target<'_>,
    owner: Option<&Resource>,
    body: Option<&Value>,
) -> Answer {
    let route = target.route;
    let name = &target.path[target.path.len() - action_length(route)..];
    let name = name.join("/").to_ascii_lowercase();
    let schema = route
        .any_body_type()
        .and_then(|ty| schema_of(route.module, &ty));
    if let Some(schema) = schema
        && schema.property("nameAvailable").is_some()
        && let Some(wanted) = body.and_then(|it| it["name"].as_str())
    {
        return Ok(availability(call, target, wanted, body));
    }
    if let Some(owner) = owner {
        if keys::is_regeneration(&name) {
            return regenerate(call, target, owner, body);
        }
        if let Some(ty) = route.any_body_type() {
            if lists_keys(route, &name, &ty) {
                return Ok(keys(call, target, owner, &ty, body));
            }
            if keys::generates_keys(route, &name, &ty) {
                let owner = Resource {
                    secrets: BTreeMap::new(),
                    keys: BTreeMap::new(),
                    ..owner.clone()
                };
                let keys = Keys::fresh(call, target, &owner, &ty);
                let shown = keys.shown(target, &ty, None);
                return Ok(with_secrets(call, target, &owner, &ty, shown));
            }
        }
    }
    if route.any_body_type().is_none() {
        return Ok(FakeResponse::empty(route.status(&[200, 204])).from(Source::Action));
    }
    // Some actions return their resource.
    if let (Some(owner), Some(ty)) = (owner, route.any_body_type())
        && call.catalog.shows_owner(route)
    {
        let shown = crate::engine::shown(call.state, route, owner, &ty);
        return Ok(FakeResponse::json(status_with_body(target), &shown).from(Source::Action));
    }
    if let Some(item) = route.item_type()
        && call.catalog.can_fill(route, &item)
    {
        return list::list(call, target, &item);
    }
    if let Some(schema) = schema
        && is_status(schema)
        && !route.has_example()
    {
        return Ok(finished(call, target));
    }
    example::answer(call, target, body)
}

/// Returns `true` if a response describes the status of an operation.
fn is_status(schema: &Schema) -> bool {
    let has = |name: &str| schema.property(name).is_some();
    has("status") && has("startTime") && (has("endTime") || has("error"))
}

/// Returns the status of a completed operation.
fn finished(call: &mut Call<'_>, target: &Target<'_>) -> FakeResponse {
    let name = call.state.guid();
    let now = call.state.now.rfc3339();
    let value = json!({
        "id": format!("{}/operationStatuses/{name}", target.id()),
        "name": name,
        "resourceId": target.id(),
        "status": "Succeeded",
        "startTime": now,
        "endTime": now,
        "percentComplete": 100.0,
    });
    as_declared(call, target, value)
}

/// Answers with a value as far as the type of the body declares it.
fn as_declared(call: &Call<'_>, target: &Target<'_>, value: Value) -> FakeResponse {
    let view = View::new(target.route.module, call.state);
    let ty = target.route.any_body_type();
    let shown = ty.and_then(|ty| view.value(&ty, &value));
    FakeResponse::json(status_with_body(target), &shown.unwrap_or(value)).from(Source::Action)
}

pub(crate) fn status_with_body(target: &Target<'_>) -> u16 {
    let statuses = target.route.entry.response.statuses.iter();
    let mut with_body = statuses.filter(|it| it.ty.is_some()).map(|it| it.code);
    with_body.next().unwrap_or_else(|| target.route.status(&[]))
}

/// Returns `true` if an action has a rule of its own: it lists or regenerates keys, or checks a name.
pub(crate) fn has_rule(catalog: &Catalog, route: &Route) -> bool {
    let Some(ty) = route.any_body_type() else {
        return false;
    };
    let schema = schema_of(route.module, &ty);
    keys::has_rule(route)
        || schema.is_some_and(|it| it.property("nameAvailable").is_some())
        || catalog.shows_owner(route)
        || route
            .item_type()
            .is_some_and(|it| catalog.can_fill(route, &it))
        || (schema.is_some_and(is_status) && !route.has_example())
}

fn keys(
    call: &Call<'_>,
    target: &Target<'_>,
    owner: &Resource,
    ty: &Type,
    body: Option<&Value>,
) -> FakeResponse {
    let mut shown = Keys::new(call, target, owner).shown(target, ty, None);
    // Properties of the request, such as an expiry, are repeated if the response declares them.
    if let (Some(Value::Object(sent)), Value::Object(shown)) = (body, &mut shown) {
        for (name, value) in sent {
            shown.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }
    with_secrets(call, target, owner, ty, shown)
}

fn with_secrets(
    call: &Call<'_>,
    target: &Target<'_>,
    owner: &Resource,
    ty: &Type,
    shown: Value,
) -> FakeResponse {
    let view = View {
        seed: owner.seed(call.state.seed),
        secrets: true,
        ..View::new(target.route.module, call.state)
    };
    let value = view.value(ty, &shown).unwrap_or(shown);
    FakeResponse::json(status_with_body(target), &value).from(Source::Action)
}

fn regenerate(
    call: &mut Call<'_>,
    target: &Target<'_>,
    owner: &Resource,
    body: Option<&Value>,
) -> Answer {
    let (owner, selected) = keys::regenerate(call, target, owner, body)?;
    let Some(ty) = target.route.any_body_type() else {
        return keys::done(target);
    };
    let keys = Keys::new(call, target, &owner);
    let shown = keys.shown(target, &ty, selected.as_ref());
    Ok(with_secrets(call, target, &owner, &ty, shown))
}

fn availability(
    call: &Call<'_>,
    target: &Target<'_>,
    wanted: &str,
    body: Option<&Value>,
) -> FakeResponse {
    let ty = body.and_then(|it| it["type"].as_str());
    let namespace = target.route.template.namespace().unwrap_or_default();
    let taken = call.state.resources.values().any(|it| {
        let same_type = match ty {
            Some(ty) => it.ty.eq_ignore_ascii_case(ty),
            None => it
                .ty
                .get(..namespace.len())
                .is_some_and(|it| it.eq_ignore_ascii_case(namespace)),
        };
        same_type && it.name().eq_ignore_ascii_case(wanted)
    });
    let (reason, message) = if taken {
        let message = format!("The name '{wanted}' is already taken.");
        ("AlreadyExists", message)
    } else if ty.is_some_and(|it| !call.catalog.allows_name(it, wanted)) {
        let message = format!("The name '{wanted}' is invalid for the type.");
        ("Invalid", message)
    } else {
        return as_declared(call, target, json!({ "nameAvailable": true }));
    };
    // Some services name the reason after their resource, such as `AccountNameInvalid`.
    let schema = target.route.any_body_type();
    let schema = schema.and_then(|it| schema_of(target.route.module, &it));
    let reasons = schema.and_then(|it| Some(it.property("reason")?.values));
    let own = reasons.and_then(|it| it.iter().find(|it| it.ends_with(reason)));
    let reason = own.copied().unwrap_or(reason);
    let value = json!({ "nameAvailable": false, "reason": reason, "message": message });
    as_declared(call, target, value)
}
