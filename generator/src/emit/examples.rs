//! The test of the examples: for each operation, a call of the generated function and the types of its responses. Everything
//! else is data for the runtime's module `examples`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::{Value, json};

use super::format::{File, ident, tokens};
use super::imports::Imports;
use super::{Context, Options, shown_source};
use crate::ir::{Body, Content, ListStyle, Operation, Parameter, ParameterLocation, Status, Type};
use crate::names::{NamedGroup, NamedIr, NamedOperation};

/// A test of two files.
#[derive(Clone, Debug, PartialEq)]
pub struct ExampleTest {
    /// The test. It includes the data as `examples.json`; see [`ExampleTest::with_data`] for other names.
    pub code: String,
    /// Operations and examples, as JSON.
    pub data: String,
}

/// The name of the file with the data in the code.
const DATA: &str = "examples.json";

impl ExampleTest {
    /// Returns the code for a data file with another name.
    pub fn with_data(&self, name: &str) -> String {
        self.code.replace(DATA, name)
    }
}

/// Emits the test of all examples, if there are any.
pub fn emit_example_test(ir: &NamedIr, options: &Options) -> Option<ExampleTest> {
    let context = Context::new(ir, options);
    let tried: Vec<(NamedGroup<'_>, NamedOperation<'_>)> = ir
        .operations()
        .filter(|(_, it)| !it.examples.is_empty())
        .collect();
    if tried.is_empty() {
        return None;
    }
    let data: Vec<String> = tried
        .iter()
        .map(|(_, it)| data(&context, it).to_string())
        .collect();
    Some(ExampleTest {
        code: code(&context, &tried),
        data: format!("{{\"operations\":[\n{}\n]}}\n", data.join(",\n")),
    })
}

