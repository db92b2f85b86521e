//! Reads Swagger 2.0 and OpenAPI 3.0 documents into one form: `openapiv3` operations and schemas.
//!
//! In: loaded documents. Out: every operation of the input documents with its parameters, responses and headers in place,
//! and every schema they reach, keyed by document and pointer. Invariants: the only references left are to schemas, written
//! `DOCUMENT#POINTER`, and each names a key of [`Spec::schemas`]; inline objects and enums are among those schemas, marked as
//! inline, with a reference in their place; everything else keeps the source location that it was read from. Swagger's
//! spelling is gone: bodies and forms are request bodies, `collectionFormat` is a style, a `$ref` with siblings is an `allOf`,
//! `x-nullable` is `nullable`, `xml` is an extension.
//!
//! Values are read field by field rather than through serde, so that one odd value costs a located warning and not a file.

mod annotations;
mod at;
mod drafts;
mod json_schema;

mod operation;
mod parameter;
mod response;
mod schema;
mod service;
mod template;
mod unread;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use indexmap::IndexMap;
use openapiv3::{MediaType, ReferenceOr, Schema};
use serde_json::{Map, Value};

pub use self::at::At;
pub use self::operation::{FINAL_STATE_SCHEMA, split_id};
pub use self::parameter::{
    ALLOW_RESERVED, BODY_NAME, DEFAULT_BODY_NAME, EXPLODED, IN_HOST, PIPE_SEPARATED,
    SPACE_SEPARATED, STYLE, TAB_SEPARATED, is_form,
};
pub use self::schema::{ALIAS, XML};
pub use self::service::{SpecScheme, SpecService, SpecVariable, audience};
use crate::diagnostics::{Code, Diagnostics, Location, code, escape_token, unescape_token};
use crate::load::{Dialect, Document, DocumentId, Documents, Example};

/// The source location of a parameter, request body, response or header, as [`At::mark`] writes it.
pub const AT: &str = "$at";

/// The source location of the schema of a parameter, media type or header.
pub const SCHEMA_AT: &str = "$schema-at";

/// Where a schema stands: its document and the JSON pointer in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaKey {
    /// The document that holds the schema.
    pub document: DocumentId,
    /// The JSON pointer of the schema in that document.
    pub pointer: String,
    /// The operation whose inline schema it is: each operation names the types of a shared parameter or response after itself.
    pub operation: Option<String>,
}

impl SchemaKey {
    /// The reference that stands for this schema after the stage.
    pub fn reference(&self) -> String {
        let reference = format!("{}#{}", self.document.0, self.pointer);
        match &self.operation {
            // No pointer has a line break that is followed by the name of an operation.
            Some(operation) => format!("{reference}\n{operation}"),
            None => reference,
        }
    }

    /// The last segment of the pointer, or the file's stem for a whole file.
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

/// One schema of [`Spec::schemas`].
#[derive(Clone, Debug)]
pub struct SpecSchema {
    /// The schema.
    pub schema: Schema,
    /// For an inline schema: the names of its owner and of itself, of which the name of its type is made.
    pub inline: Option<String>,
}

/// One operation as the spec declares it.
#[derive(Clone, Debug)]
pub struct SpecOperation {
    /// The document that declares the operation.
    pub document: DocumentId,
    /// The operationId, or one made of method and path.
    pub id: String,
    /// Where the operation stands.
    pub at: Location,
    /// `info.version` of the document.
    pub api_version: String,
    /// The service; `None` for Azure Resource Manager. The parameters of `x-ms-parameterized-host` are among the operation's.
    pub service: Option<Rc<SpecService>>,
    /// The path template, base path included.
    pub path: String,
    /// The method in lower case.
    pub method: String,
    /// The operation, without references but to schemas.
    pub operation: openapiv3::Operation,
    /// Its examples, when they were asked for.
    pub examples: Vec<Example>,
}

/// What the stage returns.
#[derive(Clone, Debug, Default)]
pub struct Spec {
    /// `info.title` of the first input.
    pub title: String,
    /// Every operation of every input, in the order of the files.
    pub operations: Vec<SpecOperation>,
    /// Every schema that an operation reaches, and the subtypes of those with a discriminator.
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
        unread: BTreeSet::new(),
    };
    for document in documents.inputs() {
        upgrader.document(document);
    }
    upgrader.reached_schemas();
    upgrader.spec
}

/// The work of the stage; its methods are spread over the files of this folder, one for each kind of thing.
struct Upgrader<'a> {
    documents: &'a Documents,
    diagnostics: &'a mut Diagnostics,
    spec: Spec,
    pending: Vec<SchemaKey>,
    derived: BTreeMap<SchemaKey, Vec<SchemaKey>>,
    /// The schemas that derive from one with a discriminator.
    subtypes: BTreeSet<SchemaKey>,
    /// The operationIds so far.
    ids: BTreeSet<String>,
    /// Places of keywords that were reported as not read: shared schemas are read several times.
    unread: BTreeSet<(DocumentId, String)>,
}

