//! Finds the operation named by the command line before parsing, so that only the flags of that operation are built.

use std::ffi::OsString;

use arm_runtime::describe::{Entry, Module};
use clap::Arg;

use crate::catalogue::{self, Catalogue, Provider};
use crate::error::Failure;
use crate::spelling::{self, only};
use crate::typed::Typed;
use crate::{help, unknown};

/// Commands that are not providers.
pub const BUILTIN: [&str; 6] = ["list", "rotate", "wait", "completions", "serve", "help"];

/// The provider, group and operation named by the first words, as far as they were found.
#[derive(Default)]
pub struct Selection<'a> {
    pub provider: Option<&'a Provider>,
    pub module: Option<&'static Module>,
    pub group: Option<String>,
    pub operation: Option<&'static Entry>,
    /// Words of the operation, with the program name.
    pub command: String,
    /// Help shows the flags of nested properties, however many there are.
    pub shows_all: bool,
    /// Values are not checked against those that the spec allows.
    pub lenient: bool,
}

impl Selection<'_> {
    /// Returns the example of the selected operation.
    pub fn example(&self) -> Option<String> {
        help::example(self.module?, self.operation?, &self.command)
    }
}

/// Finds the operation, and replaces the words that name it by their canonical spelling.
pub fn select<'a>(
    catalogue: &'a Catalogue,
    args: &mut Vec<OsString>,
    globals: &[Arg],
) -> Result<Selection<'a>, Failure> {
    help_last(args, globals);
    let (words, version) = (words(args, globals), value_of("api-version", args));
    let mut selection = Selection::default();
    let Some((first, provider_word)) = words.first() else {
        return Ok(selection);
    };
    if BUILTIN.contains(&provider_word.as_str()) {
        return Ok(selection);
    }
    let typed = &Typed::new(args, globals);
    let Some(provider) = catalogue.provider(provider_word) else {
        let words: Vec<&str> = words.iter().map(|(_, word)| word.as_str()).collect();
        return Err(unknown::provider(catalogue, &words, typed));
    };
    let module = provider
        .version(version.as_deref())
        .ok_or_else(|| no_version(provider, version.as_deref()))?;
    args[*first] = provider.name.clone().into();
    selection.provider = Some(provider);
    selection.module = Some(module);
    let rest: Vec<&str> = words[1..].iter().map(|(_, word)| word.as_str()).collect();
    if rest.is_empty() {
        return Ok(selection);
    }
    let Some((group, entry, n_words)) = find(module, &provider.name, &rest, typed) else {
        let here = candidates(module, provider, &rest, typed);
        let other = elsewhere(provider, module, &rest, typed).filter(|_| here.is_empty());
        return Err(other.unwrap_or_else(|| {
            unknown::operation(&catalogue.program, provider, module, &rest, typed)
        }));
    };
    if let (None, Some(word)) = (&entry, rest.get(n_words)) {
        // The next word is not an operation of the group. Another api-version may have it.
        let found = elsewhere(provider, module, &rest, typed);
        return Err(found.unwrap_or_else(|| {
            let named = catalogue::groups(module).find(|(name, _)| *name == group);
            let names =
                named.map(|(_, it)| catalogue::operations(it).map(|(name, _)| name).collect());
            let names: Vec<String> = names.unwrap_or_default();
            unknown::in_group(&catalogue.program, &provider.name, &group, &names, word)
        }));
    }
    let mut canonical = Vec::new();
    canonical.extend(Some(group.clone()).filter(|it| !it.is_empty()));
    canonical.extend(entry.as_ref().map(|(name, _)| name.clone()));
    for (at, _) in words[1..=n_words].iter().rev() {
        args.remove(*at);
    }
    let path = [catalogue.program.clone(), provider.name.clone()];
    let path: Vec<String> = path.into_iter().chain(canonical.iter().cloned()).collect();
    selection.command = path.join(" ");
    let at = words[1].0;
    args.splice(at..at, canonical.into_iter().map(OsString::from));
    selection.group = Some(group);
    selection.operation = entry.map(|(_, entry)| entry);
    Ok(selection)
}

