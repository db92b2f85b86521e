//! Parses a file as JSON or YAML, according to its extension or by trying both.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use saphyr_parser::{Event, Parser};
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::walk::walk;
use super::yaml::{parse_data, parse_yaml};
use crate::diagnostics::{Diagnostic, Diagnostics, Location, Position, code};

/// The result of parsing a file.
pub(super) struct Parsed {
    /// The value, unless the file cannot be parsed.
    pub(super) value: Option<Arc<Value>>,
    /// Errors and warnings about the file.
    pub(super) findings: Vec<Diagnostic>,
}

/// The meaning of a file.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Meaning {
    /// An API description: scalars have the type that the description declares.
    Description,
    /// Other data: scalars have the type of YAML.
    Data,
}

/// Reads and parses a file. A missing file is reported by its referrer, which knows the location.
pub(super) fn read_and_parse(path: &Arc<Path>, meaning: Meaning) -> std::io::Result<Parsed> {
    let bytes = std::fs::read(path)?;
    let mut diagnostics = Diagnostics::default();
    let value = match std::str::from_utf8(&bytes) {
        Ok(text) => parse_text(
            path,
            text.strip_prefix('\u{feff}').unwrap_or(text),
            meaning,
            &mut diagnostics,
        ),
        Err(error) => {
            let read = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let Position { line, column } = Position::of_offset(&read, read.len());
            diagnostics
                .error(
                    &code::MALFORMED_FILE,
                    Location::new(path.clone(), ""),
                    "the file is not UTF-8 text",
                )
                .position(line, column)
                .help("save the file as UTF-8");
            None
        }
    };
    Ok(Parsed {
        value: value.map(Arc::new),
        findings: diagnostics.iter().cloned().collect(),
    })
}

fn parse_text(
    path: &Arc<Path>,
    text: &str,
    meaning: Meaning,
    diagnostics: &mut Diagnostics,
) -> Option<Value> {
    let extension = path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default();
    let is_json = extension.eq_ignore_ascii_case("json");
    let is_yaml = extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml");
    if text.starts_with("version https://git-lfs.github.com/spec/") {
        diagnostics
            .error(
                &code::MALFORMED_FILE,
                Location::new(path.clone(), ""),
                "the file is a pointer of Git LFS, not the document itself",
            )
            .position(1, 1)
            .help("use a checkout in which `git lfs pull` was run: `specs: {path: ..}`");
        return None;
    }
    let repeated = Cell::new(false);
    let malformed = |kind: &str, message: String, line: usize, column: usize| {
        let mut found = Diagnostics::default();
        found
            .error(
                &code::MALFORMED_FILE,
                Location::new(path.clone(), ""),
                format!("not readable as {kind}: {message}"),
            )
            .position(line, column)
            .help("correct the file at this position");
        found
    };
    let json = if is_yaml && !text.trim_start().starts_with('{') {
        None
    } else {
        Some(parse_json(text, &repeated))
    };
    let value = match json {
        Some(Ok(value)) => value,
        Some(Err(error)) if is_json && error.to_string().starts_with("recursion limit") => {
            diagnostics.append(too_deep(path, error.line(), error.column()));
            return None;
        }
        Some(Err(error)) if is_json => {
            let message = without_place(&error.to_string());
            // At the end of the text, the column is that before the first.
            diagnostics.append(malformed(
                "JSON",
                message,
                error.line(),
                error.column().max(1),
            ));
            return None;
        }
        _ => {
            if let Some(Position { line, column }) = find_too_deep(text) {
                diagnostics.append(too_deep(path, line, column));
                return None;
            }
            match parse_as_yaml(text, meaning, &repeated) {
                Ok(value) => value,
                Err((message, Position { line, column })) => {
                    diagnostics.append(malformed("YAML", message, line, column));
                    return None;
                }
            }
        }
    };
    if repeated.get() {
        report_repeated_keys(path, text, diagnostics);
    }
    Some(value)
}

