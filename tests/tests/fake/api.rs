//! The fake in a test: its state, its faults, and what it tells about requests.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use arm_fake::{FakeArm, FakeResponse, Fault, Settings};
use arm_runtime::Operation;
use serde_json::{Value, json};

use crate::transcripts::{SUBSCRIPTION, fake, send, shown};

fn shops(name: &str) -> FakeArm {
    let fake = fake(name, Settings::default());
    fake.put_group(&SUBSCRIPTION[15..], "g", "eastus");
    fake
}

fn get(fake: &FakeArm, path: &str) -> FakeResponse {
    send(fake, &format!("GET {path}"), &[])
}

fn shop(name: &str) -> String {
    format!("{SUBSCRIPTION}/resourceGroups/g/providers/Microsoft.Shops/shops/{name}")
}

/// Returns the message of a panic.
fn failure(test: impl FnOnce()) -> String {
    let error = catch_unwind(AssertUnwindSafe(test)).expect_err("it panics");
    let text = error.downcast_ref::<String>().cloned();
    text.or_else(|| error.downcast_ref::<&str>().map(|it| (*it).to_owned()))
        .expect("a panic has a message")
}

#[test]
fn a_test_puts_and_removes_resources() {
    let fake = shops("api-state");
    assert_eq!(fake.get(&shop("a")), None);
    let body = json!({ "id": "x", "name": "x", "type": "x", "etag": "x", "systemData": {}, "location": "eastus" });
    fake.put(&format!("{}/", shop("A")), body);
    // Names that the URL and the service determine are not kept.
    assert_eq!(
        fake.get(&format!("{}/", shop("a"))),
        Some(json!({ "location": "eastus" }))
    );
    let group = format!("{SUBSCRIPTION}/resourceGroups/g");
    assert_eq!(fake.ids(), [group.clone(), shop("A")]);
    assert_eq!(get(&fake, "$G/shops/a").status, 200);
    assert!(fake.remove(&format!("{}/", shop("a"))));
    assert!(!fake.remove(&shop("a")));
    assert_eq!(get(&fake, "$G/shops/a").status, 404);

    // A group that is missing is created, and one that is there is kept.
    fake.put(&shop("b").replace("/g/", "/h/"), json!({}));
    let other = group.replace("/g", "/h");
    assert_eq!(fake.get(&other), Some(json!({ "location": "westeurope" })));
    fake.put(&shop("b"), json!({}));
    assert_eq!(fake.get(&group), Some(json!({ "location": "eastus" })));
    // Resources of the tenant are in no group.
    fake.put("/providers/Microsoft.Shops/shops/c", json!({}));
    assert_eq!(fake.ids().len(), 5);
    fake.reset();
    assert_eq!(fake.ids(), [""; 0]);
}

#[test]
fn what_is_not_a_resource_cannot_be_put() {
    let fake = shops("api-put");
    for (id, body, message) in [
        (
            "/subscriptions/x",
            json!({}),
            "/subscriptions/x is not a resource ID",
        ),
        (
            "/providers/A.B",
            json!({}),
            "/providers/A.B is not a resource ID",
        ),
        (
            "/providers/A.B/c",
            json!({}),
            "/providers/A.B/c is not a resource ID",
        ),
        (
            "/providers/A.B/c/d/e",
            json!({}),
            "/providers/A.B/c/d/e is not a resource ID",
        ),
        (
            "/providers/A.B/c/d",
            json!([]),
            "the body of /providers/A.B/c/d is not an object",
        ),
    ] {
        assert_eq!(failure(|| fake.put(id, body)), message);
    }
    fake.put("/providers/A.B/c/d", json!({}));
}

#[test]
fn each_fault_has_its_response() {
    let fake = shops("api-faults");
    let error =
        |code: &str, message: &str| json!({ "error": { "code": code, "message": message } });
    for (fault, status, retry_after, expected) in [
        (
            Fault::Throttled { retry_after: 17 },
            429,
            Some("17"),
            error(
                "TooManyRequests",
                "The request is being throttled. Please try again after '17' seconds.",
            ),
        ),
        (
            Fault::Status {
                status: 503,
                code: "Busy".to_owned(),
            },
            503,
            None,
            error("Busy", "The test asked for this error."),
        ),
        (Fault::MalformedJson, 200, None, Value::Null),
        (
            Fault::Slow(Duration::from_secs(1)),
            200,
            None,
            json!({ "value": [] }),
        ),
    ] {
        fake.fail("Shops_List", 1, fault);
        let response = get(&fake, "$G/shops");
        let after = response.headers.iter().find(|it| it.0 == "Retry-After");
        assert_eq!(
            (response.status, after.map(|it| &*it.1)),
            (status, retry_after)
        );
        let body = response.body.as_deref().unwrap_or_default();
        assert_eq!(
            serde_json::from_slice::<Value>(body).unwrap_or_default(),
            expected
        );
        // One request only.
        assert_eq!(
            shown(&get(&fake, "$G/shops"), ""),
            "    200 State\n        value: []\n"
        );
    }
    let sources: Vec<String> = fake
        .sources()
        .iter()
        .map(|it| format!("{:?} {}", it.0, it.1))
        .collect();
    assert_eq!(sources, ["State 5", "Test 3"]);
    assert_eq!(fake.count("Shops_List"), 8);
}

