//! The public interface of the generated code, in a form that can be stored and compared.
//!
//! A crate stores it in `api.json`, so that the next run can report the changes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::analyze::{Presence, is_in_constructor};
use crate::ir::{self, Constraints, Content, Kind, ResponseShape, Type, Values};
use crate::names::{NamedIr, NamedOperation, NamedType};

/// The surfaces of several packages, by module.
pub type Surfaces = BTreeMap<String, Surface>;

/// The surface of a package.
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
    /// Constraints by the keywords of the spec, such as `maxLength`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub constraints: BTreeMap<String, String>,
}

/// A model.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Model {
    /// Properties by their names in the spec.
    Struct(BTreeMap<String, Property>),
    /// Names of the values in Rust, by value.
    Enum(BTreeMap<String, String>),
    /// Name in Rust and type of each subtype, by the value of the discriminator.
    Union(BTreeMap<String, Property>),
}

/// A property or a subtype.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct Property {
    /// Name in Rust.
    pub name: String,
    /// Type in Rust. Optional types end with `?`.
    #[serde(rename = "type")]
    pub ty: String,
    /// Position in the constructor, from 1. `None` if the constructor does not take the property.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub argument: Option<usize>,
    /// Set if only the service sets the property.
    #[serde(skip_serializing_if = "is_false")]
    pub read_only: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_false(value: &bool) -> bool {
    !value
}

/// Returns the surface of an IR with names.
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
                    constraints: constraints_of(&it.constraints),
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
    let format = match (&response.shape, response.content) {
        (ResponseShape::Call, Content::Xml) => ", Xml",
        _ => "",
    };
    format!("{shape}<{ty}{optional}{format}>")
}

fn model_of(ir: &NamedIr, ty: NamedType<'_>) -> Model {
    match &ty.def().kind {
        Kind::Struct(it) => {
            let mut arguments = 0;
            let fields = ty.fields(it).map(|field| {
                let is_argument = ty.usage.sent && is_in_constructor(&field, field.wrapper);
                arguments += usize::from(is_argument);
                let suffix = match field.wrapper.presence {
                    Presence::Mandatory => "",
                    Presence::Optional | Presence::NullIfAbsent => "?",
                    Presence::OptionalOrNull => "|null?",
                };
                let property = Property {
                    name: field.name.to_owned(),
                    ty: format!("{}{suffix}", type_text(ir, &field.ty)),
                    argument: is_argument.then_some(arguments),
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

fn constraints_of(it: &Constraints) -> BTreeMap<String, String> {
    let length = |it: Option<u32>| it.map(|it| it.to_string());
    let number = |it: Option<f64>| it.map(|it| it.to_string());
    let flag = |it: bool| it.then(|| it.to_string());
    let all = [
        ("minLength", length(it.min_length)),
        ("maxLength", length(it.max_length)),
        ("pattern", it.pattern.clone()),
        ("minimum", number(it.minimum)),
        ("maximum", number(it.maximum)),
        ("exclusiveMinimum", flag(it.exclusive_minimum)),
        ("exclusiveMaximum", flag(it.exclusive_maximum)),
        ("multipleOf", number(it.multiple_of)),
        ("minItems", length(it.min_items)),
        ("maxItems", length(it.max_items)),
        ("uniqueItems", flag(it.unique_items)),
    ];
    let set = all.into_iter();
    set.filter_map(|(keyword, value)| Some((keyword.to_owned(), value?)))
        .collect()
}

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

/// Parses `api.json`. An invalid file yields no surfaces.
pub fn from_json(text: &str) -> Surfaces {
    #[derive(Default, Deserialize)]
    struct File {
        modules: Surfaces,
    }
    serde_json::from_str::<File>(text)
        .unwrap_or_default()
        .modules
}
