//! Request bodies, from `--body` or from the flags of properties.

use arm_runtime::describe::{Body, Entry, Kind, Module};
use arm_runtime::{Base64, Bytes, JsonValue, Prepared};
use clap::ArgMatches;
use serde_json::{Map, json};

use crate::arguments::{flag_values, pairs, spelled, wrong};
use crate::error::Failure;
use crate::flags::{self, Flag};
use crate::input;
use crate::secrets::SecretFinder;
use crate::validate;

/// The content to send.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    Nothing,
    Json(JsonValue),
    Raw(Vec<u8>),
}

impl Content {
    /// Adds the content to the request.
    pub fn add_to(&self, prepared: Prepared) -> Prepared {
        match self {
            // A form is already part of the request. A missing body has already been rejected.
            Self::Nothing => prepared,
            Self::Json(value) => prepared.body::<JsonValue>(value),
            Self::Raw(bytes) => prepared.body::<Bytes>(bytes.clone()),
        }
    }
}

/// Reads the body from the flags.
pub fn read(
    module: &'static Module,
    entry: &'static Entry,
    matches: &ArgMatches,
    validate: bool,
) -> Result<Content, Failure> {
    let mut content = assembled(module, entry, matches, validate)?;
    if let (true, Content::Json(value), Some(body)) = (validate, &mut content, &entry.body) {
        let findings = validate::check(module, &body.ty, body.secrets, value);
        if !findings.is_empty() {
            return Err(Failure::with_hint(
                format!("the body is invalid:\n  {}", findings.join("\n  ")),
                "use --no-validate to send it unchanged",
            ));
        }
    }
    Ok(content)
}

/// Assembles the body from the flags of its properties.
fn assembled(
    module: &'static Module,
    entry: &'static Entry,
    matches: &ArgMatches,
    validate: bool,
) -> Result<Content, Failure> {
    let (Some(body), Some(declared)) = (&entry.body, entry.operation.body) else {
        return Ok(Content::Nothing);
    };
    if let Some(text) = matches.get_one::<String>("body") {
        return whole(body, declared.media_type, text, validate);
    }
    let flags: Vec<Flag> = flags::of(module, entry)
        .into_iter()
        .filter(|it| it.path().is_some())
        .collect();
    let mut object = Map::new();
    // Objects are set before their properties, which then override them.
    for flag in &flags {
        let values = flag_values(matches, flag)?;
        if let (Some(path), false) = (flag.path(), values.is_empty()) {
            let value = property(module, flag, &values, validate)
                .map_err(|failure| with_nested(failure, flag, &flags))?;
            set(&mut object, path, value)
                .map_err(|()| wrong(flag, "is set in a value that is not an object"))?;
        }
    }
    if object.is_empty() && !declared.required {
        return Ok(Content::Nothing);
    }
    let missing: Vec<String> = flags
        .iter()
        .filter(|it| validate && !it.is_nested())
        .filter(|it| it.property.required && !object.contains_key(it.property.name))
        .map(|it| format!("--{}", it.long))
        .collect();
    if !missing.is_empty() {
        return Err(Failure::with_hint(
            format!("the body requires {}", missing.join(", ")),
            "set it, or pass the whole body with --body",
        ));
    }
    if object.is_empty() && (body.kind != Kind::Object || flags.is_empty()) {
        return Err(Failure::with_hint(
            "the operation requires a body",
            "pass it with --body: JSON, @file, or - for stdin",
        ));
    }
    Ok(Content::Json(JsonValue::Object(object)))
}

/// Adds to the failure of an object the flags of its properties.
fn with_nested(failure: Failure, flag: &Flag, flags: &[Flag]) -> Failure {
    let path = flag.path().unwrap_or_default();
    let is_below = |it: &&Flag| {
        let own = it.path().unwrap_or_default();
        own.len() == path.len() + 1 && own.starts_with(path)
    };
    let names: Vec<String> = flags
        .iter()
        .filter(is_below)
        .map(|it| format!("--{}", it.long))
        .collect();
    match failure {
        Failure::Usage {
            message,
            hint: None,
        } if !names.is_empty() => Failure::with_hint(
            message,
            format!(
                "its properties have flags: {}",
                names[..names.len().min(6)].join(", ")
            ),
        ),
        failure => failure,
    }
}

/// Sets a value at a path, creating objects on the way.
fn set(object: &mut Map<String, JsonValue>, path: &[&str], value: JsonValue) -> Result<(), ()> {
    match path {
        [] => Err(()),
        [name] => {
            object.insert((*name).to_owned(), value);
            Ok(())
        }
        [name, rest @ ..] => {
            let inner = object
                .entry(*name)
                .or_insert_with(|| JsonValue::Object(Map::new()));
            set(inner.as_object_mut().ok_or(())?, rest, value)
        }
    }
}

/// The secrets that the body holds.
pub fn secrets(module: &'static Module, entry: &Entry, content: &Content) -> Vec<String> {
    match content {
        Content::Json(value) => SecretFinder::of_body(module, entry).find(value),
        Content::Nothing | Content::Raw(_) => Vec::new(),
    }
}

