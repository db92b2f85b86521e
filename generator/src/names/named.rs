//! The IR together with its identifiers.
//!
//! The identifiers are in tables beside the IR, in the same order, so that the IR of the earlier stages has no empty
//! names. The views of this file pair each part with its name; emitters see names through them only.

use std::ops::Deref;

use crate::analyze::{Presence, Usage, Wrapper};
use crate::ir::{
    Body, Content, Field, Group, Ir, Operation, OperationId, Parameter, Service, Struct, TypeDef,
    TypeId, Variable,
};

/// The analyzed IR with the identifiers of the output.
#[derive(Clone, Debug)]
pub struct NamedIr {
    /// The IR itself.
    pub ir: Ir,
    /// The index of the service that the client is made for; `None` stands for Azure Resource Manager.
    pub main_service: Option<usize>,
    /// The distinct parameters of all operations, by the name of their constant.
    pub parameters: Vec<SharedConstant>,
    pub(super) usage: Vec<Usage>,
    pub(super) wrappers: Vec<Vec<Wrapper>>,
    pub(super) types: Vec<TypeNames>,
    /// The types that operations reach, by name.
    pub(super) reached: Vec<TypeId>,
    pub(super) groups: Vec<GroupNames>,
    pub(super) services: Vec<ServiceNames>,
}

/// The constant of a parameter that several operations may share.
#[derive(Clone, Debug)]
pub struct SharedConstant {
    /// The name.
    pub name: String,
    /// The parameter.
    pub parameter: Parameter,
}

/// The identifiers of a type.
#[derive(Clone, Debug)]
pub(super) struct TypeNames {
    pub name: String,
    /// The struct of the required properties, if `new` takes one.
    pub required: Option<String>,
    /// The fields of a struct, the values of an enum or the variants of a union.
    pub members: Vec<String>,
    /// The map of the properties that a struct does not declare.
    pub additional: Option<String>,
}

/// The identifiers of a group.
#[derive(Clone, Debug)]
pub struct GroupNames {
    /// The module.
    pub module: String,
    /// The client type.
    pub client: String,
    /// The method of the package's client that returns this client, unless it is the same.
    pub accessor: Option<String>,
    pub(super) operations: Vec<OperationNames>,
}

/// The identifiers of an operation.
#[derive(Clone, Debug)]
pub struct OperationNames {
    /// The method.
    pub method: String,
    /// The method that takes a resource ID, if there is one.
    pub by_id: Option<String>,
    /// The static.
    pub constant: String,
    /// The type of the optional parameters, if there are any.
    pub options: Option<String>,
    /// The variable of the result in the example of the documentation.
    pub result: String,
    pub(super) parameters: Vec<ParameterNames>,
    pub(super) body: Option<String>,
}

/// The identifiers of a parameter.
#[derive(Clone, Debug)]
pub(super) struct ParameterNames {
    pub argument: String,
    pub constant: String,
}

/// The identifiers of a service.
#[derive(Clone, Debug)]
pub(super) struct ServiceNames {
    pub constant: String,
    pub variables: Vec<String>,
}

/// A part of the IR with its identifier.
#[derive(Debug)]
pub struct Named<'a, T> {
    /// The identifier.
    pub name: &'a str,
    /// The part.
    pub item: &'a T,
}

/// A property with its identifier and its wrapper.
#[derive(Clone, Copy, Debug)]
pub struct NamedField<'a> {
    /// The field.
    pub name: &'a str,
    /// The types around the type of the value.
    pub wrapper: Wrapper,
    field: &'a Field,
}

/// A type with its identifiers.
#[derive(Clone, Copy, Debug)]
pub struct NamedType<'a> {
    /// The requests and responses that contain the type.
    pub usage: Usage,
    wrappers: &'a [Wrapper],
    def: &'a TypeDef,
    names: &'a TypeNames,
}

