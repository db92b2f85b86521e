//! What each command does: its printed result and whether it succeeded.

use std::path::{Path, PathBuf};

use crate::cli::{Cli, Command, Dump, Generate, Global, Source};
use crate::diagnostics::{Diagnostics, shown_path, summary};
use crate::load::{Cache, absolute_path, specification_root};
use crate::manifest::{self, Needs};
use crate::pipeline::{self, Output, Package};
use crate::readme::read_readme;
use crate::{corpus, parallel, refresh, write};

/// What a command prints, and whether it succeeded.
#[derive(Debug, Default)]
pub struct Outcome {
    /// For stdout.
    pub result: String,
    /// For stderr.
    pub messages: String,
    /// Whether there were errors, or stale files.
    pub failed: bool,
}

impl Outcome {
    /// A failure with one message, that has no place in a file.
    pub fn failure(message: impl Into<String>) -> Self {
        Self {
            messages: format!("error: {}\n", message.into()),
            failed: true,
            ..Self::default()
        }
    }

    /// The diagnostics of a run, with their counts. Warnings are left out of a quiet run.
    pub fn take(&mut self, diagnostics: &Diagnostics, global: Global) {
        self.failed |= diagnostics.has_errors();
        if diagnostics.is_empty() || (global.quiet && !diagnostics.has_errors()) {
            return;
        }
        self.messages.push_str(&diagnostics.render(global.style()));
        self.messages.push_str(&summary(diagnostics));
        self.messages.push('\n');
    }
}

/// Runs the command.
pub fn run(cli: &Cli) -> Outcome {
    let global = cli.global;
    let mut outcome = match &cli.command {
        None => refresh::refresh(global),
        Some(Command::Check) => refresh::check(global),
        Some(Command::Generate(command)) => generate(command, global),
        Some(Command::Corpus(command)) => corpus::corpus(command, global),
        Some(Command::Dump(command)) => dump(command, global),
    };
    // What `dump` prints is what it was asked for.
    if global.quiet && !matches!(cli.command, Some(Command::Dump(_))) {
        outcome.result.clear();
    }
    outcome
}

fn generate(command: &Generate, global: Global) -> Outcome {
    let mut outcome = Outcome::default();
    let mut diagnostics = Diagnostics::default();
    let root = absolute_path(&command.out);
    if let Err(error) = write::check_target(&root) {
        return Outcome::failure(format!("{error}; give --out an empty or a new folder"));
    }
    let runtime = match runtime_folder(command.runtime.as_deref()) {
        Ok(runtime) => runtime,
        Err(message) => return Outcome::failure(message),
    };
    let package = select(
        &command.source,
        command.tag.as_deref(),
        &command.name,
        &mut diagnostics,
    );
    let output = package.map(|mut package| {
        package.example_tests = command.example_tests;
        let output = generate_apart(&package);
        (package.title, output)
    });
    if let Some((title, mut output)) = output {
        diagnostics.append(std::mem::take(&mut output.diagnostics));
        if !diagnostics.has_errors() {
            let needs = add_example_test(&mut output);
            let manifest = manifest::stand_alone(&command.name, &title, &runtime, needs);
            output.files.insert("Cargo.toml".into(), manifest);
            match write::write(&root, &OWNED, &output.files) {
                Ok(changes) => outcome.result = describe_crate(&root, &output, &changes),
                Err(error) => {
                    return Outcome::failure(format!(
                        "{} cannot be written: {error}",
                        root.display()
                    ));
                }
            }
        }
    }
    outcome.take(&diagnostics, global);
    outcome
}

/// Generates a package; a defect of the generator becomes a diagnostic.
pub(crate) fn generate_apart(package: &Package) -> Output {
    let cache = Cache::default();
    let outputs = parallel::run(&[package], 1, |package| generate_caught(package, &cache));
    outputs.into_iter().flatten().next().unwrap_or_default()
}

