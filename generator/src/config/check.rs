//! Checks a configuration against its JSON Schema: every key and every value, with source locations.

use serde_json::{Map, Value};

use super::formats::format_named;
use crate::diagnostics::{Diagnostics, Location, code, nearest};

/// Reports everything in `value` that the schema does not allow.
pub(super) fn check_shape(
    value: &Value,
    schema: &Value,
    at: &Location,
    diagnostics: &mut Diagnostics,
) {
    let mut checker = Checker {
        root: schema,
        diagnostics,
    };
    let context = Context {
        title: "a mapping of keys to values",
        example: None,
        key: None,
        is_required: true,
    };
    checker.check(value, schema, &context, at);
}

struct Checker<'a> {
    root: &'a Value,
    diagnostics: &'a mut Diagnostics,
}

/// The expected value, as messages describe it.
struct Context<'a> {
    /// Noun phrase.
    title: &'a str,
    example: Option<&'a Value>,
    /// The key of the value. `None` for an item of a list.
    key: Option<&'a str>,
    is_required: bool,
}

impl<'a> Checker<'a> {
    fn check(&mut self, value: &Value, schema: &'a Value, context: &Context<'_>, at: &Location) {
        let branches = self.branches(schema);
        let found = branches.iter().copied().find(|it| has_type(value, it));
        let Some(schema) = found else {
            let message = format!("expected {}, found {}", context.title, found_type(value));
            let help = self.help_for_type(value, &branches, context);
            self.error(message, help, at);
            return;
        };
        let number = |key: &str| schema.get(key).and_then(Value::as_u64);
        match value {
            Value::Object(entries) => self.check_object(entries, schema, context, at),
            Value::Array(items) => {
                if number("minItems").is_some_and(|least| (items.len() as u64) < least) {
                    let message = format!("expected {}, found an empty list", context.title);
                    self.error(message, context.help(), at);
                }
                let Some(schema) = schema.get("items") else {
                    return;
                };
                let example = context.example.and_then(|it| it.get(0));
                for (index, item) in items.iter().enumerate() {
                    let item_context = self.context(schema, None, "a string", example);
                    self.check(item, schema, &item_context, &at.child(&index.to_string()));
                }
            }
            Value::String(text) if text.is_empty() && number("minLength").is_some() => {
                let message = format!("expected {}, found an empty string", context.title);
                self.error(message, context.help(), at);
            }
            value => self.check_scalar(value, schema, context, at),
        }
    }

    fn check_scalar(
        &mut self,
        value: &Value,
        schema: &Value,
        context: &Context<'_>,
        at: &Location,
    ) {
        let shown = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        let allowed = schema.get("enum").and_then(Value::as_array);
        let is_excluded = schema.get("const").is_some_and(|it| it != value)
            || allowed.is_some_and(|it| !it.contains(value));
        if is_excluded {
            let message = format!("`{shown}` is not {}", context.title);
            self.error(message, context.help(), at);
        }
        let format = format_named(schema.get("format"));
        let Some(format) = format.filter(|it| !it.accepts(&shown)) else {
            return;
        };
        let help = match format.rule {
            "" => context.help(),
            rule => format!("{rule}; {}", context.help()),
        };
        let message = format!("`{}` is not {}", shown.trim_end(), format.noun);
        self.diagnostics
            .error(format.code, at.clone(), message)
            .help(help);
    }

