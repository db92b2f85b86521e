//! What a response holds that can be shown.

use arm_runtime::describe::{Entry, Kind};
use arm_runtime::{JsonValue, Method, Response, ResponseExt};

/// The content of a response.
#[derive(Debug, PartialEq)]
pub enum ResponseContent {
    Nothing,
    Json(JsonValue),
    Raw(Vec<u8>),
}

impl ResponseContent {
    /// Reads a response; of a HEAD, its headers.
    pub fn read<T, F>(entry: Option<&Entry>, response: &Response<T, F>) -> Self {
        let body: &[u8] = response.body();
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        if entry.is_some_and(|it| it.response.kind == Some(Kind::Bytes)) {
            return Self::Raw(body.to_vec());
        }
        if body.trim_ascii().is_empty() {
            return match entry {
                Some(entry) if entry.operation.method == Method::Head => {
                    Self::Json(headers(entry, response))
                }
                _ => Self::Nothing,
            };
        }
        match serde_json::from_slice(body) {
            Ok(value) => Self::Json(value),
            Err(_) => Self::Json(String::from_utf8_lossy(body).into_owned().into()),
        }
    }
}

/// The headers that the spec declares, by their names in lower case.
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
