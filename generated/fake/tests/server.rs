//! The fake as a server on loopback: faults on the wire, the log, snapshots.
#![cfg(feature = "serve")]

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use arm_fake::serve::{ServeOptions, Server};
use arm_fake::{FakeArm, Fault, Settings};
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

    /// Sends a request; the response as text, empty if the connection was closed without one.
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
    fake.fail_next(1, Fault::Reset);
    assert_eq!(server.send("GET", &account(""), "", "").await, "");
    fake.fail_next(1, Fault::MalformedJson);
    let response = server.send("GET", &account(""), "", "").await;
    assert!(
        response.starts_with("HTTP/1.1 200 ") && response.ends_with(r#"{"value":[{"id":"#),
        "{response}"
    );
    fake.fail_next(1, Fault::Slow(std::time::Duration::from_millis(1)));
    let response = server.send("GET", &account(""), "", "").await;
    assert!(response.starts_with("HTTP/1.1 404 "), "{response}");
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
    ] {
        std::fs::write(&file, text).unwrap();
        let error = Server::bind(fake(), options.clone(), |_| {})
            .await
            .err()
            .unwrap()
            .to_string();
        assert!(
            error.contains(wanted) && error.contains("snapshot.json"),
            "{error}"
        );
    }
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
