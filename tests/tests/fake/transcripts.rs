//! Transcripts: requests of a file, each with the whole response. The snapshots are the specification of the fake.
//!
//! A line is a request: method, path, headers such as `If-Match:*`, and a body. `$S` is a subscription and `$G` the provider in a
//! resource group. `@Name` is a header, or the `nextLink`, of the last response that had it, and `_` in a header is a space. The api-version is added
//! unless the path has `?` at its end or a version. A script that begins with `# brief` shows the names of listed items in place
//! of bodies of success, and one that begins with `# headers` shows the headers of every response.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use arm_fake::{FakeArm, FakeResponse, Fault, Settings};
use arm_runtime::describe::Module;
use serde_json::{Map, Value};
use tests::place;

pub const SUBSCRIPTION: &str = "/subscriptions/11112222-3333-4444-5555-666677778888";

/// A provider of Azure Resource Manager with every kind of property, parameter and operation.
const SHOPS: &str = include_str!("transcripts/shops.yaml");

/// A provider whose resources have keys in several forms.
const SAFES: &str = include_str!("transcripts/safes.yaml");

/// A provider whose operations declare different statuses.
const STATUSES: &str = include_str!("transcripts/statuses.yaml");

/// A service with endpoints and keys of its own.
const TILES: &str = include_str!("transcripts/tiles.yaml");

/// A provider with paths, lists, bodies and responses of the less usual kinds.
const ODDS: &str = include_str!("transcripts/odds.yaml");

/// A service whose operations have their api-version in different places.
const PLACES: &str = include_str!("transcripts/places.yaml");

/// A provider with resources, actions and lists that differ from the usual ones in one point each.
const CORNERS: &str = include_str!("transcripts/corners.yaml");

/// A service with paths of every kind.
const PATHS: &str = include_str!("transcripts/paths.yaml");

/// A service whose resources have keys in parentheses.
const PARENTHESES: &str = include_str!("transcripts/parentheses.yaml");

/// Headers of responses: those that depend on the request, and those of every response.
const HEADERS: [&str; 23] = [
    "ETag",
    "Location",
    "Azure-AsyncOperation",
    "Operation-Location",
    "Retry-After",
    "WWW-Authenticate",
    "Content-Type",
    "x-ms-client-request-id",
    // Of every response.
    "x-fake-arm",
    "x-ms-request-id",
    "x-ms-correlation-request-id",
    "x-ms-routing-request-id",
    "x-ms-ratelimit-remaining-subscription-reads",
    "x-ms-ratelimit-remaining-subscription-writes",
    "x-ms-ratelimit-remaining-subscription-deletes",
    "x-ms-ratelimit-remaining-tenant-reads",
    "x-ms-ratelimit-remaining-tenant-writes",
    "Cache-Control",
    "Pragma",
    "Expires",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "Date",
];

/// The number of headers that depend on the request.
const OWN: usize = 8;

/// Creates a fake of the documents that a transcript is about.
pub fn fake(name: &str, settings: Settings) -> FakeArm {
    let documents = match name {
        "odds" | "odd_lists" | "canned" => &[("Microsoft.Odds", ODDS)][..],
        "places" => &[("Places", PLACES)],
        "paths" => &[("Paths", PATHS)],
        "parentheses" => &[("Parentheses", PARENTHESES)],
        "corners" => &[("Microsoft.Corners", CORNERS)],
        _ => &[
            ("Microsoft.Shops", SHOPS),
            ("Microsoft.Safes", SAFES),
            ("Microsoft.Statuses", STATUSES),
            ("Tiles", TILES),
        ],
    };
    let modules: Vec<&'static [Module]> = documents.iter().map(|it| read(it.0, it.1)).collect();
    FakeArm::with_settings(&modules, settings)
}

/// Reads a document once.
fn read(provider: &'static str, text: &str) -> &'static [Module] {
    static READ: Mutex<BTreeMap<&str, &'static [Module]>> = Mutex::new(BTreeMap::new());
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    read.entry(provider).or_insert_with(|| {
        let folder = place::scratch(&format!("transcripts-{provider}"));
        let folder = folder.join(provider).join("stable/2030-01-01");
        std::fs::create_dir_all(&folder).expect("target/ can be written");
        let file = folder.join("document.yaml");
        std::fs::write(&file, text).expect("target/ can be written");
        let modules = arm_fake::specs::read_documents(vec![file]);
        modules.unwrap_or_else(|it| panic!("{it}")).leak()
    })
}

fn check(name: &str, requests: &str, settings: Settings) {
    let fake = fake(name, settings);
    let mut text = String::new();
    let mut last: Vec<(String, String)> = Vec::new();
    for line in requests.lines() {
        text += &format!("{line}\n");
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let response = send(&fake, line, &last);
        text += &shown(&response, requests);
        let link = body(&response)["nextLink"].clone();
        let link = link
            .as_str()
            .map(|it| ("nextLink".to_owned(), it.to_owned()));
        last.splice(0..0, response.headers.into_iter().chain(link));
    }
    assert_snapshot(name, &text);
}

pub fn assert_snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!(format!("transcript_{name}"), text));
}

