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

#[cfg(test)]
mod tests {
    use arm_runtime::describe::{Body, Kind, Property, Response, Type};
    use arm_runtime::{Arm, Method, Operation, Package, Parameter, RequestBody, testing};

    use super::*;
    use crate::fixtures::MODULES;

    static RENEW: Operation = Operation {
        id: "Widgets_Renew",
        method: Method::Post,
        path: "/widgets/{name}",
        parameters: &[
            Parameter::path("name"),
            Parameter::header("x-old-key"),
            Parameter::header("x-note"),
            Parameter::query("sig"),
            Parameter::query("$top"),
            // Of the same name as the secret header, and not secret.
            Parameter::query("x-old-key"),
        ],
        body: Some(RequestBody::JSON),
        ..Operation::DEFAULT
    };

    const fn parameter(name: &'static str, kind: Kind) -> Property {
        Property {
            name,
            kind,
            ty: Type::of(kind),
            ..Property::DEFAULT
        }
    }

    static ENTRY: Entry = Entry {
        operation: &RENEW,
        name: "Renew",
        function: "renew",
        docs: "Renews a key.",
        deprecated: false,
        by_id: false,
        parameters: &[
            parameter("name", Kind::Text),
            parameter("x-old-key", Kind::Secret),
            parameter("x-note", Kind::Text),
            parameter("sig", Kind::Secret),
            parameter("$top", Kind::Integer),
            parameter("x-old-key", Kind::Text),
        ],
        body: Some(Body {
            properties: &[
                parameter("key", Kind::Secret),
                parameter("note", Kind::Text),
            ],
            secrets: &["key"],
            ..Body::DEFAULT
        }),
        response: Response::NONE,
        example: None,
    };

    fn shown(content: &Content) -> Shown {
        let credential = Some(testing::credential());
        let package = Package {
            name: "test",
            version: "1",
        };
        let arm = Arm::new(package, None, credential, None).unwrap();
        let prepared = arm.prepare(
            &RENEW,
            &[&"w", &"old secret", &"plain", &"s=e&cret", &5, &"same"],
        );
        Shown::new(&MODULES[1], &ENTRY, &prepared, content).unwrap()
    }

    #[test]
    fn secrets_in_headers_queries_and_bodies_are_masked() {
        let body = json!({ "key": "new secret", "note": "plain" });
        let request = shown(&Content::Json(body));
        let url = "https://management.azure.com/widgets/w?sig=***&$top=5&x-old-key=same";
        let json = request.json();
        assert_eq!(json["method"], "POST");
        assert_eq!(json["url"], url);
        assert_eq!(json["headers"]["x-old-key"], MASK);
        assert_eq!(json["headers"]["x-note"], "plain");
        assert_eq!(json["body"], json!({ "key": MASK, "note": "plain" }));
        let text = request.text();
        assert!(text.starts_with(&format!("POST {url}\n")), "{text}");
        assert!(text.contains("\nx-note: plain\nx-old-key: ***\n"), "{text}");
        assert!(text.contains("\"note\": \"plain\""), "{text}");
        assert!(!text.contains("secret") && !text.contains("cret"), "{text}");
    }

    #[test]
    fn bytes_are_counted_and_no_body_is_not_shown() {
        assert_eq!(shown(&Content::Raw(vec![1, 2])).json()["body"], "(2 bytes)");
        assert!(
            shown(&Content::Raw(vec![1, 2]))
                .text()
                .ends_with("\n(2 bytes)\n")
        );
        assert_eq!(shown(&Content::Nothing).json()["body"], JsonValue::Null);
        assert!(
            shown(&Content::Nothing)
                .text()
                .ends_with("x-old-key: ***\n")
        );
    }

    #[test]
    fn only_values_of_secret_parameters_are_hidden_in_a_query() {
        let is_secret = |name: &str| name == "a b";
        for (query, shown) in [
            ("", ""),
            ("?", "?"),
            ("?x=1&a%20b=2", "?x=1&a%20b=***"),
            ("?a+b=2&a%20b", "?a+b=***&a%20b=***"),
            ("?&x=a%20b&&y=2", "?x=a%20b&y=2"),
        ] {
            let url = Url::parse(&format!("https://x.example/p{query}")).unwrap();
            assert_eq!(
                hide_query(&url, &is_secret),
                format!("https://x.example/p{shown}")
            );
        }
    }
}
