//! Models: a struct, its table of properties, and a constructor if it has required properties.

use proc_macro2::TokenStream;
use quote::quote;

use super::format::{File, block, ident};
use super::imports::Imports;
use super::{docs, facts};
use crate::analyze::{Presence, is_in_constructor};
use crate::ir::{Field, Struct, Type};
use crate::names::{NamedField, NamedType};

pub(super) fn emit<'a>(imports: &Imports<'_>, ty: NamedType<'a>, it: &'a Struct, file: &mut File) {
    let name = ident(ty.name());
    let description = docs::of(ty.docs.as_deref());
    let fields = ty.fields(it).map(|field| {
        let (docs, name, ty) = (
            docs::attributes(&field_docs(field)),
            ident(field.name),
            field_type(imports, field),
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
        &(in_xml(ty, it) + ");"),
    );
    let mut fields = ty.fields(it);
    if ty.usage.sent && fields.any(|field| is_in_constructor(&field, field.wrapper)) {
        constructor(imports, ty, it, file);
    }
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
    let default = if ty.has_mandatory(it) {
        ""
    } else {
        ": Default"
    };
    format!("{table}!({}{default}{pairs}", ty.name())
}

fn rows<'a>(ty: NamedType<'a>, it: &'a Struct) -> Vec<String> {
    let row = |(index, field): (usize, NamedField<'a>)| {
        let required = if field.is_mandatory() {
            " required"
        } else {
            ""
        };
        let nullable = if field.is_null_if_absent() {
            " nullable"
        } else {
            ""
        };
        let read_only = if field.read_only { " read_only" } else { "" };
        // The secret type needs no flag.
        let hides = *field.ty.leaf() == Type::Secret;
        let secret = if field.secret && !hides {
            " secret"
        } else {
            ""
        };
        format!(
            "{index}: {} = {:?}{required}{nullable}{read_only}{secret}",
            field.name, field.wire_name
        )
    };
    let mut rows: Vec<String> = ty.fields(it).enumerate().map(row).collect();
    rows.extend(ty.additional().map(|name| format!("..{name}")));
    rows
}

/// Returns the locations in XML, except for elements that have the name of their property.
fn in_xml(ty: NamedType<'_>, it: &Struct) -> String {
    if !ty.usage.in_xml {
        return String::new();
    }
    let moved = it
        .fields
        .iter()
        .filter(|field| field.xml != field.wire_name);
    let rows: Vec<String> = moved
        .map(|field| format!("{:?}: {:?}", field.wire_name, field.xml))
        .collect();
    block(" in xml", &rows, 0)
}

fn field_type(imports: &Imports<'_>, field: NamedField<'_>) -> TokenStream {
    let ty = imports.ty(&field.ty);
    let ty = if field.wrapper.boxed {
        quote!(Box<#ty>)
    } else {
        ty
    };
    match field.wrapper.presence {
        Presence::Mandatory => ty,
        Presence::Optional | Presence::NullIfAbsent => quote!(Option<#ty>),
        Presence::OptionalOrNull => {
            let nullable = imports.runtime("Nullable");
            quote!(Option<#nullable<#ty>>)
        }
    }
}

/// Returns the description of a property with its constraints.
fn field_docs(field: NamedField<'_>) -> Vec<String> {
    let mut paragraphs = docs::paragraphs(field.docs.as_deref());
    let facts = facts::of_field(field);
    if !facts.is_empty() {
        paragraphs.push(facts);
    }
    paragraphs
}

/// Emits `new`, which takes the required properties and leaves the others absent.
fn constructor(imports: &Imports<'_>, ty: NamedType<'_>, it: &Struct, file: &mut File) {
    let name = ident(ty.name());
    let fields = ty.fields(it);
    let needed = fields.filter(|field| is_in_constructor(field, field.wrapper));
    let needed: Vec<NamedField<'_>> = needed.collect();
    let by_name = ty.required_struct();
    let values = needed.iter().map(|field| {
        let name = ident(field.name);
        let given = match by_name {
            Some(_) => quote!(required.#name),
            None if takes_into(field) => quote!(#name.into()),
            None => quote!(#name),
        };
        match field.is_mandatory() {
            true if by_name.is_none() && !takes_into(field) => quote!(#name),
            true => quote!(#name: #given),
            false => quote!(#name: Some(#given)),
        }
    });
    let is_all = it.additional.is_none() && it.fields.len() == needed.len();
    let rest = (!is_all).then(|| quote!(..arm_runtime::empty()));
    let parameters = match by_name {
        Some(required) => {
            file.item(required_struct(imports, ty, required, &needed));
            let required = ident(required);
            quote!(required: #required)
        }
        None => parameters(imports, &needed),
    };
    file.item(quote! {
        impl #name {
            /// Creates the model from its required properties.
            pub fn new(#parameters) -> Self { Self { #(#values,)* #rest } }
        }
    });
}

fn parameters(imports: &Imports<'_>, needed: &[NamedField<'_>]) -> TokenStream {
    let parameters = needed.iter().map(|field| {
        let (name, ty) = (ident(field.name), imports.ty(&field.ty));
        if takes_into(field) {
            quote!(#name: impl Into<#ty>)
        } else {
            quote!(#name: #ty)
        }
    });
    quote!(#(#parameters),*)
}

/// The required properties by name, where a list of arguments would be too long to read.
fn required_struct(
    imports: &Imports<'_>,
    ty: NamedType<'_>,
    required: &str,
    needed: &[NamedField<'_>],
) -> TokenStream {
    let model = ty.name();
    let docs = format!(" The required properties of [`{model}`], for [`{model}::new`].");
    let required = ident(required);
    let fields = needed.iter().map(|field| {
        let property = field.name.trim_start_matches("r#");
        let docs = format!(" See [`{model}::{property}`](field@{model}::{property}).");
        let (name, ty) = (ident(field.name), imports.ty(&field.ty));
        quote! { #[doc = #docs] pub #name: #ty, }
    });
    quote! {
        #[doc = #docs]
        #[allow(missing_debug_implementations, reason = "a value may be secret")]
        pub struct #required { #(#fields)* }
    }
}

/// Returns true for text, which is accepted as any string type.
fn takes_into(field: &Field) -> bool {
    matches!(field.ty, Type::String | Type::Secret)
}
