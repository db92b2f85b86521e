//! The file that the generator writes beside the test: operations as declared by the spec, with their examples.

use serde::Deserialize;

use crate::value::{JsonMap, JsonValue};

/// The whole file.
#[derive(Debug, Deserialize)]
pub(super) struct Data {
    pub operations: Vec<Declared>,
}

/// An operation.
#[derive(Debug, Deserialize)]
pub(super) struct Declared {
    pub id: String,
    pub method: String,
    pub host: Option<String>,
    pub path: String,
    pub api_version: String,
    pub api_version_name: String,
    pub api_version_in: In,
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    pub accept: String,
    pub statuses: Vec<u16>,
    /// Set if there is a `default` response.
    pub default: bool,
    pub examples: Vec<Example>,
}

/// The location of a parameter.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum In {
    Path,
    Query,
    Header,
    Host,
    Form,
}

/// A parameter. The subscription, the api-version and the body are not included.
#[derive(Debug, Deserialize)]
pub(super) struct Parameter {
    pub name: String,
    #[serde(rename = "in")]
    pub place: In,
    #[serde(default)]
    pub separator: Option<String>,
    /// An empty list is not sent.
    #[serde(default)]
    pub skips_empty: bool,
    #[serde(default)]
    pub verbatim: bool,
    #[serde(default)]
    pub prefix: bool,
    #[serde(default)]
    pub constant: Option<String>,
}

/// The body.
#[derive(Debug, Deserialize)]
pub(super) struct Body {
    pub name: String,
    pub media_type: String,
    pub json: bool,
    #[serde(default)]
    pub form: bool,
}

/// An example.
#[derive(Debug, Deserialize)]
pub(super) struct Example {
    pub title: String,
    pub file: String,
    pub pointer: String,
    pub content: JsonValue,
}

impl Example {
    pub fn parameters(&self) -> Option<&JsonMap> {
        self.content
            .get("parameters")
            .and_then(JsonValue::as_object)
    }

    pub fn responses(&self) -> impl Iterator<Item = (&str, &JsonValue)> {
        let responses = self.content.get("responses").and_then(JsonValue::as_object);
        responses
            .into_iter()
            .flatten()
            .map(|(status, response)| (status.as_str(), response))
    }

    /// Finds a parameter by name, ignoring ASCII case if there is no exact match. Returns its name in the example and
    /// its value.
    pub fn parameter(&self, name: &str) -> Option<(&str, &JsonValue)> {
        let parameters = self.parameters()?;
        let alike = || {
            parameters
                .iter()
                .find(|(key, _)| key.eq_ignore_ascii_case(name))
        };
        let (key, value) = parameters.get_key_value(name).or_else(alike)?;
        Some((key, value))
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.parameter(name)?.1.as_str()
    }
}
