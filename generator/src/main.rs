//! The program: reads the command line, runs the command, prints its output, and exits.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use generator::cli::Cli;
use generator::commands;

/// A quarter of the time is spent in the allocator otherwise.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = commands::run(&cli);
    // Ignore a closed pipe.
    let _ = std::io::stderr().write_all(outcome.messages.as_bytes());
    let _ = std::io::stdout().write_all(outcome.result.as_bytes());
    ExitCode::from(u8::from(outcome.failed))
}
