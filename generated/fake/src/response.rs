//! Responses: JSON with the headers that every response of Azure Resource Manager has.

use std::time::Duration;

use serde_json::{Value, json};

/// How a response came about. The header `x-fake-arm` says it.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Source {
    /// From the state: resources, lists, long-running operations.
    State,
    /// From a rule for actions, such as `listKeys`.
    Action,
    /// From an example of the spec.
    Example,
    /// From the schema of the response, with the least that it demands.
    Schema,
    /// From the test: a canned response, a closure or a fault.
    Test,
    /// The request was rejected.
    Rejected,
}

impl Source {
    /// The word in the header.
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
    /// Headers beside those that every response has.
    pub headers: Vec<(String, String)>,
    /// The body; `None` for none.
    pub body: Option<Vec<u8>>,
    /// How it came about.
    pub source: Source,
    /// Why the request was rejected: the error's code and message.
    pub reason: String,
    /// How late it comes.
    pub(crate) delay: Duration,
}

/// A body may hold secrets, so it is not shown.
impl std::fmt::Debug for FakeResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.status, self.source.name())
    }
}

impl FakeResponse {
    /// A response without a body.
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

    /// A response with a JSON body.
    pub fn json(status: u16, body: &Value) -> Self {
        Self {
            body: Some(body.to_string().into_bytes()),
            ..Self::empty(status)
        }
    }

    /// An error in the form of Azure Resource Manager.
    pub fn error(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self::error_with(status, code, message.into(), json!({}))
    }

    /// An error with more properties, such as `target` or `details`.
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
