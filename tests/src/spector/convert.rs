//! Expected texts of parameters as values of the declared types.

use generator::ir::{Ir, Kind, ListStyle, Parameter, ParameterLocation, Type, Values};
use serde_json::{Map, Number, Value};

/// The value of a parameter, as JSON of its type.
pub fn value(ir: &Ir, parameter: &Parameter, sent: &Value) -> Value {
    let sent = match (sent, parameter.location) {
        (Value::String(text), ParameterLocation::Path) => {
            Value::String(without_operator(text, parameter))
        }
        (other, _) => other.clone(),
    };
    typed(ir, &parameter.ty, parameter.style, &sent)
}

/// Returns the text of a path parameter without the prefix of its style.
fn without_operator(text: &str, parameter: &Parameter) -> String {
    let name = format!("{}=", parameter.wire_name);
    match parameter.style {
        ListStyle::Label | ListStyle::LabelExploded => text.trim_start_matches('.').to_owned(),
        ListStyle::Matrix | ListStyle::MatrixExploded => text
            .trim_start_matches(';')
            .split(';')
            .map(|it| it.strip_prefix(&name).unwrap_or(it))
            .collect::<Vec<_>>()
            .join(";"),
        _ => text.to_owned(),
    }
}

fn typed(ir: &Ir, ty: &Type, style: ListStyle, sent: &Value) -> Value {
    match ty {
        Type::Bool => parsed(sent, |it| it.parse().ok().map(Value::Bool)),
        Type::Int32 | Type::Int64 | Type::UnixTime => parsed(sent, |it| {
            it.parse::<i64>().ok().map(|it| Value::Number(it.into()))
        }),
        Type::Uint64 => parsed(sent, |it| {
            it.parse::<u64>().ok().map(|it| Value::Number(it.into()))
        }),
        // The digits stay as they are written.
        Type::Decimal => parsed(sent, |it| serde_json::from_str(it).ok()),
        Type::Float => parsed(sent, |it| {
            it.parse()
                .ok()
                .and_then(Number::from_f64)
                .map(Value::Number)
        }),
        Type::List(item) => {
            let items = match sent {
                Value::Array(items) => items.clone(),
                other => split(&text(other), separator(style)),
            };
            items.iter().map(|it| typed(ir, item, style, it)).collect()
        }
        Type::Map(item) => object(sent, style, |_| Some(item.as_ref().clone()), ir),
        Type::Nullable(item) => typed(ir, item, style, sent),
        Type::Json => match sent {
            Value::String(it) => pairs(it, style)
                .map(Value::Object)
                .unwrap_or_else(|| sent.clone()),
            other => other.clone(),
        },
        Type::Named(id) => match &ir.type_def(*id).kind {
            Kind::Enum(it) => match it.values {
                Values::Text(_) => Value::String(text(sent)),
                Values::Integer(_) => typed(ir, &Type::Int64, style, sent),
            },
            Kind::Struct(it) => object(
                sent,
                style,
                |name| {
                    let field = it.fields.iter().find(|it| it.wire_name == name);
                    field.map(|it| it.ty.clone())
                },
                ir,
            ),
            _ => sent.clone(),
        },
        _ => Value::String(text(sent)),
    }
}

fn object(sent: &Value, style: ListStyle, ty: impl Fn(&str) -> Option<Type>, ir: &Ir) -> Value {
    let found = match sent {
        Value::Object(it) => it.clone(),
        other => pairs(&text(other), style).unwrap_or_default(),
    };
    let typed = |(name, it): (&String, &Value)| {
        let ty = ty(name).unwrap_or(Type::Json);
        (name.clone(), typed(ir, &ty, style, it))
    };
    Value::Object(found.iter().map(typed).collect())
}

/// Names and values of an object that was written as `a=1,b=2` or `a,1,b,2`; `None` for another text.
fn pairs(text: &str, style: ListStyle) -> Option<Map<String, Value>> {
    let parts = split(text, separator(style));
    let parts: Vec<&str> = parts.iter().filter_map(Value::as_str).collect();
    let scalar =
        |it: &str| serde_json::from_str(it).unwrap_or_else(|_| Value::String(it.to_owned()));
    if parts.iter().all(|it| it.contains('=')) {
        let pairs = parts.iter().filter_map(|it| it.split_once('='));
        return Some(
            pairs
                .map(|(name, it)| (name.to_owned(), scalar(it)))
                .collect(),
        );
    }
    let pairs = parts
        .chunks_exact(2)
        .map(|it| (it[0].to_owned(), scalar(it[1])));
    (parts.len() > 1 && parts.len().is_multiple_of(2)).then(|| pairs.collect())
}

fn parsed(sent: &Value, parse: impl Fn(&str) -> Option<Value>) -> Value {
    match sent {
        Value::String(text) => parse(text).unwrap_or_else(|| sent.clone()),
        other => other.clone(),
    }
}

fn split(text: &str, separator: &str) -> Vec<Value> {
    text.split(separator).map(Value::from).collect()
}

fn separator(style: ListStyle) -> &'static str {
    match style {
        ListStyle::Ssv => " ",
        ListStyle::Tsv => "\t",
        ListStyle::Pipes => "|",
        ListStyle::LabelExploded => ".",
        ListStyle::MatrixExploded => ";",
        _ => ",",
    }
}

/// A value as a text of a URL or a header.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}
