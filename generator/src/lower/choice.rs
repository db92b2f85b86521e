//! `oneOf` and `anyOf` without a discriminator: an enum if the form of a value identifies its type, or else any JSON.
//!
//! A choice is declared before its parts, since they may contain it, and decided after all types are lowered.

mod judge;

use std::collections::BTreeMap;

use openapiv3::{ReferenceOr, Schema};

use self::judge::Judge;
use super::declared::Parts;
use super::{Lowerer, below, keywords};
use crate::diagnostics::{Location, code};
use crate::ir::{Choice, ChoiceVariant, Kind, Type, TypeId, Variant};
use crate::resolve::SchemaId;

impl<'a> Lowerer<'a> {
    /// Returns the type of a definition that is a choice: its only type, or an enum.
    pub(super) fn choice_of(
        &mut self,
        id: SchemaId,
        key: &str,
        choices: &'a [ReferenceOr<Schema>],
    ) -> Type {
        if let Some(ty) = self.choices.get(&id) {
            return ty.clone();
        }
        let definition = self.definition(id);
        let ty = self.declare(id, definition.name.clone(), Parts::Choice(Vec::new()));
        self.choices.insert(id, Type::Named(ty));
        let mut types: Vec<Type> = Vec::new();
        for (index, choice) in choices.iter().enumerate() {
            let at = below(&definition.at, &format!("{key}/{index}"));
            let part = self.choice_type(choice, &at);
            if part == Type::Named(ty) {
                let message = format!("`{key}` names the definition itself, which has no effect");
                self.warn(&code::CIRCULAR_REFERENCE, at, message);
            } else if !types.contains(&part) {
                types.push(part);
            }
        }
        let types = self.without_duplicates(types);
        self.types[ty.0].parts = Parts::Choice(types.clone());
        if let [one] = types.as_slice() {
            self.choices.insert(id, one.clone());
            return one.clone();
        }
        Type::Named(ty)
    }

    /// Returns the type of a variant. An object without declared properties is a map, which differs from other types.
    fn choice_type(&mut self, choice: &'a ReferenceOr<Schema>, at: &Location) -> Type {
        let any = self.schema_of(choice.into()).and_then(keywords);
        let is_object = any.is_some_and(|it| it.typ.as_deref() == Some("object"));
        match self.type_of_part(choice, at) {
            Type::Json if is_object => Type::Map(Box::new(Type::Json)),
            ty => ty,
        }
    }

    /// Decides every choice: it has a form for each of its types, or is replaced by its only type or by JSON.
    pub(super) fn decide_choices(&mut self) {
        let mut replaced: BTreeMap<TypeId, Type> = BTreeMap::new();
        let mut open: BTreeMap<TypeId, Vec<Type>> = BTreeMap::new();
        for (index, declared) in self.types.iter().enumerate() {
            let id = TypeId(index);
            match &declared.parts {
                Parts::Choice(types) => match types.as_slice() {
                    [] => drop(replaced.insert(id, Type::Json)),
                    [one] => drop(replaced.insert(id, one.clone())),
                    _ => drop(open.insert(id, types.clone())),
                },
                Parts::Struct(_) | Parts::Union(_) | Parts::Known(_) => {}
            }
        }
        // A choice with a variant that becomes JSON becomes JSON, too.
        let decided = loop {
            let (decided, unclear) = self.judge(&open, &replaced);
            if unclear.is_empty() {
                break decided;
            }
            for (id, reason) in unclear {
                let at = self.types[id.0].at.clone();
                let message =
                    format!("the choices cannot be distinguished: {reason}; any JSON is accepted");
                self.warn(&code::UNTAGGED_CHOICE, at, message);
                replaced.insert(id, Type::Json);
                open.remove(&id);
            }
        };
        for (id, variants) in decided {
            self.types[id.0].parts = Parts::Known(Kind::Choice(Choice { variants }));
        }
        self.define_types(&replaced);
    }

    /// Returns the variants of the choices whose types can be distinguished, and the reasons why others cannot.
    fn judge(
        &self,
        open: &BTreeMap<TypeId, Vec<Type>>,
        replaced: &BTreeMap<TypeId, Type>,
    ) -> (Decided, Vec<(TypeId, String)>) {
        let types = &self.types;
        let (mut decided, mut unclear) = (Decided::new(), Vec::new());
        for (&id, choices) in open {
            let choices: Vec<Type> = choices.iter().map(|it| resolved(it, replaced)).collect();
            match (Judge { types, replaced }).forms(&choices) {
                Ok(variants) => drop(decided.insert(id, variants)),
                Err(reason) => unclear.push((id, reason)),
            }
        }
        (decided, unclear)
    }

