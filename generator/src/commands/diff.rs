//! `diff`: the changes for callers of the generated code between two tags, versions, documents or checkouts.

use std::path::{Path, PathBuf};

use super::configured;
use crate::autorest_config::read_readme;
use crate::changes::{self, Changes};
use crate::checkout::{Entry, find_entries, specification_folder};
use crate::cli::{Cli, Diff, DiffFormat};
use crate::diagnostics::{Diagnostics, Location, code, nearest};
use crate::load::{Cache, Roots, absolute_path, parse_file, specification_root};
use crate::outcome::Outcome;
use crate::parallel;
use crate::pipeline::{Package, Product, Stage, run_stages};
use crate::surface::{Surface, Surfaces, surface_of};

/// Prints the changes.
pub(super) fn diff(command: &Diff, cli: &Cli) -> Outcome {
    let mut outcome = Outcome::default();
    let mut diagnostics = Diagnostics::default();
    let mut side = |name: &str| surfaces(name, command.readme.as_deref(), cli, &mut diagnostics);
    let (old, new) = (side(&command.old), side(&command.new));
    if let (Some(old), Some(new)) = (old, new) {
        let changes = compare(old, new);
        outcome.result = match command.format {
            DiffFormat::Text => changes.to_text(usize::MAX),
            DiffFormat::Json => changes.to_json(),
            DiffFormat::Markdown => changes.to_markdown(),
        };
    }
    // Warnings are reported by commands that generate.
    if diagnostics.has_errors() {
        outcome.take(&diagnostics, cli.global);
    }
    outcome
}

/// Compares two sides. Single packages are compared even if their names differ.
fn compare(mut old: Surfaces, mut new: Surfaces) -> Changes {
    if let ([_], [_]) = (
        old.keys().collect::<Vec<_>>().as_slice(),
        new.keys().collect::<Vec<_>>().as_slice(),
    ) && let (Some((_, old)), Some((_, new))) = (old.pop_first(), new.pop_first())
    {
        return changes::compare_one(&old, &new);
    }
    changes::compare(&old, &new)
}

/// Returns the surfaces of one side. Returns `None` after reporting an error.
fn surfaces(
    name: &str,
    readme: Option<&Path>,
    cli: &Cli,
    diagnostics: &mut Diagnostics,
) -> Option<Surfaces> {
    let packages = match readme {
        Some(readme) => vec![of_readme(readme, Some(name), cli, diagnostics)?],
        None => packages_of(name, cli, diagnostics)?,
    };
    let cache = Cache::default();
    let found = parallel::run(&packages, cli.global.jobs(), |(_, package)| {
        let mut found = Diagnostics::default();
        let product = run_stages(package, &cache, Stage::Names, &mut found);
        (product.and_then(surface), found)
    });
    let packages = packages.iter().map(|(key, package)| (key, &*package.name));
    collect(packages.zip(found), diagnostics)
}

/// Returns the surfaces of the packages, each with its key and name. Returns `None` after reporting an error.
fn collect<'a>(
    found: impl Iterator<
        Item = (
            (&'a String, &'a str),
            Option<(Option<Surface>, Diagnostics)>,
        ),
    >,
    diagnostics: &mut Diagnostics,
) -> Option<Surfaces> {
    let mut surfaces = Surfaces::new();
    for ((key, name), found) in found {
        let Some((surface, found)) = found else {
            diagnostics.defect(name);
            return None;
        };
        diagnostics.append(found);
        surfaces.insert(key.clone(), surface?);
    }
    Some(surfaces)
}

fn surface(product: Product) -> Option<Surface> {
    match product {
        Product::Named(named) => Some(surface_of(&named)),
        _ => None,
    }
}

