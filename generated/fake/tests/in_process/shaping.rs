//! Faults, expectations and the clock.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use arm_fake::{FakeArm, FakeResponse, Fault, Settings, Source};
use arm_runtime::ErrorExt;
use generated::maps::v2023_06_01::Client;
use serde_json::{Value, json};

use super::{MAPS, SUBSCRIPTION, account, fake, header, json_of, path, send};

#[test]
fn faults_and_expectations_come_in_their_order() {
    let fake = fake();
    let target = path(&format!("{MAPS}/m?api-version=2023-06-01"));
    fake.on("Accounts_Get", |request| {
        FakeResponse::json(200, &json!({ "path": request.path() }))
    });
    fake.fail_next(1, Fault::Throttled { retry_after: 7 });
    let throttled = send(&fake, "GET", &target, &[], Value::Null);
    assert_eq!(
        (throttled.status, header(&throttled, "retry-after")),
        (429, "7".to_owned())
    );
    assert_eq!(
        send(&fake, "GET", &target, &[], Value::Null).source,
        Source::Test
    );
    assert_eq!(send(&fake, "GET", &target, &[], Value::Null).status, 404);
    fake.verify();
}

/// Returns the message with which a test fails.
fn failure(test: impl FnOnce()) -> String {
    let failed = catch_unwind(AssertUnwindSafe(test));
    *failed.unwrap_err().downcast::<String>().unwrap()
}

#[test]
fn unused_expectations_fail_the_test() {
    let list = path(&format!("{MAPS}?api-version=2023-06-01"));
    let expected = |fake: &FakeArm| {
        fake.on_times("Accounts_ListKeys", 2, |_| FakeResponse::empty(204));
    };
    let faults = |fake: &FakeArm| {
        fake.fail_next(2, Fault::Reset);
        send(fake, "GET", &list, &[], Value::Null);
    };
    let fault = |fake: &FakeArm| {
        fake.fail("Accounts_Get", 1, Fault::MalformedJson);
        send(fake, "GET", &list, &[], Value::Null);
    };
    let came = format!("  Accounts_ListByResourceGroup: GET {} ->", path(MAPS));
    let shapes: [&dyn Fn(&FakeArm); 3] = [&expected, &faults, &fault];
    let cases = [
        (
            "Accounts_ListKeys: expected 2, received 0",
            "  none".to_owned(),
        ),
        ("Reset: 1 times not met", format!("{came} 0")),
        (
            "Accounts_Get: MalformedJson: 1 times not met",
            format!("{came} 200"),
        ),
    ];
    for (shape, (unused, last)) in shapes.into_iter().zip(cases) {
        let whole = failure(|| shape(&fake()));
        let shared = fake();
        let handle = shared.subscription(SUBSCRIPTION);
        shape(&handle);
        // The message contains the line that expects the request.
        for message in [whole, failure(|| handle.verify()), failure(|| drop(handle))] {
            let lines: Vec<&str> = message.lines().collect();
            let [title, first, latest, came] = lines.as_slice() else {
                panic!("{message}");
            };
            assert_eq!(*title, "expected requests were not sent:");
            let (first, at) = first.split_once(" (").unwrap();
            assert_eq!((first.trim(), *came), (unused, &*last), "{message}");
            assert!(at.contains("shaping.rs:"), "{message}");
            assert_eq!(*latest, "the last requests:");
        }
        // Nothing is left for the next test that uses the subscription.
        shared.subscription(SUBSCRIPTION).verify();
        assert_eq!(send(&shared, "GET", &list, &[], Value::Null).status, 200);
    }
}

