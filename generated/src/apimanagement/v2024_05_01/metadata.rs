// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Metadata of the operations, for tools.

use arm_runtime::describe::{Body, Entry, Example, Group, Kind, Property, Response};

/// The operations, by group.
pub const fn groups() -> &'static [Group] {
    const { &[TENANT_ACCESS, TENANT_ACCESS_GIT, TENANT_CONFIGURATION] }
}

const TENANT_ACCESS: Group = Group {
    name: "TenantAccess",
    module: "tenant_access",
    operations: &[
        Entry {
            operation: &super::tenant_access::LIST_BY_SERVICE,
            name: "ListByService",
            function: "list_by_service",
            docs: "Lists the access settings of a service: one for the management API, one for Git.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::SERVICE_NAME,
                fields::FILTER,
            ],
            body: None,
            response: Response {
                properties: &["id", "name", "type", "properties"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Both settings",
                parameters: &[
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("serviceName", "\"contoso-apim\""),
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::tenant_access::GET_ENTITY_TAG,
            name: "GetEntityTag",
            function: "get_entity_tag",
            docs: "Reads the version of an access setting without its contents.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::SERVICE_NAME,
                fields::ACCESS_NAME,
            ],
            body: None,
            response: Response {
                headers: &["ETag"],
                ..Response::NONE
            },
            example: Some(Example {
                title: "The version of the management setting",
                parameters: &[
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("serviceName", "\"contoso-apim\""),
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("accessName", "\"access\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::tenant_access::GET,
            name: "Get",
            function: "get",
            docs: "Reads an access setting, keys left out.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::SERVICE_NAME,
                fields::ACCESS_NAME,
            ],
            body: None,
            response: Response {
                properties: &["id", "name", "type", "properties"],
                headers: &["ETag"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "The management setting",
                parameters: &[
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("serviceName", "\"contoso-apim\""),
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("accessName", "\"access\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::tenant_access::CREATE,
            name: "Create",
            function: "create",
            docs: "Writes an access setting as a whole, keys included.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::SERVICE_NAME,
                fields::ACCESS_NAME,
                fields::IF_MATCH,
            ],
            body: Some(Body {
                docs: "The setting as it should be.",
                properties: &[
                    Property {
                        name: "properties",
                        docs: "The setting itself.",
                        kind: Kind::Object,
                        ..Property::DEFAULT
                    },
                ],
                secrets: &["primaryKey", "secondaryKey"],
                ..Body::DEFAULT
            }),
            response: Response {
                properties: &["id", "name", "type", "properties"],
                headers: &["ETag"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Write a setting with keys",
                parameters: &[
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("serviceName", "\"contoso-apim\""),
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("accessName", "\"access\""),
                    ("If-Match", "\"*\""),
                ],
                body: Some(
                    "{\"properties\":{\"principalId\":\"7c0d\",\"primaryKey\":\"not-a-real-key-primary-1\",\"secondaryKey\":\"not-a-real-key-secondary-1\",\"enabled\":true}}",
                ),
            }),
        },
        Entry {
            operation: &super::tenant_access::UPDATE,
            name: "Update",
            function: "update",
            docs: "Switches an access setting on or off.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::SERVICE_NAME,
                fields::ACCESS_NAME,
                fields::IF_MATCH,
            ],
            body: Some(Body {
                docs: "The part to change.",
                properties: &[
                    Property {
                        name: "properties",
                        docs: "The part to change.",
                        kind: Kind::Object,
                        ..Property::DEFAULT
                    },
                ],
                ..Body::DEFAULT
            }),
            response: Response {
                properties: &["id", "name", "type", "properties"],
                headers: &["ETag"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Switch the setting off",
                parameters: &[
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("serviceName", "\"contoso-apim\""),
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("accessName", "\"access\""),
                    ("If-Match", "\"\\\"AAAAAAAAVf4=\\\"\""),
                ],
                body: Some("{\"properties\":{\"enabled\":false}}"),
            }),
        },
        Entry {
            operation: &super::tenant_access::REGENERATE_PRIMARY_KEY,
            name: "RegeneratePrimaryKey",
            function: "regenerate_primary_key",
            docs: "Replaces the primary key of an access setting; read the new one with the list-secrets operation.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::SERVICE_NAME,
                fields::ACCESS_NAME,
            ],
            body: None,
            response: Response::NONE,
            example: Some(Example {
                title: "Replace the primary key",
                parameters: &[
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("serviceName", "\"contoso-apim\""),
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("accessName", "\"access\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::tenant_access::REGENERATE_SECONDARY_KEY,
            name: "RegenerateSecondaryKey",
            function: "regenerate_secondary_key",
            docs: "Replaces the secondary key of an access setting; read the new one with the list-secrets operation.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::SERVICE_NAME,
                fields::ACCESS_NAME,
            ],
            body: None,
            response: Response::NONE,
            example: Some(Example {
                title: "Replace the secondary key",
                parameters: &[
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("serviceName", "\"contoso-apim\""),
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("accessName", "\"access\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::tenant_access::LIST_SECRETS,
            name: "ListSecrets",
            function: "list_secrets",
            docs: "Reads an access setting together with both keys.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::SERVICE_NAME,
                fields::ACCESS_NAME,
            ],
            body: None,
            response: Response {
                properties: &[
                    "id",
                    "principalId",
                    "primaryKey",
                    "secondaryKey",
                    "enabled",
                ],
                secrets: &["primaryKey", "secondaryKey"],
                headers: &["ETag"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "The setting with its keys",
                parameters: &[
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("serviceName", "\"contoso-apim\""),
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("accessName", "\"access\""),
                ],
                body: None,
            }),
        },
    ],
};

const TENANT_ACCESS_GIT: Group = Group {
    name: "TenantAccessGit",
    module: "tenant_access_git",
    operations: &[
        Entry {
            operation: &super::tenant_access_git::REGENERATE_PRIMARY_KEY,
            name: "RegeneratePrimaryKey",
            function: "regenerate_primary_key",
            docs: "Replaces the primary key with which Git reaches the configuration repository.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::SERVICE_NAME,
                fields::ACCESS_NAME,
            ],
            body: None,
            response: Response::NONE,
            example: Some(Example {
                title: "Replace the primary key for Git",
                parameters: &[
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("serviceName", "\"contoso-apim\""),
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("accessName", "\"gitAccess\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::tenant_access_git::REGENERATE_SECONDARY_KEY,
            name: "RegenerateSecondaryKey",
            function: "regenerate_secondary_key",
            docs: "Replaces the secondary key with which Git reaches the configuration repository.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::SERVICE_NAME,
                fields::ACCESS_NAME,
            ],
            body: None,
            response: Response::NONE,
            example: Some(Example {
                title: "Replace the secondary key for Git",
                parameters: &[
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("serviceName", "\"contoso-apim\""),
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("accessName", "\"gitAccess\""),
                ],
                body: None,
            }),
        },
    ],
};

const TENANT_CONFIGURATION: Group = Group {
    name: "TenantConfiguration",
    module: "tenant_configuration",
    operations: &[
        Entry {
            operation: &super::tenant_configuration::DEPLOY,
            name: "Deploy",
            function: "deploy",
            docs: "Applies a Git branch to the running service; this takes minutes.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::SERVICE_NAME,
                fields::CONFIGURATION_NAME,
            ],
            body: Some(Body {
                docs: "The branch to apply.",
                properties: &[
                    Property {
                        name: "properties",
                        docs: "The branch and how to treat it.",
                        kind: Kind::Object,
                        ..Property::DEFAULT
                    },
                ],
                ..Body::DEFAULT
            }),
            response: Response {
                properties: &["id", "name", "type", "properties"],
                headers: &["location"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Deploy a branch that lacks a file",
                parameters: &[
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("serviceName", "\"contoso-apim\""),
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("configurationName", "\"configuration\""),
                ],
                body: Some("{\"properties\":{\"branch\":\"main\",\"force\":false}}"),
            }),
        },
        Entry {
            operation: &super::tenant_configuration::SAVE,
            name: "Save",
            function: "save",
            docs: "Commits the running configuration to a Git branch; this takes minutes.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::SERVICE_NAME,
                fields::CONFIGURATION_NAME,
            ],
            body: Some(Body {
                docs: "The branch to commit to.",
                properties: &[
                    Property {
                        name: "properties",
                        docs: "The branch and how to treat it.",
                        kind: Kind::Object,
                        ..Property::DEFAULT
                    },
                ],
                ..Body::DEFAULT
            }),
            response: Response {
                properties: &["id", "name", "type", "properties"],
                headers: &["location"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Commit over newer changes",
                parameters: &[
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("serviceName", "\"contoso-apim\""),
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("configurationName", "\"configuration\""),
                ],
                body: Some("{\"properties\":{\"branch\":\"main\",\"force\":true}}"),
            }),
        },
        Entry {
            operation: &super::tenant_configuration::VALIDATE,
            name: "Validate",
            function: "validate",
            docs: "Tries out what a deployment of a Git branch would change; this takes minutes.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::SERVICE_NAME,
                fields::CONFIGURATION_NAME,
            ],
            body: Some(Body {
                docs: "The branch to try.",
                properties: &[
                    Property {
                        name: "properties",
                        docs: "The branch and how to treat it.",
                        kind: Kind::Object,
                        ..Property::DEFAULT
                    },
                ],
                ..Body::DEFAULT
            }),
            response: Response {
                properties: &["id", "name", "type", "properties"],
                headers: &["location"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Validate a branch",
                parameters: &[
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("serviceName", "\"contoso-apim\""),
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("configurationName", "\"configuration\""),
                ],
                body: Some("{\"properties\":{\"branch\":\"release/1.4\"}}"),
            }),
        },
        Entry {
            operation: &super::tenant_configuration::GET_SYNC_STATE,
            name: "GetSyncState",
            function: "get_sync_state",
            docs: "Compares the running configuration with its Git repository, as of the latest synchronization.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::SERVICE_NAME,
                fields::CONFIGURATION_NAME,
            ],
            body: None,
            response: Response {
                properties: &["id", "name", "type", "properties"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "In step with the repository",
                parameters: &[
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("serviceName", "\"contoso-apim\""),
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("configurationName", "\"configuration\""),
                ],
                body: None,
            }),
        },
    ],
};

mod fields {
    use arm_runtime::describe::Property;
    pub(super) const ACCESS_NAME: Property = Property {
        name: "accessName",
        docs: "Which access setting: `access` is the management API, `gitAccess` is Git.",
        values: &["access", "gitAccess"],
        required: true,
        ..Property::DEFAULT
    };
    pub(super) const CONFIGURATION_NAME: Property = Property {
        name: "configurationName",
        docs: "Always `configuration`, the one there is.",
        values: &["configuration"],
        required: true,
        ..Property::DEFAULT
    };
    pub(super) const FILTER: Property = Property {
        name: "$filter",
        docs: "Accepted and ignored by the service.",
        ..Property::DEFAULT
    };
    pub(super) const IF_MATCH: Property = Property {
        name: "If-Match",
        docs: "The `ETag` last read, so that nothing newer is overwritten, or `*` to write in any case.",
        required: true,
        ..Property::DEFAULT
    };
    pub(super) const RESOURCE_GROUP_NAME: Property = Property {
        name: "resourceGroupName",
        docs: "The resource group's name, in any letter case.",
        required: true,
        ..Property::DEFAULT
    };
    pub(super) const SERVICE_NAME: Property = Property {
        name: "serviceName",
        docs: "The API Management service by name.",
        required: true,
        ..Property::DEFAULT
    };
}
