//! Spector's server, with the state of each scenario.

use std::{collections::BTreeMap, path::Path, process::Command};

use arm_runtime::azure_core::http::Method;
use serde_json::Value;

use crate::node_server::NodeServer;

/// The folders of the scenarios, below that of the packages.
const SCENARIOS: [&str; 2] = ["node_modules/@typespec/http-specs/specs", "node_modules/@azure-tools/azure-http-specs/specs"];

/// Starts a server.
pub fn start() -> Result<NodeServer, String> {
    let folder = std::env::var("SPECTOR").map_err(|_| "SPECTOR is not set")?;
    let node = std::env::var("NODE").map_err(|_| "NODE is not set")?;
    let mut command = Command::new(node);
    let command = command.current_dir(&folder).arg(Path::new("node_modules/@typespec/spector/cmd/cli.mjs")).arg("serve").args(SCENARIOS).args(["--port", "0", "--coverageFile", "coverage.json"]);
    NodeServer::start(command, "127.0.0.1:")
}

/// Returns the state of each scenario, such as `pass`.
pub async fn coverage(server: &NodeServer) -> Result<BTreeMap<String, String>, String> {
    let body = server.request(Method::Get, "/.coverage").await?;
    let reports: Value = serde_json::from_slice(&body).map_err(|error| error.to_string())?;
    let mut states = BTreeMap::new();
    let reports = reports.as_array().cloned().unwrap_or_else(|| vec![reports]);
    for (scenario, state) in reports.iter().filter_map(|it| it["results"].as_object()).flatten() {
        states.insert(scenario.clone(), state.as_str().unwrap_or_default().to_owned());
    }
    Ok(states)
}
