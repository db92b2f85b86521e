//! Each part of a request that differs from the declared operation is reported with both values.

use std::fmt::Write;

use arm_runtime::examples::{Case, Check, Inputs, Sample, Stop, collect};
use arm_runtime::value::JsonValue;
use arm_runtime::{
    Call, Json, ListStyle, Map, Method, Operation, Parameter, ParameterLocation, RequestBody,
    Service, string_enum,
};
use serde_json::json;

use super::Thing;

enum Mood {
    Calm,
    UnknownValue(String),
}
string_enum!(Mood { 0: Calm = "Calm" } in calls);

/// A parameter of each location, with the styles that decide what is sent.
const PARAMETERS: &[Parameter] = &[
    Parameter::host("account"),
    Parameter::path("name"),
    Parameter::path("part"),
    Parameter::path("scope").verbatim(),
    Parameter::path("kind").constant("k"),
    Parameter::query("$filter"),
    Parameter::query("mode").constant("m"),
    Parameter::query("ids").style(ListStyle::Pipes),
    Parameter::query("tags").style(ListStyle::Multi),
    Parameter::query("few").style(ListStyle::Simple),
    Parameter::query("skip").verbatim(),
    Parameter::query("mood"),
    Parameter::query("count"),
    Parameter::query("deep"),
    Parameter::header("If-Match"),
    Parameter::header("x-list"),
    Parameter::header("x-meta-").prefix(),
];

const PUT: Operation = Operation {
    id: "Things_Put",
    method: Method::Put,
    host: Some("https://{account}.example.com/base"),
    path: "/things/{name}/in({part})/{scope}/{kind}?comp=list&flag",
    api_version: "2020-01-01",
    parameters: PARAMETERS,
    body: Some(RequestBody::JSON),
    success: &[200],
    ..Operation::DEFAULT
};

/// The declaration of [`PUT`] and its example.
fn declared() -> JsonValue {
    json!({
        "id": "Things_Put", "method": "PUT", "host": "https://{account}.example.com/base",
        "path": "/things/{name}/in({part})/{scope}/{kind}?comp=list&flag",
        "api_version": "2020-01-01", "api_version_name": "api-version", "api_version_in": "query",
        "parameters": {
            "account": {"in": "host"},
            "name": {"in": "path"},
            "part": {"in": "path"},
            "scope": {"in": "path", "verbatim": true},
            "kind": {"in": "path", "constant": "k"},
            "$filter": {"in": "query"},
            "mode": {"in": "query", "constant": "m"},
            "ids": {"in": "query", "separator": "|"},
            "tags": {"in": "query"},
            "few": {"in": "query", "separator": ",", "skips_empty": true},
            "skip": {"in": "query", "verbatim": true},
            "mood": {"in": "query"},
            "count": {"in": "query"},
            "deep": {"in": "query"},
            "If-Match": {"in": "header"},
            "x-list": {"in": "header", "separator": ","},
            "x-meta-": {"in": "header", "prefix": true},
        },
        "body": {"name": "thing", "media_type": "application/json", "json": true},
        "accept": "application/json", "statuses": [200], "default": false,
        "example": {
            "account": "acme", "name": "a/b ?#%", "part": "p)(", "scope": "/x/y%20z/", "api-version": "2020-01-01",
            "$filter": "x eq 'a+b&c=d'", "mode": "m", "ids": ["1", "2"], "tags": ["s t", "u"], "skip": "a%2Fb", "mood": "Calm",
            "count": 5.0, "If-Match": "*", "x-list": ["v", "w"], "x-meta-": {"Color": "red", "size": "2"},
            "thing": {"color": "Red", "size": 1.0, "name": "n"},
        },
    })
}

/// Applies a JSON merge patch.
pub(super) fn merge(target: &mut JsonValue, patch: &JsonValue) {
    let JsonValue::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    for (key, value) in patch {
        // A text `null` stands for the value `null`, which removes a member in a merge patch.
        match value {
            JsonValue::Null => drop(target.as_object_mut().unwrap().remove(key)),
            JsonValue::String(text) if text == "null" => target[key] = JsonValue::Null,
            value => merge(&mut target[key], value),
        }
    }
}

