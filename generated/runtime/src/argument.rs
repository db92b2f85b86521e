//! What generated functions pass for the parameters of an operation.

use std::{borrow::Cow, collections::BTreeMap};

use azure_core::{Bytes, credentials::Secret};

/// An argument in the form in which it goes into a URL, a header or a form.
#[derive(Clone, PartialEq)]
pub enum Wire<'a> {
    /// Not given: the parameter is not sent.
    Absent,
    /// One value.
    Text(Cow<'a, str>),
    /// A list; the parameter says how its items are joined.
    List(Vec<Cow<'a, str>>),
    /// Names and values, for header collections and form fields.
    Map(Vec<(Cow<'a, str>, Cow<'a, str>)>),
    /// The content of a file, for form fields.
    Bytes(&'a [u8]),
}

impl Wire<'_> {
    /// A copy that borrows nothing. Files are left out: they are never sent twice.
    pub(crate) fn to_owned_wire(&self) -> Wire<'static> {
        let owned = |text: &Cow<'_, str>| Cow::Owned(text.clone().into_owned());
        match self {
            Wire::Absent | Wire::Bytes(_) => Wire::Absent,
            Wire::Text(text) => Wire::Text(owned(text)),
            Wire::List(items) => Wire::List(items.iter().map(owned).collect()),
            Wire::Map(entries) => Wire::Map(
                entries
                    .iter()
                    .map(|(name, value)| (owned(name), owned(value)))
                    .collect(),
            ),
        }
    }
}

impl std::fmt::Debug for Wire<'_> {
    /// Names the form only: a value may be secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Absent => "Absent",
            Self::Text(_) => "Text(..)",
            Self::List(_) => "List(..)",
            Self::Map(_) => "Map(..)",
            Self::Bytes(_) => "Bytes(..)",
        })
    }
}

/// A value that can be sent as a parameter.
pub trait Argument {
    /// The value in the form in which it is sent.
    fn to_wire(&self) -> Wire<'_>;
}

impl<T: Argument + ?Sized> Argument for &T {
    fn to_wire(&self) -> Wire<'_> {
        (**self).to_wire()
    }
}

impl<T: Argument + ?Sized> Argument for Box<T> {
    fn to_wire(&self) -> Wire<'_> {
        (**self).to_wire()
    }
}

impl<T: Argument> Argument for Option<T> {
    fn to_wire(&self) -> Wire<'_> {
        self.as_ref().map_or(Wire::Absent, Argument::to_wire)
    }
}

impl Argument for str {
    fn to_wire(&self) -> Wire<'_> {
        Wire::Text(self.into())
    }
}

impl Argument for String {
    fn to_wire(&self) -> Wire<'_> {
        self.as_str().to_wire()
    }
}

impl Argument for Secret {
    fn to_wire(&self) -> Wire<'_> {
        self.secret().to_wire()
    }
}

impl Argument for bool {
    fn to_wire(&self) -> Wire<'_> {
        Wire::Text(if *self { "true" } else { "false" }.into())
    }
}

macro_rules! by_display {
    ($($number:ty),*) => {$(
        impl Argument for $number {
            fn to_wire(&self) -> Wire<'_> {
                Wire::Text(self.to_string().into())
            }
        }
    )*};
}
by_display!(i32, i64, f32, f64);

impl<T: Argument> Argument for [T] {
    fn to_wire(&self) -> Wire<'_> {
        Wire::List(self.iter().flat_map(|item| texts(item.to_wire())).collect())
    }
}

impl<T: Argument> Argument for Vec<T> {
    fn to_wire(&self) -> Wire<'_> {
        self.as_slice().to_wire()
    }
}

impl Argument for [u8] {
    fn to_wire(&self) -> Wire<'_> {
        Wire::Bytes(self)
    }
}

impl Argument for Vec<u8> {
    fn to_wire(&self) -> Wire<'_> {
        Wire::Bytes(self)
    }
}

impl Argument for Bytes {
    fn to_wire(&self) -> Wire<'_> {
        Wire::Bytes(self)
    }
}

impl<T: Argument> Argument for BTreeMap<String, T> {
    fn to_wire(&self) -> Wire<'_> {
        let entries = self.iter().flat_map(|(name, value)| {
            texts(value.to_wire())
                .into_iter()
                .map(move |text| (Cow::Borrowed(name.as_str()), text))
        });
        Wire::Map(entries.collect())
    }
}

impl Argument for serde_json::Value {
    fn to_wire(&self) -> Wire<'_> {
        match self {
            Self::Null => Wire::Absent,
            Self::String(text) => text.as_str().to_wire(),
            Self::Array(items) => items.as_slice().to_wire(),
            other => Wire::Text(other.to_string().into()),
        }
    }
}

/// The texts of one item of a list or map. An absent item is an empty text, so that the others keep their places.
fn texts(item: Wire<'_>) -> Vec<Cow<'_, str>> {
    match item {
        Wire::Absent => vec!["".into()],
        Wire::Text(text) => vec![text],
        Wire::List(items) => items,
        Wire::Map(entries) => entries.into_iter().map(|(_, value)| value).collect(),
        Wire::Bytes(bytes) => vec![String::from_utf8_lossy(bytes)],
    }
}