/// Returns the packages of a side: a file, a folder, or a version of the configuration.
fn packages_of(
    name: &str,
    cli: &Cli,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<(String, Package)>> {
    let (file, tag) = match name.split_once('#') {
        Some((file, tag)) => (file, Some(tag)),
        None => (name, None),
    };
    let path = absolute_path(Path::new(file));
    let extension = path
        .extension()
        .and_then(|it| it.to_str())
        .unwrap_or_default();
    if path.is_file() && extension == "md" {
        return Some(vec![of_readme(&path, tag, cli, diagnostics)?]);
    }
    if path.is_file() {
        return Some(vec![of_inputs(vec![path], cli)]);
    }
    if path.is_dir() {
        let readme = path.join("readme.md");
        if readme.is_file() {
            return Some(vec![of_readme(&readme, tag, cli, diagnostics)?]);
        }
        let inputs = documents_in(&path, &cli.allowed_roots(), diagnostics);
        if !inputs.is_empty() {
            return Some(vec![of_inputs(inputs, cli)]);
        }
        return of_checkout(name, &path, cli, diagnostics);
    }
    of_version(name, cli, diagnostics)
}

fn of_inputs(inputs: Vec<PathBuf>, cli: &Cli) -> (String, Package) {
    let root = inputs
        .first()
        .and_then(|path| specification_root(path))
        .map(Path::to_owned);
    (
        String::new(),
        Package {
            roots: cli.allowed_roots(),
            ..Package::of_crate("diff", String::new(), inputs, root)
        },
    )
}

fn of_readme(
    readme: &Path,
    tag: Option<&str>,
    cli: &Cli,
    diagnostics: &mut Diagnostics,
) -> Option<(String, Package)> {
    let readme = read_readme(readme, &cli.allowed_roots(), diagnostics)?;
    let tag = tag.or(readme.default_tag.as_deref()).unwrap_or_default();
    readme.check_inputs(tag, diagnostics);
    diagnostics.finish().ok()?;
    let (key, package) = of_inputs(readme.inputs(tag), cli);
    let credential_scopes = readme.credential_scopes.clone();
    Some((
        key,
        Package {
            credential_scopes,
            ..package
        },
    ))
}

/// Returns the package of a version of the configuration.
fn of_version(
    name: &str,
    cli: &Cli,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<(String, Package)>> {
    if cli.config.is_none() && !configured::config_file(cli).is_file() {
        let message = format!("`{name}` is not a file or a folder");
        let unknown = diagnostics.error(&code::UNKNOWN_SIDE, None, message);
        unknown.help("name a file or a folder; versions require a configuration");
        return None;
    }
    let configured = configured::read(cli, &Cache::default(), diagnostics)?;
    let plan = configured::plan_for_reading(
        &configured.config,
        &configured.providers,
        &configured.specs,
        cli.allowed_roots(),
    );
    let versions = configured.providers.versions();
    // The report of changes names modules, and Cargo.toml features.
    let names = versions.map(|(provider, version)| {
        let module = format!("{}::{}", provider.module, version.module());
        (version.feature(provider), module)
    });
    let names: Vec<(String, String)> = names.collect();
    let known: Vec<&str> = names.iter().map(|(feature, _)| feature.as_str()).collect();
    let index = names
        .iter()
        .position(|(feature, module)| feature == name || module == name);
    let found = index.and_then(|index| {
        let package = plan.packages().into_iter().nth(index)?;
        Some((known[index].to_owned(), package))
    });
    if found.is_none() {
        let near = nearest(
            name,
            names.iter().flat_map(|(a, b)| [a, b]).map(String::as_str),
        );
        let help = match near.first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the versions of the configuration are {}", known.join(", ")),
        };
        let message = format!("`{name}` is not a file, a folder or a version");
        diagnostics
            .error(&code::UNKNOWN_SIDE, None, message)
            .help(help);
    }
    Some(vec![found?])
}

/// Returns the services of a checkout.
fn of_checkout(
    name: &str,
    folder: &Path,
    cli: &Cli,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<(String, Package)>> {
    let root = specification_folder(folder);
    let entries = find_entries(&root, &cli.allowed_roots(), false);
    if entries.is_empty() {
        let message = format!("the folder `{name}` contains neither API descriptions nor services");
        let empty = diagnostics.error(&code::UNKNOWN_SIDE, None, message);
        empty.help(
            "name a folder that contains JSON or YAML documents, `readme.md` or `specification/`",
        );
        return None;
    }
    Some(
        entries
            .into_iter()
            .map(|entry| of_entry(entry, &root, cli, diagnostics))
            .collect(),
    )
}

fn of_entry(
    entry: Entry,
    root: &Path,
    cli: &Cli,
    diagnostics: &mut Diagnostics,
) -> (String, Package) {
    diagnostics.append(entry.diagnostics);
    let package = Package {
        roots: cli.allowed_roots(),
        credential_scopes: entry.credential_scopes,
        ..Package::of_crate(
            &entry.name,
            entry.title,
            entry.inputs,
            Some(root.to_owned()),
        )
    };
    (entry.name, package)
}

/// The documents right in a folder, sorted. Reports links that lead out of the folder's checkout.
fn documents_in(folder: &Path, allowed: &[PathBuf], diagnostics: &mut Diagnostics) -> Vec<PathBuf> {
    let roots = Roots::of(&[folder.join("document")], allowed);
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && is_document(path))
        .collect();
    found.sort();
    found.retain(|path| {
        let inside = roots.allow(path);
        if !inside {
            let at = Location::new(path.clone(), "");
            let message = "the document leads out of its folder";
            let outside = diagnostics.error(&code::OUTSIDE_ROOT, at, message);
            outside.help("allow its folder with --allow-root if you trust it");
        }
        inside
    });
    found
}

/// Returns `true` for JSON, and for YAML that is an API description, because folders contain configurations in YAML, too.
fn is_document(path: &Path) -> bool {
    let extension = path.extension().and_then(|it| it.to_str());
    match extension.unwrap_or_default().to_ascii_lowercase().as_str() {
        "json" => true,
        "yaml" | "yml" => {
            let value = parse_file(&path.into()).ok().and_then(|(value, _)| value);
            value.is_some_and(|it| {
                ["swagger", "openapi"]
                    .iter()
                    .any(|key| it.get(key).is_some())
            })
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_at_which_the_generator_fails_is_an_error() {
        let mut diagnostics = Diagnostics::default();
        let key = String::new();
        let found = collect([((&key, "arm-x"), None)].into_iter(), &mut diagnostics);
        assert!(found.is_none());
        let lines = diagnostics.lines();
        assert!(lines.contains("the generator failed at arm-x"), "{lines}");
    }
}
