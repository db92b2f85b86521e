//! Types between their declaration and the end of the stage.

use super::{Lowerer, docs};
use crate::diagnostics::Location;
use crate::ir::{Enum, Kind, Type, TypeDef, TypeId, Values};
use crate::resolve::SchemaId;

/// A named type that has its id.
pub(super) struct Declared {
    pub spec_name: String,
    pub at: Location,
    pub parts: Parts,
    long_name: String,
    is_definition: bool,
    of_input: bool,
    docs: Option<String>,
}

/// The parts of a declared type.
pub(super) enum Parts {
    /// The properties of this definition, which are not lowered yet.
    Struct(SchemaId),
    /// The subtypes of this definition, which are not lowered yet.
    Union(SchemaId),
    /// Types that are not distinguished yet.
    Choice(Vec<Type>),
    /// All parts.
    Known(Kind),
}

impl Declared {
    /// Returns the finished type; `None` for a choice that was replaced.
    pub(super) fn finished(self) -> Option<TypeDef> {
        let Parts::Known(kind) = self.parts else {
            return None;
        };
        Some(TypeDef {
            spec_name: self.spec_name,
            long_name: self.long_name,
            is_definition: self.is_definition,
            of_input: self.of_input,
            at: self.at,
            docs: self.docs,
            kind,
        })
    }

    /// Returns the values, if the type is an enum.
    pub(super) fn as_enum(&self) -> Option<&Enum> {
        match &self.parts {
            Parts::Known(Kind::Enum(it)) => Some(it),
            _ => None,
        }
    }
}

impl Lowerer<'_> {
    /// Adds the type of a definition. A definition with subtypes becomes a union with its name and, if it is a subtype
    /// itself, also a struct.
    pub(super) fn declare(&mut self, id: SchemaId, spec_name: String, parts: Parts) -> TypeId {
        let definition = self.definition(id);
        let is_beside_union = matches!(parts, Parts::Struct(_)) && self.has_subtypes(id);
        let stem = || definition.at.file.file_stem().unwrap_or_default();
        let long_name = match &definition.inline {
            Some(long_name) => long_name.clone(),
            None if is_beside_union => format!("{} base", definition.name),
            None => format!("{} {}", stem().to_string_lossy(), definition.name),
        };
        let ty = TypeId(self.types.len());
        if matches!(parts, Parts::Struct(_) | Parts::Union(_)) {
            self.pending.push(ty);
        }
        self.types.push(Declared {
            spec_name,
            at: definition.at.clone(),
            parts,
            long_name,
            is_definition: definition.inline.is_none(),
            of_input: definition.of_input,
            docs: docs(&definition.schema),
        });
        ty
    }

    /// Lowers the parts of all types, and of the types that these declare.
    pub(super) fn finish_types(&mut self) {
        while let Some(ty) = self.pending.pop() {
            self.finish(ty);
        }
    }

    fn finish(&mut self, ty: TypeId) {
        let kind = match self.types[ty.0].parts {
            Parts::Struct(id) => Kind::Struct(self.definition_struct(id)),
            Parts::Union(id) => Kind::Union(self.union(id)),
            Parts::Choice(_) | Parts::Known(_) => return,
        };
        self.types[ty.0].parts = Parts::Known(kind);
    }

    /// Returns the kind of a type, and lowers its parts before if necessary; `None` for a choice.
    pub(super) fn kind(&mut self, ty: TypeId) -> Option<&Kind> {
        self.finish(ty);
        match &self.types[ty.0].parts {
            Parts::Known(kind) => Some(kind),
            Parts::Struct(_) | Parts::Union(_) | Parts::Choice(_) => None,
        }
    }

    /// Returns the values of a type, if it is an enum.
    pub(super) fn as_enum(&self, ty: &Type) -> Option<&Enum> {
        match ty {
            Type::Named(id) => self.types[id.0].as_enum(),
            _ => None,
        }
    }

    /// Returns `true` for an enum of texts.
    pub(super) fn is_text_enum(&self, ty: &Type) -> bool {
        let values = self.as_enum(ty).map(|it| &it.values);
        matches!(values, Some(Values::Text(_)))
    }

    /// Returns `true` for an enum of integers.
    pub(super) fn is_integer_enum(&self, ty: &Type) -> bool {
        let values = self.as_enum(ty).map(|it| &it.values);
        matches!(values, Some(Values::Integer(_)))
    }
}
