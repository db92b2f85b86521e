//! Analyses of the IR, one in each file.
//!
//! In: the lowered IR. Out: the same, with equal types merged, and with usage, boxes and mandatory properties decided. The
//! public functions answer further questions of the later stages from the IR alone. Invariant: nothing is added; types that
//! no operation reaches are neither sent nor received.

mod by_id;
mod client_service;
mod constructor;
mod cycles;
mod dedup;
mod example_body;
mod first_call;
mod mandatory;
mod next_pages;
mod opaque;
mod reach;
mod required_struct;
mod secret;
mod secret_names;
mod service_order;
mod shared_parameters;
mod usage;
mod xml_namespaces;

use crate::ir::Ir;

pub use self::client_service::client_service;
pub use self::constructor::is_in_constructor;
pub use self::example_body::example_body;
pub use self::first_call::first_call;
pub use self::next_pages::next_pages;
pub use self::opaque::is_opaque;
pub use self::required_struct::has_required_struct;
pub use self::secret_names::secret_names;
pub use self::shared_parameters::{SharedParameter, shared_parameters};

/// Runs the analyses that complete the IR, in the order of their dependencies.
pub fn analyze(ir: &mut Ir) {
    service_order::order_services(ir);
    by_id::mark_by_id(ir);
    dedup::merge_equal_types(ir);
    secret::classify(ir);
    usage::mark_usage(ir);
    xml_namespaces::declare_at_roots(ir);
    cycles::box_cycles(ir);
    mandatory::decide(ir);
}
