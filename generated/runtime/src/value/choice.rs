//! Values of one of several types without a discriminator: `oneOf` and `anyOf`.
//!
//! A value is read as JSON first, then as the first type whose [`Form`] matches it. A value that matches none is kept
//! as JSON.

use super::path::Path;
use super::read::Reader;
use super::{Decode, Encode, JsonMap, JsonValue, Model};
use serde::de::DeserializeSeed;

/// A value of one of several types.
pub trait Choice: Model {
    /// Returns the name of the Rust type and the forms of the variants, in the order in which they are tried.
    const FORMS: &'static Forms;

    /// Returns the index and the value of the current variant, or the JSON that matches no variant.
    fn get(&self) -> Result<(usize, &dyn Encode), &JsonValue>;

    /// Becomes the variant at a position of the forms, with the value that `fill` makes of an empty one.
    fn choose(&mut self, index: usize, fill: &mut dyn FnMut(&mut dyn Decode));

    /// Replaces the value by the variant that holds any JSON.
    fn unknown(&mut self, value: JsonValue);
}

/// A [`Choice`] that is read into.
pub trait DecodeChoice {
    /// See [`Choice::FORMS`].
    fn forms(&self) -> &'static Forms;
    /// See [`Choice::choose`].
    fn choose(&mut self, index: usize, fill: &mut dyn FnMut(&mut dyn Decode));
    /// See [`Choice::unknown`].
    fn unknown(&mut self, value: JsonValue);
}

/// A [`Choice`] that is written.
pub trait EncodeChoice {
    /// See [`Choice::get`].
    fn get(&self) -> Result<(usize, &dyn Encode), &JsonValue>;
}

impl<T: Choice> DecodeChoice for T {
    #[inline]
    fn forms(&self) -> &'static Forms {
        T::FORMS
    }

    #[inline]
    fn choose(&mut self, index: usize, fill: &mut dyn FnMut(&mut dyn Decode)) {
        Choice::choose(self, index, fill);
    }

    #[inline]
    fn unknown(&mut self, value: JsonValue) {
        Choice::unknown(self, value);
    }
}

impl<T: Choice> EncodeChoice for T {
    #[inline]
    fn get(&self) -> Result<(usize, &dyn Encode), &JsonValue> {
        Choice::get(self)
    }
}

/// The forms of the variants of a [`Choice`].
#[derive(Clone, Copy, Debug)]
pub struct Forms {
    /// Name of the Rust type.
    pub name: &'static str,
    /// Forms of the variants, in the order in which they are tried.
    pub forms: &'static [Form],
}

/// The JSON form that distinguishes a type of a [`Choice`] from the others.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// A number.
    Number,
    /// A string.
    Text,
    /// A list whose first item has one of these forms, or any list if there are no forms. An empty list matches.
    List(&'static [Form]),
    /// An object with all these properties. Each of the second properties, if present, must have one of the listed
    /// strings.
    Object(
        &'static [&'static str],
        &'static [(&'static str, &'static [&'static str])],
    ),
    /// Any of these forms.
    Any(&'static [Form]),
}

impl Form {
    fn fits(&self, value: &JsonValue) -> bool {
        match (self, value) {
            (Self::Boolean, JsonValue::Bool(_)) | (Self::Text, JsonValue::String(_)) => true,
            (Self::Integer, JsonValue::Number(number)) => is_integer(number),
            (Self::Number, JsonValue::Number(_)) => true,
            (Self::List(forms), JsonValue::Array(items)) => match items.first() {
                Some(first) => forms.is_empty() || forms.iter().any(|form| form.fits(first)),
                None => true,
            },
            (Self::Object(required, constants), JsonValue::Object(properties)) => {
                required
                    .iter()
                    .all(|name| property(properties, name).is_some())
                    && constants.iter().all(|(name, texts)| {
                        property(properties, name).is_none_or(|value| {
                            value.as_str().is_some_and(|text| {
                                texts.iter().any(|known| known.eq_ignore_ascii_case(text))
                            })
                        })
                    })
            }
            (Self::Any(forms), value) => forms.iter().any(|form| form.fits(value)),
            _ => false,
        }
    }
}

/// Returns a property by its exact name, or ignoring case, as models are read.
fn property<'j>(properties: &'j JsonMap, name: &str) -> Option<&'j JsonValue> {
    properties.get(name).or_else(|| {
        let mut all = properties.iter();
        all.find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    })
}

