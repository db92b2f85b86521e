//! Paths used by the tests.

use std::io::Write;
use std::path::{Path, PathBuf};

/// Returns the root of the repository.
pub fn repository() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    root.expect("the crate lies below the root").to_owned()
}

/// Returns an empty folder below `target/` for a test.
pub fn scratch(name: &str) -> PathBuf {
    let folder = target().join("tests").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("the folder is the test's own");
    }
    std::fs::create_dir_all(&folder).expect("target/ can be written");
    folder
}

/// Returns the folder of build products.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => repository().join("target"),
    }
}

/// Returns the checkout of azure-rest-api-specs with `packages.json`, at `$ARM_SPECS` or beside the repository. Without
/// it, a test prints a message and passes, unless `ARM_TESTS_REQUIRED=1`.
pub fn azure_specs() -> Option<PathBuf> {
    let folder = optional_folder().join("azure-rest-api-specs");
    if folder.join("specification").is_dir() {
        return Some(folder);
    }
    skip(&format!("{} is not there", folder.display()));
    None
}

/// Returns the folder with the specs and tools of the tests that require more than the repository.
pub fn optional_folder() -> PathBuf {
    match std::env::var_os("ARM_SPECS") {
        Some(folder) => PathBuf::from(folder),
        None => repository().join("../shared"),
    }
}

/// Prints the reason why a test is skipped, or fails if all tests are required.
pub fn skip(reason: &str) {
    assert!(!is_required(), "ARM_TESTS_REQUIRED is set, and {reason}");
    // Written directly, because captured output is not shown if the test passes.
    let _ = writeln!(std::io::stderr(), "skipped: {reason}");
}

/// Returns `true` if `ARM_TESTS_REQUIRED=1` requires the tests that take minutes or need more than the repository.
pub fn is_required() -> bool {
    std::env::var_os("ARM_TESTS_REQUIRED").is_some_and(|it| it == "1")
}