#[test]
fn requests_are_recorded_without_their_bodies_in_debug_output() {
    let fake = shops("api-requests");
    get(&fake, "$G/shops/a");
    send(&fake, "PUT $G/shops/a {\"location\": \"hush\"}", &[]);
    get(&fake, "/nowhere");
    let recorded = fake.requests();
    let lines = recorded.iter().map(|it| {
        let operation = it.operation.unwrap_or("none");
        format!("{operation} {} {:?} {}", it.status, it.request, it.reason)
    });
    assert_eq!(
        lines.collect::<Vec<_>>(),
        [
            format!(
                "Shops_Get 404 GET {} ResourceNotFound: The Resource 'Microsoft.Shops/shops/a' under resource group 'g' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
                shop("a")
            ),
            format!("Shops_Put 201 PUT {} ", shop("a")),
            "none 404 GET /nowhere NotFound: No loaded spec has the path '/nowhere'.".to_owned(),
        ]
    );
    assert_eq!(
        recorded[1].request.json().unwrap_or_default()["location"],
        "hush"
    );
    assert!(recorded[0].request.json().is_err());
    let response = get(&fake, "$G/shops/a");
    assert_eq!(format!("{response:?}"), "200 (state)");
    assert!(format!("{fake:?}").starts_with("FakeArm { settings: Settings { seed: 0"));
    let long = format!("/{}", "a".repeat(16 * 1024));
    assert_eq!(
        shown(&get(&fake, &long[..long.len() - 40]), "")
            .lines()
            .next(),
        Some("    404 Rejected")
    );
    let rejected = get(&fake, &long);
    assert_eq!(
        (rejected.status, rejected.reason.as_str()),
        (414, "RequestUriTooLong: The request URI is too long.")
    );
    let large = format!("PUT $G/shops/a \"{}\"", "a".repeat(4 * 1024 * 1024));
    let rejected = send(&fake, &large, &[]);
    assert_eq!(
        (rejected.status, rejected.reason.as_str()),
        (
            413,
            "RequestContentTooLarge: The request content exceeds the limit of 4 MiB."
        )
    );
}

