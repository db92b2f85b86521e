//! The flags of an operation and the values that they set.

use arm_runtime::describe::{Entry, Kind, Module, Property};
use arm_runtime::{Method, Parameter, ParameterLocation};
use clap::ArgMatches;
use clap::parser::ValueSource;

use crate::error::Failure;
use crate::names::kebab;
use crate::spelling::only;

/// Names that mean the same in every command.
pub const RESERVED: [&str; 23] = [
    "subscription",
    "endpoint",
    "cloud",
    "api-version",
    "output",
    "yes",
    "what-if",
    "dry-run",
    "show-secrets",
    "quiet",
    "verbose",
    "debug",
    "color",
    "help",
    "help-body",
    "version",
    "ids",
    "body",
    "no-wait",
    "query",
    "confirm",
    "no-validate",
    "continue-on-error",
];

/// A flag of an operation.
pub struct Flag {
    /// Long name.
    pub long: String,
    /// `-g` or `-n`.
    pub short: Option<char>,
    /// `-g` of a resource group that is the resource itself and has `-n`.
    pub short_alias: Option<char>,
    /// Alternative long names.
    pub aliases: Vec<String>,
    /// The value that the flag sets.
    pub target: Target,
    /// Metadata of the value.
    pub property: &'static Property,
}

/// The value that a flag sets.
#[derive(Clone)]
pub enum Target {
    /// A parameter, with its index among those of the operation.
    Parameter(usize, &'static Parameter),
    /// A property of the body, by path.
    Body(Vec<&'static str>),
}

/// Maximum depth of properties with flags. Deeper properties are set as JSON.
const DEPTH: usize = 4;

impl Flag {
    /// Returns the same flag for another property.
    pub fn with(&self, property: &'static Property) -> Self {
        Self {
            long: self.long.clone(),
            short: self.short,
            short_alias: self.short_alias,
            aliases: Vec::new(),
            target: self.target.clone(),
            property,
        }
    }

    /// Returns the name of the parameter or property, if another flag has the name that it would have.
    pub fn renamed(&self) -> Option<String> {
        let (name, words) = match &self.target {
            Target::Parameter(_, parameter) => (parameter.name.to_owned(), kebab(parameter.name)),
            Target::Body(path) => (path.join("."), long_of(path)),
        };
        let is_kept = self.long == words || self.aliases.contains(&words);
        (!is_kept).then_some(name)
    }

    /// Returns the path of a body property.
    pub fn path(&self) -> Option<&[&'static str]> {
        match &self.target {
            Target::Body(path) => Some(path),
            Target::Parameter(..) => None,
        }
    }

    /// Returns `true` if messages must not quote the value.
    pub fn is_secret(&self, entry: &Entry) -> bool {
        let secrets = entry.body.as_ref().map_or(&[][..], |it| it.secrets);
        let is_marked = |name: &&str| secrets.iter().any(|it| it.eq_ignore_ascii_case(name));
        self.property.ty.is_secret() || self.path().unwrap_or_default().iter().any(is_marked)
    }

    /// Returns `true` if the flag sets a property below the top level of the body.
    pub fn is_nested(&self) -> bool {
        self.path().is_some_and(|it| it.len() > 1)
    }

    /// Returns the depth of the property in the body, not counting `properties`.
    pub fn level(&self) -> usize {
        let path = self.path().unwrap_or_default();
        path.iter().filter(|it| **it != "properties").count()
    }

    /// Returns `true` if a resource ID can provide the value.
    pub fn in_path(&self) -> bool {
        matches!(self.target, Target::Parameter(_, it) if it.location == ParameterLocation::Path)
    }
}

/// Returns the flags of an operation: its parameters in order, then the properties of its body.
pub fn of(module: &'static Module, entry: &'static Entry) -> Vec<Flag> {
    let mut flags: Vec<Flag> = Vec::new();
    let acts_on_group = acts_on_group(entry);
    let last = last_name(entry).filter(|_| !acts_on_group);
    for (index, (parameter, property)) in entry
        .operation
        .parameters
        .iter()
        .zip(entry.parameters)
        .enumerate()
    {
        if parameter.constant.is_some() || is_subscription(parameter) {
            continue;
        }
        let target = Target::Parameter(index, parameter);
        let mut flag = Flag {
            long: kebab(parameter.name),
            short: None,
            short_alias: None,
            aliases: Vec::new(),
            target,
            property,
        };
        if is_group(parameter) {
            flag.aliases.push(std::mem::replace(
                &mut flag.long,
                "resource-group".to_owned(),
            ));
            flag.short = Some('g');
            if acts_on_group {
                (flag.short, flag.short_alias) = (Some('n'), Some('g'));
            }
        } else if last == Some(index) {
            flag.short = Some('n');
        }
        flag.long = free(flag.long, "parameter", &flags);
        flags.push(flag);
    }
    // `--name` is the last name of the path, unless another parameter has that name.
    if !is_taken("name", &flags)
        && let Some(flag) = flags.iter_mut().find(|it| it.short == Some('n'))
    {
        flag.aliases.push("name".to_owned());
    }
    let properties = entry.body.map_or(&[] as &[Property], |it| it.properties);
    let properties = || properties.iter().filter(|it| it.is_writable());
    for property in properties() {
        let long = free(long_of(&[property.name]), "body", &flags);
        flags.push(Flag {
            long,
            short: None,
            short_alias: None,
            aliases: Vec::new(),
            target: Target::Body(vec![property.name]),
            property,
        });
    }
    for property in properties() {
        add_nested(module, property, &[property.name], &mut flags);
    }
    flags
}

/// Returns the name of the flag of a property. The segment `properties` of a nested one is left out.
fn long_of(path: &[&'static str]) -> String {
    let named = path
        .iter()
        .filter(|it| path.len() == 1 || **it != "properties");
    kebab(&named.copied().collect::<Vec<_>>().join(" "))
}

/// Adds flags for the properties of an object, breadth first.
fn add_nested(
    module: &'static Module,
    object: &'static Property,
    path: &[&'static str],
    flags: &mut Vec<Flag>,
) {
    let schema = module
        .schema(&object.ty)
        .filter(|_| object.kind == Kind::Object);
    let Some(schema) = schema.filter(|_| path.len() < DEPTH) else {
        return;
    };
    let properties = || schema.properties.iter().filter(|it| it.is_writable());
    for property in properties() {
        let mut path = path.to_vec();
        path.push(property.name);
        let long = free(long_of(&path), "body", flags);
        let dotted = path.join(".");
        let aliases = [dotted]
            .into_iter()
            .filter(|it| !is_taken(it, flags))
            .collect();
        flags.push(Flag {
            long,
            short: None,
            short_alias: None,
            aliases,
            target: Target::Body(path),
            property,
        });
    }
    for property in properties() {
        // A schema may be recursive.
        if path.contains(&property.name) && path.len() > 1 {
            continue;
        }
        let mut path = path.to_vec();
        path.push(property.name);
        add_nested(module, property, &path, flags);
    }
}

/// Refuses the flags of names beside `--ids`, and those of properties beside `--body`.
pub fn check(flags: &[Flag], matches: &ArgMatches) -> Result<(), Failure> {
    let is_set = |name: &str| {
        let source = matches
            .try_contains_id(name)
            .ok()
            .and_then(|_| matches.value_source(name));
        source == Some(ValueSource::CommandLine)
    };
    let set = |wanted: fn(&Flag) -> bool| {
        let set = flags.iter().filter(|it| wanted(it) && is_set(&it.long));
        set.map(|it| format!("--{}", it.long)).collect::<Vec<_>>()
    };
    let names = set(Flag::in_path);
    if is_set("ids") && !names.is_empty() {
        return Err(Failure::with_hint(
            format!("--ids cannot be combined with {}", names.join(", ")),
            "an ID contains all names",
        ));
    }
    let properties = set(|it| it.path().is_some());
    if is_set("body") && !properties.is_empty() {
        return Err(Failure::with_hint(
            format!("--body cannot be combined with {}", properties.join(", ")),
            "--body is the whole body; write the properties there, or pass all of them as flags",
        ));
    }
    Ok(())
}

/// Returns the only required scalar of an object, or its only property, whose value can be used in place of the object.
pub fn only_scalar(module: &'static Module, property: &Property) -> Option<&'static Property> {
    let schema = module
        .schema(&property.ty)
        .filter(|_| property.kind == Kind::Object)?;
    let writable = || schema.properties.iter().filter(|it| it.is_writable());
    let one = only(writable().filter(|it| it.required)).or_else(|| only(writable()))?;
    let is_scalar = !matches!(
        one.kind,
        Kind::Object | Kind::Any | Kind::List | Kind::Map | Kind::Bytes
    );
    (is_scalar && schema.discriminator.is_empty()).then_some(one)
}

/// Returns `true` for the `{subscriptionId}` of the path, whose value is taken from the connection.
pub fn is_subscription(parameter: &Parameter) -> bool {
    parameter.location == ParameterLocation::Path
        && parameter.name.eq_ignore_ascii_case("subscriptionId")
}

fn is_group(parameter: &Parameter) -> bool {
    parameter.location == ParameterLocation::Path
        && parameter.name.eq_ignore_ascii_case("resourceGroupName")
}

/// Returns `true` if the resource group is the resource that the operation acts on, and not one that contains it.
fn acts_on_group(entry: &Entry) -> bool {
    let path = entry.operation.path.to_ascii_lowercase();
    let rest = path.split_once("{resourcegroupname}").map(|(_, it)| it);
    match rest {
        Some("") => true,
        // A POST such as `exportTemplate` acts on the group itself. A GET below a group reads a resource in it.
        Some(rest) => entry.operation.method == Method::Post && rest.matches('/').count() == 1,
        None => false,
    }
}

/// Returns the last path parameter, if it is a name.
fn last_name(entry: &Entry) -> Option<usize> {
    let at = |parameter: &Parameter| {
        entry
            .operation
            .path
            .find(&format!("{{{}}}", parameter.name))
    };
    let named = entry
        .operation
        .parameters
        .iter()
        .enumerate()
        .filter(|(_, it)| {
            it.location == ParameterLocation::Path
                && it.constant.is_none()
                // A scope at the start of the path is not a name. Names may also be verbatim, such as those of DNS records.
                && !(it.verbatim && at(it).is_some_and(|at| at <= 1))
                && !is_subscription(it)
                && !is_group(it)
        });
    named.max_by_key(|(_, it)| at(it)).map(|(index, _)| index)
}

fn is_taken(long: &str, flags: &[Flag]) -> bool {
    RESERVED.contains(&long)
        || flags
            .iter()
            .any(|it| it.long == long || it.aliases.iter().any(|alias| alias == long))
}

/// Returns the name, with a prefix if it is already in use.
fn free(long: String, prefix: &str, flags: &[Flag]) -> String {
    let mut name = long;
    while is_taken(&name, flags) {
        name = format!("{prefix}-{name}");
    }
    name
}

#[cfg(test)]
mod tests;
