//! Bodies of examples compared with what the models keep: values of every kind, and bodies that are not JSON.

use std::fmt::Write;

use arm_runtime::examples::{Case, Check, Inputs, Sample, Stop, collect};
use arm_runtime::value::JsonValue;
use arm_runtime::{
    Base64, Bytes, DateTime, Duration, Json, JsonMap, Map, Method, Operation, RequestBody, Secret,
    Text, choice, fields, integer_enum, string_enum, union,
};
use serde_json::json;

use super::requests::findings;

enum Level {
    Low,
    UnknownValue(i64),
}
integer_enum!(Level { 0: Low = 1 });

enum Color {
    Red,
    UnknownValue(String),
}
string_enum!(Color { 0: Red = "Red" });

struct Circle {
    radius: Option<f64>,
    area: Option<f64>,
}
fields!(Circle: Default as "kind" = "Circle" { 0: radius = "radius", 1: area = "area" read_only });

struct Open {
    name: Option<String>,
    more: Map<String>,
}
fields!(Open: Default as "kind" = "Open" { 0: name = "name", ..more });

enum Shape {
    Circle(Box<Circle>),
    Open(Box<Open>),
    UnknownValue(JsonMap),
}
union!(Shape "kind" { Circle(Circle): "Circle", Open(Open): "Open" });

enum Input {
    Text(Color),
    Texts(Vec<Color>),
    Circle(Box<Circle>),
    UnknownValue(JsonValue),
}
choice!(Input {
    0: Text(Color) = Text,
    1: Texts(Vec<Color>) = List(&[Text]),
    2: Circle(Circle) = Object(&["radius"], &[]),
});

/// Has every type of property that the comparison treats in its own way.
struct Whole {
    id: Option<String>,
    color: Option<Color>,
    level: Option<Level>,
    flag: Option<bool>,
    count: Option<i64>,
    ratio: Option<f64>,
    time: Option<DateTime>,
    bytes: Option<Base64>,
    key: Option<Secret>,
    list: Option<Vec<String>>,
    sparse: Option<Vec<Option<i64>>>,
    colors: Option<Vec<Color>>,
    map: Option<Map<i64>>,
    circle: Option<Box<Circle>>,
    circles: Option<Vec<Circle>>,
    shape: Option<Shape>,
    shapes: Option<Map<Shape>>,
    open: Option<Box<Open>>,
    input: Option<Input>,
    any: Option<JsonValue>,
    length: Option<Duration>,
}
fields!(Whole: Default {
    0: id = "id" read_only, 1: color = "color", 2: level = "level", 3: flag = "flag", 4: count = "count", 5: ratio = "ratio",
    6: time = "time", 7: bytes = "bytes", 8: key = "key", 9: list = "list", 10: sparse = "sparse", 11: colors = "colors",
    12: map = "map", 13: circle = "circle", 14: circles = "circles", 15: shape = "shape", 16: shapes = "shapes",
    17: open = "open", 18: input = "input", 19: any = "any", 20: length = "length"
});