/// Generates a package of several: one at which the generator fails leaves the others alone.
pub(crate) fn generate_caught(package: &Package, cache: &Cache) -> Output {
    let generated = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        pipeline::generate_package(package, cache)
    }));
    generated.unwrap_or_else(|payload| {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let text = text
            .or_else(|| payload.downcast_ref::<&str>().copied())
            .unwrap_or("no message");
        let mut output = Output::default();
        output
            .diagnostics
            .error(
                "defect",
                None,
                format!("the generator failed at {}: {text}", package.name),
            )
            .help("this is a defect of the generator; please report it with the input");
        output
    })
}

/// The folders of a crate in which every file is the generator's.
pub(crate) const OWNED: [&str; 2] = ["src", EXAMPLES];

/// Where the test of the examples lies.
pub(crate) const EXAMPLES: &str = "tests/examples";

/// Adds the test of the examples to the files of a crate, if there is one. Gives what the crate needs.
pub(crate) fn add_example_test(output: &mut Output) -> Needs {
    let test = output.example_test.take();
    let needs = Needs {
        xml: output.xml,
        examples: test.is_some(),
    };
    if let Some(test) = test {
        let folder = Path::new(EXAMPLES);
        output.files.insert(folder.join("main.rs"), test.code);
        output.files.insert(folder.join("examples.json"), test.data);
    }
    needs
}

fn describe_crate(root: &Path, output: &Output, changes: &write::Changes) -> String {
    let report = &output.report;
    let mut text = format!(
        "{}: {} operations, {} models, {} lines; {} files written, {} removed\n",
        shown_path(root),
        report.operations,
        report.models,
        report.lines,
        changes.written.len(),
        changes.removed.len()
    );
    for unsupported in &report.unsupported {
        text.push_str(&format!("unsupported: {unsupported}\n"));
    }
    text
}

fn dump(command: &Dump, global: Global) -> Outcome {
    let mut outcome = Outcome::default();
    let mut diagnostics = Diagnostics::default();
    let packages = if command.source.input.is_empty() && command.source.readme.is_none() {
        refresh::packages(&mut diagnostics)
    } else {
        select(
            &command.source,
            command.tag.as_deref(),
            &command.name,
            &mut diagnostics,
        )
        .into_iter()
        .collect()
    };
    let cache = Cache::default();
    let dumped = parallel::run(&packages, global.jobs(), |package| {
        pipeline::dump(&command.stage, package, &cache)
    });
    for (package, dumped) in packages.iter().zip(dumped) {
        match dumped {
            Some(Ok(text)) => {
                if packages.len() > 1 {
                    outcome
                        .result
                        .push_str(&format!("# {} {}\n", package.title, package.name));
                }
                outcome.result.push_str(&text);
            }
            Some(Err(found)) => diagnostics.append(found),
            None => {
                diagnostics.error(
                    "defect",
                    None,
                    format!("the generator failed at {}", package.name),
                );
            }
        }
    }
    outcome.take(&diagnostics, global);
    outcome
}

/// The package that the options name; nothing when that is not possible, which is reported.
fn select(
    source: &Source,
    tag: Option<&str>,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Package> {
    let package = |title: String, inputs: Vec<PathBuf>| {
        let root = inputs.first().map(|input| absolute_path(input));
        let spec_root = root.and_then(|path| Some(specification_root(&path)?.to_owned()));
        Package::of_crate(name, title, inputs, spec_root)
    };
    let Some(readme) = &source.readme else {
        // Without a title of its own the package takes the one of its document.
        return Some(package(String::new(), source.input.clone()));
    };
    let readme = read_readme(readme, diagnostics)?;
    let tag = tag.or(readme.default_tag.as_deref()).unwrap_or_default();
    readme.check_inputs(tag, diagnostics);
    let title = readme.title.clone().unwrap_or_default();
    (!diagnostics.has_errors()).then(|| package(title, readme.inputs(tag)))
}

/// The folder of the crate `arm-runtime`.
pub(crate) fn runtime_folder(given: Option<&Path>) -> Result<PathBuf, String> {
    let folder = match given {
        Some(folder) => absolute_path(folder),
        None => absolute_path(&refresh::repository_root().join("generated/runtime")),
    };
    if folder.join("Cargo.toml").is_file() {
        Ok(folder)
    } else {
        Err(format!(
            "{} is not the crate arm-runtime; name its folder with --runtime",
            folder.display()
        ))
    }
}
