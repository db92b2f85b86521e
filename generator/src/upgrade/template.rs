//! Path templates whose placeholders differ from the parameters in spelling or location.

use std::collections::HashMap;

use crate::diagnostics::code;
use openapiv3::{Operation, Parameter, ParameterData, QueryStyle, ReferenceOr};

use super::{At, SpecOperation, Upgrader};

impl Upgrader<'_> {
    /// Reports a path that is not sent as it is written.
    pub(super) fn check_path(&mut self, path: &str, at: &At<'_>) {
        let segments = path.split(['?', '#']).next().unwrap_or_default();
        let is_dots = |it: &str| matches!(&*it.to_lowercase().replace("%2e", "."), "." | "..");
        if let Some(dots) = segments.split('/').find(|it| is_dots(it)) {
            let message =
                format!("the path has the segment `{dots}`, which HTTP clients remove from URLs");
            self.error(&code::MALFORMED, at, message)
                .help("write the path without it");
        }
        if !is_balanced(path) {
            let message = "a brace of the path has no counterpart; it is sent as it is";
            self.warn(&code::MALFORMED_KEYWORD, at, message);
        }
        if path.contains('#') {
            let message = "the path ends at `#`: servers do not get fragments of URLs";
            self.warn(&code::MALFORMED_KEYWORD, at, message);
        }
    }

    /// Reports names without a value in the query of a path. They are not sent, because most are labels that distinguish
    /// operations with the same path, as in `x-ms-paths`.
    pub(super) fn check_labels(&mut self) {
        let mut operations: HashMap<(&str, String), usize> = HashMap::new();
        for it in &self.spec.operations {
            *operations
                .entry((&it.method, labels(&it.path).1))
                .or_default() += 1;
        }
        let is_plain = |it: &&SpecOperation| !it.at.pointer.starts_with("/x-ms-paths/");
        for it in self.spec.operations.iter().filter(is_plain) {
            let (labels, rest) = labels(&it.path);
            if operations.get(&(&*it.method, rest)) != Some(&1) {
                continue;
            }
            for label in labels {
                let message = format!(
                    "`{label}` in the path is not sent: it has no value, like a label that distinguishes operations"
                );
                self.diagnostics
                    .warn(&code::UNREAD_KEYWORD, it.at.clone(), message)
                    .help(format!("write `{label}=` to send it"));
            }
        }
    }

    /// Returns a template in which a placeholder is spelled like its parameter, and reports the difference.
    pub(super) fn respelled(
        &mut self,
        noun: &str,
        template: &str,
        placeholder: &str,
        name: &str,
        at: &At<'_>,
    ) -> String {
        let message = format!(
            "the {noun} has `{{{placeholder}}}`, but the name of the parameter is `{name}`"
        );
        self.warn(&code::PARAMETER_CASE, at, message)
            .help("use the same spelling; they are treated as the same parameter");
        template.replace(&format!("{{{placeholder}}}"), &format!("{{{name}}}"))
    }

    /// Spells each placeholder of a path like its parameter. A placeholder in the query of the path (a key of
    /// `x-ms-paths`) is removed, and its parameter becomes a query parameter.
    pub(super) fn template(
        &mut self,
        path: String,
        at: &At<'_>,
        operation: &mut Operation,
    ) -> String {
        let (path, query) = path.split_once('?').unwrap_or((&path, ""));
        let mut path = path.to_owned();
        for parameter in &operation.parameters {
            let ReferenceOr::Item(Parameter::Path { parameter_data, .. }) = parameter else {
                continue;
            };
            let name = &parameter_data.name;
            if let Some(found) = placeholder_in_other_case(&path, name) {
                path = self.respelled("path", &path, found, name, at);
            }
        }
        let kept: Vec<&str> = query
            .split('&')
            .filter(|pair| !pair.is_empty() && !fill(pair, operation))
            .collect();
        if kept.is_empty() {
            path
        } else {
            format!("{path}?{}", kept.join("&"))
        }
    }
}

/// Returns the names without a value in the query of a path, and the rest of the path.
fn labels(path: &str) -> (Vec<&str>, String) {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts = query.split('&').filter(|it| !it.is_empty());
    let (pairs, labels): (Vec<&str>, Vec<&str>) = parts.partition(|it| it.contains('='));
    // Paths that differ in the names of placeholders are the same.
    let path = without_names(path);
    (labels, format!("{path}?{}", pairs.join("&")))
}

fn is_balanced(path: &str) -> bool {
    let mut is_open = false;
    for brace in path.chars().filter(|it| matches!(it, '{' | '}')) {
        if is_open != (brace == '}') {
            return false;
        }
        is_open = !is_open;
    }
    !is_open
}

/// Returns a template with empty placeholders.
pub(super) fn without_names(template: &str) -> String {
    let mut parts = template.split('{');
    let mut shape = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        shape.push_str("{}");
        shape.push_str(part.split_once('}').map_or(part, |(_, rest)| rest));
    }
    shape
}

/// Returns the names in braces of a template.
pub(crate) fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    let parts = template.split('{').skip(1);
    parts.filter_map(|it| it.split_once('}').map(|(name, _)| name))
}

/// Returns the placeholder of the path that equals `name` ignoring case. Returns `None` if the path contains `name`
/// itself.
fn placeholder_in_other_case<'p>(path: &'p str, name: &str) -> Option<&'p str> {
    let mut similar = placeholders(path).filter(|it| it.eq_ignore_ascii_case(name));
    let first = similar.next()?;
    let is_spelled = first == name || similar.any(|it| it == name);
    (!is_spelled).then_some(first)
}

/// Makes the parameter of a pair `key={name}` send that pair. A pair without a key, `{name}`, is sent as `name=value`. Returns `false`
/// if the operation has no parameter of that name.
fn fill(pair: &str, operation: &mut Operation) -> bool {
    let (key, value) = match pair.split_once('=') {
        Some((key, value)) => (Some(key), value),
        None => (None, pair),
    };
    let Some(name) = value.strip_prefix('{').and_then(|it| it.strip_suffix('}')) else {
        return false;
    };
    let key = key.unwrap_or(name);
    for parameter in &mut operation.parameters {
        let ReferenceOr::Item(parameter) = parameter else {
            continue;
        };
        let data = match parameter {
            Parameter::Query { parameter_data, .. } | Parameter::Path { parameter_data, .. }
                if parameter_data.name == name =>
            {
                parameter_data
            }
            _ => continue,
        };
        let client_name = ("x-ms-client-name".to_owned(), name.into());
        let mut data: ParameterData = data.clone();
        if key != name {
            data.extensions
                .entry(client_name.0)
                .or_insert(client_name.1);
        }
        data.name = key.to_owned();
        *parameter = Parameter::Query {
            parameter_data: data,
            allow_reserved: false,
            style: match parameter {
                Parameter::Query { style, .. } => style.clone(),
                _ => QueryStyle::Form,
            },
            allow_empty_value: None,
        };
        return true;
    }
    false
}
