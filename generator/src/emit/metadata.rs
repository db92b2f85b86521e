//! Metadata for tooling, behind the feature `metadata`: operations and schemas as JSON text.
//!
//! A string literal costs almost no compile time, and the same text describes a spec to programs that do not compile it.
//! `arm_runtime::describe` reads it.

mod example;
mod operation;
mod schema;

use quote::quote;
use serde_json::{Map, Value, json};

pub(super) use self::operation::items;
use self::schema::Schemas;
use super::Context;
use super::docs::is_invisible;
use super::format::{File, ident, raw_string};
use crate::analyze::secret_names;
use crate::ir::{Content, Ir, Operation, ResponseShape, Type, distinct_responses};
use crate::names::{NamedGroup, NamedIr, NamedOperation};

/// The end of the description of an operation whose response is XML, which tooling does not parse.
const XML: &str = "The response is printed as XML.";
/// The same for a paged list.
const XML_PAGES: &str = "The pages are printed as XML, one document after the other.";

/// Emits the module with the text and the operations that it describes, in the same order.
pub(super) fn emit(context: &Context<'_>) -> String {
    let ir = context.ir;
    let mut file = File::new(&[
        "Metadata for tooling: operations and schemas in the notation of [`arm_runtime::describe`]."
            .to_owned(),
    ]);
    file.line("");
    let operations = ir.operations().map(|(group, operation)| {
        let module = ident(&group.names.module);
        let name = ident(&operation.names.constant);
        quote!(&super::#module::#name)
    });
    file.tight(quote! {
        /// The operations, in the order of the text.
        pub static OPERATIONS: &[&arm_runtime::Operation] = &[#(#operations),*];
    });
    file.line("");
    file.line("/// The operations and the schemas that they refer to, as JSON.");
    file.line(&format!(
        "pub static TEXT: &str = {};",
        raw_string(&metadata_text(ir, false))
    ));
    file.finish()
}

/// Returns the metadata of a package as JSON, with one operation or schema on each line. `with_requests` adds the data for
/// sending and recognizing requests, which a generated crate has as statics.
pub fn metadata_text(ir: &NamedIr, with_requests: bool) -> String {
    let mut schemas = Schemas::new(&ir.ir);
    let groups: Vec<String> = ir
        .groups()
        .map(|it| group(&mut schemas, it, with_requests))
        .collect();
    let schemas: Vec<String> = schemas.finish().iter().map(Value::to_string).collect();
    let text = format!(
        "{{\"groups\":[\n{}\n],\"schemas\":[\n{}\n]{}}}",
        groups.join(",\n"),
        schemas.join(",\n"),
        match with_requests {
            true => services(&ir.ir),
            false => String::new(),
        }
    );
    visible(&text)
}

/// Returns the services that operations refer to by their index.
fn services(ir: &Ir) -> String {
    let services = ir
        .services
        .iter()
        .map(|it| operation::service(it).to_string());
    let services: Vec<String> = services.collect();
    match services.is_empty() {
        true => String::new(),
        false => format!(",\"services\":[\n{}\n]", services.join(",\n")),
    }
}

/// Escapes the characters that rustc rejects in literals. In JSON, they occur in strings only.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push(c),
            c if is_invisible(c) => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

fn group(schemas: &mut Schemas<'_>, group: NamedGroup<'_>, with_requests: bool) -> String {
    let operations: Vec<String> = group
        .operations()
        .map(|it| entry(schemas, it, with_requests).to_string())
        .collect();
    format!(
        "{{\"name\":{},\"module\":{},\"operations\":[\n{}\n]}}",
        json!(group.owner.prefix().unwrap_or_default()),
        json!(group.names.module),
        operations.join(",\n")
    )
}

fn entry(schemas: &mut Schemas<'_>, it: NamedOperation<'_>, with_requests: bool) -> Value {
    let mut entry = Object::default();
    entry.add("name", &*it.spec_name);
    entry.add("function", it.names.method.trim_start_matches("r#"));
    entry.add_some("docs", described(&it));
    entry.flag("deprecated", it.deprecated);
    entry.flag("by_id", it.names.by_id.is_some());
    if with_requests {
        entry.add("request", operation::request(schemas.ir(), &it));
    }
    let parameters = it.parameters.iter().map(|it| schemas.parameter(it));
    entry.list("parameters", parameters.collect());
    if let Some(body) = it.body() {
        let ty = shown(&body.ty, body.content);
        let mut value = Object::default();
        value.add_some("docs", body.docs.as_deref().map(plain));
        value.add("ty", schemas.ty(ty));
        value.list("secrets", secrets(schemas.ir(), ty));
        entry.add("body", value.finish());
    }
    let response = response(schemas, &it);
    entry.add("response", response);
    entry.add_some(
        "example",
        it.examples
            .first()
            .map(|of| example::of(schemas.ir(), &it, of)),
    );
    entry.finish()
}

/// Returns the description of an operation for tooling, which says if tooling reads less than the generated function.
fn described(operation: &Operation) -> Option<String> {
    let docs = operation.docs.as_deref().map(plain);
    if operation.response.content != Content::Xml {
        return docs;
    }
    let limit = match &operation.response.shape {
        ResponseShape::Pages(_) => XML_PAGES,
        ResponseShape::Call | ResponseShape::Exists | ResponseShape::LongRunning(_) => XML,
    };
    Some(docs.map_or_else(|| limit.to_owned(), |it| format!("{it} {limit}")))
}

fn response(schemas: &mut Schemas<'_>, operation: &Operation) -> Value {
    let content = operation.response.content;
    let mut value = Object::default();
    if let Some(ty) = &operation.response.ty {
        let ty = shown(ty, content);
        value.add("ty", schemas.ty(ty));
        value.flag("secret", operation.response.secret);
        value.list("secrets", secrets(schemas.ir(), ty));
    }
    let statuses = distinct_responses(&operation.success).map(|status| {
        let mut value = Object::default();
        value.add("code", status.code.representative());
        let ty = status.ty.as_ref().map(|it| schemas.ty(shown(it, content)));
        value.add_some("ty", ty);
        let headers = status.headers.iter().map(|it| json!(it.name));
        value.list("headers", headers.collect());
        value.finish()
    });
    value.list("statuses", statuses.collect());
    value.finish()
}

/// Returns the type for tooling, which reads the properties of JSON and treats XML as bytes.
fn shown(ty: &Type, content: Content) -> &Type {
    match content {
        Content::Xml => &Type::Bytes,
        Content::Json | Content::Text | Content::Bytes | Content::Form => ty,
    }
}

fn secrets(ir: &Ir, ty: &Type) -> Vec<Value> {
    let names = secret_names(ir, ty).into_iter();
    names.map(Value::from).collect()
}

/// Returns a description as one line of plain text, without control characters for terminals.
fn plain(text: &str) -> String {
    let words = text
        .split_whitespace()
        .map(|word| word.replace(is_invisible, ""));
    words
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A JSON object without properties that have their defaults: empty text, `false`, or an empty list.
#[derive(Default)]
struct Object(Map<String, Value>);

impl Object {
    fn add(&mut self, name: &str, value: impl Into<Value>) {
        let value = value.into();
        if value != "" {
            self.0.insert(name.to_owned(), value);
        }
    }

    fn add_some(&mut self, name: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.add(name, value);
        }
    }

    fn flag(&mut self, name: &str, value: bool) {
        if value {
            self.add(name, true);
        }
    }

    fn list(&mut self, name: &str, values: Vec<Value>) {
        if !values.is_empty() {
            self.add(name, values);
        }
    }

    fn finish(self) -> Value {
        Value::Object(self.0)
    }
}
