//! A call of an operation that answers at once.

use std::{fmt, future::IntoFuture, marker::PhantomData};

use azure_core::{
    Result,
    http::{RawResponse, Request, Response},
};
use futures::{
    FutureExt,
    future::{BoxFuture, Map},
};

use crate::{
    Json,
    prepared::{Prepared, settings},
};

/// A call that is sent when it is awaited, and gives the response with a body of the type `T` in the format `F`.
///
/// It can be looked at first: [`Call::request`] gives the request without sending it.
#[must_use = "a call is sent when it is awaited"]
pub struct Call<T, F = Json> {
    prepared: Prepared,
    marker: PhantomData<fn() -> (T, F)>,
}

impl<T, F> Call<T, F> {
    /// The request as it would be sent, without token, request id and user agent; or why it cannot be sent.
    pub fn request(&self) -> Result<&Request> {
        self.prepared.request()
    }

    fn prepared_mut(&mut self) -> Option<&mut Prepared> {
        Some(&mut self.prepared)
    }
}

settings!(Call<T, F>, "Limits the time of the call, with its retries.");

impl<T, F> From<Prepared> for Call<T, F> {
    fn from(prepared: Prepared) -> Self {
        Self {
            prepared,
            marker: PhantomData,
        }
    }
}

impl<T, F> fmt::Debug for Call<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Call").field(&self.prepared).finish()
    }
}

/// The future of a [`Call`].
pub type CallFuture<T, F = Json> =
    Map<BoxFuture<'static, Result<RawResponse>>, fn(Result<RawResponse>) -> Result<Response<T, F>>>;

impl<T, F> IntoFuture for Call<T, F> {
    type Output = Result<Response<T, F>>;
    type IntoFuture = CallFuture<T, F>;

    fn into_future(self) -> Self::IntoFuture {
        self.prepared.send().map(typed::<T, F>)
    }
}

/// Says what the body of a response is; nothing is read.
pub(crate) fn typed<T, F>(response: Result<RawResponse>) -> Result<Response<T, F>> {
    response.map(Response::from)
}
