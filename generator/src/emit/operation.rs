//! Functions of operations: by the parameters of the path, and by resource ID.

use std::borrow::Cow;

use super::format::{File, string};
use super::imports::Imports;
use super::{Context, docs, facts, operation_docs, usage};
use crate::analyze::is_opaque;
use crate::ir::{Body, Content, Items, Operation, ParameterLocation, ResponseShape, Type};
use crate::names::{NamedGroup, NamedOperation, NamedParameter};

/// The number of arguments that Clippy accepts, including the receiver.
const MAX_ARGUMENTS: usize = 7;

/// Emits the functions of one operation for the `impl` of the client.
pub(super) fn functions<'a>(
    context: &Context<'a>,
    imports: &Imports<'a>,
    group: NamedGroup<'a>,
    operation: NamedOperation<'a>,
    file: &mut File,
) {
    file.gap();
    file.docs(&docs::lines(&operation_docs::paragraphs(
        context, operation,
    )));
    file.docs(&usage::lines(context, group, operation));
    by_parts(imports, operation, file);
    if let Some(name) = &operation.names.by_id {
        file.gap();
        let path = &operation.path;
        // An ID ends with the last parameter.
        let id = path.rfind('}').map_or(path.as_str(), |end| &path[..=end]);
        file.docs(&docs::lines(&[
            format!(
                "Like [`{0}`](Self::{0}), but takes the parameters of the path from a resource ID of this form:",
                operation.names.method.trim_start_matches("r#")
            ),
            docs::code(id),
        ]));
        by_id(imports, operation, name, file);
    }
}

fn by_parts(imports: &Imports<'_>, operation: NamedOperation<'_>, file: &mut File) {
    let passed: Vec<NamedParameter<'_>> = operation.passed().collect();
    let mut inputs = vec!["&self".to_owned()];
    inputs.extend(self::inputs(imports, operation, &passed));
    let arguments = arguments(imports, &passed);
    let constant = &operation.names.constant;
    let prepared = format!("self.arm.prepare(&{constant}, &[{arguments}])");
    function(
        imports,
        operation,
        &operation.names.method,
        &inputs,
        prepared,
        file,
    );
}

fn by_id(imports: &Imports<'_>, operation: NamedOperation<'_>, name: &str, file: &mut File) {
    let passed: Vec<NamedParameter<'_>> = operation
        .passed()
        .filter(|it| it.location != ParameterLocation::Path)
        .collect();
    let id = format!("id: &{}", imports.runtime("ResourceId"));
    let mut inputs = vec!["&self".to_owned(), id];
    inputs.extend(self::inputs(imports, operation, &passed));
    let arguments = arguments(imports, &passed);
    let constant = &operation.names.constant;
    let prepared = format!("self.arm.prepare_by_id(&{constant}, id, &[{arguments}])");
    function(imports, operation, name, &inputs, prepared, file);
}

/// Emits a function that prepares a request, without its documentation.
fn function(
    imports: &Imports<'_>,
    operation: NamedOperation<'_>,
    name: &str,
    inputs: &[String],
    mut prepared: String,
    file: &mut File,
) {
    if operation.deprecated {
        let note = operation_docs::deprecation(operation.docs.as_deref());
        file.attribute(&note.map_or_else(
            || "#[deprecated]".to_owned(),
            |it| format!("#[deprecated = {}]", string(&it)),
        ));
    }
    if inputs.len() > MAX_ARGUMENTS {
        file.code("#[allow(clippy::too_many_arguments)]");
    }
    let output = output(imports, &operation);
    let signature = format!("pub fn {name}({}) -> {output}", inputs.join(", "));
    file.block(&signature, "", |file| {
        if operation.has_options() {
            file.code("let options = options.unwrap_or_default();");
        }
        if let Some(body) = operation.body() {
            prepared.push_str(&format!(".body({})", body.name));
        }
        file.code(&format!("{prepared}.{}()", conversion(&operation)));
    });
}

