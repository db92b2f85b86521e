//! Expansion of path and host templates.

use std::borrow::Cow;

use azure_core::http::Url;

use super::encode::{is_dot_segment, push_path, push_value};

/// The value of a `{name}` in a template.
pub(crate) struct PathValue<'a> {
    pub(crate) text: Cow<'a, str>,
    /// Set if the value is already percent-encoded and may contain several segments.
    pub(crate) verbatim: bool,
    /// Set if the value comes from the spec. It may be empty, unlike an argument.
    pub(crate) trusted: bool,
    /// Set if the value was encoded part by part.
    pub(crate) encoded: bool,
}

/// Appends the template, replacing every `{name}`. Values are not expanded again.
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

/// Appends an encoded value. One slash is removed from each end, because the template has its own. `/` stands for the
/// tenant and also removes the slash before it.
fn push_verbatim(out: &mut String, name: &str, text: &str) -> Result<(), String> {
    if text == "/" && out.ends_with('/') {
        out.pop();
        return Ok(());
    }
    let trimmed = text.strip_prefix('/').unwrap_or(text);
    let trimmed = trimmed.strip_suffix('/').unwrap_or(trimmed);
    // Some servers treat a backslash as a slash.
    for segment in trimmed.split(['/', '\\']) {
        check_segment(name, segment)?;
    }
    push_path(out, trimmed);
    Ok(())
}

/// Expands a host template to a URL with scheme, host, port, and the base path of the template, if any. A variable may
/// be empty if its default is.
pub(crate) fn host<'v>(
    template: &str,
    defaults: &[(&str, &str)],
    value: &dyn Fn(&str) -> Option<Cow<'v, str>>,
) -> Result<Url, String> {
    let mut text = String::new();
    let mut parts = Parts(template);
    while let Some((literal, name)) = parts.next() {
        text.push_str(literal);
        let Some(name) = name else { break };
        let value = value(name).ok_or_else(|| {
            format!(
                "the endpoint requires a value for {name}; set it in `ClientOptions::variables`"
            )
        })?;
        let after_scheme = text.split_once("://").map_or(text.as_str(), |it| it.1);
        let is_in_path = after_scheme.contains('/');
        let value = match is_in_path {
            true => value.trim_matches('/'),
            false => value.strip_suffix('/').unwrap_or(&value),
        };
        if value.is_empty() && defaults.contains(&(name, "")) {
            // The slashes around it are one.
            if text.ends_with('/') && parts.0.starts_with('/') {
                text.pop();
            }
            continue;
        }
        let mut rest = value;
        // The first value may include the scheme: `{endpoint}`, or `{vault}{suffix}`.
        if text.is_empty() {
            rest = rest
                .strip_prefix("https://")
                .or_else(|| rest.strip_prefix("http://"))
                .unwrap_or(rest);
        }
        // A value that is the whole host may include a path, as the URL of a gateway does.
        let is_whole = text.is_empty() || text.ends_with("://");
        let is_whole = is_whole && (parts.0.is_empty() || parts.0.starts_with('/'));
        let (host, path) = match rest.split_once('/') {
            _ if is_in_path => (None, Some(rest)),
            Some((host, path)) if is_whole => (Some(host), Some(path)),
            _ => (Some(rest), None),
        };
        let bad = |c: char| {
            matches!(c, '/' | '\\' | '?' | '#' | '@' | '%') || c.is_whitespace() || c.is_control()
        };
        if host.is_some_and(|it| it.is_empty() || it.contains(bad)) {
            return Err(format!("parameter {name} must be part of a host name"));
        }
        for segment in path.into_iter().flat_map(|it| it.split('/')) {
            let is_bad = |c: char| c != '@' && c != '%' && bad(c);
            if segment.contains(is_bad) {
                return Err(format!(
                    "the path of parameter {name} must be a URL path without query or fragment"
                ));
            }
            check_segment(name, segment)?;
        }
        text.push_str(value);
    }
    if !text.contains("://") {
        text.insert_str(0, "https://");
    }
    let url =
        Url::parse(&text).map_err(|_| "the parameters do not form a valid host".to_owned())?;
    let plain = url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    // The URL parser requires a host of these schemes.
    if !plain || !matches!(url.scheme(), "http" | "https") {
        return Err("the parameters do not form a valid host".to_owned());
    }
    Ok(url)
}

/// Returns the part of a host template after scheme, host and port.
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

