//! Requests as JSON: the properties of `arm_runtime::Operation` that differ from its default.

use serde_json::{Value, json};

use super::Object;
use super::schema::constraints;
use crate::analyze::declared_states;
use crate::ir::{
    Ir, Items, Operation, Parameter, ResponseShape, Scheme, Service, distinct_responses,
};

pub(super) fn request(ir: &Ir, operation: &Operation) -> Value {
    let mut value = Object::default();
    value.add("id", &*operation.id);
    value.add("method", format!("{:?}", operation.method));
    value.add_some("service", operation.service);
    value.add_some("security", operation.security.as_deref().map(security));
    value.add("path", &*operation.path);
    if let Some(version) = &operation.api_version {
        value.add("api_version", &*version.value);
        value.add("api_version_name", &*version.name);
        value.add("api_version_in", format!("{:?}", version.location));
    }
    let parameters = operation.parameters.iter().map(parameter);
    value.list("parameters", parameters.collect());
    if let Some(body) = &operation.body {
        let mut it = Object::default();
        it.add("media_type", &*body.media_type);
        it.flag("required", body.required);
        value.add("body", it.finish());
    }
    value.0.insert("accept".to_owned(), json!(operation.accept));
    let codes = distinct_responses(&operation.success);
    let codes = codes.map(|it| json!(it.code.representative()));
    value.list("success", codes.collect());
    match &operation.response.shape {
        ResponseShape::Exists => value.flag("head_exists", true),
        ResponseShape::Pages(it) => {
            let next = it.next_operation.as_deref();
            let link = it.next_link.as_deref();
            let items = items(&it.items);
            value.add(
                "paging",
                json!({ "items": items, "next_link": link, "next_operation": next }),
            );
            value.add_some("next_parameter", it.next_parameter.as_deref());
        }
        ResponseShape::Call | ResponseShape::LongRunning(_) => {}
    }
    let state = operation.response.shape.final_state();
    value.add_some("long_running", state.map(|it| format!("{it:?}")));
    let states = declared_states(ir, operation).into_iter();
    value.list("states", states.map(Value::from).collect());
    value.finish()
}

/// Returns the name of the property with the items in the notation of the runtime: empty if the body is the list.
pub(in crate::emit) fn items(items: &Items) -> &str {
    match items {
        Items::Body | Items::Page => "",
        Items::Property(name) => name,
    }
}

fn parameter(it: &Parameter) -> Value {
    let mut value = Object::default();
    value.add("name", &*it.wire_name);
    value.add("location", format!("{:?}", it.location));
    value.flag("required", it.required);
    constraints(&mut value, &it.constraints);
    let style = it.effective_style().filter(|_| it.constant.is_none());
    value.add_some("style", style.map(|it| format!("{it:?}")));
    value.add_some("constant", it.constant.as_deref());
    value.add_some("media_type", it.media_type.as_deref());
    let headers = it.headers.iter();
    let headers = headers.map(|(name, value)| json!([name, value]));
    value.list("headers", headers.collect());
    value.flag("verbatim", it.verbatim);
    value.flag("prefix", it.prefix);
    value.flag("allow_empty", it.allow_empty);
    value.flag("secret", it.is_secret_in_path());
    value.finish()
}

/// Returns a service in the notation of the runtime.
pub(super) fn service(it: &Service) -> Value {
    let mut value = Object::default();
    value.add("endpoint", &*it.endpoint);
    let defaults = it.variables.iter();
    let defaults = defaults.filter_map(|it| Some(json!([it.wire_name, it.default.as_ref()?])));
    value.list("defaults", defaults.collect());
    let values = it.variables.iter().filter(|it| !it.values.is_empty());
    let values = values.map(|it| json!([it.wire_name, it.values]));
    value.list("values", values.collect());
    value.list("scopes", it.scopes.iter().map(|it| json!(it)).collect());
    value.list("schemes", it.schemes.iter().map(scheme).collect());
    if !it.security.is_empty() {
        value.add("security", security(&it.security));
    }
    value.finish()
}

fn security(alternatives: &[Vec<Scheme>]) -> Value {
    let alternatives = alternatives.iter();
    alternatives
        .map(|it| it.iter().map(scheme).collect::<Value>())
        .collect()
}

/// Returns an authorization scheme: its kind, with the name or the scopes.
fn scheme(it: &Scheme) -> Value {
    match it {
        Scheme::Header(name) => json!(["Header", name]),
        Scheme::Query(name) => json!(["Query", name]),
        Scheme::Basic => json!(["Basic"]),
        Scheme::Bearer => json!(["Bearer"]),
        Scheme::Token(scopes) => json!(["Token", scopes]),
    }
}
