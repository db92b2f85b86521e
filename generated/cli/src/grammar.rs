//! Builds the commands and flags from the operation metadata.

use arm_runtime::describe::{Entry, Kind, Module, Property};
use std::ffi::OsString;

use clap::builder::{NonEmptyStringValueParser, PossibleValue, PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, Command};

use crate::allowed::Allowed;
use crate::catalogue::{self, Catalogue, Provider};
use crate::flags::{self, Flag, Target};
use crate::select::Selection;
use crate::{confirm, help};

/// Flags with the same meaning in every command.
pub fn globals() -> Vec<Arg> {
    let heading = "Global options";
    let value = |name: &'static str, what: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name(what)
            .value_parser(NonEmptyStringValueParser::new())
    };
    let switch = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    let globals = [
        value("subscription", "ID").help(
            "Subscription, by ID or name [default: AZURE_SUBSCRIPTION_ID, then that of `az`]",
        ),
        value("endpoint", "URL").help(
            "Azure Resource Manager at another URL; http only on this machine, and without a token",
        ),
        value("cloud", "CLOUD").help("Azure cloud").value_parser([
            "public",
            "usgovernment",
            "china",
        ]),
        value("api-version", "VERSION").help(
            "API version, one of those in the bindings [default: the newest that is not a preview]",
        ),
        value("output", "FORMAT")
            .short('o')
            .help("Output format [env: AZURE_CORE_OUTPUT]")
            .value_parser(formats())
            .default_value(default_output()),
        value("query", "JMESPATH").help(
            "Select from the result with JMESPath, as in `az`: \"[].name\", \"properties.state\"",
        ),
        switch("yes")
            .short('y')
            .help("Do not ask before changing or revealing secrets, or deleting"),
        switch("confirm").help("Ask before every change, even with --yes"),
        switch("what-if")
            .visible_alias("dry-run")
            .help("Show the request without sending it"),
        switch("show-secrets").help(
            "Show keys, passwords and connection strings in tables; other formats always show them",
        ),
        switch("no-validate").help("Do not check bodies and parameters against the spec"),
        switch("continue-on-error")
            .help("Continue with the other resources after a failure, and exit with code 4"),
        switch("quiet")
            .short('q')
            .help("Do not print progress and notes"),
        switch("verbose")
            .short('v')
            .visible_alias("debug")
            .help("Log each request and response, without secrets"),
        value("color", "WHEN")
            .help("Colors")
            .value_parser(["auto", "always", "never"])
            .default_value("auto"),
    ];
    globals
        .into_iter()
        .map(|it| it.global(true).help_heading(heading).display_order(100))
        .collect()
}

/// Returns `true` if the arguments contain `--no-validate`, which must be known before they are parsed.
pub fn is_lenient(args: &[OsString]) -> bool {
    // Flags may be abbreviated; no other flag begins with these letters.
    let says = |it: &str| it.starts_with("--no-v") && "--no-validate".starts_with(it);
    let flags = args.iter().take_while(|it| *it != "--");
    flags.filter_map(|it| it.to_str()).any(says)
}

/// The whole program, with the flags of the selected operation only.
pub fn command(catalogue: &Catalogue, selection: &Selection<'_>) -> Command {
    let providers = catalogue.providers.iter().map(|provider| {
        let chosen = selection
            .provider
            .is_some_and(|it| it.name == provider.name);
        provider_command(&catalogue.program, provider, chosen.then_some(selection))
    });
    root(&catalogue.program).subcommands(providers)
}

/// Returns the command line parser with all flags.
#[cfg(test)]
pub fn full_command(catalogue: &Catalogue) -> Command {
    let mut root = root(&catalogue.program);
    for provider in &catalogue.providers {
        let mut command = Command::new(provider.name.clone());
        if let Some(module) = provider.version(None) {
            for (group_name, group) in catalogue::groups(module) {
                let operations = catalogue::operations(group).map(|(name, entry)| {
                    let path = [&catalogue.program, &provider.name, &group_name, &name];
                    let command = operation(&name, entry);
                    described(command, module, entry, &words(path), &Selection::default())
                });
                command = if group_name.is_empty() {
                    command.subcommands(operations)
                } else {
                    command.subcommand(Command::new(group_name.clone()).subcommands(operations))
                };
            }
        }
        root = root.subcommand(command);
    }
    root
}

