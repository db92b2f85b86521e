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
    ApiVersion, Body, Constraints, Content, Example, FinalState, Group, Header, Items, ListStyle,
    Method, Operation, Owner, Paging, Parameter, ParameterLocation, Response, ResponseShape,
    Status, StatusCode, distinct_responses,
};
pub use self::service::{Scheme, Service, Variable};
pub use self::types::{
    Choice, ChoiceVariant, Enum, EnumValue, Field, Form, Kind, Struct, Type, TypeDef, TypeId,
    Union, Values, Variant,
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

    /// Shows every type that stands in a model, a parameter, a body or a response.
    pub fn each_type_mut(&mut self, change: &mut dyn FnMut(&mut Type)) {
        for def in &mut self.types {
            match &mut def.kind {
                Kind::Struct(it) => {
                    let fields = it.fields.iter_mut().map(|it| &mut it.ty);
                    fields.chain(&mut it.additional).for_each(&mut *change);
                }
                Kind::Choice(it) => it.variants.iter_mut().for_each(|it| change(&mut it.ty)),
                Kind::Union(_) | Kind::Enum(_) => {}
            }
        }
        for operation in self.groups.iter_mut().flat_map(|it| &mut it.operations) {
            let statuses = operation.success.iter_mut().chain(&mut operation.errors);
            for status in statuses {
                status.ty.iter_mut().for_each(&mut *change);
                let headers = status.headers.iter_mut().map(|it| &mut it.ty);
                headers.for_each(&mut *change);
            }
            let others = operation.response.ty.iter_mut();
            let others = others.chain(operation.body.iter_mut().map(|it| &mut it.ty));
            let parameters = operation.parameters.iter_mut().map(|it| &mut it.ty);
            others.chain(parameters).for_each(&mut *change);
        }
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
