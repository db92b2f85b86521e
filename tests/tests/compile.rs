//! Every case's output compiles, as one crate and without a warning.

use std::path::Path;
use std::process::Command;

use tests::case::Case;
use tests::place;

#[test]
fn every_case_compiles() {
    let root = place::scratch("every-case");
    let source = root.join("crate/src");
    let mut library = "//! All cases.\n\n".to_owned();
    for case in Case::all() {
        let output = case.generate(&root.join(&case.name));
        assert!(!output.diagnostics.has_errors(), "{}", case.name);
        for (path, text) in &output.files {
            let path = source.join(path);
            std::fs::create_dir_all(path.parent().expect("a file has a folder"))
                .expect("target/ can be written");
            std::fs::write(path, text).expect("target/ can be written");
        }
        library += &format!("#[allow(deprecated)]\npub mod {};\n", case.name);
    }
    std::fs::write(source.join("lib.rs"), library).expect("target/ can be written");
    let runtime = place::repository().join("generated/runtime");
    let manifest = format!(
        "[package]\nname = \"every-case\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [lints.rust]\nwarnings = \"deny\"\n\n[features]\nmetadata = []\n\n[dependencies]\narm-runtime = {{ path = {runtime:?}, features = [\"xml\"] }}\n"
    );
    std::fs::write(root.join("crate/Cargo.toml"), manifest).expect("target/ can be written");
    // The same versions as everywhere, and nothing to ask a registry for.
    std::fs::copy(
        place::repository().join("Cargo.lock"),
        root.join("crate/Cargo.lock"),
    )
    .expect("the lock file is there");
    cargo(&root, &["clippy", "--all-features", "--", "-D", "warnings"]);
    // Links, HTML and code blocks in descriptions are what rustdoc looks at.
    cargo(&root, &["doc", "--all-features", "--no-deps"]);
}

fn cargo(root: &Path, arguments: &[&str]) {
    let (command, arguments) = arguments.split_first().expect("there is a command");
    let output = Command::new(env!("CARGO"))
        .args([command, "--offline", "--quiet", "--message-format=short"])
        .args(arguments)
        .current_dir(root.join("crate"))
        .env("CARGO_TARGET_DIR", place::target().join("generated-crates"))
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .expect("cargo can be started");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
