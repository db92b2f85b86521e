//! Which fields must be there by type, and which tell null from absent?

use crate::ir::{Ir, Kind};

pub(super) fn decide(ir: &mut Ir) {
    for def in &mut ir.types {
        // A PATCH may leave out what a PUT must have, and services leave out what specs require.
        let strict = def.sent && !def.received && !def.patched;
        let Kind::Struct(it) = &mut def.kind else {
            continue;
        };
        for field in &mut it.fields {
            field.mandatory =
                strict && field.required && !field.read_only && !field.nullable && !field.boxed;
            field.three_state = def.patched && field.nullable && !field.read_only;
        }
    }
}
