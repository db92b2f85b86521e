//! The transport of the tested clients.
//!
//! Clients send tokens over https only, and the test servers use plain http. Clients therefore use `https://127.0.0.1:port`, and
//! the transport sends http. Links of the server are rewritten in headers and bodies. A server may store the progress of a
//! scenario in a cookie, which clients of Azure do not otherwise need.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arm_runtime::azure_core::{
    Result, async_runtime,
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    error::ErrorKind,
    http::{
        AsyncRawResponse, HttpClient, Request, Url,
        headers::{HeaderName, Headers},
    },
    time::{Duration, OffsetDateTime},
};
use async_trait::async_trait;

const COOKIE: HeaderName = HeaderName::from_static("cookie");
const SET_COOKIE: HeaderName = HeaderName::from_static("set-cookie");

/// No scenario takes longer, except for a route of a server that never responds.
const LIMIT: Duration = Duration::seconds(20);

/// A request that was sent, with the response to it.
#[derive(Clone, Debug)]
pub struct Exchange {
    pub method: String,
    /// The path with the query.
    pub path: String,
    /// The status; `None` if there was no response.
    pub status: Option<u16>,
    /// The body of the response, with links as clients read them.
    pub body: Vec<u8>,
}

impl Exchange {
    /// Returns method and path.
    pub fn request(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// Describes exchanges for the reason of a failure: the requests with their statuses, and the beginning of the last body.
pub fn describe(log: &[Exchange]) -> String {
    let status = |it: &Exchange| it.status.map_or_else(|| "no response".to_owned(), |status| status.to_string());
    let requests: Vec<String> = log.iter().map(|it| format!("{} {}", it.request(), status(it))).collect();
    let body = log.last().map(|it| String::from_utf8_lossy(&it.body).chars().take(400).collect::<String>());
    format!("requests: {}; last body: {}", requests.join(", "), body.unwrap_or_default())
}

#[derive(Debug)]
pub struct Transport {
    inner: Arc<dyn HttpClient>,
    authority: String,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    cookie: Option<String>,
    log: Vec<Exchange>,
}

impl Transport {
    pub fn new(inner: Arc<dyn HttpClient>, authority: String) -> Self {
        Self { inner, authority, state: Mutex::default() }
    }

    /// Returns the URL of the server for clients.
    pub fn endpoint(&self) -> String {
        format!("https://{}", self.authority)
    }

    /// Resets the cookie, and returns and clears the recorded requests.
    pub fn take_log(&self) -> Vec<Exchange> {
        std::mem::take(&mut *self.state()).log
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records a request and converts it to the form that is sent. Returns it with its position in the log.
    fn plain(&self, request: &Request) -> Result<(usize, Request)> {
        let mut plain = request.clone();
        *plain.url_mut() = Url::parse(&request.url().as_str().replacen("https://", "http://", 1))?;
        let mut path = request.url().path().to_owned();
        if let Some(query) = request.url().query() {
            path = format!("{path}?{query}");
        }
        let mut state = self.state();
        if let Some(cookie) = state.cookie.clone() {
            plain.insert_header(COOKIE, cookie);
        }
        state.log.push(Exchange { method: request.method().as_str().to_owned(), path, status: None, body: Vec::new() });
        Ok((state.log.len() - 1, plain))
    }

    /// Rewrites the server's own URLs in a text to those of clients.
    fn shown(&self, text: &str) -> String {
        let (_, port) = self.authority.split_once(':').unwrap_or_default();
        let links = ["localhost", "127.0.0.1"].map(|host| format!("http://{host}:{port}"));
        links.iter().fold(text.to_owned(), |text, link| text.replace(link, &self.endpoint()))
    }
}

#[async_trait]
impl HttpClient for Transport {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        let (index, plain) = self.plain(request)?;
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
        let mut state = self.state();
        if let Some(cookie) = headers.get_optional_str(&SET_COOKIE) {
            let cookie = cookie.split(';').next().unwrap_or_default();
            state.cookie = Some(cookie.to_owned()).filter(|cookie| !cookie.ends_with('='));
        }
        if let Some(exchange) = state.log.get_mut(index) {
            exchange.status = Some(status.into());
            exchange.body.clone_from(&body);
        }
        Ok(AsyncRawResponse::from_bytes(status, shown_headers, body))
    }
}

/// A credential whose token is the scope, which the servers expect.
#[derive(Debug)]
pub struct ScopeCredential;

#[async_trait]
impl TokenCredential for ScopeCredential {
    async fn get_token(&self, scopes: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        Ok(AccessToken::new(scopes.join(" "), OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}
