//! The reader of configurations and the JSON Schema for editors accept the same. The schema is checked by the Python package
//! `jsonschema`, which shares no code with the reader.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use generator::config::{json_schema, read_config};
use generator::diagnostics::Diagnostics;
use serde_json::{Value, json};

/// Values of every type, tried for every key.
const VALUES: [&str; 34] = [
    "~",
    "''",
    "1",
    "-1",
    "1.5",
    "99999999999",
    "true",
    "false",
    "one",
    "'1'",
    "0.1.0",
    "1.0.0-beta.1",
    "01.0.0",
    "1.2",
    "'1.88'",
    "'1.87'",
    "'1.100.3'",
    "2021",
    "2022",
    "'2024'",
    "2020-01-01",
    "crate",
    "bin",
    "std",
    "a b",
    "a_b",
    "A-b",
    "[]",
    "[a]",
    "[1]",
    "['']",
    "{}",
    "{workspace: true}",
    "{workspace: false}",
];

const KEYS: [&str; 15] = [
    "crate",
    "version",
    "edition",
    "rust-version",
    "license",
    "description",
    "lints",
    "out",
    "runtime",
    "cli",
    "specs",
    "examples",
    "dev-dependencies",
    "services",
    "unknown",
];

const SERVICE_KEYS: [&str; 8] = [
    "name",
    "module",
    "readme",
    "tags",
    "inputs",
    "versions",
    "operations",
    "unknown",
];

/// Values of keys with a structure of their own.
const OTHERS: [(&str, &str); 28] = [
    ("runtime", "{git: a}"),
    ("runtime", "{git: a, rev: b}"),
    ("runtime", "{rev: b}"),
    ("runtime", "{git: a, version: '1'}"),
    ("runtime", "{version: '0.1', rev: b}"),
    ("runtime", "{version: '^0.1'}"),
    ("runtime", "{version: '>=0.1.0'}"),
    ("runtime", "{version: '=0.1.0-beta.1'}"),
    ("runtime", "{version: '01'}"),
    ("runtime", "{version: '1, 2'}"),
    ("runtime", "{version: one}"),
    ("runtime", "{path: runtime}"),
    ("runtime", "{workspace: true, path: runtime}"),
    ("specs", "{git: a}"),
    ("specs", "{rev: a}"),
    ("specs", "{git: a, rev: b}"),
    ("specs", "{git: 'https://example.com/a', rev: b}"),
    ("specs", "{git: 'file:///a', rev: b}"),
    ("specs", "{git: 'http://example.com/a', rev: b}"),
    ("specs", "{git: 'git@example.com:a', rev: b}"),
    ("specs", "{git: 'ext::sh -c x', rev: b}"),
    ("specs", "{path: runtime}"),
    ("specs", "{path: runtime, rev: b}"),
    (
        "dev-dependencies",
        "{tokio: {}, b: {features: [], path: runtime}}",
    ),
    ("dev-dependencies", "{tokio: {feature: [a]}}"),
    ("services", "[{readme: a, inputs: [b]}]"),
    (
        "services",
        "[{versions: [{version: '1', inputs: [a]}]}, {inputs: [a]}]",
    ),
    (
        "services",
        "[{versions: [{version: 1, inputs: []}]}, {inputs: [a], tags: [b]}]",
    ),
];

fn configurations() -> Vec<String> {
    let mut texts = Vec::new();
    let top = |key: &str, value: &str| {
        let defaults = [("crate", "x"), ("services", "[{readme: a}]")];
        let others = defaults.into_iter().filter(|(it, _)| *it != key);
        let lines = others.chain([(key, value)]);
        lines
            .map(|(key, value)| format!("{key}: {value}\n"))
            .collect()
    };
    for key in KEYS {
        texts.extend(VALUES.iter().map(|value| top(key, value)));
    }
    for key in SERVICE_KEYS {
        for value in VALUES {
            let readme = if ["readme", "inputs", "versions"].contains(&key) {
                ""
            } else {
                "readme: a, "
            };
            texts.push(top("services", &format!("[{{{readme}{key}: {value}}}]")));
        }
    }
    texts.extend(OTHERS.iter().map(|(key, value)| top(key, value)));
    texts.extend(["[]", "1", "{}", "crate: x\n", "services: [{readme: a}]\n"].map(str::to_owned));
    texts
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("config-schema");
    fs::create_dir_all(folder.join("runtime")).unwrap();
    fs::write(folder.join("runtime/Cargo.toml"), "").unwrap();
    folder
}

/// Returns whether `jsonschema` accepts each value, or the reason why it cannot run.
fn accepted_by_schema(values: &[Value]) -> Result<Vec<bool>, String> {
    let script = "import json, sys, jsonschema\n\
                  given = json.load(sys.stdin)\n\
                  schema = jsonschema.Draft202012Validator(given['schema'])\n\
                  jsonschema.Draft202012Validator.check_schema(given['schema'])\n\
                  print(json.dumps([schema.is_valid(it) for it in given['values']]))\n";
    let schema: Value = serde_json::from_str(&json_schema()).unwrap();
    let mut python = Command::new("python3")
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("python3 cannot be started: {error}"))?;
    let input = json!({ "schema": schema, "values": values }).to_string();
    let mut stdin = python.stdin.take().unwrap();
    // If the package is missing, python ends before it reads.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = python.wait_with_output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    if errors.contains("ModuleNotFoundError") {
        return Err("the Python package `jsonschema` is not installed".to_owned());
    }
    assert!(output.status.success(), "{errors}");
    Ok(serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn the_reader_and_the_schema_accept_the_same() {
    let texts = configurations();
    let values: Vec<Value> = (texts.iter())
        .map(|text| serde_yaml::from_str(text).unwrap())
        .collect();
    let by_schema = match accepted_by_schema(&values) {
        Ok(accepted) => accepted,
        Err(reason) => {
            assert!(std::env::var_os("ARM_TESTS_REQUIRED").is_none(), "{reason}");
            // Output of passing tests is shown only if it is written past the test harness.
            let _ = writeln!(std::io::stderr(), "skipped: {reason}");
            return;
        }
    };
    let file = folder().join("arm.yaml");
    let mut accepted = 0;
    for (text, by_schema) in texts.iter().zip(by_schema) {
        fs::write(&file, text).unwrap();
        let mut diagnostics = Diagnostics::default();
        let by_reader = read_config(&file, &mut diagnostics).is_some();
        accepted += usize::from(by_reader);
        assert_eq!(by_reader, by_schema, "{text}{}", diagnostics.lines());
    }
    assert!(
        accepted > 100 && texts.len() - accepted > 500,
        "{accepted} of {}",
        texts.len()
    );
}
