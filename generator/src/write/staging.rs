//! The new files beside the old ones, and the swap.
//!
//! `.generator-staging/new/` holds each replaced folder whole (files that stay are links, so they keep their time) and each
//! replaced file. `.generator-staging/commit` appears, by a rename, when that is complete: it lists what to swap. Before it
//! appears, the staging folder is rubbish; from then on every step can be repeated until it has been done.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Files, Stale};

/// The staging folder, below the root.
pub(super) const FOLDER: &str = ".generator-staging";

const NEW: &str = "new";
const OLD: &str = "old";
const COMMIT: &str = "commit";

/// Whether a run was killed between the first and the last swap.
pub(super) fn is_interrupted(root: &Path) -> bool {
    root.join(FOLDER).join(COMMIT).exists()
}

/// Finishes or forgets what a killed run left.
pub(super) fn recover(root: &Path) -> io::Result<()> {
    remove_if_there(&aside(root))?;
    let staging = root.join(FOLDER);
    match fs::read_to_string(staging.join(COMMIT)) {
        Ok(commit) => finish(root, &commit),
        Err(error) if error.kind() == io::ErrorKind::NotFound => remove_if_there(&staging),
        Err(error) => Err(error),
    }
}

/// Writes a crate where there is none: beside its place, then there in one rename.
pub(super) fn create(root: &Path, files: &Files) -> io::Result<()> {
    let aside = aside(root);
    for (path, text) in files {
        write_file(&aside.join(path), text)?;
    }
    // A rename replaces an empty folder on some systems only.
    match fs::remove_dir(root) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::rename(&aside, root)
}

fn aside(root: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(root.file_name().unwrap_or_default());
    name.push(FOLDER);
    root.with_file_name(name)
}

/// Replaces the owned folders and single files in which something is stale.
pub(super) fn replace(
    root: &Path,
    owned: &[&str],
    files: &Files,
    stale: &[Stale],
) -> io::Result<()> {
    let new = root.join(FOLDER).join(NEW);
    let stale: BTreeSet<&Path> = stale.iter().map(|stale| stale.path.as_path()).collect();
    let mut commit = String::new();
    for folder in owned
        .iter()
        .filter(|folder| stale.iter().any(|path| path.starts_with(folder)))
    {
        for (path, text) in files.iter().filter(|(path, _)| path.starts_with(folder)) {
            let staged = new.join(path);
            if stale.contains(path.as_path()) {
                write_file(&staged, text)?;
            } else {
                link_file(&root.join(path), &staged)?;
            }
        }
        commit.push_str(&commit_line(&new, folder));
    }
    for (path, text) in files {
        let single = !owned.iter().any(|folder| path.starts_with(folder));
        if single && stale.contains(path.as_path()) {
            write_file(&new.join(path), text)?;
            commit.push_str(&commit_line(&new, &path.to_string_lossy()));
        }
    }
    let staging = root.join(FOLDER);
    write_file(&staging.join("commit-to-be"), &commit)?;
    fs::rename(staging.join("commit-to-be"), staging.join(COMMIT))?;
    finish(root, &commit)
}

/// A line of the commit: the identity of what is staged, 0 when unknown and `-` when nothing is, and where it goes.
fn commit_line(new: &Path, path: &str) -> String {
    let staged = new.join(path);
    let identity = if staged.exists() {
        identity(&staged).to_string()
    } else {
        "-".to_owned()
    };
    format!("{identity} {path}\n")
}

/// Does every swap that is still to be done.
fn finish(root: &Path, commit: &str) -> io::Result<()> {
    let staging = root.join(FOLDER);
    for line in commit.lines() {
        let Some((identity, path)) = line.split_once(' ') else {
            continue;
        };
        let (staged, target, old) = (
            staging.join(NEW).join(path),
            root.join(path),
            staging.join(OLD).join(path),
        );
        if identity == "-" {
            move_if_there(&target, &old)?;
        } else if staged.exists() && !is_swapped(&target, identity) {
            swap(&staged, &target, &old)?;
        }
    }
    // Without the commit the rest is rubbish, however much of it is left.
    fs::remove_file(staging.join(COMMIT))?;
    remove_if_there(&staging)
}

