//! The services, ordered by their number of operations.
//!
//! The client connects to the first one.

use std::cmp::Reverse;

use crate::ir::Ir;

pub(super) fn order_services(ir: &mut Ir) {
    let mut counts = vec![0_usize; ir.services.len()];
    let services = ir.operations().filter_map(|it| it.service);
    services.for_each(|it| counts[it] += 1);
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|it| (Reverse(counts[*it]), *it));
    ir.services = order.iter().map(|it| ir.services[*it].clone()).collect();
    for operation in ir.groups.iter_mut().flat_map(|it| &mut it.operations) {
        let index = operation.service;
        operation.service = index.and_then(|old| order.iter().position(|it| *it == old));
    }
}
