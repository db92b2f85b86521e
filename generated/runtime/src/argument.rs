//! Arguments of operations.

use std::borrow::Cow;

use azure_core::{Bytes, credentials::Secret};

use crate::value::{Encode, to_vec};
use crate::{FilePart, JsonValue, Map, Mode, Value};

/// An argument in the form that is sent in a URL, a header or a form.
#[derive(Clone, PartialEq)]
pub enum ParameterValue<'a> {
    /// No value. The parameter is not sent.
    Absent,
    /// A single value.
    Text(Cow<'a, str>),
    /// A list, serialized according to the parameter.
    List(Vec<Cow<'a, str>>),
    /// Names and values, for header collections and form fields.
    Map(Vec<(Cow<'a, str>, Cow<'a, str>)>),
    /// The content of a file, for form fields.
    Bytes(&'a [u8]),
    /// Files, for form fields.
    Files(Vec<Cow<'a, FilePart>>),
    /// A structured value, serialized according to the style of the parameter.
    Json(JsonValue),
}

impl ParameterValue<'_> {
    /// Copies the value so that it does not borrow. Files are left out, because they are never sent twice.
    pub(crate) fn to_owned_value(&self) -> ParameterValue<'static> {
        let owned = |text: &Cow<'_, str>| Cow::Owned(text.clone().into_owned());
        match self {
            ParameterValue::Absent | ParameterValue::Bytes(_) | ParameterValue::Files(_) => {
                ParameterValue::Absent
            }
            ParameterValue::Json(value) => ParameterValue::Json(value.clone()),
            ParameterValue::Text(text) => ParameterValue::Text(owned(text)),
            ParameterValue::List(items) => ParameterValue::List(items.iter().map(owned).collect()),
            ParameterValue::Map(entries) => ParameterValue::Map(
                entries
                    .iter()
                    .map(|(name, value)| (owned(name), owned(value)))
                    .collect(),
            ),
        }
    }
}

impl std::fmt::Debug for ParameterValue<'_> {
    /// Shows the kind of value only, because the value may be secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Absent => "Absent",
            Self::Text(_) => "Text(..)",
            Self::List(_) => "List(..)",
            Self::Map(_) => "Map(..)",
            Self::Bytes(_) => "Bytes(..)",
            Self::Files(_) => "Files(..)",
            Self::Json(_) => "Json(..)",
        })
    }
}

/// A value that can be sent as a parameter.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent as a parameter",
    label = "not a string, number, boolean, list or file",
    note = "pass a type that implements `Display` as `value.to_string()`"
)]
pub trait Argument {
    /// Converts the value to the form that is sent.
    fn to_parameter(&self) -> ParameterValue<'_>;

    /// Returns whether the value must not be shown, wherever in the request it stands.
    fn is_secret(&self) -> bool {
        false
    }
}

impl<T: Argument + ?Sized> Argument for &T {
    fn to_parameter(&self) -> ParameterValue<'_> {
        (**self).to_parameter()
    }

    fn is_secret(&self) -> bool {
        (**self).is_secret()
    }
}

impl<T: Argument + ?Sized> Argument for Box<T> {
    fn to_parameter(&self) -> ParameterValue<'_> {
        (**self).to_parameter()
    }

    fn is_secret(&self) -> bool {
        (**self).is_secret()
    }
}

impl<T: Argument> Argument for Option<T> {
    fn to_parameter(&self) -> ParameterValue<'_> {
        self.as_ref()
            .map_or(ParameterValue::Absent, Argument::to_parameter)
    }

    fn is_secret(&self) -> bool {
        self.as_ref().is_some_and(Argument::is_secret)
    }
}

impl Argument for str {
    fn to_parameter(&self) -> ParameterValue<'_> {
        ParameterValue::Text(self.into())
    }
}

impl Argument for String {
    fn to_parameter(&self) -> ParameterValue<'_> {
        self.as_str().to_parameter()
    }
}

impl Argument for Secret {
    fn to_parameter(&self) -> ParameterValue<'_> {
        self.secret().to_parameter()
    }

    fn is_secret(&self) -> bool {
        true
    }
}

