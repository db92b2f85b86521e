//! A received request: decoded path, query, headers and body.

use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::response::FakeResponse;

/// Maximum length of a path with its query.
const MAX_TARGET: usize = 16 * 1024;
/// Maximum length of a body.
pub(crate) const MAX_BODY: usize = 4 * 1024 * 1024;

/// A request that the fake received.
#[derive(Clone)]
pub struct FakeRequest {
    /// Method, in upper case.
    pub method: String,
    /// Scheme, host and port of the fake as seen by the client, without a trailing `/`.
    pub origin: String,
    /// Decoded path segments.
    pub segments: Vec<String>,
    /// Decoded names and values of the query, in order.
    pub query: Vec<(String, String)>,
    /// Headers, with lower-case names.
    pub headers: Vec<(String, String)>,
    /// Body. Empty if there is none.
    pub body: Vec<u8>,
}

/// Hides bodies and headers, which may contain secrets.
impl std::fmt::Debug for FakeRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method, self.path())
    }
}

impl FakeRequest {
    /// Parses a request. `target` is the path with its query as sent.
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

    /// Returns the decoded path.
    pub fn path(&self) -> String {
        format!("/{}", self.segments.join("/"))
    }

    /// Returns the ID of the subscription in the path.
    pub(crate) fn subscription(&self) -> Option<&str> {
        match self.segments.as_slice() {
            [first, id, ..] if first.eq_ignore_ascii_case("subscriptions") => Some(id),
            _ => None,
        }
    }

    /// Returns the first value of a query parameter. Names are compared ignoring case.
    pub fn query(&self, name: &str) -> Option<&str> {
        let mut found = self.query.iter();
        let found = found.find(|it| it.0.eq_ignore_ascii_case(name));
        found.map(|it| it.1.as_str())
    }

    /// Returns the value of a header. Names are compared ignoring case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter();
        let found = found.find(|it| it.0.eq_ignore_ascii_case(name));
        found.map(|it| it.1.as_str())
    }

    /// Parses the body as JSON.
    pub fn json(&self) -> serde_json::Result<Value> {
        serde_json::from_slice(&self.body)
    }
}

/// Returns the decoded segments of a path, or `None` if it could be mistaken for another path.
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
