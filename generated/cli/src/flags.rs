//! Which flags does an operation take, and for what?

use arm_runtime::describe::{Entry, Property};
use arm_runtime::{Parameter, ParameterLocation};

use crate::names::kebab;

/// Names that mean the same in every command.
pub const RESERVED: [&str; 21] = [
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
    "color",
    "help",
    "version",
    "ids",
    "body",
    "no-wait",
    "query",
    "confirm",
    "no-validate",
    "continue-on-error",
];

/// One flag.
pub struct Flag {
    /// Its long name.
    pub long: String,
    /// `-g` or `-n`.
    pub short: Option<char>,
    /// Other long names.
    pub aliases: Vec<String>,
    /// What it is for.
    pub target: Target,
    /// What is known of the value.
    pub property: &'static Property,
}

/// What a flag sets.
#[derive(Clone, Copy)]
pub enum Target {
    /// A parameter, by its place among those of the operation.
    Parameter(usize, &'static Parameter),
    /// A property of the body.
    Body,
}

impl Flag {
    /// Whether a resource id can stand for it.
    pub fn in_path(&self) -> bool {
        matches!(self.target, Target::Parameter(_, it) if it.location == ParameterLocation::Path)
    }
}

/// The flags of an operation: of its parameters in their order, then of the properties of its body.
pub fn of(entry: &'static Entry) -> Vec<Flag> {
    let mut flags: Vec<Flag> = Vec::new();
    let last = last_name(entry);
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
        } else if last == Some(index) {
            flag.short = Some('n');
        }
        flag.long = free(flag.long, "parameter", &flags);
        flags.push(flag);
    }
    // `--name` goes to the last name unless another parameter is called so.
    if !is_taken("name", &flags)
        && let Some(flag) = flags.iter_mut().find(|it| it.short == Some('n'))
    {
        flag.aliases.push("name".to_owned());
    }
    let properties = entry
        .body
        .iter()
        .flat_map(|it| it.properties)
        .filter(|it| !it.read_only);
    for property in properties {
        let long = free(kebab(property.name), "body", &flags);
        flags.push(Flag {
            long,
            short: None,
            aliases: Vec::new(),
            target: Target::Body,
            property,
        });
    }
    flags
}

/// Which parameter `{subscriptionId}` of the path is; the context gives it.
pub fn is_subscription(parameter: &Parameter) -> bool {
    parameter.location == ParameterLocation::Path
        && parameter.name.eq_ignore_ascii_case("subscriptionId")
}

fn is_group(parameter: &Parameter) -> bool {
    parameter.location == ParameterLocation::Path
        && parameter.name.eq_ignore_ascii_case("resourceGroupName")
}

/// The parameter that stands last in the path, if it is a name.
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
                && !it.verbatim
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

/// The name itself, or with a prefix that tells it from one that is taken.
fn free(long: String, prefix: &str, flags: &[Flag]) -> String {
    let mut name = long;
    while is_taken(&name, flags) {
        name = format!("{prefix}-{name}");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::entry;

    fn longs(function: &str) -> Vec<String> {
        let shown = |it: Flag| {
            format!(
                "{}{}",
                it.short.map(|c| format!("{c} ")).unwrap_or_default(),
                it.long
            )
        };
        of(entry(function)).into_iter().map(shown).collect()
    }

    #[test]
    fn each_parameter_and_property_has_a_name_of_its_own() {
        assert_eq!(
            longs("get"),
            [
                "g resource-group",
                "shop-name",
                "n name",
                "top",
                "parameter-output"
            ]
        );
        assert_eq!(
            longs("create"),
            [
                "g resource-group",
                "shop-name",
                "n name",
                "body-name",
                "paint",
                "size",
                "shiny",
                "tags",
                "parts",
                "details",
                "admin-password"
            ]
        );
    }
}
