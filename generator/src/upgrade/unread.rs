//! Reports parts of OpenAPI documents that do not become client functions: webhooks, callbacks, links, other dialects.

use crate::diagnostics::code;
use serde_json::{Map, Value};

use super::lookup::Lookup;
use super::parameter::is_form;
use super::{At, Upgrader};

/// Supported dialects.
const DIALECTS: [&str; 4] = [
    "https://spec.openapis.org/oas/3.1/dialect/",
    "https://spec.openapis.org/oas/3.2/dialect/",
    "https://json-schema.org/draft/2020-12/schema",
    "https://json-schema.org/draft/2019-09/schema",
];

impl<'a> Upgrader<'a> {
    /// Warns once for each location.
    pub(super) fn unread(&mut self, at: &At<'_>, message: String) {
        self.unread_with(at, message, None);
    }

    /// Warns once for each location, with the way to send the same by other means.
    pub(super) fn unread_with(&mut self, at: &At<'_>, message: String, help: Option<&str>) {
        if self.unread.insert((at.document, at.pointer())) {
            let found = self.warn(&code::UNREAD_KEYWORD, at, message);
            if let Some(help) = help {
                found.help(help);
            }
        }
    }

    pub(super) fn unread_of_document(&mut self, document: &Map<String, Value>, root: &At<'_>) {
        let hooks = ["webhooks", "x-webhooks"];
        for (name, _) in hooks.iter().flat_map(|key| entries(document.get(*key))) {
            self.unsupported(format!("webhook {name}: the service calls it"));
        }
        if let Some(dialect) = document.member("jsonSchemaDialect").and_then(Value::as_str)
            && !DIALECTS.iter().any(|it| dialect.starts_with(it))
        {
            let message = format!(
                "the schemas have the dialect `{dialect}`, but are read as those of OpenAPI"
            );
            self.unread(&root.key("jsonSchemaDialect"), message);
        }
        if document.contains_key("$self") {
            let message = "`$self` is ignored: references are resolved against the file";
            self.unread(&root.key("$self"), message.to_owned());
        }
    }

    /// Reports callbacks of an operation and links of its responses.
    pub(super) fn unread_of_operation(&mut self, id: &str, operation: &'a Value, at: &At<'_>) {
        for (name, _) in entries(operation.member("callbacks")) {
            self.unsupported(format!("{id}: the callback {name}"));
        }
        for (status, response) in entries(operation.member("responses")) {
            let found = self.deref(at.document, response);
            let links = found.and_then(|(_, response, _)| response.member("links"));
            for (name, _) in entries(links) {
                self.unsupported(format!("{id}: the link {name} of the response {status}"));
            }
        }
    }

    /// Reports streams of items, and encodings of bodies without parts.
    pub(super) fn unread_of_media_type(&mut self, name: &str, value: &Value, at: &At<'_>) {
        if entries(value.member("encoding")).next().is_some() && !is_form(name) {
            let message = "`encoding` is ignored: the body is not a form";
            self.unread(&at.key("encoding"), message.to_owned());
        }
        for (key, follows) in [
            ("itemSchema", "the body is not split into items"),
            ("prefixEncoding", "the parts are written without it"),
            ("itemEncoding", "the parts are written without it"),
        ] {
            if value.member(key).is_some() {
                self.unread(&at.key(key), format!("`{key}` is ignored: {follows}"));
            }
        }
    }

    fn unsupported(&mut self, what: String) {
        self.spec.unsupported.push(what);
    }
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}
