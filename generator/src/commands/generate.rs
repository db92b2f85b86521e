//! `generate`: writes a crate from documents or from a tag of a readme.

use std::path::PathBuf;

use crate::autorest_config::read_readme;
use crate::bindings::SURFACE;
use crate::cli::{Cli, Generate, RuntimeSource, Source};
use crate::crate_writer::{Crate, generate_one};
use crate::diagnostics::{Diagnostics, printable, shown_path};
use crate::installation::default_runtime;
use crate::load::{absolute_path, specification_root};
use crate::manifest::{CrateInfo, Manifest, Needs, Runtime};
use crate::outcome::Outcome;
use crate::pipeline::Package;
use crate::summary::{Service, Summary, crate_readme};
use crate::{surface, write};

/// A package with its tag.
pub(super) struct Selected {
    pub(super) package: Package,
    pub(super) tag: Option<String>,
    pub(super) other_tags: Vec<String>,
}

/// Writes the crate.
pub(super) fn generate(command: &Generate, cli: &Cli) -> Outcome {
    let root = absolute_path(&command.out);
    if let Err(error) = write::check_target(&root) {
        return Outcome::failure(format!("{error}; use an empty or new folder for --out"));
    }
    let runtime = match find_runtime(&command.runtime) {
        Ok(runtime) => runtime,
        Err(message) => return Outcome::failure(message),
    };
    let mut outcome = Outcome::default();
    let mut diagnostics = Diagnostics::default();
    let tag = command.tag.as_deref();
    if let Some(mut selected) = select(&command.source, tag, &command.name, cli, &mut diagnostics) {
        selected.package.example_tests = command.example_tests;
        selected.package.operations.clone_from(&command.operations);
        let (krate, summary) =
            compose(command, &selected, root.clone(), &runtime, &mut diagnostics);
        if !diagnostics.has_errors() {
            match krate.write() {
                Ok(changes) => {
                    outcome.result = summary.describe();
                    let (written, removed) = (changes.written.len(), changes.removed.len());
                    outcome.result += &format!(
                        "{}: {written} files written, {removed} removed\n{}",
                        shown_path(&root),
                        krate.usage()
                    );
                }
                Err(error) => {
                    outcome.fail(format!("{} cannot be written: {error}", root.display()))
                }
            }
        }
    }
    outcome.take(&diagnostics, cli.global);
    outcome
}

/// Generates the files of the crate.
fn compose(
    command: &Generate,
    selected: &Selected,
    root: PathBuf,
    runtime: &Runtime,
    diagnostics: &mut Diagnostics,
) -> (Crate, Summary) {
    let package = &selected.package;
    let mut output = generate_one(package);
    diagnostics.append(std::mem::take(&mut output.diagnostics));
    let title = match (package.title.as_str(), output.title.as_str()) {
        ("", "") => command.name.clone(),
        ("", title) | (title, _) => title.to_owned(),
    };
    let mut krate = Crate::new(&root, &header(command, selected)).named(&command.name);
    let needs: Needs = krate.add_package(&output);
    let service = Service {
        name: title.clone(),
        is_default: command.tag.is_none() && command.source.readme.is_some(),
        tag: selected.tag.clone(),
        other_tags: selected.other_tags.clone(),
        ..Service::default()
    };
    let summary = Summary {
        services: vec![service.with(&mut output)],
    };
    let info = CrateInfo {
        // Cargo hands it to rustc, which takes no NUL.
        description: printable(&format!("{}.", title.trim_end_matches('.'))),
        ..CrateInfo::new(&command.name)
    };
    let manifest = Manifest {
        krate: &info,
        root: &root,
        runtime,
        versions: &[],
        metadata: false,
        cli: None,
        usage: false,
        needs,
    };
    krate.add("Cargo.toml", &manifest.text());
    krate.add("README.md", &crate_readme(&info, &summary));
    krate.add(SURFACE, &surface::to_json(&summary.surfaces()));
    (krate, summary)
}

/// Returns the header with the command that wrote the crate, without local folders.
fn header(command: &Generate, selected: &Selected) -> String {
    let mut words = vec!["arm-bindgen generate".to_owned()];
    match &command.source.readme {
        Some(readme) => {
            words.push(format!(
                "--readme {}",
                selected.package.shown_source(&absolute_path(readme))
            ));
            words.extend(selected.tag.iter().map(|tag| format!("--tag {tag}")));
        }
        None => {
            words.push("--input".to_owned());
            let inputs = command.source.input.iter();
            words.extend(inputs.map(|it| selected.package.shown_source(&absolute_path(it))));
        }
    }
    if !command.operations.is_empty() {
        words.push(format!("--operations {}", command.operations.join(" ")));
    }
    words.push(format!("--name {}", command.name));
    if command.example_tests {
        words.push("--example-tests".to_owned());
    }
    format!("Generated by `{}`; edits are lost.", words.join(" "))
}

fn find_runtime(source: &RuntimeSource) -> Result<Runtime, String> {
    match (
        &source.runtime,
        &source.runtime_git,
        &source.runtime_version,
    ) {
        (Some(folder), ..) => {
            let folder = absolute_path(folder);
            if folder.join("Cargo.toml").is_file() {
                Ok(Runtime::Path(folder))
            } else {
                Err(format!(
                    "{} is not the crate arm-runtime; set its folder with --runtime",
                    folder.display()
                ))
            }
        }
        (None, Some(url), _) => Ok(Runtime::Git {
            url: url.clone(),
            rev: source.runtime_rev.clone(),
        }),
        (None, None, Some(version)) => Ok(Runtime::Version(version.clone())),
        (None, None, None) => default_runtime().map_err(|message| {
            format!("{message}; set it with --runtime, --runtime-git or --runtime-version")
        }),
    }
}

/// Returns the package of the options. Returns `None` after reporting an error.
pub(super) fn select(
    source: &Source,
    tag: Option<&str>,
    name: &str,
    cli: &Cli,
    diagnostics: &mut Diagnostics,
) -> Option<Selected> {
    let package = |title: String, inputs: Vec<PathBuf>| {
        let root = inputs.first().map(|input| absolute_path(input));
        let spec_root = root.and_then(|path| Some(specification_root(&path)?.to_owned()));
        Package {
            roots: cli.allowed_roots(),
            ..Package::of_crate(name, title, inputs, spec_root)
        }
    };
    let Some(readme) = &source.readme else {
        // The title defaults to that of the document.
        return Some(Selected {
            package: package(String::new(), source.input.clone()),
            tag: None,
            other_tags: Vec::new(),
        });
    };
    let readme = read_readme(readme, &cli.allowed_roots(), diagnostics)?;
    let tag = tag.or(readme.default_tag.as_deref()).unwrap_or_default();
    readme.check_inputs(tag, diagnostics);
    diagnostics.finish().ok()?;
    let others = readme.tags().into_iter().filter(|other| *other != tag);
    Some(Selected {
        tag: Some(tag.to_owned()).filter(|tag| !tag.is_empty()),
        other_tags: others.map(str::to_owned).collect(),
        package: Package {
            credential_scopes: readme.credential_scopes.clone(),
            ..package(readme.title.clone().unwrap_or_default(), readme.inputs(tag))
        },
    })
}
