//! The stages in their order, for one package.

use std::path::PathBuf;

use serde::Serialize;

use crate::diagnostics::Diagnostics;
use crate::load::Cache;
use crate::write::Files;

/// What to generate from.
#[derive(Clone, Debug)]
pub struct Package {
    /// The name of the crate or module.
    pub name: String,
    /// What the package is, in words.
    pub title: String,
    /// The input files.
    pub inputs: Vec<PathBuf>,
    /// What is generated.
    pub layout: Layout,
    /// The folder that documentation names input files from.
    pub spec_root: Option<PathBuf>,
}

/// What is generated.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Layout {
    /// `src/lib.rs` and what lies beside it.
    Crate,
    /// `{name}.rs` and `{name}/`.
    Module,
}

/// The result of a package.
#[derive(Debug, Default)]
pub struct Output {
    /// The generated files.
    pub files: Files,
    /// What they hold.
    pub report: Report,
    /// What is wrong with the input. With errors, the files do not count.
    pub diagnostics: Diagnostics,
}

/// What was generated, in numbers.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// Operations that were generated.
    pub operations: usize,
    /// Models that were generated.
    pub models: usize,
    /// Lines of code.
    pub lines: usize,
    /// Operations that were not, and why.
    pub unsupported: Vec<String>,
}

/// Takes a package through all stages.
pub fn generate_package(package: &Package, cache: &Cache) -> Output {
    let mut output = Output::default();
    crate::load::load(&package.inputs, cache, &mut output.diagnostics);
    output
}

/// The value after a stage, as text.
pub fn dump(_stage: &str, package: &Package, cache: &Cache) -> Result<String, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    crate::load::load(&package.inputs, cache, &mut diagnostics);
    if diagnostics.has_errors() {
        Err(diagnostics)
    } else {
        Ok(String::new())
    }
}
