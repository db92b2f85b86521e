//! A request as it would be sent, without its secrets.

use arm_runtime::azure_core::http::Url;
use arm_runtime::describe::{Entry, Module};
use arm_runtime::{JsonValue, ParameterLocation, Prepared};
use serde_json::json;

use crate::body::{self, Content};
use crate::error::Failure;
use crate::secrets::MASK;

/// A request to show.
pub struct Shown {
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    body: Option<JsonValue>,
}

impl Shown {
    pub fn new(
        module: &'static Module,
        entry: &Entry,
        prepared: &Prepared,
        content: &Content,
    ) -> Result<Self, Failure> {
        let request = prepared.request()?;
        let secret = |location: ParameterLocation, name: &str| {
            let parameters = entry.operation.parameters.iter().zip(entry.parameters);
            parameters.into_iter().any(|(parameter, property)| {
                property.ty.is_secret()
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
            Content::Json(value) => Some(body::masked(module, entry, value)),
            Content::Raw(bytes) => Some(JsonValue::from(format!("({} bytes)", bytes.len()))),
        };
        let mut url = request.url().clone();
        url.set_path(prepared.shown_path()?);
        let url = hide_query(&url, &|name| secret(ParameterLocation::Query, name));
        Ok(Self {
            method: request.method().as_str().to_owned(),
            url,
            headers,
            body,
        })
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
    let names = url.query_pairs().map(|(name, _)| name.into_owned());
    let pairs = query.split('&').filter(|it| !it.is_empty());
    let pairs = pairs.zip(names.collect::<Vec<_>>()).map(|(pair, name)| {
        let written = pair.split('=').next().unwrap_or_default();
        match is_secret(&name) {
            true => format!("{written}={MASK}"),
            false => pair.to_owned(),
        }
    });
    let mut shown = url.clone();
    shown.set_query(Some(&pairs.collect::<Vec<_>>().join("&")));
    shown.to_string()
}
