//! Each type of property with each kind of value, in JSON and in XML: what is read, what is written, and every message.

use std::collections::BTreeMap;
use std::fmt::Write;

use arm_runtime::value::{Encode, from_json, to_vec};
use arm_runtime::{Decimal, JsonValue, Map, Mode, Nullable, Secret, UnixTime, fields};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::choices::Input;
use crate::fixture::*;

/// The types that [`Everything`] does not have.
pub struct Other {
    pub size: Option<u64>,
    pub price: Option<Decimal>,
    pub prices: Option<Vec<Decimal>>,
    pub input: Option<Input>,
    pub level: Option<i32>,
    pub state: Option<String>,
}
fields!(Other: Default {
    0: size = "size", 1: price = "price", 2: prices = "prices", 3: input = "input", 4: level = "level" nullable, 5: state = "state" read_only nullable
});

const OF_EVERYTHING: [&str; 32] = [
    "id",
    "flag",
    "small",
    "large",
    "number",
    "key",
    "keyType",
    "serial",
    "createdAt",
    "modifiedAt",
    "unix",
    "day",
    "clock",
    "length",
    "bytes",
    "urlBytes",
    "any",
    "list",
    "sparse",
    "matrix",
    "tags",
    "sparseTags",
    "maps",
    "patch",
    "patchModel",
    "inner",
    "inners",
    "shape",
    "shapes",
    "names",
    "anything",
    "more",
];
const OF_OTHER: [&str; 6] = ["size", "price", "prices", "input", "level", "state"];

const VALUES: [&str; 33] = [
    "null",
    "true",
    "false",
    r#""TRUE""#,
    "0",
    "-1",
    "7.0",
    "1.50",
    "1e400",
    "2147483648",
    "-9223372036854775809",
    "18446744073709551615",
    r#""""#,
    r#""x""#,
    r#""1.50""#,
    r#"" 1""#,
    r#""primary""#,
    r#""NaN""#,
    r#""-Infinity""#,
    r#""2023-04-01T12:30:00Z""#,
    r#""AQ==""#,
    r#""a\n\u0041""#,
    "[]",
    r#"["a",null,1.50]"#,
    "[1,2.5,null]",
    "[[1],null,[\"2\"]]",
    "[{},null]",
    "{}",
    r#"{"a":"b","c":null}"#,
    r#"{"a":{"b":1.50}}"#,
    r#"{"radius":"2","KIND":"circle","x":1}"#,
    r#"{"kind":"Star","small":1}"#,
    r#"{"width":1,"kind":"square","side":1,"color":null}"#,
];

/// Returns the JSON of a property.
fn member(value: &dyn Encode, field: &str, mode: Mode) -> String {
    let json = match to_vec(value, mode) {
        Ok(json) => json,
        Err(error) => return error.to_string(),
    };
    let members: BTreeMap<String, Box<RawValue>> = serde_json::from_slice(&json).unwrap();
    let member = members.get(field).map_or("absent", |it| it.get());
    member.to_owned()
}

/// Describes the result of reading: the property, and what a request contains in its place.
fn outcome<T: Encode, E: ToString>(read: Result<T, E>, field: &str) -> String {
    match read {
        Err(error) => error.to_string(),
        Ok(value) => {
            let (all, request) = (
                member(&value, field, Mode::All),
                member(&value, field, Mode::Request),
            );
            if all == request {
                all
            } else {
                format!("{all}, in requests {request}")
            }
        }
    }
}

/// Reads each value from JSON, and from a format that does not keep the text of numbers.
fn read_json<T: arm_runtime::Value + DeserializeOwned>(field: &str) -> String {
    let mut text = format!("{field}\n");
    for value in VALUES {
        let document = format!("{{\"{field}\":{value}}}");
        let found = outcome(from_json::<T>(document.as_bytes()), field);
        write!(text, "    {value}  ->  {found}").unwrap();
        let parsed = serde_json::from_str::<JsonValue>(&document);
        let parsed = parsed.and_then(serde_json::from_value::<T>);
        let other = outcome(parsed, field);
        if !found.starts_with(&other) {
            write!(text, "; of a value {other}").unwrap();
        }
        text.push('\n');
    }
    text
}

#[test]
fn each_type_reads_and_writes_each_kind_of_json() {
    let mut text = String::new();
    for field in OF_EVERYTHING {
        text += &read_json::<Everything>(field);
    }
    for field in OF_OTHER {
        text += &read_json::<Other>(field);
    }
    insta::assert_snapshot!("json", text);
}

/// A model whose properties have no `Option`.
pub struct Bare {
    pub flag: bool,
    pub small: i32,
    pub large: i64,
    pub size: u64,
    pub number: f64,
    pub price: Decimal,
    pub text: String,
    pub key: Secret,
    pub key_type: KeyType,
    pub serial: Serial,
    pub list: Vec<String>,
    pub map: Map<i64>,
    pub model: Box<Everything>,
    pub shape: Shape,
    pub input: Input,
    pub any: JsonValue,
    pub unix: UnixTime,
    pub nullable: Nullable<i64>,
}
fields!(Bare {
    0: flag = "flag",
    1: small = "small",
    2: large = "large",
    3: size = "size",
    4: number = "number",
    5: price = "price",
    6: text = "text",
    7: key = "key",
    8: key_type = "keyType",
    9: serial = "serial",
    10: list = "list",
    11: map = "map",
    12: model = "model",
    13: shape = "shape",
    14: input = "input",
    15: any = "any",
    16: unix = "unix",
    17: nullable = "nullable"
});

