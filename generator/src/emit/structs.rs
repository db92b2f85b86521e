//! Models: a struct, its table of properties, and a constructor where something must be there.

use proc_macro2::TokenStream;
use quote::quote;

use super::format::{File, block, ident};
use super::imports::Imports;
use super::{docs, facts};
use crate::analyze::is_in_constructor;
use crate::ir::{Field, Struct, Type, TypeDef};
use crate::names::{Named, NamedType};

pub(super) fn emit<'a>(imports: &Imports<'_>, ty: NamedType<'a>, it: &'a Struct, file: &mut File) {
    let name = ident(ty.name());
    let description = docs::of(&ty.docs);
    let fields = ty.fields(it).map(|field| {
        let (docs, name, ty) = (
            docs::attributes(&field_docs(&field)),
            ident(field.name),
            field_type(imports, &field),
        );
        quote! { #docs pub #name: #ty, }
    });
    let additional = it.additional.as_ref().zip(ty.additional());
    let additional = additional.map(|(ty, name)| {
        let (name, map, ty) = (ident(name), imports.runtime("BTreeMap"), imports.ty(ty));
        quote! { /// Properties that the spec does not define.
        pub #name: #map<String, #ty>, }
    });
    file.item(quote! {
        #description
        pub struct #name { #(#fields)* #additional }
    });
    let table = imports.runtime("fields");
    file.table(
        &head(&table, ty, it),
        &rows(ty, it),
        &(in_xml(&ty, it) + ");"),
    );
    if ty.sent && it.fields.iter().any(is_in_constructor) {
        constructor(imports, ty, it, file);
    }
}

fn is_strict(it: &Struct) -> bool {
    it.fields.iter().any(|field| field.mandatory)
}

fn head(table: &TokenStream, ty: NamedType<'_>, it: &Struct) -> String {
    let pairs = it.discriminators.iter();
    let pairs: Vec<String> = pairs
        .map(|(property, value)| format!("{property:?} = {value:?}"))
        .collect();
    let pairs = if pairs.is_empty() {
        String::new()
    } else {
        format!(" as {}", pairs.join(", "))
    };
    let default = if is_strict(it) { "" } else { ": Default" };
    format!("{table}!({}{default}{pairs}", ty.name())
}

fn rows<'a>(ty: NamedType<'a>, it: &'a Struct) -> Vec<String> {
    let row = |(index, field): (usize, Named<'a, Field>)| {
        let required = if field.mandatory { " required" } else { "" };
        let read_only = if field.read_only { " read_only" } else { "" };
        // A type that hides itself needs no flag.
        let hides = *field.ty.leaf() == Type::Secret;
        let secret = if field.secret && !hides {
            " secret"
        } else {
            ""
        };
        format!(
            "{index}: {} = {:?}{required}{read_only}{secret}",
            field.name, field.wire_name
        )
    };
    let mut rows: Vec<String> = ty.fields(it).enumerate().map(row).collect();
    rows.extend(ty.additional().map(|name| format!("..{name}")));
    rows
}

/// What of the properties is not the element of its wire name in XML.
fn in_xml(def: &TypeDef, it: &Struct) -> String {
    if !def.in_xml {
        return String::new();
    }
    let places = it
        .fields
        .iter()
        .filter(|field| field.xml != field.wire_name);
    let rows: Vec<String> = places
        .map(|field| format!("{:?}: {:?}", field.wire_name, field.xml))
        .collect();
    block(" in xml", &rows, 0)
}

fn field_type(imports: &Imports<'_>, field: &Field) -> TokenStream {
    let ty = imports.ty(&field.ty);
    let ty = if field.boxed { quote!(Box<#ty>) } else { ty };
    if field.mandatory {
        ty
    } else if field.three_state {
        let nullable = imports.runtime("Nullable");
        quote!(Option<#nullable<#ty>>)
    } else {
        quote!(Option<#ty>)
    }
}

/// The description of a property, and what the spec demands of it.
fn field_docs(field: &Field) -> Vec<String> {
    let mut paragraphs = docs::paragraphs(&field.docs);
    let facts = facts::of_field(field);
    if !facts.is_empty() {
        paragraphs.push(facts);
    }
    paragraphs
}

/// `new` of the required properties; the rest is absent.
fn constructor(imports: &Imports<'_>, ty: NamedType<'_>, it: &Struct, file: &mut File) {
    let name = ident(ty.name());
    let needed = ty.fields(it).filter(|field| is_in_constructor(field));
    let needed: Vec<Named<'_, Field>> = needed.collect();
    let parameters = needed.iter().map(|field| {
        let (name, ty) = (ident(field.name), imports.ty(&field.ty));
        if takes_into(field) {
            quote!(#name: impl Into<#ty>)
        } else {
            quote!(#name: #ty)
        }
    });
    let values = needed.iter().map(|field| {
        let name = ident(field.name);
        let given = if takes_into(field) {
            quote!(#name.into())
        } else {
            quote!(#name)
        };
        match field.mandatory {
            true if takes_into(field) => quote!(#name: #given),
            true => quote!(#name),
            false => quote!(#name: Some(#given)),
        }
    });
    let is_all = it.additional.is_none() && it.fields.len() == needed.len();
    let rest = (!is_all).then(|| quote!(..arm_runtime::empty()));
    let many = (needed.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    file.item(quote! {
        impl #name {
            /// Creates the model from its required properties.
            #many
            pub fn new(#(#parameters),*) -> Self { Self { #(#values,)* #rest } }
        }
    });
}

/// Texts are taken in any form.
fn takes_into(field: &Field) -> bool {
    matches!(field.ty, Type::String | Type::Secret)
}