impl Argument for bool {
    fn to_parameter(&self) -> ParameterValue<'_> {
        ParameterValue::Text(if *self { "true" } else { "false" }.into())
    }
}

macro_rules! by_display {
    ($($number:ty),*) => {$(
        impl Argument for $number {
            fn to_parameter(&self) -> ParameterValue<'_> {
                ParameterValue::Text(self.to_string().into())
            }
        }
    )*};
}
by_display!(i32, i64, u64, f32, f64);

impl<T: Argument> Argument for [T] {
    fn to_parameter(&self) -> ParameterValue<'_> {
        let (mut files, mut list) = (Vec::new(), Vec::new());
        for item in self {
            match item.to_parameter() {
                ParameterValue::Files(more) => files.extend(more),
                ParameterValue::Bytes(bytes) => {
                    files.push(Cow::Owned(FilePart::from(bytes.to_vec())));
                }
                item => list.extend(texts(item)),
            }
        }
        if files.is_empty() {
            ParameterValue::List(list)
        } else {
            ParameterValue::Files(files)
        }
    }

    fn is_secret(&self) -> bool {
        self.iter().any(Argument::is_secret)
    }
}

/// A model, or a list of models, as a parameter.
#[derive(Clone, Copy)]
#[allow(missing_debug_implementations, reason = "the value may be secret")]
pub struct AsJson<'a, T: ?Sized>(pub &'a T);

impl<T: Value> Argument for AsJson<'_, T> {
    fn to_parameter(&self) -> ParameterValue<'_> {
        json(self.0)
    }
}

impl<T: Value> Argument for AsJson<'_, [T]> {
    fn to_parameter(&self) -> ParameterValue<'_> {
        let items = self.0.iter().map(|item| match json(item) {
            ParameterValue::Json(item) => item,
            _ => JsonValue::Null,
        });
        ParameterValue::Json(items.collect())
    }
}

/// Serializes a value. A value that cannot be serialized is treated as absent.
fn json(value: &dyn Encode) -> ParameterValue<'static> {
    let text = to_vec(value, Mode::Request).unwrap_or_default();
    match serde_json::from_slice(&text) {
        Ok(JsonValue::Null) | Err(_) => ParameterValue::Absent,
        Ok(value) => ParameterValue::Json(value),
    }
}

impl<T: Argument> Argument for Vec<T> {
    fn to_parameter(&self) -> ParameterValue<'_> {
        self.as_slice().to_parameter()
    }

    fn is_secret(&self) -> bool {
        self.as_slice().is_secret()
    }
}

impl Argument for [u8] {
    fn to_parameter(&self) -> ParameterValue<'_> {
        ParameterValue::Bytes(self)
    }
}

impl Argument for Vec<u8> {
    fn to_parameter(&self) -> ParameterValue<'_> {
        ParameterValue::Bytes(self)
    }
}

impl Argument for Bytes {
    fn to_parameter(&self) -> ParameterValue<'_> {
        ParameterValue::Bytes(self)
    }
}

impl<T: Argument> Argument for Map<T> {
    fn to_parameter(&self) -> ParameterValue<'_> {
        let entries = self.iter().flat_map(|(name, value)| {
            texts(value.to_parameter())
                .into_iter()
                .map(move |text| (Cow::Borrowed(name.as_str()), text))
        });
        ParameterValue::Map(entries.collect())
    }

    fn is_secret(&self) -> bool {
        self.values().any(Argument::is_secret)
    }
}

impl Argument for serde_json::Value {
    fn to_parameter(&self) -> ParameterValue<'_> {
        match self {
            Self::Null => ParameterValue::Absent,
            Self::String(text) => text.as_str().to_parameter(),
            Self::Array(items) => items.as_slice().to_parameter(),
            other => ParameterValue::Text(other.to_string().into()),
        }
    }
}

