//! Checks URL parameters against the constraints of the spec. A message contains the parameter and the constraint, but
//! not the value, which may be secret.

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
};

use regex_lite::Regex;

use super::pattern;
use crate::{JsonValue, Parameter, ParameterValue};

/// Checks an argument. The error describes the violated constraint.
pub(crate) fn check(parameter: &Parameter, wire: &ParameterValue<'_>) -> Result<(), String> {
    match wire {
        ParameterValue::Absent => Ok(()),
        ParameterValue::Text(text) => {
            check_length(parameter, text)?;
            check_pattern(parameter, text)?;
            check_number(parameter, text)
        }
        ParameterValue::List(items) => {
            check_count(parameter, items.len())?;
            let mut seen: Vec<&str> = items.iter().map(|item| item.as_ref()).collect();
            seen.sort_unstable();
            if parameter.unique_items && seen.windows(2).any(|pair| pair[0] == pair[1]) {
                return Err(format!(
                    "parameter {} must not contain duplicate items",
                    parameter.name
                ));
            }
            Ok(())
        }
        ParameterValue::Map(entries) => check_count(parameter, entries.len()),
        ParameterValue::Json(JsonValue::Array(items)) => check_count(parameter, items.len()),
        ParameterValue::Json(_) => Ok(()),
        ParameterValue::Files(files) => check_count(parameter, files.len()),
        ParameterValue::Bytes(bytes) => check_size(parameter, bytes.len(), "byte"),
    }
}

fn check_length(parameter: &Parameter, text: &str) -> Result<(), String> {
    check_size(parameter, text.chars().count(), "character")
}

fn check_size(parameter: &Parameter, size: usize, unit: &str) -> Result<(), String> {
    check_range(
        parameter,
        size,
        parameter.min_length,
        parameter.max_length,
        unit,
    )
}

fn check_count(parameter: &Parameter, count: usize) -> Result<(), String> {
    check_range(
        parameter,
        count,
        parameter.min_items,
        parameter.max_items,
        "item",
    )
}

/// Checks a number of units.
fn check_range(
    parameter: &Parameter,
    count: usize,
    least: Option<u32>,
    most: Option<u32>,
    unit: &str,
) -> Result<(), String> {
    let violated = |rule: &str, limit: u32| {
        let name = parameter.name;
        let plural = if limit == 1 { "" } else { "s" };
        Err(format!(
            "parameter {name} must have {rule} {limit} {unit}{plural}, not {count}"
        ))
    };
    match (least, most) {
        (Some(least), _) if count < least as usize => violated("at least", least),
        (_, Some(most)) if count > most as usize => violated("at most", most),
        _ => Ok(()),
    }
}

fn check_pattern(parameter: &Parameter, text: &str) -> Result<(), String> {
    let Some(pattern) = parameter.pattern else {
        return Ok(());
    };
    let is_match = pattern::matches(pattern, text).unwrap_or_else(|| {
        // Patterns that this engine does not support (look-around, back-references, `\p`) are left to the service.
        compiled(pattern).is_none_or(|regex| regex.is_match(text))
    });
    if is_match {
        return Ok(());
    }
    Err(format!(
        "parameter {} must match the pattern {pattern}",
        parameter.name
    ))
}

/// Returns the regular expression of a pattern, compiled once per process. The cache is bounded, because patterns are
/// static.
fn compiled(pattern: &'static str) -> Option<Arc<Regex>> {
    static KNOWN: RwLock<BTreeMap<&str, Option<Arc<Regex>>>> = RwLock::new(BTreeMap::new());
    // The map stays valid after a panic elsewhere, because entries are only added.
    let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(regex) = known.get(pattern) {
        return regex.clone();
    }
    drop(known);
    let regex = Regex::new(pattern).ok().map(Arc::new);
    let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    known.entry(pattern).or_insert(regex).clone()
}

