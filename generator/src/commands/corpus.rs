//! Generates a crate for each package of azure-rest-api-specs, in one workspace. A package with errors does not affect
//! the others.

mod progress;
mod report;

use std::io;
use std::path::{Path, PathBuf};

use crate::checkout::{self, Entry};
use crate::cli::{Cli, Corpus, Global};
use crate::crate_writer::{self, Crate};
use crate::diagnostics::{Diagnostics, Object, Severity, code};
use crate::header::HEADER;
use crate::installation::default_runtime;
use crate::load::{Cache, absolute_path};
use crate::manifest::{CrateInfo, Runtime};
use crate::outcome::Outcome;
use crate::pipeline::{self, Output, Package};
use crate::summary::{Service, Summary, crate_readme};
use crate::{manifest, parallel, write};
use progress::Progress;
use report::{Line, Status};

/// The workspace to write.
struct Target {
    root: PathBuf,
    runtime: Runtime,
    example_tests: bool,
}

/// Generates the packages and reports on each.
pub(super) fn corpus(command: &Corpus, cli: &Cli) -> Outcome {
    let (global, allowed) = (cli.global, cli.allowed_roots());
    let root = checkout::specification_folder(&absolute_path(&command.root));
    let mut diagnostics = Diagnostics::default();
    let entries = match &command.packages {
        Some(list) => {
            checkout::read_entries(&root, list, &allowed, command.all_tags, &mut diagnostics)
        }
        None => checkout::find_entries(&root, &allowed, command.all_tags),
    };
    if entries.is_empty() && !diagnostics.has_errors() {
        return Outcome::failure(format!(
            "{} has no */resource-manager/**/readme.md",
            root.display()
        ));
    }
    let target = match prepare_target(command) {
        Ok(target) => target,
        Err(message) => return Outcome::failure(message),
    };
    let lines = generate_entries(entries, &root, &allowed, target.as_ref(), global);
    let mut outcome = Outcome::default();
    outcome.take(&diagnostics, global);
    for line in lines.iter().filter(|line| line.status == Status::Error) {
        outcome.failed = true;
        outcome.messages.push_str(&describe_failure(line));
    }
    if let Err(error) = finish(command, target.as_ref(), &lines) {
        outcome.fail(error);
        return outcome;
    }
    outcome.result = report::table(&lines);
    outcome
}

fn prepare_target(command: &Corpus) -> Result<Option<Target>, String> {
    let Some(out) = &command.out else {
        return Ok(None);
    };
    let target = Target {
        root: absolute_path(out),
        runtime: match &command.runtime {
            Some(folder) if folder.join("Cargo.toml").is_file() => {
                Runtime::Path(absolute_path(folder))
            }
            Some(folder) => {
                let folder = folder.display();
                return Err(format!(
                    "{folder} is not the crate arm-runtime; set its folder with --runtime"
                ));
            }
            None => {
                default_runtime().map_err(|message| format!("{message}; set it with --runtime"))?
            }
        },
        example_tests: command.example_tests,
    };
    write::check_target(&target.root)
        .map_err(|error| format!("{error}; use an empty or new folder for --out"))?;
    // The manifest is written first, because it marks the folder as the generator's for the next run, even if this one
    // is interrupted.
    if !target.root.join("Cargo.toml").is_file() {
        write_manifest(&target, &[])
            .map_err(|error| format!("{} cannot be written: {error}", target.root.display()))?;
    }
    Ok(Some(target))
}

fn write_manifest(target: &Target, lines: &[Line]) -> io::Result<()> {
    let mut members: Vec<&str> = lines
        .iter()
        .filter(|line| line.status == Status::Ok)
        .map(|line| line.name.as_str())
        .collect();
    members.sort_unstable();
    let text = manifest::workspace(members.into_iter(), &target.root, &target.runtime);
    write::write_file(&target.root, "Cargo.toml", &text, HEADER)
}

fn generate_entries(
    entries: Vec<Entry>,
    root: &Path,
    allowed: &[PathBuf],
    target: Option<&Target>,
    global: Global,
) -> Vec<Line> {
    let cache = Cache::default();
    let progress = Progress::new(entries.len(), global.quiet);
    // The largest packages are first, so that no thread is left with one at the end.
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(entries[*index].weight));
    let done = parallel::run(&order, global.jobs(), |index| {
        let line = generate_entry(&entries[*index], root, allowed, target, &cache);
        progress.done(&line);
        line
    });
    progress.finish();
    let mut lines: Vec<(usize, Line)> = order
        .into_iter()
        .zip(done)
        .map(|(index, line)| {
            let line = line.unwrap_or_else(|| failed(&entries[index]));
            (index, line)
        })
        .collect();
    lines.sort_by_key(|(index, _)| *index);
    lines.into_iter().map(|(_, line)| line).collect()
}