/// A group with its identifiers.
#[derive(Clone, Copy, Debug)]
pub struct NamedGroup<'a> {
    group: &'a Group,
    /// The identifiers.
    pub names: &'a GroupNames,
}

/// An operation with its identifiers.
#[derive(Clone, Copy, Debug)]
pub struct NamedOperation<'a> {
    operation: &'a Operation,
    /// The identifiers.
    pub names: &'a OperationNames,
}

/// A parameter with its identifiers.
#[derive(Clone, Copy, Debug)]
pub struct NamedParameter<'a> {
    /// The argument or the field of the options.
    pub name: &'a str,
    /// The constant that defines the parameter.
    pub constant_name: &'a str,
    parameter: &'a Parameter,
}

/// A service with its identifiers.
#[derive(Clone, Copy, Debug)]
pub struct NamedService<'a> {
    /// The constant.
    pub name: &'a str,
    service: &'a Service,
    names: &'a ServiceNames,
}

impl<T> Clone for Named<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Named<'_, T> {}

impl<T> Deref for Named<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.item
    }
}

impl NamedField<'_> {
    /// Returns `true` if the property is required by its type.
    pub fn is_mandatory(self) -> bool {
        self.wrapper.presence == Presence::Mandatory
    }

    /// Returns `true` if a request contains the property as null when it has no value.
    pub fn is_null_if_absent(self) -> bool {
        self.wrapper.presence == Presence::NullIfAbsent
    }
}

impl Deref for NamedField<'_> {
    type Target = Field;

    fn deref(&self) -> &Field {
        self.field
    }
}

impl Deref for NamedType<'_> {
    type Target = TypeDef;

    fn deref(&self) -> &TypeDef {
        self.def
    }
}

impl Deref for NamedGroup<'_> {
    type Target = Group;

    fn deref(&self) -> &Group {
        self.group
    }
}

impl Deref for NamedOperation<'_> {
    type Target = Operation;

    fn deref(&self) -> &Operation {
        self.operation
    }
}

impl Deref for NamedParameter<'_> {
    type Target = Parameter;

    fn deref(&self) -> &Parameter {
        self.parameter
    }
}

impl Deref for NamedService<'_> {
    type Target = Service;

    fn deref(&self) -> &Service {
        self.service
    }
}

impl NamedIr {
    /// Returns a type with its identifiers.
    pub fn type_def(&self, id: TypeId) -> NamedType<'_> {
        NamedType {
            usage: self.usage[id.0],
            wrappers: &self.wrappers[id.0],
            def: self.ir.type_def(id),
            names: &self.types[id.0],
        }
    }

    /// Returns the types that operations reach, sorted by name.
    pub fn reached_types(&self) -> impl ExactSizeIterator<Item = NamedType<'_>> {
        self.reached.iter().map(|id| self.type_def(*id))
    }

    /// Returns all groups, in the order of the IR.
    pub fn groups(&self) -> impl Iterator<Item = NamedGroup<'_>> {
        let groups = self.ir.groups.iter().zip(&self.groups);
        groups.map(|(group, names)| NamedGroup { group, names })
    }

    /// Returns all operations, each with its group.
    pub fn operations(&self) -> impl Iterator<Item = (NamedGroup<'_>, NamedOperation<'_>)> {
        self.groups()
            .flat_map(|group| group.operations().map(move |it| (group, it)))
    }

    /// Returns an operation with its group.
    pub fn operation(&self, id: OperationId) -> (NamedGroup<'_>, NamedOperation<'_>) {
        let names = &self.groups[id.group];
        let group = NamedGroup {
            group: &self.ir.groups[id.group],
            names,
        };
        let operation = NamedOperation {
            operation: &group.group.operations[id.index],
            names: &names.operations[id.index],
        };
        (group, operation)
    }

    /// Returns a service by its index.
    pub fn service(&self, index: usize) -> NamedService<'_> {
        let names = &self.services[index];
        NamedService {
            name: &names.constant,
            service: &self.ir.services[index],
            names,
        }
    }

    /// Returns all services.
    pub fn services(&self) -> impl Iterator<Item = NamedService<'_>> {
        (0..self.services.len()).map(|index| self.service(index))
    }

    /// Returns the service that the client is made for; `None` stands for Azure Resource Manager.
    pub fn client_service(&self) -> Option<NamedService<'_>> {
        self.main_service.map(|index| self.service(index))
    }
}

