//! Examples of the spec: arguments, body and the bodies of the responses.

use serde_json::{Value, json};

use super::{Object, plain};
use crate::analyze::example_body;
use crate::ir::{Example, Ir, Operation};

/// Returns the arguments with their parameters, the body, and the successful responses.
pub(super) fn of(ir: &Ir, operation: &Operation, example: &Example) -> Value {
    let arguments = example.content.get("parameters").and_then(Value::as_object);
    let is = |name: &str, other: &str| name.eq_ignore_ascii_case(other);
    let parameter = |name: &str| {
        operation
            .parameters
            .iter()
            .find(|it| is(name, &it.wire_name))
    };
    let parameters = arguments.into_iter().flatten().filter_map(|(name, value)| {
        let wire_name = match parameter(name) {
            Some(parameter) if parameter.constant.is_none() => parameter.wire_name.as_str(),
            None if is(name, "subscriptionId") => "subscriptionId",
            _ => return None,
        };
        Some(json!([wire_name, value.to_string()]))
    });
    let body = example_body(ir, operation, example).map(Value::to_string);
    let mut value = Object::default();
    value.add("title", plain(&example.title));
    value.list("parameters", parameters.collect());
    value.add_some("body", body);
    value.list("responses", responses(operation, example));
    value.finish()
}

fn responses(operation: &Operation, example: &Example) -> Vec<Value> {
    let responses = example.content.get("responses").and_then(Value::as_object);
    let mut found = Vec::new();
    for (code, response) in responses.into_iter().flatten() {
        let code = code.parse::<u16>().ok();
        let declared = |code: &u16| {
            operation
                .success
                .iter()
                .any(|it| it.code.representative() == *code)
        };
        if let (Some(code), Some(body)) = (code.filter(declared), response.get("body")) {
            found.push(json!([code, body.to_string()]));
        }
    }
    found
}
