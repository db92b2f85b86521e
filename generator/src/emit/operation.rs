//! Functions of operations: by the parameters of the path, and by resource ID.

use proc_macro2::TokenStream;
use quote::quote;

use super::format::{File, ident};
use super::imports::Imports;
use super::{Context, docs, facts, operation_docs, usage};
use crate::analyze::is_opaque;
use crate::ir::{Body, Content, Items, Operation, ParameterLocation, ResponseShape, Type};
use crate::names::{NamedGroup, NamedOperation, NamedParameter};

/// Emits the functions of one operation for the `impl` of the client.
pub(super) fn functions(
    context: &Context<'_>,
    imports: &Imports<'_>,
    group: NamedGroup<'_>,
    operation: NamedOperation<'_>,
) -> TokenStream {
    let by_parts = by_parts(context, imports, group, operation);
    let name = operation.names.by_id.as_deref();
    let by_id = name.map(|name| by_id(imports, operation, name));
    quote! { #by_parts #by_id }
}

fn by_parts(
    context: &Context<'_>,
    imports: &Imports<'_>,
    group: NamedGroup<'_>,
    operation: NamedOperation<'_>,
) -> TokenStream {
    let (name, constant) = (
        ident(&operation.names.method),
        ident(&operation.names.constant),
    );
    let docs = docs::attributes(&operation_docs::paragraphs(context, operation));
    let usage = docs::raw(&usage::lines(context, group, operation));
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    let passed: Vec<NamedParameter<'_>> = operation.passed().collect();
    let inputs = inputs(imports, operation, &passed);
    let many = many(inputs.len());
    let arguments = arguments(imports, &passed);
    let options = options_line(operation);
    let body = body_call(operation);
    let output = output(imports, &operation);
    let prepared = quote!(self.arm.prepare(&#constant, &[#(#arguments),*]) #body);
    let convert = convert(imports, &operation, prepared);
    quote! {
        #docs
        #usage
        #deprecated
        #many
        pub fn #name(&self, #(#inputs),*) -> #output {
            #options
            #convert
        }
    }
}

fn by_id(imports: &Imports<'_>, operation: NamedOperation<'_>, name: &str) -> TokenStream {
    let (name, constant) = (ident(name), ident(&operation.names.constant));
    let docs = format!(
        " Like [`{0}`](Self::{0}), but addressed by resource ID.",
        operation.names.method.trim_start_matches("r#")
    );
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    let passed: Vec<NamedParameter<'_>> = operation
        .passed()
        .filter(|it| it.location != ParameterLocation::Path)
        .collect();
    let inputs = inputs(imports, operation, &passed);
    let many = many(inputs.len() + 1);
    let arguments = arguments(imports, &passed);
    let options = options_line(operation);
    let body = body_call(operation);
    let output = output(imports, &operation);
    let resource_id = imports.runtime("ResourceId");
    let prepared = quote!(self.arm.prepare_by_id(&#constant, id, &[#(#arguments),*]) #body);
    let convert = convert(imports, &operation, prepared);
    quote! {
        #[doc = #docs]
        #deprecated
        #many
        pub fn #name(&self, id: &#resource_id, #(#inputs),*) -> #output {
            #options
            #convert
        }
    }
}

/// Converts a prepared request to the result of the function.
fn convert(imports: &Imports<'_>, operation: &Operation, prepared: TokenStream) -> TokenStream {
    match &operation.response.shape {
        ResponseShape::Pages(it) if it.items == Items::Page => {
            let pager = imports.runtime("Pager");
            quote!(#pager::of_xml(#prepared))
        }
        ResponseShape::Pages(_)
        | ResponseShape::Call
        | ResponseShape::Exists
        | ResponseShape::LongRunning(_) => quote!(#prepared.into()),
    }
}

fn inputs(
    imports: &Imports<'_>,
    operation: NamedOperation<'_>,
    passed: &[NamedParameter<'_>],
) -> Vec<TokenStream> {
    let required = passed.iter().filter(|it| it.required);
    let mut inputs: Vec<TokenStream> = required
        .map(|it| {
            let (name, ty) = (ident(it.name), imports.argument(&it.ty));
            quote!(#name: #ty)
        })
        .collect();
    if let Some(body) = operation.body() {
        let (name, ty) = (ident(body.name), body_type(imports, &body));
        let into_body = imports.runtime("IntoBody");
        inputs.push(quote!(#name: impl #into_body<#ty>));
    }
    if let Some(name) = &operation.names.options {
        let name = ident(name);
        inputs.push(quote!(options: Option<#name>));
    }
    inputs
}

fn body_type(imports: &Imports<'_>, body: &Body) -> TokenStream {
    let ty = match body.content {
        Content::Text => imports.runtime("Text"),
        Content::Bytes => imports.runtime("Bytes"),
        Content::Json | Content::Xml | Content::Form => imports.ty(&body.ty),
    };
    if body.required {
        ty
    } else {
        quote!(Option<#ty>)
    }
}

fn arguments(imports: &Imports<'_>, passed: &[NamedParameter<'_>]) -> Vec<TokenStream> {
    passed
        .iter()
        .map(|it| {
            let name = ident(it.name);
            match (it.required, it.structured) {
                (true, false) if it.ty == Type::File => {
                    let file = imports.ty(&it.ty);
                    quote!(&Into::<#file>::into(#name))
                }
                (true, false) => quote!(&#name),
                (false, false) => quote!(&options.#name),
                (true, true) if imports.by_value(&it.ty) => {
                    let wrapper = imports.runtime("AsJson");
                    quote!(&#wrapper(&#name))
                }
                (true, true) => {
                    let wrapper = imports.runtime("AsJson");
                    quote!(&#wrapper(#name))
                }
                (false, true) => {
                    let wrapper = imports.runtime("AsJson");
                    quote!(&#wrapper(&options.#name))
                }
            }
        })
        .collect()
}

fn options_line(operation: NamedOperation<'_>) -> Option<TokenStream> {
    operation
        .has_options()
        .then(|| quote!(let options = options.unwrap_or_default();))
}

fn body_call(operation: NamedOperation<'_>) -> Option<TokenStream> {
    let name = ident(operation.body()?.name);
    Some(quote!(.body(#name)))
}

fn output(imports: &Imports<'_>, operation: &Operation) -> TokenStream {
    let ty = imports.response(&operation.response);
    let kind = imports.runtime(match operation.response.shape {
        ResponseShape::Call | ResponseShape::Exists => "Call",
        ResponseShape::Pages(_) => "Pager",
        ResponseShape::LongRunning(_) => "Poller",
    });
    if operation.response.shape == ResponseShape::Call && operation.response.content == Content::Xml
    {
        let format = imports.runtime("Xml");
        return quote!(#kind<#ty, #format>);
    }
    quote!(#kind<#ty>)
}

fn many(n_inputs: usize) -> Option<TokenStream> {
    // The receiver counts as an argument.
    (n_inputs >= 7).then(|| quote!(#[allow(clippy::too_many_arguments)]))
}

/// Emits the struct of the optional parameters.
pub(super) fn options(
    imports: &Imports<'_>,
    group: NamedGroup<'_>,
    operation: NamedOperation<'_>,
    file: &mut File,
) {
    let Some(text) = &operation.names.options else {
        return;
    };
    let name = ident(text);
    let docs = format!(
        " Optional parameters of [`{0}::{1}`](super::{0}::{1}).",
        group.names.client,
        operation.names.method.trim_start_matches("r#")
    );
    let fields = operation.optional().map(|it| {
        let mut paragraphs = docs::paragraphs(it.docs.as_deref());
        paragraphs.push(facts::of_parameter(&it));
        let docs = docs::attributes(&paragraphs);
        let (name, ty) = (ident(it.name), imports.ty(&it.ty));
        quote! { #docs pub #name: Option<#ty>, }
    });
    // A derived `Debug` would show them.
    let hides = operation.optional().any(|it| is_opaque(&it.ty));
    let debug = (!hides).then(|| quote!(Debug,));
    file.item(quote! {
        #[doc = #docs]
        #[derive(Clone, #debug Default)]
        pub struct #name { #(#fields)* }
    });
    if hides {
        let shown = operation.optional().map(|it| {
            let (text, field) = (it.name, ident(it.name));
            match is_opaque(&it.ty) {
                true => quote!(.field(#text, &arm_runtime::hidden(&self.#field))),
                false => quote!(.field(#text, &self.#field)),
            }
        });
        file.item(quote! {
            impl ::std::fmt::Debug for #name {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    f.debug_struct(#text) #(#shown)* .finish()
                }
            }
        });
    }
}