/// JSON Schema considers `1.0` an integer.
fn is_integer(number: &serde_json::Number) -> bool {
    number.is_i64()
        || number
            .as_f64()
            .is_some_and(|it| it.fract() == 0.0 && it.abs() < 9.2e18)
}

impl Forms {
    /// Returns the index of the first variant whose form matches a value.
    pub(super) fn position(&self, value: &JsonValue) -> Option<usize> {
        self.forms.iter().position(|form| form.fits(value))
    }
}

/// Reads a value into the variant whose form matches it.
pub(super) fn read_choice(
    choice: &mut dyn DecodeChoice,
    value: JsonValue,
    path: &Path<'_>,
) -> Result<(), String> {
    let Some(index) = choice.forms().position(&value) else {
        choice.unknown(value);
        return Ok(());
    };
    let mut value = Some(value);
    let mut outcome = Ok(());
    choice.choose(index, &mut |place| {
        if let Some(json) = value.take() {
            let reader = Reader { value: place, path };
            let taken = reader.deserialize(json);
            outcome = taken.map(drop).map_err(|error| error.to_string());
        }
    });
    outcome
}

/// Makes an enum of several types a value. The JSON form of a value selects the type.
///
/// ```
/// use arm_runtime::JsonValue;
///
/// pub struct Image {
///     pub url: Option<String>,
/// }
/// arm_runtime::fields!(Image: Default { 0: url = "url" });
///
/// pub enum Content {
///     Text(String),
///     TextList(Vec<String>),
///     Image(Box<Image>),
///     UnknownValue(JsonValue),
/// }
/// arm_runtime::choice!(Content { 0: Text(String) = Text, 1: TextList(Vec<String>) = List(&[]), 2: Image(Image) = Object(&["url"], &[]) });
///
/// let content: Content = arm_runtime::value::from_json(br#"["a", "b"]"#)?;
/// assert!(content == vec!["a".to_owned(), "b".to_owned()].into());
/// # Ok::<(), arm_runtime::Error>(())
/// ```
///
/// Each type has its index, from 0 on without gaps, and its [`Form`](crate::value::Form). Forms are tried in order. A
/// value that matches none of them is an `UnknownValue`.
#[macro_export]
macro_rules! choice {
    ($name:ident { $($index:literal : $variant:ident ( $type:ty ) = $form:expr),* $(,)? }) => {
        impl $crate::macros::export::Model for $name {
            const HAS_SLOT: bool = true;
            #[inline]
            fn empty() -> Self {
                Self::UnknownValue($crate::macros::export::JsonValue::Null)
            }
            #[inline]
            fn slot(&mut self) -> $crate::macros::export::Slot<'_> {
                $crate::macros::export::Slot::Choice(self)
            }
            #[inline]
            fn view(&self) -> $crate::macros::export::View<'_> {
                $crate::macros::export::View::Choice(self)
            }
        }
        impl $crate::macros::export::Choice for $name {
            const FORMS: &'static $crate::macros::export::Forms = {
                #[allow(unused_imports)]
                use $crate::macros::export::Form::{Any, Boolean, Integer, List, Number, Object, Text};
                &$crate::macros::export::Forms { name: ::core::stringify!($name), forms: &[$($form),*] }
            };
            #[inline]
            fn get(&self) -> ::core::result::Result<(usize, &dyn $crate::macros::export::Encode), &$crate::macros::export::JsonValue> {
                match self {
                    $(Self::$variant(value) => ::core::result::Result::Ok(($index, value)),)*
                    Self::UnknownValue(value) => ::core::result::Result::Err(value),
                }
            }
            #[inline]
            fn choose(&mut self, index: usize, fill: &mut dyn FnMut(&mut dyn $crate::macros::export::Decode)) {
                match index {
                    $($index => {
                        let mut value = <$type as $crate::macros::export::Value>::empty();
                        fill(&mut value);
                        *self = Self::$variant(::core::convert::From::from(value));
                    })*
                    _ => {}
                }
            }
            #[inline]
            fn unknown(&mut self, value: $crate::macros::export::JsonValue) {
                *self = Self::UnknownValue(value);
            }
        }
        $(impl ::core::convert::From<$type> for $name {
            #[inline]
            fn from(value: $type) -> Self {
                Self::$variant(::core::convert::From::from(value))
            }
        })*
        $crate::__value!($name);
    };
}

#[cfg(test)]
mod tests;