#[test]
fn of_two_properties_of_the_same_name_nothing_of_the_first_is_left() {
    let mut text = String::new();
    for (field, first) in [
        ("flag", "true"),
        ("small", "5"),
        ("large", "5"),
        ("size", "5"),
        ("number", "5.5"),
        ("price", "5.50"),
        ("text", r#""a""#),
        ("key", r#""a""#),
        ("keyType", r#""Primary""#),
        ("serial", "1"),
        ("list", r#"["a"]"#),
        ("map", r#"{"a":1}"#),
        (
            "model",
            r#"{"id":"i","small":1,"names":["Primary"],"inner":{"small":2},"tags":{"a":"b"},"more":1}"#,
        ),
        ("shape", r#"{"kind":"Circle","radius":1}"#),
        ("shape", r#"{"kind":"Star","radius":1}"#),
        ("input", r#"["a"]"#),
        ("input", "[{}]"),
        ("any", "[{}]"),
        ("unix", "5"),
        ("nullable", "5"),
    ] {
        for second in ["null", "[]", "{}", r#""""#, r#"{"large":3}"#] {
            let document = format!("{{\"{field}\":{first},\"{field}\":{second}}}");
            let found = outcome(from_json::<Bare>(document.as_bytes()), field);
            writeln!(text, "{document}  ->  {found}").unwrap();
        }
    }
    insta::assert_snapshot!("repeated", text);
}

/// A value equals its copy, and values of one type are equal if they are written alike.
#[test]
fn equal_values_are_written_alike() {
    fn compare<T: arm_runtime::Value + Clone + PartialEq>(field: &str) {
        let read = |value: &&str| {
            let document = format!("{{\"{field}\":{value}}}");
            from_json::<T>(document.as_bytes()).ok()
        };
        let values: Vec<T> = VALUES.iter().filter_map(read).collect();
        for one in &values {
            // `NaN` equals nothing.
            let written = |it: &T| String::from_utf8(to_vec(it, Mode::All).unwrap()).unwrap();
            let text = written(one);
            assert_eq!(written(&one.clone()), text, "{field}");
            for other in &values {
                let is_equal = written(other) == text && !text.contains("NaN");
                let is_same = one == other;
                // Texts are equal whatever the digits of a number; those of JSON are not.
                assert!(
                    is_same == is_equal || text.contains("NaN"),
                    "{field}: {text} and {}",
                    written(other)
                );
            }
        }
    }
    for field in OF_EVERYTHING {
        compare::<Everything>(field);
    }
    for field in OF_OTHER {
        compare::<Other>(field);
    }
}

#[cfg(feature = "xml")]
mod xml {
    use super::*;
    use arm_runtime::value::{from_xml, to_xml};

    const FRAGMENTS: [&str; 19] = [
        "<_/>",
        "<_> </_>",
        "<_>x</_>",
        "<_> 7 </_>",
        "<_>1.50</_>",
        "<_>-9223372036854775809</_>",
        "<_>TRUE</_>",
        "<_>primary</_>",
        "<_>2023-04-01T12:30:00Z</_>",
        "<_>1</_><_>x</_>",
        "<_><a>1</a></_>",
        "<_><a>1</a><a>2</a><a>3</a></_>",
        "<_ kind='square'><side>1</side><color>c</color><kind>square</kind><more>1</more></_>",
        "<_><a>b</a><a>c</a><d>1.50</d></_>",
        "<_ kind='circle' xmlns:k='urn:k'><radius>2</radius></_>",
        "<_ xmlns='urn:x'><kind>Star</kind><x y='z'>1</x></_>",
        "<_><Kind>circle</Kind><width>1</width></_>",
        "<_><a><small>1</small></a><a/></_>",
        "<_>a<b/>c</_>",
    ];

    fn read_fragments<T: arm_runtime::Value>(field: &str) -> String {
        let mut text = format!("{field}\n");
        for fragment in FRAGMENTS {
            let fragment = fragment
                .replace("<_", &format!("<{field}"))
                .replace("</_", &format!("</{field}"));
            let document = format!("<r>{fragment}</r>");
            let mut value = T::empty();
            let read = from_xml(document.as_bytes(), &mut value).map(|()| value);
            let written = match &read {
                Err(_) => String::new(),
                Ok(value) => match to_xml(value, "r", Mode::Request) {
                    Ok(xml) => String::from_utf8(xml).unwrap(),
                    Err(error) => error.to_string(),
                },
            };
            let declaration = r#"<?xml version="1.0" encoding="utf-8"?>"#;
            let written = written.strip_prefix(declaration).unwrap_or(&written);
            let written = if written == document {
                "the same"
            } else {
                written
            };
            let found = outcome(read, field);
            writeln!(text, "    {fragment}  ->  {found}  ->  {written}").unwrap();
        }
        text
    }

    #[test]
    fn each_type_reads_and_writes_each_kind_of_xml() {
        let mut text = String::new();
        for field in OF_EVERYTHING {
            text += &read_fragments::<Everything>(field);
        }
        for field in OF_OTHER {
            text += &read_fragments::<Other>(field);
        }
        insta::assert_snapshot!("xml", text);
    }
}
