//! The value of an example that is the request body.

use serde_json::Value;

use crate::ir::{Example, Ir, Operation};

/// Returns the value with the name of the body, or else the first value that does not belong to a parameter.
pub fn example_body<'a>(ir: &Ir, operation: &Operation, example: &'a Example) -> Option<&'a Value> {
    let body = operation.body.as_ref()?;
    let values = example.content.get("parameters")?.as_object()?;
    let version = operation.api_version.as_ref();
    let version = version.map_or("api-version", |it| it.name.as_str());
    let variables = operation.service.and_then(|it| ir.services.get(it));
    let variables = variables.into_iter().flat_map(|it| &it.variables);
    let parameters = operation.parameters.iter().map(|it| it.wire_name.as_str());
    let names: Vec<&str> = parameters
        .chain(variables.map(|it| it.wire_name.as_str()))
        .chain(["subscriptionId", version])
        .collect();
    let is_parameter = |name: &str| names.iter().any(|it| it.eq_ignore_ascii_case(name));
    // Most examples use the name in the spec; some use the client name.
    let called = |body: &str| {
        let mut all = values.iter();
        all.find(|(name, _)| name.eq_ignore_ascii_case(body) && !is_parameter(name))
    };
    let named = called(&body.wire_name).or_else(|| called(&body.client_name));
    let other = || values.iter().find(|(name, _)| !is_parameter(name));
    named.or_else(other).map(|(_, value)| value)
}
