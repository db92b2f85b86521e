//! Validates every operation of every version, called with each of its examples, with oav, Microsoft's validator of
//! live traffic, and the original specs (`judge.cjs`). The validator responds with the examples of the original specs,
//! and each response is decoded. The calls are those of the generated tests of the examples.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use arm_runtime::examples::{Check, Replay, replay};
use arm_runtime::{Arm, JsonValue, Package};
use tests::facade::{credential, options};
use tests::place;

#[rustfmt::skip]
#[path = "../../generated/tests/examples/apimanagement_v2024_05_01.rs"]
mod apimanagement_v2024_05_01;
#[rustfmt::skip]
#[path = "../../generated/tests/examples/communication_v2020_08_20.rs"]
mod communication_v2020_08_20;
#[rustfmt::skip]
#[path = "../../generated/tests/examples/communication_v2023_04_01.rs"]
mod communication_v2023_04_01;
#[rustfmt::skip]
#[path = "../../generated/tests/examples/maps_v2023_06_01.rs"]
mod maps_v2023_06_01;

/// An api-version, its examples as JSON, and their calls.
type Version = (&'static str, &'static str, &'static [(&'static str, Check)]);

const VERSIONS: [Version; 4] = [
    (
        "2020-08-20",
        communication_v2020_08_20::DATA,
        communication_v2020_08_20::CHECKS,
    ),
    (
        "2023-04-01",
        communication_v2023_04_01::DATA,
        communication_v2023_04_01::CHECKS,
    ),
    (
        "2023-06-01",
        maps_v2023_06_01::DATA,
        maps_v2023_06_01::CHECKS,
    ),
    (
        "2024-05-01",
        apimanagement_v2024_05_01::DATA,
        apimanagement_v2024_05_01::CHECKS,
    ),
];

/// The documents of the generated versions, below `specification/`.
const REAL: [&str; 4] = [
    "communication/resource-manager/Microsoft.Communication/stable/2020-08-20/*.json",
    "communication/resource-manager/Microsoft.Communication/stable/2023-04-01/*.json",
    "maps/resource-manager/Microsoft.Maps/stable/2023-06-01/*.json",
    "apimanagement/resource-manager/Microsoft.ApiManagement/stable/2024-05-01/apimtenant.json",
];

/// The process of the validator, which ends with the test.
struct Judge {
    process: Child,
    authority: String,
}

impl Drop for Judge {
    fn drop(&mut self) {
        // It may have already ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn start_judge(specs: &Path) -> Option<Judge> {
    let script = place::optional_folder().join("contract/judge.cjs");
    let oav: PathBuf = place::repository().join("target/oav");
    if !script.is_file() {
        place::skip(&format!("{} is not there", script.display()));
        return None;
    }
    if !oav.join("node_modules/oav").is_dir() {
        place::skip(&format!(
            "oav is not in {} (npm install oav@4)",
            oav.display()
        ));
        return None;
    }
    let script = script.canonicalize().expect("the script is there");
    let specification = specs
        .join("specification")
        .canonicalize()
        .expect("the folder is there");
    let mut command = Command::new("node");
    command.arg(script).arg(specification).arg("0").args(REAL);
    let process = command
        .current_dir(&oav)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut process) = process else {
        place::skip("node is not installed");
        return None;
    };
    let output = process.stdout.take().expect("stdout is piped");
    let mut lines = BufReader::new(output).lines().map_while(|line| line.ok());
    let port = lines.find_map(|line| line.strip_prefix("judge listening on ").map(str::to_owned));
    let port = port.expect("the judge says its port");
    Some(Judge {
        process,
        authority: format!("127.0.0.1:{port}"),
    })
}

