//! Answers questions about the IR and stores the answers in it.
//!
//! In: the lowered IR. Out: the same, with equal types made one, and with usage, boxes and mandatory fields decided. Each
//! question has a file of its own. Invariant: nothing is added; types that no operation reaches are neither sent nor received.

mod cycles;
mod dedup;
mod mandatory;
mod secret;
mod usage;

use crate::ir::Ir;

/// Runs all analyses, in an order in which each finds what it needs.
pub fn analyze(ir: &mut Ir) {
    dedup::merge_equal_types(ir);
    secret::classify(ir);
    usage::mark_usage(ir);
    cycles::box_cycles(ir);
    mandatory::decide(ir);
}
