//! Sends a request and reads its response, with the call settings.

use std::{
    backtrace::{Backtrace, BacktraceStatus},
    borrow::Cow,
    sync::{Arc, LazyLock},
    time::Duration,
};

use azure_core::{
    Result, Uuid,
    error::ErrorKind,
    http::{
        AsyncRawResponse, Context, Pipeline, PipelineStreamOptions, RawResponse, Request,
        StatusCode,
        headers::{CLIENT_REQUEST_ID, Header, HeaderName, USER_AGENT},
        request::options::ClientRequestId,
    },
    tracing::{PublicApiInstrumentationInformation, Tracer},
};
use futures::future::{Either, select};

use crate::{
    Arm, RetryOptions, Security, Service, error,
    origin::Origin,
    policy::{CallSettings, read_body},
    registration,
    request::{add_pair, find_header, has_name},
    retry::pause,
    spans::operation_span,
};

/// Sends the requests of a call.
#[derive(Clone)]
pub(crate) struct Exchange {
    pub(crate) arm: Arm,
    /// Operation ID for messages and traces.
    pub(crate) operation: Cow<'static, str>,
    pub(crate) origin: Origin,
    /// Service of the operation. `None` for Azure Resource Manager.
    pub(crate) service: Option<&'static Service>,
    /// The alternatives to authorize the operation, if it declares its own.
    pub(crate) security: Option<Security>,
    pub(crate) context: Context<'static>,
    /// Headers set by the caller, which are also sent with polls.
    pub(crate) headers: Vec<(HeaderName, String)>,
    /// Api-version set for this call.
    pub(crate) api_version: Option<String>,
    /// Query parameters added by the caller.
    pub(crate) query: Vec<(String, String)>,
    pub(crate) repeatable: Option<bool>,
    pub(crate) retry: Option<RetryOptions>,
    /// Set if the path contains a secret. The paths of the following requests may contain it, too.
    pub(crate) hides_path: bool,
    /// Time limit of a request with its retries.
    pub(crate) timeout: Option<Duration>,
}

impl Exchange {
    pub(crate) fn new(arm: Arm, operation: Cow<'static, str>) -> Self {
        Self {
            origin: arm.origin().clone(),
            service: arm.service(),
            security: None,
            timeout: arm.timeout(),
            arm,
            operation,
            context: Context::new(),
            headers: Vec::new(),
            api_version: None,
            query: Vec::new(),
            repeatable: None,
            retry: None,
            hides_path: false,
        }
    }

    /// Returns the api-version that overrides the one of the operation.
    pub(crate) fn api_version(&self) -> Option<&str> {
        self.api_version
            .as_deref()
            .or_else(|| self.arm.api_version())
    }

    /// Sends a request. Returns the response if its status is in `success` (empty means any 2xx), otherwise the error
    /// that it contains. Sets the client request ID of `request`.
    pub(crate) async fn send(&self, request: &mut Request, success: &[u16]) -> Result<RawResponse> {
        let response = match self.timeout {
            Some(timeout) => self.send_within(timeout, request).await?,
            None => self.send_registered(request).await?,
        };
        let status = response.status();
        if is_one_of(status, success) {
            return Ok(response);
        }
        Err(error::from_response(&self.operation, response))
    }

    async fn send_registered(&self, request: &mut Request) -> Result<RawResponse> {
        let response = self.send_once(request).await?;
        if self.arm.registers_providers()
            && response.status() == StatusCode::Conflict
            && let Some(provider) = registration::missing(request.url(), &response)
        {
            // Boxed to keep the future of every call small, because this happens once per subscription.
            Box::pin(registration::register(self, &provider)).await?;
            request.body_mut().reset().await?;
            return self.send_once(request).await;
        }
        Ok(response)
    }

    /// Sends a request without checking the status of the response.
    pub(crate) async fn send_once(&self, request: &mut Request) -> Result<RawResponse> {
        let sent = async {
            // The policy has already read the body.
            let response = self.head(request, None).await?;
            read_body(response, usize::MAX).await
        };
        // Boxed, because glibc allocates futures of more than 1 KiB on a slow path.
        let result = Box::pin(sent).await;
        result.map_err(|error| self.transport_error(request, error))
    }

    /// Sends a request. The body of a response with one of the `streamed` statuses is left unread.
    async fn head(
        &self,
        request: &mut Request,
        streamed: Option<&'static [u16]>,
    ) -> Result<AsyncRawResponse> {
        self.set_request_id(request);
        let context = self.pipeline_context(request, streamed);
        // The status is checked here, because azure_core loses the code of an error whose message has an escape.
        let options = PipelineStreamOptions {
            skip_checks: true,
            ..Default::default()
        };
        let pipeline: &Pipeline = self.arm.pipeline(self.hides_path);
        pipeline.stream(&context, request, Some(options)).await
    }

