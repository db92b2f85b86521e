//! Operations: the methods of path items, with the parameters of the path item and of the document's host.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;

use heck::ToUpperCamelCase;
use openapiv3::{ExternalDocumentation, Operation, ReferenceOr};
use serde_json::{Map, Value};

use super::keywords::PATH_ITEM;
use super::lookup::Lookup;
use super::security::Schemes;
use super::service::{self, Placement};
use super::{At, SpecOperation, SpecService, Upgrader, extensions, flag, text};
use crate::diagnostics::code;
use crate::load::{Dialect, DocumentId, Documents};

const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "patch", "head", "options", "trace", "query",
];

/// Members of a path item other than methods.
const OTHER_MEMBERS: [&str; 6] = [
    "$ref",
    "additionalOperations",
    "description",
    "parameters",
    "servers",
    "summary",
];

/// Values of `final-state-via`.
const FINAL_STATES: [&str; 4] = [
    "azure-async-operation",
    "location",
    "operation-location",
    "original-uri",
];

/// Extension of a long-running operation: the reference to the schema of its result.
pub const FINAL_STATE_SCHEMA: &str = "$final-state-schema";

/// A parameter of an operation, or a reference to one.
#[derive(Clone)]
pub(super) struct Listed<'a> {
    pub document: DocumentId,
    pub value: &'a Value,
    pub pointer: String,
}

/// The context of all operations of a document.
pub(super) struct DocumentContext<'a> {
    pub document: DocumentId,
    pub value: &'a Value,
    pub swagger2: bool,
    pub api_version: String,
    pub base_path: String,
    pub service: Option<Rc<SpecService>>,
    pub schemes: Schemes,
}

/// The part of a path item that its operations share.
struct Shared<'a> {
    parameters: Vec<Listed<'a>>,
    placement: Option<Placement>,
}

/// The context of the parameters and responses of an operation.
pub(super) struct OperationContext<'c, 'a> {
    pub document: &'c DocumentContext<'a>,
    pub value: &'a Value,
    /// Prefix for the names of inline types.
    pub owner: &'c str,
}