/// Returns the method that converts a prepared request to the result of the function.
fn conversion(operation: &Operation) -> &'static str {
    match &operation.response.shape {
        ResponseShape::Pages(it) if it.items == Items::Page => "xml_pager",
        ResponseShape::Pages(_) => "pager",
        ResponseShape::Call | ResponseShape::Exists => "call",
        ResponseShape::LongRunning(_) => "poller",
    }
}

fn inputs(
    imports: &Imports<'_>,
    operation: NamedOperation<'_>,
    passed: &[NamedParameter<'_>],
) -> Vec<String> {
    let required = passed.iter().filter(|it| it.required);
    let mut inputs: Vec<String> = required
        .map(|it| format!("{}: {}", it.name, imports.argument(&it.ty)))
        .collect();
    if let Some(body) = operation.body() {
        let (into_body, ty) = (imports.runtime("IntoBody"), body_type(imports, &body));
        inputs.push(format!("{}: impl {into_body}<{ty}>", body.name));
    }
    let options = operation.names.options.iter();
    inputs.extend(options.map(|name| format!("options: Option<{name}>")));
    inputs
}

fn body_type<'a>(imports: &Imports<'a>, body: &Body) -> Cow<'a, str> {
    let ty = match body.content {
        Content::Text => imports.runtime("Text"),
        Content::Bytes => imports.runtime("Bytes"),
        Content::Json | Content::Xml | Content::Form => imports.ty(&body.ty),
    };
    match body.required {
        true => ty,
        false => format!("Option<{ty}>").into(),
    }
}

fn arguments(imports: &Imports<'_>, passed: &[NamedParameter<'_>]) -> String {
    let arguments = passed.iter().map(|it| {
        let name = it.name;
        match (it.required, it.structured) {
            (true, false) if it.ty == Type::File => {
                format!("&Into::<{}>::into({name})", imports.ty(&it.ty))
            }
            (true, false) => format!("&{name}"),
            (false, false) => format!("&options.{name}"),
            (true, true) if imports.by_value(&it.ty) => {
                format!("&{}(&{name})", imports.runtime("AsJson"))
            }
            (true, true) => format!("&{}({name})", imports.runtime("AsJson")),
            (false, true) => format!("&{}(&options.{name})", imports.runtime("AsJson")),
        }
    });
    arguments.collect::<Vec<_>>().join(", ")
}

fn output(imports: &Imports<'_>, operation: &Operation) -> String {
    let ty = imports.response(&operation.response);
    let shape = &operation.response.shape;
    let kind = imports.runtime(match shape {
        ResponseShape::Call | ResponseShape::Exists => "Call",
        ResponseShape::Pages(_) => "Pager",
        ResponseShape::LongRunning(_) => "Poller",
    });
    if *shape == ResponseShape::Call && operation.response.content == Content::Xml {
        return format!("{kind}<{ty}, {}>", imports.runtime("Xml"));
    }
    format!("{kind}<{ty}>")
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
    file.gap();
    file.docs(&[format!(
        "Optional parameters of [`{0}::{1}`](super::{0}::{1}).",
        group.names.client,
        operation.names.method.trim_start_matches("r#")
    )]);
    file.code("#[derive(Clone, Default)]");
    file.block(&format!("pub struct {text}"), "", |file| {
        for it in operation.optional() {
            let mut paragraphs = docs::paragraphs(it.docs.as_deref());
            paragraphs.push(facts::of_parameter(&it));
            file.docs(&docs::lines(&paragraphs));
            file.code(&format!("pub {}: Option<{}>,", it.name, imports.ty(&it.ty)));
        }
    });
    let shown = operation.optional().map(|it| match it.structured {
        true => format!("{} as AsJson", it.name),
        false if is_opaque(&it.ty) => format!("{} as Hidden", it.name),
        false => it.name.to_owned(),
    });
    let macro_name = imports.runtime("debug_options");
    let shown: Vec<String> = shown.collect();
    file.table(&format!("{macro_name}!({text}"), &shown, ");");
}
