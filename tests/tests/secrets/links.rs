//! Links of a response that lead, or seem to lead, to another host are not followed by any operation.

use std::sync::{Arc, Mutex};

use arm_runtime::{Arm, ClientOptions, Package, PollOptions, Poller, RetryOptions};
use async_trait::async_trait;
use azure_core::{
    Bytes,
    http::{
        AsyncRawResponse, HttpClient, Method, Request, StatusCode, Transport, headers::Headers,
    },
};
use futures::StreamExt;
use generated::{
    apimanagement::v2024_05_01 as apim, communication::v2023_04_01 as communication,
    maps::v2023_06_01 as maps,
};
use serde_json::json;
use tests::facade::Fake;

/// Other hosts, ports and schemes, with various obfuscations.
const ELSEWHERE: [&str; 27] = [
    "https://evil.example/x",
    "http://management.azure.com/x",
    "https://management.azure.com:444/x",
    "https://management.azure.com:80/x",
    "https://management.azure.com.evil.example/x",
    "https://management.azure.com@evil.example/x",
    "https://management.azure.com:443@evil.example/x",
    "https://user@management.azure.com/x",
    "https://user:word@management.azure.com/x",
    "https://:word@management.azure.com/x",
    "//evil.example/x",
    "///evil.example/x",
    "/\\evil.example/x",
    "\\\\evil.example\\x",
    "https:\\\\evil.example\\x",
    "https://evil.example\\@management.azure.com/x",
    "https://evil.example#@management.azure.com/x",
    "https://evil.example?@management.azure.com/x",
    "https://management.azure.com\t.evil.example/x",
    "ht\ntps://evil.example/x",
    "  https://evil.example/x  ",
    "https://management.azure.com%2eevil.example/x",
    "https://management.azure.com./x",
    // A Cyrillic letter, and a dot of another script.
    "https://m\u{430}nagement.azure.com/x",
    "https://management.azure.com\u{3002}evil.example/x",
    "ftp://management.azure.com/x",
    "javascript:alert(1)",
];

/// The same host, port and scheme in other spellings.
const HERE: [(&str, &str); 10] = [
    ("https://management.azure.com/x?a=%2F", "/x?a=%2F"),
    ("https://management.azure.com:443/x", "/x"),
    ("HTTPS://MANAGEMENT.AZURE.COM/x", "/x"),
    ("https://management.azure\t.com/x", "/x"),
    // Full-width letters are equivalent to ASCII in a host name.
    ("https://\u{ff4d}anagement.azure.com/x", "/x"),
    // Services send `#` unencoded: it is encoded, and does not truncate the link.
    (
        "https://management.azure.com/x#@evil.example",
        "/x%23@evil.example",
    ),
    ("/x/../y", "/y"),
    ("/x@evil.example", "/x@evil.example"),
    ("/x?u=https://evil.example", "/x?u=https://evil.example"),
    ("//management.azure.com/x", "/x"),
];

/// Responds to all requests in the same way and records their URLs.
#[derive(Debug)]
struct Recorder {
    status: StatusCode,
    headers: Headers,
    body: String,
    seen: Mutex<Vec<String>>,
}

#[async_trait]
impl HttpClient for Recorder {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let mut seen = self.seen.lock().unwrap();
        seen.push(request.url().to_string());
        // The response that ends every operation.
        let (status, headers, body) = if request.method() == Method::Get && seen.len() > 1 {
            (
                StatusCode::Ok,
                Headers::new(),
                r#"{"status":"Succeeded","value":[]}"#.to_owned(),
            )
        } else {
            (self.status, self.headers.clone(), self.body.clone())
        };
        Ok(AsyncRawResponse::from_bytes(
            status,
            headers,
            Bytes::from(body),
        ))
    }
}

fn options(recorder: &Arc<Recorder>) -> Option<ClientOptions> {
    let mut options = ClientOptions {
        retry: RetryOptions::none(),
        poll: PollOptions {
            interval: std::time::Duration::ZERO,
            ..PollOptions::default()
        },
        ..ClientOptions::default()
    };
    options.client_options.transport = Some(Transport::new(recorder.clone()));
    Some(options)
}

