//! The providers and api-versions of a configuration, found in the API descriptions on disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::autorest_config::Readme;
use crate::checkout::{self, ServiceLookup};
use crate::config::{Config, Service, Source, is_module_name};
use crate::diagnostics::{Diagnostics, Location, code, shown_path};
use crate::load::{Cache, Documents, Roots, absolute_path, load};

/// The providers of a configuration.
#[derive(Default)]
pub struct Providers {
    /// Providers, in order.
    pub list: Vec<Provider>,
    /// The inputs, which were read to determine their versions. Holding them keeps them in the cache until they are
    /// generated.
    _held: Vec<Documents>,
}

/// A provider with its api-versions.
#[derive(Debug)]
pub struct Provider {
    /// Namespace, such as `Microsoft.Communication`.
    pub name: String,
    /// Rust module, such as `communication`.
    pub module: String,
    /// Api-versions, in order.
    pub versions: Vec<Version>,
}

/// An api-version of a provider.
#[derive(Clone, Debug, Default)]
pub struct Version {
    /// Api-version such as `2023-04-01`, or the name of the tag if it comes from a readme.
    pub version: String,
    /// Tag of the readme.
    pub tag: Option<String>,
    /// Set if the tag is the default of the readme and not set in the configuration.
    pub is_default: bool,
    /// The other tags of that readme.
    pub other_tags: Vec<String>,
    /// Input files.
    pub inputs: Vec<PathBuf>,
    /// Scopes of tokens in the readme.
    pub credential_scopes: Vec<String>,
    /// Patterns of operationIds. Empty for all.
    pub operations: Vec<String>,
    /// Location of the patterns.
    pub operations_at: Option<Location>,
}

impl Version {
    /// Returns the Rust module, such as `v2023_04_01`.
    pub fn module(&self) -> String {
        let words = words(&self.version).join("_");
        if words.starts_with(|c: char| c.is_ascii_digit()) {
            format!("v{words}")
        } else if is_module_name(&words) {
            words
        } else {
            format!("v_{words}")
        }
    }

    /// Returns the cargo feature, such as `communication-2023-04-01`. Tags may contain anything, features may not.
    pub fn feature(&self, provider: &Provider) -> String {
        let is_allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let version = self.version.to_ascii_lowercase();
        let version = version.replace(|c| !is_allowed(c), "-");
        format!("{}-{version}", provider.module)
    }
}

impl Providers {
    /// Returns an iterator over all api-versions with their providers, in order.
    pub fn versions(&self) -> impl Iterator<Item = (&Provider, &Version)> {
        self.list
            .iter()
            .flat_map(|provider| provider.versions.iter().map(move |it| (provider, it)))
    }
}

/// Finds the documents of all services, `root` being the folder of the API descriptions and `allowed` further ones that readmes
/// may name files in. Reports everything that is wrong.
pub fn find_providers(
    config: &Config,
    root: &Path,
    allowed: &[PathBuf],
    cache: &Cache,
    diagnostics: &mut Diagnostics,
) -> Providers {
    let mut roots = allowed.to_vec();
    roots.push(root.to_owned());
    let mut finder = Finder {
        root,
        roots,
        cache,
        providers: Providers::default(),
        diagnostics,
    };
    for service in &config.services {
        finder.add(service);
    }
    finder.providers
}

struct Finder<'a> {
    root: &'a Path,
    roots: Vec<PathBuf>,
    cache: &'a Cache,
    providers: Providers,
    diagnostics: &'a mut Diagnostics,
}

