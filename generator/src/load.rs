//! Loads documents: the inputs and every file that they refer to. Each file is read and parsed once.
//!
//! After this stage, every `$ref` that an input reaches can be resolved. Cycles are allowed, and nothing is inlined.

mod cache;
mod check;
mod examples;
mod parse;
mod pointer;
mod reference;
mod references;
mod roots;
mod walk;
mod yaml;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::Value;

use crate::diagnostics::{Diagnostics, Location, code};
pub use cache::Cache;
pub use examples::{Example, read_examples};
use parse::Parsed;

pub use reference::specification_root;
pub(crate) use reference::{absolute_path, map_link};
pub use roots::Roots;
pub(crate) use yaml::parse_yaml;

/// Identifies a document of [`Documents`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct DocumentId(pub usize);

/// The language of a document.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Dialect {
    /// `swagger: "2.0"`.
    Swagger2,
    /// `openapi: 3.x`.
    OpenApi3,
    /// Without a version: a file of definitions, read in the dialect of its referrer.
    Fragment,
}

/// A document.
#[derive(Clone, Debug)]
pub struct Document {
    /// ID.
    pub id: DocumentId,
    /// Normalized absolute path.
    pub path: Arc<Path>,
    /// Content, in its original order.
    pub value: Arc<Value>,
    /// Language.
    pub dialect: Dialect,
    /// Set for inputs, as opposed to referenced documents.
    pub is_input: bool,
}

/// All documents of a package, beginning with the inputs in their order.
#[derive(Default)]
pub struct Documents {
    documents: Vec<Document>,
    /// For each document, the documents that the file parts of its references refer to.
    links: Vec<HashMap<String, DocumentId>>,
    /// Keeps the files in the cache while the package is processed.
    held: Vec<Arc<Parsed>>,
    /// Referenced files that do not exist.
    missing: Vec<PathBuf>,
}

impl Documents {
    /// Returns an iterator over all documents.
    pub fn iter(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter()
    }

    /// Returns an iterator over the inputs.
    pub fn inputs(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter().filter(|document| document.is_input)
    }

    /// Returns the referenced files that do not exist.
    pub fn missing(&self) -> &[PathBuf] {
        &self.missing
    }

    /// Returns the document with this ID.
    pub fn get(&self, id: DocumentId) -> &Document {
        &self.documents[id.0]
    }

    /// Returns the file of a document.
    pub fn path(&self, id: DocumentId) -> &Arc<Path> {
        &self.get(id).path
    }

    /// Returns the location of a value, for diagnostics.
    pub fn location(&self, id: DocumentId, pointer: impl Into<String>) -> Location {
        Location {
            file: self.path(id).clone(),
            pointer: pointer.into(),
        }
    }

    /// Returns the document and the JSON pointer of a reference in `from`. `""` is the whole file.
    ///
    /// A pointer that can be resolved is returned in canonical form, so that equal targets have equal pointers. Returns
    /// `None` if the file does not exist, which [`load`] has reported.
    pub fn follow(&self, from: DocumentId, reference: &str) -> Option<(DocumentId, String)> {
        let (target, pointer) = self.target(from, reference)?;
        let canonical = pointer::follow_pointer(&self.get(target).value, pointer).map(|it| it.1);
        Some((target, canonical.unwrap_or_else(|| pointer.to_owned())))
    }

    /// Returns the document, the value and the JSON pointer of a reference in `from`, if it can be resolved.
    pub fn resolve(
        &self,
        from: DocumentId,
        reference: &str,
    ) -> Option<(DocumentId, &Value, String)> {
        let (target, pointer) = self.target(from, reference)?;
        let (value, pointer) = pointer::follow_pointer(&self.get(target).value, pointer)?;
        Some((target, value, pointer))
    }

