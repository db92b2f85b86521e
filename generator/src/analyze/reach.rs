//! The types that are reached from some types.

use crate::ir::{Ir, Kind, Type, TypeId};

/// Returns for each type if it is reachable from a root.
pub(super) fn reach(ir: &Ir, roots: Vec<TypeId>) -> Vec<bool> {
    let mut reached = vec![false; ir.types.len()];
    let mut pending = roots;
    while let Some(id) = pending.pop() {
        if std::mem::replace(&mut reached[id.0], true) {
            continue;
        }
        match &ir.type_def(id).kind {
            Kind::Struct(it) => pending.extend(
                it.fields
                    .iter()
                    .map(|it| &it.ty)
                    .chain(&it.additional)
                    .filter_map(Type::named)
                    .map(|(id, _)| id),
            ),
            Kind::Choice(it) => {
                let types = it.variants.iter().filter_map(|it| it.ty.named());
                pending.extend(types.map(|(id, _)| id));
            }
            Kind::Union(it) => pending.extend(it.variants.iter().map(|it| it.ty)),
            Kind::Enum(_) => {}
        }
    }
    reached
}