    fn check_object(
        &mut self,
        entries: &Map<String, Value>,
        schema: &'a Value,
        context: &Context<'_>,
        at: &Location,
    ) {
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
            if let Some(schema) = schema.get("additionalProperties") {
                for (key, entry) in entries {
                    let context = self.context(schema, Some(key), "a mapping", None);
                    self.check(entry, schema, &context, &at.child(key));
                }
            }
            return;
        };
        let required = schema.get("required").and_then(Value::as_array);
        let required = required.into_iter().flatten().filter_map(Value::as_str);
        let required: Vec<&str> = required.collect();
        // The keys of a combination cannot simply be removed.
        let combination = [schema.get("oneOf"), schema.get("dependentRequired")];
        let mut meant = Vec::new();
        for (key, entry) in entries {
            if let Some(schema) = properties.get(key) {
                let mut context = self.context(schema, Some(key), "a value", None);
                context.is_required =
                    required.contains(&key.as_str()) || is_combined(key, combination);
                self.check(entry, schema, &context, &at.child(key));
            } else {
                meant.extend(self.unknown_key(key, properties.keys().map(String::as_str), at));
            }
        }
        for key in required {
            let is_misspelled = meant.iter().any(|it| it == key);
            if let Some(schema) = properties.get(key)
                && !entries.contains_key(key)
                && !is_misspelled
            {
                let help = self
                    .context(schema, Some(key), "a value", None)
                    .example_help();
                self.error(format!("the key `{key}` is missing"), help, at);
            }
        }
        let is_set = |key: &str| entries.contains_key(key) || meant.iter().any(|it| it == key);
        self.check_combination(&is_set, schema, context, at);
    }

    /// Checks keys of which one must be set, and keys that require others.
    fn check_combination(
        &mut self,
        is_set: &dyn Fn(&str) -> bool,
        schema: &Value,
        context: &Context<'_>,
        at: &Location,
    ) {
        let choices = schema.get("oneOf").and_then(Value::as_array);
        let choices = choices.into_iter().flatten();
        let choices: Vec<&str> = choices
            .filter_map(|it| it.pointer("/required/0")?.as_str())
            .collect();
        let set: Vec<&str> = choices.iter().copied().filter(|it| is_set(it)).collect();
        match set.as_slice() {
            [] if !choices.is_empty() => {
                let message = format!("one of the keys {} is missing", list(&choices));
                self.error(message, context.example_help(), at);
                return;
            }
            [] | [_] => {}
            _ => {
                let message = format!("only one of the keys {} is allowed", list(&set));
                self.error(message, "remove the others".to_owned(), at);
            }
        }
        let dependent = schema.get("dependentRequired").and_then(Value::as_object);
        for (key, required) in dependent.into_iter().flatten() {
            let required = required.get(0).and_then(Value::as_str).unwrap_or_default();
            if is_set(key) && !is_set(required) {
                let of_required = schema.pointer(&format!("/properties/{required}"));
                let help = match of_required {
                    Some(schema) => self
                        .context(schema, Some(required), "a value", None)
                        .example_help(),
                    None => String::new(),
                };
                let message = format!("the key `{required}` is missing, which `{key}` requires");
                self.error(message, help, at);
            }
        }
    }

    fn error(&mut self, message: String, help: String, at: &Location) {
        self.diagnostics
            .error(&code::MALFORMED_CONFIG, at.clone(), message)
            .help(help);
    }

    /// Reports an unknown key, and returns the key that was probably meant.
    fn unknown_key<'k>(
        &mut self,
        key: &str,
        known: impl Iterator<Item = &'k str>,
        at: &Location,
    ) -> Option<String> {
        let known: Vec<&str> = known.collect();
        let near = nearest(key, known.iter().copied()).into_iter().next();
        let help = match &near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the keys are {}", known.join(", ")),
        };
        self.diagnostics
            .error(
                &code::MALFORMED_CONFIG,
                at.child(key),
                format!("unknown key `{key}`"),
            )
            .help(help)
            .of_key();
        near
    }

    fn context<'k>(
        &self,
        schema: &'k Value,
        key: Option<&'k str>,
        title: &'k str,
        example: Option<&'k Value>,
    ) -> Context<'k>
    where
        'a: 'k,
    {
        let target = schema.get("$ref").and_then(Value::as_str);
        let target = target.and_then(|it| self.root.pointer(it.trim_start_matches('#')));
        let of = |name: &str| schema.get(name).or_else(|| target?.get(name));
        Context {
            title: of("title").and_then(Value::as_str).unwrap_or(title),
            example: of("examples").and_then(|it| it.get(0)).or(example),
            key,
            is_required: key.is_none(),
        }
    }

    /// Returns what to write in place of a value of another type.
    fn help_for_type(&self, value: &Value, branches: &[&Value], context: &Context<'_>) -> String {
        let help = context.help();
        let expects = |name: &str| {
            branches
                .iter()
                .any(|it| it.get("type").is_some_and(|it| it == name))
        };
        let table = branches.iter().find_map(|it| it.get("properties"));
        let keys = table.and_then(Value::as_object).into_iter().flatten();
        let keys: Vec<&str> = keys.map(|(key, _)| key.as_str()).collect();
        if expects("string") && (value.is_number() || value.is_boolean()) {
            format!("put the value in quotes; {help}")
        } else if expects("array") && value.is_object() {
            format!("begin each item with `- `; {help}")
        } else if expects("object") && !expects("string") && keys.len() > 1 {
            format!("{help}; the keys are {}", keys.join(", "))
        } else {
            help
        }
    }

    /// Returns the alternatives of a schema, with references resolved.
    fn branches(&self, schema: &'a Value) -> Vec<&'a Value> {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let target = self.root.pointer(reference.trim_start_matches('#'));
            return target
                .map(|target| self.branches(target))
                .unwrap_or_default();
        }
        match schema.get("anyOf").and_then(Value::as_array) {
            Some(any) => any
                .iter()
                .flat_map(|schema| self.branches(schema))
                .collect(),
            None => vec![schema],
        }
    }
}

