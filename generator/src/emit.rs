//! Turns the IR into the text of files.
//!
//! In: the IR with all names. Out: a map from path to text. Invariant: emission cannot fail and decides nothing: it neither
//! names nor sorts, and it does not read the spec. The writer of the crate adds the header of each file.

mod choices;
mod client;
mod docs;
mod enums;
mod examples;
mod facts;
mod format;
mod front_page;
mod html;
mod imports;
mod layout;
mod literal;
mod markdown;
mod metadata;
mod module;
mod operation;
mod operation_docs;
mod parameters;
mod program;
mod service;
mod statics;
mod structs;
mod unions;
mod usage;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

pub use self::examples::{ExampleTest, emit_example_test};
pub use self::front_page::root_lines;
pub use self::markdown::{MAX_LENGTH as MAX_DESCRIPTION, escaped, is_cut};
pub use self::metadata::metadata_text;
pub use self::program::{FirstCall, emit_first_call};
use crate::analyze::next_pages;
use crate::ir::OperationId;
use crate::names::NamedIr;

/// The paths of the files and the origins that their documentation names.
#[derive(Clone, Debug)]
pub struct Options {
    /// The title of the package in the documentation.
    pub title: String,
    /// The file of the module itself, such as `src/lib.rs` or `communication/v2023_04_01.rs`.
    pub root: PathBuf,
    /// The folder of the modules below it.
    pub folder: PathBuf,
    /// The spec files, as the documentation names them.
    pub sources: Vec<String>,
    /// If true, metadata for tooling is emitted, too.
    pub metadata: bool,
    /// The path by which other crates import the module.
    pub import: String,
    /// If true, the documentation of an operation shows its example as code.
    pub usage: bool,
    /// The folder that documentation names files from.
    pub spec_root: Option<PathBuf>,
}

/// Returns the name of a spec file for documentation: relative to the root, or without its folder if there is no root.
pub fn shown_source(root: Option<&Path>, path: &Path) -> String {
    let shown = match root {
        Some(root) => path.strip_prefix(root).unwrap_or(path),
        None => path.file_name().map_or(path, Path::new),
    };
    shown.to_string_lossy().replace('\\', "/")
}

/// Emits all files of one package.
pub fn emit(ir: &NamedIr, options: &Options) -> BTreeMap<PathBuf, String> {
    let context = Context::new(ir, options);
    let mut files = BTreeMap::from([(options.root.clone(), module::emit(&context))]);
    if ir.reached_types().len() > 0 {
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
    for group in ir.groups() {
        files.insert(
            options.folder.join(format!("{}.rs", group.names.module)),
            client::emit(&context, group),
        );
    }
    files
}

/// The input of every emitter.
struct Context<'a> {
    ir: &'a NamedIr,
    options: &'a Options,
    /// Names of runtime types that are also names of models. These runtime types are written with their path.
    shadowed: BTreeSet<&'a str>,
    /// The operations that return next pages of others, by operationId.
    next_pages: BTreeMap<&'a str, OperationId>,
}

impl<'a> Context<'a> {
    fn new(ir: &'a NamedIr, options: &'a Options) -> Self {
        let names = ir.reached_types().map(|it| it.name());
        Self {
            ir,
            options,
            shadowed: names
                .filter(|name| imports::RUNTIME_TYPES.contains(name))
                .collect(),
            next_pages: next_pages(&ir.ir),
        }
    }
}