/// Returns the findings for an example after a patch of the declaration.
pub(super) fn findings(mut declared: JsonValue, patch: &JsonValue, check: Check) -> String {
    merge(&mut declared, patch);
    let parameters = declared["parameters"].take();
    let named = |(name, it): (&String, &JsonValue)| {
        let mut it = it.clone();
        it["name"] = name.as_str().into();
        it
    };
    declared["parameters"] = parameters
        .as_object()
        .into_iter()
        .flatten()
        .map(named)
        .collect();
    let example = declared["example"].take();
    declared["examples"] = json!([{
        "title": "A thing", "file": "things.json", "pointer": "/e", "content": {"parameters": example},
    }]);
    let data = json!({"operations": [declared]}).to_string();
    let report = collect("things", &data, &[("Things_Put", check)]).unwrap();
    let lines = report.findings.iter().map(|it| format!("    {it}\n"));
    lines.collect()
}

/// Lists the findings for each patch.
fn listed(declared: &JsonValue, check: Check, patches: &[JsonValue]) -> String {
    let mut text = String::new();
    for patch in patches {
        let found = findings(declared.clone(), patch, check);
        let found = if found.is_empty() {
            "    equal\n"
        } else {
            &found
        };
        write!(text, "{patch}\n{found}").unwrap();
    }
    text
}

fn call(it: &Inputs<'_>, operation: &'static Operation) -> Result<Sample, Stop> {
    let call: Call<()> = it
        .arm()?
        .prepare(
            operation,
            &[
                &it.argument::<String>("account")?,
                &it.argument::<String>("name")?,
                &it.argument::<String>("part")?,
                &it.argument::<String>("scope")?,
                &it.optional::<String>("$filter")?,
                &it.optional::<Vec<String>>("ids")?,
                &it.optional::<Vec<String>>("tags")?,
                &it.optional::<Vec<String>>("few")?,
                &it.optional::<String>("skip")?,
                &it.optional::<Mood>("mood")?,
                &it.optional::<i64>("count")?,
                &it.optional::<bool>("deep")?,
                &it.optional::<String>("If-Match")?,
                &it.optional::<Vec<String>>("x-list")?,
                &it.optional::<Map<String>>("x-meta-")?,
            ],
        )
        .body::<Option<Thing>>(it.optional::<Thing>("thing")?.as_ref())
        .call();
    Ok(call.into())
}

fn put(it: &mut Case<'_>) {
    static OPERATION: Operation = PUT;
    it.send(&|it| call(it, &OPERATION));
}

fn by_header(it: &mut Case<'_>) {
    static OPERATION: Operation = Operation {
        api_version_in: ParameterLocation::Header,
        api_version_name: "X-Version",
        accept: "",
        ..PUT
    };
    it.send(&|it| call(it, &OPERATION));
}

