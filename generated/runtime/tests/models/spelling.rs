//! Property names that differ from the declared ones in case only.

use crate::fixture::*;
use arm_runtime::*;
use serde_json::json;

struct Part {
    name: String,
    size: Option<i64>,
    parts: Option<Vec<Part>>,
}
fields!(Part { 0: name = "name" required, 1: size = "size", 2: parts = "parts" });

struct Twins {
    value: Option<String>,
    upper: Option<String>,
}
fields!(Twins: Default { 0: value = "value", 1: upper = "Value" });

enum Item {
    Part(Box<Part>),
    Text(String),
    UnknownValue(JsonValue),
}
choice!(Item {
    0: Part(Part) = Object(&["name"], &[]),
    1: Text(String) = Text
});

/// Reads JSON as `T` in three ways and returns what is written.
fn rewritten<T: Value + PartialEq>(json: &str) -> JsonValue {
    let value: T = read(json).expect("it is valid");
    let tree: JsonValue = serde_json::from_str(json).expect("it is JSON");
    let by_tree: T = value::deserialize(tree).expect("it is valid");
    assert!(value == by_tree, "{json}");
    write(&value, Mode::All)
}

#[test]
fn a_name_in_another_case_is_read_as_the_declared_one() {
    for (json, expected) in [
        (r#"{"Name":"a"}"#, json!({"name": "a"})),
        (r#"{"NAME":"a","Size":1}"#, json!({"name": "a", "size": 1})),
        (
            r#"{"Parts":[{"Name":"b","PARTS":[]}],"Name":"a"}"#,
            json!({"name": "a", "parts": [{"name": "b", "parts": []}]}),
        ),
        // The declared name wins, wherever it stands.
        (r#"{"name":"a","Name":"b"}"#, json!({"name": "a"})),
        (r#"{"Name":"b","name":"a"}"#, json!({"name": "a"})),
        (r#"{"name":"a","size":null,"Size":5}"#, json!({"name": "a"})),
        // Of two other spellings the first counts.
        (r#"{"Name":"a","NAME":"b"}"#, json!({"name": "a"})),
        // Other names stay unknown.
        (r#"{"name":"a","siz":1,"sizes":2}"#, json!({"name": "a"})),
    ] {
        assert_eq!(rewritten::<Part>(json), expected, "{json}");
    }
    let message = error_of::<Part>(r#"{"Name":{}}"#);
    assert_eq!(message, "name: expected a string, found an object");
}

#[test]
fn names_that_differ_in_case_only_are_two_properties() {
    for (json, expected) in [
        (
            r#"{"value":"a","Value":"b"}"#,
            json!({"value": "a", "Value": "b"}),
        ),
        (r#"{"Value":"b"}"#, json!({"Value": "b"})),
        (r#"{"VALUE":"c"}"#, json!({})),
    ] {
        assert_eq!(rewritten::<Twins>(json), expected, "{json}");
    }
}

#[test]
fn additional_properties_keep_their_names() {
    // `square` accepts additional properties, whose names are data.
    let json = r#"{"kind":"square","side":1,"color":"red","id":"i","Color":[1],"ID":[2]}"#;
    let expected =
        json!({"kind": "square", "side": 1, "color": "red", "id": "i", "Color": [1], "ID": [2]});
    assert_eq!(rewritten::<Shape>(json), expected);
}

#[test]
fn a_discriminator_is_found_in_any_case() {
    for (json, expected) in [
        (
            r#"{"Kind":"Circle","Radius":2}"#,
            json!({"kind": "Circle", "radius": 2}),
        ),
        (
            r#"{"radius":2,"KIND":"circle"}"#,
            json!({"kind": "Circle", "radius": 2}),
        ),
        // It does not become an additional property.
        (
            r#"{"Kind":"square","side":1,"color":"red","id":"i"}"#,
            json!({"kind": "square", "side": 1, "color": "red", "id": "i"}),
        ),
        // The declared name wins.
        (
            r#"{"Kind":"square","kind":"Circle","radius":2}"#,
            json!({"kind": "Circle", "radius": 2}),
        ),
        // An unknown subtype keeps what was sent.
        (
            r#"{"Kind":"Star","Points":5}"#,
            json!({"Kind": "Star", "Points": 5}),
        ),
        (
            r#"{"Kind":"Circle","KIND":"Circle"}"#,
            json!({"Kind": "Circle", "KIND": "Circle"}),
        ),
    ] {
        assert_eq!(rewritten::<Shape>(json), expected, "{json}");
    }
}

#[test]
fn a_form_is_recognized_in_any_case() {
    let json = r#"[{"Name":"a"},"b",{"other":1}]"#;
    let items: Vec<Item> = read(json).expect("it is valid");
    assert!(
        matches!(&items[..], [Item::Part(part), Item::Text(_), Item::UnknownValue(_)] if part.name == "a")
    );
}
