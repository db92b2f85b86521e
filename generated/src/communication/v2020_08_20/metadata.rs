// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Metadata of the operations, for tools.

use arm_runtime::describe::{Body, Entry, Example, Group, Kind, Property, Response};

/// The operations, by group.
pub const fn groups() -> &'static [Group] {
    const { &[COMMUNICATION_SERVICE, OPERATIONS] }
}

const COMMUNICATION_SERVICE: Group = Group {
    name: "CommunicationService",
    module: "communication_service",
    operations: &[
        Entry {
            operation: &super::communication_service::CHECK_NAME_AVAILABILITY,
            name: "CheckNameAvailability",
            function: "check_name_availability",
            docs: "Tells whether a name is well formed and still free for a new Communication Services resource.",
            deprecated: false,
            by_id: false,
            parameters: &[],
            body: Some(Body {
                docs: "The name to look up and the type it is meant for.",
                properties: &[
                    Property {
                        name: "type",
                        docs: "The type of resource the name is for: `Microsoft.Communication/CommunicationServices`.",
                        required: true,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "name",
                        docs: "The name in question.",
                        required: true,
                        ..Property::DEFAULT
                    },
                ],
                ..Body::DEFAULT
            }),
            response: Response {
                properties: &["nameAvailable", "reason", "message"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "A free name",
                parameters: &[("subscriptionId", "\"legacy-sub-42\"")],
                body: Some(
                    "{\"type\":\"Microsoft.Communication/CommunicationServices\",\"name\":\"contoso-acs\"}",
                ),
            }),
        },
        Entry {
            operation: &super::communication_service::LINK_NOTIFICATION_HUB,
            name: "LinkNotificationHub",
            function: "link_notification_hub",
            docs: "Connects a notification hub, through which the service then pushes notifications.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::COMMUNICATION_SERVICE_NAME,
            ],
            body: Some(Body {
                docs: "The hub to connect and the credentials for it.",
                properties: &[
                    Property {
                        name: "resourceId",
                        docs: "The hub's full Azure ID.",
                        required: true,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "connectionString",
                        docs: "The hub's connection string, a secret.",
                        kind: Kind::Secret,
                        required: true,
                        ..Property::DEFAULT
                    },
                ],
                secrets: &["connectionString"],
                ..Body::DEFAULT
            }),
            response: Response {
                properties: &["resourceId"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Link a hub",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("communicationServiceName", "\"contoso-acs\""),
                ],
                body: Some(
                    "{\"resourceId\":\"/subscriptions/6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4/resourceGroups/contoso-prod/providers/Microsoft.NotificationHubs/namespaces/contoso-push/notificationHubs/app\",\"connectionString\":\"Endpoint=sb://contoso-push.servicebus.windows.net/;SharedAccessKeyName=push;SharedAccessKey=not-a-real-key\"}",
                ),
            }),
        },
        Entry {
            operation: &super::communication_service::LIST_BY_SUBSCRIPTION,
            name: "ListBySubscription",
            function: "list_by_subscription",
            docs: "Lists the Communication Services resources of the whole subscription.",
            deprecated: false,
            by_id: false,
            parameters: &[],
            body: None,
            response: Response {
                properties: &[
                    "id",
                    "name",
                    "type",
                    "location",
                    "tags",
                    "properties",
                    "systemData",
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
            operation: &super::communication_service::LIST_BY_RESOURCE_GROUP,
            name: "ListByResourceGroup",
            function: "list_by_resource_group",
            docs: "Lists the Communication Services resources of one resource group.",
            deprecated: false,
            by_id: false,
            parameters: &[fields::RESOURCE_GROUP_NAME],
            body: None,
            response: Response {
                properties: &[
                    "id",
                    "name",
                    "type",
                    "location",
                    "tags",
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
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::communication_service::UPDATE,
            name: "Update",
            function: "update",
            docs: "Changes parts of a Communication Services resource and leaves the rest as it is.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::COMMUNICATION_SERVICE_NAME,
            ],
            body: Some(Body {
                docs: "The parts to change.",
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
                        name: "location",
                        docs: "The region in which the resource lives; `global` is usual.",
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "tags",
                        docs: "Free names and values by which to find and group resources.",
                        kind: Kind::Map,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "properties",
                        docs: "The settings and state specific to this type of resource.",
                        kind: Kind::Object,
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
                    "location",
                    "tags",
                    "properties",
                    "systemData",
                ],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Change the tags",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("communicationServiceName", "\"contoso-acs\""),
                ],
                body: Some("{\"tags\":{\"team\":\"messaging\",\"env\":\"prod\"}}"),
            }),
        },
        Entry {
            operation: &super::communication_service::GET,
            name: "Get",
            function: "get",
            docs: "Reads one Communication Services resource.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::COMMUNICATION_SERVICE_NAME,
            ],
            body: None,
            response: Response {
                properties: &[
                    "id",
                    "name",
                    "type",
                    "location",
                    "tags",
                    "properties",
                    "systemData",
                ],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "A resource in use",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("communicationServiceName", "\"contoso-acs\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::communication_service::CREATE_OR_UPDATE,
            name: "CreateOrUpdate",
            function: "create_or_update",
            docs: "Creates a Communication Services resource, or replaces the one of that name.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::COMMUNICATION_SERVICE_NAME,
            ],
            body: Some(Body {
                docs: "The resource as it should be.",
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
                        name: "location",
                        docs: "The region in which the resource lives; `global` is usual.",
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "tags",
                        docs: "Free names and values by which to find and group resources.",
                        kind: Kind::Map,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "properties",
                        docs: "The settings and state specific to this type of resource.",
                        kind: Kind::Object,
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
                    "location",
                    "tags",
                    "properties",
                    "systemData",
                ],
                headers: &["Azure-AsyncOperation"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Create a resource",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("communicationServiceName", "\"contoso-acs\""),
                ],
                body: Some(
                    "{\"location\":\"global\",\"tags\":{\"team\":\"messaging\"},\"properties\":{\"dataLocation\":\"Europe\"}}",
                ),
            }),
        },
        Entry {
            operation: &super::communication_service::DELETE,
            name: "Delete",
            function: "delete",
            docs: "Deletes a Communication Services resource; its keys stop working.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::COMMUNICATION_SERVICE_NAME,
            ],
            body: None,
            response: Response {
                headers: &["location"],
                ..Response::NONE
            },
            example: Some(Example {
                title: "Delete a resource",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("communicationServiceName", "\"contoso-acs\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::communication_service::LIST_KEYS,
            name: "ListKeys",
            function: "list_keys",
            docs: "Reads both access keys of a Communication Services resource and their connection strings.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::COMMUNICATION_SERVICE_NAME,
            ],
            body: None,
            response: Response {
                properties: &[
                    "primaryKey",
                    "secondaryKey",
                    "primaryConnectionString",
                    "secondaryConnectionString",
                ],
                secrets: &[
                    "primaryConnectionString",
                    "primaryKey",
                    "secondaryConnectionString",
                    "secondaryKey",
                ],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Both keys",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("communicationServiceName", "\"contoso-acs\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::communication_service::REGENERATE_KEY,
            name: "RegenerateKey",
            function: "regenerate_key",
            docs: "Replaces one access key, primary or secondary; the old one stops working at once.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::COMMUNICATION_SERVICE_NAME,
            ],
            body: Some(Body {
                docs: "Which of the two keys to replace.",
                properties: &[
                    Property {
                        name: "keyType",
                        docs: "The key to replace; one call cannot replace both.",
                        values: &["Primary", "Secondary"],
                        ..Property::DEFAULT
                    },
                ],
                ..Body::DEFAULT
            }),
            response: Response {
                properties: &[
                    "primaryKey",
                    "secondaryKey",
                    "primaryConnectionString",
                    "secondaryConnectionString",
                ],
                secrets: &[
                    "primaryConnectionString",
                    "primaryKey",
                    "secondaryConnectionString",
                    "secondaryKey",
                ],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Replace the primary key",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("communicationServiceName", "\"contoso-acs\""),
                ],
                body: Some("{\"keyType\":\"Primary\"}"),
            }),
        },
    ],
};

const OPERATIONS: Group = Group {
    name: "Operations",
    module: "operations",
    operations: &[
        Entry {
            operation: &super::operations::LIST,
            name: "List",
            function: "list",
            docs: "Lists what the Microsoft.Communication provider can do, as used in role definitions.",
            deprecated: false,
            by_id: false,
            parameters: &[],
            body: None,
            response: Response {
                properties: &["name", "isDataAction", "display", "origin", "actionType"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Two operations",
                parameters: &[],
                body: None,
            }),
        },
    ],
};

mod fields {
    use arm_runtime::describe::Property;
    pub(super) const COMMUNICATION_SERVICE_NAME: Property = Property {
        name: "communicationServiceName",
        docs: "The Communication Services resource by name.",
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
