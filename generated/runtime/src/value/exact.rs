//! Reads numbers by their text, where a double would lose digits: `1.10` into text, and all of a decimal.
//!
//! serde_json gives the text of a value to a visitor that asks for a newtype of a certain name, as its `RawValue` does. Other formats pass over the name
//! and give the value itself.
//!
//! A text that is read in this way is scanned twice. Documents are therefore read without it first, and again with it if a number with a fraction stands
//! in the place of text, which is rare. Decimals are always read in this way.

use super::JsonValue;
use super::read::{Filler, Reader};
use super::scalar::Scalar;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use std::fmt;

/// The name of the newtype, and of the only key of the map in which the text comes.
const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// Reads a value that keeps the text of numbers.
pub(super) fn read<'de, D: Deserializer<'de>>(
    filler: Filler<'_, '_>,
    format: D,
) -> Result<bool, D::Error> {
    format.deserialize_newtype_struct(RAW_VALUE, Exact(filler))
}

struct Exact<'a, 's>(Filler<'a, 's>);

impl<'de> Visitor<'de> for Exact<'_, '_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("another value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, format: D) -> Result<bool, D::Error> {
        format.deserialize_any(self.0)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<bool, A::Error> {
        match entries.next_key_seed(IsRaw)? {
            Some(true) => entries.next_value_seed(Text(self.0)),
            _ => self.0.found("an object"),
        }
    }
}

/// A seed that reads a key and returns `true` if it is the key of a raw value.
struct IsRaw;

impl<'de> DeserializeSeed<'de> for IsRaw {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, format: D) -> Result<bool, D::Error> {
        format.deserialize_str(self)
    }
}

impl Visitor<'_> for IsRaw {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a raw value")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<bool, E> {
        Ok(key == RAW_VALUE)
    }
}

/// Reads the text of a JSON value.
struct Text<'a, 's>(Filler<'a, 's>);

impl<'de> DeserializeSeed<'de> for Text<'_, '_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, format: D) -> Result<bool, D::Error> {
        format.deserialize_str(self)
    }
}

impl Visitor<'_> for Text<'_, '_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text of a value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<bool, E> {
        let Self(filler) = self;
        let quoted = text.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        match (quoted, text.as_bytes().first()) {
            (Some(plain), _) if !plain.contains('\\') => filler.visit_str(plain),
            (Some(_), _) => match serde_json::from_str::<String>(text) {
                Ok(unescaped) => filler.visit_string(unescaped),
                Err(error) => Err(filler.error(without_location(&error))),
            },
            (None, Some(b'n')) => filler.visit_unit(),
            (None, Some(b't')) => filler.scalar(Scalar::Bool(true)),
            (None, Some(b'f')) => filler.scalar(Scalar::Bool(false)),
            (None, Some(b'[')) => filler.found("a list"),
            (None, Some(b'{')) => filler.found("an object"),
            (None, _) => filler.scalar(Scalar::Exact(text)),
        }
    }
}

/// A value that is kept until its type is known: as text if it comes from serde_json.
pub(super) enum Kept {
    Text(String),
    Value(JsonValue),
}

impl Kept {
    pub(super) fn read<E: Error>(self, reader: Reader<'_>) -> Result<bool, E> {
        let outcome = match self {
            Self::Value(value) => reader.deserialize(value),
            Self::Text(text) => reader.deserialize(&mut serde_json::Deserializer::from_str(&text)),
        };
        outcome.map_err(|error| E::custom(without_location(&error)))
    }

    pub(super) fn into_json<E: Error>(self) -> Result<JsonValue, E> {
        match self {
            Self::Value(value) => Ok(value),
            Self::Text(text) => {
                serde_json::from_str(&text).map_err(|error| E::custom(without_location(&error)))
            }
        }
    }
}

impl<'de> Deserialize<'de> for Kept {
    fn deserialize<D: Deserializer<'de>>(format: D) -> Result<Self, D::Error> {
        format.deserialize_newtype_struct(RAW_VALUE, Keep)
    }
}

struct Keep;

impl<'de> Visitor<'de> for Keep {
    type Value = Kept;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, format: D) -> Result<Kept, D::Error> {
        JsonValue::deserialize(format).map(Kept::Value)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Kept, A::Error> {
        match entries.next_key_seed(IsRaw)? {
            Some(true) => {
                let text: String = entries.next_value()?;
                if depth(&text) > MAX_DEPTH {
                    return Err(A::Error::custom("recursion limit exceeded"));
                }
                Ok(Kept::Text(text))
            }
            _ => Err(A::Error::custom("expected the text of a value")),
        }
    }
}

/// The depth limit of serde_json. It is checked here, too, because a kept text is parsed by a new deserializer.
const MAX_DEPTH: usize = 127;

/// The depth of the lists and objects in a JSON text.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut in_string, mut is_escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// The message of an error without its location, which is that in a part of the document.
pub(super) fn without_location(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rsplit_once(" at line ") {
        Some((message, _)) => message.to_owned(),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_depth_counts_brackets_outside_strings() {
        for (text, expected) in [
            ("1", 0),
            ("[]", 1),
            ("{}", 1),
            (r#"{"a":[{}]}"#, 3),
            // The deepest point counts, not the sum.
            ("[[],[],[]]", 2),
            (r#"[{"a":{}},[]]"#, 3),
            (r#"["[[[",{}]"#, 2),
            (r#"{"{{":"}"}"#, 1),
            // An escaped quotation mark does not end a string, but the mark after an escaped backslash does.
            (r#"["\"[[[",[]]"#, 2),
            (r#"["\\",[[]]]"#, 3),
            (r#"["\\\"[[",[]]"#, 2),
            (r#"["a\nb",[[]]]"#, 3),
        ] {
            assert_eq!(depth(text), expected, "{text}");
        }
    }

    #[test]
    fn messages_lose_their_location() {
        let error = serde_json::from_str::<JsonValue>("[1,\n x]").unwrap_err();
        assert!(error.to_string().contains(" at line 2"), "{error}");
        assert_eq!(without_location(&error), "expected value");
        let error = <serde_json::Error as Error>::custom("expected a list");
        assert_eq!(without_location(&error), "expected a list");
    }
}
