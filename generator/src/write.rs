//! Generated files against the disk: compare, or replace as one step.
//!
//! [`write()`] first builds what is new beside what is there, then notes that it is complete, then swaps by renames. A run
//! that is killed before the note leaves the old files; one that is killed after it is finished by the next run, and
//! [`check`] reports it until then. One run at a time writes a folder; others wait. Only files that carry the header of generated
//! files are replaced or removed.

mod disk;
mod ownership;
mod staging;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::files::Files;
use crate::folder_lock::Lock;
use crate::header::{is_ours, put_header};
use disk::Disk;
use ownership::{check_parents, check_path, foreign_files};

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
    /// It is there, in a folder that the generator owns, and does not carry the generator's header.
    Foreign,
    /// A run was killed here; the next one mends it.
    Interrupted,
}

impl fmt::Display for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            Staleness::Missing => "missing",
            Staleness::Changed => "changed",
            Staleness::Orphan => "orphan",
            Staleness::Foreign => "not generated",
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
        let kind = if foreign_files(root, &path).is_empty() {
            Staleness::Orphan
        } else {
            Staleness::Foreign
        };
        stale.push(Stale { path, kind });
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

/// Makes the disk below `root` equal to `files` and `owned`, as [`check`] understands them. Files that are as they should be
/// keep their time of change.
///
/// # Errors
///
/// Returns an error if a file that would be replaced or removed is not the generator's, or if the disk cannot be written.
pub fn write(root: &Path, owned: &[&str], files: &Files) -> io::Result<Changes> {
    write_in_steps(root, owned, files, &mut || {})
}

/// Like [`write()`], but calls `step` before each change of the disk. For tests that interrupt it.
#[doc(hidden)]
pub fn write_in_steps(
    root: &Path,
    owned: &[&str],
    files: &Files,
    step: &mut dyn FnMut(),
) -> io::Result<Changes> {
    files.keys().try_for_each(|path| check_path(path))?;
    let root = resolve(root)?;
    let made = create_folder(&root)?;
    let result = write_locked(&root, owned, files, &mut Disk::new(step));
    if result.is_err() {
        remove_empty(&root, made.as_deref());
    }
    result
}

fn write_locked(
    root: &Path,
    owned: &[&str],
    files: &Files,
    disk: &mut Disk<'_>,
) -> io::Result<Changes> {
    let _lock = Lock::take(root)?;
    staging::recover(root, disk)?;
    let stale = check(root, owned, files);
    if stale.is_empty() {
        return Ok(Changes::default());
    }
    refuse_foreign(root, owned, &stale)?;
    if let Err(error) = staging::replace(root, owned, files, &stale, disk) {
        staging::abandon(root, disk);
        return Err(error);
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

/// Refuses to replace or remove what is not the generator's.
fn refuse_foreign(root: &Path, owned: &[&str], stale: &[Stale]) -> io::Result<()> {
    for path in owned
        .iter()
        .map(Path::new)
        .chain(stale.iter().map(|it| it.path.as_path()))
    {
        check_parents(root, path)?;
    }
    let foreign = stale.iter().flat_map(|it| foreign_files(root, &it.path));
    let foreign: Vec<String> = foreign.map(|path| path.display().to_string()).collect();
    if foreign.is_empty() {
        return Ok(());
    }
    Err(invalid(format!(
        "{} is not generated; move it elsewhere, since all files of its folder are",
        foreign.join(", ")
    )))
}

fn invalid(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, message)
}

/// The folder itself, where `root` is a symbolic link.
fn resolve(root: &Path) -> io::Result<PathBuf> {
    match std::fs::symlink_metadata(root) {
        Ok(metadata) if metadata.is_symlink() => std::fs::canonicalize(root)
            .map_err(|_| invalid(format!("{} is a symbolic link to nothing", root.display()))),
        _ => Ok(root.to_owned()),
    }
}

/// Creates a folder with those above it. Returns the topmost that was created.
fn create_folder(root: &Path) -> io::Result<Option<PathBuf>> {
    let missing = root
        .ancestors()
        .take_while(|it| !it.as_os_str().is_empty() && !it.exists());
    let top = missing.last().map(Path::to_owned);
    std::fs::create_dir_all(root)?;
    Ok(top)
}

/// Removes the folders that a failed run created and left empty.
fn remove_empty(root: &Path, top: Option<&Path>) {
    let Some(top) = top else { return };
    for folder in root.ancestors().take_while(|it| it.starts_with(top)) {
        if std::fs::remove_dir(folder).is_err() {
            return;
        }
    }
}

/// Writes one generated file below `root`, and nothing else.
pub fn write_file(root: &Path, name: &str, text: &str, header: &str) -> io::Result<()> {
    let text = put_header(Path::new(name), text, header);
    write(root, &[], &Files::from([(name.into(), text)])).map(|_| ())
}

/// Replaces a file that is not part of a crate, in one step.
pub fn replace_file(path: &Path, text: &str) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let new = path.with_file_name(format!(".{name}.new"));
    std::fs::write(&new, text)?;
    std::fs::rename(&new, path).inspect_err(|_| {
        let _ = std::fs::remove_file(&new);
    })
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
        Err(error) if error.kind() == io::ErrorKind::NotFound && staging::is_interrupted(root) => {
            Ok(())
        }
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
