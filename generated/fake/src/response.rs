//! Responses: JSON with the headers of every response of Azure Resource Manager.

use std::time::Duration;

use serde_json::{Value, json};

/// The source of a response, as in the header `x-fake-arm`.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Source {
    /// The state: resources, lists, long-running operations.
    State,
    /// A rule for actions, such as `listKeys`.
    Action,
    /// An example of the spec.
    Example,
    /// A minimal value of the response schema.
    Schema,
    /// The test: a canned response, a closure or a fault.
    Test,
    /// The request was rejected.
    Rejected,
}

impl Source {
    /// Returns the value of the header.
    pub fn name(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Action => "action",
            Self::Example => "example",
            Self::Schema => "schema",
            Self::Test => "test",
            Self::Rejected => "rejected",
        }
    }
}

/// A response of the fake.
#[derive(Clone)]
pub struct FakeResponse {
    /// Status code.
    pub status: u16,
    /// Headers in addition to those of every response.
    pub headers: Vec<(String, String)>,
    /// Body, if there is one.
    pub body: Option<Vec<u8>>,
    /// Source of the response.
    pub source: Source,
    /// Code and message of the error if the request was rejected.
    pub reason: String,
    /// Delay of the response.
    pub(crate) delay: Duration,
}

/// Hides the body, which may contain secrets.
impl std::fmt::Debug for FakeResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.status, self.source.name())
    }
}

impl FakeResponse {
    /// Creates a response without a body.
    pub fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: None,
            source: Source::Test,
            reason: String::new(),
            delay: Duration::ZERO,
        }
    }

    /// Creates a response with a JSON body.
    pub fn json(status: u16, body: &Value) -> Self {
        Self {
            body: Some(body.to_string().into_bytes()),
            ..Self::empty(status)
        }
    }

    /// Creates an error in the format of Azure Resource Manager.
    pub fn error(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self::error_with(status, code, message.into(), json!({}))
    }

    /// Creates an error with more properties, such as `target` or `details`.
    pub(crate) fn error_with(status: u16, code: &str, message: String, more: Value) -> Self {
        let mut error = json!({ "code": code, "message": message });
        if let (Some(error), Value::Object(more)) = (error.as_object_mut(), more) {
            error.extend(more);
        }
        Self {
            source: Source::Rejected,
            reason: format!("{code}: {message}"),
            ..Self::json(status, &json!({ "error": error }))
        }
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    pub(crate) fn from(mut self, source: Source) -> Self {
        self.source = source;
        self
    }
}
