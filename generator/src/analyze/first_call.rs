//! The operation that a first program calls.

use std::cmp::Reverse;

use crate::ir::{Content, Ir, Method, Operation, OperationId, ResponseShape, Type};

/// Returns the read with the fewest arguments; among those a list, and among those one of the largest group, which is
/// probably the main resource of the service.
pub fn first_call(ir: &Ir) -> Option<OperationId> {
    let usable = ir.numbered_operations().filter(|(_, it)| is_usable(it));
    let (id, _) = usable.min_by_key(|(id, it)| {
        let is_list = matches!(it.response.shape, ResponseShape::Pages(_));
        let n_operations = ir.groups[id.group].operations.len();
        (it.required().count(), !is_list, Reverse(n_operations))
    })?;
    Some(id)
}

/// Returns `true` for reads, which are safe to try without knowledge of the service.
fn is_usable(operation: &Operation) -> bool {
    let shape = match &operation.response.shape {
        ResponseShape::Call => true,
        ResponseShape::Pages(paging) => paging.long_running.is_none(),
        ResponseShape::Exists | ResponseShape::LongRunning(_) => false,
    };
    shape
        && operation.method == Method::Get
        && operation.body.is_none()
        && !operation.deprecated
        && operation.required().all(|it| it.ty == Type::String)
        && operation.response.content == Content::Json
}
