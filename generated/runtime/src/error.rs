//! Errors: the one type is `azure_core::Error`; [`ArmError`] is the view of what Azure Resource Manager said.
//!
//! azure_core takes the error code from the body only when neither code nor message has a JSON escape, and ARM quotes
//! names in its messages; so the response is read here.

use std::{borrow::Cow, error::Error as StdError, fmt};

use azure_core::{
    Error,
    error::ErrorKind,
    http::{
        RawResponse, StatusCode,
        headers::{ERROR_CODE, HeaderName, Headers},
    },
};
use serde_json::{Map, Value};

use crate::request::find_header;
#[cfg(feature = "xml")]
use crate::value::xml::{parse, to_json};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-ms-request-id");
const CORRELATION_ID: HeaderName = HeaderName::from_static("x-ms-correlation-request-id");
const CONTENT_TYPE: HeaderName = HeaderName::from_static("content-type");

/// Longest message of an error, in characters. A service may answer with megabytes.
const MESSAGE_LIMIT: usize = 2000;
/// Longest title of a page that goes into the message, in characters.
const TITLE_LIMIT: usize = 200;
/// How far into a page its title is looked for, in bytes.
const TITLE_REACH: usize = 4096;

/// What Azure Resource Manager said in a failed response.
#[derive(Clone, Debug, PartialEq)]
pub struct ArmError {
    /// Status of the response. A long-running operation that failed answered 200.
    pub status: StatusCode,
    /// The error itself.
    pub error: ErrorDetail,
    /// `x-ms-request-id`: what Azure support asks for.
    pub request_id: Option<String>,
    /// `x-ms-correlation-request-id`: finds the call in the activity log.
    pub correlation_id: Option<String>,
}

/// One error, with the errors below it.
///
/// Its `Debug` leaves out `inner` and the `info` of `additional_info`: services put parts of the request there, such as
/// the values that a policy forbade.
#[derive(Clone, Default, PartialEq)]
pub struct ErrorDetail {
    /// Machine-readable code, such as `ResourceNotFound`.
    pub code: Option<String>,
    /// Text for people.
    pub message: Option<String>,
    /// What the error is about, such as a property.
    pub target: Option<String>,
    /// Errors that led to this one.
    pub details: Vec<ErrorDetail>,
    /// More about the error, such as the policy that forbade the request.
    pub additional_info: Vec<AdditionalInfo>,
    /// `innererror`, as sent.
    pub inner: Option<Value>,
}

/// More about an error.
#[derive(Clone, PartialEq)]
pub struct AdditionalInfo {
    /// What kind of information it is, such as `PolicyViolation`.
    pub kind: Option<String>,
    /// The information, as sent.
    pub info: Value,
}

impl ArmError {
    /// The response in `error`, or in an error that it wraps. `None` when no response came, or none that holds an error.
    pub fn from_error(error: &Error) -> Option<Self> {
        let mut next: Option<&(dyn StdError + 'static)> = Some(error);
        while let Some(current) = next {
            if let Some(core) = current.downcast_ref::<Error>()
                && let ErrorKind::HttpResponse {
                    raw_response: Some(raw),
                    ..
                } = core.kind()
            {
                return Self::from_response(raw);
            }
            next = current.source();
        }
        None
    }

    /// The error in a response; `None` when it holds none.
    pub fn from_response(raw: &RawResponse) -> Option<Self> {
        let header = |name| find_header(raw.headers(), name).map(str::to_owned);
        Some(Self {
            status: raw.status(),
            error: read_body(raw.body())?,
            request_id: header(&REQUEST_ID),
            correlation_id: header(&CORRELATION_ID),
        })
    }

    /// Machine-readable code, such as `ResourceNotFound`.
    pub fn code(&self) -> Option<&str> {
        self.error.code.as_deref()
    }

    /// Text for people.
    pub fn message(&self) -> Option<&str> {
        self.error.message.as_deref()
    }

    /// What the error is about, such as a property.
    pub fn target(&self) -> Option<&str> {
        self.error.target.as_deref()
    }

    /// Errors that led to this one.
    pub fn details(&self) -> &[ErrorDetail] {
        &self.error.details
    }

    /// More about the error.
    pub fn additional_info(&self) -> &[AdditionalInfo] {
        &self.error.additional_info
    }
}

impl fmt::Display for ArmError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl fmt::Display for ErrorDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.code, &self.message) {
            (Some(code), Some(message)) => write!(f, "{code}: {message}")?,
            (Some(text), None) | (None, Some(text)) => f.write_str(text)?,
            (None, None) => f.write_str("no code and no message")?,
        }
        for detail in &self.details {
            write!(f, " [{detail}]")?;
        }
        Ok(())
    }
}

impl fmt::Debug for ErrorDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorDetail")
            .field("code", &self.code)
            .field("message", &self.message)
            .field("target", &self.target)
            .field("details", &self.details)
            .field("additional_info", &self.additional_info)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for AdditionalInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AdditionalInfo")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// An error of this crate, before anything was sent.
pub(crate) fn refused(message: impl Into<Cow<'static, str>>) -> Error {
    Error::with_message(ErrorKind::Other, message)
}

/// A response that cannot be understood.
pub(crate) fn malformed(message: impl Into<Cow<'static, str>>) -> Error {
    Error::with_message(ErrorKind::DataConversion, message)
}

