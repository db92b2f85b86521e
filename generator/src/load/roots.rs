//! The folders from which files may be read.

use std::path::{Path, PathBuf};

use super::reference::{absolute_path, specification_root};

/// The folders that may contain referenced documents, examples and input files, after resolving symbolic links.
#[derive(Clone, Debug, Default)]
pub struct Roots {
    /// The `specification` folder, used for links into azure-rest-api-specs.
    pub(super) specification: Option<PathBuf>,
    /// Folders without symbolic links.
    allowed: Vec<PathBuf>,
}

impl Roots {
    /// Returns the roots for input files, and the folders `more`. The root of a file is its `specification` folder, its
    /// git checkout, or the folder that contains it.
    pub fn of(files: &[PathBuf], more: &[PathBuf]) -> Self {
        let files: Vec<PathBuf> = files.iter().map(|file| absolute_path(file)).collect();
        let specification = files.iter().find_map(|file| specification_root(file));
        let roots = files.iter().filter_map(|file| root_of(file));
        let mut allowed: Vec<PathBuf> = roots
            .chain(more.iter().map(PathBuf::as_path))
            .filter_map(|root| std::fs::canonicalize(root).ok())
            .collect();
        allowed.sort();
        allowed.dedup();
        Self {
            specification: specification.map(Path::to_owned),
            allowed,
        }
    }

    /// Returns `true` if an existing file is below one of the roots.
    pub fn allow(&self, file: &Path) -> bool {
        std::fs::canonicalize(file)
            .is_ok_and(|file| self.allowed.iter().any(|root| file.starts_with(root)))
    }
}

fn root_of(file: &Path) -> Option<&Path> {
    let folder = file.parent()?;
    let home = std::env::home_dir();
    // A home directory that is a git checkout is not a root.
    let is_checkout =
        |folder: &&Path| folder.join(".git").exists() && home.as_deref() != Some(*folder);
    specification_root(file)
        .or_else(|| folder.ancestors().find(is_checkout))
        .or(Some(folder))
}
