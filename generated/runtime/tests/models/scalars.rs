//! Scalars and absent values.

use crate::fixture::*;
use arm_runtime::Map;
use arm_runtime::*;
use serde_json::json;

#[test]
fn absent_and_null_properties_are_absent() {
    let model: Everything = read_ok(
        &json!({ "id": null, "list": null, "any": null, "inner": null, "shape": null, "names": null }),
    );
    assert!(model == Everything::default());
    assert_eq!(write(&model, Mode::All), json!({ "names": [] }));
    let patch: Everything = read_ok(&json!({ "patch": "x", "patchModel": {} }));
    assert!(patch.patch == Some(Nullable::Value("x".to_owned())));
    assert!(patch.patch_model == Some(Nullable::Value(Box::default())));
}

#[test]
fn null_items_without_a_null_are_dropped() {
    let model: Everything = read_ok(
        &json!({ "list": ["a", null, "b"], "inners": [null, {}], "tags": { "a": null, "b": "c" }, "maps": { "x": null } }),
    );
    assert_eq!(model.list, Some(vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(model.inners.map(|inners| inners.len()), Some(1));
    assert_eq!(
        model.tags.map(|tags| tags.into_keys().collect()),
        Some(vec!["b".to_owned()])
    );
    assert_eq!(model.maps, Some(Map::new()));
}

#[test]
fn scalars_stand_for_each_other_where_the_meaning_is_plain() {
    let model: Everything = read_ok(&json!({
        "id": 5, "key": true, "keyType": 1.5, "small": "5", "large": 5.0, "number": "2.5", "flag": "True", "serial": "2", "unix": "-7.0", "createdAt": 9
    }));
    assert_eq!(model.id.as_deref(), Some("5"));
    assert!(model.key == Some(Secret::new("true")));
    assert_eq!(
        model.key_type,
        Some(KeyType::UnknownValue("1.5".to_owned()))
    );
    assert_eq!(
        (model.small, model.large, model.number, model.flag),
        (Some(5), Some(5), Some(2.5), Some(true))
    );
    for (text, flag) in [
        ("TRUE", Some(true)),
        ("False", Some(false)),
        ("yes", None),
        ("", None),
    ] {
        let read = read::<Everything>(&json!({ "flag": text }).to_string());
        assert_eq!(read.ok().and_then(|it| it.flag), flag, "{text}");
    }
    assert_eq!(
        (model.serial, model.unix),
        (Some(Serial::Second), Some(UnixTime(-7)))
    );
    assert_eq!(
        model.created_at.map(|text| text.to_string()).as_deref(),
        Some("9")
    );
}

#[test]
fn enums_are_open() {
    assert_eq!(KeyType::from("SECONDARY".to_owned()), KeyType::Secondary);
    assert_eq!("x".parse(), Ok(KeyType::UnknownValue("x".to_owned())));
    assert_eq!(
        format!(
            "{:>9}|{}",
            KeyType::Primary,
            KeyType::UnknownValue("x".to_owned())
        ),
        "  Primary|x"
    );
    assert_eq!(KeyType::VALUES, ["Primary", "Secondary"]);
    assert_eq!(
        serde_json::from_str::<KeyType>("\"primary\"").expect("it is valid"),
        KeyType::Primary
    );
    assert_eq!(
        serde_json::to_string(&KeyType::UnknownValue("x".to_owned())).expect("it can be written"),
        "\"x\""
    );
    assert_eq!(Serial::VALUES, [1, 2]);
    assert_eq!(
        (
            Serial::from(3),
            i64::from(Serial::Second),
            Serial::First.to_string()
        ),
        (Serial::UnknownValue(3), 2, "1".to_owned())
    );
    assert_eq!("2".parse(), Ok(Serial::Second));
    assert_eq!(
        serde_json::from_str::<Map<Serial>>(r#"{"a":1}"#).expect("it is valid")["a"],
        Serial::First
    );
}

#[test]
fn numbers_keep_their_meaning() {
    let all = |text: &str| write(&read::<Everything>(text).expect("it is valid"), Mode::All);
    assert_eq!(
        all(r#"{"large":-9223372036854775808}"#)["large"],
        json!(i64::MIN)
    );
    assert_eq!(all(r#"{"number":5}"#)["number"].to_string(), "5");
    assert_eq!(all(r#"{"number":-0.0}"#)["number"].to_string(), "-0.0");
    // 2^53, up to which a double represents every integer.
    for (number, text) in [
        ("9007199254740991", "9007199254740991"),
        ("9007199254740992", "9007199254740992.0"),
        ("-9007199254740991", "-9007199254740991"),
        ("-9007199254740992", "-9007199254740992.0"),
    ] {
        let json = format!(r#"{{"number":{number}}}"#);
        assert_eq!(all(&json)["number"].to_string(), text);
    }
    // 2^63, beyond which a double is not a 64-bit integer.
    for number in [
        "9223372036854775808.0",
        "-9223372036854775808.0",
        "1e19",
        "-1e19",
    ] {
        let json = format!(r#"{{"large":{number}}}"#);
        let error = read::<Everything>(&json).expect_err("it is too large");
        assert!(error.contains("number out of range"), "{error}");
    }
    assert_eq!(
        all(r#"{"large":-9223372036854774784.0}"#)["large"],
        json!(-9_223_372_036_854_774_784_i64)
    );
    assert_eq!(all(r#"{"number":1e300}"#)["number"], json!(1e300));
    assert_eq!(
        all(r#"{"number":0.30000000000000004}"#)["number"],
        json!(0.1 + 0.2)
    );
    assert_eq!(
        all(r#"{"any":18446744073709551615}"#)["any"],
        json!(u64::MAX)
    );
    assert!(
        read::<Everything>(r#"{"number":1e400}"#)
            .expect_err("it is too large")
            .contains("number out of range")
    );
    for (number, text) in [
        (f64::NAN, "NaN"),
        (f64::INFINITY, "Infinity"),
        (f64::NEG_INFINITY, "-Infinity"),
    ] {
        let model = Everything {
            number: Some(number),
            ..Everything::default()
        };
        assert_eq!(write(&model, Mode::Request)["number"], json!(text));
        let read: Everything = read_ok(&json!({ "number": text }));
        assert_eq!(
            read.number.map(f64::to_bits),
            Some(number.to_bits()),
            "{text}"
        );
    }
    assert!(
        read::<Everything>(r#"{"number":"1e400"}"#)
            .expect_err("it is too large")
            .contains("number out of range")
    );
}
