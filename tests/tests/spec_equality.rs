//! The documents of this repository describe the original APIs: both have the same IR except for prose.

use std::path::{Path, PathBuf};

use generator::load::Cache;
use generator::pipeline::{Layout, Package, Stage, dump};
use tests::{ours, place};

const COMMUNICATION: &str = "communication/resource-manager/Microsoft.Communication/stable";

/// The original documents of each version.
fn real(specification: &Path, module: &str, version: &str) -> Vec<PathBuf> {
    let (folder, files): (String, &[&str]) = match (module, version) {
        ("communication", "2020-08-20") => (
            format!("{COMMUNICATION}/2020-08-20"),
            &["CommunicationService.json"],
        ),
        ("communication", "2023-04-01") => (
            format!("{COMMUNICATION}/2023-04-01"),
            &[
                "CommunicationServices.json",
                "Domains.json",
                "EmailServices.json",
                "SenderUsernames.json",
            ],
        ),
        ("maps", "2023-06-01") => (
            "maps/resource-manager/Microsoft.Maps/stable/2023-06-01".to_owned(),
            &["maps-management.json"],
        ),
        ("apimanagement", "2024-05-01") => (
            "apimanagement/resource-manager/Microsoft.ApiManagement/stable/2024-05-01".to_owned(),
            &["apimtenant.json"],
        ),
        _ => panic!("name the real documents of {module} {version} here"),
    };
    files
        .iter()
        .map(|file| specification.join(&folder).join(file))
        .collect()
}

fn facts(inputs: Vec<PathBuf>) -> String {
    let package = Package {
        name: "facts".to_owned(),
        title: String::new(),
        inputs,
        layout: Layout::Module,
        spec_root: None,
        ..Package::default()
    };
    let dumped = dump(Stage::Analyze, &package, &Cache::default());
    dumped.unwrap_or_else(|found| panic!("{}", found.render(generator::diagnostics::Style::FULL)))
}

/// Returns the facts that only one side has, with the names of their operations or types.
fn differences(ours: &str, real: &str) -> Vec<String> {
    let entries = |text: &str| -> Vec<String> {
        let mut head = String::new();
        let lines = text.lines().map(|line| {
            let depth = line.len() - line.trim_start().len();
            if depth < 4 && (depth == 0 || line.contains('/')) {
                head = line.trim().to_owned();
            }
            format!("{head} | {}", line.trim())
        });
        lines.collect()
    };
    let (ours, real) = (entries(ours), entries(real));
    let missing = real
        .iter()
        .filter(|it| !ours.contains(it))
        .map(|it| format!("missing: {it}"));
    let added = ours
        .iter()
        .filter(|it| !real.contains(it))
        .map(|it| format!("added: {it}"));
    missing.chain(added).collect()
}

#[test]
fn our_documents_equal_the_real_ones() {
    let Some(specs) = place::azure_specs() else {
        return;
    };
    let mut n_operations = 0;
    for provider in &ours::providers().list {
        for version in &provider.versions {
            let ours = facts(version.inputs.clone());
            let real = facts(real(
                &specs.join("specification"),
                &provider.module,
                &version.version,
            ));
            let name = format!("{} {}", provider.module, version.version);
            assert_eq!(differences(&ours, &real), [""; 0], "{name}");
            assert_eq!(ours, real, "{name}: the same facts in another order");
            n_operations += ours
                .lines()
                .filter(|line| line.starts_with("  ") && line.contains(" /"))
                .count();
        }
    }
    assert_eq!(n_operations, 70);
}