fn code(context: &Context<'_>, tried: &[(NamedGroup<'_>, NamedOperation<'_>)]) -> String {
    let imports = Imports::new(context);
    let import = context.options.import.as_str();
    let package: TokenStream = import.parse().unwrap_or_default();
    let checks = tried
        .iter()
        .map(|(group, operation)| check(&imports, *group, *operation));
    let mut items = File::default();
    items.item(quote! {
        /// The operations with their examples, as JSON.
        pub const DATA: &str = include_str!(#DATA);
    });
    items.item(quote! {
        /// A call of each operation and the types of its responses, by operationId.
        #[allow(deprecated, reason = "deprecated operations are tried, too")]
        pub const CHECKS: &[(&str, Check)] = &[#(#checks),*];
    });
    items.item(quote! {
        #[test]
        fn examples() -> Result<(), String> {
            run(#import, DATA, CHECKS)
        }
    });
    let items = items.finish();
    let models = imports.uses_models().then(|| quote!(models,));
    let options = tried
        .iter()
        .filter_map(|(_, it)| Some(ident(it.names.options.as_ref()?)));
    let mut file = File::new(&[
        "The examples of the spec as a test: compares requests with those of the spec, and deserializes and serializes responses."
            .to_owned(),
    ]);
    imports.write_outside(&mut file);
    file.item(quote! {
        use arm_runtime::examples::{Check, run};
        use #package::{#models Client, #(#options),*};
    });
    file.finish() + &items
}

/// Emits the check of one operation.
fn check(
    imports: &Imports<'_>,
    group: NamedGroup<'_>,
    operation: NamedOperation<'_>,
) -> TokenStream {
    let id = &operation.id;
    let accessor = group.names.accessor.as_ref().map(|it| {
        let name = ident(it);
        quote!(.#name())
    });
    let name = ident(&operation.names.method);
    let arguments = arguments(imports, operation);
    let responses = responses(imports, &operation);
    quote! {
        (#id, |it| {
            it.send(&|it| Ok(Client::from(it.arm()?)#accessor.#name(#(#arguments),*).into()));
            #(#responses)*
        })
    }
}

fn arguments(imports: &Imports<'_>, operation: NamedOperation<'_>) -> Vec<TokenStream> {
    let mut arguments: Vec<TokenStream> = operation
        .required()
        .map(|it| required(imports, &it))
        .collect();
    if let Some(body) = operation.body() {
        arguments.push(body_argument(imports, &body));
    }
    if let Some(name) = &operation.names.options {
        let name = ident(name);
        let fields = operation.optional().map(|it| {
            let (name, wire_name) = (ident(it.name), &it.wire_name);
            if it.ty == Type::Bytes {
                quote!(#name: it.optional_bytes(#wire_name)?)
            } else if it.ty == Type::File {
                quote!(#name: it.optional_bytes(#wire_name)?.map(Into::into))
            } else if *it.ty.leaf() == Type::File {
                quote!(#name: it.optional_bytes(#wire_name)?.map(|it| vec![it.into()]))
            } else {
                quote!(#name: it.optional(#wire_name)?)
            }
        });
        arguments.push(quote!(Some(#name { #(#fields),* })));
    }
    arguments
}

fn required(imports: &Imports<'_>, parameter: &Parameter) -> TokenStream {
    let wire_name = &parameter.wire_name;
    if parameter.ty == Type::Bytes {
        return quote!(&it.bytes(#wire_name)?);
    } else if parameter.ty == Type::File {
        return quote!(it.bytes(#wire_name)?);
    } else if *parameter.ty.leaf() == Type::File {
        return quote!(&[it.bytes(#wire_name)?.into()]);
    }
    let ty = tokens(&imports.ty(&parameter.ty));
    if imports.by_value(&parameter.ty) {
        quote!(it.argument::<#ty>(#wire_name)?)
    } else {
        quote!(&it.argument::<#ty>(#wire_name)?)
    }
}

fn body_argument(imports: &Imports<'_>, body: &Body) -> TokenStream {
    let wire_name = &body.wire_name;
    let ty = tokens(&imports.ty(&body.ty));
    match (body.content, body.required) {
        (Content::Bytes, true) => quote!(it.bytes(#wire_name)?),
        (Content::Bytes, false) => quote!(it.optional_bytes(#wire_name)?.as_ref()),
        (Content::Text, true) => quote!(it.text(#wire_name)?),
        (Content::Text, false) => quote!(it.optional_text(#wire_name)?.as_ref()),
        (Content::Json | Content::Xml | Content::Form, true) => {
            quote!(it.argument::<#ty>(#wire_name)?)
        }
        (Content::Json | Content::Xml | Content::Form, false) => {
            quote!(it.optional::<#ty>(#wire_name)?.as_ref())
        }
    }
}

fn responses(imports: &Imports<'_>, operation: &Operation) -> Vec<TokenStream> {
    let statuses = operation.declared_responses();
    let is_raw = |it: &Status, ty: &Type| {
        let succeeds = operation.success.iter().any(|other| other.code == it.code);
        *ty == Type::Bytes || (succeeds && operation.response.content != Content::Json)
    };
    let mut responses: Vec<TokenStream> = statuses
        .filter_map(|it| {
            let ty = it.ty.as_ref()?;
            let code = Literal::u16_unsuffixed(it.code.representative());
            if is_raw(it, ty) {
                return Some(quote!(it.raw_response(#code);));
            }
            let ty = tokens(&imports.ty(ty));
            Some(quote!(it.response::<#ty>(#code);))
        })
        .collect();
    if let Some(ty) = operation.default_error().filter(|it| **it != Type::Bytes) {
        let ty = tokens(&imports.ty(ty));
        responses.push(quote!(it.other_responses::<#ty>();));
    }
    responses
}

/// Returns the operation as declared by the spec, with its examples.
fn data(context: &Context<'_>, operation: &Operation) -> Value {
    let statuses = operation.declared_responses();
    let codes: Vec<u16> = statuses.map(|it| it.code.representative()).collect();
    let variables = operation
        .service
        .map(|it| &context.ir.ir.services[it].variables);
    let variables = variables.into_iter().flatten().map(|it| {
        json!({ "name": it.wire_name, "in": ParameterLocation::Host.name(), "constant": it.default })
    });
    let parameters: Vec<Value> = operation
        .parameters
        .iter()
        .map(parameter)
        .chain(variables)
        .collect();
    let body = operation.body.as_ref().map(|it| {
        json!({
            "name": it.wire_name,
            "media_type": it.media_type,
            "json": it.content == Content::Json,
            "form": it.content == Content::Form,
        })
    });
    let root = context.options.spec_root.as_deref();
    let examples: Vec<Value> = operation
        .examples
        .iter()
        .map(|it| {
            let file = shown_source(root, &it.at.file);
            json!({ "title": it.title, "file": file, "pointer": it.at.pointer, "content": *it.content })
        })
        .collect();
    let version = operation.api_version.as_ref();
    json!({
        "id": operation.id,
        "method": operation.method.name(),
        "host": operation.host,
        "path": operation.path,
        "api_version": version.map_or("", |it| &it.value),
        "api_version_name": version.map_or("api-version", |it| &it.name),
        "api_version_in": version.map_or(ParameterLocation::Query, |it| it.location).name(),
        "parameters": parameters,
        "body": body,
        "accept": operation.accept,
        "statuses": codes,
        "default": operation.default_error().is_some(),
        "examples": examples,
    })
}

fn parameter(it: &Parameter) -> Value {
    let mut value = json!({ "name": it.wire_name, "in": it.location.name() });
    let separator = match it.style {
        ListStyle::Multi
            if matches!(
                it.location,
                ParameterLocation::Query | ParameterLocation::Form
            ) =>
        {
            None
        }
        ListStyle::Ssv => Some(" "),
        ListStyle::Tsv => Some("\t"),
        ListStyle::Pipes => Some("|"),
        ListStyle::Multi
        | ListStyle::Csv
        | ListStyle::Simple
        | ListStyle::SimpleExploded
        | ListStyle::Label
        | ListStyle::LabelExploded
        | ListStyle::Matrix
        | ListStyle::MatrixExploded
        | ListStyle::DeepObject
        | ListStyle::Json => Some(","),
    };
    if matches!(it.ty, Type::List(_))
        && let Some(separator) = separator
    {
        value["separator"] = separator.into();
        let location = it.location;
        if matches!(it.style, ListStyle::Simple | ListStyle::SimpleExploded)
            && matches!(
                location,
                ParameterLocation::Query | ParameterLocation::Header
            )
        {
            value["skips_empty"] = true.into();
        }
    }
    if it.verbatim {
        value["verbatim"] = true.into();
    }
    if it.prefix {
        value["prefix"] = true.into();
    }
    if let Some(constant) = &it.constant {
        value["constant"] = constant.as_str().into();
    }
    value
}
