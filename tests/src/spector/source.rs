//! Calls of generated functions as Rust. Each takes its arguments, by their names on the wire, from what the suite passes it.

use std::fmt::Write;

use generator::ir::{Body, Content, Kind, Operation, Owner, ResponseShape, Type};
use generator::names::{NamedGroup, NamedIr, NamedOperation, NamedParameter};

use super::documents::Document;

/// The function of a call, by the name `name`.
pub fn call(
    document: &Document,
    group: NamedGroup<'_>,
    operation: NamedOperation<'_>,
    name: &str,
) -> String {
    let (ir, krate) = (&document.ir, document.name.as_str());
    let mut arguments: Vec<String> = operation
        .required()
        .map(|it| required(ir, krate, it))
        .collect();
    if let Some(body) = operation.body() {
        arguments.push(body_argument(ir, krate, &body));
    }
    if let Some(options) = &operation.names.options {
        arguments.push(fields(krate, options, operation));
    }
    let accessor = match (&group.owner, &group.names.accessor) {
        (Owner::Client, _) => String::new(),
        (Owner::Group(_), accessor) => {
            let accessor = accessor.as_ref().unwrap_or(&group.names.module);
            format!(".{accessor}()")
        }
    };
    format!(
        "fn {name}(it: &Given<'_>) -> Result<Pending, String> {{\n    \
         let client = {krate}::Client::new({}).map_err(shown)?;\n    \
         Ok({}(it, client{accessor}.{}({})))\n}}\n\n",
        client_inputs(ir),
        kind(&operation),
        operation.names.method,
        arguments.join(", "),
    )
}

/// The arguments of the client's constructor.
fn client_inputs(named: &NamedIr) -> String {
    let mut inputs = String::new();
    let service = named.client_service();
    for it in service.iter().flat_map(|it| it.required_variables()) {
        let _ = write!(inputs, "it.variable({:?}), ", it.wire_name);
    }
    if named.ir.uses_subscription {
        inputs += "it.subscription(), ";
    }
    let credential = if service.is_some() {
        "it.credential()"
    } else {
        "it.token()"
    };
    inputs + credential + ", it.options()"
}

fn kind(operation: &Operation) -> &'static str {
    let response = &operation.response;
    match (&response.shape, &response.ty, response.content) {
        (ResponseShape::LongRunning(_), None, _) => "ended",
        (ResponseShape::LongRunning(_), ..) => "long_running",
        (ResponseShape::Pages(_), _, Content::Xml) => "xml_pages",
        (ResponseShape::Pages(_), ..) => "pages",
        (ResponseShape::Exists, ..) | (ResponseShape::Call, None, _) => "nothing",
        (ResponseShape::Call, Some(_), Content::Text) if !response.optional => "text",
        (ResponseShape::Call, Some(Type::Bytes), _) if !response.optional => "bytes",
        (ResponseShape::Call, Some(_), Content::Xml) => "xml",
        (ResponseShape::Call, ..) => "json",
    }
}

fn required(ir: &NamedIr, krate: &str, parameter: NamedParameter<'_>) -> String {
    let name = &parameter.wire_name;
    match &parameter.ty {
        Type::Bytes => format!("&it.bytes({name:?})?"),
        Type::File => format!("it.file({name:?})?"),
        Type::List(item) if **item == Type::File => format!("&it.files({name:?})?"),
        ty => {
            let by_value = match ty {
                Type::Bool | Type::Int32 | Type::Int64 | Type::Uint64 | Type::Float => true,
                Type::Named(id) => matches!(ir.type_def(*id).kind, Kind::Enum(_)),
                _ => false,
            };
            let reference = if by_value { "" } else { "&" };
            format!("{reference}it.value::<{}>({name:?})?", rust(ir, krate, ty))
        }
    }
}

fn body_argument(ir: &NamedIr, krate: &str, body: &Body) -> String {
    let name = &body.wire_name;
    // Most properties of merge-patch models cannot be null. JSON can.
    let ty = match body.media_type.contains("merge-patch") {
        true => "arm_runtime::JsonValue".to_owned(),
        false => rust(ir, krate, &body.ty),
    };
    match (body.content, body.required) {
        (Content::Bytes, true) => format!("it.bytes({name:?})?"),
        (Content::Bytes, false) => format!("it.optional_bytes({name:?})?.as_ref()"),
        (Content::Text, true) => format!("it.text({name:?})?"),
        (Content::Text, false) => format!("it.optional_text({name:?})?.as_ref()"),
        (Content::Xml, true) => format!("it.xml::<{ty}>({name:?})?"),
        (Content::Xml, false) => format!("it.optional_xml::<{ty}>({name:?})?.as_ref()"),
        (_, true) => format!("it.value::<{ty}>({name:?})?"),
        (_, false) if body.media_type.contains("merge-patch") => {
            format!("it.value::<{ty}>({name:?})?")
        }
        (_, false) => format!("it.optional::<{ty}>({name:?})?.as_ref()"),
    }
}

fn fields(krate: &str, options: &str, operation: NamedOperation<'_>) -> String {
    let fields = operation.optional().map(|it| {
        let (field, name) = (it.name, &it.wire_name);
        match &it.ty {
            Type::Bytes => format!("{field}: it.optional_bytes({name:?})?"),
            Type::File => format!("{field}: it.optional_file({name:?})?"),
            Type::List(item) if **item == Type::File => {
                format!("{field}: it.optional_files({name:?})?")
            }
            _ => format!("{field}: it.optional({name:?})?"),
        }
    });
    let fields: Vec<String> = fields.collect();
    format!(
        "Some({krate}::options::{options} {{ {} }})",
        fields.join(", ")
    )
}

/// A type as a path from outside the crate.
fn rust(ir: &NamedIr, krate: &str, ty: &Type) -> String {
    let inner = |it: &Type| rust(ir, krate, it);
    let name = match ty {
        Type::String => return "String".to_owned(),
        Type::Bool => return "bool".to_owned(),
        Type::Int32 => return "i32".to_owned(),
        Type::Int64 => return "i64".to_owned(),
        Type::Uint64 => return "u64".to_owned(),
        Type::Float => return "f64".to_owned(),
        Type::Named(id) => return format!("{krate}::models::{}", ir.type_def(*id).name()),
        Type::List(item) => return format!("Vec<{}>", inner(item)),
        Type::Map(item) => return format!("arm_runtime::Map<{}>", inner(item)),
        Type::Nullable(item) => return format!("Option<{}>", inner(item)),
        Type::Secret => "Secret",
        Type::Decimal => "Decimal",
        Type::DateTime => "DateTime",
        Type::DateTimeRfc1123 => "DateTimeRfc1123",
        Type::UnixTime => "UnixTime",
        Type::Date => "Date",
        Type::Time => "Time",
        Type::Duration => "Duration",
        Type::Base64 => "Base64",
        Type::Base64Url => "Base64Url",
        Type::Bytes => "Bytes",
        Type::File => "FilePart",
        Type::Json => "JsonValue",
    };
    format!("arm_runtime::{name}")
}
