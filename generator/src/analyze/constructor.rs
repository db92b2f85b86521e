//! Which properties does the constructor of a model take?

use crate::ir::Field;

/// Returns true for the properties that a caller has to set, even if their type is optional because the service sends the
/// model, too. Null is a value of a nullable property, and a model that requires itself cannot be constructed.
pub fn is_in_constructor(field: &Field) -> bool {
    let optional = field.read_only || field.nullable || field.boxed;
    field.mandatory || field.required && !optional
}
