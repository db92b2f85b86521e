//! The operations of Azure Resource Manager itself: subscriptions, resource groups, registration, and lists of all
//! resources.

use std::collections::BTreeMap;

use arm_runtime::Method;
use serde_json::{Map, Value, json};

use crate::access::check_permission;
use crate::catalog::Route;
use crate::engine::{Answer, Call, from_state};
use crate::list::plain_page;
use crate::long_running::begin;
use crate::resource::{check_preconditions, merge, same_location};
use crate::response::FakeResponse;
use crate::state::{Change, FIRST, Resource, State};

/// Type of resource groups.
const GROUP: &str = "Microsoft.Resources/resourceGroups";

/// Responds to requests to Azure Resource Manager itself. Returns `None` for requests to resource providers.
pub(crate) fn respond(call: &mut Call<'_>, version: &str) -> Option<Answer> {
    let lower: Vec<String> = call
        .request
        .segments
        .iter()
        .map(|it| it.to_ascii_lowercase())
        .collect();
    let path: Vec<&str> = lower.iter().map(String::as_str).collect();
    let own = matches!(
        path.as_slice(),
        ["subscriptions"]
            | ["subscriptions", _]
            | [
                "subscriptions",
                _,
                "resourcegroups" | "resources" | "providers"
            ]
            | ["subscriptions", _, "resourcegroups", _]
            | ["subscriptions", _, "resourcegroups", _, "resources"]
            | ["subscriptions", _, "providers", _]
            | [
                "subscriptions",
                _,
                "providers",
                _,
                "register" | "unregister"
            ]
            | ["providers", _]
    );
    if !own {
        return None;
    }
    if !is_dated(version) {
        return Some(Err(FakeResponse::error(
            400,
            "InvalidApiVersionParameter",
            format!(
                "The api-version '{version}' is invalid. The supported versions are '2021-04-01,2024-03-01'."
            ),
        )));
    }
    Some(dispatch(call, &path, version))
}

/// Returns `true` for an api-version such as `2021-04-01` or `2021-04-01-preview`.
fn is_dated(version: &str) -> bool {
    let digits = |it: u8| if it.is_ascii_digit() { b'0' } else { it };
    let shape: Vec<u8> = version.bytes().map(digits).collect();
    shape.starts_with(b"0000-00-00")
}

fn dispatch(call: &mut Call<'_>, path: &[&str], version: &str) -> Answer {
    let method = call.request.method.clone();
    check_permission(call, &own_action(&method, path))?;
    match (method.as_str(), path) {
        ("GET", ["subscriptions"]) => Ok(subscriptions(call)),
        ("GET", ["subscriptions", id]) => Ok(from_state(200, Some(&subscription(id)))),
        ("GET", [.., "resourcegroups"]) => groups(call, path),
        ("GET", [.., "resources"]) => resources(call, path),
        ("GET", [.., "providers"]) => {
            let all: Vec<Value> = call
                .catalog
                .namespaces
                .keys()
                .map(|it| provider(call, path, it))
                .collect();
            Ok(from_state(200, Some(&json!({ "value": all }))))
        }
        ("GET", [.., "providers", name]) => registration(call, path, name, "GET"),
        ("POST", [.., "providers", name, action]) => registration(call, path, name, action),
        (_, ["subscriptions", _, "resourcegroups", _]) => group(call, &method, version),
        _ => Err(FakeResponse::error(
            405,
            "MethodNotAllowed",
            format!("The requested resource does not support the method '{method}'."),
        )),
    }
}

/// The action by which permissions name a request to Azure Resource Manager itself.
fn own_action(method: &str, path: &[&str]) -> String {
    let ty = match path {
        [.., "resourcegroups"] | [_, _, "resourcegroups", _] => "subscriptions/resourceGroups",
        [.., "resources"] => "subscriptions/resources",
        [.., "providers"] | [.., "providers", _] => "subscriptions/providers",
        [.., namespace, action @ ("register" | "unregister")] => {
            return format!("{namespace}/{action}/action");
        }
        _ => "subscriptions",
    };
    let verb = match method {
        "GET" | "HEAD" => "read",
        "DELETE" => "delete",
        _ => "write",
    };
    format!("Microsoft.Resources/{ty}/{verb}")
}

