//! Types that wrap the value of a property.
//!
//! A property is required by its type if the model is only sent, and never as a PATCH. Null is distinguished from absent in
//! the body of a PATCH, where it removes the value, so that null is sent there only if the caller says so.

use super::cycles::boxed_fields;
use super::usage::Usage;
use crate::ir::{Field, Ir, Kind};

/// The types around the type of a property's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrapper {
    /// The representation of a missing value.
    pub presence: Presence,
    /// True for `Box`, because the type contains itself.
    pub boxed: bool,
}

/// The representation of a missing value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// The value is required by its type, without a wrapper.
    Mandatory,
    /// `Option`.
    Optional,
    /// `Option` of a property that is required and may be null, so that requests contain null in place of a missing value.
    NullIfAbsent,
    /// `Option` of a value or null.
    OptionalOrNull,
}

/// Returns the wrappers of the properties of each type. Types other than structs have none.
pub(super) fn wrappers(ir: &Ir, usage: &[Usage]) -> Vec<Vec<Wrapper>> {
    let boxed = boxed_fields(ir);
    let types = ir.types.iter().zip(usage).zip(boxed);
    let wrappers = types.map(|((def, usage), boxed)| match &def.kind {
        Kind::Struct(it) => {
            let fields = it.fields.iter().zip(boxed);
            let wrappers = fields.map(|(field, boxed)| Wrapper {
                presence: presence(*usage, field, boxed),
                boxed,
            });
            wrappers.collect()
        }
        Kind::Enum(_) | Kind::Union(_) | Kind::Choice(_) => Vec::new(),
    });
    wrappers.collect()
}

fn presence(usage: Usage, field: &Field, boxed: bool) -> Presence {
    // A PATCH may omit what a PUT requires, and services omit properties that specs require.
    let is_strict = usage.sent && !usage.received && !usage.patched;
    if is_strict && field.required && !field.read_only && !field.nullable && !boxed {
        Presence::Mandatory
    } else if usage.patched && field.nullable && !field.read_only {
        Presence::OptionalOrNull
    } else if usage.sent && field.required && field.nullable && !field.read_only {
        Presence::NullIfAbsent
    } else {
        Presence::Optional
    }
}
