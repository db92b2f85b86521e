//! Operations as data.

use super::Context;
use super::format::{File, string};
use super::imports::Imports;
use super::metadata::items;
use super::service;
use crate::analyze::declared_states;
use crate::ir::{
    ApiVersion, Body, FinalState, Method, Operation, Paging, ParameterLocation, ResponseShape,
    StatusCode,
};
use crate::names::NamedOperation;

/// Emits the static of one operation.
pub(super) fn emit<'a>(
    context: &Context<'a>,
    imports: &Imports<'a>,
    operation: NamedOperation<'a>,
    file: &mut File,
) {
    // Other modules name it as the source of next pages, or in the metadata.
    let is_named =
        context.options.metadata || context.next_pages.contains_key(operation.id.as_str());
    let visibility = if is_named { "pub(super) " } else { "" };
    let (name, kind) = (&operation.names.constant, imports.runtime("Operation"));
    file.gap();
    let head = format!("{visibility}static {name}: {kind} = {kind}");
    file.block(&head, ";", |file| {
        request(context, imports, operation, file);
        response(context, imports, operation, file);
        file.code(&format!("..{kind}::DEFAULT"));
    });
}

/// Emits what a request is built from.
fn request<'a>(
    context: &Context<'a>,
    imports: &Imports<'a>,
    operation: NamedOperation<'a>,
    file: &mut File,
) {
    file.code(&format!("id: {},", string(&operation.id)));
    let kind = imports.runtime("Method");
    file.code(&format!("method: {kind}::{},", method(operation.method)));
    if let Some(it) = operation.service {
        let name = context.ir.service(it).name;
        file.code(&format!("service: Some(&super::{name}),"));
    }
    if let Some(it) = &operation.security {
        let needs_name = it.iter().any(|it| !it.is_empty());
        let kind = needs_name.then(|| imports.runtime("Scheme"));
        let security = service::security(&kind.unwrap_or_default(), it);
        file.code(&format!("security: Some({security}),"));
    }
    file.code(&format!("path: {},", string(&operation.path)));
    if let Some(it) = &operation.api_version {
        version(imports, it, file);
    }
    if !operation.parameters.is_empty() {
        let parameters = operation.parameters();
        let parameters = parameters.map(|it| imports.parameter(it.constant_name));
        file.code(&format!("parameters: &[{}],", listed(parameters)));
    }
    if let Some(it) = &operation.body {
        file.code(&format!("body: Some({}),", body(imports, it)));
    }
    if operation.accept != "application/json" {
        file.code(&format!("accept: {},", string(&operation.accept)));
    }
}

/// Emits what the response is read by.
fn response(
    context: &Context<'_>,
    imports: &Imports<'_>,
    operation: NamedOperation<'_>,
    file: &mut File,
) {
    file.code(&format!("success: &[{}],", listed(success(&operation))));
    let others = operation.other_statuses();
    if !others.is_empty() {
        file.code(&format!("other_models: &[{}],", listed(others)));
    }
    match &operation.response.shape {
        ResponseShape::Call | ResponseShape::LongRunning(_) => {}
        ResponseShape::Exists => file.code("head_exists: true,"),
        ResponseShape::Pages(it) => {
            paging(context, imports, it, file);
            if let Some(name) = &it.next_parameter {
                file.code(&format!("next_parameter: Some({}),", string(name)));
            }
        }
    }
    if let Some(state) = operation.response.shape.final_state() {
        let (kind, state) = (imports.runtime("FinalState"), final_state(state));
        file.code(&format!("long_running: Some({kind}::{state}),"));
    }
    let states = declared_states(&context.ir.ir, &operation);
    if !states.is_empty() {
        let states = states.iter().map(|it| string(it));
        file.code(&format!("states: &[{}],", listed(states)));
    }
}

fn listed(items: impl IntoIterator<Item = impl ToString>) -> String {
    let items = items.into_iter().map(|it| it.to_string());
    items.collect::<Vec<_>>().join(", ")
}