/// Returns the requests recorded by the validator.
fn log(judge: &Judge) -> Vec<JsonValue> {
    let mut stream = TcpStream::connect(&judge.authority).expect("the judge listens");
    let request = format!(
        "GET /__log HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n",
        judge.authority
    );
    stream
        .write_all(request.as_bytes())
        .expect("the judge listens");
    let mut response = String::new();
    stream
        .read_to_string(&mut response)
        .expect("the judge answers");
    let (start, end) = (
        response.find('[').unwrap_or(0),
        response.rfind(']').map_or(0, |it| it + 1),
    );
    serde_json::from_str(&response[start..end]).expect("the log is a list")
}

/// Responses that are unsuccessful although the request is valid, with reasons.
const OTHER_RESPONSES: [(&str, &str, &str); 4] = [
    // The original spec has no example, so that the validator responds with 204.
    ("2020-08-20", "Operations_List", "has no body"),
    // The validator omits the headers of long-running operations.
    (
        "2023-04-01",
        "Domains_InitiateVerification",
        "does not contain a URL to poll",
    ),
    (
        "2023-04-01",
        "Domains_CancelVerification",
        "does not contain a URL to poll",
    ),
    // The original example is that of a failed operation.
    (
        "2024-05-01",
        "TenantConfiguration_Deploy",
        "ended as Failed",
    ),
];

/// Calls each example of each version.
fn replays(judge: &Judge) -> Vec<(&'static str, Replay)> {
    let package = Package {
        name: "judge",
        version: "0",
    };
    let arm = |subscription: &str| {
        let options = options(&judge.authority);
        Arm::new(
            package,
            Some(subscription.to_owned()),
            Some(credential()),
            Some(options),
        )
    };
    let versions = VERSIONS.iter().flat_map(|(version, data, checks)| {
        let replays = replay(data, checks, &arm).expect("the data is generated");
        replays.into_iter().map(|it| (*version, it))
    });
    versions.collect()
}

/// Sends a call. An error in [`OTHER_RESPONSES`] counts as passed.
async fn passes(version: &str, replay: Replay) -> Result<(), String> {
    let Replay {
        operation,
        title,
        sample,
    } = replay;
    let sample = sample.map_err(|stop| format!("{version} {operation}, {title}: {stop:?}"))?;
    let sent = tokio::time::timeout(Duration::from_secs(20), sample.send()).await;
    let Err(error) = sent.expect("the judge answers at once") else {
        return Ok(());
    };
    let text = error.to_string();
    let is_known = |(of_version, of_operation, part): &(&str, &str, &str)| {
        version == *of_version && operation == *of_operation && text.contains(part)
    };
    if OTHER_RESPONSES.iter().any(is_known) {
        return Ok(());
    }
    Err(format!("{version} {operation}, {title}: {text}"))
}

#[tokio::test]
async fn every_operation_passes() {
    let Some(specs) = place::azure_specs() else {
        return;
    };
    let Some(judge) = start_judge(&specs) else {
        return;
    };
    let (mut called, mut failed) = (BTreeSet::new(), Vec::new());
    for (version, replay) in replays(&judge) {
        called.insert((version.to_owned(), replay.operation.clone()));
        failed.extend(passes(version, replay).await.err());
    }
    assert!(
        failed.is_empty(),
        "{} calls fail:\n{}",
        failed.len(),
        failed.join("\n")
    );
    assert_eq!(called.len(), 70);
    assert_eq!(passed(&judge), called);
}

/// Returns the versions and operations that the validator received. Each request must have passed.
fn passed(judge: &Judge) -> BTreeSet<(String, String)> {
    let mut passed = BTreeSet::new();
    for entry in log(judge) {
        assert_eq!(entry["verdict"], "pass", "{entry:#}");
        assert_eq!(entry["authorization"], true, "{entry:#}");
        let url = entry["url"].as_str().unwrap_or_default();
        let version = url.split("api-version=").nth(1).unwrap_or_default();
        let operation = entry["operationId"].as_str().unwrap_or_default();
        passed.insert((version.chars().take(10).collect(), operation.to_owned()));
    }
    passed
}
