//! A server of a test suite: a node process on a free port of the loopback interface.

use std::{
    io::{BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
    sync::{Arc, mpsc},
    time::Duration,
};

use arm_runtime::azure_core::http::{HttpClient, Method, Request, Url, new_http_client};

/// A running server, which ends when it is dropped.
pub struct NodeServer {
    child: Child,
    /// Host and port.
    pub authority: String,
    pub http: Arc<dyn HttpClient>,
}

impl NodeServer {
    /// Starts the server. It writes a line with `before_port` and the port to its output.
    pub fn start(command: &mut Command, before_port: &'static str) -> Result<Self, String> {
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let child = child.map_err(|error| format!("node cannot be started: {error}"))?;
        let mut server = Self { child, authority: String::new(), http: new_http_client(None) };
        let stdout = server.child.stdout.take().ok_or("node has no output")?;
        server.authority = format!("127.0.0.1:{}", read_port(stdout, before_port)?);
        Ok(server)
    }

    /// Sends a request without a body to the server itself, and returns the body of the response.
    pub async fn request(&self, method: Method, path: &str) -> Result<Vec<u8>, String> {
        let text = |error: arm_runtime::Error| format!("the test server does not answer: {error}");
        let url = Url::parse(&format!("http://{}{path}", self.authority)).map_err(|error| error.to_string())?;
        let response = self.http.execute_request(&Request::new(url, method)).await.map_err(text)?;
        let response = response.try_into_raw_response().await.map_err(text)?;
        Ok(response.body().as_ref().to_vec())
    }
}

impl Drop for NodeServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits for the line with the port. The output must be read to its end, or the server would block. `SUITE_LOG` shows it.
fn read_port(stdout: impl Read + Send + 'static, before_port: &'static str) -> Result<String, String> {
    let (sender, receiver) = mpsc::channel();
    let verbose = std::env::var_os("SUITE_LOG").is_some();
    std::thread::spawn(move || {
        for line in BufReader::new(stdout).lines() {
            let Ok(line) = line else { return };
            if verbose {
                eprintln!("{line}");
            }
            if let Some((_, port)) = line.split_once(before_port) {
                let port: String = port.chars().take_while(char::is_ascii_digit).collect();
                let _ = sender.send(port);
            }
        }
    });
    receiver.recv_timeout(Duration::from_secs(60)).map_err(|_| "the test server did not start within a minute".to_owned())
}
