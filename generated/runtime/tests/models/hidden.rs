//! Values that `Debug` never shows, whatever their type.

use std::collections::BTreeMap;

use arm_runtime::{Base64, Base64Url, JsonValue, Secret, Text, fields, string_enum};
use serde_json::json;

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Level {
    High,
    UnknownValue(String),
}
string_enum!(Level { High: "hush" });

#[derive(Clone, Default, PartialEq)]
pub struct Inner {
    pub text: Option<String>,
}
fields!(Inner { text: "text" });

#[derive(Clone, Default, PartialEq)]
pub struct Hidden {
    pub bytes: Option<Base64>,
    pub url_bytes: Option<Base64Url>,
    pub object: Option<Inner>,
    pub list: Option<Vec<Secret>>,
    pub number: Option<i64>,
    pub level: Option<Level>,
    pub json: Option<JsonValue>,
    pub any: Option<JsonValue>,
    pub absent: Option<i64>,
    pub more: BTreeMap<String, String>,
}
fields!(Hidden {
    bytes: "bytes",
    url_bytes: "urlBytes" secret,
    object: "object" secret,
    list: "list",
    number: "number" secret,
    level: "level" secret,
    json: "json" secret,
    any: "any",
    absent: "absent" secret,
    ..more
});

#[test]
fn debug_shows_none_of_it() {
    let value = json!({
        "bytes": "aHVzaGh1c2g=", "urlBytes": "aHVzaA", "object": { "text": "hush" }, "list": ["hush"], "number": 4711,
        "level": "hush", "json": { "a": "hush" }, "any": { "a": "hush", "n": [4711, true, null] },
        "adminPassword": "hush", "plain": "shown"
    });
    let hidden: Hidden = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(
        format!("{hidden:?}"),
        "Hidden { bytes: <8 bytes>, urlBytes: Secret, object: Secret, list: [Secret], number: Secret, level: Secret, \
         json: Secret, any: {\"a\": _, \"n\": [_, _, null]}, adminPassword: Secret, plain: \"shown\" }"
    );
    // What is hidden is written all the same.
    assert_eq!(serde_json::to_value(&hidden).unwrap(), value);
    assert_eq!(format!("{:?}", Text::from("hush")), "Text(<4 bytes>)");
}
