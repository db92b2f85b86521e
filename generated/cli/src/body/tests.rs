use super::*;
use crate::fixtures::{MODULES, entry, usage};
use crate::{catalogue::Catalogue, grammar};
use arm_runtime::describe::{Property, Type};
use serde_json::json;

fn read_line(line: &[&str]) -> Result<Content, Failure> {
    let parts = [
        "arm",
        "shop",
        "widgets",
        "create",
        "-g",
        "g",
        "--shop-name",
        "s",
        "-n",
        "w",
    ];
    let matches = grammar::full_command(&Catalogue::new(MODULES))
        .try_get_matches_from(parts.iter().chain(line))
        .map_err(|error| Failure::usage(error.to_string()))?;
    let mut leaf = &matches;
    while let Some((_, below)) = leaf.subcommand() {
        leaf = below;
    }
    read(&MODULES[1], entry("create"), leaf, true)
}

#[test]
fn properties_have_their_types() {
    let line = [
        "--paint",
        "red",
        "--size",
        "3",
        "--shiny",
        "--tags",
        "a=b",
        "c=d=e",
        "--parts",
        "x",
        "--parts",
        "y",
        "--details",
        "{\"deep\":[1]}",
        "--admin-password",
        "hush",
        "--body-name",
        "inner",
    ];
    assert_eq!(
        read_line(&line).unwrap(),
        Content::Json(json!({
            "name": "inner", "paint": "Red", "size": 3, "shiny": true, "tags": { "a": "b", "c": "d=e" },
            "parts": ["x", "y"], "details": { "deep": [1] }, "adminPassword": "hush"
        }))
    );
    let line = [
        "--paint",
        "BLUE",
        "--shiny",
        "False",
        "--tags",
        "{\"a\":\"b\"}",
        "--parts",
        "[\"x\"]",
    ];
    let body = json!({ "paint": "Blue", "shiny": false, "tags": { "a": "b" }, "parts": ["x"] });
    assert_eq!(read_line(&line).unwrap(), Content::Json(body));
}

#[test]
fn a_whole_body_is_sent_as_it_is_but_for_the_case_of_values() {
    let line = ["--body", "{\"paint\":\"rED\",\"new\":null,\"state\":\"x\"}"];
    assert_eq!(
        read_line(&line).unwrap(),
        Content::Json(json!({ "paint": "Red", "new": null, "state": "x" }))
    );
}

#[test]
fn wrong_bodies_are_refused_without_being_quoted() {
    for line in [
        &["--body", "{\"adminPassword\":\"hush\""] as &[&str],
        &["--body", "[1]"],
        &["--body", "hush"],
        &["--body", ""],
        &["--body", "@/no/such/file"],
        &["--paint", "green"],
        &["--paint", "red", "--size", "three"],
        &["--paint", "red", "--details", "[]"],
        &["--paint", "red", "--details", "hush"],
        &["--paint", "red", "--tags", "pair"],
        &["--size", "3"],
        &[],
    ] {
        let failure = read_line(line).unwrap_err();
        assert_eq!(failure.exit_code(), 2, "{line:?}");
        assert!(!format!("{failure:?}").contains("hush"), "{failure:?}");
    }
}

fn flag_of(kind: Kind, values: &'static [&'static str]) -> Flag {
    let property = Property {
        name: "x",
        kind,
        values,
        ..Property::DEFAULT
    };
    Flag {
        long: "x".to_owned(),
        short: None,
        short_alias: None,
        aliases: Vec::new(),
        target: flags::Target::Body(vec!["x"]),
        property: Box::leak(Box::new(property)),
    }
}

type Row<'a> = (
    Kind,
    &'a [&'a str],
    Result<JsonValue, String>,
    Result<JsonValue, String>,
);

fn wrong_value(what: &str) -> Result<JsonValue, String> {
    Err(format!("the value of --x {what}"))
}

