//! Request bodies: the media type that is sent, and its format.

use openapiv3::{MediaType, ReferenceOr, RequestBody, Schema};
use serde_json::Value;

use super::{Lowerer, described, keywords};
use crate::diagnostics::{Location, code};
use crate::ir::{Body, Content, Type};
use crate::upgrade::{BODY_NAME, DEFAULT_BODY_NAME, SCHEMA_AT, SpecOperation, is_form};

impl<'a> Lowerer<'a> {
    /// Lowers the body of an operation. `Err` contains the reason if it cannot be written.
    pub(super) fn body(&mut self, spec: &'a SpecOperation) -> Result<Option<Body>, String> {
        let Some(ReferenceOr::Item(body)) = &spec.operation.request_body else {
            return Ok(None);
        };
        let Some((media_type, declared)) = chosen(body) else {
            return Err("a body without a media type".to_owned());
        };
        let others = body.content.iter();
        let others = others.filter(|(name, _)| name.as_str() != media_type);
        self.unread_media_types("sent", (media_type, declared), others, &spec.at);
        let text = |key: &str| body.extensions.get(key).and_then(Value::as_str);
        let wire_name = text(BODY_NAME).unwrap_or(DEFAULT_BODY_NAME).to_owned();
        let client_name = text("x-ms-client-name").unwrap_or(&wire_name).to_owned();
        let at = self.located(&declared.extensions, SCHEMA_AT, &spec.at);
        let form = is_form(media_type);
        if form && !self.has_fields(declared, &at) {
            return Err("a form without declared fields".to_owned());
        }
        let ty = match &declared.schema {
            Some(_) if form => Type::Json,
            Some(_) if is_sequence(media_type) => Type::Bytes,
            Some(_) if is_file(declared) && !is_json(media_type) => Type::Bytes,
            Some(schema) => self.type_of(schema, &at),
            None => without_schema(media_type),
        };
        let content = if form {
            Content::Form
        } else {
            self.content_of(media_type, &ty)
        };
        let xml = match &declared.schema {
            Some(schema) if content == Content::Xml => {
                Some(self.root_in_xml(schema.into(), &wire_name, &at))
            }
            _ => None,
        };
        let ty = match content {
            Content::Bytes => Type::Bytes,
            Content::Text => Type::String,
            _ => ty,
        };
        let docs = described(&body.description);
        Ok(Some(Body {
            wire_name,
            client_name,
            docs,
            ty,
            required: body.required,
            media_type: concrete(media_type, content, body).to_owned(),
            content,
            xml,
        }))
    }

