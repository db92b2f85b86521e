//! The names of services and of their crates, by the folders of their readmes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{Entry, MANAGEMENT};

/// Returns the name of the service of a readme: its folders, without those that all services have.
pub fn service_stem(specification: &Path, readme: &Path) -> String {
    let below = readme
        .strip_prefix(specification)
        .ok()
        .and_then(Path::parent);
    let folder = below.map(Path::to_owned).unwrap_or_else(|| {
        let folder = readme.parent().and_then(Path::file_name);
        PathBuf::from(folder.unwrap_or_default())
    });
    let is_management = folder.iter().any(|part| part == MANAGEMENT);
    let parts = folder
        .iter()
        .map(|part| part.to_string_lossy().to_ascii_lowercase());
    let own = parts.filter_map(|part| match part.strip_prefix("microsoft.") {
        Some(_) if is_management => None,
        Some(rest) => Some(rest.to_owned()),
        None => Some(part).filter(|part| part != MANAGEMENT),
    });
    without_repetitions(own).join("/")
}

/// Leaves out a folder with the same letters and digits as the one before, such as `Dns` in `dns/Dns`.
fn without_repetitions<T: AsRef<str>>(parts: impl Iterator<Item = T>) -> Vec<T> {
    let letters = |part: &T| {
        let letters = part.as_ref().chars().filter(char::is_ascii_alphanumeric);
        letters.collect::<String>().to_ascii_lowercase()
    };
    let mut kept: Vec<T> = Vec::new();
    for part in parts {
        if kept.last().map(letters) != Some(letters(&part)) {
            kept.push(part);
        }
    }
    kept
}

/// Gives each entry a unique name that depends on its folder and tag only: a longer form if the shorter one is
/// ambiguous, and a number if the longest one is.
pub(super) fn plan_names(entries: &mut [Entry], with_tags: bool) {
    let forms: Vec<[String; 2]> = entries
        .iter()
        .map(|entry| {
            let tag = if with_tags {
                entry.tag.strip_prefix("package-").unwrap_or(&entry.tag)
            } else {
                ""
            };
            let parts = entry.service.split('/').filter(|part| *part != MANAGEMENT);
            let is_provider = |part: &str| part.to_ascii_lowercase().starts_with("microsoft.");
            let mut short = without_repetitions(parts.clone().filter(|part| !is_provider(part)));
            short.push(tag);
            let long: Vec<&str> = parts.chain([tag]).collect();
            [crate_name(&short), crate_name(&long)]
        })
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for [short, _] in &forms {
        *counts.entry(short).or_default() += 1;
    }
    let mut taken = BTreeSet::new();
    for (entry, [short, long]) in entries.iter_mut().zip(&forms) {
        let base = if counts[short.as_str()] == 1 {
            short
        } else {
            long
        };
        let numbered = (2usize..).map(|number| format!("{base}-{number}"));
        entry.name = std::iter::once(base.clone())
            .chain(numbered)
            .find(|name| taken.insert(name.clone()))
            .unwrap_or_default();
    }
}

/// Joins the words of the parts, with the prefix `arm-`.
fn crate_name(parts: &[&str]) -> String {
    let mut name = String::from("arm");
    for part in parts {
        let words = part
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty());
        for word in words {
            name.push('-');
            name.push_str(&word.to_ascii_lowercase());
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkout::broken_entry;
    use crate::diagnostics::Diagnostics;

    fn names(services: &[(&str, &str)], with_tags: bool) -> Vec<String> {
        let mut entries: Vec<Entry> = services
            .iter()
            .map(|(service, tag)| Entry {
                tag: (*tag).to_owned(),
                ..broken_entry(
                    Path::new("/"),
                    &Path::new("/").join(service).join("readme.md"),
                    Diagnostics::default(),
                )
            })
            .collect();
        plan_names(&mut entries, with_tags);
        entries.into_iter().map(|entry| entry.name).collect()
    }

    #[test]
    fn services_are_named_after_their_own_folders() {
        for (folder, name) in [
            ("dns/resource-manager", "dns"),
            ("dns/resource-manager/Microsoft.Network/Dns", "dns"),
            ("api-x/resource-manager/Microsoft.ApiX/ApiX", "api-x"),
            ("a/resource-manager/Microsoft.A/a/A", "a"),
            ("a/resource-manager/Microsoft.A/B", "a/b"),
            ("a/resource-manager/Microsoft.A/B/a", "a/b/a"),
            (
                "search/data-plane/Azure.Search",
                "search/data-plane/azure.search",
            ),
            (
                "search/data-plane/Microsoft.Search",
                "search/data-plane/search",
            ),
        ] {
            let readme = Path::new("/s").join(folder).join("readme.md");
            assert_eq!(service_stem(Path::new("/s"), &readme), name, "{folder}");
        }
    }

    #[test]
    fn crates_are_named_after_their_folders() {
        let services = [
            ("communication/resource-manager", ""),
            (
                "containerservice/resource-manager/Microsoft.ContainerService/aks",
                "",
            ),
            ("azure-kusto/resource-manager", ""),
            ("dns/resource-manager/Microsoft.Network/Dns", ""),
            ("x/resource-manager/Microsoft.A/core", ""),
            ("x/resource-manager/Microsoft.B/core", ""),
            ("X/resource-manager/Microsoft.B/core", ""),
        ];
        assert_eq!(
            names(&services, false),
            [
                "arm-communication",
                "arm-containerservice-aks",
                "arm-azure-kusto",
                "arm-dns",
                "arm-x-microsoft-a-core",
                "arm-x-microsoft-b-core",
                "arm-x-microsoft-b-core-2"
            ]
        );
        let tags = [
            ("a/resource-manager", "package-2020-01"),
            ("a/resource-manager", "package-preview-2020-01"),
        ];
        assert_eq!(
            names(&tags, true),
            ["arm-a-2020-01", "arm-a-preview-2020-01"]
        );
    }
}
