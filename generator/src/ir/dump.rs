//! Prints the IR as text, without descriptions, for inspecting a stage and for comparing specs.

use std::fmt::{Display, Write};

use super::{
    Constraints, Enum, Field, Ir, Kind, Operation, Parameter, ResponseShape, Status, Struct, Type,
    Values,
};

pub(super) fn dump(ir: &Ir) -> String {
    let mut out = String::new();
    for group in &ir.groups {
        line(&mut out, format_args!("group {:?}", group.owner.prefix()));
        for operation in &group.operations {
            dump_operation(ir, operation, &mut out);
        }
    }
    let in_xml = ir.has_xml();
    let mut types: Vec<_> = ir.types.iter().collect();
    types.sort_by(|a, b| (&a.spec_name, &a.long_name).cmp(&(&b.spec_name, &b.long_name)));
    for def in types {
        match &def.kind {
            Kind::Struct(it) => {
                line(&mut out, format_args!("struct {}", def.spec_name));
                dump_struct(ir, it, in_xml, &mut out);
            }
            Kind::Enum(it) => line(
                &mut out,
                format_args!("enum {} {}", def.spec_name, enum_text(it)),
            ),
            Kind::Choice(it) => {
                line(&mut out, format_args!("choice {}", def.spec_name));
                for variant in &it.variants {
                    let ty = type_text(ir, &variant.ty);
                    line(&mut out, format_args!("  {ty}: {:?}", variant.form));
                }
            }
            Kind::Union(it) => {
                line(
                    &mut out,
                    format_args!("union {} by {:?}", def.spec_name, it.discriminator),
                );
                for variant in &it.variants {
                    line(
                        &mut out,
                        format_args!(
                            "  {:?}: {}",
                            std::iter::once(&variant.value)
                                .chain(&variant.also)
                                .collect::<Vec<_>>(),
                            ir.type_def(variant.ty).spec_name
                        ),
                    );
                }
            }
        }
    }
    out
}

fn line(out: &mut String, text: impl Display) {
    // Writing to a String does not fail.
    let _ = writeln!(out, "{text}");
}

fn dump_operation(ir: &Ir, operation: &Operation, out: &mut String) {
    line(
        out,
        format_args!(
            "  {} {:?} {}",
            operation.id, operation.method, operation.path
        ),
    );
    if let Some(it) = &operation.api_version {
        let (value, name, location) = (&it.value, &it.name, it.location.name());
        line(
            out,
            format_args!("    api-version {value} as {name} in {location}"),
        );
    }
    if !operation.id.ends_with(&operation.spec_name) {
        line(out, format_args!("    called {}", operation.spec_name));
    }
    if operation.deprecated {
        line(out, "    deprecated");
    }
    line(out, format_args!("    accept {}", operation.accept));
    if let Some(host) = &operation.host {
        line(out, format_args!("    host {host}"));
    }
    for parameter in &operation.parameters {
        line(out, format_args!("    {}", parameter_text(ir, parameter)));
    }
    if let Some(body) = &operation.body {
        let required = if body.required { " required" } else { "" };
        line(
            out,
            format_args!(
                "    body {} {}{required} {}{}",
                body.client_name,
                body.media_type,
                type_text(ir, &body.ty),
                xml_text(body.xml.as_deref().unwrap_or_default(), "")
            ),
        );
    }
    for status in &operation.success {
        line(out, format_args!("    {}", status_text(ir, status)));
    }
    for status in &operation.errors {
        line(out, format_args!("    error {}", status_text(ir, status)));
    }
    let ty = operation
        .response
        .ty
        .as_ref()
        .map_or_else(|| "nothing".to_owned(), |ty| type_text(ir, ty));
    let shape = match &operation.response.shape {
        ResponseShape::Call => "call".to_owned(),
        ResponseShape::Exists => "exists".to_owned(),
        ResponseShape::Pages(paging) => format!(
            "pages {:?} {:?} {:?}",
            paging.items, paging.next_link, paging.next_operation
        ),
        ResponseShape::LongRunning(_) => "one".to_owned(),
    };
    let long = operation.response.shape.final_state();
    let long = long.map_or_else(String::new, |state| format!("long {state:?} "));
    let optional = if operation.response.optional {
        " optional"
    } else {
        ""
    };
    line(out, format_args!("    -> {long}{shape} {ty}{optional}"));
}

fn parameter_text(ir: &Ir, parameter: &Parameter) -> String {
    let mut text = format!(
        "{:?} {} {}",
        parameter.location,
        parameter.wire_name,
        type_text(ir, &parameter.ty)
    );
    for (flag, name) in [
        (parameter.required, " required"),
        (parameter.verbatim, " verbatim"),
        (parameter.prefix, " prefix"),
        (parameter.deprecated, " deprecated"),
    ] {
        if flag {
            text.push_str(name);
        }
    }
    if let Some(media_type) = &parameter.media_type {
        text.push_str(&format!(" {media_type}"));
    }
    for (name, value) in &parameter.headers {
        text.push_str(&format!(" {name}: {value}"));
    }
    if matches!(parameter.ty, Type::List(_)) || parameter.structured {
        text.push_str(&format!(" {:?}", parameter.style));
    }
    if let Some(constant) = &parameter.constant {
        text.push_str(&format!(" = {constant:?}"));
    }
    if let Some(default) = &parameter.default {
        text.push_str(&format!(" default {default}"));
    }
    text + &client_name_text(&parameter.wire_name, &parameter.client_name)
        + &constraints_text(&parameter.constraints)
}

