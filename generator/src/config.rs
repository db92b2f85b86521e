//! `specs/providers.yaml`: every provider, version and input file of the crate `generated`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::diagnostics::code;
use crate::diagnostics::{Diagnostics, Location, shown_path};
use crate::load::{Cache, Documents, absolute_path, load, parse_file};

/// The configuration.
#[derive(Default)]
pub struct Config {
    /// The providers, in their order.
    pub providers: Vec<Provider>,
    /// The inputs were read to check their versions; held, they are in the cache when they are generated from.
    _held: Vec<Documents>,
}

impl From<Vec<Provider>> for Config {
    fn from(providers: Vec<Provider>) -> Self {
        Self {
            providers,
            _held: Vec::new(),
        }
    }
}

/// A resource provider.
#[derive(Debug)]
pub struct Provider {
    /// Its namespace, `Microsoft.Communication`.
    pub name: String,
    /// The Rust module, `communication`.
    pub module: String,
    /// Its versions, in their order.
    pub versions: Vec<Version>,
}

/// A version of a provider.
#[derive(Debug)]
pub struct Version {
    /// The api-version, `2023-04-01`.
    pub version: String,
    /// The input files.
    pub inputs: Vec<PathBuf>,
}

impl Version {
    /// The Rust module, `v2023_04_01`.
    pub fn module(&self) -> String {
        let name = self.version.chars().map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '_'
            }
        });
        std::iter::once('v').chain(name).collect()
    }

    /// The cargo feature, `communication-2023-04-01`.
    pub fn feature(&self, provider: &Provider) -> String {
        format!("{}-{}", provider.module, self.version.to_ascii_lowercase())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenConfig {
    providers: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenProvider {
    name: String,
    module: String,
    versions: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenVersion {
    version: String,
    inputs: Vec<String>,
}

/// Reads the configuration and reports everything that is wrong with it. Input files are relative to it.
pub fn read_config(path: &Path, cache: &Cache, diagnostics: &mut Diagnostics) -> Config {
    let path: Arc<Path> = absolute_path(path).into();
    let value = match parse_file(&path) {
        Ok((value, found)) => {
            diagnostics.append(found);
            value
        }
        Err(error) => {
            diagnostics
                .error(
                    &code::MISSING_FILE,
                    Location::new(path.clone(), ""),
                    format!("the configuration cannot be read: {error}"),
                )
                .help("run in the repository, which has specs/providers.yaml");
            None
        }
    };
    let Some(value) = value else {
        return Config::default();
    };
    let mut reader = Reader {
        folder: path.parent().unwrap_or(Path::new("")).to_owned(),
        cache,
        held: Vec::new(),
        diagnostics,
    };
    let Some(written) = reader.read::<WrittenConfig>(value, &Location::new(path.clone(), ""))
    else {
        return Config::default();
    };
    let mut modules = BTreeSet::new();
    let mut providers = Vec::new();
    for (index, value) in written.providers.into_iter().enumerate() {
        let at = Location::new(path.clone(), format!("/providers/{index}"));
        let Some(provider) = reader.read_provider(value, &at) else {
            continue;
        };
        if !modules.insert(provider.module.clone()) {
            let message = format!("another provider has the module `{}`", provider.module);
            reader
                .diagnostics
                .error(&code::DUPLICATE_MODULE, at.child("module"), message)
                .help("give it another name");
        }
        providers.push(provider);
    }
    Config {
        providers,
        _held: reader.held,
    }
}

struct Reader<'a> {
    folder: PathBuf,
    cache: &'a Cache,
    held: Vec<Documents>,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn read<T: DeserializeOwned>(&mut self, value: Value, at: &Location) -> Option<T> {
        serde_json::from_value(value)
            .map_err(|error| {
                self.diagnostics
                    .error(&code::MALFORMED_CONFIG, at.clone(), error.to_string())
                    .help("the shape is `providers: [{name, module, versions: [{version, inputs: [..]}]}]`");
            })
            .ok()
    }

    fn read_provider(&mut self, value: Value, at: &Location) -> Option<Provider> {
        let written: WrittenProvider = self.read(value, at)?;
        if !is_module_name(&written.module) {
            self.diagnostics
                .error(
                    &code::BAD_NAME,
                    at.child("module"),
                    format!("`{}` is not a name for a module", written.module),
                )
                .help("use lower-case letters, digits and `_`, with a letter first");
        }
        let mut provider = Provider {
            name: written.name,
            module: written.module,
            versions: Vec::new(),
        };
        let mut modules = BTreeSet::new();
        for (index, value) in written.versions.into_iter().enumerate() {
            let at = at.child("versions").child(&index.to_string());
            let Some(version) = self.read_version(value, &at) else {
                continue;
            };
            if !modules.insert(version.module()) {
                let message = format!(
                    "`{}` has the version {} already",
                    provider.module, version.version
                );
                self.diagnostics
                    .error(&code::DUPLICATE_VERSION, at.child("version"), message)
                    .help("remove one of them");
            }
            provider.versions.push(version);
        }
        Some(provider)
    }

    fn read_version(&mut self, value: Value, at: &Location) -> Option<Version> {
        let written: WrittenVersion = self.read(value, at)?;
        if written.version.is_empty()
            || !written
                .version
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c))
        {
            self.diagnostics
                .error(
                    &code::BAD_NAME,
                    at.child("version"),
                    format!("`{}` is not an api-version", written.version),
                )
                .help("write it as in the documents, `2023-04-01`");
        }
        if written.inputs.is_empty() {
            self.diagnostics
                .error(
                    &code::NO_INPUTS,
                    at.child("inputs"),
                    format!("the version {} has no input files", written.version),
                )
                .help("list the documents of the version");
        }
        let mut inputs = Vec::new();
        for (index, input) in written.inputs.iter().enumerate() {
            let path = absolute_path(&self.folder.join(input));
            if !path.is_file() {
                self.diagnostics
                    .error(
                        &code::MISSING_FILE,
                        at.child("inputs").child(&index.to_string()),
                        format!("the input file {} is not there", shown_path(&path)),
                    )
                    .help("correct the path, which is relative to this file");
            }
            inputs.push(path);
        }
        let version = Version {
            version: written.version,
            inputs,
        };
        self.check_version(&version, at);
        Some(version)
    }

    /// The version of an entry is that of its documents: a slip here would give a module a wrong name.
    fn check_version(&mut self, version: &Version, at: &Location) {
        let there: Vec<PathBuf> = version
            .inputs
            .iter()
            .filter(|input| input.is_file())
            .cloned()
            .collect();
        if there.len() < version.inputs.len() || there.is_empty() {
            return;
        }
        // What is wrong in the documents is reported when they are generated from.
        let documents = load(&there, self.cache, &mut Diagnostics::default());
        let found: BTreeSet<&str> = documents
            .inputs()
            .filter_map(|document| documents.value_at(document.id, "/info/version")?.as_str())
            .collect();
        if !found.is_empty() && !found.contains(version.version.as_str()) {
            let found: Vec<&str> = found.into_iter().collect();
            self.diagnostics
                .error(
                    &code::UNKNOWN_VERSION,
                    at.child("version"),
                    format!("no input file is of version {}", version.version),
                )
                .help(format!(
                    "the input files are of version {}",
                    found.join(", ")
                ));
        }
        self.held.push(documents);
    }
}

