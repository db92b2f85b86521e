//! Plans the names of types, fields and variants.

use super::case;
use super::named::TypeNames;
use super::scope::Scope;
use crate::analyze::{AnalyzedIr, has_required_struct};
use crate::ir::{EnumValue, Kind, Struct, Type, TypeDef, TypeId, Values};

/// Names all types. Returns the reached ones in the order of their names, too.
pub(super) fn plan(analyzed: &AnalyzedIr) -> (Vec<TypeNames>, Vec<TypeId>) {
    let ir = &analyzed.ir;
    let (names, required) = type_names(analyzed);
    let is_reached = |id: &TypeId| analyzed.usage[id.0].is_reached();
    let mut reached: Vec<TypeId> = (0..ir.types.len()).map(TypeId).filter(is_reached).collect();
    reached.sort_by(|a, b| names[a.0].cmp(&names[b.0]));
    let members: Vec<Vec<String>> = (ir.types.iter())
        .map(|def| match &def.kind {
            Kind::Struct(it) => fields(it),
            Kind::Enum(it) => match &it.values {
                Values::Text(values) => variants(values),
                Values::Integer(values) => variants(values),
            },
            Kind::Union(it) => subtypes(it.variants.iter().map(|it| names[it.ty.0].clone())),
            Kind::Choice(it) => {
                subtypes((it.variants.iter()).map(|it| variant_name(&names, &it.ty)))
            }
        })
        .collect();
    let types = names.into_iter().zip(required).zip(members).zip(&ir.types);
    let types = types.map(|(((name, required), mut members), def)| TypeNames {
        additional: match &def.kind {
            Kind::Struct(it) if it.additional.is_some() => members.pop(),
            Kind::Struct(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Choice(_) => None,
        },
        name,
        required,
        members,
    });
    (types.collect(), reached)
}

/// The names of all types by id, and of the structs of their required properties. Types that no operation reaches come last,
/// and the structs of required properties after them, so that they rename no type.
fn type_names(analyzed: &AnalyzedIr) -> (Vec<String>, Vec<Option<String>>) {
    let types = &analyzed.ir.types;
    let mut scope = Scope::default();
    let mut order: Vec<(usize, &TypeDef)> = types.iter().enumerate().collect();
    order.sort_by_cached_key(|(index, def)| {
        let def = *def;
        let is_reached = analyzed.usage[*index].is_reached();
        let is_union = matches!(def.kind, Kind::Union(_) | Kind::Choice(_));
        (
            !is_reached,
            !def.is_definition,
            !def.of_input,
            !is_union,
            &def.spec_name,
            &def.at,
            *index,
        )
    });
    let mut names = vec![None; types.len()];
    for (index, def) in order {
        let name = case::type_name(&def.spec_name);
        names[index] = Some(scope.claim_or(name, || case::type_name(&def.long_name)));
    }
    let names: Vec<String> = names.into_iter().flatten().collect();
    let facts = analyzed.usage.iter().zip(&analyzed.wrappers);
    let types = types.iter().zip(facts).zip(&names);
    let required = types.map(|((def, (usage, wrappers)), name)| {
        let has_struct = has_required_struct(def, *usage, wrappers);
        has_struct.then(|| scope.claim(format!("{name}Required")))
    });
    let required = required.collect();
    (names, required)
}

/// The names of the properties, and that of the map of undeclared ones if there is one.
fn fields(it: &Struct) -> Vec<String> {
    let mut scope = Scope::default();
    let fields = it.fields.iter();
    let mut names: Vec<String> = fields
        .map(|it| scope.claim_or(case::field(&it.client_name), || case::field(&it.wire_name)))
        .collect();
    if it.additional.is_some() {
        names.push(scope.claim("additional_properties".to_owned()));
    }
    names
}

fn variants<T>(values: &[EnumValue<T>]) -> Vec<String> {
    let mut scope = Scope::with(&["UnknownValue"]);
    let values = values.iter();
    values
        .map(|it| scope.claim(case::variant(&it.client_name)))
        .collect()
}

/// The names of the variants of a union: those of their types.
fn subtypes(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut scope = Scope::with(&["UnknownValue"]);
    names.map(|it| scope.claim(it)).collect()
}

/// Returns the name of the variant of a choice: that of its type.
fn variant_name(names: &[String], ty: &Type) -> String {
    let name = match ty {
        Type::Named(id) => return names[id.0].clone(),
        Type::List(item) => return format!("{}List", variant_name(names, item)),
        Type::Map(item) if **item == Type::Json => "Map",
        Type::Map(item) => return format!("{}Map", variant_name(names, item)),
        Type::Nullable(item) => return variant_name(names, item),
        Type::String => "Text",
        Type::Secret => "Secret",
        Type::Bool => "Boolean",
        Type::Int32 | Type::Int64 | Type::Uint64 => "Integer",
        Type::Decimal => "Decimal",
        Type::Float => "Number",
        Type::DateTime => "DateTime",
        Type::DateTimeRfc1123 => "DateTimeRfc1123",
        Type::UnixTime => "UnixTime",
        Type::Date => "Date",
        Type::Time => "Time",
        Type::Duration => "Duration",
        Type::Base64 => "Base64",
        Type::Base64Url => "Base64Url",
        Type::Bytes => "Bytes",
        Type::File => "File",
        Type::Json => "Json",
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variant_of_a_choice_has_the_name_of_its_type() {
        let list = |ty: Type| Type::List(Box::new(ty));
        let map = |ty: Type| Type::Map(Box::new(ty));
        for (ty, expected) in [
            (Type::String, "Text"),
            (Type::Secret, "Secret"),
            (Type::Bool, "Boolean"),
            (Type::Int32, "Integer"),
            (Type::Int64, "Integer"),
            (Type::Uint64, "Integer"),
            (Type::Decimal, "Decimal"),
            (Type::Float, "Number"),
            (Type::DateTime, "DateTime"),
            (Type::DateTimeRfc1123, "DateTimeRfc1123"),
            (Type::UnixTime, "UnixTime"),
            (Type::Date, "Date"),
            (Type::Time, "Time"),
            (Type::Duration, "Duration"),
            (Type::Base64, "Base64"),
            (Type::Base64Url, "Base64Url"),
            (Type::Bytes, "Bytes"),
            (Type::File, "File"),
            (Type::Json, "Json"),
            (Type::Nullable(Box::new(Type::Bool)), "Boolean"),
            (list(Type::Bool), "BooleanList"),
            (list(list(Type::Date)), "DateListList"),
            (map(Type::Json), "Map"),
            (map(Type::Float), "NumberMap"),
        ] {
            assert_eq!(variant_name(&[], &ty), expected);
        }
    }
}
