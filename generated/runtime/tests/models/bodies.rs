//! Request bodies and their `Debug` output.

use crate::fixture::*;
use arm_runtime::Map;
use arm_runtime::*;
use serde_json::json;

#[test]
fn read_only_properties_are_no_part_of_requests() {
    let json = json!({ "id": "x", "inner": { "id": "y", "names": [] }, "shape": { "kind": "square", "side": 1, "color": "", "id": "z" }, "names": [] });
    let model: Everything = read_ok(&json);
    assert_eq!(write(&model, Mode::All), json);
    let request = json!({ "inner": { "names": [] }, "shape": { "kind": "square", "side": 1, "color": "" }, "names": [] });
    assert_eq!(write(&model, Mode::Request), request);
}

#[test]
fn a_required_property_that_may_be_null_is_null_in_requests() {
    struct Owned {
        owner: Option<String>,
        etag: Option<String>,
    }
    fields!(Owned: Default { 0: owner = "owner" nullable, 1: etag = "etag" nullable read_only });
    let model: Owned = read_ok(&json!({}));
    assert_eq!(write(&model, Mode::Request), json!({ "owner": null }));
    assert_eq!(write(&model, Mode::All), json!({}));
    let model: Owned = read_ok(&json!({ "owner": "a", "etag": null }));
    assert_eq!(write(&model, Mode::Request), json!({ "owner": "a" }));
}

#[test]
fn debug_shows_what_is_there_but_no_secret() {
    let mut model: Everything = read_ok(&full());
    let text = format!("{model:?} {model:#?}");
    assert!(!text.contains("s3cret"), "{text}");
    assert!(
        text.contains("key: Secret, keyType: \"Primary\", serial: 2"),
        "{text}"
    );
    assert!(
        text.contains("Shape { kind: \"Star\", a: _, key: _, c: _ }"),
        "{text}"
    );
    assert!(text.contains("maps: {\"m\": {\"k\": Secret}}"), "{text}");
    model = Everything {
        patch: Some(Nullable::Null),
        names: vec![KeyType::Primary],
        ..Everything::default()
    };
    assert_eq!(
        format!("{model:?}"),
        "Everything { patch: Null, names: [\"Primary\"] }"
    );
    assert_eq!(format!("{:?}", Shape::from(Circle::default())), "Circle");
}

fn body<T>(value: impl IntoBody<T>) -> Option<String> {
    let body = value
        .into_body(RequestBody::JSON)
        .expect("it can be written")?;
    Some(String::from_utf8_lossy(&Bytes::from(&body)).into_owned())
}