impl Finder<'_> {
    fn add(&mut self, service: &Service) {
        let (versions, stem) = match &service.source {
            Source::Readme { readme, tags } => self.of_readme(service, readme, tags),
            Source::Inputs(inputs) => {
                let at = service.at.child("inputs");
                let stem = inputs.first().map(|it| Path::new(it).with_extension(""));
                let stem = stem.as_deref().and_then(Path::file_name);
                let stem = stem.map(|it| it.to_string_lossy().into_owned());
                let version = self.of_inputs(None, inputs, &at);
                (version.into_iter().collect(), stem.unwrap_or_default())
            }
            Source::Versions(versions) => {
                let at = service.at.child("versions");
                let found = versions.iter().enumerate().filter_map(|(index, it)| {
                    self.of_inputs(Some(&it.0), &it.1, &at.child(&index.to_string()))
                });
                (found.collect(), String::new())
            }
        };
        let module = match (&service.module, words(&stem).join("_")) {
            (Some(module), _) => module.clone(),
            (None, made) if is_module_name(&made) => made,
            (None, made) => {
                let message = match made.as_str() {
                    "" => "the service has no name to make a module of".to_owned(),
                    made => format!("`{made}` is not a valid module name"),
                };
                self.diagnostics
                    .error(&code::BAD_NAME, service.at.clone(), message)
                    .help("set `module`");
                return;
            }
        };
        let versions = versions.into_iter().map(|version| Version {
            operations: service.operations.clone(),
            operations_at: Some(service.at.child("operations")),
            ..version
        });
        self.merge(service, module, versions.collect());
    }

    /// Adds api-versions to the provider of a module. Several entries may have the same module.
    fn merge(&mut self, service: &Service, module: String, versions: Vec<Version>) {
        let name = service.name.clone().unwrap_or_else(|| {
            let inputs = versions.iter().flat_map(|it| &it.inputs);
            let mut named = inputs.filter_map(|input| namespace(input));
            named.next().unwrap_or_else(|| module.clone())
        });
        let known = self
            .providers
            .list
            .iter()
            .position(|it| it.module == module);
        if let Some(index) = known
            && self.providers.list[index].name != name
        {
            let message = format!("the module `{module}` belongs to another provider");
            self.diagnostics
                .error(&code::DUPLICATE_MODULE, service.at.child("module"), message)
                .help("set another `module`");
            return;
        }
        let index = known.unwrap_or_else(|| {
            self.providers.list.push(Provider {
                name,
                module,
                versions: Vec::new(),
            });
            self.providers.list.len() - 1
        });
        for (position, version) in versions.into_iter().enumerate() {
            let provider = &mut self.providers.list[index];
            let taken = provider
                .versions
                .iter()
                .any(|it| it.module() == version.module());
            if taken {
                let message = format!(
                    "`{}` already has the version {}",
                    provider.module, version.version
                );
                let at = match service.source {
                    Source::Readme { .. } => service.at.child("tags").child(&position.to_string()),
                    Source::Inputs(_) => service.at.child("inputs"),
                    Source::Versions(_) => service
                        .at
                        .child("versions")
                        .child(&position.to_string())
                        .child("version"),
                };
                self.diagnostics
                    .error(&code::DUPLICATE_VERSION, at, message)
                    .help("remove one of them");
            }
            provider.versions.push(version);
        }
    }

    fn of_readme(
        &mut self,
        service: &Service,
        name: &str,
        tags: &[String],
    ) -> (Vec<Version>, String) {
        let at = service.at.child("readme");
        let (path, stem) = match checkout::find_service(self.root, name) {
            ServiceLookup::Found { readme, stem } => (readme, stem),
            ServiceLookup::Missing { message, help } => {
                self.diagnostics
                    .error(&code::UNKNOWN_SERVICE, at, message)
                    .help(help);
                return (Vec::new(), name.to_owned());
            }
        };
        let Some(readme) = checkout::read_inside(self.root, &path, &self.roots, self.diagnostics)
        else {
            return (Vec::new(), stem);
        };
        let chosen: Vec<(String, Location)> = match (tags, &readme.default_tag) {
            ([], None) => {
                let help = match readme.tags() {
                    none if none.is_empty() => "it has no tags; name `inputs`".to_owned(),
                    tags => format!("name tags: {}", tags.join(", ")),
                };
                let message = format!("{} has no default tag", shown_path(&path));
                self.diagnostics
                    .error(&code::UNKNOWN_TAG, at, message)
                    .help(help);
                Vec::new()
            }
            ([], Some(tag)) => vec![(tag.clone(), at)],
            _ => (tags.iter().enumerate())
                .map(|(index, tag)| {
                    (
                        tag.clone(),
                        service.at.child("tags").child(&index.to_string()),
                    )
                })
                .collect(),
        };
        let versions = chosen
            .into_iter()
            .filter_map(|(tag, at)| self.of_tag(&readme, &tag, tags.is_empty(), at));
        (versions.collect(), stem)
    }

    fn of_tag(
        &mut self,
        readme: &Readme,
        tag: &str,
        is_default: bool,
        at: Location,
    ) -> Option<Version> {
        if readme.inputs(tag).is_empty() {
            readme.report_unknown_tag(tag, at, self.diagnostics);
            return None;
        }
        readme.check_inputs(tag, self.diagnostics);
        let others = readme.tags().into_iter().filter(|other| *other != tag);
        Some(Version {
            version: tag.strip_prefix("package-").unwrap_or(tag).to_owned(),
            tag: Some(tag.to_owned()),
            is_default,
            other_tags: others.map(str::to_owned).collect(),
            inputs: readme.inputs(tag),
            credential_scopes: readme.credential_scopes.clone(),
            ..Version::default()
        })
    }

    /// Creates a version from documents. By default, its name is the api-version of the documents.
    fn of_inputs(
        &mut self,
        version: Option<&str>,
        inputs: &[String],
        at: &Location,
    ) -> Option<Version> {
        let list = if version.is_some() {
            at.child("inputs")
        } else {
            at.clone()
        };
        let mut paths = Vec::new();
        for (index, input) in inputs.iter().enumerate() {
            let path = absolute_path(&self.root.join(input));
            if !path.is_file() {
                let message = format!("the input file {} does not exist", shown_path(&path));
                self.diagnostics
                    .error(&code::MISSING_FILE, list.child(&index.to_string()), message)
                    .help(format!(
                        "correct the path, which is relative to {}",
                        shown_path(self.root)
                    ));
            }
            paths.push(path);
        }
        if let Some(version) = version
            && !is_api_version(version)
        {
            let message = format!("`{version}` is not an API version");
            self.diagnostics
                .error(&code::BAD_NAME, at.child("version"), message)
                .help("write it as in the documents, such as `2023-04-01`");
            return None;
        }
        let found = self.versions_of(&paths);
        let Some(name) = version else {
            let found = found.last().map(|it| version_name(it));
            return Some(Version {
                version: found.unwrap_or_else(|| "1".to_owned()),
                inputs: paths,
                ..Version::default()
            });
        };
        let is_name = |it: &String| it == name || version_name(it) == name;
        if !found.is_empty() && !found.iter().any(is_name) {
            self.diagnostics
                .error(
                    &code::UNKNOWN_API_VERSION,
                    at.child("version"),
                    format!("no input file has the version {name}"),
                )
                .help(format!(
                    "the input files have the version {}",
                    found.into_iter().collect::<Vec<_>>().join(", ")
                ));
        }
        Some(Version {
            version: name.to_owned(),
            inputs: paths,
            ..Version::default()
        })
    }

    /// Returns the api-versions of documents. They are compared with the configuration to detect wrong names.
    fn versions_of(&mut self, inputs: &[PathBuf]) -> BTreeSet<String> {
        if inputs.iter().any(|input| !input.is_file()) {
            return BTreeSet::new();
        }
        // Errors in the documents are reported when they are generated.
        let roots = Roots::of(inputs, &self.roots);
        let documents = load(inputs, &roots, self.cache, &mut Diagnostics::default());
        let found = documents.inputs().filter_map(|document| {
            let version = documents.value_at(document.id, "/info/version")?;
            version.as_str().map(str::to_owned)
        });
        let found = found.collect();
        self.providers._held.push(documents);
        found
    }
}

