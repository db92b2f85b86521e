//! The folders that files may be read from, whatever a document refers to.

use std::path::{Path, PathBuf};

use super::reference::{absolute_path, specification_root};

/// The folders that `$ref`s, examples and input files may lead to, after symbolic links are resolved.
#[derive(Clone, Debug, Default)]
pub struct Roots {
    /// The `specification` folder, which links into azure-rest-api-specs are mapped to.
    pub(super) specification: Option<PathBuf>,
    /// Without symbolic links.
    allowed: Vec<PathBuf>,
}

impl Roots {
    /// The roots of files that the user named: for each its `specification` folder, or the git checkout that it lies in, or its own
    /// folder; and the folders `more`.
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

    /// Whether a file that exists lies below one of the roots.
    pub fn allow(&self, file: &Path) -> bool {
        std::fs::canonicalize(file)
            .is_ok_and(|file| self.allowed.iter().any(|root| file.starts_with(root)))
    }
}

fn root_of(file: &Path) -> Option<&Path> {
    let folder = file.parent()?;
    let home = std::env::home_dir();
    // Some keep their home directory in git, and it is not what they meant.
    let is_checkout =
        |folder: &&Path| folder.join(".git").exists() && home.as_deref() != Some(*folder);
    specification_root(file)
        .or_else(|| folder.ancestors().find(is_checkout))
        .or(Some(folder))
}
