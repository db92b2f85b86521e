//! Formatted strings, such as dates, durations and Base64.
//!
//! A value keeps the text that the service sent and decodes it on demand. An invalid date therefore does not fail the
//! response that contains it, and a value is written back unchanged. Values are compared, ordered and hashed by their
//! text.

mod base64;
mod date_time;
mod decimal;
mod duration;
mod unix_time;

pub use base64::{Base64, Base64Url};
pub use date_time::{Date, DateTime, DateTimeRfc1123, Time};
pub use decimal::Decimal;
pub use duration::Duration;
pub use unix_time::UnixTime;

use azure_core::{Error, error::ErrorKind};

/// Creates the error for a string that is not of its format. The string is not quoted, because errors are logged and it
/// may be confidential.
fn invalid(message: &'static str) -> Error {
    Error::with_message(ErrorKind::DataConversion, message)
}

/// Implements the common parts of all text formats.
macro_rules! text_format {
    ($name:ident, $read:ident, $format:literal) => {
        crate::text::text_format!($name, $read, $format, Format, std::fmt::Debug::fmt);
    };
    ($name:ident, $read:ident, $format:literal, $view:ident, $debug:path) => {
        impl $name {
            /// Creates the value from a string without decoding it.
            pub fn from_text(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// Returns the text as sent or received.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $debug(self.0.as_str(), f)
            }
        }

        impl crate::value::Value for $name {
            #[inline]
            fn empty() -> Self {
                Self(String::new())
            }
        }

        impl crate::value::Decode for $name {
            #[inline]
            fn slot(&mut self, _: crate::value::Content) -> crate::value::Slot<'_> {
                crate::value::Slot::String(&mut self.0)
            }
        }

        impl crate::value::Encode for $name {
            #[inline]
            fn view(&self) -> crate::value::View<'_> {
                crate::value::View::$view(&self.0, |text| {
                    Self::from_text(text).$read().is_err().then_some($format)
                })
            }
        }

        crate::text::text_serde!($name);

        impl crate::argument::Argument for $name {
            fn to_parameter(&self) -> crate::argument::ParameterValue<'_> {
                crate::argument::ParameterValue::Text(self.as_str().into())
            }
        }
    };
}

macro_rules! text_serde {
    ($name:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(
                &self,
                format: S,
            ) -> std::result::Result<S::Ok, S::Error> {
                crate::value::serialize(self, format)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(
                format: D,
            ) -> std::result::Result<Self, D::Error> {
                crate::value::deserialize(format)
            }
        }
    };
}

use {text_format, text_serde};
