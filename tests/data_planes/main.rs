//! Requests of data plane clients to a loopback server.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use arm_runtime::azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use arm_runtime::azure_core::http::{
    AsyncRawResponse, HttpClient, Request, Transport, new_http_client,
};
use arm_runtime::azure_core::time::{Duration, OffsetDateTime};
use arm_runtime::{ClientOptions, Credential, Map, PollOptions, Result, Url};
use async_trait::async_trait;
use futures::TryStreamExt;

mod modern_wire;
mod values_wire;
mod wire;

/// A received request: its first line, its headers in lower case, its body.
type Seen = (String, BTreeMap<String, String>, String);

struct Server {
    base: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Server {
    /// The responses in order: status, headers, body. `{base}` in a header is replaced by the address.
    fn start(answers: &[(u16, &str, &str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = listener.local_addr().unwrap().to_string();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (log, address) = (seen.clone(), base.clone());
        let answers: Vec<(u16, String, String)> = answers
            .iter()
            .map(|(status, headers, body)| (*status, headers.to_string(), body.to_string()))
            .collect();
        std::thread::spawn(move || {
            for ((status, headers, body), stream) in answers.into_iter().zip(listener.incoming()) {
                let mut stream = stream.unwrap();
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                let mut line = String::new();
                reader.read_line(&mut line).unwrap();
                let mut fields = BTreeMap::new();
                loop {
                    let mut field = String::new();
                    reader.read_line(&mut field).unwrap();
                    let Some((name, value)) = field.trim_end().split_once(": ") else {
                        break;
                    };
                    fields.insert(name.to_lowercase(), value.to_owned());
                }
                let length = fields
                    .get("content-length")
                    .map_or(0, |it| it.parse().unwrap());
                let mut content = vec![0; length];
                reader.read_exact(&mut content).unwrap();
                let line = line.trim_end().trim_end_matches(" HTTP/1.1").to_owned();
                log.lock()
                    .unwrap()
                    .push((line, fields, String::from_utf8(content).unwrap()));
                let (headers, body) = (
                    headers.replace("{base}", &address),
                    body.replace("{base}", &address),
                );
                let length = if status == 204 {
                    String::new()
                } else {
                    format!("content-length: {}\r\n", body.len())
                };
                let head =
                    format!("HTTP/1.1 {status} Said\r\nconnection: close\r\n{length}{headers}\r\n");
                stream.write_all((head + &body).as_bytes()).unwrap();
            }
        });
        Self { base, seen }
    }

    fn http(&self) -> String {
        format!("http://{}/", self.base)
    }

    fn https(&self) -> String {
        format!("https://{}", self.base)
    }

    fn lines(&self) -> Vec<String> {
        self.seen
            .lock()
            .unwrap()
            .iter()
            .map(|(line, ..)| line.clone())
            .collect()
    }

    fn header(&self, index: usize, name: &str) -> Option<String> {
        self.seen.lock().unwrap()[index].1.get(name).cloned()
    }
}

/// Sends https requests over http.
#[derive(Debug)]
struct Facade(Arc<dyn HttpClient>);

#[async_trait]
impl HttpClient for Facade {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        let mut request = request.clone();
        let url = request.url().as_str().replacen("https://", "http://", 1);
        *request.url_mut() = Url::parse(&url)?;
        self.0.execute_request(&request).await
    }
}

/// A credential whose token contains the requested scope.
#[derive(Debug)]
struct Scope;

#[async_trait]
impl TokenCredential for Scope {
    async fn get_token(
        &self,
        scopes: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> Result<AccessToken> {
        Ok(AccessToken::new(
            scopes.join(" "),
            OffsetDateTime::now_utc() + Duration::hours(1),
        ))
    }
}

fn options() -> ClientOptions {
    let mut options = ClientOptions {
        poll: PollOptions {
            interval: std::time::Duration::ZERO,
            ..PollOptions::default()
        },
        ..ClientOptions::default()
    };
    options.client_options.transport =
        Some(Transport::new(Arc::new(Facade(new_http_client(None)))));
    options
}

async fn blobs() -> Result<()> {
    let server = Server::start(&[(201, "", ""), (206, "", "ello")]);
    let client = blobs::Client::new(server.http(), Credential::key("s+g/="), None)?.blob_client();
    let metadata = Map::from([("color", "blue".to_owned())]);
    let upload = blobs::options::BlobUploadOptions {
        x_ms_meta: Some(metadata),
    };
    let hello = arm_runtime::Bytes::from_static(b"hello");
    client.upload("c", "a b/c", hello, Some(upload)).await?;
    let range = blobs::options::BlobDownloadOptions {
        x_ms_range: Some("bytes=1-".to_owned()),
    };
    let bytes = client.download("c", "x", Some(range)).await?.into_model()?;
    assert_eq!(&bytes[..], b"ello");
    assert_eq!(
        server.lines(),
        [
            "PUT /c/a%20b%2Fc?sig=s%2Bg%2F%3D",
            "GET /c/x?sig=s%2Bg%2F%3D"
        ]
    );
    assert_eq!(
        server.header(0, "x-ms-blob-type").as_deref(),
        Some("BlockBlob")
    );
    assert_eq!(server.header(0, "x-ms-meta-color").as_deref(), Some("blue"));
    assert_eq!(server.header(0, "content-length").as_deref(), Some("5"));
    assert_eq!(server.header(1, "x-ms-range").as_deref(), Some("bytes=1-"));
    Ok(())
}

async fn tables() -> Result<()> {
    let server = Server::start(&[(204, "", "")]);
    let options = ClientOptions {
        endpoint: Some(Url::parse(&server.http())?),
        ..ClientOptions::default()
    };
    let client = tables::Client::new(Credential::key("SharedKey account:mac"), Some(options))?
        .table_client();
    let properties = Map::from([("Age", arm_runtime::JsonValue::Null)]);
    client
        .merge_entity("people", "a'b", "1", "*", properties)
        .await?;
    // `'` is allowed in a path. The caller doubles it in a key.
    assert_eq!(
        server.lines(),
        ["PATCH /people(PartitionKey='a%27b',RowKey='1')"]
    );
    assert_eq!(
        server.header(0, "authorization").as_deref(),
        Some("SharedKey account:mac")
    );
    assert_eq!(server.seen.lock().unwrap()[0].2, r#"{"Age":null}"#);
    Ok(())
}

async fn vault() -> Result<()> {
    let server = Server::start(&[
        (200, "", r#"{"value":"hush","id":"x"}"#),
        (
            200,
            "",
            r#"{"value":[{"id":"1"}],"nextLink":"https://{base}/secrets?api-version=7.5&$skiptoken=a"}"#,
        ),
        (200, "", r#"{"value":[{"id":"2"}]}"#),
    ]);
    let credential: Arc<dyn TokenCredential> = Arc::new(Scope);
    let client = vault::Client::new(server.https(), credential, Some(options()))?;
    let secret = client.get_secret("name").await?.into_model()?;
    assert_eq!(
        format!("{secret:?}"),
        "SecretBundle { value: Secret, id: \"x\" }"
    );
    let secrets: Vec<_> = client.get_secrets().try_collect().await?;
    assert_eq!(secrets.len(), 2);
    assert_eq!(server.lines()[0], "GET /secrets/name?api-version=7.5");
    assert_eq!(
        server.lines()[2],
        "GET /secrets?api-version=7.5&$skiptoken=a"
    );
    for index in 0..3 {
        let token = server.header(index, "authorization");
        assert_eq!(
            token.as_deref(),
            Some("Bearer https://vault.azure.net/.default")
        );
    }
    Ok(())
}

async fn openai() -> Result<()> {
    let server = Server::start(&[(200, "", r#"{"text":"hi"}"#), (200, "", "{}")]);
    let body = || openai::models::ChatCompleteBody {
        prompt: Some("hello".to_owned()),
    };
    let client = openai::Client::new(server.http(), Credential::key("k3y"), None)?.chat_client();
    client.complete("gpt", body()).await?;
    assert_eq!(
        server.lines(),
        ["POST /openai/deployments/gpt/chat?api-version=2024-10-21"]
    );
    assert_eq!(server.header(0, "api-key").as_deref(), Some("k3y"));
    let credential: Arc<dyn TokenCredential> = Arc::new(Scope);
    let options = ClientOptions {
        api_version: Some("2025-01-01".to_owned()),
        ..options()
    };
    let client = openai::Client::new(server.https(), credential, Some(options))?.chat_client();
    client.complete("gpt", body()).await?;
    assert_eq!(
        server.lines()[1],
        "POST /openai/deployments/gpt/chat?api-version=2025-01-01"
    );
    assert_eq!(
        server.header(1, "authorization").as_deref(),
        Some("Bearer https://models.example.net/.default")
    );
    Ok(())
}

async fn translation() -> Result<()> {
    let server = Server::start(&[
        (
            202,
            "operation-location: http://{base}/translator/document/batches/1?api-version=2024-05-01\r\n",
            "",
        ),
        (200, "", r#"{"status":"Running"}"#),
        (200, "", r#"{"status":"Succeeded"}"#),
    ]);
    let key = Credential::key("k3y");
    let quick = ClientOptions {
        poll: options().poll,
        ..ClientOptions::default()
    };
    let client = translation::Client::new(server.http(), key, Some(quick))?.batches_client();
    client
        .start(translation::models::BatchesStartBody {
            source: Some("s".to_owned()),
        })
        .await?;
    assert_eq!(
        server.lines()[0],
        "POST /translator/document/batches?api-version=2024-05-01"
    );
    assert_eq!(
        server.lines()[2],
        "GET /translator/document/batches/1?api-version=2024-05-01"
    );
    for index in 0..3 {
        assert_eq!(
            server.header(index, "ocp-apim-subscription-key").as_deref(),
            Some("k3y")
        );
    }
    Ok(())
}

async fn settings() -> Result<()> {
    let server = Server::start(&[(200, "etag: \"1\"\r\n", r#"{"key":"a/b","value":"v"}"#)]);
    let credential = || -> Arc<dyn TokenCredential> { Arc::new(Scope) };
    let error = settings::Client::new(server.https(), credential(), Some(options())).unwrap_err();
    assert!(
        error.to_string().contains("ClientOptions::audience"),
        "{error}"
    );
    let options = ClientOptions {
        audience: Some("https://config.example.net".to_owned()),
        ..options()
    };
    let client = settings::Client::new(server.https(), credential(), Some(options))?;
    let chosen = settings::options::GetKeyValueOptions {
        label: Some("\0".to_owned()),
        ..Default::default()
    };
    client.get_key_value("a/b", Some(chosen)).await?;
    assert_eq!(server.lines(), ["GET /kv/a%2Fb?label=%00&api-version=1.0"]);
    assert_eq!(
        server.header(0, "authorization").as_deref(),
        Some("Bearer https://config.example.net/.default")
    );
    Ok(())
}

async fn places() -> Result<()> {
    let call = places::Client::new(Credential::key("k3y"), None)?
        .search_client()
        .find("a", None);
    assert_eq!(
        call.request()?.url().as_str(),
        "https://places.example.net/search/json?query=a"
    );
    let server = Server::start(&[(200, "", "{}")]);
    let options = ClientOptions {
        endpoint: Some(Url::parse(&server.http())?),
        ..ClientOptions::default()
    };
    let client = places::Client::new(Credential::key("k3y"), Some(options))?.search_client();
    client.find("15127 NE 24th & more", None).await?;
    assert_eq!(
        server.lines(),
        ["GET /search/json?query=15127%20NE%2024th%20%26%20more"]
    );
    assert_eq!(server.header(0, "subscription-key").as_deref(), Some("k3y"));
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    blobs().await?;
    tables().await?;
    vault().await?;
    openai().await?;
    translation().await?;
    settings().await?;
    places().await?;
    wire::all().await?;
    values_wire::all().await?;
    modern_wire::all().await?;
    println!("all data planes");
    Ok(())
}
