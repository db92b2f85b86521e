//! The file of the parameter definitions, without duplicates.

use super::Context;
use super::format::{File, ident, raw_string};
use crate::ir::{Constraints, ListStyle, Parameter, ParameterLocation};

pub(super) fn emit(context: &Context<'_>) -> String {
    let mut file =
        File::new(&["Parameter definitions with the constraints of the spec.".to_owned()]);
    let styled = context
        .ir
        .parameters
        .iter()
        .any(|it| style(&it.parameter).is_some());
    file.line("");
    file.line(if styled {
        "use arm_runtime::{ListStyle, Parameter};"
    } else {
        "use arm_runtime::Parameter;"
    });
    file.line("");
    for constant in &context.ir.parameters {
        file.line(&format!(
            "pub(super) const {}: Parameter = {};",
            ident(&constant.name),
            value(&constant.parameter)
        ));
    }
    file.finish()
}

fn value(parameter: &Parameter) -> String {
    let location = parameter.location.name();
    let mut text = format!("Parameter::{location}({:?})", parameter.wire_name);
    if parameter.required
        && !matches!(
            parameter.location,
            ParameterLocation::Path | ParameterLocation::Host
        )
    {
        text.push_str(".required()");
    }
    if let Some(constant) = &parameter.constant {
        text.push_str(&format!(".constant({constant:?})"));
    } else {
        text.push_str(&constraints(&parameter.constraints));
        if let Some(style) = style(parameter) {
            text.push_str(&format!(".style(ListStyle::{style})"));
        }
    }
    if let Some(media_type) = &parameter.media_type {
        text.push_str(&format!(".media_type({media_type:?})"));
    }
    if !parameter.headers.is_empty() {
        text.push_str(&format!(".headers(&{:?})", parameter.headers));
    }
    for (flag, call) in [
        (parameter.verbatim, ".verbatim()"),
        (parameter.prefix, ".prefix()"),
        (parameter.allow_empty, ".allow_empty()"),
        (parameter.is_secret_in_path(), ".secret()"),
    ] {
        if flag {
            text.push_str(call);
        }
    }
    text
}

fn style(parameter: &Parameter) -> Option<&'static str> {
    match parameter.effective_style()? {
        ListStyle::Csv => None,
        ListStyle::Ssv => Some("Ssv"),
        ListStyle::Tsv => Some("Tsv"),
        ListStyle::Pipes => Some("Pipes"),
        ListStyle::Multi => Some("Multi"),
        ListStyle::Simple => Some("Simple"),
        ListStyle::SimpleExploded => Some("SimpleExploded"),
        ListStyle::Label => Some("Label"),
        ListStyle::LabelExploded => Some("LabelExploded"),
        ListStyle::Matrix => Some("Matrix"),
        ListStyle::MatrixExploded => Some("MatrixExploded"),
        ListStyle::DeepObject => Some("DeepObject"),
        ListStyle::Json => Some("Json"),
    }
}

fn constraints(constraints: &Constraints) -> String {
    let bound = |exclusive: bool, name: &str| {
        format!("{}{name}", if exclusive { "exclusive_" } else { "" })
    };
    let mut text = String::new();
    let mut call =
        |name: &str, value: Option<String>| text.extend(value.map(|it| format!(".{name}({it})")));
    call(
        "min_length",
        constraints.min_length.map(|it| it.to_string()),
    );
    call(
        "max_length",
        constraints.max_length.map(|it| it.to_string()),
    );
    call("pattern", constraints.pattern.as_deref().map(raw_string));
    call(
        &bound(constraints.exclusive_minimum, "minimum"),
        constraints.minimum.map(|it| format!("{it:?}")),
    );
    call(
        &bound(constraints.exclusive_maximum, "maximum"),
        constraints.maximum.map(|it| format!("{it:?}")),
    );
    call(
        "multiple_of",
        constraints.multiple_of.map(|it| format!("{it:?}")),
    );
    call("min_items", constraints.min_items.map(|it| it.to_string()));
    call("max_items", constraints.max_items.map(|it| it.to_string()));
    call("unique_items", constraints.unique_items.then(String::new));
    text
}
