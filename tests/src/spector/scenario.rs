//! Scenarios: the requests that the server expects and its responses, as `scenarios.mjs` lists them.

use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};

/// A scenario of the suite.
#[derive(Clone, Debug, Deserialize)]
pub struct Scenario {
    /// The name, which is unique.
    #[serde(rename = "scenario")]
    pub name: String,
    /// The package and folder of its TypeSpec, such as `core/type/array`.
    pub spec: String,
    /// The requests.
    pub apis: Vec<Api>,
}

/// An expected request, and the response to it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Api {
    /// The method, in lower case.
    pub method: String,
    /// The path. A segment `:name` takes any value.
    pub uri: String,
    /// `true` if the server validates the request in code instead of comparing it.
    pub handled: bool,
    /// Parameters of the query that must be there.
    pub query: Map<String, Value>,
    /// Headers that must be there.
    pub headers: Map<String, Value>,
    /// Values of the segments `:name`.
    pub path: Map<String, Value>,
    /// The body.
    pub body: Option<Content>,
    /// The status of the response.
    pub status: u16,
    /// The body of the response.
    pub response: Option<Content>,
    /// The headers of the response.
    pub response_headers: Map<String, Value>,
}

/// A body: text, base64 of what is not text, or a multipart form.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Content {
    /// The media type.
    #[serde(default, rename = "type")]
    pub media_type: Option<String>,
    /// The text.
    #[serde(default)]
    pub text: Option<Value>,
    /// The bytes.
    #[serde(default)]
    pub base64: Option<String>,
    /// The parts of a form that are not files, by name.
    #[serde(default)]
    pub parts: Map<String, Value>,
    /// The files of a form: `field`, `content`, `name` and `type` of each.
    #[serde(default)]
    pub files: Vec<Value>,
}

impl Scenario {
    /// Reads the scenarios.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read.
    pub fn read_all(path: &Path) -> Result<Vec<Self>, String> {
        let text = std::fs::read_to_string(path).map_err(|it| it.to_string())?;
        serde_json::from_str(&text).map_err(|it| it.to_string())
    }

    /// The name of the row that counts the scenario: the folder, without what lies deeper than the published table goes.
    pub fn area(&self) -> String {
        let folder = self.spec.split_once('/').map_or("", |(_, folder)| folder);
        let parts: Vec<&str> = folder.split('/').collect();
        let depth = match parts.as_slice() {
            ["azure", "resource-manager", ..] => 3,
            ["azure" | "encode" | "parameters" | "payload" | "type", ..] => 2,
            _ => 1,
        };
        parts[..depth.min(parts.len())].join("/")
    }
}

impl Api {
    /// The expected header of this name, in any case.
    pub fn header(&self, name: &str) -> Option<&Value> {
        let mut headers = self.headers.iter();
        headers
            .find(|(it, _)| it.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// The path, with the colons as they are sent.
    pub fn plain_uri(&self) -> String {
        self.uri.replace("\\:", ":")
    }
}
