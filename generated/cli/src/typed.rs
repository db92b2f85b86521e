//! The flags on a command line that is not parsed yet, which decide between the operations that list resources.

use std::ffi::OsString;

use arm_runtime::describe::{Entry, Module};
use clap::Arg;

use crate::flags::{self, Flag};
use crate::grammar;

/// The flags of a command line, as typed, without those that every command has.
pub struct Typed {
    flags: Vec<String>,
    /// Set if the flags contain `--help`.
    asks_help: bool,
}

impl Typed {
    /// Collects the flags. Those that every command has are `globals`.
    pub fn new(args: &[OsString], globals: &[Arg]) -> Self {
        let texts = args.iter().skip(1).filter_map(|it| it.to_str());
        let typed = texts
            .take_while(|it| *it != "--")
            .filter(|it| it.len() > 1 && it.starts_with('-'));
        let mut flags = Vec::new();
        let mut asks_help = false;
        for text in typed {
            let text = text.split('=').next().unwrap_or(text);
            let is_global = |it: &Arg| {
                let longs = it.get_long_and_visible_aliases().unwrap_or_default();
                let shorts = it.get_short_and_visible_aliases().unwrap_or_default();
                match text.strip_prefix("--") {
                    Some(name) => longs.iter().any(|it| it.starts_with(name)),
                    None => text.chars().nth(1).is_some_and(|it| shorts.contains(&it)),
                }
            };
            if matches!(text, "-h" | "--help" | "--help-body") {
                asks_help = true;
            } else if !globals.iter().any(is_global) {
                flags.push(text.to_owned());
            }
        }
        Self { flags, asks_help }
    }

    /// Returns `true` if a resource group is specified, also by the environment.
    pub fn in_group(&self) -> bool {
        let named = |it: &String| it.starts_with("-g") || it == "--resource-group";
        self.flags.iter().any(named) || grammar::default_group().is_some()
    }

    /// Returns the operation that `list` means: the first that takes all flags and misses none. An operation with the name
    /// `list` comes first.
    pub fn list(
        &self,
        module: &'static Module,
        entries: &[(String, &'static Entry)],
    ) -> Option<(String, &'static Entry)> {
        let lists = entries
            .iter()
            .filter(|(name, _)| name == "list" || is_other_list(name));
        let mut fitting: Vec<&(String, &'static Entry)> = lists
            .filter(|(_, entry)| self.fits(module, entry))
            .collect();
        fitting.sort_by_key(|(name, _)| name != "list");
        let first = fitting.first()?;
        let is_certain = first.0 == "list" || fitting.len() == 1;
        is_certain.then(|| (*first).clone())
    }

    /// Returns `true` if the operation takes all flags and has all names that it requires.
    fn fits(&self, module: &'static Module, entry: &'static Entry) -> bool {
        if self.asks_help {
            return true;
        }
        let flags = flags::of(module, entry);
        let by_id = entry.by_id && self.flags.iter().any(|it| it == "--ids");
        let needs = |it: &&Flag| it.in_path() && !by_id && grammar::default_of(it).is_none();
        let has = |flag: &Flag| self.flags.iter().any(|it| names(flag, it));
        let taken =
            |it: &String| flags.iter().any(|flag| names(flag, it)) || (by_id && it == "--ids");
        flags.iter().filter(needs).all(has) && self.flags.iter().all(taken)
    }
}

/// Returns the names of the operations that take a flag, apart from one.
pub fn takers<'a>(
    module: &'static Module,
    entries: &'a [(String, &'static Entry)],
    own: &'static Entry,
    typed: &str,
) -> Vec<&'a str> {
    let others = entries.iter().filter(|(_, it)| !std::ptr::eq(*it, own));
    let takes = |entry: &'static Entry| flags::of(module, entry).iter().any(|it| names(it, typed));
    others
        .filter(|(_, entry)| takes(entry))
        .map(|(name, _)| name.as_str())
        .collect()
}

/// Returns `true` if the operation lists the resources of a scope.
pub fn is_other_list(name: &str) -> bool {
    name.starts_with("list-by-") || name == "list-all"
}

/// Returns `true` if a flag is meant by a word such as `--name` or `-nx`.
fn names(flag: &Flag, typed: &str) -> bool {
    match typed.strip_prefix("--") {
        Some(name) => {
            let aliases = flag.aliases.iter().map(String::as_str);
            let mut longs = aliases.chain([flag.long.as_str()]);
            longs.any(|it| it.starts_with(name))
        }
        None => {
            let short = typed.chars().nth(1);
            short.is_some() && (short == flag.short || short == flag.short_alias)
        }
    }
}
