//! Types whose values are secrets.

use std::collections::BTreeSet;

use crate::ir::{Ir, Kind, Type, TypeId};

/// Returns `true` if a value of a type may be a secret as a whole: a secret text, an enum of secrets, or a choice with one of
/// these. Lists and maps of such values count, too.
pub(super) fn is_secret_type(ir: &Ir, ty: &Type) -> bool {
    fn visit(ir: &Ir, ty: &Type, seen: &mut BTreeSet<TypeId>) -> bool {
        match ty.leaf() {
            Type::Secret => true,
            Type::Named(id) => match &ir.type_def(*id).kind {
                Kind::Enum(it) => it.secret,
                Kind::Choice(it) => {
                    seen.insert(*id) && it.variants.iter().any(|it| visit(ir, &it.ty, seen))
                }
                Kind::Struct(_) | Kind::Union(_) => false,
            },
            _ => false,
        }
    }
    visit(ir, ty, &mut BTreeSet::new())
}
