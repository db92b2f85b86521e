//! What all operations of Azure Resource Manager have in common: requests, responses, pages, long runs, models.
//!
//! Generated crates hold operations and models as data; everything that works is here.
//!
//! # Faults and limits
//!
//! **Repeated** are 408, 429, 500, 502, 503, 504 and broken connections, at most five times within three minutes, with
//! exponential backoff or after the wait that the service asks for. A POST is repeated only where the service cannot have
//! acted: on 429, on 503 with a `Retry-After`, and when no connection came about. [`RetryOptions`] sets all of that,
//! `repeatable` on a call says otherwise for one request.
//!
//! **Limits.** A `Retry-After` of more than 60 s ends the retries with an error that says when to come back
//! ([`ErrorExt::retry_after`]); between polls it is cut to 2 minutes. Values that are unparsable, negative or longer than a
//! day are ignored. The message of an error has at most 2000 characters, and the depth of JSON and XML is limited. A call
//! has no time limit unless `timeout` sets one, of the client or the call; it holds for each request with its retries. A
//! long-running operation takes as long as it takes: [`Poller::within`] stops waiting for it, and an unknown state that does
//! not change ends in an error after [`PollOptions::max_unknown`].
//!
//! **Refused**, before anything is sent, are links to another scheme, host or port than the request went to, or with a user
//! name in them, wherever they stand: in pages, headers, status monitors, continuations. So are a credential without https,
//! a list that comes back to a page it has read, arguments that would change the path, and headers that would end early.
//! Redirects are not followed.
//!
//! **Never shown** in `Debug`, errors, traces or logs are tokens, values of the query that azure_core does not know to be
//! harmless, headers it does not know either, bodies, and whatever is a [`Secret`]. An error shows the code and the message
//! of the service; the response itself is in the kind of the error, and [`ArmError`] reads it.
//!
//! **XML** is read and written with the feature `xml` only. Readers go by local names; a document type is passed over, so that
//! nothing is expanded or fetched.
//!
//! ```
//! use arm_runtime::{ArmError, Call, ClientOptions, JsonValue, RetryOptions};
//! use std::time::Duration;
//!
//! let options = ClientOptions {
//!     retry: RetryOptions { max_retries: 2, ..RetryOptions::default() },
//!     ..ClientOptions::default()
//! };
//! # assert_eq!(options.retry.max_retry_after, Duration::from_secs(60));
//!
//! /// A call that may be carried out twice, but takes no longer than half a minute.
//! async fn send(call: Call<JsonValue>) -> arm_runtime::Result<Option<JsonValue>> {
//!     match call.repeatable(true).timeout(Duration::from_secs(30)).await {
//!         Ok(response) => response.into_model().map(Some),
//!         Err(error) => match ArmError::from_error(&error) {
//!             Some(said) if said.code() == Some("ResourceNotFound") => Ok(None),
//!             _ => Err(error),
//!         },
//!     }
//! }
//! ```

mod argument;
mod arm;
mod auth;
mod body;
mod call;
mod cloud;
mod credential;
pub mod describe;
mod drive;
mod error;
#[cfg(feature = "examples")]
pub mod examples;
mod exchange;
mod file_part;
mod literal;
#[doc(hidden)]
pub mod macros;
mod operation;
mod options;
mod origin;
mod pager;
mod policy;
mod poller;
mod prepared;
mod registration;
mod request;
mod resource;
mod resource_id;
mod response;
mod retry;
mod service;
pub mod testing;
mod text;
pub mod value;

pub use argument::{Argument, AsJson, ParameterValue, hidden};
pub use arm::{Arm, Package};
pub use auth::Claims;
pub use call::{Call, CallFuture};
pub use cloud::Cloud;
pub use credential::Credential;
pub use error::{AdditionalInfo, ArmError, ErrorDetail, ErrorExt};
pub use file_part::FilePart;
pub use literal::IntoProperty;
pub use operation::{
    FinalState, ListStyle, Method, Operation, Paging, Parameter, ParameterLocation, RequestBody,
};
pub use options::{ClientOptions, PollOptions, RetryOptions};
pub use pager::{Page, Pager, Pages};
pub use poller::{Poller, PollerFuture, Progress, Within};
pub use prepared::Prepared;
pub use resource::Resource;
pub use resource_id::ResourceId;
pub use response::{RateLimit, ResponseExt};
pub use service::{Scheme, Service};

pub use azure_core::Bytes;
pub use azure_core::credentials::Secret;
pub use azure_core::{
    self, Error, Result,
    credentials::TokenCredential,
    http::{Context, Etag, RawResponse, Request, Response, StatusCode, Url},
};
#[cfg(feature = "xml")]
pub use body::Xml;
pub use body::{IntoBody, Json, Text};
pub use text::{Base64, Base64Url, Date, DateTime, DateTimeRfc1123, Duration, Time, UnixTime};
pub use value::{JsonMap, JsonValue, Mode, Nullable, Value, empty};
