//! `arm.lock`: the commit and the hashes of the API descriptions of the last generation.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use crate::diagnostics::{escape_token, shown_path};
use crate::load::{parse_file, read_text};
use crate::specs_git::hash_file;

/// The lock of a configuration.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct SpecLock {
    /// Repository.
    pub git: String,
    /// Requested revision.
    pub rev: String,
    /// Commit of the revision.
    pub commit: String,
    /// SHA-256 of each document, by its path in the repository.
    pub documents: BTreeMap<String, String>,
}

/// A difference between the documents and the lock.
pub struct Mismatch {
    /// JSON pointer in the lock.
    pub pointer: String,
    /// Description.
    pub message: String,
    /// Solution.
    pub help: String,
}

const RESTORE: &str = "restore the file, or remove it and run `arm-bindgen fetch`";

/// Returns the path of the lock, which is beside the configuration.
pub fn lock_path(config: &Path) -> PathBuf {
    config.with_extension("lock")
}

impl SpecLock {
    /// Reads a lock. Returns `None` if it does not exist.
    pub fn read(path: &Path) -> Result<Option<Self>, String> {
        let shown = shown_path(path);
        let text = match read_text(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(format!("{shown} cannot be read: {error}")),
        };
        let fault = |line: usize, message: &str, help: &str| {
            Err(format!("{shown}:{line}:1: {message}\n  help: {help}"))
        };
        let marks = ["<<<<<<<", "=======", ">>>>>>>"];
        let is_mark = |line: &str| marks.iter().any(|it| line.starts_with(it));
        if let Some(index) = text.lines().position(is_mark) {
            let help = "keep the lines of one side, then run `arm-bindgen fetch`";
            return fault(index + 1, "the file contains a merge conflict", help);
        }
        let path: Arc<Path> = path.into();
        let (value, found) =
            parse_file(&path).map_err(|error| format!("{shown} cannot be read: {error}"))?;
        if let Some(found) = found.objects().first() {
            return fault(found.line.unwrap_or(1), &found.message, RESTORE);
        }
        let Some(value) = value.filter(Value::is_object) else {
            return fault(1, "the file is not a lock", RESTORE);
        };
        let lock: Self = match serde_json::from_value(value) {
            Ok(lock) => lock,
            Err(error) => return fault(1, &format!("the file is not a lock: {error}"), RESTORE),
        };
        match lock.fault() {
            Some((key, message)) => {
                let line = text.lines().position(|line| line.contains(key));
                fault(line.map_or(1, |it| it + 1), &message, RESTORE)
            }
            None => Ok(Some(lock)),
        }
    }

    /// Returns the first value that cannot be right, with a message. Commits and documents become paths.
    fn fault(&self) -> Option<(&str, String)> {
        let is_hash = |text: &str, length: usize| {
            text.len() >= length && text.bytes().all(|it| it.is_ascii_hexdigit())
        };
        if !is_hash(&self.commit, 40) {
            let message = format!("`{}` is not a commit", self.commit);
            return Some(("commit:", message));
        }
        self.documents.iter().find_map(|(path, hash)| {
            let mut parts = Path::new(path).components();
            let is_below = parts.all(|it| matches!(it, Component::Normal(_)));
            let message = match (is_below, is_hash(hash, 64)) {
                (true, true) => return None,
                (false, _) => format!("`{path}` is not a path in the repository"),
                (true, false) => format!("`{hash}` is not a SHA-256"),
            };
            Some((path.as_str(), message))
        })
    }

    /// Returns the text of the file.
    pub fn text(&self) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let mut text =
            "# Written by `arm-bindgen fetch`. Keep it with the configuration.\n".to_owned();
        for (key, value) in [
            ("git", &self.git),
            ("rev", &self.rev),
            ("commit", &self.commit),
        ] {
            let _ = writeln!(text, "{key}: {}", quoted(value));
        }
        text += if self.documents.is_empty() {
            "documents: {}\n"
        } else {
            "documents:\n"
        };
        for (path, hash) in &self.documents {
            let _ = writeln!(text, "  {}: {}", quoted(path), quoted(hash));
        }
        text
    }

    /// Checks that the documents below `root` match the lock, and that `used` contains no others.
    pub fn verify(&self, root: &Path, used: &[String]) -> Result<(), Mismatch> {
        for (path, hash) in &self.documents {
            let found = hash_file(&root.join(path));
            let message = match found {
                Ok(found) if found == *hash => continue,
                Ok(found) => {
                    format!("{path} changed: its SHA-256 is {found}, but {hash} in the lock")
                }
                Err(message) => message,
            };
            let help = format!(
                "remove {} and run `arm-bindgen fetch`, or run `arm-bindgen update` to accept the change",
                shown_path(root)
            );
            let pointer = format!("/documents/{}", escape_token(path));
            return Err(Mismatch {
                pointer,
                message,
                help,
            });
        }
        match used.iter().find(|path| !self.documents.contains_key(*path)) {
            Some(path) => Err(Mismatch {
                pointer: "/documents".to_owned(),
                message: format!("{path} is not in the lock"),
                help: "run `arm-bindgen fetch`".to_owned(),
            }),
            None => Ok(()),
        }
    }
}