/// The body without its secrets.
pub fn masked(module: &'static Module, entry: &Entry, body: &JsonValue) -> JsonValue {
    let mut body = body.clone();
    SecretFinder::of_body(module, entry).mask(&mut body);
    body
}

fn whole(body: &Body, media_type: &str, text: &str, validate: bool) -> Result<Content, Failure> {
    if !body.is_json(media_type) {
        return input::bytes("--body", text).map(Content::Raw);
    }
    let text = input::text("--body", text)?;
    // Shows the position only, because the text may contain a secret.
    let mut value: JsonValue = serde_json::from_str(&text).map_err(|error| {
        Failure::with_hint(
            format!(
                "--body is not JSON: line {}, column {}: {}",
                error.line(),
                error.column(),
                kind_of(&error)
            ),
            "use JSON text, @file, or - for stdin",
        )
    })?;
    if !validate {
        return Ok(Content::Json(value));
    }
    if matches!(body.kind, Kind::Object | Kind::Map) && !value.is_object() {
        return Err(Failure::usage(format!(
            "--body must be a JSON object; it is {}",
            name_of(&value)
        )));
    }
    if body.kind == Kind::List && !value.is_array() {
        return Err(Failure::usage(format!(
            "--body must be a JSON array; it is {}",
            name_of(&value)
        )));
    }
    for property in body.properties.iter().filter(|it| !it.values.is_empty()) {
        if let Some(JsonValue::String(text)) = value.get_mut(property.name) {
            *text = spelled(property, text);
        }
    }
    Ok(Content::Json(value))
}

fn kind_of(error: &serde_json::Error) -> &'static str {
    if error.is_eof() {
        "unexpected end"
    } else {
        "unexpected character"
    }
}

/// Describes the type of a JSON value.
pub fn name_of(value: &JsonValue) -> &'static str {
    match value {
        JsonValue::Null => "null",
        JsonValue::Bool(_) => "a boolean",
        JsonValue::Number(_) => "a number",
        JsonValue::String(_) => "a string",
        JsonValue::Array(_) => "an array",
        JsonValue::Object(_) => "an object",
    }
}

/// Reads the value of a property. Without validation, text that is not of the declared type is a JSON string.
fn property(
    module: &'static Module,
    flag: &Flag,
    values: &[String],
    validate: bool,
) -> Result<JsonValue, Failure> {
    let Some(first) = values.first() else {
        return Ok(JsonValue::Null);
    };
    let other = |what: &str| match validate {
        true => Err(wrong(flag, what)),
        false => Ok(JsonValue::from(first.as_str())),
    };
    let starts = |c: char| values.len() == 1 && first.starts_with(c);
    match flag.property.kind {
        Kind::Bool => match first.to_ascii_lowercase().parse::<bool>() {
            Ok(value) => Ok(value.into()),
            Err(_) => other("is not true or false"),
        },
        Kind::Integer => match first.parse::<i64>() {
            Ok(number) => Ok(number.into()),
            Err(_) => other("is not an integer"),
        },
        Kind::Number => {
            let number = first
                .parse::<f64>()
                .ok()
                .and_then(serde_json::Number::from_f64);
            match number {
                Some(number) => Ok(JsonValue::Number(number)),
                None => other("is not a number"),
            }
        }
        // An object with a single required scalar can be set by the scalar alone.
        Kind::Object if !first.trim_start().starts_with('{') => {
            match flags::only_scalar(module, flag.property) {
                Some(property) => {
                    let value = self::property(module, &flag.with(property), values, validate)?;
                    Ok(json!({ property.name: value }))
                }
                None => json(flag, first, validate),
            }
        }
        Kind::Object | Kind::Any => json(flag, first, validate),
        Kind::Map if starts('{') => json(flag, first, validate),
        Kind::Map => {
            let pairs = pairs(flag, values)?
                .into_iter()
                .map(|(name, value)| (name, JsonValue::String(value)));
            Ok(JsonValue::Object(pairs.collect()))
        }
        Kind::List if starts('[') => json(flag, first, validate),
        Kind::List => values
            .iter()
            .map(|it| Ok(JsonValue::String(spelled(flag.property, it))))
            .collect(),
        Kind::Text | Kind::Secret => Ok(spelled(flag.property, first).into()),
        // In JSON, bytes are base64; a file is encoded.
        Kind::Bytes if input::is_reference(first) => {
            let bytes = input::bytes(&format!("--{}", flag.long), first)?;
            Ok(Base64::from(bytes).to_string().into())
        }
        Kind::Bytes => Ok(first.as_str().into()),
    }
}

fn json(flag: &Flag, text: &str, validate: bool) -> Result<JsonValue, Failure> {
    let what = |error: serde_json::Error| {
        format!(
            "is not JSON: line {}, column {}",
            error.line(),
            error.column()
        )
    };
    let value: JsonValue = serde_json::from_str(text).map_err(|error| wrong(flag, &what(error)))?;
    let fits = match flag.property.kind {
        Kind::Object | Kind::Map => value.is_object(),
        Kind::List => value.is_array(),
        _ => true,
    };
    if fits || !validate {
        Ok(value)
    } else {
        Err(wrong(flag, &format!("is {}", name_of(&value))))
    }
}

#[cfg(test)]
mod tests;