fn parse_as_yaml(
    text: &str,
    meaning: Meaning,
    repeated: &Cell<bool>,
) -> Result<Value, (String, Position)> {
    let parsed = match meaning {
        Meaning::Description => parse_yaml(text, repeated),
        Meaning::Data => parse_data(text, repeated),
    };
    parsed.map_err(|error| {
        let message = without_place(&error.to_string());
        match second_document(&message, text) {
            Some(second) => (
                "the file contains more than one document".to_owned(),
                second,
            ),
            None => (message, position_of(&error, text)),
        }
    })
}

/// Returns the position of an error. The parser does not know that of a control character.
fn position_of(error: &serde_yaml::Error, text: &str) -> Position {
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{85}');
    let control = text.find(is_control);
    match (control, error.location()) {
        (Some(offset), _) if error.to_string().starts_with("control characters") => {
            Position::of_offset(text, offset)
        }
        (_, Some(at)) => Position {
            line: at.line(),
            column: at.column(),
        },
        _ => Position::of_offset(text, 0),
    }
}

/// Returns the start of the second document of a YAML text, if that is the error.
fn second_document(message: &str, text: &str) -> Option<Position> {
    if !message.contains("more than one document") {
        return None;
    }
    let starts = Parser::new_from_str(text).map_while(Result::ok);
    let mut starts = starts.filter(|(event, _)| matches!(event, Event::DocumentStart(_)));
    let (_, span) = starts.nth(1)?;
    Some(Position {
        line: span.start.line(),
        column: span.start.col() + 1,
    })
}

fn too_deep(path: &Arc<Path>, line: usize, column: usize) -> Diagnostics {
    let mut found = Diagnostics::default();
    let message = format!("the file is nested more than {DEEPEST} levels");
    let at = Location::new(path.clone(), "");
    found
        .error(&code::TOO_DEEP, at, message)
        .position(line, column);
    found
}

/// Maximum depth, the same as that of the JSON parser. The YAML parser takes quadratic time for deeper texts.
const DEEPEST: usize = 128;

/// Returns the position of the first YAML collection that is nested too deeply.
fn find_too_deep(text: &str) -> Option<Position> {
    let mut depth = 0_usize;
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok(found) => found,
            // The event parser limits brackets before it reports their events.
            Err(error) if has_many_brackets(text) => {
                return Some(Position {
                    line: error.marker().line(),
                    column: error.marker().col() + 1,
                });
            }
            Err(_) => return None,
        };
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Some(Position {
                line: span.start.line(),
                column: span.start.col() + 1,
            });
        }
    }
    None
}

/// Returns `true` if brackets are nested too deeply, quoted or not. Used only for text that cannot be parsed.
fn has_many_brackets(text: &str) -> bool {
    let mut depth = 0_usize;
    text.bytes().any(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

/// Removes the position from the end of a parser's message, because it is reported separately.
fn without_place(message: &str) -> String {
    message
        .split(" at line ")
        .next()
        .and_then(|message| message.split(" at position ").next())
        .unwrap_or(message)
        .to_owned()
}

fn parse_json(text: &str, repeated: &Cell<bool>) -> serde_json::Result<Value> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Tree { repeated }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// Deserializes a value and detects repeated keys. A second pass finds them if there are any.
#[derive(Clone, Copy)]
pub(super) struct Tree<'a> {
    pub(super) repeated: &'a Cell<bool>,
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    // Numbers beyond 64 bits are limits, whose exact value does not matter.
    #[expect(clippy::cast_precision_loss)]
    fn visit_i128<E: serde::de::Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    #[expect(clippy::cast_precision_loss)]
    fn visit_u128<E: serde::de::Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    // An empty YAML file.
    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(self)? {
            items.push(item);
        }
        // Trees live as long as a package is processed, and unused capacity would be half of their memory.
        items.shrink_to_fit();
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            let value = access.next_value_seed(self)?;
            if members.insert(key, value).is_some() {
                self.repeated.set(true);
            }
        }
        Ok(Value::Object(members))
    }

    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, _: A) -> Result<Value, A::Error> {
        Err(A::Error::custom(
            "YAML tags such as `!name` are not supported",
        ))
    }
}

