//! Unions: a variant for each subtype, and one for subtypes that the spec does not define.

use super::docs;
use super::format::File;
use super::imports::Imports;
use crate::ir::Union;
use crate::names::NamedType;

pub(super) fn emit(imports: &Imports<'_>, def: NamedType<'_>, it: &Union, file: &mut File) {
    file.gap();
    file.docs(&docs::of(def.docs.as_deref()));
    file.block(&format!("pub enum {}", def.name()), "", |file| {
        for variant in def.members(&it.variants) {
            file.code(&format!(
                "{}(Box<{}>),",
                variant.name,
                imports.model(variant.ty)
            ));
        }
        file.docs(&["A subtype that the spec does not define, with all its properties."]);
        file.code(&format!("UnknownValue({}),", imports.runtime("JsonMap")));
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
