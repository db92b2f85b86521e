//! Reads errors from response bodies.

use serde_json::{Map, Value};

use super::{AdditionalInfo, ErrorDetail};
#[cfg(feature = "xml")]
use crate::value::xml::{parse, to_json};

/// Reads the error in a body. Services put it in `error`, in `properties.error` of a status monitor, in `odata.error`,
/// or in the body itself.
pub(crate) fn read_body(body: &[u8]) -> Option<ErrorDetail> {
    let mut value = read_document(trim_start(body))?;
    // Some gateways wrap the JSON text of an error in a JSON string, or in an array with one string.
    if let Value::String(text) = &value {
        value = serde_json::from_str(text).ok()?;
    }
    if let Value::Array(items) = value {
        value = items.into_iter().next()?;
    }
    let Value::Object(mut object) = value else {
        return None;
    };
    for key in ["error", "odata.error"] {
        match take(&mut object, key) {
            Some(Value::Object(error)) => return Some(read_detail(error)),
            Some(Value::String(code)) => {
                let message = take_text(&mut object, "error_description")
                    .or_else(|| take_text(&mut object, "message"));
                return Some(ErrorDetail {
                    code: Some(code),
                    message: message.map(without_secrets),
                    ..ErrorDetail::default()
                });
            }
            _ => {}
        }
    }
    if let Some(Value::Object(properties)) = object.get_mut("properties")
        && let Some(Value::Object(error)) = take(properties, "error")
    {
        return Some(read_detail(error));
    }
    let detail = read_detail(object);
    (detail.code.is_some() || detail.message.is_some()).then_some(detail)
}

/// Parses a body as JSON. XML services send `<Error><Code>..</Code><Message>..</Message></Error>`.
fn read_document(body: &[u8]) -> Option<Value> {
    #[cfg(feature = "xml")]
    if body.starts_with(b"<") {
        let text = std::str::from_utf8(body).ok()?;
        return parse(text).ok().map(|root| to_json(&root));
    }
    serde_json::from_slice(body).ok()
}

fn read_detail(mut object: Map<String, Value>) -> ErrorDetail {
    let objects = |value: Option<Value>| match value {
        Some(Value::Array(items)) => items,
        Some(item @ Value::Object(_)) => vec![item],
        _ => Vec::new(),
    };
    let details = objects(take(&mut object, "details"))
        .into_iter()
        .filter_map(|item| match item {
            // A detail may be wrapped in an `error` property, too.
            Value::Object(mut map) => match take(&mut map, "error") {
                Some(Value::Object(error)) => Some(read_detail(error)),
                _ => Some(read_detail(map)),
            },
            _ => None,
        });
    let mut details: Vec<ErrorDetail> = details.collect();
    let additional_info = objects(take(&mut object, "additionalInfo"))
        .into_iter()
        .filter_map(|item| match item {
            Value::Object(mut map) => {
                let kind = take_text(&mut map, "type");
                Some(AdditionalInfo {
                    kind,
                    info: take(&mut map, "info").unwrap_or(Value::Null),
                })
            }
            _ => None,
        });
    let additional_info = additional_info.collect();
    let message = take_text(&mut object, "message");
    details.extend(message.as_deref().and_then(forwarded));
    ErrorDetail {
        code: take_text(&mut object, "code"),
        message: message.map(without_secrets),
        target: take_text(&mut object, "target").map(without_secrets),
        details,
        additional_info,
        inner: take(&mut object, "innererror").filter(|value| !value.is_null()),
    }
}

/// Returns the error of another service, which resource providers forward as JSON text in their message.
pub(crate) fn forwarded(message: &str) -> Option<ErrorDetail> {
    let is_object = message.trim_start().starts_with('{');
    is_object.then(|| read_body(message.as_bytes()))?
}

/// Hides the signatures of URLs, such as the URL of a poll that the service repeats, and the secret parts of connection strings.
fn without_secrets(text: String) -> String {
    arm_sensitive::without_secrets(&text).into_owned()
}

/// Takes a property, ignoring ASCII case: some services send `Code` and `Message`.
fn take(object: &mut Map<String, Value>, name: &str) -> Option<Value> {
    if let Some(value) = object.remove(name) {
        return Some(value);
    }
    let key = object
        .keys()
        .find(|key| key.eq_ignore_ascii_case(name))?
        .clone();
    object.remove(&key)
}

/// Takes a string. A number is converted to a string, and OData's `{"lang": .., "value": ..}` to its value.
fn take_text(object: &mut Map<String, Value>, name: &str) -> Option<String> {
    match take(object, name)? {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(mut localized) => take_text(&mut localized, "value"),
        _ => None,
    }
}

fn trim_start(mut body: &[u8]) -> &[u8] {
    body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    body.trim_ascii_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(detail: &ErrorDetail) -> String {
        let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        let details: String = detail
            .details
            .iter()
            .map(|it| format!(" [{}]", show(it)))
            .collect();
        let infos: String = detail
            .additional_info
            .iter()
            .map(|it| format!(" +{} {}", text(&it.kind), it.info))
            .collect();
        let inner = detail
            .inner
            .as_ref()
            .map(|it| format!(" <{it}>"))
            .unwrap_or_default();
        format!(
            "{}: {}{details}{infos}{inner}",
            text(&detail.code),
            text(&detail.message)
        )
    }

    #[test]
    fn errors_are_found_wherever_services_put_them() {
        for (body, wanted) in [
            (r#"{"error":{"code":"C","message":"m"},"code":"X"}"#, "C: m"),
            (
                r#"{"properties":{"error":{"code":"C","message":"m"}}}"#,
                "C: m",
            ),
            (
                r#"{"status":"Failed","properties":{"provisioningState":"Failed","Error":{"code":"C"}}}"#,
                "C: -",
            ),
            (r#"{"code":"C","properties":{"code":"X"}}"#, "C: -"),
            (r#"{"error":"C","message":"m"}"#, "C: m"),
            // A single detail without a list, and a detail wrapped in an `error` property.
            (r#"{"code":"C","details":{"code":"D"}}"#, "C: - [D: -]"),
            (
                r#"{"code":"C","details":[{"error":{"code":"D","message":"m"}}]}"#,
                "C: - [D: m]",
            ),
            (
                r#"{"code":"C","details":[{"error":null,"code":"D"},null,"x",{"code":"E"}]}"#,
                "C: - [D: -] [E: -]",
            ),
            (r#"{"code":"C","details":"x","additionalInfo":5}"#, "C: -"),
            (
                r#"{"code":"C","additionalInfo":{"type":"T","info":[1]}}"#,
                "C: - +T [1]",
            ),
            (
                r#"{"code":"C","additionalInfo":[{"type":"T"},{"info":2},3]}"#,
                "C: - +T null +- 2",
            ),
            // `null` means the same as a missing inner error.
            (r#"{"code":"C","innererror":null}"#, "C: -"),
            (
                r#"{"code":"C","innererror":{"trace":1}}"#,
                r#"C: - <{"trace":1}>"#,
            ),
            (
                r#"{"code":"C","message":" {\"error\":{\"code\":\"D\"}}"}"#,
                r#"C:  {"error":{"code":"D"}} [D: -]"#,
            ),
        ] {
            let detail = read_body(body.as_bytes());
            assert_eq!(detail.as_ref().map(show).as_deref(), Some(wanted), "{body}");
        }
        for body in [
            r#"{"properties":{"error":"C"}}"#,
            r#"{"properties":{"code":"C"}}"#,
            "{}",
            "[]",
            "5",
        ] {
            assert!(read_body(body.as_bytes()).is_none(), "{body}");
        }
    }
}