impl<'a> NamedType<'a> {
    /// Returns the name of the type.
    pub fn name(self) -> &'a str {
        &self.names.name
    }

    /// Returns the name of the struct of the required properties, if `new` takes one.
    pub fn required_struct(self) -> Option<&'a str> {
        self.names.required.as_deref()
    }

    /// Returns the definition without its names.
    pub fn def(self) -> &'a TypeDef {
        self.def
    }

    /// Returns the values or variants of the type with their names.
    pub fn members<T>(self, members: &'a [T]) -> impl Iterator<Item = Named<'a, T>> + Clone {
        let pairs = members.iter().zip(&self.names.members);
        pairs.map(|(item, name)| Named { name, item })
    }

    /// Returns the fields of a struct with their names.
    pub fn fields(self, it: &'a Struct) -> impl Iterator<Item = NamedField<'a>> + Clone {
        let fields = self.members(&it.fields).zip(self.wrappers);
        fields.map(|(field, wrapper)| NamedField {
            name: field.name,
            wrapper: *wrapper,
            field: field.item,
        })
    }

    /// Returns `true` if a property of a struct is required by its type.
    pub fn has_mandatory(self, it: &Struct) -> bool {
        let mut fields = self.fields(it);
        fields.any(NamedField::is_mandatory)
    }

    /// Returns the name of the map of undeclared properties, if the struct has one.
    pub fn additional(self) -> Option<&'a str> {
        self.names.additional.as_deref()
    }
}

impl<'a> NamedGroup<'a> {
    /// Returns the operations with their names.
    pub fn operations(self) -> impl Iterator<Item = NamedOperation<'a>> {
        let operations = self.group.operations.iter().zip(&self.names.operations);
        operations.map(|(operation, names)| NamedOperation { operation, names })
    }
}

impl<'a> NamedOperation<'a> {
    /// Returns all parameters.
    pub fn parameters(self) -> impl Iterator<Item = NamedParameter<'a>> {
        let pairs = self.operation.parameters.iter().zip(&self.names.parameters);
        pairs.map(|(parameter, names)| NamedParameter {
            name: &names.argument,
            constant_name: &names.constant,
            parameter,
        })
    }

    /// Returns the parameters that the caller passes, without those of a single value.
    pub fn passed(self) -> impl Iterator<Item = NamedParameter<'a>> {
        self.parameters().filter(|it| it.constant.is_none())
    }

    /// Returns the parameters that are arguments of the method.
    pub fn required(self) -> impl Iterator<Item = NamedParameter<'a>> {
        self.passed().filter(|it| it.required)
    }

    /// Returns the parameters that are fields of the options.
    pub fn optional(self) -> impl Iterator<Item = NamedParameter<'a>> {
        self.passed().filter(|it| !it.required)
    }

    /// Returns the body, if it is an argument. Forms are made from parameters.
    pub fn body(self) -> Option<Named<'a, Body>> {
        let item = self.operation.body.as_ref()?;
        let name = self.names.body.as_deref()?;
        (item.content != Content::Form).then_some(Named { name, item })
    }
}

impl<'a> NamedService<'a> {
    /// Returns the variables without a default, which the caller passes.
    pub fn required_variables(self) -> impl Iterator<Item = Named<'a, Variable>> {
        let pairs = self.service.variables.iter().zip(&self.names.variables);
        let named = pairs.map(|(item, name)| Named { name, item });
        named.filter(|it| it.default.is_none())
    }
}
