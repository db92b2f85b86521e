//! Checks operations, parameters, responses and headers, whose keywords depend on the dialect of the document.

use serde_json::{Map, Value, json};

use super::is_media_type;
use crate::diagnostics::code;
use crate::load::Dialect;
use crate::upgrade::keywords::{
    HEADER, Keyword, OPENAPI_OPERATION, OPENAPI_PARAMETER, OPENAPI_RESPONSE, OPERATION, PARAMETER,
    RESPONSE, SCHEMA, SWAGGER_OPERATION, SWAGGER_PARAMETER, SWAGGER_RESPONSE,
};
use crate::upgrade::lookup::Lookup;
use crate::upgrade::{At, Upgrader};

/// Locations of parameters with the styles that they can have. The first is the default.
const STYLES: [(&str, &[&str]); 3] = [
    ("path", &["simple", "label", "matrix"]),
    (
        "query",
        &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
    ),
    ("header", &["simple"]),
];

impl Upgrader<'_> {
    /// Returns the keywords of the dialect of a document.
    fn dialect(
        &self,
        at: &At<'_>,
        swagger: &'static [Keyword],
        openapi: &'static [Keyword],
    ) -> [&'static [Keyword]; 2] {
        match self.documents.get(at.document).dialect {
            Dialect::Swagger2 => [swagger, &[]],
            Dialect::OpenApi3 => [openapi, &[]],
            // A file without a version may be part of either.
            Dialect::Fragment => [swagger, openapi],
        }
    }

    pub(in crate::upgrade) fn check_operation(&mut self, value: &Value, at: &At<'_>) {
        let [own, more] = self.dialect(at, SWAGGER_OPERATION, OPENAPI_OPERATION);
        self.check_keywords(value, at, &[OPERATION, own, more]);
        let options = "x-ms-long-running-operation-options";
        if value.get(options).is_some() && value.member("x-ms-long-running-operation").is_none() {
            let message = "the options are ignored: the operation is not long-running";
            self.unread(&at.key(options), message.to_owned());
        }
    }

    pub(in crate::upgrade) fn check_response(&mut self, value: &Value, at: &At<'_>) {
        if !value.is_object() {
            let message = "the response is not an object; it is read as one without a body";
            self.warn(&code::MALFORMED_KEYWORD, at, message);
        }
        let [own, more] = self.dialect(at, SWAGGER_RESPONSE, OPENAPI_RESPONSE);
        self.check_keywords(value, at, &[RESPONSE, own, more]);
    }

    pub(in crate::upgrade) fn check_header(&mut self, value: &Value, at: &At<'_>) {
        let [own, more] = self.dialect(at, SWAGGER_PARAMETER, OPENAPI_PARAMETER);
        self.check_keywords(value, at, &[HEADER, own, more, SCHEMA]);
        self.check_style(value, "header", at);
        let format = value.member("collectionFormat").and_then(Value::as_str);
        if let Some(format) = format.filter(|it| *it != "csv") {
            let message =
                format!("`collectionFormat: {format}` is ignored: the header is read as text");
            self.unread(&at.key("collectionFormat"), message);
        }
    }

    /// Reports keywords of a parameter that cannot be read. In Swagger, those of its schema stand beside its own.
    pub(in crate::upgrade) fn check_parameter(&mut self, value: &Value, at: &At<'_>) {
        let [own, more] = self.dialect(at, SWAGGER_PARAMETER, OPENAPI_PARAMETER);
        let has = |key: &str| value.has(key);
        if has("schema") || has("content") {
            self.check_keywords(value, at, &[PARAMETER, own, more]);
        } else {
            self.check_keywords(value, at, &[PARAMETER, own, more, SCHEMA]);
            self.check_constraints(value, at);
            if self.documents.get(at.document).dialect == Dialect::OpenApi3 {
                let message = "the parameter has neither `schema` nor `content`; any JSON is sent";
                self.warn(&code::MALFORMED_PARAMETER, at, message)
                    .help("add a `schema` to the parameter");
            }
        }
        let content = value.member("content");
        if has("schema") && content.is_some() {
            let message = "`content` is ignored: the parameter has a `schema`";
            self.unread(&at.key("content"), message.to_owned());
        }
        let declared = content.and_then(Value::as_object).into_iter().flatten();
        for (index, (media_type, _)) in declared.enumerate() {
            if index == 0 {
                self.check_media_type(media_type, &at.key("content").key(media_type));
                continue;
            }
            let message = "the media type is ignored: a parameter is sent in the first";
            self.unread(&at.key("content").key(media_type), message.to_owned());
        }
        let location = value
            .member("in")
            .and_then(Value::as_str)
            .unwrap_or_default();
        if location == "body" && value.member("name").is_some_and(|it| !it.is_string()) {
            let message = "the name of the body is ignored: it is not a string";
            self.warn(&code::MALFORMED_KEYWORD, &at.key("name"), message);
        }
        self.check_style(value, location, at);
    }

    /// Reports alternatives beside properties that differ in the properties they require.
    pub(in crate::upgrade) fn check_required_choices(
        &mut self,
        schema: &Map<String, Value>,
        at: &At<'_>,
    ) {
        for key in ["oneOf", "anyOf"] {
            let at = at.key(key);
            let choices = schema.member(key).and_then(Value::as_array);
            for (index, choice) in choices.into_iter().flatten().enumerate() {
                let required = choice.member("required").and_then(Value::as_array);
                if required.is_some_and(|it| !it.is_empty()) {
                    let message =
                        "`required` is ignored: the properties of alternatives are optional";
                    self.unread(&at.index(index).key("required"), message.to_owned());
                }
            }
        }
    }

    /// Reports a key of `content` that is not a media type.
    pub(in crate::upgrade) fn check_media_type(&mut self, name: &str, at: &At<'_>) {
        if !is_media_type(name) {
            let message = format!("`{name}` is not a media type");
            self.warn(&code::MALFORMED_KEYWORD, at, message)
                .help("write a media type, such as `application/json`")
                .of_key();
        }
    }

    fn check_style(&mut self, value: &Value, location: &str, at: &At<'_>) {
        if value.member("collectionFormat") == Some(&json!("multi"))
            && matches!(location, "path" | "header")
        {
            let message = "`multi` is only for parameters in `query` and `formData`";
            self.warn(
                &code::MALFORMED_KEYWORD,
                &at.key("collectionFormat"),
                message,
            );
        }
        let style = value.member("style").and_then(Value::as_str);
        let styles = STYLES.iter().find(|(it, _)| *it == location);
        if let (Some(style), Some((_, styles))) = (style, styles)
            && !styles.contains(&style)
        {
            let message = format!("`{style}` is not a style of parameters in `{location}`");
            self.warn(&code::MALFORMED_KEYWORD, &at.key("style"), message)
                .help(format!("write `{}`", styles.join("`, `")));
        }
    }
}
