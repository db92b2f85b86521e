//! The types of the configuration file. The JSON Schema for editors and the check of keys are derived from them: `title` is the
//! noun phrase for messages, and the first example shows what to write.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::formats::add_pattern;

/// The description of a bindings crate.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "A bindings crate")]
pub(super) struct Written {
    /// The name of the crate.
    #[serde(rename = "crate")]
    #[schemars(title = "a crate name", example = &"acme-azure", extend("format" = "crate-name"))]
    pub name: String,
    /// The version of the crate, `0.1.0` by default.
    #[schemars(title = "a version such as `1.2.3`", example = &"0.1.0")]
    #[serde(default)]
    #[schemars(schema_with = "version_schema")]
    pub version: Option<Inherited>,
    /// The edition of the crate, `2024` by default.
    #[schemars(title = "`2021` or `2024`", example = 2024)]
    #[serde(default)]
    #[schemars(schema_with = "edition_schema")]
    pub edition: Option<Inherited>,
    /// The minimum Rust version of the crate, `1.88` by default.
    #[schemars(title = "a version of Rust from `1.88`, which the runtime requires", example = &"1.88")]
    #[serde(default)]
    #[schemars(schema_with = "rust_version_schema")]
    pub rust_version: Option<Inherited>,
    /// The license of the crate as an SPDX expression, `MIT` by default.
    #[schemars(title = "an SPDX expression", example = &"MIT OR Apache-2.0")]
    #[serde(default)]
    #[schemars(schema_with = "text_schema")]
    pub license: Option<Inherited>,
    /// The description of the crate. By default it lists the services.
    #[schemars(title = "a description", example = &"Azure bindings of Acme.")]
    pub description: Option<String>,
    /// The lints of the crate: `{workspace: true}`, or none.
    #[schemars(title = "`{workspace: true}`", example = json!({ "workspace": true }))]
    pub lints: Option<Workspace>,
    /// The folder of the crate, relative to this file. The default is the name of the crate.
    #[schemars(title = "a folder", example = &"crates/acme-azure")]
    pub out: Option<String>,
    /// The source of the crate `arm-runtime`.
    #[schemars(title = "the source of `arm-runtime`", example = json!({ "version": "0.1" }))]
    pub runtime: Option<WrittenRuntime>,
    /// The name of a program in the crate that is a command line over the bindings, as `arm` is over ours, such as `acme`. It is
    /// built with the feature `cli`, and needs the crate `arm-cli` from where the runtime comes. By default there is none.
    #[schemars(title = "a program name", example = &"acme", extend("format" = "program-name"))]
    pub cli: Option<String>,
    /// The source of the API descriptions, the folder of this file by default.
    #[schemars(
        title = "the source of the API descriptions",
        example = json!({ "git": "https://github.com/Azure/azure-rest-api-specs", "rev": "main" })
    )]
    pub specs: Option<WrittenSpecs>,
    /// Shows the examples of the API descriptions in the documentation, and tests requests and responses against them.
    #[serde(default)]
    #[schemars(title = "`true` or `false`", example = true)]
    pub examples: bool,
    /// Dependencies that tests and examples written by hand need, by name.
    #[serde(default)]
    #[schemars(title = "dependencies by name", example = json!({ "tokio": { "features": ["macros", "rt"] } }))]
    pub dev_dependencies: BTreeMap<String, WrittenDependency>,
    /// The services, each a module of the crate.
    #[schemars(title = "a list of services", example = json!([{ "readme": "compute" }]), extend("minItems" = 1))]
    pub services: Vec<WrittenService>,
}

/// A value, or `{workspace: true}`.
#[derive(Clone, Debug, Deserialize)]
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
    #[schemars(title = "`true`", example = true, extend("const" = true))]
    pub workspace: bool,
}

/// The source of the crate `arm-runtime`: one of `git`, `version`, `path` and `workspace`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("oneOf" = one_of(&["git", "version", "path", "workspace"]), "dependentRequired" = json!({ "rev": ["git"] })))]
pub(super) struct WrittenRuntime {
    /// The URL of the git repository with the crate.
    #[schemars(title = "the URL of a git repository", example = &"https://example.com/acme/arm", extend("minLength" = 1))]
    pub git: Option<String>,
    /// The revision in the git repository.
    #[schemars(title = "a branch, a tag or a commit", example = &"main")]
    pub rev: Option<String>,
    /// The version in the registry.
    #[schemars(title = "a version requirement", example = &"0.1", extend("format" = "version-requirement"))]
    pub version: Option<String>,
    /// The folder of the crate, relative to this file.
    #[schemars(title = "a folder", example = &"../arm/generated/runtime")]
    pub path: Option<String>,
    /// Inherits the dependency of the workspace.
    #[serde(default)]
    #[expect(
        dead_code,
        reason = "the schema allows `true` only, and none of the other keys"
    )]
    #[schemars(title = "`true`", example = true, extend("const" = true))]
    workspace: bool,
}

/// A dependency of tests and examples: that of the workspace, or of a path.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a mapping", example = json!({ "features": ["macros", "rt"] }))]
pub(super) struct WrittenDependency {
    /// The folder of a crate that itself depends on this one in its tests, relative to this file. It is left out of the
    /// published manifest.
    #[schemars(title = "a folder", example = &"../tools")]
    pub path: Option<String>,
    /// The features that are used.
    #[serde(default)]
    #[schemars(title = "a list of features", example = json!(["macros", "rt"]))]
    pub features: Vec<String>,
}

