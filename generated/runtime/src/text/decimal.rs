//! Decimal numbers.

use super::{invalid, text_serde};
use crate::argument::{Argument, ParameterValue};
use crate::value::{Decode, Encode, Slot, Value, View};
use azure_core::{Error, Result};
use std::fmt::{self, Debug, Display, Formatter};
use std::str::FromStr;

/// A decimal number (`format: decimal`), with the digits that were sent: `1.10` stays `1.10`.
///
/// It is a number in JSON, and is compared and hashed by its text. [`Decimal::to_f64`] returns the nearest double. The feature `rust_decimal` adds
/// conversions from and to `rust_decimal::Decimal`, for arithmetic.
///
/// ```
/// # fn main() -> arm_runtime::Result<()> {
/// let price: arm_runtime::Decimal = "1.10".parse()?;
/// assert_eq!(price.as_str(), "1.10");
/// assert_eq!(price.to_f64()?, 1.1);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Eq, Hash, PartialEq)]
pub struct Decimal(String);

impl Decimal {
    /// Keeps a text, whether or not it is a number. A text that is not a number in JSON is written as a string.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Returns the text as sent or received.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the nearest double.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not a number, or exceeds the range of a double. `NaN` and `Infinity`, which some
    /// services send, are those doubles.
    pub fn to_f64(&self) -> Result<f64> {
        let number: f64 = self.0.parse().map_err(|_| not_decimal())?;
        let is_written_out = self.0.bytes().any(|it| it.is_ascii_digit());
        if number.is_infinite() && is_written_out {
            return Err(invalid("the decimal exceeds the range of a double"));
        }
        Ok(number)
    }
}

fn not_decimal() -> Error {
    invalid("not a decimal number")
}

impl Default for Decimal {
    fn default() -> Self {
        Self("0".to_owned())
    }
}

impl AsRef<str> for Decimal {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Display for Decimal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Debug for Decimal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Decimal {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let decimal = Self::from_text(text);
        decimal.0.parse::<f64>().map_err(|_| not_decimal())?;
        Ok(decimal)
    }
}

macro_rules! from_integer {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Decimal {
            fn from(integer: $integer) -> Self {
                Self(integer.to_string())
            }
        }
    )*};
}
from_integer!(i32, u32, i64, u64);

/// Takes the shortest text that reads as the same double.
impl From<f64> for Decimal {
    fn from(number: f64) -> Self {
        Self(if number.is_infinite() {
            if number > 0.0 {
                "Infinity"
            } else {
                "-Infinity"
            }
            .to_owned()
        } else {
            number.to_string()
        })
    }
}

#[cfg(feature = "rust_decimal")]
impl From<rust_decimal::Decimal> for Decimal {
    fn from(decimal: rust_decimal::Decimal) -> Self {
        Self(decimal.to_string())
    }
}

/// Fails if the text is not a number, or has more than the 28 digits that `rust_decimal` holds.
#[cfg(feature = "rust_decimal")]
impl TryFrom<&Decimal> for rust_decimal::Decimal {
    type Error = Error;

    fn try_from(decimal: &Decimal) -> Result<Self> {
        let text = decimal.as_str();
        let exact = match text.contains(['e', 'E']) {
            true => Self::from_scientific(text),
            false => Self::from_str_exact(text),
        };
        exact.map_err(|_| invalid("not a decimal number of at most 28 digits"))
    }
}

impl Value for Decimal {
    #[inline]
    fn empty() -> Self {
        Self::default()
    }
}

impl Decode for Decimal {
    #[inline]
    fn slot(&mut self, _: crate::value::Content) -> Slot<'_> {
        Slot::Decimal(&mut self.0)
    }
}

impl Encode for Decimal {
    #[inline]
    fn view(&self) -> View<'_> {
        View::Decimal(&self.0)
    }
}

text_serde!(Decimal);

impl Argument for Decimal {
    fn to_parameter(&self) -> ParameterValue<'_> {
        ParameterValue::Text(self.as_str().into())
    }
}
