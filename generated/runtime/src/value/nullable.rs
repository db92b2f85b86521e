//! A value that may be an explicit `null`.

use super::{Slot, Value, View};

/// A value, or an explicit `null`.
///
/// As `Option<Nullable<T>>` it tells an absent property from a `null` one. In a PATCH the first leaves the property as it is and the second removes it.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Nullable<T> {
    /// An explicit `null`.
    #[default]
    Null,
    /// A value.
    Value(T),
}

impl<T> Nullable<T> {
    /// The value, if it is not `null`.
    pub fn as_option(&self) -> Option<&T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// The value, if it is not `null`.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T: Value> Value for Nullable<T> {
    #[inline]
    fn empty() -> Self {
        Self::Null
    }

    #[inline]
    fn null() -> Option<Self> {
        Some(Self::Null)
    }

    #[inline]
    fn nullify(&mut self) -> bool {
        *self = Self::Null;
        true
    }

    #[inline]
    fn is_exact() -> bool {
        T::is_exact()
    }

    #[inline]
    fn reads_exactly(&self) -> bool {
        T::is_exact()
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        *self = Self::Null;
        loop {
            match self {
                Self::Value(value) => return value.slot(),
                Self::Null => *self = Self::Value(T::empty()),
            }
        }
    }

    #[inline]
    fn view(&self) -> View<'_> {
        match self {
            Self::Null => View::Null,
            Self::Value(value) => value.view(),
        }
    }
}
