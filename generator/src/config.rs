//! The configuration of a bindings crate: `specs/providers.yaml` for the crate `generated`, `arm.yaml` for that of a
//! user.
//!
//! Every key is checked against the JSON Schema of the configuration. The documents of the services are found in a
//! later step, which requires the API descriptions on disk.

mod check;
mod edit;
mod formats;
mod written;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use self::edit::replace_text;
use self::written::{Inherited as WrittenValue, Written, WrittenRuntime, WrittenService};
use crate::diagnostics::{Code, Diagnostics, Location, Severity, code};
use crate::load::{absolute_path, parse_file};
use crate::manifest::{
    CrateInfo, DevDependency, Inherited, Runtime, cli_beside, is_crate_name, is_identifier,
};

/// Default file name of the configuration.
pub const DEFAULT_FILE: &str = "arm.yaml";

/// A valid configuration.
#[derive(Debug)]
pub struct Config {
    /// File.
    pub path: Arc<Path>,
    /// Manifest data of the crate.
    pub krate: CrateInfo,
    /// Folder of the crate.
    pub out: PathBuf,
    /// The crate `arm-runtime`. `None` if it is not configured.
    pub runtime: Option<Runtime>,
    /// The name of the program that is a command line over the bindings.
    pub cli: Option<String>,
    /// The source of the API descriptions.
    pub specs: Specs,
    /// Set if examples are shown and tested.
    pub examples: bool,
    /// Services, in order.
    pub services: Vec<Service>,
}

/// The source of the API descriptions.
#[derive(Clone, Debug)]
pub enum Specs {
    /// A folder.
    Folder(PathBuf),
    /// A revision of a git repository.
    Git {
        /// URL or absolute path.
        url: String,
        /// Branch, tag or commit.
        rev: String,
    },
}

/// A service.
#[derive(Debug)]
pub struct Service {
    /// Location of the entry.
    pub at: Location,
    /// Name in documentation, if it is set.
    pub name: Option<String>,
    /// Module, if it is set.
    pub module: Option<String>,
    /// Documents.
    pub source: Source,
    /// Patterns of operationIds. Empty for all.
    pub operations: Vec<String>,
}

/// The documents of a service.
#[derive(Debug)]
pub enum Source {
    /// Tags of a readme. The default tag if the list is empty.
    Readme {
        /// Name of the service or path of the readme.
        readme: String,
        /// Tags.
        tags: Vec<String>,
    },
    /// Documents of a single API version.
    Inputs(Vec<String>),
    /// Documents by API version.
    Versions(Vec<(String, Vec<String>)>),
}

