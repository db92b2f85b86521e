//! A value that may be an explicit `null`.

use super::{Slot, Value, View};

/// A value, or an explicit `null`.
///
/// `Option<Nullable<T>>` distinguishes an absent property from a `null` one. In a PATCH, an absent property is left
/// unchanged and a `null` one is removed.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Nullable<T> {
    /// An explicit `null`.
    #[default]
    Null,
    /// A value.
    Value(T),
}

impl<T> Nullable<T> {
    /// Returns a reference to the value, or `None` for `null`.
    pub fn as_option(&self) -> Option<&T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// Returns the value, or `None` for `null`.
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
