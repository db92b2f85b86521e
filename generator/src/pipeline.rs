//! The stages in their order, for one package.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::analyze::analyze;
use crate::diagnostics::Diagnostics;
use crate::emit::{self, ExampleTest, emit, emit_example_test, n_models};
use crate::ir::Ir;
use crate::load::{Cache, Documents, load, read_examples};
use crate::lower::lower;
use crate::names::plan_names;
use crate::resolve::resolve;
use crate::upgrade::{Spec, upgrade};
use crate::write::Files;

/// What to generate from.
#[derive(Clone, Debug, Default)]
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
    /// Whether the examples of the operations are read.
    pub examples: bool,
    /// Whether a test of them is emitted.
    pub example_tests: bool,
    /// Whether the documentation of an operation shows its example as code.
    pub usage: bool,
    /// The path by which other crates import the package, such as `arm_maps` or `generated::maps::v2023_06_01`.
    pub import: String,
}

impl Package {
    /// A crate of its own, of nothing but the bindings.
    pub fn of_crate(
        name: &str,
        title: String,
        inputs: Vec<PathBuf>,
        spec_root: Option<PathBuf>,
    ) -> Self {
        Self {
            name: name.to_owned(),
            title,
            inputs,
            layout: Layout::Crate,
            spec_root,
            import: name.replace('-', "_"),
            ..Self::default()
        }
    }

    /// A file of the spec, as documentation names it.
    fn shown_source(&self, path: &Path) -> String {
        let shown = match &self.spec_root {
            Some(root) => path.strip_prefix(root).unwrap_or(path),
            None => path.file_name().map_or(path, Path::new),
        };
        shown.to_string_lossy().replace('\\', "/")
    }
}

/// What is generated.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Layout {
    /// `src/lib.rs` and what lies beside it.
    #[default]
    Crate,
    /// `{name}.rs` and `{name}/`.
    Module,
}

/// The result of a package.
#[derive(Debug, Default)]
pub struct Output {
    /// The generated files.
    pub files: Files,
    /// The test of the examples, if there are any and it was asked for.
    pub example_test: Option<ExampleTest>,
    /// Whether they send or read XML.
    pub xml: bool,
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
    let mut diagnostics = Diagnostics::default();
    let Some(mut ir) = lower_package(package, cache, &mut diagnostics) else {
        return Output {
            diagnostics,
            ..Output::default()
        };
    };
    analyze(&mut ir);
    plan_names(&mut ir);
    let options = emit_options(package, &ir);
    let files = emit(&ir, &options);
    let example_test = (package.example_tests)
        .then(|| emit_example_test(&ir, &options))
        .flatten();
    let xml = ir.has_xml();
    let report = Report {
        operations: ir.operations().count(),
        models: n_models(&ir),
        lines: files.values().map(|it| it.lines().count()).sum(),
        unsupported: ir.unsupported,
    };
    Output {
        files,
        example_test,
        xml,
        report,
        diagnostics,
    }
}

/// Takes a package through the stages up to the IR; nothing after a stage that found errors.
pub fn lower_package(
    package: &Package,
    cache: &Cache,
    diagnostics: &mut Diagnostics,
) -> Option<Ir> {
    let documents = load(&package.inputs, cache, diagnostics);
    lowered(package, &documents, cache, diagnostics)
}

fn lowered(
    package: &Package,
    documents: &Documents,
    cache: &Cache,
    diagnostics: &mut Diagnostics,
) -> Option<Ir> {
    diagnostics.finish().ok()?;
    let mut spec = upgrade(documents, diagnostics);
    diagnostics.finish().ok()?;
    if package.examples || package.example_tests {
        add_examples(&mut spec, cache, diagnostics);
    }
    let graph = resolve(documents, spec, diagnostics);
    diagnostics.finish().ok()?;
    let mut ir = lower(&graph, diagnostics);
    diagnostics.finish().ok()?;
    for operation in ir.groups.iter_mut().flat_map(|it| &mut it.operations) {
        for example in &mut operation.examples {
            example.file = package.shown_source(&example.at.file);
        }
    }
    Some(ir)
}

/// Reads the examples that the operations name.
fn add_examples(spec: &mut Spec, cache: &Cache, diagnostics: &mut Diagnostics) {
    for operation in &mut spec.operations {
        if let Some(value) = operation.operation.extensions.get("x-ms-examples") {
            let at = operation.at.child("x-ms-examples");
            operation.examples = read_examples(value, &at, cache, diagnostics);
        }
    }
}

fn emit_options(package: &Package, ir: &Ir) -> emit::Options {
    let title = if package.title.is_empty() {
        ir.title.clone()
    } else {
        package.title.clone()
    };
    let sources = package
        .inputs
        .iter()
        .map(|it| package.shown_source(it))
        .collect();
    let (root, folder) = match package.layout {
        Layout::Crate => (PathBuf::from("src/lib.rs"), PathBuf::from("src")),
        Layout::Module => (
            PathBuf::from(format!("{}.rs", package.name)),
            Path::new(&package.name).to_owned(),
        ),
    };
    emit::Options {
        title,
        root,
        folder,
        sources,
        metadata: package.layout == Layout::Module,
        import: package.import.clone(),
        usage: package.usage,
    }
}

/// The value after a stage, as text.
///
/// # Errors
///
/// What is wrong with the input, or with the name of the stage.
pub fn dump(stage: &str, package: &Package, cache: &Cache) -> Result<String, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    match dump_stage(stage, package, cache, &mut diagnostics) {
        Some(text) if !diagnostics.has_errors() => Ok(text),
        _ => Err(diagnostics),
    }
}

fn dump_stage(
    stage: &str,
    package: &Package,
    cache: &Cache,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let documents = load(&package.inputs, cache, diagnostics);
    diagnostics.finish().ok()?;
    if stage == "load" {
        return Some(
            documents
                .iter()
                .map(|it| format!("{:?} {}\n", it.dialect, it.path.display()))
                .collect(),
        );
    }
    if stage == "emit" {
        let output = generate_package(package, cache);
        diagnostics.append(output.diagnostics);
        return Some(
            output
                .files
                .iter()
                .map(|(path, text)| format!("// {}\n{text}\n", path.display()))
                .collect(),
        );
    }
    let spec = upgrade(&documents, diagnostics);
    diagnostics.finish().ok()?;
    if stage == "upgrade" {
        return Some(format!("{spec:#?}\n"));
    }
    let graph = resolve(&documents, spec, diagnostics);
    diagnostics.finish().ok()?;
    if stage == "resolve" {
        return Some(
            graph
                .definitions
                .iter()
                .enumerate()
                .map(|(id, it)| {
                    format!(
                        "{id} {} {}{}\n",
                        it.name,
                        it.at.file.display(),
                        it.at.pointer
                    )
                })
                .collect(),
        );
    }
    let mut ir = lower(&graph, diagnostics);
    diagnostics.finish().ok()?;
    match stage {
        "lower" => {}
        "analyze" => analyze(&mut ir),
        "names" => {
            analyze(&mut ir);
            plan_names(&mut ir);
            return Some(format!("{ir:#?}\n"));
        }
        _ => {
            diagnostics
                .error(
                    "unknown-stage",
                    None,
                    format!("there is no stage `{stage}`"),
                )
                .help("the stages are load, upgrade, resolve, lower, analyze, names and emit");
            return None;
        }
    }
    Some(ir.dump())
}
