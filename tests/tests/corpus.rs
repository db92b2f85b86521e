//! Packages of azure-rest-api-specs, generated in a workspace, compile and pass clippy without warnings.
//!
//! By default, a fixed third of them is used: every third of the list sorted by descending size. `ARM_CORPUS=all` uses
//! the whole list. The test takes minutes, so it runs with `ARM_TESTS_REQUIRED=1` or `ARM_CORPUS` only.

use std::path::Path;
use std::process::Command;

use clap::Parser;
use generator::cli::Cli;
use generator::commands::run;
use serde_json::json;
use tests::{corpus, place};

#[test]
fn packages_compile() {
    let choice = std::env::var("ARM_CORPUS").ok();
    if choice.is_none() && !place::is_required() {
        return eprintln!("skipped: it takes minutes; set ARM_CORPUS=third or ARM_CORPUS=all");
    }
    let Some(specs) = place::azure_specs() else {
        return;
    };
    let mut packages = corpus::packages(&specs);
    packages.sort_by_key(|it| std::cmp::Reverse(it.weight));
    let step = if choice.as_deref() == Some("all") {
        1
    } else {
        3
    };
    let chosen: Vec<corpus::Listed> = packages.into_iter().step_by(step).collect();
    let folder = place::target().join("corpus");
    generate(&specs, &chosen, &folder);
    // clippy also performs the checks of the compiler.
    let output = Command::new(env!("CARGO"))
        .args([
            "clippy",
            "--workspace",
            "--offline",
            "--quiet",
            "--message-format=short",
            "--",
            "-D",
            "warnings",
        ])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", place::target().join("generated-crates"))
        .env("CARGO_INCREMENTAL", "0")
        .output()
        .expect("cargo can be started");
    let errors = String::from_utf8_lossy(&output.stderr);
    let shown: Vec<&str> = errors.lines().take(100).collect();
    assert!(
        output.status.success(),
        "{} packages:\n{}",
        chosen.len(),
        shown.join("\n")
    );
}

fn generate(specs: &Path, chosen: &[corpus::Listed], folder: &Path) {
    if folder.exists() {
        std::fs::remove_dir_all(folder).expect("the folder is the test's own");
    }
    std::fs::create_dir_all(folder).expect("target/ can be written");
    let list: Vec<_> = chosen
        .iter()
        .map(|it| json!({ "readme": it.readme, "tag": it.tag }))
        .collect();
    let list_file = place::scratch("corpus").join("packages.json");
    std::fs::write(&list_file, json!(list).to_string()).expect("target/ can be written");
    let line = ["generator", "corpus", "--quiet"]
        .map(str::to_owned)
        .into_iter();
    let paths = [
        ("", specs),
        ("--packages", list_file.as_path()),
        ("--out", folder),
    ];
    let paths = paths
        .into_iter()
        .flat_map(|(option, path)| [option.to_owned(), path.to_string_lossy().into_owned()]);
    let line = line.chain(paths.filter(|it| !it.is_empty()));
    let outcome = run(&Cli::try_parse_from(line).expect("the command line is in order"));
    assert!(!outcome.failed, "{}", outcome.messages);
    // Uses the locked versions of the workspace, without access to a registry.
    std::fs::copy(
        place::repository().join("Cargo.lock"),
        folder.join("Cargo.lock"),
    )
    .expect("the lock file is there");
}
