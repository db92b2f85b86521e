//! What all operations of Azure Resource Manager have in common: requests, replies, pages, long runs, models.
//!
//! Generated crates hold operations and models as data; everything that works is here.

mod argument;
mod arm;
mod body;
mod call;
mod cloud;
mod error;
#[cfg(feature = "examples")]
pub mod examples;
mod exchange;
#[doc(hidden)]
pub mod macros;
mod operation;
mod options;
mod origin;
mod pager;
mod poller;
mod prepared;
mod registration;
mod request;
mod resource_id;
mod response;
mod retry;
mod text;
pub mod value;

pub use argument::{Argument, Wire};
pub use arm::{Arm, Package};
pub use call::{Call, CallFuture};
pub use cloud::Cloud;
pub use error::{AdditionalInfo, ArmError, ErrorDetail};
pub use operation::{FinalState, ListStyle, Location, Method, Operation, Paging, Parameter, RequestBody};
pub use options::{ClientOptions, PollOptions, RetryOptions};
pub use pager::{Page, Pager, Pages};
pub use poller::{Poller, PollerFuture, Progress};
pub use prepared::Prepared;
pub use resource_id::ResourceId;
pub use response::{RateLimit, ResponseExt};

pub use body::{IntoBody, Json, Text};
pub use text::{Base64, Base64Url, Date, DateTime, DateTimeRfc1123, Duration, Time, UnixTime};
pub use value::{JsonMap, JsonValue, Mode, Nullable, Value, empty};
pub use azure_core::credentials::Secret;
pub use azure_core::Bytes;
pub use azure_core::{self, Error, Result, credentials::TokenCredential, http::{Context, Etag, RawResponse, Request, Response, StatusCode, Url}};
