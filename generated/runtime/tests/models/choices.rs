//! Choices selected by their JSON form, and unions whose models do not write the discriminator.

use arm_runtime::value::{Encode, from_json, to_vec};
use arm_runtime::{JsonMap, JsonValue, Mode};

pub struct Photo {
    pub width: Option<i64>,
    pub kind: Option<String>,
}
arm_runtime::fields!(Photo: Default { 0: width = "width", 1: kind = "kind" });

pub struct Sound {
    pub length: Option<f64>,
}
arm_runtime::fields!(Sound: Default { 0: length = "length" });

pub enum Input {
    Text(String),
    Flag(bool),
    Count(i64),
    TextList(Vec<String>),
    CountList(Vec<i64>),
    Photo(Box<Photo>),
    Opened(Box<Sound>),
    UnknownValue(JsonValue),
}
arm_runtime::choice!(Input {
    0: Text(String) = Text,
    1: Flag(bool) = Boolean,
    2: Count(i64) = Integer,
    3: TextList(Vec<String>) = List(&[Text]),
    4: CountList(Vec<i64>) = List(&[Integer]),
    5: Photo(Photo) = Object(&["width"], &[]),
    6: Opened(Sound) = Object(&["state"], &[("state", &["open"])]),
});

pub struct Holder {
    pub input: Option<Input>,
}
arm_runtime::fields!(Holder: Default { 0: input = "input" });

/// Two unions with the same model, which use different discriminators.
pub enum ByKind {
    Photo(Box<Photo>),
    UnknownValue(JsonMap),
}
arm_runtime::union!(ByKind "kind" { Photo(Photo): "photo" | "picture" });

pub enum ByType {
    Photo(Box<Photo>),
    UnknownValue(JsonMap),
}
arm_runtime::union!(ByType "type" { Photo(Photo): "image" });

fn written(value: &dyn Encode) -> String {
    let json = to_vec(value, Mode::Request).expect("it can be written");
    String::from_utf8(json).expect("JSON is text")
}

#[test]
fn the_form_tells_the_variant() {
    let name = |input: &Input| match input {
        Input::Text(_) => "text",
        Input::Flag(_) => "flag",
        Input::Count(_) => "count",
        Input::TextList(_) => "texts",
        Input::CountList(_) => "counts",
        Input::Photo(_) => "photo",
        Input::Opened(_) => "opened",
        Input::UnknownValue(_) => "unknown",
    };
    for (json, expected) in [
        (r#""a""#, "text"),
        ("true", "flag"),
        ("5", "count"),
        ("5.5", "unknown"),
        (r#"["a","b"]"#, "texts"),
        ("[1,2]", "counts"),
        ("[]", "texts"),
        ("[true]", "unknown"),
        (r#"{"width":1}"#, "photo"),
        (r#"{"state":"shut"}"#, "unknown"),
        (r#"{"other":1}"#, "unknown"),
    ] {
        let input: Input = from_json(json.as_bytes()).expect(json);
        assert_eq!(name(&input), expected, "{json}");
        assert_eq!(written(&input), json);
        assert!(input.clone() == input, "{json}");
        let holder: Holder = from_json(format!(r#"{{"input":{json}}}"#).as_bytes()).expect(json);
        assert!(holder.input.clone() == Some(input), "{json}");
        assert!(holder.clone() == holder, "{json}");
    }
    let opened: Input = from_json(br#"{"state":"OPEN","length":2}"#).expect("it is read");
    assert_eq!(name(&opened), "opened");
}

pub enum Loose {
    Number(f64),
    List(Vec<JsonValue>),
    Other(JsonValue),
    UnknownValue(JsonValue),
}
arm_runtime::choice!(Loose {
    0: Number(f64) = Number,
    1: List(Vec<JsonValue>) = List(&[]),
    2: Other(JsonValue) = Any(&[Text, Object(&[], &[("a", &["b"])])]),
});

#[test]
fn forms_may_be_loose() {
    for (json, expected) in [
        ("5", "number"),
        ("5.5", "number"),
        ("[]", "list"),
        ("[1]", "list"),
        (r#"[{"a":1},true]"#, "list"),
        (r#""x""#, "other"),
        ("{}", "other"),
        (r#"{"a":"B"}"#, "other"),
        (r#"{"a":"c"}"#, "unknown"),
        (r#"{"a":1}"#, "unknown"),
        ("true", "unknown"),
    ] {
        let value: Loose = from_json(json.as_bytes()).expect(json);
        let name = match &value {
            Loose::Number(_) => "number",
            Loose::List(_) => "list",
            Loose::Other(_) => "other",
            Loose::UnknownValue(_) => "unknown",
        };
        assert_eq!(name, expected, "{json}");
        assert_eq!(written(&value), json);
        assert!(value.clone() == value, "{json}");
    }
    // Two values of the same form differ in their content.
    for [one, other] in [
        ["5", "6"],
        ["[1]", "[2]"],
        [r#""x""#, r#""y""#],
        ["true", "false"],
        ["5", "[]"],
    ] {
        let read = |json: &str| from_json::<Loose>(json.as_bytes()).expect(json);
        assert!(read(one) != read(other), "{one} {other}");
    }
}

#[test]
fn a_fault_inside_a_variant_has_its_path() {
    let outcome = from_json::<Holder>(br#"{"input":{"width":"wide"}}"#);
    let message = outcome.expect_err("a width is a number").to_string();
    assert!(message.contains("input.width"), "{message}");
    assert!(!message.contains("wide\""), "{message}");
}

#[test]
fn null_is_absent() {
    let holder: Holder = from_json(br#"{"input":null}"#).expect("it is read");
    assert!(holder.input.is_none());
}

#[test]
fn a_union_writes_the_discriminator_that_its_model_does_not_know() {
    let photo = Photo {
        width: Some(1),
        kind: None,
    };
    assert_eq!(written(&photo), r#"{"width":1}"#);
    assert_eq!(
        written(&ByKind::from(photo.clone())),
        r#"{"kind":"photo","width":1}"#
    );
    assert_eq!(
        written(&ByType::from(photo)),
        r#"{"type":"image","width":1}"#
    );
}

#[test]
fn a_variant_keeps_the_value_that_it_came_with() {
    let json = r#"{"width":1,"kind":"picture"}"#;
    let read: ByKind = from_json(json.as_bytes()).expect("it is read");
    assert!(matches!(read, ByKind::Photo(_)));
    assert_eq!(written(&read), json);
    let stray = Photo {
        width: None,
        kind: Some("sound".to_owned()),
    };
    assert_eq!(written(&ByKind::from(stray)), r#"{"kind":"photo"}"#);
}
