//! Plans the names of services, groups, operations and parameters.

use heck::ToUpperCamelCase;

use super::case;
use super::named::{
    GroupNames, OperationNames, ParameterNames, ServiceNames, SharedConstant, TypeNames,
};
use super::scope::Scope;
use crate::analyze::{SharedParameter, is_addressed_by_id, shared_parameters};
use crate::ir::{Group, Ir, Operation, OperationId, Owner, ResponseShape, Service, Type};

/// Modules of the output that are not groups, file names that cargo takes for crate roots, and crates that paths begin with.
const MODULES: [&str; 9] = [
    "models",
    "options",
    "parameters",
    "metadata",
    "lib",
    "main",
    "std",
    "core",
    "arm_runtime",
];

/// The constructors of every client.
const CONSTRUCTORS: [&str; 2] = ["new", "from"];

/// The functions of the package's client.
const OF_CLIENT: [&str; 4] = ["new", "from", "arm", "endpoint"];

/// The names that this file plans.
pub(super) struct Planned {
    pub constants: Vec<SharedConstant>,
    pub groups: Vec<GroupNames>,
    pub services: Vec<ServiceNames>,
}

pub(super) fn plan(ir: &Ir, type_names: &[TypeNames]) -> Planned {
    let shared = shared_parameters(ir);
    let constants = constants(&shared);
    let mut planner = Planner {
        type_names,
        constants: &constants,
        of_parameters: constants_of_operations(ir, &shared, &constants),
        types: Scope::with(&["Client", "ClientOptions"]),
        modules: Scope::with(&MODULES),
        accessors: Scope::with(&OF_CLIENT),
    };
    let at_client = ir.groups.iter().filter(|it| it.owner == Owner::Client);
    for operation in at_client.flat_map(|it| &it.operations) {
        planner.accessors.claim(case::field(&operation.spec_name));
    }
    let groups = ir.groups.iter().enumerate();
    let groups = groups.map(|(index, it)| planner.group(index, it)).collect();
    let services = services(&ir.services);
    let constants = constants.into_iter().zip(shared);
    let mut constants: Vec<SharedConstant> = constants
        .map(|(name, it)| SharedConstant {
            name,
            parameter: it.parameter.clone(),
        })
        .collect();
    constants.sort_by(|a, b| a.name.cmp(&b.name));
    Planned {
        constants,
        groups,
        services,
    }
}

/// The names of the constants of parameters.
fn constants(shared: &[SharedParameter<'_>]) -> Vec<String> {
    let mut scope = Scope::default();
    let shared = shared.iter();
    shared
        .map(|it| scope.claim(case::constant(&it.parameter.wire_name)))
        .collect()
}

/// The constant of each parameter, by group, operation and parameter.
type ConstantsOfOperations<'a> = Vec<Vec<Vec<&'a str>>>;

fn constants_of_operations<'a>(
    ir: &Ir,
    shared: &[SharedParameter<'_>],
    constants: &'a [String],
) -> ConstantsOfOperations<'a> {
    let of_operation = |it: &Operation| vec![""; it.parameters.len()];
    let of_group = |it: &Group| it.operations.iter().map(of_operation).collect();
    let mut found: ConstantsOfOperations<'a> = ir.groups.iter().map(of_group).collect();
    for (shared, constant) in shared.iter().zip(constants) {
        for (OperationId { group, index }, parameter) in &shared.uses {
            found[*group][*index][*parameter] = constant;
        }
    }
    found
}

/// The names of services and of the arguments that clients are made from.
fn services(services: &[Service]) -> Vec<ServiceNames> {
    let mut constants = Scope::default();
    let services = services.iter().map(|service| {
        let mut scope = Scope::with(&["credential", "options", "self", "subscription_id"]);
        let variables = service.variables.iter().map(|it| {
            let name = case::field(&it.client_name);
            scope.claim_or(name, || format!("{}_host", plain(&it.client_name)))
        });
        ServiceNames {
            constant: constants.claim("SERVICE".to_owned()),
            variables: variables.collect(),
        }
    });
    services.collect()
}

struct Planner<'a> {
    type_names: &'a [TypeNames],
    /// The constants that the file of every group may import.
    constants: &'a [String],
    of_parameters: ConstantsOfOperations<'a>,
    types: Scope,
    modules: Scope,
    accessors: Scope,
}

