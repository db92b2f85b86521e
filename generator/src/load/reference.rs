//! Resolves the file part of a `$ref`, including common misspellings.

use std::path::{Component, Path, PathBuf};

use super::Roots;
use super::pointer::decode_percent;

/// The result of resolving a file reference.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Found {
    /// The file exists at the path of the reference.
    There(PathBuf),
    /// The file is not at the path of the reference, but there is a single candidate.
    Elsewhere(PathBuf),
    /// The file does not exist. This path was searched.
    Missing(PathBuf),
    /// The file exists, but is not below a root.
    Outside(PathBuf),
    /// The reference is not a local file.
    Remote,
}

/// Splits a reference into the file and the pointer.
pub(super) fn split_reference(reference: &str) -> (&str, &str) {
    let reference = reference.trim();
    reference.split_once('#').unwrap_or((reference, ""))
}

/// Finds the file of a reference. `from` is the referring file, `file` the file part of the reference.
pub(super) fn find_file(from: &Path, file: &str, roots: &Roots) -> Found {
    match find_anywhere(from, file, roots.specification.as_deref()) {
        Found::There(path) | Found::Elsewhere(path) if !roots.allow(&path) => Found::Outside(path),
        found => found,
    }
}

fn find_anywhere(from: &Path, file: &str, root: Option<&Path>) -> Found {
    if file.contains("://") {
        return match root.and_then(|root| map_link(file, root)) {
            Some(path) if path.is_file() => Found::There(path),
            _ => Found::Remote,
        };
    }
    let folder = from.parent().unwrap_or(Path::new(""));
    let spelling = file.replace('\\', "/");
    let tried = clean_path(&folder.join(&spelling));
    if tried.is_file() {
        return Found::There(tried);
    }
    if let Some(decoded) = decode_percent(&spelling) {
        let path = clean_path(&folder.join(decoded));
        if path.is_file() {
            return Found::There(path);
        }
    }
    let elsewhere =
        find_in_other_case(&tried).or_else(|| find_from_ancestors(folder, &spelling, root));
    elsewhere.map_or(Found::Missing(tried), Found::Elsewhere)
}

/// Maps a link into azure-rest-api-specs to a local file. The paths below `specification/` are the same.
pub(crate) fn map_link(link: &str, root: &Path) -> Option<PathBuf> {
    let rest = link
        .strip_prefix("https://")
        .or_else(|| link.strip_prefix("http://"))?;
    let (host, path) = rest.split_once('/')?;
    if !["github.com", "www.github.com", "raw.githubusercontent.com"]
        .contains(&host.to_ascii_lowercase().as_str())
    {
        return None;
    }
    let (repository, below) = path.split_once("/specification/")?;
    if !repository
        .to_ascii_lowercase()
        .contains("azure-rest-api-specs")
    {
        return None;
    }
    let below = below.split(['?', '#']).next().unwrap_or(below);
    let below = decode_percent(below).unwrap_or_else(|| below.to_owned());
    Some(clean_path(&root.join(below)))
}

/// Finds a file ignoring case, because documents written on Windows may have the wrong case.
fn find_in_other_case(path: &Path) -> Option<PathBuf> {
    let mut found = PathBuf::new();
    for component in path.components() {
        let next = found.join(component);
        found = match component {
            Component::Normal(name) if !next.exists() => {
                let wanted = name.to_str()?;
                let entries = std::fs::read_dir(&found).ok()?;
                let mut alike = entries
                    .filter_map(|entry| Some(entry.ok()?.file_name()))
                    .filter(|name| {
                        name.to_str()
                            .is_some_and(|name| name.eq_ignore_ascii_case(wanted))
                    });
                let only = alike.next()?;
                if alike.next().is_some() {
                    return None;
                }
                found.join(only)
            }
            _ => next,
        };
    }
    found.is_file().then_some(found)
}

/// Finds the file of a reference with a wrong number of `../`, by trying the parent folders up to `specification`.
fn find_from_ancestors(folder: &Path, file: &str, root: Option<&Path>) -> Option<PathBuf> {
    let root = root?;
    let below: PathBuf = Path::new(file)
        .components()
        .filter(|part| matches!(part, Component::Normal(_)))
        .collect();
    // A bare file name is ambiguous, because any parent folder could contain such a file.
    if below.components().count() < 2 || !folder.starts_with(root) {
        return None;
    }
    folder
        .ancestors()
        .take_while(|ancestor| ancestor.starts_with(root))
        .map(|ancestor| clean_path(&ancestor.join(&below)))
        .find(|path| path.is_file())
}

/// Normalizes `.` and `..` in a path without accessing the file system, so that each file has one path.
pub(crate) fn clean_path(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => match clean.components().next_back() {
                Some(Component::Normal(_)) => {
                    clean.pop();
                }
                Some(Component::RootDir | Component::Prefix(_)) => {}
                _ => clean.push(".."),
            },
            _ => clean.push(component),
        }
    }
    clean
}

/// Returns the normalized absolute path.
pub(crate) fn absolute_path(path: &Path) -> PathBuf {
    clean_path(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

/// Returns the `specification` folder that contains a file.
pub fn specification_root(file: &Path) -> Option<&Path> {
    file.ancestors().find(|ancestor| {
        ancestor
            .file_name()
            .is_some_and(|name| name == "specification")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_have_one_spelling() {
        assert_eq!(
            clean_path(Path::new("a/./b//../c.json")),
            Path::new("a/c.json")
        );
        assert_eq!(clean_path(Path::new("../../a")), Path::new("../../a"));
        assert_eq!(clean_path(Path::new("/../a")), Path::new("/a"));
    }

    #[test]
    fn links_into_the_specifications_are_local() {
        let root = Path::new("/specs/specification");
        let map = |link| map_link(link, root);
        let types = Some(PathBuf::from(
            "/specs/specification/common-types/types.json",
        ));
        assert_eq!(
            map(
                "https://github.com/Azure/azure-rest-api-specs/blob/main/specification/common-types/types.json"
            ),
            types
        );
        assert_eq!(
            map(
                "https://raw.githubusercontent.com/Azure/azure-rest-api-specs/0abc/specification/common-types/types.json"
            ),
            types
        );
        assert_eq!(
            map(
                "https://github.com/Azure/azure-rest-api-specs-pr/tree/some/branch/specification/common-types/types.json#L1"
            ),
            types
        );
        assert_eq!(
            map("https://example.com/azure-rest-api-specs/specification/common-types/types.json"),
            None
        );
        assert_eq!(
            map("https://github.com/Azure/other/blob/main/specification/types.json"),
            None
        );
    }
}
