//! The five key operations on the fake, whose keys change: each renews its key and no other.

use arm_fake::FakeArm;
use arm_runtime::Secret;
use generated::{apimanagement, communication, maps};

const SUBSCRIPTION: &str = "11112222-3333-4444-5555-666677778888";

/// The texts of two keys.
fn texts(primary: Option<Secret>, secondary: Option<Secret>) -> [String; 2] {
    [primary, secondary].map(|it| it.expect("there is a key").secret().to_owned())
}

/// Checks that one of two keys, and only that one, was renewed.
fn check_renewed(before: &[String; 2], after: &[String; 2], index: usize) {
    assert_ne!(before[index], after[index]);
    assert_eq!(before[1 - index], after[1 - index]);
}

#[tokio::test]
async fn each_operation_renews_its_key_and_no_other() {
    let fake = FakeArm::new(&[generated::metadata()]);
    let group = format!("/subscriptions/{SUBSCRIPTION}/resourceGroups/rg1/providers");
    let body = serde_json::json!({ "location": "global" });
    for id in ["Communication/communicationServices/c", "Maps/accounts/m"] {
        fake.put(&format!("{group}/Microsoft.{id}"), body.clone());
    }
    let (credential, options) = (fake.credential(), Some(fake.client_options()));

    let new =
        communication::v2023_04_01::Client::new(SUBSCRIPTION, credential.clone(), options.clone());
    let new = new
        .expect("the options are in order")
        .communication_services_client();
    let keys = async || {
        let keys = new.list_keys("rg1", "c").model().await.expect("keys");
        texts(keys.primary_key, keys.secondary_key)
    };
    let first = keys().await;
    let body = serde_json::json!({ "keyType": "Primary" });
    new.regenerate_key("rg1", "c", &body)
        .await
        .expect("it renews");
    let second = keys().await;
    check_renewed(&first, &second, 0);
    // The older version sees the same resource.
    let old =
        communication::v2020_08_20::Client::new(SUBSCRIPTION, credential.clone(), options.clone());
    let old = old
        .expect("the options are in order")
        .communication_service_client();
    let body = serde_json::json!({ "keyType": "secondary" });
    old.regenerate_key("rg1", "c", &body)
        .await
        .expect("it renews");
    check_renewed(&second, &keys().await, 1);

    let maps = maps::v2023_06_01::Client::new(SUBSCRIPTION, credential.clone(), options.clone());
    let maps = maps.expect("the options are in order").accounts_client();
    let before = maps.list_keys("rg1", "m").model().await.expect("keys");
    let body = serde_json::json!({ "keyType": "primary" });
    let after = maps
        .regenerate_keys("rg1", "m", &body)
        .model()
        .await
        .expect("it renews");
    assert_ne!(
        before.primary_key_last_updated,
        after.primary_key_last_updated
    );
    let before = texts(before.primary_key, before.secondary_key);
    check_renewed(&before, &texts(after.primary_key, after.secondary_key), 0);

    let access = apimanagement::v2024_05_01::Client::new(SUBSCRIPTION, credential, options);
    let access = access
        .expect("the options are in order")
        .tenant_access_client();
    let keys = async || {
        let keys = access
            .list_secrets("rg1", "a", "access".into())
            .model()
            .await
            .expect("keys");
        texts(keys.primary_key, keys.secondary_key)
    };
    let first = keys().await;
    access
        .regenerate_primary_key("rg1", "a", "access".into())
        .await
        .expect("it renews");
    let second = keys().await;
    check_renewed(&first, &second, 0);
    access
        .regenerate_secondary_key("rg1", "a", "access".into())
        .await
        .expect("it renews");
    check_renewed(&second, &keys().await, 1);
}
