//! The documentation of an operation: its description, request, parameters and responses.

use super::{Context, docs, facts, format};
use crate::ir::{Content, Header, Operation, ResponseShape, Status, StatusCode, Type};
use crate::names::NamedOperation;

/// Returns the paragraphs, starting with the description of the spec.
pub(super) fn paragraphs(context: &Context<'_>, operation: NamedOperation<'_>) -> Vec<String> {
    let mut paragraphs = docs::paragraphs(operation.docs.as_deref());
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
        paragraphs.extend(docs::paragraphs(format!("See {url}.").as_str()));
    }
    paragraphs
}

/// Returns the method, the path, and the shape of the result.
fn request(operation: &Operation) -> String {
    let nature = match &operation.response.shape {
        ResponseShape::Call => "",
        ResponseShape::Exists => " (returns true if the resource exists)",
        ResponseShape::Pages(paging) if paging.long_running.is_some() => {
            " (a long-running operation with a paged list)"
        }
        ResponseShape::Pages(_) => " (a paged list)",
        ResponseShape::LongRunning(_) => " (a long-running operation)",
    };
    let path = docs::code(&format!("{} {}", operation.method.name(), operation.path));
    format!("{}{nature}", path.replace(' ', &docs::NO_BREAK.to_string()))
}

/// Returns a list of the required parameters with a description or constraints. Optional ones are documented as fields of
/// the options.
fn parameters(operation: NamedOperation<'_>) -> Option<String> {
    let required = operation.required();
    let mut items: Vec<(&str, String)> = required
        .map(|it| {
            let texts = [docs::inline(it.docs.as_deref()), facts::of_parameter(&it)];
            (it.name, sentences(&texts))
        })
        .collect();
    if let Some(body) = operation.body() {
        items.push((body.name, sentences(&[docs::inline(body.docs.as_deref())])));
    }
    items.retain(|(_, text)| !text.is_empty());
    if items.is_empty() {
        return None;
    }
    let lines = items.iter().flat_map(|(name, text)| {
        let name = name.trim_start_matches("r#");
        docs::item(&format!("`{name}`: {text}"))
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

/// Returns the declared headers of successful responses, as a list with the function that reads each.
fn headers(operation: &Operation) -> Option<String> {
    let headers = operation.response_headers();
    if headers.is_empty() {
        return None;
    }
    let intro = "Response headers, read with [`ResponseExt`](arm_runtime::ResponseExt):";
    let items = headers.iter().flat_map(|it| {
        let reader = docs::code(&reader(it)).replace(' ', &docs::NO_BREAK.to_string());
        let read = format!("{} ({reader})", docs::code(&it.name));
        let description = docs::inline(it.docs.as_deref());
        docs::item(&match description.is_empty() {
            true => read,
            false => sentences(&[format!("{read}: {description}")]),
        })
    });
    let lines = docs::wrapped(intro).into_iter().chain([String::new()]);
    Some(format::joined(lines.chain(items)))
}

/// Returns the call that reads a header.
fn reader(header: &Header) -> String {
    let name = &header.name;
    if let Some(prefix) = &header.prefix {
        return format!("headers_with_prefix({prefix:?})");
    }
    let standard = match name.to_ascii_lowercase().as_str() {
        "etag" => "etag()",
        "last-modified" => "last_modified()",
        "location" => "location()",
        "retry-after" => "retry_after()",
        "x-ms-request-id" => "request_id()",
        "x-ms-correlation-request-id" => "correlation_id()",
        "x-ms-client-request-id" => "client_request_id()",
        _ => "",
    };
    if !standard.is_empty() {
        return standard.to_owned();
    }
    let ty = header.ty.leaf();
    if *ty == Type::Bool {
        format!("header_as::<bool>({name:?})")
    } else if [Type::Int32, Type::Int64].contains(ty) {
        format!("header_as::<i64>({name:?})")
    } else if *ty == Type::Float {
        format!("header_as::<f64>({name:?})")
    } else {
        format!("header({name:?})")
    }
}

/// Returns the headers of responses, the responses with other models than that of the function, and the statuses of errors.
fn responses(context: &Context<'_>, operation: &Operation) -> Vec<String> {
    let mut paragraphs = Vec::new();
    if operation.response.shape.final_state().is_none() {
        paragraphs.extend(headers(operation));
    }
    let others = operation.other_models();
    paragraphs.extend(others.map(|it| other_response(context, operation, it)));
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

fn other_response(context: &Context<'_>, operation: &Operation, status: &Status) -> String {
    let model = match status.ty {
        Some(Type::Named(id)) => {
            let name = context.ir.type_def(id).name();
            format!("is a [`{name}`](super::models::{name})")
        }
        _ => "has another type".to_owned(),
    };
    let decode = match operation.response.content {
        Content::Xml => "`ResponseExt::decode_xml`",
        Content::Json | Content::Text | Content::Bytes | Content::Form => "`ResponseExt::decode`",
    };
    format!(
        "The response with status {} {model}; read it with {decode}.",
        status.code
    )
}
