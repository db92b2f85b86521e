//! Bindings from specs that are not compiled. The generator describes their operations.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use arm_runtime::describe::Module;
use generator::autorest_config::{Readme, read_readme};
use generator::checkout::{find_readmes, specification_folder};
use generator::diagnostics::{Diagnostics, Style};
use generator::load::Cache;
use generator::parallel;
use generator::pipeline::{Layout, Metadata, Package, describe_package};

/// Invalid specs. `Display` shows the diagnostics of the generator, which begin with `error[code]: `, or a message without a
/// prefix.
#[derive(Debug)]
pub struct SpecError(String);

impl fmt::Display for SpecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.trim_end())
    }
}

impl std::error::Error for SpecError {}

/// Reads services from `root`, a checkout of azure-rest-api-specs or its folder `specification`.
///
/// A service is named by the folder of its readme, such as `storage/resource-manager`, optionally with a tag:
/// `dns/resource-manager@package-2018-05`. Without a tag, all api-versions whose files exist are read. Invalid
/// api-versions are skipped unless they are the default, and are returned as the second value. The parsed data is never
/// freed.
///
/// # Errors
///
/// Returns the diagnostics of the generator if a service does not exist or is invalid.
pub fn read_services(
    root: &Path,
    services: &[String],
) -> Result<(Vec<Module>, Vec<String>), SpecError> {
    let root = specification_folder(root);
    let mut packages = Vec::new();
    for service in services {
        packages.extend(packages_of(&root, service)?);
    }
    read(&packages)
}

/// Reads the default tag of each service below `root`, a checkout of azure-rest-api-specs or its folder `specification`.
///
/// Invalid api-versions are skipped and returned as the second value. The parsed data is never freed.
///
/// # Errors
///
/// Returns an error if the folder contains no service, or if the metadata of a service is inconsistent.
pub fn read_all(root: &Path) -> Result<(Vec<Module>, Vec<String>), SpecError> {
    let root = specification_folder(root);
    let mut folders: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for path in find_readmes(&root) {
        // A readme that is not a configuration has no tags.
        let readme = read_readme(&path, &[], &mut Diagnostics::default());
        let tagged = readme.and_then(|it| Some(existing(&it, it.default_tag.as_deref()?)));
        for file in tagged.unwrap_or_default() {
            let files = folders.entry(file.parent().unwrap_or(&root).to_owned());
            let files = files.or_default();
            if !files.contains(&file) {
                files.push(file);
            }
        }
    }
    if folders.is_empty() {
        let shown = root.display();
        return Err(SpecError(format!("there is no service in {shown}")));
    }
    let wanted = folders.into_values().map(|inputs| Wanted {
        inputs,
        required: false,
    });
    read(&wanted.collect::<Vec<_>>())
}

/// Reads documents as one package.
///
/// # Errors
///
/// Returns the diagnostics of the generator if a document is invalid.
pub fn read_documents(inputs: Vec<PathBuf>) -> Result<Vec<Module>, SpecError> {
    let wanted = Wanted {
        inputs,
        required: true,
    };
    read(&[wanted]).map(|it| it.0)
}

/// The documents of an api-version.
struct Wanted {
    inputs: Vec<PathBuf>,
    /// Set if an invalid api-version is an error.
    required: bool,
}

fn packages_of(root: &Path, service: &str) -> Result<Vec<Wanted>, SpecError> {
    let (folder, tag) = match service.split_once('@') {
        Some((folder, tag)) => (folder, Some(tag)),
        None => (service, None),
    };
    let path = root.join(folder.trim_matches('/')).join("readme.md");
    let mut diagnostics = Diagnostics::default();
    let readme = read_readme(&path, &[], &mut diagnostics);
    let Some(readme) = readme.filter(|_| !diagnostics.has_errors()) else {
        return Err(SpecError(diagnostics.render(Style::FULL)));
    };
    let default = tag.or(readme.default_tag.as_deref()).unwrap_or_default();
    if tag.is_some() {
        readme.check_inputs(default, &mut diagnostics);
        if diagnostics.has_errors() {
            return Err(SpecError(diagnostics.render(Style::FULL)));
        }
    }
    let chosen = existing(&readme, default);
    let mut files: BTreeSet<PathBuf> = chosen.iter().cloned().collect();
    if tag.is_none() {
        files.extend(
            readme
                .tags()
                .into_iter()
                .flat_map(|it| existing(&readme, it)),
        );
    }
    if files.is_empty() {
        let shown = path.display();
        return Err(SpecError(format!(
            "{shown}: none of the files of its tags exists"
        )));
    }
    // Each folder is a package, with the documents of a provider and api-version.
    let mut folders: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for file in files {
        let folder = file.parent().unwrap_or(root).to_owned();
        folders.entry(folder).or_default().push(file);
    }
    let wanted = folders.into_values().map(|inputs| Wanted {
        required: inputs.iter().any(|it| chosen.contains(it)),
        inputs,
    });
    Ok(wanted.collect())
}

fn existing(readme: &Readme, tag: &str) -> Vec<PathBuf> {
    readme
        .inputs(tag)
        .into_iter()
        .filter(|it| it.is_file())
        .collect()
}

fn read(wanted: &[Wanted]) -> Result<(Vec<Module>, Vec<String>), SpecError> {
    let cache = Cache::default();
    let results = parallel::run(wanted, parallel::available(), |it| {
        let package = Package {
            name: "fake".to_owned(),
            inputs: it.inputs.clone(),
            layout: Layout::Module,
            examples: true,
            ..Package::default()
        };
        describe_package(&package, &cache)
    });
    let (mut modules, mut skipped, mut errors) = (Vec::new(), Vec::new(), String::new());
    for (wanted, result) in wanted.iter().zip(results) {
        let shown = wanted
            .inputs
            .first()
            .map(|it| it.display().to_string())
            .unwrap_or_default();
        let Some(metadata) = result else {
            errors.push_str(&format!("{shown}: the generator ended unexpectedly\n"));
            continue;
        };
        if metadata.diagnostics.has_errors() {
            if wanted.required {
                errors.push_str(&metadata.diagnostics.render(Style::FULL));
            } else {
                skipped.push(shown);
            }
            continue;
        }
        match module(&wanted.inputs, &metadata) {
            Ok(module) => modules.push(module),
            Err(error) => errors.push_str(&format!("{shown}: {error}\n")),
        }
    }
    if errors.is_empty() {
        Ok((modules, skipped))
    } else {
        Err(SpecError(errors))
    }
}

fn module(inputs: &[PathBuf], metadata: &Metadata) -> serde_json::Result<Module> {
    // The folder of the namespace, which may contain folders of services and of versions.
    let folders = inputs
        .first()
        .into_iter()
        .flat_map(|it| it.ancestors().skip(1).take(5));
    let names = folders.filter_map(|it| it.file_name()?.to_str());
    let is_namespace =
        |it: &&str| it.contains('.') && it.starts_with(|c: char| c.is_ascii_alphabetic());
    let (mut namespaces, mut thirds) = (names.clone().filter(is_namespace), names.skip(2));
    let provider = namespaces.next().or_else(|| thirds.next());
    let provider = provider.unwrap_or_default().to_owned();
    let version = metadata.api_versions.last().cloned().unwrap_or_default();
    Module::read_spec(
        provider.clone(),
        provider.to_ascii_lowercase(),
        version,
        &metadata.text,
    )
}
