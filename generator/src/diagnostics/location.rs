//! Source locations: a file and a JSON pointer, and the line and column of the value or its key.
//!
//! Values carry no positions, because most of them are never reported. For the reported ones, the text is read again,
//! once for all pointers of a file. Only the branches that lead to a pointer are parsed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use saphyr_parser::{Event, Parser};
use serde_json::value::RawValue;

/// A value in a file.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, Hash)]
pub struct Location {
    /// File.
    pub file: Arc<Path>,
    /// JSON pointer (RFC 6901), `""` for the whole file.
    pub pointer: String,
}

impl Location {
    /// Creates the location of the value at `pointer` in `file`.
    pub fn new(file: impl Into<Arc<Path>>, pointer: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            pointer: pointer.into(),
        }
    }

    /// Returns the location of a member or an item of this value.
    pub fn child(&self, token: &str) -> Self {
        Self {
            file: self.file.clone(),
            pointer: format!("{}/{}", self.pointer, escape_token(token)),
        }
    }
}

/// A position in a text. Line and column count from 1, columns in characters.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

impl Position {
    /// The start of a text.
    const START: Self = Self { line: 1, column: 1 };

    /// Returns the position of a byte offset in `text`.
    pub fn of_offset(text: &str, offset: usize) -> Self {
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Self::START.after(&text[..end])
    }

    /// Returns the position after `text`, which begins here.
    fn after(self, text: &str) -> Self {
        let Some(newline) = text.rfind('\n') else {
            return Self {
                column: self.column + text.chars().count(),
                ..self
            };
        };
        Self {
            line: self.line + text.bytes().filter(|byte| *byte == b'\n').count(),
            column: 1 + text[newline + 1..].chars().count(),
        }
    }
}

/// Escapes a key as a token of a JSON pointer.
pub(crate) fn escape_token(key: &str) -> Cow<'_, str> {
    match key.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        true => Cow::Owned(key.replace('~', "~0").replace('/', "~1")),
        false => Cow::Borrowed(key),
    }
}

/// Unescapes a token of a JSON pointer.
pub(crate) fn unescape_token(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}

/// The index of a pointer, and its remaining keys.
type Wanted<'a> = (usize, &'a [String]);

/// A value to find in a text, or its key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target<'a> {
    pub pointer: &'a str,
    pub is_key: bool,
}

/// Returns the position of each target in the text of `file`. For a missing value, returns the position of the nearest
/// parent. Returns `None` for all targets if the text cannot be parsed.
pub(crate) fn find_positions(
    file: &Path,
    text: &str,
    targets: &[Target<'_>],
) -> Vec<Option<Position>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let keys: Vec<Vec<String>> = targets
        .iter()
        .map(|target| {
            (target.pointer)
                .split('/')
                .skip(1)
                .map(|token| unescape_token(token).into_owned())
                .collect()
        })
        .collect();
    let wanted: Vec<Wanted<'_>> = keys
        .iter()
        .enumerate()
        .map(|(index, keys)| (index, keys.as_slice()))
        .collect();
    let mut found = vec![None; targets.len()];
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => {
            let mut offsets = vec![None; targets.len()];
            find_in_json(text, raw, &wanted, &mut offsets);
            for (offset, target) in offsets.iter_mut().zip(targets) {
                if target.is_key {
                    *offset = offset.map(|it| key_before(text, it).unwrap_or(it));
                }
            }
            count_lines(text, &offsets, &mut found);
        }
        Err(_)
            if file
                .extension()
                .is_some_and(|extension| extension == "json") => {}
        Err(_) => {
            if let Some(node) = read_marked(text) {
                node.find(&wanted, targets, &mut found);
            }
        }
    }
    found
}

/// Converts offsets to positions in one pass over the text, because there may be thousands of offsets in one long line.
fn count_lines(text: &str, offsets: &[Option<usize>], found: &mut [Option<Position>]) {
    let mut sorted: Vec<(usize, usize)> = offsets
        .iter()
        .enumerate()
        .filter_map(|(index, offset)| Some(((*offset)?, index)))
        .collect();
    sorted.sort_unstable();
    let (mut start, mut position) = (0, Position::START);
    for (offset, index) in sorted {
        position = position.after(&text[start..offset]);
        start = offset;
        found[index] = Some(position);
    }
}