fn is_of_version(c: char) -> bool {
    c.is_ascii_alphanumeric() || ".-_".contains(c)
}

fn is_api_version(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_alphanumeric()) && text.chars().all(is_of_version)
}

/// Returns the name of the version of a document, which may be any text: `1.0-beta` for `1.0 (beta)`, and `1` without a letter
/// or digit.
fn version_name(text: &str) -> String {
    if is_api_version(text) {
        return text.to_owned();
    }
    let parts = text
        .split(|c| !is_of_version(c))
        .filter(|it| is_api_version(it));
    match parts.collect::<Vec<_>>().join("-") {
        name if name.is_empty() => "1".to_owned(),
        name => name,
    }
}

/// Splits a name into words in lower case.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect()
}

/// Returns the namespace of the resource provider whose folder contains a document.
fn namespace(input: &Path) -> Option<String> {
    let folders = input.parent()?.iter().map(|part| part.to_string_lossy());
    let mut named = folders
        .filter(|part| part.starts_with(|c: char| c.is_ascii_uppercase()) && part.contains('.'));
    named.next().map(|part| part.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_of_any_text_has_a_name() {
        for (text, name, module) in [
            ("2024-01-01", "2024-01-01", "v2024_01_01"),
            ("v1.0 beta", "v1.0-beta", "v1_0_beta"),
            ("1.0.0-rc1+x", "1.0.0-rc1-x", "v1_0_0_rc1_x"),
            (
                "2024-01-01 (preview)",
                "2024-01-01-preview",
                "v2024_01_01_preview",
            ),
            ("1.0 - beta", "1.0-beta", "v1_0_beta"),
            ("\u{e9}", "1", "v1"),
            ("...", "1", "v1"),
            ("", "1", "v1"),
        ] {
            let version = Version {
                version: version_name(text),
                ..Version::default()
            };
            assert_eq!(
                (&*version.version, &*version.module()),
                (name, module),
                "{text}"
            );
        }
    }

    #[test]
    fn the_namespace_is_the_first_folder_that_looks_like_one() {
        for (path, expected) in [
            (
                "a/Microsoft.Things/stable/1/t.json",
                Some("Microsoft.Things"),
            ),
            ("a/Contoso.A/Contoso.B/t.json", Some("Contoso.A")),
            ("a/Things/v1.2/t.json", None),
            ("a/microsoft.things/t.json", None),
            ("Microsoft.Things", None),
        ] {
            assert_eq!(namespace(Path::new(path)).as_deref(), expected, "{path}");
        }
    }
}
