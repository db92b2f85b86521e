//! A loopback server that returns secrets in every place that may contain them, and clients that use it as Azure
//! Resource Manager over https.

use std::time::Duration;

use arm_runtime::{ClientOptions, Cloud, PollOptions, RetryOptions};
use azure_core::http::Url;
use serde_json::{Value, json};
use tests::facade::transport;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// The behavior of the service.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mode {
    /// Responds with models. Long-running operations succeed.
    Fine,
    /// Responds without a body.
    NoContent,
    /// Responds with an ARM error.
    ArmError,
    /// Long-running operations fail.
    FailedRun,
    /// Long-running operations succeed, but their result cannot be read.
    BadResult,
    /// Responds with JSON of other types than declared.
    OtherTypes,
    /// Truncates the response in the middle of a secret.
    Truncated,
    /// Announces a longer body than it sends.
    Short,
    /// Responds with 200 and an HTML page.
    Page,
    /// Fails with an HTML page, as gateways do.
    ErrorPage,
    /// Fails with text.
    ErrorText,
    /// Fails with a model.
    ErrorModel,
    /// Redirects to another host.
    Redirect,
    /// Links lead to another host.
    Elsewhere,
    /// Closes the connection.
    HangUp,
}

pub const MODES: [Mode; 15] = [
    Mode::Fine,
    Mode::NoContent,
    Mode::ArmError,
    Mode::FailedRun,
    Mode::BadResult,
    Mode::OtherTypes,
    Mode::Truncated,
    Mode::Short,
    Mode::Page,
    Mode::ErrorPage,
    Mode::ErrorText,
    Mode::ErrorModel,
    Mode::Redirect,
    Mode::Elsewhere,
    Mode::HangUp,
];

/// Marks a request that starts a long-running operation.
pub const LONG: &str = "x-long";

/// A model with every secret of the three providers, and with undeclared properties.
fn model(mark: &str) -> Value {
    let secrets = json!({
        "primaryKey": format!("{mark}-primary"),
        "secondaryKey": format!("{mark}-secondary"),
        "primaryConnectionString": format!("endpoint=x;accesskey={mark}-connection"),
        "secondaryConnectionString": format!("endpoint=x;accesskey={mark}-connection"),
        "accountSasToken": format!("{mark}-sas"),
        "masterKey": format!("{mark}-undeclared"),
        "adminCredentials": { "password": format!("{mark}-deep"), "keys": [format!("{mark}-list")] },
    });
    let mut model = secrets.clone();
    model["properties"] = secrets;
    model["properties"]["provisioningState"] = "Succeeded".into();
    model["id"] = "/subscriptions/s".into();
    model
}

/// An ARM error. Its message is intended for users; all other parts may repeat the request.
fn arm_error(mark: &str) -> Value {
    let info = json!([{ "type": "PolicyViolation", "info": { "expressionValue": format!("{mark}-policy"), "nested": model(mark) } }]);
    json!({
        "error": {
            "code": "Refused", "message": "the service says \"no\"", "target": "t",
            "additionalInfo": info, "innererror": { "trace": format!("{mark}-inner"), "message": format!("{mark}-inner") },
            "request": model(mark),
            "details": [{ "code": "Because", "message": "of this", "additionalInfo": info, "values": [format!("{mark}-detail")] }],
        },
        "properties": model(mark),
        "primaryKey": format!("{mark}-beside"),
    })
}

struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
    missing: usize,
}

impl Answer {
    fn json(status: u16, body: &Value) -> Self {
        Self::text(status, "application/json", body.to_string())
    }

    fn text(status: u16, kind: &str, body: String) -> Self {
        Self {
            status,
            headers: vec![("content-type", kind.to_owned())],
            body,
            missing: 0,
        }
    }

    fn header(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }
}

