//! The documentation of an operation: what it does, the request it sends, its parameters, and its responses.

use super::docs;
use super::facts;
use super::{Context, format};
use crate::ir::{Content, Method, Operation, ResponseShape, Status, StatusCode, Type};
use crate::names::NamedOperation;

/// The paragraphs, the description of the spec first.
pub(super) fn paragraphs(context: &Context<'_>, operation: NamedOperation<'_>) -> Vec<String> {
    let mut paragraphs = docs::paragraphs(&operation.docs);
    let id = docs::code(&operation.id);
    match paragraphs.first_mut() {
        Some(first) if !first.contains('\n') => {
            *first = format!("{} ({id}).", first.trim_end_matches('.'));
        }
        _ => paragraphs.insert(0, format!("{id}.")),
    }
    paragraphs.push(request(&operation));
    paragraphs.extend(parameters(operation));
    paragraphs.extend(responses(context, &operation));
    if let Some(url) = &operation.external_docs {
        paragraphs.extend(docs::paragraphs(&format!("See {url}.")));
    }
    paragraphs
}

/// The method and the path, and how the response comes.
fn request(operation: &Operation) -> String {
    let method = match operation.method {
        Method::Get => "GET",
        Method::Put => "PUT",
        Method::Post => "POST",
        Method::Patch => "PATCH",
        Method::Delete => "DELETE",
        Method::Head => "HEAD",
    };
    let nature = match &operation.response.shape {
        ResponseShape::Call => "",
        ResponseShape::Exists => " (returns true if the resource exists)",
        ResponseShape::Pages(paging) if paging.long_running.is_some() => {
            " (a long-running operation with a paged list)"
        }
        ResponseShape::Pages(_) => " (a paged list)",
        ResponseShape::LongRunning(_) => " (a long-running operation)",
    };
    let path = docs::code(&format!("{method} {}", operation.path));
    format!("{}{nature}", path.replace(' ', &docs::NO_BREAK.to_string()))
}

/// The required parameters that the spec describes or constrains, as a list. The optional ones are fields of the options.
fn parameters(operation: NamedOperation<'_>) -> Option<String> {
    let required = operation.required();
    let mut items: Vec<(&str, String)> = required
        .map(|it| {
            let texts = [docs::inline(&it.docs), facts::of_parameter(&it)];
            (it.name, sentences(&texts))
        })
        .collect();
    if let Some(body) = operation.body() {
        items.push((body.name, sentences(&[docs::inline(&body.docs)])));
    }
    items.retain(|(_, text)| !text.is_empty());
    if items.is_empty() {
        return None;
    }
    let lines = items.iter().flat_map(|(name, text)| {
        let name = name.trim_start_matches("r#");
        item(&format!("`{name}`: {text}"))
    });
    Some(format::joined(lines))
}

fn sentences(texts: &[String]) -> String {
    let ended = texts.iter().filter(|it| !it.is_empty()).map(|it| {
        if it.ends_with(['.', '!', '?', ')', ':']) {
            it.clone()
        } else {
            format!("{it}.")
        }
    });
    ended.collect::<Vec<_>>().join(" ")
}

/// An item of a list, over as many lines as it needs.
fn item(text: &str) -> Vec<String> {
    let lines = docs::wrapped(text).into_iter().enumerate();
    lines
        .map(|(n, line)| {
            if n == 0 {
                format!("- {line}")
            } else {
                format!("  {line}")
            }
        })
        .collect()
}

/// Headers of the responses, responses with another model than the function's, and the statuses of errors.
fn responses(context: &Context<'_>, operation: &Operation) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let is_call = matches!(operation.response.shape, ResponseShape::Call);
    let headers = operation.response_headers();
    if !headers.is_empty() && operation.response.shape.final_state().is_none() {
        let plural = if headers.len() == 1 {
            "header"
        } else {
            "headers"
        };
        let names: Vec<String> = headers.iter().map(|it| docs::code(it)).collect();
        paragraphs.push(format!(
            "The response has the {plural} {}.",
            names.join(", ")
        ));
    }
    let others = operation
        .success
        .iter()
        .filter(|it| is_call && it.ty != operation.response.ty);
    paragraphs.extend(others.filter_map(|it| other_response(context, operation, it)));
    let errors: Vec<String> = operation
        .errors
        .iter()
        .filter(|it| it.code != StatusCode::Default)
        .map(|it| it.code.to_string())
        .collect();
    if !errors.is_empty() {
        let plural = if errors.len() == 1 { "error" } else { "errors" };
        paragraphs.push(format!(
            "The spec declares the {plural} {}.",
            errors.join(", ")
        ));
    }
    paragraphs
}

fn other_response(context: &Context<'_>, operation: &Operation, status: &Status) -> Option<String> {
    let Some(Type::Named(id)) = status.ty else {
        return None;
    };
    let name = context.ir.type_def(id).name();
    let decode = match operation.response.content {
        Content::Xml => "`ResponseExt::decode_xml`",
        Content::Json | Content::Text | Content::Bytes | Content::Form => "`ResponseExt::decode`",
    };
    Some(format!(
        "The response with status {} is a [`{name}`](super::models::{name}); read it with {decode}.",
        status.code.representative()
    ))
}
