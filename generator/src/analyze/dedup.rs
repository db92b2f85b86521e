//! Equal types, which become one.
//!
//! These are types with equal names and shapes, which occur if a package uses two versions of the common types.

use std::collections::HashMap;
use std::fmt::Write;

use crate::ir::{Ir, Kind, Type, TypeDef, TypeId, Values};

pub(super) fn merge_equal_types(ir: &mut Ir) {
    let mut same: Vec<TypeId> = (0..ir.types.len()).map(TypeId).collect();
    let groups = name_groups(ir);
    let in_xml = ir.has_xml();
    // Merged types can make the types that contain them equal, so repeat until nothing changes.
    loop {
        let mut changed = false;
        for group in &groups {
            let mut seen: HashMap<String, TypeId> = HashMap::new();
            for &id in group
                .iter()
                .filter(|id| same[id.0] == **id)
                .collect::<Vec<_>>()
            {
                let first = *seen
                    .entry(shape(ir.type_def(id), id, &same, in_xml))
                    .or_insert(id);
                changed |= first != id;
                same[id.0] = first;
            }
        }
        if !changed {
            break;
        }
        for index in 0..same.len() {
            same[index] = same[same[index].0];
        }
    }
    replace(ir, &same);
}

/// Groups the types by name. The types of input documents come first, so that they are kept.
fn name_groups(ir: &Ir) -> Vec<Vec<TypeId>> {
    let mut groups: HashMap<String, Vec<TypeId>> = HashMap::new();
    for (index, def) in ir.types.iter().enumerate() {
        groups
            .entry(def.spec_name.to_lowercase())
            .or_default()
            .push(TypeId(index));
    }
    let mut groups: Vec<Vec<TypeId>> = groups.into_values().filter(|it| it.len() > 1).collect();
    for group in &mut groups {
        group.sort_by_key(|id| (!ir.type_def(*id).of_input, *id));
    }
    groups.sort();
    groups
}

/// Returns the shape of a type: everything but descriptions, and the XML locations only if the package has XML. A type that
/// contains itself has `self` in its shape.
fn shape(def: &TypeDef, id: TypeId, same: &[TypeId], in_xml: bool) -> String {
    let mut out = String::new();
    let text = |ty: &Type| type_shape(ty, id, same);
    // Writing to a String does not fail.
    let _ = match &def.kind {
        Kind::Struct(it) => {
            for field in &it.fields {
                let flags = (
                    field.required,
                    field.read_only,
                    field.nullable,
                    &field.mutability,
                    &field.default,
                );
                let _ = write!(
                    out,
                    "{:?} {:?} {} {flags:?} {:?} {:?};",
                    field.wire_name,
                    field.client_name,
                    text(&field.ty),
                    field.constraints,
                    in_xml.then_some(&field.xml)
                );
            }
            write!(
                out,
                "{:?} {:?}",
                it.additional.as_ref().map(text),
                it.discriminators
            )
        }
        Kind::Enum(it) => {
            let is_text = matches!(it.values, Values::Text(_));
            let (open, secret) = (it.open, it.secret);
            write!(out, "{is_text} {:?} {open} {secret}", it.values.texts())
        }
        Kind::Union(it) => {
            let variants: Vec<_> = it
                .variants
                .iter()
                .map(|it| (&it.value, &it.also, text(&Type::Named(it.ty))))
                .collect();
            write!(out, "union {:?} {variants:?}", it.discriminator)
        }
        Kind::Choice(it) => {
            let variants: Vec<_> = it
                .variants
                .iter()
                .map(|it| (text(&it.ty), &it.form))
                .collect();
            write!(out, "choice {variants:?}")
        }
    };
    out
}

fn type_shape(ty: &Type, this: TypeId, same: &[TypeId]) -> String {
    match ty {
        Type::Named(id) if *id == this => "self".to_owned(),
        Type::Named(id) => same[id.0].0.to_string(),
        Type::List(item) => format!("[{}]", type_shape(item, this, same)),
        Type::Map(item) => format!("{{{}}}", type_shape(item, this, same)),
        Type::Nullable(item) => format!("{}?", type_shape(item, this, same)),
        other => format!("{other:?}"),
    }
}

/// Marks a property as secret in the kept type if an equal type has it as a secret.
fn join_secrets(ir: &mut Ir, same: &[TypeId]) {
    for (index, TypeId(first)) in same.iter().copied().enumerate() {
        if first == index {
            continue;
        }
        let Kind::Struct(it) = &ir.types[index].kind else {
            continue;
        };
        let secrets: Vec<bool> = it.fields.iter().map(|it| it.secret).collect();
        if let Kind::Struct(it) = &mut ir.types[first].kind {
            for (field, secret) in it.fields.iter_mut().zip(secrets) {
                field.secret |= secret;
            }
        }
    }
}

fn replace(ir: &mut Ir, same: &[TypeId]) {
    join_secrets(ir, same);
    for def in &mut ir.types {
        if let Kind::Union(it) = &mut def.kind {
            it.variants.iter_mut().for_each(|it| it.ty = same[it.ty.0]);
        }
    }
    ir.each_type_mut(&mut |ty| replace_in(ty, same));
}

fn replace_in(ty: &mut Type, same: &[TypeId]) {
    match ty {
        Type::Named(id) => *id = same[id.0],
        Type::List(item) | Type::Map(item) | Type::Nullable(item) => replace_in(item, same),
        _ => {}
    }
}
