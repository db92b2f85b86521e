//! Checks the values of a configuration that are copied to the manifest of the crate, so that cargo accepts it.

use super::written::{Inherited, Workspace, Written};
use crate::diagnostics::{Diagnostics, Location, code};
use crate::manifest::RUST_VERSION;

/// Reports all values that cargo would reject.
pub(super) fn check_values(written: &Written, at: &Location, diagnostics: &mut Diagnostics) {
    let mut report = |key: &str, message: String, help: &str| {
        let at = key.split('.').fold(at.clone(), |at, key| at.child(key));
        diagnostics
            .error(&code::MALFORMED_CONFIG, at, message)
            .help(help);
    };
    let rust_version =
        format!("a version of Rust from `{RUST_VERSION}`, which the runtime requires");
    let is_version = |text: &str| semver::Version::parse(text).is_ok();
    let is_edition = |text: &str| matches!(text, "2021" | "2024");
    for (key, value, is_valid, expected) in [
        (
            "version",
            &written.version,
            &is_version as &dyn Fn(&str) -> bool,
            "a version such as `1.2.3`",
        ),
        ("edition", &written.edition, &is_edition, "`2021` or `2024`"),
        (
            "rust-version",
            &written.rust_version,
            &is_rust_version,
            rust_version.as_str(),
        ),
    ] {
        let text = match value {
            Some(Inherited::Text(text)) => text.clone(),
            Some(Inherited::Number(number)) => number.to_string(),
            Some(Inherited::Workspace(_)) | None => continue,
        };
        if !is_valid(&text) {
            let message = format!("`{text}` is not {expected}");
            report(key, message, "correct the value");
        }
    }
    let inherited = [
        ("version", &written.version),
        ("edition", &written.edition),
        ("rust-version", &written.rust_version),
        ("license", &written.license),
    ];
    let tables = inherited
        .into_iter()
        .filter_map(|(key, value)| match value {
            Some(Inherited::Workspace(it)) => Some((key, it)),
            _ => None,
        });
    let lints = written.lints.iter().map(|it| ("lints", it));
    for (key, Workspace { workspace }) in tables.chain(lints) {
        if !workspace {
            let message = "the value of `workspace` must be `true`".to_owned();
            report(key, message, "remove the key to use the default");
        }
    }
    let runtime = written.runtime.as_ref();
    if let Some(version) = runtime.and_then(|it| it.version.as_ref())
        && semver::VersionReq::parse(version).is_err()
    {
        let message = format!("`{version}` is not a version requirement");
        report("runtime.version", message, "for example `\"0.1\"`");
    }
}

/// Returns `true` for `1.N` and `1.N.P` that are not older than the version that the runtime requires.
fn is_rust_version(text: &str) -> bool {
    minor(text).is_some_and(|it| Some(it) >= minor(RUST_VERSION))
}

/// Returns the `N` of `1.N` or `1.N.P`.
fn minor(text: &str) -> Option<u64> {
    let numbers: Option<Vec<u64>> = text.split('.').map(|it| it.parse().ok()).collect();
    match numbers.as_deref() {
        Some([1, minor] | [1, minor, _]) => Some(*minor),
        _ => None,
    }
}