    /// Returns the document of a reference, and its pointer as it is written.
    fn target<'r>(&self, from: DocumentId, reference: &'r str) -> Option<(DocumentId, &'r str)> {
        let (file, pointer) = reference::split_reference(reference);
        let target = if file.is_empty() {
            from
        } else {
            *self.links.get(from.0)?.get(file)?
        };
        Some((target, pointer))
    }

    /// Calls `visit` with each description.
    pub fn each_description(&self, visit: &mut dyn FnMut(&str, &dyn Fn() -> Location)) {
        for document in &self.documents {
            let keys = ["description", "summary", "title"];
            references::each_text(&document.value, "", &keys, &mut |trail, text| {
                visit(text, &|| document_location(document, trail.pointer()));
            });
        }
    }

    /// Calls `visit` with each reference and the document that contains it.
    pub fn each_reference(&self, visit: &mut dyn FnMut(DocumentId, &str)) {
        for document in &self.documents {
            references::each_text(&document.value, "", &["$ref"], &mut |_, text| {
                visit(document.id, text);
            });
        }
    }

    /// Returns the value at a JSON pointer.
    pub fn value_at(&self, id: DocumentId, pointer: &str) -> Option<&Value> {
        pointer::follow_pointer(&self.get(id).value, pointer).map(|(value, _)| value)
    }
}

/// Reads the text of a file that is not a document. Bytes that are not UTF-8 are replaced.
pub(crate) fn read_text(path: &Path) -> std::io::Result<String> {
    let bytes = std::fs::read(path)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Reads a file independently of a package. Returns its value, unless it is malformed, and the diagnostics.
pub fn parse_file(path: &Arc<Path>) -> std::io::Result<(Option<Value>, Diagnostics)> {
    let parsed = parse::read_and_parse(path, parse::Meaning::Data)?;
    let mut diagnostics = Diagnostics::default();
    parsed
        .findings
        .into_iter()
        .for_each(|finding| diagnostics.push(finding));
    Ok((parsed.value.map(Arc::unwrap_or_clone), diagnostics))
}

/// Reads the inputs and all files below `roots` that they refer to.
pub fn load(
    inputs: &[PathBuf],
    roots: &Roots,
    cache: &Cache,
    diagnostics: &mut Diagnostics,
) -> Documents {
    let paths: Vec<PathBuf> = inputs.iter().map(|input| absolute_path(input)).collect();
    let mut loader = Loader {
        roots,
        documents: Documents::default(),
        by_path: HashMap::new(),
        cache,
        diagnostics,
    };
    for path in paths {
        loader.add_input(path.into());
    }
    // Linking a document appends the documents that it refers to.
    let mut next = 0;
    while next < loader.documents.documents.len() {
        loader.link(DocumentId(next));
        next += 1;
    }
    let broken = loader.find_broken();
    loader.report_broken(&broken);
    loader.documents
}

struct Loader<'a> {
    roots: &'a Roots,
    documents: Documents,
    /// Documents by path. `None` for a file that exists but cannot be parsed, so that it is reported once.
    by_path: HashMap<Arc<Path>, Option<DocumentId>>,
    cache: &'a Cache,
    diagnostics: &'a mut Diagnostics,
}

