//! Long-running operations.

mod reading;
mod result_url;
mod run;
mod token;
mod watch;

use std::{
    borrow::Cow,
    fmt,
    future::IntoFuture,
    marker::PhantomData,
    pin::{Pin, pin},
    task::{Context as TaskContext, Poll},
    time::Duration,
};

use azure_core::{
    Result,
    credentials::Secret,
    http::{DeserializeWith, RawResponse, Request, Response, StatusCode},
};
use futures::{
    FutureExt, Stream,
    future::{BoxFuture, Either, Map, select},
};

use crate::{
    Arm, Json,
    call::{model, typed},
    drive::Driver,
    error::refused,
    prepared::{Prepared, settings},
    retry::pause,
};
use run::Run;

/// A long-running operation. Awaiting it returns the result. As a `Stream` of `Result<Progress>` it reports the
/// progress, and can be awaited afterwards.
///
/// All protocols of Azure Resource Manager are supported: `Azure-AsyncOperation`, `Operation-Location`, `Location`, and
/// `provisioningState` of the resource. An operation that fails or is canceled ends in an error with the reason of the
/// service ([`ArmError`](crate::ArmError)).
///
/// Final states are `Succeeded`, `Failed` and `Canceled`, the words that services use in place of them (`Completed`,
/// `Aborted`, `CreateFailed`), and a state of the spec that can only be the successful one. Any other state means that
/// the operation is running, for at most [`PollOptions::max_unknown`](crate::PollOptions::max_unknown).
///
/// A failed poll does not end the operation. Its error contains a token
/// ([`ErrorExt::resume_token`](crate::ErrorExt::resume_token)) with which [`Poller::resume`] continues. After such an
/// error the stream ends, and awaiting the poller continues polling.
///
/// ```
/// use arm_runtime::{JsonValue, Poller, Result, Secret, Within};
/// use std::time::Duration;
///
/// /// Waits for a minute; returns a token if the operation takes longer.
/// async fn wait(poller: Poller<JsonValue>) -> Result<Option<Secret>> {
///     match poller.within(Duration::from_secs(60)).await? {
///         Within::Done(_) => Ok(None),
///         Within::Running { token, .. } => Ok(token),
///     }
/// }
/// ```
#[must_use = "a long-running operation is started when the poller is awaited or polled"]
pub struct Poller<T> {
    driver: Driver<Run>,
    marker: PhantomData<fn() -> T>,
}

/// The state of a long-running operation when the time limit of [`Poller::within`] is reached.
pub enum Within<T> {
    /// The operation has ended with this response.
    Done(Response<T, Json>),
    /// The operation is still running.
    Running {
        /// The poller, to continue waiting.
        poller: Poller<T>,
        /// The token from which [`Poller::resume`] continues, also in another process. `None` if the service has not
        /// accepted the operation yet.
        token: Option<Secret>,
    },
}

impl<T> fmt::Debug for Within<T> {
    /// Leaves out the token, because its URLs may carry a signature of the service.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done(response) => f.debug_tuple("Done").field(response).finish(),
            Self::Running { poller, .. } => {
                let mut out = f.debug_struct("Running");
                out.field("poller", poller).finish_non_exhaustive()
            }
        }
    }
}

/// The progress of a long-running operation.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Progress {
    /// State reported by the service, such as `Creating`. `InProgress` or `Succeeded` if the service does not report
    /// one.
    pub status: String,
    /// Percentage from 0 to 100, if the service reports it.
    pub percent_complete: Option<f64>,
    /// Status code of the response.
    pub http_status: StatusCode,
    /// Time since this poller was first polled.
    pub elapsed: Duration,
    /// Time until the next poll. `None` if the operation has ended.
    pub next_poll_in: Option<Duration>,
}

impl<T> Poller<T> {
    /// Continues any long-running operation from its [`Poller::resume_token`], possibly one that another process
    /// started. The URLs in the token must belong to the endpoint of `arm`. Prefer [`Poller::resume`], which checks
    /// that the token belongs to the operation. An invalid token is reported when the poller is polled.
    pub fn from_token(arm: &Arm, token: &str) -> Self {
        Self::new(token::any(arm, token))
    }

    /// Continues the operation from a [`Poller::resume_token`] instead of starting it. The token must belong to the
    /// same operation with the same path arguments. An invalid token is reported when the poller is polled. Has no effect while a
    /// request is in flight.
    pub fn resume(mut self, token: &str) -> Self {
        if let Some(run) = self.driver.idle_mut() {
            token::resume(run, token);
        }
        self
    }

