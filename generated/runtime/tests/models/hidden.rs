//! Values that `Debug` never shows, whatever their type.

use arm_runtime::{
    Argument, Base64, Base64Url, JsonValue, Map, Mode, Secret, Text, fields, integer_enum,
    string_enum, value,
};
use serde_json::json;

pub enum Level {
    High,
    UnknownValue(String),
}
string_enum!(Level { 0: High = "hush" });

pub enum Color {
    Red,
    UnknownValue(String),
}
string_enum!(Color { 0: Red = "hush-red" } as secret in calls);

pub enum Pin {
    One,
    UnknownValue(i64),
}
integer_enum!(Pin { 0: One = 4711 } as secret);

/// Values of a secret enum can be taken out of their property.
#[test]
fn secret_enums_do_not_show_themselves() {
    let shown = format!(
        "{:?} {:?} {:?} {:?}",
        Color::Red,
        Color::from("hush"),
        Pin::One,
        Pin::from(4711)
    );
    assert_eq!(shown, "Secret Secret Secret Secret");
    assert_eq!(Color::Red.as_ref(), "hush-red");
    assert!(Argument::is_secret(&Color::Red));
}

/// Text that is not known as a secret may show itself as one.
#[test]
fn signatures_and_passwords_in_texts_are_hidden() {
    let inner = |text: &str| Inner {
        text: Some(text.to_owned()),
    };
    for (text, shown) in [
        (
            "https://h/x?sv=1&sig=hush",
            "https://h/x?sv=REDACTED&sig=REDACTED",
        ),
        ("Server=h;Password=hush;", "Server=h;Password=REDACTED;"),
        ("https://h/x?api-version=1", "https://h/x?api-version=1"),
    ] {
        let debugged = format!("{:?}", inner(text));
        assert_eq!(debugged, format!("Inner {{ text: {shown:?} }}"));
    }
}

pub struct Variable {
    pub name: Option<String>,
    pub value: Option<String>,
}
fields!(Variable: Default { 0: name = "name", 1: value = "value" });

pub struct Setting {
    pub key: Option<String>,
    pub value: Option<String>,
    pub number: Option<i64>,
}
fields!(Setting: Default { 0: key = "Key", 1: value = "Value", 2: number = "number" });

pub struct Open {
    pub name: Option<String>,
    pub more: Map<String>,
}
fields!(Open: Default { 0: name = "name", ..more });

pub struct Numbers {
    pub name: Option<String>,
    pub more: Map<i64>,
}
fields!(Numbers: Default { 0: name = "name", ..more });

/// Names are compared in any case, wherever they are, and values of any type are hidden.
#[test]
fn values_beside_the_name_of_a_secret_are_hidden_in_any_case() {
    let setting = Setting {
        key: Some("password".to_owned()),
        value: Some("hush".to_owned()),
        number: Some(1),
    };
    let shown = "Setting { Key: \"password\", Value: Secret, number: 1 }";
    assert_eq!(format!("{setting:?}"), shown);
    let entries = |name: &str| Map::from([(name.to_owned(), "hush".to_owned())]);
    for (name, shown) in [
        ("Value", "Open { name: \"password\", Value: Secret }"),
        ("other", "Open { name: \"password\", other: \"hush\" }"),
    ] {
        let open = Open {
            name: Some("password".to_owned()),
            more: entries(name),
        };
        assert_eq!(format!("{open:?}"), shown);
    }
    let mut map = entries("VALUE");
    map.insert("Name", "password".to_owned());
    let open = Open {
        more: map,
        ..Open::default()
    };
    assert_eq!(
        format!("{open:?}"),
        "Open { VALUE: Secret, Name: \"password\" }"
    );
    let numbers = Numbers {
        name: Some("size".to_owned()),
        more: Map::from([("value", 4711)]),
    };
    assert!(format!("{numbers:?}").contains("4711"));
    let numbers = Numbers {
        name: Some("password".to_owned()),
        ..numbers
    };
    let shown = "Numbers { name: \"password\", value: Secret }";
    assert_eq!(format!("{numbers:?}"), shown);
}

pub struct Maps {
    pub numbers: Option<Map<i64>>,
    pub objects: Option<Map<Inner>>,
    pub flags: Option<Map<bool>>,
}
fields!(Maps: Default { 0: numbers = "numbers", 1: objects = "objects", 2: flags = "flags" });

#[test]
fn entries_of_maps_with_the_name_of_a_secret_are_hidden_whatever_their_type_is() {
    let value = json!({
        "numbers": { "password": 4711, "size": 1 },
        "objects": { "adminPassword": { "text": "hush" }, "plain": { "text": "shown" } },
        "flags": { "password": true }
    });
    let maps: Maps = value::from_json(value.to_string().as_bytes()).unwrap();
    assert_eq!(
        format!("{maps:?}"),
        "Maps { numbers: {\"password\": Secret, \"size\": 1}, \
         objects: {\"adminPassword\": Secret, \"plain\": Inner { text: \"shown\" }}, flags: {\"password\": true} }"
    );
}