/// Returns the strings of a list item or map entry. An absent item becomes an empty string, so that the positions of
/// the others are kept.
fn texts(item: ParameterValue<'_>) -> Vec<Cow<'_, str>> {
    match item {
        ParameterValue::Absent => vec!["".into()],
        ParameterValue::Text(text) => vec![text],
        ParameterValue::List(items) => items,
        ParameterValue::Map(entries) => entries.into_iter().map(|(_, value)| value).collect(),
        ParameterValue::Bytes(bytes) => vec![String::from_utf8_lossy(bytes)],
        ParameterValue::Json(value) => vec![value.to_string().into()],
        ParameterValue::Files(_) => Vec::new(),
    }
}

/// An argument that is not shown, because it may contain a secret.
#[derive(Clone, Copy)]
#[allow(missing_debug_implementations, reason = "the value may be secret")]
#[doc(hidden)]
pub struct Hidden<'a, T>(pub &'a T);

impl<T: Argument> Argument for Hidden<'_, T> {
    fn to_parameter(&self) -> ParameterValue<'_> {
        self.0.to_parameter()
    }

    fn is_secret(&self) -> bool {
        true
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use serde_json::json;

    pub(crate) fn text(text: &str) -> ParameterValue<'_> {
        ParameterValue::Text(text.into())
    }

    pub(crate) fn list(items: &[&'static str]) -> ParameterValue<'static> {
        ParameterValue::List(items.iter().map(|it| (*it).into()).collect())
    }

    #[test]
    fn arguments_become_texts_lists_maps_and_bytes() {
        let map = |value: &str| Map::from([("k", value.to_owned())]);
        let lists = Map::from([("k", vec![1, 2])]);
        let entries = |values: &[&'static str]| {
            let entries = values.iter().map(|it| ("k".into(), (*it).into()));
            ParameterValue::Map(entries.collect())
        };
        let (object, items) = (json!({"a": null}), [json!(1), json!(null)]);
        let jsons = Map::from([("k", object.clone())]);
        let rows: [(&dyn Argument, ParameterValue<'_>); 28] = [
            (&"a", text("a")),
            (&"a".to_owned(), text("a")),
            (&Secret::new("s"), text("s")),
            (&true, text("true")),
            (&false, text("false")),
            (&-5_i32, text("-5")),
            (&i64::MIN, text("-9223372036854775808")),
            (&1.5_f64, text("1.5")),
            (&None::<String>, ParameterValue::Absent),
            (&Some(7_i32), text("7")),
            (&vec!["a".to_owned(), String::new()], list(&["a", ""])),
            (&Vec::<String>::new(), list(&[])),
            // An absent item keeps the positions of the others.
            (&vec![Some("a"), None, Some("b")], list(&["a", "", "b"])),
            (&vec![vec![1, 2], vec![3]], list(&["1", "2", "3"])),
            (&vec![map("a"), map("b")], list(&["a", "b"])),
            (
                &vec![json!({"a": 1}), json!(null)],
                list(&[r#"{"a":1}"#, ""]),
            ),
            (&map("v"), entries(&["v"])),
            (&lists, entries(&["1", "2"])),
            (&jsons, entries(&[r#"{"a":null}"#])),
            (&AsJson(&object), ParameterValue::Json(object.clone())),
            (&AsJson(&items[..]), ParameterValue::Json(json!([1, null]))),
            (&AsJson(&items[1]), ParameterValue::Absent),
            (&Box::new("a"), text("a")),
            (&json!(null), ParameterValue::Absent),
            (&json!("a"), text("a")),
            (&json!(true), text("true")),
            (&json!([1, "b"]), list(&["1", "b"])),
            (&vec![1_u8, 2], ParameterValue::Bytes(&[1, 2])),
        ];
        for (n, (argument, expected)) in rows.iter().enumerate() {
            assert!(&argument.to_parameter() == expected, "{n}");
        }
    }

    #[test]
    fn secrets_say_that_they_are_secret() {
        let secret = || Secret::new("s");
        let map = |it| Map::from([("k", it)]);
        let rows: [(&dyn Argument, bool); 8] = [
            (&secret(), true),
            (&Some(secret()), true),
            (&vec![secret()], true),
            (&map(secret()), true),
            (&Some(vec![map(secret())]), true),
            (&Vec::<Secret>::new(), false),
            (&"s", false),
            (&vec!["s"], false),
        ];
        for (n, (argument, expected)) in rows.iter().enumerate() {
            assert_eq!(argument.is_secret(), *expected, "{n}");
        }
    }
}
