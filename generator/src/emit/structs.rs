//! Models: a struct, its table of properties, and a constructor if it has required properties.

use std::borrow::Cow;

use super::format::{File, block};
use super::imports::Imports;
use super::{docs, facts};
use crate::analyze::{Presence, is_in_constructor};
use crate::ir::{Field, Struct, Type};
use crate::names::{NamedField, NamedType};

pub(super) fn emit<'a>(imports: &Imports<'_>, ty: NamedType<'a>, it: &'a Struct, file: &mut File) {
    file.gap();
    file.docs(&docs::of(ty.docs.as_deref()));
    file.block(&format!("pub struct {}", ty.name()), "", |file| {
        for field in ty.fields(it) {
            file.docs(&docs::lines(&field_docs(field)));
            file.code(&format!(
                "pub {}: {},",
                field.name,
                field_type(imports, field)
            ));
        }
        if let Some((ty, name)) = it.additional.as_ref().zip(ty.additional()) {
            let map = imports.runtime("Map");
            file.docs(&["Properties that the spec does not define."]);
            file.code(&format!("pub {name}: {map}<{}>,", imports.ty(ty)));
        }
    });
    let table = imports.runtime("fields");
    file.table(
        &head(&table, ty, it),
        &rows(ty, it),
        &(in_xml(ty, it) + ");"),
    );
    let mut fields = ty.fields(it);
    if ty.usage.sent && fields.any(|field| is_in_constructor(&field, field.wrapper)) {
        constructor(imports, ty, it, file);
    }
}

fn head(table: &str, ty: NamedType<'_>, it: &Struct) -> String {
    let pairs = it.discriminators.iter();
    let pairs: Vec<String> = pairs
        .map(|(property, value)| format!("{property:?} = {value:?}"))
        .collect();
    let pairs = if pairs.is_empty() {
        String::new()
    } else {
        format!(" as {}", pairs.join(", "))
    };
    let default = if ty.has_mandatory(it) {
        ""
    } else {
        ": Default"
    };
    format!("{table}!({}{default}{pairs}", ty.name())
}

fn rows<'a>(ty: NamedType<'a>, it: &'a Struct) -> Vec<String> {
    let row = |(index, field): (usize, NamedField<'a>)| {
        let required = if field.is_mandatory() {
            " required"
        } else {
            ""
        };
        let nullable = if field.is_null_if_absent() {
            " nullable"
        } else {
            ""
        };
        let read_only = if field.read_only { " read_only" } else { "" };
        // The secret type needs no flag.
        let hides = *field.ty.leaf() == Type::Secret;
        let secret = if field.secret && !hides {
            " secret"
        } else {
            ""
        };
        format!(
            "{index}: {} = {:?}{required}{nullable}{read_only}{secret}",
            field.name, field.wire_name
        )
    };
    let mut rows: Vec<String> = ty.fields(it).enumerate().map(row).collect();
    rows.extend(ty.additional().map(|name| format!("..{name}")));
    rows
}

/// Returns the locations in XML, except for elements that have the name of their property.
fn in_xml(ty: NamedType<'_>, it: &Struct) -> String {
    if !ty.usage.in_xml {
        return String::new();
    }
    let moved = it
        .fields
        .iter()
        .filter(|field| field.xml != field.wire_name);
    let rows: Vec<String> = moved
        .map(|field| format!("{:?}: {:?}", field.wire_name, field.xml))
        .collect();
    block(" in xml", &rows, 0)
}

fn field_type<'a>(imports: &Imports<'a>, field: NamedField<'_>) -> Cow<'a, str> {
    let ty = imports.ty(&field.ty);
    let ty = match field.wrapper.boxed {
        true => format!("Box<{ty}>").into(),
        false => ty,
    };
    match field.wrapper.presence {
        Presence::Mandatory => ty,
        Presence::Optional | Presence::NullIfAbsent => format!("Option<{ty}>").into(),
        Presence::OptionalOrNull => format!("Option<{}<{ty}>>", imports.runtime("Nullable")).into(),
    }
}

/// Returns the description of a property with its constraints.
fn field_docs(field: NamedField<'_>) -> Vec<String> {
    let mut paragraphs = docs::paragraphs(field.docs.as_deref());
    let facts = facts::of_field(field);
    if !facts.is_empty() {
        paragraphs.push(facts);
    }
    paragraphs
}

/// Emits `new`, which takes the required properties and leaves the others absent.
fn constructor(imports: &Imports<'_>, ty: NamedType<'_>, it: &Struct, file: &mut File) {
    let fields = ty.fields(it);
    let needed = fields.filter(|field| is_in_constructor(field, field.wrapper));
    let needed: Vec<NamedField<'_>> = needed.collect();
    let by_name = ty.required_struct();
    let mut values: Vec<String> = needed.iter().map(|it| value(it, by_name)).collect();
    let is_all = it.additional.is_none() && it.fields.len() == needed.len();
    values.extend((!is_all).then(|| "..arm_runtime::empty()".to_owned()));
    let parameters = match by_name {
        Some(required) => {
            required_struct(imports, ty, required, &needed, file);
            format!("required: {required}")
        }
        None => parameters(imports, &needed),
    };
    file.gap();
    file.block(&format!("impl {}", ty.name()), "", |file| {
        file.docs(&["Creates the model from its required properties."]);
        let signature = format!("pub fn new({parameters}) -> Self");
        file.block(&signature, "", |file| file.literal("Self", &values));
    });
}

/// Returns the initializer of a field.
fn value(field: &NamedField<'_>, by_name: Option<&str>) -> String {
    let name = field.name;
    let given = match by_name {
        Some(_) => format!("required.{name}"),
        None if takes_into(field) => format!("{name}.into()"),
        None => name.to_owned(),
    };
    match field.is_mandatory() {
        true if given == name => given,
        true => format!("{name}: {given}"),
        false => format!("{name}: Some({given})"),
    }
}

fn parameters(imports: &Imports<'_>, needed: &[NamedField<'_>]) -> String {
    let parameters = needed.iter().map(|field| {
        let (name, ty) = (field.name, imports.ty(&field.ty));
        match takes_into(field) {
            true => format!("{name}: impl Into<{ty}>"),
            false => format!("{name}: {ty}"),
        }
    });
    parameters.collect::<Vec<_>>().join(", ")
}

/// The required properties by name, where a list of arguments would be too long to read.
fn required_struct(
    imports: &Imports<'_>,
    ty: NamedType<'_>,
    required: &str,
    needed: &[NamedField<'_>],
    file: &mut File,
) {
    let model = ty.name();
    file.gap();
    file.docs(&[format!(
        "The required properties of [`{model}`], for [`{model}::new`]."
    )]);
    file.code("#[derive(Clone)]");
    file.code("#[allow(missing_debug_implementations, reason = \"a value may be secret\")]");
    file.block(&format!("pub struct {required}"), "", |file| {
        for field in needed {
            let property = field.name.trim_start_matches("r#");
            file.docs(&[format!(
                "See [`{model}::{property}`](field@{model}::{property})."
            )]);
            file.code(&format!("pub {}: {},", field.name, imports.ty(&field.ty)));
        }
    });
}

/// Returns `true` for text, which is accepted as any string type.
fn takes_into(field: &Field) -> bool {
    matches!(field.ty, Type::String | Type::Secret)
}
