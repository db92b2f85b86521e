//! Runs the stages for a package.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::analyze::{AnalyzedIr, analyze};
use crate::diagnostics::{Diagnostics, Location, code};
use crate::emit::{
    self, ExampleTest, emit, emit_example_test, emit_first_call, metadata_text, shown_source,
};
pub use crate::emit::{FirstCall, escaped, root_lines};
use crate::files::Files;
use crate::ir::Ir;
use crate::load::{Cache, Documents, Roots, load, read_examples};
use crate::lower::lower;
use crate::names::{NamedIr, plan_names};
use crate::resolve::{Graph, count_operations, resolve};
use crate::select::{matches, select_operations};
use crate::surface::{Surface, surface_of};
use crate::upgrade::{Spec, audience, unreached, upgrade};

/// The input of the pipeline.
#[derive(Clone, Debug, Default)]
pub struct Package {
    /// Name of the crate or module.
    pub name: String,
    /// Human-readable title.
    pub title: String,
    /// Input files.
    pub inputs: Vec<PathBuf>,
    /// Layout of the output.
    pub layout: Layout,
    /// Scopes of tokens in the configuration, which replace those of the documents.
    pub credential_scopes: Vec<String>,
    /// Base folder of input files in documentation.
    pub spec_root: Option<PathBuf>,
    /// Folders that files may be read from, in addition to the checkout or the folder of each input.
    pub roots: Vec<PathBuf>,
    /// Patterns of the operationIds to generate. Empty for all.
    pub operations: Vec<String>,
    /// Location of the patterns.
    pub operations_at: Option<Location>,
    /// Input files of the other versions of the service, which have the same patterns.
    pub other_versions: Vec<Vec<PathBuf>>,
    /// Set to read the examples of operations.
    pub examples: bool,
    /// Set to emit a test of the examples.
    pub example_tests: bool,
    /// Set to show the example of an operation as code in its documentation.
    pub usage: bool,
    /// Path of the package in imports, such as `arm_maps` or `generated::maps::v2023_06_01`.
    pub import: String,
}

impl Package {
    /// Creates the package of a crate that contains only its bindings.
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

    /// Returns `true` if another version has an operation that matches a pattern.
    fn has_in_other_version(&self, pattern: &str, cache: &Cache) -> bool {
        self.other_versions.iter().any(|inputs| {
            let ids = cache.operation_ids(inputs, || self.ids_of(inputs, cache));
            ids.iter().any(|it| matches(pattern, it))
        })
    }

    /// Returns the operationIds of another version. That version reports its faults itself.
    fn ids_of(&self, inputs: &[PathBuf], cache: &Cache) -> Vec<String> {
        let mut unheard = Diagnostics::default();
        let roots = Roots::of(inputs, &self.roots);
        let documents = load(inputs, &roots, cache, &mut unheard);
        let operations = match unheard.has_errors() {
            true => Vec::new(),
            false => upgrade(&documents, &mut unheard).operations,
        };
        operations.into_iter().map(|it| it.id).collect()
    }

    /// Returns the path of an input file for documentation.
    pub fn shown_source(&self, path: &Path) -> String {
        shown_source(self.spec_root.as_deref(), path)
    }
}

/// The layout of the output.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Layout {
    /// `src/lib.rs` and its submodules.
    #[default]
    Crate,
    /// `{name}.rs` and `{name}/`.
    Module,
}

/// The result of a package: files without the header, which the crate writer adds.
#[derive(Debug, Default)]
pub struct Output {
    /// Generated files.
    pub files: Files,
    /// Test of the examples, if it was requested and there are any.
    pub example_test: Option<ExampleTest>,
    /// Set if the operations use XML.
    pub xml: bool,
    /// Statistics.
    pub report: Report,
    /// Api-versions of the operations, sorted.
    pub api_versions: Vec<String>,
    /// Number of operations that were not selected.
    pub unselected: usize,
    /// Names of the definitions and other shared parts of the inputs that no operation uses. Empty if operations were
    /// selected.
    pub unreached: Vec<String>,
    /// The title of the service in its documents.
    pub title: String,
    /// Public interface.
    pub surface: Surface,
    /// A call for the first program of a user.
    pub first_call: Option<FirstCall>,
    /// Diagnostics. If there are errors, the files must not be used.
    pub diagnostics: Diagnostics,
}

