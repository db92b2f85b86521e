//! Constructors for the errors of this crate.

use std::{borrow::Cow, error::Error as StdError, fmt, sync::Arc};

use arm_sensitive::without_secrets;
use azure_core::{
    Error,
    credentials::Secret,
    error::ErrorKind,
    http::{
        RawResponse, StatusCode,
        headers::{ERROR_CODE, HeaderName},
    },
};

use super::{REQUEST_ID, read_body};
use crate::{request::find_header, retry::retry_after};

const CONTENT_TYPE: HeaderName = HeaderName::from_static("content-type");

/// Maximum length of an error message in characters. A service may send megabytes.
const MESSAGE_LIMIT: usize = 2000;
/// Maximum length of a page title in a message, in characters.
const TITLE_LIMIT: usize = 200;
/// Maximum offset of the title in a page, in bytes.
const TITLE_REACH: usize = 4096;

/// Creates an error for an invalid request, which was not sent.
pub(crate) fn refused(message: impl Into<Cow<'static, str>>) -> Error {
    Error::with_message(ErrorKind::Other, message)
}

/// Creates an error for a response that cannot be read.
pub(crate) fn malformed(message: impl Into<Cow<'static, str>>) -> Error {
    Error::with_message(ErrorKind::DataConversion, message)
}

/// Copies an error, because `azure_core::Error` does not implement `Clone`. The cause is kept only if it is a
/// [`FailureInSuccess`].
pub(crate) fn try_clone(error: &Error) -> Error {
    let (kind, message) = (error.kind().clone(), error.to_string());
    match error.downcast_ref::<FailureInSuccess>() {
        Some(failure) => Error::with_error(kind, failure.clone(), message),
        None => Error::with_message(kind, message),
    }
}

/// Adds the operation to the error of a value that cannot be read.
pub(crate) fn in_operation(operation: &str, error: Error) -> Error {
    let message = format!("{operation}: {error}");
    error.with_context(message)
}

/// A failure reported by a response with a success status. The error does not get this status, which callers would take for success.
#[derive(Clone)]
pub(super) struct FailureInSuccess(pub(super) Arc<RawResponse>);

impl fmt::Debug for FailureInSuccess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FailureInSuccess")
    }
}

impl fmt::Display for FailureInSuccess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the service reported a failure")
    }
}

impl StdError for FailureInSuccess {}

/// A failed poll of a long-running operation that is still running.
pub(super) struct Unfinished {
    pub(super) token: Secret,
    error: Error,
}

impl fmt::Debug for Unfinished {
    /// Leaves out the token, because its URLs may carry a signature of the service.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Unfinished").field(&self.error).finish()
    }
}

impl fmt::Display for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl StdError for Unfinished {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.error)
    }
}

/// Adds the token with which the long-running operation can be resumed.
pub(crate) fn unfinished(token: String, error: Error) -> Error {
    let token = Secret::from(token);
    let (kind, message) = (error.kind().clone(), error.to_string());
    Error::with_error(kind, Unfinished { token, error }, message)
}

/// Creates the error for a response with an undeclared status.
pub(crate) fn from_response(operation: &str, raw: RawResponse) -> Error {
    let parsed = read_body(raw.body());
    let said = match &parsed {
        _ if raw.status() == StatusCode::NotModified => "the resource was not modified".to_owned(),
        _ if raw.status().is_redirection() => "redirects are not followed".to_owned(),
        Some(error) => error.to_string(),
        None => describe(&raw),
    };
    let reason = match raw.status() {
        // azure_core's reason phrase for 304 is "Modified".
        StatusCode::NotModified => "Not Modified",
        status => &status.canonical_reason(),
    };
    let mut message = format!("{operation}: {} {reason}: {said}", u16::from(raw.status()));
    cut(&mut message, MESSAGE_LIMIT);
    if let Some(wait) = retry_after(raw.headers()).filter(|wait| !wait.is_zero()) {
        message.push_str(&format!("; the service asks to retry after {wait:?}"));
    }
    push_request_id(&mut message, &raw);
    let header = find_header(raw.headers(), &ERROR_CODE).map(str::to_owned);
    let error_code = header.or_else(|| parsed.and_then(|error| error.code));
    let kind = ErrorKind::HttpResponse {
        status: raw.status(),
        error_code,
        raw_response: Some(Box::new(raw)),
    };
    Error::with_message(kind, message)
}

