//! Canned responses and a credential for unit tests of code that uses generated clients.
//!
//! ```
//! # use arm_runtime::{Arm, Json, JsonValue, Operation, Package, testing};
//! # static GET: Operation = Operation { id: "Things_Get", path: "/things/x", ..Operation::DEFAULT };
//! # const PACKAGE: Package = Package { name: "doc", version: "1" };
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! let service = testing::responses([(200, r#"{"name":"x"}"#)]);
//! // let client = Client::new("subscription", testing::credential(), Some(service.options()))?;
//! # let arm = Arm::new(PACKAGE, None, Some(testing::credential()), Some(service.options()))?;
//! # let thing = arm.prepare(&GET, &[]).call::<JsonValue, Json>().model().await?;
//! assert_eq!(thing["name"], "x");
//! assert_eq!(service.requests()[0].url().path(), "/things/x");
//! # arm_runtime::Result::Ok(())
//! # }).unwrap();
//! ```

use std::{
    collections::VecDeque,
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use azure_core::{
    Bytes, Result,
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    http::{AsyncRawResponse, HttpClient, Request, StatusCode, Transport, headers::Headers},
    time::{Duration as TimeDuration, OffsetDateTime},
};

use crate::{ClientOptions, PollOptions, RetryOptions, error::refused};

/// A service that returns prepared responses in order. Clones share their responses and requests.
#[derive(Clone, Default)]
pub struct CannedResponses {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    responses: Mutex<VecDeque<Canned>>,
    requests: Mutex<Vec<Request>>,
}

struct Canned {
    status: StatusCode,
    headers: Headers,
    body: Bytes,
}

/// Counts the responses that are left and the requests that were sent. Both may contain secrets.
impl fmt::Debug for CannedResponses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CannedResponses")
            .field("responses", &lock(&self.shared.responses).len())
            .field("requests", &lock(&self.shared.requests).len())
            .finish()
    }
}

/// Creates a service that returns these statuses and bodies, in order.
pub fn responses<B: Into<Bytes>>(responses: impl IntoIterator<Item = (u16, B)>) -> CannedResponses {
    let all = CannedResponses::default();
    for (status, body) in responses {
        all.push(status, &[], body);
    }
    all
}

/// Returns a credential with a token that real services reject.
pub fn credential() -> Arc<dyn TokenCredential> {
    Arc::new(TestCredential)
}

impl CannedResponses {
    /// Adds a response with headers, such as `("azure-asyncoperation", "https://management.azure.com/status")`.
    pub fn push(&self, status: u16, headers: &[(&'static str, &str)], body: impl Into<Bytes>) {
        let mut all = Headers::new();
        for (name, value) in headers {
            all.insert(*name, (*value).to_owned());
        }
        lock(&self.shared.responses).push_back(Canned {
            status: StatusCode::from(status),
            headers: all,
            body: body.into(),
        });
    }

    /// Returns client options that send requests to this service, without delays between retries or polls. A `Retry-After` is
    /// waited for before a retry, but not before a poll.
    pub fn options(&self) -> ClientOptions {
        let mut options = ClientOptions {
            retry: RetryOptions {
                initial_delay: Duration::ZERO,
                ..RetryOptions::default()
            },
            poll: PollOptions {
                interval: Duration::ZERO,
                max_interval: Duration::ZERO,
                ..PollOptions::default()
            },
            ..ClientOptions::default()
        };
        options.client_options.transport = Some(Transport::new(Arc::new(self.clone())));
        options
    }

    /// Returns the requests that were sent so far.
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.shared.requests).clone()
    }
}

#[async_trait]
impl HttpClient for CannedResponses {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        lock(&self.shared.requests).push(request.clone());
        let Some(canned) = lock(&self.shared.responses).pop_front() else {
            return Err(refused(format!(
                "no canned response is left for {} {}",
                request.method().as_str(),
                request.url().path()
            )));
        };
        Ok(AsyncRawResponse::from_bytes(
            canned.status,
            canned.headers,
            canned.body,
        ))
    }
}

#[derive(Debug)]
struct TestCredential;

#[async_trait]
impl TokenCredential for TestCredential {
    async fn get_token(
        &self,
        _: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> Result<AccessToken> {
        let expires = OffsetDateTime::now_utc() + TimeDuration::hours(1);
        Ok(AccessToken::new("test-token", expires))
    }
}

/// Locks a mutex even if a test panicked while holding it. The data stays valid, because entries are only pushed and
/// popped.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_counts_responses_and_requests() {
        let service = responses([(200, "hush"), (200, "hush")]);
        let url = "https://h/hush?sig=hush".parse().expect("it is a URL");
        let request = Request::new(url, azure_core::http::Method::Get);
        lock(&service.shared.requests).push(request);
        assert_eq!(
            format!("{service:?}"),
            "CannedResponses { responses: 2, requests: 1 }"
        );
    }
}