#[test]
fn models_stand_for_bodies() {
    let circle = Circle {
        radius: Some(1.0),
        key: Some(Secret::new("s3cret")),
    };
    let json = Some(r#"{"kind":"Circle","radius":1,"key":"s3cret"}"#.to_owned());
    assert_eq!(body::<Circle>(&circle), json);
    assert_eq!(body::<Circle>(circle.clone()), json);
    assert_eq!(body::<Option<Circle>>(&circle), json);
    assert_eq!(body::<Option<Circle>>(circle.clone()), json);
    assert_eq!(body::<Option<Circle>>(Some(&circle)), json);
    assert_eq!(body::<Option<Circle>>(None), None);
    assert_eq!(
        body::<Circle>(json!({ "x": null })).as_deref(),
        Some(r#"{"x":null}"#)
    );
    assert_eq!(body::<Circle>(&json!(1)).as_deref(), Some("1"));
    assert_eq!(body::<Option<Circle>>(json!(1)).as_deref(), Some("1"));
    assert_eq!(
        body::<Vec<Circle>>(vec![circle.clone()]),
        json.as_ref().map(|json| format!("[{json}]"))
    );
    assert_eq!(
        body::<Option<Vec<String>>>(&vec!["a".to_owned()]).as_deref(),
        Some("[\"a\"]")
    );
    assert_eq!(body::<Option<Vec<String>>>(None), None);
    assert_eq!(body::<arm_runtime::Text>("a").as_deref(), Some("a"));
    assert_eq!(body::<Bytes>(vec![65]).as_deref(), Some("A"));
    assert_eq!(body::<String>("a".to_owned()).as_deref(), Some("\"a\""));
    assert_eq!(body::<Option<JsonValue>>(&json!([])).as_deref(), Some("[]"));
    assert_eq!(
        body::<Decimal>(Decimal::from_text("1.50")).as_deref(),
        Some("1.50")
    );
    assert_eq!(
        body::<u64>(u64::MAX).as_deref(),
        Some("18446744073709551615")
    );
}

#[test]
fn slices_stand_for_lists() {
    let items = ["a".to_owned(), "b".to_owned()];
    for (found, expected) in [
        (body::<Vec<String>>(&items[..]), r#"["a","b"]"#),
        (body::<Option<Vec<String>>>(&items[1..]), r#"["b"]"#),
        (body::<Vec<i64>>(&[][..]), "[]"),
        (
            body::<Vec<Circle>>(&[Circle::default()][..]),
            r#"[{"kind":"Circle"}]"#,
        ),
    ] {
        assert_eq!(found.as_deref(), Some(expected));
    }
}

#[test]
fn json_stands_for_scalars_and_text_for_a_string() {
    for (found, expected) in [
        (body::<String>("a"), "\"a\""),
        (body::<Option<String>>("a"), "\"a\""),
        (
            body::<Option<String>>(Some("a".to_owned()).as_ref()),
            "\"a\"",
        ),
        (body::<String>(json!(null)), "null"),
        (body::<Option<bool>>(&json!(null)), "null"),
        (body::<i64>(&json!(1)), "1"),
        (body::<DateTime>(json!("2024-01-01")), "\"2024-01-01\""),
        (body::<Option<Vec<String>>>(json!(null)), "null"),
        (body::<Option<Map<i64>>>(&json!(null)), "null"),
    ] {
        assert_eq!(found.as_deref(), Some(expected));
    }
}

/// JSON and bytes stand for every body, required or not.
#[test]
fn json_and_bytes_stand_for_models() {
    let bytes = || Bytes::from("{}");
    for found in [
        body::<Circle>(bytes()),
        body::<Option<Circle>>(bytes()),
        body::<Circle>(json!({})),
        body::<Circle>(&json!({})),
        body::<Option<Circle>>(json!({})),
        body::<Option<Circle>>(&json!({})),
        body::<Vec<Circle>>(json!({})),
        body::<Vec<Circle>>(&json!({})),
        body::<Map<i64>>(json!({})),
        body::<Map<i64>>(&json!({})),
        body::<Map<i64>>(Map::<i64>::new()),
        body::<Option<JsonValue>>(Some(&json!({}))),
        body::<JsonValue>(json!({})),
        body::<JsonValue>(&json!({})),
        body::<Option<JsonValue>>(json!({})),
        body::<Bytes>(json!({})),
        body::<Bytes>(&json!({})),
        body::<Option<Bytes>>(json!({})),
        body::<Option<Bytes>>(&json!({})),
        body::<Bytes>(bytes()),
        body::<Bytes>(&bytes()),
        body::<Bytes>(&b"{}"[..]),
        body::<Bytes>(b"{}".to_vec()),
        body::<Bytes>(azure_core::http::Body::from("{}".to_owned())),
        body::<Option<Bytes>>(Some(&bytes())),
        body::<Option<Bytes>>(b"{}".to_vec()),
        body::<arm_runtime::Text>(arm_runtime::Text::from("{}")),
        body::<arm_runtime::Text>(&arm_runtime::Text::from("{}")),
        body::<arm_runtime::Text>("{}".to_owned()),
        body::<Option<arm_runtime::Text>>("{}"),
        body::<Option<arm_runtime::Text>>(Some(&arm_runtime::Text::from("{}"))),
    ] {
        assert_eq!(found.as_deref(), Some("{}"));
    }
    for absent in [
        body::<Option<Bytes>>(None),
        body::<Option<arm_runtime::Text>>(None),
        body::<Option<JsonValue>>(None),
    ] {
        assert_eq!(absent, None);
    }
}

/// Bodies of one scalar, by value and by reference, required or not.
#[test]
fn scalars_stand_for_bodies() {
    fn all<T>(value: T, expected: &str)
    where
        T: Copy + IntoBody<T> + IntoBody<Option<T>>,
        for<'a> &'a T: IntoBody<T> + IntoBody<Option<T>>,
    {
        let found = [
            body::<T>(value),
            body::<T>(&value),
            body::<Option<T>>(value),
            body::<Option<T>>(&value),
        ];
        assert_eq!(found, [(); 4].map(|()| Some(expected.to_owned())));
    }
    all(true, "true");
    all(5_i32, "5");
    all(-5_i64, "-5");
    all(u64::MAX, "18446744073709551615");
    all(2.0, "2");
    all(UnixTime(7), "7");
}
