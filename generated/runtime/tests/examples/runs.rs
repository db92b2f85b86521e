//! A run prints its table, writes it as JSON, and fails if there are mismatches.

use std::process::Command;

use arm_runtime::examples::{Case, run};
use arm_runtime::value::JsonValue;
use serde_json::json;

use super::{call, data, example};

fn altered(it: &mut Case<'_>) {
    static OPERATION: arm_runtime::Operation = arm_runtime::Operation {
        method: arm_runtime::Method::Patch,
        ..super::RIGHT
    };
    it.send(&|it| call(it, &OPERATION));
    it.response::<super::Thing>(200);
}

#[test]
fn a_run_without_mismatches_succeeds() {
    let right: arm_runtime::examples::Check = super::right;
    let checks = [("Things_Put", right)];
    assert_eq!(run("things", &data(example()), &checks), Ok(()));
    // Faults of the spec are no mismatches.
    let mut faulty = example();
    faulty["responses"]["201"] = json!({});
    assert_eq!(run("things", &data(faulty), &checks), Ok(()));
    assert_eq!(
        run("things", "{", &checks).unwrap_err(),
        "the examples of things: EOF while parsing an object at line 1 column 1"
    );
}

/// The outer test starts this test in a process of its own, whose output and environment it decides.
#[test]
fn a_run_prints_and_saves_its_report() {
    let mut example = example();
    example["responses"]["201"] = json!({});
    if std::env::var_os("ARM_EXAMPLES_REPORT").is_some() {
        let result = run("a::things", &data(example), &[("Things_Put", altered)]);
        return result.unwrap();
    }
    let folder = std::env::temp_dir().join(format!("arm-examples-{}", std::process::id()));
    let output = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "runs::a_run_prints_and_saves_its_report",
            "--nocapture",
        ])
        .env("ARM_EXAMPLES_REPORT", folder.join("deep"))
        .env("RUST_BACKTRACE", "0")
        .output()
        .unwrap();
    assert!(!output.status.success());
    let saved = std::fs::read(folder.join("deep").join("a-things.json")).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let saved: JsonValue = serde_json::from_slice(&saved).unwrap();
    let shown = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        let varies = ["panicked at", "thread '", "test result:"];
        let own = |it: &&str| !varies.iter().any(|text| it.contains(text));
        text.lines().filter(own).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(
        "run",
        format!(
            "{}\n--- stderr\n{}\n--- a-things.json\n{saved:#}",
            shown(&output.stdout),
            shown(&output.stderr)
        )
    );
}