/// Returns the response. `line` is the first line of the request, `base` the URL of the server. `None` closes the
/// connection.
fn answer(mode: Mode, mark: &str, line: &str, long: bool, base: &str) -> Option<Answer> {
    let model = model(mark);
    let fine = || Answer::json(200, &model);
    let page = format!("<html><TITLE>A page</TITLE><p>{mark}-page</p></html>");
    if line.starts_with("GET /op") {
        let status = |word: &str| json!({ "status": word, "properties": model, "primaryKey": format!("{mark}-run"), "resourceLocation": format!("{base}/result?sig={mark}-result") });
        let mut failed = arm_error(mark);
        failed["status"] = "Failed".into();
        return Some(match mode {
            Mode::FailedRun => Answer::json(200, &failed),
            _ if line.contains("/op/1") => Answer::json(200, &status("Running")).header(
                "azure-asyncoperation",
                format!("{base}/op/2?sig={mark}-second"),
            ),
            _ => Answer::json(200, &status("Succeeded")),
        });
    }
    let runs = matches!(mode, Mode::Fine | Mode::FailedRun | Mode::BadResult);
    if long && !line.starts_with("GET") && runs {
        let location = format!("{base}/result?sig={mark}-location");
        return Some(
            Answer::json(202, &model)
                .header(
                    "azure-asyncoperation",
                    format!("{base}/op/1?sig={mark}-first"),
                )
                .header("location", location),
        );
    }
    Some(match mode {
        Mode::Fine | Mode::FailedRun if line.contains("page=2") => {
            Answer::json(200, &json!({ "value": [model, model] }))
        }
        Mode::Fine | Mode::FailedRun => {
            let mut list = model.clone();
            list["value"] = json!([model]);
            list["nextLink"] = format!("{base}/next?page=2&sig={mark}-next").into();
            Answer::json(200, &list)
        }
        Mode::NoContent => Answer::text(204, "text/plain", String::new()),
        Mode::ArmError => Answer::json(400, &arm_error(mark)),
        Mode::OtherTypes | Mode::BadResult => {
            let odd = json!({ "primaryKey": { format!("{mark}-name"): 1 }, "properties": format!("{mark}-text"), "tags": [format!("{mark}-tag")], "accountSasToken": [format!("{mark}-list")], "value": [format!("{mark}-item")], "nextLink": { format!("{mark}-link"): 1 } });
            Answer::json(200, &odd)
        }
        Mode::Truncated => Answer::text(
            200,
            "application/json",
            format!("{{\"value\":[],\"primaryKey\":\"{mark}-cut"),
        ),
        Mode::Short => Answer {
            missing: 10,
            ..fine()
        },
        Mode::Page => Answer::text(200, "text/html", page),
        Mode::ErrorPage => Answer::text(502, "text/html; charset=utf-8", page),
        Mode::ErrorText => Answer::text(500, "text/plain", format!("the key {mark}-said is wrong")),
        Mode::ErrorModel => Answer::json(409, &model),
        Mode::Redirect => Answer::json(307, &model).header(
            "location",
            format!("https://evil.example/?sig={mark}-redirect"),
        ),
        Mode::Elsewhere => Answer::json(
            if long { 202 } else { 200 },
            &json!({ "value": [], "nextLink": format!("https://evil.example/?sig={mark}-away") }),
        )
        .header(
            "azure-asyncoperation",
            format!("https://evil.example/?sig={mark}-away"),
        ),
        Mode::HangUp => return None,
    })
}

/// Starts a server whose responses contain `mark` in every secret. Returns its URL as seen by clients.
pub async fn start(mode: Mode, mark: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("https://{}", listener.local_addr().unwrap());
    let url = base.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let base = base.clone();
            tokio::spawn(async move { serve(stream, mode, mark, &base).await });
        }
    });
    url
}

async fn serve(mut stream: TcpStream, mode: Mode, mark: &str, base: &str) -> Option<()> {
    let head = read(&mut stream).await?;
    assert!(
        head.contains("authorization: Bearer "),
        "every request is signed: {head}"
    );
    let answer = answer(mode, mark, head.lines().next()?, head.contains(LONG), base)?;
    let mut text = format!("HTTP/1.1 {} Said\r\nconnection: close\r\n", answer.status);
    let secret = [
        ("x-ms-request-id", "id-of-the-request".to_owned()),
        ("set-cookie", format!("session={mark}-cookie")),
        ("x-ms-key", format!("{mark}-header")),
    ];
    for (name, value) in answer.headers.iter().chain(&secret) {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    if answer.status != 204 {
        let length = answer.body.len() + answer.missing;
        text.push_str(&format!("content-length: {length}\r\n"));
    }
    text.push_str("\r\n");
    text.push_str(&answer.body);
    stream.write_all(text.as_bytes()).await.ok()?;
    stream.shutdown().await.ok()
}

/// Reads a request, and returns its head with lower-case names.
async fn read(stream: &mut TcpStream) -> Option<String> {
    let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
    loop {
        let n = stream.read(&mut buffer).await.ok().filter(|n| *n > 0)?;
        bytes.extend_from_slice(&buffer[..n]);
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let length = head.lines().find_map(|line| {
            line.to_ascii_lowercase()
                .strip_prefix("content-length: ")?
                .parse::<usize>()
                .ok()
        });
        if bytes.len() >= end + 4 + length.unwrap_or(0) {
            return Some(head);
        }
    }
}

/// Returns settings for the server at `url`, without delays.
pub fn options(url: &str) -> ClientOptions {
    let mut options = ClientOptions {
        cloud: Cloud::Custom {
            endpoint: Url::parse(url).unwrap(),
            audience: "https://arm.test".to_owned(),
        },
        retry: RetryOptions {
            max_retries: 1,
            initial_delay: Duration::from_millis(1),
            ..RetryOptions::default()
        },
        poll: PollOptions {
            interval: Duration::ZERO,
            max_interval: Duration::ZERO,
            ..PollOptions::default()
        },
        ..ClientOptions::default()
    };
    options.client_options.transport = Some(transport());
    options
}
