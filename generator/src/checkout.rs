//! The packages of a checkout of azure-rest-api-specs, with the names of their crates.

mod names;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use crate::autorest_config::{Readme, read_readme};
use crate::diagnostics::{Diagnostics, Location, code, shown_path};
use crate::load::{Roots, parse_file};

use names::plan_names;
pub use names::service_stem;

/// A tag of a readme.
#[derive(Debug)]
pub struct Entry {
    /// Folder of the readme, below `specification`.
    pub service: String,
    /// Path of the readme, below `specification`.
    pub readme: String,
    /// Tag. Empty for a readme without tags.
    pub tag: String,
    /// Name of the crate.
    pub name: String,
    /// Name of the service's client.
    pub title: String,
    /// Input files of the tag.
    pub inputs: Vec<PathBuf>,
    /// Scopes of tokens in the readme.
    pub credential_scopes: Vec<String>,
    /// Total length of the inputs, used to schedule the work.
    pub weight: u64,
    /// Diagnostics before generation.
    pub diagnostics: Diagnostics,
}

/// A package in a list of packages. Other properties of the list are ignored.
#[derive(Deserialize)]
struct Listed {
    readme: String,
    tag: Option<String>,
}

/// Returns the folder `specification` of a checkout, or the folder itself.
pub fn specification_folder(root: &Path) -> PathBuf {
    let below = root.join("specification");
    if below.is_dir() {
        below
    } else {
        root.to_owned()
    }
}

/// The result of looking up a service.
#[derive(Debug)]
pub enum ServiceLookup {
    /// The service was found.
    Found {
        /// Path of the readme.
        readme: PathBuf,
        /// Name of the service, without the folders that all services have.
        stem: String,
    },
    /// There is no service with this name, or several.
    Missing {
        /// Description of the problem.
        message: String,
        /// Suggestion.
        help: String,
    },
}

/// Finds the readme of a service by its folder below `specification`, such as `compute` or `containerservice/aks`, or
/// by the path of the readme.
pub fn find_service(root: &Path, name: &str) -> ServiceLookup {
    let specification = specification_folder(root);
    let found = |readme: PathBuf| ServiceLookup::Found {
        stem: service_stem(&specification, &readme),
        readme,
    };
    for base in [root, &specification] {
        let path = crate::load::absolute_path(&base.join(name));
        if path.is_file() {
            return found(path);
        }
        for below in ["resource-manager/readme.md", "readme.md"] {
            if path.join(below).is_file() && name != "." {
                return found(path.join(below));
            }
        }
    }
    let first = name.split('/').next().unwrap_or_default();
    let folder = specification.join(first);
    let named = |path: &PathBuf| service_stem(&specification, path) == name.to_ascii_lowercase();
    let mut candidates = find_all_readmes(&folder);
    if first != name || candidates.iter().any(named) {
        candidates.retain(named);
    } else if let management @ [_, ..] = find_readmes(&folder).as_slice() {
        candidates = management.to_vec();
    }
    match candidates.as_slice() {
        [only] => found(only.clone()),
        [] => {
            let services = service_names(&specification);
            if services.is_empty() {
                return ServiceLookup::Missing {
                    message: format!("{} has no services", shown_path(&specification)),
                    help: "set `specs` to a checkout of azure-rest-api-specs, or to `{git: \
                           https://github.com/Azure/azure-rest-api-specs, rev: main}`"
                        .to_owned(),
                };
            }
            let near = crate::diagnostics::nearest(name, services.iter().map(String::as_str));
            let did_you_mean = match near.as_slice() {
                [] => String::new(),
                near => format!("did you mean `{}`? ", near.join("` or `")),
            };
            ServiceLookup::Missing {
                message: format!("the API descriptions have no service `{name}`"),
                help: format!(
                    "{did_you_mean}`arm-bindgen list --specs {}` prints the services",
                    shown_path(root)
                ),
            }
        }
        several => {
            let stem = |path: &PathBuf| service_stem(&specification, path);
            let stems: Vec<String> = several.iter().map(stem).collect();
            let is_unique = |stem| stems.iter().filter(|it| *it == stem).count() == 1;
            let names = several
                .iter()
                .zip(&stems)
                .map(|(path, stem)| match is_unique(stem) {
                    true => stem.clone(),
                    false => shown_path(path.strip_prefix(&specification).unwrap_or(path)),
                });
            ServiceLookup::Missing {
                message: format!("`{name}` has several services"),
                help: format!("use one of {}", names.collect::<Vec<_>>().join(", ")),
            }
        }
    }
}

/// Returns the names of the folders of all services.
fn service_names(specification: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(specification) else {
        return Vec::new();
    };
    let folders = entries
        .flatten()
        .filter(|it| it.file_type().is_ok_and(|kind| kind.is_dir()));
    let mut names: Vec<String> = folders
        .map(|it| it.file_name().to_string_lossy().into_owned())
        .filter(|name| name != "common-types")
        .collect();
    names.sort();
    names
}

/// Every package, by its readme and then in the order of its tags.
pub fn find_entries(root: &Path, allowed: &[PathBuf], all_tags: bool) -> Vec<Entry> {
    let mut entries = Vec::new();
    for path in find_readmes(root) {
        let mut diagnostics = Diagnostics::default();
        match read_inside(root, &path, allowed, &mut diagnostics) {
            // Other texts are called readme.md too.
            Some(readme) if !readme.is_configuration() => {}
            Some(readme) => {
                let tag = readme.default_tag.clone();
                add_entries(root, &readme, tag, all_tags, &diagnostics, &mut entries);
            }
            None => entries.push(broken_entry(root, &path, diagnostics)),
        }
    }
    plan_names(&mut entries, all_tags);
    entries
}