    /// Moves the finished types to the IR, without the choices that were replaced.
    fn define_types(&mut self, replaced: &BTreeMap<TypeId, Type>) {
        let mut kept = BTreeMap::new();
        for (index, declared) in std::mem::take(&mut self.types).into_iter().enumerate() {
            if let Some(def) = declared.finished() {
                kept.insert(TypeId(index), TypeId(self.ir.types.len()));
                self.ir.types.push(def);
            }
        }
        for def in &mut self.ir.types {
            if let Kind::Union(it) = &mut def.kind {
                let target = |id| match resolved(&Type::Named(id), replaced) {
                    Type::Named(id) => kept.get(&id).copied(),
                    // The variant has no properties: it is read as an unknown subtype.
                    _ => None,
                };
                let variants = std::mem::take(&mut it.variants).into_iter();
                let variants = variants.filter_map(|it| {
                    Some(Variant {
                        ty: target(it.ty)?,
                        ..it
                    })
                });
                it.variants = variants.collect();
            }
        }
        self.ir.each_type_mut(&mut |ty| {
            *ty = resolved(ty, replaced);
            renumber(ty, &kept);
        });
    }

    /// Returns the types without those covered by another one: formatted text by text, and integers by numbers.
    fn without_duplicates(&self, types: Vec<Type>) -> Vec<Type> {
        let is_text = |ty: &Type| is_text(ty) || self.is_text_enum(ty);
        let is_integer = |ty: &Type| is_integer(ty) || self.is_integer_enum(ty);
        let texts: Vec<&Type> = types.iter().filter(|it| is_text(it)).collect();
        let mut text = match texts.as_slice() {
            [one] => Some((*one).clone()),
            [Type::String, other] | [other, Type::String] if self.is_text_enum(other) => {
                Some((*other).clone())
            }
            [] => None,
            _ => Some(Type::String),
        };
        let integers: Vec<&Type> = types.iter().filter(|it| is_integer(it)).collect();
        let mut number = match integers.as_slice() {
            _ if types.contains(&Type::Decimal) => Some(Type::Decimal),
            _ if types.contains(&Type::Float) => Some(Type::Float),
            [one] => Some((*one).clone()),
            [] => None,
            _ => Some(Type::Int64),
        };
        let mut kept = Vec::new();
        for ty in &types {
            if is_text(ty) {
                kept.extend(text.take());
            } else if is_integer(ty) || matches!(ty, Type::Float | Type::Decimal) {
                kept.extend(number.take());
            } else {
                kept.push(ty.clone());
            }
        }
        kept
    }
}

/// The variants of choices, in the order in which they are tried.
type Decided = BTreeMap<TypeId, Vec<ChoiceVariant>>;

fn is_integer(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Int32 | Type::Int64 | Type::Uint64 | Type::UnixTime
    )
}

fn is_text(ty: &Type) -> bool {
    matches!(
        ty,
        Type::String
            | Type::Secret
            | Type::DateTime
            | Type::DateTimeRfc1123
            | Type::Date
            | Type::Time
            | Type::Duration
            | Type::Base64
            | Type::Base64Url
            | Type::Bytes
    )
}

/// Returns the type with its choices resolved to their replacements.
fn resolved(ty: &Type, replaced: &BTreeMap<TypeId, Type>) -> Type {
    resolve(ty, replaced, &mut Vec::new())
}

fn resolve(ty: &Type, replaced: &BTreeMap<TypeId, Type>, path: &mut Vec<TypeId>) -> Type {
    match ty {
        Type::Named(id) => {
            let Some(other) = replaced.get(id) else {
                return ty.clone();
            };
            // A list that contains only itself has no type.
            if path.contains(id) {
                return Type::Json;
            }
            path.push(*id);
            let ty = resolve(other, replaced, path);
            path.pop();
            ty
        }
        Type::List(item) => Type::List(Box::new(resolve(item, replaced, path))),
        Type::Map(item) => Type::Map(Box::new(resolve(item, replaced, path))),
        Type::Nullable(item) => match resolve(item, replaced, path) {
            Type::Json => Type::Json,
            item => Type::Nullable(Box::new(item)),
        },
        ty => ty.clone(),
    }
}

fn renumber(ty: &mut Type, kept: &BTreeMap<TypeId, TypeId>) {
    if let Type::Named(id) = ty.leaf_mut()
        && let Some(new) = kept.get(id)
    {
        *id = *new;
    }
}
