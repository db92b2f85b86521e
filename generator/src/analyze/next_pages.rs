//! Operations that return the next pages of others.

use std::collections::BTreeMap;

use crate::ir::{Ir, OperationId, ResponseShape};

/// Returns the operations that `x-ms-pageable` of another one refers to, by operationId.
pub fn next_pages(ir: &Ir) -> BTreeMap<&str, OperationId> {
    let shapes = ir.operations().map(|it| &it.response.shape);
    let followed = shapes.filter_map(|it| match it {
        ResponseShape::Pages(paging) => paging.next_operation.as_deref(),
        ResponseShape::Call | ResponseShape::Exists | ResponseShape::LongRunning(_) => None,
    });
    let mut found: BTreeMap<&str, Option<OperationId>> = followed.map(|it| (it, None)).collect();
    for (id, operation) in ir.numbered_operations() {
        if let Some(known @ None) = found.get_mut(operation.id.as_str()) {
            *known = Some(id);
        }
    }
    let found = found.into_iter();
    found.filter_map(|(id, at)| Some((id, at?))).collect()
}