impl Planner<'_> {
    fn group(&mut self, index: usize, group: &Group) -> GroupNames {
        let (client, module, accessor) = match &group.owner {
            Owner::Client => {
                let module = self.modules.claim("client".to_owned());
                ("Client".to_owned(), module, None)
            }
            Owner::Group(prefix) => {
                let module = case::module(prefix);
                let module = self
                    .modules
                    .claim_or(module.clone(), || module + "_operations");
                let client = self.types.claim(case::type_name(prefix) + "Client");
                let accessor = case::field(&format!("{prefix} client"));
                (client, module, Some(self.accessors.claim(accessor)))
            }
        };
        GroupNames {
            module,
            client,
            accessor,
            operations: self.operations(index, group),
        }
    }

    fn operations(&mut self, index: usize, group: &Group) -> Vec<OperationNames> {
        let reserved: &[&str] = match group.owner {
            Owner::Client => &OF_CLIENT,
            Owner::Group(_) => &CONSTRUCTORS,
        };
        let mut methods = Scope::with(reserved);
        let mut constants = Scope::with(self.constants);
        let prefix = group.owner.prefix().unwrap_or_default();
        let prefix = prefix.to_upper_camel_case();
        let operations = group.operations.iter().enumerate();
        let mut names: Vec<OperationNames> = operations
            .map(|(n, it)| {
                let options = self.options(&prefix, it);
                let (parameters, body) = parameters(it, &self.of_parameters[index][n]);
                OperationNames {
                    method: methods.claim_or(case::field(&it.spec_name), || case::field(&it.id)),
                    by_id: None,
                    constant: constants
                        .claim_or(case::constant(&it.spec_name), || case::constant(&it.id)),
                    options: it.has_options().then_some(options),
                    result: self.result(it),
                    parameters,
                    body,
                }
            })
            .collect();
        // The methods by ID come after all others, so that they never take the name of an operation of the spec.
        for (names, operation) in names.iter_mut().zip(&group.operations) {
            if is_addressed_by_id(operation) {
                let name = bare(&names.method);
                let other = || format!("{name}_by_resource_id");
                names.by_id = Some(methods.claim_or(format!("{name}_by_id"), other));
            }
        }
        names
    }

    /// The type of the optional parameters. It has another suffix if the body or the result of the operation has its name.
    fn options(&mut self, prefix: &str, operation: &Operation) -> String {
        let name =
            |suffix: &str| case::type_name(&format!("{prefix} {} {suffix}", operation.spec_name));
        let options = name("options");
        let body = operation.body.as_ref().map(|it| &it.ty);
        let types = body.into_iter().chain(&operation.response.ty);
        let mut models = types.filter_map(|ty| Some(&self.type_names[ty.named()?.0.0].name));
        let is_taken = models.any(|it| *it == options);
        let suffix = if is_taken { "parameters" } else { "options" };
        self.types.claim(name(suffix))
    }

    /// The variable of the result in an example.
    fn result(&self, operation: &Operation) -> String {
        match &operation.response.ty {
            Some(Type::Named(id)) => case::field(&self.type_names[id.0].name),
            Some(_) if operation.response.shape == ResponseShape::Exists => "exists".to_owned(),
            Some(_) | None => "response".to_owned(),
        }
    }
}

/// The names of the parameters, which are arguments or fields of the options, and of the body.
fn parameters(operation: &Operation, constants: &[&str]) -> (Vec<ParameterNames>, Option<String>) {
    // The names that the bodies of the functions use.
    let reserved: &[&str] = match is_addressed_by_id(operation) {
        true => &["id", "options", "self"],
        false => &["options", "self"],
    };
    let mut arguments = Scope::with(reserved);
    let mut options = Scope::default();
    let parameters = operation.parameters.iter().zip(constants);
    let names = parameters.map(|(it, constant)| {
        let other = || format!("{}_{}", plain(&it.client_name), it.location.name());
        let scope = if it.required {
            &mut arguments
        } else {
            &mut options
        };
        ParameterNames {
            argument: scope.claim_or(case::field(&it.client_name), other),
            constant: (*constant).to_owned(),
        }
    });
    let names = names.collect();
    let body = operation.body.as_ref().map(|it| {
        let name = case::field(&it.client_name);
        arguments.claim_or(name, || format!("{}_body", plain(&it.client_name)))
    });
    (names, body)
}

fn plain(name: &str) -> String {
    bare(&case::field(name)).to_owned()
}

/// Returns an identifier without the marks that keywords get.
fn bare(name: &str) -> &str {
    name.trim_start_matches("r#").trim_end_matches('_')
}
