//! Errors for words that do not name an operation, with suggested commands.

use arm_runtime::describe::Module;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::catalogue::{self, Catalogue, Provider};
use crate::error::Failure;
use crate::select::{self, BUILTIN, Selection};
use crate::spelling::similar;
use crate::typed::{self, Typed};

/// Commands of `az` with a different equivalent in this program.
const ELSEWHERE: [(&str, &str); 7] = [
    ("login", "sign in with `az login`; its tokens are used"),
    ("logout", "sign out with `az logout`"),
    (
        "account",
        "select a subscription with --subscription or `az account set`",
    ),
    ("find", "`list WORDS` finds operations"),
    (
        "configure",
        "defaults are read from AZURE_DEFAULTS_GROUP and AZURE_CORE_OUTPUT",
    ),
    (
        "rest",
        "each operation has its own command; `list WORDS` finds it",
    ),
    ("completion", "`completions SHELL` prints them"),
];

/// Reports that the first word is not a provider.
pub fn provider(catalogue: &Catalogue, words: &[&str], typed: &Typed) -> Failure {
    let word = words.first().copied().unwrap_or_default();
    let shown = word.escape_debug();
    let names: Vec<&str> = catalogue
        .providers
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    let begins: Vec<&str> = names
        .iter()
        .copied()
        .filter(|it| it.starts_with(word))
        .collect();
    if begins.len() > 1 {
        return Failure::with_hint(
            format!("`{shown}` is a prefix of several providers"),
            format!("use one of {}", begins.join(", ")),
        );
    }
    let message = format!("unknown command or provider `{shown}`");
    // The provider may have been left out, so that the words name a group or an operation.
    let mut commands: Vec<String> = Vec::new();
    for provider in &catalogue.providers {
        let module = provider.version(None);
        let found = module.map(|it| select::candidates(it, provider, words, typed));
        commands.extend(found.unwrap_or_default());
    }
    if !commands.is_empty() {
        return Failure::with_hint(message, one_of(&commands));
    }
    if let Some((_, hint)) = ELSEWHERE.iter().find(|(it, _)| *it == word) {
        return Failure::with_hint(message, *hint);
    }
    let all: Vec<&str> = names.iter().chain(&BUILTIN).copied().collect();
    let hint = match similar(word, &all).as_slice() {
        [] => format!(
            "providers are {}; `{} list WORDS` finds operations",
            names.join(", "),
            catalogue.program
        ),
        found => format!("did you mean {}?", found.join(", ")),
    };
    Failure::with_hint(message, hint)
}

/// Reports that the words after the provider name no operation, or several.
pub fn operation(
    program: &str,
    provider: &Provider,
    module: &'static Module,
    words: &[&str],
    typed: &Typed,
) -> Failure {
    let shown = words.iter().take(2).copied().collect::<Vec<_>>().join(" ");
    let shown = shown.escape_debug();
    let found = select::candidates(module, provider, words, typed);
    if found.len() > 1 {
        return Failure::with_hint(
            format!("{}: `{shown}` is ambiguous", provider.name),
            one_of(&found),
        );
    }
    let mut commands: Vec<(String, String)> = Vec::new();
    for (group_name, group) in catalogue::groups(module) {
        for (name, _) in catalogue::operations(group) {
            let path = [&provider.name, &group_name, &name];
            let path: Vec<&str> = path
                .into_iter()
                .map(String::as_str)
                .filter(|it| !it.is_empty())
                .collect();
            commands.push((name.clone(), path.join(" ")));
            commands.push((group_name.clone(), path[..path.len() - 1].join(" ")));
        }
    }
    let names: Vec<&str> = commands
        .iter()
        .map(|(name, _)| name.as_str())
        .filter(|it| !it.is_empty())
        .collect();
    let word = words.first().copied().unwrap_or_default();
    let mut meant: Vec<String> = Vec::new();
    for name in similar(word, &names) {
        for (_, command) in commands.iter().filter(|(it, _)| it == name) {
            if !meant.contains(command) {
                meant.push(command.clone());
            }
        }
    }
    meant.truncate(6);
    let hint = match meant.is_empty() {
        true => format!("`{program} {} --help` lists its groups", provider.name),
        false => format!("did you mean {}?", meant.join(", ")),
    };
    Failure::with_hint(format!("{} has no `{shown}`", provider.name), hint)
}

/// Reports that the group does not have an operation with this name.
pub fn in_group(
    program: &str,
    provider: &str,
    group: &str,
    names: &[String],
    word: &str,
) -> Failure {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let place = format!("{provider} {group}");
    let hint = match similar(word, &names).as_slice() {
        [] if names.len() > 12 => format!("`{program} {place} --help` lists its operations"),
        [] => format!("it has {}", names.join(", ")),
        found => format!("did you mean {}?", found.join(", ")),
    };
    Failure::with_hint(
        format!("{place} has no operation `{}`", word.escape_debug()),
        hint,
    )
}

/// Returns the operations of the group that take a flag which the selected one does not.
pub fn flag(error: &clap::Error, selection: &Selection<'_>) -> Option<String> {
    let flag = match error.get(ContextKind::InvalidArg)? {
        ContextValue::String(flag) if error.kind() == ErrorKind::UnknownArgument => flag,
        _ => return None,
    };
    if selection.provider.is_none() {
        return Some("the flags of an operation follow its name".to_owned());
    }
    let (module, own) = selection.module.zip(selection.operation)?;
    let group = selection.group.as_deref().unwrap_or_default();
    let (_, operations) = catalogue::groups(module).find(|(name, _)| name == group)?;
    let operations: Vec<_> = catalogue::operations(operations).collect();
    let takers = typed::takers(module, &operations, own, flag);
    let (place, _) = selection.command.rsplit_once(' ')?;
    match takers.as_slice() {
        [] => None,
        [one] => Some(format!("`{place} {one}` takes {flag}")),
        all => {
            let shown: Vec<&str> = all.iter().take(5).copied().collect();
            let shown = shown.join(", ");
            Some(format!("operations of `{place}` that take {flag}: {shown}"))
        }
    }
}

fn one_of(commands: &[String]) -> String {
    let shown: Vec<&str> = commands.iter().take(8).map(String::as_str).collect();
    let more = match commands.len().saturating_sub(8) {
        0 => String::new(),
        n => format!(", and {n} more"),
    };
    format!("one of: {}{more}", shown.join(", "))
}
