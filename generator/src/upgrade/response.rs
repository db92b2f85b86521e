//! Responses: `produces` and `schema` become content, headers are collected by name.

use crate::diagnostics::code;
use crate::load::Dialect;
use indexmap::IndexMap;
use openapiv3::{Header, Operation, ParameterSchemaOrContent, ReferenceOr, Response, StatusCode};
use serde_json::Value;

use super::lookup::Lookup;
use super::operation::OperationContext;
use super::schema::Naming;
use super::{At, SCHEMA_AT, Upgrader, flag, located, media_type, text};

impl<'a> Upgrader<'a> {
    pub(super) fn responses(
        &mut self,
        context: &OperationContext<'_, 'a>,
        at: &At<'_>,
        upgraded: &mut Operation,
    ) {
        let operation = at;
        let at = at.key("responses");
        let declared = context.value.member("responses");
        let Some(responses) = declared.and_then(Value::as_object) else {
            let message = "the operation declares no responses; any 2xx is a success";
            let at = if declared.is_some() { &at } else { operation };
            self.warn(&code::NO_RESPONSES, at, message);
            return;
        };
        if responses.keys().all(|status| status.starts_with("x-")) {
            let message = "the operation declares no response; any 2xx is a success";
            self.warn(&code::NO_RESPONSES, &at, message);
        }
        for (status, value) in responses
            .iter()
            .filter(|(status, _)| !status.starts_with("x-"))
        {
            let at = at.key(status);
            let code = status_code(status);
            let name = match &code {
                Some(StatusCode::Code(code)) => format!("response {code}"),
                Some(StatusCode::Range(first)) => format!("response {first}00"),
                None => "error".to_owned(),
            };
            let naming = Naming::in_operation(context.owner, &name);
            let Some(response) = self.response(context, value, &at, naming) else {
                continue;
            };
            match code {
                None if status == "default" => {
                    upgraded.responses.default = Some(ReferenceOr::Item(response))
                }
                Some(code) => {
                    upgraded
                        .responses
                        .responses
                        .insert(code, ReferenceOr::Item(response));
                }
                None => {
                    self.warn(
                        &code::MALFORMED_STATUS,
                        &at,
                        format!("`{status}` is not a status code; the response is left out"),
                    );
                }
            }
        }
    }

    fn response(
        &mut self,
        context: &OperationContext<'_, 'a>,
        value: &'a Value,
        at: &At<'_>,
        naming: Naming<'_>,
    ) -> Option<Response> {
        let (document, value, found_at) = self.followed(at, value)?;
        let below = found_at
            .as_deref()
            .map(|pointer| At::below(document, pointer));
        let at = below.as_ref().unwrap_or(at);
        self.check_response(value, at);
        let mut content = match self.is_of(at, Dialect::Swagger2) {
            true => IndexMap::new(),
            false => self.content(value, at, naming),
        };
        if context.document.swagger2
            && let Some(schema) = value.member("schema")
        {
            let at = at.key("schema");
            let schema = self.schema(schema, &at, naming);
            for name in context.media_types("produces") {
                content.insert(name, media_type(Some(schema.clone()), &at));
            }
        }
        let headers = self.headers(value, at, context.owner);
        Some(Response {
            description: text(value, "description").unwrap_or_default(),
            headers,
            content,
            links: IndexMap::new(),
            extensions: located(value, at),
        })
    }

    fn headers(
        &mut self,
        value: &'a Value,
        at: &At<'_>,
        owner: &str,
    ) -> IndexMap<String, ReferenceOr<Header>> {
        let at = at.key("headers");
        let mut headers = IndexMap::new();
        for (name, header) in value
            .member("headers")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let at = at.key(name);
            if !is_header_name(name) {
                let message = format!("`{name}` is not a header name; the header is left out");
                self.warn(&code::IMPOSSIBLE_HEADER, &at, message);
                continue;
            }
            let Some((document, header, found_at)) = self.followed(&at, header) else {
                continue;
            };
            let below = found_at
                .as_deref()
                .map(|pointer| At::below(document, pointer));
            let at = below.as_ref().unwrap_or(&at);
            self.check_header(header, at);
            let below = header.member("schema").map(|it| (it, at.key("schema")));
            let naming = Naming::in_operation(owner, name);
            let (schema, schema_at) = match &below {
                Some((schema, at)) => (self.schema(schema, at, naming), at),
                // The schema of a header of Swagger is the header itself.
                None => {
                    self.check_constraints(header, at);
                    (self.checked_schema(header, at, naming), at)
                }
            };
            let mut extensions = located(header, at);
            extensions.insert(SCHEMA_AT.to_owned(), schema_at.mark());
            let header = Header {
                description: text(header, "description"),
                style: Default::default(),
                required: flag(header, "required"),
                deprecated: None,
                format: ParameterSchemaOrContent::Schema(schema),
                example: None,
                examples: IndexMap::new(),
                extensions,
            };
            headers.insert(name.clone(), ReferenceOr::Item(header));
        }
        headers
    }
}

/// Returns `true` if the name is a valid HTTP header name.
pub(super) fn is_header_name(name: &str) -> bool {
    let is_token = |it: u8| it.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&it);
    !name.is_empty() && name.bytes().all(is_token)
}

fn status_code(text: &str) -> Option<StatusCode> {
    if let Ok(code) = text.parse::<u16>() {
        return (100..1000)
            .contains(&code)
            .then_some(StatusCode::Code(code));
    }
    let mut characters = text.chars();
    let first = characters.next()?.to_digit(10)?;
    characters
        .as_str()
        .eq_ignore_ascii_case("xx")
        .then_some(StatusCode::Range(first as u16))
}
