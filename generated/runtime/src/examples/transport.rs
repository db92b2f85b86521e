//! A transport that never sends a request.

use std::sync::Arc;

use azure_core::error::ErrorKind;
use azure_core::http::{AsyncRawResponse, HttpClient, Request, Transport};
use azure_core::{Error, Result};

#[derive(Debug)]
struct Silent;

#[async_trait::async_trait]
impl HttpClient for Silent {
    async fn execute_request(&self, _: &Request) -> Result<AsyncRawResponse> {
        Err(Error::with_message(
            ErrorKind::Other,
            "examples are not sent",
        ))
    }
}

pub(super) fn silent() -> Transport {
    Transport::new(Arc::new(Silent))
}
