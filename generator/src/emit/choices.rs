//! Choices: a variant for each type, with the form that identifies its values, and one for any other JSON.

use super::docs;
use super::format::File;
use super::imports::Imports;
use crate::ir::{Choice, Form, Kind, Type};
use crate::names::NamedType;

pub(super) fn emit(imports: &Imports<'_>, def: NamedType<'_>, it: &Choice, file: &mut File) {
    file.gap();
    file.docs(&docs::of(def.docs.as_deref()));
    file.block(&format!("pub enum {}", def.name()), "", |file| {
        for variant in def.members(&it.variants) {
            let (name, ty) = (variant.name, imports.ty(&variant.ty));
            file.code(&match is_model(imports, &variant.ty) {
                true => format!("{name}(Box<{ty}>),"),
                false => format!("{name}({ty}),"),
            });
        }
        file.docs(&["A value of none of these types."]);
        file.code(&format!("UnknownValue({}),", imports.runtime("JsonValue")));
    });
    let rows: Vec<String> = def
        .members(&it.variants)
        .enumerate()
        .map(|(index, it)| {
            let ty = imports.ty(&it.ty);
            format!("{index}: {}({ty}) = {}", it.name, form(&it.form))
        })
        .collect();
    let table = imports.runtime("choice");
    file.table(&format!("{table}!({}", def.name()), &rows, ");");
}

/// Returns `true` for models. They are boxed as in a union, to keep the enum small and to allow recursion.
fn is_model(imports: &Imports<'_>, ty: &Type) -> bool {
    matches!(ty, Type::Named(id) if !matches!(imports.kind(*id), Kind::Enum(_)))
}

fn form(form: &Form) -> String {
    match form {
        Form::Boolean => "Boolean".to_owned(),
        Form::Integer => "Integer".to_owned(),
        Form::Number => "Number".to_owned(),
        Form::Text => "Text".to_owned(),
        Form::List(items) => format!("List(&[{}])", forms(items)),
        Form::Any(all) => format!("Any(&[{}])", forms(all)),
        Form::Object(required, constants) => {
            let constants = constants
                .iter()
                .map(|(name, values)| format!("({name:?}, &{values:?})"));
            let constants = constants.collect::<Vec<_>>().join(", ");
            format!("Object(&{required:?}, &[{constants}])")
        }
    }
}

fn forms(forms: &[Form]) -> String {
    let forms: Vec<String> = forms.iter().map(form).collect();
    forms.join(", ")
}
