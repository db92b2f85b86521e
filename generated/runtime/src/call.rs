//! Calls of operations that complete with one response.

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

/// A call of an operation. Awaiting it sends the request and returns the response with a body of type `T` in the format
/// `F`.
///
/// [`Call::request`] returns the request without sending it. [`Call::model`] sends it and deserializes the body, and
/// returns an error if the spec declares another model for the status of the response. `into_model` of a response cannot
/// check that, because azure_core reads the body without its status; use [`ResponseExt::decode`](crate::ResponseExt)
/// where an operation documents several models.
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
    /// Returns the request. Authorization, request ID and user agent are added when it is sent.
    ///
    /// # Errors
    ///
    /// Returns an error if the request cannot be built.
    pub fn request(&self) -> Result<&Request> {
        self.prepared.request()
    }

    /// Sends the call. Returns `None` instead of an error for the status 404: the resource, or another one in its path, such as the
    /// resource group, does not exist.
    ///
    /// # Errors
    ///
    /// Returns an error if the call fails with another status.
    pub async fn if_found(self) -> Result<Option<Response<T, F>>> {
        without(StatusCode::NotFound, self.await)
    }

    /// Sends the call. Returns `None` instead of an error if the resource has not changed (304), with `If-None-Match`
    /// or `If-Modified-Since`.
    ///
    /// # Errors
    ///
    /// Returns an error if the call fails with another status.
    pub async fn if_modified(self) -> Result<Option<Response<T, F>>> {
        without(StatusCode::NotModified, self.await)
    }

    fn prepared_mut(&mut self) -> Option<&mut Prepared> {
        Some(&mut self.prepared)
    }
}

impl<T: DeserializeWith<F>, F: Format> Call<T, F> {
    /// Sends the call and deserializes the body of the response. An error contains the operation and the property.
    ///
    /// # Errors
    ///
    /// Returns an error if the request cannot be built or sent, if the service refuses it, or if the body has another form.
    pub async fn model(self) -> Result<T> {
        let operation = self.prepared.operation;
        declared(operation, self.await?)
    }

    /// Like [`Call::model`], but returns `None` instead of an error if the resource does not exist (404).
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Call::model`] for other statuses.
    pub async fn model_if_found(self) -> Result<Option<T>> {
        let operation = self.prepared.operation;
        let response = self.if_found().await?;
        response.map(|it| declared(operation, it)).transpose()
    }

    /// Like [`Call::model`], but returns `None` instead of an error if the resource has not changed (304), with
    /// `If-None-Match` or `If-Modified-Since`.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Call::model`] for other statuses.
    pub async fn model_if_modified(self) -> Result<Option<T>> {
        let operation = self.prepared.operation;
        let response = self.if_modified().await?;
        response.map(|it| declared(operation, it)).transpose()
    }
}

impl<F> Call<Bytes, F> {
    /// Sends the call and returns the response with its body as a stream, so that a large file is never entirely in
    /// memory. A time limit ends when the body begins. A broken body is an error of the stream and is not requested
    /// again.
    ///
    /// # Errors
    ///
    /// Returns an error if the request cannot be built or sent, or if the service refuses it.
    pub async fn stream(self) -> Result<AsyncRawResponse> {
        self.prepared.stream().await
    }
}

fn without<T>(status: StatusCode, response: Result<T>) -> Result<Option<T>> {
    match response {
        Err(error) if error.http_status() == Some(status) => Ok(None),
        response => response.map(Some),
    }
}

settings!(Call<T, F>, "Sets the time limit of the call, with its retries.");

impl Prepared {
    /// Converts the request into a call of an operation.
    pub fn call<T, F>(self) -> Call<T, F> {
        Call {
            prepared: self,
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

fn declared<T: DeserializeWith<F>, F: Format>(
    operation: &Operation,
    response: Response<T, F>,
) -> Result<T> {
    check_model(operation, response.status())?;
    model(operation.id, response)
}

/// Returns an error if a status declares another model, whose properties would be read as absent.
pub(crate) fn check_model(operation: &Operation, status: StatusCode) -> Result<()> {
    let status = u16::from(status);
    if !operation.other_models.contains(&status) {
        return Ok(());
    }
    let message = format!(
        "the response with status {status} has another model: await the operation and read it with `ResponseExt::decode`"
    );
    Err(in_operation(operation.id, malformed(message)))
}

/// Deserializes the body of a response. An error contains the operation.
pub(crate) fn model<T: DeserializeWith<F>, F: Format>(
    operation: &str,
    response: Response<T, F>,
) -> Result<T> {
    response
        .into_model()
        .map_err(|error| in_operation(operation, error))
}

/// Assigns a type to the body of a response without reading it.
pub(crate) fn typed<T, F>(response: Result<RawResponse>) -> Result<Response<T, F>> {
    response.map(Response::from)
}
