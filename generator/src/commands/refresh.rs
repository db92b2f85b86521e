//! The default command, which writes the crate of a configuration, and `check`, which compares it with the disk.

use std::fmt::Write;

use super::configured::{self, command};
use crate::bindings::{Bindings, SURFACE};
use crate::cli::Cli;
use crate::diagnostics::{Diagnostics, counted, shown_path};
use crate::load::Cache;
use crate::outcome::Outcome;
use crate::{changes, surface};

/// Maximum number of changes of a level that are printed. The others are counted.
const PRINTED: usize = 20;

/// A generated crate that is not yet written.
struct Ready {
    bindings: Bindings,
    shown_root: String,
    command: String,
}

/// Regenerates the crate of the configuration and reports the changes.
pub(super) fn refresh(cli: &Cli) -> Outcome {
    let (ready, mut outcome) = generate(cli);
    let Some(ready) = ready else { return outcome };
    let krate = &ready.bindings.krate;
    let old = krate.read_text(SURFACE);
    let is_new = old.is_none();
    let written = match krate.write() {
        Ok(written) => written,
        Err(error) => {
            outcome.fail(format!("{} cannot be written: {error}", ready.shown_root));
            return outcome;
        }
    };
    let summary = &ready.bindings.summary;
    outcome.result = summary.describe();
    if let Some(old) = old {
        outcome.result += &match surface::from_json(&old) {
            Some(old) => changes::compare(&old, &summary.surfaces()).to_text(PRINTED),
            None => format!(
                "changes unknown: `{SURFACE}` was not written by this version of the generator\n"
            ),
        };
    }
    outcome.result += &super::written_line(&ready.shown_root, &written);
    if is_new {
        outcome.result += &krate.usage();
    }
    outcome
}

/// Reports the stale files of the crate.
pub(super) fn check(cli: &Cli) -> Outcome {
    let (ready, mut outcome) = generate(cli);
    let Some(ready) = ready else { return outcome };
    let stale = ready.bindings.krate.check();
    let folder = &ready.shown_root;
    for stale in &stale {
        let _ = writeln!(outcome.messages, "{stale} in {folder}");
    }
    if stale.is_empty() {
        outcome.result = format!("{folder} is up to date\n");
    } else {
        outcome.failed = true;
        let n_files = counted(stale.len(), "file");
        let _ = writeln!(
            outcome.messages,
            "{n_files} not up to date; run `{}`",
            ready.command
        );
    }
    outcome
}

/// Generates the crate. Returns `None` if there are errors.
fn generate(cli: &Cli) -> (Option<Ready>, Outcome) {
    let mut outcome = Outcome::default();
    let mut diagnostics = Diagnostics::default();
    let cache = Cache::default();
    let mut ready = None;
    if let Some(configured) = configured::read(cli, &cache, &mut diagnostics) {
        match configured.plan(cli) {
            Ok(plan) => {
                let generated = plan.generate(&cache, cli.global.jobs(), &mut diagnostics);
                let is_ours = command(&configured.config.path).starts_with("cargo");
                ready = generated.map(|bindings| Ready {
                    bindings,
                    shown_root: match is_ours {
                        true => "generated/".to_owned(),
                        false => shown_path(&configured.config.out),
                    },
                    command: command(&configured.config.path),
                });
            }
            Err(message) => outcome.fail(message),
        }
    }
    outcome.take(&diagnostics, cli.global);
    (ready, outcome)
}
