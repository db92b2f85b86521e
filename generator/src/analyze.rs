//! Analyses of the IR, one in each file.
//!
//! In: the lowered IR. Out: the same, with paged lists and results in status monitors recognized, equal types merged and all
//! secrets classified, and beside it the facts about each type. The public functions answer further questions of the later
//! stages from the IR alone.
//! Invariant: nothing is added; types that no operation reaches are neither sent nor received.

mod by_id;
mod client_service;
mod constructor;
mod cycles;
mod declared_states;
mod dedup;
mod example_body;
mod final_state;
mod first_call;
mod masked;
mod next_pages;
mod opaque;
mod paging;
mod reach;
mod required_struct;
mod secret;
mod secret_names;
mod secret_type;
mod service_order;
mod shared_parameters;
mod usage;
mod wrapper;
mod xml_namespaces;

use crate::diagnostics::Diagnostics;
use crate::ir::Ir;

pub use self::by_id::is_addressed_by_id;
pub use self::client_service::client_service;
pub use self::constructor::is_in_constructor;
pub use self::declared_states::declared_states;
pub use self::example_body::example_body;
pub use self::first_call::first_call;
pub use self::masked::{MASK, masked};
pub use self::next_pages::next_pages;
pub use self::opaque::is_opaque;
pub use self::required_struct::has_required_struct;
pub use self::secret_names::secret_names;
pub use self::shared_parameters::{SharedParameter, shared_parameters};
pub use self::usage::Usage;
pub use self::wrapper::{Presence, Wrapper};

/// The IR with the facts about its types. The tables have the order of [`Ir::types`].
#[derive(Clone, Debug)]
pub struct AnalyzedIr {
    /// The IR itself.
    pub ir: Ir,
    /// The usage of each type.
    pub usage: Vec<Usage>,
    /// The wrappers of the properties of each type.
    pub wrappers: Vec<Vec<Wrapper>>,
}

/// Runs the analyses in the order of their dependencies.
pub fn analyze(mut ir: Ir, diagnostics: &mut Diagnostics) -> AnalyzedIr {
    final_state::find_results_in_monitors(&mut ir);
    paging::find_pages(&mut ir, diagnostics);
    service_order::order_services(&mut ir);
    dedup::merge_equal_types(&mut ir);
    secret::classify(&mut ir);
    xml_namespaces::declare_at_roots(&mut ir);
    let usage = usage::usage(&ir);
    let wrappers = wrapper::wrappers(&ir, &usage);
    AnalyzedIr {
        ir,
        usage,
        wrappers,
    }
}
