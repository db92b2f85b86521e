//! The fake as a server on loopback: faults on the wire, the log, snapshots.
#![cfg(feature = "serve")]

mod endpoint;

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use arm_fake::serve::{ServeOptions, Server};
use arm_fake::{FakeArm, FakeResponse, Fault, Settings};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

const SUBSCRIPTION: &str = "11112222-3333-4444-5555-666677778888";

/// A server that runs until it is stopped.
struct Running {
    url: String,
    log: Arc<Mutex<Vec<String>>>,
    stop: oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<()>>,
}

impl Running {
    async fn start(fake: &FakeArm, options: ServeOptions) -> Self {
        let log = Arc::new(Mutex::new(Vec::new()));
        let lines = Arc::clone(&log);
        let server = Server::bind(fake.clone(), options, move |line| {
            lines.lock().unwrap().push(line.to_owned());
        });
        let server = server.await.unwrap();
        let (stop, stopped) = oneshot::channel();
        Self {
            url: server.url(),
            log,
            stop,
            task: tokio::spawn(server.run(async {
                let _ = stopped.await;
            })),
        }
    }

    async fn stop(self) {
        self.stop.send(()).unwrap();
        self.task.await.unwrap().unwrap();
    }

    /// Sends a request and returns the response as text, which is empty if the connection was closed without one.
    async fn send(&self, method: &str, target: &str, headers: &str, body: &str) -> String {
        let authority = self.url.trim_start_matches("http://");
        let mut stream = TcpStream::connect(authority).await.unwrap();
        let n = body.len();
        let request = format!(
            "{method} {target} HTTP/1.1\r\nhost: {authority}\r\nconnection: close\r\ncontent-type: application/json\r\n\
             content-length: {n}\r\n{headers}\r\n{body}"
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut response = Vec::new();
        // A connection that is reset ends the same way.
        let _ = stream.read_to_end(&mut response).await;
        String::from_utf8(response).unwrap()
    }

    async fn json(&self, method: &str, target: &str, body: &Value) -> Value {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let response = self.send(method, target, "", &body).await;
        let (_, body) = response.split_once("\r\n\r\n").unwrap();
        serde_json::from_str(body).unwrap_or_default()
    }
}

fn fake() -> FakeArm {
    let settings = Settings {
        virtual_time: false,
        ..Settings::default()
    };
    let fake = FakeArm::with_settings(&[generated::metadata()], settings);
    fake.put_group(SUBSCRIPTION, "g", "westeurope");
    fake
}

fn account(rest: &str) -> String {
    format!(
        "/subscriptions/{SUBSCRIPTION}/resourceGroups/g/providers/Microsoft.Maps/accounts/m{rest}?api-version=2023-06-01"
    )
}

fn scratch(name: &str) -> PathBuf {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&file);
    file
}

