//! Generated files against the disk: compare, or replace as one step.
//!
//! [`write()`] first builds what is new beside what is there, then notes that it is complete, then swaps by renames. A run
//! that is killed before the note leaves the old files; one that is killed after it is finished by the next run, and
//! [`check`] reports it until then.

mod staging;

use std::fmt;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::files::Files;
use crate::header::{is_ours, put_header};

/// A file that is not what the generator gives.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Stale {
    /// The file, below the root.
    pub path: PathBuf,
    /// How it differs.
    pub kind: Staleness,
}

/// How a file differs from what the generator gives.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Staleness {
    /// It is not there.
    Missing,
    /// Its text is another.
    Changed,
    /// It is there, in a folder that the generator owns, and should not be.
    Orphan,
    /// A run was killed here; the next one mends it.
    Interrupted,
}

impl fmt::Display for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            Staleness::Missing => "missing",
            Staleness::Changed => "changed",
            Staleness::Orphan => "orphan",
            Staleness::Interrupted => "interrupted",
        };
        write!(f, "{kind}: {}", self.path.display())
    }
}

/// What [`write()`] did, by paths below the root.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Changes {
    /// New and changed files.
    pub written: Vec<PathBuf>,
    /// Files that are no longer generated.
    pub removed: Vec<PathBuf>,
}

impl Changes {
    /// Whether everything was as it should be.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }
}

/// What differs from `files` below `root`, sorted by path. Nothing is written.
///
/// `owned` are folders in which every file is the generator's; elsewhere only the files that are given are looked at.
pub fn check(root: &Path, owned: &[&str], files: &Files) -> Vec<Stale> {
    let mut stale: Vec<Stale> = files
        .iter()
        .filter_map(|(path, text)| {
            let kind = match std::fs::read(root.join(path)) {
                Ok(bytes) if bytes == text.as_bytes() => return None,
                Ok(_) => Staleness::Changed,
                Err(error) if error.kind() == io::ErrorKind::NotFound => Staleness::Missing,
                Err(_) => Staleness::Changed,
            };
            Some(Stale {
                path: path.clone(),
                kind,
            })
        })
        .collect();
    for path in owned_files(root, owned)
        .into_iter()
        .filter(|path| !files.contains_key(path))
    {
        stale.push(Stale {
            path,
            kind: Staleness::Orphan,
        });
    }
    if staging::is_interrupted(root) {
        stale.push(Stale {
            path: staging::FOLDER.into(),
            kind: Staleness::Interrupted,
        });
    }
    stale.sort();
    stale
}

/// Makes the disk below `root` what `files` and `owned` say, as [`check`] understands them. Files that are as they should be
/// keep their time of change.
pub fn write(root: &Path, owned: &[&str], files: &Files) -> io::Result<Changes> {
    for path in files.keys() {
        if !path
            .components()
            .all(|component| matches!(component, Component::Normal(_)))
        {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("{} does not lie below the root", path.display()),
            ));
        }
    }
    staging::recover(root)?;
    let stale = check(root, owned, files);
    if stale.is_empty() {
        return Ok(Changes::default());
    }
    // To replace the folder that a shell stands in would leave the shell nowhere.
    if is_empty(root)? && std::env::current_dir().ok().as_deref() != Some(root) {
        staging::create(root, files)?;
    } else {
        staging::replace(root, owned, files, &stale)?;
    }
    let paths = |orphan: bool| {
        let kind = |stale: &&Stale| (stale.kind == Staleness::Orphan) == orphan;
        stale
            .iter()
            .filter(kind)
            .map(|stale| stale.path.clone())
            .collect()
    };
    Ok(Changes {
        written: paths(false),
        removed: paths(true),
    })
}

/// Writes one generated file below `root`, and nothing else.
pub fn write_file(root: &Path, name: &str, text: &str, header: &str) -> io::Result<()> {
    let text = put_header(Path::new(name), text, header);
    write(root, &[], &Files::from([(name.into(), text)])).map(|_| ())
}

/// The text of a file below `root`.
pub fn read_file(root: &Path, name: &str) -> Option<String> {
    std::fs::read_to_string(root.join(name)).ok()
}

/// Refuses a folder with files that are not the generator's.
pub fn check_target(root: &Path) -> io::Result<()> {
    if root.exists() && !root.is_dir() {
        return Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            format!("{} is not a folder", root.display()),
        ));
    }
    if is_empty(root)? {
        return Ok(());
    }
    match std::fs::read_to_string(root.join("Cargo.toml")) {
        Ok(text) if is_ours(&text) => Ok(()),
        _ => Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            format!(
                "{} is not empty and not a crate that was generated",
                root.display()
            ),
        )),
    }
}

/// Whether a folder is not there or holds nothing but what a killed run left.
fn is_empty(root: &Path) -> io::Result<bool> {
    match std::fs::read_dir(root) {
        Ok(entries) => {
            for entry in entries {
                if entry?.file_name() != staging::FOLDER {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

/// Every file in the owned folders, below the root.
fn owned_files(root: &Path, owned: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = owned.iter().map(PathBuf::from).collect();
    while let Some(folder) = open.pop() {
        let Ok(entries) = std::fs::read_dir(root.join(&folder)) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = folder.join(entry.file_name());
            // A link is not followed: what it leads to is not the generator's.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
