//! The example of an operation as Rust code, for its documentation: the client, the call, and the result.
//!
//! A body is a struct literal. To keep it short, its deepest levels are left out. Examples that cannot be written in Rust
//! are not shown.

use std::cell::RefCell;
use std::collections::BTreeSet;

use arm_sensitive::without_secrets;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::Value;

use super::format::ident;
use super::literal::Literals;
use super::{Context, docs, layout};
use crate::analyze::masked;
use crate::ir::{Body, Content, Example, Operation, ResponseShape, Type};
use crate::names::{NamedGroup, NamedOperation};

/// The maximum number of lines. An import counts as one.
const MAX_LINES: usize = 24;

/// The maximal nesting of a body.
const MAX_DEPTH: usize = 4;

/// Returns the lines of the documentation with their heading, or none if no example can be shown.
pub(super) fn lines(
    context: &Context<'_>,
    group: NamedGroup<'_>,
    operation: NamedOperation<'_>,
) -> Vec<String> {
    if !context.options.usage {
        return Vec::new();
    }
    let shown = operation.examples.iter().find_map(|example| {
        (1..=MAX_DEPTH).rev().find_map(|depth| {
            let usage = Usage::new(context, example, depth);
            let lines = usage.lines(group, operation)?;
            let n_shown = length(&lines);
            (n_shown <= MAX_LINES || depth == 1).then_some((example, lines))
        })
    });
    let Some((example, code)) = shown else {
        return Vec::new();
    };
    let title = docs::inline(example.title.trim_end_matches('.'));
    let mut lines = vec![String::new(), "# Example".to_owned(), String::new()];
    lines.extend(docs::lines(&[title + ":"]));
    lines.extend([String::new(), "```no_run".to_owned()]);
    lines.extend(code);
    lines.push("```".to_owned());
    lines
}

/// Returns the number of imports and lines of code.
fn length(lines: &[String]) -> usize {
    let is_code = |it: &String| it.starts_with("async fn");
    let start = lines.iter().position(is_code).unwrap_or_default();
    let (imports, code) = lines.split_at(start);
    let imports = imports.iter().filter(|it| it.starts_with("use "));
    imports.count() + code.iter().filter(|it| !it.is_empty()).count()
}

struct Usage<'a> {
    context: &'a Context<'a>,
    example: &'a Example,
    literals: Literals<'a>,
    /// The types of optional parameters that the code uses.
    options: RefCell<BTreeSet<&'a str>>,
}

impl<'a> Usage<'a> {
    fn new(context: &'a Context<'a>, example: &'a Example, depth: usize) -> Self {
        Self {
            context,
            example,
            literals: Literals::new(context, depth),
            options: RefCell::default(),
        }
    }

