//! Edits of a configuration, which keep the rest of the text as it is.

use std::path::Path;

use serde_json::Value;

use super::check::yaml;
use crate::diagnostics::{Target, find_positions};

/// Replaces the text at a JSON pointer, with its quotes. Returns `None` if the text there is not written as `old`, such
/// as an alias or a block.
pub(crate) fn replace_text(
    file: &Path,
    text: &str,
    pointer: &str,
    old: &str,
    new: &str,
) -> Option<String> {
    let is_key = false;
    let position = find_positions(file, text, &[Target { pointer, is_key }])[0]?;
    // Positions do not count the byte order mark.
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let before: usize = text[mark..]
        .split_inclusive('\n')
        .take(position.line - 1)
        .map(str::len)
        .sum();
    let line = &text[mark + before..];
    let (column, _) = line.char_indices().nth(position.column - 1)?;
    let start = mark + before + column;
    let (kept, rest) = text.split_at(start);
    let quote = rest.chars().next().filter(|it| matches!(it, '"' | '\''));
    let is_plain = quote.is_none();
    let quote = quote.map(String::from).unwrap_or_default();
    let after = rest.strip_prefix(&format!("{quote}{old}{quote}"))?;
    if is_plain
        && !after.starts_with(|it: char| it.is_whitespace() || matches!(it, ',' | '}'))
        && !after.is_empty()
    {
        return None;
    }
    let written = if is_plain {
        yaml(&new.into())
    } else {
        Value::from(new).to_string()
    };
    let changed = format!("{kept}{written}{after}");
    let read: Value = serde_yaml::from_str(&changed[mark..]).ok()?;
    (read.pointer(pointer)? == new).then_some(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_text_of_the_value_is_replaced() {
        for (text, new, expected) in [
            (
                "specs:\n  git: u\n  rev: main\n",
                "v2",
                Some("specs:\n  git: u\n  rev: v2\n"),
            ),
            (
                "specs: { git: /tmp/main-specs, rev: main } # rev: main\n",
                "v2",
                Some("specs: { git: /tmp/main-specs, rev: v2 } # rev: main\n"),
            ),
            (
                "# rev: main\nspecs: {rev: main}",
                "v2",
                Some("# rev: main\nspecs: {rev: v2}"),
            ),
            (
                "specs:\r\n  rev: main\r\n",
                "v2",
                Some("specs:\r\n  rev: v2\r\n"),
            ),
            (
                "\u{feff}specs: {rev: main}",
                "v2",
                Some("\u{feff}specs: {rev: v2}"),
            ),
            (
                "é: 1\nspecs: {é: ü, rev: main}",
                "v2",
                Some("é: 1\nspecs: {é: ü, rev: v2}"),
            ),
            // Quotes are kept, and added to a text that would be a number or a flag.
            ("specs: {rev: 'main'}", "v2", Some("specs: {rev: \"v2\"}")),
            (
                "{\"specs\": {\"rev\": \"main\"}}",
                "v2",
                Some("{\"specs\": {\"rev\": \"v2\"}}"),
            ),
            ("specs: {rev: main}", "1.10", Some("specs: {rev: \"1.10\"}")),
            (
                "specs: {rev: main}",
                "1234567",
                Some("specs: {rev: \"1234567\"}"),
            ),
            ("specs: {rev: main}", "yes", Some("specs: {rev: yes}")),
            ("specs: {rev: main}", "true", Some("specs: {rev: \"true\"}")),
            ("specs: {rev: main}", "a,b", Some("specs: {rev: \"a,b\"}")),
            ("specs: {rev: main}", "a#{", Some("specs: {rev: \"a#{\"}")),
            // Other spellings are left to the user.
            ("x: &r main\nspecs: {rev: *r}", "v2", None),
            ("specs:\n  rev: >-\n    main\n", "1.10", None),
            ("specs: {rev: \"m\\u0061in\"}", "v2", None),
            ("specs: {rev: main2}", "v2", None),
        ] {
            let changed = replace_text(Path::new("arm.yaml"), text, "/specs/rev", "main", new);
            assert_eq!(changed.as_deref(), expected, "{text:?} {new}");
            if let Some(changed) = changed {
                let text = changed.trim_start_matches('\u{feff}');
                let read: Value = serde_yaml::from_str(text).unwrap();
                assert_eq!(read["specs"]["rev"], new, "{changed:?}");
            }
        }
    }
}