#[test]
fn differences_of_urls_are_reported_with_both_values() {
    let patches = [
        json!({}),
        json!({"method": "put"}),
        json!({"method": "PATCH"}),
        json!({"host": "https://{account}.example.org/base"}),
        json!({"host": "https://{ACCOUNT}.example.com/base"}),
        json!({"host": "https://ACME.example.com/base"}),
        json!({"host": "https://acme.example.com:444/base"}),
        json!({"host": "{account}.example.com/base/"}),
        json!({"host": "http://{account}.example.com/b%61se"}),
        json!({"host": "https://{account}.example.com/other/base"}),
        json!({"host": "null"}),
        json!({"path": "things/{name}/in({part})/{scope}/{kind}?comp=list&flag"}),
        json!({"path": "/thing/{name}/in({part})/{scope}/{kind}?comp=list&flag"}),
        json!({"path": "/th%69ngs/{name}/in({part})/{scope}/{kind}?comp=list&flag"}),
        json!({"path": "/things/{name}/in({other})/{scope}/{kind}?comp=list&flag"}),
        json!({"path": "/things/{name}/in({part})/{scope}/{kind}/{api-version}/{subscriptionId}?comp=list&flag"}),
        json!({"path": "/things/{name}/in({part})/{scope}/{kind}/{{name}}/{x?comp=list&flag"}),
        json!({"path": "/things/{name}/in({part})/{scope}/{kind}"}),
        json!({"path": "/things/{name}/in({part})/{scope}/{kind}?comp=%6Cist&&flag="}),
        json!({"path": "/things/{name}/in({part})/{scope}/{kind}?comp=list&flag=1"}),
        json!({"example": {"scope": "x"}}),
        json!({"example": {"scope": "x//y"}}),
        json!({"example": {"subscriptionId": "s"}, "path": "/{subscriptionId}"}),
        json!({"parameters": {"scope": {"verbatim": false}}}),
        json!({"parameters": {"name": {"verbatim": true}}}),
        json!({"parameters": {"kind": {"constant": "l"}}}),
        json!({"parameters": {"kind": {"in": "query"}}}),
        json!({"parameters": {"name": null}}),
        json!({"example": {"name": null}}),
        json!({"example": {"name": "null"}}),
        json!({"example": {"name": "null", "Name": "n"}}),
        json!({"example": {"name": null, "Name": "n"}}),
        json!({"example": {"name": 1}}),
        json!({"example": {"name": ["n"]}}),
        json!({"example": {"name": ".."}}),
        json!({"example": {"account": "a/b"}}),
    ];
    insta::assert_snapshot!("urls", listed(&declared(), put, &patches));
}

#[test]
fn differences_of_queries_are_reported_with_both_values() {
    let patches = [
        json!({"parameters": {"$filter": null}}),
        json!({"parameters": {"$filter": {"in": "header"}}}),
        json!({"parameters": {"ids": {"separator": ","}}}),
        json!({"parameters": {"ids": {"separator": null}}}),
        json!({"parameters": {"tags": {"separator": ","}}}),
        json!({"parameters": {"skip": {"verbatim": false}}}),
        json!({"parameters": {"mode": {"constant": "n"}}}),
        json!({"parameters": {"mode": {"constant": null}}}),
        json!({"example": {"mode": "other"}}),
        json!({"example": {"mode": null}}),
        json!({"example": {"$filter": null, "skip": null, "mood": null, "count": null}}),
        json!({"example": {"$filter": "a+b", "skip": "a+b"}}),
        json!({"example": {"ids": [], "tags": []}}),
        json!({"example": {"few": []}}),
        json!({"example": {"few": ["x", "y"]}}),
        json!({"example": {"few": []}, "parameters": {"few": {"skips_empty": false}}}),
        json!({"example": {"ids": ["1"], "tags": ["1", "2", "3"]}}),
        json!({"example": {"ids": "1"}}),
        json!({"example": {"mood": "calm"}}),
        json!({"example": {"mood": "Angry"}}),
        json!({"example": {"count": "5"}}),
        json!({"example": {"count": 5.5}}),
        json!({"example": {"count": true}}),
        json!({"example": {"deep": true}}),
        json!({"example": {"deep": "true"}}),
        json!({"example": {"deep": "True"}}),
        json!({"example": {"deep": "yes"}}),
        json!({"api_version": "2021-01-01"}),
        json!({"api_version": ""}),
        json!({"api_version_name": "version"}),
        json!({"api_version_in": "header"}),
        json!({"example": {"api-version": null}}),
        json!({"example": {"api-version": "2019-01-01"}}),
        json!({"example": {"API-Version": "2019-01-01"}}),
        json!({"example": {"other": 1, "Mode": "m", "a/~b": 2}}),
    ];
    insta::assert_snapshot!("queries", listed(&declared(), put, &patches));
}

#[test]
fn differences_of_headers_are_reported_with_both_values() {
    let patches = [
        json!({"parameters": {"If-Match": null}}),
        json!({"parameters": {"If-Match": {"constant": "*"}}}),
        json!({"parameters": {"If-Match": {"constant": "x"}}}),
        json!({"parameters": {"x-list": {"separator": " "}}}),
        json!({"parameters": {"x-meta-": {"prefix": false}}}),
        json!({"parameters": {"x-other": {"in": "header"}}}),
        json!({"parameters": {"Accept": {"in": "header", "constant": "text/plain"}}}),
        json!({"example": {"If-Match": null, "x-list": null, "x-meta-": null}}),
        json!({"example": {"x-list": [], "x-meta-": {}}}),
        json!({"accept": "text/plain"}),
        json!({"accept": ""}),
        json!({"body": {"media_type": "text/json"}}),
    ];
    insta::assert_snapshot!("headers", listed(&declared(), put, &patches));
}

