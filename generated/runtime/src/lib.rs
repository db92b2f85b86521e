//! Shared runtime of generated clients for Azure: requests, responses, pages, long-running operations and models.
//!
//! Generated crates contain operations and models as data. This crate builds the requests, sends them and reads the responses.
//!
//! # Create a client
//!
//! `Client::new(subscription, credential, None)` of a generated crate creates a client for the public cloud. [`ClientOptions`]
//! sets another [`Cloud`], the retries, the time limit and the transport:
//!
//! ```
//! use std::time::Duration;
//! use arm_runtime::{ClientOptions, Cloud, RetryOptions};
//!
//! let options = ClientOptions {
//!     cloud: Cloud::UsGovernment,
//!     retry: RetryOptions { max_retries: 2, ..RetryOptions::default() },
//!     timeout: Some(Duration::from_secs(30)),
//!     ..ClientOptions::default()
//! };
//! # let _ = options;
//! ```
//!
//! # Call an operation
//!
//! A function of a client returns a [`Call`], a [`Pager`] or a [`Poller`]. Nothing is sent until it is awaited or streamed, so
//! that its request can be inspected first.
//!
//! ```
//! use arm_runtime::{Call, JsonValue, Result};
//!
//! async fn read(call: Call<JsonValue>) -> Result<Option<JsonValue>> {
//!     println!("{}", call.request()?.url());
//!     // `None` if the resource does not exist.
//!     call.header("x-team", "web").model_if_found().await
//! }
//! ```
//!
//! # Read the headers of a response
//!
//! [`ResponseExt`] reads the standard headers by type, and any other header by name.
//!
//! ```
//! use arm_runtime::{Call, JsonValue, ResponseExt, Result};
//!
//! async fn read(call: Call<JsonValue>) -> Result<()> {
//!     let response = call.await?;
//!     println!("{:?} {:?}", response.etag(), response.request_id());
//!     println!("{:?}", response.into_model()?);
//!     Ok(())
//! }
//! ```
//!
//! # Change a resource
//!
//! A model does not contain properties that the spec does not define. [`ResponseExt::edit`] changes a response and keeps them:
//!
//! ```
//! use arm_runtime::{JsonText, Response, ResponseExt, Result, fields};
//!
//! pub struct Zone {
//!     pub ttl: Option<i64>,
//! }
//! fields!(Zone: Default { 0: ttl = "ttl" });
//!
//! /// Returns the body for `create_or_update`.
//! fn with_ttl(zone: &Response<Zone, arm_runtime::Json>) -> Result<JsonText> {
//!     zone.edit(|zone: &mut Zone| zone.ttl = Some(300))
//! }
//! ```
//!
//! # Read a list
//!
//! A [`Pager`] is a stream of the items of all pages. [`Pager::into_pages`] returns the pages. [`Pager::continuation`]
//! returns a token from which another process can continue.
//!
//! ```
//! use arm_runtime::{JsonValue, Pager, Result};
//! use futures::TryStreamExt;
//!
//! async fn print(mut list: Pager<JsonValue>) -> Result<()> {
//!     while let Some(item) = list.try_next().await? {
//!         println!("{item:?}");
//!     }
//!     Ok(())
//! }
//! ```
//!
//! # Wait for a long-running operation
//!
//! Awaiting a [`Poller`] returns the result of the operation. As a stream it reports the progress. Its
//! [resume token](Poller::resume_token) lets another process wait for the same operation.
//!
//! ```
//! use arm_runtime::{JsonValue, Poller, Result};
//!
//! async fn create(poller: Poller<JsonValue>) -> Result<JsonValue> {
//!     poller.model().await
//! }
//! ```
//!
//! # Handle errors
//!
//! [`ErrorExt::arm`] returns the error that the service sent, with its code, message, target and details.
//!
//! ```
//! use arm_runtime::{Call, ErrorExt, JsonValue};
//!
//! async fn report(call: Call<JsonValue>) {
//!     if let Err(error) = call.await {
//!         match error.arm() {
//!             Some(arm) => eprintln!("{:?}: {:?}", arm.code(), arm.message()),
//!             None => eprintln!("{error}"),
//!         }
//!     }
//! }
//! ```
//!
//! # Use secrets
//!
//! Keys, passwords and tokens are of the type [`Secret`], whose `Debug` output hides them; `.secret()` returns the text. Other
//! properties that are secret, such as files, are hidden in the `Debug` output of their model.
//!
//! # Trace requests
//!
//! Requests, retries and polls are events of the crate `tracing`. With a tracer in
//! `ClientOptions::client_options.instrumentation`, each call is a span with the ID of the operation, and each attempt a span below
//! it with the attributes that OpenTelemetry defines for HTTP clients.
//!
//! # Test code that uses a client
//!
//! [`testing`] has canned responses and a credential. The crate `arm-fake` has a stateful fake of Azure Resource Manager.
//!
//! # Limits and guarantees
//!
//! **Retries.** A request is retried on 408, 429, 500, 502, 503, 504 and broken connections, at most five times within
//! three minutes, with exponential backoff or after the delay requested by the service. A POST is retried only if the
//! service cannot have acted on it: on 429, on 503 with a `Retry-After`, and if no connection was established.
//! [`RetryOptions`] changes this for a client, and `repeatable` for one call.
//!
//! **Waiting.** A `Retry-After` of more than 60 seconds ends the retries with an error that contains the delay
//! ([`ErrorExt::retry_after`]). Between polls, `Retry-After` is limited to 2 minutes. Values that are unparsable or in
//! the past are ignored. A call has no time limit unless `timeout` sets one for the client or the call; it applies to
//! each request with its retries. [`Poller::within`] limits the wait for a long-running operation. If the state of an
//! operation is unknown and does not change, polling ends with an error after [`PollOptions::max_unknown`].
//!
//! **Sizes.** A response has at most [`ClientOptions::max_response_size`] bytes after decompression, and the message of
//! an error at most 2000 characters. The depth of JSON and XML is limited.
//!
//! **Invalid requests.** These are rejected before they are sent: a link to another scheme, host or port than that of
//! the first request, or with a user name; a credential without HTTPS; a list that returns to a page that was already
//! read; an argument that would change the path; and a header value with a line break. Redirects are not followed.
//!
//! **Confidential data.** `Debug` output, errors, traces and logs do not contain tokens, bodies, secrets, or the values
//! of query parameters and headers, unless azure_core lists them as safe to log. An error contains the code and the
//! message of the service.
//!
//! **Names.** Properties, discriminators and values of enums are matched exactly first and then ignoring case, because services
//! send `Value` for `value`. Requests contain the declared spelling. Additional properties and the keys of maps keep their spelling.
//!
//! **Numbers.** A number that the service sends where text is declared keeps its digits, and so does a [`Decimal`]. Digits
//! of a [`JsonValue`] beyond the precision of a double are lost.
//!
//! **Null items.** In a list of numbers that are not declared nullable, a `null` is read as `NaN`, so that it keeps its position,
//! and in a list of lists as an empty list. Among integers and booleans it is an error, and among strings and objects it is left out.
//! A list of nullable items is a `Vec<Option<T>>`.
//!
//! **XML** requires the feature `xml`. Elements are matched by local name; DOCTYPE is ignored, and no entity is expanded.

mod argument;
mod arm;
mod audience;
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
mod pipelines;
mod policy;
mod poller;
mod prepared;
mod registration;
mod request;
mod resource;
mod resource_id;
mod response;
mod retry;
mod security;
mod service;
mod spans;
pub mod testing;
mod text;
pub mod value;

pub use argument::{Argument, AsJson, ParameterValue};
pub use arm::{Arm, Package};
pub use auth::{Claims, is_loopback};
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
pub use service::{Scheme, Security, Service};

pub use azure_core::Bytes;
pub use azure_core::credentials::Secret;
pub use azure_core::{
    self, Error, Result,
    credentials::TokenCredential,
    http::{Body, Context, Etag, RawResponse, Request, Response, StatusCode, Url},
};
#[cfg(feature = "xml")]
pub use body::Xml;
pub use body::{IntoBody, Json, Text};
pub use text::{
    Base64, Base64Url, Date, DateTime, DateTimeRfc1123, Decimal, Duration, Time, UnixTime,
};
pub use value::{JsonMap, JsonText, JsonValue, Map, Mode, Nullable, Value, empty};
