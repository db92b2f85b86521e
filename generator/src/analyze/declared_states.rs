//! The states that the spec declares for a long-running operation.

use crate::ir::{FinalState, Ir, Kind, Operation, StatusCode, Type, Values};

/// The known successful states, one of which almost all specs declare.
const SUCCEEDED: [&str; 2] = ["succeeded", "completed"];

/// Returns the states that the spec declares for a long-running operation, if no known successful state is among them:
/// those of the status monitor in a 202 response or in the final response, or those of the resource.
pub fn declared_states<'a>(ir: &'a Ir, operation: &Operation) -> Vec<&'a str> {
    let Some(via) = operation.response.shape.final_state() else {
        return Vec::new();
    };
    let statuses = operation.success.iter();
    let accepted = statuses
        .clone()
        .filter(|it| it.code == StatusCode::Exact(202));
    let is_monitor = matches!(
        via,
        FinalState::AzureAsyncOperation | FinalState::OperationLocation
    );
    let last = operation.response.ty.iter().filter(|_| is_monitor);
    let monitors = accepted.filter_map(|it| it.ty.as_ref()).chain(last);
    let monitors = monitors.flat_map(|ty| {
        let outer = texts(ir, ty, &["status"]);
        outer.or_else(|| texts(ir, ty, &["properties", "status"]))
    });
    let resources = statuses.filter_map(|it| it.ty.as_ref());
    let resources = resources.filter_map(|ty| texts(ir, ty, &["properties", "provisioningState"]));
    let is_known = |word: &&str| SUCCEEDED.contains(&word.to_ascii_lowercase().as_str());
    let mut declared = monitors.chain(resources);
    let unusual = declared.find(|states| !states.iter().any(is_known));
    unusual.unwrap_or_default()
}

/// Returns the values of the enum at a path of properties.
fn texts<'a>(ir: &'a Ir, ty: &Type, path: &[&str]) -> Option<Vec<&'a str>> {
    let Type::Named(id) = ty else {
        return None;
    };
    match (&ir.type_def(*id).kind, path) {
        (Kind::Enum(it), []) => match &it.values {
            Values::Text(values) => Some(values.iter().map(|it| it.value.as_str()).collect()),
            Values::Integer(_) => None,
        },
        (Kind::Struct(it), [name, rest @ ..]) => {
            let mut fields = it.fields.iter();
            let field = fields.find(|it| it.wire_name.eq_ignore_ascii_case(name))?;
            texts(ir, &field.ty, rest)
        }
        _ => None,
    }
}
