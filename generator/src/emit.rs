//! Turns the IR into the text of files.
//!
//! In: the IR with all names. Out: a map from path to text. Invariant: emission cannot fail and decides nothing: no name is
//! made, no order chosen, no spec looked at. One file is one unit; the writer of the crate puts the header on it.

mod choices;
mod client;
mod docs;
mod enums;
mod examples;
mod facts;
mod format;
mod html;
mod imports;
mod literal;
mod markdown;
mod metadata;
mod module;
mod operation;
mod operation_docs;
mod parameters;
mod program;
mod secrets;
mod service;
mod statics;
mod structs;
mod unions;
mod usage;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

pub use self::examples::{ExampleTest, emit_example_test};
pub use self::metadata::metadata_text;
pub use self::program::{FirstCall, first_call};
use crate::ir::Ir;

/// Where the files go and what the texts say of their origin.
#[derive(Clone, Debug)]
pub struct Options {
    /// What the client is of, as the documentation says it.
    pub title: String,
    /// The file of the module itself, such as `src/lib.rs` or `communication/v2023_04_01.rs`.
    pub root: PathBuf,
    /// The folder of the modules below it.
    pub folder: PathBuf,
    /// The spec files, as the documentation names them.
    pub sources: Vec<String>,
    /// Whether metadata for tooling is emitted, too.
    pub metadata: bool,
    /// The path by which other crates import the module.
    pub import: String,
    /// Whether the documentation of an operation shows its example as code.
    pub usage: bool,
}

/// Emits all files of one package.
pub fn emit(ir: &Ir, options: &Options) -> BTreeMap<PathBuf, String> {
    let context = Context {
        ir,
        options,
        shadowed: shadowed_names(ir),
    };
    let mut files = BTreeMap::from([(options.root.clone(), module::emit(&context))]);
    if ir.types.iter().any(|def| !def.name.is_empty()) {
        files.insert(
            options.folder.join("models.rs"),
            module::emit_models(&context),
        );
    }
    if !ir.parameters.is_empty() {
        files.insert(
            options.folder.join("parameters.rs"),
            parameters::emit(&context),
        );
    }
    if options.metadata {
        files.insert(options.folder.join("metadata.rs"), metadata::emit(&context));
    }
    for group in &ir.groups {
        files.insert(
            options.folder.join(format!("{}.rs", group.module)),
            client::emit(&context, group),
        );
    }
    files
}

/// What every emitter sees.
struct Context<'a> {
    ir: &'a Ir,
    options: &'a Options,
    /// Names of the runtime's types that a model has too; those are written with their path.
    shadowed: BTreeSet<&'a str>,
}

fn shadowed_names(ir: &Ir) -> BTreeSet<&str> {
    let names = ir.types.iter().map(|def| def.name.as_str());
    names
        .filter(|name| imports::RUNTIME_TYPES.contains(name))
        .collect()
}

/// The types to emit, by name.
fn named_types(ir: &Ir) -> Vec<&crate::ir::TypeDef> {
    let mut defs: Vec<_> = ir.types.iter().filter(|def| !def.name.is_empty()).collect();
    defs.sort_by(|a, b| a.name.cmp(&b.name));
    defs
}

/// How many models there are: structs, enums and unions.
pub fn n_models(ir: &Ir) -> usize {
    named_types(ir).len()
}
