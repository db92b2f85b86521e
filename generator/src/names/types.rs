//! Names of types, fields and variants.

use super::case;
use super::scope::Scope;
use crate::ir::{EnumValue, Ir, Kind, Struct, Type, Values};

pub(super) fn plan(ir: &mut Ir) {
    let mut scope = Scope::default();
    let mut order: Vec<usize> = (0..ir.types.len())
        .filter(|index| ir.types[*index].sent || ir.types[*index].received)
        .collect();
    // Who comes first gets the name it wants.
    order.sort_by_key(|index| {
        let def = &ir.types[*index];
        let is_union = matches!(def.kind, Kind::Union(_) | Kind::Choice(_));
        (
            !def.is_definition,
            !def.of_input,
            !is_union,
            def.spec_name.clone(),
            def.at.clone(),
            *index,
        )
    });
    for index in order {
        let def = &mut ir.types[index];
        def.name = scope.claim(both(case::type_name, &def.spec_name, &def.long_name));
        match &mut def.kind {
            Kind::Struct(it) => plan_fields(it),
            Kind::Enum(it) => match &mut it.values {
                Values::Text(values) => plan_variants(values),
                Values::Integer(values) => plan_variants(values),
            },
            Kind::Union(_) | Kind::Choice(_) => {}
        }
    }
    plan_required(ir, &mut scope);
    plan_union_variants(ir);
}

/// The most arguments that `new` of a model takes one by one.
const MAX_ARGUMENTS: usize = 6;

/// Structs for the arguments of `new`, after all models, so that no model gets another name by them.
fn plan_required(ir: &mut Ir, scope: &mut Scope) {
    let mut defs: Vec<_> = ir.types.iter_mut().filter(|def| def.sent).collect();
    defs.sort_by(|a, b| a.name.cmp(&b.name));
    for def in defs {
        if let Kind::Struct(it) = &mut def.kind {
            let n_arguments = it.fields.iter().filter(|it| it.is_argument()).count();
            it.required_name = (n_arguments > MAX_ARGUMENTS)
                .then(|| scope.claim([format!("{}Required", def.name)]));
        }
    }
}

/// The Rust names of two spec names, which are mostly the same.
fn both(name: fn(&str) -> String, first: &str, second: &str) -> [String; 2] {
    let wanted = name(first);
    let other = if first == second {
        wanted.clone()
    } else {
        name(second)
    };
    [wanted, other]
}

fn plan_fields(it: &mut Struct) {
    let mut scope = Scope::default();
    for field in &mut it.fields {
        field.name = scope.claim(both(case::field, &field.client_name, &field.wire_name));
    }
    it.additional_name = scope.claim(["additional_properties".to_owned()]);
}

fn plan_variants<T>(values: &mut [EnumValue<T>]) {
    let mut scope = Scope::with(&["UnknownValue"]);
    for value in values {
        value.name = scope.claim([case::variant(&value.client_name)]);
    }
}

/// A variant is called as the struct it holds.
fn plan_union_variants(ir: &mut Ir) {
    let names: Vec<String> = ir.types.iter().map(|it| it.name.clone()).collect();
    for def in &mut ir.types {
        let mut scope = Scope::with(&["UnknownValue"]);
        match &mut def.kind {
            Kind::Union(it) => {
                for variant in &mut it.variants {
                    variant.name = scope.claim([names[variant.ty.0].clone()]);
                }
            }
            Kind::Choice(it) => {
                for variant in &mut it.variants {
                    variant.name = scope.claim([variant_name(&names, &variant.ty)]);
                }
            }
            Kind::Struct(_) | Kind::Enum(_) => {}
        }
    }
}

/// A variant of a choice is called as its type.
fn variant_name(names: &[String], ty: &Type) -> String {
    match ty {
        Type::Named(id) => names[id.0].clone(),
        Type::List(item) => format!("{}List", variant_name(names, item)),
        Type::Map(item) if **item == Type::Json => "Map".to_owned(),
        Type::Map(item) => format!("{}Map", variant_name(names, item)),
        Type::Nullable(item) => variant_name(names, item),
        Type::String => "Text".to_owned(),
        Type::Bool => "Boolean".to_owned(),
        Type::Int32 | Type::Int64 => "Integer".to_owned(),
        Type::Float => "Number".to_owned(),
        Type::Json => "Json".to_owned(),
        other => format!("{other:?}"),
    }
}
