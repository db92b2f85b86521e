//! `arm.lock`: the commit and the hashes of the API descriptions of the last generation.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use crate::load::parse_file;
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

/// Returns the path of the lock, which is beside the configuration.
pub fn lock_path(config: &Path) -> PathBuf {
    config.with_extension("lock")
}

impl SpecLock {
    /// Reads a lock. Returns `None` if it does not exist.
    pub fn read(path: &Path) -> Result<Option<Self>, String> {
        let path: Arc<Path> = path.into();
        let shown = path.display();
        let value = match parse_file(&path) {
            Ok((Some(value), _)) => value,
            Ok((None, _)) => {
                return Err(format!("{shown} cannot be read; remove it and run fetch"));
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(format!("{shown} cannot be read: {error}")),
        };
        let lock: Self = serde_json::from_value(value)
            .map_err(|error| format!("{shown} cannot be read: {error}; remove it and run fetch"))?;
        // The commit is used as the name of a folder.
        if lock.commit.len() < 40 || !lock.commit.bytes().all(|it| it.is_ascii_hexdigit()) {
            return Err(format!("{shown}: `{}` is not a commit", lock.commit));
        }
        Ok(Some(lock))
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
    pub fn verify(&self, root: &Path, used: &[String]) -> Result<(), String> {
        for (path, hash) in &self.documents {
            let found = hash_file(&root.join(path))?;
            if found != *hash {
                return Err(format!(
                    "{path} changed: its SHA-256 is {found}, but {hash} in the lock; remove {} and fetch again",
                    root.display()
                ));
            }
        }
        match used.iter().find(|path| !self.documents.contains_key(*path)) {
            Some(path) => Err(format!("{path} is not in the lock; run fetch")),
            None => Ok(()),
        }
    }
}
