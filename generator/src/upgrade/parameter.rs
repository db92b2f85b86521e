//! Parameters: body and form parameters become request bodies, `collectionFormat` becomes a style.

use crate::diagnostics::code;
use crate::load::Dialect;
use indexmap::IndexMap;
use openapiv3::{
    AnySchema, MediaType, Operation, Parameter, ParameterData, ParameterSchemaOrContent,
    QueryStyle, ReferenceOr, RequestBody, Schema, SchemaData, SchemaKind,
};
use serde_json::Value;

use super::check::shown;
use super::keywords::{MEDIA_TYPE, REQUEST_BODY};
use super::lookup::Lookup;
use super::operation::{Listed, OperationContext};
use super::response::is_header_name;
use super::schema::{Naming, boxed};
use super::{AT, At, SCHEMA_AT, Upgrader, boolean, flag, located, media_type, text};

/// Extension of a parameter of the host template, which OpenAPI cannot express.
pub const IN_HOST: &str = "$in-host";
/// Extension of a parameter whose items are separated by tabs, which OpenAPI cannot express.
pub const TAB_SEPARATED: &str = "$tab-separated";
/// Extension of a form field whose items are sent as separate fields with the same name.
pub const EXPLODED: &str = "$exploded";
/// Extension of a form field whose items are separated by spaces.
pub const SPACE_SEPARATED: &str = "$space-separated";
/// Extension of a form field whose items are separated by pipes.
pub const PIPE_SEPARATED: &str = "$pipe-separated";
/// Extension of an OpenAPI 3 parameter: its style, as `style` or, if it explodes, `style*`.
pub const STYLE: &str = "$style";
/// Extension of a query parameter whose reserved characters are not encoded.
pub const ALLOW_RESERVED: &str = "$allow-reserved";
/// Name of the body parameter of Swagger 2.0, in the spelling of AutoRest for OpenAPI 3.
pub const BODY_NAME: &str = "x-ms-requestBody-name";
/// Default name of a body.
pub const DEFAULT_BODY_NAME: &str = "body";

