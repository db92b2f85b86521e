//! The part of the IR that callers of the generated code depend on, in a form that can be stored and compared.
//!
//! A crate keeps it in `api.json`, so that the next run can tell what it changes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ir::{self, Constraints, Kind, ResponseShape, Type, Values};
use crate::names::{NamedIr, NamedOperation, NamedType};

/// The surface of several packages, by module.
pub type Surfaces = BTreeMap<String, Surface>;

/// The surface of one package.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Surface {
    /// Operations by operationId.
    pub operations: BTreeMap<String, Operation>,
    /// Models by their names in Rust.
    pub models: BTreeMap<String, Model>,
}

/// An operation.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct Operation {
    /// Client and method in Rust.
    pub method: String,
    /// The HTTP method and the path template.
    pub request: String,
    /// The API version.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub api_version: String,
    /// The arguments in their order, by the names of the spec.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub arguments: Vec<String>,
    /// The parameters, by the names of the spec.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, Parameter>,
    /// The type of the request body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// What the function returns.
    pub returns: String,
    /// Whether the spec marks it deprecated.
    #[serde(skip_serializing_if = "is_false")]
    pub deprecated: bool,
}

/// A parameter.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct Parameter {
    /// The name in Rust.
    pub name: String,
    /// The type.
    #[serde(rename = "type")]
    pub ty: String,
    /// Path, query, header, host or form.
    #[serde(rename = "in")]
    pub location: String,
    /// Whether it is an argument of the function, rather than a field of its options.
    #[serde(skip_serializing_if = "is_false")]
    pub required: bool,
    /// The constraints of the spec.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub constraints: String,
}

/// A model.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Model {
    /// Properties by their names in the spec.
    Struct(BTreeMap<String, Property>),
    /// The names of the values in Rust, by value.
    Enum(BTreeMap<String, String>),
    /// The name in Rust and the type of each subtype, by the value of the discriminator.
    Union(BTreeMap<String, Property>),
}

/// A property or a subtype.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct Property {
    /// The name in Rust.
    pub name: String,
    /// The type in Rust: optional ones end with `?`.
    #[serde(rename = "type")]
    pub ty: String,
    /// Whether the constructor takes it.
    #[serde(skip_serializing_if = "is_false")]
    pub mandatory: bool,
    /// Whether only the service sets it.
    #[serde(skip_serializing_if = "is_false")]
    pub read_only: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_false(value: &bool) -> bool {
    !value
}

/// The surface of an IR with names.
pub fn surface_of(ir: &NamedIr) -> Surface {
    let operations = ir.operations().map(|(group, operation)| {
        let described = operation_of(ir, &group.names.client, operation);
        (operation.id.clone(), described)
    });
    let models = ir.reached_types();
    Surface {
        operations: operations.collect(),
        models: models
            .map(|it| (it.name().to_owned(), model_of(ir, it)))
            .collect(),
    }
}

fn operation_of(ir: &NamedIr, client: &str, operation: NamedOperation<'_>) -> Operation {
    let host = operation.host.as_deref().unwrap_or_default();
    let method = operation.method.name();
    Operation {
        method: format!("{client}::{}", operation.names.method),
        request: format!("{method} {host}{}", operation.path),
        api_version: (operation.api_version.as_ref())
            .map_or_else(String::new, |it| it.value.clone()),
        arguments: operation
            .required()
            .map(|it| it.wire_name.clone())
            .collect(),
        parameters: operation
            .passed()
            .map(|it| {
                let parameter = Parameter {
                    name: it.name.to_owned(),
                    ty: type_text(ir, &it.ty),
                    location: it.location.name().to_owned(),
                    required: it.required,
                    constraints: constraints_text(&it.constraints),
                };
                (it.wire_name.clone(), parameter)
            })
            .collect(),
        body: operation.body.as_ref().map(|body| {
            let optional = if body.required { "" } else { "?" };
            format!(
                "{}{optional} as {}",
                type_text(ir, &body.ty),
                body.media_type
            )
        }),
        returns: returns_text(ir, &operation.response),
        deprecated: operation.deprecated,
    }
}

