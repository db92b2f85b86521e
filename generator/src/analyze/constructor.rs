//! Which properties does the constructor of a model take?

use crate::ir::{Field, Kind, TypeDef};

/// Returns true for the properties that a caller has to set, even if their type is optional because the service sends the
/// model, too. Null is a value of a nullable property, and a model that requires itself cannot be constructed.
pub fn is_in_constructor(field: &Field) -> bool {
    let optional = field.read_only || field.nullable || field.boxed;
    field.mandatory || field.required && !optional
}

/// Returns true for a constructor that takes its properties as a struct: a longer list of arguments is hard to read.
pub fn has_required_struct(def: &TypeDef) -> bool {
    const MAX_ARGUMENTS: usize = 6;
    match &def.kind {
        Kind::Struct(it) if def.sent => {
            let arguments = it.fields.iter().filter(|it| is_in_constructor(it));
            arguments.count() > MAX_ARGUMENTS
        }
        Kind::Struct(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Choice(_) => false,
    }
}
