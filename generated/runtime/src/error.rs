//! Errors. All functions return `azure_core::Error`; [`ArmError`] is the error that Azure Resource Manager sent.
//!
//! azure_core reads the error code from the body only if neither code nor message contains a JSON escape. Messages of
//! ARM often quote names, so this crate reads the response itself.

mod make;
mod read;

use std::{error::Error as StdError, fmt, time::Duration};

use azure_core::{
    Error,
    credentials::Secret,
    error::ErrorKind,
    http::{
        RawResponse, StatusCode,
        headers::{HeaderName, Headers},
    },
};
use serde_json::Value;

use crate::{request::find_header, retry::retry_after};
use make::{FailureInSuccess, Unfinished};
pub(crate) use make::{
    from_error_in_success, from_final_state, from_response, from_transport, in_operation,
    malformed, refused, try_clone, unfinished,
};
use read::forwarded;
pub(crate) use read::read_body;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-ms-request-id");
const CORRELATION_ID: HeaderName = HeaderName::from_static("x-ms-correlation-request-id");

/// The error in a failed response of Azure Resource Manager.
///
/// ```
/// use arm_runtime::{Error, ErrorExt};
///
/// /// Returns the codes of the causes, such as `StorageAccountAlreadyTaken`.
/// fn causes(error: &Error) -> Vec<String> {
///     let Some(arm) = error.arm() else { return Vec::new() };
///     arm.leaves().iter().filter_map(|it| it.code.clone()).collect()
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ArmError {
    /// Status of the response. It is 200 if a long-running operation failed.
    pub status: StatusCode,
    /// The error.
    pub error: ErrorDetail,
    /// `x-ms-request-id`: the identifier that Azure support needs.
    pub request_id: Option<String>,
    /// `x-ms-correlation-request-id`: the identifier of the call in the activity log.
    pub correlation_id: Option<String>,
}

/// An error with its nested errors.
///
/// `Debug` leaves out `inner` and the `info` of `additional_info`, because services put parts of the request there,
/// such as values that a policy denied.
#[derive(Clone, Default, PartialEq)]
pub struct ErrorDetail {
    /// Machine-readable code, such as `ResourceNotFound`.
    pub code: Option<String>,
    /// The human-readable message. Secrets of signed URLs and of connection strings in it are replaced, because messages
    /// are printed and logged; [`ErrorExt::response`] returns the body as received.
    pub message: Option<String>,
    /// The target of the error, such as a property.
    pub target: Option<String>,
    /// Errors that caused this one. If a message is itself the JSON text of an error, that error is included.
    pub details: Vec<ErrorDetail>,
    /// Additional information, such as the policy that denied the request.
    pub additional_info: Vec<AdditionalInfo>,
    /// `innererror`, as received.
    pub inner: Option<Value>,
}

/// Additional information about an error.
#[derive(Clone, PartialEq)]
pub struct AdditionalInfo {
    /// Type of the information, such as `PolicyViolation`.
    pub kind: Option<String>,
    /// The information, as received.
    pub info: Value,
}

impl ArmError {
    /// Returns the error that the service sent; `None` without a response, or if the response does not contain an error.
    pub fn from_error(error: &Error) -> Option<Self> {
        Self::from_response(response(error)?)
    }

    /// Returns the error in a response; `None` if it does not contain one.
    pub fn from_response(raw: &RawResponse) -> Option<Self> {
        let header = |name| find_header(raw.headers(), name).map(str::to_owned);
        Some(Self {
            status: raw.status(),
            error: read_body(raw.body())?,
            request_id: header(&REQUEST_ID),
            correlation_id: header(&CORRELATION_ID),
        })
    }

    /// Returns the machine-readable code, such as `ResourceNotFound`.
    pub fn code(&self) -> Option<&str> {
        self.error.code.as_deref()
    }

    /// Returns the human-readable message.
    pub fn message(&self) -> Option<&str> {
        self.error.message.as_deref()
    }

    /// Returns the target of the error, such as a property.
    pub fn target(&self) -> Option<&str> {
        self.error.target.as_deref()
    }

    /// Returns the errors that caused this one.
    pub fn details(&self) -> &[ErrorDetail] {
        &self.error.details
    }

    /// Returns the innermost errors of the nested details, which are the actual causes. Returns the error itself if it
    /// has no details.
    pub fn leaves(&self) -> Vec<&ErrorDetail> {
        let (mut leaves, mut rest) = (Vec::new(), vec![&self.error]);
        while let Some(error) = rest.pop() {
            if error.details.is_empty() {
                leaves.push(error);
            } else {
                rest.extend(error.details.iter().rev());
            }
        }
        leaves
    }

