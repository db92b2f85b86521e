//! The test server: a node process on a free port of the loopback interface.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, mpsc},
    time::Duration,
};

use arm_runtime::azure_core::http::{HttpClient, Method, Request, Url, new_http_client};

/// Categories of counters.
const CATEGORIES: [&str; 4] = ["vanilla", "azure", "optional", "dpg"];

/// A running server, which ends when it is dropped.
pub struct Server {
    child: Child,
    pub authority: String,
    pub http: Arc<dyn HttpClient>,
}

impl Server {
    pub async fn start() -> Result<Self, String> {
        let package = std::env::var("AUTOREST_TESTSERVER").map_err(|_| "AUTOREST_TESTSERVER is not set")?;
        let loopback = std::env::var("LOOPBACK").map_err(|_| "LOOPBACK is not set")?;
        let mut child = Command::new("node")
            .arg("-r")
            .arg(&loopback)
            .arg(Path::new(&package).join("dist/cli/cli.js"))
            .args(["run", "--port=0"])
            .arg(format!("--coverageDirectory={}", std::env::temp_dir().join("autorest-coverage").display()))
            // The server interprets every variable with this prefix as an option.
            .env_remove("AUTOREST_TESTSERVER")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("node cannot be started: {error}"))?;
        let stdout = child.stdout.take().ok_or("node has no output")?;
        let port = read_port(stdout);
        let server = |port| Self { child, authority: format!("127.0.0.1:{port}"), http: new_http_client(None) };
        let mut server = server(port.as_deref().unwrap_or_default());
        if let Err(error) = port {
            let _ = server.child.kill();
            return Err(error);
        }
        server.clear().await?;
        Ok(server)
    }

    /// Resets all counters.
    pub async fn clear(&self) -> Result<(), String> {
        self.request(Method::Post, "/report/clear").await.map(drop)
    }

    /// Returns the counters that rose since [`Server::clear`], as `category/scenario`.
    pub async fn rose(&self) -> Result<BTreeMap<String, u64>, String> {
        let mut rose = BTreeMap::new();
        for category in CATEGORIES {
            let body = self.request(Method::Get, &format!("/report/{category}")).await?;
            let report: BTreeMap<String, u64> = serde_json::from_slice(&body).map_err(|error| error.to_string())?;
            rose.extend(report.into_iter().filter(|(_, n)| *n > 0).map(|(name, n)| (format!("{category}/{name}"), n)));
        }
        Ok(rose)
    }

    async fn request(&self, method: Method, path: &str) -> Result<Vec<u8>, String> {
        let text = |error: arm_runtime::Error| format!("the test server does not answer: {error}");
        let url = Url::parse(&format!("http://{}{path}", self.authority)).map_err(|error| error.to_string())?;
        let response = self.http.execute_request(&Request::new(url, method)).await.map_err(text)?;
        let response = response.try_into_raw_response().await.map_err(text)?;
        Ok(response.body().as_ref().to_vec())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits for the line with the port. The output must be read to its end, or the server would block.
fn read_port(stdout: impl Read + Send + 'static) -> Result<String, String> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stdout).lines() {
            let Ok(line) = line else { return };
            if let Some((_, port)) = line.split_once("Started server on port ") {
                let port: String = port.chars().take_while(char::is_ascii_digit).collect();
                let _ = sender.send(port);
            }
        }
    });
    receiver.recv_timeout(Duration::from_secs(60)).map_err(|_| "the test server did not start within a minute".to_owned())
}