fn check_number(parameter: &Parameter, text: &str) -> Result<(), String> {
    let limited = parameter.minimum.is_some()
        || parameter.maximum.is_some()
        || parameter.multiple_of.is_some();
    if !limited {
        return Ok(());
    }
    let name = parameter.name;
    let Ok(number) = text.parse::<f64>() else {
        return Err(format!("parameter {name} must be a number"));
    };
    if let Some(least) = parameter.minimum {
        let exclusive = parameter.exclusive_minimum;
        if !(number > least || (number == least && !exclusive)) {
            return Err(format!(
                "parameter {name} must be {} {least}",
                if exclusive { "more than" } else { "at least" }
            ));
        }
    }
    if let Some(most) = parameter.maximum {
        let exclusive = parameter.exclusive_maximum;
        if !(number < most || (number == most && !exclusive)) {
            return Err(format!(
                "parameter {name} must be {} {most}",
                if exclusive { "less than" } else { "at most" }
            ));
        }
    }
    if let Some(factor) = parameter.multiple_of.filter(|factor| *factor > 0.0) {
        let quotient = number / factor;
        // 0.3 / 0.1 is not exactly 3 in floating-point numbers.
        if (quotient - quotient.round()).abs() > 1e-9 * quotient.abs().max(1.0) {
            return Err(format!("parameter {name} must be a multiple of {factor}"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::argument::tests::{list, text};

    type Row = (Parameter, ParameterValue<'static>, Option<&'static str>);

    const P: Parameter = Parameter::query("p");

    fn verify(table: &[Row]) {
        for (n, (parameter, value, wanted)) in table.iter().enumerate() {
            match (check(parameter, value), wanted) {
                (Ok(()), None) => {}
                (Err(message), Some(wanted)) => {
                    assert_eq!(message, format!("parameter p must {wanted}"), "{n}");
                }
                (outcome, _) => panic!("{n}: {outcome:?}, and not {wanted:?}"),
            }
        }
    }

    #[test]
    fn constraints_of_texts_and_numbers_at_their_boundaries() {
        verify(&[
            (
                P.min_length(2),
                text("a"),
                Some("have at least 2 characters, not 1"),
            ),
            (P.min_length(2), text("ab"), None),
            (P.max_length(2), text("ab"), None),
            (
                P.max_length(2),
                text("abc"),
                Some("have at most 2 characters, not 3"),
            ),
            // Length is counted in characters, not bytes.
            (P.max_length(2), text("üü"), None),
            (
                P.min_length(2),
                ParameterValue::Bytes(b"a"),
                Some("have at least 2 bytes, not 1"),
            ),
            (
                P.max_length(2),
                ParameterValue::Bytes(b"abc"),
                Some("have at most 2 bytes, not 3"),
            ),
            (P.max_length(2), ParameterValue::Bytes(b"ab"), None),
            (P.minimum(1.0), text("1"), None),
            (P.minimum(1.0), text("0.9"), Some("be at least 1")),
            (P.exclusive_minimum(1.0), text("1"), Some("be more than 1")),
            (P.exclusive_minimum(1.0), text("1.1"), None),
            (P.maximum(1.0), text("1"), None),
            (P.maximum(1.0), text("1.1"), Some("be at most 1")),
            (P.exclusive_maximum(1.0), text("1"), Some("be less than 1")),
            (P.exclusive_maximum(1.0), text("0.9"), None),
            (P.minimum(1.0), text("one"), Some("be a number")),
            (P.multiple_of(0.1), text("0.3"), None),
            (
                P.multiple_of(0.1),
                text("0.35"),
                Some("be a multiple of 0.1"),
            ),
            (P.multiple_of(5.0), text("10"), None),
            (P.multiple_of(5.0), text("11"), Some("be a multiple of 5")),
        ]);
    }

    #[test]
    fn constraints_of_lists_and_patterns_at_their_boundaries() {
        let map = |n: usize| {
            ParameterValue::Map((0..n).map(|n| (n.to_string().into(), "x".into())).collect())
        };
        verify(&[
            (
                P.min_items(1),
                list(&[]),
                Some("have at least 1 item, not 0"),
            ),
            (P.min_items(1), list(&["a"]), None),
            (P.max_items(1), list(&["a"]), None),
            (
                P.max_items(1),
                list(&["a", "b"]),
                Some("have at most 1 item, not 2"),
            ),
            (P.max_items(1), map(1), None),
            (P.max_items(1), map(2), Some("have at most 1 item, not 2")),
            (
                P.max_items(1),
                ParameterValue::Files(vec![std::borrow::Cow::Owned(crate::FilePart::default()); 2]),
                Some("have at most 1 item, not 2"),
            ),
            (
                P.unique_items(),
                list(&["b", "a", "b"]),
                Some("not contain duplicate items"),
            ),
            (P.unique_items(), list(&["b", "a"]), None),
            (P, list(&["b", "b"]), None),
            (P.pattern("^a+$"), text("aa"), None),
            (P.pattern("^a+$"), text("b"), Some("match the pattern ^a+$")),
            // A pattern need not match the whole value, and unsupported patterns are left to the service.
            (P.pattern("a"), text("bab"), None),
            (P.pattern("(?!x)a"), text("b"), None),
            (P.min_length(9).required(), ParameterValue::Absent, None),
        ]);
    }
}
