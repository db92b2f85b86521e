//! YAML in block style, for readers. It is written by hand, because libraries for YAML do not escape characters that a terminal
//! interprets.

use std::io::{self, Write};

use arm_runtime::JsonValue;

use crate::terminal;

/// Writes a value as a document.
pub fn write(out: &mut impl Write, value: &JsonValue) -> io::Result<()> {
    match is_block(value) {
        true => block(out, value, 0, true),
        false => {
            scalar(out, value)?;
            out.write_all(b"\n")
        }
    }
}

/// Returns `true` for objects and lists with content, which take lines of their own.
fn is_block(value: &JsonValue) -> bool {
    match value {
        JsonValue::Object(map) => !map.is_empty(),
        JsonValue::Array(items) => !items.is_empty(),
        _ => false,
    }
}

/// Writes an object or a list. `is_new_line` is not set for the first line of an item of a list.
fn block(
    out: &mut impl Write,
    value: &JsonValue,
    depth: usize,
    is_new_line: bool,
) -> io::Result<()> {
    let mut is_new_line = is_new_line;
    let mut indent = |out: &mut dyn Write| match std::mem::replace(&mut is_new_line, true) {
        true => write!(out, "{:1$}", "", depth * 2),
        false => Ok(()),
    };
    match value {
        JsonValue::Object(map) => {
            for (name, value) in map {
                indent(out)?;
                text(out, name)?;
                out.write_all(b":")?;
                // A list stands as deep as its name, as `az` writes it.
                let below = if value.is_array() { depth } else { depth + 1 };
                nested(out, value, below)?;
            }
        }
        JsonValue::Array(items) => {
            for item in items {
                indent(out)?;
                out.write_all(b"-")?;
                if is_block(item) {
                    out.write_all(b" ")?;
                    block(out, item, depth + 1, false)?;
                } else {
                    nested(out, item, depth + 1)?;
                }
            }
        }
        value => scalar(out, value)?,
    }
    Ok(())
}

/// Writes the value after a name or a dash.
fn nested(out: &mut impl Write, value: &JsonValue, depth: usize) -> io::Result<()> {
    if is_block(value) {
        out.write_all(b"\n")?;
        return block(out, value, depth, true);
    }
    out.write_all(b" ")?;
    scalar(out, value)?;
    out.write_all(b"\n")
}

fn scalar(out: &mut impl Write, value: &JsonValue) -> io::Result<()> {
    match value {
        JsonValue::String(value) => text(out, value),
        // Null, numbers, booleans and empty collections have the form of JSON.
        value => terminal::write_json(out, value, false),
    }
}

/// Writes text, quoted as in JSON if YAML would read it as anything else.
fn text(out: &mut impl Write, text: &str) -> io::Result<()> {
    match is_plain(text) {
        true => out.write_all(text.as_bytes()),
        false => terminal::write_yaml_text(out, text),
    }
}

fn is_plain(text: &str) -> bool {
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    let inner = |c: char| c.is_ascii_alphanumeric() || "_./@+%=- ".contains(c);
    let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    begins
        && text.chars().all(inner)
        && !text.ends_with(' ')
        && !words.iter().any(|it| text.eq_ignore_ascii_case(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn written(value: &JsonValue) -> String {
        let mut bytes = Vec::new();
        write(&mut bytes, value).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn blocks_are_indented() {
        for (value, expected) in [
            (
                json!({ "id": "/a/b", "size": 1.5, "tags": { "no": "No", "x y": null }, "zones": ["1", "b c"] }),
                "id: /a/b\nsize: 1.5\ntags:\n  \"no\": \"No\"\n  x y: null\nzones:\n- \"1\"\n- b c\n",
            ),
            (
                json!([{ "a": { "b": [{ "c": true, "d": [] }] }, "e": {} }, [[1], "x"], []]),
                "- a:\n    b:\n    - c: true\n      d: []\n  e: {}\n- - - 1\n  - x\n- []\n",
            ),
            (json!("a: b"), "\"a: b\"\n"),
            (json!(null), "null\n"),
        ] {
            assert_eq!(written(&value), expected);
        }
    }

    #[test]
    fn words_that_mean_something_else_are_quoted() {
        let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
        for word in words {
            for text in [word.to_owned(), word.to_uppercase()] {
                assert_eq!(written(&json!(text)), format!("\"{text}\"\n"));
            }
            let longer = format!("{word}x");
            assert_eq!(written(&json!(longer)), format!("{longer}\n"));
        }
        for text in [
            "a_b", "a.b", "a/b", "/a", "a@b", "a+b", "a%b", "a=b", "a-b", "a b", "aB0",
        ] {
            assert_eq!(written(&json!(text)), format!("{text}\n"));
        }
        for text in [
            "0a", "-a", "_a", ".a", "a ", "a,b", "a:b", "a#b", "aü", "a*", "a!",
        ] {
            assert_eq!(written(&json!(text)), format!("\"{text}\"\n"));
        }
    }

    #[test]
    fn any_text_is_read_as_it_was() {
        let texts = [
            "",
            " ",
            "a ",
            "~",
            "- a",
            "# a",
            "a #b",
            "a: b",
            "a:",
            "&a",
            "*a",
            "!a",
            "%a",
            "@a",
            "`a",
            "'a'",
            "\"a\"",
            "[a",
            "{a",
            "|",
            ">",
            "1",
            "1.5",
            "0x1f",
            "1e3",
            ".5",
            ".inf",
            "-1",
            "+1",
            "2024-01-01",
            "12:30",
            "TRUE",
            "Yes",
            "off",
            "null",
            "a\nb",
            "a\tb",
            "\u{1b}[31m",
            "\u{202e}",
            "ü",
            "a, b",
            "=",
            "<<",
            "?",
            "a/b=c",
            "---",
            "...",
            "a\u{e0041}\u{200d}b😀",
        ];
        for text in texts {
            let value = json!({ text: [text, { "k": text }] });
            let written = written(&value);
            assert!(
                !arm_sensitive::has_unprintable(&written.replace('\n', "")),
                "{written:?}"
            );
            let read: JsonValue = serde_yaml::from_str(&written).unwrap();
            assert_eq!(read, value, "{written}");
        }
    }
}
