//! Converts Swagger 2.0 and OpenAPI 3 documents to a common form: `openapiv3` operations and schemas.
//!
//! The input is the loaded documents. The output is every operation of the input documents with its parameters,
//! responses and headers, and every schema that they reach, keyed by document and pointer. Invariants: the only
//! remaining references are to schemas, written as `DOCUMENT#POINTER`, and each is a key of [`Spec::schemas`]. Inline
//! objects and enums are moved to these schemas, marked as inline, and replaced by references. All other values keep
//! their source location. The spelling of Swagger is converted: bodies and forms become request bodies,
//! `collectionFormat` a style, a `$ref` with siblings an `allOf`, `x-nullable` becomes `nullable`, and `xml` an
//! extension.
//!
//! Values are read field by field rather than by serde, so that an invalid value is a warning with a location instead
//! of an error for the whole file.

mod annotations;
mod at;
mod check;
mod drafts;
mod encoding;
mod intersection;
mod json_schema;
mod keywords;
mod lookup;
mod operation;
mod parameter;
mod response;
mod schema;
mod security;
mod server;
mod service;
mod template;
mod unreached;
mod unread;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use indexmap::IndexMap;
use openapiv3::{MediaType, ReferenceOr, Schema};
use serde_json::{Map, Value};

pub use self::at::At;
pub use self::check::is_xml_name;
pub use self::encoding::PART_HEADERS;
use self::lookup::Lookup;
pub use self::operation::{FINAL_STATE_SCHEMA, split_id};
pub use self::parameter::{
    ALLOW_RESERVED, BODY_NAME, DEFAULT_BODY_NAME, EXPLODED, IN_HOST, PIPE_SEPARATED,
    SPACE_SEPARATED, STYLE, TAB_SEPARATED, is_form, is_multipart,
};
pub use self::schema::{ALIAS, XML};
pub use self::security::SpecScheme;
pub use self::server::SpecServer;
pub use self::service::{SpecService, SpecVariable, audience};
pub(crate) use self::template::placeholders;
pub use self::unreached::unreached;
use crate::diagnostics::{Code, Diagnostics, Location, code, escape_token, unescape_token};
use crate::load::{Dialect, Document, DocumentId, Documents, Example};

/// Extension with the source location of a parameter, request body, response or header, as written by [`At::mark`].
pub const AT: &str = "$at";

/// Extension with the source location of the schema of a parameter, media type or header.
pub const SCHEMA_AT: &str = "$schema-at";

/// The location of a schema.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaKey {
    /// Document.
    pub document: DocumentId,
    /// JSON pointer in the document.
    pub pointer: String,
    /// Operation that contains the inline schema. Each operation names the types of a shared parameter or response
    /// after itself.
    pub operation: Option<String>,
}

impl SchemaKey {
    /// Returns the reference to this schema after the stage.
    pub fn reference(&self) -> String {
        let reference = format!("{}#{}", self.document.0, self.pointer);
        match &self.operation {
            // A pointer never contains a line break followed by the name of an operation.
            Some(operation) => format!("{reference}\n{operation}"),
            None => reference,
        }
    }

    /// Returns the last segment of the pointer, or the stem of the file for a whole file.
    pub fn name(&self, documents: &Documents) -> String {
        match self.pointer.rsplit('/').next() {
            Some(name) if !name.is_empty() => unescape_token(name).into_owned(),
            _ => file_stem(documents.get(self.document)),
        }
    }
}