impl OperationContext<'_, '_> {
    /// Returns `consumes` or `produces` of the operation or the document, or JSON.
    pub fn media_types(&self, key: &str) -> Vec<String> {
        let list = |value: &Value| -> Option<Vec<String>> {
            let list: Vec<String> = value
                .member(key)?
                .as_array()?
                .iter()
                .filter_map(|it| it.as_str().map(str::to_owned))
                .collect();
            (!list.is_empty()).then_some(list)
        };
        list(self.value)
            .or_else(|| list(self.document.value))
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
        let mut path = Cow::Borrowed(path);
        if !path.starts_with('/') {
            // Otherwise, the path would continue the name of the host.
            let message = format!("the path `{path}` does not begin with `/`, which is added");
            self.warn(&code::MALFORMED_KEYWORD, at, message);
            path = format!("/{path}").into();
        }
        let path = &*path;
        self.check_path(path, at);
        let Some((document, item, pointer)) = self.followed(at, item) else {
            return;
        };
        let below = pointer
            .as_deref()
            .map(|pointer| At::below(document, pointer));
        let at = below.as_ref().unwrap_or(at);
        let Some(object) = item.as_object() else {
            self.error(&code::MALFORMED, at, "the path item is not an object");
            return;
        };
        self.check_known(item, at, PATH_ITEM);
        if !context.swagger2 {
            self.unread_servers(item, at);
        }
        let shared = Shared {
            parameters: parameters(item, &at.key("parameters")),
            placement: service::of_servers(context, item),
        };
        for (key, value) in object {
            if METHODS.contains(&key.to_ascii_lowercase().as_str()) {
                self.operation(context, &at.key(key), path, key, value, &shared);
            } else if !OTHER_MEMBERS.contains(&key.as_str()) && !key.starts_with("x-") {
                let message = format!("`{key}` is ignored: it is not a method");
                self.unread(&at.key(key), message);
            }
        }
        let additional = object
            .member("additionalOperations")
            .and_then(Value::as_object);
        let at = at.key("additionalOperations");
        for (method, value) in additional.into_iter().flatten() {
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
        shared: &Shared<'a>,
    ) {
        let Some((document, value, found_at)) = self.followed(at, value) else {
            return;
        };
        let below = found_at
            .as_deref()
            .map(|pointer| At::below(document, pointer));
        let at = below.as_ref().unwrap_or(at);
        if !value.is_object() {
            self.error(&code::MALFORMED, at, "the operation is not an object");
            return;
        }
        self.check_operation(value, at);
        let mut operation = described(value);
        let own = service::of_servers(context, value);
        if !context.swagger2 {
            self.unread_servers(value, at);
        }
        let placement = own.as_ref().or(shared.placement.as_ref());
        let base_path = placement.map_or(&context.base_path, |it| &it.base_path);
        let full_path = format!("{base_path}{path}");
        let id = self.operation_id(&operation, method, &full_path, at);
        if !self.ids.insert(id.clone()) {
            let message = format!("the operationId `{id}` is already in use");
            self.warn(
                &code::DUPLICATE_OPERATION_ID,
                &at.key("operationId"),
                message,
            );
        }
        let (group, name) = split_id(&id);
        let owner = format!("{group} {name}");
        let all = self.all_parameters(value, at, &shared.parameters);
        if placement.is_none() {
            self.host_parameters(context, &owner, &mut operation);
        }
        let scope = OperationContext {
            document: context,
            value,
            owner: &owner,
        };
        self.parameters(&scope, &all, &mut operation);
        let body = value.member("requestBody");
        if let Some(body) = body.filter(|_| !self.is_of(at, Dialect::Swagger2)) {
            let body = self.request_body(body, &at.key("requestBody"), &owner);
            operation.request_body = body.map(ReferenceOr::Item);
        }
        self.responses(&scope, at, &mut operation);
        self.final_state(value, at, &mut operation);
        let full_path = self.template(full_path, at, &mut operation);
        self.unread_of_operation(&id, value, at);
        let service = placement.map_or(&context.service, |it| &it.service).clone();
        let foreign_host = placement.and_then(|it| it.foreign_host.as_deref());
        let security = self.security(value, at, &context.schemes, foreign_host);
        // Azure Resource Manager accepts tokens only.
        let security = security.filter(|_| service.is_some() || is_public(value));
        let at = self.location(at);
        let api_version = context.api_version.clone();
        let method = method.to_ascii_lowercase();
        self.spec.operations.push(SpecOperation {
            document: context.document,
            id,
            at,
            api_version,
            service,
            security,
            path: full_path,
            method,
            operation,
            examples: Vec::new(),
        });
    }

    /// Reads `final-state-schema`, which is a reference although it is not written as one.
    fn final_state(&mut self, value: &Value, at: &At<'_>, operation: &mut Operation) {
        let options = value.member("x-ms-long-running-operation-options");
        if let Some(via) = options.and_then(|it| text(it, "final-state-via"))
            && !FINAL_STATES.contains(&via.as_str())
        {
            let message = format!("`final-state-via` is ignored: `{via}` is not a known value");
            let at = at.key("x-ms-long-running-operation-options");
            self.unread(&at.key("final-state-via"), message);
        }
        let Some(name) = options.and_then(|it| text(it, "final-state-schema")) else {
            return;
        };
        if let Some(reference) = self.named_schema(at.document, &name) {
            let extensions = &mut operation.extensions;
            extensions.insert(FINAL_STATE_SCHEMA.to_owned(), Value::String(reference));
        }
    }

    /// Returns the parameters of the path item that the operation does not override, followed by those of the
    /// operation.
    fn all_parameters(
        &mut self,
        operation: &'a Value,
        at: &At<'_>,
        shared: &[Listed<'a>],
    ) -> Vec<Listed<'a>> {
        let id = |it: &Listed<'a>| {
            let (_, it, _) = self.deref(it.document, it.value)?;
            let (name, location) = (text(it, "name"), text(it, "in"));
            Some(match location.as_deref() {
                Some("header") => (name.map(|it| it.to_ascii_lowercase()), location),
                _ => (name, location),
            })
        };
        let is_body = |it: &Listed<'a>| {
            id(it).is_some_and(|(_, location)| location.as_deref() == Some("body"))
        };
        let mut ids = BTreeSet::new();
        let (mut own, mut repeated) = (Vec::new(), Vec::new());
        for parameter in parameters(operation, &at.key("parameters")) {
            let id = id(&parameter);
            let is_named = id.as_ref().is_some_and(|(name, _)| name.is_some());
            match ids.insert(id) || !is_named {
                true => own.push(parameter),
                false => repeated.push(parameter),
            }
        }
        let has_body = own.iter().any(is_body);
        let inherited = shared.iter().filter(|it| !ids.contains(&id(it)));
        let inherited = inherited.filter(|it| !(has_body && is_body(it)));
        let all = inherited.chain(&own).cloned().collect();
        for it in repeated {
            let at = At::below(it.document, &it.pointer);
            let message = "the operation has another parameter with this name; the first is used";
            self.warn(&code::DUPLICATE_PARAMETER, &at, message);
        }
        all
    }

    /// Returns the operationId, or one derived from the path: `get /a/{b}/c` becomes `GetAC`.
    fn operation_id(
        &mut self,
        operation: &Operation,
        method: &str,
        path: &str,
        at: &At<'_>,
    ) -> String {
        let given = operation.operation_id.as_deref().map(str::trim);
        if let Some(id) = given.filter(|it| !it.is_empty()) {
            return id.to_owned();
        }
        let literals: Vec<&str> = path
            .split(['/', '?', '.'])
            .filter(|it| !it.is_empty() && !it.starts_with('{'))
            .collect();
        let method = method.to_ascii_lowercase().to_upper_camel_case();
        let of_last = |count: usize| {
            let last = literals[literals.len().saturating_sub(count)..].join(" ");
            format!("{method}{}", last.to_upper_camel_case())
        };
        // An id that is in use gets more segments, or else a number.
        let numbered = (2..).map(|number| format!("{}{number}", of_last(2)));
        let mut ids = (2..=literals.len().max(2)).map(of_last).chain(numbered);
        let is_free = |it: &String| !self.ids.contains(it) && !self.declared_ids.contains(&**it);
        let id = ids.find(is_free).unwrap_or_default();
        self.warn(
            &code::NO_OPERATION_ID,
            at,
            format!("the operation has no operationId; `{id}` is used"),
        );
        id
    }

    /// Adds the parameters of `x-ms-parameterized-host`.
    fn host_parameters(
        &mut self,
        context: &DocumentContext<'a>,
        owner: &str,
        operation: &mut Operation,
    ) {
        let Some(host) = context.value.member("x-ms-parameterized-host") else {
            return;
        };
        let root = At::root(context.document);
        let at = root.key("x-ms-parameterized-host");
        for listed in parameters(host, &at.key("parameters")) {
            let at = At::below(listed.document, &listed.pointer);
            self.parameter(listed.value, &at, owner, operation, true);
        }
    }
}

