//! Which type is a schema? One match; each arm's work is in a file of its own.

use openapiv3::{AdditionalProperties, AnySchema, ReferenceOr, Schema};

use super::{Job, Lowerer, Place, docs, keywords, scalar};
use crate::ir::{Ir, Kind, Type, Values};
use crate::resolve::SchemaId;
use crate::upgrade::ALIAS;

/// A schema in place or a reference to one: the two forms of `openapiv3` differ only by a box.
#[derive(Clone, Copy)]
pub(super) enum SchemaRef<'s> {
    Reference(&'s str),
    Item(&'s Schema),
}

impl<'s> From<&'s ReferenceOr<Schema>> for SchemaRef<'s> {
    fn from(schema: &'s ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Item(schema),
        }
    }
}

impl<'s> From<&'s ReferenceOr<Box<Schema>>> for SchemaRef<'s> {
    fn from(schema: &'s ReferenceOr<Box<Schema>>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Item(schema),
        }
    }
}

/// What a schema describes.
pub(super) enum Shape<'s> {
    /// Another schema, under another description.
    Other(SchemaRef<'s>),
    Enum,
    Object,
    Map(Option<SchemaRef<'s>>),
    List(Option<SchemaRef<'s>>),
    OneOf(&'s [ReferenceOr<Schema>]),
    Scalar,
}

impl<'a> Lowerer<'a> {
    /// The type of a schema at a place.
    pub(super) fn type_of(&mut self, schema: impl Into<SchemaRef<'a>>, place: &Place<'_>) -> Type {
        match schema.into() {
            SchemaRef::Reference(reference) => self.type_of_reference(reference, place),
            SchemaRef::Item(schema) => self.type_of_inline(schema, place),
        }
    }

    fn type_of_reference(&mut self, reference: &str, place: &Place<'_>) -> Type {
        let Some(id) = self.graph.lookup(reference) else {
            return Type::Json;
        };
        if self.aliases.contains(&id) {
            self.warn(
                "circular-type",
                place.at.clone(),
                format!(
                    "`{}` holds itself and nothing else; any JSON is taken",
                    self.definition(id).name
                ),
            );
            return Type::Json;
        }
        self.type_of_definition(id)
    }

    /// The type of a definition: its own, or the one that it describes.
    pub(super) fn type_of_definition(&mut self, id: SchemaId) -> Type {
        let definition = self.definition(id);
        match self.shape(&definition.schema, true) {
            Shape::Object => {
                if self.has_kinds(id) {
                    Type::Named(self.union_of(id))
                } else {
                    Type::Named(self.struct_of(id))
                }
            }
            Shape::Enum => self.definition_enum(id),
            shape => {
                self.aliases.push(id);
                let place = Place {
                    owner: "",
                    name: &definition.name,
                    at: definition.at.clone(),
                    of_input: definition.of_input,
                };
                let ty = self.type_of_shape(shape, &definition.schema, &place);
                self.aliases.pop();
                ty
            }
        }
    }

    fn type_of_inline(&mut self, schema: &'a Schema, place: &Place<'_>) -> Type {
        match self.shape(schema, false) {
            Shape::Object => {
                let key = (place.at.clone(), "object");
                if let Some(id) = self.inline.get(&key) {
                    return Type::Named(*id);
                }
                let name = place.long_name();
                let spec_name = client_name(schema).unwrap_or_else(|| name.clone());
                let id = self.declare(
                    spec_name.clone(),
                    name,
                    false,
                    place.of_input,
                    place.at.clone(),
                    docs(schema),
                );
                self.inline.insert(key, id);
                self.pending.push(Job::Inline(id, schema, spec_name));
                Type::Named(id)
            }
            Shape::Enum => self.inline_enum(schema, place),
            shape => self.type_of_shape(shape, schema, place),
        }
    }

    /// The type of a property or an item. Bytes are a whole body or a file of a form; in a document they are text.
    pub(super) fn type_of_part(
        &mut self,
        schema: impl Into<SchemaRef<'a>>,
        place: &Place<'_>,
    ) -> Type {
        match self.type_of(schema, place) {
            Type::Bytes => Type::String,
            ty => ty,
        }
    }

    fn type_of_shape(&mut self, shape: Shape<'a>, schema: &'a Schema, place: &Place<'_>) -> Type {
        match shape {
            Shape::Other(other) => self.type_of(other, place),
            Shape::Map(None) => Type::Map(Box::new(Type::Json)),
            Shape::Map(Some(items)) => {
                let place = Place {
                    at: place.below("additionalProperties"),
                    ..place.clone()
                };
                let ty = self.type_of_part(items, &place);
                Type::Map(Box::new(self.nullable_item(items, ty)))
            }
            Shape::List(None) => Type::List(Box::new(Type::Json)),
            Shape::List(Some(items)) => {
                let name = format!("{} item", place.name);
                let place = Place {
                    name: &name,
                    at: place.below("items"),
                    ..place.clone()
                };
                let ty = self.type_of_part(items, &place);
                Type::List(Box::new(self.nullable_item(items, ty)))
            }
            Shape::OneOf(choices) => self.type_of_choices(choices, place),
            Shape::Scalar | Shape::Object | Shape::Enum => {
                keywords(schema).map_or(Type::Json, |any| self.scalar(schema, any, place))
            }
        }
    }

    fn scalar(&mut self, schema: &Schema, any: &AnySchema, place: &Place<'_>) -> Type {
        let Some(ty) = scalar::scalar(schema, any) else {
            let message = format!(
                "`type: {}` is not a type; any JSON is taken",
                any.typ.as_deref().unwrap_or_default()
            );
            self.warn("unknown-type", place.at.clone(), message);
            return Type::Json;
        };
        ty
    }

    /// Items that may be null are options; a definition says so of itself.
    fn nullable_item(&self, items: SchemaRef<'_>, ty: Type) -> Type {
        let nullable = self
            .schema_of(items)
            .is_some_and(|it| it.schema_data.nullable);
        if nullable && ty != Type::Json {
            Type::Nullable(Box::new(ty))
        } else {
            ty
        }
    }

    /// `oneOf` and `anyOf` without a discriminator: the only choice, an enum beside text, text, or else any JSON.
    fn type_of_choices(&mut self, choices: &'a [ReferenceOr<Schema>], place: &Place<'_>) -> Type {
        let mut types: Vec<Type> = Vec::new();
        for (index, choice) in choices.iter().enumerate() {
            let name = format!("{} {index}", place.name);
            let at = place.below(&format!("oneOf/{index}"));
            let place = Place {
                name: &name,
                at,
                ..place.clone()
            };
            let is_null = self
                .schema_of(choice.into())
                .and_then(keywords)
                .is_some_and(|any| {
                    any.typ.is_none() && any.enumeration == [serde_json::Value::Null]
                });
            let ty = self.type_of(choice, &place);
            if !is_null && !types.contains(&ty) {
                types.push(ty);
            }
        }
        let is_text = |ir: &Ir, ty: &Type| match ty {
            Type::Named(id) => {
                matches!(&ir.type_def(*id).kind, Kind::Enum(it) if matches!(it.values, Values::Text(_)))
            }
            ty => *ty == Type::String,
        };
        match types.as_slice() {
            [one] => one.clone(),
            [Type::String, text] | [text, Type::String] if is_text(&self.ir, text) => text.clone(),
            many if many.iter().all(|it| is_text(&self.ir, it)) => Type::String,
            _ => {
                let message = "the choices have no discriminator; any JSON is taken".to_owned();
                self.warn("untagged-choice", place.at.clone(), message);
                Type::Json
            }
        }
    }

    pub(super) fn shape(&self, schema: &'a Schema, is_definition: bool) -> Shape<'a> {
        let Some(any) = keywords(schema) else {
            return Shape::Scalar;
        };
        if let [base] = any.all_of.as_slice()
            && any.properties.is_empty()
            && (!is_definition
                || schema.schema_data.extensions.contains_key(ALIAS)
                || !self.is_object(base.into()))
            && any.required.is_empty()
        {
            return Shape::Other(base.into());
        }
        let typ = any.typ.as_deref();
        if !any.enumeration.is_empty() && matches!(typ, None | Some("string" | "integer")) {
            return Shape::Enum;
        }
        let choices = if any.one_of.is_empty() {
            &any.any_of
        } else {
            &any.one_of
        };
        if !any.properties.is_empty()
            || !any.all_of.is_empty()
            || (schema.schema_data.discriminator.is_some() && (is_definition || choices.is_empty()))
        {
            return Shape::Object;
        }
        if !choices.is_empty() {
            return Shape::OneOf(choices);
        }
        if typ == Some("array") || (typ.is_none() && any.items.is_some()) {
            return Shape::List(any.items.as_ref().map(SchemaRef::from));
        }
        match &any.additional_properties {
            Some(AdditionalProperties::Schema(items)) => {
                Shape::Map(Some(SchemaRef::from(&**items)))
            }
            Some(AdditionalProperties::Any(true)) => Shape::Map(None),
            _ => Shape::Scalar,
        }
    }

    /// Whether a schema has properties, its own or inherited.
    fn is_object(&self, schema: SchemaRef<'a>) -> bool {
        let mut seen: Vec<&Schema> = self.schema_of(schema).into_iter().collect();
        let mut next = 0;
        while let Some(&schema) = seen.get(next) {
            next += 1;
            let Some(any) = keywords(schema) else {
                continue;
            };
            let is_plain =
                any.typ.as_deref() == Some("object") && any.additional_properties.is_none();
            if is_plain
                || !any.properties.is_empty()
                || any.all_of.len() > 1
                || schema.schema_data.discriminator.is_some()
            {
                return true;
            }
            for base in any.all_of.iter().filter_map(|it| self.schema_of(it.into())) {
                if !seen.iter().any(|it| std::ptr::eq(*it, base)) {
                    seen.push(base);
                }
            }
        }
        false
    }

    /// The schema in place, or the definition's.
    pub(super) fn schema_of<'s>(&self, schema: SchemaRef<'s>) -> Option<&'s Schema>
    where
        'a: 's,
    {
        match schema {
            SchemaRef::Item(schema) => Some(schema),
            SchemaRef::Reference(reference) => self
                .graph
                .lookup(reference)
                .map(|id| &self.definition(id).schema),
        }
    }

    /// The struct of a definition.
    pub(super) fn struct_of(&mut self, id: SchemaId) -> crate::ir::TypeId {
        if let Some(ty) = self.structs.get(&id) {
            return *ty;
        }
        let ty = self.declare_definition(id, self.has_kinds(id));
        self.structs.insert(id, ty);
        self.pending.push(Job::Struct(ty, id));
        ty
    }

    /// The union of a definition that has kinds.
    pub(super) fn union_of(&mut self, id: SchemaId) -> crate::ir::TypeId {
        if let Some(ty) = self.unions.get(&id) {
            return *ty;
        }
        let ty = self.declare_definition(id, false);
        self.unions.insert(id, ty);
        self.pending.push(Job::Union(ty, id));
        ty
    }
}

/// `x-ms-client-name` of a schema.
pub(super) fn client_name(schema: &Schema) -> Option<String> {
    schema
        .schema_data
        .extensions
        .get("x-ms-client-name")
        .and_then(|it| it.as_str())
        .map(str::to_owned)
}