pub struct PutOptions {
    pub source: Option<String>,
    pub sources: Option<Vec<String>>,
    pub meta: Option<Map<String>>,
    pub key: Option<Secret>,
    pub color: Option<Color>,
    pub content: Option<Base64>,
    pub inner: Option<Inner>,
    pub r#type: Option<i64>,
    pub absent: Option<String>,
}
arm_runtime::debug_options!(PutOptions {
    source,
    sources,
    meta,
    key,
    color,
    content as Hidden,
    inner as AsJson,
    r#type,
    absent,
});

#[test]
fn optional_parameters_show_neither_secrets_nor_what_is_absent() {
    let url = "https://h/x?sig=hush";
    let options = PutOptions {
        source: Some(url.to_owned()),
        sources: Some(vec![url.to_owned()]),
        meta: Some(Map::from(
            [("password", "hush"), ("size", "1"), ("url", url)]
                .map(|(name, value)| (name.to_owned(), value.to_owned())),
        )),
        key: Some(Secret::new("hush")),
        color: Some(Color::Red),
        content: Some(Base64::from(b"hush".to_vec())),
        inner: Some(Inner {
            text: Some("hush".to_owned()),
        }),
        r#type: Some(5),
        absent: None,
    };
    assert_eq!(
        format!("{options:?}"),
        "PutOptions { source: \"https://h/x?sig=REDACTED\", sources: [\"https://h/x?sig=REDACTED\"], \
         meta: {\"password\": Secret, \"size\": \"1\", \"url\": \"https://h/x?sig=REDACTED\"}, key: Secret, color: Secret, \
         content: Secret, inner: {\"text\": _}, type: \"5\" }"
    );
}

/// The name of a secret may be a value.
#[test]
fn values_beside_the_name_of_a_secret_are_hidden() {
    for (name, shown) in [
        ("DB_PASSWORD", "Secret"),
        ("clientSecret", "Secret"),
        ("REGION", "\"hush\""),
    ] {
        let variable = Variable {
            name: Some(name.to_owned()),
            value: Some("hush".to_owned()),
        };
        let expected = format!("Variable {{ name: {name:?}, value: {shown} }}");
        assert_eq!(format!("{variable:?}"), expected);
    }
}

pub struct Inner {
    pub text: Option<String>,
}
fields!(Inner: Default { 0: text = "text" });

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
    pub lists: Option<Map<Vec<String>>>,
    pub more: Map<String>,
}
fields!(Hidden: Default {
    0: bytes = "bytes",
    1: url_bytes = "urlBytes" secret,
    2: object = "object" secret,
    3: list = "list",
    4: number = "number" secret,
    5: level = "level" secret,
    6: json = "json" secret,
    7: any = "any",
    8: absent = "absent" secret,
    9: lists = "lists",
    ..more
});

#[test]
fn debug_hides_secret_properties_of_every_type() {
    let value = json!({
        "bytes": "aHVzaGh1c2g=", "urlBytes": "aHVzaA", "object": { "text": "hush" }, "list": ["hush"], "number": 4711,
        "level": "hush", "json": { "a": "hush" }, "any": { "a": "hush", "n": [4711, true, null] },
        "lists": { "adminPasswords": ["hush"], "plain": ["shown"] }, "adminPassword": "hush", "plain": "shown"
    });
    let hidden: Hidden = value::from_json(value.to_string().as_bytes()).unwrap();
    assert_eq!(
        format!("{hidden:?}"),
        "Hidden { bytes: <8 bytes>, urlBytes: Secret, object: Secret, list: [Secret], number: Secret, level: Secret, \
         json: Secret, any: {\"a\": _, \"n\": [_, _, null]}, \
         lists: {\"adminPasswords\": Secret, \"plain\": [\"shown\"]}, adminPassword: Secret, plain: \"shown\" }"
    );
    // Hidden values are still serialized.
    let written: JsonValue =
        serde_json::from_slice(&value::to_vec(&hidden, Mode::All).unwrap()).unwrap();
    assert_eq!(written, value);
    assert_eq!(format!("{:?}", Text::from("hush")), "Text(<4 bytes>)");
}

/// Of a kind that nobody knows only the names are shown, and its own name if it is a scalar.
#[test]
fn kinds_that_nobody_knows_show_their_names() {
    use crate::fixture::{Shape, read_ok};
    for (json, expected) in [
        (
            json!({ "kind": "Star", "a": 1 }),
            r#"Shape { kind: "Star", a: _ }"#,
        ),
        (json!({ "kind": 7, "a": 1 }), "Shape { kind: 7, a: _ }"),
        (
            json!({ "kind": ["hush"], "a": 1 }),
            "Shape { kind: _, a: _ }",
        ),
        (json!({ "kind": { "a": "hush" } }), "Shape { kind: _ }"),
        (json!({ "a": 1 }), "Shape { a: _ }"),
    ] {
        let shape: Shape = read_ok(&json);
        assert_eq!(format!("{shape:?}"), expected);
    }
}