/// Returns the packages in a list.
pub fn read_entries(
    root: &Path,
    list: &Path,
    allowed: &[PathBuf],
    all_tags: bool,
    diagnostics: &mut Diagnostics,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    for listed in read_list(list, diagnostics) {
        let path = root.join(&listed.readme);
        let mut found = Diagnostics::default();
        match read_inside(root, &path, allowed, &mut found) {
            Some(readme) => {
                let tag = listed.tag.or(readme.default_tag.clone());
                add_entries(root, &readme, tag, all_tags, &found, &mut entries);
            }
            None => entries.push(broken_entry(root, &path, found)),
        }
    }
    plan_names(&mut entries, all_tags);
    entries
}

/// Reads a readme that was found in the checkout `root`: a link may not lead out of it.
pub fn read_inside(
    root: &Path,
    path: &Path,
    allowed: &[PathBuf],
    diagnostics: &mut Diagnostics,
) -> Option<Readme> {
    let mut roots = allowed.to_vec();
    roots.push(root.to_owned());
    if path.starts_with(root) && path.exists() && !Roots::of(&[], &roots).allow(path) {
        let message = "the readme leads out of the folder of the API descriptions";
        diagnostics
            .error(
                &code::OUTSIDE_ROOT,
                Location::new(path.to_owned(), ""),
                message,
            )
            .help("allow its folder with --allow-root if you trust it");
        return None;
    }
    read_readme(path, &roots, diagnostics)
}

fn read_list(list: &Path, diagnostics: &mut Diagnostics) -> Vec<Listed> {
    let list: Arc<Path> = crate::load::absolute_path(list).into();
    let at = Location::new(list.clone(), "");
    let value = match parse_file(&list) {
        Ok((value, found)) => {
            diagnostics.append(found);
            value
        }
        Err(error) => {
            diagnostics.error(
                &code::MISSING_FILE,
                at,
                format!("the list cannot be read: {error}"),
            );
            return Vec::new();
        }
    };
    let Some(serde_json::Value::Array(items)) = value else {
        diagnostics
            .error(&code::MALFORMED_LIST, at, "the list is not an array")
            .help(
                "the format is `[{\"readme\": .., \"tag\": ..}]`, with paths below specification/",
            );
        return Vec::new();
    };
    let mut listed = Vec::new();
    for (index, item) in items.into_iter().enumerate() {
        match serde_json::from_value(item) {
            Ok(item) => listed.push(item),
            Err(error) => {
                diagnostics
                    .error(
                        &code::MALFORMED_LIST,
                        at.child(&index.to_string()),
                        error.to_string(),
                    )
                    .help("a package has a `readme` and, optionally, a `tag`");
            }
        }
    }
    listed
}

/// Folder of the descriptions of the management plane in that of a service.
const MANAGEMENT: &str = "resource-manager";

/// Folder of the descriptions of data planes in that of a service.
const DATA: &str = "data-plane";

/// Returns every readme.md of the management plane, sorted by path.
pub fn find_readmes(root: &Path) -> Vec<PathBuf> {
    find_readmes_below(root, &[MANAGEMENT])
}

/// Returns every readme.md of the management plane and of data planes, sorted by path.
pub fn find_all_readmes(root: &Path) -> Vec<PathBuf> {
    find_readmes_below(root, &[MANAGEMENT, DATA])
}

fn find_readmes_below(root: &Path, planes: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let is_plane = |name: &OsStr| planes.iter().any(|plane| name == *plane);
    let inside = root.iter().any(is_plane);
    let mut open = vec![(root.to_owned(), inside)];
    while let Some((folder, inside)) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            let name = entry.file_name();
            // Symbolic links are not followed, because a link to a parent folder would never end.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                if name != "examples" {
                    open.push((entry.path(), inside || is_plane(&name)));
                }
            } else if inside && name.eq_ignore_ascii_case("readme.md") {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    found
}

fn add_entries(
    root: &Path,
    readme: &Readme,
    tag: Option<String>,
    all_tags: bool,
    found: &Diagnostics,
    entries: &mut Vec<Entry>,
) {
    let tags = if all_tags {
        readme.tags().into_iter().map(str::to_owned).collect()
    } else {
        Vec::new()
    };
    let tags = if tags.is_empty() {
        vec![tag.unwrap_or_default()]
    } else {
        tags
    };
    for tag in tags {
        let mut diagnostics = found.clone();
        readme.check_inputs(&tag, &mut diagnostics);
        let inputs = readme.inputs(&tag);
        let length =
            |input: &PathBuf| std::fs::metadata(input).map_or(0, |metadata| metadata.len());
        entries.push(Entry {
            weight: inputs.iter().map(length).sum(),
            title: readme.title.clone().unwrap_or_default(),
            credential_scopes: readme.credential_scopes.clone(),
            tag,
            inputs,
            diagnostics,
            ..broken_entry(root, &readme.path, Diagnostics::default())
        });
    }
}

fn broken_entry(root: &Path, readme: &Path, diagnostics: Diagnostics) -> Entry {
    let below = readme.strip_prefix(root).unwrap_or(readme);
    let text = |path: &Path| {
        path.iter()
            .map(|part| part.to_string_lossy())
            .collect::<Vec<_>>()
            .join("/")
    };
    Entry {
        service: below.parent().map(text).unwrap_or_default(),
        readme: text(below),
        tag: String::new(),
        name: String::new(),
        title: String::new(),
        inputs: Vec::new(),
        credential_scopes: Vec::new(),
        weight: 0,
        diagnostics,
    }
}
