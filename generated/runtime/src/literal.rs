//! [`model!`](crate::model) creates models without `Some(..)`, `.into()` and `..Default::default()`.

use azure_core::credentials::Secret;

use crate::{Map, Nullable};

/// Creates a model from named properties. All other properties are absent.
///
/// Each value is converted to the type of its field by [`IntoProperty`]: a string can be a `&str`, a list an array, and
/// a map an array of pairs. `Some` and `Box` are added where needed. Models can be nested. A variable with the name of a
/// property can be used without a value, as in a struct expression. An unknown property or a value of another type is a
/// compile error.
///
/// Required properties that are left out are sent empty. The function `new` of a model takes them as arguments instead.
///
/// ```
/// use arm_runtime::{Map, fields, model};
///
/// pub struct Rule {
///     pub name: Option<String>,
///     pub ports: Option<Vec<String>>,
///     pub priority: Option<i32>,
/// }
/// fields!(Rule: Default { 0: name = "name", 1: ports = "ports", 2: priority = "priority" });
///
/// pub struct Group {
///     pub location: Option<String>,
///     pub tags: Option<Map<String>>,
///     pub rules: Option<Vec<Rule>>,
/// }
/// fields!(Group: Default { 0: location = "location", 1: tags = "tags", 2: rules = "rules" });
///
/// let location = "westeurope";
/// let group = model!(Group {
///     location,
///     tags: [("env", "prod")],
///     rules: [model!(Rule { name: "ssh", ports: ["22"], priority: 100 })],
/// });
/// assert_eq!(group.location.as_deref(), Some("westeurope"));
/// assert_eq!(group.rules.unwrap()[0].priority, Some(100));
/// ```
#[macro_export]
macro_rules! model {
    ($($model:ident)::+ { $($field:ident $(: $value:expr)?),* $(,)? }) => {{
        #[allow(unused_mut)]
        let mut model: $($model)::+ = $crate::empty();
        $(model.$field = $crate::IntoProperty::into_property($crate::__property!($field $(, $value)?));)*
        model
    }};
}

/// The value of a property of `model!`; without one, the variable of its name.
#[doc(hidden)]
#[macro_export]
macro_rules! __property {
    ($field:ident) => {
        $field
    };
    ($field:ident, $value:expr) => {
        $value
    };
}

/// A conversion into the type of a field, used by [`model!`](crate::model).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value for a property of type `{T}`",
    label = "the property has the type `{T}`",
    note = "pass a string as `&str` or `String`, a list as an array or `Vec`, a map as an array of pairs; `Some` and `Box` are added"
)]
pub trait IntoProperty<T> {
    /// Converts the value.
    fn into_property(self) -> T;
}

// Hidden: these would stand on the page of every type.
#[doc(hidden)]
impl<T> IntoProperty<T> for T {
    fn into_property(self) -> T {
        self
    }
}

#[doc(hidden)]
impl<T> IntoProperty<Option<T>> for T {
    fn into_property(self) -> Option<T> {
        Some(self)
    }
}

#[doc(hidden)]
impl<T> IntoProperty<Box<T>> for T {
    fn into_property(self) -> Box<T> {
        Box::new(self)
    }
}

#[doc(hidden)]
impl<T> IntoProperty<Option<Box<T>>> for T {
    fn into_property(self) -> Option<Box<T>> {
        Some(Box::new(self))
    }
}

#[doc(hidden)]
impl<T> IntoProperty<Option<Nullable<T>>> for T {
    fn into_property(self) -> Option<Nullable<T>> {
        Some(Nullable::Value(self))
    }
}

/// Implements the conversions of strings to the types of fields.
macro_rules! text {
    ($($from:ty => $to:ty: $convert:expr),* $(,)?) => {$(
        impl IntoProperty<$to> for $from {
            fn into_property(self) -> $to {
                $convert(self)
            }
        }
        impl IntoProperty<Option<$to>> for $from {
            fn into_property(self) -> Option<$to> {
                Some($convert(self))
            }
        }
        impl IntoProperty<Option<Nullable<$to>>> for $from {
            fn into_property(self) -> Option<Nullable<$to>> {
                Some(Nullable::Value($convert(self)))
            }
        }
    )*};
}
text!(
    &str => String: String::from,
    &str => Secret: |text: &str| Secret::new(text.to_owned()),
    String => Secret: Secret::new,
);

impl<T, U: IntoProperty<T>, const N: usize> IntoProperty<Vec<T>> for [U; N] {
    fn into_property(self) -> Vec<T> {
        self.into_iter().map(U::into_property).collect()
    }
}

impl<T, U: IntoProperty<T>, const N: usize> IntoProperty<Option<Vec<T>>> for [U; N] {
    fn into_property(self) -> Option<Vec<T>> {
        Some(self.into_property())
    }
}

impl<K: Into<String>, T, U: IntoProperty<T>, const N: usize> IntoProperty<Map<T>> for [(K, U); N] {
    fn into_property(self) -> Map<T> {
        let entries = self.into_iter();
        entries
            .map(|(key, value)| (key, value.into_property()))
            .collect()
    }
}

impl<K: Into<String>, T, U: IntoProperty<T>, const N: usize> IntoProperty<Option<Map<T>>>
    for [(K, U); N]
{
    fn into_property(self) -> Option<Map<T>> {
        Some(self.into_property())
    }
}
