//! Enums: the variants and their table of values. All are open, since a service may send values that its spec does not list.

use super::docs;
use super::format::File;
use super::imports::Imports;
use crate::ir::{Enum, EnumValue, Values};
use crate::names::NamedType;

pub(super) fn emit(imports: &Imports<'_>, def: NamedType<'_>, it: &Enum, file: &mut File) {
    match &it.values {
        Values::Text(values) => {
            item(def, values, "String", file);
            let rows = rows(def, values, |it| format!("{it:?}"));
            table(&imports.runtime("string_enum"), def, it.secret, &rows, file);
        }
        Values::Integer(values) => {
            item(def, values, "i64", file);
            let rows = rows(def, values, ToString::to_string);
            table(
                &imports.runtime("integer_enum"),
                def,
                it.secret,
                &rows,
                file,
            );
        }
    }
}

fn item<T>(def: NamedType<'_>, values: &[EnumValue<T>], ty: &str, file: &mut File) {
    file.gap();
    file.docs(&docs::of(def.docs.as_deref()));
    file.block(&format!("pub enum {}", def.name()), "", |file| {
        for value in def.members(values) {
            file.docs(&docs::of(value.docs.as_deref()));
            file.code(&format!("{},", value.name));
        }
        file.docs(&["A value that the spec does not define."]);
        file.code(&format!("UnknownValue({ty}),"));
    });
}

fn rows<T>(def: NamedType<'_>, values: &[EnumValue<T>], literal: fn(&T) -> String) -> Vec<String> {
    let values = def.members(values).enumerate();
    values
        .map(|(index, it)| format!("{index}: {} = {}", it.name, literal(&it.value)))
        .collect()
}

fn table(table: &str, def: NamedType<'_>, is_secret: bool, rows: &[String], file: &mut File) {
    let close = match (is_secret, def.usage.in_calls) {
        (false, false) => ");",
        (false, true) => " in calls);",
        (true, false) => " as secret);",
        (true, true) => " as secret in calls);",
    };
    file.table(&format!("{table}!({}", def.name()), rows, close);
}