fn subscription(id: &str) -> Value {
    json!({
        "id": format!("/subscriptions/{id}"), "subscriptionId": id, "displayName": "Fake subscription",
        "state": "Enabled", "tenantId": "00000000-0000-4000-8000-000000000000",
    })
}

fn subscriptions(call: &Call<'_>) -> FakeResponse {
    let mut ids: Vec<&str> = call
        .state
        .resources
        .keys()
        .filter_map(|it| it.split('/').nth(2))
        .collect();
    ids.dedup();
    let all: Vec<Value> = ids.into_iter().map(subscription).collect();
    from_state(200, Some(&json!({ "value": all })))
}

/// The error for a resource group that does not exist; the details say what to do about it.
pub(crate) fn no_group(name: &str) -> FakeResponse {
    let message = format!("Resource group '{name}' could not be found.");
    let help = "a PUT, FakeArm::put_group or the option --create-groups creates it";
    let details = json!({ "details": [{ "code": "FakeArm", "target": name, "message": help }] });
    FakeResponse::error_with(404, "ResourceGroupNotFound", message, details)
}

fn group(call: &mut Call<'_>, method: &str, version: &str) -> Answer {
    let segments = &call.request.segments;
    let id = format!(
        "/subscriptions/{}/resourceGroups/{}",
        segments[1], segments[3]
    );
    let key = id.to_ascii_lowercase();
    let name = segments[3].clone();
    let missing = || Err(no_group(&name));
    if matches!(method, "PUT" | "PATCH" | "DELETE") {
        call.state.settle(&key);
    } else if let Some(running) = call
        .state
        .resources
        .get(&key)
        .and_then(|it| it.pending.clone())
    {
        call.state.observe(&running);
    }
    let old = call.state.resources.get(&key).cloned();
    match (method, old) {
        ("PUT", old) => put_group(call, &id, old),
        (_, None) => missing(),
        ("HEAD", Some(_)) => Ok(from_state(204, None)),
        ("GET", Some(group)) => Ok(from_state(200, Some(&shown_group(&group)))),
        ("PATCH", Some(mut group)) => {
            let body = crate::engine::json_body(call.request)?.unwrap_or_default();
            let mut patch = body.as_object().cloned().unwrap_or_default();
            if let Some(tags) = patch.remove("tags") {
                group.body.insert("tags".to_owned(), tags);
            }
            patch.retain(|name, _| name == "managedBy");
            merge(&mut group.body, patch);
            let response = from_state(200, Some(&shown_group(&group)));
            call.state.resources.insert(key, group);
            Ok(response)
        }
        ("DELETE", Some(_)) => {
            let (_, location) = begin(
                call,
                "Microsoft.Resources",
                version,
                &key,
                Change::Delete,
                None,
                None,
            );
            let retry = call.settings.retry_after.to_string();
            Ok(from_state(202, None)
                .header("Location", location)
                .header("Retry-After", retry))
        }
        _ => Err(FakeResponse::error(
            405,
            "MethodNotAllowed",
            format!("Resource groups do not support '{method}'."),
        )),
    }
}

