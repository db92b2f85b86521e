//! Writes JSON values as Rust literals of the generated types. The values are without secrets.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::Context;
use super::format::{ident, tokens};
use super::imports::Imports;
use crate::analyze::{MASK, Presence};
use crate::ir::{Kind, Struct, Type, TypeId, Values};
use crate::names::NamedField;

/// Names with another meaning in the code around the literals.
const TAKEN: [&str; 13] = [
    "Arc",
    "Box",
    "Client",
    "Credential",
    "Default",
    "None",
    "Ok",
    "Option",
    "Result",
    "Some",
    "String",
    "TokenCredential",
    "TryStreamExt",
];

/// Writes literals and collects the names that they import.
pub(super) struct Literals<'a> {
    context: &'a Context<'a>,
    imports: Imports<'a>,
    max_depth: usize,
    depth: Cell<usize>,
    models: RefCell<BTreeSet<&'a str>>,
}

impl<'a> Literals<'a> {
    pub fn new(context: &'a Context<'a>, max_depth: usize) -> Self {
        Self {
            context,
            imports: Imports::of_models(context),
            max_depth,
            depth: Cell::new(0),
            models: RefCell::default(),
        }
    }

    /// Returns the models that the literals use.
    pub fn models(&self) -> Vec<&'a str> {
        self.models.borrow().iter().copied().collect()
    }

    /// Returns the runtime names that the literals use.
    pub fn runtime(&self) -> Vec<&'static str> {
        self.imports.names()
    }

    /// Returns a type and imports its models.
    pub fn ty(&self, ty: &Type) -> TokenStream {
        if let Some((id, _)) = ty.named() {
            self.model(id);
        }
        tokens(&self.imports.ty(ty))
    }

    /// Returns an argument of an operation's function.
    pub fn argument(&self, ty: &Type, json: &Value) -> Option<TokenStream> {
        if let (Type::String, Some(text)) = (ty, json.as_str()) {
            return Some(quote!(#text));
        }
        if let Type::List(item) = ty {
            let items = json.as_array()?.iter().map(|it| self.value(item, it));
            let items: Vec<TokenStream> = items.collect::<Option<_>>()?;
            return Some(quote!(&[#(#items),*]));
        }
        let value = self.value(ty, json)?;
        Some(match self.imports.by_value(ty) {
            true => value,
            false => quote!(&#value),
        })
    }

    /// Returns a value, or `None` if it cannot be written as a literal of its type.
    pub fn value(&self, ty: &Type, json: &Value) -> Option<TokenStream> {
        Some(match ty {
            Type::String => {
                let text = json.as_str()?;
                quote!(#text.into())
            }
            Type::Secret => quote!(#MASK.into()),
            Type::Bool => {
                let value = json.as_bool()?;
                quote!(#value)
            }
            Type::Int32 => {
                let value = i32::try_from(json.as_i64()?).ok()?;
                signed(value < 0, Literal::u32_unsuffixed(value.unsigned_abs()))
            }
            Type::Int64 => {
                let value = json.as_i64()?;
                signed(value < 0, Literal::u64_unsuffixed(value.unsigned_abs()))
            }
            Type::Float => {
                let value = json.as_f64()?;
                signed(
                    value.is_sign_negative(),
                    Literal::f64_unsuffixed(value.abs()),
                )
            }
            Type::Uint64 => {
                let value = Literal::u64_unsuffixed(json.as_u64()?);
                quote!(#value)
            }
            Type::Decimal => {
                let number = json.as_f64().map(|_| json.to_string())?;
                let decimal = tokens(&self.imports.runtime("Decimal"));
                quote!(#decimal::from_text(#number))
            }
            Type::DateTime => self.text("DateTime", json)?,
            Type::DateTimeRfc1123 => self.text("DateTimeRfc1123", json)?,
            Type::Date => self.text("Date", json)?,
            Type::Time => self.text("Time", json)?,
            Type::Duration => self.text("Duration", json)?,
            Type::Base64 => self.text("Base64", json)?,
            Type::Base64Url => self.text("Base64Url", json)?,
            Type::Named(id) => self.named(*id, json)?,
            Type::List(item) => {
                let items = json.as_array()?.iter().map(|it| self.value(item, it));
                let items: Vec<TokenStream> = items.collect::<Option<_>>()?;
                quote!(vec![#(#items),*])
            }
            Type::Map(item) => {
                let entries = json.as_object()?.iter().map(|(key, json)| {
                    let value = self.value(item, json)?;
                    Some(quote!((#key, #value)))
                });
                let entries: Vec<TokenStream> = entries.collect::<Option<_>>()?;
                let map = tokens(&self.imports.runtime("Map"));
                match entries.as_slice() {
                    [] => quote!(#map::new()),
                    _ => quote!(#map::from([#(#entries),*])),
                }
            }
            Type::Nullable(_) | Type::UnixTime | Type::Bytes | Type::File | Type::Json => {
                return None;
            }
        })
    }

    fn text(&self, name: &'static str, json: &Value) -> Option<TokenStream> {
        let text = json.as_str()?;
        let name = tokens(&self.imports.runtime(name));
        Some(quote!(#name::from_text(#text)))
    }

    /// Returns the name of a model and imports it.
    fn model(&self, id: TypeId) -> Option<TokenStream> {
        let name = self.context.ir.type_def(id).name();
        if TAKEN.contains(&name) {
            return None;
        }
        self.models.borrow_mut().insert(name);
        let name = ident(name);
        Some(quote!(#name))
    }

    fn named(&self, id: TypeId, json: &Value) -> Option<TokenStream> {
        let ty = self.context.ir.type_def(id);
        match &ty.def().kind {
            Kind::Struct(it) => self.object(id, it, json),
            Kind::Enum(it) => {
                let text = json.as_str().unwrap_or_default();
                let known = match &it.values {
                    Values::Text(values) => ty
                        .members(values)
                        .find(|it| it.value.eq_ignore_ascii_case(text))
                        .map(|it| it.name),
                    Values::Integer(values) => ty
                        .members(values)
                        .find(|it| Some(it.value) == json.as_i64())
                        .map(|it| it.name),
                };
                let Some(known) = known else {
                    // Enums are open: other texts are values, too.
                    let text = json.as_str()?;
                    let is_text = matches!(it.values, Values::Text(_));
                    return is_text.then(|| quote!(#text.into()));
                };
                let (name, value) = (self.model(id)?, ident(known));
                Some(quote!(#name::#value))
            }
            // The example does not name the type of its value.
            Kind::Choice(_) => None,
            Kind::Union(it) => {
                let value = json.get(&it.discriminator)?.as_str()?;
                let variant = it.variants.iter().find(|it| {
                    let mut values = it.also.iter().chain([&it.value]);
                    values.any(|it| it.eq_ignore_ascii_case(value))
                })?;
                let value = self.named(variant.ty, json)?;
                Some(quote!(#value.into()))
            }
        }
    }

    fn object(&self, id: TypeId, it: &Struct, json: &Value) -> Option<TokenStream> {
        let members = json.as_object()?;
        let depth = self.depth.get() + 1;
        self.depth.set(depth);
        let fields = self.fields(id, it, members);
        self.depth.set(depth - 1);
        let fields = fields?;
        let ty = self.context.ir.type_def(id);
        let is_all = fields.len() == it.fields.len() && it.additional.is_none();
        let name = self.model(id)?;
        if is_all {
            Some(quote!(#name { #(#fields,)* }))
        } else if ty.has_mandatory(it) {
            Some(quote!(#name { #(#fields,)* ..arm_runtime::empty() }))
        } else if fields.is_empty() {
            Some(quote!(#name::default()))
        } else {
            Some(quote!(#name { #(#fields,)* ..Default::default() }))
        }
    }

    fn fields(
        &self,
        id: TypeId,
        it: &Struct,
        members: &serde_json::Map<String, Value>,
    ) -> Option<Vec<TokenStream>> {
        let mut fields = Vec::new();
        let depth = self.depth.get();
        let ty = self.context.ir.type_def(id);
        for field in ty.fields(it).filter(|it| !it.read_only) {
            let value = members
                .get(&field.wire_name)
                .filter(|it| depth < self.max_depth || field.required || !it.is_object())
                .and_then(|json| self.field(field, json));
            match value {
                Some(value) => {
                    let name = ident(field.name);
                    fields.push(quote!(#name: #value));
                }
                None if field.is_mandatory() => return None,
                None => {}
            }
        }
        Some(fields)
    }

    fn field(&self, field: NamedField<'_>, json: &Value) -> Option<TokenStream> {
        // Secrets that are not text are left out of examples.
        if field.secret && *field.ty.leaf() != Type::Secret {
            return None;
        }
        let value = self.value(&field.ty, json)?;
        let value = if field.wrapper.boxed {
            quote!(Box::new(#value))
        } else {
            value
        };
        Some(match field.wrapper.presence {
            Presence::Mandatory => value,
            Presence::Optional | Presence::NullIfAbsent => quote!(Some(#value)),
            Presence::OptionalOrNull => {
                let nullable = tokens(&self.imports.runtime("Nullable"));
                quote!(Some(#nullable::Value(#value)))
            }
        })
    }
}

/// Returns a number with its sign, which a literal does not have.
fn signed(is_negative: bool, literal: Literal) -> TokenStream {
    match is_negative {
        true => quote!(-#literal),
        false => quote!(#literal),
    }
}
