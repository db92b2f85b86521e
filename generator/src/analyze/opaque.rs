//! Parameters whose text may be a secret that nothing recognizes.

use crate::ir::Type;

/// Returns `true` for bytes and arbitrary JSON, and for lists and maps of them.
pub fn is_opaque(ty: &Type) -> bool {
    matches!(
        ty.leaf(),
        Type::Bytes | Type::Json | Type::Base64 | Type::Base64Url
    )
}
