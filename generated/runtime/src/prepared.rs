//! A request that is ready to be sent, or the error that building it returned, with the call settings.

use std::{fmt, future::ready, time::Duration};

use azure_core::{
    Error, Result,
    http::{
        AsyncRawResponse, Body, Context, RawResponse, Request, Url,
        headers::{CONTENT_LENGTH, CONTENT_TYPE},
    },
};
use futures::future::BoxFuture;

use crate::{
    IntoBody, Operation, ParameterLocation, RequestBody,
    error::{refused, try_clone},
    exchange::Exchange,
    origin::Origin,
    request::{
        Built, Kept, REDACTED, add_pair, check_header, find_header, replace_api_version, settable,
    },
};

/// A request that is ready to be sent, or the error that building it returned. [`call`](Self::call), [`pager`](Self::pager) and
/// [`poller`](Self::poller) convert it into a [`Call`](crate::Call), a [`Pager`](crate::Pager) or a [`Poller`](crate::Poller).
pub struct Prepared {
    pub(crate) exchange: Exchange,
    pub(crate) operation: &'static Operation,
    pub(crate) request: Result<Request>,
    pub(crate) kept: Kept,
    /// The URL without the secrets in its path, if there are any.
    shown: Option<Url>,
}

impl Prepared {
    pub(crate) fn new(
        mut exchange: Exchange,
        operation: &'static Operation,
        built: Result<Built>,
    ) -> Self {
        let (request, kept, shown) = match built {
            Ok(built) => (Ok(built.request), built.kept, built.shown),
            Err(error) => (Err(error), Vec::new(), None),
        };
        if let Ok(request) = &request
            && !exchange.origin.holds(request.url())
        {
            exchange.origin = Origin::of(request.url());
        }
        exchange.hides_path |= shown.is_some();
        exchange.service = operation.service().or(exchange.service);
        exchange.security = operation.security;
        Self {
            exchange,
            operation,
            request,
            kept,
            shown,
        }
    }

    /// Sets the body.
    #[must_use]
    pub fn body<T>(self, body: impl IntoBody<T>) -> Self {
        let declared = self.operation.body.unwrap_or(RequestBody::JSON);
        self.with_body(body.into_body(declared))
    }

    fn with_body(mut self, body: Result<Option<Body>>) -> Self {
        let Ok(request) = &mut self.request else {
            return self;
        };
        match body {
            Ok(Some(body)) => {
                // Without a length, a transport sends a stream in chunks, which storage services reject.
                if let (Body::SeekableStream(_), Some(length)) = (&body, body.len()) {
                    request.insert_header(CONTENT_LENGTH, length.to_string());
                }
                request.set_body(body);
                // A parameter may already have set the media type.
                if let Some(declared) = self.operation.body
                    && find_header(request.headers(), &CONTENT_TYPE).is_none()
                {
                    request.insert_header(CONTENT_TYPE, declared.media_type);
                }
            }
            Ok(None)
                if self
                    .operation
                    .body
                    .is_some_and(|declared| declared.required) =>
            {
                self.request = Err(refused(format!("{}: requires a body", self.operation.id)));
            }
            Ok(None) => {}
            Err(error) => {
                let message = format!("{}: the body cannot be written: {error}", self.operation.id);
                self.request = Err(error.with_context(message));
            }
        }
        self
    }

    /// Returns the request. Authorization, request ID and user agent are added when it is sent.
    pub fn request(&self) -> Result<&Request> {
        self.request.as_ref().map_err(try_clone)
    }

    /// Returns the path of the URL with its secrets replaced.
    pub fn shown_path(&self) -> Result<&str> {
        let url = self.shown.as_ref();
        Ok(url.map_or(self.request()?.url().path(), Url::path))
    }

    /// Returns `true` if the path contains a secret.
    pub(crate) fn hides_path(&self) -> bool {
        self.shown.is_some()
    }

    /// Hides the whole path, for a URL of the service in which the secret cannot be located.
    pub(crate) fn hide_path(&mut self) {
        if let Ok(request) = &self.request {
            let mut shown = request.url().clone();
            shown.set_path(REDACTED);
            self.shown = Some(shown);
            self.exchange.hides_path = true;
        }
    }

    /// Returns a copy that is sent independently.
    pub(crate) fn try_clone(&self) -> Self {
        Self {
            exchange: self.exchange.clone(),
            operation: self.operation,
            request: self.request().cloned(),
            kept: Vec::new(),
            shown: self.shown.clone(),
        }
    }

    pub(crate) fn set_header(&mut self, name: &str, value: String) {
        let Ok(request) = &mut self.request else {
            return;
        };
        match settable(name).and_then(|name| check_header(&value).map(|()| name)) {
            Ok(name) => {
                request.insert_header(name.clone(), value.clone());
                self.exchange.headers.push((name, value));
            }
            Err(error) => self.request = Err(refused(format!("{}: {error}", self.operation.id))),
        }
    }

    pub(crate) fn set_context(&mut self, context: Context<'static>) {
        self.exchange.context = context;
    }

    pub(crate) fn set_api_version(&mut self, version: String) {
        let (name, id) = (self.operation.api_version_name, self.operation.id);
        let Ok(request) = &mut self.request else {
            return;
        };
        let done = match self.operation.api_version_in {
            _ if self.operation.api_version.is_empty() => {
                Err(refused("the operation does not take an api-version"))
            }
            ParameterLocation::Query => replace_api_version(request.url(), name, &version)
                .map(|url| *request.url_mut() = url),
            ParameterLocation::Header => settable(name).and_then(|name| {
                check_header(&version)?;
                request.insert_header(name, version.clone());
                Ok(())
            }),
            _ => Err(refused(
                "the api-version is part of the path; set `ClientOptions::api_version` instead",
            )),
        };
        match done {
            Ok(()) => self.exchange.api_version = Some(version),
            Err(error) => self.request = Err(refused(format!("{id}: {error}"))),
        }
    }

