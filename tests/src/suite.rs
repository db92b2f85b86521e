//! The crates of a test suite: a workspace of generated crates with a program that drives them.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use generator::manifest::{self, Runtime};

use crate::place;

/// Writes the workspace of `crates` and the crate `suite`, which depends on all of them. `suite` is the manifest of
/// `suite` up to its last dependency.
pub fn write_workspace<'a>(
    root: &Path,
    crates: impl IntoIterator<Item = &'a String>,
    mut suite: String,
) {
    let repository = place::repository();
    let runtime = Runtime::Path(repository.join("generated/runtime"));
    let crates: Vec<&str> = crates.into_iter().map(String::as_str).collect();
    let members = crates.iter().copied();
    // Without debug information, they build in half the time.
    let workspace = manifest::workspace(members.chain(["suite"]), root, &runtime)
        + "\n[profile.dev]\ndebug = false\n";
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

/// Returns a cargo command in the workspace. Generated crates of all tests share a target folder.
pub fn cargo(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO"));
    let target = place::target().join("generated-crates");
    command.current_dir(root).env("CARGO_TARGET_DIR", target);
    command
}
