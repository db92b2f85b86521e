//! Runs clients generated from the API descriptions of Microsoft's test server for AutoRest generators against that
//! server, one scenario at a time.
//!
//! `AUTOREST_TESTSERVER` is the folder of the npm package, `LOOPBACK` the script that keeps it local, and the first
//! argument the file for the results: a line `category/scenario<TAB>ok` or `category/scenario<TAB>reason` for each.
//! `tests/conformance.rs` generates the crate for these sources and checks the results. Further arguments limit the run
//! to scenarios whose name contains one of them.

mod cases;
mod server;
mod table;
mod transport;

use std::{collections::BTreeMap, fmt::Write, process::ExitCode};

use server::Server;
use table::Table;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(output) = arguments.next() else {
        eprintln!("the file for the results must be named");
        return ExitCode::FAILURE;
    };
    match run(&arguments.collect::<Vec<_>>()).await {
        Ok(results) => {
            let mut text = String::new();
            for (scenario, outcome) in &results {
                let outcome = outcome.as_ref().err().map_or("ok", String::as_str);
                let _ = writeln!(text, "{scenario}\t{}", outcome.replace(['\n', '\t'], " "));
            }
            match std::fs::write(&output, text) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => fail(&format!("{output}: {error}")),
            }
        }
        Err(error) => fail(&error),
    }
}

fn fail(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::FAILURE
}

/// The result of each scenario. A scenario with several cases passes if all of them pass.
async fn run(filters: &[String]) -> Result<BTreeMap<String, Result<(), String>>, String> {
    let server = Server::start().await?;
    let mut table = Table::new(server);
    cases::all(&mut table);
    table.run(filters).await
}