/// The same error once more; `azure_core::Error` cannot be cloned.
pub(crate) fn try_clone(error: &Error) -> Error {
    Error::with_message(error.kind().clone(), error.to_string())
}

/// The error that a response with an undeclared status is.
pub(crate) fn from_response(operation: &str, raw: RawResponse) -> Error {
    let parsed = read_body(raw.body());
    let said = match &parsed {
        _ if raw.status().is_redirection() => "redirects are not followed".to_owned(),
        Some(error) => error.to_string(),
        None => describe(&raw),
    };
    let message = format!(
        "{operation}: {} {}: {said}",
        u16::from(raw.status()),
        raw.status().canonical_reason()
    );
    http_error(message, parsed, raw)
}

/// The error that a long-running operation ended in.
pub(crate) fn from_final_state(operation: &str, state: &str, raw: RawResponse) -> Error {
    let parsed = read_body(raw.body());
    let said = parsed.as_ref().map_or_else(
        || "the service gives no reason".to_owned(),
        ErrorDetail::to_string,
    );
    http_error(
        format!("{operation}: the long-running operation ended as {state}: {said}"),
        parsed,
        raw,
    )
}

fn http_error(mut message: String, parsed: Option<ErrorDetail>, raw: RawResponse) -> Error {
    cut(&mut message, MESSAGE_LIMIT);
    if let Some(id) = find_header(raw.headers(), &REQUEST_ID) {
        message.push_str(&format!(" (request id {id})"));
    }
    let header = find_header(raw.headers(), &ERROR_CODE).map(str::to_owned);
    let error_code = header.or_else(|| parsed.and_then(|error| error.code));
    let kind = ErrorKind::HttpResponse {
        status: raw.status(),
        error_code,
        raw_response: Some(Box::new(raw)),
    };
    Error::with_message(kind, message)
}

/// What a response looks like that holds no error. It is not quoted, because it may be a model with secrets, or a page
/// that repeats the request; only the title of a page is.
fn describe(raw: &RawResponse) -> String {
    let body: &[u8] = raw.body();
    if body.is_empty() {
        return "the response has no body".to_owned();
    }
    let kind = find_header(raw.headers(), &CONTENT_TYPE).unwrap_or("no content type");
    let mut said = format!(
        "the response is no ARM error ({kind}, {} bytes)",
        body.len()
    );
    if let Some(title) = title(body).filter(|_| kind.starts_with("text/html")) {
        said.push_str(": ");
        said.push_str(&title);
    }
    said
}

/// The title of an HTML page, which names the gateway that answered.
fn title(page: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&page[..page.len().min(TITLE_REACH)]);
    let lower = head.to_ascii_lowercase();
    let start = lower.find("<title>")? + "<title>".len();
    let end = start + lower[start..].find('<')?;
    let words: Vec<&str> = head[start..end].split_whitespace().collect();
    let mut title = words.join(" ");
    title.retain(|c| !c.is_control());
    cut(&mut title, TITLE_LIMIT);
    (!title.is_empty()).then_some(title)
}

fn trim_start(mut body: &[u8]) -> &[u8] {
    body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    body.trim_ascii_start()
}

fn cut(text: &mut String, limit: usize) {
    if let Some((end, _)) = text.char_indices().nth(limit) {
        text.truncate(end);
        text.push('…');
    }
}

/// The error in a body, wherever services put it: `error`, `properties.error` of a status monitor, `odata.error`, or
/// the body itself.
pub(crate) fn read_body(body: &[u8]) -> Option<ErrorDetail> {
    let mut value = read_document(trim_start(body))?;
    // Some gateways wrap the JSON text of an error into a JSON string, or into an array of one.
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
                    message,
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

/// A body as JSON. Services of XML send `<Error><Code>..</Code><Message>..</Message></Error>`.
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
            // A detail may wrap its error once more.
            Value::Object(mut map) => match take(&mut map, "error") {
                Some(Value::Object(error)) => Some(read_detail(error)),
                _ => Some(read_detail(map)),
            },
            _ => None,
        });
    let details = details.collect();
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
    ErrorDetail {
        code: take_text(&mut object, "code"),
        message: take_text(&mut object, "message"),
        target: take_text(&mut object, "target"),
        details,
        additional_info,
        inner: take(&mut object, "innererror").filter(|value| !value.is_null()),
    }
}

/// Takes a property whatever its case: some services send `Code` and `Message`.
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

/// Takes a text; a number keeps its digits, and OData's `{"lang": .., "value": ..}` gives its value.
fn take_text(object: &mut Map<String, Value>, name: &str) -> Option<String> {
    match take(object, name)? {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(mut localized) => take_text(&mut localized, "value"),
        _ => None,
    }
}

/// An error of the transport without the URL: the query may hold a token, and the cause prints it.
pub(crate) fn from_transport(operation: &str, host: &str, error: Error) -> Error {
    if !matches!(error.kind(), ErrorKind::Io | ErrorKind::Connection) {
        let message = format!("{operation}: {error}");
        return error.with_context(message);
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
        format!("{operation}: no complete response from {host}: {cause}"),
    )
}

/// `x-ms-request-id` of a response.
pub(crate) fn request_id(headers: &Headers) -> Option<&str> {
    find_header(headers, &REQUEST_ID)
}
