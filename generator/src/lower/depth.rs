//! Refuses models that contain each other too deeply for rustc.

use crate::diagnostics::{Diagnostics, code};
use crate::ir::{Field, Ir, Kind, Type};
use crate::resolve::depths;

/// The maximum nesting of models. rustc follows 128 levels by default; the rest is for functions of the caller and for values inside
/// models. A generated crate cannot raise the limit: every crate that uses it would have to do so, too.
const DEEPEST: usize = 110;

/// The levels of a model or an option.
const ONE: usize = 1;

/// The levels of a list or a map: those of the standard library inside it. Chains of 25 models through optional lists or maps compile, and
/// those of 30 do not.
const COLLECTION: usize = 3;

/// The levels of a variant, which is in a box.
const BOXED: usize = 3;

/// Reports the type below which models are nested deepest, if that is too deep.
pub(super) fn check_depth(ir: &Ir, diagnostics: &mut Diagnostics) {
    let edges: Vec<Vec<(usize, usize)>> = ir.types.iter().map(|def| contained(&def.kind)).collect();
    let depths = depths(&edges);
    let deepest = ir.types.iter().zip(depths).max_by_key(|(_, depth)| *depth);
    let Some((def, depth)) = deepest.filter(|(_, depth)| *depth > DEEPEST) else {
        return;
    };
    let message = format!(
        "models, options, lists and maps are nested {depth} levels deep below `{}`; at most {DEEPEST} compile safely",
        def.spec_name
    );
    diagnostics.error(&code::MODELS_TOO_DEEP, def.at.clone(), message);
}

/// Returns the types in a type, with the levels that lead to them.
fn contained(kind: &Kind) -> Vec<(usize, usize)> {
    let named = |ty: &Type, outside: usize| levels(ty).map(|(id, inside)| (id, outside + inside));
    match kind {
        Kind::Struct(it) => {
            let of_field = |field: &Field| match field.required && !field.nullable {
                true => named(&field.ty, 0),
                false => named(&field.ty, ONE),
            };
            let fields = it.fields.iter().filter_map(of_field);
            let additional = it.additional.iter();
            let additional = additional.filter_map(|ty| named(ty, COLLECTION));
            fields.chain(additional).collect()
        }
        Kind::Union(it) => it.variants.iter().map(|it| (it.ty.0, BOXED)).collect(),
        Kind::Choice(it) => {
            let variants = it.variants.iter();
            variants
                .filter_map(|it| named(&it.ty, BOXED - ONE))
                .collect()
        }
        Kind::Enum(_) => Vec::new(),
    }
}

/// Returns the named type in a type and the levels from one to the other.
fn levels(ty: &Type) -> Option<(usize, usize)> {
    match ty {
        Type::Named(id) => Some((id.0, ONE)),
        Type::List(ty) | Type::Map(ty) => levels(ty).map(|(id, inside)| (id, inside + COLLECTION)),
        Type::Nullable(ty) => levels(ty).map(|(id, inside)| (id, inside + ONE)),
        _ => None,
    }
}
