//! Help texts of flags, and the example of the spec as a command line.

use std::ffi::OsString;

use arm_runtime::azure_core::http::Method;
use arm_runtime::describe::{Entry, Group, Kind, Module, Property};
use arm_runtime::{JsonValue, Operation, Parameter};

use crate::catalogue;
use crate::flags::{self, Flag, Target};

/// Number of flags for nested properties that help shows. More are folded.
pub const FEW: usize = 16;

/// Replaces `--help-body` by `--help`. Returns `true` if it was present.
pub fn takes_body(args: &mut [OsString]) -> bool {
    let flags = args.iter_mut().take_while(|it| **it != "--");
    let mut found = false;
    for arg in flags.filter(|it| **it == "--help-body") {
        *arg = "--help".into();
        found = true;
    }
    found
}

/// The HTTP method of an operation.
pub fn method(operation: &Operation) -> String {
    Method::from(operation.method).as_str().to_owned()
}

/// Returns a comma-separated list of the operations of a group.
pub fn names(group: &'static Group) -> String {
    let names: Vec<String> = catalogue::operations(group).map(|(name, _)| name).collect();
    names.join(", ")
}

/// Returns the placeholder for the value of a flag.
pub fn value_name(module: &'static Module, property: &Property) -> &'static str {
    match property.kind {
        Kind::Text | Kind::Secret if property.values.is_empty() => "TEXT",
        Kind::Text | Kind::Secret => "VALUE",
        Kind::Bool => "BOOL",
        Kind::Integer => "INTEGER",
        Kind::Number => "NUMBER",
        Kind::List => "ITEM",
        Kind::Map => "KEY=VALUE",
        Kind::Object if flags::only_scalar(module, property).is_some() => "VALUE|JSON",
        Kind::Object | Kind::Any => "JSON",
        Kind::Bytes => "@FILE",
    }
}

/// Returns the description and constraints of a flag.
pub fn flag(flag: &Flag) -> String {
    let property = flag.property;
    let mut notes = Vec::new();
    if let Target::Parameter(_, parameter) = flag.target {
        constraints(parameter, &mut notes);
    }
    if property.kind == Kind::List && !property.values.is_empty() {
        notes.push(format!("any of {}", property.values.join(", ")));
    }
    if let Some(default) = property.default {
        notes.push(format!("default of the service: {default}"));
    }
    if let Some(name) = flag.renamed() {
        notes.push(format!("sets `{name}`"));
    }
    let notes = notes.iter().map(|it| format!(" [{it}]"));
    format!("{}{}", property.docs, notes.collect::<String>())
        .trim()
        .to_owned()
}

fn constraints(parameter: &Parameter, notes: &mut Vec<String>) {
    match (parameter.min_length, parameter.max_length) {
        (Some(least), Some(most)) => notes.push(format!("{least} to {most} characters")),
        (Some(least), None) => notes.push(format!("at least {least} characters")),
        (None, Some(most)) => notes.push(format!("at most {most} characters")),
        (None, None) => {}
    }
    if let Some(pattern) = parameter.pattern {
        notes.push(format!("pattern {pattern}"));
    }
    if let Some(least) = parameter.minimum {
        notes.push(format!(
            "{} {least}",
            if parameter.exclusive_minimum {
                "above"
            } else {
                "at least"
            }
        ));
    }
    if let Some(most) = parameter.maximum {
        notes.push(format!(
            "{} {most}",
            if parameter.exclusive_maximum {
                "below"
            } else {
                "at most"
            }
        ));
    }
}

/// Returns the example of the spec as a command line.
pub fn example(module: &'static Module, entry: &'static Entry, command: &str) -> Option<String> {
    let example = entry.example?;
    let words = command.split(' ').map(str::to_owned);
    let arguments = example_arguments(module, entry, true);
    let line: Vec<String> = words
        .chain(arguments.into_iter().map(|it| quoted(&it)))
        .collect();
    Some(format!(
        "Example, {}:\n  {}",
        example.title.trim_end_matches('.'),
        broken(&line)
    ))
}

/// Maximum line length of an example.
const LINE: usize = 78;

/// Joins the words with escaped line breaks. Lines are not wrapped any further, because that would break them.
fn broken(words: &[String]) -> String {
    let (mut text, mut width) = (String::new(), 2);
    for word in words {
        let length = word.chars().count();
        if !text.is_empty() && width + 1 + length > LINE {
            text.push_str(" \\\n      ");
            width = 6;
        } else if !text.is_empty() {
            text.push(' ');
            width += 1;
        }
        if length > LINE - width && word.starts_with("'{") {
            // JSON may contain line breaks, because it is quoted.
            let json = word.trim_matches('\'').replace(r"'\''", "'");
            let pretty = serde_json::from_str::<JsonValue>(&json).map(|it| format!("{it:#}"));
            text.push_str(&pretty.map_or_else(|_| word.clone(), |it| quoted(&it)));
            width = LINE;
            continue;
        }
        text.push_str(word);
        width += length;
    }
    text
}

/// Returns the usage of the command.
pub fn usage(
    module: &'static Module,
    entry: &'static Entry,
    flags: &[Flag],
    command: &str,
) -> String {
    let mut text = command.to_owned();
    let shown = |flag: &Flag| {
        let name = flag
            .short
            .map_or_else(|| format!("--{}", flag.long), |it| format!("-{it}"));
        format!("{name} {}", value_name(module, flag.property))
    };
    let parts: Vec<String> = flags.iter().filter(|it| it.in_path()).map(shown).collect();
    match (parts.is_empty(), entry.by_id) {
        (true, _) => {}
        (false, true) => text.push_str(&format!(" {{{} | --ids ID...}}", parts.join(" "))),
        (false, false) => text.push_str(&format!(" {}", parts.join(" "))),
    }
    let is_body = |it: &&Flag| it.path().is_some();
    for flag in flags
        .iter()
        .filter(|it| !it.in_path() && it.property.required && !is_body(it))
    {
        text.push_str(&format!(" {}", shown(flag)));
    }
    if entry.body.is_some() {
        let properties: Vec<String> = flags
            .iter()
            .filter(is_body)
            .filter(|it| !it.is_nested())
            .map(|it| {
                if it.property.required {
                    shown(it)
                } else {
                    format!("[{}]", shown(it))
                }
            })
            .collect();
        let needed = entry.operation.body.is_some_and(|it| it.required);
        let ways = if properties.is_empty() {
            "--body JSON".to_owned()
        } else {
            format!("{} | --body JSON", properties.join(" "))
        };
        text.push_str(&if needed {
            format!(" {{{ways}}}")
        } else {
            format!(" [{ways}]")
        });
    }
    text + " [OPTIONS]"
}
/// Returns the flags of the example, except for the subscription, with or without secrets.
fn example_arguments(
    module: &'static Module,
    entry: &'static Entry,
    hide_secrets: bool,
) -> Vec<String> {
    let Some(example) = entry.example else {
        return Vec::new();
    };
    let flags = flags::of(module, entry);
    let mut arguments = Vec::new();
    let given = |name: &str| {
        example
            .parameters
            .iter()
            .find(|(it, _)| *it == name)
            .map(|(_, value)| *value)
    };
    for flag in &flags {
        if let Target::Parameter(_, parameter) = flag.target
            && let Some(value) =
                given(parameter.name).and_then(|it| serde_json::from_str::<JsonValue>(it).ok())
        {
            arguments.push(
                flag.short
                    .map_or_else(|| format!("--{}", flag.long), |it| format!("-{it}")),
            );
            match &value {
                JsonValue::Array(items) => arguments.extend(items.iter().map(plain)),
                value => arguments.push(plain(value)),
            }
        }
    }
    let Some(body) = example
        .body
        .and_then(|it| serde_json::from_str::<JsonValue>(it).ok())
    else {
        return arguments;
    };
    let mut given = Vec::new();
    if leaves(&body, &mut Vec::new(), &flags, &mut given) && !given.is_empty() {
        for (flag, values) in given {
            arguments.push(format!("--{}", flag.long));
            match flag.property.kind == Kind::Secret && hide_secrets {
                true => arguments.push("SECRET".to_owned()),
                false => arguments.extend(values),
            }
        }
        return arguments;
    }
    let mut body = body;
    if hide_secrets {
        crate::secrets::SecretFinder::of_body(module, entry).mask(&mut body);
    }
    arguments.extend(["--body".to_owned(), body.to_string()]);
    arguments
}

/// Returns the flags that set the properties of the body, if each of them has a flag.
fn leaves<'a>(
    value: &JsonValue,
    path: &mut Vec<String>,
    flags: &'a [Flag],
    into: &mut Vec<(&'a Flag, Vec<String>)>,
) -> bool {
    let flag = flags
        .iter()
        .find(|it| it.path().is_some_and(|it| it.iter().eq(path.iter())));
    let text = |it: &JsonValue| match it {
        JsonValue::Array(_) | JsonValue::Object(_) | JsonValue::Null => None,
        // An empty string is not accepted as a value, and these prefixes have another meaning.
        JsonValue::String(text) if text.is_empty() || text.starts_with(['@', '-', '[', '{']) => {
            None
        }
        value => Some(plain(value)),
    };
    let values: Option<Vec<String>> = match (flag.map(|it| it.property.kind), value) {
        (Some(Kind::Map), JsonValue::Object(map)) if !map.is_empty() => map
            .iter()
            .map(|(name, value)| {
                let value = value.as_str().filter(|it| !it.starts_with('@'))?;
                (!name.contains('=') && !name.is_empty()).then(|| format!("{name}={value}"))
            })
            .collect(),
        (Some(Kind::List), JsonValue::Array(items)) if !items.is_empty() => items
            .iter()
            .map(|it| text(it).filter(|_| it.is_string()))
            .collect(),
        (Some(Kind::Object) | None, JsonValue::Object(map)) if !map.is_empty() => {
            return map.iter().all(|(name, value)| {
                path.push(name.clone());
                let all = leaves(value, path, flags, into);
                path.pop();
                all
            });
        }
        (Some(Kind::Object | Kind::Any | Kind::List | Kind::Map) | None, _) => None,
        (Some(_), value) => text(value).map(|it| vec![it]),
    };
    match (flag, values) {
        (Some(flag), Some(values)) => {
            into.push((flag, values));
            true
        }
        _ => false,
    }
}

fn plain(value: &JsonValue) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// Quotes a word for a shell.
fn quoted(text: &str) -> String {
    let safe = |c: char| c.is_ascii_alphanumeric() || "-_./:=@,+%".contains(c);
    if !text.is_empty() && text.chars().all(safe) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests;
