//! Every operation of the three providers, called once.

use std::collections::BTreeSet;

use arm_runtime::JsonValue;
use generated::{
    apimanagement::v2024_05_01 as apim,
    communication::{v2020_08_20 as older, v2023_04_01 as communication},
    maps::v2023_06_01 as maps,
};
use serde_json::json;

use crate::probe::Probe;

/// A body with secrets in every place that may contain them. It is sent unchanged.
fn body() -> JsonValue {
    let secrets = json!({
        "primaryKey": "m4rker-body", "connectionString": "m4rker-body", "undeclared": ["m4rker-body"],
    });
    json!({ "properties": secrets, "tags": { "k": "m4rker-body" }, "connectionString": "m4rker-body", "keyType": "m4rker-body" })
}

pub async fn apimanagement(probe: &mut Probe, client: &apim::Client) {
    use apim::models::{AccessIdName, ConfigurationIdName};
    probe.client("apimanagement/v2024_05_01", client);
    let (name, place) = (
        || AccessIdName::from("access"),
        || ConfigurationIdName::from("configuration"),
    );
    let c = client.tenant_access_client();
    let options = apim::TenantAccessListByServiceOptions {
        filter: Some("key eq 'm4rker-filter'".to_owned()),
    };
    probe
        .pager(c.list_by_service("rg", "s", Some(options)))
        .await;
    probe.call(c.get_entity_tag("rg", "s", name())).await;
    probe.call(c.get("rg", "s", name())).await;
    let typed = apim::models::AccessInformationCreateParameters {
        properties: Some(apim::models::AccessInformationCreateParameterProperties {
            primary_key: Some("m4rker-typed".into()),
            secondary_key: Some("m4rker-typed".into()),
            ..Default::default()
        }),
    };
    probe.shown("a model", &format!("{typed:?}"));
    probe.call(c.create("rg", "s", name(), "*", typed)).await;
    probe.call(c.update("rg", "s", name(), "*", body())).await;
    probe
        .call(c.regenerate_primary_key("rg", "s", name()))
        .await;
    probe
        .call(c.regenerate_secondary_key("rg", "s", name()))
        .await;
    probe.call(c.list_secrets("rg", "s", name())).await;
    let c = client.tenant_access_git_client();
    probe
        .call(c.regenerate_primary_key("rg", "s", name()))
        .await;
    probe
        .call(c.regenerate_secondary_key("rg", "s", name()))
        .await;
    let c = client.tenant_configuration_client();
    probe.poller(c.deploy("rg", "s", place(), body())).await;
    probe.poller(c.save("rg", "s", place(), body())).await;
    probe.poller(c.validate("rg", "s", place(), body())).await;
    probe.call(c.get_sync_state("rg", "s", place())).await;
}

pub async fn communication_2020(probe: &mut Probe, client: &older::Client) {
    probe.client("communication/v2020_08_20", client);
    let c = client.communication_service_client();
    let typed =
        older::models::LinkNotificationHubParameters::new("/subscriptions/s", "m4rker-typed");
    probe.shown("a model", &format!("{typed:?}"));
    probe.call(c.check_name_availability(body())).await;
    probe.call(c.link_notification_hub("rg", "s", &typed)).await;
    probe.pager(c.list_by_subscription()).await;
    probe.pager(c.list_by_resource_group("rg")).await;
    probe.call(c.update("rg", "s", body())).await;
    probe.call(c.get("rg", "s")).await;
    probe.poller(c.create_or_update("rg", "s", body())).await;
    probe.poller(c.delete("rg", "s")).await;
    probe.call(c.list_keys("rg", "s")).await;
    probe.call(c.regenerate_key("rg", "s", body())).await;
    probe.pager(client.operations_client().list()).await;
}

