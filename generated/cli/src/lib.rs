//! A command line for generated bindings of Azure Resource Manager.
//!
//! [`run`] is a complete program for any crate of bindings. Commands, flags, validation, help and completions are
//! derived from the metadata behind the crate's feature `metadata`. The binary of a crate `my_bindings` is:
//!
//! ```no_run
//! # mod my_bindings {
//! #     pub fn metadata() -> &'static [arm_runtime::describe::Module] { &[] }
//! # }
//! use std::process::ExitCode;
//!
//! fn main() -> ExitCode {
//!     arm_cli::run(my_bindings::metadata())
//! }
//! ```
//!
//! `select` finds the operation named by the command line, `grammar` builds its flags, `run` sends the request and
//! `output` writes the result.

mod allowed;
mod arguments;
mod body;
mod catalogue;
mod completions;
mod confirm;
mod context;
mod credentials;
mod error;
#[cfg(test)]
mod fixtures;
mod flags;
mod follow;
mod grammar;
mod help;
mod ids;
mod input;
mod interrupt;
mod list;
mod names;
mod output;
mod private;
mod progress;
mod response;
mod rotate;
mod run;
mod secrets;
mod select;
#[cfg(feature = "serve")]
mod serve;
mod session;
mod spelling;
mod terminal;
mod trace;
mod typed;
mod unknown;
mod validate;
mod wait;
mod what_if;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{ArgMatches, ColorChoice};

use arm_runtime::describe::Module;
use arm_runtime::{JsonValue, Poller};

use crate::catalogue::Catalogue;
use crate::error::Failure;
use crate::output::Output;
use crate::secrets::Scrub;
use crate::select::{Selection, select, value_of};
use crate::session::Session;

/// Runs the program for the operations of `modules`, with the arguments of the process.
///
/// Messages and help use the name by which the program was called. Exit codes: 0 success; 1 the service failed or did
/// not respond; 2 the command line is invalid and nothing was sent; 3 authentication failed; 4 only some of several
/// resources were processed; 130 interrupted.
pub fn run(modules: &'static [Module]) -> ExitCode {
    let mut args: Vec<OsString> = std::env::args_os().collect();
    #[cfg(feature = "serve")]
    if args.get(1).is_some_and(|it| it == "serve") {
        return serve::serve(&program(&args), modules, args.split_off(1));
    }
    let color = set_color(value_of("color", &args).as_deref());
    let as_json = wants_json(&args);
    let catalogue = Catalogue::named(program(&args), modules);
    if let Some(code) = completions::answer(&catalogue, &args) {
        return code;
    }
    let shows_all = help::takes_body(&mut args);
    let lenient = grammar::is_lenient(&args);
    let selection = match select(&catalogue, &mut args, &grammar::globals()) {
        Ok(selection) => Selection {
            shows_all,
            lenient,
            ..selection
        },
        Err(failure) => return report_failure(&failure, as_json, &Scrub::default()),
    };
    let matches = match grammar::command(&catalogue, &selection)
        .color(color)
        .try_get_matches_from(args)
    {
        Ok(matches) => matches,
        Err(error) => return print_clap_result(&error, as_json, &selection),
    };
    let mut session = Session::new(&catalogue.program, &matches);
    match dispatch(&catalogue, &selection, &matches, &mut session) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => report_failure(&failure, as_json, &session.scrub),
    }
}

/// Returns the name by which the program was called.
fn program(args: &[OsString]) -> String {
    let path = args.first().map(std::path::Path::new);
    let stem = path
        .and_then(|it| it.file_stem())
        .and_then(|it| it.to_str());
    stem.unwrap_or("arm").to_owned()
}

fn report_failure(failure: &Failure, as_json: bool, scrub: &Scrub) -> ExitCode {
    failure.report(as_json, scrub);
    ExitCode::from(failure.exit_code())
}