/// The JSON Schema of the configuration, for editors.
pub fn json_schema() -> String {
    let schema = written::json_schema();
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// Reads a configuration and reports all errors in its keys. Returns `None` if there are any.
pub fn read_config(path: &Path, diagnostics: &mut Diagnostics) -> Option<Config> {
    let path: Arc<Path> = absolute_path(path).into();
    let at = Location::new(path.clone(), "");
    let value = match parse_file(&path) {
        Ok((value, found)) => {
            diagnostics.append(found);
            match value? {
                serde_json::Value::Null => {
                    diagnostics
                        .error(&code::MALFORMED_CONFIG, at, "the configuration is empty")
                        .position(1, 1)
                        .help("write `crate: acme-azure` and, in the next line, `services: [{readme: compute}]`");
                    return None;
                }
                value => value,
            }
        }
        Err(error) => {
            diagnostics
                .error(
                    &code::MISSING_FILE,
                    at,
                    format!("the configuration cannot be read: {error}"),
                )
                .help(format!(
                    "set a file with --config, or run in a folder that contains {DEFAULT_FILE}"
                ));
            return None;
        }
    };
    let before = diagnostics.count(Severity::Error);
    // YAML forbids it, and the author means one of the values. In API descriptions it is a warning.
    for repeated in diagnostics.iter_mut() {
        if repeated.code.name == code::REPEATED_KEY.name {
            repeated.severity = Severity::Error;
            repeated.help("remove all but one");
        }
    }
    check::check_shape(&value, &written::json_schema(), &at, diagnostics);
    if diagnostics.count(Severity::Error) > before {
        return None;
    }
    let written: Written = match serde_json::from_value(value) {
        Ok(written) => written,
        Err(error) => {
            diagnostics
                .error(&code::MALFORMED_CONFIG, at, error.to_string())
                .help("compare the configuration with the schema that `arm-bindgen schema` prints");
            return None;
        }
    };
    let mut reader = Reader {
        folder: path.parent().unwrap_or(Path::new("")).to_owned(),
        at,
        diagnostics,
    };
    let config = reader.config(&path, written);
    (diagnostics.count(Severity::Error) == before).then_some(config)
}

/// The dependencies that generated crates have for their own tests.
const OWN_DEPENDENCIES: [&str; 2] = ["arm-runtime", "futures"];

struct Reader<'a> {
    folder: PathBuf,
    at: Location,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn config(&mut self, path: &Arc<Path>, written: Written) -> Config {
        for name in written.dev_dependencies.keys() {
            if !is_crate_name(name) || OWN_DEPENDENCIES.contains(&name.as_str()) {
                let message = format!("`{name}` cannot be a dependency for tests and examples");
                self.error(&code::BAD_NAME, "dev-dependencies", message)
                    .help("name a dependency of the workspace that the generated crate does not have already");
            }
        }
        let dev_dependencies = written.dev_dependencies.iter().map(|(name, it)| {
            let path = it.path.as_ref();
            let dependency = DevDependency {
                path: path.map(|it| absolute_path(&self.folder.join(it))),
                features: it.features.clone(),
            };
            (name.clone(), dependency)
        });
        let dev_dependencies = dev_dependencies.collect();
        let out = written.out.clone().unwrap_or_else(|| written.name.clone());
        let runtime = written.runtime.as_ref();
        Config {
            path: path.clone(),
            out: absolute_path(&self.folder.join(out)),
            runtime: runtime.map(|runtime| self.runtime(runtime)),
            cli: self.cli(&written),
            specs: self.specs(&written),
            examples: written.examples,
            services: (written.services.iter().enumerate())
                .map(|(index, service)| self.service(index, service))
                .collect(),
            krate: CrateInfo {
                dev_dependencies,
                ..crate_info(written)
            },
        }
    }

    fn error(
        &mut self,
        code: &'static Code,
        key: &str,
        message: impl Into<String>,
    ) -> &mut crate::diagnostics::Diagnostic {
        self.diagnostics.error(code, self.at.child(key), message)
    }

    fn cli(&mut self, written: &Written) -> Option<String> {
        let name = written.cli.clone()?;
        let beside = written.runtime.as_ref().and_then(|it| it.path.as_ref());
        let beside = beside.map(|it| cli_beside(&absolute_path(&self.folder.join(it))));
        if let Some(folder) = beside.filter(|it| !it.join("Cargo.toml").is_file()) {
            let message = format!("{} is not the crate arm-cli", folder.display());
            self.error(&code::MISSING_FILE, "cli", message)
                .help("take the runtime from a folder that has `cli` beside it, from git, or by its version");
        }
        Some(name)
    }

    fn runtime(&mut self, written: &WrittenRuntime) -> Runtime {
        if let Some(url) = &written.git {
            return Runtime::Git {
                url: url.clone(),
                rev: written.rev.clone(),
            };
        }
        if let Some(version) = &written.version {
            return Runtime::Version(version.clone());
        }
        let Some(path) = &written.path else {
            return Runtime::Workspace;
        };
        let folder = absolute_path(&self.folder.join(path));
        if !folder.join("Cargo.toml").is_file() {
            let at = self.at.child("runtime").child("path");
            let message = format!("{} is not a crate", folder.display());
            self.diagnostics
                .error(&code::MISSING_FILE, at, message)
                .help("set the folder of the crate arm-runtime, relative to this file");
        }
        Runtime::Path(folder)
    }

    fn specs(&mut self, written: &Written) -> Specs {
        let specs = written.specs.clone().unwrap_or_default();
        match (specs.git, specs.rev, specs.path) {
            (Some(url), Some(rev), None) => {
                let url = if url.contains("://") {
                    url
                } else {
                    absolute_path(&self.folder.join(url))
                        .to_string_lossy()
                        .into_owned()
                };
                Specs::Git { url, rev }
            }
            (None, None, Some(path)) => {
                let folder = absolute_path(&self.folder.join(path));
                if !folder.is_dir() {
                    let at = self.at.child("specs").child("path");
                    let message = format!("{} is not a folder", folder.display());
                    self.diagnostics
                        .error(&code::MISSING_FILE, at, message)
                        .help("set a checkout of the API descriptions, relative to this file");
                }
                Specs::Folder(folder)
            }
            _ => Specs::Folder(self.folder.clone()),
        }
    }

    fn service(&mut self, index: usize, written: &WrittenService) -> Service {
        let at = self.at.child("services").child(&index.to_string());
        let source = match &written.readme {
            Some(readme) => Source::Readme {
                readme: readme.clone(),
                tags: written.tags.clone(),
            },
            None if written.versions.is_empty() => Source::Inputs(written.inputs.clone()),
            None => Source::Versions(
                (written.versions.iter())
                    .map(|it| (it.version.clone(), it.inputs.clone()))
                    .collect(),
            ),
        };
        Service {
            at,
            name: written.name.clone(),
            module: written.module.clone(),
            source,
            operations: written.operations.clone(),
        }
    }
}

fn crate_info(written: Written) -> CrateInfo {
    let value = |written: Option<WrittenValue>, default: &str| match written {
        Some(WrittenValue::Text(text)) => Inherited::Value(text),
        Some(WrittenValue::Number(number)) => Inherited::Value(number.to_string()),
        Some(WrittenValue::Workspace(it)) if it.workspace => Inherited::Workspace,
        _ => Inherited::Value(default.to_owned()),
    };
    let defaults = CrateInfo::new(&written.name);
    CrateInfo {
        version: value(written.version, defaults.version.text()),
        edition: value(written.edition, defaults.edition.text()),
        rust_version: value(written.rust_version, defaults.rust_version.text()),
        license: value(written.license, defaults.license.text()),
        lints: written.lints.is_some(),
        description: written.description.unwrap_or_default(),
        ..defaults
    }
}

/// Names of files that cargo treats as the root of a crate, and of the reexported runtime.
const ROOT_MODULES: [&str; 4] = ["arm_runtime", "bin", "lib", "main"];

/// Returns `true` if the text is a valid module name.
pub fn is_module_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !ROOT_MODULES.contains(&name)
        && is_identifier(name)
}

#[cfg(test)]
mod tests;
