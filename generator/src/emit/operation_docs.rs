//! The documentation of an operation: its description, request, parameters and responses.

use super::{Context, docs, facts, format};
use crate::ir::{
    Content, Header, Operation, ResponseShape, Status, StatusCode, Type, distinct_responses,
};
use crate::names::NamedOperation;

/// The longest sentence, in bytes, that the compiler shows for a deprecated operation.
const MAX_NOTE: usize = 200;

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

/// Returns the sentence of a description about the deprecation of the operation or its replacement, which the compiler shows.
pub(super) fn deprecation(description: Option<&str>) -> Option<String> {
    let words: Vec<&str> = description?.split_whitespace().collect();
    let text = words.join(" ");
    let with = |words: &[&str]| {
        let mut sentences = text.split_inclusive(". ");
        sentences.find(|it| {
            let lower = it.to_ascii_lowercase();
            words.iter().any(|word| lower.contains(word))
        })
    };
    let about = with(&["deprecat", "obsolete", "superseded", "replaced by"]);
    let sentence = about.or_else(|| with(&["instead"]))?;
    let sentence = sentence.trim();
    let is_plain = sentence.len() <= MAX_NOTE && !sentence.contains(docs::is_invisible);
    is_plain.then(|| sentence.to_owned())
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
    let mut items: Vec<Vec<String>> = required
        .filter_map(|it| parameter(it.name, it.docs.as_deref(), facts::of_parameter(&it)))
        .collect();
    if let Some(body) = operation.body() {
        items.extend(parameter(body.name, body.docs.as_deref(), String::new()));
    }
    (!items.is_empty()).then(|| format::joined(items.into_iter().flatten()))
}

/// Returns the item of a parameter, if there is anything to say about it.
fn parameter(name: &str, text: Option<&str>, facts: String) -> Option<Vec<String>> {
    let name = format!("`{}`", name.trim_start_matches("r#"));
    let description = docs::paragraphs(text);
    described(&name, description, facts)
}

/// Returns the item of a name with its description and facts, if there are any. Lists, tables and code of the description stay
/// blocks.
fn described(name: &str, mut description: Vec<String>, facts: String) -> Option<Vec<String>> {
    description.retain(|it| !it.is_empty());
    if !description.iter().any(|it| it.contains('\n')) {
        let text = sentences(&[description.join(" "), facts]);
        return (!text.is_empty()).then(|| docs::item(&format!("{name}: {text}")));
    }
    match description.first_mut() {
        Some(first) if !first.contains('\n') => *first = format!("{name}: {first}"),
        _ => description.insert(0, format!("{name}:")),
    }
    description.push(facts);
    Some(docs::item_of(&description))
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
        let description = docs::paragraphs(it.docs.as_deref());
        described(&read, description, String::new()).unwrap_or_else(|| docs::item(&read))
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
    let ty = match header.ty {
        Type::Bool => "bool",
        Type::Int32 | Type::Int64 => "i64",
        Type::Uint64 => "u64",
        Type::Float => "f64",
        Type::Decimal => "Decimal",
        Type::DateTime => "DateTime",
        Type::DateTimeRfc1123 => "DateTimeRfc1123",
        Type::UnixTime => "UnixTime",
        Type::Date => "Date",
        Type::Time => "Time",
        Type::Duration => "Duration",
        Type::Base64 => "Base64",
        Type::Base64Url => "Base64Url",
        Type::String | Type::Secret | Type::Bytes | Type::File | Type::Json => "",
        Type::Named(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => "",
    };
    match ty {
        "" => format!("header({name:?})"),
        ty => format!("header_as::<{ty}>({name:?})"),
    }
}

/// Returns the headers of responses, the responses with other models than that of the function, and the statuses of errors.
fn responses(context: &Context<'_>, operation: &Operation) -> Vec<String> {
    let mut paragraphs = Vec::new();
    if operation.response.shape.final_state().is_none() {
        paragraphs.extend(headers(operation));
    }
    paragraphs.extend(absence(operation));
    let others = operation.other_models();
    paragraphs.extend(others.map(|it| other_response(context, operation, it)));
    let errors: Vec<String> = operation
        .errors
        .iter()
        .filter(|it| it.code != StatusCode::Default)
        .map(|it| it.code.to_string())
        .collect();
    if !errors.is_empty() {
        let plural = if errors.len() == 1 { "" } else { "s" };
        paragraphs.push(format!(
            "Declared error response{plural}: {}.",
            errors.join(", ")
        ));
    }
    paragraphs
}

/// Returns the statuses for which the result is `None`.
fn absence(operation: &Operation) -> Option<String> {
    let is_long = match operation.response.shape {
        ResponseShape::Call => false,
        ResponseShape::LongRunning(_) => true,
        ResponseShape::Pages(_) | ResponseShape::Exists => return None,
    };
    let is_settled = |it: &&Status| {
        let codes = [StatusCode::Exact(202), StatusCode::Exact(204)];
        !(is_long && codes.contains(&it.code))
    };
    let empty = distinct_responses(&operation.success).filter(|it| it.ty.is_none());
    let empty: Vec<String> = empty
        .filter(is_settled)
        .map(|it| it.code.to_string())
        .collect();
    let when = match empty.as_slice() {
        [] => "if the body is `null`".to_owned(),
        [code] => format!("for status {code}"),
        codes => format!("for the statuses {}", codes.join(", ")),
    };
    (operation.response.optional).then(|| format!("The result is `None` {when}."))
}

fn other_response(context: &Context<'_>, operation: &Operation, status: &Status) -> String {
    let model = match status.ty {
        Some(Type::Named(id)) => {
            let name = context.ir.type_def(id).name();
            format!("is [`{name}`](super::models::{name})")
        }
        _ => "has another type".to_owned(),
    };
    let decode = match operation.response.content {
        Content::Xml => "decode_xml",
        Content::Json | Content::Text | Content::Bytes | Content::Form => "decode",
    };
    format!(
        "For status {}, the body {model}; read it with [`ResponseExt::{decode}`](arm_runtime::ResponseExt::{decode}).",
        status.code
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_note_of_a_deprecated_operation_is_the_sentence_about_it() {
        for (description, expected) in [
            (
                "Lists all. Deprecated: use\n`List2`. More.",
                Some("Deprecated: use `List2`."),
            ),
            (
                "Lists all. Please use List2 instead",
                Some("Please use List2 instead"),
            ),
            (
                "Returns the default instead of an error. Deprecated: use List2.",
                Some("Deprecated: use List2."),
            ),
            ("Lists all.", None),
            ("Deprecated\u{202e}.", None),
            ("", None),
        ] {
            assert_eq!(
                deprecation(Some(description)).as_deref(),
                expected,
                "{description}"
            );
        }
        let long = format!("Deprecated{}.", "x".repeat(MAX_NOTE));
        assert_eq!(deprecation(Some(&long)), None);
        assert_eq!(deprecation(None), None);
    }
}
