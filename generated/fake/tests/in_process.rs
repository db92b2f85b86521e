//! The in-process fake: state, keys, long-running operations, concurrent ETags, faults and expectations.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use arm_fake::{FakeArm, FakeResponse, Fault, Settings, Source};
use serde_json::{Value, json};

const SUBSCRIPTION: &str = "11112222-3333-4444-5555-666677778888";
const MAPS: &str = "providers/Microsoft.Maps/accounts";

fn fake() -> FakeArm {
    let fake = FakeArm::new(&[generated::metadata()]);
    fake.put_group(SUBSCRIPTION, "g", "westeurope");
    fake
}

fn path(rest: &str) -> String {
    format!("/subscriptions/{SUBSCRIPTION}/resourceGroups/g/{rest}")
}

fn send(
    fake: &FakeArm,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Value,
) -> FakeResponse {
    let headers = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let body = if body.is_null() {
        Vec::new()
    } else {
        body.to_string().into_bytes()
    };
    fake.respond(method, "https://localhost", path, headers.collect(), body)
}

fn json_of(response: &FakeResponse) -> Value {
    serde_json::from_slice(response.body.as_deref().unwrap_or_default()).unwrap_or_default()
}

fn header(response: &FakeResponse, name: &str) -> String {
    let mut found = response
        .headers
        .iter()
        .filter(|it| it.0.eq_ignore_ascii_case(name));
    found.next().map(|it| it.1.clone()).unwrap_or_default()
}

fn account() -> Value {
    json!({ "location": "eastus", "sku": { "name": "G2" }, "kind": "Gen2" })
}

#[tokio::test]
async fn clients_manage_resources_without_waiting() {
    use generated::communication::v2023_04_01::Client;
    let fake = fake();
    let client = Client::new(SUBSCRIPTION, fake.credential(), Some(fake.client_options())).unwrap();
    let services = client.communication_services_client();
    let body = json!({
        "location": "global", "properties": { "dataLocation": "Europe" },
    });
    services.create_or_update("g", "c", &body).await.unwrap();
    let keys = || async {
        services
            .list_keys("g", "c")
            .await
            .unwrap()
            .into_model()
            .unwrap()
    };
    let before = keys().await;
    let which = json!({ "keyType": "Primary" });
    services.regenerate_key("g", "c", &which).await.unwrap();
    let after = keys().await;
    let text = |key: &Option<arm_runtime::Secret>| key.as_ref().map(|it| it.secret().to_owned());
    assert_ne!(text(&before.primary_key), text(&after.primary_key));
    assert_eq!(text(&before.secondary_key), text(&after.secondary_key));
    services.delete("g", "c").await.unwrap();
    assert_eq!(fake.ids(), [path("").trim_end_matches('/')]);
    assert_eq!(fake.count("CommunicationServices_ListKeys"), 2);
}

#[test]
fn concurrent_writes_with_etags_are_linearizable() {
    let fake = fake();
    let target = path(&format!("{MAPS}/m?api-version=2023-06-01"));
    assert_eq!(send(&fake, "PUT", &target, &[], account()).status, 201);
    let (won, lost) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for client in 0..64 {
            let (fake, target, won, lost) = (&fake, &target, &won, &lost);
            scope.spawn(move || {
                loop {
                    let read = send(fake, "GET", target, &[], Value::Null);
                    let seen = json_of(&read)["tags"]
                        .as_object()
                        .map_or(0, serde_json::Map::len);
                    let mut tags = json_of(&read)["tags"]
                        .as_object()
                        .cloned()
                        .unwrap_or_default();
                    tags.insert(format!("c{client}"), json!(seen.to_string()));
                    let tag = header(&read, "etag");
                    let patch = json!({ "tags": tags });
                    match send(fake, "PATCH", target, &[("if-match", &tag)], patch).status {
                        200 => {
                            won.fetch_add(1, Ordering::Relaxed);
                            return;
                        }
                        412 => _ = lost.fetch_add(1, Ordering::Relaxed),
                        status => panic!("{status}"),
                    }
                }
            });
        }
    });
    // No update is lost, because each client saw all previous ones.
    let tags = json_of(&send(&fake, "GET", &target, &[], Value::Null))["tags"].clone();
    let mut seen: Vec<usize> = tags
        .as_object()
        .unwrap()
        .values()
        .map(|it| it.as_str().unwrap().parse().unwrap())
        .collect();
    seen.sort_unstable();
    assert_eq!(seen, (0..64).collect::<Vec<_>>());
    assert_eq!(won.into_inner(), 64);
}

#[test]
fn paths_that_escape_and_bodies_without_bounds_are_rejected() {
    let fake = fake();
    for name in ["..", "%2e%2e", ".", "a%2fb", "a%5cb", "%00", ""] {
        let target = path(&format!("{MAPS}/{name}/creators?api-version=2023-06-01"));
        assert_eq!(
            send(&fake, "GET", &target, &[], Value::Null).status,
            400,
            "{name}"
        );
    }
    let body = vec![b' '; 5 << 20];
    let target = path(&format!("{MAPS}/m?api-version=2023-06-01"));
    assert_eq!(
        fake.respond("PUT", "https://localhost", &target, Vec::new(), body)
            .status,
        413
    );
    assert_eq!(fake.ids().len(), 1);
}

