//! A transport of azure_core for the fake. Requests never leave the process.

use std::sync::Arc;
use std::time::Duration;

use arm_runtime::{ClientOptions, Cloud, PollOptions, RetryOptions};
use async_trait::async_trait;
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::error::ErrorKind;
use azure_core::http::headers::{HeaderName, HeaderValue, Headers};
use azure_core::http::request::Body;
use azure_core::http::{
    AsyncRawResponse, ClientOptions as CoreOptions, HttpClient, Request, StatusCode, Transport, Url,
};
use azure_core::sleep::sleep;
use azure_core::time::OffsetDateTime;
use azure_core::{Error, Result};

use crate::fake::FakeArm;
use crate::shaping::RESET;

/// The endpoint for clients, which is never resolved.
const ENDPOINT: &str = "https://arm.fake.invalid";

impl FakeArm {
    /// Returns the settings of a client that is connected to this fake. Instead of waiting, it advances the fake's
    /// clock: a retry after a `Retry-After` is sent at once. As with the default [`RetryOptions`], a `Retry-After` of more
    /// than a minute ends in the error of the response.
    pub fn client_options(&self) -> ClientOptions {
        let none = Duration::ZERO;
        ClientOptions {
            client_options: CoreOptions {
                transport: Some(Transport::new(self.transport())),
                ..CoreOptions::default()
            },
            cloud: Cloud::Custom {
                endpoint: Url::parse(ENDPOINT).expect("the constant is a URL"),
                audience: "https://management.azure.com".to_owned(),
            },
            retry: RetryOptions {
                initial_delay: none,
                max_delay: none,
                max_retry_after: none,
                ..RetryOptions::default()
            },
            poll: PollOptions {
                interval: none,
                max_interval: none,
                ..PollOptions::default()
            },
            ..ClientOptions::default()
        }
    }

    /// Returns the transport of [`FakeArm::client_options`], to wrap it in another one.
    pub fn transport(&self) -> Arc<dyn HttpClient> {
        Arc::new(InProcess(self.clone()))
    }

    /// Returns a credential with a token that is worth nothing.
    pub fn credential(&self) -> Arc<dyn TokenCredential> {
        Arc::new(Worthless)
    }
}

#[derive(Debug)]
struct Worthless;

#[async_trait]
impl TokenCredential for Worthless {
    async fn get_token(
        &self,
        _: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> Result<AccessToken> {
        let expires = OffsetDateTime::now_utc() + azure_core::time::Duration::hours(24);
        Ok(AccessToken::new("fake", expires))
    }
}

#[derive(Debug)]
struct InProcess(FakeArm);

impl InProcess {
    /// Advances the clock by the delay that a response requests, and changes the delay to zero. Keeps a delay before a
    /// retry that clients reject.
    fn skip_delay(&self, status: StatusCode, headers: &mut Headers) {
        const UNITS: [(&str, u64); 3] = [
            ("x-ms-retry-after-ms", 1),
            ("retry-after-ms", 1),
            ("retry-after", 1000),
        ];
        let requested = UNITS.into_iter().find_map(|(name, unit)| {
            let text = headers.get_optional_str(&HeaderName::from_static(name))?;
            let number: u64 = text.trim().parse().ok()?;
            Some(Duration::from_millis(number.saturating_mul(unit)))
        });
        let most = RetryOptions::default().max_retry_after;
        let Some(delay) = requested.filter(|it| status.is_success() || *it <= most) else {
            return;
        };
        for (name, _) in UNITS {
            headers.remove(HeaderName::from_static(name));
        }
        headers.insert("retry-after", "0");
        self.0.advance(delay);
    }
}

#[async_trait]
impl HttpClient for InProcess {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        let url = request.url();
        let target = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        let headers = request.headers().iter();
        let headers =
            headers.map(|(name, value)| (name.as_str().to_owned(), value.as_str().to_owned()));
        let body = match request.body() {
            Body::Bytes(bytes) => bytes.to_vec(),
            Body::SeekableStream(_) => {
                return Err(Error::with_message(
                    ErrorKind::Io,
                    "the fake does not support streams",
                ));
            }
        };
        let method = request.method().to_string();
        let origin = url.origin().ascii_serialization();
        let response = self
            .0
            .respond(&method, &origin, &target, headers.collect(), body);
        if !response.delay.is_zero() {
            let delay = response.delay.try_into();
            sleep(delay.unwrap_or(azure_core::time::Duration::MAX)).await;
        }
        if response.status == RESET {
            return Err(Error::with_message(
                ErrorKind::Io,
                "the fake closed the connection",
            ));
        }
        let mut headers = Headers::new();
        for (name, value) in response.headers {
            headers.insert(
                HeaderName::from(name.to_ascii_lowercase()),
                HeaderValue::from(value),
            );
        }
        let status = StatusCode::from(response.status);
        self.skip_delay(status, &mut headers);
        Ok(AsyncRawResponse::from_bytes(
            status,
            headers,
            response.body.unwrap_or_default(),
        ))
    }
}
