//! Operations with their parameters, bodies and responses.

use std::collections::BTreeMap;

use super::facts::{Fact, Facts, constraints};
use super::services::security_texts;
use super::{Operation, Parameter, type_text};
use crate::ir::{
    self, ApiVersion, Body, Content, FinalState, Header, Items, ListStyle, Paging, ResponseShape,
    Status, Type,
};
use crate::names::{NamedIr, NamedOperation, NamedParameter};

pub(super) fn operation(ir: &NamedIr, client: &str, named: NamedOperation<'_>) -> Operation {
    let ir::Operation {
        id: _,
        // The name in Rust is planned from it.
        spec_name: _,
        at: _,
        docs: _,
        external_docs: _,
        deprecated,
        method,
        service,
        security,
        host,
        path,
        api_version,
        parameters: _,
        body,
        accept,
        success,
        errors,
        response,
        examples: _,
        // The shape of the response follows from it.
        pageable: _,
    } = &*named;
    let mut facts = Facts::default();
    // Clients have the facts of services.
    let is_other = *service != ir.main_service;
    facts.set(Fact::Endpoint, host.as_ref().filter(|_| is_other));
    facts.set(Fact::Accept, Some(accept));
    facts.set(Fact::ById, named.names.by_id.as_ref());
    facts.set(Fact::Options, named.names.options.as_ref());
    if let Some(security) = security {
        facts.security = security_texts(security);
    }
    let api_version = api_version.as_ref().map(|it| {
        let ApiVersion {
            value,
            name,
            location,
        } = it;
        let parameter = format!("{name} in {}", location.name());
        facts.set(Fact::ApiVersionParameter, Some(parameter));
        value.clone()
    });
    statuses(ir, &named, success, errors, &mut facts);
    for it in named.parameters() {
        if let Some(constant) = &it.constant {
            let name = format!("{} in {}", it.wire_name, it.location.name());
            facts.constants.insert(name, constant.clone());
        }
    }
    let body = body.as_ref().map(|it| body_text(ir, it, &mut facts));
    Operation {
        method: format!("{client}::{}", named.names.method),
        request: format!("{} {path}", method.name()),
        api_version: api_version.unwrap_or_default(),
        arguments: named.required().map(|it| it.wire_name.clone()).collect(),
        parameters: parameters(ir, named),
        body,
        returns: returns_text(ir, response, &mut facts),
        deprecated: *deprecated,
        facts,
    }
}

/// Adds the statuses, and what callers read from responses other than the result.
fn statuses(
    ir: &NamedIr,
    operation: &ir::Operation,
    success: &[Status],
    errors: &[Status],
    facts: &mut Facts,
) {
    let ty = |status: &Status| {
        let ty = status.ty.as_ref();
        ty.map_or_else(|| "nothing".to_owned(), |ty| type_text(ir, ty))
    };
    for status in success {
        let Status {
            code,
            ty: _,
            headers,
        } = status;
        facts.success.push(code.to_string());
        for header in headers {
            let Header {
                name,
                ty,
                docs: _,
                prefix,
            } = header;
            let many = if prefix.is_some() { " by suffix" } else { "" };
            let name = prefix.as_ref().unwrap_or(name);
            let text = format!("{}{many}", type_text(ir, ty));
            facts.headers.insert(name.clone(), text);
        }
    }
    for status in operation.other_models() {
        facts.responses.insert(status.code.to_string(), ty(status));
    }
    for status in errors {
        facts
            .responses
            .insert(format!("{} (error)", status.code), ty(status));
    }
}

/// Returns the parameters by name. Of several with one name, all but the first have their location in the key.
fn parameters(ir: &NamedIr, operation: NamedOperation<'_>) -> BTreeMap<String, Parameter> {
    let mut parameters = BTreeMap::new();
    for it in operation.passed() {
        let mut key = it.wire_name.clone();
        if parameters.contains_key(&key) {
            key = format!("{key} ({})", it.location.name());
        }
        parameters.insert(key, parameter(ir, it));
    }
    parameters
}