impl Loader<'_> {
    fn add_input(&mut self, path: Arc<Path>) {
        if self.by_path.contains_key(&path) {
            return;
        }
        match self.add(&path, true, false) {
            Ok(Some(id)) => self.check_version(id),
            Ok(None) => {}
            Err(error) => {
                self.diagnostics
                    .error(
                        &code::MISSING_FILE,
                        Location::new(path, ""),
                        format!("the input cannot be read: {error}"),
                    )
                    .help("use the path of an existing file");
            }
        }
    }

    /// Adds a file. Returns `None` after reporting a file that cannot be parsed.
    fn add(
        &mut self,
        path: &Arc<Path>,
        is_input: bool,
        keep: bool,
    ) -> std::io::Result<Option<DocumentId>> {
        let parsed = self.cache.get(path, keep)?;
        for finding in &parsed.findings {
            self.diagnostics.push(finding.clone());
        }
        let id = parsed.value.clone().map(|value| {
            let id = DocumentId(self.documents.documents.len());
            let dialect = dialect_of(&value);
            self.documents.documents.push(Document {
                id,
                path: path.clone(),
                value,
                dialect,
                is_input,
            });
            self.documents.links.push(HashMap::new());
            self.documents.held.push(parsed);
            id
        });
        self.by_path.insert(path.clone(), id);
        Ok(id)
    }

    fn check_version(&mut self, id: DocumentId) {
        let document = self.documents.get(id);
        if document.dialect != Dialect::Fragment {
            return;
        }
        let pointer = ["swagger", "openapi"]
            .into_iter()
            .find(|key| document.value.get(key).is_some())
            .map_or(String::new(), |key| format!("/{key}"));
        let message = if pointer.is_empty() {
            "an input must be a Swagger 2.0 or OpenAPI 3 document, but this file has neither version"
        } else {
            "this version is not supported"
        };
        self.diagnostics
            .error(
                &code::UNKNOWN_VERSION,
                document_location(document, pointer),
                message,
            )
            .help(
                "Swagger 2.0 (`swagger: \"2.0\"`) and OpenAPI 3 (`openapi: 3.x.y`) are supported",
            );
    }

    /// Adds every file that the document refers to.
    fn link(&mut self, id: DocumentId) {
        let value = self.documents.get(id).value.clone();
        let mut places: IndexMap<&str, String> = IndexMap::new();
        references::each_text(&value, "", &references::LINKS, &mut |trail, text| {
            let (file, _) = reference::split_reference(text);
            if !file.is_empty() {
                places.entry(file).or_insert_with(|| trail.pointer());
            }
        });
        for (file, at) in places {
            if let Some(target) = self.find_target(id, file, &at) {
                self.documents.links[id.0].insert(file.to_owned(), target);
            }
        }
    }

    fn find_target(&mut self, from: DocumentId, file: &str, at: &str) -> Option<DocumentId> {
        let from_path = self.documents.path(from).clone();
        let path: Arc<Path> = match reference::find_file(&from_path, file, self.roots) {
            reference::Found::There(path) => path.into(),
            reference::Found::Elsewhere(path) => {
                self.diagnostics
                    .warn(
                        &code::WRONG_REFERENCE_PATH,
                        self.documents.location(from, at),
                        format!("`{file}` does not exist"),
                    )
                    .help(format!(
                        "{} is used instead",
                        crate::diagnostics::shown_path(&path)
                    ));
                path.into()
            }
            // Missing files are reported for each `$ref` when all references are checked.
            reference::Found::Missing(tried) => {
                self.documents.missing.push(tried);
                return None;
            }
            reference::Found::Outside(_) | reference::Found::Remote => return None,
        };
        if let Some(known) = self.by_path.get(&path) {
            return *known;
        }
        let keep = is_shared(&from_path, &path);
        match self.add(&path, false, keep) {
            Ok(id) => id,
            Err(error) => {
                self.diagnostics
                    .error(
                        &code::MISSING_FILE,
                        self.documents.location(from, at),
                        format!("`{file}` cannot be read: {error}"),
                    )
                    .help("make the file readable");
                self.by_path.insert(path, None);
                None
            }
        }
    }
}

fn document_location(document: &Document, pointer: String) -> Location {
    Location {
        file: document.path.clone(),
        pointer,
    }
}

fn dialect_of(value: &Value) -> Dialect {
    let starts = |key: &str, version: &str| match value.get(key) {
        Some(Value::String(text)) => text.starts_with(version),
        Some(Value::Number(number)) => number.to_string().starts_with(version),
        _ => false,
    };
    if starts("swagger", "2") {
        Dialect::Swagger2
    } else if starts("openapi", "3") {
        Dialect::OpenApi3
    } else {
        Dialect::Fragment
    }
}

/// Returns `true` if a file belongs to another service than the file that refers to it, such as common-types.
fn is_shared(from: &Path, to: &Path) -> bool {
    let service = |path: &Path| {
        let below = path.strip_prefix(specification_root(path)?).ok()?;
        below
            .components()
            .next()
            .map(|folder| folder.as_os_str().to_owned())
    };
    service(from) != service(to)
}

#[cfg(test)]
mod tests;
