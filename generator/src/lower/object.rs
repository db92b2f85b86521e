//! Structs: the properties of a definition, merged with those of its bases.

use std::collections::BTreeSet;
use std::rc::Rc;

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, AnySchema, ReferenceOr, Schema};
use serde_json::Value;

use super::constraints::constraints;
use super::schema::{SchemaRef, client_name};
use super::{Lowerer, below, docs, keywords, secret};
use crate::diagnostics::{Location, code, nearest};
use crate::ir::{Field, Struct, Type};
use crate::resolve::SchemaId;

/// The properties of a definition without those of its bases.
#[derive(Default)]
pub(super) struct OwnProperties {
    fields: Vec<Field>,
    additional: Option<Type>,
}

/// The properties of a struct that were collected so far.
#[derive(Default)]
struct Merged {
    fields: IndexMap<String, Field>,
    required: BTreeSet<String>,
    additional: Option<Type>,
    visited: BTreeSet<SchemaId>,
}

impl<'a> Lowerer<'a> {
    pub(super) fn definition_struct(&mut self, id: SchemaId) -> Struct {
        let mut merged = Merged::default();
        self.merge_definition(id, &mut merged);
        let definition = self.definition(id);
        let required = keywords(&definition.schema).map(|it| it.required.as_slice());
        for name in required.unwrap_or_default() {
            if !merged.fields.contains_key(name) {
                let message = format!("`required` contains `{name}`, which is not a property");
                let names = merged.fields.keys().map(String::as_str);
                let near = nearest(name, names).into_iter().next();
                let at = definition.at.child("required");
                let found = self.diagnostics.warn(&code::MISSING_PROPERTY, at, message);
                if let Some(near) = near {
                    found.help(format!("did you mean `{near}`?"));
                }
            }
        }
        let discriminators = self.discriminators_of(id);
        for (property, _) in &discriminators {
            if let Some(field) = merged.fields.shift_remove(property)
                && field.xml != field.wire_name
            {
                let message = format!(
                    "`{property}` is the discriminator, and remains an element with that name"
                );
                self.xml_notes
                    .push((self.definition(id).at.clone(), message));
            }
        }
        Struct {
            discriminators,
            ..finished(merged)
        }
    }

    fn merge_definition(&mut self, id: SchemaId, merged: &mut Merged) {
        if !merged.visited.insert(id) {
            // A base that is reached twice is merged once. Cycles end here, too.
            return;
        }
        let definition = self.definition(id);
        self.merge_bases(&definition.schema, &definition.at, merged);
        let own = match self.own.get(&id) {
            Some(own) => own.clone(),
            None => {
                let own = Rc::new(self.own_properties(&definition.schema, &definition.at));
                self.own.insert(id, own.clone());
                own
            }
        };
        self.report_conflicts(&own, &definition.at, merged);
        add_own(&own, keywords(&definition.schema), merged);
        if definition.schema.schema_data.discriminator.is_none() {
            self.merge_choices(&definition.schema, &definition.at, merged);
        }
    }

    /// Merges the properties of `oneOf` and `anyOf` beside properties. They are all optional.
    fn merge_choices(&mut self, schema: &'a Schema, at: &Location, merged: &mut Merged) {
        let Some(any) = keywords(schema) else {
            return;
        };
        for (key, choices) in [("oneOf", &any.one_of), ("anyOf", &any.any_of)] {
            for (index, choice) in choices.iter().enumerate() {
                let at = below(at, &format!("{key}/{index}"));
                let Some(schema) = self.schema_of(choice.into()) else {
                    continue;
                };
                let mut part = Merged {
                    visited: merged.visited.clone(),
                    ..Merged::default()
                };
                match choice {
                    ReferenceOr::Reference { reference } => {
                        let id = self.graph.lookup(reference);
                        id.into_iter()
                            .for_each(|id| self.merge_definition(id, &mut part));
                    }
                    ReferenceOr::Item(_) => {
                        let own = self.own_properties(schema, &at);
                        add_own(&own, keywords(schema), &mut part);
                    }
                }
                let is_type = keywords(schema).and_then(|it| it.typ.as_deref());
                if part.fields.is_empty() && is_type.is_some_and(|it| it != "object") {
                    let message = "the choice is not an object, unlike the properties beside it; it is left out";
                    self.warn(&code::UNTAGGED_CHOICE, at, message.to_owned());
                    continue;
                }
                self.add_optional(part, &at, merged);
            }
        }
    }

