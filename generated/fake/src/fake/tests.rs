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
    assert!(before.0 < 3000 && before.1 == 10_000, "{before:?}");
}
