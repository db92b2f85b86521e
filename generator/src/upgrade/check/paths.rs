//! Checks the templates of paths and of the host against each other and against their parameters.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};

use crate::diagnostics::{Severity, code};
use crate::upgrade::template::{placeholders, without_names};
use crate::upgrade::{At, SpecService, SpecVariable, Upgrader, text};

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

    /// Spells each placeholder of the host like its parameter, and adds a variable for each that has none.
    pub(in crate::upgrade) fn undeclared_variables(
        &mut self,
        document: &'a Value,
        root: &At<'_>,
        service: &mut SpecService,
    ) {
        let host = document.get("x-ms-parameterized-host");
        let listed = host.and_then(|it| it.get("parameters")?.as_array());
        let listed = listed.into_iter().flatten();
        let declared: Vec<String> = listed
            .filter_map(|it| text(self.deref(root.document, it)?.1, "name"))
            .collect();
        let parameterized = root.key("x-ms-parameterized-host");
        let at = match host {
            Some(_) => parameterized.key("hostTemplate"),
            None => root.key("host"),
        };
        let names: BTreeSet<String> = placeholders(&service.endpoint).map(str::to_owned).collect();
        for name in names {
            if declared.contains(&name) || service.variables.iter().any(|it| it.name == name) {
                continue;
            }
            if let Some(spelled) = declared.iter().find(|it| it.eq_ignore_ascii_case(&name)) {
                service.endpoint = self.respelled("host", &service.endpoint, &name, spelled, &at);
                continue;
            }
            let message = match name.as_str() {
                "" => "a placeholder of the host has no name".to_owned(),
                name => format!("`{name}` is not a parameter; the client takes it as a string"),
            };
            let found = self.warn(&code::UNDEFINED_HOST_PARAMETER, &at, message);
            if name.is_empty() {
                found.severity = Severity::Error;
            }
            service.variables.push(SpecVariable {
                name,
                ..SpecVariable::default()
            });
        }
    }
}
