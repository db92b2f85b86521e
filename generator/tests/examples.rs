//! Checks generated crates against the examples of the original specs.
//!
//! Every test run checks the three providers. All other packages are checked by `cargo test -p generator --test
//! examples -- --ignored --nocapture`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Versions of the three providers, below `specification/`.
const VERSIONS: [(&str, &str); 4] = [
    (
        "arm-communication-2020",
        "communication/resource-manager/Microsoft.Communication/stable/2020-08-20",
    ),
    (
        "arm-communication-2023",
        "communication/resource-manager/Microsoft.Communication/stable/2023-04-01",
    ),
    (
        "arm-maps",
        "maps/resource-manager/Microsoft.Maps/stable/2023-06-01",
    ),
    (
        "arm-apimanagement",
        "apimanagement/resource-manager/Microsoft.ApiManagement/stable/2024-05-01",
    ),
];

#[test]
fn real_examples_of_the_providers_are_sent_and_read() {
    let Some(specs) = specs() else { return };
    let root = fresh("examples-providers");
    for (name, folder) in VERSIONS {
        let mut inputs: Vec<PathBuf> = std::fs::read_dir(specs.join(folder))
            .expect("the version is there")
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|it| it == "json"))
            .collect();
        inputs.sort();
        let crate_root = root.join(name);
        let mut generate = generator();
        generate.arg("generate").arg("--input").args(&inputs);
        generate.args(["--name", name, "--example-tests", "--out"]);
        assert!(generate.arg(&crate_root).status().unwrap().success());
        run_tests(&crate_root, &root.join("report"), &["--test", "examples"]);
    }
    assert_sound(&root.join("report"), VERSIONS.len());
}

#[test]
#[ignore = "takes minutes"]
fn real_examples_of_the_corpus_are_sent_and_read() {
    let Some(specs) = specs() else { return };
    let root = fresh("examples-corpus");
    let crates = root.join("crates");
    let mut corpus = generator();
    corpus.arg("corpus").arg(&specs).arg("--out").arg(&crates);
    assert!(corpus.arg("--example-tests").status().unwrap().success());
    let tested: Vec<String> = std::fs::read_dir(&crates)
        .unwrap()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("tests/examples").is_dir())
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let mut arguments = vec!["--test", "examples", "--no-fail-fast"];
    for name in &tested {
        arguments.extend(["--package", name]);
    }
    run_tests(&crates, &root.join("report"), &arguments);
    assert_sound(&root.join("report"), tested.len());
}

/// Returns the folder `specification` of the original specs, if it exists.
fn specs() -> Option<PathBuf> {
    let root = std::env::var_os("ARM_SPECS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    );
    let specs = root.join("azure-rest-api-specs/specification");
    if specs.is_dir() {
        return Some(specs);
    }
    let reason = "ARM_SPECS names no folder with azure-rest-api-specs";
    assert!(std::env::var_os("ARM_TESTS_REQUIRED").is_none(), "{reason}");
    // Output of passing tests is shown only if it is written past the test harness.
    let _ = writeln!(std::io::stderr(), "skipped: {reason}");
    None
}

fn fresh(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // Files of another version of the generator may have an unknown header.
    let _ = std::fs::remove_dir_all(&root);
    std::fs::create_dir_all(&root).unwrap();
    root
}

fn generator() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_arm-bindgen"));
    command.arg("--quiet");
    command
}

/// Runs the tests of a generated workspace with the dependencies of this one. Their reports contain the results.
fn run_tests(workspace: &Path, report: &Path, arguments: &[&str]) {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    std::fs::copy(lock, workspace.join("Cargo.lock")).unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["test", "--quiet", "--offline"])
        .args(arguments)
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", target)
        // Debug information would take most of the link time.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("ARM_EXAMPLES_REPORT", report)
        .output()
        .unwrap();
    if !output.status.success() {
        println!("{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// Sums up the reports, prints the table, and fails on any mismatch.
fn assert_sound(folder: &Path, n_reports: usize) {
    let reports: Vec<Value> = std::fs::read_dir(folder)
        .expect("the tests of the generated crates ran")
        .map(|entry| {
            let text = std::fs::read(entry.unwrap().path()).unwrap();
            serde_json::from_slice(&text).unwrap()
        })
        .collect();
    let table = table(&reports);
    println!("{table}");
    assert_eq!(reports.len(), n_reports, "some tests did not run");
    assert!(!table.contains("MISMATCH"), "{table}");
    assert!(sum(&reports, "requests", "equal") > 0 && sum(&reports, "responses", "equal") > 0);
}

fn sum(reports: &[Value], what: &str, verdict: &str) -> u64 {
    let each = reports.iter();
    each.filter_map(|it| it[what][verdict].as_u64()).sum()
}

fn table(reports: &[Value]) -> String {
    let examples: u64 = reports
        .iter()
        .filter_map(|it| it["examples"].as_u64())
        .sum();
    let mut text = format!("{examples} examples of {} packages\n", reports.len());
    for what in ["requests", "responses"] {
        let _ = write!(text, "{what}:");
        for verdict in ["equal", "faulty", "barred", "different"] {
            let _ = write!(text, " {} {verdict}", sum(reports, what, verdict));
        }
        text.push('\n');
    }
    let mut kinds: BTreeMap<(bool, String), Vec<String>> = BTreeMap::new();
    let findings = reports
        .iter()
        .filter_map(|it| it["findings"].as_array())
        .flatten();
    for it in findings {
        let word = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
        let line = format!("{}#{} {}", word("file"), word("pointer"), word("detail"));
        kinds
            .entry((it["fault"] == true, word("kind")))
            .or_default()
            .push(line);
    }
    for ((fault, kind), lines) in &kinds {
        let class = if *fault {
            "fault of the spec"
        } else {
            "MISMATCH"
        };
        let _ = writeln!(text, "{:6}  {class}: {kind}", lines.len());
    }
    for ((_, kind), mut lines) in kinds {
        let _ = writeln!(text, "\n{kind}");
        lines.sort();
        lines.dedup();
        for line in lines {
            let _ = writeln!(text, "  {line}");
        }
    }
    text
}
