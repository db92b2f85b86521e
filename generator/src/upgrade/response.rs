//! Responses: `produces` and `schema` become content; headers are kept by name.

use indexmap::IndexMap;
use openapiv3::{
    Header, MediaType, Operation, ParameterSchemaOrContent, ReferenceOr, Response, StatusCode,
};
use serde_json::Value;

use super::operation::DocumentContext;
use super::{At, Upgrader, extensions, flag, text};

impl<'a> Upgrader<'a> {
    pub(super) fn responses(
        &mut self,
        context: &DocumentContext<'a>,
        operation: &'a Value,
        at: &At<'_>,
        upgraded: &mut Operation,
    ) {
        let at = at.key("responses");
        let Some(responses) = operation.get("responses").and_then(Value::as_object) else {
            self.warn(
                "no-responses",
                &at,
                "the operation declares no responses; any 2xx is taken as success",
            );
            return;
        };
        for (status, value) in responses
            .iter()
            .filter(|(status, _)| !status.starts_with("x-"))
        {
            let at = at.key(status);
            let Some(response) = self.response(context, operation, value, &at) else {
                continue;
            };
            match status_code(status) {
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
                        "malformed-status",
                        &at,
                        format!("`{status}` is no status code; the response is left out"),
                    );
                }
            }
        }
    }

    fn response(
        &mut self,
        context: &DocumentContext<'a>,
        operation: &'a Value,
        value: &'a Value,
        at: &At<'_>,
    ) -> Option<Response> {
        let (document, value, found_at) = self.deref(at.document, value)?;
        let below = found_at
            .as_deref()
            .map(|pointer| At::below(document, pointer));
        let at = below.as_ref().unwrap_or(at);
        let mut content = self.content(value, &at.key("content"));
        if context.swagger2
            && let Some(schema) = value.get("schema")
        {
            let schema = self.schema(schema, &at.key("schema"));
            for media_type in context.media_types("produces", operation) {
                content.insert(
                    media_type,
                    MediaType {
                        schema: Some(schema.clone()),
                        ..MediaType::default()
                    },
                );
            }
        }
        let headers = self.headers(value, at);
        Some(Response {
            description: text(value, "description").unwrap_or_default(),
            headers,
            content,
            links: IndexMap::new(),
            extensions: extensions(value),
        })
    }

    fn headers(&mut self, value: &'a Value, at: &At<'_>) -> IndexMap<String, ReferenceOr<Header>> {
        let at = at.key("headers");
        let mut headers = IndexMap::new();
        for (name, header) in value
            .get("headers")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let Some((document, header, found_at)) = self.deref(at.document, header) else {
                continue;
            };
            let at = at.key(name);
            let below = found_at
                .as_deref()
                .map(|pointer| At::below(document, pointer));
            let at = below.as_ref().unwrap_or(&at);
            let schema = self.schema(header.get("schema").unwrap_or(header), at);
            let header = Header {
                description: text(header, "description"),
                style: Default::default(),
                required: flag(header, "required"),
                deprecated: None,
                format: ParameterSchemaOrContent::Schema(schema),
                example: None,
                examples: IndexMap::new(),
                extensions: extensions(header),
            };
            headers.insert(name.clone(), ReferenceOr::Item(header));
        }
        headers
    }
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
