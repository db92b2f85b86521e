//! A value that may be an explicit `null`.

use super::{Content, Decode, Encode, Slot, Value, View};

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
    const HAS_NULL: bool = true;
    #[inline]
    fn empty() -> Self {
        Self::Null
    }
}

impl<T: Value> Decode for Nullable<T> {
    #[inline]
    fn slot(&mut self, content: Content) -> Slot<'_> {
        *self = match content {
            Content::Value => Self::Value(T::empty()),
            Content::Null | Content::Nothing => Self::Null,
        };
        match self {
            Self::Null => Slot::Null,
            Self::Value(value) => value.slot(Content::Value),
        }
    }
}

impl<T: Value> Encode for Nullable<T> {
    #[inline]
    fn view(&self) -> View<'_> {
        match self {
            Self::Null => View::Null,
            Self::Value(value) => value.view(),
        }
    }
}