fn is_swapped(target: &Path, identity: &str) -> bool {
    identity != "0" && target.exists() && self::identity(target).to_string() == identity
}

fn swap(staged: &Path, target: &Path, old: &Path) -> io::Result<()> {
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent)?;
    }
    if !staged.is_dir() {
        // A rename replaces a file in one step.
        return fs::rename(staged, target);
    }
    if exchange(staged, target) {
        return Ok(());
    }
    move_if_there(target, old)?;
    fs::rename(staged, target)
}

/// Swaps two folders in one step, where the system can.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(staged: &Path, target: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, staged, CWD, target, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

/// What a folder keeps through renames. After an exchange the old folder lies where the new one was staged, and only this
/// tells whether it has been done.
#[cfg(unix)]
fn identity(path: &Path) -> u64 {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).map_or(0, |metadata| metadata.ino())
}

#[cfg(not(unix))]
fn identity(_: &Path) -> u64 {
    0
}

fn write_file(path: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, text)
}

fn link_file(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent)?;
    }
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to)?;
    let modified = fs::metadata(from)?.modified()?;
    fs::File::options()
        .write(true)
        .open(to)?
        .set_modified(modified)
}

fn move_if_there(from: &Path, to: &Path) -> io::Result<()> {
    if !from.exists() {
        return Ok(());
    }
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent)?;
    }
    remove_if_there(to)?;
    fs::rename(from, to)
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A root with the old crate, and the staging folder as [`replace`] leaves it at the commit.
    fn committed(name: &str) -> (PathBuf, String) {
        let root =
            std::env::temp_dir().join(format!("generator-staging-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        write_file(&root.join("src/a.rs"), "old").unwrap();
        write_file(&root.join("Cargo.toml"), "old").unwrap();
        let new = root.join(FOLDER).join(NEW);
        write_file(&new.join("src/b.rs"), "new").unwrap();
        write_file(&new.join("Cargo.toml"), "new").unwrap();
        let commit = commit_line(&new, "src") + &commit_line(&new, "Cargo.toml");
        (root, commit)
    }

    fn is_new(root: &Path) -> bool {
        !root.join("src/a.rs").exists()
            && fs::read_to_string(root.join("src/b.rs")).is_ok_and(|text| text == "new")
            && fs::read_to_string(root.join("Cargo.toml")).is_ok_and(|text| text == "new")
            && !root.join(FOLDER).exists()
    }

    #[test]
    fn a_run_killed_before_the_commit_leaves_the_old_crate() {
        let (root, _) = committed("before");
        assert!(!is_interrupted(&root));
        recover(&root).unwrap();
        assert_eq!(fs::read_to_string(root.join("src/a.rs")).unwrap(), "old");
        assert_eq!(fs::read_to_string(root.join("Cargo.toml")).unwrap(), "old");
        assert!(!root.join(FOLDER).exists());
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_run_killed_after_the_commit_is_finished_wherever_it_stopped() {
        for stop in 0..5 {
            let (root, commit) = committed(&format!("after-{stop}"));
            let staging = root.join(FOLDER);
            write_file(&staging.join(COMMIT), &commit).unwrap();
            match stop {
                0 => {}
                // In the middle of a swap by two renames.
                1 => move_if_there(&root.join("src"), &staging.join("old/src")).unwrap(),
                2 => swap(
                    &staging.join("new/src"),
                    &root.join("src"),
                    &staging.join("old/src"),
                )
                .unwrap(),
                3 => {
                    move_if_there(&root.join("src"), &staging.join("old/src")).unwrap();
                    fs::rename(staging.join("new/src"), root.join("src")).unwrap();
                    fs::rename(staging.join("new/Cargo.toml"), root.join("Cargo.toml")).unwrap();
                }
                _ => {
                    finish(&root, &commit).unwrap();
                }
            }
            assert_eq!(is_interrupted(&root), stop < 4);
            recover(&root).unwrap();
            assert!(is_new(&root), "stopped at {stop}");
            fs::remove_dir_all(root).unwrap();
        }
    }
}