/// Which schemas name which in their `allOf`. Kinds of a polymorphic schema are found by it: nothing refers to them.
fn derived_from(documents: &Documents) -> BTreeMap<SchemaKey, Vec<SchemaKey>> {
    let mut derived: BTreeMap<SchemaKey, Vec<SchemaKey>> = BTreeMap::new();
    for document in documents.iter() {
        for (prefix, definitions) in definitions(document) {
            for (name, schema) in definitions {
                for base in schema
                    .get("allOf")
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten()
                {
                    let Some(reference) = base.get("$ref").and_then(Value::as_str) else {
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
        // Loading has refused inputs of any other kind.
        let Some(object) = document.value.as_object() else {
            return;
        };
        let text = |key: &str| {
            object
                .get("info")
                .and_then(|it| it.get(key))
                .and_then(Value::as_str)
                .unwrap_or_default()
        };
        if self.spec.title.is_empty() {
            self.spec.title = text("title").to_owned();
        }
        let context = operation::DocumentContext {
            document: document.id,
            value: &document.value,
            swagger2: document.dialect == Dialect::Swagger2,
            api_version: text("version").to_owned(),
            base_path: base_path(object),
            service: service::of_document(&document.value, document.dialect == Dialect::Swagger2)
                .map(Rc::new),
        };
        self.unread_of_document(object, &root);
        for key in ["paths", "x-ms-paths"] {
            let Some(paths) = object.get(key) else {
                continue;
            };
            let at = root.key(key);
            let Some(paths) = paths.as_object() else {
                self.error(&code::MALFORMED, &at, format!("`{key}` is not an object"));
                continue;
            };
            for (path, item) in paths.iter().filter(|(path, _)| !path.starts_with("x-")) {
                self.path_item(&context, &at.key(path), path, item);
            }
        }
    }

    /// Reads the schemas that were referred to, and those they refer to, until none is left.
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

    /// Whatever derives from a schema with a discriminator can stand in its place.
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

    /// Follows references like [`Upgrader::deref`], and reports those that lead back to where they started.
    fn followed(
        &mut self,
        at: &At<'_>,
        value: &'a Value,
    ) -> Option<(DocumentId, &'a Value, Option<String>)> {
        let found = self.deref(at.document, value);
        if found.is_none() {
            let message = "the reference leads back to itself, and never to a value";
            self.error(&code::CIRCULAR_REFERENCE, at, message)
                .help("refer to the value itself");
        }
        found
    }

    /// Follows references of anything but schemas until the thing itself is found.
    fn deref(
        &self,
        document: DocumentId,
        value: &'a Value,
    ) -> Option<(DocumentId, &'a Value, Option<String>)> {
        let (mut document, mut value, mut pointer) = (document, value, None);
        let documents = self.documents;
        for _ in 0..16 {
            let Some(reference) = value.get("$ref").and_then(Value::as_str) else {
                return Some((document, value, pointer));
            };
            let (next, path) = documents.follow(document, reference)?;
            value = documents.value_at(next, &path)?;
            document = next;
            pointer = Some(path);
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

    fn location(&self, at: &At<'_>) -> Location {
        Location {
            file: self.documents.path(at.document).clone(),
            pointer: at.pointer(),
        }
    }
}

/// Returns true if the schema, or an inline base of it, has a discriminator.
fn has_discriminator(schema: &Value) -> bool {
    let bases = schema.get("allOf").and_then(Value::as_array);
    let mut schemas = bases.into_iter().flatten().chain([schema]);
    schemas.any(|it| it.get("discriminator").is_some())
}

/// `basePath` of Swagger, or the path of the first server of OpenAPI, without its trailing slash. The host is the client's
/// to choose, and so are the server's variables in it; those in the path have their defaults.
fn base_path(document: &Map<String, Value>) -> String {
    let path = match document.get("basePath").and_then(Value::as_str) {
        Some(path) => path.to_owned(),
        None => document
            .get("servers")
            .and_then(|servers| servers.get(0))
            .map_or_else(String::new, server_path),
    };
    path.trim_end_matches('/').to_owned()
}

fn server_path(server: &Value) -> String {
    let url = server.get("url").and_then(Value::as_str).unwrap_or("");
    let rest = url.split_once("://").map(|(_, rest)| rest);
    // A URL that begins with a variable has its host in it.
    let rest = rest.or_else(|| url.starts_with('{').then_some(url));
    let mut path = match rest {
        Some(rest) => rest.find('/').map_or("", |slash| &rest[slash..]).to_owned(),
        None if url.is_empty() || url.starts_with('/') => url.to_owned(),
        None => format!("/{url}"),
    };
    let variables = server.get("variables").and_then(Value::as_object);
    for (name, variable) in variables.into_iter().flatten() {
        if let Some(default) = text(variable, "default") {
            path = path.replace(&format!("{{{name}}}"), default.trim_matches('/'));
        }
    }
    path
}

/// The `x-` keys of an object, which are kept as they are.
fn extensions(value: &Value) -> IndexMap<String, Value> {
    let entries = value.as_object().into_iter().flatten();
    entries
        .filter(|(key, _)| key.starts_with("x-"))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// The extensions of an object, with its source location.
fn located(value: &Value, at: &At<'_>) -> IndexMap<String, Value> {
    let mut extensions = extensions(value);
    extensions.insert(AT.to_owned(), at.mark());
    extensions
}

/// A schema with its source location, as the value of a media type.
fn media_type(schema: Option<ReferenceOr<Schema>>, at: &At<'_>) -> MediaType {
    MediaType {
        schema,
        extensions: IndexMap::from([(SCHEMA_AT.to_owned(), at.mark())]),
        ..MediaType::default()
    }
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn flag(value: &Value, key: &str) -> bool {
    match value.get(key) {
        Some(Value::Bool(it)) => *it,
        Some(Value::String(it)) => it.eq_ignore_ascii_case("true"),
        _ => false,
    }
}