/// Joins the words of a command. A group without a name has no word.
fn words(words: [&String; 4]) -> String {
    let words = words.map(String::as_str);
    let words: Vec<&str> = words.into_iter().filter(|it| !it.is_empty()).collect();
    words.join(" ")
}

fn root(program: &str) -> Command {
    let text = |name: &'static str| Arg::new(name).value_parser(NonEmptyStringValueParser::new());
    Command::new(program.to_owned())
        .about("Calls operations of Azure Resource Manager")
        .version(clap::crate_version!())
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .infer_long_args(true)
        // A shell alias may already have set an option.
        .args_override_self(true)
        .args(globals())
        .after_help(format!(
            "`{program} list WORDS` finds operations; `{program} PROVIDER [GROUP [OPERATION]] --help` describes them.\n\
             Exit codes: 0 success, 1 the service failed or did not respond, 2 invalid command line,\n\
             3 authentication failed, 4 only some resources were processed, 130 interrupted.",
        ))
        .subcommand(
            Command::new("list")
                .about("Find operations by words of their names and descriptions")
                .arg(text("words").num_args(0..).value_name("WORD").help("Words that must all occur")),
        )
        .subcommand(rotate())
        .subcommands(serve())
        .subcommand(
            Command::new("wait")
                .about("Wait for a long-running operation that --no-wait started")
                .arg(text("token").required(true).value_name("TOKEN").help("Token printed by --no-wait; @FILE reads it from a file, - from stdin. It is a secret if the service signs its URLs")),
        )
        .subcommand(
            Command::new("completions")
                .about("Print completions for a shell")
                .arg(Arg::new("shell").required(true).value_parser(["bash", "zsh", "fish", "powershell", "elvish"])),
        )
}

/// `serve` has a grammar of its own; this is its line in the help.
fn serve() -> Option<Command> {
    let about = "Serve a fake Azure Resource Manager for tests";
    cfg!(feature = "serve").then(|| Command::new("serve").about(about))
}

fn rotate() -> Command {
    let text = |name: &'static str, what: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name(what)
            .value_parser(NonEmptyStringValueParser::new())
    };
    let switch = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    Command::new("rotate")
        .about("Renew the keys of resources, verify them, and pass them on")
        .long_about(
            "Renews the keys of resources, verifies that each changed and the others did not, and passes the new keys on.\n\n\
             Of two keys, the second is renewed and passed on first; after a confirmation that it is in use, the first \
             follows. To continue an interrupted rotation, repeat the command.",
        )
        .arg(
            Arg::new("ids")
                .num_args(0..)
                .value_name("ID")
                .value_parser(NonEmptyStringValueParser::new())
                .help("Resource IDs; - reads IDs, or JSON objects with `id`, from stdin"),
        )
        .arg(
            text("key", "KEY")
                .action(ArgAction::Append)
                .help("Renew this key; repeatable, in order [default: the second of two, then the first]"),
        )
        .arg(text("exec", "COMMAND").help("Pass each new key to the stdin of a shell command"))
        .arg(text("out", "FILE").help("Write each new key to a file that only its owner can read; {name} and {key} are replaced by the names of the resource and the key"))
        .arg(switch("connection-string").help("Pass on the connection string instead of the key"))
        .arg(text("operation", "NAME").help("Group or name of the operation, if several renew keys of the resource"))
        .arg(switch("show").help("Only list the keys and the times of their renewal"))
        .arg(switch("restart").help("Discard the state of an interrupted rotation"))
        .arg(switch("operations").help("List the operations that renew keys, and why some are not supported"))
        .args(cfg!(feature = "serve").then(|| {
            text("specs", "DIR")
                .requires("operations")
                .help("With --operations: those of a checkout of azure-rest-api-specs in place of the bindings")
        }))
}

