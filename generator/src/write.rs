//! Compares generated files with the disk, or replaces them atomically.
//!
//! [`write()`] first stages the new files beside the existing ones, then marks them as complete, and then swaps them by
//! renames. If a run is killed before the mark, the old files remain; if it is killed later, the next run completes it,
//! and [`check`] reports it until then. Only one run writes a folder at a time. Only files with the header of generated
//! files are replaced or removed.

mod disk;
mod ownership;
mod staging;

use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::files::Files;
use crate::folder_lock::Lock;
use crate::header::{is_ours, put_header};
use disk::Disk;
use ownership::{check_parents, check_path, foreign_files};

/// A file that differs from the generated one.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Stale {
    /// Path below the root.
    pub path: PathBuf,
    /// Kind of the difference.
    pub kind: Staleness,
}

/// The kind of difference between a file and the generated one.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Staleness {
    /// The file does not exist.
    Missing,
    /// The text differs.
    Changed,
    /// The file is in a folder owned by the generator, but is not generated anymore.
    Orphan,
    /// The file is in a folder owned by the generator, but does not have its header.
    Foreign,
    /// A run was killed here. The next run completes it.
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

/// The changes made by [`write()`], as paths below the root.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Changes {
    /// New and changed files.
    pub written: Vec<PathBuf>,
    /// Files that are no longer generated.
    pub removed: Vec<PathBuf>,
}

impl Changes {
    /// Returns `true` if nothing was changed.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }
}

/// Returns the differences between `files` and the disk below `root`, sorted by path, without writing.
///
/// `owned` are folders in which every file belongs to the generator. In other folders, only the given files are
/// compared.
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

/// Replaces the files below `root` by `files`, and removes others from `owned`, as defined by [`check`]. Unchanged
/// files keep their modification time.
///
/// # Errors
///
/// Returns an error if a file to replace or remove is not generated, or if the disk cannot be written.
pub fn write(root: &Path, owned: &[&str], files: &Files) -> io::Result<Changes> {
    write_in_steps(root, owned, files, &mut || {})
}

/// Like [`write()`], but calls `step` before each change of the disk, for tests that interrupt it.
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

/// Refuses to replace or remove files that are not generated.
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
    let (are, them) = match foreign.len() {
        1 => ("is not a generated file", "it"),
        _ => ("are not generated files", "them"),
    };
    Err(invalid(format!(
        "{} {are}; move {them}, or write to another folder, because this one is for generated files only",
        foreign.join(", ")
    )))
}

fn invalid(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, message)
}

/// Resolves `root` if it is a symbolic link.
fn resolve(root: &Path) -> io::Result<PathBuf> {
    match std::fs::symlink_metadata(root) {
        Ok(metadata) if metadata.is_symlink() => std::fs::canonicalize(root)
            .map_err(|_| invalid(format!("{} is a broken symbolic link", root.display()))),
        _ => Ok(root.to_owned()),
    }
}

/// Creates a folder with its parents. Returns the topmost created folder.
fn create_folder(root: &Path) -> io::Result<Option<PathBuf>> {
    let missing = root
        .ancestors()
        .take_while(|it| !it.as_os_str().is_empty() && !it.exists());
    let top = missing.last().map(Path::to_owned);
    if root.is_file() {
        return Err(invalid("it is a file; write to a folder".to_owned()));
    }
    std::fs::create_dir_all(root)?;
    Ok(top)
}

/// Removes empty folders that a failed run created.
fn remove_empty(root: &Path, top: Option<&Path>) {
    let Some(top) = top else { return };
    for folder in root.ancestors().take_while(|it| it.starts_with(top)) {
        if std::fs::remove_dir(folder).is_err() {
            return;
        }
    }
}

/// Writes a single generated file below `root`.
pub fn write_file(root: &Path, name: &str, text: &str, header: &str) -> io::Result<()> {
    let text = put_header(Path::new(name), text, header);
    write(root, &[], &Files::from([(name.into(), text)])).map(|_| ())
}

/// Replaces a file that is not part of a crate atomically. Follows symbolic links: the target is replaced.
pub fn replace_file(path: &Path, text: &str) -> io::Result<()> {
    let followed = path.canonicalize();
    let path = followed.as_deref().unwrap_or(path);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let new = path.with_file_name(format!(".{name}.new"));
    // A link with this name, which may lead elsewhere, is not followed.
    match std::fs::remove_file(&new) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = std::fs::File::create_new(&new)?;
    let written = file.write_all(text.as_bytes());
    let permissions = std::fs::metadata(path).map(|it| it.permissions());
    written
        .and_then(|()| permissions.map_or(Ok(()), |it| file.set_permissions(it)))
        .and_then(|()| std::fs::rename(&new, path))
        .inspect_err(|_| {
            let _ = std::fs::remove_file(&new);
        })
}

/// Returns the text of a file below `root`.
pub fn read_file(root: &Path, name: &str) -> Option<String> {
    std::fs::read_to_string(root.join(name)).ok()
}

/// Rejects a folder with files that are not generated.
pub fn check_target(root: &Path) -> io::Result<()> {
    if root.exists() && !root.is_dir() {
        return Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            format!("{} is not a folder", root.display()),
        ));
    }
    let named =
        |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", root.display()));
    if is_empty(root).map_err(named)? {
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
                "{} is not empty and is not a generated crate",
                root.display()
            ),
        )),
    }
}

/// Returns `true` if a folder does not exist, or contains only the remains of a killed run.
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

/// Returns all files in the owned folders, as paths below the root.
fn owned_files(root: &Path, owned: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = owned.iter().map(PathBuf::from).collect();
    while let Some(folder) = open.pop() {
        let Ok(entries) = std::fs::read_dir(root.join(&folder)) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = folder.join(entry.file_name());
            // Symbolic links are not followed, because their targets do not belong to the generator.
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
