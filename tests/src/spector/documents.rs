//! The documents of the suite, each generated as a crate.

use std::path::{Path, PathBuf};

use generator::crate_writer::Crate;
use generator::diagnostics::Diagnostics;
use generator::header::HEADER;
use generator::load::Cache;
use generator::manifest::{self, CrateInfo};
use generator::names::NamedIr;
use generator::pipeline::{Layout, Package, Product, Stage, generate_package, run_stages};
use serde::Deserialize;

/// A format of documents.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Format {
    Swagger,
    OpenApi3,
}

impl Format {
    /// Both formats.
    pub const ALL: [Self; 2] = [Self::Swagger, Self::OpenApi3];

    /// The name, as `emit.mjs` writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Swagger => "swagger",
            Self::OpenApi3 => "openapi3",
        }
    }
}

/// A line of `documents.json`: the documents that the emitters wrote for one spec.
#[derive(Debug, Deserialize)]
struct Emitted {
    spec: String,
    kind: Format,
    files: Vec<String>,
}

/// A document and the crate that was generated from it.
#[derive(Debug)]
pub struct Document {
    /// The format.
    pub format: Format,
    /// The folder of the TypeSpec, such as `core/type/array`.
    pub spec: String,
    /// The name of the crate.
    pub name: String,
    /// The generator's intermediate representation of the document.
    pub ir: NamedIr,
}

/// Generates a crate below `root` from each of the documents in `folder`.
///
/// # Panics
///
/// Panics if a document cannot be generated.
pub fn generate(folder: &Path, root: &Path) -> Vec<Document> {
    let text =
        std::fs::read_to_string(folder.join("documents.json")).expect("the documents are listed");
    let emitted: Vec<Emitted> = serde_json::from_str(&text).expect("the list of documents is JSON");
    let mut documents: Vec<Document> = Vec::new();
    for it in &emitted {
        for file in &it.files {
            let input = folder.join(it.kind.name()).join(&it.spec).join(file);
            let name = crate_name(documents.len(), it.kind, &it.spec);
            let ir = generate_one(&name, input, root);
            documents.push(Document {
                format: it.kind,
                spec: it.spec.clone(),
                name,
                ir,
            });
        }
    }
    documents
}

fn generate_one(name: &str, input: PathBuf, root: &Path) -> NamedIr {
    let package = Package {
        name: name.to_owned(),
        title: name.to_owned(),
        inputs: vec![input],
        layout: Layout::Crate,
        ..Package::default()
    };
    let cache = Cache::default();
    let output = generate_package(&package, &cache);
    assert!(!output.diagnostics.has_errors(), "{name}");
    let mut krate = Crate::new(&root.join(name), HEADER);
    let needs = krate.add_package(&output);
    krate.add(
        "Cargo.toml",
        &manifest::member(&CrateInfo::new(name), needs),
    );
    krate.write().expect("target/ can be written");
    match run_stages(&package, &cache, Stage::Names, &mut Diagnostics::default()) {
        Some(Product::Named(ir)) => ir,
        _ => panic!("{name}: no errors, and no result"),
    }
}

/// A short name: names of crates have at most 64 letters.
fn crate_name(index: usize, format: Format, spec: &str) -> String {
    let spec: Vec<&str> = spec.rsplit('/').take(2).collect();
    let words: Vec<String> = spec
        .iter()
        .rev()
        .map(|it| it.to_lowercase().replace(['-', '.'], "_"))
        .collect();
    let letter = &format.name()[..1];
    format!("{letter}{index:03}_{}", words.join("_"))
}
