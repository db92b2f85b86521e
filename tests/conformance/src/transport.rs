//! The transport of the tested clients.
//!
//! Clients send tokens over https only, and the test server uses plain http. Clients therefore use
//! `https://127.0.0.1:port`, and the transport sends http. The server stores the progress of a scenario in a cookie,
//! which clients of Azure do not otherwise need.

use std::sync::{Arc, Mutex};

use arm_runtime::azure_core::{
    Result, async_runtime,
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    http::{
        AsyncRawResponse, HttpClient, Request, Url,
        headers::{HeaderName, Headers},
    },
    time::{Duration, OffsetDateTime},
};
use async_trait::async_trait;

const COOKIE: HeaderName = HeaderName::from_static("cookie");
const SET_COOKIE: HeaderName = HeaderName::from_static("set-cookie");

/// No scenario takes longer, except for a route of the server that never responds.
const LIMIT: Duration = Duration::seconds(20);

#[derive(Debug)]
pub struct Transport {
    inner: Arc<dyn HttpClient>,
    authority: String,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    cookie: Option<String>,
    log: Vec<String>,
}

impl Transport {
    pub fn new(inner: Arc<dyn HttpClient>, authority: String) -> Self {
        Self { inner, authority, state: Mutex::default() }
    }

    /// Resets the cookie, and returns and clears the requests: method, path and query of each.
    pub fn take_log(&self) -> Vec<String> {
        std::mem::take(&mut *self.state()).log
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Converts the request to the form that is sent.
    fn plain(&self, request: &Request) -> Result<Request> {
        let mut plain = request.clone();
        let url = request.url().as_str().replacen("https://", "http://", 1);
        let path = url.find(&self.authority).map_or(url.as_str(), |at| &url[at + self.authority.len()..]);
        let mut state = self.state();
        state.log.push(format!("{} {path}", request.method().as_str()));
        if let Some(cookie) = state.cookie.clone() {
            plain.insert_header(COOKIE, cookie);
        }
        *plain.url_mut() = Url::parse(&url)?;
        Ok(plain)
    }
}

#[async_trait]
impl HttpClient for Transport {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        let plain = self.plain(request)?;
        let response = async { self.inner.execute_request(&plain).await?.try_into_raw_response().await };
        let late = async_runtime::get_async_runtime().sleep(LIMIT);
        let (status, headers, body) = tokio::select! {
            response = response => response?.deconstruct(),
            () = late => return Err(arm_runtime::Error::with_message(arm_runtime::azure_core::error::ErrorKind::Other, "no response in time")),
        };
        let (plain, shown) = (format!("http://{}", self.authority), format!("https://{}", self.authority));
        let mut shown_headers = Headers::new();
        for (name, value) in headers.iter() {
            shown_headers.insert(name.clone(), value.as_str().replace(&plain, &shown));
        }
        if let Some(cookie) = headers.get_optional_str(&SET_COOKIE) {
            let cookie = cookie.split(';').next().unwrap_or_default();
            self.state().cookie = Some(cookie.to_owned()).filter(|cookie| !cookie.ends_with('='));
        }
        let body = match String::from_utf8(body.as_ref().to_vec()) {
            Ok(text) => text.replace(&plain, &shown).into_bytes(),
            Err(error) => error.into_bytes(),
        };
        Ok(AsyncRawResponse::from_bytes(status, shown_headers, body))
    }
}

/// A credential whose token is the scope, which the server expects.
#[derive(Debug)]
pub struct ScopeCredential;

#[async_trait]
impl TokenCredential for ScopeCredential {
    async fn get_token(&self, scopes: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        Ok(AccessToken::new(scopes.join(" "), OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}
