//! A transport for https URLs that sends plain http, because bearer tokens are rejected over http, and a loopback
//! certificate would not improve the tests.

use std::sync::Arc;

use arm_runtime::azure_core;
use arm_runtime::{ClientOptions, Cloud, RetryOptions};
use async_trait::async_trait;
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::http::{
    AsyncRawResponse, ClientOptions as CoreOptions, HttpClient, Request, Transport, Url,
    headers::Headers, new_http_client,
};
use azure_core::time::{Duration, OffsetDateTime};

/// The token of [`credential`].
pub const TOKEN: &str = "token-of-the-test";

/// Returns settings of a client that connects to `authority` with this transport, without retries.
pub fn options(authority: &str) -> ClientOptions {
    let facade = Facade {
        http: PlainHttp(new_http_client(None)),
        authority: authority.to_owned(),
    };
    let endpoint =
        Url::parse(&format!("https://{authority}")).expect("an address and a port are a URL");
    ClientOptions {
        client_options: CoreOptions {
            transport: Some(Transport::new(Arc::new(facade))),
            ..CoreOptions::default()
        },
        cloud: Cloud::Custom {
            endpoint,
            audience: "https://management.azure.com".to_owned(),
        },
        retry: RetryOptions::none(),
        ..ClientOptions::default()
    }
}

/// Returns azure_core's transport, which sends https requests over http.
pub fn transport() -> Transport {
    Transport::new(Arc::new(PlainHttp(new_http_client(None))))
}

/// Returns a credential with a constant token.
#[derive(Debug)]
pub struct Fake(pub &'static str);

#[async_trait]
impl TokenCredential for Fake {
    async fn get_token(
        &self,
        _: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let expires = OffsetDateTime::now_utc() + Duration::hours(1);
        Ok(AccessToken::new(self.0, expires))
    }
}

/// A credential with a constant token.
pub fn credential() -> Arc<dyn TokenCredential> {
    Arc::new(Fixed)
}

#[derive(Debug)]
struct Fixed;

#[async_trait]
impl TokenCredential for Fixed {
    async fn get_token(
        &self,
        scopes: &[&str],
        options: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        assert_eq!(scopes, ["https://management.azure.com/.default"]);
        Fake(TOKEN).get_token(scopes, options).await
    }
}

/// Sends https requests over http.
#[derive(Debug)]
struct PlainHttp(Arc<dyn HttpClient>);

#[async_trait]
impl HttpClient for PlainHttp {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let mut request = request.clone();
        assert_eq!(
            request.url().scheme(),
            "https",
            "a client must not leave https"
        );
        let plain = request.url().as_str().replacen("https://", "http://", 1);
        *request.url_mut() = Url::parse(&plain)?;
        self.0.execute_request(&request).await
    }
}

/// Converts the links of responses to https.
#[derive(Debug)]
struct Facade {
    http: PlainHttp,
    authority: String,
}

#[async_trait]
impl HttpClient for Facade {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let response = self
            .http
            .execute_request(request)
            .await?
            .try_into_raw_response()
            .await?;
        let (status, headers, body) = response.deconstruct();
        let (from, to) = (
            format!("http://{}", self.authority),
            format!("https://{}", self.authority),
        );
        let mut shown = Headers::new();
        for (name, value) in headers.iter() {
            shown.insert(name.clone(), value.as_str().replace(&from, &to));
        }
        let body: Vec<u8> = body.as_ref().to_vec();
        let body = match String::from_utf8(body) {
            Ok(text) => text.replace(&from, &to).into_bytes(),
            Err(error) => error.into_bytes(),
        };
        Ok(AsyncRawResponse::from_bytes(status, shown, body))
    }
}
