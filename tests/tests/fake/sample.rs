//! Sample requests built from metadata: valid names, required parameters, and bodies that are taken from the example or
//! minimal.

use std::collections::BTreeMap;

use arm_runtime::describe::{Constraints, Entry, Kind, Module, Property, Schema, Type};
use arm_runtime::{Method, Parameter, ParameterLocation};
use serde_json::{Map, Value, json};

pub const SUBSCRIPTION: &str = "11112222-3333-4444-5555-666677778888";
pub const GROUP: &str = "fakegroup";

/// A sample request.
#[derive(Clone, Debug)]
pub struct Sample {
    pub method: String,
    pub path: String,
    pub query: Vec<(String, String)>,
    pub headers: Vec<(String, String)>,
    pub body: Option<Value>,
}

impl Sample {
    /// Path and query.
    pub fn target(&self) -> String {
        let pairs = self
            .query
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)));
        format!("{}?{}", self.path, pairs.collect::<Vec<_>>().join("&"))
    }
}

fn encode(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:".contains(c);
    let mut encoded = String::new();
    for c in text.chars() {
        match c {
            c if plain(c) => encoded.push(c),
            c => {
                let mut buffer = [0; 4];
                for byte in c.encode_utf8(&mut buffer).bytes() {
                    encoded.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
    encoded
}

/// Names in use, by the path before them, so that children are created below existing parents.
#[derive(Default)]
pub struct Names(BTreeMap<String, Vec<String>>);

/// Builds the request of an operation without its body.
pub fn request(entry: &'static Entry, names: &mut Names) -> Sample {
    let operation = entry.operation;
    let (path, fixed) = operation
        .path
        .split_once('?')
        .unwrap_or((operation.path, ""));
    let mut built = String::new();
    for segment in path.split('/').filter(|it| !it.is_empty()) {
        let value = match segment
            .strip_prefix('{')
            .and_then(|it| it.strip_suffix('}'))
        {
            None => segment.to_owned(),
            Some(name) => path_value(entry, name, &built, names),
        };
        built = format!("{built}/{value}");
    }
    let mut sample = Sample {
        method: azure_core::http::Method::from(operation.method).to_string(),
        path: built,
        query: vec![("api-version".to_owned(), operation.api_version.to_owned())],
        headers: vec![("accept".to_owned(), "application/json".to_owned())],
        body: None,
    };
    for pair in fixed.split('&').filter(|it| !it.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        sample.query.push((name.to_owned(), value.to_owned()));
    }
    for (parameter, property) in operation.parameters.iter().zip(entry.parameters) {
        let value = match parameter.constant {
            Some(value) => value.to_owned(),
            None if parameter.required => parameter_value(entry, parameter, property),
            None => continue,
        };
        match parameter.location {
            ParameterLocation::Query if parameter.name != "api-version" => {
                sample.query.push((parameter.name.to_owned(), value));
            }
            ParameterLocation::Header => {
                sample
                    .headers
                    .push((parameter.name.to_ascii_lowercase(), value));
            }
            _ => {}
        }
    }
    sample
}

fn described(entry: &Entry, name: &str) -> Option<(&'static Parameter, &'static Property)> {
    let all = entry.operation.parameters.iter().zip(entry.parameters);
    let mut found = all.filter(|(it, _)| it.location == ParameterLocation::Path && it.name == name);
    found.next()
}

fn path_value(entry: &'static Entry, name: &str, before: &str, names: &mut Names) -> String {
    if name.eq_ignore_ascii_case("subscriptionId") {
        return SUBSCRIPTION.to_owned();
    }
    if before.to_ascii_lowercase().ends_with("/resourcegroups") {
        return GROUP.to_owned();
    }
    let Some((parameter, property)) = described(entry, name) else {
        return "fake1".to_owned();
    };
    if let Some(value) = parameter.constant {
        return value.to_owned();
    }
    if parameter.verbatim && before.is_empty() {
        return format!("subscriptions/{SUBSCRIPTION}/resourceGroups/{GROUP}");
    }
    let known = names.0.entry(before.to_ascii_lowercase()).or_default();
    let fits = |it: &&String| allows(parameter, property, it);
    if let Some(value) = known.iter().find(fits) {
        return value.clone();
    }
    let value = parameter_value(entry, parameter, property);
    known.push(value.clone());
    value
}

fn allows(parameter: &Parameter, property: &Property, value: &str) -> bool {
    let n = value.chars().count();
    let listed = property.values.is_empty() || property.values.contains(&value);
    let numeric = !matches!(property.kind, Kind::Integer | Kind::Number)
        || value.parse::<f64>().is_ok_and(|n| {
            parameter.minimum.is_none_or(|least| n >= least)
                && parameter.maximum.is_none_or(|most| n <= most)
        });
    let pattern = parameter
        .pattern
        .and_then(|it| regex_lite::Regex::new(it).ok());
    let long = parameter.max_length.is_some_and(|most| n > most as usize);
    let short = parameter.min_length.is_some_and(|least| n < least as usize);
    listed && numeric && !long && !short && pattern.is_none_or(|it| it.is_match(value))
}

/// Returns a value for a required parameter.
fn parameter_value(entry: &Entry, parameter: &Parameter, property: &Property) -> String {
    let examples = entry.example.map_or(&[][..], |it| it.parameters);
    let example = examples
        .iter()
        .find(|it| it.0.eq_ignore_ascii_case(parameter.name));
    let example = example.and_then(|it| serde_json::from_str::<Value>(it.1).ok());
    let example = example.map(|it| match it {
        Value::String(text) => text,
        other => other.to_string(),
    });
    if matches!(property.kind, Kind::List) {
        return property.values.first().map_or("fake", |it| it).to_owned();
    }
    let dated = (property.ty.format == "date-time").then(|| "2030-01-01T00:00:00Z".to_owned());
    let made_up = match property.kind {
        Kind::Bool => vec!["true"],
        Kind::Integer | Kind::Number => vec!["1", "0", "10", "100", "1000"],
        _ => vec![
            "fake1",
            "fakename",
            "fake-name-1",
            "a",
            "f",
            "1.0.0",
            "00000000-0000-4000-8000-000000000001",
        ],
    };
    let of_name = match parameter.name.to_ascii_lowercase().as_str() {
        "if-match" => Some("*".to_owned()),
        _ => None,
    };
    let listed = property.values.iter().map(|it| (*it).to_owned());
    let mut all = listed
        .chain(of_name)
        .chain(dated)
        .chain(made_up.into_iter().map(str::to_owned))
        .chain(example.filter(|it| !it.contains('/')));
    let fits = |it: &String| allows(parameter, property, it);
    all.find(fits).unwrap_or_else(|| "fake1".to_owned())
}

/// Returns the bodies to try: the example and a minimal one.
pub fn bodies(module: &'static Module, entry: &'static Entry) -> Vec<Value> {
    let Some(body) = entry.body else {
        return Vec::new();
    };
    let example = entry.example.and_then(|it| it.body);
    let example = example.and_then(|it| serde_json::from_str::<Value>(it).ok());
    // An optional body is an empty string in some examples.
    let example = example.filter(|it| body.ty.kind != Kind::Object || it.is_object());
    let complete = entry.operation.method != Method::Patch;
    let smallest = Smallest { module, complete };
    example
        .into_iter()
        .chain([smallest.value(&body.ty, &Constraints::NONE, 0)])
        .collect()
}

/// Builds minimal values for schemas.
struct Smallest {
    module: &'static Module,
    /// Set to include required properties.
    complete: bool,
}

impl Smallest {
    fn value(&self, ty: &Type, constraints: &Constraints, depth: usize) -> Value {
        if let Some(first) = ty.values.first().filter(|_| ty.kind != Kind::List) {
            return match ty.kind {
                Kind::Integer => first.parse::<i64>().map_or(Value::Null, Value::from),
                _ => json!(first),
            };
        }
        let least = constraints.minimum.unwrap_or(0.0).max(0.0);
        match ty.kind {
            Kind::Bool => json!(false),
            Kind::Integer => json!(least.ceil() as i64),
            Kind::Number => json!(least),
            Kind::List => {
                let n = constraints.min_items.unwrap_or(0).min(8);
                let item = || {
                    let items = ty.items?;
                    Some(self.value(items, &Constraints::NONE, depth + 1))
                };
                (0..n).map(|_| item().unwrap_or_default()).collect()
            }
            Kind::Map | Kind::Any | Kind::Bytes => json!({}),
            Kind::Object if depth > 16 => json!({}),
            Kind::Object => match ty.schema.and_then(|it| self.module.schemas.get(it)) {
                Some(schema) => self.object(schema, Map::new(), depth),
                None => json!({}),
            },
            Kind::Text | Kind::Secret => json!(text(ty.format, constraints)),
        }
    }

    fn object(
        &self,
        schema: &'static Schema,
        mut value: Map<String, Value>,
        depth: usize,
    ) -> Value {
        if let Some((tag, index)) = schema.variants.first()
            && let Some(subtype) = self.module.schemas.get(*index)
        {
            value.insert(schema.discriminator.to_owned(), json!(tag));
            return self.object(subtype, value, depth + 1);
        }
        for (name, tag) in schema.discriminator_values {
            value.entry(*name).or_insert_with(|| json!(tag));
        }
        for property in schema.properties {
            let needed = self.complete && property.required && property.is_writable();
            if needed && !value.contains_key(property.name) {
                let least = self.value(&property.ty, &property.constraints, depth + 1);
                value.insert(property.name.to_owned(), least);
            }
        }
        Value::Object(value)
    }
}

fn text(format: &str, constraints: &Constraints) -> String {
    match format {
        "date-time" => return "2030-01-01T00:00:00Z".to_owned(),
        "date" => return "2030-01-01".to_owned(),
        "duration" => return "PT1H".to_owned(),
        "byte" | "base64url" => return "ZmFr".to_owned(),
        "uuid" => return "00000000-0000-4000-8000-000000000001".to_owned(),
        _ => {}
    }
    let n = usize::try_from(constraints.min_length.unwrap_or(0)).unwrap_or(0);
    let all = [
        "fake1",
        "fake",
        "f",
        "A",
        "1",
        "Fake-Name1!",
        "00000000-0000-4000-8000-000000000001",
    ];
    let pattern = constraints
        .pattern
        .and_then(|it| regex_lite::Regex::new(it).ok());
    let fits = |it: &String| {
        let most = constraints
            .max_length
            .is_some_and(|most| it.len() as u64 > most);
        !most && pattern.as_ref().is_none_or(|pattern| pattern.is_match(it))
    };
    let mut padded = all.iter().map(|it| format!("{it:x<n$}"));
    padded.find(fits).unwrap_or_else(|| "fake1".to_owned())
}
