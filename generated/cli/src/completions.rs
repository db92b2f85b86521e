//! Shell completions: a short script that calls this program to complete a command line.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Component, Path};
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{ArgMatches, Command};
use clap_complete::CompleteEnv;
use clap_complete::env::Shells;

use crate::catalogue::Catalogue;
use crate::error::Failure;
use crate::grammar;
use crate::select::{Selection, select};

/// The environment variable set by the script.
const VARIABLE: &str = "COMPLETE";

/// Answers the script of a shell. Returns `None` for an ordinary run.
pub fn answer(catalogue: &Catalogue, args: &[OsString]) -> Option<ExitCode> {
    std::env::var_os(VARIABLE)?;
    let words: Vec<OsString> = args
        .iter()
        .skip_while(|it| *it != "--")
        .skip(1)
        .cloned()
        .collect();
    let command = || command(catalogue, words.clone());
    let folder = std::env::current_dir().ok();
    match CompleteEnv::with_factory(command).try_complete(args.to_vec(), folder.as_deref()) {
        Ok(true) => Some(ExitCode::SUCCESS),
        Ok(false) => None,
        // A shell does not show errors during completion.
        Err(_) => Some(ExitCode::FAILURE),
    }
}

/// Returns the parser with the flags of the operation that the words name.
fn command(catalogue: &Catalogue, mut words: Vec<OsString>) -> Command {
    let is_flag = words
        .last()
        .is_some_and(|it| it.to_string_lossy().starts_with('-'));
    let selection = match select(catalogue, &mut words, &grammar::globals()) {
        Ok(selection) => selection,
        // The last word is incomplete.
        Err(_) => {
            words.pop();
            select(catalogue, &mut words, &grammar::globals())
                .unwrap_or_else(|_| Selection::default())
        }
    };
    let selection = Selection {
        shows_all: true,
        ..selection
    };
    let mut command = grammar::command(catalogue, &selection);
    if !is_flag {
        // Only after a dash; elsewhere they would bury the commands and the flags of the operation.
        for global in grammar::globals() {
            command = command.mut_arg(global.get_id(), |it| it.hide(true));
        }
    }
    let Some(provider) = selection.provider else {
        return command;
    };
    let versions: Vec<&'static str> = provider.versions.iter().map(|it| it.api_version).collect();
    command.mut_arg("api-version", |it| {
        it.value_parser(PossibleValuesParser::new(versions))
    })
}

/// Prints the script for a shell.
pub fn print(catalogue: &Catalogue, matches: &ArgMatches) -> Result<(), Failure> {
    let name = matches
        .get_one::<String>("shell")
        .map_or("bash", String::as_str);
    let shells = Shells::builtins();
    let Some(shell) = shells.completer(name) else {
        return Err(Failure::usage(format!(
            "completions for {name} are not supported"
        )));
    };
    let program = std::env::args_os().next().unwrap_or_default();
    let program = whole(Path::new(&program));
    let mut text = Vec::new();
    let names = &catalogue.program;
    shell.write_registration(VARIABLE, names, names, &program, &mut text)?;
    Ok(std::io::stdout().write_all(&text)?)
}

/// Returns the absolute path of the program. A bare name stays, because it is found in `PATH`.
fn whole(program: &Path) -> String {
    let is_name = program.components().count() == 1
        && matches!(program.components().next(), Some(Component::Normal(_)));
    let whole = match is_name {
        true => program.to_owned(),
        false => std::path::absolute(program).unwrap_or_else(|_| program.to_owned()),
    };
    whole.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::MODULES;

    /// The flags that are offered after a command line, with those of every command only if asked.
    fn offered(line: &str) -> Vec<String> {
        let catalogue = Catalogue::new(MODULES);
        let words = line.split(' ').map(OsString::from).collect();
        let root = command(&catalogue, words);
        let mut at = &root;
        for word in line.split(' ').skip(1) {
            at = at.find_subcommand(word).unwrap_or(at);
        }
        let all = root.get_arguments().chain(at.get_arguments());
        let shown = all.filter(|it| !it.is_hide_set());
        shown
            .filter_map(|it| it.get_long().map(str::to_owned))
            .collect()
    }

    #[test]
    fn flags_of_every_command_are_offered_after_a_dash_only() {
        for (line, own, global) in [
            ("arm shop widgets get ", true, false),
            ("arm shop widgets get -", true, true),
            ("arm shop widgets get --o", true, true),
            ("arm shop ", false, false),
            ("arm shop -", false, true),
        ] {
            let offered = offered(line);
            let has = |name: &str| offered.iter().any(|it| it == name);
            assert_eq!(has("shop-name"), own, "{line} {offered:?}");
            assert_eq!(has("api-version"), global, "{line} {offered:?}");
        }
    }

    #[test]
    fn a_program_with_a_path_is_absolute() {
        assert_eq!(whole(Path::new("arm")), "arm");
        for path in ["./arm", "bin/arm", "/usr/bin/arm"] {
            let whole = whole(Path::new(path));
            assert!(Path::new(&whole).is_absolute(), "{whole}");
        }
    }
}
