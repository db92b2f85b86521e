//! The settings of the global flags.

use std::io::{IsTerminal, Write};

use clap::ArgMatches;

use crate::error::Failure;
use crate::output::{Format, Output, Query};
use crate::progress;
use crate::secrets::Scrub;
use crate::{context, terminal};

/// The settings of a run.
pub struct Session {
    /// Program name, used in hints.
    pub program: String,
    pub format: Format,
    pub quiet: bool,
    pub verbose: bool,
    pub show_secrets: bool,
    pub what_if: bool,
    pub yes: bool,
    /// Set to ask before every operation that is not a read.
    pub confirm: bool,
    /// Set to validate bodies and parameters before sending.
    pub validate: bool,
    /// Set to continue with the other resources after a failure.
    pub continue_on_error: bool,
    query: Option<String>,
    /// Secrets that messages must not contain.
    pub scrub: Scrub,
    /// Flags that select the same service, used in hints.
    place: String,
}

impl Session {
    pub fn new(program: &str, matches: &ArgMatches) -> Self {
        let text = |name: &str| matches.get_one::<String>(name);
        // A service may repeat the key that it gets.
        let mut scrub = Scrub::default();
        scrub.add(context::key());
        let place: String = ["endpoint", "cloud"]
            .iter()
            .filter_map(|it| Some(format!(" --{it} {}", text(it)?)))
            .collect();
        Self {
            program: program.to_owned(),
            format: Format::named(text("output")),
            quiet: matches.get_flag("quiet"),
            verbose: matches.get_flag("verbose"),
            show_secrets: matches.get_flag("show-secrets"),
            what_if: matches.get_flag("what-if"),
            yes: matches.get_flag("yes"),
            confirm: matches.get_flag("confirm"),
            validate: !matches.get_flag("no-validate"),
            continue_on_error: matches.get_flag("continue-on-error"),
            query: text("query").cloned(),
            scrub,
            place,
        }
    }

    /// Returns `true` if secrets are written in results. They are by default in the formats for scripts, but not in
    /// tables. A request that is only shown never includes its secrets by default.
    pub fn shows_secrets(&self) -> bool {
        self.show_secrets || (!self.what_if && self.format != Format::Table)
    }

    /// Returns the query of `--query`.
    pub fn query(&self) -> Result<Option<Query>, Failure> {
        self.query.as_deref().map(Query::new).transpose()
    }

    /// Prepares an output for this session.
    pub fn set_up<W: Write>(&self, output: &mut Output<W>) -> Result<(), Failure> {
        if self.shows_secrets() {
            output.show_secrets();
        }
        if !self.what_if {
            output.select(self.query()?);
        }
        Ok(())
    }

    /// Returns a command line of this program that connects to the same service.
    pub fn command(&self, words: &str) -> String {
        format!("{} {words}{}", self.program, self.place)
    }

    /// Prints a note, which is not part of the result.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            self.say(text);
        }
    }

    /// Writes to stderr, without secrets and without terminal control characters.
    pub fn say(&self, text: &str) {
        let text = self.scrub.text(text);
        progress::above(|| {
            // Ignores a failure to write to stderr, because there is no other stream to report it.
            let _ = writeln!(std::io::stderr(), "{}", terminal::lines(&text));
        });
    }

    /// Reports that an action without a result is done.
    pub fn done(&self) {
        if std::io::stderr().is_terminal() {
            self.note("done");
        }
    }

    /// Prints notes on parts that the output left out, and on its length.
    pub fn note_output<W: Write>(&self, output: &Output<W>) {
        match output.n_hidden() {
            0 => {}
            1 => self.note("note: a secret is hidden; --show-secrets shows it"),
            n => self.note(&format!(
                "note: {n} secrets are hidden; --show-secrets shows them"
            )),
        }
        if !output.left_out().is_empty() {
            let columns = output.left_out().join(", ");
            self.note(&format!(
                "note: the terminal has no room for {columns}; -o json has all"
            ));
        }
        if output.is_empty_list() && std::io::stderr().is_terminal() {
            self.note("note: the list is empty");
        }
        if output.is_long() {
            self.note(&format!("note: {} items", output.n_items()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{MODULES, usage};
    use crate::{catalogue::Catalogue, grammar};

    fn session(flags: &str) -> Session {
        let line = format!("arm shop widgets get -g g --shop-name s -n w {flags}");
        let matches = grammar::full_command(&Catalogue::new(MODULES))
            .try_get_matches_from(line.split_whitespace())
            .unwrap();
        let mut leaf = &matches;
        while let Some((_, below)) = leaf.subcommand() {
            leaf = below;
        }
        Session::new("arm", leaf)
    }

    #[test]
    fn settings_have_flags() {
        let settings = |flags: &str| {
            let it = session(flags);
            [
                it.quiet,
                it.verbose,
                it.show_secrets,
                it.what_if,
                it.yes,
                it.confirm,
                !it.validate,
                it.continue_on_error,
            ]
        };
        let flags = [
            "--quiet",
            "--verbose",
            "--show-secrets",
            "--what-if",
            "--yes",
            "--confirm",
            "--no-validate",
            "--continue-on-error",
        ];
        assert_eq!(settings(""), [false; 8]);
        for (at, flag) in flags.iter().enumerate() {
            let mut expected = [false; 8];
            expected[at] = true;
            assert_eq!(settings(flag), expected, "{flag}");
        }
        assert_eq!(session("-o yaml").format, Format::Yaml);
    }

    #[test]
    fn secrets_are_shown_to_scripts_and_on_request() {
        for (flags, expected) in [
            ("", false),
            ("-o table", false),
            ("-o table --show-secrets", true),
            ("-o json", true),
            ("-o tsv", true),
            ("-o json --what-if", false),
            ("-o json --what-if --show-secrets", true),
            ("--what-if", false),
        ] {
            assert_eq!(session(flags).shows_secrets(), expected, "{flags}");
        }
    }

    #[test]
    fn suggested_commands_reach_the_same_service() {
        for (flags, expected) in [
            ("", "arm wait x"),
            ("--cloud china", "arm wait x --cloud china"),
            (
                "--cloud china --endpoint http://127.0.0.1:1 --yes",
                "arm wait x --endpoint http://127.0.0.1:1 --cloud china",
            ),
        ] {
            assert_eq!(session(flags).command("wait x"), expected, "{flags}");
        }
    }

    #[test]
    fn queries_select_from_results_but_not_from_requests() {
        assert!(session("").query().unwrap().is_none());
        let failure = session("--query [").query().err().unwrap();
        assert!(usage(failure).contains("--query"));
        let value = serde_json::json!({ "name": "n", "password": "hush" });
        for (flags, expected) in [
            ("-o tsv --query name", "n\n"),
            ("-o tsv --query name --what-if", "n\t***\n"),
        ] {
            let mut bytes = Vec::new();
            let mut output = Output::new(&mut bytes, Format::Tsv, None, false);
            session(flags).set_up(&mut output).unwrap();
            output.result(value.clone()).unwrap();
            output.finish().unwrap();
            assert_eq!(String::from_utf8(bytes).unwrap(), expected, "{flags}");
        }
    }
}
