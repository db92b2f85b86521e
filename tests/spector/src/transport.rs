//! The transport of the clients under test.
//!
//! Clients send tokens over https only, and the server speaks plain http: to the client, the server is at `https://127.0.0.1:port`, on the
//! wire at `http`. The server's own links say `http://localhost:port`.

use std::sync::{Arc, Mutex};

use arm_runtime::azure_core::{
    Result, async_runtime,
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    error::ErrorKind,
    http::{AsyncRawResponse, HttpClient, Request, Url, headers::Headers},
    time::{Duration, OffsetDateTime},
};
use async_trait::async_trait;

/// No scenario takes longer.
const LIMIT: Duration = Duration::seconds(20);

/// A request that was sent, with the response to it.
#[derive(Clone, Debug)]
pub struct Exchange {
    pub method: String,
    /// The path with the query.
    pub path: String,
    pub status: u16,
    pub body: Vec<u8>,
}

#[derive(Debug)]
pub struct Transport {
    inner: Arc<dyn HttpClient>,
    port: String,
    log: Mutex<Vec<Exchange>>,
}

impl Transport {
    pub fn new(inner: Arc<dyn HttpClient>, port: String) -> Self {
        Self { inner, port, log: Mutex::default() }
    }

    /// Takes the recorded requests.
    pub fn take_log(&self) -> Vec<Exchange> {
        std::mem::take(&mut *self.log())
    }

    /// The URL of the server, as clients see it.
    pub fn endpoint(&self) -> String {
        format!("https://127.0.0.1:{}", self.port)
    }

    fn log(&self) -> std::sync::MutexGuard<'_, Vec<Exchange>> {
        self.log.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Rewrites the server's own URLs in a text to those that clients see.
    fn shown(&self, text: &str) -> String {
        let links = ["localhost", "127.0.0.1"].map(|host| format!("http://{host}:{}", self.port));
        links.iter().fold(text.to_owned(), |text, link| text.replace(link, &self.endpoint()))
    }
}

#[async_trait]
impl HttpClient for Transport {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        let mut plain = request.clone();
        let url = request.url().as_str().replacen("https://", "http://", 1);
        *plain.url_mut() = Url::parse(&url)?;
        let response = async { self.inner.execute_request(&plain).await?.try_into_raw_response().await };
        let late = async_runtime::get_async_runtime().sleep(LIMIT);
        let (status, headers, body) = tokio::select! {
            response = response => response?.deconstruct(),
            () = late => return Err(arm_runtime::Error::with_message(ErrorKind::Other, "no response in time")),
        };
        let mut shown_headers = Headers::new();
        for (name, value) in headers.iter() {
            shown_headers.insert(name.clone(), self.shown(value.as_str()));
        }
        let body = match String::from_utf8(body.as_ref().to_vec()) {
            Ok(text) => self.shown(&text).into_bytes(),
            Err(error) => error.into_bytes(),
        };
        let path = request.url().query().map_or_else(|| request.url().path().to_owned(), |query| format!("{}?{query}", request.url().path()));
        self.log().push(Exchange { method: request.method().as_str().to_owned(), path, status: status.into(), body: body.clone() });
        Ok(AsyncRawResponse::from_bytes(status, shown_headers, body))
    }
}

/// Returns the scope itself as the token, as the server expects.
#[derive(Debug)]
pub struct ScopeCredential;

#[async_trait]
impl TokenCredential for ScopeCredential {
    async fn get_token(&self, scopes: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        Ok(AccessToken::new(scopes.join(" "), OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}
