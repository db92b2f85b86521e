//! `list`: prints the services of the API descriptions, or the tags of a service.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::fetch::folder_of_readmes;
use crate::autorest_config::{Readme, read_readme};
use crate::checkout::{
    ServiceLookup, find_all_readmes, find_service, read_inside, service_stem, specification_folder,
};
use crate::cli::{Cli, List};
use crate::diagnostics::Diagnostics;
use crate::load::absolute_path;
use crate::outcome::Outcome;
use crate::summary::is_preview;

/// Prints the table.
pub(super) fn list(command: &List, cli: &Cli) -> Outcome {
    if let Some(readme) = &command.readme {
        return list_tags(None, readme, cli);
    }
    let root = match &command.specs {
        Some(folder) => absolute_path(folder),
        None => match folder_of_readmes(cli) {
            Ok(folder) => folder,
            Err(outcome) => return outcome,
        },
    };
    match &command.service {
        Some(service) => match find_service(&root, service) {
            ServiceLookup::Found { readme, .. } => list_tags(Some(&root), &readme, cli),
            ServiceLookup::Missing { message, help } => {
                Outcome::failure(format!("{message}\n  help: {help}"))
            }
        },
        None => list_services(&specification_folder(&root), cli),
    }
}

fn list_services(specification: &Path, cli: &Cli) -> Outcome {
    let mut diagnostics = Diagnostics::default();
    let roots = cli.allowed_roots();
    let mut rows = Vec::new();
    for path in find_all_readmes(specification) {
        let readme = read_inside(specification, &path, &roots, &mut diagnostics);
        let Some(readme) = readme.filter(Readme::is_configuration) else {
            continue;
        };
        let tag = readme.default_tag.clone().unwrap_or_default();
        let tags = readme.tags().len();
        let versions = shown_versions(&readme.inputs(&tag));
        rows.push([
            service_stem(specification, &path),
            tag,
            versions,
            tags.to_string(),
        ]);
    }
    if rows.is_empty() {
        return Outcome::failure(format!(
            "{} has no services; set a checkout of azure-rest-api-specs with --specs",
            specification.display()
        ));
    }
    rows.sort();
    let mut outcome = table(["service", "default tag", "API versions", "tags"], &rows);
    // Warnings belong to those who generate.
    if diagnostics.has_errors() {
        outcome.take(&diagnostics, cli.global);
    }
    outcome
}

/// Lists the tags of a readme, which the user named, or its checkout `root`.
fn list_tags(root: Option<&Path>, path: &Path, cli: &Cli) -> Outcome {
    let mut diagnostics = Diagnostics::default();
    let roots = cli.allowed_roots();
    let readme = match root {
        Some(root) => read_inside(root, path, &roots, &mut diagnostics),
        None => read_readme(path, &roots, &mut diagnostics),
    };
    let Some(readme) = readme else {
        let mut outcome = Outcome::default();
        outcome.take(&diagnostics, cli.global);
        return outcome;
    };
    let default = readme.default_tag.as_deref().unwrap_or_default();
    let rows: Vec<[String; 4]> = (readme.tags().into_iter())
        .map(|tag| {
            let inputs = readme.inputs(tag);
            let note = match (tag == default, readme.resolve_tag(tag)) {
                (true, _) => "default".to_owned(),
                (false, resolved) if resolved != tag => format!("is {resolved}"),
                _ => String::new(),
            };
            [
                tag.to_owned(),
                shown_versions(&inputs),
                inputs.len().to_string(),
                note,
            ]
        })
        .collect();
    let mut outcome = table(["tag", "API versions", "documents", ""], &rows);
    outcome.take(&diagnostics, cli.global);
    outcome
}

/// Returns the api-versions in the paths of documents, with a note on previews.
fn shown_versions(inputs: &[PathBuf]) -> String {
    let parts = inputs.iter().flat_map(|path| path.iter());
    let versions: BTreeSet<String> = parts
        .map(|part| part.to_string_lossy().into_owned())
        .filter(|part| is_version(part))
        .collect();
    let Some(latest) = versions.last() else {
        return String::new();
    };
    let more = match versions.len() {
        1 => String::new(),
        many => format!(" and {} more", many - 1),
    };
    let preview = versions.iter().any(|it| is_preview(it));
    format!("{latest}{more}{}", if preview { " (preview)" } else { "" })
}

fn is_version(part: &str) -> bool {
    let date = part.as_bytes();
    date.len() >= 10
        && date[..10]
            .iter()
            .enumerate()
            .all(|(index, byte)| match index {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            })
}

fn table(head: [&str; 4], rows: &[[String; 4]]) -> Outcome {
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.chain([head[column].len()]).max().unwrap_or_default()
    };
    let widths = [0, 1, 2, 3].map(width);
    let mut result = String::new();
    let head = head.map(str::to_owned);
    for row in std::iter::once(&head).chain(rows) {
        let cells = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:<width$}"));
        let _ = writeln!(
            result,
            "{}",
            cells.collect::<Vec<_>>().join("  ").trim_end()
        );
    }
    Outcome {
        result,
        ..Outcome::default()
    }
}
