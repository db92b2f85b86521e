//! The test server, with counters of the scenarios that were raised.

use std::{collections::BTreeMap, path::Path, process::Command};

use arm_runtime::azure_core::http::Method;

use crate::node_server::NodeServer;

/// Categories of counters.
const CATEGORIES: [&str; 4] = ["vanilla", "azure", "optional", "dpg"];

/// A running server, which ends when it is dropped.
pub struct Server {
    pub node: NodeServer,
}

impl Server {
    pub async fn start() -> Result<Self, String> {
        let package = std::env::var("AUTOREST_TESTSERVER").map_err(|_| "AUTOREST_TESTSERVER is not set")?;
        let loopback = std::env::var("LOOPBACK").map_err(|_| "LOOPBACK is not set")?;
        let mut command = Command::new("node");
        let command = command
            .arg("-r")
            .arg(&loopback)
            .arg(Path::new(&package).join("dist/cli/cli.js"))
            .args(["run", "--port=0"])
            .arg(format!("--coverageDirectory={}", std::env::temp_dir().join("autorest-coverage").display()))
            // The server interprets every variable with this prefix as an option.
            .env_remove("AUTOREST_TESTSERVER");
        let server = Self { node: NodeServer::start(command, "Started server on port ")? };
        server.clear().await?;
        Ok(server)
    }

    /// Resets all counters.
    pub async fn clear(&self) -> Result<(), String> {
        self.node.request(Method::Post, "/report/clear").await.map(drop)
    }

    /// Returns the counters that rose since [`Server::clear`], as `category/scenario`.
    pub async fn rose(&self) -> Result<BTreeMap<String, u64>, String> {
        let mut rose = BTreeMap::new();
        for category in CATEGORIES {
            let body = self.node.request(Method::Get, &format!("/report/{category}")).await?;
            let report: BTreeMap<String, u64> = serde_json::from_slice(&body).map_err(|error| error.to_string())?;
            rose.extend(report.into_iter().filter(|(_, n)| *n > 0).map(|(name, n)| (format!("{category}/{name}"), n)));
        }
        Ok(rose)
    }
}