fn returns_text(ir: &NamedIr, response: &ir::Response) -> String {
    let ty = response
        .ty
        .as_ref()
        .map_or("()".to_owned(), |ty| type_text(ir, ty));
    let optional = if response.optional { "?" } else { "" };
    let shape = match &response.shape {
        ResponseShape::Call => "Call",
        ResponseShape::Exists => "Exists",
        ResponseShape::Pages(_) => "Pager",
        ResponseShape::LongRunning(_) => "Poller",
    };
    format!("{shape}<{ty}{optional}>")
}

fn model_of(ir: &NamedIr, ty: NamedType<'_>) -> Model {
    match &ty.def().kind {
        Kind::Struct(it) => {
            let fields = ty.fields(it).map(|field| {
                let optional = if field.mandatory { "" } else { "?" };
                let null = if field.three_state { "|null" } else { "" };
                let property = Property {
                    name: field.name.to_owned(),
                    ty: format!("{}{null}{optional}", type_text(ir, &field.ty)),
                    mandatory: field.mandatory,
                    read_only: field.read_only,
                };
                (field.wire_name.clone(), property)
            });
            let additional = it.additional.as_ref().zip(ty.additional());
            let additional = additional.map(|(ty, name)| {
                let property = Property {
                    name: name.to_owned(),
                    ty: type_text(ir, ty),
                    ..Property::default()
                };
                ("*".to_owned(), property)
            });
            Model::Struct(fields.chain(additional).collect())
        }
        Kind::Enum(it) => Model::Enum(match &it.values {
            Values::Text(values) => ty
                .members(values)
                .map(|it| (it.value.clone(), it.name.to_owned()))
                .collect(),
            Values::Integer(values) => ty
                .members(values)
                .map(|it| (it.value.to_string(), it.name.to_owned()))
                .collect(),
        }),
        Kind::Choice(it) => {
            let variants = ty.members(&it.variants).map(|variant| {
                let property = Property {
                    name: variant.name.to_owned(),
                    ty: type_text(ir, &variant.ty),
                    ..Property::default()
                };
                (variant.name.to_owned(), property)
            });
            Model::Union(variants.collect())
        }
        Kind::Union(it) => {
            let variants = ty.members(&it.variants).map(|variant| {
                let property = Property {
                    name: variant.name.to_owned(),
                    ty: ir.type_def(variant.ty).name().to_owned(),
                    ..Property::default()
                };
                (variant.value.clone(), property)
            });
            Model::Union(variants.collect())
        }
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

fn constraints_text(constraints: &Constraints) -> String {
    if *constraints == Constraints::default() {
        return String::new();
    }
    let text = format!("{constraints:?}");
    let inner = text
        .trim_start_matches("Constraints { ")
        .trim_end_matches(" }");
    let set = inner
        .split(", ")
        .filter(|it| !it.ends_with(": None") && !it.ends_with(": false"));
    set.collect::<Vec<_>>().join(", ")
}

/// The text of `api.json`: a line for each operation and model, which reads well in a diff.
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
        format!(
            "{}:{{\"operations\":{{\n{}\n}},\"models\":{{\n{}\n}}}}",
            serde_json::Value::from(module.as_str()),
            operations.collect::<Vec<_>>().join(",\n"),
            models.collect::<Vec<_>>().join(",\n"),
        )
    });
    let modules: Vec<String> = modules.collect();
    format!("{{\"modules\":{{\n{}\n}}}}\n", modules.join(",\n"))
}

/// The surfaces that an `api.json` holds. A file that is not readable holds none.
pub fn from_json(text: &str) -> Surfaces {
    #[derive(Default, Deserialize)]
    struct File {
        modules: Surfaces,
    }
    serde_json::from_str::<File>(text)
        .unwrap_or_default()
        .modules
}
