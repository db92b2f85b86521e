//! Bodies of responses by their types, and models in formats other than JSON.

use std::fmt;

use arm_runtime::{
    Base64, Bytes, DateTime, Decimal, Duration, Json, JsonValue, Map, Secret, Text, UnixTime,
};
use azure_core::http::{DeserializeWith, Format, response::ResponseBody};
use serde::de::value::{BytesDeserializer, Error, MapDeserializer};
use serde::de::{Deserialize, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
#[cfg(feature = "xml")]
use serde_json::json;

use crate::fixture::*;

fn read_as<T: DeserializeWith<F> + fmt::Debug, F: Format>(body: &str) -> String {
    match T::deserialize_with(ResponseBody::from_bytes(body.to_owned())) {
        Ok(value) => format!("{value:?}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn bodies_are_read_by_the_type_of_the_response() {
    let rows = [
        (read_as::<Text, Json>("a{"), "Text(<2 bytes>)"),
        (read_as::<Bytes, Json>("a{"), "b\"a{\""),
        (read_as::<(), Json>("a{"), "()"),
        (read_as::<bool, Json>("true"), "true"),
        (read_as::<i32, Json>("5"), "5"),
        (
            read_as::<i32, Json>("\"x\""),
            "expected an integer, found a string at line 1 column 3",
        ),
        (
            read_as::<i32, Json>(""),
            "the body is empty, expected an integer",
        ),
        (read_as::<Option<i32>, Json>(" 5 "), "Some(5)"),
        (read_as::<Option<i32>, Json>("null"), "None"),
        (read_as::<Option<i32>, Json>(" \n"), "None"),
        (
            read_as::<Option<i32>, Json>("[]"),
            "expected an integer, found a list at line 1 column 2",
        ),
        (read_as::<Secret, Json>("\"hush\""), "Secret"),
        (read_as::<Vec<String>, Json>("[\"a\"]"), "[\"a\"]"),
        (
            read_as::<Option<Vec<String>>, Json>("[\"a\"]"),
            "Some([\"a\"])",
        ),
        (
            read_as::<JsonValue, Json>("{\"a\":1}"),
            "Object {\"a\": Number(1)}",
        ),
        (read_as::<Decimal, Json>("1.50"), "1.50"),
        (read_as::<UnixTime, Json>("7"), "UnixTime(7)"),
        (read_as::<DateTime, Json>("\"x\""), "\"x\""),
        (read_as::<Duration, Json>("\"P1D\""), "\"P1D\""),
        (read_as::<Base64, Json>("\"AQ==\""), "<1 bytes>"),
        (
            read_as::<Option<Circle>, Json>("{\"radius\":1}"),
            "Some(Circle { radius: 1.0 })",
        ),
    ];
    for (found, expected) in rows {
        assert_eq!(found, expected);
    }
    assert_eq!(Text::from("a").to_string(), "a");
    assert_eq!(format!("{:>3}", Text::from("a")), "  a");
    assert_eq!(UnixTime(7).to_string(), "7");
}

#[cfg(feature = "xml")]
#[test]
fn bodies_in_xml_are_read_by_the_type_of_the_response() {
    use arm_runtime::Xml;
    for (found, expected) in [
        (read_as::<Option<i32>, Xml>("<a>5</a>"), "Some(5)"),
        (read_as::<Option<i32>, Xml>(" "), "None"),
        (
            read_as::<Option<i32>, Xml>("<a>x</a>"),
            "expected an integer, found a string",
        ),
        (
            read_as::<Option<Circle>, Xml>("<a><radius>1</radius></a>"),
            "Some(Circle { radius: 1.0 })",
        ),
    ] {
        assert_eq!(found, expected);
    }
    // Types of serde are read as from JSON.
    let map: Map<String> = Xml::deserialize("<a b='c'><d>e</d></a>").unwrap();
    assert_eq!(json!(map), json!({ "@b": "c", "d": "e" }));
    let broken = Xml::deserialize::<JsonValue, _>("<a").unwrap_err();
    assert_eq!(
        broken.to_string(),
        "the XML is not well-formed before byte 2"
    );
    let other = Xml::deserialize::<bool, _>("<a/>").unwrap_err();
    assert!(other.to_string().contains("expected a boolean"), "{other}");
}

/// A format that marks values that are there, those that are not, and newtypes.
enum Marked {
    Some(i64),
    None,
    Newtype(i64),
}

impl<'de> Deserializer<'de> for Marked {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Some(value) => visitor.visit_some(value.into_deserializer()),
            Self::None => visitor.visit_none(),
            Self::Newtype(value) => visitor.visit_newtype_struct(value.into_deserializer()),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Error> for Marked {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[test]
fn models_are_read_from_formats_that_mark_their_values() {
    for field in ["large", "id", "any", "patch", "sparse"] {
        let read = |value: Marked| {
            let entries = MapDeserializer::new([(field, value)].into_iter());
            match Everything::deserialize(entries) {
                Ok(model) => write(&model, arm_runtime::Mode::All)[field].to_string(),
                Err(error) => error.to_string(),
            }
        };
        let found = [Marked::Some(5), Marked::None, Marked::Newtype(7)].map(read);
        let expected = match field {
            "large" => ["5", "null", "7"],
            "id" | "patch" => ["\"5\"", "null", "\"7\""],
            "any" => ["5", "null", "7"],
            _ => [
                "sparse: expected a list, found a number",
                "null",
                "sparse: expected a list, found a number",
            ],
        };
        assert_eq!(found, expected, "{field}");
    }
}

/// Other formats have bytes and keys of any type. JSON has neither, and a model cannot be read from them.
#[test]
fn bytes_and_keys_that_are_not_texts_are_errors() {
    let bytes = || BytesDeserializer::<Error>::new(b"x");
    for found in [
        Everything::deserialize(bytes()).map(drop),
        Shape::deserialize(bytes()).map(drop),
    ] {
        let error = found.unwrap_err().to_string();
        assert_eq!(error, "expected an object, found bytes");
    }
    let keys = || MapDeserializer::<_, Error>::new([(1, 2)].into_iter());
    for (found, expected) in [
        (
            Everything::deserialize(keys()).map(drop),
            "the name of a property",
        ),
        (Shape::deserialize(keys()).map(drop), "a property name"),
    ] {
        let error = found.unwrap_err().to_string();
        assert_eq!(
            error,
            format!("invalid type: integer `1`, expected {expected}")
        );
    }
}
