// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Metadata of the operations, for tools.

use arm_runtime::describe::{Body, Entry, Example, Group, Kind, Property, Response};

/// The operations, by group.
pub const fn groups() -> &'static [Group] {
    const { &[ACCOUNTS, CREATORS, MAPS] }
}

const ACCOUNTS: Group = Group {
    name: "Accounts",
    module: "accounts",
    operations: &[
        Entry {
            operation: &super::accounts::CREATE_OR_UPDATE,
            name: "CreateOrUpdate",
            function: "create_or_update",
            docs: "Creates a Maps account, or replaces the one of that name.",
            deprecated: false,
            by_id: true,
            parameters: &[fields::RESOURCE_GROUP_NAME, fields::ACCOUNT_NAME],
            body: Some(Body {
                docs: "The account as it should be.",
                properties: &[
                    Property {
                        name: "id",
                        docs: "The full Azure ID, a path from the subscription down to the resource.",
                        read_only: true,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "name",
                        docs: "The resource's own name, the last part of its ID.",
                        read_only: true,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "type",
                        docs: "The type, provider first, such as `Microsoft.Maps/accounts`.",
                        read_only: true,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "tags",
                        docs: "Free names and values by which to find and group resources.",
                        kind: Kind::Map,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "location",
                        docs: "The region in which the resource lives; fixed at creation.",
                        required: true,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "sku",
                        docs: "The pricing tier.",
                        kind: Kind::Object,
                        required: true,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "kind",
                        docs: "The generation of the account.",
                        values: &["Gen1", "Gen2"],
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "systemData",
                        docs: "Who created and last changed the account, and when.",
                        kind: Kind::Object,
                        read_only: true,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "identity",
                        docs: "The managed identities the account signs in with.",
                        kind: Kind::Object,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "properties",
                        docs: "The settings and state of the account.",
                        kind: Kind::Object,
                        ..Property::DEFAULT
                    },
                ],
                ..Body::DEFAULT
            }),
            response: Response {
                properties: &[
                    "id",
                    "name",
                    "type",
                    "tags",
                    "location",
                    "sku",
                    "kind",
                    "systemData",
                    "identity",
                    "properties",
                ],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Create a Gen1 account",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("accountName", "\"contoso-maps\""),
                ],
                body: Some(
                    "{\"location\":\"westeurope\",\"tags\":{\"team\":\"web\"},\"kind\":\"Gen1\",\"sku\":{\"name\":\"S0\"}}",
                ),
            }),
        },
        Entry {
            operation: &super::accounts::UPDATE,
            name: "Update",
            function: "update",
            docs: "Changes the tags, SKU, kind, identity or properties of a Maps account.",
            deprecated: false,
            by_id: true,
            parameters: &[fields::RESOURCE_GROUP_NAME, fields::ACCOUNT_NAME],
            body: Some(Body {
                docs: "The parts to change.",
                properties: &[
                    Property {
                        name: "tags",
                        docs: "The tags to set: at most 15, names up to 128 characters, values up to 256.",
                        kind: Kind::Map,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "kind",
                        docs: "The generation of the account.",
                        values: &["Gen1", "Gen2"],
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "sku",
                        docs: "The pricing tier.",
                        kind: Kind::Object,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "identity",
                        docs: "The managed identities to set.",
                        kind: Kind::Object,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "properties",
                        docs: "The properties to change.",
                        kind: Kind::Object,
                        ..Property::DEFAULT
                    },
                ],
                ..Body::DEFAULT
            }),
            response: Response {
                properties: &[
                    "id",
                    "name",
                    "type",
                    "tags",
                    "location",
                    "sku",
                    "kind",
                    "systemData",
                    "identity",
                    "properties",
                ],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Change the tags",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("accountName", "\"contoso-maps\""),
                ],
                body: Some("{\"tags\":{\"team\":\"web\",\"env\":\"prod\"}}"),
            }),
        },
        Entry {
            operation: &super::accounts::DELETE,
            name: "Delete",
            function: "delete",
            docs: "Deletes a Maps account; its keys stop working.",
            deprecated: false,
            by_id: true,
            parameters: &[fields::RESOURCE_GROUP_NAME, fields::ACCOUNT_NAME],
            body: None,
            response: Response::NONE,
            example: Some(Example {
                title: "Delete an account",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("accountName", "\"contoso-maps\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::accounts::GET,
            name: "Get",
            function: "get",
            docs: "Reads one Maps account.",
            deprecated: false,
            by_id: true,
            parameters: &[fields::RESOURCE_GROUP_NAME, fields::ACCOUNT_NAME],
            body: None,
            response: Response {
                properties: &[
                    "id",
                    "name",
                    "type",
                    "tags",
                    "location",
                    "sku",
                    "kind",
                    "systemData",
                    "identity",
                    "properties",
                ],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "An account",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("accountName", "\"contoso-maps\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::accounts::LIST_BY_RESOURCE_GROUP,
            name: "ListByResourceGroup",
            function: "list_by_resource_group",
            docs: "Lists the Maps accounts of one resource group.",
            deprecated: false,
            by_id: false,
            parameters: &[fields::RESOURCE_GROUP_NAME],
            body: None,
            response: Response {
                properties: &[
                    "id",
                    "name",
                    "type",
                    "tags",
                    "location",
                    "sku",
                    "kind",
                    "systemData",
                    "identity",
                    "properties",
                ],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "The only page",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::accounts::LIST_BY_SUBSCRIPTION,
            name: "ListBySubscription",
            function: "list_by_subscription",
            docs: "Lists the Maps accounts of the whole subscription.",
            deprecated: false,
            by_id: false,
            parameters: &[],
            body: None,
            response: Response {
                properties: &[
                    "id",
                    "name",
                    "type",
                    "tags",
                    "location",
                    "sku",
                    "kind",
                    "systemData",
                    "identity",
                    "properties",
                ],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "The only page",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::accounts::LIST_SAS,
            name: "ListSas",
            function: "list_sas",
            docs: "Signs a short-lived SAS token with which a client can call Azure Maps; the account needs a user-assigned identity in its own region.",
            deprecated: false,
            by_id: true,
            parameters: &[fields::RESOURCE_GROUP_NAME, fields::ACCOUNT_NAME],
            body: Some(Body {
                docs: "For whom, for how long and with which key to sign.",
                properties: &[
                    Property {
                        name: "signingKey",
                        docs: "The key that signs the token: one of the shared keys, or `managedIdentity` for a key that renews itself.",
                        values: &["primaryKey", "secondaryKey", "managedIdentity"],
                        required: true,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "principalId",
                        docs: "The object ID of the user-assigned identity whose rights the token gets; it must already be assigned to the account.",
                        required: true,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "regions",
                        docs: "The regions whose endpoints take the token, such as `westeurope`; all of them if left out.",
                        kind: Kind::List,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "maxRatePerSecond",
                        docs: "How many requests a second the token is good for; enforced roughly and with some delay.",
                        kind: Kind::Integer,
                        required: true,
                        default: Some("500"),
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "start",
                        docs: "When the token begins to be valid, in ISO 8601; no more than a day before `expiry`.",
                        required: true,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "expiry",
                        docs: "When the token ceases to be valid, in ISO 8601; no more than a day after `start`.",
                        required: true,
                        ..Property::DEFAULT
                    },
                ],
                ..Body::DEFAULT
            }),
            response: Response {
                properties: &["accountSasToken"],
                secrets: &["accountSasToken"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Sign a token for half a day",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("accountName", "\"contoso-maps\""),
                ],
                body: Some(
                    "{\"signingKey\":\"managedIdentity\",\"principalId\":\"a1b2c3d4-0000-4000-8000-000000000002\",\"regions\":[\"westeurope\",\"northeurope\"],\"maxRatePerSecond\":50,\"start\":\"2024-06-01T06:00:00.0000000Z\",\"expiry\":\"2024-06-01T18:00:00.0000000Z\"}",
                ),
            }),
        },
        Entry {
            operation: &super::accounts::LIST_KEYS,
            name: "ListKeys",
            function: "list_keys",
            docs: "Reads both shared keys of a Maps account; either one opens the Maps APIs.",
            deprecated: false,
            by_id: true,
            parameters: &[fields::RESOURCE_GROUP_NAME, fields::ACCOUNT_NAME],
            body: None,
            response: Response {
                properties: &[
                    "primaryKeyLastUpdated",
                    "primaryKey",
                    "secondaryKey",
                    "secondaryKeyLastUpdated",
                ],
                secrets: &["primaryKey", "secondaryKey"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Both keys",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("accountName", "\"contoso-maps\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::accounts::REGENERATE_KEYS,
            name: "RegenerateKeys",
            function: "regenerate_keys",
            docs: "Replaces one shared key of a Maps account; clients that use the old key are refused from then on.",
            deprecated: false,
            by_id: true,
            parameters: &[fields::RESOURCE_GROUP_NAME, fields::ACCOUNT_NAME],
            body: Some(Body {
                docs: "The key to replace.",
                properties: &[
                    Property {
                        name: "keyType",
                        docs: "The key to replace; one call cannot replace both.",
                        values: &["primary", "secondary"],
                        required: true,
                        ..Property::DEFAULT
                    },
                ],
                ..Body::DEFAULT
            }),
            response: Response {
                properties: &[
                    "primaryKeyLastUpdated",
                    "primaryKey",
                    "secondaryKey",
                    "secondaryKeyLastUpdated",
                ],
                secrets: &["primaryKey", "secondaryKey"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Replace the primary key",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("accountName", "\"contoso-maps\""),
                ],
                body: Some("{\"keyType\":\"primary\"}"),
            }),
        },
    ],
};

const CREATORS: Group = Group {
    name: "Creators",
    module: "creators",
    operations: &[
        Entry {
            operation: &super::creators::LIST_BY_ACCOUNT,
            name: "ListByAccount",
            function: "list_by_account",
            docs: "Lists the Creator resources of a Maps account.",
            deprecated: false,
            by_id: true,
            parameters: &[fields::RESOURCE_GROUP_NAME, fields::ACCOUNT_NAME],
            body: None,
            response: Response {
                properties: &[
                    "id",
                    "name",
                    "type",
                    "tags",
                    "location",
                    "properties",
                    "systemData",
                ],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "The only page",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("accountName", "\"contoso-maps\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::creators::CREATE_OR_UPDATE,
            name: "CreateOrUpdate",
            function: "create_or_update",
            docs: "Creates a Creator resource, which stores indoor maps for an existing account, or replaces it.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::ACCOUNT_NAME,
                fields::CREATOR_NAME,
            ],
            body: Some(Body {
                docs: "The Creator resource as it should be.",
                properties: &[
                    Property {
                        name: "id",
                        docs: "The full Azure ID, a path from the subscription down to the resource.",
                        read_only: true,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "name",
                        docs: "The resource's own name, the last part of its ID.",
                        read_only: true,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "type",
                        docs: "The type, provider first, such as `Microsoft.Maps/accounts`.",
                        read_only: true,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "tags",
                        docs: "Free names and values by which to find and group resources.",
                        kind: Kind::Map,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "location",
                        docs: "The region in which the resource lives; fixed at creation.",
                        required: true,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "properties",
                        docs: "The settings and state of the Creator resource.",
                        kind: Kind::Object,
                        required: true,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "systemData",
                        docs: "Who created and last changed the resource, and when.",
                        kind: Kind::Object,
                        read_only: true,
                        ..Property::DEFAULT
                    },
                ],
                ..Body::DEFAULT
            }),
            response: Response {
                properties: &[
                    "id",
                    "name",
                    "type",
                    "tags",
                    "location",
                    "properties",
                    "systemData",
                ],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Create a Creator resource",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("accountName", "\"contoso-maps\""),
                    ("creatorName", "\"indoor\""),
                ],
                body: Some(
                    "{\"location\":\"westeurope\",\"tags\":{\"site\":\"hq\"},\"properties\":{\"storageUnits\":3}}",
                ),
            }),
        },
        Entry {
            operation: &super::creators::UPDATE,
            name: "Update",
            function: "update",
            docs: "Changes the tags or the storage of a Creator resource.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::ACCOUNT_NAME,
                fields::CREATOR_NAME,
            ],
            body: Some(Body {
                docs: "The parts to change.",
                properties: &[
                    Property {
                        name: "tags",
                        docs: "The tags to set: at most 15, names up to 128 characters, values up to 256.",
                        kind: Kind::Map,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "properties",
                        docs: "The properties to change.",
                        kind: Kind::Object,
                        ..Property::DEFAULT
                    },
                ],
                ..Body::DEFAULT
            }),
            response: Response {
                properties: &[
                    "id",
                    "name",
                    "type",
                    "tags",
                    "location",
                    "properties",
                    "systemData",
                ],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Change tags and storage",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("accountName", "\"contoso-maps\""),
                    ("creatorName", "\"indoor\""),
                ],
                body: Some(
                    "{\"tags\":{\"site\":\"hq\",\"floor\":\"2\"},\"properties\":{\"storageUnits\":10}}",
                ),
            }),
        },
        Entry {
            operation: &super::creators::DELETE,
            name: "Delete",
            function: "delete",
            docs: "Deletes a Creator resource and the maps it holds.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::ACCOUNT_NAME,
                fields::CREATOR_NAME,
            ],
            body: None,
            response: Response::NONE,
            example: Some(Example {
                title: "Delete a Creator resource",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("accountName", "\"contoso-maps\""),
                    ("creatorName", "\"indoor\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::creators::GET,
            name: "Get",
            function: "get",
            docs: "Reads one Creator resource.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::ACCOUNT_NAME,
                fields::CREATOR_NAME,
            ],
            body: None,
            response: Response {
                properties: &[
                    "id",
                    "name",
                    "type",
                    "tags",
                    "location",
                    "properties",
                    "systemData",
                ],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "A Creator resource",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("accountName", "\"contoso-maps\""),
                    ("creatorName", "\"indoor\""),
                ],
                body: None,
            }),
        },
    ],
};

