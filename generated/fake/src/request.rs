//! A request as the fake sees it: decoded path, query, headers and body.

use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::response::FakeResponse;

/// Longest path with its query.
const MAX_TARGET: usize = 16 * 1024;
/// Largest body.
pub(crate) const MAX_BODY: usize = 4 * 1024 * 1024;

/// A request that the fake received.
#[derive(Clone)]
pub struct FakeRequest {
    /// Method, in upper case.
    pub method: String,
    /// Scheme, host and port by which the client reaches the fake, without a `/` at the end.
    pub origin: String,
    /// Decoded segments of the path.
    pub segments: Vec<String>,
    /// Decoded names and values of the query, in their order.
    pub query: Vec<(String, String)>,
    /// Headers; names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body; empty for none.
    pub body: Vec<u8>,
}

/// Bodies and headers may hold secrets, so neither is shown.
impl std::fmt::Debug for FakeRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method, self.path())
    }
}

impl FakeRequest {
    /// Reads a request. `target` is the path with its query as sent.
    pub(crate) fn new(
        method: &str,
        origin: &str,
        target: &str,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
    ) -> Result<Self, FakeResponse> {
        if target.len() > MAX_TARGET {
            return Err(FakeResponse::error(
                414,
                "RequestUriTooLong",
                "The request URI is too long.",
            ));
        }
        if body.len() > MAX_BODY {
            return Err(FakeResponse::error(
                413,
                "RequestContentTooLarge",
                "The request content exceeds the limit of 4 MiB.",
            ));
        }
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let segments = segments(path).ok_or_else(|| {
            FakeResponse::error(
                400,
                "InvalidRequestUri",
                "The request URI has an empty, relative or malformed segment.",
            )
        })?;
        Ok(Self {
            method: method.to_ascii_uppercase(),
            origin: origin.to_owned(),
            segments,
            query: pairs(query),
            headers,
            body,
        })
    }

    /// The decoded path.
    pub fn path(&self) -> String {
        format!("/{}", self.segments.join("/"))
    }

    /// The first value of a query parameter; names are compared without case.
    pub fn query(&self, name: &str) -> Option<&str> {
        let mut found = self.query.iter();
        let found = found.find(|it| it.0.eq_ignore_ascii_case(name));
        found.map(|it| it.1.as_str())
    }

    /// The value of a header; names are compared without case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter();
        let found = found.find(|it| it.0.eq_ignore_ascii_case(name));
        found.map(|it| it.1.as_str())
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Result<Value> {
        serde_json::from_slice(&self.body)
    }
}

/// Decoded segments of a path; `None` if one could be taken for another path.
fn segments(path: &str) -> Option<Vec<String>> {
    let path = path.strip_prefix('/').unwrap_or(path);
    let path = path.strip_suffix('/').unwrap_or(path);
    if path.is_empty() {
        return Some(Vec::new());
    }
    path.split('/').map(segment).collect()
}

fn segment(text: &str) -> Option<String> {
    let decoded = percent_decode_str(text).decode_utf8().ok()?;
    let strange = |c: char| matches!(c, '/' | '\\') || c.is_control();
    let whole =
        !decoded.is_empty() && decoded != "." && decoded != ".." && !decoded.contains(strange);
    whole.then(|| decoded.into_owned())
}

fn pairs(query: &str) -> Vec<(String, String)> {
    let decode = |text: &str| {
        let text = text.replace('+', " ");
        percent_decode_str(&text).decode_utf8_lossy().into_owned()
    };
    let pairs = query.split('&').filter(|it| !it.is_empty());
    let pair = |it: &str| {
        let (name, value) = it.split_once('=').unwrap_or((it, ""));
        (decode(name), decode(value))
    };
    pairs.map(pair).collect()
}
