//! The in-process fake: state, keys, checks of the caller, concurrent ETags; `shaping` has faults and expectations.

mod shaping;

use std::sync::atomic::{AtomicUsize, Ordering};

use arm_fake::{FakeArm, FakeResponse, Settings};
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

#[test]
fn values_of_another_type_are_rejected() {
    let fake = fake();
    let target = path(&format!("{MAPS}/m?api-version=2023-06-01"));
    // The body, and the status and target of the response.
    for (sku, status, property) in [
        (json!({ "name": "G2" }), 201, ""),
        (json!({ "name": "Later" }), 200, ""),
        (json!({ "name": 7 }), 400, "sku.name"),
        (json!({ "name": true }), 400, "sku.name"),
        (json!({ "name": ["G2"] }), 400, "sku.name"),
        (json!("G2"), 400, "sku"),
        (json!({}), 400, "sku.name"),
        (json!(null), 400, "sku"),
    ] {
        let body = json!({ "location": "eastus", "sku": sku });
        let response = send(&fake, "PUT", &target, &[], body);
        let found = json_of(&response)["error"]["target"].clone();
        let found = found.as_str().unwrap_or_default().to_owned();
        assert_eq!((response.status, &*found), (status, property), "{sku}");
    }
}

#[test]
fn pages_that_no_link_leads_to_are_errors() {
    let settings = Settings {
        page_size: 2,
        ..Settings::default()
    };
    let fake = FakeArm::with_settings(&[generated::metadata()], settings);
    for name in ["a", "b", "c"] {
        fake.put(&path(&format!("{MAPS}/{name}")), account());
    }
    let lists = [
        (path("providers/Microsoft.Maps/accounts"), "2023-06-01"),
        (path("resources"), "2021-04-01"),
        (
            format!("/subscriptions/{SUBSCRIPTION}/resourcegroups"),
            "2021-04-01",
        ),
    ];
    for (list, version) in lists {
        let base = format!("{list}?api-version={version}");
        let first = json_of(&send(&fake, "GET", &base, &[], Value::Null));
        if let Some(link) = first["nextLink"].as_str() {
            let target = &link[link.find("/subscriptions").unwrap()..];
            let next = send(&fake, "GET", target, &[], Value::Null);
            assert_eq!(
                json_of(&next)["value"].as_array().unwrap().len(),
                1,
                "{link}"
            );
        }
        for (query, status) in [
            ("$top=1", 200),
            ("%24top=1", 200),
            ("$TOP=1", 200),
            ("$top=0", 400),
            ("$top=-1", 400),
            ("$top=", 400),
            ("$top=x", 400),
            ("$skipToken=nonsense", 400),
            ("$skiptoken=after", 400),
            ("$skipToken=after1x", 400),
            ("$skipToken=", 400),
        ] {
            let response = send(&fake, "GET", &format!("{base}&{query}"), &[], Value::Null);
            let value = json_of(&response);
            assert_eq!(response.status, status, "{list}: {query}: {value}");
            let n = value["value"].as_array().map(Vec::len);
            assert_eq!(n, (status == 200).then_some(1), "{list}: {query}: {value}");
        }
    }
}
