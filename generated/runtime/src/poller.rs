//! Long-running operations.

mod reading;
mod run;
mod token;

use std::{
    fmt,
    future::IntoFuture,
    marker::PhantomData,
    pin::Pin,
    task::{Context as TaskContext, Poll},
    time::Duration,
};

use azure_core::{
    Result,
    http::{RawResponse, Request, Response, StatusCode},
};
use futures::{
    FutureExt, Stream,
    future::{BoxFuture, Map},
};

use crate::{
    Arm, Json,
    call::typed,
    error::refused,
    prepared::{Prepared, settings},
};
use run::Run;

/// A long-running operation: awaited, it gives the result; as a `Stream` of `Result<Progress>`, it tells how far the
/// operation is, and may be awaited afterwards.
///
/// All variants of Azure Resource Manager are followed: `Azure-AsyncOperation`, `Operation-Location`, `Location`, and
/// `provisioningState` of the resource. An operation that fails or is canceled ends in an error that holds what the
/// service said ([`ArmError`](crate::ArmError)). After an error the stream ends; when it was an error of one poll only,
/// awaiting the poller goes on with polling, and so does [`Poller::resume`].
#[must_use = "a long-running operation is started when the poller is awaited or polled"]
pub struct Poller<T> {
    inner: Inner,
    marker: PhantomData<fn() -> T>,
}

/// How far a long-running operation is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Progress {
    /// State in the words of the service, such as `Creating`; `InProgress` or `Succeeded` when it gives none.
    pub status: String,
    /// Percentage from 0 to 100, if the service gives one.
    pub percent_complete: Option<f64>,
    /// Status code of the response.
    pub http_status: StatusCode,
    /// Time since this poller was first polled.
    pub elapsed: Duration,
    /// Time until the next poll; `None` when the operation is done.
    pub next_poll_in: Option<Duration>,
}

impl<T> Poller<T> {
    /// Goes on with an operation that was started elsewhere, from its [`Poller::resume_token`]. The URLs in the token
    /// must be of the endpoint of `arm`. What is wrong with the token is reported when the poller is polled.
    pub fn resume(arm: &Arm, token: &str) -> Self {
        Self::new(token::resume(arm, token))
    }

    fn new(run: Run) -> Self {
        Self {
            inner: Inner {
                run: Some(Box::new(run)),
                busy: None,
                token: None,
                ended: false,
            },
            marker: PhantomData,
        }
    }

    /// The request that starts the operation, without token, request id and user agent; or why it cannot be sent. Of
    /// a resumed operation, the next poll.
    pub fn request(&self) -> Result<&Request> {
        match &self.inner.run {
            Some(run) => run.prepared.request(),
            None => Err(refused("a request of the operation is on its way")),
        }
    }

    /// A text from which [`Poller::resume`] goes on, in this process or another. `None` before the service took the
    /// operation, and after its end. It holds the URLs to poll, which may carry a signature of the service, and the
    /// request id; it holds no token and no header.
    pub fn resume_token(&self) -> Option<String> {
        match &self.inner.run {
            Some(run) => run.token(),
            None => self.inner.token.clone(),
        }
    }

    /// Sets the wait between two polls when the service does not say.
    pub fn interval(mut self, interval: Duration) -> Self {
        if let Some(run) = &mut self.inner.run {
            run.interval = interval;
        }
        self
    }

    fn prepared_mut(&mut self) -> Option<&mut Prepared> {
        self.inner.run.as_mut().map(|run| &mut run.prepared)
    }
}

settings!(
    Poller<T>,
    "Limits the time of each request, with its retries: of the first one, of each poll, of reading the result. The \
     operation itself takes its time; to stop waiting for it, drop the poller, and keep a [`Poller::resume_token`]."
);

impl<T> From<Prepared> for Poller<T> {
    fn from(prepared: Prepared) -> Self {
        Self::new(Run::new(prepared))
    }
}

impl<T> fmt::Debug for Poller<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.inner.run {
            Some(run) => f.debug_tuple("Poller").field(&run.prepared).finish(),
            None => f.debug_struct("Poller").finish_non_exhaustive(),
        }
    }
}

impl<T> Stream for Poller<T> {
    type Item = Result<Progress>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        self.inner.poll(cx)
    }
}

/// The future of a [`Poller`].
pub type PollerFuture<T> = Map<
    BoxFuture<'static, Result<RawResponse>>,
    fn(Result<RawResponse>) -> Result<Response<T, Json>>,
>;

impl<T> IntoFuture for Poller<T> {
    type Output = Result<Response<T, Json>>;
    type IntoFuture = PollerFuture<T>;

    fn into_future(self) -> Self::IntoFuture {
        self.inner.finish().map(typed::<T, Json>)
    }
}

/// The response with the result of a long-running operation, once it is done.
pub(crate) fn finish(prepared: Prepared) -> BoxFuture<'static, Result<RawResponse>> {
    Poller::<()>::from(prepared).inner.finish()
}

/// The run is in the future while a request is on its way.
struct Inner {
    run: Option<Box<Run>>,
    busy: Option<Step>,
    /// What resumes the operation while a request is on its way.
    token: Option<String>,
    ended: bool,
}

type Step = BoxFuture<'static, (Box<Run>, Result<Option<Progress>>)>;

impl Inner {
    fn poll(&mut self, cx: &mut TaskContext<'_>) -> Poll<Option<Result<Progress>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        if let Some(mut run) = self.run.take() {
            self.token = run.token();
            self.busy = Some(Box::pin(async move {
                let progress = run.step().await;
                (run, progress)
            }));
        }
        let Some(busy) = &mut self.busy else {
            return Poll::Ready(None);
        };
        let (run, progress) = std::task::ready!(busy.as_mut().poll(cx));
        self.busy = None;
        self.run = Some(run);
        self.ended = !matches!(progress, Ok(Some(_)));
        Poll::Ready(progress.transpose())
    }

    fn finish(self) -> BoxFuture<'static, Result<RawResponse>> {
        Box::pin(async move {
            let mut run = match (self.run, self.busy) {
                (Some(run), _) => run,
                (None, Some(busy)) => {
                    let (run, progress) = busy.await;
                    progress?;
                    run
                }
                (None, None) => return Err(refused("the poller was lost")),
            };
            while run.step().await?.is_some() {}
            run.result()
        })
    }
}
