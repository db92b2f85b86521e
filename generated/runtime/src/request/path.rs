//! Path and host templates.

use std::borrow::Cow;

use azure_core::http::Url;

use super::encode::{is_dot_segment, push_path, push_value};

/// What stands for a `{name}` of the template.
pub(crate) struct PathValue<'a> {
    pub(crate) text: Cow<'a, str>,
    /// Already in its URL form: may hold several segments.
    pub(crate) verbatim: bool,
    /// From the spec: may be empty, which no argument may be.
    pub(crate) trusted: bool,
    /// Encoded part by part.
    pub(crate) encoded: bool,
}

/// Appends the template with every `{name}` replaced. What a value holds is not looked at again.
pub(crate) fn expand<'v>(
    out: &mut String,
    template: &str,
    value: &dyn Fn(&str) -> Result<PathValue<'v>, String>,
) -> Result<(), String> {
    for (literal, name) in Parts(template) {
        push_path(out, literal);
        let Some(name) = name else { break };
        let PathValue {
            text,
            verbatim,
            trusted,
            encoded,
        } = value(name)?;
        if trusted && text.is_empty() {
            continue;
        }
        if encoded {
            check_segment(name, &text)?;
            out.push_str(&text);
        } else if verbatim {
            push_verbatim(out, name, &text)?;
        } else {
            check_segment(name, &text)?;
            push_value(out, &text);
        }
    }
    Ok(())
}

fn check_segment(name: &str, text: &str) -> Result<(), String> {
    if text.is_empty() {
        return Err(format!("parameter {name} must not be empty"));
    }
    if is_dot_segment(text) {
        return Err(format!("parameter {name} must not be a dot segment"));
    }
    Ok(())
}

/// One slash is dropped on either side, because the template has its own; `/` alone stands for the tenant and takes
/// the slash before it away.
fn push_verbatim(out: &mut String, name: &str, text: &str) -> Result<(), String> {
    if text == "/" && out.ends_with('/') {
        out.pop();
        return Ok(());
    }
    let trimmed = text.strip_prefix('/').unwrap_or(text);
    let trimmed = trimmed.strip_suffix('/').unwrap_or(trimmed);
    // A backslash is a slash to some servers.
    for segment in trimmed.split(['/', '\\']) {
        check_segment(name, segment)?;
    }
    push_path(out, trimmed);
    Ok(())
}

/// The URL that a host template gives: scheme, host, port, and a base path if the template has one.
pub(crate) fn host<'v>(
    template: &str,
    value: &dyn Fn(&str) -> Option<Cow<'v, str>>,
) -> Result<Url, String> {
    let mut text = String::new();
    for (literal, name) in Parts(template) {
        text.push_str(literal);
        let Some(name) = name else { break };
        let value = value(name).ok_or_else(|| {
            format!("the endpoint needs a value of {name}: set `ClientOptions::variables`")
        })?;
        let mut rest = value.as_ref();
        // The first value may bring the scheme along: `{endpoint}`, or `{vault}{suffix}`.
        if text.is_empty() {
            rest = rest
                .strip_prefix("https://")
                .or_else(|| rest.strip_prefix("http://"))
                .unwrap_or(rest);
        }
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let bad = |c: char| {
            matches!(c, '/' | '\\' | '?' | '#' | '@' | '%') || c.is_whitespace() || c.is_control()
        };
        if rest.is_empty() || rest.contains(bad) {
            return Err(format!("parameter {name} must be part of a host name"));
        }
        text.push_str(value.strip_suffix('/').unwrap_or(&value));
    }
    if !text.contains("://") {
        text.insert_str(0, "https://");
    }
    let url = Url::parse(&text).map_err(|_| "the parameters give no host".to_owned())?;
    let plain = url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    if !plain || !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err("the parameters give no host".to_owned());
    }
    Ok(url)
}

/// The part of a host template after scheme, host and port.
pub(crate) fn path_of(template: &str) -> &str {
    let rest = template.split_once("://").map_or(template, |(_, it)| it);
    let mut depth = 0;
    let slash = rest.find(|c| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        c == '/' && depth == 0
    });
    slash.map_or("", |slash| &rest[slash..])
}

/// Splits a template into a literal and the name that follows it.
pub(crate) struct Parts<'t>(pub(crate) &'t str);

impl<'t> Iterator for Parts<'t> {
    type Item = (&'t str, Option<&'t str>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let split = self.0.split_once('{').and_then(|(literal, rest)| {
            let (name, rest) = rest.split_once('}')?;
            Some((literal, name, rest))
        });
        match split {
            Some((literal, name, rest)) => {
                self.0 = rest;
                Some((literal, Some(name)))
            }
            None => Some((std::mem::take(&mut self.0), None)),
        }
    }
}
