//! Models with their properties, values and subtypes.

use super::facts::{Fact, Facts, constraints};
use super::{Member, Model, ModelKind, type_text};
use crate::analyze::{Presence, is_in_constructor};
use crate::ir::{
    Choice, ChoiceVariant, Enum, EnumValue, Field, Kind, Struct, Type, TypeDef, Union, Values,
    Variant,
};
use crate::names::{NamedField, NamedIr, NamedType};

pub(super) fn model(ir: &NamedIr, ty: NamedType<'_>) -> Model {
    let TypeDef {
        // The name in Rust is planned from the first four.
        spec_name: _,
        long_name: _,
        is_definition: _,
        of_input: _,
        at: _,
        docs: _,
        kind,
    } = ty.def();
    let model = match kind {
        Kind::Struct(it) => of_struct(ir, ty, it),
        Kind::Enum(it) => of_enum(ty, it),
        Kind::Union(it) => of_union(ir, ty, it),
        Kind::Choice(it) => of_choice(ir, ty, it),
    };
    Model {
        sent: ty.usage.sent,
        ..model
    }
}

fn of_struct(ir: &NamedIr, ty: NamedType<'_>, it: &Struct) -> Model {
    let Struct {
        fields: _,
        additional,
        discriminators,
    } = it;
    let mut facts = Facts::default();
    let values: Vec<String> = (discriminators.iter())
        .map(|(property, value)| format!("{property}={value}"))
        .collect();
    facts.set(
        Fact::DiscriminatorValues,
        (!values.is_empty()).then(|| values.join(", ")),
    );
    let mut arguments = 0;
    let fields = ty.fields(it).map(|field| {
        let is_argument = ty.usage.sent && is_in_constructor(&field, field.wrapper);
        arguments += usize::from(is_argument);
        let argument = is_argument.then_some(arguments);
        let member = property(ir, field, argument, ty.usage.in_xml);
        (field.wire_name.clone(), member)
    });
    let additional = additional.as_ref().zip(ty.additional());
    let additional = additional.map(|(ty, name)| ("*".to_owned(), member(name, type_text(ir, ty))));
    Model {
        kind: ModelKind::Struct,
        members: fields.chain(additional).collect(),
        facts,
        ..Model::default()
    }
}

fn property(ir: &NamedIr, named: NamedField<'_>, argument: Option<usize>, in_xml: bool) -> Member {
    let Field {
        wire_name,
        // The name in Rust is planned from it.
        client_name: _,
        xml,
        docs: _,
        ty,
        required,
        read_only,
        nullable,
        secret,
        default,
        constraints: own_constraints,
        mutability,
        // A part of the documentation.
        deprecated: _,
    } = &*named;
    let mut facts = Facts {
        constraints: constraints(own_constraints),
        mutability: mutability.clone(),
        ..Facts::default()
    };
    facts.flag(Fact::Required, *required, "required");
    facts.flag(Fact::Nullable, *nullable, "nullable");
    facts.flag(Fact::Secret, *secret, "secret");
    let is_secret = *secret || *ty.leaf() == Type::Secret;
    facts.set(Fact::Default, default.as_ref().filter(|_| !is_secret));
    facts.set(Fact::Xml, (in_xml && xml != wire_name).then_some(xml));
    let suffix = match named.wrapper.presence {
        Presence::Mandatory => "",
        Presence::Optional | Presence::NullIfAbsent => "?",
        Presence::OptionalOrNull => "|null?",
    };
    let ty = match named.wrapper.boxed {
        true => format!("Box<{}>", type_text(ir, ty)),
        false => type_text(ir, ty),
    };
    Member {
        argument,
        read_only: *read_only,
        facts,
        ..member(named.name, ty + suffix)
    }
}

fn of_enum(ty: NamedType<'_>, it: &Enum) -> Model {
    let Enum {
        values,
        open,
        secret,
    } = it;
    let mut facts = Facts::default();
    facts.flag(Fact::Open, *open, "open");
    facts.flag(Fact::Secret, *secret, "secret");
    facts.flag(
        Fact::Values,
        matches!(values, Values::Integer(_)),
        "integers",
    );
    let members = match values {
        Values::Text(values) => ty
            .members(values)
            .map(|it| (value_text(&it), member(it.name, String::new())))
            .collect(),
        Values::Integer(values) => ty
            .members(values)
            .map(|it| (value_text(&it), member(it.name, String::new())))
            .collect(),
    };
    Model {
        kind: ModelKind::Enum,
        members,
        facts,
        ..Model::default()
    }
}

fn value_text<T: ToString>(it: &EnumValue<T>) -> String {
    let EnumValue {
        value,
        // The name in Rust is planned from it.
        client_name: _,
        docs: _,
    } = it;
    value.to_string()
}

fn of_union(ir: &NamedIr, ty: NamedType<'_>, it: &Union) -> Model {
    let Union {
        discriminator,
        variants,
    } = it;
    let mut facts = Facts::default();
    facts.set(Fact::Discriminator, Some(discriminator));
    let members = ty.members(variants).map(|variant| {
        let Variant { value, also, ty } = &*variant;
        let mut member = member(variant.name, ir.type_def(*ty).name().to_owned());
        let also = (!also.is_empty()).then(|| also.join(", "));
        member.facts.set(Fact::Also, also);
        (value.clone(), member)
    });
    Model {
        kind: ModelKind::Union,
        members: members.collect(),
        facts,
        ..Model::default()
    }
}

fn of_choice(ir: &NamedIr, ty: NamedType<'_>, it: &Choice) -> Model {
    let Choice { variants } = it;
    let members = ty.members(variants).map(|variant| {
        let ChoiceVariant { ty, form } = &*variant;
        let mut member = member(variant.name, type_text(ir, ty));
        member.facts.set(Fact::Form, Some(format!("{form:?}")));
        (variant.name.to_owned(), member)
    });
    Model {
        kind: ModelKind::Choice,
        members: members.collect(),
        ..Model::default()
    }
}

fn member(name: &str, ty: String) -> Member {
    Member {
        name: name.to_owned(),
        ty,
        ..Member::default()
    }
}