    pub(crate) fn add_query(&mut self, name: &str, value: String) {
        if let Ok(request) = &mut self.request {
            add_pair(request.url_mut(), name, &value);
        }
        self.exchange.query.push((name.to_owned(), value));
    }

    /// Sends the request.
    pub(crate) fn send(self) -> BoxFuture<'static, Result<RawResponse>> {
        let Self {
            exchange,
            operation,
            request,
            ..
        } = self;
        let mut request = match request {
            Ok(request) => request,
            Err(error) => return Box::pin(ready(Err(error))),
        };
        if operation.head_exists {
            return Box::pin(async move { exists(&exchange, &mut request, operation).await });
        }
        Box::pin(async move { exchange.send(&mut request, operation.success).await })
    }

    /// Sends the request and returns the response before its body has arrived.
    pub(crate) fn stream(self) -> BoxFuture<'static, Result<AsyncRawResponse>> {
        Box::pin(async move {
            let success = self.operation.success;
            self.exchange.stream(&mut self.request?, success).await
        })
    }
}

/// Maps the status of a HEAD request to a JSON boolean, because its response has no body.
async fn exists(
    exchange: &Exchange,
    request: &mut Request,
    operation: &Operation,
) -> Result<RawResponse> {
    let mut success = operation.success.to_vec();
    success.extend([200, 204, 404]);
    let response = exchange.send(request, &success).await?;
    let (status, headers, _) = response.deconstruct();
    let body: &[u8] = if status.is_success() {
        b"true"
    } else {
        b"false"
    };
    Ok(RawResponse::from_bytes(status, headers, body))
}

impl fmt::Debug for Prepared {
    /// The URL without secrets in its path and without the values of its query, headers without secrets, no body.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Prepared");
        out.field("operation", &self.operation.id);
        match &self.request {
            Ok(request) => match &self.shown {
                Some(url) => {
                    let mut request = request.clone();
                    *request.url_mut() = url.clone();
                    out.field("request", &request)
                }
                None => out.field("request", request),
            },
            Err(error) => out.field("error", &Error::to_string(error)),
        };
        out.finish()
    }
}

/// Returns `None` for zero, because a limit of zero would end every call before it begins.
pub(crate) fn limit(timeout: Duration) -> Option<Duration> {
    (!timeout.is_zero()).then_some(timeout)
}

/// Defines the call settings of calls, pagers and pollers. The type must have a method `prepared_mut`. Settings have no effect
/// while a request is in flight.
macro_rules! settings {
    ($type:ident<$($parameter:ident),+>, $timeout:literal) => {
        impl<$($parameter),+> $type<$($parameter),+> {
            /// Sets a header, such as `If-Match`. It is also sent with the following requests (next pages, polls), except
            /// for conditions (`If-*`) and headers of the body (`Content-*`). An invalid name or value is reported when
            /// the request is sent.
            pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
                if let Some(prepared) = self.prepared_mut() {
                    prepared.set_header(name, value.into());
                }
                self
            }

            /// Overrides the api-version for this call.
            pub fn api_version(mut self, version: impl Into<String>) -> Self {
                if let Some(prepared) = self.prepared_mut() {
                    prepared.set_api_version(version.into());
                }
                self
            }

            /// Adds a query parameter that the operation does not declare. Links that the service returns, such as those to next
            /// pages, are followed unchanged. An operation that returns the next page has the parameter, too.
            pub fn query(mut self, name: &str, value: impl Into<String>) -> Self {
                if let Some(prepared) = self.prepared_mut() {
                    prepared.add_query(name, value.into());
                }
                self
            }

            /// Sets the retry policy of this call in place of [`ClientOptions::retry`](crate::ClientOptions::retry).
            pub fn retry(mut self, retry: crate::RetryOptions) -> Self {
                if let Some(prepared) = self.prepared_mut() {
                    prepared.exchange.retry = Some(retry);
                }
                self
            }

            /// Sets the context of azure_core's pipeline, which policies can read. A
            /// [`ClientRequestId`](azure_core::http::request::options::ClientRequestId) in it is sent with every
            /// request.
            pub fn context(mut self, context: azure_core::http::Context<'_>) -> Self {
                if let Some(prepared) = self.prepared_mut() {
                    prepared.set_context(context.into_owned());
                }
                self
            }

            /// Sets whether the first request may be retried after a failure in which the service may already have
            /// acted on it. The default is `true`, except for POST and for PATCH with a JSON patch. GET and HEAD are always
            /// retried.
            pub fn repeatable(mut self, repeatable: bool) -> Self {
                if let Some(prepared) = self.prepared_mut() {
                    prepared.exchange.repeatable = Some(repeatable);
                }
                self
            }

            #[doc = $timeout]
            /// Zero removes the limit. The default is [`ClientOptions::timeout`](crate::ClientOptions). azure_core's
            /// default transport has its own limit of 60 seconds without any data.
            pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
                if let Some(prepared) = self.prepared_mut() {
                    prepared.exchange.timeout = crate::prepared::limit(timeout);
                }
                self
            }
        }
    };
}
pub(crate) use settings;
