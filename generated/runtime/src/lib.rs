//! Under construction.

mod argument;
mod body;
#[doc(hidden)]
pub mod macros;
mod text;
pub mod value;

pub use body::{IntoBody, Json, Text};
pub use text::{Base64, Base64Url, Date, DateTime, DateTimeRfc1123, Duration, Time, UnixTime};
pub use value::{JsonMap, JsonValue, Mode, Nullable, Value};
pub use azure_core::credentials::Secret;
pub use azure_core::Bytes;