    fn add_optional(&mut self, part: Merged, at: &Location, merged: &mut Merged) {
        merged.additional = merged.additional.take().or(part.additional);
        for (name, field) in part.fields {
            match merged.fields.get_mut(&name) {
                None => drop(merged.fields.insert(name, field)),
                Some(other) if other.ty == field.ty => {}
                Some(other) => {
                    other.ty = Type::Json;
                    let message = format!(
                        "the choices declare `{name}` with several types; any JSON is accepted"
                    );
                    self.warn(&code::UNTAGGED_CHOICE, at.clone(), message);
                }
            }
        }
    }

    fn merge_bases(&mut self, schema: &'a Schema, at: &Location, merged: &mut Merged) {
        let bases = keywords(schema).into_iter().flat_map(|it| &it.all_of);
        for (index, base) in bases.enumerate() {
            if !self.check_base(base, &below(at, &format!("allOf/{index}"))) {
                continue;
            }
            match base {
                ReferenceOr::Item(schema) => {
                    let at = below(at, &format!("allOf/{index}"));
                    self.merge_bases(schema, &at, merged);
                    let own = self.own_properties(schema, &at);
                    self.report_conflicts(&own, &at, merged);
                    add_own(&own, keywords(schema), merged);
                    self.merge_choices(schema, &at, merged);
                }
                ReferenceOr::Reference { reference } => {
                    if let Some(id) = self.graph.lookup(reference) {
                        self.merge_definition(id, merged);
                    }
                }
            }
        }
    }

    /// Reports properties whose type excludes that of the same property in a schema that was merged before.
    fn report_conflicts(&mut self, own: &OwnProperties, at: &Location, merged: &Merged) {
        for field in &own.fields {
            let inherited = merged.fields.get(&field.wire_name);
            let kinds = kind(&field.ty).zip(inherited.and_then(|it| kind(&it.ty)));
            if let Some((own, of_base)) = kinds.filter(|(own, of_base)| own != of_base) {
                let name = &field.wire_name;
                let message = format!(
                    "`{name}` is {own} here, but {of_base} in another schema of the same `allOf`; it is read and sent as {own}"
                );
                let at = below(at, "properties").child(name);
                (self.diagnostics)
                    .warn(&code::CONFLICTING_BASES, at, message)
                    .help("give both declarations the same type");
            }
        }
    }

    /// Reports a base of another type than object and returns `false`, so that it is left out.
    fn check_base(&mut self, base: &'a ReferenceOr<Schema>, at: &Location) -> bool {
        let mut base = SchemaRef::from(base);
        let mut seen: Vec<&Schema> = Vec::new();
        while let Some(schema) = self.schema_of(base) {
            let Some(any) =
                keywords(schema).filter(|_| !seen.iter().any(|it| std::ptr::eq(*it, schema)))
            else {
                return true;
            };
            seen.push(schema);
            let is_object = any
                .typ
                .as_deref()
                .map_or(any.enumeration.is_empty(), |it| it == "object");
            if !is_object && any.properties.is_empty() {
                let message = "the base is left out: it is not an object, unlike the schema that it is part of";
                let message = message.to_owned();
                self.warn(&code::BASE_NOT_OBJECT, at.clone(), message);
                return false;
            }
            match any.all_of.as_slice() {
                [only] if any.properties.is_empty() => base = only.into(),
                _ => return true,
            }
        }
        true
    }

    fn own_properties(&mut self, schema: &'a Schema, at: &Location) -> OwnProperties {
        let Some(any) = keywords(schema) else {
            return OwnProperties::default();
        };
        let mut own = OwnProperties::default();
        let properties = below(at, "properties");
        for (wire_name, property) in &any.properties {
            let mut field = self.field(wire_name, property, &properties.child(wire_name));
            field.secret |= secret::is_marked(schema);
            own.fields.push(field);
        }
        own.additional = match &any.additional_properties {
            Some(AdditionalProperties::Schema(schema)) => {
                Some(self.type_of_part(&**schema, &below(at, "additionalProperties")))
            }
            Some(AdditionalProperties::Any(true)) => Some(Type::Json),
            _ => None,
        };
        own
    }

