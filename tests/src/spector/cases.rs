//! Hand-written additions to scenarios: arguments that the data lacks, and several calls of one request.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::scenario::{Api, Content};

/// A call of a scenario.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Case {
    /// The expected request, by its number.
    pub request: usize,
    /// Arguments in place of those of the data, by their names on the wire.
    pub arguments: Map<String, Value>,
    /// The expected query in place of that of the data.
    pub query: Option<Map<String, Value>>,
    /// The expected headers in place of those of the data.
    pub headers: Option<Map<String, Value>>,
    /// The expected status in place of that of the data.
    pub status: Option<u16>,
    /// The body, as JSON, in place of that of the data.
    pub body: Option<Value>,
    /// The call of `by_hand.rs` that makes the request: it is of no document.
    pub by_hand: Option<String>,
    /// Headers that the caller adds to the call.
    pub added: Map<String, Value>,
    /// The API version of the client.
    pub api_version: Option<String>,
    /// The credential: `{ key: text }`, `{ bearer: text }` or `token`.
    pub credential: Value,
}

impl Case {
    /// Reads the cases by scenario.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read.
    pub fn read_all(path: &Path) -> Result<BTreeMap<String, Vec<Self>>, String> {
        let text = std::fs::read_to_string(path).map_err(|it| it.to_string())?;
        serde_yaml::from_str(&text).map_err(|it| it.to_string())
    }

    /// The expected request as the case has it.
    pub fn applied(&self, api: &Api) -> Api {
        let mut api = api.clone();
        if let Some(query) = &self.query {
            api.query = query.clone();
        }
        if let Some(headers) = &self.headers {
            api.headers = headers.clone();
        }
        if let Some(status) = self.status {
            api.status = status;
        }
        if let Some(body) = &self.body {
            api.body = Some(Content {
                media_type: Some("application/json".to_owned()),
                text: Some(Value::String(body.to_string())),
                ..Content::default()
            });
        }
        api
    }
}
