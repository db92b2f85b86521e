//! Parameters: bodies and forms become request bodies, `collectionFormat` becomes a style.

use indexmap::IndexMap;
use openapiv3::{
    AnySchema, MediaType, Operation, Parameter, ParameterData, ParameterSchemaOrContent,
    QueryStyle, ReferenceOr, RequestBody, Schema, SchemaData, SchemaKind,
};
use serde_json::Value;

use super::operation::{DocumentContext, Listed};
use super::schema::boxed;
use super::{At, Upgrader, extensions, flag, text};

/// Set on a parameter of the host's template: OpenAPI has no place for one.
pub const IN_HOST: &str = "x-in-host";
/// Set on a parameter whose items are joined by tabs: OpenAPI has no style for it.
pub const TAB_SEPARATED: &str = "x-tab-separated";
/// The name of the body parameter of Swagger 2.0, as AutoRest spells it for OpenAPI 3.
pub const BODY_NAME: &str = "x-ms-requestBody-name";

impl<'a> Upgrader<'a> {
    /// All parameters of one operation, forms and body included.
    pub(super) fn parameters(
        &mut self,
        context: &DocumentContext<'a>,
        operation: &'a Value,
        all: &[Listed<'a>],
        upgraded: &mut Operation,
    ) {
        let mut form = AnySchema {
            typ: Some("object".to_owned()),
            ..AnySchema::default()
        };
        for listed in all {
            let Some((found_in, parameter, found_at)) = self.deref(listed.document, listed.value)
            else {
                continue;
            };
            let pointer = found_at.unwrap_or_else(|| listed.pointer.clone());
            let at = At::below(found_in, &pointer);
            match parameter.get("in").and_then(Value::as_str) {
                Some("body") => self.body(context, operation, parameter, &at, upgraded),
                Some("formData") => self.form_field(parameter, &at, &mut form),
                _ => self.parameter(listed, upgraded, false),
            }
        }
        if !form.properties.is_empty() {
            let media_types = context.media_types("consumes", operation);
            let media_type = media_types.iter().find(|it| it.contains("form")).cloned();
            let media_type = media_type.unwrap_or_else(|| form_media_type(&form).to_owned());
            let schema = Schema {
                schema_data: SchemaData::default(),
                schema_kind: SchemaKind::Any(form),
            };
            let content = IndexMap::from([(
                media_type,
                MediaType {
                    schema: Some(ReferenceOr::Item(schema)),
                    ..MediaType::default()
                },
            )]);
            upgraded.request_body = Some(ReferenceOr::Item(RequestBody {
                content,
                required: true,
                ..RequestBody::default()
            }));
        }
    }

    fn body(
        &mut self,
        context: &DocumentContext<'a>,
        operation: &'a Value,
        parameter: &Value,
        at: &At<'_>,
        upgraded: &mut Operation,
    ) {
        if upgraded.request_body.is_some() {
            self.warn(
                "two-bodies",
                at,
                "the operation has a second body parameter; the first is used",
            );
            return;
        }
        let schema = parameter
            .get("schema")
            .map(|schema| self.schema(schema, &at.key("schema")));
        if schema.is_none() {
            self.warn(
                "body-without-schema",
                at,
                "the body parameter has no schema; any JSON is taken",
            );
        }
        let content = context.media_types("consumes", operation).into_iter();
        let content = content
            .map(|it| {
                (
                    it,
                    MediaType {
                        schema: schema.clone(),
                        ..MediaType::default()
                    },
                )
            })
            .collect();
        let mut extensions = extensions(parameter);
        if let Some(name) = parameter.get("name") {
            extensions.insert(BODY_NAME.to_owned(), name.clone());
        }
        let description = text(parameter, "description");
        let body = RequestBody {
            description,
            content,
            required: flag(parameter, "required"),
            extensions,
        };
        upgraded.request_body = Some(ReferenceOr::Item(body));
    }

    fn form_field(&mut self, parameter: &Value, at: &At<'_>, form: &mut AnySchema) {
        let Some(name) = text(parameter, "name") else {
            self.warn(
                "malformed-parameter",
                at,
                "the form parameter has no name and is left out",
            );
            return;
        };
        if flag(parameter, "required") {
            form.required.push(name.clone());
        }
        form.properties
            .insert(name, boxed(self.schema(parameter, at)));
    }

    /// One parameter of path, query, header or host.
    pub(super) fn parameter(
        &mut self,
        listed: &Listed<'a>,
        upgraded: &mut Operation,
        in_host: bool,
    ) {
        let Some((document, value, found_at)) = self.deref(listed.document, listed.value) else {
            return;
        };
        let pointer = found_at.unwrap_or_else(|| listed.pointer.clone());
        let at = At::below(document, &pointer);
        let Some(name) = text(value, "name") else {
            self.error("malformed-parameter", &at, "the parameter has no `name`")
                .help("give it the name that the service expects");
            return;
        };
        let schema = match (
            value.get("schema"),
            value.get("content").and_then(Value::as_object),
        ) {
            (Some(schema), _) => self.schema(schema, &at.key("schema")),
            (None, Some(content)) => {
                match content.iter().next().and_then(|(_, it)| it.get("schema")) {
                    Some(schema) => self.schema(schema, &at.key("content")),
                    None => self.schema(value, &at),
                }
            }
            (None, None) => self.schema(value, &at),
        };
        let mut extensions = extensions(value);
        if in_host {
            extensions.insert(IN_HOST.to_owned(), Value::Bool(true));
        }
        let (style, explode) = self.style(value, &mut extensions);
        let place = value.get("in").and_then(Value::as_str).unwrap_or_default();
        let parameter_data = ParameterData {
            name,
            description: text(value, "description"),
            required: flag(value, "required") || place == "path",
            deprecated: Some(flag(value, "deprecated")),
            format: ParameterSchemaOrContent::Schema(schema),
            example: None,
            examples: IndexMap::new(),
            explode: Some(explode),
            extensions,
        };
        let parameter = match place {
            "path" => Parameter::Path {
                parameter_data,
                style: Default::default(),
            },
            "header" => Parameter::Header {
                parameter_data,
                style: Default::default(),
            },
            "query" => Parameter::Query {
                parameter_data,
                allow_reserved: false,
                style,
                allow_empty_value: None,
            },
            other => {
                self.warn(
                    "unsupported-parameter",
                    &at,
                    format!("a parameter in `{other}` cannot be sent and is left out"),
                );
                return;
            }
        };
        upgraded.parameters.push(ReferenceOr::Item(parameter));
    }

    fn style(
        &mut self,
        value: &Value,
        extensions: &mut IndexMap<String, Value>,
    ) -> (QueryStyle, bool) {
        let explode = value.get("explode").and_then(Value::as_bool);
        if let Some(style) = value.get("style").and_then(Value::as_str) {
            return match style {
                "spaceDelimited" => (QueryStyle::SpaceDelimited, explode.unwrap_or(false)),
                "pipeDelimited" => (QueryStyle::PipeDelimited, explode.unwrap_or(false)),
                _ => (QueryStyle::Form, explode.unwrap_or(style == "form")),
            };
        }
        match value.get("collectionFormat").and_then(Value::as_str) {
            Some("multi") => (QueryStyle::Form, true),
            Some("ssv") => (QueryStyle::SpaceDelimited, false),
            Some("pipes") => (QueryStyle::PipeDelimited, false),
            Some("tsv") => {
                extensions.insert(TAB_SEPARATED.to_owned(), Value::Bool(true));
                (QueryStyle::Form, false)
            }
            // OpenAPI 3 repeats the key of a query list unless told otherwise; Swagger 2 joins by commas.
            _ => (
                QueryStyle::Form,
                explode.unwrap_or(value.get("schema").is_some()),
            ),
        }
    }

    /// The `requestBody` of OpenAPI 3.
    pub(super) fn request_body(&mut self, value: &'a Value, at: &At<'_>) -> Option<RequestBody> {
        let (document, value, found_at) = self.deref(at.document, value)?;
        let below = found_at
            .as_deref()
            .map(|pointer| At::below(document, pointer));
        let content = self.content(value, &below.as_ref().unwrap_or(at).key("content"));
        Some(RequestBody {
            description: text(value, "description"),
            content,
            required: flag(value, "required"),
            extensions: extensions(value),
        })
    }

    /// `content` of OpenAPI 3: a schema for each media type.
    pub(super) fn content(&mut self, value: &Value, at: &At<'_>) -> IndexMap<String, MediaType> {
        let mut content = IndexMap::new();
        for (media_type, value) in value
            .get("content")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let schema = value
                .get("schema")
                .map(|schema| self.schema(schema, &at.key(media_type).key("schema")));
            content.insert(
                media_type.clone(),
                MediaType {
                    schema,
                    ..MediaType::default()
                },
            );
        }
        content
    }
}

/// A form with a file in it can only go as parts.
fn form_media_type(form: &AnySchema) -> &'static str {
    let is_file = |it: &ReferenceOr<Box<Schema>>| matches!(it, ReferenceOr::Item(schema) if matches!(&schema.schema_kind, SchemaKind::Any(any) if any.typ.as_deref() == Some("file")));
    if form.properties.values().any(is_file) {
        "multipart/form-data"
    } else {
        "application/x-www-form-urlencoded"
    }
}