#[test]
fn the_header_of_an_api_version_is_compared() {
    let mut declared = declared();
    merge(
        &mut declared,
        &json!({
            "api_version_in": "header", "api_version_name": "X-Version", "accept": "",
            "example": {"api-version": null, "X-Version": "2020-01-01"},
        }),
    );
    let patches = [
        json!({}),
        json!({"api_version": "2021-01-01"}),
        json!({"api_version_name": "X-Other"}),
        json!({"api_version_in": "query"}),
        json!({"accept": "text/plain"}),
        json!({"path": "/things/{name}/in({part})/{scope}/{x-version}?comp=list&flag"}),
        json!({"example": {"X-Version": null}}),
        json!({"example": {"x-version": "2020-01-01", "X-Version": null}}),
        json!({"example": {"thing": null}}),
    ];
    insta::assert_snapshot!("header_version", listed(&declared, by_header, &patches));
}

/// A request that violates the constraints of its spec is built without them, and the violation is a fault of the spec.
#[test]
fn examples_that_violate_constraints_are_compared_nevertheless() {
    fn check(it: &mut Case<'_>) {
        static GET: Operation = Operation {
            id: "Things_Get",
            path: "/things/{name}",
            parameters: &[Parameter::path("name").min_length(2)],
            ..Operation::DEFAULT
        };
        it.send(&|it| {
            let name = it.argument::<String>("name")?;
            Ok(it.arm()?.prepare(&GET, &[&name]).call::<(), Json>().into())
        });
    }
    let declared = json!({
        "id": "Things_Put", "method": "GET", "host": null, "path": "/things/{name}", "api_version": "", "api_version_name": "api-version",
        "api_version_in": "query", "parameters": {"name": {"in": "path"}}, "body": null, "accept": "application/json", "statuses": [],
        "default": false, "example": {"name": "ab"},
    });
    let patches = [
        json!({}),
        json!({"example": {"name": "a"}}),
        json!({"example": {"name": "a"}, "path": "/other/{name}"}),
        json!({"example": {"name": "."}}),
        json!({"example": {"name": ""}}),
        json!({"example": {"subscriptionId": "s/t", "name": "a"}}),
    ];
    insta::assert_snapshot!("constraints", listed(&declared, check, &patches));
}

/// The variables of a service are options of the client.
#[test]
fn variables_of_a_service_are_taken_from_the_example() {
    fn check(it: &mut Case<'_>) {
        static SERVICE: Service = Service {
            endpoint: "https://{region}.example.com/{stage}",
            defaults: &[("stage", "v1")],
            ..Service::DEFAULT
        };
        static GET: Operation = Operation {
            id: "Things_Get",
            path: "/things",
            service: Some(&SERVICE),
            ..Operation::DEFAULT
        };
        it.send(&|it| Ok(it.arm()?.prepare(&GET, &[]).call::<(), Json>().into()));
    }
    let declared = json!({
        "id": "Things_Put", "method": "GET", "host": "https://{region}.example.com/{stage}", "path": "/things", "api_version": "",
        "api_version_name": "api-version", "api_version_in": "query", "body": null, "accept": "application/json", "statuses": [],
        "parameters": {"region": {"in": "host"}, "stage": {"in": "host", "constant": "v1"}, "other": {"in": "query"}},
        "default": false, "example": {"region": "west"},
    });
    let patches = [
        json!({}),
        json!({"example": {"region": "east", "stage": "v1"}}),
        json!({"example": {"stage": "v2"}}),
        json!({"example": {"region": null}}),
        json!({"example": {"other": "x"}}),
    ];
    insta::assert_snapshot!("variables", listed(&declared, check, &patches));
}
