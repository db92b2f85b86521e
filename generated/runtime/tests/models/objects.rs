//! Objects and unions, read and written back.

use crate::fixture::*;
use arm_runtime::*;
use serde_json::json;

#[test]
fn everything_goes_there_and_back() {
    let json = full();
    let model: Everything = read_ok(&json);
    assert_eq!(write(&model, Mode::All), json);
    assert_eq!(
        serde_json::to_value(&model).expect("it can be written"),
        json
    );
    assert!(serde_json::from_value::<Everything>(json.clone()).expect("it is valid") == model);
    assert!(serde_json::from_str::<Everything>(&json.to_string()).expect("it is valid") == model);
    assert!(
        serde_json::from_slice::<Everything>(json.to_string().as_bytes()).expect("it is valid")
            == model
    );
    assert!(
        serde_json::from_reader::<_, Everything>(json.to_string().as_bytes()).expect("it is valid")
            == model
    );
    assert_eq!(model.large, Some(i64::MAX));
    assert!(model.patch == Some(Nullable::Null));
    assert_eq!(model.sparse, Some(vec![Some(1), None, Some(3)]));
}

#[test]
fn every_expanded_macro_compiles_with_its_own_names_shadowed() {
    mod shadowed {
        #![allow(dead_code, reason = "only their names matter")]
        pub struct Result;
        pub struct Option;
        pub struct String;
        pub struct Box;
        pub struct Value {
            pub value: core::option::Option<i64>,
        }
        arm_runtime::fields!(Value: Default { 0: value = "value" required read_only });
        pub enum Union {
            Value(std::boxed::Box<Value>),
            UnknownValue(arm_runtime::JsonMap),
        }
        arm_runtime::union!(Union "kind" { Value(Value): "Value" });
        pub enum Kind {
            One,
            UnknownValue(std::string::String),
        }
        arm_runtime::string_enum!(Kind { 0: One = "one" });
        pub enum Number {
            One,
            UnknownValue(i64),
        }
        arm_runtime::integer_enum!(Number { 0: One = 1 });
    }
    assert_eq!(shadowed::Kind::from("ONE"), shadowed::Kind::One);
}

#[test]
fn a_constant_property_is_written_first_and_ignored_when_read() {
    let circle: Circle = read_ok(&json!({ "radius": 1.5, "kind": "Something else" }));
    assert_eq!(circle.radius, Some(1.5));
    assert_eq!(
        serde_json::to_string(&circle).expect("it can be written"),
        r#"{"kind":"Circle","radius":1.5}"#
    );
    assert_eq!(
        serde_json::to_string(&Empty {}).expect("it can be written"),
        "{}"
    );
}

struct Done {
    code: Option<i32>,
}
fields!(Done: Default as "type" = "job", "state" = "done" { 0: code = "code" });

enum Job {
    Done(Box<Done>),
    UnknownValue(JsonMap),
}
union!(Job "state" { Done(Done): "done" });

enum Event {
    Job(Box<Job>),
    UnknownValue(JsonMap),
}
union!(Event "type" { Job(Job): "job" });

#[test]
fn a_kind_of_a_kind_has_both_properties() {
    let done = json!({ "type": "job", "state": "done", "code": 7 });
    let event: Event = read_ok(&done);
    let Event::Job(job) = &event else {
        panic!("it is a job")
    };
    assert!(**job == Job::from(Done { code: Some(7) }));
    assert_eq!(write(&event, Mode::Request), done);
}

#[test]
fn unions_are_told_apart_wherever_the_property_stands() {
    let circle = Shape::from(Circle {
        radius: Some(2.0),
        key: None,
    });
    for json in [
        r#"{"kind":"Circle","radius":2}"#,
        r#"{"radius":2,"kind":"Circle"}"#,
        r#"{"kind":"cIRCLE","radius":2,"other":[]}"#,
    ] {
        assert!(
            read::<Shape>(json).expect("it is valid") == circle,
            "{json}"
        );
    }
    for json in [
        json!({ "radius": 2, "other": null }),
        json!({ "kind": "Star", "b": 1, "a": 2 }),
        json!({ "kind": null }),
        json!({ "kind": 5 }),
        json!({}),
    ] {
        let shape: Shape = read_ok(&json);
        assert!(
            matches!(&shape, Shape::UnknownValue(properties) if JsonValue::from(properties.clone()) == json)
        );
        assert_eq!(write(&shape, Mode::Request), json);
    }
    let square: Shape = read_ok(
        &json!({ "more": [1], "side": 3, "kind": "Square", "color": "red", "id": "x", "most": [] }),
    );
    assert_eq!(
        write(&square, Mode::Request),
        json!({ "kind": "square", "side": 3, "color": "red", "more": [1], "most": [] })
    );
}

