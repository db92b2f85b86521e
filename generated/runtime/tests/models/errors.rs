//! Errors of reading, with the paths in their messages.

use crate::fixture::*;
use arm_runtime::*;
use serde_json::json;

#[test]
fn errors_have_a_path_and_no_value() {
    assert_eq!(
        error_of::<Everything>(r#"{"inners":[{},null,{"maps":{"a.b":{"c":[]}}}]}"#),
        r#"inners[2].maps["a.b"].c: expected a string, found a list"#
    );
    assert_eq!(
        error_of::<Everything>(r#"{"inner":"s3cret"}"#),
        "inner: expected an object, found a string"
    );
    assert_eq!(
        error_of::<Everything>(r#"{"list":{"s3cret":1}}"#),
        "list: expected a list, found an object"
    );
    assert_eq!(
        error_of::<Everything>(r#"{"small":2147483648}"#),
        "small: expected an integer, found a number out of range"
    );
    assert_eq!(
        error_of::<Everything>(r#"{"small":5.5}"#),
        "small: expected an integer, found a number with a fraction"
    );
    assert_eq!(
        error_of::<Everything>(r#"{"large":9223372036854775808}"#),
        "large: expected an integer, found a number out of range"
    );
    // A value that rounds to the minimum as a double.
    assert_eq!(
        error_of::<Everything>(r#"{"large":-9223372036854775910}"#),
        "large: expected an integer, found a number out of range"
    );
    assert_eq!(
        error_of::<Everything>(r#"{"large":"s3cret"}"#),
        "large: expected an integer, found a string"
    );
    assert_eq!(
        error_of::<Everything>(r#"{"number":"1e400"}"#),
        "number: expected a number, found a number out of range"
    );
    assert_eq!(
        error_of::<Everything>(r#"{"flag":1}"#),
        "flag: expected a boolean, found a number"
    );
    assert_eq!(
        error_of::<Everything>(r#"{"shapes":{"a":{"radius":[],"kind":"Circle"}}}"#),
        "shapes.a.radius: expected a number, found a list"
    );
    assert_eq!(
        error_of::<Everything>(r#"{"shapes":{"a":{"kind":"Circle","radius":[]}}}"#),
        "shapes.a.radius: expected a number, found a list"
    );
    assert_eq!(
        read::<Vec<Everything>>("[{}, 5]").err().as_deref(),
        Some("[1]: expected an object, found a number at line 1 column 6")
    );
    assert_eq!(
        read::<Everything>("null").err().as_deref(),
        Some("expected an object, found null")
    );
    assert_eq!(
        read::<Everything>("\n{\"small\":\n[]}").err().as_deref(),
        Some("small: expected an integer, found a list at line 3 column 2")
    );
}

/// The scalars and structures that JSON has, with their names in messages.
const FOUND: [(&str, &str); 5] = [
    ("true", "a boolean"),
    ("1", "a number"),
    (r#""s3cret""#, "a string"),
    ("[]", "a list"),
    ("{}", "an object"),
];

#[test]
fn each_type_names_itself_and_what_was_found_instead() {
    // The property, the expected type, and what can be read as it.
    for (property, expected, read) in [
        ("id", "a string", "a boolean, a number, a string"),
        ("key", "a string", "a boolean, a number, a string"),
        ("keyType", "a string", "a boolean, a number, a string"),
        ("flag", "a boolean", "a boolean"),
        ("small", "an integer", "a number"),
        ("large", "an integer", "a number"),
        ("serial", "an integer", "a number"),
        ("number", "a number", "a number"),
        ("list", "a list", "a list"),
        ("tags", "an object", "an object"),
        ("inner", "an object", "an object"),
        ("shape", "an object", "an object"),
        ("patchModel", "an object", "an object"),
        (
            "any",
            "a value",
            "a boolean, a number, a string, a list, an object",
        ),
    ] {
        for (json, found) in FOUND {
            let document = format!(r#"{{"{property}":{json}}}"#);
            if read.split(", ").any(|it| it == found) {
                assert!(self::read::<Everything>(&document).is_ok(), "{document}");
                continue;
            }
            let message = error_of::<Everything>(&document);
            assert_eq!(
                message,
                format!("{property}: expected {expected}, found {found}"),
                "{document}"
            );
        }
    }
}

#[test]
fn missing_required_properties_are_all_named() {
    let json = json!({ "shape": { "kind": "square", "id": null } });
    let error = error_of::<Everything>(&json.to_string());
    assert_eq!(
        error,
        "shape: the required properties `side`, `color` of Square are missing"
    );
    assert_eq!(
        error_of::<Square>(r#"{"side":1,"id":"x"}"#),
        "the required property `color` of Square is missing"
    );
    assert_eq!(
        error_of::<Square>(r#"{"side":1,"id":"x","color":null}"#),
        "color: expected a string, found null"
    );
}

#[test]
fn broken_documents_are_errors() {
    assert_eq!(
        read::<Everything>("").err().as_deref(),
        Some("the body is empty, expected an object")
    );
    assert_eq!(
        read::<Vec<i64>>(" \n").err().as_deref(),
        Some("the body is empty, expected a list")
    );
    assert!(
        read::<Everything>("\u{feff}{\"flag\":true}")
            .expect("a byte order mark is passed over")
            .flag
            == Some(true)
    );
    for json in [
        "{} x",
        "{}{}",
        "{",
        "{\"a\"",
        "{\"list\":[}",
        "{'a':1}",
        "{\"a\":1,}",
        "tru",
        "\u{feff}",
        "\u{feff}\u{feff}{}",
        "{\"id\":\"\\ud800\"}",
    ] {
        assert!(read::<Everything>(json).is_err(), "{json}");
    }
    for bytes in [
        &b"{\"id\":\"\xff\"}"[..],
        b"{\"ignored\":\"\xc3\x28\"}",
        b"\xff\xfe{\0}\0",
    ] {
        let error = value::from_json::<Everything>(bytes).expect_err("it is not UTF-8");
        assert!(
            error
                .to_string()
                .starts_with("the JSON is not UTF-8 at byte"),
            "{error}"
        );
    }
}

#[test]
fn deep_documents_are_errors_and_no_overflow() {
    for (open, close) in [
        ("[", "]"),
        ("{\"inner\":", "}"),
        ("{\"any\":", "}"),
        ("{\"shape\":{\"x\":", "}}"),
        ("{\"unknown\":", "}"),
        ("{\"inners\":[", "]}"),
    ] {
        let json = format!("{}null{}", open.repeat(10_000), close.repeat(10_000));
        assert!(
            read::<Everything>(&json)
                .expect_err("it is too deep")
                .contains("recursion limit")
                || open == "[",
            "{open}"
        );
    }
    let json = format!("{}null{}", "{\"inner\":".repeat(120), "}".repeat(120));
    let model = read::<Everything>(&json).expect("this is still allowed");
    let written = value::to_vec(&model, Mode::All).expect("it can be written");
    assert!(value::from_json::<Everything>(&written).expect("it is valid") == model);
    assert!(!format!("{model:?}").is_empty());
}
