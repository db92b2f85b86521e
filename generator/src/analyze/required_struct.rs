//! Models that take their required properties as a struct.

use super::is_in_constructor;
use super::usage::Usage;
use super::wrapper::Wrapper;
use crate::ir::{Kind, TypeDef};

/// Maximum number of required properties that a constructor takes as arguments.
const MAX_ARGUMENTS: usize = 6;

/// Returns `true` if the constructor would have a list of arguments that is hard to read.
pub fn has_required_struct(def: &TypeDef, usage: Usage, wrappers: &[Wrapper]) -> bool {
    match &def.kind {
        Kind::Struct(it) if usage.sent => {
            let fields = it.fields.iter().zip(wrappers);
            let arguments = fields.filter(|(field, wrapper)| is_in_constructor(field, **wrapper));
            arguments.count() > MAX_ARGUMENTS
        }
        Kind::Struct(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Choice(_) => false,
    }
}
