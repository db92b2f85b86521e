//! `arm rotate` over the operations of Azure that renew keys.

use std::path::{Path, PathBuf};

use arm_fake::{FakeArm, Settings};
use arm_runtime::describe::{Entry, Module};
use serde_json::{Value, json};

use crate::server::serve_fake;
use crate::{Ran, SUBSCRIPTION, run, run_in};

/// The operations of Azure that `rotate` does not support. A renewal is supported only if it can be verified.
const MISFITS: [(&str, &str); 14] = [
    // The keys of the Git repository occur in no response.
    (
        "TenantAccessGit_RegeneratePrimaryKey",
        "no: no operation reads the keys of `git`",
    ),
    (
        "TenantAccessGit_RegenerateSecondaryKey",
        "no: no operation reads the keys of `git`",
    ),
    // The site is a property of the channel, of which there may be several.
    ("DirectLine_RegenerateKeys", "no: also requires `siteName`"),
    // The service does not return the token.
    (
        "NotebookWorkspaces_RegenerateAuthToken",
        "no: no operation reads the keys",
    ),
    // The request names a key in a vault.
    (
        "Clusters_RotateDiskEncryptionKey",
        "no: no operation reads the keys",
    ),
    // The caller sets the password.
    (
        "VirtualMachines_ResetPassword",
        "no: also requires `password`",
    ),
    // The keys occur only in signatures of callback URLs.
    (
        "IntegrationAccounts_RegenerateAccessKey",
        "no: no operation reads the keys",
    ),
    (
        "Workflows_RegenerateAccessKey",
        "no: no operation reads the keys",
    ),
    // The service renews credentials that it alone uses.
    (
        "Accounts_RenewCredentials",
        "no: no operation reads the keys",
    ),
    (
        "Volumes_ResetCifsPassword",
        "no: no operation reads the keys",
    ),
    (
        "VirtualNetworkGatewayConnections_ResetSharedKey",
        "no: also requires `keyLength`",
    ),
    // The key is part of a package for clients.
    (
        "VirtualNetworkGateways_ResetVpnClientSharedKey",
        "no: no operation reads the keys",
    ),
    // The request names a key in a vault.
    ("DataProducts_RotateKey", "no: no operation reads the keys"),
    // The password occurs only in the response of the operation itself.
    (
        "LocalUsers_RegeneratePassword",
        "no: no operation reads the keys",
    ),
];

/// Returns the checkout of azure-rest-api-specs. Without it, the test prints a message and passes, unless it is required.
fn specs() -> Option<PathBuf> {
    let beside =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/azure-rest-api-specs");
    let specs = std::env::var_os("ARM_SPECS")
        .map_or(beside, |it| PathBuf::from(it).join("azure-rest-api-specs"));
    if specs.join("specification").is_dir() {
        return Some(specs);
    }
    let is_required = std::env::var_os("ARM_TESTS_REQUIRED").is_some_and(|it| it == "1");
    assert!(!is_required, "required, but the specs are not there");
    println!("skipped: the specs are not there");
    None
}

fn operations(specs: &Path) -> Ran {
    run(&format!(
        "rotate --operations -o json --specs '{}'",
        specs.display()
    ))
}

