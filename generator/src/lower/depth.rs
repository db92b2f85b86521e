//! Refuses models that contain each other too deeply for rustc.

use crate::diagnostics::{Diagnostics, code};
use crate::ir::{Ir, Kind, Type};
use crate::resolve::depths;

/// The levels that rustc follows with its default recursion limit are between 50 and 60, through boxes and lists, too. A limit that a generated
/// crate raised would have to be raised in every crate that uses it.
const DEEPEST: usize = 50;

/// Reports the type below which models are nested deepest, if that is too deep.
pub(super) fn check_depth(ir: &Ir, diagnostics: &mut Diagnostics) {
    let edges: Vec<Vec<usize>> = ir.types.iter().map(|def| contained(&def.kind)).collect();
    let depths = depths(&edges);
    let deepest = ir.types.iter().zip(depths).max_by_key(|(_, depth)| *depth);
    let Some((def, depth)) = deepest.filter(|(_, depth)| *depth > DEEPEST) else {
        return;
    };
    let message = format!(
        "models are nested {depth} levels deep below `{}`",
        def.spec_name
    );
    diagnostics.error(&code::MODELS_TOO_DEEP, def.at.clone(), message);
}

fn contained(kind: &Kind) -> Vec<usize> {
    let named = |ty: &Type| match ty.leaf() {
        Type::Named(id) => Some(id.0),
        _ => None,
    };
    match kind {
        Kind::Struct(it) => {
            let fields = it.fields.iter().map(|it| &it.ty);
            fields.chain(&it.additional).filter_map(named).collect()
        }
        Kind::Union(it) => it.variants.iter().map(|it| it.ty.0).collect(),
        Kind::Choice(it) => it.variants.iter().filter_map(|it| named(&it.ty)).collect(),
        Kind::Enum(_) => Vec::new(),
    }
}