#[test]
fn a_failed_operation_leaves_its_resource_failed() {
    let fake = shops("api-failure");
    fake.put(&shop("a"), json!({ "location": "eastus" }));
    let failed = || Fault::OperationFails {
        code: "Broken".to_owned(),
        message: "It broke.".to_owned(),
    };
    for (start, poll, state) in [
        (
            "PUT $G/shops/a/parts/p {}",
            "Azure-AsyncOperation",
            "Failed",
        ),
        ("POST $G/shops/a/sweep", "Location", "Failed"),
    ] {
        fake.fail_next(1, failed());
        let first = send(&fake, start, &[]);
        let mut last = first.headers.clone();
        let mut response = first;
        for _ in 0..3 {
            response = send(&fake, &format!("GET @{poll}"), &last);
            last.splice(0..0, response.headers.clone());
        }
        let body: Value = serde_json::from_slice(response.body.as_deref().unwrap_or_default())
            .unwrap_or_default();
        assert_eq!(
            body["error"],
            json!({ "code": "Broken", "message": "It broke." }),
            "{start}"
        );
        match poll {
            "Location" => assert_eq!(response.status, 409),
            _ => assert_eq!((response.status, &body["status"]), (200, &json!(state))),
        }
    }
    let part = shown(&get(&fake, "$G/shops/a/parts/p"), "");
    assert!(
        part.contains(r#"properties: {"provisioningState":"Failed"}"#),
        "{part}"
    );
}

/// An expectation that no request has met does not hide the failure of the test.
#[test]
fn a_test_that_fails_is_not_about_expectations() {
    let message = failure(|| {
        let fake = shops("api-panic");
        fake.on("Shops_Get", |_| FakeResponse::empty(204));
        fake.fail_next(1, Fault::Reset);
        panic!("of its own: {}", fake.count("Shops_Get"));
    });
    assert_eq!(message, "of its own: 0");
}

#[test]
fn an_operation_is_selected_by_its_version() {
    let fake = shops("api-selectors");
    let coverage = fake.coverage();
    let of = |id: &str| {
        let mut found = coverage.iter().filter(|it| it.0.id == id);
        found.next().expect("there is one").0
    };
    let (get, list) = (of("Shops_Get"), of("Shops_List"));
    fake.on(get, |_| FakeResponse::empty(418));
    assert_eq!(self::get(&fake, "$G/shops").status, 200);
    assert_eq!(self::get(&fake, "$G/shops/a").status, 418);
    assert_eq!((fake.count(get), fake.count(list)), (1, 1));
    // The same operation of another version.
    let mut other = *get;
    other.api_version = "2031-01-01";
    let other: &'static Operation = Box::leak(Box::new(other));
    let message = failure(|| fake.on(other, |_| FakeResponse::empty(418)));
    let start = "the bindings have no operation Shops_Get of 2031-01-01; they have Shops_Check, Shops_Clean,";
    assert!(message.starts_with(start), "{message}");
    fake.fail(list, 2, Fault::Reset);
    let message = failure(|| fake.verify());
    let line = message.lines().nth(1).unwrap_or_default();
    assert!(
        line.starts_with("  Shops_List of 2030-01-01: Reset: 2 times not met ("),
        "{message}"
    );
    fake.end_faults();
    fake.fail_next(0, Fault::Reset);
    fake.verify();
}

/// The latest ten requests are listed with expectations that were not met.
#[test]
fn the_last_requests_are_listed_with_unmet_expectations() {
    let fake = shops("api-unused");
    fake.on_times("Shops_Get", 3, |_| FakeResponse::empty(204));
    get(&fake, "$G/shops/a");
    for n in 0..10 {
        get(&fake, &format!("/nowhere/{n}"));
    }
    let message = failure(|| fake.verify());
    let lines: Vec<&str> = message.lines().collect();
    assert!(
        lines[1].starts_with("  Shops_Get: expected 3, received 1 ("),
        "{message}"
    );
    assert_eq!((lines.len(), lines[2]), (13, "the last requests:"));
    assert_eq!(
        lines[3],
        "  no operation: GET /nowhere/0 -> 404 NotFound: No loaded spec has the path '/nowhere/0'."
    );
    get(&fake, "$G/shops/a");
    let message = failure(|| fake.verify());
    let last = message
        .lines()
        .last()
        .map(|it| it.replace(SUBSCRIPTION, "$S"));
    let last = last.unwrap_or_default();
    assert_eq!(
        last,
        "  Shops_Get: GET $S/resourceGroups/g/providers/Microsoft.Shops/shops/a -> 204"
    );
    get(&fake, "$G/shops/a");
}

#[test]
fn a_request_is_one_of_the_operation_with_its_query() {
    let fake = fake("odds", Settings::default());
    fake.put_group(&SUBSCRIPTION[15..], "g", "eastus");
    let at = format!("{SUBSCRIPTION}/resourceGroups/g/providers/Microsoft.Odds/boxes/b");
    fake.put(&at, json!({ "location": "eastus" }));
    for query in [
        "",
        "?comp=list",
        "?comp=names&kind=all",
        "?comp=names",
        "?comp=other",
    ] {
        get(&fake, &format!("{at}/parts{query}"));
    }
    let operations = fake.requests();
    let operations: Vec<&str> = operations
        .iter()
        .map(|it| it.operation.unwrap_or_default())
        .collect();
    assert_eq!(
        operations,
        [
            "Parts_Get",
            "Parts_List",
            "Parts_Names",
            "Parts_Get",
            "Parts_Get"
        ]
    );
}

/// Denied actions are patterns, in which `*` stands for any text, in any case.
#[test]
fn a_pattern_denies_the_actions_that_it_matches() {
    for (pattern, denied) in [
        ("Microsoft.Shops/shops/read", true),
        ("microsoft.shops/SHOPS/READ", true),
        ("Microsoft.Shops/shops/rea", false),
        ("Microsoft.Shops/shops/reads", false),
        ("icrosoft.Shops/shops/read", false),
        ("*", true),
        ("**", true),
        ("*/read", true),
        ("*/write", false),
        ("Microsoft.Shops/*", true),
        ("Microsoft.Shop/*", false),
        ("Microsoft.*/read", true),
        ("*shops*shops*", true),
        ("*shops*shops*shops*", false),
        ("*read*shops*", false),
        ("*.Shops*/read", true),
        ("*Shops/shops/*shops/read", false),
        ("M*o*t.S*/s*d", true),
        ("", false),
    ] {
        let settings = Settings {
            denied: vec!["none".to_owned(), pattern.to_owned()],
            ..Settings::default()
        };
        let fake = fake("api-denied", settings);
        fake.put_group(&SUBSCRIPTION[15..], "g", "eastus");
        let status = get(&fake, "$G/shops/a").status;
        assert_eq!(status, if denied { 403 } else { 404 }, "{pattern}");
    }
}

/// The clock advances by a millisecond for each request, and by what a test or a client would have waited.
#[test]
fn the_clock_is_virtual_and_ends_operations() {
    let fake = shops("api-clock");
    let now = || fake.time().to_string();
    assert_eq!(now(), "2030-01-01 0:00:00.0 +00:00:00");
    get(&fake, "$G/shops/a");
    assert_eq!(now(), "2030-01-01 0:00:00.001 +00:00:00");
    fake.put(&shop("a"), json!({ "location": "eastus" }));
    // An operation that nobody polls ends after ten seconds.
    let exists = || fake.get(&format!("{}/parts/p", shop("a"))).is_some();
    send(&fake, "PUT $G/shops/a/parts/p {}", &[]);
    send(&fake, "DELETE $G/shops/a/parts/p", &[]);
    fake.advance(Duration::from_millis(9_990));
    assert!(exists());
    fake.advance(Duration::from_millis(10));
    assert!(!exists());
    fake.advance(Duration::MAX);
    assert_eq!(now(), "9999-01-01 0:00:00.0 +00:00:00");
}

/// Operations end without polls after the time that polls would take and two more, but not before ten seconds.
#[test]
fn operations_end_without_polls() {
    for (polls, retry_after, seconds) in [
        (1, 1, 10),
        (2, 7, 28),
        (0, 60, 120),
        (8, 1, 10),
        (9, 1, 11),
        (0, 0, 10),
    ] {
        let settings = Settings {
            polls,
            retry_after,
            ..Settings::default()
        };
        let fake = fake("api-due", settings);
        fake.put(&shop("a"), json!({ "location": "eastus" }));
        send(&fake, "PUT $G/shops/a/parts/p {}", &[]);
        send(&fake, "DELETE $G/shops/a/parts/p", &[]);
        let part = format!("{}/parts/p", shop("a"));
        fake.advance(Duration::from_millis(seconds * 1000 - 1));
        assert!(fake.get(&part).is_some(), "{polls} {retry_after}");
        fake.advance(Duration::from_millis(1));
        assert!(fake.get(&part).is_none(), "{polls} {retry_after}");
    }
}

/// A list shows the resources that a test has put below it, and those of its type in its scope.
#[test]
fn a_list_shows_what_a_test_has_put_in_its_scope() {
    let fake = fake("odds", Settings::default());
    let comets = format!("{SUBSCRIPTION}/providers/Microsoft.Odds/comets");
    let group = format!("{SUBSCRIPTION}/resourceGroups/g");
    for id in [
        format!("{comets}/a"),
        comets.replace(SUBSCRIPTION, &group) + "/b",
        comets.replace("comets", "meteors") + "/c",
        comets.replace("1111", "9999") + "/d",
    ] {
        fake.put(&id, json!({ "tail": "long" }));
    }
    let list = shown(&get(&fake, &comets), "");
    assert_eq!(
        list,
        "    200 State\n        value: [{\"name\":\"a\",\"tail\":\"long\"},{\"name\":\"b\",\"tail\":\"long\"}]\n"
    );
}

/// Only the URLs of a monitor show it, and a resource that a test puts again has another ETag.
#[test]
fn monitors_and_etags_are_those_of_their_resource() {
    let fake = shops("api-monitor");
    let tag = || {
        fake.put(&shop("a"), json!({ "location": "eastus" }));
        let response = get(&fake, "$G/shops/a");
        let tag = response.headers.iter().find(|it| it.0 == "ETag");
        tag.map(|it| it.1.clone()).expect("a resource has one")
    };
    assert_ne!(tag(), tag());
    let started = send(&fake, "POST $G/shops/a/sweep", &[]);
    let location = started.headers.iter().find(|it| it.0 == "Location");
    let location = location
        .expect("it is long-running")
        .1
        .replace("https://localhost", "");
    assert_eq!(get(&fake, &location).status, 202);
    for (kind, status) in [
        ("other", 404),
        ("operationStatuses", 200),
        ("OPERATIONRESULTS", 200),
    ] {
        let path = location.replace("operationResults", kind);
        assert_eq!(get(&fake, &path).status, status, "{path}");
    }
}
