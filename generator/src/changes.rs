//! What a refresh changed, in the words of an API: operations and models; files for the rest.
//!
//! The generated text is formatted by the generator itself, so its items can be told apart by their first columns.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use crate::files::Files;

/// How many names of a kind are listed; the others are counted.
const LISTED: usize = 12;

/// The differences between two states of the generated files.
#[derive(Debug, Default, Eq, PartialEq)]
pub struct Summary {
    lines: BTreeMap<(String, Noun, Verb), Vec<String>>,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Noun {
    Operation,
    Model,
    File,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Verb {
    Added,
    Changed,
    Removed,
}

/// An operation or model: the module that it lies in, what it is, its name.
type Item = (String, Noun, String);

/// Compares the files that were with those that are to be.
pub fn compare(old: &Files, new: &Files) -> Summary {
    let mut summary = Summary::default();
    for (item, verb) in differences(&all_items(old), &all_items(new)) {
        let (place, noun, name) = item.clone();
        summary
            .lines
            .entry((place, noun, verb))
            .or_default()
            .push(name);
    }
    for (path, verb) in differences(old, new) {
        if !is_told_by_items(old.get(path), new.get(path)) {
            summary
                .lines
                .entry((String::new(), Noun::File, verb))
                .or_default()
                .push(path.display().to_string());
        }
    }
    summary
}

fn differences<'a, K: Ord, V: PartialEq>(
    old: &'a BTreeMap<K, V>,
    new: &'a BTreeMap<K, V>,
) -> Vec<(&'a K, Verb)> {
    let mut found = Vec::new();
    for (key, value) in new {
        match old.get(key) {
            None => found.push((key, Verb::Added)),
            Some(before) if before != value => found.push((key, Verb::Changed)),
            Some(_) => {}
        }
    }
    found.extend(
        old.keys()
            .filter(|key| !new.contains_key(key))
            .map(|key| (key, Verb::Removed)),
    );
    found
}

/// Whether the operations and models of a file account for how it differs.
fn is_told_by_items(old: Option<&String>, new: Option<&String>) -> bool {
    let items = |text: Option<&String>| text.map(|text| items_of(text)).unwrap_or_default();
    let (old, new) = (items(old), items(new));
    old != new
}

fn all_items(files: &Files) -> BTreeMap<Item, String> {
    let mut items: BTreeMap<Item, String> = BTreeMap::new();
    for (path, text) in files {
        let place = place_of(path);
        for ((noun, name), text) in items_of(text) {
            items
                .entry((place.clone(), noun, name))
                .or_default()
                .push_str(&text);
        }
    }
    items
}

/// The module that a file belongs to, as a path: provider and version, or nothing in a crate of one version.
fn place_of(path: &Path) -> String {
    let below = path.strip_prefix("src").unwrap_or(path).with_extension("");
    let parts: Vec<String> = below
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    match parts.iter().position(|part| is_version(part)) {
        Some(at) => parts[..=at].join("::"),
        None => String::new(),
    }
}

fn is_version(part: &str) -> bool {
    part.strip_prefix('v')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The operations and models in a file, with all text that belongs to each.
fn items_of(text: &str) -> BTreeMap<(Noun, String), String> {
    let mut items: BTreeMap<(Noun, String), String> = BTreeMap::new();
    let mut lines = text.lines();
    let mut before = String::new();
    while let Some(line) = lines.next() {
        if line.starts_with("///") || line.starts_with("#[") {
            before.push_str(line);
            continue;
        }
        let mut item = std::mem::take(&mut before);
        let Some((noun, name)) = head_of(line) else {
            continue;
        };
        item.push_str(line);
        let mut id = None;
        // What is indented belongs to the item, and the line that closes it.
        if !line.ends_with(';') && !line.ends_with("{}") {
            for line in lines.by_ref() {
                item.push_str(line);
                id = id.or_else(|| {
                    line.trim()
                        .strip_prefix("id: \"")?
                        .strip_suffix("\",")
                        .map(str::to_owned)
                });
                if line.starts_with(['}', ')', ']']) {
                    break;
                }
            }
        }
        items
            .entry((noun, id.unwrap_or(name)))
            .or_default()
            .push_str(&item);
    }
    items
}

/// What a line at the first column begins: the static of an operation, a model, or the table of a model's fields.
fn head_of(line: &str) -> Option<(Noun, String)> {
    let name_of = |rest: &str| -> Option<String> {
        let name: String = rest
            .trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        (!name.is_empty()).then_some(name)
    };
    if line.starts_with(char::is_whitespace) {
        return None;
    }
    if let Some((_, rest)) = line.split_once("static ")
        && rest.contains(": Operation =")
    {
        return Some((Noun::Operation, name_of(rest)?));
    }
    for start in ["pub struct ", "pub enum "] {
        if let Some(rest) = line.strip_prefix(start) {
            return Some((Noun::Model, name_of(rest)?))
                .filter(|(_, name)| !name.ends_with("Client"));
        }
    }
    let (macro_name, rest) = line.split_once('!')?;
    let known = ["fields", "string_enum", "integer_enum", "union"];
    let name = macro_name.rsplit("::").next()?;
    if known.contains(&name) {
        Some((Noun::Model, name_of(rest.trim_start().get(1..)?)?))
    } else {
        None
    }
}

impl Summary {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return writeln!(f, "unchanged");
        }
        for ((place, noun, verb), names) in &self.lines {
            if !place.is_empty() {
                write!(f, "{place}: ")?;
            }
            let noun = match noun {
                Noun::Operation => "operation",
                Noun::Model => "model",
                Noun::File => "file",
            };
            let verb = match verb {
                Verb::Added => "added",
                Verb::Changed => "changed",
                Verb::Removed => "removed",
            };
            let plural = if names.len() == 1 { "" } else { "s" };
            write!(
                f,
                "{} {noun}{plural} {verb}: {}",
                names.len(),
                names[..names.len().min(LISTED)].join(", ")
            )?;
            match names.len().saturating_sub(LISTED) {
                0 => writeln!(f)?,
                rest => writeln!(f, " and {rest} more")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn files(files: &[(&str, &str)]) -> Files {
        files
            .iter()
            .map(|(path, text)| (PathBuf::from(path), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn changes_are_told_by_operation_and_model() {
        let old = files(&[
            ("Cargo.toml", "a"),
            (
                "src/a/v2020_01_01/keys.rs",
                "static GET: Operation = Operation {\n    id: \"Keys_Get\",\n    path: \"/a\",\n};\n\nstatic DROP: Operation = Operation {\n    id: \"Keys_Drop\",\n};\n",
            ),
            (
                "src/a/v2020_01_01/models.rs",
                "/// A key.\n#[derive(Clone)]\npub struct Key {\n    pub a: A,\n}\narm_runtime::fields!(Key { a: \"a\" });\npub enum Same {\n    A,\n}\n",
            ),
        ]);
        let new = files(&[
            ("Cargo.toml", "b"),
            (
                "src/a/v2020_01_01/keys.rs",
                "static GET: Operation = Operation {\n    id: \"Keys_Get\",\n    path: \"/b\",\n};\n\nstatic PUT: Operation = Operation {\n    id: \"Keys_Put\",\n};\n",
            ),
            (
                "src/a/v2020_01_01/models.rs",
                "/// A key.\n#[derive(Clone)]\npub struct Key {\n    pub a: A,\n}\narm_runtime::fields!(Key { a: \"b\" });\npub enum Same {\n    A,\n}\npub struct New;\n",
            ),
        ]);
        assert_eq!(
            compare(&old, &new).to_string(),
            "1 file changed: Cargo.toml\n\
             a::v2020_01_01: 1 operation added: Keys_Put\n\
             a::v2020_01_01: 1 operation changed: Keys_Get\n\
             a::v2020_01_01: 1 operation removed: Keys_Drop\n\
             a::v2020_01_01: 1 model added: New\n\
             a::v2020_01_01: 1 model changed: Key\n"
        );
        assert_eq!(compare(&new, &new).to_string(), "unchanged\n");
    }

    #[test]
    fn long_lists_are_cut() {
        let new: Files = (0..20)
            .map(|n| (PathBuf::from(format!("src/{n:02}.rs")), String::new()))
            .collect();
        let text = compare(&Files::new(), &new).to_string();
        assert!(text.starts_with("20 files added: src/00.rs, "), "{text}");
        assert!(text.ends_with(" and 8 more\n"), "{text}");
    }
}
