//! A model with every type of field, and helpers that read and write it.

use arm_runtime::{
    Base64, Base64Url, Date, DateTime, DateTimeRfc1123, Duration, JsonMap, JsonValue, Map, Mode,
    Nullable, Secret, Time, UnixTime, Value, fields, integer_enum, string_enum, union, value,
};
use serde::de::DeserializeOwned;
use serde_json::json;
use std::fmt::Debug;

pub enum KeyType {
    Primary,
    Secondary,
    UnknownValue(String),
}
string_enum!(KeyType {
    0: Primary = "Primary",
    1: Secondary = "Secondary",
});

pub enum Serial {
    First,
    Second,
    UnknownValue(i64),
}
integer_enum!(Serial {
    0: First = 1,
    1: Second = 2
});

pub struct Empty {}
fields!(Empty: Default {});

pub struct Circle {
    pub radius: Option<f64>,
    pub key: Option<Secret>,
}
fields!(Circle: Default as "kind" = "Circle" { 0: radius = "radius", 1: key = "key" });

pub struct Square {
    pub side: i64,
    pub color: String,
    pub id: Option<String>,
    pub additional_properties: Map<Vec<i64>>,
}
fields!(Square as "kind" = "square" { 0: side = "side" required, 1: color = "color" required, 2: id = "id" required read_only, ..additional_properties, });

pub struct Group {
    pub members: Option<Vec<Shape>>,
}
fields!(Group: Default as "kind" = "Group" { 0: members = "members" });

pub enum Shape {
    Circle(Box<Circle>),
    Square(Box<Square>),
    Group(Box<Group>),
    UnknownValue(JsonMap),
}
union!(Shape "kind" { Circle(Circle): "Circle", Square(Square): "square", Group(Group): "Group" });

/// Has every type of field.
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
    pub tags: Option<Map<String>>,
    pub sparse_tags: Option<Map<Option<String>>>,
    pub maps: Option<Map<Map<Secret>>>,
    pub patch: Option<Nullable<String>>,
    pub patch_model: Option<Nullable<Box<Everything>>>,
    pub inner: Option<Box<Everything>>,
    pub inners: Option<Vec<Everything>>,
    pub shape: Option<Shape>,
    pub shapes: Option<Map<Shape>>,
    pub names: Vec<KeyType>,
    pub anything: Option<Vec<JsonValue>>,
    pub rest: Map<JsonValue>,
}
impl Default for Everything {
    fn default() -> Self {
        arm_runtime::empty()
    }
}
fields!(Everything {
    0: id = "id" read_only, 1: flag = "flag", 2: small = "small", 3: large = "large", 4: number = "number", 5: key = "key", 6: key_type = "keyType", 7: serial = "serial",
    8: created_at = "createdAt", 9: modified_at = "modifiedAt", 10: unix = "unix", 11: day = "day", 12: clock = "clock", 13: length = "length", 14: bytes = "bytes",
    15: url_bytes = "urlBytes", 16: any = "any", 17: list = "list", 18: sparse = "sparse", 19: matrix = "matrix", 20: tags = "tags", 21: sparse_tags = "sparseTags", 22: maps = "maps",
    23: patch = "patch", 24: patch_model = "patchModel", 25: inner = "inner", 26: inners = "inners", 27: shape = "shape", 28: shapes = "shapes", 29: names = "names",
    30: anything = "anything", ..rest
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

pub fn write(value: &dyn value::Encode, mode: Mode) -> JsonValue {
    serde_json::from_slice(&value::to_vec(value, mode).expect("all numbers are finite"))
        .expect("it is JSON")
}

pub fn read_ok<T: Value>(json: &JsonValue) -> T {
    read(&json.to_string()).expect("it is valid")
}

/// Returns the error of reading, which must be the same for every reader.
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
