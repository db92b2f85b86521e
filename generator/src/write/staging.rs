//! Stages new files and swaps them with the old ones.
//!
//! `.generator-staging/new/` contains each replaced folder as a whole (unchanged files are links, so that they keep
//! their time) and each replaced file. Once it is complete, `.generator-staging/commit` is created by a rename and
//! lists the swaps. Without it, the staging folder is discarded; with it, the swaps can be repeated until all of them
//! are done.
//!
//! The folder may have been prepared by an attacker. Paths are therefore checked when they are read as well as when
//! they are written, and only files with the generator's header are moved or removed.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::ownership::{check_parents, check_path, foreign_files};
use super::{Stale, invalid};
use crate::files::Files;

/// The staging folder, below the root.
pub(super) const FOLDER: &str = ".generator-staging";

const NEW: &str = "new";
const OLD: &str = "old";
const COMMIT: &str = "commit";
const COMMIT_TO_BE: &str = "commit-to-be";

/// Returns `true` if a run was interrupted during the swaps.
pub(super) fn is_interrupted(root: &Path) -> bool {
    root.join(FOLDER).join(COMMIT).exists()
}

/// Completes or discards the staging of an interrupted run.
pub(super) fn recover(root: &Path, disk: &mut Disk<'_>) -> io::Result<()> {
    let staging = root.join(FOLDER);
    match fs::symlink_metadata(&staging) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => return Err(prepared(&staging)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    }
    let ours = [COMMIT, COMMIT_TO_BE].map(PathBuf::from);
    if foreign_files(&staging, Path::new(""))
        .iter()
        .any(|path| !ours.contains(path))
    {
        return Err(prepared(&staging));
    }
    match fs::read_to_string(staging.join(COMMIT)) {
        Ok(commit) => {
            let entries = parse(root, &commit).map_err(|_| prepared(&staging))?;
            finish(root, &entries, disk)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => disk.remove(&staging),
        // The commit is not text.
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(prepared(&staging)),
        Err(error) => Err(error),
    }
}

fn prepared(staging: &Path) -> io::Error {
    invalid(format!(
        "{} was not created by this generator; inspect and remove it",
        staging.display()
    ))
}

/// Discards staged files, unless they are complete.
pub(super) fn abandon(root: &Path, disk: &mut Disk<'_>) {
    if !is_interrupted(root) {
        let _ = disk.remove(&root.join(FOLDER));
    }
}

/// Replaces the owned folders and single files that have changed.
pub(super) fn replace(
    root: &Path,
    owned: &[&str],
    files: &Files,
    stale: &[Stale],
    disk: &mut Disk<'_>,
) -> io::Result<()> {
    let staging = root.join(FOLDER);
    let new = staging.join(NEW);
    let stale: BTreeSet<&Path> = stale.iter().map(|stale| stale.path.as_path()).collect();
    let mut commit = String::new();
    for folder in owned
        .iter()
        .filter(|folder| stale.iter().any(|path| path.starts_with(folder)))
    {
        for (path, text) in files.iter().filter(|(path, _)| path.starts_with(folder)) {
            let staged = new.join(path);
            if stale.contains(path.as_path()) {
                disk.write(&staged, text)?;
            } else {
                disk.link(&root.join(path), &staged)?;
            }
        }
        commit.push_str(&commit_line(&new, folder));
    }
    for (path, text) in files {
        let single = !owned.iter().any(|folder| path.starts_with(folder));
        if single && stale.contains(path.as_path()) {
            disk.write(&new.join(path), text)?;
            commit.push_str(&commit_line(&new, &path.to_string_lossy()));
        }
    }
    let entries = parse(root, &commit)?;
    disk.write(&staging.join(COMMIT_TO_BE), &commit)?;
    disk.rename(&staging.join(COMMIT_TO_BE), &staging.join(COMMIT))?;
    finish(root, &entries, disk)
}

/// Formats a line of the commit: the identity of the staged item (0 if unknown, `-` if there is none) and its target.
fn commit_line(new: &Path, path: &str) -> String {
    let staged = new.join(path);
    let identity = if staged.exists() {
        identity(&staged).to_string()
    } else {
        "-".to_owned()
    };
    format!("{identity} {path}\n")
}

/// A swap: the identity of the staged item, and its target below the root.
struct Entry {
    identity: String,
    path: PathBuf,
}

/// Parses a commit. All paths must be below the root without links, and existing files must belong to the generator.
fn parse(root: &Path, commit: &str) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for line in commit.lines() {
        let (identity, path) = line
            .split_once(' ')
            .ok_or_else(|| invalid(format!("`{line}` names no file")))?;
        let path = PathBuf::from(path);
        check_path(&path)?;
        check_parents(root, &path)?;
        if let Some(file) = foreign_files(root, &path).first() {
            return Err(invalid(format!(
                "{} is not the generator's",
                file.display()
            )));
        }
        entries.push(Entry {
            identity: identity.to_owned(),
            path,
        });
    }
    Ok(entries)
}

/// Performs the remaining swaps.
fn finish(root: &Path, commit: &[Entry], disk: &mut Disk<'_>) -> io::Result<()> {
    let staging = root.join(FOLDER);
    for Entry { identity, path } in commit {
        let (staged, target, old) = (
            staging.join(NEW).join(path),
            root.join(path),
            staging.join(OLD).join(path),
        );
        if identity == "-" {
            disk.move_if_there(&target, &old)?;
        } else if staged.exists() && !is_swapped(&target, identity) {
            swap(&staged, &target, &old, disk)?;
        }
    }
    // Without the commit, the remaining files of the staging folder are discarded.
    disk.remove(&staging.join(COMMIT))?;
    disk.remove(&staging)
}

fn is_swapped(target: &Path, identity: &str) -> bool {
    identity != "0" && target.exists() && self::identity(target).to_string() == identity
}

fn swap(staged: &Path, target: &Path, old: &Path, disk: &mut Disk<'_>) -> io::Result<()> {
    disk.create_parent(target)?;
    if !staged.is_dir() {
        // A rename replaces a file atomically.
        return disk.rename(staged, target);
    }
    if disk.exchange(staged, target) {
        return Ok(());
    }
    disk.move_if_there(target, old)?;
    disk.rename(staged, target)
}

/// The identity of a folder, which renames preserve. After a swap, the old folder is at the path of the staged one, and
/// only the identity tells them apart.
#[cfg(unix)]
fn identity(path: &Path) -> u64 {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).map_or(0, |metadata| metadata.ino())
}

#[cfg(not(unix))]
fn identity(_: &Path) -> u64 {
    0
}