const MAPS: Group = Group {
    name: "Maps",
    module: "maps",
    operations: &[
        Entry {
            operation: &super::maps::LIST_OPERATIONS,
            name: "ListOperations",
            function: "list_operations",
            docs: "Lists what the Microsoft.Maps provider can do, as used in role definitions.",
            deprecated: false,
            by_id: false,
            parameters: &[],
            body: None,
            response: Response {
                properties: &["name", "isDataAction", "display", "origin", "properties"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Two operations, one with a metric",
                parameters: &[],
                body: None,
            }),
        },
        Entry {
            operation: &super::maps::LIST_SUBSCRIPTION_OPERATIONS,
            name: "ListSubscriptionOperations",
            function: "list_subscription_operations",
            docs: "Lists what the Microsoft.Maps provider can do in this subscription.",
            deprecated: false,
            by_id: false,
            parameters: &[],
            body: None,
            response: Response {
                properties: &["name", "isDataAction", "display", "origin", "properties"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "One operation",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                ],
                body: None,
            }),
        },
    ],
};

mod fields {
    use arm_runtime::describe::Property;
    pub(super) const ACCOUNT_NAME: Property = Property {
        name: "accountName",
        docs: "The Maps account by name.",
        required: true,
        ..Property::DEFAULT
    };
    pub(super) const CREATOR_NAME: Property = Property {
        name: "creatorName",
        docs: "The Creator resource by name.",
        required: true,
        ..Property::DEFAULT
    };
    pub(super) const RESOURCE_GROUP_NAME: Property = Property {
        name: "resourceGroupName",
        docs: "The resource group's name, in any letter case.",
        required: true,
        ..Property::DEFAULT
    };
}
