//! Reads the arguments of an operation from its flags.

use std::collections::BTreeMap;

use arm_runtime::describe::{Entry, Kind, Module, Property};
use arm_runtime::{Argument, JsonValue, ParameterLocation, ParameterValue};
use clap::ArgMatches;

use crate::error::Failure;
use crate::flags::{self, Flag, Target};
use crate::input;
use crate::secrets;

/// The argument of a parameter.
pub enum ArgumentValue {
    Absent,
    Text(String),
    /// Text that must not be shown.
    Secret(String),
    List(Vec<String>),
    Map(Vec<(String, String)>),
    Bytes(Vec<u8>),
    /// An object.
    Json(JsonValue),
}

impl Argument for ArgumentValue {
    fn to_parameter(&self) -> ParameterValue<'_> {
        match self {
            Self::Absent => ParameterValue::Absent,
            Self::Text(text) | Self::Secret(text) => ParameterValue::Text(text.as_str().into()),
            Self::List(items) => {
                ParameterValue::List(items.iter().map(|it| it.as_str().into()).collect())
            }
            Self::Map(entries) => ParameterValue::Map(
                entries
                    .iter()
                    .map(|(name, value)| (name.as_str().into(), value.as_str().into()))
                    .collect(),
            ),
            Self::Bytes(bytes) => ParameterValue::Bytes(bytes),
            Self::Json(value) => ParameterValue::Json(value.clone()),
        }
    }

    fn is_secret(&self) -> bool {
        matches!(self, Self::Secret(_))
    }
}

impl ArgumentValue {
    fn texts(&self) -> Vec<String> {
        match self {
            Self::Absent | Self::Bytes(_) => Vec::new(),
            Self::Json(value) => {
                let mut texts = Vec::new();
                secrets::texts(&mut value.clone(), &mut |it| texts.push(it.clone()));
                texts
            }
            Self::Text(text) | Self::Secret(text) => vec![text.clone()],
            Self::List(items) => items.clone(),
            Self::Map(entries) => entries.iter().map(|(_, value)| value.clone()).collect(),
        }
    }
}

/// The arguments of an operation, in order. Path parameters are left out if they are taken from an ID.
pub struct Arguments {
    pub values: Vec<ArgumentValue>,
    /// Secret arguments as text.
    pub secrets: Vec<String>,
    /// Arguments that messages may show, by the index of their parameter.
    pub shown: BTreeMap<usize, String>,
}

/// Reads the arguments from the flags. `subscription` is used by operations with a subscription parameter.
pub fn read(
    module: &'static Module,
    entry: &'static Entry,
    matches: &ArgMatches,
    by_id: bool,
    subscription: Option<&str>,
    validate: bool,
) -> Result<Arguments, Failure> {
    let flags = flags::of(module, entry);
    let mut arguments = Arguments {
        values: Vec::new(),
        secrets: Vec::new(),
        shown: BTreeMap::new(),
    };
    for (index, parameter) in entry.operation.parameters.iter().enumerate() {
        if parameter.constant.is_some() || (by_id && parameter.location == ParameterLocation::Path)
        {
            continue;
        }
        if flags::is_subscription(parameter) {
            arguments
                .values
                .push(subscription.map_or(ArgumentValue::Absent, |it| {
                    ArgumentValue::Text(it.to_owned())
                }));
            continue;
        }
        let own = |it: &&Flag| matches!(it.target, Target::Parameter(at, _) if at == index);
        let Some(flag) = flags.iter().find(own) else {
            arguments.values.push(ArgumentValue::Absent);
            continue;
        };
        let values = flag_values(matches, flag)?;
        let mut argument = value(flag, &values, validate)?;
        if let ArgumentValue::Text(text) = &argument
            && parameter.location == ParameterLocation::Path
            && !parameter.verbatim
        {
            check_name(flag, text)?;
        }
        if flag.property.ty.is_secret() {
            arguments.secrets.extend(argument.texts());
            if let ArgumentValue::Text(text) = argument {
                argument = ArgumentValue::Secret(text);
            }
        } else if let ArgumentValue::Text(text) = &argument {
            let shown = text.escape_debug().to_string();
            arguments.shown.insert(index, shown);
        }
        arguments.values.push(argument);
    }
    Ok(arguments)
}

/// Returns the values of a flag. Files and stdin are read, except for bytes, which are read when they are used.
pub fn flag_values(matches: &ArgMatches, flag: &Flag) -> Result<Vec<String>, Failure> {
    let name = format!("--{}", flag.long);
    let values = matches.get_many::<String>(&flag.long).into_iter().flatten();
    values
        .map(|it| match flag.property.kind {
            Kind::Bytes => Ok(it.clone()),
            _ => input::value(&name, it),
        })
        .collect()
}

fn value(flag: &Flag, values: &[String], validate: bool) -> Result<ArgumentValue, Failure> {
    let Some(first) = values.first() else {
        return Ok(ArgumentValue::Absent);
    };
    let property = flag.property;
    Ok(match property.kind {
        Kind::Map => ArgumentValue::Map(pairs(flag, values)?),
        Kind::Object if first.trim_start().starts_with('{') => {
            let value = serde_json::from_str(first)
                .map_err(|error| wrong(flag, &format!("is not a JSON object: {error}")))?;
            ArgumentValue::Json(value)
        }
        Kind::Object => {
            let pairs = pairs(flag, values)?.into_iter();
            ArgumentValue::Json(
                pairs
                    .map(|(name, value)| (name, JsonValue::from(value)))
                    .collect(),
            )
        }
        Kind::List => ArgumentValue::List(items(flag, values, validate)?),
        Kind::Bytes => ArgumentValue::Bytes(input::bytes(&format!("--{}", flag.long), first)?),
        Kind::Integer
            if validate && property.values.is_empty() && first.parse::<i64>().is_err() =>
        {
            return Err(wrong(flag, "is not an integer"));
        }
        Kind::Number if validate && !first.parse::<f64>().is_ok_and(f64::is_finite) => {
            return Err(wrong(flag, "is not a number"));
        }
        _ => ArgumentValue::Text(allowed(flag, first, validate)?),
    })
}