/// An iterator that splits a template into literals, each with the name that follows it.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_made_of_values_that_are_parts_of_a_host() {
        for (template, value, expected) in [
            ("{a}", "x.example", Some("https://x.example/")),
            ("{a}", "x.example/", Some("https://x.example/")),
            ("{a}", "https://x.example", Some("https://x.example/")),
            (
                "{a}",
                "http://x.example:8080",
                Some("http://x.example:8080/"),
            ),
            ("{a}.b.example", "x", Some("https://x.b.example/")),
            ("{a}.b.example/base", "x", Some("https://x.b.example/base")),
            ("http://{a}", "x.example", Some("http://x.example/")),
            ("https://{a}", "x.example", Some("https://x.example/")),
            // A value that is the whole host may have a path, such as that of a gateway.
            ("{a}", "https://x.example/p", Some("https://x.example/p")),
            ("{a}", "x.example/p/q/", Some("https://x.example/p/q")),
            ("{a}", "x.example/p@q", Some("https://x.example/p@q")),
            ("{a}", "x.example/p\\q", None),
            ("{a}", "x.example/p?q", None),
            ("{a}", "x.example/p#q", None),
            ("{a}", "x.example/p q", None),
            (
                "{a}/base",
                "https://x.example/p%20q/",
                Some("https://x.example/p%20q/base"),
            ),
            (
                "https://{a}/base",
                "x.example/p",
                Some("https://x.example/p/base"),
            ),
            ("{a}", "https://x.example//", None),
            ("{a}", "https://x.example/p//q", None),
            ("{a}", "https://x.example/p/../q", None),
            ("{a}", "https://x.example/%2e%2E/q", None),
            ("{a}", "https://x.example/p\\..", None),
            ("{a}", "https://x.example/p?q", None),
            ("{a}", "https://x.example/p#q", None),
            ("{a}", "https:///p", None),
            ("{a}", "https://user@x.example/p", None),
            ("{a}.b.example", "evil.example/p", None),
            ("b.{a}", "evil.example/p", None),
            // A scheme is accepted at the beginning of the URL only, and is http or https.
            ("https://{a}", "https://x.example", None),
            ("ftp://{a}", "x.example", None),
            ("{a}", "ftp://x.example", None),
            ("{a}", "https://", None),
            ("{a}.b.example", "", None),
            // Characters that would end the host, or that parsers decode or remove.
            ("{a}.b.example", "evil.example\\", None),
            ("{a}.b.example", "evil.example?", None),
            ("{a}.b.example", "evil.example#", None),
            ("{a}.b.example", "user@evil.example", None),
            ("b.{a}", "user:password@evil.example", None),
            ("{a}.b.example", "evil%2eexample", None),
            ("{a}.b.example", "x y", None),
            ("{a}.b.example", "x\ty", None),
            ("{a}.b.example", "x\u{0}", None),
            ("{a}.b.example", "x\u{7f}", None),
        ] {
            let url = host(template, &[], &|name| {
                (name == "a").then_some(Cow::Borrowed(value))
            });
            let url = url.ok().map(String::from);
            assert_eq!(url.as_deref(), expected, "{template} {value:?}");
        }
        let message = host("{a}.{b}", &[], &|name| {
            (name == "a").then_some(Cow::Borrowed("x"))
        });
        assert!(message.unwrap_err().contains("requires a value for b"));
    }

    #[test]
    fn a_variable_may_be_empty_if_its_default_is() {
        for (template, value, expected) in [
            ("https://{a}h.example", "", Some("https://h.example/")),
            ("https://{a}h.example", "x.", Some("https://x.h.example/")),
            ("https://h.example{a}", "", Some("https://h.example/")),
            (
                "https://h.example{a}/base",
                "",
                Some("https://h.example/base"),
            ),
            ("https://h.example/{a}", "", Some("https://h.example/")),
            ("https://h.example/{a}", "/", Some("https://h.example/")),
            (
                "https://h.example/{a}",
                "/v1/",
                Some("https://h.example/v1"),
            ),
            (
                "https://h.example/{a}/base",
                "",
                Some("https://h.example/base"),
            ),
            ("https://{a}", "", None),
            ("https://{a}.example", "a/b", None),
        ] {
            for (defaults, expected) in [
                (&[("a", "")], expected),
                (&[("a", "x")], expected.filter(|_| value.len() > 1)),
                (&[("b", "")], expected.filter(|_| value.len() > 1)),
            ] {
                let url = host(template, defaults, &|_| Some(Cow::Borrowed(value)));
                let url = url.ok().map(String::from);
                assert_eq!(
                    url.as_deref(),
                    expected,
                    "{template} {value:?} {defaults:?}"
                );
            }
        }
    }

    #[test]
    fn the_path_of_a_host_template_follows_the_host() {
        for (template, path) in [
            ("https://x.example", ""),
            ("https://x.example/", "/"),
            ("https://x.example/a/{b}", "/a/{b}"),
            ("{endpoint}", ""),
            ("{endpoint}/a", "/a"),
            // A slash within braces is part of a name.
            ("{end/point}/a", "/a"),
            ("{end/point}", ""),
        ] {
            assert_eq!(path_of(template), path, "{template}");
        }
    }
}
