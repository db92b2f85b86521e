//! Examples of the spec: arguments, body and the bodies of the responses, without their secrets.

use serde_json::{Value, json};

use super::{Object, plain};
use crate::analyze::{example_body, masked};
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
        let (wire_name, ty) = match parameter(name) {
            Some(it) if it.constant.is_none() => (it.wire_name.as_str(), Some(&it.ty)),
            None if is(name, "subscriptionId") => ("subscriptionId", None),
            _ => return None,
        };
        Some(json!([wire_name, masked(ir, ty, false, value).to_string()]))
    });
    let ty = operation.body.as_ref().map(|it| &it.ty);
    let body = example_body(ir, operation, example).map(|it| masked(ir, ty, false, it).to_string());
    let mut value = Object::default();
    value.add("title", plain(&example.title));
    value.list("parameters", parameters.collect());
    value.add_some("body", body);
    value.list("responses", responses(ir, operation, example));
    value.finish()
}

fn responses(ir: &Ir, operation: &Operation, example: &Example) -> Vec<Value> {
    let responses = example.content.get("responses").and_then(Value::as_object);
    let mut found = Vec::new();
    for (code, response) in responses.into_iter().flatten() {
        let declared = code.parse::<u16>().ok().and_then(|code| {
            let mut success = operation.success.iter();
            success.find(|it| it.code.representative() == code)
        });
        if let (Some(status), Some(body)) = (declared, response.get("body")) {
            let body = masked(ir, status.ty.as_ref(), operation.response.secret, body);
            found.push(json!([status.code.representative(), body.to_string()]));
        }
    }
    found
}