impl<'a> Upgrader<'a> {
    /// Converts all parameters of an operation, including forms and the body.
    pub(super) fn parameters(
        &mut self,
        context: &OperationContext<'_, 'a>,
        all: &[Listed<'a>],
        upgraded: &mut Operation,
    ) {
        let mut form = AnySchema {
            typ: Some("object".to_owned()),
            ..AnySchema::default()
        };
        for listed in all {
            let reference = At::below(listed.document, &listed.pointer);
            let Some((found_in, parameter, found_at)) = self.followed(&reference, listed.value)
            else {
                continue;
            };
            let pointer = found_at.unwrap_or_else(|| listed.pointer.clone());
            let at = At::below(found_in, &pointer);
            self.check_parameter(parameter, &at);
            let location = parameter.member("in").and_then(Value::as_str);
            let location = location.filter(|_| context.document.swagger2);
            let is_other = match location {
                Some("body") => !form.properties.is_empty(),
                Some("formData") => upgraded.request_body.is_some() && form.properties.is_empty(),
                _ => false,
            };
            if is_other {
                let message = "the operation has a body beside its form; the form is used";
                self.warn(&code::TWO_BODIES, &at, message);
            }
            match location {
                Some("body") => self.body(context, parameter, &at, upgraded),
                Some("formData") => self.form_field(parameter, &at, context.owner, &mut form),
                _ => self.parameter(parameter, &at, context.owner, upgraded, false),
            }
        }
        if !form.properties.is_empty() {
            let media_types = context.media_types("consumes");
            let needed = form_media_type(&form);
            let of_files = |it: &&String| needed.contains("multipart") && is_multipart(it);
            let name = media_types.iter().find(of_files);
            let name = name.or_else(|| media_types.iter().find(|it| is_form(it)));
            let name = name.map_or(needed, String::as_str).to_owned();
            let schema = Schema {
                schema_data: SchemaData::default(),
                schema_kind: SchemaKind::Any(form),
            };
            let media_type = MediaType {
                schema: Some(ReferenceOr::Item(schema)),
                ..MediaType::default()
            };
            let content = IndexMap::from([(name, media_type)]);
            upgraded.request_body = Some(ReferenceOr::Item(RequestBody {
                content,
                required: true,
                ..RequestBody::default()
            }));
        }
    }

    fn body(
        &mut self,
        context: &OperationContext<'_, 'a>,
        parameter: &Value,
        at: &At<'_>,
        upgraded: &mut Operation,
    ) {
        if upgraded.request_body.is_some() {
            self.warn(
                &code::TWO_BODIES,
                at,
                "the operation has a second body parameter; the first is used",
            );
            return;
        }
        let name = text(parameter, "name");
        let client_name = text(parameter, "x-ms-client-name").or_else(|| name.clone());
        let client_name = client_name.as_deref().unwrap_or(DEFAULT_BODY_NAME);
        let naming = Naming::in_operation(context.owner, client_name);
        let schema_at = at.key("schema");
        let schema = parameter
            .member("schema")
            .map(|schema| self.schema(schema, &schema_at, naming));
        if schema.is_none() {
            self.warn(
                &code::BODY_WITHOUT_SCHEMA,
                at,
                "the body parameter has no schema; any JSON is accepted",
            );
        }
        let content = context.media_types("consumes").into_iter();
        let content = content.map(|it| (it, media_type(schema.clone(), &schema_at)));
        let content = content.collect();
        let mut extensions = located(parameter, at);
        if let Some(name) = name {
            extensions.insert(BODY_NAME.to_owned(), Value::String(name));
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

    fn form_field(&mut self, parameter: &Value, at: &At<'_>, owner: &str, form: &mut AnySchema) {
        let Some(name) = text(parameter, "name") else {
            self.warn(
                &code::MALFORMED_PARAMETER,
                at,
                "the form parameter has no name and is left out",
            );
            return;
        };
        if flag(parameter, "required") {
            form.required.push(name.clone());
        }
        let mut schema = self.schema(parameter, at, Naming::in_operation(owner, &name));
        if let ReferenceOr::Item(schema) = &mut schema {
            let extensions = &mut schema.schema_data.extensions;
            extensions.insert(AT.to_owned(), at.mark());
            let mark = match self.style(parameter, at, extensions) {
                (_, true) => Some(EXPLODED),
                (QueryStyle::SpaceDelimited, _) => Some(SPACE_SEPARATED),
                (QueryStyle::PipeDelimited, _) => Some(PIPE_SEPARATED),
                _ => None,
            };
            if let Some(mark) = mark {
                extensions.insert(mark.to_owned(), Value::Bool(true));
            }
        }
        form.properties.insert(name, boxed(schema));
    }

    /// Converts a path, query, header or host parameter.
    pub(super) fn parameter(
        &mut self,
        value: &'a Value,
        at: &At<'_>,
        owner: &str,
        upgraded: &mut Operation,
        in_host: bool,
    ) {
        let Some((document, value, found_at)) = self.followed(at, value) else {
            return;
        };
        let below = found_at
            .as_deref()
            .map(|pointer| At::below(document, pointer));
        let at = below.as_ref().unwrap_or(at);
        if in_host {
            self.check_parameter(value, at);
        }
        let Some((name, location)) = self.name_and_location(value, at) else {
            return;
        };
        let naming = Naming::in_operation(owner, &name);
        let (schema, schema_at) = self.parameter_schema(value, at, naming);
        let mut extensions = located(value, at);
        extensions.insert(SCHEMA_AT.to_owned(), schema_at);
        if in_host {
            extensions.insert(IN_HOST.to_owned(), Value::Bool(true));
        }
        let (style, explode) = self.style(value, at, &mut extensions);
        if !self.is_of(at, Dialect::Swagger2) {
            extensions.extend(openapi_marks(value));
        }
        // A part of the host may be empty. Paths always have all their parameters.
        let may_be_left_out = in_host && value.member("required").and_then(boolean) == Some(false);
        let parameter_data = ParameterData {
            name,
            description: text(value, "description"),
            required: flag(value, "required") || location == "path" && !may_be_left_out,
            deprecated: Some(flag(value, "deprecated")),
            format: ParameterSchemaOrContent::Schema(schema),
            example: None,
            examples: IndexMap::new(),
            explode: Some(explode),
            extensions,
        };
        let parameter = match location {
            "path" => Parameter::Path {
                parameter_data,
                style: Default::default(),
            },
            "header" if !is_header_name(header_name(&parameter_data)) => {
                let message = format!(
                    "`{}` is not a header name; the parameter is left out",
                    header_name(&parameter_data)
                );
                self.warn(&code::IMPOSSIBLE_HEADER, &at.key("name"), message);
                return;
            }
            "header" => Parameter::Header {
                parameter_data,
                style: Default::default(),
            },
            // `query`, since there is no parameter in another location.
            _ => Parameter::Query {
                parameter_data,
                allow_reserved: false,
                style,
                allow_empty_value: None,
            },
        };
        upgraded.parameters.push(ReferenceOr::Item(parameter));
    }

    /// Returns the name of a parameter and its location, `path`, `query` or `header`, or reports what is missing.
    fn name_and_location(&mut self, value: &'a Value, at: &At<'_>) -> Option<(String, &'a str)> {
        let Some(name) = text(value, "name").filter(|it| !it.is_empty()) else {
            let (message, help) = match value.is_object() {
                true => (
                    "the parameter has no `name`",
                    "give it the name that the service expects",
                ),
                false => (
                    "the parameter is not an object",
                    "write an object with `name` and `in`",
                ),
            };
            self.error(&code::MALFORMED_PARAMETER, at, message)
                .help(help);
            return None;
        };
        let location = value.member("in");
        if let Some(location @ ("path" | "query" | "header")) = location.and_then(Value::as_str) {
            return Some((name, location));
        }
        let message = match location {
            None => format!("the parameter `{name}` has no `in` and is left out"),
            Some(Value::String(location)) if !location.is_empty() => {
                format!("the parameter `{name}` in `{location}` cannot be sent and is left out")
            }
            Some(other) => {
                let other = shown(other);
                format!("the parameter `{name}` is left out: its `in` is {other}")
            }
        };
        let help = match self.documents.get(at.document).dialect == Dialect::Swagger2 {
            true => "use `path`, `query`, `header`, `body` or `formData`",
            false => "use `path`, `query` or `header`, or a `requestBody`",
        };
        self.warn(&code::UNSUPPORTED_PARAMETER, at, message)
            .help(help);
        None
    }

    /// Returns the schema of a parameter with its location. In Swagger, this is the parameter itself.
    fn parameter_schema(
        &mut self,
        value: &'a Value,
        at: &At<'_>,
        naming: Naming<'_>,
    ) -> (ReferenceOr<Schema>, Value) {
        if let Some(schema) = value.member("schema") {
            let at = at.key("schema");
            return (self.schema(schema, &at, naming), at.mark());
        }
        let content = value.member("content").and_then(Value::as_object);
        let content = content.filter(|_| !self.is_of(at, Dialect::Swagger2));
        if let Some((media_type, content)) = content.and_then(|it| it.iter().next()) {
            let at = at.key("content");
            let at = at.key(media_type);
            if let Some((document, content, found_at)) = self.followed(&at, content) {
                let below = found_at
                    .as_deref()
                    .map(|pointer| At::below(document, pointer));
                let at = below.as_ref().unwrap_or(&at);
                self.check_value(media_type, content, MEDIA_TYPE, at);
                if let Some(schema) = content.member("schema") {
                    let at = at.key("schema");
                    return (self.schema(schema, &at, naming), at.mark());
                }
            }
        }
        (self.schema(value, at, naming), at.mark())
    }

    fn style(
        &self,
        value: &Value,
        at: &At<'_>,
        extensions: &mut IndexMap<String, Value>,
    ) -> (QueryStyle, bool) {
        let openapi = |key: &str| {
            let value = value.member(key);
            value.filter(|_| !self.is_of(at, Dialect::Swagger2))
        };
        let explode = openapi("explode").and_then(boolean);
        if let Some(style) = openapi("style").and_then(Value::as_str) {
            return match style {
                "spaceDelimited" => (QueryStyle::SpaceDelimited, explode.unwrap_or(false)),
                "pipeDelimited" => (QueryStyle::PipeDelimited, explode.unwrap_or(false)),
                _ => (QueryStyle::Form, explode.unwrap_or(style == "form")),
            };
        }
        let format = value.member("collectionFormat");
        let format = format.filter(|_| !self.is_of(at, Dialect::OpenApi3));
        match format.and_then(Value::as_str) {
            Some("multi") => (QueryStyle::Form, true),
            Some("ssv") => (QueryStyle::SpaceDelimited, false),
            Some("pipes") => (QueryStyle::PipeDelimited, false),
            Some("tsv") => {
                extensions.insert(TAB_SEPARATED.to_owned(), Value::Bool(true));
                (QueryStyle::Form, false)
            }
            // By default, OpenAPI 3 repeats the name of a query list, and Swagger 2 separates items by commas.
            _ => (
                QueryStyle::Form,
                explode.unwrap_or(openapi("schema").is_some()),
            ),
        }
    }

    /// Converts the `requestBody` of OpenAPI 3.
    pub(super) fn request_body(
        &mut self,
        value: &'a Value,
        at: &At<'_>,
        owner: &str,
    ) -> Option<RequestBody> {
        let (document, value, found_at) = self.followed(at, value)?;
        let below = found_at
            .as_deref()
            .map(|pointer| At::below(document, pointer));
        let at = below.as_ref().unwrap_or(at);
        self.check_keywords(value, at, &[REQUEST_BODY]);
        let name = text(value, "x-ms-client-name").or_else(|| text(value, BODY_NAME));
        let name = name.as_deref().unwrap_or(DEFAULT_BODY_NAME);
        let naming = Naming::in_operation(owner, name);
        Some(RequestBody {
            description: text(value, "description"),
            content: self.content(value, at, naming),
            required: flag(value, "required"),
            extensions: located(value, at),
        })
    }

    /// Converts `content` of OpenAPI 3, which has a schema for each media type.
    pub(super) fn content(
        &mut self,
        value: &'a Value,
        at: &At<'_>,
        naming: Naming<'_>,
    ) -> IndexMap<String, MediaType> {
        let at = at.key("content");
        let mut content = IndexMap::new();
        for (name, value) in value
            .member("content")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let at = at.key(name);
            self.check_media_type(name, &at);
            let Some((document, value, found_at)) = self.followed(&at, value) else {
                continue;
            };
            let below = found_at
                .as_deref()
                .map(|pointer| At::below(document, pointer));
            let at = below.as_ref().unwrap_or(&at);
            self.check_value(name, value, MEDIA_TYPE, at);
            self.unread_of_media_type(name, value, at);
            let schema_at = at.key("schema");
            let schema = value.member("schema").map(|schema| match is_form(name) {
                // The properties of a form are parameters of the operation.
                true => {
                    self.check_schema(schema, &schema_at);
                    self.schema_in_place(schema, &schema_at, naming)
                }
                false => self.schema(schema, &schema_at, naming),
            });
            let mut media_type = media_type(schema, &schema_at);
            media_type.encoding = self.encoding(name, value, at);
            content.insert(name.clone(), media_type);
        }
        content
    }
}

/// Returns the extensions for properties of an OpenAPI 3 parameter that `openapiv3` cannot represent in every location.
fn openapi_marks(value: &Value) -> impl Iterator<Item = (String, Value)> {
    let style = openapi_style(value).map(|it| (STYLE.to_owned(), Value::String(it)));
    let reserved =
        flag(value, "allowReserved").then(|| (ALLOW_RESERVED.to_owned(), Value::Bool(true)));
    style.into_iter().chain(reserved)
}

/// Returns the style of an OpenAPI 3 parameter: `style`, `style*`, or `json` for one with content. Returns `None` in
/// Swagger.
fn openapi_style(value: &Value) -> Option<String> {
    if let Some(content) = value.member("content").and_then(Value::as_object) {
        let is_json = content.keys().next().is_some_and(|it| it.contains("json"));
        return is_json.then(|| "json".to_owned());
    }
    value.member("schema")?;
    let default = match value.member("in").and_then(Value::as_str) {
        Some("query" | "cookie") => "form",
        _ => "simple",
    };
    let style = text(value, "style").unwrap_or_else(|| default.to_owned());
    let explode = value.member("explode").and_then(boolean);
    let mark = if explode.unwrap_or(style == "form") {
        "*"
    } else {
        ""
    };
    Some(style + mark)
}

/// Returns `true` for the media types of forms.
pub fn is_form(media_type: &str) -> bool {
    let media_type = media_type.to_ascii_lowercase();
    media_type.contains("x-www-form-urlencoded") || media_type.contains("multipart/form-data")
}

/// Returns `true` for the media types of bodies with parts.
pub fn is_multipart(media_type: &str) -> bool {
    media_type.to_ascii_lowercase().contains("multipart")
}

/// Returns the media type of a form. A form with a file must be multipart.
fn form_media_type(form: &AnySchema) -> &'static str {
    let is_file = |it: &ReferenceOr<Box<Schema>>| matches!(it, ReferenceOr::Item(schema) if matches!(&schema.schema_kind, SchemaKind::Any(any) if any.typ.as_deref() == Some("file")));
    if form.properties.values().any(is_file) {
        "multipart/form-data"
    } else {
        "application/x-www-form-urlencoded"
    }
}

/// Returns the name of a header, or the beginning of the names of a collection of headers.
fn header_name(data: &ParameterData) -> &str {
    let prefix = data.extensions.get("x-ms-header-collection-prefix");
    prefix.and_then(Value::as_str).unwrap_or(&data.name)
}
