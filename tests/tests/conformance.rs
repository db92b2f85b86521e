//! Clients generated from the API descriptions of Microsoft's test server for AutoRest generators, run against that
//! server.
//!
//! `npm install --prefix target/testserver @microsoft.azure/autorest.testserver@3.3.51` installs the server, as
//! `.ci/run` does; alternatively, `AUTOREST_TESTSERVER` is the folder of the package. The clients are generated in
//! `target/conformance`. The cases that use them are in `tests/conformance/`, with the scenarios that must pass in
//! `passing.txt`, and the others with reasons in `misses.txt`. `CONFORMANCE_BLESS=1` rewrites `passing.txt`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use generator::crate_writer::Crate;
use generator::header::HEADER;
use generator::load::Cache;
use generator::manifest::{self, CrateInfo};
use generator::pipeline::{Layout, Package, generate_package};
use tests::place;
use tests::suite::{self, build, write_workspace};

/// Returns all scenarios of the relevant categories from the sources of the server, because its report omits some that
/// were not reached.
const TOTALS: [(&str, usize); 2] = [("vanilla", 642), ("azure", 145)];

#[test]
fn scenarios_of_the_test_server_pass() {
    let Some(server) = server() else { return };
    let root = place::target().join("conformance");
    let crates = generate(&server, &root);
    write_workspace(&root, &crates, &folder().join("src/main.rs"));
    build(&root, &["--workspace"]);
    let results = run(&server, &root);
    judge(&results);
}

/// Returns the folder of the server's package. Prints a reason and returns `None` if it or node is missing.
fn server() -> Option<PathBuf> {
    if !Command::new("node")
        .arg("--version")
        .output()
        .is_ok_and(|it| it.status.success())
    {
        place::skip("node is not there");
        return None;
    }
    let folder = match std::env::var_os("AUTOREST_TESTSERVER") {
        Some(folder) => PathBuf::from(folder),
        None => place::repository()
            .join("target/testserver/node_modules/@microsoft.azure/autorest.testserver"),
    };
    if folder.join("swagger").is_dir() {
        return Some(folder);
    }
    place::skip(&format!("{} is not there", folder.display()));
    None
}

/// Generates a crate from each description. Returns the names of the crates.
fn generate(server: &Path, root: &Path) -> Vec<String> {
    let mut crates = Vec::new();
    for input in descriptions(&server.join("swagger")) {
        let name = crate_name(&input);
        let package = Package {
            name: name.clone(),
            title: name.clone(),
            inputs: vec![input],
            layout: Layout::Crate,
            spec_root: None,
            ..Package::default()
        };
        let output = generate_package(&package, &Cache::default());
        assert!(!output.diagnostics.has_errors(), "{name}");
        for unsupported in &output.report.unsupported {
            // All other files are generated.
            let known = unsupported.ends_with("the method OPTIONS");
            assert!(known, "{name}: {unsupported}");
        }
        let mut krate = Crate::new(&root.join(&name), HEADER);
        let needs = krate.add_package(&output);
        krate.add(
            "Cargo.toml",
            &manifest::member(&CrateInfo::new(&name), needs),
        );
        krate.write().expect("target/ can be written");
        crates.push(name);
    }
    assert_eq!(crates.len(), 74, "descriptions of the test server");
    crates
}

fn descriptions(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the package holds descriptions");
    let mut paths: Vec<PathBuf> = entries.filter_map(|it| Some(it.ok()?.path())).collect();
    paths.retain(|it| it.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    paths
}

/// Converts `body-number.quirks.json` to `body_number_quirks`.
fn crate_name(input: &Path) -> String {
    let stem = input.file_stem().expect("it has a name").to_string_lossy();
    stem.to_lowercase().replace(['-', '.'], "_")
}

/// Returns the reason why each scenario fails; empty if it passes.
fn run(server: &Path, root: &Path) -> BTreeMap<String, String> {
    suite::run(root, |command, results| {
        command
            .arg(results)
            .env("AUTOREST_TESTSERVER", server)
            .env("LOOPBACK", folder().join("loopback.js"))
    })
}

fn folder() -> PathBuf {
    place::repository().join("tests/conformance")
}

/// Compares the results with the expected ones.
fn judge(results: &BTreeMap<String, String>) {
    let passed: BTreeSet<&str> = results
        .iter()
        .filter(|(_, why)| why.is_empty())
        .map(|(scenario, _)| scenario.as_str())
        .collect();
    let list = folder().join("passing.txt");
    if std::env::var_os("CONFORMANCE_BLESS").is_some() {
        let text: String = passed.iter().map(|it| format!("{it}\n")).collect();
        std::fs::write(&list, text).expect("the list can be written");
    }
    let passing = std::fs::read_to_string(list).expect("the list is there");
    let passing: BTreeSet<&str> = passing.lines().collect();
    let misses = std::fs::read_to_string(folder().join("misses.txt")).expect("the list is there");
    let misses: BTreeSet<&str> = misses
        .lines()
        .filter_map(|line| Some(line.split_once(": ")?.0))
        .collect();
    let counts = TOTALS.map(|(category, total)| {
        let count = |list: &BTreeSet<&str>| list.iter().filter(|it| belongs(it, category)).count();
        assert_eq!(count(&passing) + count(&misses), total, "{category}");
        format!("{category} {} of {total}", count(&passed))
    });
    // Written directly, because captured output would not be shown.
    let _ = writeln!(std::io::stderr(), "{}", counts.join(", "));

    let mut faults = String::new();
    for (scenario, why) in results.iter().filter(|(_, why)| !why.is_empty()) {
        faults += &format!("{scenario}: {why}\n");
    }
    for scenario in passing.difference(&passed) {
        if !results.contains_key(*scenario) {
            faults += &format!("{scenario} was not raised\n");
        }
    }
    for scenario in passed.difference(&passing) {
        faults += &format!("{scenario} passes, and is not in passing.txt\n");
    }
    assert!(faults.is_empty(), "{}\n{faults}", counts.join(", "));
}

fn belongs(scenario: &str, category: &str) -> bool {
    scenario.split('/').next() == Some(category)
}
