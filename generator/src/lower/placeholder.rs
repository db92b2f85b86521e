//! The placeholders of a path, and the parameters that they stand for.

use openapiv3::{ParameterData, ReferenceOr, Schema};

use super::operation::item;
use super::parameter::{Parameters, parts};
use super::{Lowerer, keywords};
use crate::diagnostics::{code, nearest};
use crate::ir::{Constraints, ListStyle, Parameter, ParameterLocation, Type};
use crate::upgrade::{AT, SpecOperation, placeholders};

/// The placeholder that the client fills in.
pub(super) const SUBSCRIPTION: &str = "subscriptionId";

/// Returns `true` for the name of the subscription ID in any spelling.
pub(super) fn is_subscription(name: &str) -> bool {
    name.eq_ignore_ascii_case(SUBSCRIPTION)
}

impl Lowerer<'_> {
    /// Adds the placeholders of the path without a parameter, and reports them, except for those that the client fills in. One
    /// that a parameter seems to mean is an error.
    pub(super) fn undeclared(&mut self, spec: &SpecOperation, parameters: &mut Parameters) {
        for name in placeholders(&spec.path) {
            let is_version = parameters
                .api_version
                .as_ref()
                .is_some_and(|it| it.location == ParameterLocation::Path && it.name == name);
            if parameters
                .list
                .iter()
                .any(|it| it.location == ParameterLocation::Path && it.wire_name == name)
                || is_version
            {
                continue;
            }
            if is_subscription(name) {
                parameters.subscription = true;
                continue;
            }
            let undeclared = undeclared_names(spec);
            let misspelled = path_parameters(spec)
                .find(|it| meant_by(&it.name, &undeclared).is_some_and(|meant| meant == name));
            let message = format!(
                "the path `{}` contains `{{{name}}}`, which is not a parameter",
                spec.path
            );
            match misspelled {
                Some(it) => {
                    let at = self.located(&it.extensions, AT, &spec.at).child("name");
                    let help = format!(
                        "did you mean the parameter `{}`? Its name and the placeholder must be the same",
                        it.name
                    );
                    self.diagnostics
                        .error(&code::UNDEFINED_PATH_PARAMETER, at, message)
                        .help(help);
                }
                None if name.is_empty() => {
                    self.diagnostics
                        .error(&code::UNDEFINED_PATH_PARAMETER, spec.at.clone(), message)
                        .help("write the name of a parameter between the braces");
                }
                None => {
                    let help = format!(
                        "add a parameter `{name}` with `in: path`; without one, it is a required string"
                    );
                    self.diagnostics
                        .warn(&code::UNDEFINED_PATH_PARAMETER, spec.at.clone(), message)
                        .help(help);
                    parameters.list.push(text_of_path(name, spec));
                }
            }
        }
    }
}

/// Returns the parameter of a placeholder that the description does not declare: a required string.
fn text_of_path(name: &str, spec: &SpecOperation) -> Parameter {
    Parameter {
        wire_name: name.to_owned(),
        client_name: name.to_owned(),
        docs: None,
        location: ParameterLocation::Path,
        constant: None,
        constraints: Constraints::default(),
        required: true,
        deprecated: false,
        default: None,
        style: ListStyle::Csv,
        verbatim: is_scope(name, spec),
        prefix: false,
        allow_empty: false,
        structured: false,
        media_type: None,
        headers: Vec::new(),
        ty: Type::String,
    }
}

/// Returns `true` for the scope before the provider, which is a resource ID with several segments, even if the description does
/// not mark it.
pub(super) fn is_scope(name: &str, spec: &SpecOperation) -> bool {
    spec.path.starts_with(&format!("/{{{name}}}/providers/"))
}

/// Returns the path parameters of an operation.
fn path_parameters(spec: &SpecOperation) -> impl Iterator<Item = &ParameterData> {
    let all = spec.operation.parameters.iter().filter_map(item).map(parts);
    all.filter(|(_, location, _)| *location == ParameterLocation::Path)
        .map(|(data, ..)| data)
}

/// Returns the placeholders of a path that no parameter has.
pub(super) fn undeclared_names(spec: &SpecOperation) -> Vec<&str> {
    let is_declared = |name: &&str| path_parameters(spec).any(|it| it.name == **name);
    let names = placeholders(&spec.path).filter(|it| !is_subscription(it));
    names.filter(|it| !is_declared(it)).collect()
}

/// Returns the placeholder that a parameter means whose name does not occur in the path.
pub(super) fn meant_by<'s>(name: &str, undeclared: &[&'s str]) -> Option<&'s str> {
    if undeclared.contains(&name) {
        return None;
    }
    let near = nearest(name, undeclared.iter().copied());
    let near = near.first()?;
    undeclared.iter().copied().find(|it| it == near)
}

/// Returns `true` if a parameter is the last segment of the path of a GET or HEAD and the description allows it to be empty, such as
/// the version of a secret in Key Vault. An empty segment elsewhere would address another resource.
pub(super) fn may_be_empty(
    data: &ParameterData,
    schema: Option<&ReferenceOr<Schema>>,
    spec: &SpecOperation,
) -> bool {
    const MARKS: [&str; 5] = [
        "fragment is optional",
        "segment is optional",
        "parameter is optional",
        "if not specified",
        "if omitted",
    ];
    let is_read = matches!(spec.method.as_str(), "get" | "head");
    if !is_read || !spec.path.ends_with(&format!("/{{{}}}", data.name)) {
        return false;
    }
    let min_length = match schema {
        Some(ReferenceOr::Item(schema)) => keywords(schema).and_then(|it| it.min_length),
        _ => None,
    };
    let docs = data.description.as_deref().unwrap_or_default();
    let docs = docs.to_ascii_lowercase();
    match min_length {
        Some(length) => length == 0,
        None => MARKS.iter().any(|it| docs.contains(it)),
    }
}
