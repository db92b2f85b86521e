//! A request as it would be sent, without its secrets.

use arm_runtime::azure_core::http::Url;
use arm_runtime::describe::{Entry, Kind};
use arm_runtime::{JsonValue, ParameterLocation, Request};
use serde_json::json;

use crate::body::{self, Content};
use crate::secrets::MASK;

/// A request to show.
pub struct Shown {
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    body: Option<JsonValue>,
}

impl Shown {
    pub fn new(entry: &Entry, request: &Request, content: &Content) -> Self {
        let secret = |location: ParameterLocation, name: &str| {
            let parameters = entry.operation.parameters.iter().zip(entry.parameters);
            parameters.into_iter().any(|(parameter, property)| {
                property.kind == Kind::Secret
                    && parameter.location == location
                    && parameter.name.eq_ignore_ascii_case(name)
            })
        };
        let headers = request.headers().iter().map(|(name, value)| {
            let value = if secret(ParameterLocation::Header, name.as_str()) {
                MASK
            } else {
                value.as_str()
            };
            (name.as_str().to_owned(), value.to_owned())
        });
        let mut headers: Vec<(String, String)> = headers.collect();
        headers.sort();
        let body = match content {
            Content::Nothing
                if request
                    .headers()
                    .iter()
                    .any(|(name, _)| name.as_str() == "content-type") =>
            {
                Some(JsonValue::from("(a form)"))
            }
            Content::Nothing => None,
            Content::Json(value) => Some(body::masked(entry, value)),
            Content::Raw(bytes) => Some(JsonValue::from(format!("({} bytes)", bytes.len()))),
        };
        let url = hide_query(request.url(), &|name| {
            secret(ParameterLocation::Query, name)
        });
        Self {
            method: request.method().as_str().to_owned(),
            url,
            headers,
            body,
        }
    }

    /// Formats the request for a user.
    pub fn text(&self) -> String {
        let mut text = format!("{} {}\n", self.method, self.url);
        for (name, value) in &self.headers {
            text.push_str(&format!("{name}: {value}\n"));
        }
        match &self.body {
            Some(JsonValue::String(note)) => text.push_str(&format!("\n{note}\n")),
            Some(body) => text.push_str(&format!("\n{body:#}\n")),
            None => {}
        }
        text
    }

    /// Formats the request for a script.
    pub fn json(&self) -> JsonValue {
        let headers: serde_json::Map<String, JsonValue> = self
            .headers
            .iter()
            .map(|(name, value)| (name.clone(), value.as_str().into()))
            .collect();
        json!({ "method": self.method, "url": self.url, "headers": headers, "body": self.body })
    }
}

/// Masks the values of secret parameters in a URL.
pub fn hide_query(url: &Url, is_secret: &dyn Fn(&str) -> bool) -> String {
    let Some(query) = url.query() else {
        return url.to_string();
    };
    let pairs = query.split('&').map(|pair| {
        let name = pair.split('=').next().unwrap_or_default();
        if is_secret(name) {
            format!("{name}={MASK}")
        } else {
            pair.to_owned()
        }
    });
    let mut shown = url.clone();
    shown.set_query(Some(&pairs.collect::<Vec<_>>().join("&")));
    shown.to_string()
}