#[test]
fn each_operation_has_a_source_of_its_responses() {
    let mut text = String::new();
    for name in ["coverage", "odds", "corners"] {
        let fake = fake(name, Settings::default());
        for (operation, source) in fake.coverage() {
            text += &format!("{}: {source:?}\n", operation.id);
        }
    }
    assert_snapshot("coverage", &text);
}

/// Sends the request of a line. `last` contains headers of earlier responses.
pub fn send(fake: &FakeArm, line: &str, last: &[(String, String)]) -> FakeResponse {
    let header = |name: &str| {
        let found = last.iter().find(|it| it.0.eq_ignore_ascii_case(name));
        found.map(|it| it.1.clone()).expect("a response had it")
    };
    let (method, rest) = line.split_once(' ').expect("a method and a path");
    let (target, mut rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let mut target = match target.strip_prefix('@') {
        Some(name) => header(name).replace("https://localhost", ""),
        None => target
            .replace(
                "$G",
                &format!("{SUBSCRIPTION}/resourceGroups/g/providers/Microsoft.Shops"),
            )
            .replace("$S", SUBSCRIPTION),
    };
    if let Some(bare) = target.strip_suffix('?') {
        target = bare.to_owned();
    } else if !target.contains("api-version") {
        let sign = if target.contains('?') { '&' } else { '?' };
        target += &format!("{sign}api-version=2030-01-01");
    }
    let mut headers = Vec::new();
    while let Some((word, more)) = rest.split_once(' ').or(Some((rest, "")))
        && let Some((name, value)) = word.split_once(':')
        && name
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || it == '-')
    {
        let value = match value.strip_prefix('@') {
            Some(name) => header(name),
            None => value.replace('_', " "),
        };
        headers.push((name.to_owned(), value));
        rest = more;
    }
    fake.respond(method, "https://localhost", &target, headers, rest.into())
}

fn body(response: &FakeResponse) -> Value {
    let body = response.body.as_deref().unwrap_or_default();
    serde_json::from_slice(body).unwrap_or_default()
}

/// Returns a response as a transcript shows it. The first line of `requests` selects the form.
pub fn shown(response: &FakeResponse, requests: &str) -> String {
    let is_brief = requests.starts_with("# brief");
    let count = match requests.starts_with("# headers") {
        true => HEADERS.len(),
        false => OWN,
    };
    let mut text = format!("    {} {:?}", response.status, response.source);
    let is_usual = |it: &(String, String)| count == OWN && it.1.starts_with("application/json");
    for name in HEADERS.iter().take(count) {
        let found = response.headers.iter();
        let found = found.filter(|it| it.0 == *name && !is_usual(it));
        found.for_each(|it| text += &format!(" {name}:{}", it.1));
    }
    let lines = match body(response) {
        Value::Object(body) if is_brief && response.status < 400 => names(&body),
        Value::Object(body) => body
            .iter()
            .map(|(name, value)| format!("\n        {name}: {value}"))
            .collect(),
        Value::Null => {
            let text = response.body.as_deref().unwrap_or_default();
            let text = String::from_utf8_lossy(text);
            text.lines().map(|it| format!("\n        {it}")).collect()
        }
        other => format!("\n        {other}"),
    };
    (text + &lines + "\n").replace(SUBSCRIPTION, "$S")
}

/// Returns the names of listed items, and the link to the next page.
fn names(body: &Map<String, Value>) -> String {
    let items = body.get("value").and_then(Value::as_array);
    let names: Vec<&str> = (items.into_iter().flatten())
        .filter_map(|it| it["name"].as_str())
        .collect();
    let names = items.map(|_| format!("\n        {}", names.join(", ")));
    let link = body.get("nextLink");
    let link = link.map(|it| format!("\n        nextLink: {it}"));
    names.unwrap_or_default() + &link.unwrap_or_default()
}