/// Values of properties with what is said about them, in responses and in requests.
fn values() -> Vec<JsonValue> {
    vec![
        json!({}),
        json!({"id": "i", "color": "Red", "level": 1, "flag": true, "count": 1, "ratio": 0.5, "key": "k"}),
        json!({"id": 1, "ID": 2, "more": 3, "a/b~c": 4}),
        json!({"Id": "i", "COLOR": "Red"}),
        json!({"Color": "Red", "color": "Red"}),
        json!({"Color": "Red", "cOLOR": "Red"}),
        json!({"color": "red"}),
        json!({"color": "Blue"}),
        json!({"color": 1, "level": "1", "key": true, "list": [1, "2", false]}),
        json!({"level": 2}),
        json!({"flag": "TRUE", "count": "7", "ratio": "0.50"}),
        json!({"flag": "yes"}),
        json!({"count": 1.0, "ratio": 1}),
        json!({"count": 1.5}),
        json!({"count": "1.5"}),
        json!({"ratio": "1e2"}),
        json!({"time": "2020-01-01T00:00:00Z", "bytes": "AQ==", "length": "P1D"}),
        json!({"time": "yesterday", "bytes": "%", "length": "long"}),
        json!({"color": null, "count": null, "any": null, "list": null, "circle": null}),
        json!({"list": ["a", null, "b"], "sparse": [1, null, "2"]}),
        json!({"list": [null]}),
        json!({"colors": [null, "Red", "red", "Blue"]}),
        json!({"circles": [null, {"radius": 1}, null, {"radius": "1", "x": 1}]}),
        json!({"map": {"a": 1, "b": "2", "c": null, "d/e": 3.0}}),
        json!({"circle": {"kind": "Circle", "radius": 1}}),
        json!({"circle": {"kind": "CIRCLE", "radius": 1}}),
        json!({"circle": {"kind": "Square", "Radius": 1, "Kind": "x"}}),
        json!({"circle": {"KIND": "Circle", "area": 1}}),
        json!({"circle": {"radius": 1, "area": 1}}),
        json!({"shape": {"kind": "Circle", "radius": "1", "area": 2, "x": 3}}),
        json!({"shape": {"kind": "circle", "Radius": 1}}),
        json!({"shape": {"kind": "Star", "radius": "1"}}),
        json!({"shape": {"radius": 1}}),
        json!({"shapes": {"a": {"kind": "Star"}, "b": {}, "c": {"kind": "Open", "name": 1, "x": "2"}}}),
        json!({"open": {"kind": "Open", "name": "n", "NAME": 1, "x": 1.0, "y": "z"}}),
        json!({"open": {"KIND": "Open", "x": 1}}),
        json!({"input": "Red"}),
        json!({"input": "red"}),
        json!({"input": "Blue"}),
        json!({"input": ["Red", "red", "Blue"]}),
        json!({"input": {"radius": "1", "kind": "Circle", "x": 1, "Area": 2}}),
        json!({"input": {"Radius": 1}}),
        json!({"input": true}),
        json!({"any": {"a": [1, null, {"b": "c"}]}}),
        json!({"list": {}}),
        json!({"circle": []}),
        json!([]),
        json!("text"),
    ]
}

fn operation_data(content: &JsonValue) -> String {
    let operation = json!({
        "id": "Things_Get", "method": "GET", "host": null, "path": "/things", "api_version": "",
        "api_version_name": "api-version", "api_version_in": "query", "parameters": [], "body": null, "accept": "",
        "statuses": [200, 204], "default": content["default"] == true,
        "examples": [{"title": "T", "file": "f.json", "pointer": "", "content": content}],
    });
    json!({"operations": [operation]}).to_string()
}

fn responses(it: &mut Case<'_>) {
    it.response::<Whole>(200);
    it.other_responses::<Whole>();
}

#[test]
fn values_of_responses_are_compared_as_their_types_keep_them() {
    let mut text = String::new();
    for value in values() {
        let content = json!({"responses": {"200": {"body": value}}});
        let report = collect(
            "values",
            &operation_data(&content),
            &[("Things_Get", responses)],
        )
        .unwrap();
        write!(text, "{value}\n    {}", report.responses).unwrap();
        for finding in report.findings {
            write!(text, "\n    {finding}").unwrap();
        }
        text.push('\n');
    }
    insta::assert_snapshot!("values_of_responses", text);
}

