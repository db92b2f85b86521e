//! Checks the templates of paths and of the host against each other and against their parameters.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::diagnostics::code;
use crate::upgrade::template::placeholders;
use crate::upgrade::{At, Upgrader, text};

impl<'a> Upgrader<'a> {
    /// Reports paths that stand for the same URLs as another path.
    pub(in crate::upgrade) fn check_paths(&mut self, paths: &'a Map<String, Value>, at: &At<'_>) {
        let mut known: HashMap<String, &str> = HashMap::new();
        for path in paths.keys() {
            let first = known.entry(without_names(path)).or_insert(path);
            if *first != path {
                let message =
                    format!("the path differs from `{first}` only in the names of parameters");
                self.warn(&code::REPEATED_PATH, &at.key(path), message)
                    .of_key();
            }
        }
    }

    /// Reports path parameters that the template of the host does not contain.
    pub(in crate::upgrade) fn check_host(&mut self, document: &'a Value, root: &At<'_>) {
        let Some(host) = document.get("x-ms-parameterized-host") else {
            return;
        };
        let template = text(host, "hostTemplate").unwrap_or_default();
        let at = root.key("x-ms-parameterized-host");
        let at = at.key("parameters");
        let parameters = host.get("parameters").and_then(Value::as_array);
        for (index, value) in parameters.into_iter().flatten().enumerate() {
            let Some((_, parameter, _)) = self.deref(at.document, value) else {
                continue;
            };
            let Some(name) = text(parameter, "name") else {
                continue;
            };
            let is_used = placeholders(&template).any(|it| it.eq_ignore_ascii_case(&name));
            if text(parameter, "in").as_deref() == Some("path") && !is_used {
                let message = format!("`{name}` does not occur in `hostTemplate`");
                let help = format!("add `{{{name}}}` to the template, or remove the parameter");
                self.warn(&code::UNUSED_PARAMETER, &at.index(index), message)
                    .help(help);
            }
        }
    }
}

/// Returns a template with empty placeholders.
fn without_names(template: &str) -> String {
    let mut parts = template.split('{');
    let mut shape = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        shape.push_str("{}");
        shape.push_str(part.split_once('}').map_or(part, |(_, rest)| rest));
    }
    shape
}