fn rows(ran: &Ran) -> Vec<Value> {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

/// Each operation that fits renews each key of its resource, verified by `rotate` itself: only the requested key changes.
pub fn renews_the_keys_of_azures_services() {
    let Some(specs) = specs() else {
        return;
    };
    if std::env::var_os("ARM_TESTS_REQUIRED").is_none_or(|it| it != "1") {
        println!("skipped: this takes a minute (ARM_TESTS_REQUIRED=1)");
        return;
    }
    let rows = rows(&operations(&specs));
    let (mut rotated, mut failed) = (0, Vec::new());
    for row in rows.iter().filter(|it| it["fits"] == "yes") {
        let text = |name: &str| row[name].as_str().expect("a row has texts");
        let operation = text("operation");
        let document = document(&specs, text("provider"), text("apiVersion"), operation)
            .unwrap_or_else(|| panic!("no document has {operation}"));
        match rotate(&document, operation) {
            Ok(()) => rotated += 1,
            Err(why) => failed.push(format!("{operation}: {why}")),
        }
    }
    println!("{rotated} operations renew keys of the fake");
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Returns the document that declares an operation.
fn document(specs: &Path, provider: &str, version: &str, operation: &str) -> Option<PathBuf> {
    let mut folders = vec![specs.join("specification")];
    let declares = |path: &Path| {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        text.contains(&format!("\"operationId\": \"{operation}\""))
    };
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<PathBuf> = std::fs::read_dir(&folder)
            .ok()?
            .flatten()
            .map(|it| it.path())
            .collect();
        entries.sort();
        let is_version =
            folder.ends_with(version) && folder.components().any(|it| it.as_os_str() == provider);
        for path in entries {
            if path.is_dir() && !path.ends_with("examples") && !path.ends_with("data-plane") {
                folders.push(path);
            } else if is_version
                && path.extension().is_some_and(|it| it == "json")
                && declares(&path)
            {
                return Some(path);
            }
        }
    }
    None
}

/// Rotates all keys of a resource of the document.
fn rotate(document: &Path, operation: &str) -> Result<(), String> {
    let modules: &'static [Module] = arm_fake::specs::read_documents(vec![document.to_owned()])
        .map_err(|error| error.to_string())?
        .leak();
    let mut entries = modules.iter().flat_map(Module::entries);
    let entry = entries
        .find(|it| it.operation.id == operation)
        .expect("the document has it");
    let settings = Settings {
        create_groups: true,
        polls: 0,
        ..Settings::default()
    };
    let fake = FakeArm::with_settings(&[modules], settings);
    let id = resource(entry);
    put(&fake, &id);
    let url = serve_fake(&fake);
    let document = document.display().to_string();
    let run = |line: &str| {
        let state = format!("{}/rotation-of-azure", env!("CARGO_TARGET_TMPDIR"));
        let variables = [
            ("ARM_DOCUMENT", document.as_str()),
            ("XDG_STATE_HOME", &state),
        ];
        let group = &operation.split('_').next().unwrap_or_default();
        let ran = run_in(&variables, &format!("rotate {id} --endpoint {url} {line}"));
        match ran.code {
            0 => Ok(ran),
            _ => Err(format!("{group}: {id}: {}", ran.stderr)),
        }
    };
    let shown = run("--show -o json")?;
    let keys = rows(&shown);
    if keys.len() < 2 && !operation.contains("Password") {
        return Err(format!("has the keys {}", shown.stdout));
    }
    let keys = keys.iter().filter_map(|it| it["key"].as_str());
    let keys: String = keys.map(|it| format!(" --key '{it}'")).collect();
    let done = run(&format!("{keys} --exec 'cat > /dev/null' --yes -o json"))?;
    let renewed = rows(&done);
    match renewed.len() == rows(&shown).len() {
        true => Ok(()),
        false => Err(format!("renewed {}", done.stdout)),
    }
}

/// Returns the ID of a resource on which the operation is an action.
fn resource(entry: &Entry) -> String {
    let path = entry.operation.path;
    let verb = path.split('/').find(|it| {
        let it = it.to_lowercase();
        ["regenerate", "renew", "rotate"]
            .iter()
            .any(|verb| it.contains(verb))
    });
    let end = verb.and_then(|it| path.find(it)).unwrap_or(path.len());
    let mut id = String::new();
    for segment in path[..end].split('/').filter(|it| !it.is_empty()) {
        let name = segment
            .strip_prefix('{')
            .and_then(|it| it.strip_suffix('}'));
        let parameters = entry.operation.parameters.iter().zip(entry.parameters);
        let values = |name| {
            parameters
                .clone()
                .find(|it| it.0.name == name)
                .map_or(&[][..], |it| it.1.values)
        };
        id.push('/');
        id.push_str(match name {
            None => segment,
            Some("subscriptionId") => SUBSCRIPTION,
            Some(name) => values(name).first().copied().unwrap_or("resource1"),
        });
    }
    id
}

/// Adds a resource and its parents.
fn put(fake: &FakeArm, id: &str) {
    let segments: Vec<&str> = id.split('/').collect();
    let providers = segments
        .iter()
        .position(|it| *it == "providers")
        .expect("it has a provider");
    for end in (providers + 4..=segments.len()).step_by(2) {
        fake.put(&segments[..end].join("/"), json!({}));
    }
}

pub fn tells_which_operations_of_azure_it_supports() {
    let Some(specs) = specs() else {
        return;
    };
    let ran = operations(&specs);
    let rows = rows(&ran);
    let row = |id: &str| {
        rows.iter()
            .find(|it| it["operation"] == id)
            .unwrap_or_else(|| panic!("no {id}"))
    };
    for (id, fits, reader) in [
        (
            "StorageAccounts_RegenerateKey",
            "yes",
            "StorageAccounts_ListKeys",
        ),
        (
            "Registries_RegenerateCredential",
            "yes",
            "Registries_ListCredentials",
        ),
        ("AdminKeys_Regenerate", "yes", "AdminKeys_Get"),
        (
            "DatabaseAccounts_RegenerateKey",
            "yes",
            "DatabaseAccounts_ListKeys",
        ),
        ("Services_RegenerateTestKey", "yes", "Services_ListTestKeys"),
        (
            "SqlMigrationServices_regenerateAuthKeys",
            "yes",
            "SqlMigrationServices_listAuthKeys",
        ),
    ] {
        let row = row(id);
        assert_eq!(
            (row["fits"].as_str(), row["readBy"].as_str()),
            (Some(fits), Some(reader)),
            "{id}"
        );
    }
    let misfits = rows.iter().filter(|it| it["fits"] != "yes");
    let misfits: Vec<(&str, &str)> = misfits
        .filter_map(|it| Some((it["operation"].as_str()?, it["fits"].as_str()?)))
        .collect();
    assert_eq!(misfits, MISFITS);
    let said = format!(
        "rotate supports {} of {} operations",
        rows.len() - misfits.len(),
        rows.len()
    );
    assert!(ran.stderr.contains(&said), "{said}: {}", ran.stderr);
    println!("{said}");
}
