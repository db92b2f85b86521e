//! Validates a body against the schemas of its operation: names, types, required properties and allowed values.

use arm_runtime::describe::{Kind, Module, Property, Schema, Type};
use arm_runtime::{JsonMap, JsonValue};

use crate::body::name_of;
use crate::spelling::similar;

/// Maximum number of findings in a message.
const MAX_SHOWN: usize = 20;

/// Validates a value, and replaces allowed values by the spelling of the spec. Returns the findings with their paths.
/// They do not quote the values of properties named in `secrets`, nor values below these.
pub fn check(module: &Module, ty: &Type, secrets: &[&str], value: &mut JsonValue) -> Vec<String> {
    let mut findings = Findings {
        module,
        secrets,
        is_secret: false,
        list: Vec::new(),
    };
    findings.value("", ty, value);
    let n = findings.list.len();
    findings.list.truncate(MAX_SHOWN);
    if n > MAX_SHOWN {
        findings.list.push(format!("and {} more", n - MAX_SHOWN));
    }
    findings.list
}

struct Findings<'a> {
    module: &'a Module,
    /// Names of secret properties.
    secrets: &'a [&'a str],
    /// Set in the value of a secret property.
    is_secret: bool,
    list: Vec<String>,
}

impl Findings<'_> {
    fn add(&mut self, path: &str, what: impl std::fmt::Display) {
        let path = if path.is_empty() { "the body" } else { path };
        self.list.push(format!("{path} {what}"));
    }

    fn value(&mut self, path: &str, ty: &Type, value: &mut JsonValue) {
        if value.is_null() {
            // A null removes a property of any type.
            return;
        }
        let wanted = match ty.kind {
            Kind::Text | Kind::Secret | Kind::Bytes if !value.is_string() => "a string",
            Kind::Bool if !value.is_boolean() => "a boolean",
            Kind::Integer if !(value.is_i64() || value.is_u64()) => "an integer",
            Kind::Number if !value.is_number() => "a number",
            Kind::List if !value.is_array() => "an array",
            Kind::Map | Kind::Object if !value.is_object() => "an object",
            _ => "",
        };
        if !wanted.is_empty() {
            return self.add(path, format!("is {}, expected {wanted}", name_of(value)));
        }
        match (ty.kind, value) {
            (Kind::Text, JsonValue::String(text)) => self.allowed(path, ty.values, text),
            (Kind::Integer | Kind::Number, JsonValue::Number(number)) if !ty.values.is_empty() => {
                self.allowed(path, ty.values, &mut number.to_string());
            }
            (Kind::List, JsonValue::Array(items)) => {
                for (at, item) in items.iter_mut().enumerate() {
                    if let Some(ty) = ty.items {
                        self.value(&format!("{path}[{at}]"), ty, item);
                    }
                }
            }
            (Kind::Map, JsonValue::Object(map)) => {
                for (name, value) in map {
                    if let Some(ty) = ty.items {
                        self.value(&below(path, name), ty, value);
                    }
                }
            }
            (Kind::Object, value) => self.object(path, ty, value),
            (Kind::Any, value) => self.choice(path, ty, value),
            _ => {}
        }
    }

    /// Validates a value of several types: it must be valid as one of them.
    fn choice(&mut self, path: &str, ty: &Type, value: &mut JsonValue) {
        let Some(schema) = self.module.schema(ty) else {
            return;
        };
        let mut fewest: Option<Vec<String>> = None;
        for ty in schema.choices {
            let mut findings = Findings {
                list: Vec::new(),
                ..*self
            };
            let mut tried = value.clone();
            findings.value(path, ty, &mut tried);
            if findings.list.is_empty() {
                *value = tried;
                return;
            }
            if fewest
                .as_ref()
                .is_none_or(|it| findings.list.len() < it.len())
            {
                fewest = Some(findings.list);
            }
        }
        self.list.extend(fewest.unwrap_or_default());
    }

    /// Normalizes the spelling of an allowed value, which may be in any case.
    fn allowed(&mut self, path: &str, values: &[&str], text: &mut String) {
        if values.is_empty() {
            return;
        }
        match values.iter().find(|it| it.eq_ignore_ascii_case(text)) {
            Some(value) => *text = (*value).to_owned(),
            None => self.not_allowed(path, text, values),
        }
    }

    fn not_allowed(&mut self, path: &str, text: &str, values: &[&str]) {
        let allowed = values.join(", ");
        let what = match self.is_secret {
            true => format!("is not allowed; allowed are {allowed}"),
            false => format!("is `{}`; allowed are {allowed}", text.escape_debug()),
        };
        self.add(path, what);
    }

    fn object(&mut self, path: &str, ty: &Type, value: &mut JsonValue) {
        let (Some(schema), Some(map)) = (self.module.schema(ty), value.as_object_mut()) else {
            return;
        };
        let schema = self.module.subtype(schema, map);
        self.discriminator(path, schema, map);
        let missing = |it: &&Property| it.required && !it.read_only && !map.contains_key(it.name);
        let missing: Vec<&str> = schema
            .properties
            .iter()
            .filter(missing)
            .map(|it| it.name)
            .collect();
        for name in missing {
            self.add(&below(path, name), "is required");
        }
        let outside = self.is_secret;
        for (name, value) in map {
            let path = below(path, name);
            self.is_secret = outside || self.secrets.iter().any(|it| it.eq_ignore_ascii_case(name));
            match (schema.property(name), schema.additional) {
                (Some(property), _) => self.value(&path, &property.ty, value),
                (None, _) if is_discriminator(schema, name) => {}
                (None, Some(ty)) => self.value(&path, &ty, value),
                (None, None) => {
                    let names: Vec<&str> = schema.properties.iter().map(|it| it.name).collect();
                    match similar(name, &names).first() {
                        Some(other) => {
                            self.add(&path, format!("is unknown; did you mean `{other}`?"))
                        }
                        None => self.add(
                            &path,
                            format!("is unknown; {} has {}", schema.name, names.join(", ")),
                        ),
                    }
                }
            }
        }
        self.is_secret = outside;
    }

    fn discriminator(&mut self, path: &str, schema: &Schema, object: &JsonMap) {
        if schema.discriminator.is_empty() {
            return;
        }
        let names: Vec<&str> = schema.variants.iter().map(|(name, _)| *name).collect();
        let path = below(path, schema.discriminator);
        match object.get(schema.discriminator).and_then(JsonValue::as_str) {
            None => self.add(&path, format!("is required: one of {}", names.join(", "))),
            Some(name) => self.not_allowed(&path, name, &names),
        }
    }
}

fn is_discriminator(schema: &Schema, name: &str) -> bool {
    schema.discriminator == name
        || schema
            .discriminator_values
            .iter()
            .any(|(it, _)| *it == name)
}

fn below(path: &str, name: &str) -> String {
    let name = name.escape_debug();
    if path.is_empty() {
        name.to_string()
    } else {
        format!("{path}.{name}")
    }
}

#[cfg(test)]
mod tests;
