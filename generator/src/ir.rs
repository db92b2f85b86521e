//! The intermediate representation: what the output will say, as plain data, without a token of Rust or a word of OpenAPI.
//!
//! Invariants after lowering: every [`TypeId`] names an entry of [`Ir::types`]; definitions that only rename a list, map or
//! scalar are gone; inherited properties stand in the structs themselves. After analysis: `boxed`, `sent`, `received` and
//! `patched` are facts. After name planning: every `name` is a unique Rust identifier in its scope.

mod dump;
mod operation;
mod service;
mod types;

pub use self::operation::{
    Body, Constraints, Content, Example, FinalState, Group, Header, ListStyle, Method, Operation,
    Paging, Parameter, ParameterLocation, Response, ResponseShape, Status,
};
pub use self::service::{Scheme, Service, Variable};
pub use self::types::{
    Enum, EnumValue, Field, Kind, Struct, Type, TypeDef, TypeId, Union, Values, Variant,
};

/// One package: a module or a crate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ir {
    /// The title of the spec.
    pub title: String,
    /// The api-versions of the operations, sorted.
    pub api_versions: Vec<String>,
    /// All named types.
    pub types: Vec<TypeDef>,
    /// Operations by the prefix of their operationId.
    pub groups: Vec<Group>,
    /// The distinct parameters of all operations, each under its constant's name; made when names are planned.
    pub parameters: Vec<Parameter>,
    /// The services other than Azure Resource Manager, the one of the most operations first.
    pub services: Vec<Service>,
    /// Whether any path has the client's `{subscriptionId}`.
    pub uses_subscription: bool,
    /// How many operations the documents declare.
    pub declared_operations: usize,
    /// What the spec asks for and the output does not have, by operation or schema.
    pub unsupported: Vec<String>,
}

impl Ir {
    /// The definition of a type.
    pub fn type_def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }

    /// All operations of all groups.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.groups.iter().flat_map(|it| &it.operations)
    }

    /// Whether any body or response is XML.
    pub fn has_xml(&self) -> bool {
        self.operations().any(|it| {
            it.response.content == Content::Xml
                || it
                    .body
                    .as_ref()
                    .is_some_and(|it| it.content == Content::Xml)
        })
    }

    /// The facts as text: equal for two specs that differ only in prose.
    pub fn dump(&self) -> String {
        dump::dump(self)
    }
}