fn find_in_json(text: &str, raw: &RawValue, wanted: &[Wanted<'_>], offsets: &mut [Option<usize>]) {
    let slice = raw.get();
    // `raw` borrows from `text`, so that the difference of the addresses is the offset.
    let offset = (slice.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    for (index, _) in wanted {
        offsets[*index] = Some(offset);
    }
    if wanted.iter().all(|(_, keys)| keys.is_empty()) {
        return;
    }
    if slice.starts_with('{') {
        let Ok(members) = serde_json::from_str::<BTreeMap<Cow<'_, str>, &RawValue>>(slice) else {
            return;
        };
        for (key, below) in group_by_key(wanted) {
            if let Some(member) = members.get(key) {
                find_in_json(text, member, &below, offsets);
            }
        }
    } else if slice.starts_with('[') {
        let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(slice) else {
            return;
        };
        for (key, below) in group_by_key(wanted) {
            if let Some(item) = key.parse::<usize>().ok().and_then(|index| items.get(index)) {
                find_in_json(text, item, &below, offsets);
            }
        }
    }
}

/// Returns the offset of the key in JSON of the value at an offset. Items of a list have none.
fn key_before(text: &str, offset: usize) -> Option<usize> {
    let key = text[..offset].trim_end().strip_suffix(':')?;
    let inside = key.trim_end().strip_suffix('"')?;
    let mut quotes = inside.rmatch_indices('"').map(|(index, _)| index);
    // A quote after an odd number of backslashes is a part of the key.
    quotes.find(|index| {
        let before = &inside[..*index];
        (before.len() - before.trim_end_matches('\\').len()) % 2 == 0
    })
}

fn group_by_key<'a>(wanted: &[Wanted<'a>]) -> BTreeMap<&'a str, Vec<Wanted<'a>>> {
    let mut groups: BTreeMap<&str, Vec<Wanted<'_>>> = BTreeMap::new();
    for (index, keys) in wanted {
        if let Some((key, below)) = keys.split_first() {
            groups.entry(key).or_default().push((*index, below));
        }
    }
    groups
}

/// Maximum depth, the same as that of the parsers.
const DEEPEST: usize = 128;

/// A YAML value with its position.
struct Marked {
    position: Position,
    /// Position of the key of a member of a mapping.
    key: Option<Position>,
    /// Keys and values of a mapping, or indices and items of a sequence. Empty for a scalar.
    members: Vec<(String, Marked)>,
}

impl Marked {
    fn find(&self, wanted: &[Wanted<'_>], targets: &[Target<'_>], found: &mut [Option<Position>]) {
        for (index, keys) in wanted {
            let key = self
                .key
                .filter(|_| targets[*index].is_key && keys.is_empty());
            found[*index] = Some(key.unwrap_or(self.position));
        }
        let mut groups = group_by_key(wanted);
        // Of two members of one name, the last counts.
        for (name, member) in self.members.iter().rev() {
            if let Some(below) = groups.remove(name.as_str()) {
                member.find(&below, targets, found);
            }
        }
    }
}

/// A collection that is still being parsed.
struct Open {
    node: Marked,
    is_mapping: bool,
    key: Option<(String, Position)>,
}

impl Open {
    fn take(&mut self, text: String, node: Marked) {
        if !self.is_mapping {
            self.node
                .members
                .push((self.node.members.len().to_string(), node));
        } else if let Some((name, key)) = self.key.take() {
            let key = Some(key);
            self.node.members.push((name, Marked { key, ..node }));
        } else {
            self.key = Some((text, node.position));
        }
    }
}

