//! Which fields are required by their type, and which distinguish null from absent?

use crate::ir::{Ir, Kind};

pub(super) fn decide(ir: &mut Ir) {
    for def in &mut ir.types {
        // A PATCH may omit what a PUT requires, and services omit properties that specs require.
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