/// Returns `true` if a key is one of several that are required together or instead of each other.
fn is_combined(key: &str, combination: [Option<&Value>; 2]) -> bool {
    let mut lists = combination.into_iter().flatten().flat_map(|it| match it {
        Value::Array(choices) => choices.iter().filter_map(|it| it.get("required")).collect(),
        Value::Object(dependent) => dependent.values().collect(),
        _ => Vec::new(),
    });
    lists.any(|list| list.as_array().is_some_and(|it| it.contains(&key.into())))
}

impl Context<'_> {
    fn help(&self) -> String {
        let example = self.example_help();
        if self.is_required {
            example
        } else {
            format!("{example}, or remove the key")
        }
    }

    fn example_help(&self) -> String {
        let Some(example) = self.example else {
            return "write keys with values, such as `key: value`".to_owned();
        };
        let value = yaml(example);
        match self.key {
            Some(key) => format!("for example `{key}: {value}`"),
            None => format!("for example `- {value}`"),
        }
    }
}

/// Formats a value as YAML on one line.
pub(super) fn yaml(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(yaml).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) => {
            let members = members.iter();
            let members: Vec<String> = members
                .map(|(key, value)| format!("{key}: {}", yaml(value)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
        Value::String(text) => {
            // The text must have the same meaning in brackets.
            let read = serde_yaml::from_str::<Value>(&format!("[{text}]"));
            if read.is_ok_and(|it| it == Value::Array(vec![text.as_str().into()])) {
                text.clone()
            } else {
                value.to_string()
            }
        }
        value => value.to_string(),
    }
}

fn list(keys: &[&str]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    match keys.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        keys => keys.join(", "),
    }
}

fn has_type(value: &Value, schema: &Value) -> bool {
    let is = |name: &str| match name {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        _ => true,
    };
    match schema.get("type") {
        Some(Value::String(name)) => is(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(is),
        _ => true,
    }
}

fn found_type(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(value) => format!("`{value}`"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) if text.is_empty() => "an empty string".to_owned(),
        Value::String(text) if text.chars().count() > 40 => "a string".to_owned(),
        Value::String(text) => format!("the string `{}`", text.escape_debug()),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a mapping".to_owned(),
    }
}