/// The statuses and bodies that an operation does not declare are faults of its spec.
#[test]
fn statuses_and_bodies_of_responses_are_declared() {
    fn raw(it: &mut Case<'_>) {
        it.raw_response(200);
    }
    fn unread(_: &mut Case<'_>) {}
    let body = json!({"body": {"color": "Red"}});
    let table: [(&str, Check, JsonValue); 10] = [
        ("read", responses, json!({"responses": {"200": body}})),
        ("read", responses, json!({"responses": {"204": body}})),
        ("read", responses, json!({"responses": {"204": {}}})),
        (
            "read",
            responses,
            json!({"responses": {"204": {"body": null}}}),
        ),
        (
            "read",
            responses,
            json!({"responses": {"204": {"body": {}}, "200": {"body": null}}}),
        ),
        (
            "read",
            responses,
            json!({"responses": {"404": {"body": {"color": "Blue"}}, "500": {}}}),
        ),
        (
            "read",
            responses,
            json!({"default": true, "responses": {"404": {"body": {"color": "Blue"}}, "500": {}}}),
        ),
        (
            "raw",
            raw,
            json!({"responses": {"200": {"body": {"a": 1}}, "204": {"body": "a"}}}),
        ),
        (
            "unread",
            unread,
            json!({"default": true, "responses": {"200": body, "404": body, "204": {"body": []}}}),
        ),
        ("read", responses, json!({"parameters": 1})),
    ];
    let mut text = String::new();
    for (name, check, content) in table {
        let report = collect(
            "values",
            &operation_data(&content),
            &[("Things_Get", check)],
        )
        .unwrap();
        write!(text, "{name}: {content}\n{report}").unwrap();
    }
    insta::assert_snapshot!("responses", text);
}

pub(super) const PUT: Operation = Operation {
    id: "Things_Put",
    method: Method::Put,
    path: "/things",
    body: Some(RequestBody::JSON_OPTIONAL),
    accept: "",
    ..Operation::DEFAULT
};

fn prepare<T: Into<Sample>>(
    it: &Inputs<'_>,
    operation: &'static Operation,
    send: impl FnOnce(arm_runtime::Prepared) -> T,
) -> Result<Sample, Stop> {
    Ok(send(it.arm()?.prepare(operation, &[])).into())
}

fn whole(it: &mut Case<'_>) {
    static OPERATION: Operation = PUT;
    it.send(&|it| {
        let thing = it.optional::<Whole>("thing")?;
        prepare(it, &OPERATION, |it| {
            it.body::<Option<Whole>>(thing.as_ref()).call::<(), Json>()
        })
    });
}

/// Declares a PUT whose body is `body`.
pub(super) fn put(body: JsonValue) -> JsonValue {
    json!({
        "id": "Things_Put", "method": "PUT", "host": null, "path": "/things", "api_version": "", "api_version_name": "api-version",
        "api_version_in": "query", "parameters": {}, "body": body, "accept": "", "statuses": [], "default": false, "example": {},
    })
}

fn json_body() -> JsonValue {
    json!({"name": "thing", "media_type": "application/json", "json": true})
}

#[test]
fn values_of_request_bodies_are_compared_without_what_is_not_sent() {
    let mut text = String::new();
    for value in values() {
        let patch = json!({"example": {"thing": value}});
        let found = findings(put(json_body()), &patch, whole);
        write!(text, "{value}\n{found}").unwrap();
    }
    insta::assert_snapshot!("values_of_requests", text);
}

/// Sends another body than that of the example.
fn other_body(it: &mut Case<'_>) {
    static OPERATION: Operation = PUT;
    it.send(&|it| {
        let _ = it.optional::<Whole>("thing")?;
        let sent = it.optional::<JsonValue>("sent")?;
        prepare(it, &OPERATION, |it| {
            it.body::<Option<JsonValue>>(sent.as_ref())
                .call::<(), Json>()
        })
    });
}

/// Sends a body that is not JSON.
fn broken_body(it: &mut Case<'_>) {
    static OPERATION: Operation = PUT;
    it.send(&|it| {
        let _ = it.optional::<Whole>("thing")?;
        prepare(it, &OPERATION, |it| {
            it.body::<Bytes>(Bytes::from("{")).call::<(), Json>()
        })
    });
}

fn text_body(it: &mut Case<'_>) {
    static OPERATION: Operation = Operation {
        body: Some(RequestBody::TEXT),
        ..PUT
    };
    it.send(&|it| {
        let text = it.text("thing")?;
        prepare(it, &OPERATION, |it| {
            it.body::<Text>(text).call::<(), Json>()
        })
    });
}

fn optional_text_body(it: &mut Case<'_>) {
    static OPERATION: Operation = Operation {
        body: Some(RequestBody::new("text/plain", false)),
        ..PUT
    };
    it.send(&|it| {
        let text = it.optional_text("thing")?;
        prepare(it, &OPERATION, |it| {
            it.body::<Option<Text>>(text.as_ref()).call::<(), Json>()
        })
    });
}

fn bytes_body(it: &mut Case<'_>) {
    static OPERATION: Operation = Operation {
        body: Some(RequestBody::BYTES),
        ..PUT
    };
    it.send(&|it| {
        let bytes = it.bytes("thing")?;
        prepare(it, &OPERATION, |it| {
            it.body::<Bytes>(bytes).call::<(), Json>()
        })
    });
}

fn optional_bytes_body(it: &mut Case<'_>) {
    static OPERATION: Operation = Operation {
        body: Some(RequestBody::new("application/octet-stream", false)),
        ..PUT
    };
    it.send(&|it| {
        let bytes = it.optional_bytes("thing")?;
        prepare(it, &OPERATION, |it| {
            it.body::<Option<Bytes>>(bytes.as_ref()).call::<(), Json>()
        })
    });
}

/// Lists the findings for each example.
fn listed(name: &str, check: Check, body: &JsonValue, examples: &[JsonValue]) -> String {
    let mut all = String::new();
    for example in examples {
        let found = findings(put(body.clone()), &json!({"example": example}), check);
        write!(all, "{name}: {example}\n{found}").unwrap();
    }
    all
}

#[test]
fn another_json_body_than_that_of_the_example_is_a_mismatch() {
    let examples = [
        json!({}),
        json!({"thing": {"color": "Red"}, "sent": {"color": "Red"}}),
        json!({"THING": {"color": "Red"}, "sent": {"color": "Blue", "count": 1, "kind": "x"}}),
        json!({"thing": {"list": ["a", "b"], "shape": {"kind": "Circle"}}, "sent": {"list": ["a"], "shape": {}}}),
        json!({"thing": {"list": ["a", null, null]}, "sent": {"list": []}}),
        json!({"thing": {"map": {"a": 1}}, "sent": {"map": {"b": 1, "c/d": 2}, "circle": {"kind": "Circle"}}}),
        json!({"thing": {"circle": {"radius": 1}, "open": {}}, "sent": {"circle": {"radius": 1, "kind": "Square"}, "open": {"x": 1}}}),
        json!({"thing": {"circle": {"kind": "Circle"}}, "sent": {"circle": {"kind": "Other"}}}),
        json!({"thing": {"flag": true, "count": 2, "any": null}, "sent": {"flag": "true", "count": "2", "any": 1}}),
        json!({"sent": {"a": 1}}),
        json!({"thing": {"count": 1}}),
    ];
    let mut all = listed("other", other_body, &json_body(), &examples);
    all += &listed(
        "no body",
        other_body,
        &JsonValue::Null,
        &[json!({"sent": {"a": 1}}), json!({})],
    );
    all += &listed(
        "broken",
        broken_body,
        &json_body(),
        &[json!({"thing": {}}), json!({})],
    );
    insta::assert_snapshot!("json", all);
}

#[test]
fn text_and_bytes_are_sent_as_the_example_spells_them() {
    let text = json!({"name": "thing", "media_type": "text/plain", "json": false});
    let bytes = json!({"name": "thing", "media_type": "application/octet-stream", "json": false});
    let mut all = String::new();
    for (name, check, body, examples) in [
        (
            "text",
            text_body as Check,
            &text,
            vec![
                json!({"thing": "a,b"}),
                json!({"THING": "a"}),
                json!({"thing": 1}),
                json!({"thing": {}}),
                json!({}),
            ],
        ),
        (
            "optional text",
            optional_text_body as Check,
            &text,
            vec![json!({"thing": "a"}), json!({})],
        ),
        (
            "bytes",
            bytes_body as Check,
            &bytes,
            vec![
                json!({"thing": ["a", 1.0, 1.5, 1e15, true]}),
                json!({"thing": "null"}),
            ],
        ),
        (
            "optional bytes",
            optional_bytes_body as Check,
            &bytes,
            vec![
                json!({"thing": "a"}),
                json!({"thing": {"a": 1}}),
                json!({"thing": "null"}),
            ],
        ),
    ] {
        all += &listed(name, check, body, &examples);
    }
    insta::assert_snapshot!("text_and_bytes", all);
}
