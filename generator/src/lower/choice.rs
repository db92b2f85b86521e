//! `oneOf` and `anyOf` without a discriminator: an enum if the form of a value identifies its type, or else any JSON.
//!
//! A choice is declared before its parts, since they may contain it, and decided after all types are lowered.

mod judge;

use std::collections::BTreeMap;

use openapiv3::{ReferenceOr, Schema};

use self::judge::Judge;
use super::{Lowerer, below, keywords};
use crate::diagnostics::{Location, code};
use crate::ir::{Choice, ChoiceVariant, Enum, Form, Ir, Kind, Type, TypeId, Values};
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
        let ty = self.declare(id, definition.name.clone(), false);
        self.choices.insert(id, Type::Named(ty));
        let mut types: Vec<Type> = Vec::new();
        for (index, choice) in choices.iter().enumerate() {
            let at = below(&definition.at, &format!("{key}/{index}"));
            let part = self.choice_type(choice, &at);
            if part != Type::Named(ty) && !types.contains(&part) {
                types.push(part);
            }
        }
        let types = without_duplicates(&self.ir, types);
        self.ir.types[ty.0].kind = Kind::Choice(Choice {
            variants: types.iter().cloned().map(variant).collect(),
        });
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

    /// Sets the forms of every choice, or replaces it by its only type or by JSON.
    pub(super) fn judge_choices(&mut self) {
        let ids: Vec<TypeId> = (0..self.ir.types.len())
            .map(TypeId)
            .filter(|id| matches!(self.ir.type_def(*id).kind, Kind::Choice(_)))
            .collect();
        let mut replaced: BTreeMap<TypeId, Type> = BTreeMap::new();
        for &id in &ids {
            match variants(&self.ir, id) {
                [] => drop(replaced.insert(id, Type::Json)),
                [one] => drop(replaced.insert(id, one.ty.clone())),
                _ => {}
            }
        }
        // A choice with a variant that becomes JSON becomes JSON, too.
        loop {
            let mut changed = false;
            for &id in ids
                .iter()
                .filter(|id| !replaced.contains_key(id))
                .collect::<Vec<_>>()
            {
                let types: Vec<Type> = variants(&self.ir, id)
                    .iter()
                    .map(|it| resolved(&it.ty, &replaced))
                    .collect();
                let judged = Judge {
                    ir: &self.ir,
                    replaced: &replaced,
                }
                .forms(&types);
                match judged {
                    Ok(ordered) => {
                        self.ir.types[id.0].kind = Kind::Choice(Choice { variants: ordered })
                    }
                    Err(reason) => {
                        let at = self.ir.type_def(id).at.clone();
                        let message = format!(
                            "the choices cannot be distinguished: {reason}; any JSON is accepted"
                        );
                        self.warn(&code::UNTAGGED_CHOICE, at, message);
                        replaced.insert(id, Type::Json);
                        changed = true;
                    }
                }
            }
            if !changed {
                break;
            }
        }
        replace_everywhere(&mut self.ir, &replaced);
    }
}

fn variant(ty: Type) -> ChoiceVariant {
    ChoiceVariant {
        ty,
        form: Form::Text,
    }
}

fn variants(ir: &Ir, id: TypeId) -> &[ChoiceVariant] {
    match &ir.type_def(id).kind {
        Kind::Choice(it) => &it.variants,
        _ => &[],
    }
}

/// Returns the types without those covered by another one: formatted text by text, and integers by numbers.
fn without_duplicates(ir: &Ir, types: Vec<Type>) -> Vec<Type> {
    let text_enum = |ty: &Type| match ty {
        Type::Named(id) => matches!(
            &ir.type_def(*id).kind,
            Kind::Enum(Enum {
                values: Values::Text(_),
                ..
            })
        ),
        _ => false,
    };
    let integer = |ty: &Type| match ty {
        Type::Named(id) => matches!(
            &ir.type_def(*id).kind,
            Kind::Enum(Enum {
                values: Values::Integer(_),
                ..
            })
        ),
        _ => matches!(
            ty,
            Type::Int32 | Type::Int64 | Type::Uint64 | Type::UnixTime
        ),
    };
    let is_text = |ty: &Type| is_text(ty) || text_enum(ty);
    let texts: Vec<&Type> = types.iter().filter(|it| is_text(it)).collect();
    let text = match texts.as_slice() {
        [one] => Some((*one).clone()),
        [Type::String, other] | [other, Type::String] if text_enum(other) => Some((*other).clone()),
        [] => None,
        _ => Some(Type::String),
    };
    let integers: Vec<&Type> = types.iter().filter(|it| integer(it)).collect();
    let number = match integers.as_slice() {
        _ if types.contains(&Type::Decimal) => Some(Type::Decimal),
        _ if types.contains(&Type::Float) => Some(Type::Float),
        [one] => Some((*one).clone()),
        [] => None,
        _ => Some(Type::Int64),
    };
    let (mut text, mut number) = (text, number);
    let mut kept = Vec::new();
    for ty in &types {
        if is_text(ty) {
            kept.extend(text.take());
        } else if integer(ty) || matches!(ty, Type::Float | Type::Decimal) {
            kept.extend(number.take());
        } else {
            kept.push(ty.clone());
        }
    }
    kept
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

fn replace_everywhere(ir: &mut Ir, replaced: &BTreeMap<TypeId, Type>) {
    if replaced.is_empty() {
        return;
    }
    ir.each_type_mut(&mut |ty| *ty = resolved(ty, replaced));
}
