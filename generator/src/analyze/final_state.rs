//! Long-running operations whose status monitor contains the result.
//!
//! With `final-state-via: operation-location`, it may hold the result in its property `result`. Otherwise it is the result itself.

use crate::ir::{FinalState, Ir, Kind, Operation, ResponseShape, TypeDef};

/// Finds the long-running operations whose status monitor holds the result.
pub(super) fn find_results_in_monitors(ir: &mut Ir) {
    let Ir { groups, types, .. } = ir;
    for operation in groups.iter_mut().flat_map(|it| &mut it.operations) {
        if operation.response.shape == ResponseShape::LongRunning(FinalState::OperationLocation)
            && is_in_monitor(types, operation)
        {
            operation.response.shape =
                ResponseShape::LongRunning(FinalState::OperationLocationResult);
        }
    }
}

/// Returns `true` if a declared response is a status monitor that holds the final type in its property `result`.
fn is_in_monitor(types: &[TypeDef], operation: &Operation) -> bool {
    let result = operation.response.ty.as_ref();
    let mut monitors = operation
        .success
        .iter()
        .filter_map(|it| it.ty.as_ref()?.named());
    monitors.any(|(id, _)| match &types[id.0].kind {
        Kind::Struct(it) => {
            let mut fields = it.fields.iter();
            fields.any(|it| it.wire_name == "result" && Some(&it.ty) == result)
        }
        _ => false,
    })
}
