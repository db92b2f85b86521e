//! The settings that the global flags make, for one run of the program.

use std::io::{IsTerminal, Write};

use clap::ArgMatches;

use crate::output::Format;
use crate::secrets::Scrub;

/// The settings of this run.
pub struct Session {
    pub format: Format,
    pub quiet: bool,
    pub verbose: bool,
    pub show_secrets: bool,
    pub what_if: bool,
    pub yes: bool,
    /// Secrets that messages must not quote.
    pub scrub: Scrub,
}

impl Session {
    /// Whether results are written with their secrets: scripts get results as they came, people ask for them. A request
    /// that is only shown keeps its secrets in every form.
    pub fn shows_secrets(&self) -> bool {
        self.show_secrets || (!self.what_if && self.format != Format::Table)
    }

    pub fn new(matches: &ArgMatches) -> Self {
        Self {
            format: Format::named(matches.get_one("output")),
            quiet: matches.get_flag("quiet"),
            verbose: matches.get_flag("verbose"),
            show_secrets: matches.get_flag("show-secrets"),
            what_if: matches.get_flag("what-if"),
            yes: matches.get_flag("yes"),
            scrub: Scrub::default(),
        }
    }

    /// Tells something that is no result.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            self.say(text);
        }
    }

    /// Writes to stderr, without secrets.
    pub fn say(&self, text: &str) {
        // When stderr is closed there is nobody to tell.
        let _ = writeln!(std::io::stderr(), "{}", self.scrub.text(text));
    }

    /// Tells a person that something was done which has no result.
    pub fn done(&self) {
        if std::io::stderr().is_terminal() {
            self.note("done");
        }
    }

    /// Tells how many secrets a result had.
    pub fn note_hidden(&self, n_hidden: usize) {
        match n_hidden {
            0 => {}
            1 => self.note("note: a secret is hidden; --show-secrets shows it"),
            n => self.note(&format!(
                "note: {n} secrets are hidden; --show-secrets shows them"
            )),
        }
    }
}