#[test]
fn tests_that_share_a_fake_do_not_see_each_other() {
    let shared = fake();
    let other_subscription = "99992222-3333-4444-5555-66667777aaaa";
    shared.put_group(other_subscription, "g", "westeurope");
    let (own, other) = (
        shared.subscription(SUBSCRIPTION),
        shared.subscription(&other_subscription.to_uppercase()),
    );
    let target = path(&format!("{MAPS}/m?api-version=2023-06-01"));
    let elsewhere = target.replace(SUBSCRIPTION, other_subscription);
    own.fail_next(1, Fault::Reset);
    own.on("Accounts_CreateOrUpdate", |_| FakeResponse::empty(418));
    other.fail("Accounts_Get", usize::MAX, Fault::MalformedJson);
    let statuses = |target: &str| {
        let put = |_| send(&shared, "PUT", target, &[], account()).status;
        [0, 1, 2].map(put)
    };
    assert_eq!(statuses(&elsewhere), [201, 200, 200]);
    assert_eq!(statuses(&target), [0, 418, 201]);
    let broken = send(&shared, "GET", &elsewhere, &[], Value::Null);
    assert!(broken.body.unwrap().ends_with(b":"));
    other.end_faults();
    let whole = send(&shared, "GET", &elsewhere, &[], Value::Null);
    assert_eq!(json_of(&whole)["name"], "m");
    let counts = |operation: &str| [&own, &other, &shared].map(|it| it.count(operation));
    assert_eq!(counts("Accounts_CreateOrUpdate"), [3, 3, 6]);
    assert_eq!(counts("Accounts_Get"), [0, 2, 2]);
    assert_eq!(
        [&own, &other, &shared].map(|it| it.requests().len()),
        [3, 5, 8]
    );
    assert_eq!([&own, &other, &shared].map(|it| it.ids().len()), [2, 2, 4]);
    // The path of another scope is of no subscription.
    let tenant = target.replace("/subscriptions/", "/tenants/");
    send(&shared, "GET", &tenant, &[], Value::Null);
    assert_eq!([&own, &shared].map(|it| it.requests().len()), [3, 9]);
    other.reset();
    assert_eq!([&own, &other, &shared].map(|it| it.ids().len()), [2, 0, 2]);
    assert_eq!(other.count("Accounts_Get"), 0);
    let recorded = [&own, &other, &shared].map(|it| it.requests().len());
    assert_eq!(recorded, [3, 0, 4]);
    // A handle reports its own expectations and faults, and takes them with it when it is gone.
    own.on("Accounts_Get", |_| FakeResponse::empty(418));
    own.fail("Accounts_Delete", 1, Fault::Reset);
    other.verify();
    let failed = failure(|| own.verify());
    assert!(
        failed.contains("Accounts_Get") && failed.contains("Reset: 1 times"),
        "{failed}"
    );
    own.end_faults();
    let failed = failure(|| {
        let handle = shared.subscription(other_subscription);
        handle.on("Accounts_Get", |_| FakeResponse::empty(419));
        drop(other);
        drop(handle);
    });
    assert!(
        failed.contains("Accounts_Get: expected 1, received 0"),
        "{failed}"
    );
    let status = |target: &str| send(&shared, "GET", target, &[], Value::Null).status;
    assert_eq!((status(&elsewhere), status(&target)), (404, 418));
}

#[test]
fn responses_that_have_no_body_get_none() {
    let fake = fake();
    let target = path(&format!("{MAPS}/m?api-version=2023-06-01"));
    for (method, status, has_body) in [
        ("GET", 200, true),
        ("GET", 204, false),
        ("GET", 304, false),
        ("HEAD", 200, false),
    ] {
        fake.on("Accounts_Get", move |_| {
            FakeResponse::json(status, &json!({}))
        });
        if method == "HEAD" {
            // No operation has this method, so that nothing was expected.
            assert_eq!(send(&fake, "GET", &target, &[], Value::Null).status, status);
        }
        let response = send(&fake, method, &target, &[], Value::Null);
        let typed = response.headers.iter().any(|it| it.0 == "Content-Type");
        assert_eq!(
            (response.body.is_some(), typed),
            (has_body, has_body),
            "{method} {status}"
        );
    }
}

#[test]
fn a_failing_operation_waits_for_a_long_running_one() {
    let fake = fake();
    let boom = || Fault::OperationFails {
        code: "Boom".to_owned(),
        message: "It broke.".to_owned(),
    };
    fake.fail_next(1, boom());
    fake.fail_next(1, Fault::Reset);
    let service = "providers/Microsoft.Communication/communicationServices/c";
    let target = path(&format!("{service}?api-version=2023-04-01"));
    let body = json!({ "location": "global", "properties": { "dataLocation": "Europe" } });
    // A read is not long-running, and a request that is rejected does not start anything.
    assert_eq!(send(&fake, "GET", &target, &[], Value::Null).status, 0);
    assert_eq!(send(&fake, "PUT", &target, &[], json!({})).status, 400);
    let created = send(&fake, "PUT", &target, &[], body);
    assert_eq!(created.status, 201);
    fake.advance(Duration::from_secs(60));
    let read = json_of(&send(&fake, "GET", &target, &[], Value::Null));
    assert_eq!(read["properties"]["provisioningState"], "Failed");
    // Resource groups are deleted by Azure Resource Manager itself.
    fake.fail_next(1, boom());
    let group = format!("{}?api-version=2021-04-01", path("").trim_end_matches('/'));
    assert_eq!(send(&fake, "DELETE", &group, &[], Value::Null).status, 202);
    fake.advance(Duration::from_secs(60));
    assert_eq!(send(&fake, "GET", &group, &[], Value::Null).status, 200);
}

