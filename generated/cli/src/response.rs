//! The content of responses.

use arm_runtime::describe::{Entry, Kind};
use arm_runtime::{JsonValue, Method, Response, ResponseExt, StatusCode};

use crate::error::Failure;

/// The content of a response.
#[derive(Debug, PartialEq)]
pub enum ResponseContent {
    Nothing,
    Json(JsonValue),
    Raw(Vec<u8>),
}

impl ResponseContent {
    /// Reads a response, or the headers of a HEAD response. Returns an error if the response does not match the
    /// operation.
    pub fn read<T, F>(entry: Option<&Entry>, response: &Response<T, F>) -> Result<Self, Failure> {
        let body: &[u8] = response.body();
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        let declared = entry.and_then(|it| it.response.kind);
        let id = entry.map_or("the operation", |it| it.operation.id);
        if declared == Some(Kind::Bytes) {
            return Ok(Self::Raw(body.to_vec()));
        }
        if body.trim_ascii().is_empty() {
            let status = response.status();
            let may_be_empty = matches!(status, StatusCode::NoContent | StatusCode::Accepted);
            return match entry {
                Some(entry) if entry.operation.method == Method::Head => {
                    Ok(Self::Json(headers(entry, response)))
                }
                Some(_) if declared.is_some() && !may_be_empty => {
                    Err(Failure::response(id, &format!("({status}) is empty")))
                }
                _ => Ok(Self::Nothing),
            };
        }
        let is_text = matches!(declared, Some(Kind::Text | Kind::Secret));
        let error = match serde_json::from_slice::<JsonValue>(body) {
            Ok(value) => return fits(value, declared).map_err(|what| Failure::response(id, &what)),
            Err(_) if is_text || declared.is_none() => {
                return Ok(Self::Json(
                    String::from_utf8_lossy(body).into_owned().into(),
                ));
            }
            Err(error) => error,
        };
        let what = if error.is_eof() {
            "is cut off"
        } else {
            "is not JSON"
        };
        let kind = response.header("content-type").unwrap_or("no content type");
        let (line, column) = (error.line(), error.column());
        Err(Failure::response(
            id,
            &format!(
                "{what} at line {line}, column {column} ({} bytes, {kind})",
                body.len()
            ),
        ))
    }
}

impl ResponseContent {
    /// Returns the result of a long-running operation. The last response is the status of the operation if it declares no
    /// result.
    pub fn of_long_running(self, entry: Option<&Entry>) -> Self {
        let has_result = entry.is_none_or(|it| it.response.kind.is_some());
        match self {
            Self::Json(value) if !has_result && value["status"].is_string() => Self::Nothing,
            other => other,
        }
    }
}

/// Returns the value if it has the declared type. Services may write numbers as strings and vice versa.
fn fits(value: JsonValue, declared: Option<Kind>) -> Result<ResponseContent, String> {
    let wanted = match declared {
        Some(Kind::Object | Kind::Map) if !value.is_object() => "an object",
        Some(Kind::List) if !value.is_array() => "an array",
        _ => return Ok(ResponseContent::Json(value)),
    };
    Err(format!(
        "is {}, expected {wanted}",
        crate::body::name_of(&value)
    ))
}

/// Returns the headers declared by the spec, with lower-case names.
fn headers<T, F>(entry: &Entry, response: &Response<T, F>) -> JsonValue {
    let names = entry
        .response
        .headers
        .iter()
        .map(|it| it.to_ascii_lowercase());
    let values = names.filter_map(|name| {
        let value = response.header(&name)?.to_owned();
        Some((name, JsonValue::String(value)))
    });
    JsonValue::Object(values.collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::ResponseContent;

    #[test]
    fn the_status_of_an_operation_without_a_result_is_not_its_result() {
        let status =
            json!({ "id": "/x", "status": "Succeeded", "startTime": "2024-01-01T00:00:00Z" });
        for (operation, body, expected) in [
            ("delete", &status, ResponseContent::Nothing),
            ("get", &status, ResponseContent::Json(status.clone())),
            (
                "delete",
                &json!({ "id": "/x" }),
                ResponseContent::Json(json!({ "id": "/x" })),
            ),
        ] {
            let content = ResponseContent::Json(body.clone());
            let mut entries = generated::metadata().iter().flat_map(|it| it.entries());
            let entry = entries.find(|it| it.function == operation).unwrap();
            assert_eq!(content.of_long_running(Some(entry)), expected, "{body}");
        }
    }
}