pub async fn communication_2023(probe: &mut Probe, client: &communication::Client) {
    probe.client("communication/v2023_04_01", client);
    let c = client.communication_services_client();
    let typed = communication::models::LinkNotificationHubParameters::new(
        "/subscriptions/s",
        "m4rker-typed",
    );
    probe.shown("a model", &format!("{typed:?}"));
    probe.call(c.check_name_availability(body())).await;
    probe.call(c.link_notification_hub("rg", "s", &typed)).await;
    probe.pager(c.list_by_subscription()).await;
    probe.pager(c.list_by_resource_group("rg")).await;
    probe.call(c.update("rg", "s", body())).await;
    probe.call(c.get("rg", "s")).await;
    probe.poller(c.create_or_update("rg", "s", body())).await;
    probe.poller(c.delete("rg", "s")).await;
    probe.call(c.list_keys("rg", "s")).await;
    probe.call(c.regenerate_key("rg", "s", body())).await;
    let c = client.domains_client();
    probe.call(c.get("rg", "e", "d")).await;
    probe
        .poller(c.create_or_update("rg", "e", "d", body()))
        .await;
    probe.poller(c.delete("rg", "e", "d")).await;
    probe.poller(c.update("rg", "e", "d", body())).await;
    probe
        .pager(c.list_by_email_service_resource("rg", "e"))
        .await;
    probe
        .poller(c.initiate_verification("rg", "e", "d", body()))
        .await;
    probe
        .poller(c.cancel_verification("rg", "e", "d", body()))
        .await;
    let c = client.email_services_client();
    probe.call(c.get("rg", "e")).await;
    probe.poller(c.create_or_update("rg", "e", body())).await;
    probe.poller(c.delete("rg", "e")).await;
    probe.poller(c.update("rg", "e", body())).await;
    probe.pager(c.list_by_subscription()).await;
    probe.pager(c.list_by_resource_group("rg")).await;
    probe.call(c.list_verified_exchange_online_domains()).await;
    probe.pager(client.operations_client().list()).await;
    let c = client.sender_usernames_client();
    probe.pager(c.list_by_domains("rg", "e", "d")).await;
    probe.call(c.get("rg", "e", "d", "u")).await;
    probe
        .call(c.create_or_update("rg", "e", "d", "u", body()))
        .await;
    probe.call(c.delete("rg", "e", "d", "u")).await;
}

pub async fn maps(probe: &mut Probe, client: &maps::Client) {
    probe.client("maps/v2023_06_01", client);
    let c = client.accounts_client();
    probe.call(c.create_or_update("rg", "a", body())).await;
    probe.call(c.update("rg", "a", body())).await;
    probe.call(c.delete("rg", "a")).await;
    probe.call(c.get("rg", "a")).await;
    probe.pager(c.list_by_resource_group("rg")).await;
    probe.pager(c.list_by_subscription()).await;
    probe.call(c.list_sas("rg", "a", body())).await;
    probe.call(c.list_keys("rg", "a")).await;
    probe.call(c.regenerate_keys("rg", "a", body())).await;
    let c = client.creators_client();
    probe.pager(c.list_by_account("rg", "a")).await;
    probe.call(c.create_or_update("rg", "a", "c", body())).await;
    probe.call(c.update("rg", "a", "c", body())).await;
    probe.call(c.delete("rg", "a", "c")).await;
    probe.call(c.get("rg", "a", "c")).await;
    let c = client.maps_client();
    probe.pager(c.list_operations()).await;
    probe.pager(c.list_subscription_operations()).await;
}

/// Returns `module operation` of all operations in the sources of the generated crate.
pub fn declared() -> BTreeSet<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/src");
    let mut found = BTreeSet::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let module = path.parent().unwrap().strip_prefix(&root).unwrap();
            let module = module.to_str().unwrap().replace('\\', "/");
            let text = std::fs::read_to_string(&path).unwrap();
            // An operation is a static that begins with its ID.
            let operations = text.split("Operation = Operation {").skip(1);
            let ids = operations
                .filter_map(|rest| rest.trim_start().strip_prefix("id: \"")?.split('"').next());
            found.extend(ids.map(|id| format!("{module} {id}")));
        }
    }
    found
}