fn recorder(
    status: StatusCode,
    header: Option<(&'static str, &str)>,
    body: String,
) -> Arc<Recorder> {
    let mut headers = Headers::new();
    if let Some((name, value)) = header {
        headers.insert(name, value.to_owned());
    }
    Arc::new(Recorder {
        status,
        headers,
        body,
        seen: Mutex::new(Vec::new()),
    })
}

/// The result of following a link: the error, and the URLs of the requests.
struct Followed {
    what: String,
    error: Option<String>,
    seen: Vec<String>,
}

const HEADERS: [&str; 3] = ["azure-asyncoperation", "operation-location", "location"];

/// Follows the link with lists, and with long-running operations of each method.
async fn follow(link: &str) -> Vec<Followed> {
    let mut all = Vec::new();
    let credential = || Arc::new(Fake("l1nk-token"));
    let page = json!({ "value": [{ "name": "one" }], "nextLink": link }).to_string();
    for list in 0..3 {
        let server = recorder(StatusCode::Ok, None, page.clone());
        let communication =
            communication::Client::new("sub", credential(), options(&server)).unwrap();
        let maps = maps::Client::new("sub", credential(), options(&server)).unwrap();
        let error = match list {
            0 => {
                drain(
                    communication
                        .communication_services_client()
                        .list_by_resource_group("rg"),
                )
                .await
            }
            1 => drain(maps.maps_client().list_operations()).await,
            _ => {
                drain(
                    communication
                        .domains_client()
                        .list_by_email_service_resource("rg", "e"),
                )
                .await
            }
        };
        let seen = server.seen.lock().unwrap().clone();
        all.push(Followed {
            what: format!("list {list}"),
            error,
            seen,
        });
    }
    for header in HEADERS {
        for run in 0..4 {
            let server = recorder(StatusCode::Accepted, Some((header, link)), "{}".to_owned());
            let communication =
                communication::Client::new("sub", credential(), options(&server)).unwrap();
            let domains = communication.domains_client();
            let apim = apim::Client::new("sub", credential(), options(&server)).unwrap();
            let error = match run {
                0 => domains
                    .create_or_update("rg", "e", "d", json!({}))
                    .await
                    .err(),
                1 => domains.update("rg", "e", "d", json!({})).await.err(),
                2 => domains.delete("rg", "e", "d").await.err(),
                _ => apim
                    .tenant_configuration_client()
                    .save("rg", "s", "configuration".into(), json!({}))
                    .await
                    .err(),
            };
            let seen = server.seen.lock().unwrap().clone();
            let error = error.map(|error| error.to_string());
            all.push(Followed {
                what: format!("run {run} by {header}"),
                error,
                seen,
            });
        }
    }
    all
}

async fn drain<T: azure_core::http::DeserializeWith<arm_runtime::Json>>(
    mut pager: arm_runtime::Pager<T>,
) -> Option<String> {
    while let Some(item) = pager.next().await {
        if let Err(error) = item {
            return Some(error.to_string());
        }
    }
    None
}

#[tokio::test]
async fn links_elsewhere_are_refused() {
    for link in ELSEWHERE {
        for Followed { what, error, seen } in follow(link).await {
            assert_eq!(seen.len(), 1, "{what}, {link:?}: {seen:?}");
            let error = error.unwrap_or_else(|| panic!("{what}, {link:?}: no error"));
            assert!(
                error.contains("sends requests to https://management.azure.com:443 only")
                    || error.contains("the URL contains credentials")
                    || error.contains("is not a valid URL"),
                "{what}, {link:?}: {error}"
            );
            assert!(!error.contains("word"), "{what}, {link:?}: {error}");
        }
    }
}

#[tokio::test]
async fn links_to_the_same_host_are_followed() {
    for (link, path) in HERE {
        for Followed { what, error, seen } in follow(link).await {
            assert_eq!(error, None, "{what}, {link:?}: {seen:?}");
            let followed = &seen[1];
            // Lists set the api-version of their models.
            let followed = followed
                .split(['?', '&'])
                .filter(|part| !part.starts_with("api-version="));
            let followed: Vec<&str> = followed.collect();
            let wanted = format!("https://management.azure.com{path}");
            assert_eq!(
                followed.join("?"),
                wanted.replace('&', "?"),
                "{what}, {link:?}: {seen:?}"
            );
        }
    }
}

/// A token of a long-running operation or a list may come from any source.
#[tokio::test]
async fn forged_continuations_are_refused() {
    let server = recorder(
        StatusCode::Accepted,
        Some(("location", "/poll")),
        "{}".to_owned(),
    );
    let package = Package {
        name: "t",
        version: "1",
    };
    let arm = Arm::new(
        package,
        Some("sub".to_owned()),
        Some(Arc::new(Fake("l1nk-token"))),
        options(&server),
    )
    .unwrap();
    let domains = communication::Client::from(arm.clone()).domains_client();
    let mut run = domains.delete("rg", "e", "d");
    run.next().await.unwrap().unwrap();
    let token = run.resume_token().unwrap().secret().to_owned();
    for link in ELSEWHERE {
        let mut forged: serde_json::Value = serde_json::from_str(&token).unwrap();
        for key in ["next", "url"] {
            forged[key] = link.into();
            let poller: Poller<()> = Poller::from_token(&arm, &forged.to_string());
            assert!(poller.await.is_err(), "{key}: {link:?}");
            let list = communication::Client::from(arm.clone())
                .operations_client()
                .list();
            let place = list.continuation().unwrap();
            let mut place: serde_json::Value = serde_json::from_str(&place).unwrap();
            let here = "https://management.azure.com/x";
            let (base, link) = if key == "url" {
                (link, "y")
            } else {
                (here, link)
            };
            place["next"] = json!({ "base": base, "get": true, "link": link });
            assert!(
                drain(list.resume(&place.to_string())).await.is_some(),
                "{key}: {link:?}"
            );
        }
    }
    let seen = server.seen.lock().unwrap().clone();
    assert_eq!(seen.len(), 1, "{seen:?}");
}
