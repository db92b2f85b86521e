//! Operations as data.

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::format::{File, ident};
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
pub(super) fn emit(
    context: &Context<'_>,
    imports: &Imports<'_>,
    operation: NamedOperation<'_>,
    file: &mut File,
) {
    let name = ident(&operation.names.constant);
    // Other modules name it as the source of next pages, or in the metadata.
    let is_named =
        context.options.metadata || context.next_pages.contains_key(operation.id.as_str());
    let visibility = is_named.then(|| quote!(pub(super)));
    let (id, path) = (&operation.id, &operation.path);
    let method = method(imports, operation.method);
    let service = operation.service.map(|it| {
        let name = ident(context.ir.service(it).name);
        quote!(service: Some(&super::#name),)
    });
    let security = operation.security.as_ref().map(|it| {
        let needs_name = it.iter().any(|it| !it.is_empty());
        let kind = needs_name.then(|| imports.runtime("Scheme"));
        let security = service::security(&kind.unwrap_or_default(), it);
        quote!(security: Some(#security),)
    });
    let version = version(imports, &operation);
    let parameters = operation
        .parameters()
        .map(|it| imports.parameter(it.constant_name));
    let parameters =
        (!operation.parameters.is_empty()).then(|| quote!(parameters: &[#(#parameters),*],));
    let body = operation.body.as_ref().map(|it| body(imports, it));
    let accept = Some(&operation.accept)
        .filter(|it| *it != "application/json")
        .map(|it| quote!(accept: #it,));
    let codes = success(&operation).map(proc_macro2::Literal::u16_unsuffixed);
    let others: Vec<_> = (operation.other_statuses().into_iter())
        .map(proc_macro2::Literal::u16_unsuffixed)
        .collect();
    let others = (!others.is_empty()).then(|| quote!(other_models: &[#(#others),*],));
    let response = response(context, imports, &operation);
    let state = operation.response.shape.final_state();
    let long_running = state.map(|it| long_running(imports, it));
    let states = declared_states(&context.ir.ir, &operation);
    let states = (!states.is_empty()).then(|| quote!(states: &[#(#states),*],));
    let next_parameter = match &operation.response.shape {
        ResponseShape::Pages(it) => it.next_parameter.as_ref(),
        ResponseShape::Call | ResponseShape::Exists | ResponseShape::LongRunning(_) => None,
    };
    let next_parameter = next_parameter.map(|it| quote!(next_parameter: Some(#it),));
    let kind = imports.runtime("Operation");
    file.item(quote! {
        #visibility static #name: #kind = #kind {
            id: #id,
            method: #method,
            #service
            #security
            path: #path,
            #version
            #parameters
            #body
            #accept
            success: &[#(#codes),*],
            #others
            #response
            #next_parameter
            #long_running
            #states
            ..#kind::DEFAULT
        };
    });
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

fn method(imports: &Imports<'_>, method: Method) -> TokenStream {
    let name = ident(match method {
        Method::Get => "Get",
        Method::Put => "Put",
        Method::Post => "Post",
        Method::Patch => "Patch",
        Method::Delete => "Delete",
        Method::Head => "Head",
    });
    let kind = imports.runtime("Method");
    quote!(#kind::#name)
}

fn version(imports: &Imports<'_>, operation: &Operation) -> Option<TokenStream> {
    let ApiVersion {
        value,
        name,
        location,
    } = operation.api_version.as_ref()?;
    let name = (name != "api-version").then(|| quote!(api_version_name: #name,));
    let location = match location {
        ParameterLocation::Path => Some(ident("Path")),
        ParameterLocation::Header => Some(ident("Header")),
        // The runtime's default.
        ParameterLocation::Query => None,
        // Neither a host nor a form carries an api-version.
        ParameterLocation::Host | ParameterLocation::Form => None,
    };
    let location = location.map(|it| {
        let kind = imports.runtime("ParameterLocation");
        quote!(api_version_in: #kind::#it,)
    });
    Some(quote!(api_version: #value, #name #location))
}

fn body(imports: &Imports<'_>, body: &Body) -> TokenStream {
    let (media_type, required) = (&body.media_type, body.required);
    let xml = body.xml.as_ref().map(|it| quote!(.xml(#it)));
    let kind = imports.runtime("RequestBody");
    match (media_type.as_str(), required) {
        ("application/json", true) => quote!(body: Some(#kind::JSON),),
        ("application/json", false) => quote!(body: Some(#kind::JSON_OPTIONAL),),
        _ => quote!(body: Some(#kind::new(#media_type, #required)#xml),),
    }
}

fn response(
    context: &Context<'_>,
    imports: &Imports<'_>,
    operation: &Operation,
) -> Option<TokenStream> {
    match &operation.response.shape {
        ResponseShape::Call | ResponseShape::LongRunning(_) => None,
        ResponseShape::Exists => Some(quote!(head_exists: true,)),
        ResponseShape::Pages(it) => Some(paging(context, imports, it)),
    }
}

fn long_running(imports: &Imports<'_>, state: FinalState) -> TokenStream {
    let state = ident(match state {
        FinalState::Default => "Default",
        FinalState::AzureAsyncOperation => "AzureAsyncOperation",
        FinalState::Location => "Location",
        FinalState::OriginalUri => "OriginalUri",
        FinalState::OperationLocation => "OperationLocation",
        FinalState::OperationLocationResult => "OperationLocationResult",
    });
    let kind = imports.runtime("FinalState");
    quote!(long_running: Some(#kind::#state),)
}

fn paging(context: &Context<'_>, imports: &Imports<'_>, paging: &Paging) -> TokenStream {
    let next = paging
        .next_operation
        .as_deref()
        .and_then(|id| next_operation(context, id));
    let kind = imports.runtime("Paging");
    let items = items(&paging.items);
    if next.is_none() && items == "value" && paging.next_link.as_deref() == Some("nextLink") {
        return quote!(paging: Some(#kind::VALUE),);
    }
    let link = match &paging.next_link {
        Some(name) => quote!(Some(#name)),
        None => quote!(None),
    };
    let next = next.unwrap_or_else(|| quote!(None));
    quote!(paging: Some(#kind { items: #items, next_link: #link, next_operation: #next }),)
}

/// Returns the path of the static of another operation.
fn next_operation(context: &Context<'_>, id: &str) -> Option<TokenStream> {
    let (group, operation) = context.ir.operation(*context.next_pages.get(id)?);
    let module = ident(&group.names.module);
    let name = ident(&operation.names.constant);
    Some(quote!(Some(&super::#module::#name)))
}
