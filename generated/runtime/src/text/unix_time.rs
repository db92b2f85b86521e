//! Unix timestamps.

use super::invalid;
use crate::argument::{Argument, ParameterValue};
use crate::value::{Decode, Encode, Slot, Value, View};
use azure_core::Result;
use azure_core::time::OffsetDateTime;
use std::fmt::{self, Display, Formatter};
use std::num::ParseIntError;
use std::str::FromStr;

/// An instant as seconds since 1970-01-01T00:00:00Z, serialized as an integer.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct UnixTime(pub i64);

impl UnixTime {
    /// Returns the instant.
    ///
    /// # Errors
    ///
    /// Returns an error if the instant is outside the years -9999 to 9999.
    pub fn get(&self) -> Result<OffsetDateTime> {
        OffsetDateTime::from_unix_timestamp(self.0)
            .map_err(|_| invalid("the Unix time is out of range"))
    }
}

/// Drops fractions of a second.
impl From<OffsetDateTime> for UnixTime {
    fn from(instant: OffsetDateTime) -> Self {
        Self(instant.unix_timestamp())
    }
}

impl FromStr for UnixTime {
    type Err = ParseIntError;

    fn from_str(text: &str) -> std::result::Result<Self, ParseIntError> {
        text.parse().map(Self)
    }
}

impl Display for UnixTime {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, f)
    }
}

impl Value for UnixTime {
    #[inline]
    fn empty() -> Self {
        Self(0)
    }
}

impl Decode for UnixTime {
    #[inline]
    fn slot(&mut self, _: crate::value::Content) -> Slot<'_> {
        Slot::Integer(&mut self.0)
    }
}

impl Encode for UnixTime {
    #[inline]
    fn view(&self) -> View<'_> {
        View::Integer(self.0)
    }
}

super::text_serde!(UnixTime);

impl Argument for UnixTime {
    fn to_parameter(&self) -> ParameterValue<'_> {
        ParameterValue::Text(self.to_string().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converts_both_ways() -> Result<()> {
        let time = UnixTime(1_700_000_000);
        assert_eq!(UnixTime::from(time.get()?), time);
        assert!(UnixTime(i64::MAX).get().is_err());
        assert!(UnixTime(i64::MIN).get().is_err());
        assert_eq!("5".parse(), Ok(UnixTime(5)));
        Ok(())
    }
}
