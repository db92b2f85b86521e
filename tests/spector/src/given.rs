//! The arguments of a call, and the client that sends it.

use std::{sync::Arc, time::Duration};

use arm_runtime::{
    Bytes, ClientOptions, Cloud, Credential, FilePart, PollOptions, RetryOptions, Text, TokenCredential, Url, Value,
    azure_core::{
        base64,
        http::{ClientOptions as CoreOptions, Transport as CoreTransport},
    },
    value::{from_json, from_xml},
};
use serde_json::Value as Json;

pub use crate::seen::{Pending, bytes, ended, json, long_running, nothing, pages, shown, text, xml, xml_pages};
use crate::transport::{ScopeCredential, Transport};

/// The code of a call.
pub type Check = fn(&Given<'_>) -> Result<Pending, String>;

/// The scope that the server's tokens are for.
const AUDIENCE: &str = "https://security.microsoft.com";

/// The arguments of a call.
pub struct Given<'a> {
    pub call: &'a Json,
    pub sent_headers: &'a Json,
    pub transport: &'a Arc<Transport>,
}

#[allow(dead_code, reason = "the documents of today have no argument of some kinds")]
impl Given<'_> {
    fn given(&self, name: &str) -> Option<&Json> {
        self.call["arguments"].get(name)
    }

    fn required(&self, name: &str) -> Result<&Json, String> {
        self.given(name).ok_or_else(|| format!("no argument for {name}"))
    }

    pub fn value<T: Value>(&self, name: &str) -> Result<T, String> {
        read(name, self.required(name)?)
    }

    pub fn optional<T: Value>(&self, name: &str) -> Result<Option<T>, String> {
        self.given(name).map(|it| read(name, it)).transpose()
    }

    pub fn xml<T: Value>(&self, name: &str) -> Result<T, String> {
        let mut value = T::empty();
        let text = plain(self.required(name)?)?;
        from_xml(&text, &mut value).map_err(shown)?;
        Ok(value)
    }

    pub fn optional_xml<T: Value>(&self, name: &str) -> Result<Option<T>, String> {
        self.given(name).map(|_| self.xml(name)).transpose()
    }

    pub fn text(&self, name: &str) -> Result<Text, String> {
        let bytes = plain(self.required(name)?)?;
        String::from_utf8(bytes.to_vec()).map(Text).map_err(|error| error.to_string())
    }

    pub fn optional_text(&self, name: &str) -> Result<Option<Text>, String> {
        self.given(name).map(|_| self.text(name)).transpose()
    }

    pub fn bytes(&self, name: &str) -> Result<Bytes, String> {
        plain(self.required(name)?)
    }

    pub fn optional_bytes(&self, name: &str) -> Result<Option<Bytes>, String> {
        self.given(name).map(plain).transpose()
    }

    pub fn file(&self, name: &str) -> Result<FilePart, String> {
        file(self.required(name)?)
    }

    pub fn optional_file(&self, name: &str) -> Result<Option<FilePart>, String> {
        self.given(name).map(file).transpose()
    }

    pub fn files(&self, name: &str) -> Result<Vec<FilePart>, String> {
        let files = self.required(name)?.as_array().ok_or("the files are not a list")?;
        files.iter().map(file).collect()
    }

    pub fn optional_files(&self, name: &str) -> Result<Option<Vec<FilePart>>, String> {
        self.given(name).map(|_| self.files(name)).transpose()
    }

    /// Returns a variable of the endpoint. The endpoint itself is the server.
    pub fn variable(&self, name: &str) -> String {
        let known = self.call["variables"].get(name).or_else(|| self.given(name));
        known.and_then(Json::as_str).map_or_else(|| self.transport.endpoint(), str::to_owned)
    }

    pub fn subscription(&self) -> String {
        self.call["subscription"].as_str().unwrap_or("00000000-0000-0000-0000-000000000000").to_owned()
    }

    pub fn token(&self) -> Arc<dyn TokenCredential> {
        Arc::new(ScopeCredential)
    }

    /// Returns the credential that adds the expected headers.
    pub fn credential(&self) -> Credential {
        let header = |name: &str| self.sent_headers.get(name).and_then(Json::as_str);
        let credential = &self.call["credential"];
        if credential == "token" {
            return self.token().into();
        }
        if let Some(key) = credential["key"].as_str() {
            return Credential::key(key.to_owned());
        }
        match (header("authorization"), header("x-ms-api-key")) {
            (Some(it), _) if it.starts_with("Bearer ") => self.token().into(),
            (_, Some(key)) => Credential::key(key.to_owned()),
            _ => Credential::none(),
        }
    }

    /// Returns the options of a client of the server, with short waits.
    pub fn options(&self) -> Option<ClientOptions> {
        let endpoint = Url::parse(&self.transport.endpoint()).ok()?;
        let transport = Some(CoreTransport::new(self.transport.clone()));
        let retry = RetryOptions { max_retries: 1, initial_delay: Duration::from_millis(1), ..RetryOptions::default() };
        let variables = self.call["variables"].as_object().into_iter().flatten();
        let variables = variables.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())));
        Some(ClientOptions {
            client_options: CoreOptions { transport, ..CoreOptions::default() },
            cloud: Cloud::Custom { endpoint: endpoint.clone(), audience: AUDIENCE.to_owned() },
            endpoint: Some(endpoint),
            audience: Some(AUDIENCE.to_owned()),
            api_version: self.call["api_version"].as_str().map(str::to_owned),
            variables: variables.collect(),
            retry,
            poll: PollOptions { interval: Duration::ZERO, ..PollOptions::default() },
            ..ClientOptions::default()
        })
    }

    /// Headers that the caller adds.
    pub fn added(&self) -> Vec<(String, String)> {
        let added = self.call["added"].as_object().into_iter().flatten();
        added.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
    }
}

fn read<T: Value>(name: &str, json: &Json) -> Result<T, String> {
    from_json(json.to_string().as_bytes()).map_err(|error| format!("the argument {name}: {error}"))
}

/// The bytes of a text, or of `{ base64 }`.
fn plain(json: &Json) -> Result<Bytes, String> {
    match (json, &json["base64"]) {
        (Json::String(text), _) => Ok(text.clone().into()),
        (_, Json::String(text)) => base64::decode(text).map(Bytes::from).map_err(shown),
        _ => Err("neither text nor base64".to_owned()),
    }
}

/// A file: its content as [`plain`], or an object with `content`, `name` and `type`.
fn file(json: &Json) -> Result<FilePart, String> {
    let Some(content) = json.get("content") else {
        return plain(json).map(FilePart::from);
    };
    let mut file = FilePart::from(plain(content)?);
    if let Some(name) = json["name"].as_str() {
        file = file.name(name);
    }
    if let Some(media_type) = json["type"].as_str() {
        file = file.media_type(media_type);
    }
    Ok(file)
}
