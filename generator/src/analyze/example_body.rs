//! The value of an example that is the request body.

use serde_json::Value;

use crate::ir::{Example, Operation};

/// Returns the value with the name of the body, or else the first value that does not belong to a parameter.
pub fn example_body<'a>(operation: &Operation, example: &'a Example) -> Option<&'a Value> {
    let body = operation.body.as_ref()?;
    let values = example.content.get("parameters")?.as_object()?;
    let version = operation.api_version.as_ref();
    let version = version.map_or("api-version", |it| it.name.as_str());
    let is_parameter = |name: &str| {
        let names = operation.parameters.iter().map(|it| it.wire_name.as_str());
        let mut names = names.chain(["subscriptionId", version]);
        names.any(|it| it.eq_ignore_ascii_case(name))
    };
    let mut all = values.iter();
    let named = all.find(|(name, _)| name.eq_ignore_ascii_case(&body.client_name));
    let other = || values.iter().find(|(name, _)| !is_parameter(name));
    named.or_else(other).map(|(_, value)| value)
}