/// Returns the statuses of success in the notation of the runtime: none stands for any 2xx.
fn success(operation: &Operation) -> impl Iterator<Item = u16> {
    let (mut known, mut others, mut any_2xx) = (Vec::new(), Vec::new(), false);
    for status in &operation.success {
        match status.code {
            StatusCode::Exact(code @ 200..300) => known.push(code),
            StatusCode::Exact(code) => others.push(code),
            StatusCode::Range(_) | StatusCode::Default => any_2xx = true,
        }
    }
    if any_2xx {
        known.clear();
        if !others.is_empty() {
            known.extend(200..=208);
        }
    }
    known.into_iter().chain(others)
}

fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "Get",
        Method::Put => "Put",
        Method::Post => "Post",
        Method::Patch => "Patch",
        Method::Delete => "Delete",
        Method::Head => "Head",
    }
}

fn version(imports: &Imports<'_>, version: &ApiVersion, file: &mut File) {
    let ApiVersion {
        value,
        name,
        location,
    } = version;
    file.code(&format!("api_version: {},", string(value)));
    if name != "api-version" {
        file.code(&format!("api_version_name: {},", string(name)));
    }
    let location = match location {
        ParameterLocation::Path => "Path",
        ParameterLocation::Header => "Header",
        // The runtime's default.
        ParameterLocation::Query => return,
        // Neither a host nor a form carries an api-version.
        ParameterLocation::Host | ParameterLocation::Form => return,
    };
    let kind = imports.runtime("ParameterLocation");
    file.code(&format!("api_version_in: {kind}::{location},"));
}

fn body(imports: &Imports<'_>, body: &Body) -> String {
    let (media_type, required) = (&body.media_type, body.required);
    let kind = imports.runtime("RequestBody");
    match (media_type.as_str(), required) {
        ("application/json", true) => format!("{kind}::JSON"),
        ("application/json", false) => format!("{kind}::JSON_OPTIONAL"),
        _ => {
            let xml = body.xml.as_ref().map(|it| format!(".xml({})", string(it)));
            let media_type = string(media_type);
            format!(
                "{kind}::new({media_type}, {required}){}",
                xml.unwrap_or_default()
            )
        }
    }
}

fn final_state(state: FinalState) -> &'static str {
    match state {
        FinalState::Default => "Default",
        FinalState::AzureAsyncOperation => "AzureAsyncOperation",
        FinalState::Location => "Location",
        FinalState::OriginalUri => "OriginalUri",
        FinalState::OperationLocation => "OperationLocation",
        FinalState::OperationLocationResult => "OperationLocationResult",
    }
}

fn paging(context: &Context<'_>, imports: &Imports<'_>, paging: &Paging, file: &mut File) {
    let next = paging
        .next_operation
        .as_deref()
        .and_then(|id| next_operation(context, id));
    let kind = imports.runtime("Paging");
    let items = items(&paging.items);
    let link = paging.next_link.as_deref();
    if next.is_none() && items == "value" && link == Some("nextLink") {
        return file.code(&format!("paging: Some({kind}::VALUE),"));
    }
    let some = |it: String| format!("Some({it})");
    let link = link.map_or_else(|| "None".to_owned(), |it| some(string(it)));
    let next = next.map_or_else(|| "None".to_owned(), some);
    file.block(&format!("paging: Some({kind}"), "),", |file| {
        file.code(&format!("items: {},", string(items)));
        file.code(&format!("next_link: {link},"));
        file.code(&format!("next_operation: {next},"));
    });
}

/// Returns the path of the static of another operation.
fn next_operation(context: &Context<'_>, id: &str) -> Option<String> {
    let (group, operation) = context.ir.operation(*context.next_pages.get(id)?);
    let (module, name) = (&group.names.module, &operation.names.constant);
    Some(format!("&super::{module}::{name}"))
}
