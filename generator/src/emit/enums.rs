//! Enums: the variants and their table of values. All are open, since a service may send what its spec does not list.

use std::fmt::Display;

use quote::quote;

use super::docs;
use super::format::{File, ident};
use crate::ir::{Enum, EnumValue, TypeDef, Values};

pub(super) fn emit(def: &TypeDef, it: &Enum, file: &mut File) {
    match &it.values {
        Values::Text(values) => emit_values(
            def,
            values,
            "string_enum",
            "String",
            |it| format!("{it:?}"),
            file,
        ),
        Values::Integer(values) => emit_values(
            def,
            values,
            "integer_enum",
            "i64",
            ToString::to_string,
            file,
        ),
    }
}

fn emit_values<T: Display>(
    def: &TypeDef,
    values: &[EnumValue<T>],
    table: &str,
    ty: &str,
    literal: fn(&T) -> String,
    file: &mut File,
) {
    let (name, ty) = (ident(&def.name), ident(ty));
    let description = docs::of(&def.docs);
    let variants = values.iter().map(|value| {
        let (docs, name) = (docs::of(&value.docs), ident(&value.name));
        quote! { #docs #name, }
    });
    file.item(quote! {
        #description
        pub enum #name {
            #(#variants)*
            /// A value that the spec does not define.
            UnknownValue(#ty),
        }
    });
    let rows: Vec<String> = values
        .iter()
        .enumerate()
        .map(|(index, it)| format!("{index}: {} = {}", it.name, literal(&it.value)))
        .collect();
    file.table(&format!("{table}!({}", def.name), &rows, ");");
}