    /// Returns additional information, such as the policy that denied the request.
    pub fn additional_info(&self) -> &[AdditionalInfo] {
        &self.error.additional_info
    }
}

impl fmt::Display for ArmError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl fmt::Display for ErrorDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A forwarded error is already among the details.
        let is_text = |message: &&String| self.details.is_empty() || forwarded(message).is_none();
        match (&self.code, self.message.as_ref().filter(is_text)) {
            (Some(code), Some(message)) => write!(f, "{code}: {message}")?,
            (Some(text), None) | (None, Some(text)) => f.write_str(text)?,
            (None, None) if !self.details.is_empty() => f.write_str("several errors")?,
            (None, None) => f.write_str("no code and no message")?,
        }
        for detail in &self.details {
            write!(f, " [{detail}]")?;
        }
        Ok(())
    }
}

impl fmt::Debug for ErrorDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorDetail")
            .field("code", &self.code)
            .field("message", &self.message)
            .field("target", &self.target)
            .field("details", &self.details)
            .field("additional_info", &self.additional_info)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for AdditionalInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AdditionalInfo")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// Methods to inspect the errors of this crate.
///
/// ```
/// use arm_runtime::{Error, ErrorExt, ResponseExt};
///
/// fn report(error: &Error) {
///     match error.arm() {
///         Some(arm) => {
///             eprintln!("{:?} ({:?}), request {:?}", arm.code(), arm.target(), arm.request_id);
///             for cause in arm.leaves() {
///                 eprintln!("  {cause}");
///             }
///         }
///         // No response, or one that does not contain an error of Azure Resource Manager.
///         None => eprintln!("{error}"),
///     }
///     if let Some(response) = error.response() {
///         eprintln!("{}, limits {:?}", response.status(), response.rate_limits());
///     }
/// }
/// ```
pub trait ErrorExt {
    /// Returns the error that Azure Resource Manager sent. See [`ArmError::from_error`].
    fn arm(&self) -> Option<ArmError>;

    /// Returns the response that reports the error, if there is one. [`ResponseExt`](crate::ResponseExt) reads its
    /// headers.
    fn response(&self) -> Option<&RawResponse>;

    /// Returns the token with which [`Poller::resume`](crate::Poller::resume) continues a long-running operation whose
    /// poll failed. Returns `None` if the service had not accepted the operation, or if the operation itself failed. The
    /// token is a secret, because it contains URLs that the service may have signed.
    fn resume_token(&self) -> Option<&Secret>;

    /// Returns the delay that the service requests before the next attempt.
    fn retry_after(&self) -> Option<Duration>;
}

impl ErrorExt for Error {
    fn arm(&self) -> Option<ArmError> {
        ArmError::from_error(self)
    }

    fn response(&self) -> Option<&RawResponse> {
        response(self)
    }

    fn resume_token(&self) -> Option<&Secret> {
        causes(self).find_map(|cause| Some(&cause.downcast_ref::<Unfinished>()?.token))
    }

    fn retry_after(&self) -> Option<Duration> {
        retry_after(response(self)?.headers())
    }
}

/// Returns an iterator over an error and the errors that it wraps.
fn causes<'e>(error: &'e Error) -> impl Iterator<Item = &'e (dyn StdError + 'static)> {
    let first: &'e (dyn StdError + 'static) = error;
    std::iter::successors(Some(first), |error| (*error).source())
}

/// Returns the response in `error`, or in an error that it wraps.
fn response(error: &Error) -> Option<&RawResponse> {
    causes(error).find_map(|cause| {
        if let Some(failure) = cause.downcast_ref::<FailureInSuccess>() {
            return Some(failure.0.as_ref());
        }
        match cause.downcast_ref::<Error>()?.kind() {
            ErrorKind::HttpResponse { raw_response, .. } => raw_response.as_deref(),
            _ => None,
        }
    })
}

/// Returns `x-ms-request-id` of a response.
pub(crate) fn request_id(headers: &Headers) -> Option<&str> {
    find_header(headers, &REQUEST_ID)
}

/// Returns `x-ms-correlation-request-id` of a response.
pub(crate) fn correlation_id(headers: &Headers) -> Option<&str> {
    find_header(headers, &CORRELATION_ID)
}