    fn new(run: Run) -> Self {
        Self {
            driver: Driver::new(run),
            marker: PhantomData,
        }
    }

    /// Returns the request that starts the operation, or the next poll of a resumed operation. Authorization, request
    /// ID and user agent are added when it is sent.
    ///
    /// # Errors
    ///
    /// Returns an error if the request cannot be built, or if it is in flight.
    pub fn request(&self) -> Result<&Request> {
        match self.driver.idle() {
            Some(run) => run.prepared.request(),
            None => Err(refused("a request of the operation is in flight")),
        }
    }

    /// Returns a token from which [`Poller::resume`] continues, in this process or another. Returns `None` before the
    /// service has accepted the operation and after its end.
    ///
    /// The token contains the request ID and the URLs to poll. A service may sign these URLs, so that they give access by
    /// themselves: store the token like a password, and do not log it. It contains no credentials and no headers.
    pub fn resume_token(&self) -> Option<Secret> {
        self.driver.token().map(Secret::from)
    }

    /// Waits for the end of the operation, but not longer than `limit`. The service continues an operation that has not
    /// ended by then; the poller and a token are returned to wait for it later.
    ///
    /// # Errors
    ///
    /// Returns an error if the operation or a poll fails before the limit.
    pub async fn within(mut self, limit: Duration) -> Result<Within<T>> {
        let ended = {
            let drained = pin!(self.driver.drain());
            match select(drained, Box::pin(pause(limit))).await {
                Either::Left((drained, _)) => drained.map(|()| true)?,
                Either::Right(_) => false,
            }
        };
        if ended {
            return Ok(Within::Done(self.into_future().await?));
        }
        let token = self.resume_token();
        Ok(Within::Running {
            poller: self,
            token,
        })
    }

    /// Returns the future of the result, like `.await`. This inherent method exists because `futures::StreamExt` has a
    /// method with the same name.
    pub fn into_future(self) -> PollerFuture<T> {
        finished(self.driver).map(typed::<T, Json>)
    }

    /// Sets the delay between polls that is used if the service does not request one.
    pub fn interval(mut self, interval: Duration) -> Self {
        if let Some(run) = self.driver.idle_mut() {
            run.interval = interval;
        }
        self
    }

    fn prepared_mut(&mut self) -> Option<&mut Prepared> {
        self.driver.idle_mut().map(|run| &mut run.prepared)
    }
}

impl<T: DeserializeWith<Json>> Poller<T> {
    /// Waits for the end of the operation and deserializes the result.
    ///
    /// # Errors
    ///
    /// Returns an error if a request fails, if the operation fails or is canceled, or if the result has another form.
    pub async fn model(self) -> Result<T> {
        let (operation, response) = finished_model(self.driver).await?;
        model(&operation, response.into())
    }
}

settings!(
    Poller<T>,
    "Sets the time limit of each request with its retries: the first request, each poll, and the request for the \
     result. The operation itself is not limited; see [`Poller::within`]."
);

impl Prepared {
    /// Converts the request into the start of a long-running operation.
    pub fn poller<T>(self) -> Poller<T> {
        Poller::new(Run::new(self))
    }
}

impl<T> fmt::Debug for Poller<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.driver.idle() {
            Some(run) => f.debug_tuple("Poller").field(&run.prepared).finish(),
            None => f.debug_struct("Poller").finish_non_exhaustive(),
        }
    }
}

impl<T> Stream for Poller<T> {
    type Item = Result<Progress>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        poll_progress(&mut self.driver, cx)
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
        self.into_future()
    }
}

// The following functions are not generic over results, so that the requests of a long-running operation are compiled in
// this crate and not in each program.

fn poll_progress(
    driver: &mut Driver<Run>,
    cx: &mut TaskContext<'_>,
) -> Poll<Option<Result<Progress>>> {
    driver.poll(cx)
}

/// Waits for the end of the operation. Returns its name and the response that contains the model of its result.
fn finished_model(
    driver: Driver<Run>,
) -> BoxFuture<'static, Result<(Cow<'static, str>, RawResponse)>> {
    Box::pin(async move {
        let run = driver.finish().await?;
        run.check_model()?;
        let operation = run.prepared.exchange.operation.clone();
        Ok((operation, run.result()?))
    })
}

/// Fetches the response that contains the result of a long-running operation.
pub(crate) fn finish(prepared: Prepared) -> BoxFuture<'static, Result<RawResponse>> {
    finished(Driver::new(Run::new(prepared)))
}

fn finished(driver: Driver<Run>) -> BoxFuture<'static, Result<RawResponse>> {
    Box::pin(async move { driver.finish().await?.result() })
}
