//! The examples of an operation, read on demand, so that a run without examples does not open their files.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use super::reference::{Found, find_file, split_reference};
use super::{Cache, Roots, pointer};
use crate::diagnostics::{Diagnostics, Location, Severity, code, shown_path};

/// A sample request with its responses, as in `x-ms-examples`.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Title.
    pub title: String,
    /// Location of the content: a file of its own, or the operation.
    pub at: Location,
    /// Content: `parameters` and `responses`. A `$ref` in it is an ordinary string.
    pub content: Arc<Value>,
}

/// Reads the examples of an operation. `value` is the operation's `x-ms-examples`, located at `at`.
///
/// Bindings do not depend on examples, so an invalid example is a warning and does not affect the others.
pub fn read_examples(
    value: &Value,
    at: &Location,
    roots: &Roots,
    cache: &Cache,
    diagnostics: &mut Diagnostics,
) -> Vec<Example> {
    let Some(entries) = value.as_object() else {
        malformed(diagnostics, at.clone(), "`x-ms-examples` is not an object");
        return Vec::new();
    };
    let mut examples = Vec::new();
    for (title, entry) in entries {
        let at = at.child(title);
        let found = match entry.get("$ref").and_then(Value::as_str) {
            Some(reference) => follow(reference, &at.child("$ref"), roots, cache, diagnostics),
            None => Some((at, Arc::new(entry.clone()))),
        };
        let Some((at, content)) = found else { continue };
        if !content.is_object() {
            malformed(diagnostics, at, "the example is not an object");
            continue;
        }
        examples.push(Example {
            title: title.clone(),
            at,
            content,
        });
    }
    examples
}

fn malformed(diagnostics: &mut Diagnostics, at: Location, message: &str) {
    diagnostics
        .warn(&code::MALFORMED_EXAMPLE, at, message)
        .help("write the example as an object with `parameters` and `responses`");
}

/// Resolves a reference to an example. Returns the value with its location.
fn follow(
    reference: &str,
    at: &Location,
    roots: &Roots,
    cache: &Cache,
    diagnostics: &mut Diagnostics,
) -> Option<(Location, Arc<Value>)> {
    let (file, fragment) = split_reference(reference);
    let path: Arc<Path> = if file.is_empty() {
        at.file.clone()
    } else {
        find_example(file, at, roots, diagnostics)?
    };
    let parsed = match cache.get(&path, false) {
        Ok(parsed) => parsed,
        Err(error) => {
            let message = format!("the example `{file}` cannot be read: {error}");
            diagnostics
                .warn(&code::MISSING_EXAMPLE, at.clone(), message)
                .help("make the file readable");
            return None;
        }
    };
    for finding in &parsed.findings {
        let mut finding = finding.clone();
        finding.severity = Severity::Warning;
        diagnostics.push(finding);
    }
    let value = parsed.value.clone()?;
    if fragment.is_empty() {
        return Some((Location::new(path, ""), value));
    }
    match pointer::follow_pointer(&value, fragment) {
        Some((value, pointer)) => Some((Location::new(path, pointer), Arc::new(value.clone()))),
        None => {
            diagnostics
                .warn(
                    &code::MISSING_EXAMPLE,
                    at.clone(),
                    format!("`{reference}` cannot be resolved"),
                )
                .help("refer to an existing value, or to the whole file");
            None
        }
    }
}

fn find_example(
    file: &str,
    at: &Location,
    roots: &Roots,
    diagnostics: &mut Diagnostics,
) -> Option<Arc<Path>> {
    match find_file(&at.file, file, roots) {
        Found::There(path) => Some(path.into()),
        Found::Elsewhere(path) => {
            diagnostics
                .warn(
                    &code::WRONG_REFERENCE_PATH,
                    at.clone(),
                    format!("the example `{file}` does not exist"),
                )
                .help(format!("{} is used instead", shown_path(&path)));
            Some(path.into())
        }
        Found::Missing(tried) => {
            diagnostics
                .warn(
                    &code::MISSING_EXAMPLE,
                    at.clone(),
                    format!("the example `{file}` does not exist"),
                )
                .help(format!(
                    "{} was searched; correct the path or add the file",
                    shown_path(&tried)
                ));
            None
        }
        Found::Outside(path) => {
            diagnostics
                .warn(
                    &code::OUTSIDE_ROOT,
                    at.clone(),
                    format!("the example `{file}` is outside the folder of the API descriptions"),
                )
                .help(format!(
                    "{} is not read; allow its folder with --allow-root if you trust the document",
                    shown_path(&path)
                ));
            None
        }
        Found::Remote => {
            diagnostics
                .warn(
                    &code::MISSING_EXAMPLE,
                    at.clone(),
                    format!("the example `{file}` is not a local file"),
                )
                .help("save the example beside this file and refer to it by a relative path");
            None
        }
    }
}
