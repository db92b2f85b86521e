//! The properties that the constructor of a model takes.

use super::wrapper::{Presence, Wrapper};
use crate::ir::Field;

/// Returns `true` for the properties that a caller has to set, even if their type is optional because the service sends the
/// model, too. Null is a value of a nullable property, and a model that requires itself cannot be constructed.
pub fn is_in_constructor(field: &Field, wrapper: Wrapper) -> bool {
    let optional = field.read_only || field.nullable || wrapper.boxed;
    wrapper.presence == Presence::Mandatory || field.required && !optional
}
