//! What tools must know of the operations, behind the feature `metadata`: statics of `arm_runtime::describe`.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::Context;
use super::docs::is_invisible;
use super::format::{File, ident};
use crate::ir::{
    Body, Content, Enum, Example, Field, Group, Ir, Kind, Operation, Parameter, Type, Values,
};

pub(super) fn emit(context: &Context<'_>) -> String {
    let ir = context.ir;
    let mut items = File::default();
    let names: Vec<_> = ir.groups.iter().map(group_name).collect();
    items.item(quote! {
        /// The operations, by group.
        pub const fn groups() -> &'static [Group] {
            const { &[#(#names),*] }
        }
    });
    for group in &ir.groups {
        items.item(group_table(ir, group));
    }
    let items = items.finish();
    let mut file = File::new(&["Metadata of the operations, for tools.".to_owned()]);
    file.line("");
    file.tight(imports(&items));
    file.finish() + &items + &parameters(ir)
}

/// The types of `describe` that the items name.
fn imports(items: &str) -> TokenStream {
    const TYPES: [&str; 7] = [
        "Body", "Entry", "Example", "Group", "Kind", "Property", "Response",
    ];
    let names =
        |it: &&str| items.contains(&format!("{it} {{")) || items.contains(&format!("{it}::"));
    let used = TYPES.into_iter().filter(names).map(ident);
    quote! { use arm_runtime::describe::{#(#used),*}; }
}

/// The parameters, in a module of their own: one may be called like a group.
fn parameters(ir: &Ir) -> String {
    if ir.parameters.is_empty() {
        return String::new();
    }
    let parameters = ir.parameters.iter().map(|it| {
        let (name, property) = (ident(&it.constant_name), parameter(ir, it));
        quote!(pub(super) const #name: Property = #property;)
    });
    let parameters: TokenStream = parameters.collect();
    let kind = parameters
        .to_string()
        .contains("Kind ::")
        .then(|| quote!(Kind,));
    let mut items = File::default();
    items.item(quote! {
        mod fields {
            use arm_runtime::describe::{#kind Property};
            #parameters
        }
    });
    items.finish()
}

fn group_name(group: &Group) -> proc_macro2::Ident {
    ident(&group.module.to_uppercase())
}

fn group_table(ir: &Ir, group: &Group) -> TokenStream {
    let (constant, name, module) = (group_name(group), &group.spec_name, &group.module);
    let entries = group.operations.iter().map(|it| entry(ir, group, it));
    quote! {
        const #constant: Group = Group { name: #name, module: #module, operations: &[#(#entries),*] };
    }
}

fn entry(ir: &Ir, group: &Group, operation: &Operation) -> TokenStream {
    let (module, constant) = (ident(&group.module), ident(&operation.constant));
    let (name, docs) = (&operation.spec_name, plain(&operation.docs));
    let function = operation.name.trim_start_matches("r#");
    let (deprecated, by_id) = (operation.deprecated, operation.by_id);
    let parameters = operation.parameters.iter().map(|it| shared(ir, it));
    let body = option(
        operation
            .body
            .as_ref()
            .filter(|it| it.content != Content::Form)
            .map(|it| body(ir, it)),
    );
    let response = response(ir, operation);
    let example = option(operation.examples.first().map(|it| example(operation, it)));
    quote! {
        Entry {
            operation: &super::#module::#constant,
            name: #name,
            function: #function,
            docs: #docs,
            deprecated: #deprecated,
            by_id: #by_id,
            parameters: &[#(#parameters),*],
            body: #body,
            response: #response,
            example: #example,
        }
    }
}

fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}

/// The parameter by its constant, if that says the same.
fn shared(ir: &Ir, it: &Parameter) -> TokenStream {
    let constant = ir
        .parameters
        .iter()
        .find(|other| other.constant_name == it.constant_name);
    match constant {
        Some(other) if other.docs == it.docs && other.ty == it.ty => {
            let name = ident(&it.constant_name);
            quote!(fields::#name)
        }
        _ => parameter(ir, it),
    }
}

fn parameter(ir: &Ir, it: &Parameter) -> TokenStream {
    property(
        ir,
        &it.wire_name,
        &it.docs,
        &it.ty,
        &Flags {
            required: it.required,
            ..Flags::default()
        },
    )
}

fn field(ir: &Ir, it: &Field) -> TokenStream {
    let flags = Flags {
        required: it.required,
        read_only: it.read_only,
        default: it.default.as_deref(),
    };
    property(ir, &it.wire_name, &it.docs, &it.ty, &flags)
}

#[derive(Default)]
struct Flags<'a> {
    required: bool,
    read_only: bool,
    default: Option<&'a str>,
}

fn property(ir: &Ir, name: &str, docs: &str, ty: &Type, flags: &Flags<'_>) -> TokenStream {
    let docs = plain(docs);
    let docs = (!docs.is_empty()).then(|| quote!(docs: #docs,));
    let kind = kind(ir, ty);
    let kind = (kind != "Text").then(|| {
        let kind = ident(kind);
        quote!(kind: Kind::#kind,)
    });
    let values = values(ir, ty);
    let values = (!values.is_empty()).then(|| quote!(values: &[#(#values),*],));
    let required = flags.required.then(|| quote!(required: true,));
    let read_only = flags.read_only.then(|| quote!(read_only: true,));
    let default = flags.default.map(|it| quote!(default: Some(#it),));
    quote!(Property { name: #name, #docs #kind #values #required #read_only #default ..Property::DEFAULT })
}

fn kind(ir: &Ir, ty: &Type) -> &'static str {
    match ty {
        Type::Secret => "Secret",
        Type::Bool => "Bool",
        Type::Int32 | Type::Int64 | Type::UnixTime => "Integer",
        Type::Float => "Number",
        Type::Bytes => "Bytes",
        Type::Json => "Any",
        Type::List(_) => "List",
        Type::Map(_) => "Map",
        Type::Nullable(item) => kind(ir, item),
        Type::Named(id) => match &ir.type_def(*id).kind {
            Kind::Struct(_) | Kind::Union(_) => "Object",
            Kind::Enum(Enum {
                values: Values::Integer(_),
                ..
            }) => "Integer",
            Kind::Enum(_) => "Text",
        },
        _ => "Text",
    }
}

/// The values of an enum, or of the enum that a list consists of.
fn values(ir: &Ir, ty: &Type) -> Vec<String> {
    match ty {
        Type::List(item) | Type::Nullable(item) => values(ir, item),
        Type::Named(id) => match &ir.type_def(*id).kind {
            Kind::Enum(Enum {
                values: Values::Text(values),
                ..
            }) => values.iter().map(|it| it.value.clone()).collect(),
            Kind::Enum(Enum {
                values: Values::Integer(values),
                ..
            }) => values.iter().map(|it| it.value.to_string()).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn body(ir: &Ir, body: &Body) -> TokenStream {
    let docs = plain(&body.docs);
    let docs = (!docs.is_empty()).then(|| quote!(docs: #docs,));
    let ty = shown(&body.ty, body.content);
    let kind = kind_field(ir, ty, "kind", |it| it);
    let properties = fields(ir, ty).map(|it| field(ir, it));
    let secrets = secrets(ir, ty);
    quote!(Body { #docs #kind properties: &[#(#properties),*], #secrets ..Body::DEFAULT })
}

fn response(ir: &Ir, operation: &Operation) -> TokenStream {
    let headers: std::collections::BTreeSet<&str> = operation
        .success
        .iter()
        .flat_map(|it| &it.headers)
        .map(|it| it.name.as_str())
        .collect();
    let headers = (!headers.is_empty()).then(|| {
        let headers = headers.iter();
        quote!(headers: &[#(#headers),*],)
    });
    let content = operation.response.content;
    let Some(ty) = operation.response.ty.as_ref().map(|ty| shown(ty, content)) else {
        return match headers {
            Some(headers) => quote!(Response { #headers ..Response::NONE }),
            None => quote!(Response::NONE),
        };
    };
    let kind = match operation.response.secret && *ty != Type::Bytes {
        true => Some(quote!(kind: Some(Kind::Secret),)),
        false => kind_field(ir, ty, "kind", |it| quote!(Some(#it))),
    };
    let names: Vec<&str> = fields(ir, ty).map(|it| it.wire_name.as_str()).collect();
    let properties = (!names.is_empty()).then(|| quote!(properties: &[#(#names),*],));
    let secrets = secrets(ir, ty);
    quote!(Response { #kind #properties #secrets #headers ..Response::DEFAULT })
}

/// The type for tools. They know the properties of JSON only, and take and show XML as it is.
fn shown(ty: &Type, content: Content) -> &Type {
    match content {
        Content::Xml => &Type::Bytes,
        _ => ty,
    }
}

/// `kind: ..,` unless the type is an object, which is the default.
fn kind_field(
    ir: &Ir,
    ty: &Type,
    name: &str,
    wrap: impl Fn(TokenStream) -> TokenStream,
) -> Option<TokenStream> {
    let kind = kind(ir, ty);
    (kind != "Object").then(|| {
        let (name, kind) = (ident(name), ident(kind));
        let value = wrap(quote!(Kind::#kind));
        quote!(#name: #value,)
    })
}

/// The properties of a struct.
fn fields<'a>(ir: &'a Ir, ty: &Type) -> impl Iterator<Item = &'a Field> {
    let fields = match ty {
        Type::Named(id) => match &ir.type_def(*id).kind {
            Kind::Struct(it) => it.fields.as_slice(),
            _ => &[],
        },
        _ => &[],
    };
    fields.iter()
}

fn secrets(ir: &Ir, ty: &Type) -> Option<TokenStream> {
    let names = super::secrets::names(ir, ty);
    (!names.is_empty()).then(|| quote!(secrets: &[#(#names),*],))
}

/// The parameters of the operation that the example names; the rest is the body.
fn example(operation: &Operation, example: &Example) -> TokenStream {
    let title = plain(&example.title);
    let given = example.content.get("parameters").and_then(Value::as_object);
    let given: Vec<(&String, &Value)> = given.into_iter().flatten().collect();
    let is = |name: &str, other: &str| name.eq_ignore_ascii_case(other);
    let parameter = |name: &str| {
        operation
            .parameters
            .iter()
            .find(|it| is(name, &it.wire_name))
    };
    let of_client =
        |name: &str| is(name, "subscriptionId") || is(name, &operation.api_version_as.0);
    let parameters = given.iter().filter_map(|(name, value)| {
        let wire_name = match parameter(name) {
            Some(parameter) if parameter.constant.is_none() => parameter.wire_name.as_str(),
            None if is(name, "subscriptionId") => "subscriptionId",
            _ => return None,
        };
        let value = value.to_string();
        Some(quote!((#wire_name, #value)))
    });
    let mut rest = given
        .iter()
        .filter(|(name, _)| parameter(name).is_none() && !of_client(name));
    let body = operation.body.as_ref().and_then(|body| {
        let named = given.iter().find(|(name, _)| is(name, &body.client_name));
        let value = named.or_else(|| rest.next())?.1.to_string();
        Some(quote!(#value))
    });
    let body = option(body);
    quote!(Example { title: #title, parameters: &[#(#parameters),*], body: #body })
}

/// A description as one line of plain text, without what a terminal would obey.
fn plain(text: &str) -> String {
    let words = text
        .split_whitespace()
        .map(|word| word.replace(is_invisible, ""));
    words
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