    /// Sends a request and returns the response before its body has arrived. Reads an unsuccessful response to create
    /// its error.
    pub(crate) async fn stream(
        &self,
        request: &mut Request,
        success: &'static [u16],
    ) -> Result<AsyncRawResponse> {
        let head = Box::pin(self.head(request, Some(success)));
        let head = match self.timeout {
            None => head.await,
            Some(timeout) => match select(head, Box::pin(pause(timeout))).await {
                Either::Left((head, _)) => head,
                Either::Right(_) => return Err(self.late(timeout)),
            },
        };
        let response = head.map_err(|error| self.transport_error(request, error))?;
        if is_one_of(response.status(), success) {
            return Ok(response);
        }
        let raw = read_body(response, usize::MAX).await;
        let raw = raw.map_err(|error| self.transport_error(request, error))?;
        Err(error::from_response(&self.operation, raw))
    }

    fn transport_error(&self, request: &Request, error: azure_core::Error) -> azure_core::Error {
        let host = request.url().host_str().unwrap_or_default();
        error::from_transport(&self.operation, host, error)
    }

    fn late(&self, timeout: Duration) -> azure_core::Error {
        let operation = &self.operation;
        azure_core::Error::with_message(
            ErrorKind::Io,
            format!("{operation}: no complete response within {timeout:?}"),
        )
    }

    /// Sets the client request ID of a request without one, if backtraces are captured. azure_core sets it as well, but
    /// detects that it is missing by creating an error, whose backtrace takes longer than the whole call.
    fn set_request_id(&self, request: &mut Request) {
        static BACKTRACES: LazyLock<bool> =
            LazyLock::new(|| Backtrace::capture().status() == BacktraceStatus::Captured);
        if *BACKTRACES && find_header(request.headers(), &CLIENT_REQUEST_ID).is_none() {
            let own = self.context.value::<ClientRequestId>();
            let id = own.map_or_else(|| String::from(Uuid::new_v4()).into(), Header::value);
            request.insert_header(CLIENT_REQUEST_ID, id);
        }
    }

    fn pipeline_context(&self, request: &Request, streamed: Option<&'static [u16]>) -> Context<'_> {
        let mut context = self.context.to_borrowed();
        let traced = self.arm.has_tracer() || context.value::<Arc<dyn Tracer>>().is_some();
        let settings = CallSettings {
            streamed,
            ..self.settings(request)
        };
        if settings != CallSettings::default() {
            context.insert(settings);
        }
        if traced
            && context
                .value::<PublicApiInstrumentationInformation>()
                .is_none()
        {
            context.insert(operation_span(self.operation.clone(), request.url()));
        }
        context
    }

    fn settings(&self, request: &Request) -> CallSettings {
        CallSettings {
            origin: (self.origin != *self.arm.origin()).then(|| self.origin.clone()),
            service: self.service,
            security: self.security,
            repeatable: self.repeatable,
            retry: self.retry.clone(),
            streamed: None,
            operation: self.operation.clone(),
            user_agent: find_header(request.headers(), &USER_AGENT).map(str::to_owned),
        }
    }

    async fn send_within(&self, timeout: Duration, request: &mut Request) -> Result<RawResponse> {
        let response = Box::pin(self.send_registered(request));
        match select(response, Box::pin(pause(timeout))).await {
            Either::Left((response, _)) => response,
            Either::Right(_) => Err(self.late(timeout)),
        }
    }

    /// Adds the caller's query parameters, unless the query already has them.
    pub(crate) fn add_query(&self, request: &mut Request) {
        for (name, value) in &self.query {
            if !has_name(request.url(), name) {
                add_pair(request.url_mut(), name, value);
            }
        }
    }

    /// Adds the caller's headers to a request that follows the first one, except for conditions and headers of the body.
    pub(crate) fn follow(&self, request: &mut Request) {
        for (name, value) in &self.headers {
            if !is_of_first(name) {
                request.insert_header(name.clone(), value.clone());
            }
        }
    }

    /// Uses the ID of the first request for all following requests, unless the caller set one.
    pub(crate) fn keep_request_id(&mut self, request: &Request) {
        let Some(id) = find_header(request.headers(), &CLIENT_REQUEST_ID) else {
            return;
        };
        if self.context.value::<ClientRequestId>().is_none() {
            self.context.insert(ClientRequestId::new(id.to_owned()));
        }
    }
}

/// Returns `true` for a header that belongs to the first request of a call only: a condition, or a header of the body.
pub(crate) fn is_of_first(name: &HeaderName) -> bool {
    is_condition(name) || name.as_str().starts_with("content-")
}

/// Returns `true` for the header of a condition, such as `If-Match`.
pub(crate) fn is_condition(name: &HeaderName) -> bool {
    name.as_str().starts_with("if-")
}

/// Returns `true` if a status is in `success`, or is any 2xx if `success` is empty.
pub(crate) fn is_one_of(status: StatusCode, success: &[u16]) -> bool {
    match success {
        [] => status.is_success(),
        success => success.contains(&u16::from(status)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_statuses_are_the_successful_ones() {
        for (status, success, expected) in [
            (200, &[] as &[u16], true),
            (299, &[], true),
            (199, &[], false),
            (300, &[], false),
            (404, &[], false),
            (200, &[200, 204], true),
            (204, &[200, 204], true),
            (201, &[200, 204], false),
            (404, &[200, 404], true),
        ] {
            let found = is_one_of(StatusCode::from(status), success);
            assert_eq!(found, expected, "{status} of {success:?}");
        }
    }
}
