//! Drives clients that were generated from the documents of Spector against its server, one scenario at a time.
//!
//! `SPECTOR` names the folder of the npm packages, `NODE` the program. The arguments are the plan and the file that takes the results: a
//! line `format/scenario<TAB>ok` or `format/scenario<TAB>reason` for each. `tests/spector.rs` writes the plan and the code of the
//! calls, and checks the results. Further arguments limit the run to scenarios whose name holds one of them.

mod by_hand;
mod compare;
mod given;
#[path = "../../drivers/node_server.rs"]
mod node_server;
#[path = "../../drivers/results.rs"]
mod results;
mod run;
mod seen;
mod server;
#[path = "../../drivers/transport.rs"]
mod transport;

use std::process::ExitCode;

mod calls {
    // Written by `tests/spector.rs`.
    include!(env!("SUITE_CALLS"));
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match start().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn start() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let (Some(plan), Some(output)) = (arguments.next(), arguments.next()) else {
        return Err("the plan and the file for the results must be named".to_owned());
    };
    let filters: Vec<String> = arguments.collect();
    let plan = std::fs::read_to_string(&plan).map_err(|error| format!("{plan}: {error}"))?;
    let plan: serde_json::Value = serde_json::from_str(&plan).map_err(|error| error.to_string())?;
    let mut outcomes = Vec::new();
    for format in ["swagger", "openapi3"] {
        for (scenario, outcome) in run::all(&plan, format, &filters).await? {
            outcomes.push((format!("{format}/{scenario}"), outcome));
        }
    }
    results::write(&output, outcomes)
}
