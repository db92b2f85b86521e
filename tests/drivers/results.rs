//! The results of a suite.

use std::fmt::Write;

/// Writes a line `scenario<TAB>ok` or `scenario<TAB>reason` for each result.
pub fn write(path: &str, results: impl IntoIterator<Item = (String, Result<(), String>)>) -> Result<(), String> {
    let mut text = String::new();
    for (scenario, outcome) in results {
        let outcome = outcome.err().unwrap_or_else(|| "ok".to_owned());
        let _ = writeln!(text, "{scenario}\t{}", outcome.replace(['\n', '\r', '\t'], " "));
    }
    std::fs::write(path, text).map_err(|error| format!("{path}: {error}"))
}
