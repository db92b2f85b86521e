//! `generated/` is up to date with `specs/`, byte for byte, with any number of threads.

use clap::Parser;
use generator::cli::Cli;
use generator::commands::run;

fn generator(arguments: &[&str]) -> generator::commands::Outcome {
    let line = ["generator", "--color", "never"].iter().chain(arguments);
    run(&Cli::try_parse_from(line).expect("the command line is in order"))
}

#[test]
fn generated_is_what_specs_gives() {
    for jobs in ["1", "2", "7"] {
        let outcome = generator(&["check", "--jobs", jobs]);
        assert!(
            !outcome.failed,
            "run `cargo run -p generator` and commit generated/:\n{}",
            outcome.messages
        );
        assert_eq!(outcome.result, "generated/ is up to date\n");
        assert_eq!(
            outcome.messages, "",
            "specs/ are ours: they give no warning"
        );
    }
}
