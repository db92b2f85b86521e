//! A call of an operation that responds at once.

use std::{fmt, future::IntoFuture, marker::PhantomData};

use azure_core::{
    Bytes, Result,
    http::{AsyncRawResponse, DeserializeWith, Format, RawResponse, Request, Response, StatusCode},
};
use futures::{
    FutureExt,
    future::{BoxFuture, Map},
};

use crate::{
    Json, Operation,
    error::{in_operation, malformed},
    prepared::{Prepared, settings},
};

/// A call that is sent when it is awaited, and returns the response with a body of type `T` in the format `F`.
///
/// [`Call::request`] shows the request without sending it; [`Call::model`] sends it and reads the body in one step.
///
/// ```
/// use arm_runtime::{Call, JsonValue, Result};
///
/// async fn state(call: Call<JsonValue>) -> Result<Option<String>> {
///     let Some(resource) = call.model_if_found().await? else {
///         return Ok(None);
///     };
///     Ok(resource["properties"]["provisioningState"].as_str().map(str::to_owned))
/// }
/// ```
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

    /// Sends the call; a resource that is not there (404) is `None` rather than an error.
    pub async fn if_found(self) -> Result<Option<Response<T, F>>> {
        without(StatusCode::NotFound, self.await)
    }

    /// Sends the call; a resource that is unchanged under `If-None-Match` or `If-Modified-Since` (304) is `None` rather
    /// than an error.
    pub async fn if_modified(self) -> Result<Option<Response<T, F>>> {
        without(StatusCode::NotModified, self.await)
    }

    fn prepared_mut(&mut self) -> Option<&mut Prepared> {
        Some(&mut self.prepared)
    }
}

impl<T: DeserializeWith<F>, F: Format> Call<T, F> {
    /// Sends the call and reads the body of the response. An error of reading names the operation and the property.
    pub async fn model(self) -> Result<T> {
        let operation = self.prepared.operation;
        declared(operation, self.await?)
    }

    /// As [`Call::model`]; a resource that is not there (404) is `None` rather than an error.
    pub async fn model_if_found(self) -> Result<Option<T>> {
        let operation = self.prepared.operation;
        let response = self.if_found().await?;
        response.map(|it| declared(operation, it)).transpose()
    }
}

impl<F> Call<Bytes, F> {
    /// Sends the call and returns the response with its body as a stream, so that a large file is never in memory as a
    /// whole. A time limit holds up to the begin of the body. A body that breaks off is an error of the stream, and is
    /// not requested again.
    pub async fn stream(self) -> Result<AsyncRawResponse> {
        let mut request = self.prepared.request?;
        let success = self.prepared.operation.success;
        self.prepared.exchange.stream(&mut request, success).await
    }
}

fn without<T>(status: StatusCode, response: Result<T>) -> Result<Option<T>> {
    match response {
        Err(error) if error.http_status() == Some(status) => Ok(None),
        response => response.map(Some),
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

/// Reads the body, unless its status declares another model, whose properties would be read as absent.
fn declared<T: DeserializeWith<F>, F: Format>(
    operation: &Operation,
    response: Response<T, F>,
) -> Result<T> {
    let status = u16::from(response.status());
    if operation.other_models.contains(&status) {
        let message = format!(
            "the response with status {status} has another model: await the call and read it with `ResponseExt::decode`"
        );
        return Err(in_operation(operation.id, malformed(message)));
    }
    model(operation.id, response)
}

/// The model in the body of a response; an error names the operation.
pub(crate) fn model<T: DeserializeWith<F>, F: Format>(
    operation: &str,
    response: Response<T, F>,
) -> Result<T> {
    response
        .into_model()
        .map_err(|error| in_operation(operation, error))
}

/// Says what the body of a response is; nothing is read.
pub(crate) fn typed<T, F>(response: Result<RawResponse>) -> Result<Response<T, F>> {
    response.map(Response::from)
}