/// Statistics of the generated code.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// Number of generated operations.
    pub operations: usize,
    /// Number of generated models.
    pub models: usize,
    /// Lines of code.
    pub lines: usize,
    /// Unsupported operations, with reasons.
    pub unsupported: Vec<String>,
}

/// A stage of the pipeline.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[allow(missing_docs, reason = "the names are those of the modules")]
pub enum Stage {
    Load,
    Upgrade,
    Resolve,
    Lower,
    Analyze,
    Names,
    Emit,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Self; 7] = [
        Self::Load,
        Self::Upgrade,
        Self::Resolve,
        Self::Lower,
        Self::Analyze,
        Self::Names,
        Self::Emit,
    ];

    /// Returns the name of the stage on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::Upgrade => "upgrade",
            Self::Resolve => "resolve",
            Self::Lower => "lower",
            Self::Analyze => "analyze",
            Self::Names => "names",
            Self::Emit => "emit",
        }
    }
}

/// The result of a stage.
pub enum Product {
    /// Result of [`Stage::Load`].
    Documents(Documents),
    /// Result of [`Stage::Upgrade`].
    Spec(Spec),
    /// Result of [`Stage::Resolve`].
    Graph(Graph),
    /// Result of [`Stage::Lower`].
    Ir(Ir),
    /// Result of [`Stage::Analyze`].
    Analyzed(AnalyzedIr),
    /// Result of [`Stage::Names`].
    Named(NamedIr),
    /// Result of [`Stage::Emit`].
    Emitted(Emitted),
}

/// The result of the last stage.
#[derive(Debug, Default)]
pub struct Emitted(Output);

/// Runs the stages up to `until`. Returns `None` if a stage reports errors.
pub fn run_stages(
    package: &Package,
    cache: &Cache,
    until: Stage,
    diagnostics: &mut Diagnostics,
) -> Option<Product> {
    let roots = Roots::of(&package.inputs, &package.roots);
    let documents = load(&package.inputs, &roots, cache, diagnostics);
    diagnostics.finish().ok()?;
    if until == Stage::Load {
        return Some(Product::Documents(documents));
    }
    if until == Stage::Emit {
        report_cut(&documents, diagnostics);
    }
    let mut spec = upgrade(&documents, diagnostics);
    diagnostics.finish().ok()?;
    let at = package.operations_at.as_ref();
    let is_elsewhere = |pattern: &str| package.has_in_other_version(pattern, cache);
    let unselected = select_operations(
        &mut spec,
        &package.operations,
        at,
        is_elsewhere,
        diagnostics,
    );
    diagnostics.finish().ok()?;
    let unreached = match (until, unselected) {
        (Stage::Emit, 0) => unreached(&documents, &spec),
        _ => Vec::new(),
    };
    if package.examples || package.example_tests {
        add_examples(&mut spec, &roots, cache, diagnostics);
    }
    if until == Stage::Upgrade {
        return Some(Product::Spec(spec));
    }
    let graph = resolve(&documents, spec, diagnostics);
    diagnostics.finish().ok()?;
    if until == Stage::Resolve {
        return Some(Product::Graph(graph));
    }
    let mut ir = lower(&graph, diagnostics);
    count_operations(&graph, diagnostics);
    diagnostics.finish().ok()?;
    set_scopes(&mut ir, package);
    if until == Stage::Lower {
        return Some(Product::Ir(ir));
    }
    let analyzed = analyze(ir, diagnostics);
    if until == Stage::Analyze {
        return Some(Product::Analyzed(analyzed));
    }
    let named = plan_names(analyzed);
    if until < Stage::Emit {
        return Some(Product::Named(named));
    }
    let Emitted(output) = emit_package(package, &named);
    Some(Product::Emitted(Emitted(Output {
        unselected,
        unreached,
        ..output
    })))
}

/// Reports descriptions that are too long for the documentation.
fn report_cut(documents: &Documents, diagnostics: &mut Diagnostics) {
    documents.each_description(&mut |text, at| {
        if emit::is_cut(text) {
            let message = format!(
                "the description has {} characters; the first {} are shown",
                text.chars().count(),
                emit::MAX_DESCRIPTION
            );
            diagnostics.warn(&code::LONG_DESCRIPTION, at(), message);
        }
    });
}