/// Each row has the values of a flag, and what they are with and without validation.
fn check_values(rows: &[Row<'_>]) {
    for (kind, values, checked, unchecked) in rows {
        let texts: Vec<String> = values.iter().map(|it| (*it).to_owned()).collect();
        for (validate, expected) in [(true, checked), (false, unchecked)] {
            let value = property(&MODULES[1], &flag_of(*kind, &[]), &texts, validate);
            assert_eq!(value.map_err(usage), *expected, "{kind:?} {values:?}");
        }
    }
}

#[test]
fn values_of_each_kind() {
    check_values(&[
        (Kind::Text, &[], Ok(json!(null)), Ok(json!(null))),
        (Kind::Text, &["true"], Ok(json!("true")), Ok(json!("true"))),
        (Kind::Secret, &["{"], Ok(json!("{")), Ok(json!("{"))),
        (Kind::Bytes, &["aGk="], Ok(json!("aGk=")), Ok(json!("aGk="))),
        (Kind::Bool, &["TRUE"], Ok(json!(true)), Ok(json!(true))),
        (Kind::Bool, &["false"], Ok(json!(false)), Ok(json!(false))),
        (
            Kind::Bool,
            &["1"],
            wrong_value("is not true or false"),
            Ok(json!("1")),
        ),
        (Kind::Integer, &["-3"], Ok(json!(-3)), Ok(json!(-3))),
        (
            Kind::Integer,
            &["3.0"],
            wrong_value("is not an integer"),
            Ok(json!("3.0")),
        ),
        (Kind::Number, &["1.5"], Ok(json!(1.5)), Ok(json!(1.5))),
        (
            Kind::Number,
            &["NaN"],
            wrong_value("is not a number"),
            Ok(json!("NaN")),
        ),
        (
            Kind::Number,
            &["1,5"],
            wrong_value("is not a number"),
            Ok(json!("1,5")),
        ),
    ]);
}

#[test]
fn values_that_are_json() {
    check_values(&[
        (
            Kind::Object,
            &[" {\"a\":1}"],
            Ok(json!({"a": 1})),
            Ok(json!({"a": 1})),
        ),
        (
            Kind::Object,
            &["[1]"],
            wrong_value("is an array"),
            Ok(json!([1])),
        ),
        (
            Kind::Object,
            &["null"],
            wrong_value("is null"),
            Ok(json!(null)),
        ),
        (
            Kind::Object,
            &["true"],
            wrong_value("is a boolean"),
            Ok(json!(true)),
        ),
        (
            Kind::Object,
            &["7"],
            wrong_value("is a number"),
            Ok(json!(7)),
        ),
        (
            Kind::Object,
            &["\"t\""],
            wrong_value("is a string"),
            Ok(json!("t")),
        ),
        (
            Kind::Object,
            &["{\n x"],
            wrong_value("is not JSON: line 2, column 2"),
            wrong_value("is not JSON: line 2, column 2"),
        ),
        (Kind::Any, &["7"], Ok(json!(7)), Ok(json!(7))),
        (Kind::Any, &["{}"], Ok(json!({})), Ok(json!({}))),
        (
            Kind::Map,
            &["{\"a\":1}"],
            Ok(json!({"a": 1})),
            Ok(json!({"a": 1})),
        ),
        (
            Kind::Map,
            &["{a=b=c", "d="],
            Ok(json!({"{a": "b=c", "d": ""})),
            Ok(json!({"{a": "b=c", "d": ""})),
        ),
        (
            Kind::Map,
            &["=b"],
            wrong_value("is not NAME=VALUE"),
            wrong_value("is not NAME=VALUE"),
        ),
        (Kind::List, &["[1]"], Ok(json!([1])), Ok(json!([1]))),
        (
            Kind::List,
            &["[1]", "a"],
            Ok(json!(["[1]", "a"])),
            Ok(json!(["[1]", "a"])),
        ),
        (Kind::List, &["a"], Ok(json!(["a"])), Ok(json!(["a"]))),
    ]);
    let listed = flag_of(Kind::List, &["Red", "Blue"]);
    let texts = ["RED".to_owned(), "green".to_owned()];
    let value = property(&MODULES[1], &listed, &texts, true).unwrap();
    assert_eq!(value, json!(["Red", "green"]));
}

#[test]
fn bytes_of_a_file_are_encoded() {
    let file = std::env::temp_dir().join(format!("arm-body-{}", std::process::id()));
    std::fs::write(&file, [0xff, 0, 0xfe]).unwrap();
    let text = [format!("@{}", file.display())];
    let value = property(&MODULES[1], &flag_of(Kind::Bytes, &[]), &text, true);
    std::fs::remove_file(file).unwrap();
    assert_eq!(value.unwrap(), json!("/wD+"));
}

#[test]
fn whole_bodies_have_the_declared_shape() {
    let position = |what: &str| {
        Err(format!(
            "--body is not JSON: {what} | use JSON text, @file, or - for stdin"
        ))
    };
    let shape = |what: &str| Err(format!("--body must be a JSON {what}"));
    let json_type = "application/json";
    for (kind, media_type, text, checked) in [
        (
            Kind::Object,
            json_type,
            "[1]",
            shape("object; it is an array"),
        ),
        (Kind::Map, json_type, "7", shape("object; it is a number")),
        (Kind::List, json_type, "{}", shape("array; it is an object")),
        (Kind::List, json_type, "[1]", Ok(Content::Json(json!([1])))),
        (Kind::Any, json_type, "7", Ok(Content::Json(json!(7)))),
        (
            Kind::Map,
            "application/merge-patch+json",
            "{\"x\":\"RED\"}",
            Ok(Content::Json(json!({"x": "Red"}))),
        ),
        (
            Kind::Object,
            "text/plain",
            "{",
            Ok(Content::Raw(b"{".to_vec())),
        ),
        (
            Kind::Object,
            json_type,
            "{",
            position("line 1, column 1: unexpected end"),
        ),
        (
            Kind::Object,
            json_type,
            "{\n x",
            position("line 2, column 2: unexpected character"),
        ),
    ] {
        let body = Body {
            kind,
            properties: &[Property {
                name: "x",
                values: &["Red"],
                ..Property::DEFAULT
            }],
            ..Body::DEFAULT
        };
        let content = whole(&body, media_type, text, true).map_err(usage);
        assert_eq!(content, checked, "{kind:?} {text}");
        if let (Ok(value), "application/json") = (serde_json::from_str(text), media_type) {
            let content = whole(&body, media_type, text, false).unwrap();
            assert_eq!(content, Content::Json(value), "{kind:?} {text}");
        }
    }
    let body = Body {
        properties: &[Property {
            name: "x",
            values: &["Red"],
            ..Property::DEFAULT
        }],
        ..Body::DEFAULT
    };
    let unchecked = whole(&body, json_type, "{\"x\":\"RED\"}", false).unwrap();
    assert_eq!(unchecked, Content::Json(json!({"x": "RED"})));
}

/// Reads a command line whose parser requires no flag.
fn read_with(line: &[&str], validate: bool) -> Result<Content, Failure> {
    let (module, entry) = (&MODULES[1], entry("create"));
    let flags = flags::of(module, entry).into_iter().map(|it| it.long);
    let arg = |it: String| clap::Arg::new(it.clone()).long(it);
    let matches = clap::Command::new("x")
        .args(flags.chain(["body".to_owned()]).map(arg))
        .get_matches_from(["x"].iter().chain(line));
    read(module, entry, &matches, validate)
}

#[test]
fn bodies_without_validation_may_lack_anything() {
    assert_eq!(
        usage(read_with(&["--size", "3"], true).unwrap_err()),
        "the body requires --paint | set it, or pass the whole body with --body"
    );
    let content = read_with(&["--size", "3"], false).unwrap();
    assert_eq!(content, Content::Json(json!({"size": 3})));
    assert_eq!(read_with(&[], false).unwrap(), Content::Json(json!({})));
    let unknown = ["--body", "{\"paint\":\"RED\"}"];
    let sent = read_with(&unknown, false).unwrap();
    assert_eq!(sent, Content::Json(json!({"paint": "RED"})));
}

#[test]
fn values_are_set_at_their_path() {
    let mut object = Map::new();
    set(&mut object, &["a", "b"], json!(1)).unwrap();
    set(&mut object, &["a", "c"], json!(2)).unwrap();
    set(&mut object, &["d"], json!(3)).unwrap();
    set(&mut object, &["a", "b"], json!(4)).unwrap();
    set(&mut object, &["d", "e"], json!(5)).unwrap_err();
    set(&mut object, &[], json!(6)).unwrap_err();
    let expected = json!({"a": {"b": 4, "c": 2}, "d": 3});
    assert_eq!(JsonValue::Object(object), expected);
}

#[test]
fn failures_of_an_object_name_the_flags_of_its_properties() {
    let at = |long: &str, path: &[&'static str]| {
        let mut flag = flag_of(Kind::Text, &[]);
        flag.long = long.to_owned();
        flag.target = flags::Target::Body(path.to_vec());
        flag
    };
    let mut flags = vec![
        at("o", &["o"]),
        at("deep", &["o", "a", "b"]),
        at("other", &["p", "a"]),
    ];
    let failure = |flags: &[Flag]| usage(with_nested(Failure::usage("m"), &flags[0], flags));
    assert_eq!(failure(&flags), "m");
    let names = ["a", "b", "c", "d", "e", "f", "g"];
    flags.extend(names.map(|it| at(it, &["o", it])));
    assert_eq!(
        failure(&flags),
        "m | its properties have flags: --a, --b, --c, --d, --e, --f"
    );
    let hinted = with_nested(Failure::with_hint("m", "h"), &flags[0], &flags);
    assert_eq!(usage(hinted), "m | h");
}

#[test]
fn secrets_of_bodies_are_known() {
    let body = json!({"adminPassword": "hush-hush", "paint": "Red"});
    let of = |content: &Content| secrets(&MODULES[1], entry("create"), content);
    assert_eq!(of(&Content::Json(body.clone())), ["hush-hush"]);
    assert!(of(&Content::Nothing).is_empty());
    assert!(of(&Content::Raw(b"hush-hush".to_vec())).is_empty());
    assert_eq!(
        masked(&MODULES[1], entry("create"), &body),
        json!({"adminPassword": "***", "paint": "Red"})
    );
}

#[test]
fn sequences_of_json_texts_are_sent_as_they_are() {
    let lines = "{\"a\": 1}\n{\"a\": 2}\n";
    let bytes = Body {
        kind: Kind::Bytes,
        ty: Type::of(Kind::Bytes),
        ..Body::DEFAULT
    };
    for (body, media_type, is_raw) in [
        (&bytes, "application/x-ndjson", Some(true)),
        (&bytes, "application/json-seq", Some(true)),
        (&bytes, "application/octet-stream", Some(true)),
        (&Body::DEFAULT, "application/json", None),
    ] {
        let sent = whole(body, media_type, lines, true).ok();
        let found = sent.map(|it| matches!(it, Content::Raw(raw) if raw == lines.as_bytes()));
        assert_eq!(found, is_raw, "{media_type}");
    }
}
