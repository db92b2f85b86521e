//! The commands, a file each: every one returns its printed result and whether it succeeded.

mod configured;
mod corpus;
mod dump;
mod generate;
mod refresh;

use crate::cli::{Cli, Command};
pub use crate::outcome::Outcome;

/// Runs the command.
pub fn run(cli: &Cli) -> Outcome {
    let global = cli.global;
    let mut outcome = match &cli.command {
        None => refresh::refresh(cli),
        Some(Command::Check) => refresh::check(cli),
        Some(Command::Generate(command)) => generate::generate(command, cli),
        Some(Command::Corpus(command)) => corpus::corpus(command, global),
        Some(Command::Dump(command)) => dump::dump(command, cli),
        Some(Command::Schema) => Outcome {
            result: crate::config::json_schema(),
            ..Outcome::default()
        },
    };
    // The result is all that these are for.
    if global.quiet && !matches!(cli.command, Some(Command::Dump(_) | Command::Schema)) {
        outcome.result.clear();
    }
    outcome
}