    /// Reports media types with another schema than the one that is sent or read.
    pub(super) fn unread_media_types(
        &mut self,
        used: &str,
        (chosen, declared): (&str, &'a MediaType),
        others: impl Iterator<Item = (&'a String, &'a MediaType)>,
        operation: &Location,
    ) {
        for (name, other) in others {
            if !self.is_same_schema(declared.schema.as_ref(), other.schema.as_ref()) {
                let at = self.located(&other.extensions, SCHEMA_AT, operation);
                let message = format!(
                    "`{name}` is ignored: the body is {used} as `{chosen}`, which has another schema"
                );
                let help = match used {
                    "sent" => {
                        format!("pass `Bytes` and set the header `content-type` to send `{name}`")
                    }
                    _ => format!(
                        "set the header `accept` to `{name}`, and read the body of the response"
                    ),
                };
                (self.diagnostics)
                    .warn(&code::UNREAD_KEYWORD, at, message)
                    .help(help);
            }
        }
    }

    /// Returns `true` if two schemas are equal, or one is missing.
    fn is_same_schema(
        &self,
        one: Option<&'a ReferenceOr<Schema>>,
        other: Option<&'a ReferenceOr<Schema>>,
    ) -> bool {
        let (Some(one), Some(other)) = (one, other) else {
            return true;
        };
        one == other || self.schema_of(one.into()) == self.schema_of(other.into())
    }

    /// Returns the format of a body or response with a media type.
    pub(super) fn content_of(&self, media_type: &str, ty: &Type) -> Content {
        let has_parts = match ty {
            Type::Named(_) => self.as_enum(ty).is_none(),
            Type::List(_) | Type::Map(_) | Type::Json => true,
            _ => false,
        };
        if *ty == Type::Bytes {
            Content::Bytes
        } else if is_json(media_type) {
            Content::Json
        } else if is_xml(media_type) && has_parts {
            Content::Xml
        } else if *ty == Type::String
            || essence(media_type).starts_with("text/")
                && !(has_parts && is_unformatted(media_type, ty))
        {
            Content::Text
        } else {
            // Specs declare binary media types and plain text for models that are sent as JSON.
            Content::Json
        }
    }
}

/// Returns `true` for media types of text in which objects have no defined form, such as CSV. Their text is left to the caller.
fn is_unformatted(media_type: &str, ty: &Type) -> bool {
    *ty == Type::Json || essence(media_type) == "text/plain"
}

/// Returns a media type that can be sent. A wildcard is replaced by a declared type that it covers, or by that of the
/// format.
fn concrete<'b>(media_type: &'b str, content: Content, body: &'b RequestBody) -> &'b str {
    let Some(family) = media_type
        .split(';')
        .next()
        .and_then(|it| it.trim().strip_suffix('*'))
    else {
        return media_type;
    };
    let family = family.trim_start_matches('*');
    let covered = |it: &&str| !it.contains('*') && (family == "/" || it.starts_with(family));
    let declared = body.content.keys().map(String::as_str).find(covered);
    declared.unwrap_or(match content {
        Content::Json | Content::Form => "application/json",
        Content::Xml => "application/xml",
        Content::Text => "text/plain",
        Content::Bytes => "application/octet-stream",
    })
}

/// Returns the media type that is sent, with its content. JSON comes first, except for files, for which it comes last. Otherwise,
/// the order of the description applies.
pub(super) fn chosen(body: &RequestBody) -> Option<(&str, &MediaType)> {
    let mut entries: Vec<(&str, &MediaType)> = body
        .content
        .iter()
        .map(|(name, it)| (name.as_str(), it))
        .collect();
    entries.sort_by_key(|(name, content)| match (is_json(name), is_file(content)) {
        // A JSON patch is a list of changes of the body.
        (true, false) if essence(name) == "application/json-patch+json" => 1,
        (true, false) => 0,
        (false, _) => 2,
        (true, true) => 3,
    });
    entries.into_iter().next()
}

/// Returns `true` if the schema has `format: binary` or `format: file`, which specs use for strings and objects.
fn is_file(content: &MediaType) -> bool {
    let Some(ReferenceOr::Item(schema)) = &content.schema else {
        return false;
    };
    let format = keywords(schema).and_then(|it| it.format.as_deref());
    matches!(format, Some("binary" | "file"))
}

/// Returns the type of a body or response whose media type has no schema.
pub(super) fn without_schema(media_type: &str) -> Type {
    let is_text = essence(media_type).starts_with("text/") && !is_xml(media_type);
    if is_json(media_type) || media_type.contains('*') {
        Type::Json
    } else if is_text && !is_sequence(media_type) {
        Type::String
    } else {
        Type::Bytes
    }
}

/// Returns `true` for a sequence of events or of JSON texts. They are bytes, which can be streamed, whatever the schema of one
/// item is.
pub(super) fn is_sequence(media_type: &str) -> bool {
    const SEQUENCES: [&str; 10] = [
        "application/json-lines",
        "application/json-seq",
        "application/jsonl",
        "application/jsonlines",
        "application/ndjson",
        "application/stream+json",
        "application/x-jsonl",
        "application/x-jsonlines",
        "application/x-ndjson",
        "text/event-stream",
    ];
    let essence = essence(media_type);
    SEQUENCES.contains(&&*essence) || essence.ends_with("+json-seq")
}

pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    let is_suffixed = essence.ends_with("+json") && !is_sequence(media_type);
    essence == "application/json" || essence == "text/json" || is_suffixed
}

fn is_xml(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/xml" || essence == "text/xml" || essence.ends_with("+xml")
}

/// Returns a media type without its parameters.
fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}
