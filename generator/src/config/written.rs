//! The types of the configuration file. The JSON Schema for editors and the check of keys are derived from them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// The description of a bindings crate.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "A bindings crate")]
pub(super) struct Written {
    /// The name of the crate.
    #[serde(rename = "crate")]
    pub name: String,
    /// The version of the crate, `0.1.0` by default.
    pub version: Option<Inherited>,
    /// The edition of the crate, `2024` by default.
    pub edition: Option<Inherited>,
    /// The minimum Rust version of the crate, `1.88` by default.
    pub rust_version: Option<Inherited>,
    /// The license of the crate as an SPDX expression, `MIT` by default.
    pub license: Option<Inherited>,
    /// The description of the crate. By default it lists the services.
    pub description: Option<String>,
    /// The lints of the crate: `{workspace: true}`, or none.
    pub lints: Option<Workspace>,
    /// The folder of the crate, relative to this file. The default is the name of the crate.
    pub out: Option<String>,
    /// The source of the crate `arm-runtime`.
    pub runtime: Option<WrittenRuntime>,
    /// The name of a program in the crate that is a command line over the bindings, as `arm` is over ours, such as `acme`. It is
    /// built with the feature `cli`, and needs the crate `arm-cli` from where the runtime comes. By default there is none.
    pub cli: Option<String>,
    /// The source of the API descriptions, the folder of this file by default.
    pub specs: Option<WrittenSpecs>,
    /// Shows the examples of the API descriptions in the documentation, and tests requests and responses against them.
    #[serde(default)]
    pub examples: bool,
    /// Dependencies that tests and examples written by hand need, by name.
    #[serde(default)]
    pub dev_dependencies: BTreeMap<String, WrittenDependency>,
    /// The services, each a module of the crate.
    pub services: Vec<WrittenService>,
}

/// A value, or `{workspace: true}`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum Inherited {
    /// The value.
    Text(String),
    /// A numeric value, such as an edition.
    Number(u32),
    /// The value of the workspace.
    Workspace(Workspace),
}

/// Inheritance from the workspace.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Workspace {
    /// Always `true`.
    pub workspace: bool,
}

/// The source of the crate `arm-runtime`: one of `git`, `version`, `path` and `workspace`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenRuntime {
    /// The URL of the git repository with the crate.
    pub git: Option<String>,
    /// The revision in the git repository.
    pub rev: Option<String>,
    /// The version in the registry.
    pub version: Option<String>,
    /// The folder of the crate, relative to this file.
    pub path: Option<String>,
    /// Inherits the dependency of the workspace.
    #[serde(default)]
    pub workspace: bool,
}

/// A dependency of tests and examples: that of the workspace, or of a path.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenDependency {
    /// The folder of a crate that itself depends on this one in its tests, relative to this file. It is left out of the
    /// published manifest.
    pub path: Option<String>,
    /// The features that are used.
    #[serde(default)]
    pub features: Vec<String>,
}

/// The source of the API descriptions: one of `git` and `path`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenSpecs {
    /// The URL of a git repository: `https://`, `file://` or a path.
    pub git: Option<String>,
    /// The revision in the git repository: a branch, a tag or a commit.
    pub rev: Option<String>,
    /// A folder, relative to this file.
    pub path: Option<String>,
}

/// A service: one of `readme`, `inputs` and `versions`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenService {
    /// The name of the service in documentation, by default its resource provider.
    pub name: Option<String>,
    /// The module of the service. By default it is derived from the name of the folder.
    pub module: Option<String>,
    /// The service in azure-rest-api-specs, such as `compute`, or the path of its readme.
    pub readme: Option<String>,
    /// The tags of the readme, each a module and a cargo feature. The default is the tag set by the readme.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The documents of a service with a single API version, relative to the folder of the API descriptions.
    #[serde(default)]
    pub inputs: Vec<String>,
    /// The documents of a service by API version.
    #[serde(default)]
    pub versions: Vec<WrittenVersion>,
    /// The operationIds to generate, in which `*` matches any text. By default all. Models that these operations do not
    /// use are left out.
    #[serde(default)]
    pub operations: Vec<String>,
}

/// An API version of a service.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenVersion {
    /// The API version as in its documents, such as `2023-04-01`.
    pub version: String,
    /// The documents, relative to the folder of the API descriptions.
    pub inputs: Vec<String>,
}

/// Returns the JSON Schema of the configuration.
pub(super) fn json_schema() -> serde_json::Value {
    let mut schema = serde_json::Value::from(schemars::schema_for!(Written));
    // The names of Rust types are not useful in an editor.
    if let Some(definitions) = schema.get_mut("$defs").and_then(|it| it.as_object_mut()) {
        let sorted: BTreeMap<String, serde_json::Value> =
            std::mem::take(definitions).into_iter().collect();
        definitions.extend(sorted);
    }
    schema
}