/// Returns an allowed value in the spelling of the spec, and any other text unchanged.
pub fn spelled(property: &Property, text: &str) -> String {
    let known = property
        .values
        .iter()
        .find(|it| it.eq_ignore_ascii_case(text));
    match known {
        Some(value) => (*value).to_owned(),
        None if property.kind == Kind::Bool => text.to_ascii_lowercase(),
        None => text.to_owned(),
    }
}

/// The items of a list: one for each value, or a JSON array.
fn items(flag: &Flag, values: &[String], validate: bool) -> Result<Vec<String>, Failure> {
    let texts = match values {
        [one] if one.starts_with('[') => {
            let items: Vec<JsonValue> = serde_json::from_str(one)
                .map_err(|error| wrong(flag, &format!("is not a JSON array: {error}")))?;
            items
                .iter()
                .map(|it| it.as_str().map_or_else(|| it.to_string(), str::to_owned))
                .collect()
        }
        values => values.to_vec(),
    };
    texts.iter().map(|it| allowed(flag, it, validate)).collect()
}

/// The item, if it is one of the allowed ones or nothing is checked.
fn allowed(flag: &Flag, item: &str, validate: bool) -> Result<String, Failure> {
    let spelled = spelled(flag.property, item);
    if !validate
        || flag.property.values.is_empty()
        || flag.property.values.contains(&spelled.as_str())
    {
        return Ok(spelled);
    }
    Err(Failure::with_hint(
        format!("--{} takes no {}", flag.long, shown(flag, item)),
        format!("allowed are {}", flag.property.values.join(", ")),
    ))
}

/// Parses `name=value` pairs. A value may be read from a file.
pub fn pairs(flag: &Flag, values: &[String]) -> Result<Vec<(String, String)>, Failure> {
    let pair = |text: &String| {
        let (name, value) = text
            .split_once('=')
            .filter(|(name, _)| !name.is_empty())
            .ok_or_else(|| wrong(flag, "is not NAME=VALUE"))?;
        let value = input::value(&format!("--{} {name}", flag.long), value)?;
        Ok((name.to_owned(), value))
    };
    values.iter().map(pair).collect()
}

/// Checks that a name is a single path segment in any encoding.
fn check_name(flag: &Flag, text: &str) -> Result<(), Failure> {
    let problem = if text.contains(['/', '\\']) {
        "contains a slash"
    } else if text == "." || text == ".." {
        "is a dot segment"
    } else if text.chars().any(char::is_control) {
        "contains a control character"
    } else if text.trim().is_empty() {
        "is blank"
    } else {
        return Ok(());
    };
    let whole = if text.starts_with('/') {
        "; use --ids for a resource ID"
    } else {
        ""
    };
    Err(Failure::with_hint(
        format!("--{} {problem}: {}", flag.long, shown(flag, text)),
        format!("use a name alone, such as the last segment of a resource ID{whole}"),
    ))
}

/// The value as a message quotes it.
fn shown(flag: &Flag, value: &str) -> String {
    match flag.property.ty.is_secret() {
        true => crate::secrets::MASK.to_owned(),
        false => format!("`{}`", value.escape_debug()),
    }
}

/// Without the value, which may be secret.
pub fn wrong(flag: &Flag, what: &str) -> Failure {
    Failure::usage(format!("the value of --{} {what}", flag.long))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{MODULES, entry};
    use crate::{catalogue::Catalogue, grammar};

    fn read_line(line: &[&str]) -> Result<Vec<String>, Failure> {
        let matches = grammar::full_command(&Catalogue::new(MODULES))
            .try_get_matches_from(["arm", "shop", "widgets", "get"].iter().chain(line))
            .map_err(|error| Failure::usage(error.to_string()))?;
        let mut leaf = &matches;
        while let Some((_, below)) = leaf.subcommand() {
            leaf = below;
        }
        let shown = |it: &ArgumentValue| match it {
            ArgumentValue::Text(text) => text.clone(),
            _ => "-".to_owned(),
        };
        read(&MODULES[1], entry("get"), leaf, false, None, true)
            .map(|it| it.values.iter().map(shown).collect())
    }

    #[test]
    fn arguments_stand_in_the_order_of_the_operation() {
        let line = [
            "-n",
            "w",
            "--shop-name",
            "s",
            "--resource-group-name",
            "g",
            "--top",
            "-1",
        ];
        assert_eq!(read_line(&line).unwrap(), ["g", "s", "w", "-1", "-"]);
    }

    #[test]
    fn names_that_break_the_path_are_refused() {
        for name in ["a/b", "..", ".", "a\\b", "a\u{7}", "a\nb", " ", ""] {
            let failure = read_line(&["-g", "g", "--shop-name", "s", "--name", name]).unwrap_err();
            assert_eq!(failure.exit_code(), 2, "{name}");
        }
        assert!(read_line(&["-g", "g", "--shop-name", "s", "-n", "ü ?#%"]).is_ok());
        assert!(read_line(&["-g", "g", "--shop-name", "s", "-n", "w", "--top", "many"]).is_err());
    }
}