/// Reports the repeated keys, which a second pass finds.
fn report_repeated_keys(path: &Arc<Path>, text: &str, diagnostics: &mut Diagnostics) {
    let none = BTreeSet::new();
    // The text has been parsed before, so that an error would be reported already.
    let facts = walk(&mut serde_json::Deserializer::from_str(text), &none).or_else(|_| {
        let yaml = serde_yaml::Deserializer::from_str(text);
        walk(yaml, &none)
    });
    for pointer in facts.unwrap_or_default().repeated {
        diagnostics
            .warn(
                &code::REPEATED_KEY,
                Location::new(path.clone(), pointer),
                "the object has this key more than once",
            )
            .help("the last value counts; remove the others")
            .of_key();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_levels_as_the_json_parser_reads_are_read() {
        let nested = |open: &str, close: &str, depth: usize| {
            format!("{}1{}", open.repeat(depth), close.repeat(depth))
        };
        for (depth, is_too_deep) in [(1, false), (DEEPEST, false), (DEEPEST + 1, true)] {
            for (open, close) in [("[", "]"), ("{a: ", "}"), ("[{a: ", "}]")] {
                let text = nested(open, close, depth / (open.matches(['[', '{']).count()));
                let has_many = has_many_brackets(&text);
                let expected = is_too_deep && open.len() < 5;
                assert_eq!(has_many, expected, "{open} {depth}");
                assert_eq!(find_too_deep(&text).is_some(), expected, "{open} {depth}");
            }
            let block: String = (0..depth).map(|it| " ".repeat(it) + "a:\n").collect();
            assert_eq!(find_too_deep(&block).is_some(), is_too_deep, "{depth}");
            // Brackets that are closed again do not add up.
            assert!(!has_many_brackets(&"[]".repeat(depth)));
        }
        let lines = "- ".repeat(DEEPEST) + "\n- [1]";
        assert!(find_too_deep(&lines).is_none());
    }

    #[test]
    fn messages_of_parsers_lose_their_positions() {
        for (message, expected) in [
            ("bad at line 1 column 2", "bad"),
            ("bad at position 5", "bad"),
            ("bad at position 5 at line 1", "bad"),
            ("bad", "bad"),
        ] {
            assert_eq!(without_place(message), expected);
        }
    }

    /// Control characters that YAML allows, such as tabs and line breaks, are not reported as the error.
    #[test]
    fn a_control_character_is_located() {
        for (text, line, column) in [
            ("a: b\u{7}", 1, 5),
            ("a: 1\nb: \"c\u{1}\"\n", 2, 6),
            ("a:\tb\u{7}", 1, 5),
            ("a: b\r\nc: d\u{7}", 2, 5),
            ("a: b\u{85}c: d\u{7}", 1, 10),
        ] {
            let error = parse_as_yaml(text, Meaning::Data, &Cell::new(false));
            let (
                message,
                Position {
                    line: found,
                    column: at,
                },
            ) = error.expect_err(text);
            assert!(
                message.starts_with("control characters"),
                "{text:?}: {message}"
            );
            assert_eq!((found, at), (line, column), "{text:?}");
        }
    }

    #[test]
    fn texts_of_another_encoding_are_located() {
        let path: Arc<Path> = std::env::temp_dir()
            .join(format!("generator-parse-{}.json", std::process::id()))
            .into();
        for (bytes, expected) in [
            (&b"\xff\xfe{\x00}\x00"[..], (1, 1)),
            (b"{\n  \"a\": \"\xe9\" }", (2, 9)),
            (b"{ \"\xc3\xa9\xe9\" }", (1, 5)),
        ] {
            std::fs::write(&path, bytes).expect("the folder can be written");
            let parsed = read_and_parse(&path, Meaning::Data).expect("the file is there");
            assert!(parsed.value.is_none());
            let [finding] = parsed.findings.as_slice() else {
                panic!("{} findings", parsed.findings.len());
            };
            assert_eq!(finding.message, "the file is not UTF-8 text");
            assert_eq!(finding.help.as_deref(), Some("save the file as UTF-8"));
            let position = finding.position.expect("it is known");
            assert_eq!((position.line, position.column), expected);
        }
        std::fs::remove_file(&path).expect("it was written");
    }
}
