//! Compares reading and writing resources with serde_json and derived models: CPU time of the thread, and allocations.

#![allow(missing_docs, reason = "the models say what they are")]

use arm_runtime::{Arm, Operation, Package, Paging, testing};
use cpu_time::ThreadTime;
use serde_json::{Value as JsonValue, json};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::{alloc::System, hint::black_box, time::Duration};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Defines the same models twice: with tables and with derives.
macro_rules! models {
    ($($name:ident { $($index:literal: $field:ident: $type:ty = $wire:literal,)* })*) => {
        mod by_table {
            use arm_runtime::Map;
            $(
                pub struct $name { $(pub $field: Option<$type>,)* }
                arm_runtime::fields!($name: Default { $($index: $field = $wire),* });
            )*
        }
        mod by_derive {
            type Map<T> = std::collections::BTreeMap<String, T>;
            $(
                #[derive(Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
                pub struct $name { $(#[serde(rename = $wire, skip_serializing_if = "Option::is_none")] pub $field: Option<$type>,)* }
            )*
        }
    };
}

models! {
    Page { 0: value: Vec<Service> = "value", 1: next_link: String = "nextLink", 2: count: i64 = "count", }
    Service {
        0: id: String = "id", 1: name: String = "name", 2: kind: String = "type", 3: location: String = "location", 4: etag: String = "etag",
        5: tags: Map<String> = "tags", 6: zones: Vec<String> = "zones", 7: sku: Sku = "sku", 8: identity: Identity = "identity",
        9: properties: Properties = "properties",
    }
    Sku { 0: name: String = "name", 1: tier: String = "tier", 2: capacity: i64 = "capacity", }
    Identity { 0: kind: String = "type", 1: principal_id: String = "principalId", 2: tenant_id: String = "tenantId", }
    Properties {
        0: provisioning_state: String = "provisioningState", 1: created_at: String = "createdAtUtc", 2: gateway_url: String = "gatewayUrl",
        3: is_enabled: bool = "isEnabled", 4: units: i64 = "units", 5: load: f64 = "load", 6: host_names: Vec<HostName> = "hostNames",
        7: locations: Vec<ParameterLocation> = "locations", 8: description: String = "description", 9: settings: Map<Map<String>> = "settings",
    }
    HostName { 0: kind: String = "type", 1: host_name: String = "hostName", 2: is_default: bool = "isDefault", 3: key_vault_id: String = "keyVaultId", }
    ParameterLocation { 0: location: String = "location", 1: sku: Box<Sku> = "sku", 2: addresses: Vec<String> = "addresses", }
}

/// Returns a page of resources of 1.3 kB each. As in every response, some properties are not declared.
fn page(n: u32) -> Vec<u8> {
    let sku = json!({ "name": "Premium", "tier": "Premium", "capacity": 2 });
    let service = |index: u32| {
        json!({
            "id": format!("/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg{index}/providers/Microsoft.ApiManagement/service/apim{index}"),
            "name": format!("apim{index}"), "type": "Microsoft.ApiManagement/service", "location": "West US", "etag": "AAAAAAAWN/4=",
            "tags": { "owner": "team \"a\"", "cost": "1234", "stage": "production" }, "zones": ["1", "2", "3"], "sku": sku,
            "identity": { "type": "SystemAssigned", "principalId": "306205e7-b21a-41bf-92e2-3e28af30041e", "tenantId": "f686d426-8d16-42db-81b7-ab578e110ccd" },
            "systemData": { "createdBy": "someone", "createdByType": "User", "createdAt": "2023-04-01T12:30:00.1234567Z" },
            "properties": {
                "provisioningState": "Succeeded", "createdAtUtc": "2023-04-01T12:30:00.1234567Z", "gatewayUrl": "https://apim.azure-api.net",
                "isEnabled": true, "units": index, "load": f64::from(index) / 7.0 + 0.05, "unknown": [1, 2, { "a": null }],
                "hostNames": [
                    { "type": "Proxy", "hostName": "api.example.com", "isDefault": true, "keyVaultId": "https://vault.example.com/secrets/one" },
                    { "type": "Portal", "hostName": "portal.example.com", "isDefault": false },
                ],
                "locations": [{ "location": "East US", "sku": sku, "addresses": ["10.0.0.1", "10.0.0.2"] }],
                "description": "Several lines,\nwith escapes \u{e9} and \"quotes\".",
                "settings": { "custom": { "Protocols.Server.Http2": "True", "Ciphers.TripleDes168": "False" }, "other": {} },
            }
        })
    };
    let services: Vec<JsonValue> = (0..n).map(service).collect();
    json!({ "value": services, "nextLink": "https://management.azure.com/next", "count": n })
        .to_string()
        .into_bytes()
}

/// Runs both alternately, so that other load on the machine affects both, and prints the medians.
fn compare<A, B>(what: &str, mut table: impl FnMut() -> A, mut derive: impl FnMut() -> B) {
    const ROUNDS: usize = 301;
    let (ours, theirs) = (count(&mut table), count(&mut derive));
    let rounds: Vec<(Duration, Duration)> = (0..ROUNDS)
        .map(|_| (time(&mut table), time(&mut derive)))
        .collect();
    let table = median(rounds.iter().map(|it| it.0.as_secs_f64()));
    let derive = median(rounds.iter().map(|it| it.1.as_secs_f64()));
    let ratio = median(
        rounds
            .iter()
            .map(|it| it.0.as_secs_f64() / it.1.as_secs_f64()),
    );
    println!(
        "{what}: {:.2} ms by tables, {:.2} ms by derive, ratio {ratio:.2}",
        table * 1e3,
        derive * 1e3
    );
    println!(
        "{what}: {} allocations of {} kB by tables, {} of {} kB by derive",
        ours.0,
        ours.1 / 1000,
        theirs.0,
        theirs.1 / 1000
    );
}

fn time<T>(run: &mut impl FnMut() -> T) -> Duration {
    let start = ThreadTime::now();
    black_box(run());
    start.elapsed()
}

/// Returns the number and the size of the allocations of a run.
fn count<T>(run: &mut impl FnMut() -> T) -> (usize, usize) {
    let region = Region::new(ALLOCATOR);
    black_box(run());
    let stats = region.change();
    (
        stats.allocations + stats.reallocations,
        stats.bytes_allocated,
    )
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

static LIST: Operation = Operation {
    id: "Services_List",
    path: "/services",
    api_version: "1",
    // The link is not followed.
    paging: Some(Paging {
        items: "value",
        next_link: None,
        next_operation: None,
    }),
    ..Operation::DEFAULT
};

/// A page of a list, beside the page as one model of serde_derive.
fn pages() {
    let json = page(1000);
    let service = testing::responses::<Vec<u8>>([]);
    let package = Package {
        name: "bench",
        version: "1",
    };
    let arm = Arm::new(
        package,
        None,
        Some(testing::credential()),
        Some(service.options()),
    );
    let arm = arm.expect("the options are valid");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.expect("a runtime can be started");
    let body = azure_core::Bytes::from(json.clone());
    let list = || {
        service.push(200, &[], body.clone());
        let services = arm.prepare(&LIST, &[]).pager::<by_table::Service>();
        runtime
            .block_on(services.collect_all())
            .expect("the page is valid")
    };
    assert_eq!(list().len(), 1000, "all items are read");
    compare("list 1,000 items", list, || {
        serde_json::from_slice::<by_derive::Page>(&json)
    });
}

fn main() {
    let json = page(455);
    let table: by_table::Page = arm_runtime::value::from_json(&json).expect("the page is valid");
    let derive: by_derive::Page = serde_json::from_slice(&json).expect("the page is valid");
    let equal = serde_json::to_value(&table).ok() == serde_json::to_value(&derive).ok();
    assert!(equal, "both serialize to the same JSON");

    compare(
        "read",
        || arm_runtime::value::from_json::<by_table::Page>(&json),
        || serde_json::from_slice::<by_derive::Page>(&json),
    );
    compare(
        "write",
        || arm_runtime::value::to_vec(&table, arm_runtime::Mode::All),
        || serde_json::to_vec(&derive),
    );
    pages();
}
