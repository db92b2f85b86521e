//! Test modules with features that the shipped providers do not have.

use arm_runtime::describe::{Body, Entry, Group, Kind, Module, Property, Response, Schema, Type};
use arm_runtime::{Method, Operation, Parameter, RequestBody};

use crate::error::Failure;

static GET: Operation = Operation {
    id: "Widgets_Get",
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Contoso.Shop/shops/{shopName}/widgets/{name}",
    api_version: "2021-01-01",
    parameters: &[
        Parameter::path("resourceGroupName"),
        Parameter::path("shopName"),
        Parameter::path("name"),
        Parameter::query("$top"),
        Parameter::query("output"),
    ],
    ..Operation::DEFAULT
};

static PUT: Operation = Operation {
    id: "Widgets_Create",
    method: Method::Put,
    path: GET.path,
    api_version: "2021-01-01",
    parameters: &[
        Parameter::path("resourceGroupName"),
        Parameter::path("shopName"),
        Parameter::path("name"),
    ],
    body: Some(RequestBody::JSON),
    ..Operation::DEFAULT
};

static PING: Operation = Operation {
    id: "Ping",
    path: "/ping",
    ..Operation::DEFAULT
};

const fn text(name: &'static str) -> Property {
    Property {
        name,
        required: true,
        ..Property::DEFAULT
    }
}

const WIDGET: Schema = Schema {
    name: "Widget",
    properties: &[text("id"), text("name"), text("secret")],
    additional: None,
    discriminator_values: &[],
    discriminator: "",
    variants: &[],
    choices: &[],
};

const WIDGETS: Group = Group {
    name: "Widgets",
    module: "widgets",
    operations: &[
        Entry {
            operation: &GET,
            name: "Get",
            function: "get",
            docs: "Reads a widget.",
            deprecated: false,
            by_id: true,
            parameters: &[
                text("resourceGroupName"),
                text("shopName"),
                text("name"),
                Property {
                    name: "$top",
                    kind: Kind::Integer,
                    ..Property::DEFAULT
                },
                Property {
                    name: "output",
                    ..Property::DEFAULT
                },
            ],
            body: None,
            response: Response {
                ty: Some(Type {
                    schema: Some(0),
                    ..Type::of(Kind::Object)
                }),
                properties: &["id", "name", "secret"],
                secrets: &["secret"],
                ..Response::DEFAULT
            },
            example: None,
        },
        Entry {
            operation: &PUT,
            name: "Create",
            function: "create",
            docs: "Makes a widget.",
            deprecated: false,
            by_id: true,
            parameters: &[text("resourceGroupName"), text("shopName"), text("name")],
            body: Some(Body {
                properties: &[
                    Property {
                        name: "name",
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "paint",
                        values: &["Red", "Blue"],
                        required: true,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "size",
                        kind: Kind::Integer,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "shiny",
                        kind: Kind::Bool,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "tags",
                        kind: Kind::Map,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "parts",
                        kind: Kind::List,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "details",
                        kind: Kind::Object,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "adminPassword",
                        kind: Kind::Secret,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "state",
                        read_only: true,
                        ..Property::DEFAULT
                    },
                ],
                secrets: &["adminPassword"],
                ..Body::DEFAULT
            }),
            response: Response::NONE,
            example: None,
        },
    ],
};

const OWN: Group = Group {
    name: "",
    module: "client",
    operations: &[Entry {
        operation: &PING,
        name: "Ping",
        function: "ping",
        docs: "Answers.",
        deprecated: false,
        by_id: false,
        parameters: &[],
        body: None,
        response: Response::NONE,
        example: None,
    }],
};

/// A provider with two api-versions and a preview, and a provider with a similar name.
pub static MODULES: &[Module] = &[
    Module {
        provider: "Contoso.Shop",
        name: "shop",
        api_version: "2020-01-01",
        groups: &[OWN],
        schemas: &[],
    },
    Module {
        provider: "Contoso.Shop",
        name: "shop",
        api_version: "2021-01-01",
        groups: &[WIDGETS, OWN],
        schemas: &[WIDGET],
    },
    Module {
        provider: "Contoso.Shop",
        name: "shop",
        api_version: "2022-01-01-preview",
        groups: &[WIDGETS],
        schemas: &[WIDGET],
    },
    Module {
        provider: "Contoso.Shipping",
        name: "shipping",
        api_version: "2020-01-01",
        groups: &[OWN],
        schemas: &[],
    },
];

/// Returns an operation of the newest api-version of the shop by its function.
pub fn entry(function: &str) -> &'static Entry {
    let mut entries = MODULES[1].entries();
    entries.find(|it| it.function == function).unwrap()
}

/// Returns the message and the hint of a failure that concerns the command line.
pub fn usage(failure: Failure) -> String {
    match failure {
        Failure::Usage { message, hint } => match hint {
            Some(hint) => format!("{message} | {hint}"),
            None => message,
        },
        other => panic!("{other:?}"),
    }
}
