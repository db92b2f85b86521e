//! Tests that the comparison with examples finds each kind of difference.
#![cfg(feature = "examples")]

mod bodies;
mod forms;
mod replays;
mod requests;
mod runs;

use std::sync::atomic::{AtomicUsize, Ordering};

use arm_runtime::examples::{Case, Check, Finding, Inputs, Kind, Report, Sample, Stop, collect};
use arm_runtime::value::{Content, Decode, Encode, Slot, View};
use arm_runtime::{Call, Method, Operation, Parameter, RequestBody, Value, fields, string_enum};
use serde_json::{Value as Json, json};

enum Color {
    Red,
    UnknownValue(String),
}
string_enum!(Color { 0: Red = "Red" });

struct Thing {
    id: Option<String>,
    color: Option<Color>,
    size: Option<i64>,
    name: Option<String>,
}
fields!(Thing: Default { 0: id = "id" read_only, 1: color = "color", 2: size = "size", 3: name = "name" });

/// A value with a defect: it discards the text that it reads.
#[derive(Clone, Default, PartialEq)]
struct Forgetful(String);

impl Value for Forgetful {
    fn empty() -> Self {
        Self::default()
    }
}

impl Decode for Forgetful {
    fn slot(&mut self, _: Content) -> Slot<'_> {
        Slot::String(&mut self.0)
    }
}

impl Encode for Forgetful {
    fn view(&self) -> View<'_> {
        View::Absent
    }
}

/// A value with a defect: it extends the text that it reads.
struct Careless {
    name: Option<Forgetful>,
    size: Option<String>,
}
fields!(Careless: Default {
    0: name = "name",
    1: size = "size"
});

const RIGHT: Operation = Operation {
    id: "Things_Put",
    method: Method::Put,
    path: "/subscriptions/{subscriptionId}/things/{name}",
    api_version: "2020-01-01",
    parameters: &[
        Parameter::path("name"),
        Parameter::query("$filter"),
        Parameter::header("If-Match"),
    ],
    body: Some(RequestBody::JSON),
    success: &[200],
    ..Operation::DEFAULT
};

fn data(example: Json) -> String {
    json!({"operations": [{
        "id": "Things_Put", "method": "PUT", "host": null, "path": "/subscriptions/{subscriptionId}/things/{name}",
        "api_version": "2020-01-01", "api_version_name": "api-version", "api_version_in": "query",
        "parameters": [{"name": "name", "in": "path"}, {"name": "$filter", "in": "query"}, {"name": "If-Match", "in": "header"}],
        "body": {"name": "thing", "media_type": "application/json", "json": true},
        "accept": "application/json", "statuses": [200], "default": false,
        "examples": [{"title": "A thing", "file": "things.json", "pointer": "", "content": example}]
    }]})
    .to_string()
}

fn example() -> Json {
    json!({
        "parameters": {
            "subscriptionId": "s", "api-version": "2020-01-01", "name": "a/b ?#%", "$filter": "x eq 'a+b&c'", "If-Match": "*",
            "thing": {"color": "Red", "size": 1.0, "name": "n"}
        },
        "responses": {"200": {"body": {"id": "i", "color": "Red", "size": 1}}}
    })
}

fn call(it: &Inputs<'_>, operation: &'static Operation) -> Result<Sample, Stop> {
    let name = it.argument::<String>("name")?;
    let (filter, tag) = (
        it.optional::<String>("$filter")?,
        it.optional::<String>("If-Match")?,
    );
    let call: Call<Thing> = it
        .arm()?
        .prepare(operation, &[&name, &filter, &tag])
        .body::<Thing>(it.argument::<Thing>("thing")?)
        .call();
    Ok(call.into())
}

fn right(it: &mut Case<'_>) {
    static OPERATION: Operation = RIGHT;
    it.send(&|it| call(it, &OPERATION));
    it.response::<Thing>(200);
}

fn run(example: Json, check: Check) -> Report {
    collect("things", &data(example), &[("Things_Put", check)]).unwrap()
}

fn kinds(report: &Report) -> Vec<Kind> {
    report.kinds().into_keys().collect()
}

#[test]
fn what_is_right_is_equal() {
    let report = run(example(), right);
    assert!(report.findings.is_empty(), "{report}");
    assert_eq!((report.requests.equal, report.responses.equal), (1, 1));
}

#[test]
fn every_part_of_a_request_is_compared() {
    fn check<const N: usize>(it: &mut Case<'_>) {
        static WRONG: [Operation; 6] = [
            Operation {
                method: Method::Patch,
                ..RIGHT
            },
            Operation {
                path: "/subscriptions/{subscriptionId}/thing/{name}",
                ..RIGHT
            },
            Operation {
                path: "/subscriptions/{subscriptionId}/things/{name}/",
                ..RIGHT
            },
            Operation {
                api_version_name: "version",
                ..RIGHT
            },
            Operation {
                parameters: &[
                    Parameter::path("name"),
                    Parameter::header("$filter"),
                    Parameter::header("If-Match"),
                ],
                ..RIGHT
            },
            Operation {
                accept: "text/plain",
                ..RIGHT
            },
        ];
        it.send(&|it| call(it, &WRONG[N]));
    }
    let checks: [(Check, &[Kind]); 6] = [
        (check::<0>, &[Kind::Method]),
        (check::<1>, &[Kind::Url]),
        (check::<2>, &[Kind::Url]),
        (check::<3>, &[Kind::Query]),
        (check::<4>, &[Kind::Query, Kind::Header]),
        (check::<5>, &[Kind::Header]),
    ];
    for (check, wanted) in checks {
        let report = run(example(), check);
        let found: Vec<Kind> = kinds(&report)
            .into_iter()
            .filter(|kind| *kind != Kind::UndeclaredBody)
            .collect();
        assert_eq!(found, wanted, "{report}");
        assert_eq!(report.requests.different, 1);
    }
}