fn provider_command(
    program: &String,
    provider: &Provider,
    selection: Option<&Selection<'_>>,
) -> Command {
    let namespace = provider.versions.first().map_or("", |it| it.provider);
    let about = format!("{namespace} {}", provider.version_list());
    let command = Command::new(provider.name.clone())
        .about(about)
        .subcommand_required(true)
        .arg_required_else_help(true);
    let Some(module) = selection.and_then(|it| it.module) else {
        return command;
    };
    let none = Selection::default();
    let mut command = command.about(format!("{namespace} {}", module.api_version));
    for (name, group) in catalogue::groups(module) {
        let chosen = selection.filter(|it| it.group.as_deref() == Some(&name));
        let operations = catalogue::operations(group).map(|(function, entry)| {
            let command = operation(&function, entry);
            let full = chosen
                .and_then(|it| it.operation)
                .is_some_and(|it| std::ptr::eq(it, entry));
            if full {
                let path = words([program, &provider.name, &name, &function]);
                let selection = selection.unwrap_or(&none);
                described(command, module, entry, &path, selection)
            } else {
                command
            }
        });
        if name.is_empty() {
            command = command.subcommands(operations);
            continue;
        }
        let about = format!("Operations of {}: {}", group.name, help::names(group));
        let group = Command::new(name.clone())
            .about(about)
            .subcommand_required(true)
            .arg_required_else_help(true);
        command = command.subcommand(if chosen.is_some() {
            group.subcommands(operations)
        } else {
            group
        });
    }
    command
}

/// Returns the command of an operation, without its flags.
fn operation(name: &str, entry: &'static Entry) -> Command {
    Command::new(name.to_owned()).about(docs(entry))
}

fn docs(entry: &Entry) -> String {
    let deprecated = if entry.deprecated {
        " (deprecated)"
    } else {
        ""
    };
    let docs = if entry.docs.is_empty() {
        entry.operation.id
    } else {
        entry.docs
    };
    format!("{docs}{deprecated}")
}

/// Adds flags and help. `path` is the words of the command.
fn described(
    command: Command,
    module: &'static Module,
    entry: &'static Entry,
    path: &str,
    selection: &Selection<'_>,
) -> Command {
    let flags = flags::of(module, entry);
    let folded = flags.iter().filter(|it| it.level() > 1).count();
    let folds = folded > help::FEW && !selection.shows_all;
    let command = match folds {
        true => command.after_help(format!(
            "{folded} more flags set nested properties of the body: --help-body shows them."
        )),
        false => command,
    };
    let asks = if confirm::asks_always(entry) {
        "\n\nAsks for confirmation unless --yes is set."
    } else {
        ""
    };
    command
        .about(format!(
            "{}\n\n{} {}{asks}",
            docs(entry),
            help::method(entry.operation),
            entry.operation.path
        ))
        .override_usage(help::usage(module, entry, &flags, path))
        .args(
            flags
                .iter()
                .map(|it| flag(module, it, entry, selection.lenient).hide(folds && it.level() > 1)),
        )
        .args(id_and_body(entry, &flags))
}

/// Returns `--ids`, `--body` and `--no-wait`, if the operation supports them.
fn id_and_body(entry: &'static Entry, flags: &[Flag]) -> Vec<Arg> {
    let mut args = Vec::new();
    let named = flags.iter().any(Flag::in_path);
    if entry.by_id && named {
        let ids = Arg::new("ids")
            .long("ids")
            .num_args(1..)
            .value_name("ID")
            .value_parser(NonEmptyStringValueParser::new())
            .help("Resource IDs in place of names; - reads IDs, or JSON objects with `id`, from stdin");
        args.push(ids.help_heading("Resource").display_order(50));
    }
    if let Some(body) = &entry.body {
        let arg = Arg::new("body")
            .long("body")
            .value_name("JSON")
            .allow_hyphen_values(true)
            .value_parser(NonEmptyStringValueParser::new())
            .help(
                format!("The whole body: JSON, @file, or - for stdin. {}", body.docs)
                    .trim()
                    .to_owned(),
            );
        args.push(arg.help_heading("Body").display_order(51));
    }
    if entry.operation.long_running.is_some() {
        let arg = Arg::new("no-wait")
            .long("no-wait")
            .action(ArgAction::SetTrue);
        args.push(arg.help("Do not wait for the operation; print a token for the command `wait`"));
    }
    args
}

