//! Types as tokens.

use std::cell::RefCell;
use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::format::{File, ident};
use crate::ir::{Content, Kind, Response, ResponseShape, Type, TypeId};

/// The runtime's types that the output uses by their bare names, unless a model has the name.
pub(super) const RUNTIME_TYPES: [&str; 15] = [
    "Base64",
    "Base64Url",
    "BTreeMap",
    "Bytes",
    "Date",
    "DateTime",
    "DateTimeRfc1123",
    "Duration",
    "JsonMap",
    "JsonValue",
    "Nullable",
    "Secret",
    "Time",
    "UnixTime",
    "Xml",
];

/// How one file writes types, and which names it has to import for that.
pub(super) struct Paths<'a> {
    context: &'a Context<'a>,
    /// What stands before a model's name in this file.
    models: TokenStream,
    used: RefCell<BTreeSet<&'static str>>,
}

impl<'a> Paths<'a> {
    pub fn new(context: &'a Context<'a>, models: TokenStream) -> Self {
        Self {
            context,
            models,
            used: RefCell::default(),
        }
    }

    /// The type of a field, an item or a parameter's value.
    pub fn ty(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::String => quote!(String),
            Type::Bool => quote!(bool),
            Type::Int32 => quote!(i32),
            Type::Int64 => quote!(i64),
            Type::Float => quote!(f64),
            Type::Named(id) => {
                let (prefix, name) = (&self.models, ident(&self.context.ir.type_def(*id).name));
                quote!(#prefix #name)
            }
            Type::List(item) => {
                let item = self.ty(item);
                quote!(Vec<#item>)
            }
            Type::Map(item) => {
                let (map, item) = (self.runtime("BTreeMap"), self.ty(item));
                quote!(#map<String, #item>)
            }
            Type::Nullable(item) => {
                let item = self.ty(item);
                quote!(Option<#item>)
            }
            scalar => self.runtime(runtime_name(scalar)),
        }
    }

    /// The type as text, for a table.
    pub fn text(&self, ty: &Type) -> String {
        self.ty(ty).to_string().replace(' ', "").replace(',', ", ")
    }

    /// What a named type is.
    pub fn kind(&self, id: TypeId) -> &Kind {
        &self.context.ir.type_def(id).kind
    }

    /// A type of the runtime, which this file imports.
    pub fn runtime(&self, name: &'static str) -> TokenStream {
        let ident = ident(name);
        if self.context.shadowed.contains(name) {
            return if name == "BTreeMap" {
                quote!(std::collections::BTreeMap)
            } else {
                quote!(arm_runtime::#ident)
            };
        }
        self.used.borrow_mut().insert(name);
        quote!(#ident)
    }

    /// Writes the `use` items for what was written so far; `more` are names of the runtime that are always used.
    pub fn import(&self, more: &[&'static str], file: &mut File) {
        let mut names = self.used.borrow().clone();
        if names.remove("BTreeMap") {
            file.item(quote!(
                use std::collections::BTreeMap;
            ));
        }
        names.extend(more);
        let mut names: Vec<&str> = names.into_iter().collect();
        names.sort_by_key(|name| (name.starts_with(|it: char| it.is_ascii_lowercase()), *name));
        if !names.is_empty() {
            let names = names.into_iter().map(ident);
            file.item(quote! { use arm_runtime::{#(#names),*}; });
        }
    }

    /// What an operation's function gives, without `Call`, `Pager` or `Poller`.
    pub fn response(&self, response: &Response) -> TokenStream {
        let ty = match (&response.ty, response.content, &response.shape) {
            (None, ..) => return quote!(()),
            (Some(_), Content::Text, ResponseShape::Call) => self.runtime("Text"),
            (Some(Type::Bytes), ..) => self.runtime("Bytes"),
            (Some(ty), ..) => self.ty(ty),
        };
        if response.optional {
            quote!(Option<#ty>)
        } else {
            ty
        }
    }

    /// Whether an argument of the type is passed by value.
    pub fn by_value(&self, ty: &Type) -> bool {
        match ty {
            Type::Bool | Type::Int32 | Type::Int64 | Type::Float => true,
            Type::Named(id) => matches!(self.context.ir.type_def(*id).kind, Kind::Enum(_)),
            _ => false,
        }
    }

    /// The type of an argument.
    pub fn argument(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::String => quote!(&str),
            _ if self.by_value(ty) => self.ty(ty),
            Type::List(item) => {
                let item = self.ty(item);
                quote!(&[#item])
            }
            _ => {
                let ty = self.ty(ty);
                quote!(&#ty)
            }
        }
    }
}

fn runtime_name(ty: &Type) -> &'static str {
    match ty {
        Type::Secret => "Secret",
        Type::DateTime => "DateTime",
        Type::DateTimeRfc1123 => "DateTimeRfc1123",
        Type::UnixTime => "UnixTime",
        Type::Date => "Date",
        Type::Time => "Time",
        Type::Duration => "Duration",
        Type::Base64 => "Base64",
        Type::Base64Url => "Base64Url",
        Type::Bytes => "Bytes",
        _ => "JsonValue",
    }
}