/// Parses the first document of a YAML text. An alias is a leaf, because its target has its own position.
fn read_marked(text: &str) -> Option<Marked> {
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.ok()?;
        let node = Marked {
            position: Position {
                line: span.start.line(),
                column: span.start.col() + 1,
            },
            key: None,
            members: Vec::new(),
        };
        let (text, node) = match event {
            // Deeper values were not parsed either.
            Event::MappingStart(..) | Event::SequenceStart(..) if open.len() > DEEPEST => {
                return None;
            }
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                open.push(Open {
                    node,
                    is_mapping: matches!(event, Event::MappingStart(..)),
                    key: None,
                });
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => (String::new(), open.pop()?.node),
            Event::Scalar(text, ..) => (text.into_owned(), node),
            Event::Alias(_) => (String::new(), node),
            _ => continue,
        };
        match open.last_mut() {
            Some(parent) => parent.take(text, node),
            None => return Some(node),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(file: &str, text: &str, pointer: &str, is_key: bool) -> Option<(usize, usize)> {
        let target = Target { pointer, is_key };
        find_positions(Path::new(file), text, &[target])[0]
            .map(|position| (position.line, position.column))
    }

    fn line_and_column(file: &str, text: &str, pointer: &str) -> Option<(usize, usize)> {
        find(file, text, pointer, false)
    }

    #[test]
    fn an_offset_in_a_character_is_the_position_of_the_character() {
        for (offset, expected) in [
            (0, (1, 1)),
            (1, (1, 2)),
            (2, (2, 1)),
            (3, (2, 1)),
            (5, (2, 1)),
            (6, (2, 2)),
            (9, (2, 2)),
        ] {
            let position = Position::of_offset("a\n\u{1d11e}", offset);
            assert_eq!((position.line, position.column), expected, "{offset}");
        }
    }

    #[test]
    fn keys_have_positions_of_their_own() {
        let json = "{\"a\": {\"b\\\"c\" :\n1, \"d\\\\\": [2]}}";
        for (file, text, pointer, expected) in [
            ("x.json", json, "/a", (1, 2)),
            ("x.json", json, "/a/b\"c", (1, 8)),
            ("x.json", json, "/a/d\\", (2, 4)),
            ("x.json", json, "/a/d\\/0", (2, 12)),
            ("x.json", r#"{"\\\"": 1, "\\\\\"": 2}"#, r#"/\""#, (1, 2)),
            ("x.json", r#"{"\\\"": 1, "\\\\\"": 2}"#, r#"/\\""#, (1, 13)),
            ("x.yaml", "a:\n  b c: {d: [2]}\n", "/a", (1, 1)),
            ("x.yaml", "a:\n  b c: {d: [2]}\n", "/a/b c", (2, 3)),
            ("x.yaml", "a:\n  b c: {d: [2]}\n", "/a/b c/d", (2, 9)),
            ("x.yaml", "a:\n  b c: {d: [2]}\n", "/a/b c/d/0", (2, 13)),
            ("x.yaml", "a: 1\na: 2\n", "/a", (2, 1)),
        ] {
            assert_eq!(find(file, text, pointer, true), Some(expected), "{pointer}");
        }
    }

    #[test]
    fn json_pointers_lead_to_their_values() {
        let text = "\u{feff}{\n\t\"a\": [1, {\"b/c\": \"é\", \"d\": 2}],\n  \"a~\": null\n}";
        assert_eq!(line_and_column("x.json", text, ""), Some((1, 1)));
        assert_eq!(line_and_column("x.json", text, "/a/1/b~1c"), Some((2, 19)));
        assert_eq!(line_and_column("x.json", text, "/a/1/d"), Some((2, 29)));
        assert_eq!(line_and_column("x.json", text, "/a~0"), Some((3, 9)));
        assert_eq!(
            line_and_column("x.json", text, "/a/1/missing/deeper"),
            Some((2, 11)),
            "the nearest parent"
        );
        assert_eq!(line_and_column("x.json", "{", ""), None);
    }

    #[test]
    fn the_last_of_two_equal_keys_is_the_one_that_counts() {
        assert_eq!(
            line_and_column("x.json", "{\"a\": 1,\n\"a\": 2}", "/a"),
            Some((2, 6))
        );
        assert_eq!(
            line_and_column("x.yaml", "a: 1\na: 2\n", "/a"),
            Some((2, 4))
        );
    }

    #[test]
    fn yaml_pointers_lead_to_their_values() {
        let text = "a:\n  - 1\n  - b/c: x\n    200: &anchor {k: v}\ne: *anchor\n";
        assert_eq!(line_and_column("x.yaml", text, "/a/1/b~1c"), Some((3, 10)));
        assert_eq!(line_and_column("x.yaml", text, "/a/1/200/k"), Some((4, 22)));
        assert_eq!(line_and_column("x.yaml", text, "/e/k"), Some((5, 4)));
        assert_eq!(line_and_column("x.yaml", "a: [", "/a"), None);
    }
}