/// Prints help, the version, or an error of clap.
fn print_clap_result(error: &clap::Error, as_json: bool, selection: &Selection<'_>) -> ExitCode {
    if as_json && error.use_stderr() {
        let text = error.render().to_string();
        let message = text.trim().trim_start_matches("error: ").to_owned();
        let hint = unknown::flag(error, selection);
        return report_failure(&Failure::Usage { message, hint }, true, &Scrub::default());
    }
    // Ignores a failure to print, because there is no other stream to report it.
    let _ = error.print();
    if let Some(hint) = unknown::flag(error, selection) {
        eprintln!("hint: {}", terminal::lines(&hint));
    }
    if let (ErrorKind::DisplayHelp, Some(example)) = (error.kind(), &selection.example()) {
        // The example is printed separately, because clap would wrap it and it could not be copied.
        let _ = writeln!(std::io::stdout(), "\n{}", terminal::lines(example));
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

fn dispatch(
    catalogue: &Catalogue,
    selection: &Selection<'_>,
    matches: &ArgMatches,
    session: &mut Session,
) -> Result<(), Failure> {
    let mut words = vec![catalogue.program.as_str()];
    let mut leaf = matches;
    while let Some((name, below)) = leaf.subcommand() {
        words.push(name);
        leaf = below;
    }
    match (
        selection.module.zip(selection.operation),
        words.get(1).copied(),
    ) {
        (Some((module, entry)), _) => block_on(self::run::run(
            module,
            entry,
            leaf,
            &words.join(" "),
            session,
        )),
        (None, Some("list")) => list::run(catalogue, leaf, session),
        (None, Some("completions")) => completions::print(catalogue, leaf),
        (None, Some("rotate")) => block_on(rotate::run(catalogue, leaf, session)),
        (None, Some("serve")) => Err(Failure::with_hint(
            "`serve` must be the first argument",
            format!("`{} serve --help` shows its options", catalogue.program),
        )),
        (None, Some("wait")) => block_on(resume(catalogue, leaf, session)),
        // clap requires a subcommand at every level.
        (None, _) => Err(Failure::with_hint(
            "no operation was specified",
            format!("`{} list` lists all operations", catalogue.program),
        )),
    }
}

fn block_on(work: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(work)
}

async fn resume(
    catalogue: &Catalogue,
    matches: &ArgMatches,
    session: &mut Session,
) -> Result<(), Failure> {
    let word = matches
        .get_one::<String>("token")
        .map(String::as_str)
        .unwrap_or_default();
    let started = wait::unpack(word)?;
    let of = catalogue.by_id(&started.operation);
    let entry = of.map(|(_, entry)| entry);
    let arm = context::connect_again(matches, started.cloud, entry, session)?;
    let poller = Poller::<JsonValue>::from_token(&arm, &started.token);
    let request = poller
        .request()
        .map_err(|error| Failure::usage(error.to_string()))?;
    if session.what_if {
        let mut url = request.url().to_string();
        if !session.show_secrets {
            url = arm_sensitive::without_signatures(&url).into_owned();
        }
        let line = format!("{} {url}\n", request.method().as_str());
        return Ok(std::io::Write::write_all(
            &mut std::io::stdout(),
            terminal::lines(&line).as_bytes(),
        )?);
    }
    let mut output = Output::new(std::io::stdout(), session.format, of, false);
    if entry.is_none() {
        // The secrets of any operation may occur in this one.
        output.hide(
            catalogue
                .entries()
                .flat_map(|it| it.response.secrets)
                .copied(),
        );
    }
    session.set_up(&mut output)?;
    let ended = follow::follow(poller, entry, false, session, &mut output).await;
    // A failure with a hint leaves an operation that runs.
    if !matches!(
        ended,
        Err(Failure::Call { hint: Some(_), .. } | Failure::Interrupted { hint: Some(_), .. })
    ) {
        wait::forget(word);
    }
    ended?;
    output.finish()?;
    session.note_output(&output);
    Ok(())
}

/// Sets the use of colors before parsing, so that it applies to parse errors.
fn set_color(when: Option<&str>) -> ColorChoice {
    let (color, choice) = match when {
        Some("always") => (true, ColorChoice::Always),
        Some("never") => (false, ColorChoice::Never),
        _ => return ColorChoice::Auto,
    };
    console::set_colors_enabled(color);
    console::set_colors_enabled_stderr(color);
    choice
}

/// Returns `true` if results and errors are JSON, even if the command line is invalid.
fn wants_json(args: &[OsString]) -> bool {
    let mut args = args
        .iter()
        .filter_map(|it| it.to_str())
        .take_while(|it| *it != "--");
    let is_json = |format: &str| matches!(format, "json" | "jsonc");
    let mut found = is_json(&grammar::default_output());
    while let Some(arg) = args.next() {
        match arg {
            "-o" | "--output" => found = args.next().is_some_and(is_json),
            other => {
                let value = other.strip_prefix("--output=").or_else(|| {
                    let short = other.strip_prefix("-o").filter(|it| !it.is_empty())?;
                    Some(short.trim_start_matches('='))
                });
                found = value.map_or(found, is_json);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_format_before_the_end_of_flags_counts() {
        // Of the environment.
        let default = wants_json(&[]);
        for (line, expected) in [
            ("a -o json", true),
            ("a -o jsonc", true),
            ("a -ojson", true),
            ("a -o=json", true),
            ("a --output json", true),
            ("a --output=json", true),
            ("a -o table", false),
            ("a -otable", false),
            ("a -o json -o table", false),
            ("a -o table --output=json", true),
            ("a -o", false),
            ("a --output=", false),
            ("a -- -o json", default),
            ("a -o json -- -o table", true),
            ("a --other json", default),
            ("a json", default),
        ] {
            let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            assert_eq!(wants_json(&args), expected, "{line}");
        }
    }
}
