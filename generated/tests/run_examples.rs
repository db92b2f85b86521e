//! Runs the examples, which check themselves.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the built examples: beside that of the tests.
fn built() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its file");
    let profile = test
        .ancestors()
        .nth(2)
        .expect("it lies in target/debug/deps");
    profile.join("examples")
}

#[test]
fn every_example_runs() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut count = 0;
    for entry in std::fs::read_dir(sources).expect("there are examples") {
        let source = entry.expect("the folder can be read").path();
        let name = source.file_stem().expect("a source has a name");
        let program = built()
            .join(name)
            .with_extension(std::env::consts::EXE_EXTENSION);
        if !program.is_file() {
            // `cargo test --test run_examples` builds none of them.
            eprintln!(
                "skipped: {} is not built (cargo test -p generated)",
                program.display()
            );
            continue;
        }
        let output = Command::new(&program).output().expect("the example starts");
        let (said, errors) = (
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        );
        assert!(
            output.status.success(),
            "{}:\n{said}\n{errors}",
            source.display()
        );
        assert!(!said.is_empty(), "{} shows nothing", source.display());
        count += 1;
    }
    assert!(count > 0 || std::env::var_os("ARM_TESTS_REQUIRED").is_none_or(|it| it != "1"));
}
