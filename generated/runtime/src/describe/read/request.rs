//! Reads operations of specs that are not compiled.

use serde_json::Value;

use super::{code, flag, item_text, items, list, text, texts};
use crate::operation::{FinalState, ListStyle, Method, Paging, ParameterLocation, RequestBody};
use crate::{Operation, Parameter, Scheme, Security, Service};

/// Reads the services that operations refer to.
pub(super) fn services(root: &'static Value) -> &'static [Service] {
    list(root, "services", |it| Service {
        endpoint: text(it, "endpoint"),
        defaults: list(it, "defaults", |it| (item_text(it, 0), item_text(it, 1))),
        values: list(it, "values", |it| {
            (
                item_text(it, 0),
                items(&it[1], |it| it.as_str().unwrap_or_default()),
            )
        }),
        scopes: texts(it, "scopes"),
        schemes: list(it, "schemes", scheme),
        security: security(&it["security"]),
    })
}

fn security(it: &'static Value) -> Security {
    items(it, |it| items(it, scheme))
}

/// Reads an authorization scheme: its kind, with the name or the scopes.
fn scheme(it: &'static Value) -> Scheme {
    match item_text(it, 0) {
        "Header" => Scheme::Header(item_text(it, 1)),
        "Query" => Scheme::Query(item_text(it, 1)),
        "Basic" => Scheme::Basic,
        "Bearer" => Scheme::Bearer,
        _ => Scheme::Token(items(&it[1], |it| it.as_str().unwrap_or_default())),
    }
}

/// Reads an operation. Next pages are always fetched by their link, not by an operation.
pub(super) fn operation(it: &'static Value, services: &'static [Service]) -> Operation {
    let service = it["service"].as_u64();
    let service = service.and_then(|it| usize::try_from(it).ok());
    Operation {
        id: text(it, "id"),
        method: method(text(it, "method")),
        host: None,
        service: service.and_then(|it| services.get(it)),
        security: it.get("security").map(security),
        path: text(it, "path"),
        api_version: text(it, "api_version"),
        api_version_in: match it["api_version_in"].as_str() {
            Some(name) => location(name),
            None => Operation::DEFAULT.api_version_in,
        },
        api_version_name: (it["api_version_name"].as_str())
            .unwrap_or(Operation::DEFAULT.api_version_name),
        parameters: list(it, "parameters", parameter),
        body: it
            .get("body")
            .map(|it| RequestBody::new(text(it, "media_type"), flag(it, "required"))),
        accept: text(it, "accept"),
        success: list(it, "success", code),
        // A caller without generated types reads every body as JSON.
        other_models: &[],
        head_exists: flag(it, "head_exists"),
        paging: it.get("paging").map(|it| Paging {
            items: text(it, "items"),
            next_link: it["next_link"].as_str(),
            next_operation: None,
        }),
        next_parameter: it["next_parameter"].as_str(),
        long_running: it["long_running"].as_str().map(final_state),
        states: list(it, "states", |it| it.as_str().unwrap_or_default()),
    }
}

fn parameter(it: &'static Value) -> Parameter {
    let name = text(it, "name");
    let mut parameter = match location(text(it, "location")) {
        ParameterLocation::Path => Parameter::path(name),
        ParameterLocation::Query => Parameter::query(name),
        ParameterLocation::Header => Parameter::header(name),
        ParameterLocation::Host => Parameter::host(name),
        ParameterLocation::Form => Parameter::form(name),
    };
    let constraints = super::constraints(it);
    let narrow = |it: Option<u64>| it.and_then(|it| u32::try_from(it).ok());
    parameter.required |= flag(it, "required");
    parameter.min_length = narrow(constraints.min_length);
    parameter.max_length = narrow(constraints.max_length);
    parameter.pattern = constraints.pattern;
    parameter.minimum = constraints.minimum;
    parameter.maximum = constraints.maximum;
    parameter.exclusive_minimum = constraints.exclusive_minimum;
    parameter.exclusive_maximum = constraints.exclusive_maximum;
    parameter.multiple_of = constraints.multiple_of;
    parameter.min_items = narrow(constraints.min_items);
    parameter.max_items = narrow(constraints.max_items);
    parameter.unique_items = constraints.unique_items;
    parameter.style = style(text(it, "style"));
    parameter.verbatim = flag(it, "verbatim");
    parameter.constant = it["constant"].as_str();
    parameter.prefix = flag(it, "prefix");
    parameter.allow_empty = flag(it, "allow_empty");
    parameter.media_type = it["media_type"].as_str();
    parameter.headers = list(it, "headers", |it| (item_text(it, 0), item_text(it, 1)));
    parameter.secret = flag(it, "secret");
    parameter
}

fn method(name: &str) -> Method {
    match name {
        "Put" => Method::Put,
        "Post" => Method::Post,
        "Patch" => Method::Patch,
        "Delete" => Method::Delete,
        "Head" => Method::Head,
        _ => Method::Get,
    }
}

fn location(name: &str) -> ParameterLocation {
    match name {
        "Path" => ParameterLocation::Path,
        "Header" => ParameterLocation::Header,
        "Host" => ParameterLocation::Host,
        "Form" => ParameterLocation::Form,
        _ => ParameterLocation::Query,
    }
}

fn style(name: &str) -> ListStyle {
    match name {
        "Ssv" => ListStyle::Ssv,
        "Tsv" => ListStyle::Tsv,
        "Pipes" => ListStyle::Pipes,
        "Multi" => ListStyle::Multi,
        "Simple" => ListStyle::Simple,
        "SimpleExploded" => ListStyle::SimpleExploded,
        "Label" => ListStyle::Label,
        "LabelExploded" => ListStyle::LabelExploded,
        "Matrix" => ListStyle::Matrix,
        "MatrixExploded" => ListStyle::MatrixExploded,
        "DeepObject" => ListStyle::DeepObject,
        "Json" => ListStyle::Json,
        _ => ListStyle::Csv,
    }
}

fn final_state(name: &str) -> FinalState {
    match name {
        "AzureAsyncOperation" => FinalState::AzureAsyncOperation,
        "Location" => FinalState::Location,
        "OriginalUri" => FinalState::OriginalUri,
        "OperationLocation" => FinalState::OperationLocation,
        "OperationLocationResult" => FinalState::OperationLocationResult,
        _ => FinalState::Default,
    }
}
