//! Query strings, built as text so that existing parameters are neither sorted nor encoded again.

use std::borrow::Cow;

use azure_core::{Result, http::Url};
use percent_encoding::percent_decode_str;

use super::{
    BoundParameter,
    encode::{push_name, push_query, push_value},
    joined, style,
};
use crate::{JsonValue, ListStyle, ParameterValue};

/// Builds the query: the fixed parameters of the template and the link, then the arguments in order, then the
/// api-version. A parameter of the link overrides others with the same name, except for the api-version, which is
/// always that of the operation.
pub(crate) fn build<'g, 'a: 'g>(
    fixed: &str,
    link: &str,
    bound: impl Iterator<Item = &'g BoundParameter<'a>>,
    version: Option<(&str, &str)>,
) -> std::result::Result<String, String> {
    let mut out = String::new();
    let is_version = |pair: &&str| version.is_some_and(|(own, _)| same_name(name_of(pair), own));
    let in_link = |name: &str| pairs(link).any(|pair| same_name(name_of(pair), name));
    // The template may contain the api-version that it was written for.
    let fixed = pairs(fixed).filter(|pair| !in_link(name_of(pair)));
    for pair in fixed.chain(pairs(link)).filter(|pair| !is_version(pair)) {
        separate(&mut out);
        push_query(&mut out, pair);
    }
    for bound in bound.filter(|bound| !in_link(bound.parameter.name)) {
        push_parameter(&mut out, bound)?;
    }
    if let Some((name, value)) = version {
        push_pair(&mut out, name, value, false);
    }
    Ok(out)
}

fn pairs(query: &str) -> impl Iterator<Item = &str> {
    query.split('&').filter(|pair| !pair.is_empty())
}

fn name_of(pair: &str) -> &str {
    pair.split('=').next().unwrap_or(pair)
}

/// Compares decoded names, ignoring case as services do.
fn same_name(one: &str, other: &str) -> bool {
    decode(one).eq_ignore_ascii_case(&decode(other))
}

fn decode(name: &str) -> Cow<'_, str> {
    percent_decode_str(name).decode_utf8_lossy()
}

/// Returns `true` if the query of `url` has a parameter with this name.
pub(crate) fn has_name(url: &Url, name: &str) -> bool {
    pairs(url.query().unwrap_or_default()).any(|pair| same_name(name_of(pair), name))
}

/// Appends a parameter to the query of `url`.
pub(crate) fn add_pair(url: &mut Url, name: &str, value: &str) {
    let mut query = url.query().unwrap_or_default().to_owned();
    push_pair(&mut query, name, value, false);
    url.set_query(Some(&query));
}

fn push_parameter(out: &mut String, bound: &BoundParameter<'_>) -> std::result::Result<(), String> {
    let parameter = bound.parameter;
    match &bound.wire {
        ParameterValue::List(items) if parameter.style == ListStyle::Multi => {
            for item in items {
                push_pair(out, parameter.name, item, parameter.verbatim);
            }
        }
        ParameterValue::List(items) if parameter.style == ListStyle::Simple => {
            push_joined(out, parameter.name, items);
        }
        ParameterValue::Map(entries) => {
            for (name, value) in entries {
                push_pair(out, name, value, parameter.verbatim);
            }
        }
        ParameterValue::Json(JsonValue::Array(list)) if parameter.style == ListStyle::Multi => {
            for item in style::items(list) {
                push_pair(out, parameter.name, &item, parameter.verbatim);
            }
        }
        ParameterValue::Json(JsonValue::Array(list)) if parameter.style == ListStyle::Simple => {
            push_joined(out, parameter.name, &style::items(list));
        }
        ParameterValue::Json(JsonValue::Object(object))
            if matches!(parameter.style, ListStyle::Multi | ListStyle::DeepObject) =>
        {
            for (name, text) in style::properties(object) {
                let name = match parameter.style {
                    ListStyle::DeepObject => format!("{}[{name}]", parameter.name),
                    _ => name,
                };
                push_pair(out, &name, &text, parameter.verbatim);
            }
        }
        ParameterValue::Json(JsonValue::Object(object)) if parameter.style == ListStyle::Simple => {
            push_joined(out, parameter.name, &style::flat(style::properties(object)));
        }
        _ => {
            let text = joined(bound)
                .ok_or_else(|| format!("parameter {} cannot be sent in a query", parameter.name))?;
            push_pair(out, parameter.name, &text, parameter.verbatim);
        }
    }
    Ok(())
}

/// Appends items separated by unencoded commas. Commas in items are encoded.
fn push_joined<T: AsRef<str>>(out: &mut String, name: &str, items: &[T]) {
    separate(out);
    push_name(out, name);
    out.push('=');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        push_value(out, item.as_ref());
    }
}

fn push_pair(out: &mut String, name: &str, value: &str, verbatim: bool) {
    separate(out);
    push_name(out, name);
    out.push('=');
    if verbatim {
        push_query(out, value);
    } else {
        push_value(out, value);
    }
}

fn separate(out: &mut String) {
    if !out.is_empty() {
        out.push('&');
    }
}

/// Returns `base` with another path and query. The text is joined before it is parsed, because setting the path of a
/// parsed URL would resolve dot segments.
pub(crate) fn with_query(base: &Url, path: &str, query: &str) -> Result<Url> {
    let mark = if query.is_empty() { "" } else { "?" };
    let parts = [base.scheme(), "://", base.authority(), path, mark, query];
    Ok(Url::parse(&parts.concat())?)
}

/// Returns `url` with its api-version parameter replaced or appended. Everything else is unchanged.
pub(crate) fn replace_api_version(url: &Url, name: &str, version: &str) -> Result<Url> {
    let is_version = |pair: &&str| same_name(name_of(pair), name);
    let pairs: Vec<&str> = pairs(url.query().unwrap_or_default()).collect();
    let mut wanted = String::new();
    push_pair(&mut wanted, name, version, false);
    if pairs
        .iter()
        .filter(|pair| is_version(pair))
        .eq([&wanted.as_str()])
    {
        return Ok(url.clone());
    }
    let mut kept: Vec<&str> = pairs.into_iter().filter(|pair| !is_version(pair)).collect();
    kept.push(&wanted);
    let mut changed = url.clone();
    changed.set_query(Some(&kept.join("&")));
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_a_url_is_replaced_and_the_rest_is_kept() {
        for (query, expected) in [
            ("a=%41&api-version=1", "a=%41&api-version=2"),
            ("API-Version=1&a=%41", "a=%41&api-version=2"),
            ("api-version=1&a=1&api-version=3", "a=1&api-version=2"),
            ("a=1", "a=1&api-version=2"),
            // A URL with the version is unchanged.
            ("api-version=2&a=%41", "api-version=2&a=%41"),
        ] {
            let url = Url::parse(&format!("https://h/l?{query}")).unwrap();
            let changed = replace_api_version(&url, "api-version", "2").unwrap();
            assert_eq!(changed.query(), Some(expected), "{query}");
        }
    }
}