fn parameter(ir: &NamedIr, named: NamedParameter<'_>) -> Parameter {
    let ir::Parameter {
        wire_name: _,
        // The name in Rust is planned from it.
        client_name: _,
        docs: _,
        location,
        ty,
        required,
        // A part of the documentation.
        deprecated: _,
        constraints: own_constraints,
        // The effective style includes these two.
        style: _,
        structured: _,
        verbatim,
        // A parameter with a constant is not passed.
        constant: _,
        default,
        prefix,
        allow_empty,
        media_type,
        headers,
    } = &*named;
    let mut facts = Facts {
        constraints: constraints(own_constraints),
        ..Facts::default()
    };
    let is_secret = *ty.leaf() == Type::Secret;
    facts.set(Fact::Default, default.as_ref().filter(|_| !is_secret));
    facts.set(Fact::Style, named.effective_style().map(style_text));
    facts.flag(Fact::Verbatim, *verbatim, "sent as it is");
    facts.flag(Fact::Prefix, *prefix, "by suffix");
    facts.flag(Fact::AllowEmpty, *allow_empty, "allowed");
    facts.set(Fact::MediaType, media_type.as_ref());
    for (name, value) in headers {
        facts
            .constants
            .insert(format!("header {name} of the part"), value.clone());
    }
    Parameter {
        name: named.name.to_owned(),
        ty: type_text(ir, ty),
        location: location.name().to_owned(),
        required: *required,
        facts,
    }
}

fn style_text(style: ListStyle) -> &'static str {
    match style {
        ListStyle::Csv => "commas",
        ListStyle::Ssv => "spaces",
        ListStyle::Tsv => "tabs",
        ListStyle::Pipes => "pipes",
        ListStyle::Multi => "repeated name",
        ListStyle::Simple => "simple",
        ListStyle::SimpleExploded => "simple, exploded",
        ListStyle::Label => "label",
        ListStyle::LabelExploded => "label, exploded",
        ListStyle::Matrix => "matrix",
        ListStyle::MatrixExploded => "matrix, exploded",
        ListStyle::DeepObject => "deepObject",
        ListStyle::Json => "JSON",
    }
}

fn body_text(ir: &NamedIr, body: &Body, facts: &mut Facts) -> String {
    let Body {
        // The name of the argument; Rust passes arguments by position.
        wire_name: _,
        client_name: _,
        docs: _,
        ty,
        required,
        media_type,
        // Follows from the media type.
        content: _,
        xml,
    } = body;
    facts.set(Fact::Xml, xml.as_ref());
    let optional = if *required { "" } else { "?" };
    format!("{}{optional} as {media_type}", type_text(ir, ty))
}

fn returns_text(ir: &NamedIr, response: &ir::Response, facts: &mut Facts) -> String {
    let ir::Response {
        shape,
        ty,
        secret,
        optional,
        content,
    } = response;
    facts.flag(Fact::Secret, *secret, "secret");
    let format = match content {
        Content::Json => None,
        Content::Xml => Some("XML"),
        Content::Text => Some("text"),
        Content::Bytes => Some("bytes"),
        Content::Form => Some("form"),
    };
    facts.set(Fact::Format, format);
    facts.set(Fact::FinalState, shape.final_state().map(final_state_text));
    let name = match shape {
        ResponseShape::Call => "Call",
        ResponseShape::Exists => "Exists",
        ResponseShape::Pages(it) => {
            paging(it, facts);
            "Pager"
        }
        ResponseShape::LongRunning(_) => "Poller",
    };
    let text = match (ty, content, shape) {
        (None, ..) => "()".to_owned(),
        (Some(_), Content::Text, ResponseShape::Call) => "Text".to_owned(),
        (Some(ty), ..) => type_text(ir, ty),
    };
    let optional = if *optional { "?" } else { "" };
    let xml = match (shape, content) {
        (ResponseShape::Call, Content::Xml) => ", Xml",
        _ => "",
    };
    format!("{name}<{text}{optional}{xml}>")
}

fn paging(paging: &Paging, facts: &mut Facts) {
    let Paging {
        items,
        next_link,
        next_operation,
        next_parameter,
        // The final state is set.
        long_running: _,
    } = paging;
    let items = match items {
        Items::Body => "the body",
        Items::Property(name) => name,
        Items::Page => "the page",
    };
    facts.set(Fact::Items, Some(items));
    facts.set(Fact::NextLink, next_link.as_ref());
    facts.set(Fact::NextOperation, next_operation.as_ref());
    facts.set(Fact::NextParameter, next_parameter.as_ref());
}

/// Returns the state in the spelling of `final-state-via`.
fn final_state_text(state: FinalState) -> &'static str {
    match state {
        FinalState::Default => "default",
        FinalState::AzureAsyncOperation => "azure-async-operation",
        FinalState::Location => "location",
        FinalState::OriginalUri => "original-uri",
        FinalState::OperationLocation => "operation-location",
        FinalState::OperationLocationResult => "operation-location with the result in it",
    }
}
