//! The public interface of the generated code and its behavior, in a form that can be stored and compared.
//!
//! A crate stores it in `api.json`, so that the next run can report the changes. The files below take the IR apart without
//! `..`, so that a new field of the IR does not compile until its effect on callers is decided.

mod facts;
mod models;
mod operations;
mod services;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::facts::{Fact, Facts};
pub use self::services::ANONYMOUS;
use crate::ir::{Ir, Type};
use crate::names::NamedIr;

/// The surfaces of several packages, by module.
pub type Surfaces = BTreeMap<String, Surface>;

/// The surface of a package.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct Surface {
    /// Clients by the templates of their endpoints. The name of the client that the package is for is `Client`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub clients: BTreeMap<String, Facts>,
    /// Operations by operationId.
    pub operations: BTreeMap<String, Operation>,
    /// Models by their names in Rust.
    pub models: BTreeMap<String, Model>,
}

impl Surface {
    /// Returns `true` if the client is that of Azure Resource Manager.
    pub fn is_arm(&self) -> bool {
        let client = self.clients.get(services::CLIENT);
        client.is_none_or(|it| !it.facts.contains_key(&Fact::Endpoint))
    }
}

/// An operation.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct Operation {
    /// Client and method in Rust.
    pub method: String,
    /// HTTP method and path template.
    pub request: String,
    /// Api-version.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub api_version: String,
    /// Arguments in order, by the names of the spec.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub arguments: Vec<String>,
    /// Parameters, by the names of the spec.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, Parameter>,
    /// Type of the request body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Return type of the function.
    pub returns: String,
    /// Set if the spec marks the operation as deprecated.
    #[serde(skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// Further facts.
    #[serde(flatten)]
    pub facts: Facts,
}

/// A parameter.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct Parameter {
    /// Name in Rust.
    pub name: String,
    /// Type.
    #[serde(rename = "type")]
    pub ty: String,
    /// Location: path, query, header, host or form.
    #[serde(rename = "in")]
    pub location: String,
    /// Set if the parameter is an argument of the function, rather than a field of its options.
    #[serde(skip_serializing_if = "is_false")]
    pub required: bool,
    /// Further facts, such as constraints by the keywords of the spec.
    #[serde(flatten)]
    pub facts: Facts,
}

/// The kind of a model.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ModelKind {
    /// Members are properties, by their names in the spec.
    #[default]
    Struct,
    /// Members are values.
    Enum,
    /// Members are subtypes, by the value of the discriminator.
    Union,
    /// Members are types, by their names in Rust.
    Choice,
}

/// A model.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct Model {
    /// The kind.
    pub kind: ModelKind,
    /// Set if requests contain the model.
    #[serde(skip_serializing_if = "is_false")]
    pub sent: bool,
    /// Members by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub members: BTreeMap<String, Member>,
    /// Further facts.
    #[serde(flatten)]
    pub facts: Facts,
}

/// A property, a value or a subtype.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct Member {
    /// Name in Rust.
    pub name: String,
    /// Type in Rust. Optional types end with `?`. Empty for the values of an enum.
    #[serde(rename = "type", skip_serializing_if = "String::is_empty")]
    pub ty: String,
    /// Position in the constructor, from 1. `None` if the constructor does not take the property.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub argument: Option<usize>,
    /// Set if only the service sets the property.
    #[serde(skip_serializing_if = "is_false")]
    pub read_only: bool,
    /// Further facts.
    #[serde(flatten)]
    pub facts: Facts,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_false(value: &bool) -> bool {
    !value
}

/// Returns the surface of an IR with names.
pub fn surface_of(ir: &NamedIr) -> Surface {
    let Ir {
        // Text.
        title: _,
        // Each operation has its own.
        api_versions: _,
        types: _,
        groups: _,
        services: _,
        uses_subscription: _,
        // An operation that is not supported is missing in the surface.
        unsupported: _,
    } = &ir.ir;
    let mut operations = BTreeMap::new();
    for (group, operation) in ir.operations() {
        let described = operations::operation(ir, &group.names.client, operation);
        // Documents may declare an operationId twice.
        let mut id = operation.id.clone();
        for number in 2.. {
            if !operations.contains_key(&id) {
                break;
            }
            id = format!("{} ({number})", operation.id);
        }
        operations.insert(id, described);
    }
    let models = ir.reached_types();
    Surface {
        clients: services::clients(ir),
        operations,
        models: models
            .map(|it| (it.name().to_owned(), models::model(ir, it)))
            .collect(),
    }
}

fn type_text(ir: &NamedIr, ty: &Type) -> String {
    match ty {
        Type::Named(id) => ir.type_def(*id).name().to_owned(),
        Type::List(item) => format!("[{}]", type_text(ir, item)),
        Type::Map(item) => format!("{{{}}}", type_text(ir, item)),
        Type::Nullable(item) => format!("{}|null", type_text(ir, item)),
        simple => format!("{simple:?}"),
    }
}

/// The version of the format of `api.json`. Surfaces of different formats cannot be compared.
const FORMAT: u32 = 2;

/// Formats `api.json`, with a line for each operation and model to keep diffs readable.
pub fn to_json(surfaces: &Surfaces) -> String {
    let line = |key: &String, value: Option<String>| {
        format!(
            "{}:{}",
            serde_json::Value::from(key.as_str()),
            value.unwrap_or_default()
        )
    };
    let modules = surfaces.iter().map(|(module, surface)| {
        let operations = surface.operations.iter();
        let operations = operations.map(|(id, it)| line(id, serde_json::to_string(it).ok()));
        let models = surface.models.iter();
        let models = models.map(|(name, it)| line(name, serde_json::to_string(it).ok()));
        let clients = surface.clients.iter();
        let clients = clients.map(|(name, it)| line(name, serde_json::to_string(it).ok()));
        format!(
            "{}:{{\"clients\":{{\n{}\n}},\"operations\":{{\n{}\n}},\"models\":{{\n{}\n}}}}",
            serde_json::Value::from(module.as_str()),
            clients.collect::<Vec<_>>().join(",\n"),
            operations.collect::<Vec<_>>().join(",\n"),
            models.collect::<Vec<_>>().join(",\n"),
        )
    });
    let modules: Vec<String> = modules.collect();
    format!(
        "{{\"format\":{FORMAT},\"modules\":{{\n{}\n}}}}\n",
        modules.join(",\n")
    )
}

/// Parses `api.json`. Returns `None` for an invalid file and for one of another format.
pub fn from_json(text: &str) -> Option<Surfaces> {
    #[derive(Deserialize)]
    struct File {
        format: u32,
        modules: Surfaces,
    }
    let file: File = serde_json::from_str(text).ok()?;
    (file.format == FORMAT).then_some(file.modules)
}
