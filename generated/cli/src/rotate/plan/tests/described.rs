//! Modules for tests, described by their operations.

use arm_runtime::describe::{Body, Entry, Group, Kind, Module, Property, Response};
use arm_runtime::{Method, Operation, Parameter, RequestBody};

use super::super::{Finding, Selector, find};

/// The resource whose keys the operations below renew and read.
const STORE: &str = "/subscriptions/{subscriptionId}/stores/{store}";

pub const fn property(name: &'static str, kind: Kind, values: &'static [&'static str]) -> Property {
    Property {
        name,
        kind,
        values,
        ..Property::DEFAULT
    }
}

pub const fn required(property: Property) -> Property {
    Property {
        required: true,
        ..property
    }
}

/// Describes an operation. Its path parameters are required; `query` are names of required query parameters.
pub struct Described {
    pub method: Method,
    pub function: &'static str,
    pub path: String,
    pub body: Vec<Property>,
    /// Allowed values of the last path parameter.
    pub values: &'static [&'static str],
    pub query: &'static [&'static str],
    pub secrets: &'static [&'static str],
    pub requires_body: bool,
}

pub fn renewer(function: &'static str, action: &str) -> Described {
    Described {
        method: Method::Post,
        function,
        path: format!("{STORE}{action}"),
        body: Vec::new(),
        values: &[],
        query: &[],
        secrets: &[],
        requires_body: false,
    }
}

pub fn reader_of(function: &'static str, action: &str) -> Described {
    Described {
        secrets: &["primaryKey"],
        ..renewer(function, action)
    }
}

fn entry_of(it: Described) -> Entry {
    let path: &'static str = it.path.leak();
    let body: &'static [Property] = it.body.leak();
    let names = path.split('/').filter_map(|segment| {
        segment
            .strip_prefix('{')
            .and_then(|name| name.strip_suffix('}'))
    });
    let mut parameters: Vec<Parameter> = names.map(Parameter::path).collect();
    let mut described: Vec<Property> = parameters
        .iter()
        .map(|it| required(property(it.name, Kind::Text, &[])))
        .collect();
    if let Some(last) = described.last_mut() {
        last.values = it.values;
    }
    for name in it.query {
        parameters.push(Parameter::query(name).required());
        described.push(required(property(name, Kind::Text, &[])));
    }
    let request = RequestBody {
        required: it.requires_body,
        ..RequestBody::JSON
    };
    let operation = Operation {
        id: it.function,
        method: it.method,
        path,
        parameters: parameters.leak(),
        body: (it.requires_body || !body.is_empty()).then_some(request),
        ..Operation::DEFAULT
    };
    Entry {
        operation: Box::leak(Box::new(operation)),
        name: it.function,
        function: it.function,
        docs: "",
        deprecated: false,
        by_id: true,
        parameters: described.leak(),
        body: (!body.is_empty()).then_some(Body {
            properties: body,
            ..Body::DEFAULT
        }),
        response: Response {
            secrets: it.secrets,
            ..Response::DEFAULT
        },
        example: None,
    }
}

/// Describes each finding in a module with these groups: the selector, the names of the keys and the reader.
pub fn found(groups: Vec<(&'static str, Vec<Described>)>) -> Vec<String> {
    let group = |(module, operations): (&'static str, Vec<Described>)| Group {
        name: module,
        module,
        operations: operations
            .into_iter()
            .map(entry_of)
            .collect::<Vec<_>>()
            .leak(),
    };
    let module = Box::leak(Box::new(Module {
        provider: "Contoso.Store",
        name: "store",
        api_version: "2024-01-01",
        groups: groups.into_iter().map(group).collect::<Vec<_>>().leak(),
        schemas: &[],
    }));
    let shown = |it: Finding| match it.rotation {
        Ok(rotation) => {
            assert_eq!(rotation.resource, STORE);
            let selector = match &rotation.selector {
                Selector::Body(_, property) => format!("body {}", property.name),
                Selector::Path(entry, at) => {
                    format!("path {}", entry.operation.parameters[*at].name)
                }
                Selector::Operations(_) => "operations".to_owned(),
                Selector::Single(_) => "single".to_owned(),
            };
            let names = rotation.names();
            let renewers: Vec<&str> = names
                .iter()
                .map(|it| {
                    rotation
                        .entry(&it.to_uppercase())
                        .map_or("-", |it| it.function)
                })
                .collect();
            format!(
                "{selector} {names:?} {renewers:?} by {}",
                rotation.reader.function
            )
        }
        Err(why) => why,
    };
    find(module).into_iter().map(shown).collect()
}

/// Describes the rotation by a single operation, next to an operation that reads the keys.
pub fn found_one(renewer: Described) -> Vec<String> {
    found(vec![(
        "stores",
        vec![renewer, reader_of("list_keys", "/listKeys")],
    )])
}
