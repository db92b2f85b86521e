//! Calls of generated functions.

use azure_core::http::{DeserializeWith, Format, Request};
use futures::{StreamExt, future::BoxFuture};

use crate::body::Json;
use crate::{Call, Pager, Poller, Result};

/// A call of a generated function: its request, and the future that sends it and reads the first response.
pub struct Sample {
    request: Result<Request>,
    sent: BoxFuture<'static, Result<()>>,
}

impl std::fmt::Debug for Sample {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sample")
            .field("request", &self.request)
            .finish_non_exhaustive()
    }
}

impl Sample {
    /// Returns the request.
    ///
    /// # Errors
    ///
    /// Returns an error if the request cannot be built.
    pub fn into_request(self) -> Result<Request> {
        self.request
    }

    /// Sends the request and reads the first response: the model of a call, the first page of a list, or the first
    /// state of a long-running operation.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the service returns an error, or the response cannot be read.
    pub async fn send(self) -> Result<()> {
        self.sent.await
    }
}

impl<T, F> From<Call<T, F>> for Sample
where
    T: DeserializeWith<F> + Send + 'static,
    F: Format + Send + 'static,
{
    fn from(call: Call<T, F>) -> Self {
        Self {
            request: call.request().cloned(),
            sent: Box::pin(async { call.await?.into_model().map(drop) }),
        }
    }
}

impl<T: DeserializeWith<Json> + Send + Unpin + 'static> From<Pager<T>> for Sample {
    fn from(pager: Pager<T>) -> Self {
        Self {
            request: pager.request().cloned(),
            sent: Box::pin(async {
                let page = pager.into_pages().next().await;
                page.map_or(Ok(()), |page| page.map(drop))
            }),
        }
    }
}

impl<T: Send + Unpin + 'static> From<Poller<T>> for Sample {
    fn from(mut poller: Poller<T>) -> Self {
        Self {
            request: poller.request().cloned(),
            sent: Box::pin(async move {
                let progress = poller.next().await;
                progress.map_or(Ok(()), |progress| progress.map(drop))
            }),
        }
    }
}