    fn field(
        &mut self,
        wire_name: &str,
        property: &'a ReferenceOr<Box<Schema>>,
        at: &Location,
    ) -> Field {
        let ty = self.type_of_part(property, at);
        let mut field = Field {
            wire_name: wire_name.to_owned(),
            client_name: wire_name.to_owned(),
            xml: self.property_in_xml(wire_name, property.into(), at),
            docs: None,
            ty,
            required: false,
            read_only: false,
            nullable: false,
            default: None,
            secret: self.is_secret(property.into()),
            constraints: Default::default(),
            mutability: Vec::new(),
            deprecated: false,
        };
        if let Some(schema) = self.own_schema(property.into()) {
            self.describe_field(&mut field, schema);
        } else {
            for schema in self.aliased(property.into()) {
                take_over(&mut field, schema);
            }
        }
        field
    }

    fn describe_field(&self, field: &mut Field, schema: &'a Schema) {
        let data = &schema.schema_data;
        field.docs = docs(schema);
        field.client_name = client_name(schema).unwrap_or_else(|| field.wire_name.clone());
        field.nullable = data.nullable;
        field.default = data.default.as_ref().map(Value::to_string);
        field.constraints = keywords(schema).map(constraints).unwrap_or_default();
        let mutability = data
            .extensions
            .get("x-ms-mutability")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        field.mutability = mutability
            .filter_map(|it| it.as_str().map(str::to_owned))
            .collect();
        field.mutability.sort();
        if data.write_only && field.mutability.is_empty() {
            field.mutability = ["create", "update"].map(str::to_owned).into();
        }
        field.deprecated = data.deprecated;
        field.read_only = data.read_only || field.mutability == ["read"];
        if let Some(base @ ReferenceOr::Reference { .. }) =
            keywords(schema).and_then(|it| it.all_of.first())
        {
            for schema in self.aliased(base.into()) {
                take_over(field, schema);
            }
        }
    }
}

/// Returns the kind of a value that has no name.
fn kind(ty: &Type) -> Option<&'static str> {
    Some(match ty {
        Type::Bool => "a boolean",
        Type::Int32 | Type::Int64 | Type::Uint64 | Type::Float | Type::Decimal => "a number",
        Type::String | Type::DateTime | Type::DateTimeRfc1123 | Type::Date => "text",
        Type::Time | Type::Duration | Type::Base64 | Type::Base64Url => "text",
        Type::List(_) => "a list",
        Type::Map(_) => "a map",
        Type::Secret | Type::UnixTime | Type::Bytes | Type::File | Type::Json => return None,
        Type::Named(_) | Type::Nullable(_) => return None,
    })
}

/// Attributes of the referenced definition apply at every use.
fn take_over(field: &mut Field, target: &Schema) {
    field.read_only |= target.schema_data.read_only;
    field.nullable |= target.schema_data.nullable;
    field.deprecated |= target.schema_data.deprecated;
    field.docs = field.docs.take().or_else(|| docs(target));
    let default = target.schema_data.default.as_ref();
    field.default = (field.default.take()).or_else(|| default.map(Value::to_string));
    let constraints = keywords(target).map(constraints);
    field.constraints.add(constraints.unwrap_or_default());
}

/// Adds own properties to inherited ones. An own property replaces an inherited one of the same name, but remains a secret if that is
/// one. Without a type of its own, it only adds to the inherited one.
fn add_own(own: &OwnProperties, any: Option<&AnySchema>, merged: &mut Merged) {
    for field in &own.fields {
        let mut field = field.clone();
        let inherited = merged.fields.get(&field.wire_name);
        if let Some(inherited) = inherited {
            field.secret |= inherited.secret;
            if field.ty == Type::Json {
                extend(&mut field, inherited);
            }
        }
        merged.fields.insert(field.wire_name.clone(), field);
    }
    if let Some(additional) = &own.additional {
        merged.additional = Some(additional.clone());
    }
    merged
        .required
        .extend(any.into_iter().flat_map(|it| it.required.iter().cloned()));
}

/// Adds the type and the attributes of an inherited property to one that is declared again without a type.
fn extend(field: &mut Field, inherited: &Field) {
    field.ty = inherited.ty.clone();
    field.read_only |= inherited.read_only;
    field.nullable |= inherited.nullable;
    field.deprecated |= inherited.deprecated;
    field.docs = field.docs.take().or_else(|| inherited.docs.clone());
    field.default = field.default.take().or_else(|| inherited.default.clone());
    field.constraints.add(inherited.constraints.clone());
    if field.mutability.is_empty() {
        field.mutability = inherited.mutability.clone();
    }
}

fn finished(mut merged: Merged) -> Struct {
    for (wire_name, field) in &mut merged.fields {
        field.required = merged.required.contains(wire_name);
    }
    Struct {
        fields: merged.fields.into_values().collect(),
        additional: merged.additional,
        ..Struct::default()
    }
}