fn is_module_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && syn::parse_str::<syn::Ident>(name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Style;

    fn read(name: &str, config: &str) -> (Config, String) {
        let folder =
            std::env::temp_dir().join(format!("generator-config-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(
            folder.join("a.json"),
            r#"{"swagger": "2.0", "info": {"version": "2020-01-01"}}"#,
        )
        .unwrap();
        std::fs::write(folder.join("providers.yaml"), config).unwrap();
        let mut diagnostics = Diagnostics::default();
        let config = read_config(
            &folder.join("providers.yaml"),
            &Cache::default(),
            &mut diagnostics,
        );
        let text = diagnostics
            .render(Style::FULL)
            .replace(&format!("{}/", folder.display()), "");
        std::fs::remove_dir_all(folder).unwrap();
        (config, text)
    }

    #[test]
    fn names_follow_from_the_version() {
        let text = "providers:\n- name: Microsoft.A\n  module: a\n  versions:\n  - version: 2020-01-01\n    inputs: [a.json]\n";
        let (config, text) = read("good", text);
        assert_eq!(text, "");
        let provider = &config.providers[0];
        assert_eq!(provider.versions[0].module(), "v2020_01_01");
        assert_eq!(provider.versions[0].feature(provider), "a-2020-01-01");
    }

    #[test]
    fn every_fault_is_named_at_once_with_its_place() {
        let (_, text) = read(
            "bad",
            "providers:
- {name: A, module: a, versions: [{version: 2020-01-01, inputs: [a.json]}, {version: 2020-01-01, inputs: [b.json]}]}
- {name: B, module: B b, versions: [{version: 2021-01-01, inputs: [a.json]}, {version: x y, inputs: []}]}
- {name: A, module: a, versions: [{version: 1}]}
- {name: C, modul: c, versions: []}
",
        );
        let heads: Vec<String> = text
            .lines()
            .filter(|line| !line.starts_with("  help"))
            .map(|line| {
                line.split(": error[")
                    .map(|part| part.split(']').next().unwrap())
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        assert_eq!(
            heads,
            [
                "providers.yaml:2:86 duplicate-version",
                "providers.yaml:2:107 missing-file",
                "providers.yaml:3:21 bad-name",
                "providers.yaml:3:47 unknown-version",
                "providers.yaml:3:88 bad-name",
                "providers.yaml:3:101 no-inputs",
                "providers.yaml:4:21 duplicate-module",
                "providers.yaml:4:35 malformed-config",
                "providers.yaml:5:3 malformed-config",
            ],
            "{text}"
        );
        let (_, text) = read("unknown", "provider: []\n");
        assert!(
            text.starts_with(
                "providers.yaml:1:1: error[malformed-config]: unknown field `provider`"
            ),
            "{text}"
        );
        let (_, text) = read("malformed", "providers: [\n");
        assert!(
            text.starts_with("providers.yaml:2:1: error[malformed-file]"),
            "{text}"
        );
    }
}
