//! Operations: names, groups, api-version and examples. Parameters, bodies and responses have files of their own.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use openapiv3::{Parameter as SpecParameter, ReferenceOr};
use serde_json::Value;

use super::response::pageable;
use super::{Lowerer, described};
use crate::ir::{Example, Group, Method, Operation, Owner, ParameterLocation};
use crate::upgrade::{SpecOperation, split_id};

impl<'a> Lowerer<'a> {
    pub(super) fn operations(&mut self) {
        let mut groups: BTreeMap<Option<String>, Group> = BTreeMap::new();
        let mut versions: BTreeSet<String> = BTreeSet::new();
        for spec in &self.graph.operations {
            let Some((owner, operation)) = self.operation(spec) else {
                continue;
            };
            versions.extend(operation.api_version.iter().map(|it| it.value.clone()));
            let key = owner.prefix().map(ToUpperCamelCase::to_upper_camel_case);
            let group = groups.entry(key).or_insert_with(|| Group {
                owner,
                operations: Vec::new(),
            });
            group.operations.push(operation);
        }
        self.ir.groups = groups.into_values().collect();
        self.ir.api_versions = versions.into_iter().collect();
    }

    fn operation(&mut self, spec: &'a SpecOperation) -> Option<(Owner, Operation)> {
        let id = &spec.id;
        let Some(method) = method(&spec.method) else {
            self.unsupported(format!("{id}: the method {}", spec.method.to_uppercase()));
            return None;
        };
        let (group, name) = split_id(id);
        let parameters = match self.parameters(spec) {
            Ok(parameters) => parameters,
            Err(reason) => {
                self.unsupported(format!("{id}: {reason}"));
                return None;
            }
        };
        let done = self
            .body(spec)
            .and_then(|body| Ok((body, self.responses(spec, method)?)));
        let (body, responses) = match done {
            Ok(done) => done,
            Err(reason) => {
                self.unsupported(format!("{id}: {reason}"));
                return None;
            }
        };
        let mut operation = Operation {
            spec_name: client_name(spec).unwrap_or_else(|| name.to_owned()),
            id: id.clone(),
            at: spec.at.clone(),
            docs: docs(&spec.operation),
            external_docs: (spec.operation.external_docs.as_ref()).map(|it| it.url.clone()),
            deprecated: spec.operation.deprecated,
            method,
            service: None,
            security: spec.security.as_deref().map(super::service::security),
            host: spec.service.as_ref().map(|it| it.endpoint.clone()),
            path: sent_path(&spec.path, |name| {
                parameters
                    .list
                    .iter()
                    .any(|it| it.location == ParameterLocation::Query && it.wire_name == name)
            }),
            api_version: parameters.api_version,
            parameters: parameters.list,
            body,
            accept: responses.accept,
            success: responses.success,
            errors: responses.errors,
            pageable: pageable(spec),
            response: responses.response,
            examples: examples(spec),
        };
        operation.service = self.service(spec, parameters.host);
        operation.parameters.extend(parameters.form);
        self.ir.uses_subscription |= parameters.subscription;
        let owner = match group {
            "" => Owner::Client,
            prefix => Owner::Group(prefix.to_owned()),
        };
        Some((owner, operation))
    }
}

fn client_name(spec: &SpecOperation) -> Option<String> {
    spec.operation
        .extensions
        .get("x-ms-client-name")
        .and_then(Value::as_str)
        .map(str::to_owned)
}

fn method(name: &str) -> Option<Method> {
    Some(match name {
        "get" => Method::Get,
        "put" => Method::Put,
        "post" => Method::Post,
        "patch" => Method::Patch,
        "delete" => Method::Delete,
        "head" => Method::Head,
        _ => return None,
    })
}

fn examples(spec: &SpecOperation) -> Vec<Example> {
    let examples = spec.examples.iter().map(|it| Example {
        title: it.title.clone(),
        at: it.at.clone(),
        content: it.content.clone(),
    });
    examples.collect()
}

/// Returns the path without labels that only distinguish operations of `x-ms-paths` (`?disambiguation_dummy`), and without
/// values that a parameter sends.
fn sent_path(path: &str, is_parameter: impl Fn(&str) -> bool) -> String {
    let Some((path, query)) = path.split_once('?') else {
        return path.to_owned();
    };
    let is_sent = |pair: &&str| {
        pair.split_once('=')
            .is_some_and(|(name, _)| !is_parameter(name))
    };
    let pairs: Vec<&str> = query.split('&').filter(is_sent).collect();
    if pairs.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", pairs.join("&"))
    }
}

/// Returns the parameter itself; no reference is left after the upgrade.
pub(super) fn item(parameter: &ReferenceOr<SpecParameter>) -> Option<&SpecParameter> {
    match parameter {
        ReferenceOr::Item(item) => Some(item),
        ReferenceOr::Reference { .. } => None,
    }
}

/// Returns the description, or the summary if there is none.
fn docs(operation: &openapiv3::Operation) -> Option<String> {
    let mut texts = [&operation.description, &operation.summary].into_iter();
    texts.find_map(described)
}

#[cfg(test)]
mod tests {
    use super::sent_path;

    #[test]
    fn labels_of_a_path_are_not_sent() {
        let sent = |path| sent_path(path, |name| name == "export");
        assert_eq!(sent("/a?disambiguation_dummy"), "/a");
        assert_eq!(sent("{nextLink}?Next paging op"), "{nextLink}");
        assert_eq!(sent("/a?export=true"), "/a");
        assert_eq!(sent("/a?export=true&comp=list&x"), "/a?comp=list");
        assert_eq!(sent("/a"), "/a");
    }
}
