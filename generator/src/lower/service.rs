//! Services: the variables of hosts, and the services of operations.

use openapiv3::{ParameterData, ParameterSchemaOrContent};
use serde_json::Value;

use super::{Lowerer, described, keywords};
use crate::ir::{Scheme, Service, Variable};
use crate::upgrade::{SpecOperation, SpecScheme};

/// Returns true if the spec declares a host parameter as one of the method.
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
            default: default.or(version).filter(|it| !it.is_empty()),
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