fn generate_entry(
    entry: &Entry,
    root: &Path,
    allowed: &[PathBuf],
    target: Option<&Target>,
    cache: &Cache,
) -> Line {
    let mut diagnostics = entry.diagnostics.clone();
    let mut report = pipeline::Report::default();
    let title = if entry.title.is_empty() {
        entry.name.clone()
    } else {
        entry.title.clone()
    };
    if !diagnostics.has_errors() {
        let (inputs, spec_root) = (entry.inputs.clone(), Some(root.to_owned()));
        let package = Package {
            example_tests: target.is_some_and(|it| it.example_tests),
            credential_scopes: entry.credential_scopes.clone(),
            roots: allowed.to_vec(),
            ..Package::of_crate(&entry.name, title.clone(), inputs, spec_root)
        };
        let mut output = crate_writer::generate(&package, cache);
        diagnostics.append(std::mem::take(&mut output.diagnostics));
        if !diagnostics.has_errors() {
            report = output.report.clone();
            if let Some(target) = target
                && let Err(error) = write_crate(target, entry, &title, output)
            {
                diagnostics.error(
                    &code::NOT_WRITTEN,
                    None,
                    format!("the crate {} cannot be written: {error}", entry.name),
                );
            }
        }
    }
    line(entry, report, &diagnostics)
}

/// Returns the line of a package at which the generator failed.
fn failed(entry: &Entry) -> Line {
    let mut diagnostics = entry.diagnostics.clone();
    diagnostics.defect(&entry.name);
    line(entry, pipeline::Report::default(), &diagnostics)
}

fn line(entry: &Entry, report: pipeline::Report, diagnostics: &Diagnostics) -> Line {
    Line {
        service: entry.service.clone(),
        readme: entry.readme.clone(),
        tag: entry.tag.clone(),
        status: if diagnostics.count(Severity::Error) == 0 {
            Status::Ok
        } else {
            Status::Error
        },
        report,
        diagnostics: diagnostics.objects(),
        name: entry.name.clone(),
    }
}

fn write_crate(target: &Target, entry: &Entry, title: &str, mut output: Output) -> io::Result<()> {
    let root = target.root.join(&entry.name);
    write::check_target(&root)?;
    let mut krate = Crate::new(&root, HEADER);
    let needs = krate.add_package(&output);
    let info = CrateInfo {
        description: title.to_owned(),
        ..CrateInfo::new(&entry.name)
    };
    krate.add("Cargo.toml", &manifest::member(&info, needs));
    let service = Service {
        name: title.to_owned(),
        ..Service::default()
    };
    let services = vec![service.with(&mut output)];
    krate.add("README.md", &crate_readme(&info, &Summary { services }));
    krate.write().map(|_| ())
}

/// Maximum number of errors that are printed for a package. The report contains all of them.
const PRINTED: usize = 5;

fn describe_failure(line: &Line) -> String {
    let is_error = |it: &&Object| it.level == Severity::Error.name();
    let errors: Vec<&Object> = line.diagnostics.iter().filter(is_error).collect();
    let tag = if line.tag.is_empty() {
        String::new()
    } else {
        format!(", tag {}", line.tag)
    };
    let mut text = format!("{} ({}{tag}):\n", line.name, line.readme);
    for error in errors.iter().take(PRINTED) {
        text.push_str(&format!("  {}\n", error.to_string().replace('\n', "\n  ")));
    }
    if errors.len() > PRINTED {
        text.push_str(&format!("  and {} more errors\n", errors.len() - PRINTED));
    }
    text
}

fn finish(command: &Corpus, target: Option<&Target>, lines: &[Line]) -> Result<(), String> {
    if let Some(target) = target {
        write_manifest(target, lines)
            .map_err(|error| format!("{} cannot be written: {error}", target.root.display()))?;
    }
    if let Some(path) = &command.report {
        let text =
            serde_json::to_string_pretty(lines).map_err(|error| format!("the report: {error}"))?;
        std::fs::write(path, text + "\n")
            .map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
