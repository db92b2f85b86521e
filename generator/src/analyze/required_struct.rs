//! Which models take their required properties as a struct?

use super::is_in_constructor;
use crate::ir::{Kind, TypeDef};

/// Maximum number of required properties that a constructor takes as arguments.
const MAX_ARGUMENTS: usize = 6;

/// Returns true if the constructor would have a list of arguments that is hard to read.
pub fn has_required_struct(def: &TypeDef) -> bool {
    match &def.kind {
        Kind::Struct(it) if def.sent => {
            let arguments = it.fields.iter().filter(|it| is_in_constructor(it));
            arguments.count() > MAX_ARGUMENTS
        }
        Kind::Struct(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Choice(_) => false,
    }
}