/// Creates the error for a long-running operation that failed.
pub(crate) fn from_final_state(operation: &str, state: &str, raw: RawResponse) -> Error {
    let what = format!("the long-running operation ended as {state}");
    failure_in_success(operation, &what, raw)
}

/// Creates the error for a response that contains an error despite a success status.
pub(crate) fn from_error_in_success(operation: &str, raw: RawResponse) -> Error {
    let what = format!(
        "the service returned status {} with an error",
        u16::from(raw.status())
    );
    failure_in_success(operation, &what, raw)
}

fn failure_in_success(operation: &str, what: &str, raw: RawResponse) -> Error {
    let said = read_body(raw.body()).map_or_else(
        || "the service returned no reason".to_owned(),
        |error| error.to_string(),
    );
    let mut message = format!("{operation}: {what}: {said}");
    cut(&mut message, MESSAGE_LIMIT);
    push_request_id(&mut message, &raw);
    Error::with_error(ErrorKind::Other, FailureInSuccess(Arc::new(raw)), message)
}

fn push_request_id(message: &mut String, raw: &RawResponse) {
    if let Some(id) = find_header(raw.headers(), &REQUEST_ID) {
        message.push_str(&format!(" (request id {id})"));
    }
}

/// Describes a response that does not contain an error. The body is not quoted, because it may be a model with secrets,
/// or a page that repeats the request. Only the title of a page is quoted.
fn describe(raw: &RawResponse) -> String {
    let body: &[u8] = raw.body();
    if body.is_empty() {
        return "the response has no body".to_owned();
    }
    let kind = find_header(raw.headers(), &CONTENT_TYPE).unwrap_or("no content type");
    let mut said = format!(
        "the response is not an ARM error ({kind}, {} bytes)",
        body.len()
    );
    if let Some(title) = title(body).filter(|_| kind.starts_with("text/html")) {
        said.push_str(": ");
        said.push_str(&title);
    }
    said
}

/// Returns the title of an HTML page, which identifies the gateway that sent it.
fn title(page: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&page[..page.len().min(TITLE_REACH)]);
    let lower = head.to_ascii_lowercase();
    let start = lower.find("<title>")? + "<title>".len();
    let end = start + lower[start..].find('<')?;
    let words: Vec<&str> = head[start..end].split_whitespace().collect();
    let mut title = words.join(" ");
    title.retain(|c| !c.is_control());
    title = without_secrets(&title).into_owned();
    cut(&mut title, TITLE_LIMIT);
    (!title.is_empty()).then_some(title)
}

fn cut(text: &mut String, limit: usize) {
    if let Some((end, _)) = text.char_indices().nth(limit) {
        text.truncate(end);
        text.push('…');
    }
}

/// Creates the error for a failure of the transport. The URL is left out, because its query may contain a token.
pub(crate) fn from_transport(operation: &str, host: &str, error: Error) -> Error {
    if !matches!(error.kind(), ErrorKind::Io | ErrorKind::Connection) {
        let message = format!("{operation}: {error}");
        return error.with_context(without_secrets(&message).into_owned());
    }
    let mut cause = error.to_string();
    let mut next = error.source();
    while let Some(current) = next {
        let text = current.to_string();
        if !text.contains("://") {
            cause = text;
        }
        next = current.source();
    }
    Error::with_message(
        error.kind().clone(),
        format!(
            "{operation}: no complete response from {host}: {}",
            without_secrets(&cause)
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_one_line_of_at_most_200_characters() {
        let page = |title: &str| format!("<html><TITLE>{title}</title>");
        let (at_limit, beyond) = ("ü".repeat(200), "ü".repeat(201));
        let cut = format!("{at_limit}…");
        for (page, wanted) in [
            (page("502 Bad Gateway"), Some("502 Bad Gateway")),
            (page(" a\r\n\t b\u{7} "), Some("a b")),
            (page(&at_limit), Some(at_limit.as_str())),
            (page(&beyond), Some(cut.as_str())),
            (page(" \n"), None),
            ("<title>never closed".to_owned(), None),
            ("<p>none</p>".to_owned(), None),
            (
                format!("{}{}", " ".repeat(TITLE_REACH), page("too far in")),
                None,
            ),
        ] {
            assert_eq!(title(page.as_bytes()).as_deref(), wanted, "{page}");
        }
    }
}
