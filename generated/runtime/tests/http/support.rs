//! A scripted server, and clients for it.

use std::{
    sync::{Arc, LazyLock, Mutex},
    time::Duration,
};

use arm_runtime::{Arm, ClientOptions, Cloud, Package, PollOptions, RetryOptions};
use async_trait::async_trait;
use azure_core::{
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    http::{AsyncRawResponse, HttpClient, Request, Transport, Url},
    time::OffsetDateTime,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tracing::{
    Dispatch, Subscriber,
    subscriber::{DefaultGuard, NoSubscriber, set_default},
};

/// A received request.
#[derive(Clone, Debug)]
pub struct Seen {
    /// `GET /path?query`
    pub line: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// A response of the server.
pub struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    length: Option<usize>,
    delay: Duration,
    hang_up: bool,
    reset: bool,
}

pub fn response(status: u16) -> Response {
    Response {
        status,
        headers: Vec::new(),
        body: Vec::new(),
        length: None,
        delay: Duration::ZERO,
        hang_up: false,
        reset: false,
    }
}

pub fn json(status: u16, body: &str) -> Response {
    response(status)
        .header("content-type", "application/json")
        .body(body)
}

/// Closes the connection without a response.
pub fn hang_up() -> Response {
    Response {
        hang_up: true,
        ..response(0)
    }
}

impl Response {
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Sends a `content-length` that differs from the length of the body.
    pub fn length(mut self, length: usize) -> Self {
        self.length = Some(length);
        self
    }

    /// Delays the body after the head.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Resets the connection instead of closing it.
    pub fn reset(mut self) -> Self {
        self.reset = true;
        self
    }

    async fn write(self, stream: &mut TcpStream) -> std::io::Result<()> {
        if self.reset {
            stream.set_zero_linger()?;
        }
        if self.hang_up {
            return Ok(());
        }
        let mut head = format!("HTTP/1.1 {} Said\r\nconnection: close\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.status != 204 {
            head.push_str(&format!(
                "content-length: {}\r\n",
                self.length.unwrap_or(self.body.len())
            ));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes()).await?;
        stream.flush().await?;
        tokio::time::sleep(self.delay).await;
        stream.write_all(&self.body).await?;
        stream.flush().await
    }
}

type Handler = dyn Fn(&Seen, usize) -> Response + Send + Sync;

/// A server that computes each response from the request and its number.
pub struct Server {
    pub port: u16,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Server {
    pub async fn start(handler: impl Fn(&Seen, usize) -> Response + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (log, handler): (_, Arc<Handler>) = (seen.clone(), Arc::new(handler));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, log.clone(), handler.clone()));
            }
        });
        Self { port, seen }
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub fn lines(&self) -> Vec<String> {
        self.seen().into_iter().map(|seen| seen.line).collect()
    }

    /// Returns the server's URL with the scheme that a client of [`secure`] sees.
    pub fn https(&self, path: &str) -> String {
        format!("https://127.0.0.1:{}{path}", self.port)
    }

    pub fn http(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Returns a client without a credential.
    pub fn arm(&self) -> Arm {
        self.arm_with(quick())
    }

    pub fn arm_with(&self, mut options: ClientOptions) -> Arm {
        options.cloud = custom(&self.http(""));
        Arm::new(PACKAGE, Some("sub".to_owned()), None, Some(options)).unwrap()
    }

    /// Returns a client with a credential, which assumes that it uses https.
    pub fn secure(&self) -> Arm {
        let options = Some(self.options());
        Arm::new(
            PACKAGE,
            Some("sub".to_owned()),
            Some(Arc::new(Fake)),
            options,
        )
        .unwrap()
    }

    /// Returns options of a client that assumes that it uses https.
    pub fn options(&self) -> ClientOptions {
        let mut options = quick();
        options.cloud = custom(&self.https(""));
        options.client_options.transport = Some(Transport::new(Arc::new(Facade(
            azure_core::http::new_http_client(None),
        ))));
        options
    }
}

async fn serve(mut stream: TcpStream, log: Arc<Mutex<Vec<Seen>>>, handler: Arc<Handler>) {
    let Some(seen) = read(&mut stream).await else {
        return;
    };
    let n = {
        let mut log = log.lock().unwrap();
        log.push(seen.clone());
        log.len() - 1
    };
    let _ = handler(&seen, n).write(&mut stream).await;
}

async fn read(stream: &mut TcpStream) -> Option<Seen> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        match stream.read(&mut buffer).await {
            Ok(n) if n > 0 => bytes.extend_from_slice(&buffer[..n]),
            _ => return None,
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.split("\r\n");
    let line = lines.next()?.strip_suffix(" HTTP/1.1")?.to_owned();
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let length = |name: &str| {
        headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.clone())
    };
    let length: usize = length("content-length").map_or(0, |text| text.parse().unwrap());
    let mut body = bytes[end + 4..].to_vec();
    while body.len() < length {
        match stream.read(&mut buffer).await {
            Ok(n) if n > 0 => body.extend_from_slice(&buffer[..n]),
            _ => return None,
        }
    }
    Some(Seen {
        line,
        headers,
        body,
    })
}

pub const PACKAGE: Package = Package {
    name: "arm-test",
    version: "1.2.3",
};

pub fn custom(endpoint: &str) -> Cloud {
    Cloud::Custom {
        endpoint: Url::parse(endpoint).unwrap(),
        audience: "https://arm.test".to_owned(),
    }
}

/// Returns settings without delays.
pub fn quick() -> ClientOptions {
    ClientOptions {
        retry: RetryOptions {
            max_retries: 3,
            initial_delay: Duration::from_millis(1),
            max_delay: Duration::from_millis(4),
            max_retry_after: Duration::from_millis(50),
            max_elapsed: Duration::from_secs(10),
        },
        poll: PollOptions {
            interval: Duration::ZERO,
            max_interval: Duration::from_millis(20),
            ..PollOptions::default()
        },
        ..ClientOptions::default()
    }
}

/// A credential whose token must not occur anywhere except in an `authorization` header.
#[derive(Debug)]
pub struct Fake;

pub const TOKEN: &str = "t0ken-of-the-test";

#[async_trait]
impl TokenCredential for Fake {
    async fn get_token(
        &self,
        scopes: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        assert_eq!(scopes, ["https://arm.test/.default"]);
        Ok(AccessToken::new(
            TOKEN,
            OffsetDateTime::now_utc() + azure_core::time::Duration::hours(1),
        ))
    }
}

/// Lets the client use https URLs, although the connection is http.
#[derive(Debug)]
struct Facade(Arc<dyn HttpClient>);

#[async_trait]
impl HttpClient for Facade {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let mut request = request.clone();
        assert_eq!(request.url().scheme(), "https");
        *request.url_mut() =
            Url::parse(&request.url().as_str().replacen("https://", "http://", 1))?;
        self.0.execute_request(&request).await
    }
}

/// Sends the traces and logs of this thread to a subscriber. While there is only one, tracing asks the thread that first
/// reaches an event whether it is enabled, for all threads; so another one is kept, which listens to nothing.
pub fn listen(subscriber: impl Subscriber + Send + Sync + 'static) -> DefaultGuard {
    static OTHER: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(NoSubscriber::new()));
    LazyLock::force(&OTHER);
    set_default(subscriber)
}