type Found = (String, Option<(String, &'static Entry)>, usize);

/// Returns the group and operation that the words name, and the number of words used.
fn find(module: &'static Module, provider: &str, words: &[&str], typed: &Typed) -> Option<Found> {
    let groups: Vec<(String, _)> = catalogue::groups(module).collect();
    let names: Vec<String> = groups
        .iter()
        .map(|(name, _)| name.clone())
        .filter(|it| !it.is_empty())
        .collect();
    let operation = |group: &'static arm_runtime::describe::Group, words: &[&str]| {
        let entries: Vec<(String, &'static Entry)> = catalogue::operations(group).collect();
        if let Some(entry) = typed
            .list(module, &entries)
            .filter(|_| words.first() == Some(&"list"))
        {
            return Some((entry, 1));
        }
        let names: Vec<String> = entries.iter().map(|(name, _)| name.clone()).collect();
        let (name, n_words) = spelling::operation(&names, words, typed.in_group())?;
        let entry = entries.into_iter().find(|(it, _)| it == name)?;
        Some((entry, n_words))
    };
    if let Some(name) = spelling::group(&names, provider, words[0]) {
        let group = groups.iter().find(|(it, _)| it == name)?.1;
        return Some(match operation(group, &words[1..]) {
            Some((entry, n_words)) => (name.to_owned(), Some(entry), 1 + n_words),
            None => (name.to_owned(), None, 1),
        });
    }
    // Without a group, the operation must be the only one with its name.
    let mut found = groups.iter().filter_map(|(name, group)| {
        let (entry, n_words) = operation(group, words)?;
        Some((name.clone(), Some(entry), n_words))
    });
    only(&mut found)
}

/// Returns the commands that the words may mean with the group left out, and the groups with that name.
pub fn candidates(
    module: &'static Module,
    provider: &Provider,
    words: &[&str],
    typed: &Typed,
) -> Vec<String> {
    let mut found = Vec::new();
    for (group_name, group) in catalogue::groups(module) {
        let names: Vec<String> = catalogue::operations(group).map(|(name, _)| name).collect();
        let is_group = words.first().is_some_and(|word| {
            spelling::group(std::slice::from_ref(&group_name), &provider.name, word).is_some()
        });
        let words = if is_group { &words[1..] } else { words };
        let operation = spelling::operation(&names, words, typed.in_group()).map(|(name, _)| name);
        let path = [
            Some(provider.name.as_str()),
            Some(group_name.as_str()),
            operation,
        ];
        if operation.is_some() || is_group {
            let path: Vec<&str> = path
                .into_iter()
                .flatten()
                .filter(|it| !it.is_empty())
                .collect();
            found.push(path.join(" "));
        }
    }
    found
}

/// Creates the error if another api-version has the named operation.
fn elsewhere(
    provider: &Provider,
    module: &Module,
    words: &[&str],
    typed: &Typed,
) -> Option<Failure> {
    let others = provider
        .versions
        .iter()
        .filter(|it| it.api_version != module.api_version);
    let names_operation = |it: &&&'static Module| {
        find(it, &provider.name, words, typed).is_some_and(|it| it.1.is_some())
    };
    let other = others.into_iter().find(names_operation)?;
    Some(Failure::with_hint(
        format!(
            "{} {} has no `{}`",
            provider.name, module.api_version, words[0]
        ),
        format!("{0} has it: add --api-version {0}", other.api_version),
    ))
}

fn no_version(provider: &Provider, wanted: Option<&str>) -> Failure {
    Failure::with_hint(
        format!(
            "{} has no api-version `{}`",
            provider.name,
            wanted.unwrap_or_default()
        ),
        format!("the bindings have {}", provider.version_list()),
    )
}

/// Converts `arm help a b` to `arm a b --help`.
fn help_last(args: &mut Vec<OsString>, globals: &[Arg]) {
    if let Some((at, word)) = words(args, globals).first()
        && word == "help"
    {
        args.remove(*at);
        args.push("--help".into());
    }
}

/// Returns the first words that are neither flags nor values of flags, with their positions: provider, group,
/// operation, and one more for operations of two words.
fn words(args: &[OsString], globals: &[Arg]) -> Vec<(usize, String)> {
    let mut words = Vec::new();
    let mut skip = false;
    for (at, arg) in args.iter().enumerate().skip(1) {
        let Some(text) = arg.to_str() else { break };
        if std::mem::take(&mut skip) {
            continue;
        }
        if text == "--" || words.len() == 4 {
            break;
        }
        if text.len() > 1 && text.starts_with('-') {
            let Some(takes_value) = takes_value(text, globals) else {
                // At a flag of an operation, all words have been found.
                break;
            };
            skip = takes_value;
            continue;
        }
        words.push((at, text.to_owned()));
    }
    words
}

/// Returns `true` if the value of the flag is the next argument, and `None` for flags of operations.
fn takes_value(text: &str, globals: &[Arg]) -> Option<bool> {
    let valued = |arg: &Arg| arg.get_action().takes_values();
    if let Some(long) = text.strip_prefix("--") {
        let (name, value) = long
            .split_once('=')
            .map_or((long, None), |(name, value)| (name, Some(value)));
        let named = |arg: &&Arg| {
            arg.get_long_and_visible_aliases()
                .is_some_and(|it| it.contains(&name))
        };
        let begins = |arg: &&Arg| {
            arg.get_long_and_visible_aliases()
                .is_some_and(|it| it.iter().any(|long| long.starts_with(name)))
        };
        let arg = globals
            .iter()
            .find(named)
            .or_else(|| only(globals.iter().filter(begins)));
        return match arg {
            Some(arg) => Some(value.is_none() && valued(arg)),
            None if name == "help" || name == "version" => Some(false),
            None => None,
        };
    }
    let short = text.chars().nth(1)?;
    match globals.iter().find(|it| it.get_short() == Some(short)) {
        Some(arg) => Some(valued(arg) && text.chars().count() == 2),
        None if matches!(short, 'h' | 'V') => Some(false),
        None => None,
    }
}

/// Returns the last value of a global flag at any position.
pub fn value_of(name: &str, args: &[OsString]) -> Option<String> {
    let flag = format!("--{name}");
    let mut args = args
        .iter()
        .filter_map(|it| it.to_str())
        .take_while(|it| *it != "--");
    let mut found = None;
    while let Some(arg) = args.next() {
        if arg == flag {
            found = args.next().map(str::to_owned);
        } else if let Some(value) = arg.strip_prefix(&flag).and_then(|it| it.strip_prefix('=')) {
            found = Some(value.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests;
