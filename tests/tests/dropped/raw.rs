//! Documents as JSON, read without the generator: references, bases, and the keywords of schemas.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use serde_json::Value;

/// The documents of a package and those that they refer to.
#[derive(Default)]
pub struct Files(BTreeMap<PathBuf, Value>);

/// A location in a document.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Spot {
    pub file: PathBuf,
    pub pointer: String,
}

impl Spot {
    pub fn key(&self, key: &str) -> Self {
        let key = key.replace('~', "~0").replace('/', "~1");
        Self {
            file: self.file.clone(),
            pointer: format!("{}/{key}", self.pointer),
        }
    }
}

impl Files {
    /// Reads documents and, repeatedly, those that they refer to.
    pub fn read(inputs: &[PathBuf]) -> Self {
        let mut files = Self::default();
        let mut open: Vec<PathBuf> = inputs.iter().map(|it| normal(it)).collect();
        while let Some(path) = open.pop() {
            if files.0.contains_key(&path) {
                continue;
            }
            let Ok(text) = std::fs::read_to_string(&path) else {
                continue;
            };
            let text = text.trim_start_matches('\u{feff}');
            let value = serde_json::from_str(text)
                .ok()
                .or_else(|| serde_yaml::from_str(text).ok());
            let Some(value) = value else {
                continue;
            };
            references(&value, &mut |reference| {
                let file = reference.split('#').next().unwrap_or_default();
                if !file.is_empty() && !file.contains("://") {
                    open.push(beside(&path, file));
                }
            });
            files.0.insert(path, value);
        }
        files
    }

    pub fn value(&self, spot: &Spot) -> Option<&Value> {
        self.0.get(&spot.file)?.pointer(&spot.pointer)
    }

    /// Follows references until a value is found. Returns all locations on the way.
    pub fn followed(&self, spot: &Spot) -> Option<Vec<Spot>> {
        let mut path = vec![spot.clone()];
        while let Some(reference) = self.value(path.last()?)?.get("$ref") {
            let next = self.target(&path.last()?.file, reference.as_str()?)?;
            if path.contains(&next) {
                return None;
            }
            path.push(next);
        }
        Some(path)
    }

    fn target(&self, from: &Path, reference: &str) -> Option<Spot> {
        let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let file = match file {
            "" => from.to_owned(),
            file => beside(from, file),
        };
        let spot = Spot {
            file,
            pointer: percent_decoded(pointer),
        };
        self.value(&spot).map(|_| spot)
    }

    /// Returns a schema with those it consists of: the targets of references, its bases, and a choice's only type.
    pub fn layers(&self, spot: &Spot) -> Vec<Spot> {
        let mut found = Vec::new();
        let mut open = vec![spot.clone()];
        while let Some(spot) = open.pop() {
            let Some(value) = self.value(&spot).filter(|_| !found.contains(&spot)) else {
                continue;
            };
            found.push(spot.clone());
            if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
                open.extend(self.target(&spot.file, reference));
            }
            for index in 0..list(value, "allOf").len() {
                open.push(spot.key("allOf").key(&index.to_string()));
            }
            if let [only] = self.choices_of(&spot).as_slice() {
                open.push(only.clone());
            }
        }
        found
    }

    /// Returns the schema that one stands for: the target of a reference, the only base or the only choice.
    pub fn head(&self, spot: &Spot) -> Spot {
        let mut seen = Vec::new();
        let mut spot = spot.clone();
        while !seen.contains(&spot) {
            seen.push(spot.clone());
            let Some(value) = self.value(&spot) else {
                break;
            };
            let target = value.get("$ref").and_then(Value::as_str);
            let target = target.and_then(|it| self.target(&spot.file, it));
            let is_definition = ["/definitions/", "/components/schemas/"]
                .iter()
                .any(|prefix| {
                    let name = spot.pointer.strip_prefix(prefix);
                    name.is_some_and(|it| !it.contains('/'))
                });
            let is_plain = value.get("properties").is_none();
            match (target, self.choices_of(&spot).as_slice()) {
                (Some(target), _) => spot = target,
                (None, [only]) if is_plain => spot = only.clone(),
                // A definition with a base is a type of its own.
                (None, []) if is_plain && !is_definition && list(value, "allOf").len() == 1 => {
                    spot = spot.key("allOf").key("0");
                }
                _ => break,
            }
        }
        spot
    }

    /// Returns the choices of a schema itself, without null.
    pub fn choices_of(&self, spot: &Spot) -> Vec<Spot> {
        let mut choices = Vec::new();
        let Some(value) = self.value(spot) else {
            return choices;
        };
        for key in ["oneOf", "anyOf"] {
            for (index, choice) in list(value, key).iter().enumerate() {
                if choice["type"] != "null" {
                    choices.push(spot.key(key).key(&index.to_string()));
                }
            }
        }
        choices
    }

    /// Returns the definitions that have this one among their bases.
    pub fn derived(&self, base: &Spot) -> Vec<Spot> {
        let mut found = Vec::new();
        for (file, document) in &self.0 {
            for prefix in ["/definitions", "/components/schemas"] {
                let definitions = document.pointer(prefix).and_then(Value::as_object);
                for (name, schema) in definitions.into_iter().flatten() {
                    let targets = list(schema, "allOf").iter();
                    let mut targets =
                        targets.filter_map(|it| self.target(file, it.get("$ref")?.as_str()?));
                    if targets.any(|it| it == *base) {
                        let root = Spot {
                            file: file.clone(),
                            pointer: prefix.to_owned(),
                        };
                        found.push(root.key(name));
                    }
                }
            }
        }
        found
    }
}

pub fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

fn references(value: &Value, found: &mut dyn FnMut(&str)) {
    match value {
        Value::Array(items) => items.iter().for_each(|it| references(it, found)),
        Value::Object(object) => {
            for (key, value) in object {
                match value {
                    Value::String(reference) if key == "$ref" => found(reference),
                    _ if key == "x-ms-examples" || key == "example" || key == "examples" => {}
                    _ => references(value, found),
                }
            }
        }
        _ => {}
    }
}

fn beside(path: &Path, file: &str) -> PathBuf {
    normal(&path.with_file_name(percent_decoded(file)))
}

/// Removes `.` and `..` from a path.
pub fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                if !out.pop() {
                    out.push("..");
                }
            }
            part => out.push(part),
        }
    }
    out
}

fn percent_decoded(text: &str) -> String {
    let mut out: Vec<u8> = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).filter(|_| *first == b'%');
        let code = code.and_then(|it| u8::from_str_radix(std::str::from_utf8(it).ok()?, 16).ok());
        out.push(code.unwrap_or(*first));
        rest = &tail[if code.is_some() { 2 } else { 0 }..];
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The names of types in a schema, without `null`.
pub fn types(value: &Value) -> BTreeSet<&str> {
    let one = value.get("type").and_then(Value::as_str);
    let many = list(value, "type").iter().filter_map(Value::as_str);
    one.into_iter()
        .chain(many)
        .filter(|it| *it != "null")
        .collect()
}
