//! Values between tabs, one result a line, for scripts.

use std::io::{self, Write};

use arm_runtime::JsonValue;

/// Writes one result. The columns are the properties that the spec declares, so that they never move; without a
/// declaration those of the result itself. Objects and lists are compact JSON.
pub fn row(out: &mut impl Write, value: &JsonValue, declared: &[&str]) -> io::Result<()> {
    let cells: Vec<String> = match value {
        JsonValue::Object(map) if declared.is_empty() => map.values().map(escaped).collect(),
        JsonValue::Object(map) => declared
            .iter()
            .map(|it| map.get(*it).map(escaped).unwrap_or_default())
            .collect(),
        value => vec![escaped(value)],
    };
    writeln!(out, "{}", cells.join("\t"))
}

fn escaped(value: &JsonValue) -> String {
    match value {
        JsonValue::Null => String::new(),
        JsonValue::String(text) => text
            .replace('\\', "\\\\")
            .replace('\t', "\\t")
            .replace('\n', "\\n")
            .replace('\r', "\\r"),
        other => other.to_string(),
    }
}
