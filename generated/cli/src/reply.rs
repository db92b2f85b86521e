//! What a reply holds that can be shown.

use arm_runtime::describe::{Entry, Kind};
use arm_runtime::{JsonValue, Method, Response, ResponseExt};

/// The content of a reply.
#[derive(Debug, PartialEq)]
pub enum Reply {
    Nothing,
    Json(JsonValue),
    Raw(Vec<u8>),
}

impl Reply {
    /// Reads a reply; of a HEAD, its headers.
    pub fn read<T, F>(entry: Option<&Entry>, reply: &Response<T, F>) -> Self {
        let body: &[u8] = reply.body();
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        if entry.is_some_and(|it| it.reply.kind == Some(Kind::Bytes)) {
            return Self::Raw(body.to_vec());
        }
        if body.trim_ascii().is_empty() {
            return match entry {
                Some(entry) if entry.operation.method == Method::Head => {
                    Self::Json(headers(entry, reply))
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
fn headers<T, F>(entry: &Entry, reply: &Response<T, F>) -> JsonValue {
    let names = entry.reply.headers.iter().map(|it| it.to_ascii_lowercase());
    let values = names.filter_map(|name| {
        let value = reply.header(&name)?.to_owned();
        Some((name, JsonValue::String(value)))
    });
    JsonValue::Object(values.collect())
}
