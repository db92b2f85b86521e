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

/// Returns a hint for an unknown flag: the operations of the group that accept it, or that flags follow the operation.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{MODULES, usage};
    use crate::grammar::globals;
    use crate::select::select;
    use std::ffi::OsString;

    fn failure(modules: &'static [Module], line: &str) -> String {
        let mut args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        usage(
            select(&Catalogue::new(modules), &mut args, &globals())
                .err()
                .unwrap(),
        )
    }

    #[test]
    fn words_that_name_nothing() {
        for (line, expected) in [
            (
                "arm sh",
                "`sh` is a prefix of several providers | use one of shipping, shop",
            ),
            (
                "arm zzz\u{7}",
                "unknown command or provider `zzz\\u{7}` | providers are shipping, shop; `arm list WORDS` finds operations",
            ),
            (
                "arm shpping",
                "unknown command or provider `shpping` | did you mean shipping?",
            ),
            (
                "arm rotat",
                "unknown command or provider `rotat` | did you mean rotate?",
            ),
            (
                "arm widgets get",
                "unknown command or provider `widgets` | one of: shop widgets get",
            ),
            (
                "arm ping",
                "unknown command or provider `ping` | one of: shipping ping, shop ping",
            ),
            (
                "arm shop zzz yyy xxx",
                "shop has no `zzz yyy` | `arm shop --help` lists its groups",
            ),
            (
                "arm shop widgts",
                "shop has no `widgts` | did you mean shop widgets?",
            ),
            (
                "arm shop pong",
                "shop has no `pong` | did you mean shop ping?",
            ),
            (
                "arm shop widgets creat",
                "shop widgets has no operation `creat` | did you mean create?",
            ),
            (
                "arm shop widgets zzz",
                "shop widgets has no operation `zzz` | it has get, create",
            ),
            (
                "arm shop widgets get --api-version 2020-01-01",
                "shop 2020-01-01 has no `widgets` | 2021-01-01 has it: add --api-version 2021-01-01",
            ),
            (
                "arm shop ping --api-version 1999-01-01",
                "shop has no api-version `1999-01-01` | the bindings have 2021-01-01, 2020-01-01, 2022-01-01-preview",
            ),
        ] {
            assert_eq!(failure(MODULES, line), expected, "{line}");
        }
    }

    #[test]
    fn commands_of_az_have_equivalents() {
        for (word, hint) in [
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
        ] {
            assert_eq!(
                failure(MODULES, &format!("arm {word}")),
                format!("unknown command or provider `{word}` | {hint}")
            );
        }
    }

    #[test]
    fn suggestions_are_limited() {
        let names = |n: usize| (0..n).map(|it| format!("n{it}")).collect::<Vec<_>>();
        for (n, expected) in [
            (2, "one of: n0, n1"),
            (8, "one of: n0, n1, n2, n3, n4, n5, n6, n7"),
            (9, "one of: n0, n1, n2, n3, n4, n5, n6, n7, and 1 more"),
        ] {
            assert_eq!(one_of(&names(n)), expected);
        }
        for (n, expected) in [
            (1, "p g has no operation `zz` | it has n0"),
            (
                12,
                "p g has no operation `zz` | it has n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11",
            ),
            (
                13,
                "p g has no operation `zz` | `arm p g --help` lists its operations",
            ),
        ] {
            assert_eq!(usage(in_group("arm", "p", "g", &names(n), "zz")), expected);
        }
    }

    #[test]
    fn unknown_flags_point_to_the_operations_that_take_them() {
        let catalogue = Catalogue::new(MODULES);
        for (line, expected) in [
            (
                "arm --paint red list",
                Some("the flags of an operation follow its name"),
            ),
            (
                "arm shop widgets get --paint red",
                Some("`arm shop widgets create` takes --paint"),
            ),
            ("arm shop widgets get --zzz", None),
            ("arm shop widgets --paint", None),
        ] {
            let mut args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            let selection = select(&catalogue, &mut args, &globals()).unwrap();
            let error = clap::Command::new("x")
                .try_get_matches_from([
                    "x",
                    line.split(' ').find(|it| it.starts_with("--")).unwrap(),
                ])
                .unwrap_err();
            assert_eq!(flag(&error, &selection).as_deref(), expected, "{line}");
        }
        let error = clap::Command::new("x")
            .subcommand_required(true)
            .try_get_matches_from(["x"])
            .unwrap_err();
        assert_eq!(flag(&error, &Selection::default()), None);
    }
}
