//! Clients generated from the documents of Spector, Microsoft's test suite for clients of TypeSpec services, against its server.
//!
//! `npm install` of `tests/spector/package.json` into `target/spector` brings the suite, as `.ci/run` does. The documents are emitted there
//! once, and a crate is generated from each into `target/generated-spector`. The sources in `tests/spector/src` drive them:
//! nearly all calls are made from the data of the scenarios, `cases.yaml` says what the data does not. `passing.txt` lists the
//! scenarios that must pass with the formats of the documents by which they do; `misses.txt` lists the others with the reason.
//! `SPECTOR_BLESS=1` writes `passing.txt` anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use tests::place;
use tests::spector::cases::Case;
use tests::spector::documents::{Format, generate};
use tests::spector::plan::{Plan, plan};
use tests::spector::scenario::Scenario;
use tests::suite::{self, build, update, write_workspace};

/// All scenarios of both packages.
const TOTAL: usize = 1016;

#[test]
fn scenarios_of_spector_pass() {
    let Some(suite) = suite() else { return };
    prepare(&suite);
    let scenarios =
        Scenario::read_all(&suite.join("scenarios.json")).expect("node lists the scenarios");
    assert_eq!(scenarios.len(), TOTAL);
    let root = place::target().join("generated-spector");
    let documents = generate(&suite.join("documents"), &root);
    let cases = Case::read_all(&sources().join("cases.yaml")).expect("the cases can be read");
    for name in cases.keys() {
        assert!(
            scenarios.iter().any(|it| it.name == *name),
            "cases.yaml: {name} is not a scenario"
        );
    }
    let plan = plan(&documents, &scenarios, &cases);
    write_suite(&root, &plan);
    build(&root, &["--package", "suite"]);
    let results = run(&suite, &root);
    judge(&scenarios, &results);
}

fn sources() -> PathBuf {
    place::repository().join("tests/spector")
}

/// Returns the folder of the suite. Without it, node or the common types of Azure, prints the reason and returns `None`.
fn suite() -> Option<PathBuf> {
    let suite = place::repository().join("target/spector");
    let missing = [
        "node_modules/@typespec/spector",
        "node_modules/node/bin/node",
    ]
    .iter()
    .map(|it| suite.join(it))
    .find(|it| !it.exists());
    if let Some(missing) = missing {
        place::skip(&format!("{} is not there", missing.display()));
        return None;
    }
    place::azure_specs().map(|_| suite)
}

/// Emits the documents and lists the scenarios, unless that was done by the same scripts.
fn prepare(suite: &Path) {
    let scripts = ["package.json", "emit.mjs", "scenarios.mjs"];
    let text =
        |name: &str| std::fs::read_to_string(sources().join(name)).expect("the scripts are there");
    let stamp: String = scripts.map(text).concat();
    let done = suite.join("stamp.txt");
    if std::fs::read_to_string(&done).is_ok_and(|it| it == stamp) {
        return;
    }
    for name in &scripts[1..] {
        std::fs::write(suite.join(name), text(name)).expect("target/ can be written");
    }
    let common = place::azure_specs()
        .expect("it was there")
        .join("specification/common-types");
    let common = std::fs::canonicalize(common).expect("the common types are there");
    let listed = node(suite, &["scenarios.mjs".as_ref()]);
    std::fs::write(suite.join("scenarios.json"), listed).expect("target/ can be written");
    node(suite, &["emit.mjs".as_ref(), "documents".as_ref(), &common]);
    std::fs::write(done, stamp).expect("target/ can be written");
}

