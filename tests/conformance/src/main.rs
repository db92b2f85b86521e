//! Drives clients that were generated from the API descriptions of Microsoft's test server for AutoRest generators
//! against that server, one scenario at a time.
//!
//! `AUTOREST_TESTSERVER` names the folder of the npm package, `LOOPBACK` the script that keeps it local, the first argument the file that takes the results: a line
//! `category/scenario<TAB>ok` or `category/scenario<TAB>why not` for each. `tests/conformance.rs` writes the crate
//! around these sources and judges the results. Further arguments limit the run to scenarios whose name holds one of them.

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

/// The outcome of each scenario. One that several cases exercise counts when all of them pass.
async fn run(filters: &[String]) -> Result<BTreeMap<String, Result<(), String>>, String> {
    let server = Server::start().await?;
    let mut table = Table::new(server);
    cases::all(&mut table);
    table.run(filters).await
}