fn put_group(call: &mut Call<'_>, id: &str, old: Option<Resource>) -> Answer {
    check_preconditions(call, old.as_ref().map(|it| &*it.etag))?;
    let body = crate::engine::json_body(call.request)?.unwrap_or_default();
    let text = |it: &Map<String, Value>| {
        it.get("location")
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let Some(location) = body.as_object().and_then(text) else {
        return Err(FakeResponse::error(
            400,
            "LocationRequired",
            "The location property is required for this definition.",
        ));
    };
    let mut kept = body.as_object().cloned().unwrap_or_default();
    kept.retain(|name, _| matches!(&**name, "location" | "tags" | "managedBy"));
    let was = old.as_ref().and_then(|it| text(&it.body));
    if let Some(was) = &was
        && !same_location(was, &location)
    {
        let name = id.rsplit('/').next().unwrap_or_default();
        return Err(FakeResponse::error(
            409,
            "InvalidResourceGroupLocation",
            format!(
                "Invalid resource group location '{location}'. The Resource group '{name}' already exists in location '{was}'."
            ),
        ));
    }
    let location = was.unwrap_or_else(|| location.replace(' ', "").to_ascii_lowercase());
    kept.insert("location".to_owned(), json!(location));
    let group = match old {
        Some(mut group) => {
            group.body = kept;
            group.modified = call.state.now;
            let response = from_state(200, Some(&shown_group(&group)));
            call.state.resources.insert(group.key(), group);
            return Ok(response);
        }
        None => {
            call.state.check_room()?;
            create_group(call.state, id, kept)
        }
    };
    Ok(from_state(201, Some(&shown_group(&group))))
}

/// Creates a resource group and returns it.
pub(crate) fn create_group(state: &mut State, id: &str, body: Map<String, Value>) -> Resource {
    let number = FIRST + state.count();
    let group = Resource {
        id: id.to_owned(),
        ty: GROUP.to_owned(),
        body,
        secrets: BTreeMap::new(),
        keys: BTreeMap::new(),
        etag: state.etag(),
        created: state.now,
        modified: state.now,
        number,
        pending: None,
        failed: false,
    };
    state
        .resources
        .insert(id.to_ascii_lowercase(), group.clone());
    group
}

pub(crate) fn shown_group(group: &Resource) -> Value {
    let mut value = json!({ "id": group.id, "name": group.name(), "type": GROUP });
    let state = if group.pending.is_some() {
        "Deleting"
    } else {
        "Succeeded"
    };
    if let Some(value) = value.as_object_mut() {
        value.extend(group.body.clone());
    }
    value["properties"] = json!({ "provisioningState": state });
    value
}

fn groups(call: &Call<'_>, path: &[&str]) -> Answer {
    let subscription = format!("/{}", path[..2].join("/"));
    let all = call.state.below(&subscription).map(|it| it.1);
    let mut all: Vec<&Resource> = all.filter(|it| it.ty == GROUP).collect();
    all.sort_by_key(|it| it.number);
    plain_page(
        call,
        all.into_iter()
            .map(|it| (it.number, shown_group(it)))
            .collect(),
    )
}

/// Returns the top-level resources of a group or a subscription.
fn resources(call: &mut Call<'_>, path: &[&str]) -> Answer {
    crate::engine::check_group(call)?;
    let scope = format!("/{}", path[..path.len() - 1].join("/"));
    let top = |it: &&Resource| {
        let tail = it.key();
        let tail = tail
            .rsplit_once("/providers/")
            .map(|it| it.1.split('/').count());
        tail == Some(3)
    };
    let all = call.state.below(&scope).map(|it| it.1);
    let mut all: Vec<&Resource> = all.filter(top).collect();
    all.sort_by_key(|it| it.number);
    let shown = |it: &Resource| {
        let mut value = json!({ "id": it.id, "name": it.name(), "type": it.ty });
        for name in ["location", "tags", "sku", "kind"] {
            if let Some(own) = it.body.get(name) {
                value[name] = own.clone();
            }
        }
        value
    };
    plain_page(
        call,
        all.into_iter().map(|it| (it.number, shown(it))).collect(),
    )
}

fn registration(call: &mut Call<'_>, path: &[&str], name: &str, action: &str) -> Answer {
    if !call.catalog.namespaces.contains_key(name) {
        return Err(unknown_namespace(call, name));
    }
    let key = format!("{}/{name}", path[1]);
    match action {
        "register" => {
            call.state.check_room()?;
            call.state.registered.insert(key);
        }
        "unregister" => _ = call.state.registered.remove(&key),
        _ => {}
    }
    Ok(from_state(200, Some(&provider(call, path, name))))
}

fn provider(call: &Call<'_>, path: &[&str], name: &str) -> Value {
    let spelled = call.catalog.namespaces.get(name).map_or(name, |it| &it.0);
    let scope = if path[0] == "subscriptions" {
        format!("/subscriptions/{}", path[1])
    } else {
        String::new()
    };
    let key = format!("{}/{name}", path[1]);
    let registered = !call.settings.require_registration || call.state.registered.contains(&key);
    json!({
        "id": format!("{scope}/providers/{spelled}"),
        "namespace": spelled,
        "registrationState": if registered { "Registered" } else { "NotRegistered" },
        "registrationPolicy": "RegistrationRequired",
        "resourceTypes": [],
    })
}

fn loaded(call: &Call<'_>) -> Value {
    let all = call.catalog.namespaces.values().map(|(name, versions)| {
        let versions: Vec<&str> = versions.iter().map(String::as_str).collect();
        json!({ "code": "FakeArm", "target": name, "message": format!("loaded: {}", versions.join(", ")) })
    });
    json!({ "details": all.collect::<Vec<_>>() })
}

fn unknown_namespace(call: &Call<'_>, name: &str) -> FakeResponse {
    FakeResponse::error_with(
        404,
        "InvalidResourceNamespace",
        format!("The resource namespace '{name}' is invalid."),
        loaded(call),
    )
}

/// Returns the error for a path or an api-version that no loaded spec has.
pub(crate) fn unknown(call: &Call<'_>, version: &str) -> FakeResponse {
    let segments = &call.request.segments;
    let providers = segments
        .iter()
        .rposition(|it| it.eq_ignore_ascii_case("providers"));
    let Some((namespace, tail)) = providers.and_then(|it| segments[it + 1..].split_first()) else {
        return FakeResponse::error_with(
            404,
            "NotFound",
            format!("No loaded spec has the path '{}'.", call.request.path()),
            loaded(call),
        );
    };
    let Some((spelled, _)) = call.catalog.namespaces.get(&namespace.to_ascii_lowercase()) else {
        return unknown_namespace(call, namespace);
    };
    let types: Vec<&str> = tail.iter().step_by(2).map(String::as_str).collect();
    let ty = types.join("/");
    let versions = call.catalog.versions(segments);
    if versions.is_empty() {
        let message = format!(
            "The resource type '{ty}' could not be found in the namespace '{spelled}' for api version '{version}'."
        );
        return FakeResponse::error_with(404, "InvalidResourceType", message, loaded(call));
    }
    let listed = |separator: &str| versions.iter().copied().collect::<Vec<_>>().join(separator);
    if tail.len() == 1 && tail[0].eq_ignore_ascii_case("operations") {
        let message = format!(
            "The resource type '{ty}' could not be found in the namespace '{spelled}' for api version '{version}'. The \
             supported api-versions are '{}'.",
            listed(",")
        );
        return FakeResponse::error_with(404, "InvalidResourceType", message, loaded(call));
    }
    let body = crate::engine::json_body(call.request)
        .ok()
        .flatten()
        .unwrap_or_default();
    let location = body
        .get("location")
        .and_then(Value::as_str)
        .unwrap_or("global");
    let message = format!(
        "No registered resource provider found for location '{location}' and API version '{version}' for type '{ty}'. The \
         supported api-versions are '{}'. The supported locations are 'global, westeurope, eastus'.",
        listed(", ")
    );
    FakeResponse::error_with(400, "NoRegisteredProviderFound", message, loaded(call))
}

/// Returns the permission of an operation, such as `Microsoft.Maps/accounts/read`.
pub(crate) fn action_name(route: &Route) -> String {
    use crate::catalog::Segment;
    let namespace = route.template.namespace().unwrap_or_default();
    let length = route.template.tail_length();
    let tail = &route.template.segments[route.template.segments.len() - length..];
    let types: Vec<String> = tail.iter().step_by(2).map(Segment::text).collect();
    let verb = match route.method() {
        Method::Get | Method::Head => "read",
        Method::Put | Method::Patch => "write",
        Method::Delete => "delete",
        Method::Post => "action",
    };
    format!("{namespace}/{}/{verb}", types.join("/"))
}