fn node(suite: &Path, arguments: &[&Path]) -> Vec<u8> {
    let output = Command::new(suite.join("node_modules/node/bin/node"))
        .args(arguments)
        .current_dir(suite)
        .output()
        .expect("node can be started");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

/// Writes the workspace of the crates that are called, and in it the crate of the calls.
fn write_suite(root: &Path, plan: &Plan) {
    write_workspace(root, &plan.crates, &sources().join("src/main.rs"));
    update(&root.join("suite/calls.rs"), &plan.code);
    update(&root.join("plan.json"), &format!("{:#}", plan.data));
}

/// Returns the reason why a scenario fails in a format, by format and scenario; empty if it passes.
fn run(suite: &Path, root: &Path) -> BTreeMap<String, String> {
    suite::run(root, |command, results| {
        command
            .arg(root.join("plan.json"))
            .arg(results)
            .env("SPECTOR", suite)
            .env("NODE", suite.join("node_modules/node/bin/node"))
    })
}

/// Compares the results with what is expected.
fn judge(scenarios: &[Scenario], results: &BTreeMap<String, String>) {
    let mut passed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, _) in results.iter().filter(|(_, why)| why.is_empty()) {
        let (format, scenario) = name.split_once('/').expect("a format is named");
        passed.entry(scenario).or_default().push(format);
    }
    let lines = passed
        .iter()
        .map(|(scenario, formats)| format!("{scenario}: {}\n", formats.join(", ")));
    let found: String = lines.collect();
    let list = sources().join("passing.txt");
    if std::env::var_os("SPECTOR_BLESS").is_some() {
        std::fs::write(&list, &found).expect("the list can be written");
    }
    let table = table(scenarios, &passed);
    update(&place::target().join("generated-spector/scores.md"), &table);
    let total = table.lines().last().unwrap_or_default();
    // Written directly, because captured output is not shown if the test passes.
    let _ = writeln!(
        std::io::stderr(),
        "spector (scenarios, Swagger, OpenAPI 3, either): {total}"
    );

    let expected = std::fs::read_to_string(list).expect("the list is there");
    let (found, expected): (BTreeSet<&str>, BTreeSet<&str>) =
        (found.lines().collect(), expected.lines().collect());
    let mut faults = String::new();
    for line in expected.difference(&found) {
        let scenario = line.split(':').next().unwrap_or_default();
        for format in Format::ALL {
            let why = results
                .get(&format!("{}/{scenario}", format.name()))
                .map_or("it did not run", String::as_str);
            let _ = writeln!(
                faults,
                "{line} no longer holds; {}: {}",
                format.name(),
                if why.is_empty() { "passes" } else { why }
            );
        }
    }
    for line in found.difference(&expected) {
        let _ = writeln!(faults, "passes, and is not in passing.txt: {line}");
    }
    assert!(faults.is_empty(), "{faults}");

    let misses = std::fs::read_to_string(sources().join("misses.txt")).expect("the list is there");
    let misses: BTreeSet<&str> = misses
        .lines()
        .filter_map(|line| Some(line.split_once(": ")?.0))
        .collect();
    let missed: BTreeSet<&str> = scenarios
        .iter()
        .map(|it| it.name.as_str())
        .filter(|it| !passed.contains_key(it))
        .collect();
    assert_eq!(
        misses, missed,
        "misses.txt must give the reason for each scenario that does not pass"
    );
}

/// The scores by area: all scenarios, those that pass by Swagger, by OpenAPI 3, and by either.
fn table(scenarios: &[Scenario], passed: &BTreeMap<&str, Vec<&str>>) -> String {
    let mut rows: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    for it in scenarios {
        let formats = passed.get(it.name.as_str()).map_or(&[][..], Vec::as_slice);
        let [swagger, openapi] = Format::ALL.map(|it| formats.contains(&it.name()));
        for area in [it.area(), "~all".to_owned()] {
            let row = rows.entry(area).or_default();
            let counts = [true, swagger, openapi, swagger || openapi];
            row.iter_mut()
                .zip(counts)
                .for_each(|(n, counts)| *n += usize::from(counts));
        }
    }
    let mut text = String::from(
        "| area | scenarios | Swagger | OpenAPI 3 | either |\n|---|--:|--:|--:|--:|\n",
    );
    for (area, [all, swagger, openapi, either]) in rows {
        let _ = writeln!(
            text,
            "| {} | {all} | {swagger} | {openapi} | {either} |",
            area.trim_start_matches('~')
        );
    }
    text
}
