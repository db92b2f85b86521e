//! Validates the requests of every operation, built from the examples of the specs, with Microsoft's validator `oav`
//! against the original specs. A server responds as they declare. Requires node, `oav`, and the specs at `$ARM_SPECS`
//! or `../shared`.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use arm_runtime::ParameterLocation;
use arm_runtime::describe::{Entry, Module};
use serde_json::Value;

use crate::{Ran, arm, skip};

const SPECS: [&str; 4] = [
    "communication/resource-manager/Microsoft.Communication/stable/2020-08-20/*.json",
    "communication/resource-manager/Microsoft.Communication/stable/2023-04-01/*.json",
    "maps/resource-manager/Microsoft.Maps/stable/2023-06-01/*.json",
    "apimanagement/resource-manager/Microsoft.ApiManagement/stable/2024-05-01/*.json",
];

/// Requests that the validator accepts without a usable response: the original spec has no example, an example without
/// the header to poll, or an example of a failure.
const UNANSWERED: [(&str, &str); 4] = [
    ("Operations_List", "the response has no body"),
    (
        "Domains_InitiateVerification",
        "does not contain a URL to poll",
    ),
    (
        "Domains_CancelVerification",
        "does not contain a URL to poll",
    ),
    ("TenantConfiguration_Deploy", "File not found"),
];

/// The process of the validator, which ends with the test.
struct Judge {
    process: Child,
    url: String,
}

impl Drop for Judge {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("ARM_SPECS").map_or(beside, PathBuf::from);
    folder
        .join("contract/judge.cjs")
        .is_file()
        .then_some(folder)
}

/// Returns the folder with `oav`, which `.ci/run` installs.
fn oav() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/oav");
    if folder.join("node_modules/oav/package.json").is_file() {
        return Ok(folder);
    }
    Err(format!(
        "oav is not in {} (npm install oav@4)",
        folder.display()
    ))
}

fn start() -> Result<Judge, String> {
    let shared = shared().ok_or("the specs and the judge are not there")?;
    let oav = oav()?;
    let mut process = Command::new("node")
        .arg(shared.join("contract/judge.cjs"))
        .arg(shared.join("azure-rest-api-specs/specification"))
        .arg("0")
        .args(SPECS)
        .current_dir(oav)
        // Without it, `oav` would also be searched in the validator's own folder.
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("node cannot be run: {error}"))?;
    let lines = BufReader::new(process.stdout.take().ok_or("no stdout")?).lines();
    for line in lines.map_while(Result::ok) {
        if let Some(port) = line.strip_prefix("judge listening on ") {
            let url = format!("http://127.0.0.1:{port}");
            return Ok(Judge { process, url });
        }
    }
    let _ = process.wait();
    Err("the judge did not start".to_owned())
}

#[test]
fn every_operation_passes_the_judge() {
    let judge = match start() {
        Ok(judge) => judge,
        Err(reason) => return skip(&reason),
    };
    let (mut n_passed, mut failed) = (0, Vec::new());
    for module in generated::metadata() {
        for group in module.groups {
            for entry in group.operations {
                match verdict(&judge, module, group.module, entry) {
                    Ok(()) => n_passed += 1,
                    Err(reason) => failed.push(format!(
                        "{} {}: {reason}",
                        module.api_version, entry.operation.id
                    )),
                }
            }
        }
    }
    eprintln!("the judge passed {n_passed} operations");
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert_eq!(n_passed, 70);
}

/// Sends the example of an operation and reads the validator's log of it.
fn verdict(
    judge: &Judge,
    module: &Module,
    group: &str,
    entry: &'static Entry,
) -> Result<(), String> {
    let mut args: Vec<String> = [module.name, group, entry.function]
        .iter()
        .map(|it| it.replace('_', "-"))
        .collect();
    args.extend(
        [
            "--api-version",
            module.api_version,
            "--endpoint",
            &judge.url,
            "--yes",
            "-o",
            "json",
            "--show-secrets",
        ]
        .map(str::to_owned),
    );
    args.extend(example(entry)?);
    // The validator returns the same response for every poll, so that an operation that is still running would never
    // end.
    let is_long = entry.operation.long_running.is_some();
    args.extend(is_long.then(|| "--no-wait".to_owned()));
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let before = log(judge).len();
    let ran: Ran = arm(&args)
        .output()
        .map_err(|error| error.to_string())?
        .into();
    let log = log(judge);
    let entries = &log[before..];
    let first = entries
        .first()
        .ok_or_else(|| format!("nothing was sent: {ran:?}"))?;
    if first["verdict"] != "pass"
        || first["operationId"] != entry.operation.id
        || first["authorization"] != false
    {
        return Err(format!("{first}: {ran:?}"));
    }
    let unanswered = UNANSWERED.iter().find(|(id, _)| *id == entry.operation.id);
    if let Some((_, said)) = unanswered.filter(|_| ran.code == 1) {
        return if ran.stderr.contains(said) {
            Ok(())
        } else {
            Err(format!("{ran:?}"))
        };
    }
    if ran.code != 0 {
        return Err(format!("{ran:?}"));
    }
    if !ran.stdout.is_empty() && !is_long {
        serde_json::from_str::<Value>(&ran.stdout).map_err(|error| format!("{error}: {ran:?}"))?;
    }
    Ok(())
}

/// Builds the flags of the example independently of the program: names in kebab case, the body as a whole.
fn example(entry: &'static Entry) -> Result<Vec<String>, String> {
    let example = entry.example.ok_or("the operation has no example")?;
    let mut args = Vec::new();
    for (name, value) in example.parameters {
        let value: Value = serde_json::from_str(value).map_err(|error| error.to_string())?;
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        let own = entry
            .operation
            .parameters
            .iter()
            .any(|it| it.name == *name && it.location != ParameterLocation::Host);
        match *name {
            "subscriptionId" => args.extend(["--subscription".to_owned(), text]),
            "resourceGroupName" => args.extend(["-g".to_owned(), text]),
            name if own => args.extend([format!("--{}", kebab(name)), text]),
            _ => {}
        }
    }
    if let Some(body) = example.body {
        args.extend(["--body".to_owned(), body.to_owned()]);
    }
    Ok(args)
}

fn kebab(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars().filter(|it| *it != '$') {
        if c.is_ascii_uppercase() && !text.is_empty() && !text.ends_with('-') {
            text.push('-');
        }
        text.push(c.to_ascii_lowercase());
    }
    text
}

fn log(judge: &Judge) -> Vec<Value> {
    use std::io::{Read, Write};
    let address = judge.url.trim_start_matches("http://");
    let mut stream = std::net::TcpStream::connect(address).expect("the judge listens");
    stream
        .write_all(b"GET /__log HTTP/1.0\r\n\r\n")
        .expect("the judge listens");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("the judge answers");
    let body = text.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    serde_json::from_str(body).expect("the log is JSON")
}
