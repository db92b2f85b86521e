//! Determines which files belong to the generator: those below the root that begin with its header and are not reached
//! through a symbolic link.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::invalid;
use crate::header::is_ours;

/// Rejects a path that could leave the root.
pub(super) fn check_path(path: &Path) -> io::Result<()> {
    let is_plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    if path.components().next().is_some() && path.components().all(is_plain) {
        Ok(())
    } else {
        Err(invalid(format!(
            "{} does not lie below the root",
            path.display()
        )))
    }
}

/// Rejects a path that contains a symbolic link.
pub(super) fn check_parents(root: &Path, path: &Path) -> io::Result<()> {
    let mut below = root.to_owned();
    for part in path.components() {
        below.push(part);
        if fs::symlink_metadata(&below).is_ok_and(|metadata| metadata.is_symlink()) {
            return Err(invalid(format!(
                "{} is a symbolic link, which could lead elsewhere",
                below.display()
            )));
        }
    }
    Ok(())
}

/// Returns the files at or below `path` without the header, as paths below `root`. Empty files are ignored.
pub(super) fn foreign_files(root: &Path, path: &Path) -> Vec<PathBuf> {
    let mut foreign = Vec::new();
    let mut open = vec![path.to_owned()];
    while let Some(path) = open.pop() {
        let full = root.join(&path);
        let Ok(metadata) = fs::symlink_metadata(&full) else {
            continue;
        };
        if metadata.is_dir() {
            let entries = fs::read_dir(&full).into_iter().flatten().flatten();
            open.extend(entries.map(|entry| path.join(entry.file_name())));
        } else if !metadata.is_file() || (metadata.len() > 0 && !has_header(&full)) {
            foreign.push(path);
        }
    }
    foreign.sort();
    foreign
}

fn has_header(path: &Path) -> bool {
    fs::read_to_string(path).is_ok_and(|text| is_ours(&text))
}
