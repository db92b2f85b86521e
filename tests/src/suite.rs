//! The crates of a test suite: a workspace of generated crates with a program that drives them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use generator::manifest::{self, Runtime};

use crate::place;

/// The dependencies of the programs in `tests/conformance` and `tests/spector`.
const DEPENDENCIES: &str = r#"[dependencies]
arm-runtime = { workspace = true, features = ["serde", "xml"] }
async-trait = "0.1"
serde = "1"
serde_json = "1"
futures = { version = "0.3", default-features = false, features = ["alloc"] }
tokio = { version = "1", features = ["macros", "rt"] }
"#;

/// Writes the workspace of `crates` and the crate `suite` of the program `main`, which depends on all of them.
pub fn write_workspace<'a>(root: &Path, crates: impl IntoIterator<Item = &'a String>, main: &Path) {
    let repository = place::repository();
    let runtime = Runtime::Path(repository.join("generated/runtime"));
    let crates: Vec<&str> = crates.into_iter().map(String::as_str).collect();
    let members = crates.iter().copied();
    // Without debug information, they build in half the time.
    let workspace = manifest::workspace(members.chain(["suite"]), root, &runtime)
        + "\n[profile.dev]\ndebug = false\n";
    let mut suite = format!(
        "[package]\nname = \"suite\"\nedition = \"2024\"\n\n[[bin]]\nname = \"suite\"\npath = {main:?}\n\n{DEPENDENCIES}"
    );
    for name in crates {
        let _ = writeln!(suite, "{name} = {{ path = \"../{name}\" }}");
    }
    update(&root.join("Cargo.toml"), &workspace);
    update(&root.join("suite/Cargo.toml"), &suite);
    // Uses the locked versions of the workspace, without access to a registry.
    let lock = root.join("Cargo.lock");
    if !lock.exists() {
        std::fs::copy(repository.join("Cargo.lock"), lock).expect("the lock file is there");
    }
}

/// Runs the suite, which writes its results to a file. Returns the reason for each scenario; it is empty if the scenario passed.
pub fn run(
    root: &Path,
    prepare: impl for<'c> FnOnce(&'c mut Command, &Path) -> &'c mut Command,
) -> BTreeMap<String, String> {
    let results = root.join("results.txt");
    let mut command = cargo(root);
    command.args(["run", "--offline", "--quiet", "--package", "suite", "--"]);
    let status = prepare(&mut command, &results).status();
    let status = status.expect("cargo can be started");
    assert!(status.success(), "the scenarios did not run to their end");
    let text = std::fs::read_to_string(&results).expect("the suite writes its results");
    let lines = text.lines().filter_map(|line| line.split_once('\t'));
    let reason = |outcome: &str| outcome.strip_prefix("ok").unwrap_or(outcome).to_owned();
    lines
        .map(|(scenario, outcome)| (scenario.to_owned(), reason(outcome)))
        .collect()
}

/// Writes a file only if its content changed, so that cargo rebuilds only what is needed.
pub fn update(path: &Path, text: &str) {
    if std::fs::read_to_string(path).is_ok_and(|it| it == text) {
        return;
    }
    let folder = path.parent().expect("a file has a folder");
    std::fs::create_dir_all(folder).expect("target/ can be written");
    std::fs::write(path, text).expect("target/ can be written");
}

/// Builds packages of the workspace without warnings.
pub fn build(root: &Path, packages: &[&str]) {
    let output = cargo(root)
        .arg("build")
        .args(packages)
        .args(["--offline", "--quiet", "--message-format=short"])
        .output()
        .expect("cargo can be started");
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{messages}");
    assert!(!messages.contains("warning"), "{messages}");
}

/// Returns a cargo command in the workspace. Generated crates of all tests share a target folder. `SUITE_CALLS` is the
/// generated part of a suite.
pub fn cargo(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO"));
    let target = place::target().join("generated-crates");
    command
        .current_dir(root)
        .env("CARGO_TARGET_DIR", target)
        .env("SUITE_CALLS", root.join("suite/calls.rs"));
    command
}