#[test]
fn of_two_properties_of_one_name_the_last_counts() {
    let model: Everything = read(r#"{"list":["a"],"list":["b"],"inner":{"small":1},"inner":{"large":2},"names":["x"],"names":[],"id":"a","id":null,"o":1,"o":2,"tags":{"a":"b"},"tags":{"c":"d"},"small":5,"small":null}"#).expect("it is valid");
    assert_eq!(model.list, Some(vec!["b".to_owned()]));
    assert!(
        model.inner
            == Some(Box::new(Everything {
                large: Some(2),
                ..Everything::default()
            }))
    );
    assert_eq!((&model.names, &model.id), (&vec![], &None));
    assert_eq!(model.rest["o"], json!(2));
    assert_eq!(write(&model, Mode::All)["tags"], json!({ "c": "d" }));
    assert_eq!(model.small, None);
}

/// The properties of [`full`] with other values.
fn other() -> JsonValue {
    json!({
        "id": "/b", "flag": false, "small": 5, "large": 0, "number": 0.2, "key": "other", "keyType": "Secondary", "serial": 1,
        "createdAt": "2023-04-01T12:30:01Z", "modifiedAt": "Sat, 01 Apr 2023 12:30:01 GMT", "unix": 6, "day": "2023-04-02",
        "clock": "12:00:01", "length": "P2D", "bytes": "AA==", "urlBytes": "AA", "any": { "z": [1, 2] },
        "list": ["a", "b"], "sparse": [1, 2, 3], "matrix": [[1.5], [], [2.5, 4]], "tags": { "": "x", "y": "y" },
        "sparseTags": { "a": "b", "b": "c" }, "maps": { "m": { "k": "other" } }, "patch": "text",
        "patchModel": { "id": "b", "patchModel": { "names": [] }, "names": [] }, "inner": { "inner": { "small": 2, "names": [] }, "names": [] },
        "inners": [{ "names": [] }, { "flag": true, "names": [] }],
        "shape": { "kind": "Circle", "radius": 3, "key": "s3cret" },
        "shapes": {
            "g": { "kind": "Group", "members": [{ "kind": "square", "side": 1, "color": "blue", "id": "i", "more": [1, 2] }] },
            "u": { "a": 1, "kind": "Star", "key": "s3cret", "c": { "d": [] } }
        },
        "names": ["Secondary", "Fourth"], "anything": [null, 1, "y"], "more": { "x": 2 }, "evenMore": 1
    })
}

#[test]
fn two_models_are_equal_only_if_each_property_is() {
    let model: Everything = read_ok(&full());
    assert!(model.clone() == model);
    let changed = other();
    for (name, value) in changed.as_object().expect("it is an object") {
        // Another value, no value, and a value that is a part of the other.
        let mut json = full();
        json[name] = value.clone();
        let one: Everything = read_ok(&json);
        assert!(one != model, "{name}");
        assert!(one.clone() == one, "{name}");
        assert_eq!(write(&one.clone(), Mode::All), json);
        let mut json = full();
        json.as_object_mut().expect("it is an object").remove(name);
        assert!(read_ok::<Everything>(&json) != model, "{name}");
    }
    for (name, values) in [
        ("list", [json!(["a"]), json!(["a", "", ""])]),
        ("tags", [json!({ "": "x" }), json!({ "": "x", "z": "z" })]),
        ("sparse", [json!([1]), json!([null, 1, 3])]),
        ("patch", [json!(""), json!("x")]),
        ("key", [json!(""), json!("S3CRET")]),
        (
            "shape",
            [
                json!({ "kind": "square", "side": 1, "color": "", "id": "i" }),
                json!({ "kind": "Star" }),
            ],
        ),
    ] {
        let read = |value: &JsonValue| {
            let mut json = full();
            json[name] = value.clone();
            read_ok::<Everything>(&json)
        };
        let (one, two) = (read(&values[0]), read(&values[1]));
        assert!(one != model && two != model && one != two, "{name}");
        assert!(one.clone() == one && two.clone() == two, "{name}");
    }
}

#[test]
fn a_document_in_a_union_has_the_depth_of_any_other() {
    let list = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let shape = |value: &str| format!(r#"{{"before":{value},"kind":"Star"}}"#);
    assert!(read::<Shape>(&shape(&list(120))).is_ok());
    for depth in [128, 129, 500] {
        let error = read::<Shape>(&shape(&list(depth))).map(|_| ());
        let error = error.expect_err("it is too deep");
        assert!(error.starts_with("recursion limit exceeded"), "{error}");
    }
    // Lists side by side are not deep, nor are brackets within a string.
    let flat = vec!["[[],{}]"; 500].join(",");
    let text = format!(r#""{}\\\"{}""#, "[".repeat(500), "{".repeat(500));
    for value in [format!("[{flat}]"), text] {
        assert!(read::<Shape>(&shape(&value)).is_ok(), "{value}");
    }
    let after = format!(r#"["\"{}",{}]"#, "]".repeat(500), list(500));
    assert!(read::<Shape>(&shape(&after)).is_err());
}

/// serde_json limits the depth of a document. A value that is kept until its type is known has the same limit.
#[test]
fn values_before_the_discriminator_have_a_limit_of_depth() {
    for (depth, is_read) in [
        (1, true),
        (126, true),
        (127, true),
        (128, false),
        (129, false),
    ] {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        let read = read::<Shape>(&format!(r#"{{"a":{open}{close},"kind":"Star"}}"#));
        assert_eq!(read.is_ok(), is_read, "{depth}");
        // Brackets in texts do not count.
        let read = self::read::<Shape>(&format!(r#"{{"a":"\"{open}","kind":"Star"}}"#));
        assert!(read.is_ok(), "{depth}");
    }
}
