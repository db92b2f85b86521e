//! Runs the program `arm` as a user does, and checks requests, results, messages and exit codes.

mod bodies;
mod command_line;
mod context;
#[cfg(all(unix, feature = "serve"))]
mod fake;
mod help;
mod hostile;
mod judge;
mod readme;
mod results;
mod rotate;
mod rotate_state;
mod server;
mod several;
mod stdin;
mod terminal;
#[cfg(all(unix, feature = "serve"))]
mod transcripts;

use std::process::{Command, Output, Stdio};

const SUBSCRIPTION: &str = "6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4";

/// Returns `arm` with a subscription, without any variables of Azure in its environment.
fn arm(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_arm"));
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if ["AZURE_", "MSI_", "IDENTITY_"]
            .iter()
            .any(|it| text.starts_with(it))
        {
            command.env_remove(&name);
        }
    }
    command
        .args(args)
        .env("AZURE_CONFIG_DIR", env!("CARGO_TARGET_TMPDIR"))
        .env("AZURE_SUBSCRIPTION_ID", SUBSCRIPTION);
    command.stdin(Stdio::null());
    command
}

/// The output of a run.
#[derive(Debug)]
struct Ran {
    code: i32,
    stdout: String,
    stderr: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().expect("it ended by itself"),
            stdout: String::from_utf8(output.stdout).expect("results are UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        }
    }
}

fn run(args: &[&str]) -> Ran {
    arm(args).output().expect("the program starts").into()
}

/// Runs a command line against an endpoint.
fn run_at(endpoint: &str, line: &str) -> Ran {
    let mut args: Vec<&str> = line.split(' ').collect();
    args.extend(["--endpoint", endpoint]);
    run(&args)
}

/// Runs a command line with text on stdin.
fn run_with_input(command: &mut Command, input: &str) -> Ran {
    stdin::run(command, input).into()
}

/// Prints the reason and returns if a test whose tools are missing may be skipped.
fn skip(reason: &str) {
    assert!(
        std::env::var_os("ARM_TESTS_REQUIRED").is_none_or(|it| it != "1"),
        "required, but {reason}"
    );
    eprintln!("skipped: {reason}");
}

/// Plays each transcript in the folder `transcripts`.
macro_rules! transcripts {
    ($($name:ident = $file:literal;)*) => {$(
        #[cfg(all(unix, feature = "serve"))]
        #[test]
        fn $name() {
            let recorded = include_str!(concat!("transcripts/", $file));
            transcripts::play(concat!("arm/transcripts/", $file), recorded, SUBSCRIPTION, arm);
        }
    )*};
}

transcripts! {
    results_are_written_as_recorded = "results.txt";
    failures_are_told_as_recorded = "failures.txt";
    long_running_operations_are_awaited_as_recorded = "waiting.txt";
    wrong_command_lines_are_explained_as_recorded = "usage.txt";
    requests_are_built_as_recorded = "requests.txt";
    keys_are_rotated_as_recorded = "rotation.txt";
    settings_come_from_their_sources_as_recorded = "sources.txt";
}