#[test]
fn an_operation_that_does_not_exist_fails_the_test_at_once() {
    for (name, near) in [
        ("Accounts_ListKey", "Accounts_ListKeys,"),
        ("Nothing", "CommunicationServices_Get,"),
    ] {
        let failed = catch_unwind(|| fake().count(name));
        let message = *failed.unwrap_err().downcast::<String>().unwrap();
        assert!(
            message.contains(name) && message.contains(near),
            "{message}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_slow_response_comes_late_and_has_its_effect() {
    use arm_runtime::ClientOptions;
    let fake = fake();
    let options = ClientOptions {
        timeout: Some(Duration::from_secs(5)),
        ..fake.client_options()
    };
    let client = Client::new(SUBSCRIPTION, fake.credential(), Some(options)).unwrap();
    let accounts = client.accounts_client();
    fake.fail_next(1, Fault::Slow(Duration::from_secs(4)));
    accounts
        .create_or_update("g", "in-time", account())
        .await
        .unwrap();
    fake.fail_next(1, Fault::Slow(Duration::from_secs(60)));
    let late = accounts.create_or_update("g", "late", account()).await;
    assert!(late.is_err());
    let names = ["in-time", "late"].map(|it| path(&format!("{MAPS}/{it}")));
    assert!(
        names.iter().all(|it| fake.get(it).is_some()),
        "{:?}",
        fake.ids()
    );
}

#[tokio::test(start_paused = true)]
async fn throttled_requests_are_retried_after_virtual_time() {
    let fake = fake();
    let client = Client::new(SUBSCRIPTION, fake.credential(), Some(fake.client_options())).unwrap();
    let accounts = client.accounts_client();
    let created = |name| {
        let id = path(&format!("{MAPS}/{name}"));
        move |fake: &FakeArm| fake.get(&id).is_some()
    };
    // Requests that are throttled, their `Retry-After`, expected number of requests, expected success.
    for (name, times, retry_after, requests, succeeds) in [
        ("never", 0, 0, 1, true),
        ("twice", 2, 30, 3, true),
        ("a-minute", 1, 60, 2, true),
        ("too-long", 1, 61, 1, false),
        ("too-often", 6, 1, 6, false),
    ] {
        let (before, start) = (
            fake.count("Accounts_CreateOrUpdate"),
            tokio::time::Instant::now(),
        );
        let clock = fake.time();
        fake.fail_next(times, Fault::Throttled { retry_after });
        let result = accounts.create_or_update("g", name, account()).await;
        let came = fake.count("Accounts_CreateOrUpdate") - before;
        assert_eq!((came, result.is_ok()), (requests, succeeds), "{name}");
        assert_eq!(created(name)(&fake), succeeds, "{name}");
        // Nothing has waited, neither in real time nor on the clock of the runtime.
        assert_eq!(start.elapsed(), Duration::ZERO, "{name}");
        let passed = (fake.time() - clock).whole_seconds();
        let waited = if retry_after > 60 {
            0
        } else {
            times as i64 * i64::from(retry_after)
        };
        assert_eq!(passed, waited, "{name}");
        if let Err(error) = result {
            let arm = error.arm().unwrap();
            assert_eq!(arm.code(), Some("TooManyRequests"), "{name}");
        }
    }
}

#[test]
fn the_clock_ends_long_running_operations_and_is_not_moved_by_polls_that_do_not_wait() {
    let settings = Settings {
        polls: 50,
        ..Settings::default()
    };
    let fake = FakeArm::with_settings(&[generated::metadata()], settings);
    fake.put_group(SUBSCRIPTION, "g", "westeurope");
    let service =
        "providers/Microsoft.Communication/communicationServices/c?api-version=2023-04-01";
    let body = json!({ "location": "global", "properties": { "dataLocation": "Europe" } });
    let created = send(&fake, "PUT", &path(service), &[], body);
    let monitor = header(&created, "azure-asyncoperation");
    let monitor = monitor.strip_prefix("https://localhost").unwrap();
    let status = || json_of(&send(&fake, "GET", monitor, &[], Value::Null))["status"].clone();
    // As many polls as the settings say.
    for poll in 0..50 {
        assert_eq!(status(), "InProgress", "{poll}");
    }
    assert_eq!(status(), "Succeeded");
    send(&fake, "DELETE", &path(service), &[], Value::Null);
    assert!(
        fake.get(&path(service.split('?').next().unwrap()))
            .is_some()
    );
    fake.advance(Duration::from_secs(3600));
    assert!(
        fake.get(&path(service.split('?').next().unwrap()))
            .is_none()
    );
}

#[tokio::test]
async fn clients_report_faults_of_the_connection() {
    use futures::TryStreamExt;
    let fake = fake();
    let client = Client::new(SUBSCRIPTION, fake.credential(), Some(fake.client_options())).unwrap();
    let accounts = client.accounts_client();
    fake.fail_next(1, Fault::MalformedJson);
    let mut pages = accounts.list_by_resource_group("g").into_pages();
    let error = pages.try_next().await.unwrap_err().to_string();
    assert!(error.contains("Accounts_ListByResourceGroup"), "{error}");
    // Reads are retried: five times after the first.
    fake.fail_next(5, Fault::Reset);
    accounts
        .list_by_resource_group("g")
        .try_next()
        .await
        .unwrap();
    fake.fail_next(6, Fault::Reset);
    let error = accounts
        .list_by_resource_group("g")
        .try_next()
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains("closed the connection"),
        "{error}"
    );
}

#[test]
fn the_clock_is_virtual_or_real() {
    let with = |virtual_time| {
        let settings = Settings {
            virtual_time,
            ..Settings::default()
        };
        FakeArm::with_settings(&[generated::metadata()], settings)
    };
    let now = azure_core::time::OffsetDateTime::now_utc();
    let fake = with(false);
    fake.put_group(SUBSCRIPTION, "g", "westeurope");
    let response = send(
        &fake,
        "GET",
        &path("resources?api-version=2021-04-01"),
        &[],
        Value::Null,
    );
    assert_eq!(response.status, 200);
    assert!((fake.time() - now).whole_hours() == 0, "{}", fake.time());
    fake.reset();
    assert!((fake.time() - now).whole_hours() == 0, "{}", fake.time());
    // The virtual clock is the same on every day.
    let start = with(true).time();
    assert_eq!((start, start.year()), (with(true).time(), 2030));
}

#[test]
fn each_source_has_a_name() {
    for (source, name) in [
        (Source::State, "state"),
        (Source::Action, "action"),
        (Source::Example, "example"),
        (Source::Schema, "schema"),
        (Source::Test, "test"),
        (Source::Rejected, "rejected"),
    ] {
        assert_eq!(source.name(), name);
    }
}

/// Two writes never have the same time, even if the clock is real.
#[test]
fn writes_have_times_of_their_own() {
    let settings = Settings {
        virtual_time: false,
        ..Settings::default()
    };
    let fake = FakeArm::with_settings(&[generated::metadata()], settings);
    fake.put_group(SUBSCRIPTION, "g", "westeurope");
    let group = format!("{}?api-version=2021-04-01", path("").trim_end_matches('/'));
    let mut last = fake.time();
    for _ in 0..200 {
        send(&fake, "PATCH", &group, &[], json!({}));
        let now = fake.time();
        assert!(now > last, "{now} {last}");
        last = now;
    }
    // A real clock is not advanced.
    fake.advance(Duration::from_secs(3600));
    assert_eq!(fake.time(), last);
}

/// A client does not wait: the delay of a response passes on the clock, unless clients reject it.
#[tokio::test]
async fn delays_pass_on_the_clock() {
    use azure_core::http::headers::HeaderName;
    use azure_core::http::{Method, Request, Url};
    let fake = fake();
    let transport = fake.transport();
    let url = format!(
        "https://arm.fake.invalid{}",
        path(&format!("{MAPS}/m?api-version=2023-06-01"))
    );
    let url = Url::parse(&url).unwrap();
    // A status, a header, its value, the `retry-after` that the client sees, and the milliseconds that pass.
    for (status, name, value, seen, passed) in [
        (202, "Retry-After", "7", Some("0"), 7_000),
        (202, "retry-after", " 7 ", Some("0"), 7_000),
        (200, "Retry-After", "3600", Some("0"), 3_600_000),
        (429, "Retry-After", "60", Some("0"), 60_000),
        (429, "Retry-After", "61", Some("61"), 0),
        (503, "x-ms-retry-after-ms", "1500", Some("0"), 1_500),
        (503, "retry-after-ms", "1500", Some("0"), 1_500),
        (503, "retry-after-ms", "60001", None, 0),
        (429, "Retry-After", "soon", Some("soon"), 0),
        (200, "Retry-After", "-1", Some("-1"), 0),
        (200, "x-other", "1", None, 0),
    ] {
        fake.on("Accounts_Get", move |_| {
            FakeResponse::empty(status).header(name, value)
        });
        let before = fake.time();
        let request = Request::new(url.clone(), Method::Get);
        let response = transport.execute_request(&request).await.unwrap();
        let found = response
            .headers()
            .get_optional_str(&HeaderName::from_static("retry-after"));
        assert_eq!(found, seen, "{status} {name} {value}");
        let millis = HeaderName::from_static("x-ms-retry-after-ms");
        assert_eq!(response.headers().get_optional_str(&millis), None);
        let since = (fake.time() - before).whole_milliseconds();
        assert_eq!(since, passed, "{status} {name} {value}");
    }
    fake.fail_next(1, Fault::Reset);
    let request = Request::new(url.clone(), Method::Get);
    let error = transport.execute_request(&request).await.err().unwrap();
    assert_eq!(error.to_string(), "the fake closed the connection");
}
