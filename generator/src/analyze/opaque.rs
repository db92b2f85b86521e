//! Values that may contain secrets which their `Debug` would show.

use crate::ir::Type;

/// Returns `true` for files and arbitrary JSON, and for lists and maps of them.
pub fn is_opaque(ty: &Type) -> bool {
    matches!(ty.leaf(), Type::Bytes | Type::Json)
}