/// Runs all stages for a package.
pub fn generate_package(package: &Package, cache: &Cache) -> Output {
    let mut diagnostics = Diagnostics::default();
    let product = run_stages(package, cache, Stage::Emit, &mut diagnostics);
    let output = match product {
        Some(Product::Emitted(Emitted(output))) => output,
        _ => Output::default(),
    };
    Output {
        diagnostics,
        ..output
    }
}

fn emit_package(package: &Package, named: &NamedIr) -> Emitted {
    let ir = &named.ir;
    let options = emit_options(package, ir);
    let files = emit(named, &options);
    let example_test = (package.example_tests)
        .then(|| emit_example_test(named, &options))
        .flatten();
    Emitted(Output {
        example_test,
        xml: ir.has_xml(),
        report: Report {
            operations: ir.operations().count(),
            models: named.reached_types().len(),
            lines: files.values().map(|it| it.lines().count()).sum(),
            unsupported: ir.unsupported.clone(),
        },
        api_versions: ir.api_versions.clone(),
        title: ir.title.clone(),
        surface: surface_of(named),
        first_call: emit_first_call(named),
        files,
        ..Output::default()
    })
}

/// The metadata of a package that is not compiled.
#[derive(Debug, Default)]
pub struct Metadata {
    /// Operations with their requests, and schemas, in the format of `arm_runtime::describe::Module::read_spec`.
    pub text: String,
    /// Api-versions of the operations, sorted.
    pub api_versions: Vec<String>,
    /// Unsupported operations, with reasons.
    pub unsupported: Vec<String>,
    /// Diagnostics. If there are errors, there is no text.
    pub diagnostics: Diagnostics,
}

/// Reads a package and describes it, for programs that use its operations at run time.
pub fn describe_package(package: &Package, cache: &Cache) -> Metadata {
    let mut diagnostics = Diagnostics::default();
    match run_stages(package, cache, Stage::Names, &mut diagnostics) {
        Some(Product::Named(named)) => Metadata {
            text: metadata_text(&named, true),
            api_versions: named.ir.api_versions,
            unsupported: named.ir.unsupported,
            diagnostics,
        },
        _ => Metadata {
            diagnostics,
            ..Metadata::default()
        },
    }
}

/// Sets the scopes of the configuration.
fn set_scopes(ir: &mut Ir, package: &Package) {
    let scopes: Vec<String> = (package.credential_scopes.iter())
        .filter_map(|it| audience(it))
        .collect();
    for service in ir.services.iter_mut().filter(|_| !scopes.is_empty()) {
        service.scopes.clone_from(&scopes);
    }
}

/// Reads the examples of the operations.
fn add_examples(spec: &mut Spec, roots: &Roots, cache: &Cache, diagnostics: &mut Diagnostics) {
    for operation in &mut spec.operations {
        if let Some(value) = operation.operation.extensions.get("x-ms-examples") {
            let at = operation.at.child("x-ms-examples");
            operation.examples = read_examples(value, &at, roots, cache, diagnostics);
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
        spec_root: package.spec_root.clone(),
    }
}

/// Formats the value after a stage.
///
/// # Errors
///
/// Returns the diagnostics if a stage finds errors.
pub fn dump(stage: Stage, package: &Package, cache: &Cache) -> Result<String, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    match run_stages(package, cache, stage, &mut diagnostics) {
        Some(product) if !diagnostics.has_errors() => Ok(show(&product)),
        _ => Err(diagnostics),
    }
}

fn show(product: &Product) -> String {
    let mut text = String::new();
    match product {
        Product::Documents(documents) => documents.iter().for_each(|it| {
            let _ = writeln!(text, "{:?} {}", it.dialect, it.path.display());
        }),
        Product::Spec(spec) => {
            let _ = writeln!(text, "{spec:#?}");
        }
        Product::Graph(graph) => {
            for (id, it) in graph.definitions.iter().enumerate() {
                let (file, pointer) = (it.at.file.display(), &it.at.pointer);
                let _ = writeln!(text, "{id} {} {file}{pointer}", it.name);
            }
        }
        Product::Ir(ir) => text = ir.dump(),
        Product::Analyzed(analyzed) => text = analyzed.ir.dump(),
        Product::Named(named) => {
            let _ = writeln!(text, "{named:#?}");
        }
        Product::Emitted(emitted) => {
            for (path, file) in &emitted.0.files {
                let _ = writeln!(text, "// {}\n{file}", path.display());
            }
        }
    }
    text
}
