//! `arm`: the command line for the shipped bindings.

use std::process::ExitCode;

fn main() -> ExitCode {
    arm_cli::run(generated::metadata())
}
