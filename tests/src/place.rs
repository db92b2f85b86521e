//! Where the tests find and put things.

use std::io::Write;
use std::path::{Path, PathBuf};

/// The root of the repository.
pub fn repository() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    root.expect("the crate lies below the root").to_owned()
}

/// An empty folder below `target/` that belongs to one test.
pub fn scratch(name: &str) -> PathBuf {
    let folder = target().join("tests").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("the folder is the test's own");
    }
    std::fs::create_dir_all(&folder).expect("target/ can be written");
    folder
}

/// The folder of build products.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => repository().join("target"),
    }
}

/// The checkout of azure-rest-api-specs with `packages.json`, at `$ARM_SPECS` or beside the repository. Without it a
/// test says so and passes, unless `ARM_TESTS_REQUIRED=1`.
pub fn azure_specs() -> Option<PathBuf> {
    let folder = optional_folder().join("azure-rest-api-specs");
    if folder.join("specification").is_dir() {
        return Some(folder);
    }
    skip(&format!("{} is not there", folder.display()));
    None
}

/// The folder that holds the specs and the tools of the tests that need more than the repository.
pub fn optional_folder() -> PathBuf {
    match std::env::var_os("ARM_SPECS") {
        Some(folder) => PathBuf::from(folder),
        None => repository().join("../shared"),
    }
}

/// Says why a test does nothing; fails it where nothing may be missing.
pub fn skip(reason: &str) {
    assert!(!is_required(), "ARM_TESTS_REQUIRED is set, and {reason}");
    // Past the capture of the test's output, which is not shown when the test passes.
    let _ = writeln!(std::io::stderr(), "skipped: {reason}");
}

/// Whether `ARM_TESTS_REQUIRED=1` asks for the tests that take minutes or need more than the repository.
pub fn is_required() -> bool {
    std::env::var_os("ARM_TESTS_REQUIRED").is_some_and(|it| it == "1")
}
