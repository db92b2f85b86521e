//! Tab-separated values with one result per line, for scripts.

use std::io::{self, Write};

use arm_runtime::JsonValue;

use crate::terminal;

/// Writes a result as rows. The columns are the properties that the spec declares, so that they are the same for every
/// result. Without a declaration, they are the properties of the result. Objects and lists are written as compact JSON.
/// `about` is the ID of the resource, if the results of several resources are printed.
pub fn row(
    out: &mut impl Write,
    value: &JsonValue,
    declared: &[&str],
    about: Option<&str>,
) -> io::Result<()> {
    let mut cells: Vec<String> = match value {
        JsonValue::Array(items) if declared.is_empty() => items.iter().map(escaped).collect(),
        JsonValue::Object(map) if declared.is_empty() => map.values().map(escaped).collect(),
        JsonValue::Object(map) => declared
            .iter()
            .map(|it| map.get(*it).map(escaped).unwrap_or_default())
            .collect(),
        value => vec![escaped(value)],
    };
    if let Some(id) = about {
        cells.insert(0, terminal::line(id).into_owned());
    }
    writeln!(out, "{}", cells.join("\t"))
}

fn escaped(value: &JsonValue) -> String {
    match value {
        JsonValue::Null => String::new(),
        JsonValue::String(text) => terminal::line(&text.replace('\\', "\\\\")).into_owned(),
        other => terminal::line(&other.to_string()).into_owned(),
    }
}
