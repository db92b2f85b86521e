//! Parameters that `Debug` hides, because neither their name nor their text shows if they are secret.

use crate::ir::Type;

/// Returns `true` for bytes and arbitrary JSON, and for lists and maps of them.
pub fn is_opaque(ty: &Type) -> bool {
    matches!(
        ty.leaf(),
        Type::Bytes | Type::Json | Type::Base64 | Type::Base64Url
    )
}
