//! `generate`: one crate from documents or from a tag of a readme.

use crate::autorest_config::read_readme;
use crate::cli::{Generate, Global, Source};
use crate::crate_writer::{Crate, generate_one, runtime_folder};
use crate::diagnostics::{Diagnostics, shown_path};
use crate::header::HEADER;
use crate::load::{absolute_path, specification_root};
use crate::outcome::Outcome;
use crate::pipeline::{Package, Report};
use crate::{manifest, write};

/// Writes the crate.
pub(super) fn generate(command: &Generate, global: Global) -> Outcome {
    let root = absolute_path(&command.out);
    if let Err(error) = write::check_target(&root) {
        return Outcome::failure(format!("{error}; give --out an empty or a new folder"));
    }
    let runtime = match runtime_folder(command.runtime.as_deref()) {
        Ok(runtime) => runtime,
        Err(message) => return Outcome::failure(message),
    };
    let mut outcome = Outcome::default();
    let mut diagnostics = Diagnostics::default();
    let tag = command.tag.as_deref();
    if let Some(mut package) = select(&command.source, tag, &command.name, &mut diagnostics) {
        package.example_tests = command.example_tests;
        let mut output = generate_one(&package);
        diagnostics.append(std::mem::take(&mut output.diagnostics));
        if !diagnostics.has_errors() {
            let mut krate = Crate::new(&root, HEADER);
            let needs = krate.add_package(&output);
            let manifest = manifest::stand_alone(&command.name, &package.title, &runtime, needs);
            krate.add("Cargo.toml", &manifest);
            match krate.write() {
                Ok(changes) => outcome.result = describe(&root, &output.report, &changes),
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

fn describe(root: &std::path::Path, report: &Report, changes: &write::Changes) -> String {
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

/// The package that the options name. Returns nothing when there is none, which is reported.
pub(super) fn select(
    source: &Source,
    tag: Option<&str>,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Package> {
    let package = |title: String, inputs: Vec<std::path::PathBuf>| {
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