macro_rules! transcripts {
    ($($(#[$doc:meta])* $name:ident: $settings:expr;)*) => {$(
        $(#[$doc])*
        #[test]
        fn $name() {
            let requests = include_str!(concat!("transcripts/", stringify!($name), ".txt"));
            check(stringify!($name), requests, $settings);
        }
    )*};
}

transcripts! {
    canned: Settings { create_groups: true, ..Settings::default() };
    odd_lists: Settings { create_groups: true, page_size: 1, polls: 0, ..Settings::default() };
    odds: Settings { create_groups: true, ..Settings::default() };
    access: Settings {
        strict_auth: true,
        require_registration: true,
        subscriptions: vec![SUBSCRIPTION[15..].to_owned()],
        denied: vec!["*/delete".to_owned(), "microsoft.shops/shops/re*art/action".to_owned(), "Microsoft.Resources/subscriptions/read".to_owned()],
        create_groups: true,
        ..Settings::default()
    };
    actions: Settings { create_groups: true, ..Settings::default() };
    headers: Settings { create_groups: true, seed: 7, ..Settings::default() };
    groups: Settings { page_size: 2, ..Settings::default() };
    keys: Settings { create_groups: true, ..Settings::default() };
    lists: Settings { create_groups: true, page_size: 2, ..Settings::default() };
    long_running: Settings { create_groups: true, polls: 2, retry_after: 7, ..Settings::default() };
    corners: Settings { create_groups: true, ..Settings::default() };
    paths: Settings::default();
    parentheses: Settings::default();
    places: Settings { strict_auth: true, ..Settings::default() };
    requests: Settings::default();
    resources: Settings { create_groups: true, ..Settings::default() };
    services: Settings { strict_auth: true, ..Settings::default() };
    statuses: Settings { create_groups: true, polls: 0, ..Settings::default() };
    validation: Settings { create_groups: true, ..Settings::default() };
}

/// The ID decides the name and the type of a resource, so that they are not stored.
#[test]
fn properties_of_the_url_are_not_stored() {
    let settings = Settings {
        create_groups: true,
        ..Settings::default()
    };
    let fake = fake("corners", settings);
    let path = format!("{SUBSCRIPTION}/resourceGroups/g/providers/Microsoft.Corners/shells/s");
    let own =
        r#""id": "x", "name": "x", "type": "x", "etag": "x", "systemData": {"createdBy": "x"}"#;
    for (method, more) in [("PUT", "eastus"), ("PATCH", "east us"), ("PUT", "EASTUS")] {
        let line = format!(r#"{method} {path} {{{own}, "location": "{more}"}}"#);
        assert_eq!(send(&fake, &line, &[]).status, 200, "{method}");
        let stored = fake.get(&path).expect("it was stored");
        let names: Vec<&String> = stored
            .as_object()
            .into_iter()
            .flatten()
            .map(|it| it.0)
            .collect();
        assert_eq!(names, ["location"], "{method}");
    }
}

/// The state after a failure is that of the next operation.
#[test]
fn a_write_that_succeeds_ends_a_failure() {
    let settings = Settings {
        create_groups: true,
        polls: 0,
        ..Settings::default()
    };
    let fake = fake("corners", settings);
    let line = |method: &str| {
        format!("{method} $S/resourceGroups/g/providers/Microsoft.Corners/piers/p {{}}")
    };
    fake.fail(
        "Piers_Put",
        1,
        Fault::OperationFails {
            code: "Storm".to_owned(),
            message: "It is windy.".to_owned(),
        },
    );
    let mut states = Vec::new();
    let mut last = Vec::new();
    for (method, poll) in [("PUT", true), ("PATCH", false), ("PUT", true)] {
        let response = send(&fake, &line(method), &[]);
        states.push(body(&response)["properties"]["provisioningState"].clone());
        if poll {
            last.splice(0..0, response.headers);
            let response = send(&fake, "GET @Azure-AsyncOperation", &last);
            states.push(body(&response)["status"].clone());
        }
    }
    let expected = ["Creating", "Failed", "Succeeded", "Updating", "Succeeded"];
    assert_eq!(states, expected);
}

/// A text has the least length of its constraints, but at most 1024 characters.
#[test]
fn texts_have_their_least_length() {
    let fake = fake("corners", Settings::default());
    let path = "$S/providers/Microsoft.Corners/lengths";
    let body = body(&send(&fake, &format!("GET {path}"), &[]));
    let lengths = ["none", "some", "most"].map(|it| body[it].as_str().map(str::len));
    assert_eq!(lengths, [Some(4), Some(6), Some(1024)]);
}

/// Values are checked down to a depth of 64, so that a body cannot exhaust the stack.
#[test]
fn values_are_checked_to_a_depth_of_64() {
    let settings = Settings {
        create_groups: true,
        ..Settings::default()
    };
    let fake = fake("canned", settings);
    // A value around another one, the innermost value, and the number of values around it up to which its fault is found.
    for (property, open, close, wrong, most) in [
        ("deep", r#"{"next": "#, "}", r#"{"size": "x"}"#, 61),
        ("deep", r#"{"links": ["#, "]}", r#"{"size": "x"}"#, 30),
        ("deep", r#"{"map": {"k": "#, "}}", r#"{"size": "x"}"#, 30),
        ("pick", r#"{"next": "#, "}", r#"{"size": "x"}"#, 30),
        (
            "shapes",
            r#"{"kind": "Round", "edges": 1, "radius": 1, "inner": "#,
            "}",
            r#"{"kind": "Flat", "edges": "x"}"#,
            29,
        ),
        (
            "shape",
            r#"{"kind": "Round", "edges": 1, "radius": 1, "inner": "#,
            "}",
            r#"{"kind": "Flat", "edges": "x"}"#,
            30,
        ),
    ] {
        let status = |n: usize| {
            let value = open.repeat(n) + wrong + &close.repeat(n);
            let value = match property {
                "shapes" => format!(r#"{{"k": {value}}}"#),
                _ => value,
            };
            let path = "$S/resourceGroups/g/providers/Microsoft.Odds/bodies/b";
            let line = format!(r#"PUT {path} {{"properties": {{"{property}": {value}}}}}"#);
            send(&fake, &line, &[]).status
        };
        let found = (0..80).take_while(|n| status(*n) == 400).count();
        assert_eq!(found, most + 1, "{open}");
        assert_eq!(status(found), 200, "{open}");
    }
}
