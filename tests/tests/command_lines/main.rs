//! Command lines of the generator with their whole output: what it says about inputs, options and folders.
//!
//! A line of a script is a file (`+ path text`, with `\n` for line ends; `+ path = other` copies one), a removal (`- path`), a file
//! to show (`? path`) or a command (`$ arguments`). `ROOT` stands for the folder of the script.

use std::path::Path;

use clap::Parser;
use generator::cli::Cli;
use generator::commands;
use tests::place;

fn check(name: &str, script: &str) {
    let root = place::scratch(&format!("command-lines-{name}"));
    let root_text = root.display().to_string();
    std::fs::create_dir_all(root.join(".git")).expect("target/ can be written");
    let mut text = String::new();
    for line in script.lines() {
        text += &format!("{line}\n");
        match line.split_once(' ') {
            Some(("+", file)) => {
                let (path, content) = file.split_once(' ').expect("a path and a text");
                let content = match content.strip_prefix("= ") {
                    Some(other) => std::fs::read_to_string(root.join(other)).expect("it is there"),
                    None => content.replace("\\n", "\n"),
                };
                put(&root.join(path), &content.replace("ROOT", &root_text));
            }
            Some(("-", path)) => {
                let path = root.join(path);
                match path.is_dir() {
                    true => std::fs::remove_dir_all(path),
                    false => std::fs::remove_file(path),
                }
                .expect("it is there");
            }
            Some(("?", path)) => {
                let content = std::fs::read_to_string(root.join(path));
                let content = content.unwrap_or_else(|_| "is not there".to_owned());
                text += &indented(" ", &content).replace(&root_text, "ROOT");
            }
            Some(("$", arguments)) => {
                let arguments = arguments.replace("ROOT", &root_text);
                text += &run(&arguments).replace(&root_text, "ROOT");
            }
            _ => {}
        }
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!(format!("commands_{name}"), text));
}

fn put(path: &Path, text: &str) {
    let folder = path.parent().expect("a file has a folder");
    std::fs::create_dir_all(folder).expect("target/ can be written");
    std::fs::write(path, text).expect("target/ can be written");
}

/// Runs a command, and returns its output, indented: the result, then the messages after `!`.
fn run(arguments: &str) -> String {
    let words = std::iter::once("arm-bindgen").chain(arguments.split_whitespace());
    let outcome = match Cli::try_parse_from(words) {
        Ok(cli) => commands::run(&cli),
        Err(error) => return indented("usage", &error.to_string()),
    };
    let end = if outcome.failed { "    failed\n" } else { "" };
    indented(" ", &outcome.result) + &indented("!", &outcome.messages) + end
}

fn indented(mark: &str, text: &str) -> String {
    let lines = text.lines();
    lines
        .map(|line| format!("    {mark} {line}").trim_end().to_owned() + "\n")
        .collect()
}

#[test]
fn codes_are_explained() {
    check("explain", include_str!("explain.txt"));
}

#[test]
fn services_and_tags_are_listed() {
    check("list", include_str!("list.txt"));
}

#[test]
fn versions_are_compared() {
    check("diff", include_str!("diff.txt"));
}

#[test]
fn crates_are_written_and_checked() {
    check("crates", include_str!("crates.txt"));
}

#[test]
fn operations_and_versions_are_selected() {
    check("select", include_str!("select.txt"));
}

#[test]
fn a_corpus_is_generated() {
    check("corpus", include_str!("corpus.txt"));
}

#[test]
fn each_stage_can_be_dumped() {
    check("dump", include_str!("dump.txt"));
}

#[test]
fn files_that_cannot_be_read_or_written_are_named() {
    check("files", include_str!("files.txt"));
}