    fn lines(&self, group: NamedGroup<'_>, operation: NamedOperation<'a>) -> Option<Vec<String>> {
        let client = self.client(group);
        let (body, mut arguments) = (self.body(operation)?, self.arguments(operation)?);
        if let Some(it) = operation.body() {
            let name = variable(it.name);
            arguments.push(if body.is_none() {
                quote!(None)
            } else {
                quote!(&#name)
            });
        }
        if let Some(name) = &operation.names.options {
            arguments.push(self.options(operation, name));
        }
        let name = ident(&operation.names.method);
        let call = response(operation, quote!(client.#name(#(#arguments),*)));
        let credential = match self.context.ir.client_service() {
            Some(_) => quote!(Credential),
            None => quote!(Arc<dyn TokenCredential>),
        };
        let code = quote! {
            async fn example(credential: #credential) -> arm_runtime::Result<()> {
                #client
                #body
                #call
                Ok(())
            }
        };
        let models = self.literals.models();
        if self.options.borrow().iter().any(|it| models.contains(it)) {
            // A model has the name of the options.
            return None;
        }
        let mut lines = self.imports(&operation);
        lines.push(String::new());
        lines.extend(shown(code)?);
        Some(lines)
    }

    fn client(&self, group: NamedGroup<'_>) -> TokenStream {
        let subscription = self.context.ir.ir.uses_subscription.then(|| {
            let id = self.parameter("subscriptionId").and_then(Value::as_str);
            let id = id.unwrap_or("00000000-0000-0000-0000-000000000000");
            quote!(#id,)
        });
        let accessor = group.names.accessor.as_ref().map(|it| {
            let accessor = ident(it);
            quote!(.#accessor())
        });
        let service = self.context.ir.client_service().into_iter();
        let variables = service.flat_map(|it| it.required_variables()).map(|it| {
            let value = self.parameter(&it.wire_name).and_then(Value::as_str);
            let value = without_secrets(value.unwrap_or("https://example.com"));
            quote!(#value,)
        });
        quote!(let client = Client::new(#(#variables)* #subscription credential, None)?#accessor;)
    }

    /// The crate of the module, which exports the runtime.
    fn krate(&self) -> &'a str {
        let import = self.context.options.import.as_str();
        import.split("::").next().unwrap_or(import)
    }

    fn parameter(&self, name: &str) -> Option<&'a Value> {
        self.example
            .content
            .get("parameters")?
            .get(name)
            .filter(|it| !it.is_null())
    }

    /// Returns the value of a parameter or a body, without secrets.
    fn value(&self, name: &str, ty: &Type) -> Option<Value> {
        let ir = &self.context.ir.ir;
        Some(masked(ir, Some(ty), false, self.parameter(name)?))
    }

    /// Returns the `let` of the body. The inner `None` stands for an optional body that the example omits.
    fn body(&self, operation: NamedOperation<'_>) -> Option<Option<TokenStream>> {
        let Some(declared) = &operation.body else {
            return Some(None);
        };
        let body = operation
            .body()
            .filter(|_| matches!(declared.content, Content::Json | Content::Xml))?;
        let Body { ty, required, .. } = body.item;
        let Some(json) = self.value(&body.wire_name, ty) else {
            return (!required).then_some(None);
        };
        let (name, value) = (variable(body.name), self.literals.value(ty, &json)?);
        // The literal of a model has its name.
        let ty = (!matches!(ty, Type::Named(_))).then(|| {
            let ty = self.literals.ty(ty);
            quote!(: #ty)
        });
        Some(Some(quote!(let #name #ty = #value;)))
    }

    fn arguments(&self, operation: NamedOperation<'_>) -> Option<Vec<TokenStream>> {
        let required = operation.required();
        required
            .map(|it| {
                let value = self.value(&it.wire_name, &it.ty)?;
                self.literals.argument(&it.ty, &value)
            })
            .collect()
    }

    fn options(&self, operation: NamedOperation<'a>, name: &'a str) -> TokenStream {
        let fields: Vec<TokenStream> = operation
            .optional()
            .filter_map(|it| {
                let value = self.value(&it.wire_name, &it.ty)?;
                let value = self.literals.value(&it.ty, &value)?;
                let name = ident(it.name);
                Some(quote!(#name: Some(#value)))
            })
            .collect();
        if fields.is_empty() {
            return quote!(None);
        }
        self.options.borrow_mut().insert(name);
        let name = ident(name);
        let rest =
            (fields.len() < operation.optional().count()).then(|| quote!(..Default::default()));
        quote!(Some(#name { #(#fields,)* #rest }))
    }

    fn imports(&self, operation: &Operation) -> Vec<String> {
        let import = &self.context.options.import;
        let mut names: Vec<String> = vec!["Client".to_owned()];
        names.extend(self.options.borrow().iter().map(|it| (*it).to_owned()));
        let models = self.literals.models();
        match models.as_slice() {
            [] => {}
            [one] => names.push(format!("models::{one}")),
            many => names.push(format!("models::{{{}}}", many.join(", "))),
        }
        let mut runtime = self.literals.runtime();
        let is_arm = self.context.ir.client_service().is_none();
        runtime.push(if is_arm {
            "TokenCredential"
        } else {
            "Credential"
        });
        let mut lines = Vec::new();
        if is_arm {
            lines.extend(["use std::sync::Arc;".to_owned(), String::new()]);
        }
        runtime.insert(0, "self");
        let krate = self.krate();
        lines.extend(wrapped(&format!(
            "use {krate}::arm_runtime::{};",
            listed(&runtime)
        )));
        if matches!(operation.response.shape, ResponseShape::Pages(_)) {
            lines.push("use futures::TryStreamExt;".to_owned());
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        lines.extend(wrapped(&format!("use {import}::{};", listed(&names))));
        lines
    }
}

/// Returns the name of the variable with the body, beside `client`.
fn variable(name: &str) -> Ident {
    ident(if name == "client" { "client_" } else { name })
}

/// Returns an import in the layout of other code.
fn wrapped(import: &str) -> Vec<String> {
    let mut text = String::new();
    layout::write(import, 0, &mut text);
    text.lines().map(str::to_owned).collect()
}

fn listed(names: &[&str]) -> String {
    match names {
        [one] => (*one).to_owned(),
        many => format!("{{{}}}", many.join(", ")),
    }
}

/// Returns the call and the code that prints its result.
fn response(operation: NamedOperation<'_>, call: TokenStream) -> TokenStream {
    let name = &operation.names.result;
    let print = format!("{{{}:?}}", name.trim_start_matches("r#"));
    let name = ident(name);
    match (&operation.response.shape, &operation.response.ty) {
        (ResponseShape::Pages(_), _) => quote! {
            let mut pager = #call;
            while let Some(#name) = pager.try_next().await? { println!(#print); }
        },
        (_, None) => quote!(#call.await?;),
        _ => quote! {
            let #name = #call.model().await?;
            println!(#print);
        },
    }
}

/// Returns the code as formatted lines.
fn shown(code: TokenStream) -> Option<Vec<String>> {
    let text = prettyplease::unparse(&syn::parse2(code).ok()?);
    Some(text.lines().map(str::to_owned).collect())
}