#[test]
fn a_provider_is_registered_before_it_is_used_where_that_is_required() {
    let settings = Settings {
        require_registration: true,
        ..Settings::default()
    };
    let fake = FakeArm::with_settings(&[generated::metadata()], settings);
    fake.put_group(SUBSCRIPTION, "g", "westeurope");
    let account_path = format!("{}?api-version=2023-06-01", path(&format!("{MAPS}/m")));
    let response = send(&fake, "PUT", &account_path, &[], account());
    assert_eq!(response.status, 409);
    let error = &json_of(&response)["error"];
    assert_eq!(error["code"], "MissingSubscriptionRegistration");
    assert_eq!(error["details"][0]["target"], "Microsoft.Maps");
    let register = format!(
        "/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Maps/register?api-version=2021-04-01"
    );
    assert_eq!(send(&fake, "POST", &register, &[], Value::Null).status, 200);
    let response = send(&fake, "PUT", &account_path, &[], account());
    assert_eq!(response.status, 201);
}

#[test]
fn reading_does_not_grow_the_state() {
    let fake = fake();
    for n in 0..2000 {
        let rest = format!(
            "providers/Microsoft.ApiManagement/service/s{n}/tenant/access?api-version=2024-05-01"
        );
        assert_eq!(
            send(&fake, "GET", &path(&rest), &[], Value::Null).status,
            200
        );
    }
    assert_eq!(fake.ids().len(), 1);
}

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

#[test]
fn an_unused_expectation_fails_the_test() {
    let failed = catch_unwind(AssertUnwindSafe(|| {
        let fake = fake();
        fake.on("Accounts_ListKeys", |_| FakeResponse::empty(204));
    }));
    let message = *failed.unwrap_err().downcast::<String>().unwrap();
    assert!(
        message.ends_with(
            "Accounts_ListKeys: expected 1, came 0\nthe last requests that came:\n  none"
        ),
        "{message}"
    );
    let failed = catch_unwind(AssertUnwindSafe(|| {
        let fake = fake();
        fake.fail_next(2, Fault::Reset);
        send(
            &fake,
            "GET",
            &path("providers/Microsoft.Maps/accounts?api-version=2023-06-01"),
            &[],
            Value::Null,
        );
    }));
    let message = *failed.unwrap_err().downcast::<String>().unwrap();
    let came = format!(
        "Reset: 1 times not met\nthe last requests that came:\n  Accounts_ListByResourceGroup: GET {} -> 0",
        path(MAPS)
    );
    assert!(message.ends_with(&came), "{message}");
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

#[test]
fn secrets_are_in_no_debug_output_and_no_read() {
    let fake = fake();
    let target =
        path("providers/Microsoft.ApiManagement/service/s/tenant/access?api-version=2024-05-01");
    let body = json!({ "properties": { "enabled": true, "primaryKey": "hush-1", "secondaryKey": "hush-2" } });
    send(&fake, "PUT", &target, &[("if-match", "*")], body);
    let read = send(&fake, "GET", &target, &[], Value::Null);
    let shown = format!("{} {:?} {:?}", json_of(&read), fake.requests(), fake);
    assert!(!shown.contains("hush"), "{shown}");
}

#[test]
fn subscriptions_and_permissions_are_checked_where_settings_ask_for_it() {
    let settings = Settings {
        subscriptions: vec![SUBSCRIPTION.to_owned()],
        denied: vec![
            "*/delete".to_owned(),
            "Microsoft.Maps/accounts/listKeys/action".to_owned(),
            "microsoft.resources/*/write".to_owned(),
        ],
        ..Settings::default()
    };
    let fake = FakeArm::with_settings(&[generated::metadata()], settings);
    fake.put_group(SUBSCRIPTION, "g", "westeurope");
    let account_path = path(&format!("{MAPS}/m"));
    let group = path("");
    let group = group.trim_end_matches('/');
    let elsewhere = account_path.replace(SUBSCRIPTION, "99992222-3333-4444-5555-666677778888");
    for (method, path, status, code, part) in [
        ("PUT", &*account_path, 201, "", ""),
        ("GET", &account_path, 200, "", ""),
        ("GET", &elsewhere, 404, "SubscriptionNotFound", "99992222"),
        (
            "POST",
            &format!("{account_path}/listKeys"),
            403,
            "AuthorizationFailed",
            "listKeys/action",
        ),
        (
            "DELETE",
            &account_path,
            403,
            "AuthorizationFailed",
            "'Microsoft.Maps/accounts/delete' over scope '/subscriptions/",
        ),
        (
            "PUT",
            group,
            403,
            "AuthorizationFailed",
            "resourceGroups/write",
        ),
        ("GET", group, 200, "", ""),
    ] {
        let target = format!("{path}?api-version=2023-06-01");
        let body = if method == "PUT" {
            account()
        } else {
            Value::Null
        };
        let response = send(&fake, method, &target, &[], body);
        let error = &json_of(&response)["error"];
        assert_eq!(
            (response.status, error["code"].as_str().unwrap_or_default()),
            (status, code),
            "{method} {path}"
        );
        assert!(
            error["message"].as_str().unwrap_or_default().contains(part),
            "{error}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_slow_response_comes_late_and_has_its_effect() {
    use arm_runtime::ClientOptions;
    use generated::maps::v2023_06_01::Client;
    use std::time::Duration;
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
    use arm_runtime::ErrorExt;
    use generated::maps::v2023_06_01::Client;
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
        assert_eq!(start.elapsed(), std::time::Duration::ZERO, "{name}");
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
    fake.advance(std::time::Duration::from_secs(3600));
    assert!(
        fake.get(&path(service.split('?').next().unwrap()))
            .is_none()
    );
}

#[tokio::test]
async fn clients_report_faults_of_the_connection() {
    use futures::TryStreamExt;
    use generated::maps::v2023_06_01::Client;
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
