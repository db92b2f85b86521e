//! The commands. Each returns its output and its success.

mod configured;
mod corpus;
mod diff;
mod dump;
mod explain;
mod fetch;
mod generate;
mod list;
mod refresh;

use std::path::Path;

use clap::Parser;

use crate::cli::{Cli, Command};
use crate::crate_writer::Crate;
use crate::diagnostics::{Diagnostics, Location, code, counted};
use crate::load::Cache;
pub use crate::outcome::Outcome;
use crate::write;

/// Returns the line that counts the changed files of a folder.
fn written_line(folder: &str, changes: &write::Changes) -> String {
    let n_written = counted(changes.written.len(), "file");
    let n_removed = changes.removed.len();
    format!("{folder}: {n_written} written, {n_removed} removed\n")
}

/// Runs the command.
pub fn run(cli: &Cli) -> Outcome {
    let global = cli.global;
    let mut outcome = match &cli.command {
        None => refresh::refresh(cli),
        Some(Command::Check) => refresh::check(cli),
        Some(Command::Generate(command)) => generate::generate(command, cli),
        Some(Command::Corpus(command)) => corpus::corpus(command, cli),
        Some(Command::Dump(command)) => dump::dump(command, cli),
        Some(Command::Explain(command)) => explain::explain(command),
        Some(Command::List(command)) => list::list(command, cli),
        Some(Command::Diff(command)) => diff::diff(command, cli),
        Some(Command::Fetch) => fetch::fetch(cli),
        Some(Command::Update(command)) => fetch::update(command, cli),
        Some(Command::Schema) => Outcome {
            result: crate::config::json_schema(),
            ..Outcome::default()
        },
    };
    // The output is the only purpose of these commands.
    if global.quiet
        && !matches!(
            cli.command,
            Some(
                Command::Dump(_)
                    | Command::Explain(_)
                    | Command::Schema
                    | Command::List(_)
                    | Command::Diff(_)
            )
        )
    {
        outcome.result.clear();
    }
    outcome
}

/// Generates the crate of a configuration without a command line.
pub(crate) fn generate_crate(config: &Path) -> Result<Crate, Diagnostics> {
    let mut cli = Cli::parse_from(["arm-bindgen"]);
    cli.config = Some(config.to_owned());
    let mut diagnostics = Diagnostics::default();
    let cache = Cache::default();
    let configured = configured::read(&cli, &cache, &mut diagnostics);
    let generated = configured.and_then(|configured| match configured.plan(&cli) {
        Ok(plan) => plan.generate(&cache, cli.global.jobs(), &mut diagnostics),
        Err(message) => {
            let at = Location::new(config.to_owned(), "");
            let help = "set `runtime: {version: ..}`, `{git: ..}` or `{path: ..}`";
            diagnostics.error(&code::NO_RUNTIME, at, message).help(help);
            None
        }
    });
    generated.map(|it| it.krate).ok_or(diagnostics)
}
