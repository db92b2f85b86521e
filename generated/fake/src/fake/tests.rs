//! The bounds of the state.

use super::*;

const SUBSCRIPTION: &str = "/subscriptions/11112222-3333-4444-5555-666677778888";

/// Ten requests to three resources, two of them long-running.
fn round(fake: &FakeArm) {
    let group = format!("{SUBSCRIPTION}/resourceGroups/g/providers");
    let maps = format!("{group}/Microsoft.Maps/accounts/m");
    let service = format!("{group}/Microsoft.Communication/communicationServices/c");
    let access = format!("{group}/Microsoft.ApiManagement/service/s/tenant/access");
    let account = json!({ "location": "eastus", "sku": { "name": "G2" } });
    let resource = json!({ "location": "global", "properties": { "dataLocation": "Europe" } });
    let secret = json!({ "properties": { "primaryKey": "k" } });
    let key = json!({ "keyType": "primary" });
    for (method, path, version, body) in [
        ("PUT", &*maps, "2023-06-01", account),
        ("POST", &format!("{maps}/listKeys"), "2023-06-01", json!({})),
        ("POST", &format!("{maps}/regenerateKey"), "2023-06-01", key),
        ("PUT", &service, "2023-04-01", resource),
        ("GET", &service, "2023-04-01", json!({})),
        ("DELETE", &service, "2023-04-01", json!({})),
        ("PUT", &access, "2024-05-01", secret),
        ("GET", &format!("{maps}/nothing/x"), "2023-06-01", json!({})),
        ("GET", &format!("{maps}x"), "2023-06-01", json!({})),
        (
            "POST",
            &format!("{SUBSCRIPTION}/providers/Microsoft.Maps/register"),
            "2021-04-01",
            json!({}),
        ),
    ] {
        let target = format!("{path}?api-version={version}");
        let headers = vec![("if-match".to_owned(), "*".to_owned())];
        let headers = if path == access { headers } else { Vec::new() };
        let response = fake.respond(
            method,
            "https://x",
            &target,
            headers,
            body.to_string().into_bytes(),
        );
        assert_ne!(response.status, 400, "{method} {path}: {}", response.reason);
    }
}

#[test]
fn requests_to_the_same_resources_do_not_grow_the_state() {
    let fake = FakeArm::new(&[generated::metadata()]);
    fake.put_group(&SUBSCRIPTION["/subscriptions/".len()..], "g", "westeurope");
    let entries = || lock(&fake.inner.state).entries();
    let recorded = || lock(&fake.inner.shaping).recorded();
    (0..1100).for_each(|_| round(&fake));
    let before = (entries(), recorded());
    (0..200).for_each(|_| round(&fake));
    assert_eq!((entries(), recorded()), before);
    // Of the ended operations, 1000 have a monitor.
    assert_eq!(before, (2009, 10_000));
}

#[test]
fn bodies_are_recorded_up_to_a_number_of_bytes() {
    let fake = FakeArm::new(&[generated::metadata()]);
    let send = |bytes: usize| {
        fake.respond(
            "PUT",
            "https://x",
            "/nowhere",
            Vec::new(),
            vec![b'x'; bytes],
        );
        let recorded = fake.requests();
        let sizes = recorded.iter().map(|it| it.request.body.len() >> 20);
        sizes.collect::<Vec<_>>()
    };
    for (sent, kept) in [
        (4, &[4][..]),
        (4, &[4, 4]),
        (4, &[4, 4, 4]),
        (4, &[4, 4, 4, 4]),
        (1, &[4, 4, 4, 1]),
        (3, &[4, 4, 4, 1, 3]),
        (2, &[4, 4, 1, 3, 2]),
    ] {
        assert_eq!(send(sent << 20), kept);
    }
}

#[test]
fn a_full_state_rejects_what_would_make_it_grow() {
    let fake = FakeArm::with_settings(
        &[generated::metadata()],
        Settings {
            create_groups: true,
            ..Settings::default()
        },
    );
    let send = |method: &str, path: &str, body: &str| {
        let path = format!("{SUBSCRIPTION}{path}");
        let headers = vec![("If-Match".to_owned(), "*".to_owned())];
        let headers = if path.contains("/service/") {
            headers
        } else {
            Vec::new()
        };
        let response = fake.respond(method, "https://x", &path, headers, body.into());
        (response.status, response.reason)
    };
    let group = "/resourceGroups/g?api-version=2021-04-01";
    let account = "/resourceGroups/g/providers/Microsoft.Maps/accounts/m?api-version=2023-06-01";
    let access = "/resourceGroups/g/providers/Microsoft.ApiManagement/service/s/tenant/access";
    let account_body = r#"{ "location": "eastus", "sku": { "name": "G2" } }"#;
    assert_eq!(send("PUT", group, r#"{ "location": "eastus" }"#).0, 201);
    assert_eq!(send("PUT", account, account_body).0, 201);
    let fill = |n: usize| {
        let mut state = lock(&fake.inner.state);
        let names = (0..n).map(|it| it.to_string());
        state.registered = names.collect();
    };
    let other = account.replace("accounts/m", "accounts/n");
    let elsewhere = account.replace("resourceGroups/g", "resourceGroups/h");
    let access_body = r#"{ "properties": { "enabled": true } }"#;
    let regenerate = format!("{access}/regeneratePrimaryKey?api-version=2024-05-01");
    let growing = [
        ("PUT", other.as_str(), account_body, 201),
        (
            "PUT",
            "/resourceGroups/i?api-version=2021-04-01",
            r#"{ "location": "eastus" }"#,
            201,
        ),
        ("GET", elsewhere.as_str(), "", 404),
        (
            "POST",
            "/providers/Microsoft.Maps/register?api-version=2021-04-01",
            "",
            200,
        ),
        ("POST", regenerate.as_str(), "", 204),
        (
            "PATCH",
            &format!("{access}?api-version=2024-05-01"),
            access_body,
            200,
        ),
    ];
    fill(200_000);
    for (method, path, body, _) in &growing {
        let full = "InsufficientStorage: The fake holds 200000 resources, which is its limit.";
        assert_eq!(
            send(method, path, body),
            (507, full.to_owned()),
            "{method} {path}"
        );
    }
    // What exists can be changed.
    assert_eq!(send("PUT", account, account_body).0, 200);
    for (method, path, body, status) in &growing {
        fill(199_999);
        assert_eq!(send(method, path, body).0, *status, "{method} {path}");
    }
}
