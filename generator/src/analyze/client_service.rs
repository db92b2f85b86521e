//! The service for which the client is created.

use crate::ir::Ir;

/// Returns the index of the service with the most operations, or `None` if any operation belongs to Azure Resource Manager.
pub fn client_service(ir: &Ir) -> Option<usize> {
    let is_arm = ir.operations().any(|it| it.service.is_none());
    // The services are sorted by their number of operations.
    (!is_arm && !ir.services.is_empty()).then_some(0)
}