fn status_text(ir: &Ir, status: &Status) -> String {
    let ty = status
        .ty
        .as_ref()
        .map_or_else(|| "nothing".to_owned(), |ty| type_text(ir, ty));
    let headers: String = status
        .headers
        .iter()
        .map(|it| format!(" +{}: {}", it.name, type_text(ir, &it.ty)))
        .collect();
    format!("{} {ty}{headers}", status.code)
}

fn dump_struct(ir: &Ir, it: &Struct, in_xml: bool, out: &mut String) {
    for (property, value) in &it.discriminators {
        line(out, format_args!("  {property} = {value:?}"));
    }
    for field in &it.fields {
        let xml = if in_xml { &field.xml } else { &field.wire_name };
        let xml = xml_text(xml, &field.wire_name);
        line(out, format_args!("  {}{xml}", field_text(ir, field)));
    }
    if let Some(ty) = &it.additional {
        line(out, format_args!("  * {}", type_text(ir, ty)));
    }
}

fn field_text(ir: &Ir, field: &Field) -> String {
    let mut text = format!("{} {}", field.wire_name, type_text(ir, &field.ty));
    for (flag, name) in [
        (field.required, " required"),
        (field.read_only, " read-only"),
        (field.nullable, " nullable"),
        (field.secret, " secret"),
        (field.deprecated, " deprecated"),
    ] {
        if flag {
            text.push_str(name);
        }
    }
    if let Some(default) = &field.default {
        text.push_str(&format!(" default {default}"));
    }
    if !field.mutability.is_empty() {
        text.push_str(&format!(" mutability {:?}", field.mutability));
    }
    text + &client_name_text(&field.wire_name, &field.client_name)
        + &constraints_text(&field.constraints)
}

/// Returns the client name, if it differs from the name on the wire.
fn client_name_text(wire_name: &str, client_name: &str) -> String {
    if wire_name == client_name {
        String::new()
    } else {
        format!(" called {client_name}")
    }
}

/// Returns the location in XML, unless it is the expected one.
fn xml_text(xml: &str, expected: &str) -> String {
    if xml == expected {
        String::new()
    } else {
        format!(" as {xml}")
    }
}

fn enum_text(it: &Enum) -> String {
    let is_text = matches!(it.values, Values::Text(_));
    let values = it.values.texts().into_iter().map(|(value, client_name)| {
        let called = client_name_text(&value, client_name);
        match is_text {
            true => format!("{value:?}{called}"),
            false => value + &called,
        }
    });
    let values: Vec<String> = values.collect();
    format!(
        "{}{} {}",
        if it.secret { "secret " } else { "" },
        if it.open { "open" } else { "closed" },
        values.join(" ")
    )
}

fn constraints_text(constraints: &Constraints) -> String {
    if *constraints == Constraints::default() {
        String::new()
    } else {
        format!(" {}", constraints_list(constraints).join(" "))
    }
}

fn constraints_list(constraints: &Constraints) -> Vec<String> {
    let mut list = Vec::new();
    let mut add =
        |name: &str, value: Option<String>| list.extend(value.map(|it| format!("{name}={it}")));
    add(
        "min-length",
        constraints.min_length.map(|it| it.to_string()),
    );
    add(
        "max-length",
        constraints.max_length.map(|it| it.to_string()),
    );
    add("pattern", constraints.pattern.clone());
    add("minimum", constraints.minimum.map(|it| it.to_string()));
    add("maximum", constraints.maximum.map(|it| it.to_string()));
    add(
        "exclusive-minimum",
        constraints.exclusive_minimum.then(String::new),
    );
    add(
        "exclusive-maximum",
        constraints.exclusive_maximum.then(String::new),
    );
    add(
        "multiple-of",
        constraints.multiple_of.map(|it| it.to_string()),
    );
    add("min-items", constraints.min_items.map(|it| it.to_string()));
    add("max-items", constraints.max_items.map(|it| it.to_string()));
    add("unique-items", constraints.unique_items.then(String::new));
    list
}

fn type_text(ir: &Ir, ty: &Type) -> String {
    match ty {
        Type::Named(id) => ir.type_def(*id).spec_name.clone(),
        Type::List(item) => format!("[{}]", type_text(ir, item)),
        Type::Map(item) => format!("map<{}>", type_text(ir, item)),
        Type::Nullable(item) => format!("{}?", type_text(ir, item)),
        other => format!("{other:?}"),
    }
}