/// The source of the API descriptions: `git` with `rev`, or `path`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("oneOf" = one_of(&["git", "path"]), "dependentRequired" = json!({ "git": ["rev"], "rev": ["git"] })))]
pub(super) struct WrittenSpecs {
    /// A git repository: an `https://` or `file://` URL, or a path.
    #[schemars(
        title = "a git repository",
        example = &"https://github.com/Azure/azure-rest-api-specs",
        extend("format" = "repository")
    )]
    pub git: Option<String>,
    /// The revision in the git repository: a branch, a tag or a commit.
    #[schemars(title = "a branch, a tag or a commit", example = &"main")]
    pub rev: Option<String>,
    /// A folder, relative to this file.
    #[schemars(title = "a folder", example = &"../azure-rest-api-specs")]
    pub path: Option<String>,
}

/// A service: one of `readme`, `inputs` and `versions`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a service", example = json!({ "readme": "compute" }))]
#[schemars(extend("oneOf" = one_of(&["readme", "inputs", "versions"]), "dependentRequired" = json!({ "tags": ["readme"] })))]
pub(super) struct WrittenService {
    /// The name of the service in documentation, by default its resource provider.
    #[schemars(title = "a name", example = &"Microsoft.Compute")]
    pub name: Option<String>,
    /// The module of the service. By default it is derived from the name of the folder.
    #[schemars(title = "a module name", example = &"compute", extend("format" = "module-name"))]
    pub module: Option<String>,
    /// The service in azure-rest-api-specs, such as `compute`, or the path of its readme.
    #[schemars(title = "a service or the path of its readme", example = &"compute")]
    pub readme: Option<String>,
    /// The tags of the readme, each a module and a cargo feature. The default is the tag set by the readme.
    #[serde(default)]
    #[schemars(title = "a list of tags", example = json!(["package-2024-03-01"]), extend("minItems" = 1))]
    pub tags: Vec<String>,
    /// The documents of a service with a single API version, relative to the folder of the API descriptions.
    #[serde(default)]
    #[schemars(title = "a list of documents", example = json!(["things.json"]), extend("minItems" = 1))]
    pub inputs: Vec<String>,
    /// The documents of a service by API version.
    #[serde(default)]
    #[schemars(
        title = "a list of versions",
        example = json!([{ "version": "2024-03-01", "inputs": ["things.json"] }]),
        extend("minItems" = 1)
    )]
    pub versions: Vec<WrittenVersion>,
    /// The operationIds to generate, in which `*` matches any text. By default all. Models that these operations do not
    /// use are left out. Each pattern has to match in one version of the service.
    #[serde(default)]
    #[schemars(title = "a list of operationIds", example = json!(["VirtualMachines_*", "Disks_Get"]), extend("minItems" = 1))]
    pub operations: Vec<String>,
}

/// An API version of a service.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a version with its documents", example = json!({ "version": "2024-03-01", "inputs": ["things.json"] }))]
pub(super) struct WrittenVersion {
    /// The API version as in its documents, such as `2023-04-01`.
    #[schemars(title = "an API version", example = &"2024-03-01")]
    pub version: String,
    /// The documents, relative to the folder of the API descriptions.
    #[schemars(title = "a list of documents", example = json!(["things.json"]), extend("minItems" = 1))]
    pub inputs: Vec<String>,
}

fn one_of(keys: &[&str]) -> Value {
    keys.iter()
        .map(|key| json!({ "required": [key] }))
        .collect()
}

/// Returns the schema of a value that may be inherited from the workspace.
fn inherited(generator: &mut schemars::SchemaGenerator, value: &Value) -> schemars::Schema {
    let workspace = generator.subschema_for::<Workspace>();
    schemars::json_schema!({ "anyOf": [value, workspace] })
}

fn version_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
    inherited(generator, &json!({ "type": "string", "format": "version" }))
}

fn edition_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let editions = json!({ "type": ["integer", "string"], "enum": [2021, 2024, "2021", "2024"] });
    inherited(generator, &editions)
}

fn rust_version_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
    inherited(
        generator,
        &json!({ "type": "string", "format": "rust-version" }),
    )
}

fn text_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
    inherited(generator, &json!({ "type": "string" }))
}

/// Returns the JSON Schema of the configuration.
pub(super) fn json_schema() -> Value {
    let mut schema = Value::from(schemars::schema_for!(Written));
    // The names of Rust types are not useful in an editor.
    if let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) {
        let sorted: BTreeMap<String, Value> = std::mem::take(definitions).into_iter().collect();
        definitions.extend(sorted);
    }
    restrict(&mut schema);
    schema
}

/// Removes `null`, which is more likely a forgotten value than a default, and empty strings. Adds the patterns of formats.
fn restrict(schema: &mut Value) {
    let is_null = |it: &Value| it == "null" || it.get("type").is_some_and(|it| it == "null");
    match schema {
        Value::Array(items) => items.iter_mut().for_each(restrict),
        Value::Object(members) => {
            for key in ["type", "anyOf"] {
                let Some(Value::Array(items)) = members.get_mut(key) else {
                    continue;
                };
                items.retain(|it| !is_null(it));
                if let [only] = items.as_mut_slice() {
                    let only = only.take();
                    members.shift_remove(key);
                    match only {
                        Value::Object(only) => members.extend(only),
                        name => drop(members.insert(key.to_owned(), name)),
                    }
                }
            }
            if members.get("type").is_some_and(|it| it == "string") {
                members.insert("minLength".to_owned(), json!(1));
                add_pattern(members);
            }
            members.values_mut().for_each(restrict);
        }
        _ => {}
    }
}
