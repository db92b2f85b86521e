//! What help says of flags, and the example of the spec as a command line.

use arm_runtime::azure_core::http::Method;
use arm_runtime::describe::{Entry, Group, Kind, Property};
use arm_runtime::{JsonValue, Operation, Parameter};

use crate::catalogue;
use crate::flags::{self, Flag, Target};

/// The HTTP method of an operation.
pub fn method(operation: &Operation) -> String {
    Method::from(operation.method).as_str().to_owned()
}

/// The operations of a group as a list of words.
pub fn names(group: &'static Group) -> String {
    let names: Vec<String> = catalogue::operations(group).map(|(name, _)| name).collect();
    names.join(", ")
}

/// What stands for the value of a flag.
pub fn value_name(property: &Property) -> &'static str {
    match property.kind {
        Kind::Text | Kind::Secret if property.values.is_empty() => "TEXT",
        Kind::Text | Kind::Secret => "VALUE",
        Kind::Bool => "BOOL",
        Kind::Integer => "INTEGER",
        Kind::Number => "NUMBER",
        Kind::List => "ITEM",
        Kind::Map => "KEY=VALUE",
        Kind::Object | Kind::Any => "JSON",
        Kind::Bytes => "@FILE",
    }
}

/// Description and constraints of a flag.
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

/// The example of the spec as a command line.
pub fn example(entry: &'static Entry, command: &str) -> Option<String> {
    let example = entry.example?;
    let words = command.split(' ').map(str::to_owned);
    let arguments = example_arguments(entry, true);
    let line: Vec<String> = words
        .chain(arguments.into_iter().map(|it| quoted(&it)))
        .collect();
    Some(format!(
        "Example, {}:\n  {}",
        example.title.trim_end_matches('.'),
        broken(&line)
    ))
}

/// The words on lines that a shell takes as one.
fn broken(words: &[String]) -> String {
    let (mut text, mut width) = (String::new(), 0);
    for word in words {
        let length = word.chars().count();
        // A flag stays with its value.
        if width + length > 72 && word.starts_with('-') {
            text.push_str(" \\\n      ");
            width = 4;
        } else if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
        width += length + 1;
    }
    text
}

/// The ways to write the command.
pub fn usage(entry: &'static Entry, flags: &[Flag], command: &str) -> String {
    let mut text = command.to_owned();
    let shown = |flag: &Flag| {
        let name = flag
            .short
            .map_or_else(|| format!("--{}", flag.long), |it| format!("-{it}"));
        format!("{name} {}", value_name(flag.property))
    };
    let parts: Vec<String> = flags.iter().filter(|it| it.in_path()).map(shown).collect();
    match (parts.is_empty(), entry.by_id) {
        (true, _) => {}
        (false, true) => text.push_str(&format!(" {{{} | --ids ID...}}", parts.join(" "))),
        (false, false) => text.push_str(&format!(" {}", parts.join(" "))),
    }
    let is_body = |it: &&Flag| matches!(it.target, Target::Body);
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
/// The flags that give the request of the example, but for the subscription; with or without its secrets.
fn example_arguments(entry: &'static Entry, hide_secrets: bool) -> Vec<String> {
    let Some(example) = entry.example else {
        return Vec::new();
    };
    let flags = flags::of(entry);
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
    match scalars(&body, &flags) {
        Some(scalars) => {
            for (flag, value) in scalars {
                arguments.push(format!("--{}", flag.long));
                let secret = flag.property.kind == Kind::Secret && hide_secrets;
                arguments.push(if secret {
                    "SECRET".to_owned()
                } else {
                    plain(value)
                });
            }
        }
        None => {
            let mut body = body;
            if hide_secrets {
                crate::secrets::Names(entry.body.map_or(&[], |it| it.secrets)).mask(&mut body);
            }
            arguments.extend(["--body".to_owned(), body.to_string()]);
        }
    }
    arguments
}

/// The properties of the body with their flags, if each of them is a scalar with a flag.
fn scalars<'a>(body: &'a JsonValue, flags: &'a [Flag]) -> Option<Vec<(&'a Flag, &'a JsonValue)>> {
    let object = body.as_object().filter(|it| !it.is_empty())?;
    let pair = |(name, value): (&String, &'a JsonValue)| {
        let flag = flags
            .iter()
            .find(|it| matches!(it.target, Target::Body) && it.property.name == name)?;
        let scalar = matches!(
            value,
            JsonValue::String(_) | JsonValue::Bool(_) | JsonValue::Number(_)
        );
        let direct = !matches!(
            flag.property.kind,
            Kind::Object | Kind::Any | Kind::List | Kind::Map
        );
        (scalar && direct && value.as_str() != Some("")).then_some((flag, value))
    };
    object.iter().map(pair).collect()
}

fn plain(value: &JsonValue) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// As a shell takes it.
fn quoted(text: &str) -> String {
    let safe = |c: char| c.is_ascii_alphanumeric() || "-_./:=@,+%".contains(c);
    if !text.is_empty() && text.chars().all(safe) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str) -> &'static Entry {
        catalogue::Catalogue::new(generated::metadata())
            .by_id(id)
            .unwrap()
    }

    const COMMAND: &str = "arm communication communication-services regenerate-key";

    #[test]
    fn examples_are_command_lines() {
        let text = example(entry("CommunicationServices_RegenerateKey"), COMMAND).unwrap();
        assert!(
            text.contains("\n  arm communication communication-services regenerate-key -g "),
            "{text}"
        );
        assert!(text.ends_with("--key-type Primary"), "{text}");
    }

    #[test]
    fn usage_tells_the_four_ways() {
        let entry = entry("CommunicationServices_RegenerateKey");
        assert_eq!(
            usage(entry, &flags::of(entry), COMMAND),
            "arm communication communication-services regenerate-key {-g TEXT -n TEXT | --ids ID...} \
             {[--key-type VALUE] | --body JSON} [OPTIONS]"
        );
    }

    #[test]
    fn long_examples_are_broken_before_flags() {
        let words: Vec<String> = ["arm", &"x".repeat(60), "-n", "value", "--long-flag", "v"]
            .map(str::to_owned)
            .into();
        assert_eq!(
            broken(&words),
            format!("arm {} -n value \\\n      --long-flag v", "x".repeat(60))
        );
    }

    #[test]
    fn examples_hide_secrets() {
        let entry = entry("CommunicationServices_LinkNotificationHub");
        let text = example(entry, COMMAND).unwrap();
        assert!(text.contains("--connection-string SECRET"), "{text}");
        assert!(!example_arguments(entry, false).contains(&"SECRET".to_owned()));
    }

    #[test]
    fn shells_take_quoted_text() {
        assert_eq!(quoted("a-b"), "a-b");
        assert_eq!(quoted("{\"a\":1}"), "'{\"a\":1}'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }
}