#[test]
fn a_segment_that_is_not_encoded_shows() {
    fn verbatim(it: &mut Case<'_>) {
        static WRONG: Operation = Operation {
            parameters: &[
                Parameter::path("name").verbatim(),
                Parameter::query("$filter"),
                Parameter::header("If-Match"),
            ],
            ..RIGHT
        };
        it.send(&|it| call(it, &WRONG));
    }
    let mut example = example();
    example["parameters"]["name"] = "a/b".into();
    assert!(kinds(&run(example, verbatim)).contains(&Kind::Url));
}

#[test]
fn a_body_that_is_changed_shows() {
    fn check(it: &mut Case<'_>) {
        static OPERATION: Operation = RIGHT;
        static CALLS: AtomicUsize = AtomicUsize::new(0);
        it.send(&|it| {
            let mut thing = it.argument::<Thing>("thing")?;
            match CALLS.fetch_add(1, Ordering::Relaxed) {
                0 => thing.size = Some(2),
                1 => thing.size = None,
                _ => thing.color = Some(Color::from("Blue")),
            }
            let (filter, tag) = (
                it.optional::<String>("$filter")?,
                it.optional::<String>("If-Match")?,
            );
            let name = it.argument::<String>("name")?;
            let call: Call<Thing> = it
                .arm()?
                .prepare(&OPERATION, &[&name, &filter, &tag])
                .body::<Thing>(thing)
                .call();
            Ok(call.into())
        });
        it.response::<Thing>(200);
    }
    for wanted in [Kind::Changed, Kind::Lost, Kind::Changed] {
        assert_eq!(kinds(&run(example(), check)), [wanted]);
    }
}

#[test]
fn a_response_that_is_not_kept_shows() {
    fn careless(it: &mut Case<'_>) {
        it.response::<Careless>(200);
    }
    let example = json!({"responses": {"200": {"body": {"name": "n", "size": 1}}}});
    let report = run(example, careless);
    assert_eq!(
        kinds(&report),
        [Kind::Lost, Kind::ScalarForText],
        "{report}"
    );
    assert_eq!(
        report.findings[0].to_string(),
        "lost: things.json#/responses/200/body/name"
    );
}

#[test]
fn faults_of_the_spec_are_named_and_fail_nothing() {
    let mut example = example();
    example["parameters"]["thing"] =
        json!({"id": "i", "color": "red", "size": "1", "more": 1, "name": null});
    example["parameters"]["other"] = 1.into();
    example["parameters"]["api-version"] = "2019".into();
    example["responses"] = json!({"200": {"body": {"color": "Blue"}}, "201": {}});
    let report = run(example, right);
    let wanted = [
        Kind::UndeclaredProperty,
        Kind::ReadOnlyProperty,
        Kind::UndeclaredParameter,
        Kind::ApiVersion,
        Kind::TextForScalar,
        Kind::Spelling,
        Kind::Misfit,
        Kind::Null,
        Kind::UndeclaredStatus,
    ];
    assert_eq!(kinds(&report), wanted, "{report}");
    assert_eq!((report.requests.faulty, report.responses.faulty), (1, 1));
}

#[test]
fn names_in_another_case_are_spellings() {
    let mut example = example();
    example["parameters"]["thing"] = json!({"ID": "i", "Color": "Red", "Size": 1, "name": "n"});
    example["responses"] = json!({"200": {"body": {"Color": "Red", "size": 1, "SIZE": 2}}});
    let report = run(example, right);
    let wanted = [
        Kind::UndeclaredProperty,
        Kind::ReadOnlyProperty,
        Kind::Spelling,
    ];
    assert_eq!(kinds(&report), wanted, "{report}");
    let spelled = |it: &Finding| it.kind == Kind::Spelling;
    assert_eq!(report.findings.iter().filter(|it| spelled(it)).count(), 4);
}

#[test]
fn what_cannot_be_compared_is_counted_apart() {
    let mut lacking = example();
    lacking["parameters"]
        .as_object_mut()
        .unwrap()
        .remove("name");
    let report = run(lacking, right);
    assert_eq!(kinds(&report), [Kind::MissingParameter]);
    assert_eq!(report.requests.barred, 1);
    let mut misshapen = example();
    misshapen["responses"]["200"]["body"] = json!([]);
    let report = run(misshapen, right);
    assert_eq!(kinds(&report), [Kind::Shape]);
    assert_eq!(report.responses.barred, 1);
}

#[test]
fn data_and_checks_must_agree() {
    let one = data(example());
    for (data, checks, expected) in [
        (
            "{",
            &[][..],
            "the examples of things: EOF while parsing an object at line 1 column 1",
        ),
        (
            "{}",
            &[],
            "the examples of things: missing field `operations` at line 1 column 2",
        ),
        (
            &one,
            &[("Things_Get", right as Check)],
            "things: the check of Things_Get is paired with the examples of Things_Put",
        ),
        (&one, &[], "things: 0 checks for 1 operations"),
        (
            &one,
            &[("Things_Put", right), ("Things_Get", right)],
            "things: 2 checks for 1 operations",
        ),
    ] {
        assert_eq!(collect("things", data, checks).unwrap_err(), expected);
    }
}
