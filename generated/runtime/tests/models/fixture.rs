//! A model that has every type of field, and what the tests do with it.

use arm_runtime::{
    Base64, Base64Url, Date, DateTime, DateTimeRfc1123, Duration, JsonMap, JsonValue, Mode,
    Nullable, Secret, Time, UnixTime, Value, fields, integer_enum, string_enum, union, value,
};
use serde::de::DeserializeOwned;
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Debug;

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum KeyType {
    Primary,
    Secondary,
    UnknownValue(String),
}
string_enum!(KeyType {
    Primary: "Primary",
    Secondary: "Secondary",
});

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Serial {
    First,
    Second,
    UnknownValue(i64),
}
integer_enum!(Serial {
    First: 1,
    Second: 2
});

#[derive(Clone, Default, PartialEq)]
pub struct Empty {}
fields!(Empty {});

#[derive(Clone, Default, PartialEq)]
pub struct Circle {
    pub radius: Option<f64>,
    pub key: Option<Secret>,
}
fields!(Circle as "kind" = "Circle" { radius: "radius", key: "key" });

#[derive(Clone, PartialEq)]
pub struct Square {
    pub side: i64,
    pub color: String,
    pub id: Option<String>,
    pub additional_properties: BTreeMap<String, Vec<i64>>,
}
fields!(Square as "kind" = "square" { side: "side" required, color: "color" required, id: "id" required read_only, ..additional_properties, });

#[derive(Clone, Default, PartialEq)]
pub struct Group {
    pub members: Option<Vec<Shape>>,
}
fields!(Group as "kind" = "Group" { members: "members" });

#[derive(Clone, PartialEq)]
pub enum Shape {
    Circle(Box<Circle>),
    Square(Box<Square>),
    Group(Box<Group>),
    UnknownValue(JsonMap),
}
union!(Shape "kind" { Circle(Circle): "Circle", Square(Square): "square", Group(Group): "Group" });

/// Has every type of field.
#[derive(Clone, Default, PartialEq)]
pub struct Everything {
    pub id: Option<String>,
    pub flag: Option<bool>,
    pub small: Option<i32>,
    pub large: Option<i64>,
    pub number: Option<f64>,
    pub key: Option<Secret>,
    pub key_type: Option<KeyType>,
    pub serial: Option<Serial>,
    pub created_at: Option<DateTime>,
    pub modified_at: Option<DateTimeRfc1123>,
    pub unix: Option<UnixTime>,
    pub day: Option<Date>,
    pub clock: Option<Time>,
    pub length: Option<Duration>,
    pub bytes: Option<Base64>,
    pub url_bytes: Option<Base64Url>,
    pub any: Option<JsonValue>,
    pub list: Option<Vec<String>>,
    pub sparse: Option<Vec<Option<i64>>>,
    pub matrix: Option<Vec<Vec<f64>>>,
    pub tags: Option<BTreeMap<String, String>>,
    pub sparse_tags: Option<BTreeMap<String, Option<String>>>,
    pub maps: Option<BTreeMap<String, BTreeMap<String, Secret>>>,
    pub patch: Option<Nullable<String>>,
    pub patch_model: Option<Nullable<Box<Everything>>>,
    pub inner: Option<Box<Everything>>,
    pub inners: Option<Vec<Everything>>,
    pub shape: Option<Shape>,
    pub shapes: Option<BTreeMap<String, Shape>>,
    pub names: Vec<KeyType>,
    pub anything: Option<Vec<JsonValue>>,
    pub rest: BTreeMap<String, JsonValue>,
}
fields!(Everything {
    id: "id" read_only, flag: "flag", small: "small", large: "large", number: "number", key: "key", key_type: "keyType", serial: "serial",
    created_at: "createdAt", modified_at: "modifiedAt", unix: "unix", day: "day", clock: "clock", length: "length", bytes: "bytes",
    url_bytes: "urlBytes", any: "any", list: "list", sparse: "sparse", matrix: "matrix", tags: "tags", sparse_tags: "sparseTags", maps: "maps",
    patch: "patch", patch_model: "patchModel", inner: "inner", inners: "inners", shape: "shape", shapes: "shapes", names: "names",
    anything: "anything", ..rest
});

pub fn full() -> JsonValue {
    json!({
        "id": "/a", "flag": true, "small": -5, "large": i64::MAX, "number": 0.1, "key": "s3cret", "keyType": "Primary", "serial": 2,
        "createdAt": "2023-04-01T12:30:00.1234567Z", "modifiedAt": "Sat, 01 Apr 2023 12:30:00 GMT", "unix": 5, "day": "2023-04-01",
        "clock": "12:00:00", "length": "P1D", "bytes": "AQ==", "urlBytes": "AQ", "any": { "z": [1, null], "a": u64::MAX },
        "list": ["a", ""], "sparse": [1, null, 3], "matrix": [[1.5], [], [2.5, 3]], "tags": { "": "x", "y": "z" },
        "sparseTags": { "a": null, "b": "c" }, "maps": { "m": { "k": "s3cret" } }, "patch": null,
        "patchModel": { "id": "b", "patchModel": null, "names": [] }, "inner": { "inner": { "small": 1, "names": [] }, "names": [] },
        "inners": [{ "names": [] }, { "flag": false, "names": [] }],
        "shape": { "kind": "Circle", "radius": 2, "key": "s3cret" },
        "shapes": {
            "g": { "kind": "Group", "members": [{ "kind": "square", "side": 1, "color": "red", "id": "i", "more": [1, 2] }] },
            "u": { "a": 1, "kind": "Star", "key": "s3cret", "c": { "d": [] } }
        },
        "names": ["Secondary", "Third"], "anything": [null, 1, "x"], "more": { "x": 1 }, "evenMore": null
    })
}

pub fn read<T: Value>(json: &str) -> Result<T, String> {
    value::from_json(json.as_bytes()).map_err(|error| error.to_string())
}

pub fn write(value: &dyn Value, mode: Mode) -> JsonValue {
    serde_json::from_slice(&value::to_vec(value, mode).expect("all numbers are finite"))
        .expect("it is JSON")
}

pub fn read_ok<T: Value>(json: &JsonValue) -> T {
    read(&json.to_string()).expect("it is valid")
}

/// The error of reading, which must be the same on every way.
pub fn error_of<T: Value + DeserializeOwned + Debug>(json: &str) -> String {
    let wire = read::<T>(json).expect_err("it is not valid");
    let serde = serde_json::from_str::<T>(json).expect_err("it is not valid");
    assert_eq!(wire, serde.to_string());
    let (message, place) = wire.split_once(" at line ").expect("it has a place");
    assert!(place.contains("column"));
    if let Ok(value) = serde_json::from_str::<JsonValue>(json) {
        let by_value = serde_json::from_value::<T>(value).expect_err("it is not valid");
        assert_eq!(by_value.to_string(), message);
    }
    message.to_owned()
}
