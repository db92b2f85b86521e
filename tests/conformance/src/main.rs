//! Runs clients generated from the API descriptions of Microsoft's test server for AutoRest generators against that
//! server, one scenario at a time.
//!
//! `AUTOREST_TESTSERVER` is the folder of the npm package, `LOOPBACK` the script that keeps it local, and the first
//! argument the file for the results: a line `category/scenario<TAB>ok` or `category/scenario<TAB>reason` for each.
//! `tests/conformance.rs` generates the crate for these sources and checks the results. Further arguments limit the run
//! to scenarios whose name contains one of them.

mod cases;
#[path = "../../drivers/node_server.rs"]
mod node_server;
#[path = "../../drivers/results.rs"]
mod results;
mod server;
mod table;
#[path = "../../drivers/transport.rs"]
mod transport;

use std::process::ExitCode;

use server::Server;
use table::Table;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the cases. A scenario with several cases passes if all of them pass.
async fn run() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let output = arguments.next().ok_or("the file for the results must be named")?;
    let filters: Vec<String> = arguments.collect();
    let mut table = Table::new(Server::start().await?);
    cases::all(&mut table);
    results::write(&output, table.run(&filters).await?)
}
