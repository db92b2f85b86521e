//! Unions: a variant for each subtype, and one for subtypes that the spec does not define.

use quote::quote;

use super::docs;
use super::format::{File, ident};
use super::imports::Imports;
use crate::ir::Union;
use crate::names::NamedType;

pub(super) fn emit(imports: &Imports<'_>, def: NamedType<'_>, it: &Union, file: &mut File) {
    let name = ident(def.name());
    let description = docs::of(def.docs.as_deref());
    let map = imports.runtime("JsonMap");
    let variants = def.members(&it.variants).map(|variant| {
        let (name, ty) = (ident(variant.name), imports.model(variant.ty));
        quote! { #name(Box<#ty>), }
    });
    file.item(quote! {
        #description
        pub enum #name {
            #(#variants)*
            /// A subtype that the spec does not define, with all its properties.
            UnknownValue(#map),
        }
    });
    let rows: Vec<String> = def
        .members(&it.variants)
        .map(|it| {
            let also: String = it.also.iter().map(|it| format!(" | {it:?}")).collect();
            format!(
                "{}({}): {:?}{also}",
                it.name,
                imports.model(it.ty),
                it.value
            )
        })
        .collect();
    let close = if def.usage.in_xml { " in xml);" } else { ");" };
    let table = imports.runtime("union");
    file.table(
        &format!("{table}!({} {:?}", def.name(), it.discriminator),
        &rows,
        close,
    );
}
