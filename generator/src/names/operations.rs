//! Names of groups, operations and parameters.

use heck::ToUpperCamelCase;

use super::case;
use super::scope::Scope;
use crate::ir::{Group, Ir, Operation, Owner, Parameter};

/// Modules of the output that are not groups, files that cargo takes for roots of a crate, and crates that paths begin with.
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

/// What every client is made by.
const CONSTRUCTORS: [&str; 2] = ["new", "from"];

/// Names of the client itself.
const OF_CLIENT: [&str; 4] = ["new", "from", "arm", "endpoint"];

pub(super) fn plan(ir: &mut Ir) {
    share_parameters(ir);
    plan_services(ir);
    let parameters: Vec<&str> = ir
        .parameters
        .iter()
        .map(|it| it.constant_name.as_str())
        .collect();
    let mut modules = Scope::with(&MODULES);
    let mut types = Scope::with(&["Client", "ClientOptions"]);
    let mut accessors = Scope::with(&OF_CLIENT);
    let at_client = ir
        .groups
        .iter()
        .filter(|it| it.owner == Owner::Client)
        .flat_map(|it| &it.operations);
    for operation in at_client {
        accessors.claim([case::field(&operation.spec_name)]);
    }
    for group in &mut ir.groups {
        match &group.owner {
            Owner::Client => {
                group.client = "Client".to_owned();
                group.module = modules.claim(["client".to_owned()]);
            }
            Owner::Group(prefix) => {
                let module = case::module(prefix);
                group.module = modules.claim([module.clone(), module + "_operations"]);
                group.client = types.claim([case::type_name(prefix) + "Client"]);
                group.accessor = accessors.claim([case::field(&format!("{prefix} client"))]);
            }
        }
        plan_group(group, &mut types, &parameters);
    }
}

/// Names of services and of the arguments that clients are made with.
fn plan_services(ir: &mut Ir) {
    let mut constants = Scope::with(&["PACKAGE"]);
    for service in &mut ir.services {
        service.name = constants.claim(["SERVICE".to_owned()]);
        let mut scope = Scope::with(&["credential", "options", "self", "subscription_id"]);
        for variable in &mut service.variables {
            variable.name = scope.claim([
                case::field(&variable.client_name),
                format!("{}_host", plain(&variable.client_name)),
            ]);
        }
    }
}

/// `parameters` are the constants that every group's file may import.
fn plan_group(group: &mut Group, types: &mut Scope, parameters: &[&str]) {
    let reserved: &[&str] = match group.owner {
        Owner::Client => &OF_CLIENT,
        Owner::Group(_) => &CONSTRUCTORS,
    };
    let prefix = group.owner.prefix().unwrap_or_default();
    let prefix = prefix.to_upper_camel_case();
    let (mut methods, mut constants) = (Scope::with(reserved), Scope::with(parameters));
    for operation in &mut group.operations {
        operation.name = methods.claim([
            case::field(&operation.spec_name),
            case::field(&operation.id),
        ]);
        operation.constant = constants.claim([
            case::constant(&operation.spec_name),
            case::constant(&operation.id),
        ]);
        operation.options_name = types.claim([case::type_name(&format!(
            "{prefix} {} options",
            operation.spec_name
        ))]);
        plan_parameters(operation);
    }
    // The variants by id come after all, so that they never take the name of an operation of the spec.
    for operation in &mut group.operations {
        let name = bare(&operation.name);
        operation.by_id_name =
            methods.claim([format!("{name}_by_id"), format!("{name}_by_resource_id")]);
    }
}

fn plan_parameters(operation: &mut Operation) {
    // What the bodies of the functions call by name.
    let mut scope = Scope::with(if operation.by_id {
        &["id", "options", "self"]
    } else {
        &["options", "self"]
    });
    let mut options = Scope::default();
    for parameter in &mut operation.parameters {
        let wanted = [
            case::field(&parameter.client_name),
            format!(
                "{}_{}",
                plain(&parameter.client_name),
                parameter.location.name()
            ),
        ];
        let scope = if parameter.required {
            &mut scope
        } else {
            &mut options
        };
        parameter.name = scope.claim(wanted);
    }
    if let Some(body) = &mut operation.body {
        body.name = scope.claim([
            case::field(&body.client_name),
            format!("{}_body", plain(&body.client_name)),
        ]);
    }
}

fn plain(name: &str) -> String {
    bare(&case::field(name)).to_owned()
}

/// Without what a keyword has before or behind it.
fn bare(name: &str) -> &str {
    name.trim_start_matches("r#").trim_end_matches('_')
}

/// Gives each distinct parameter one constant.
fn share_parameters(ir: &mut Ir) {
    let mut constants = Scope::default();
    let mut shared: Vec<Parameter> = Vec::new();
    for operation in ir.groups.iter_mut().flat_map(|it| &mut it.operations) {
        for parameter in &mut operation.parameters {
            let known = shared.iter().find(|it| same_constant(it, parameter));
            parameter.constant_name = match known {
                Some(known) => known.constant_name.clone(),
                None => {
                    let name = constants.claim([case::constant(&parameter.wire_name)]);
                    shared.push(Parameter {
                        constant_name: name.clone(),
                        ..parameter.clone()
                    });
                    name
                }
            };
        }
    }
    shared.sort_by(|a, b| a.constant_name.cmp(&b.constant_name));
    ir.parameters = shared;
}

fn same_constant(a: &Parameter, b: &Parameter) -> bool {
    let facts = |it: &Parameter| (it.location, it.required, it.style, it.verbatim, it.prefix);
    a.wire_name == b.wire_name
        && facts(a) == facts(b)
        && a.constraints == b.constraints
        && a.constant == b.constant
}