fn file_stem(document: &Document) -> String {
    document
        .path
        .file_stem()
        .map(|it| it.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// A schema of [`Spec::schemas`].
#[derive(Clone, Debug)]
pub struct SpecSchema {
    /// Schema.
    pub schema: Schema,
    /// For an inline schema, the names of its owner and of itself, from which the name of its type is derived.
    pub inline: Option<String>,
}

/// An operation as declared by the spec.
#[derive(Clone, Debug)]
pub struct SpecOperation {
    /// Document that declares the operation.
    pub document: DocumentId,
    /// operationId, or one derived from method and path.
    pub id: String,
    /// Location.
    pub at: Location,
    /// `info.version` of the document.
    pub api_version: String,
    /// Service. `None` for Azure Resource Manager. The parameters of `x-ms-parameterized-host` are parameters of the
    /// operation.
    pub service: Option<Rc<SpecService>>,
    /// The alternatives to authorize the operation, if they differ from those of the service.
    pub security: Option<Vec<Vec<SpecScheme>>>,
    /// Path template, including the base path.
    pub path: String,
    /// HTTP method in lower case.
    pub method: String,
    /// Operation, with references to schemas only.
    pub operation: openapiv3::Operation,
    /// Examples, if they were requested.
    pub examples: Vec<Example>,
}

/// The result of the stage.
#[derive(Clone, Debug, Default)]
pub struct Spec {
    /// `info.title` of the first input.
    pub title: String,
    /// Operations of all inputs, in the order of the files.
    pub operations: Vec<SpecOperation>,
    /// Schemas that operations reach, and the subtypes of those with a discriminator.
    pub schemas: IndexMap<SchemaKey, SpecSchema>,
    /// Webhooks, callbacks and links, which clients do not call.
    pub unsupported: Vec<String>,
}

/// Upgrades all documents.
pub fn upgrade(documents: &Documents, diagnostics: &mut Diagnostics) -> Spec {
    let mut upgrader = Upgrader {
        documents,
        diagnostics,
        spec: Spec::default(),
        pending: Vec::new(),
        derived: derived_from(documents),
        subtypes: BTreeSet::new(),
        ids: BTreeSet::new(),
        declared_ids: operation::declared_ids(documents),
        unread: BTreeSet::new(),
    };
    for document in documents.inputs() {
        upgrader.document(document);
    }
    upgrader.check_labels();
    upgrader.reached_schemas();
    upgrader.spec
}

/// The state of the stage. Its methods are in the modules of this folder, one for each kind of value.
struct Upgrader<'a> {
    documents: &'a Documents,
    diagnostics: &'a mut Diagnostics,
    spec: Spec,
    pending: Vec<SchemaKey>,
    derived: BTreeMap<SchemaKey, Vec<SchemaKey>>,
    /// Schemas that derive from one with a discriminator.
    subtypes: BTreeSet<SchemaKey>,
    /// OperationIds of the operations read so far.
    ids: BTreeSet<String>,
    /// OperationIds that the documents contain.
    declared_ids: BTreeSet<&'a str>,
    /// Locations of ignored keywords that were reported, because shared schemas are read several times.
    unread: BTreeSet<(DocumentId, String)>,
}

/// Returns the schemas that contain another in their `allOf`, by that schema. Subtypes are found this way, because
/// nothing refers to them.
fn derived_from(documents: &Documents) -> BTreeMap<SchemaKey, Vec<SchemaKey>> {
    let mut derived: BTreeMap<SchemaKey, Vec<SchemaKey>> = BTreeMap::new();
    for document in documents.iter() {
        for (prefix, definitions) in definitions(document) {
            for (name, schema) in definitions {
                for base in schema
                    .member("allOf")
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten()
                {
                    let Some(reference) = base.member("$ref").and_then(Value::as_str) else {
                        continue;
                    };
                    let Some((document_id, pointer)) = documents.follow(document.id, reference)
                    else {
                        continue;
                    };
                    let key = SchemaKey {
                        document: document.id,
                        pointer: format!("{prefix}/{}", escape_token(name)),
                        operation: None,
                    };
                    derived
                        .entry(SchemaKey {
                            document: document_id,
                            pointer,
                            operation: None,
                        })
                        .or_default()
                        .push(key);
                }
            }
        }
    }
    derived
}

fn definitions(document: &Document) -> impl Iterator<Item = (&'static str, &Map<String, Value>)> {
    ["/definitions", "/components/schemas"]
        .into_iter()
        .filter_map(|prefix| Some((prefix, document.value.pointer(prefix)?.as_object()?)))
}

impl<'a> Upgrader<'a> {
    fn document(&mut self, document: &'a Document) {
        let root = At::root(document.id);
        // Loading has rejected other inputs.
        let Some(object) = document.value.as_object() else {
            return;
        };
        let text = |key: &str| {
            object
                .member("info")
                .and_then(|it| it.member(key))
                .and_then(Value::as_str)
                .unwrap_or_default()
        };
        if self.spec.title.is_empty() {
            self.spec.title = text("title").to_owned();
        }
        let swagger2 = document.dialect == Dialect::Swagger2;
        let keywords = match swagger2 {
            true => keywords::SWAGGER,
            false => keywords::OPENAPI,
        };
        self.check_keywords(&document.value, &root, &[keywords]);
        let schemes = self.schemes(&document.value, swagger2, &root);
        let mut service = service::of_document(&document.value, swagger2, &schemes);
        let is_parameterized = object.has("x-ms-parameterized-host");
        if !swagger2 && !is_parameterized {
            self.other_servers(&document.value, &root, &mut service);
        } else if let Some(service) = &mut service {
            self.undeclared_variables(&document.value, &root, service);
        }
        if let Some(service) = &service {
            self.check_encryption(service, &document.value, &root);
        }
        let context = operation::DocumentContext {
            document: document.id,
            value: &document.value,
            swagger2,
            api_version: text("version").to_owned(),
            base_path: base_path(&document.value, swagger2),
            service: service.map(Rc::new),
            schemes,
        };
        self.unread_of_document(object, &root);
        self.check_host(&document.value, &root);
        for key in ["paths", "x-ms-paths"] {
            let Some(paths) = object.member(key) else {
                continue;
            };
            let at = root.key(key);
            let Some(paths) = paths.as_object() else {
                self.error(&code::MALFORMED, &at, format!("`{key}` is not an object"));
                continue;
            };
            self.check_paths(paths, &at);
            for (path, item) in paths.iter().filter(|(path, _)| !path.starts_with("x-")) {
                self.path_item(&context, &at.key(path), path, item);
            }
        }
    }

    /// Converts the schemas that were referred to, and those that they refer to.
    fn reached_schemas(&mut self) {
        while let Some(key) = self.pending.pop() {
            if self.spec.schemas.contains_key(&key) {
                continue;
            }
            let documents = self.documents;
            let Some(value) = documents.value_at(key.document, &key.pointer) else {
                continue;
            };
            let at = At::below(key.document, &key.pointer);
            let name = text(value, "x-ms-client-name").unwrap_or_else(|| key.name(documents));
            let schema = match self.definition(value, &at, &name) {
                ReferenceOr::Item(schema) => schema,
                ReferenceOr::Reference { reference } => schema::alias(reference),
            };
            let inline = None;
            self.spec
                .schemas
                .insert(key.clone(), SpecSchema { schema, inline });
            if has_discriminator(value) {
                self.reach_subtypes(key);
            }
        }
        self.spec.schemas.sort_keys();
    }

    /// Adds the schemas that derive from a schema with a discriminator, because they may be used in its place.
    fn reach_subtypes(&mut self, root: SchemaKey) {
        let mut open = vec![root];
        while let Some(key) = open.pop() {
            for subtype in self.derived.get(&key).into_iter().flatten() {
                if self.subtypes.insert(subtype.clone()) {
                    self.pending.push(subtype.clone());
                    open.push(subtype.clone());
                }
            }
        }
    }

    /// Resolves references like [`Upgrader::deref`], and reports cycles.
    fn followed(
        &mut self,
        at: &At<'_>,
        value: &'a Value,
    ) -> Option<(DocumentId, &'a Value, Option<String>)> {
        let found = self.deref(at.document, value);
        if let Some(object) = value.as_object() {
            self.check_siblings(object, at, &["description", "summary"]);
        }
        if found.is_none() {
            let message = "the reference refers to itself instead of a value";
            self.error(&code::CIRCULAR_REFERENCE, at, message)
                .help("refer to the value itself");
        }
        found
    }

    /// Resolves references until a value is found.
    fn deref<'v>(
        &self,
        document: DocumentId,
        value: &'v Value,
    ) -> Option<(DocumentId, &'v Value, Option<String>)>
    where
        'a: 'v,
    {
        let (mut document, mut value, mut pointer) = (document, value, None);
        let documents = self.documents;
        for _ in 0..16 {
            let Some(reference) = value.member("$ref").and_then(Value::as_str) else {
                return Some((document, value, pointer));
            };
            let (next, found, path) = documents.resolve(document, reference)?;
            (document, value, pointer) = (next, found, Some(path));
        }
        None
    }

    fn error(
        &mut self,
        code: &'static Code,
        at: &At<'_>,
        message: impl Into<String>,
    ) -> &mut crate::diagnostics::Diagnostic {
        let at = self.location(at);
        self.diagnostics.error(code, at, message)
    }

    fn warn(
        &mut self,
        code: &'static Code,
        at: &At<'_>,
        message: impl Into<String>,
    ) -> &mut crate::diagnostics::Diagnostic {
        let at = self.location(at);
        self.diagnostics.warn(code, at, message)
    }

    /// Returns `true` if a value is in a document of a dialect.
    fn is_of(&self, at: &At<'_>, dialect: Dialect) -> bool {
        self.documents.get(at.document).dialect == dialect
    }

    fn location(&self, at: &At<'_>) -> Location {
        Location {
            file: self.documents.path(at.document).clone(),
            pointer: at.pointer(),
        }
    }
}

/// Returns `true` if the schema, or an inline base of it, has a discriminator.
fn has_discriminator(schema: &Value) -> bool {
    let bases = schema.member("allOf").and_then(Value::as_array);
    let mut schemas = bases.into_iter().flatten().chain([schema]);
    schemas.any(|it| it.has("discriminator"))
}

/// Returns `basePath` of Swagger, or the path of the server of OpenAPI, without trailing slash.
fn base_path(document: &Value, swagger2: bool) -> String {
    let path = match swagger2 {
        true => text(document, "basePath"),
        false => server::endpoint_of(document).map(|server| service::split_server(server).1),
    };
    absolute(&path.unwrap_or_default())
}

/// Returns a path with a leading and without a trailing slash. The root is empty.
fn absolute(path: &str) -> String {
    match path.trim_end_matches('/') {
        path if path.is_empty() || path.starts_with('/') => path.to_owned(),
        path => format!("/{path}"),
    }
}

/// Returns the `x-` keys of an object, which are kept unchanged.
fn extensions(value: &Value) -> IndexMap<String, Value> {
    let entries = value.as_object().into_iter().flatten();
    entries
        .filter(|(key, _)| key.starts_with("x-"))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// Returns the extensions of an object, with its source location.
fn located(value: &Value, at: &At<'_>) -> IndexMap<String, Value> {
    let mut extensions = extensions(value);
    extensions.insert(AT.to_owned(), at.mark());
    extensions
}

/// Returns a media type with a schema and its source location.
fn media_type(schema: Option<ReferenceOr<Schema>>, at: &At<'_>) -> MediaType {
    MediaType {
        schema,
        extensions: IndexMap::from([(SCHEMA_AT.to_owned(), at.mark())]),
        ..MediaType::default()
    }
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.member(key).and_then(Value::as_str).map(str::to_owned)
}

fn flag(value: &Value, key: &str) -> bool {
    value.member(key).and_then(boolean).unwrap_or(false)
}

/// Returns a boolean, which some specs write as text.
pub fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(it) => Some(*it),
        Value::String(it) if it.eq_ignore_ascii_case("true") => Some(true),
        Value::String(it) if it.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// Returns a value of an enum as text. Values are compared in this form, because some specs describe numbers as strings.
pub fn enum_text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn base_paths_begin_with_a_slash_and_do_not_end_with_one() {
        for (path, expected) in [
            ("", ""),
            ("/", ""),
            ("v1", "/v1"),
            ("/v1/", "/v1"),
            ("v1/x//", "/v1/x"),
        ] {
            assert_eq!(absolute(path), expected, "{path}");
        }
    }
}
