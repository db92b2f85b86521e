//! Diagnostics as users read them: a case for each code, with location, pointer and help.
//!
//! A case is a command with its files. `$ config FILE` reads a configuration, `$ stage NAME FILE` dumps a stage, `$
//! module FILE` generates a module of `generated` with examples. Other commands are command lines of the generator, in
//! which paths begin with `.`. `REPEAT(40000, text)` in a file stands for the repeated text.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Parser;
use generator::cli::Cli;
use generator::diagnostics::{Diagnostics, Style, code};
use generator::load::Cache;
use generator::pipeline::{Layout, Package, generate_package};
use generator::providers::find_providers;
use generator::{commands, config};
use tests::place;

/// Codes that no input can produce: `defect` is a panic of the generator, which the other tests exclude. The others are
/// tested with `fetch`.
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
        std::fs::write(path, repeated(content)).expect("target/ can be written");
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

/// Expands `REPEAT(count, text)`, so that a case of a long text is short.
fn repeated(content: &str) -> String {
    let Some((before, rest)) = content.split_once("REPEAT(") else {
        return content.to_owned();
    };
    let (arguments, after) = rest.split_once(')').expect("the repetition ends");
    let (count, text) = arguments.split_once(", ").expect("a count and a text");
    let count = count.parse().expect("the count is a number");
    format!("{before}{}{}", text.repeat(count), repeated(after))
}

fn messages(words: &[String]) -> String {
    let mut diagnostics = Diagnostics::default();
    match words {
        [command, path] if command == "config" => {
            if let Some(config) = config::read_config(Path::new(path), &mut diagnostics)
                && let config::Specs::Folder(specs) = &config.specs
            {
                find_providers(&config, specs, &[], &Cache::default(), &mut diagnostics);
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
        // A failure should not hide the others from a review.
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
    let names = names();
    let cases: BTreeSet<&str> = names.iter().map(|name| code_of(name)).collect();
    let codes: BTreeSet<&str> = code::ALL.iter().map(|code| code.name).collect();
    assert_eq!(
        codes.len(),
        code::ALL.len(),
        "a code stands twice in the table"
    );
    let missing: Vec<_> = codes
        .difference(&cases)
        .filter(|code| !WITHOUT_CASE.contains(*code))
        .collect();
    assert!(
        missing.is_empty(),
        "add tests/cases/diagnostics/CODE.txt for {missing:?}"
    );
    let stale: Vec<_> = cases.difference(&codes).collect();
    assert!(stale.is_empty(), "not a code of the generator: {stale:?}");
}

#[test]
fn every_code_is_explained() {
    for code in code::ALL {
        let sentences = [code.meaning, code.explanation];
        assert!(
            sentences.iter().all(|it| it.ends_with('.')),
            "{}",
            code.name
        );
        assert!(!code.help.is_empty(), "{}", code.name);
        let words = ["generator", "explain", code.name];
        let outcome = commands::run(&Cli::parse_from(words));
        assert!(outcome.result.contains(code.explanation), "{}", code.name);
    }
}
