//! Sends requests through a transport of one's own: here one that counts them and prints how long each took.
//!
//!     cargo run --example own_transport

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use arm_fake::FakeArm;
use arm_runtime::azure_core::http::{AsyncRawResponse, HttpClient, Transport};
use arm_runtime::{ClientOptions, Request, Result};
use async_trait::async_trait;
use generated::maps::v2023_06_01::Client;
use generated::maps::v2023_06_01::models::{MapsAccount, Name, Sku};

const SUBSCRIPTION: &str = "11112222-3333-4444-5555-666677778888";

/// A transport around another one. It sees each request as it leaves, retries and polls included.
#[derive(Debug)]
struct Timed {
    inner: Arc<dyn HttpClient>,
    requests: AtomicUsize,
}

#[async_trait]
impl HttpClient for Timed {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        let start = Instant::now();
        let response = self.inner.execute_request(request).await?;
        self.requests.fetch_add(1, Ordering::Relaxed);
        // Only the path is printed, because queries and headers may contain secrets.
        println!(
            "{} {} {} {:?}",
            response.status(),
            request.method(),
            request.url().path(),
            start.elapsed()
        );
        Ok(response)
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let fake = FakeArm::new(&[generated::metadata()]);
    fake.put_group(SUBSCRIPTION, "my-group", "westeurope");
    let timed = Arc::new(Timed {
        // Against Azure: `azure_core::http::new_http_client(None)`, a client of reqwest, or any other implementation.
        inner: fake.transport(),
        requests: AtomicUsize::new(0),
    });
    let mut options: ClientOptions = fake.client_options();
    options.client_options.transport = Some(Transport::new(timed.clone()));
    let client = Client::new(SUBSCRIPTION, fake.credential(), Some(options))?;

    let accounts = client.accounts_client();
    let account = MapsAccount::new("westeurope", Sku::new(Name::G2));
    accounts
        .create_or_update("my-group", "my-maps", &account)
        .await?;
    let found = accounts.get("my-group", "my-maps").model_if_found().await?;
    assert!(found.is_some());
    assert_eq!(timed.requests.load(Ordering::Relaxed), 2);
    Ok(())
}