/// Returns the operationIds of all documents.
pub(super) fn declared_ids(documents: &Documents) -> BTreeSet<&str> {
    let paths = ["/paths", "/x-ms-paths", "/components/pathItems"];
    fn members(value: &Value) -> impl Iterator<Item = &Value> {
        value.as_object().into_iter().flat_map(Map::values)
    }
    let operations = documents.iter().flat_map(|document| {
        let items = paths
            .into_iter()
            .filter_map(|it| document.value.pointer(it));
        items.flat_map(members).flat_map(members)
    });
    let ids = operations.filter_map(|it| it.member("operationId")?.as_str());
    ids.map(str::trim).collect()
}

/// Returns the parts of an operation that do not contain references.
fn described(value: &Value) -> Operation {
    Operation {
        tags: value
            .member("tags")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|it| it.as_str().map(str::to_owned))
            .collect(),
        summary: text(value, "summary"),
        description: text(value, "description"),
        operation_id: text(value, "operationId"),
        external_docs: value.member("externalDocs").and_then(|it| {
            let url = text(it, "url")?;
            Some(ExternalDocumentation {
                url,
                ..ExternalDocumentation::default()
            })
        }),
        deprecated: flag(value, "deprecated"),
        extensions: extensions(value),
        ..Operation::default()
    }
}

impl SpecOperation {
    /// Returns the ID of the operation that fetches the next pages (`operationName` of `x-ms-pageable`). A name without
    /// a group is in the group of this operation.
    pub fn next_operation(&self) -> Option<String> {
        let pageable = self.operation.extensions.get("x-ms-pageable")?;
        let name = pageable.get("operationName")?.as_str()?.trim();
        let (group, _) = split_id(&self.id);
        match name {
            "" => None,
            name if group.is_empty() || name.contains('_') => Some(name.to_owned()),
            name => Some(format!("{group}_{name}")),
        }
    }
}

/// Splits `Group_Name`. An operationId without a group belongs to the client itself.
pub fn split_id(id: &str) -> (&str, &str) {
    match id.split_once('_') {
        Some((group, name)) if !group.is_empty() && !name.is_empty() => (group, name),
        _ => ("", id),
    }
}

/// Returns `true` if each alternative of an operation is without authorization.
fn is_public(operation: &Value) -> bool {
    let declared = operation.member("security").and_then(Value::as_array);
    let is_none = |it: &Value| it.as_object().is_some_and(Map::is_empty);
    declared.is_some_and(|it| it.iter().all(is_none))
}

/// Returns the items of `parameters` with their locations.
fn parameters<'a>(value: &'a Value, at: &At<'_>) -> Vec<Listed<'a>> {
    let Some(list) = value.member("parameters").and_then(Value::as_array) else {
        return Vec::new();
    };
    let list = list.iter().enumerate();
    let parent = at.pointer();
    list.map(|(index, value)| Listed {
        document: at.document,
        value,
        pointer: format!("{parent}/{index}"),
    })
    .collect()
}
