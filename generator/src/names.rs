//! Plans every name of the output: casing, keywords and collisions are decided here and nowhere else.
//!
//! In: the analysed IR. Out: the same with every `name` filled in. Invariant: each name is a Rust identifier and unique in its
//! scope; the wanted name goes to the definition of the service's own files before shared ones and before inline schemas, so
//! that adding one of the latter changes no name of the former.

mod case;
mod operations;
mod scope;
mod types;

use crate::ir::Ir;

pub use self::case::{constant, field, module, type_name, variant};

/// Plans all names.
pub fn plan_names(ir: &mut Ir) {
    types::plan(ir);
    operations::plan(ir);
}
