//! Validates request bodies against their schemas: types, required properties, constraints, closed enums.

use arm_runtime::describe::{Constraints, Kind, Module, Property, Schema, Type};
use serde_json::{Map, Value, json};

use crate::catalog::schema_of;
use crate::response::FakeResponse;

/// The rules for a validation.
#[derive(Clone, Copy)]
pub(crate) struct Validation {
    pub module: &'static Module,
    /// Set to check required properties, except for patches.
    pub complete: bool,
}

/// The first fault of a body.
#[derive(Debug)]
pub(crate) struct Fault {
    code: &'static str,
    target: String,
    message: String,
}

impl Fault {
    fn new(code: &'static str, target: &str, message: impl Into<String>) -> Self {
        Self {
            code,
            target: target.to_owned(),
            message: message.into(),
        }
    }

    pub fn response(self) -> FakeResponse {
        let more = if self.target.is_empty() {
            json!({})
        } else {
            json!({ "target": self.target })
        };
        FakeResponse::error_with(400, self.code, self.message, more)
    }
}

impl Validation {
    /// Validates a body.
    pub fn body(&self, ty: &Type, value: &Value) -> Result<(), Fault> {
        self.value(ty, value, "", 0)
    }

    fn value(&self, ty: &Type, value: &Value, path: &str, depth: usize) -> Result<(), Fault> {
        if value.is_null() || depth > 64 {
            return Ok(());
        }
        let fits = match ty.kind {
            Kind::Text | Kind::Secret => value.is_string() || is_scalar_enum(ty, value),
            Kind::Bool => value.is_boolean(),
            Kind::Integer => value.is_i64() || value.is_u64(),
            Kind::Number => value.is_number(),
            Kind::List => value.is_array(),
            Kind::Map | Kind::Object => value.is_object(),
            Kind::Any | Kind::Bytes => true,
        };
        if !fits {
            return Err(wrong_type(ty.kind, path));
        }
        if ty.closed
            && let Some(text) = value.as_str()
            && !ty.values.iter().any(|it| it.eq_ignore_ascii_case(text))
        {
            // The log shows messages, and any text of a body may be a secret in the wrong place.
            let message = format!(
                "The value of '{path}' is not one of: {}.",
                ty.values.join(", ")
            );
            return Err(Fault::new("InvalidParameter", path, message));
        }
        match (value, ty.items) {
            (Value::Array(list), Some(items)) => list
                .iter()
                .enumerate()
                .try_for_each(|(i, it)| self.value(items, it, &format!("{path}[{i}]"), depth + 1)),
            (Value::Object(map), Some(items)) => map
                .iter()
                .try_for_each(|(name, it)| self.value(items, it, &join(path, name), depth + 1)),
            (_, None) if ty.kind == Kind::Any => match schema_of(self.module, ty) {
                Some(schema) => self.choice(schema, value, path, depth),
                None => Ok(()),
            },
            (Value::Object(object), None) => match schema_of(self.module, ty) {
                Some(schema) => self.object(schema, object, path, depth),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// Validates a value of several types: it must be valid as one of them.
    fn choice(
        &self,
        schema: &'static Schema,
        value: &Value,
        path: &str,
        depth: usize,
    ) -> Result<(), Fault> {
        let mut last = Ok(());
        for ty in schema.choices {
            last = self.value(ty, value, path, depth + 1);
            if last.is_ok() {
                break;
            }
        }
        last
    }

    fn object(
        &self,
        schema: &'static Schema,
        object: &Map<String, Value>,
        path: &str,
        depth: usize,
    ) -> Result<(), Fault> {
        if !schema.discriminator.is_empty() {
            let tag = object.get(schema.discriminator).and_then(Value::as_str);
            let mut variants = schema.variants.iter();
            let variant = variants.find(|it| tag.is_some_and(|tag| tag.eq_ignore_ascii_case(it.0)));
            // Unknown subtypes are accepted, as by the service.
            return match variant.and_then(|it| self.module.schemas.get(it.1)) {
                Some(subtype) if depth < 64 => self.object(subtype, object, path, depth + 1),
                _ => Ok(()),
            };
        }
        for property in schema.properties {
            let below = join(path, property.name);
            match object.get(property.name) {
                _ if !property.is_writable() => {}
                None | Some(Value::Null) => self.missing(property, &below)?,
                Some(value) => {
                    self.value(&property.ty, value, &below, depth + 1)?;
                    constraints(&property.constraints, value, &below)?;
                }
            }
        }
        Ok(())
    }

    fn missing(&self, property: &Property, path: &str) -> Result<(), Fault> {
        if !self.complete || !property.required || property.default.is_some() {
            return Ok(());
        }
        Err(match path {
            "location" => Fault::new(
                "LocationRequired",
                path,
                "The location property is required for this definition.",
            ),
            _ => Fault::new(
                "InvalidParameter",
                path,
                format!("The required property '{path}' is missing."),
            ),
        })
    }
}

/// Returns `true` for one of the integers of an enum that is declared as strings.
pub(crate) fn is_scalar_enum(ty: &Type, value: &Value) -> bool {
    let text = value.to_string();
    value.is_number() && ty.values.contains(&&*text)
}

fn wrong_type(kind: Kind, path: &str) -> Fault {
    let expected = match kind {
        Kind::Bool => "a boolean",
        Kind::Integer => "an integer",
        Kind::Number => "a number",
        Kind::List => "an array",
        Kind::Map | Kind::Object => "an object",
        _ => "a string",
    };
    let at = if path.is_empty() { "the body" } else { path };
    Fault::new(
        "InvalidRequestContent",
        path,
        format!(
            "The request content was invalid and could not be deserialized: '{at} is not {expected}'."
        ),
    )
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

/// Checks a value against its constraints.
fn constraints(it: &Constraints, value: &Value, path: &str) -> Result<(), Fault> {
    let fault = |what: String| {
        Err(Fault::new(
            "InvalidParameter",
            path,
            format!("The value of '{path}' {what}."),
        ))
    };
    match value {
        Value::String(text) => {
            let n = text.chars().count() as u64;
            if it.min_length.is_some_and(|least| n < least)
                || it.max_length.is_some_and(|most| n > most)
            {
                return fault(format!("has {n} characters, which is not allowed"));
            }
            if let Some(pattern) = it.pattern
                && !matches_pattern(pattern, text)
            {
                return fault(format!("does not match the pattern '{pattern}'"));
            }
        }
        Value::Number(number) => {
            let n = number.as_f64().unwrap_or(0.0);
            let low = it
                .minimum
                .is_some_and(|least| n < least || (it.exclusive_minimum && n <= least));
            let high = it
                .maximum
                .is_some_and(|most| n > most || (it.exclusive_maximum && n >= most));
            if low || high {
                return fault(format!("is out of range: {n}"));
            }
            if it
                .multiple_of
                .is_some_and(|of| of > 0.0 && (n / of).fract() != 0.0)
            {
                return fault(format!(
                    "is not a multiple of {}",
                    it.multiple_of.unwrap_or(1.0)
                ));
            }
        }
        Value::Array(list) => {
            let n = list.len() as u64;
            if it.min_items.is_some_and(|least| n < least)
                || it.max_items.is_some_and(|most| n > most)
            {
                return fault(format!("has {n} items, which is not allowed"));
            }
            let repeated = |(i, item): (usize, &Value)| list[..i].contains(item);
            if it.unique_items && list.iter().enumerate().any(repeated) {
                return fault("has duplicate items".to_owned());
            }
        }
        _ => {}
    }
    Ok(())
}

/// Returns `true` if the text matches. An unsupported pattern matches everything.
pub(crate) fn matches_pattern(pattern: &str, text: &str) -> bool {
    regex_lite::Regex::new(pattern).map_or(true, |it| it.is_match(text))
}

/// Removes properties that requests cannot set. Properties that can be set only at creation keep their value.
pub(crate) fn writable(
    module: &'static Module,
    ty: &Type,
    body: &mut Map<String, Value>,
    old: Option<&Map<String, Value>>,
) {
    let Some(schema) = schema_of(module, ty) else {
        return;
    };
    for property in schema.properties {
        let name = property.name;
        if !property.is_writable() {
            body.remove(name);
            continue;
        }
        let fixed = !property.mutability.is_empty() && !property.mutability.contains(&"update");
        if fixed
            && let Some(value) = old.and_then(|it| it.get(name))
            && !value.is_null()
        {
            body.insert(name.to_owned(), value.clone());
            continue;
        }
        if let Some(Value::Object(inner)) = body.get_mut(name) {
            let old = old.and_then(|it| it.get(name)).and_then(Value::as_object);
            writable(module, &property.ty, inner, old);
        }
    }
}

/// Returns the secrets in a body, by the names of their properties.
pub(crate) fn secrets(module: &'static Module, ty: &Type, value: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    let (Some(schema), Some(object)) = (schema_of(module, ty), value.as_object()) else {
        return found;
    };
    for property in schema.properties {
        match object.get(property.name) {
            // A response shows required secrets as empty, and clients may send the response back.
            Some(value) if value == "" => {}
            Some(value) if property.kind == Kind::Secret && value.is_string() => {
                found.push((property.name.to_owned(), value.clone()));
            }
            Some(value) => found.extend(secrets(module, &property.ty, value)),
            None => {}
        }
    }
    found
}
