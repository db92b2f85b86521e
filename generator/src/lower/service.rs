//! Services: the variables of hosts, and the services of operations.

use openapiv3::{ParameterData, ParameterSchemaOrContent};
use serde_json::Value;

use super::{Lowerer, described, keywords};
use crate::ir::{Scheme, Service, Variable};
use crate::upgrade::{SpecOperation, SpecScheme};

/// Returns `true` if the spec declares a host parameter as one of the method.
pub(super) fn is_of_method(data: &ParameterData) -> bool {
    let location = data.extensions.get("x-ms-parameter-location");
    location.is_some_and(|it| it == "method")
}

/// Lowers alternatives to authorize a request.
pub(super) fn security(alternatives: &[Vec<SpecScheme>]) -> Vec<Vec<Scheme>> {
    let alternatives = alternatives.iter();
    alternatives
        .map(|it| it.iter().map(scheme).collect())
        .collect()
}

fn scheme(scheme: &SpecScheme) -> Scheme {
    match scheme {
        SpecScheme::Header(name) => Scheme::Header(name.clone()),
        SpecScheme::Query(name) => Scheme::Query(name.clone()),
        SpecScheme::Basic => Scheme::Basic,
        SpecScheme::Bearer => Scheme::Bearer,
        SpecScheme::Token(scopes) => Scheme::Token(scopes.clone()),
    }
}

/// Returns `true` if an endpoint is a URL when this variable is empty: the host is valid without it, and no segment of the
/// path contains it beside other text.
fn is_url_without(endpoint: &str, name: &str) -> bool {
    let placeholder = format!("{{{name}}}");
    let rest = endpoint.split_once("://").map_or(endpoint, |it| it.1);
    let mut segments = rest.split('/');
    let host = segments
        .next()
        .unwrap_or_default()
        .replace(&placeholder, "");
    if segments.any(|it| it.contains(&placeholder) && it != placeholder) {
        return false;
    }
    let is_end = |it: char| matches!(it, '.' | '-' | ':');
    !host.is_empty() && !host.starts_with(is_end) && !host.ends_with(is_end) && !host.contains("..")
}

impl<'a> Lowerer<'a> {
    /// Lowers a host parameter to a variable of the client.
    pub(super) fn variable(&self, data: &'a ParameterData, spec: &SpecOperation) -> Variable {
        let schema = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => self.schema_of(schema.into()),
            ParameterSchemaOrContent::Content(_) => None,
        };
        let default = schema.and_then(|it| it.schema_data.default.as_ref());
        let only = schema
            .and_then(keywords)
            .and_then(|it| match it.enumeration.as_slice() {
                [only] => Some(only),
                _ => None,
            });
        let is_version = ["apiversion", "api-version"]
            .iter()
            .any(|it| data.name.eq_ignore_ascii_case(it));
        let default = default.or(only).and_then(Value::as_str).map(str::to_owned);
        let version = is_version.then(|| spec.api_version.clone());
        let client_name = data.extensions.get("x-ms-client-name");
        Variable {
            wire_name: data.name.clone(),
            client_name: client_name
                .and_then(Value::as_str)
                .unwrap_or(&data.name)
                .to_owned(),
            docs: described(&data.description),
            default: (default.or(version)).or_else(|| (!data.required).then(String::new)),
            // Enums of Swagger are open.
            values: Vec::new(),
        }
    }

    /// Returns the index of the service of an operation, which has the variables of its host.
    pub(super) fn service(
        &mut self,
        spec: &SpecOperation,
        mut variables: Vec<Variable>,
    ) -> Option<usize> {
        let declared = spec.service.as_deref()?;
        for it in &declared.variables {
            if !variables.iter().any(|known| known.wire_name == it.name) {
                variables.push(Variable {
                    wire_name: it.name.clone(),
                    client_name: it.name.clone(),
                    docs: it.docs.clone(),
                    default: it.default.clone(),
                    values: it.values.clone(),
                });
            }
        }
        let position = |it: &Variable| declared.endpoint.find(&format!("{{{}}}", it.wire_name));
        variables.sort_by_key(|it| position(it).unwrap_or(usize::MAX));
        for it in &mut variables {
            let is_empty = it.default.as_deref() == Some("");
            let is_allowed = it.values.is_empty() || it.values.iter().any(String::is_empty);
            if is_empty && !(is_allowed && is_url_without(&declared.endpoint, &it.wire_name)) {
                it.default = None;
            }
        }
        let service = Service {
            endpoint: declared.endpoint.clone(),
            variables,
            scopes: declared.scopes.clone(),
            schemes: declared.schemes.iter().map(scheme).collect(),
            security: security(&declared.security),
            others: (declared.others.iter())
                .map(|it| (it.url.clone(), described(&it.docs)))
                .collect(),
        };
        let known = self.ir.services.iter().position(|it| *it == service);
        Some(known.unwrap_or_else(|| {
            self.ir.services.push(service);
            self.ir.services.len() - 1
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_may_be_empty_if_a_url_remains() {
        for (endpoint, expected) in [
            ("https://{a}h.example", true),
            ("https://{a}{b}", true),
            ("https://h{a}", true),
            ("https://h{a}/v1", true),
            ("https://h/{a}", true),
            ("https://h/{a}/v1", true),
            ("{a}{b}", true),
            ("https://h/v{a}", false),
            ("https://h/v:{a}/b", false),
            ("{a}", false),
            ("{a}/v1", false),
            ("https://{a}", false),
            ("https://{a}/v1", false),
            ("https://{a}.h.example", false),
            ("https://x.{a}.h.example", false),
            ("https://h.{a}", false),
            ("https://h:{a}", false),
            ("https://{a}:8080", false),
            ("https://{a}-h.example", false),
        ] {
            assert_eq!(is_url_without(endpoint, "a"), expected, "{endpoint}");
        }
    }
}
