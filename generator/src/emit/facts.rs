//! The constraints of properties and parameters as sentences.

use super::docs;
use crate::ir::{Constraints, Field, Parameter, ParameterLocation, Type};
use crate::names::NamedField;

/// The longest default or pattern that is shown.
const MAX_CODE: usize = 120;

/// Returns the facts about a property, as sentences.
pub(super) fn of_field(field: NamedField<'_>) -> String {
    let mut facts = deprecated(field.deprecated);
    // The type shows that a property without an `Option` is required.
    if field.required && !field.is_mandatory() && !field.read_only {
        facts.push("Required in requests.".to_owned());
    }
    if field.is_null_if_absent() {
        facts.push("`None` is sent as `null`.".to_owned());
    }
    facts.extend(access(&field).map(str::to_owned));
    if !field.read_only {
        facts.extend(constraints(&field.constraints, &field.ty));
        let is_secret = field.secret || *field.ty.leaf() == Type::Secret;
        facts.extend(default(field.default.as_deref()).filter(|_| !is_secret));
    }
    facts.join(" ")
}

/// Returns the facts about a parameter, as sentences.
pub(super) fn of_parameter(parameter: &Parameter) -> String {
    let mut facts = deprecated(parameter.deprecated);
    if parameter.verbatim && parameter.location == ParameterLocation::Query {
        facts.push("Must be percent-encoded: `&`, `=` and `+` are sent as they are.".to_owned());
    }
    facts.extend(constraints(&parameter.constraints, &parameter.ty));
    let is_secret = *parameter.ty.leaf() == Type::Secret;
    facts.extend(default(parameter.default.as_deref()).filter(|_| !is_secret));
    facts.join(" ")
}

fn deprecated(is_deprecated: bool) -> Vec<String> {
    is_deprecated
        .then(|| "Deprecated.".to_owned())
        .into_iter()
        .collect()
}

/// Returns a value as code on one line, in which no character is escaped.
fn code(text: &str) -> String {
    docs::code(text).replace(' ', &docs::NO_BREAK.to_string())
}

fn access(field: &Field) -> Option<&'static str> {
    let can = |what: &str| field.mutability.iter().any(|it| it == what);
    if field.read_only {
        return Some("Read-only: set by the service, and not sent.");
    }
    match (can("create"), can("read"), can("update")) {
        (true, true, false) => Some("Can be set only when the resource is created."),
        (true, false, false) => Some("Can be set only when the resource is created; not returned."),
        (true, false, true) => Some("Write-only: not returned by the service."),
        (false, true, true) => Some("Can be changed, but not set when the resource is created."),
        _ => None,
    }
}

fn default(default: Option<&str>) -> Option<String> {
    let default = default.filter(|it| it.len() < MAX_CODE && *it != "null")?;
    // The default is JSON; texts are shown without quotes.
    let text = serde_json::from_str::<String>(default)
        .ok()
        .filter(|it| !it.is_empty());
    Some(format!(
        "Default: {}.",
        code(text.as_deref().unwrap_or(default))
    ))
}

fn constraints(it: &Constraints, ty: &Type) -> Vec<String> {
    let counted = |least: Option<u32>, most: Option<u32>, one: &str, many: &str| match (least, most)
    {
        (None | Some(0), None) => None,
        (Some(least), Some(most)) if least == most => Some(format!(
            "Exactly {least} {}.",
            if least == 1 { one } else { many }
        )),
        (Some(least), Some(most)) => Some(format!("{least} to {most} {many}.")),
        (Some(least), None) => Some(format!(
            "At least {least} {}.",
            if least == 1 { one } else { many }
        )),
        (None, Some(most)) => Some(format!(
            "At most {most} {}.",
            if most == 1 { one } else { many }
        )),
    };
    let mut facts = Vec::new();
    let is_list = matches!(ty, Type::List(_));
    if !is_list {
        facts.extend(counted(
            it.min_length,
            it.max_length,
            "character",
            "characters",
        ));
    }
    if is_list {
        facts.extend(counted(it.min_items, it.max_items, "item", "items"));
        facts.extend(it.unique_items.then(|| "Items must be unique.".to_owned()));
    }
    let pattern = it.pattern.as_deref().filter(|it| it.len() < MAX_CODE);
    facts.extend(pattern.map(|it| format!("Must match {}.", code(it))));
    facts.extend(range(it));
    facts.extend(
        it.multiple_of
            .map(|it| format!("Must be a multiple of {}.", number(it))),
    );
    facts
}

/// Returns a number with its digits, or with an exponent if it has more than a number of 64 bits keeps.
fn number(value: f64) -> String {
    match value.abs() >= 1e16 {
        true => format!("{value:e}"),
        false => value.to_string(),
    }
}

fn range(it: &Constraints) -> Option<String> {
    let least = it.minimum.map(|least| {
        let word = if it.exclusive_minimum {
            "greater than"
        } else {
            "at least"
        };
        format!("{word} {}", number(least))
    });
    let most = it.maximum.map(|most| {
        let word = if it.exclusive_maximum {
            "less than"
        } else {
            "at most"
        };
        format!("{word} {}", number(most))
    });
    match (least, most) {
        (None, None) => None,
        (Some(one), None) | (None, Some(one)) => Some(format!("Must be {one}.")),
        (Some(least), Some(most)) => Some(format!("Must be {least} and {most}.")),
    }
}

#[cfg(test)]
mod tests;
