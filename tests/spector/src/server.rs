//! Spector's server: a node process on a free port of the loopback address.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, mpsc},
    time::Duration,
};

use arm_runtime::azure_core::http::{HttpClient, Method, Request, Url, new_http_client};
use serde_json::Value;

/// The folders of the scenarios, below that of the packages.
const SCENARIOS: [&str; 2] = ["node_modules/@typespec/http-specs/specs", "node_modules/@azure-tools/azure-http-specs/specs"];

/// A running server; it ends with this value.
pub struct Server {
    child: Child,
    pub port: String,
    pub http: Arc<dyn HttpClient>,
}

impl Server {
    pub fn start() -> Result<Self, String> {
        let folder = std::env::var("SPECTOR").map_err(|_| "SPECTOR is not set")?;
        let node = std::env::var("NODE").map_err(|_| "NODE is not set")?;
        let mut child = Command::new(node)
            .current_dir(&folder)
            .arg(Path::new("node_modules/@typespec/spector/cmd/cli.mjs"))
            .arg("serve")
            .args(SCENARIOS)
            .args(["--port", "0", "--coverageFile", "coverage.json"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("node cannot be started: {error}"))?;
        let stdout = child.stdout.take().ok_or("node has no output")?;
        match read_port(stdout) {
            Ok(port) => Ok(Self { child, port, http: new_http_client(None) }),
            Err(error) => {
                let _ = child.kill();
                Err(error)
            }
        }
    }

    /// The state of each scenario, such as `pass`.
    pub async fn coverage(&self) -> Result<BTreeMap<String, String>, String> {
        let url = format!("http://127.0.0.1:{}/.coverage", self.port);
        let url = Url::parse(&url).map_err(|error| error.to_string())?;
        let text = |error: arm_runtime::Error| format!("the server does not answer: {error}");
        let response = self.http.execute_request(&Request::new(url, Method::Get)).await.map_err(text)?;
        let response = response.try_into_raw_response().await.map_err(text)?;
        let reports: Value = serde_json::from_slice(response.body()).map_err(|error| error.to_string())?;
        let mut states = BTreeMap::new();
        let reports = reports.as_array().cloned().unwrap_or_else(|| vec![reports]);
        for (scenario, state) in reports.iter().filter_map(|it| it["results"].as_object()).flatten() {
            states.insert(scenario.clone(), state.as_str().unwrap_or_default().to_owned());
        }
        Ok(states)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits for the line that names the port. The output must be read to its end, or the server would block on it.
fn read_port(stdout: impl Read + Send + 'static) -> Result<String, String> {
    let (sender, receiver) = mpsc::channel();
    let verbose = std::env::var_os("SPECTOR_LOG").is_some();
    std::thread::spawn(move || {
        for line in BufReader::new(stdout).lines() {
            let Ok(line) = line else { return };
            if verbose {
                eprintln!("{line}");
            }
            if let Some((_, port)) = line.split_once("127.0.0.1:") {
                let port: String = port.chars().take_while(char::is_ascii_digit).collect();
                let _ = sender.send(port);
            }
        }
    });
    receiver.recv_timeout(Duration::from_secs(60)).map_err(|_| "the server did not start within a minute".to_owned())
}
