//! The intermediate representation: the content of the output as plain data, independent of Rust tokens and of OpenAPI.
//!
//! Invariants after lowering: every [`TypeId`] is the index of an entry of [`Ir::types`]; definitions that only rename a
//! list, map or scalar are resolved; structs hold their inherited properties. The stage `analyze` then
//! stores paged lists, results of status monitors, secrets and namespaces in the IR, and its other results in tables. The
//! stage `names` keeps identifiers in tables.

mod dump;
mod operation;
mod response;
mod service;
mod types;

pub use self::operation::{
    ApiVersion, Body, Constraints, Content, Example, Group, ListStyle, Method, Operation,
    OperationId, Owner, Parameter, ParameterLocation,
};
pub use self::response::{
    FinalState, Header, Items, Pageable, Paging, Response, ResponseShape, Status, StatusCode,
    distinct_responses,
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
    /// The services other than Azure Resource Manager; after analysis, the one with the most operations is first.
    pub services: Vec<Service>,
    /// True if any path has the `{subscriptionId}` of the client.
    pub uses_subscription: bool,
    /// Parts of the spec that the output does not support, each with its operation or schema.
    pub unsupported: Vec<String>,
}

impl Ir {
    /// Returns the definition of a type.
    pub fn type_def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }

    /// Returns all operations of all groups.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.groups.iter().flat_map(|it| &it.operations)
    }

    /// Calls `change` with the type of every property, parameter, body, header and response.
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

    /// Returns all operations with their positions.
    pub fn numbered_operations(&self) -> impl Iterator<Item = (OperationId, &Operation)> {
        self.groups.iter().enumerate().flat_map(|(group, it)| {
            let operations = it.operations.iter().enumerate();
            operations.map(move |(index, it)| (OperationId { group, index }, it))
        })
    }

    /// Returns `true` if any body or response is XML.
    pub fn has_xml(&self) -> bool {
        self.operations().any(|it| {
            it.response.content == Content::Xml
                || it
                    .body
                    .as_ref()
                    .is_some_and(|it| it.content == Content::Xml)
        })
    }

    /// Returns the IR as text. It is equal for specs that differ in descriptions only.
    pub fn dump(&self) -> String {
        dump::dump(self)
    }
}