fn flag(module: &'static Module, flag: &Flag, entry: &Entry, lenient: bool) -> Arg {
    let property = flag.property;
    let mut arg = Arg::new(flag.long.clone())
        .long(flag.long.clone())
        .value_name(help::value_name(module, property))
        .help(help::flag(flag));
    // Paths of nested properties are accepted, but left out of the help for brevity.
    arg = match flag.is_nested() {
        true => arg.aliases(flag.aliases.clone()),
        false => arg.visible_aliases(flag.aliases.clone()),
    };
    if let Some(short) = flag.short {
        arg = arg.short(short);
    }
    if let Some(short) = flag.short_alias {
        arg = arg.visible_short_alias(short);
    }
    arg = values(arg, property, flag.is_secret(entry), lenient);
    match &flag.target {
        // The parameter has a default.
        Target::Parameter(..) if flag.in_path() && default_of(flag).is_some() => arg
            .default_value(default_of(flag).unwrap_or_default())
            .help_heading("Resource"),
        Target::Parameter(..) if flag.in_path() && entry.by_id => {
            arg.required_unless_present("ids").help_heading("Resource")
        }
        Target::Parameter(_, parameter) => {
            arg.required(parameter.required).help_heading("Parameters")
        }
        Target::Body(path) => {
            let is_object = property.kind == Kind::Object && module.schema(&property.ty).is_some();
            let needed = property.required
                && path.len() == 1
                && !is_object
                && entry.operation.body.is_some_and(|it| it.required);
            let arg = arg.help_heading("Body");
            if needed {
                arg.required_unless_present("body")
            } else {
                arg
            }
        }
    }
}

/// Returns the resource group set in the environment, as for `az`.
pub fn default_of(flag: &Flag) -> Option<String> {
    (flag.short == Some('g')).then(default_group).flatten()
}

/// Returns the resource group set in the environment, as for `az`.
pub fn default_group() -> Option<String> {
    let group = std::env::var("AZURE_DEFAULTS_GROUP").ok()?;
    Some(group).filter(|it| !it.trim().is_empty())
}

fn formats() -> PossibleValuesParser {
    let value = |it: &'static str| PossibleValue::new(it).hide(matches!(it, "jsonc" | "yamlc"));
    PossibleValuesParser::new(FORMATS.map(value))
}

/// Returns the output format set in the environment, as for `az`.
pub fn default_output() -> String {
    let output = std::env::var("AZURE_CORE_OUTPUT").unwrap_or_default();
    match FORMATS.contains(&output.as_str()) {
        true => output,
        false => "table".to_owned(),
    }
}

/// Output formats. `jsonc` and `yamlc`, the colored formats of `az`, are the same as `json` and `yaml`.
const FORMATS: [&str; 7] = ["table", "json", "tsv", "yaml", "none", "jsonc", "yamlc"];

/// Sets the value parser of an argument.
fn values(arg: Arg, property: &'static Property, is_secret: bool, lenient: bool) -> Arg {
    let arg = match property.kind {
        Kind::List | Kind::Map => arg.num_args(1..).action(ArgAction::Append),
        Kind::Bool => arg
            .num_args(0..=1)
            .default_missing_value("true")
            .require_equals(false),
        Kind::Integer | Kind::Number => arg.allow_negative_numbers(true),
        _ => arg,
    };
    let parser: ValueParser = match property.kind {
        Kind::Bool if !lenient => Allowed::parser(&["true", "false"], is_secret),
        // A list may also be JSON.
        Kind::List | Kind::Map => NonEmptyStringValueParser::new().into(),
        _ if !property.values.is_empty() && !lenient => Allowed::parser(property.values, is_secret),
        _ => NonEmptyStringValueParser::new().into(),
    };
    arg.ignore_case(!property.values.is_empty() || property.kind == Kind::Bool)
        .value_parser(parser)
}

#[cfg(test)]
mod tests;
