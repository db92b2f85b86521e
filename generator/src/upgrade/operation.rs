//! Operations: methods of path items, with the parameters that the path item and the document's host add.

use openapiv3::{ExternalDocumentation, Operation, ReferenceOr};
use serde_json::Value;

use super::{At, SpecOperation, Upgrader, extensions, flag, text};
use crate::load::DocumentId;

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "patch", "head", "options", "trace",
];

/// What holds for every operation of a document.
pub(super) struct DocumentContext<'a> {
    pub document: DocumentId,
    pub value: &'a Value,
    pub swagger2: bool,
    pub api_version: String,
    pub base_path: String,
}

impl DocumentContext<'_> {
    /// `consumes` or `produces`: the operation's own list, or the document's, or JSON.
    pub fn media_types(&self, key: &str, operation: &Value) -> Vec<String> {
        let list = |value: &Value| -> Option<Vec<String>> {
            let list: Vec<String> = value
                .get(key)?
                .as_array()?
                .iter()
                .filter_map(|it| it.as_str().map(str::to_owned))
                .collect();
            (!list.is_empty()).then_some(list)
        };
        list(operation)
            .or_else(|| list(self.value))
            .unwrap_or_else(|| vec!["application/json".to_owned()])
    }
}

impl<'a> Upgrader<'a> {
    pub(super) fn path_item(
        &mut self,
        context: &DocumentContext<'a>,
        at: &At<'_>,
        path: &str,
        item: &'a Value,
    ) {
        let Some((document, item, pointer)) = self.deref(context.document, item) else {
            return;
        };
        let below = pointer
            .as_deref()
            .map(|pointer| At::below(document, pointer));
        let at = below.as_ref().unwrap_or(at);
        let Some(object) = item.as_object() else {
            self.error("malformed", at, "the path item is not an object");
            return;
        };
        let shared = parameters(item, &at.key("parameters"));
        for (method, value) in object
            .iter()
            .filter(|(key, _)| METHODS.contains(&key.to_ascii_lowercase().as_str()))
        {
            self.operation(context, &at.key(method), path, method, value, &shared);
        }
    }

    fn operation(
        &mut self,
        context: &DocumentContext<'a>,
        at: &At<'_>,
        path: &str,
        method: &str,
        value: &'a Value,
        shared: &[(&'a Value, String)],
    ) {
        if !value.is_object() {
            self.error("malformed", at, "the operation is not an object");
            return;
        }
        let mut operation = Operation {
            tags: value
                .get("tags")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(|it| it.as_str().map(str::to_owned))
                .collect(),
            summary: text(value, "summary"),
            description: text(value, "description"),
            operation_id: text(value, "operationId"),
            external_docs: value.get("externalDocs").and_then(|it| {
                let url = text(it, "url")?;
                Some(ExternalDocumentation {
                    url,
                    ..ExternalDocumentation::default()
                })
            }),
            deprecated: flag(value, "deprecated"),
            extensions: extensions(value),
            ..Operation::default()
        };
        let own = parameters(value, &at.key("parameters"));
        let overridden = |it: &'a Value, this: &Self| {
            let id = |it: &'a Value| {
                this.deref(at.document, it)
                    .map(|(_, it, _)| (text(it, "name"), text(it, "in")))
            };
            own.iter().any(|(other, _)| id(other) == id(it))
        };
        let mut all: Vec<(&Value, String)> = shared
            .iter()
            .filter(|(it, _)| !overridden(it, self))
            .cloned()
            .collect();
        all.extend(own.iter().cloned());
        let host = self.parameterized_host(context, &mut operation);
        self.parameters(context, at.document, value, &all, &mut operation);
        if let Some(body) = value.get("requestBody") {
            operation.request_body = self
                .request_body(body, &at.key("requestBody"))
                .map(ReferenceOr::Item);
        }
        self.responses(context, value, at, &mut operation);
        let at = self.location(at);
        let api_version = context.api_version.clone();
        let path = format!("{}{path}", context.base_path);
        let method = method.to_ascii_lowercase();
        self.spec.operations.push(SpecOperation {
            document: context.document,
            at,
            api_version,
            host,
            path,
            method,
            operation,
            examples: Vec::new(),
        });
    }

    /// Adds the parameters of `x-ms-parameterized-host` and returns its template with a scheme.
    fn parameterized_host(
        &mut self,
        context: &DocumentContext<'a>,
        operation: &mut Operation,
    ) -> Option<String> {
        let value = context.value;
        let host = value.get("x-ms-parameterized-host")?;
        let template = host.get("hostTemplate")?.as_str()?;
        let root = At::root(context.document);
        let at = root.key("x-ms-parameterized-host");
        for (parameter, pointer) in parameters(host, &at.key("parameters")) {
            self.parameter(context.document, parameter, &pointer, operation, true);
        }
        if host.get("useSchemePrefix").and_then(Value::as_bool) == Some(false)
            || template.contains("://")
        {
            return Some(template.to_owned());
        }
        let scheme = value
            .get("schemes")
            .and_then(|it| it.get(0))
            .and_then(Value::as_str)
            .unwrap_or("https");
        Some(format!("{scheme}://{template}"))
    }
}

/// The items of `parameters` with the pointer of each.
fn parameters<'a>(value: &'a Value, at: &At<'_>) -> Vec<(&'a Value, String)> {
    let list = value
        .get("parameters")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    list.enumerate()
        .map(|(index, it)| (it, at.index(index).pointer()))
        .collect()
}
