//! What users read when something is wrong: a case for each code, with the place, the pointer and what to do.
//!
//! A case is a command and the files that it finds. `$ config FILE` reads a configuration, `$ stage NAME FILE` dumps a
//! stage, `$ module FILE` generates a module of `generated`, with examples; all else is a command line of the generator, with paths that begin with `.`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Parser;
use generator::cli::Cli;
use generator::diagnostics::{Diagnostics, Style};
use generator::load::Cache;
use generator::pipeline::{Layout, Package, generate_package};
use generator::providers::find_providers;
use generator::{commands, config};
use tests::place;

/// Codes that no input gives: `defect` is a panic of the generator, which the other tests forbid; the tests of `fetch` have the
/// others.
const WITHOUT_CASE: [&str; 3] = ["defect", "changed-specs", "no-runtime"];

fn folder() -> PathBuf {
    place::repository().join("tests/cases/diagnostics")
}

fn names() -> Vec<String> {
    let entries = std::fs::read_dir(folder()).expect("the cases are there");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let mut names: Vec<String> = paths
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    names
}

fn run(name: &str) -> String {
    let text =
        std::fs::read_to_string(folder().join(format!("{name}.txt"))).expect("the case is there");
    let root = place::scratch(&format!("diagnostics/{name}"));
    let mut parts = text.split("=== ");
    let command = parts.next().unwrap_or_default().trim();
    for part in parts {
        let (file, content) = part.split_once('\n').expect("a file has a name and a text");
        let path = root.join(file);
        std::fs::create_dir_all(path.parent().expect("a file has a folder"))
            .expect("target/ can be written");
        std::fs::write(path, content).expect("target/ can be written");
    }
    let words =
        command
            .trim_start_matches("$ ")
            .split(' ')
            .map(|word| match word.strip_prefix('.') {
                Some(rest) => root
                    .join(rest.trim_start_matches('/'))
                    .to_string_lossy()
                    .into_owned(),
                None => word.to_owned(),
            });
    let messages =
        messages(&words.collect::<Vec<_>>()).replace(&format!("{}/", root.display()), "");
    format!("{}\n---------- messages\n{messages}", text.trim_end())
}

fn messages(words: &[String]) -> String {
    let mut diagnostics = Diagnostics::default();
    match words {
        [command, path] if command == "config" => {
            if let Some(config) = config::read_config(Path::new(path), &mut diagnostics)
                && let config::Specs::Folder(specs) = &config.specs
            {
                find_providers(&config, specs, &Cache::default(), &mut diagnostics);
            }
        }
        [command, path] if command == "module" => {
            diagnostics =
                generate_package(&package(path, Layout::Module), &Cache::default()).diagnostics;
        }
        words => {
            let line = ["generator", "--color", "never", "--jobs", "1"].into_iter();
            let line = line.chain(words.iter().map(String::as_str));
            let cli = Cli::try_parse_from(line).expect("the command line is in order");
            return commands::run(&cli).messages;
        }
    }
    diagnostics.render(Style::FULL)
}

fn package(path: &str, layout: Layout) -> Package {
    Package {
        name: "things".to_owned(),
        title: String::new(),
        inputs: vec![path.into()],
        layout,
        spec_root: None,
        examples: true,
        ..Package::default()
    }
}

#[test]
fn messages_are_as_reviewed() {
    let mut failed = Vec::new();
    for name in names() {
        let text = run(&name);
        let code = code_of(&name);
        assert!(
            text.contains(&format!("[{code}]")),
            "{name} does not show its code:\n{text}"
        );
        // One failure should not hide the others from a review.
        let compared = std::panic::catch_unwind(|| {
            insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "snapshots/diagnostics" }, {
                insta::assert_snapshot!(name.clone(), text);
            });
        });
        if compared.is_err() {
            failed.push(name);
        }
    }
    assert!(failed.is_empty(), "run `cargo insta review`: {failed:?}");
}

/// `{code}_{variant}`.
fn code_of(name: &str) -> &str {
    name.split('_').next().unwrap_or(name)
}

#[test]
fn every_code_has_a_case() {
    let mut codes = BTreeSet::new();
    sources(&place::repository().join("generator/src"), &mut codes);
    assert!(codes.len() > 30, "{codes:?}");
    let names = names();
    let cases: BTreeSet<&str> = names.iter().map(|name| code_of(name)).collect();
    let missing: Vec<&String> = codes
        .iter()
        .filter(|code| !cases.contains(code.as_str()) && !WITHOUT_CASE.contains(&code.as_str()))
        .collect();
    assert!(
        missing.is_empty(),
        "add tests/cases/diagnostics/CODE.txt for {missing:?}"
    );
    let stale: Vec<&&str> = cases
        .iter()
        .filter(|code| !codes.contains(**code))
        .collect();
    assert!(stale.is_empty(), "no code of the generator: {stale:?}");
}

/// Collects the codes below a folder: the first kebab-case literal of each report, and of each tuple that becomes one.
fn sources(folder: &Path, codes: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("the sources are there") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            sources(&path, codes);
        } else if !path.ends_with("tests.rs") {
            let text = std::fs::read_to_string(&path).expect("a source is text");
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            for report in [".error(", ".warn("] {
                codes.extend(text.split(report).skip(1).filter_map(first_literal));
            }
            // A tuple of code, message and help, which is the value of a block or an arm.
            let is_value = |at: usize| text[..at].trim_end().ends_with([';', '>']);
            let tuples = text.match_indices("(\n").filter(|(at, _)| is_value(*at));
            codes.extend(
                tuples
                    .filter_map(|(at, _)| first_literal(&text[at..]))
                    .filter(|it| it.contains('-')),
            );
        }
    }
}

/// The literal among the first arguments, if it has the form of a code and a message or a place beside it.
fn first_literal(arguments: &str) -> Option<String> {
    let end = arguments
        .find(';')
        .unwrap_or(arguments.len())
        .min(arguments.len());
    let mut parts = arguments[..end].split('"');
    let (before, literal) = (parts.next()?, parts.next()?);
    let is_code = literal.contains(|it: char| it.is_ascii_lowercase())
        && literal
            .chars()
            .all(|it| it.is_ascii_lowercase() || it == '-');
    (is_code && before.len() < 60 && !before.contains(['{', '|'])).then(|| literal.to_owned())
}
