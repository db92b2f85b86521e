//! Maps schemas to types. Each kind of schema has a file of its own.

use openapiv3::{AdditionalProperties, AnySchema, ReferenceOr, Schema};

use super::declared::Parts;
use super::{Lowerer, below, keywords, scalar};
use crate::diagnostics::{Location, code};
use crate::ir::Type;
use crate::resolve::SchemaId;
use crate::upgrade::ALIAS;

/// An inline schema or a reference to one. The two forms of `openapiv3` differ only by a box.
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

/// The shape that a schema describes.
pub(super) enum Shape<'s> {
    /// An alias of another schema, with its own description.
    Other(SchemaRef<'s>),
    Enum,
    Object,
    Map(Option<SchemaRef<'s>>),
    List(Option<SchemaRef<'s>>),
    /// `oneOf` or `anyOf`.
    Choice(&'static str, &'s [ReferenceOr<Schema>]),
    Scalar,
}

impl<'a> Lowerer<'a> {
    /// Returns the type of the schema at a location.
    pub(super) fn type_of(&mut self, schema: impl Into<SchemaRef<'a>>, at: &Location) -> Type {
        let schema = match schema.into() {
            SchemaRef::Item(schema) => schema,
            SchemaRef::Reference(reference) => {
                return match self.graph.lookup(reference) {
                    Some(id) => self.type_of_definition(id),
                    None => Type::Json,
                };
            }
        };
        let shape = self.shape(schema, false);
        self.type_of_shape(shape, schema, at)
    }

    /// Returns the type of a definition: its own, or the one that it is an alias of.
    pub(super) fn type_of_definition(&mut self, id: SchemaId) -> Type {
        let definition = self.definition(id);
        match self.shape(&definition.schema, definition.inline.is_none()) {
            Shape::Object if self.has_subtypes(id) => Type::Named(self.union_of(id)),
            Shape::Object => Type::Named(self.struct_of(id)),
            Shape::Enum => self.enum_type(id),
            Shape::Choice(key, choices) => self.choice_of(id, key, choices),
            _ if self.aliases.contains(&id) => {
                let message = format!(
                    "`{}` contains only itself; any JSON is accepted",
                    definition.name
                );
                self.warn(&code::CIRCULAR_TYPE, definition.at.clone(), message);
                Type::Json
            }
            shape => {
                self.aliases.push(id);
                let ty = self.type_of_shape(shape, &definition.schema, &definition.at);
                self.aliases.pop();
                ty
            }
        }
    }

    /// Returns the type of a property or an item. Binary values inside of a document are text.
    pub(super) fn type_of_part(&mut self, schema: impl Into<SchemaRef<'a>>, at: &Location) -> Type {
        match self.type_of(schema, at) {
            Type::Bytes => Type::String,
            ty => ty,
        }
    }

    fn type_of_shape(&mut self, shape: Shape<'a>, schema: &'a Schema, at: &Location) -> Type {
        match shape {
            Shape::Other(other) => self.type_of(other, &below(at, "allOf/0")),
            Shape::Map(None) => Type::Map(Box::new(Type::Json)),
            Shape::Map(Some(items)) => {
                let ty = self.type_of_part(items, &below(at, "additionalProperties"));
                Type::Map(Box::new(self.nullable_item(items, ty)))
            }
            Shape::List(None) => Type::List(Box::new(Type::Json)),
            Shape::List(Some(items)) => {
                let ty = self.type_of_part(items, &below(at, "items"));
                Type::List(Box::new(self.nullable_item(items, ty)))
            }
            Shape::Choice(key, _) => {
                let message = "the choices do not have a name; any JSON is accepted";
                self.warn(&code::UNTAGGED_CHOICE, at.child(key), message.to_owned());
                Type::Json
            }
            Shape::Scalar | Shape::Object | Shape::Enum => {
                let Some(any) = keywords(schema) else {
                    return Type::Json;
                };
                if matches!(shape, Shape::Scalar) && has_unread_values(any) {
                    let message =
                        "the values are not checked: only texts and integers become enums";
                    // The values may be those of `const`, and the choice one of several types.
                    let parent = at.pointer.rsplitn(3, '/').nth(2).unwrap_or_default();
                    let is_choice = at.pointer[parent.len()..].starts_with("/anyOf/");
                    let pointer = if is_choice { parent } else { &at.pointer };
                    let at = Location::new(at.file.clone(), pointer);
                    self.warn(&code::UNREAD_KEYWORD, at, message.to_owned());
                }
                self.scalar(schema, any, at)
            }
        }
    }

    fn scalar(&mut self, schema: &Schema, any: &AnySchema, at: &Location) -> Type {
        let Some(ty) = scalar::scalar(schema, any) else {
            let message = format!(
                "`type: {}` is not a type; any JSON is accepted",
                any.typ.as_deref().unwrap_or_default()
            );
            self.warn(&code::UNKNOWN_TYPE, at.child("type"), message);
            return Type::Json;
        };
        ty
    }

    /// Returns the type of an item, which is an option if the item or its definition is nullable.
    fn nullable_item(&self, items: SchemaRef<'_>, ty: Type) -> Type {
        if self.is_nullable(items) && ty != Type::Json {
            Type::Nullable(Box::new(ty))
        } else {
            ty
        }
    }

    /// Returns `true` if a schema or its definition may be null.
    pub(super) fn is_nullable(&self, schema: SchemaRef<'a>) -> bool {
        let mut schemas = self.aliased(schema).into_iter();
        schemas.any(|it| it.schema_data.nullable)
    }

    pub(super) fn shape(&self, schema: &'a Schema, is_definition: bool) -> Shape<'a> {
        let Some(any) = keywords(schema) else {
            return Shape::Scalar;
        };
        let is_open = !matches!(
            any.additional_properties,
            None | Some(AdditionalProperties::Any(false))
        );
        if let [base] = any.all_of.as_slice()
            && any.properties.is_empty()
            && (!self.is_object(base.into())
                || schema.schema_data.extensions.contains_key(ALIAS)
                || (!is_definition
                    && !is_open
                    && any.required.is_empty()
                    && any.one_of.is_empty()
                    && any.any_of.is_empty()))
        {
            return Shape::Other(base.into());
        }
        let typ = any.typ.as_deref();
        if !any.enumeration.is_empty() && matches!(typ, None | Some("string" | "integer")) {
            return Shape::Enum;
        }
        let (key, choices) = match any.one_of.is_empty() {
            true => ("anyOf", &any.any_of),
            false => ("oneOf", &any.one_of),
        };
        if !any.properties.is_empty()
            || !any.all_of.is_empty()
            || schema.schema_data.discriminator.is_some()
        {
            return Shape::Object;
        }
        if !choices.is_empty() {
            return Shape::Choice(key, choices);
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

    /// Returns `true` if a schema has properties, its own or inherited.
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

    /// Returns the schema itself, or that of the definition it refers to.
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

    /// Returns the inline schema at a location, even if it was moved to the definitions.
    pub(super) fn own_schema(&self, schema: SchemaRef<'a>) -> Option<&'a Schema> {
        match schema {
            SchemaRef::Item(schema) => Some(schema),
            SchemaRef::Reference(reference) => {
                let definition = self.definition(self.graph.lookup(reference)?);
                definition.inline.is_some().then_some(&definition.schema)
            }
        }
    }

    /// Returns the struct of a definition.
    pub(super) fn struct_of(&mut self, id: SchemaId) -> crate::ir::TypeId {
        if let Some(ty) = self.structs.get(&id) {
            return *ty;
        }
        let name = self.definition(id).name.clone();
        let ty = self.declare(id, name, Parts::Struct(id));
        self.structs.insert(id, ty);
        ty
    }

    /// Returns the union of a definition with subtypes.
    pub(super) fn union_of(&mut self, id: SchemaId) -> crate::ir::TypeId {
        if let Some(ty) = self.unions.get(&id) {
            return *ty;
        }
        let name = self.definition(id).name.clone();
        let ty = self.declare(id, name, Parts::Union(id));
        self.unions.insert(id, ty);
        ty
    }
}

/// Returns `true` if a schema without a type, or of numbers or booleans, allows some of their values only.
fn has_unread_values(any: &AnySchema) -> bool {
    let of = |value: bool| any.enumeration.contains(&value.into());
    match any.typ.as_deref() {
        Some("boolean") => of(true) != of(false),
        None | Some("number") => !any.enumeration.is_empty(),
        // Reported as keywords without effect.
        Some(_) => false,
    }
}

/// Returns the `x-ms-client-name` of a schema.
pub(super) fn client_name(schema: &Schema) -> Option<String> {
    schema
        .schema_data
        .extensions
        .get("x-ms-client-name")
        .and_then(|it| it.as_str())
        .map(str::to_owned)
}