#[tokio::test]
async fn faults_reach_the_wire() {
    let fake = fake();
    let server = Running::start(&fake, ServeOptions::default()).await;
    let response = server.send("POST", "/__reset", "", "").await;
    assert!(response.starts_with("HTTP/1.1 204 "), "{response}");
    assert_eq!(fake.ids(), [""; 0]);
    fake.put_group(SUBSCRIPTION, "g", "westeurope");
    fake.fail_next(1, Fault::Reset);
    assert_eq!(server.send("GET", &account(""), "", "").await, "");
    fake.fail_next(1, Fault::MalformedJson);
    let response = server.send("GET", &account(""), "", "").await;
    assert!(
        response.starts_with("HTTP/1.1 200 ") && response.ends_with(r#"{"value":[{"id":"#),
        "{response}"
    );
    // The clock advances when everything waits for it.
    tokio::time::pause();
    let (start, hour) = (
        tokio::time::Instant::now(),
        std::time::Duration::from_secs(3600),
    );
    fake.fail_next(1, Fault::Slow(hour));
    let response = server.send("GET", &account(""), "", "").await;
    assert!(response.starts_with("HTTP/1.1 404 "), "{response}");
    assert!(start.elapsed() >= hour);
    tokio::time::resume();
    server.stop().await;
}

#[tokio::test]
async fn a_snapshot_keeps_resources_keys_and_etags() {
    let file = scratch("snapshot.json");
    let options = ServeOptions {
        snapshot: Some(file.clone()),
        ..ServeOptions::default()
    };
    // A link in place of the temporary file must not be followed.
    let victim = scratch("victim");
    std::fs::write(&victim, "kept").unwrap();
    #[cfg(unix)]
    {
        let _ = std::fs::remove_file(file.with_extension("part"));
        std::os::unix::fs::symlink(&victim, file.with_extension("part")).unwrap();
    }
    let server = Running::start(&fake(), options.clone()).await;
    let body = json!({ "location": "eastus", "sku": { "name": "G2" }, "tags": { "a": "b" } });
    server.json("PUT", &account(""), &body).await;
    let key_type = json!({ "keyType": "secondary" });
    server
        .json("POST", &account("/regenerateKey"), &key_type)
        .await;
    let before = server.json("GET", &account(""), &Value::Null).await;
    let keys = server
        .json("POST", &account("/listKeys"), &Value::Null)
        .await;
    assert!(keys["secondaryKey"].is_string(), "{keys}");
    server.stop().await;
    assert_eq!(std::fs::read_to_string(&victim).unwrap(), "kept");
    #[cfg(unix)]
    {
        let mode = std::fs::metadata(&file).unwrap();
        let mode = std::os::unix::fs::PermissionsExt::mode(&mode.permissions());
        assert_eq!(mode & 0o777, 0o600, "the state has secrets");
    }

    let settings = Settings {
        virtual_time: false,
        ..Settings::default()
    };
    let empty = FakeArm::with_settings(&[generated::metadata()], settings);
    let server = Running::start(&empty, options.clone()).await;
    assert_eq!(server.json("GET", &account(""), &Value::Null).await, before);
    assert_eq!(
        server
            .json("POST", &account("/listKeys"), &Value::Null)
            .await,
        keys
    );
    server.stop().await;

    for (text, wanted) in [
        ("{", "EOF"),
        ("[]", "not a snapshot"),
        (r#"{"resources":[{}]}"#, "incomplete"),
        (&snapshot(&[("relative", 1000)]), "incomplete"),
    ] {
        std::fs::write(&file, text).unwrap();
        let error = Server::bind(fake(), options.clone(), |_| {})
            .await
            .err()
            .unwrap()
            .to_string();
        assert!(
            error.contains(wanted) && error.starts_with(&format!("{}: ", file.display())),
            "{error}"
        );
    }
}

/// Returns a snapshot of resources with IDs and numbers.
fn snapshot(resources: &[(&str, u64)]) -> String {
    let resource = |(id, number): &(&str, u64)| {
        json!({
            "id": id, "type": "T", "body": {}, "secrets": {}, "etag": "e", "keys": {}, "created": 0, "modified": 0,
            "number": number,
        })
    };
    let resources: Vec<Value> = resources.iter().map(resource).collect();
    json!({ "resources": resources }).to_string()
}

#[tokio::test]
async fn new_resources_come_after_those_of_a_snapshot() {
    let file = scratch("numbers.json");
    std::fs::write(&file, snapshot(&[("/a", 5000), ("/b", 1005)])).unwrap();
    let fake = FakeArm::new(&[generated::metadata()]);
    let options = ServeOptions {
        snapshot: Some(file),
        ..ServeOptions::default()
    };
    let server = Running::start(&fake, options).await;
    fake.put_group(SUBSCRIPTION, "g", "westeurope");
    let group = format!("/subscriptions/{SUBSCRIPTION}/resourceGroups/g");
    assert_eq!(fake.ids(), ["/b", "/a", &*group]);
    server.stop().await;
}

/// Every place of a request that can hold a secret, the wrong ones included.
#[tokio::test]
async fn the_log_has_no_secrets() {
    let fake = fake();
    let server = Running::start(&fake, ServeOptions::default()).await;
    let token = "authorization: Bearer hush-token\r\nx-extra: hush-header\r\n";
    let access = format!(
        "/subscriptions/{SUBSCRIPTION}/resourceGroups/g/providers/Microsoft.ApiManagement/service/s/tenant/access?api-version=2024-05-01"
    );
    let query = format!("{}&sig=hush-query", account(""));
    let secret = json!({ "properties": { "primaryKey": "hush-key" } }).to_string();
    for (method, target, body) in [
        (
            "PUT",
            &*account(""),
            json!({ "location": "eastus", "sku": { "name": "G2" }, "tags": { "k": "hush-tag" } })
                .to_string(),
        ),
        (
            "PUT",
            &account(""),
            json!({ "location": "eastus", "sku": { "name": "hush-sku" } }).to_string(),
        ),
        (
            "PUT",
            &account(""),
            json!({ "location": "eastus", "sku": "hush-type" }).to_string(),
        ),
        ("PUT", &account(""), "{\"hush-json".to_owned()),
        ("GET", &query, String::new()),
        (
            "POST",
            &account("/regenerateKey"),
            json!({ "keyType": "hush-key-type" }).to_string(),
        ),
        (
            "POST",
            &account("/regenerateKey"),
            json!({ "keyType": "primary" }).to_string(),
        ),
        ("PUT", &access, secret.clone()),
        ("PATCH", &access, secret),
    ] {
        let condition = if target == access {
            "if-match: *\r\n"
        } else {
            ""
        };
        let headers = format!("{condition}{token}");
        server.send(method, target, &headers, &body).await;
    }
    let keys = server
        .json("POST", &account("/listKeys"), &Value::Null)
        .await;
    let log = server.log.lock().unwrap().join("\n");
    assert_eq!(log.lines().count(), 10, "{log}");
    assert!(log.contains("400 rejected InvalidParameter"), "{log}");
    assert!(!log.contains("hush"), "{log}");
    for key in ["primaryKey", "secondaryKey"] {
        assert!(!log.contains(keys[key].as_str().unwrap()), "{log}");
    }
    server.stop().await;
}

/// Starts a server, sends requests, and returns the responses without headers, each after its line of the log.
async fn transcript(fake: &FakeArm, options: ServeOptions, requests: &[[&str; 4]]) -> String {
    let server = Running::start(fake, options).await;
    let mut text = String::new();
    for [method, target, headers, body] in requests {
        let response = server.send(method, target, headers, body).await;
        let logged = server.log.lock().unwrap().join("\n");
        server.log.lock().unwrap().clear();
        let status = response.lines().next().unwrap_or_default();
        let body = response.split_once("\r\n\r\n").map_or("", |it| it.1);
        text += &format!("{logged}\n  {status} {body}\n");
    }
    let url = server.url.clone();
    server.stop().await;
    text.replace(&url, "URL")
}

#[tokio::test]
async fn each_request_is_a_line_of_the_log() {
    let fake = fake();
    fake.on("Accounts_ListKeys", |_| {
        let response = FakeResponse::json(999, &json!({}));
        response.header("not a name", "x").header("x-a", "\u{7}")
    });
    fake.on("Accounts_Get", |_| FakeResponse::empty(1));
    let group = format!("/subscriptions/{SUBSCRIPTION}/resourceGroups/g?api-version=2021-04-01");
    let options = ServeOptions {
        reset_path: "/again".to_owned(),
        ..ServeOptions::default()
    };
    let account = account("");
    let keys = self::account("/listKeys");
    let text = transcript(
        &fake,
        options,
        &[
            ["GET", "/again?api-version=1&x=hush", "", ""],
            ["POST", &keys, "", ""],
            ["GET", &account, "", ""],
            ["GET", &account, "", ""],
            ["HEAD", &group, "", ""],
            ["GET", "/subscriptions/a%0Ab?api-version=2021-04-01", "", ""],
            ["GET", "/subscriptions?api-version=a%0Ab", "", ""],
            ["POST", "/again", "", ""],
            ["HEAD", &group, "", ""],
            ["POST", "/__reset?api-version=1", "", ""],
        ],
    )
    .await;
    let path = account.split('?').next().unwrap();
    let group = group.split('?').next().unwrap();
    let reason = "ResourceNotFound: The Resource 'Microsoft.Maps/accounts/m' under resource group 'g' was not found. For more \
                  details please go to https://aka.ms/ARMResourceNotFoundFix";
    let lines: Vec<&str> = text
        .lines()
        .map(|it| it.split(" {\"error").next().unwrap())
        .collect();
    assert_eq!(
        lines,
        [
            "GET /again -> 404 rejected NotFound: No loaded spec has the path '/again'.".to_owned(),
            "  HTTP/1.1 404 Not Found".to_owned(),
            format!("POST {path}/listKeys -> 999 test"),
            "  HTTP/1.1 999 <none> {}".to_owned(),
            format!("GET {path} -> 1 test"),
            // hyper does not write a status of one digit.
            "  HTTP/1.1 500 Internal Server Error ".to_owned(),
            format!("GET {path} -> 404 rejected {reason}"),
            "  HTTP/1.1 404 Not Found".to_owned(),
            format!("HEAD {group} -> 204 state"),
            "  HTTP/1.1 204 No Content ".to_owned(),
            "GET /subscriptions/a%0Ab -> 400 rejected InvalidRequestUri: The request URI has an empty, relative or malformed segment.".to_owned(),
            "  HTTP/1.1 400 Bad Request".to_owned(),
            "GET /subscriptions -> 400 rejected InvalidApiVersionParameter: The api-version 'a b' is invalid. The supported versions are '2021-04-01,2024-03-01'.".to_owned(),
            "  HTTP/1.1 400 Bad Request".to_owned(),
            "POST /again -> 204 reset".to_owned(),
            "  HTTP/1.1 204 No Content ".to_owned(),
            format!("HEAD {group} -> 404 rejected ResourceGroupNotFound: Resource group 'g' could not be found."),
            "  HTTP/1.1 404 Not Found ".to_owned(),
            "POST /__reset -> 404 rejected NotFound: No loaded spec has the path '/__reset'.".to_owned(),
            "  HTTP/1.1 404 Not Found".to_owned(),
        ]
    );
}

/// Links have the origin that the client sees, unless its headers are not those of a host.
#[tokio::test]
async fn links_have_the_origin_that_the_client_sees() {
    let fake = fake();
    let server = Running::start(&fake, ServeOptions::default()).await;
    let local = server.url.clone();
    let authority = local.trim_start_matches("http://").to_owned();
    let long = "a".repeat(256);
    let group = format!("/subscriptions/{SUBSCRIPTION}/resourceGroups/h?api-version=2021-04-01");
    for (host, proto, expected) in [
        (authority.as_str(), "", local.as_str()),
        ("arm.test", "", "http://arm.test"),
        (
            "arm.test:81",
            "x-forwarded-proto: https\r\n",
            "https://arm.test:81",
        ),
        ("[::1]:81", "x-forwarded-proto: http\r\n", "http://[::1]:81"),
        ("a-b.c", "x-forwarded-proto: ftp\r\n", "http://a-b.c"),
        ("a_b", "", &local),
        ("a/b", "", &local),
        ("", "", &local),
        (&long, "", &local),
        (&long[1..], "", &format!("http://{}", &long[1..])),
    ] {
        fake.put_group(SUBSCRIPTION, "h", "westeurope");
        let request =
            format!("DELETE {group} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{proto}\r\n");
        let mut stream = TcpStream::connect(&*authority).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).await.unwrap();
        let link = response
            .lines()
            .find_map(|it| it.strip_prefix("location: "));
        let origin = link
            .and_then(|it| it.split_once("/subscriptions"))
            .map(|it| it.0);
        assert_eq!(origin, Some(expected), "{host}: {response}");
    }
    server.stop().await;
}

#[tokio::test]
async fn content_beyond_the_limit_is_rejected() {
    let server = Running::start(&fake(), ServeOptions::default()).await;
    let path = account("").split('?').next().unwrap().to_owned();
    let least = " ".repeat(4 * 1024 * 1024);
    let response = server.send("PUT", &account(""), "", &least).await;
    assert!(
        response.starts_with("HTTP/1.1 400 "),
        "{}",
        &response[..100]
    );
    let response = server.send("PUT", &account(""), "", &(least + " ")).await;
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    assert!(
        head.starts_with("HTTP/1.1 413 Payload Too Large\r\n"),
        "{head}"
    );
    assert!(head.contains("\r\nconnection: close"), "{head}");
    let message = "The request content exceeds the limit of 4 MiB.";
    let error = json!({ "error": { "code": "RequestContentTooLarge", "message": message } });
    assert_eq!(serde_json::from_str::<Value>(body).unwrap(), error);
    let log = server.log.lock().unwrap().last().cloned().unwrap();
    assert_eq!(
        log,
        format!("PUT {path} -> 413 rejected RequestContentTooLarge: {message}")
    );
    server.stop().await;
}

/// A body that is not received ends in 408 after a minute, of which the test waits for none.
#[tokio::test(start_paused = true)]
async fn a_body_is_awaited_for_a_minute() {
    let server = Running::start(&fake(), ServeOptions::default()).await;
    let authority = server.url.trim_start_matches("http://").to_owned();
    let mut stream = TcpStream::connect(&*authority).await.unwrap();
    let head = format!(
        "PUT {} HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{{",
        account("")
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let start = tokio::time::Instant::now();
    let mut response = String::new();
    stream.read_to_string(&mut response).await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 60);
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    assert!(
        head.starts_with("HTTP/1.1 408 Request Timeout\r\n"),
        "{head}"
    );
    assert!(head.contains("\r\nconnection: close"), "{head}");
    let error = json!({ "error": { "code": "RequestTimeout", "message": "The request body was not received in time." } });
    assert_eq!(serde_json::from_str::<Value>(body).unwrap(), error);
    // A request whose head does not come is not answered.
    let mut stream = TcpStream::connect(&*authority).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\n").await.unwrap();
    let start = tokio::time::Instant::now();
    let mut response = Vec::new();
    let _ = stream.read_to_end(&mut response).await;
    assert_eq!((start.elapsed().as_secs(), response.len()), (60, 0));
    server.stop().await;
}
