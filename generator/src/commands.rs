//! The commands, a file each: every one returns its printed result and whether it succeeded.

mod corpus;
mod dump;
mod explain;
mod generate;
mod refresh;

use crate::cli::{Cli, Command};
pub use crate::outcome::Outcome;

/// Runs the command.
pub fn run(cli: &Cli) -> Outcome {
    let global = cli.global;
    let mut outcome = match &cli.command {
        None => refresh::refresh(global),
        Some(Command::Check) => refresh::check(global),
        Some(Command::Generate(command)) => generate::generate(command, global),
        Some(Command::Corpus(command)) => corpus::corpus(command, global),
        Some(Command::Dump(command)) => dump::dump(command, global),
        Some(Command::Explain(command)) => explain::explain(command),
    };
    // The text of a stage is all that `dump` is for.
    if global.quiet && !matches!(cli.command, Some(Command::Dump(_))) {
        outcome.result.clear();
    }
    outcome
}
