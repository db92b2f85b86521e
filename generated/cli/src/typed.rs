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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{MODULES, entry};
    use arm_runtime::describe::{Property, Response};
    use arm_runtime::{Operation, Parameter};

    fn typed(line: &str) -> Typed {
        let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        Typed::new(&args, &grammar::globals())
    }

    #[test]
    fn a_resource_group_is_named_by_either_flag() {
        for (line, named) in [
            ("arm a -g x", true),
            ("arm a -gx", true),
            ("arm a --resource-group x", true),
            ("arm a --resource-group=x", true),
            ("arm a --resource x", false),
            ("arm a x", false),
        ] {
            assert_eq!(typed(line).in_group(), named, "{line}");
        }
    }

    #[test]
    fn flags_of_operations_remain_without_values() {
        for (line, flags, asks_help) in [
            ("arm a b --name x --top=3 -nx", "--name --top -nx", false),
            ("arm -x", "-x", false),
            // Flags of every command, whole, short and abbreviated.
            (
                "arm a --output json -o json -ojson --subs s --yes",
                "",
                false,
            ),
            ("arm a -h", "", true),
            ("arm a --help", "", true),
            ("arm a --help-body --name x", "--name", true),
            // A dash is a value, and nothing is a flag after two of them.
            ("arm a - --name -- --top", "--name", false),
            // The name of the program is not a flag.
            ("--name a", "", false),
        ] {
            let typed = typed(line);
            assert_eq!(typed.flags.join(" "), flags, "{line}");
            assert_eq!(typed.asks_help, asks_help, "{line}");
        }
    }

    #[test]
    fn other_lists_say_of_which_scope() {
        for (name, is_one) in [
            ("list-by-subscription", true),
            ("list-all", true),
            ("list", false),
            ("list-keys", false),
            ("list-all-keys", false),
        ] {
            assert_eq!(is_other_list(name), is_one, "{name}");
        }
    }

    #[test]
    fn flags_are_named_by_their_starts_and_letters() {
        let flags = flags::of(&MODULES[1], entry("get"));
        let named = |typed: &str| {
            let all = flags.iter().filter(|it| names(it, typed));
            all.map(|it| it.long.as_str()).collect::<Vec<_>>().join(" ")
        };
        for (typed, expected) in [
            ("--resource-group", "resource-group"),
            ("--res", "resource-group"),
            ("-g", "resource-group"),
            ("-grg", "resource-group"),
            ("-n", "name"),
            ("--shop-name", "shop-name"),
            ("--top", "top"),
            ("--x", ""),
            ("-x", ""),
            ("-", ""),
        ] {
            assert_eq!(named(typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_flag_of_another_operation_names_that_operation() {
        let entries = ["get", "create"].map(|it| (it.to_owned(), entry(it)));
        for (own, flag, expected) in [
            ("get", "--paint", &["create"][..]),
            ("create", "--top", &["get"]),
            ("create", "--paint", &[]),
            ("get", "--color", &[]),
        ] {
            let found = takers(&MODULES[1], &entries, entry(own), flag);
            assert_eq!(found, expected, "{own} {flag}");
        }
    }

    const fn list(parameters: &'static [Parameter]) -> Operation {
        Operation {
            parameters,
            ..Operation::DEFAULT
        }
    }

    const fn listed(operation: &'static Operation, parameters: &'static [Property]) -> Entry {
        Entry {
            operation,
            name: "List",
            function: "list",
            docs: "",
            deprecated: false,
            by_id: false,
            parameters,
            body: None,
            response: Response::NONE,
            example: None,
        }
    }

    const GROUP: Property = Property {
        name: "resourceGroupName",
        required: true,
        ..Property::DEFAULT
    };
    const TOP: Property = Property {
        name: "$top",
        ..Property::DEFAULT
    };
    static OF_ALL: Operation = list(&[]);
    static OF_GROUP: Operation = list(&[Parameter::path("resourceGroupName")]);
    static OF_TOP: Operation = list(&[Parameter::query("$top")]);
    static ALL: Entry = listed(&OF_ALL, &[]);
    static IN_GROUP: Entry = listed(&OF_GROUP, &[GROUP]);
    static AT_TOP: Entry = listed(&OF_TOP, &[TOP]);

    #[test]
    fn a_list_is_the_one_that_takes_all_flags_and_misses_none() {
        let name = |name: &str, entry: &'static Entry| (name.to_owned(), entry);
        let both = [name("list-all", &ALL), name("list-by-group", &IN_GROUP)];
        let two = [name("list-all", &ALL), name("list-by-top", &AT_TOP)];
        let own = [name("list-all", &ALL), name("list", &ALL)];
        let none = [name("get", &ALL), name("list-keys", &ALL)];
        for (entries, line, expected) in [
            (&both[..], "arm x", Some("list-all")),
            (&both, "arm x -g rg", Some("list-by-group")),
            (&both, "arm x --resource-group rg", Some("list-by-group")),
            (&both, "arm x --top 3", None),
            // None of them is addressed by an ID.
            (&both, "arm x --ids i", None),
            (&both[1..], "arm x --ids i", None),
            (&both[..1], "arm x --ids i", None),
            // Two that fit: it is not certain which one is meant.
            (&two, "arm x", None),
            (&two, "arm x --top 3", Some("list-by-top")),
            (&two, "arm x --zebra 3", None),
            (&two, "arm x --top 3 --zebra 3", None),
            // The one with the name comes first.
            (&own, "arm x", Some("list")),
            (&none, "arm x", None),
            // Help is shown for any of them, if there is only one.
            (&both[1..], "arm x --help", Some("list-by-group")),
            (&both[1..], "arm x", None),
        ] {
            let found = typed(line).list(&MODULES[1], entries);
            assert_eq!(found.map(|it| it.0).as_deref(), expected, "{line}");
        }
    }
}
