// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Metadata of the operations, for tools.

use arm_runtime::describe::{Body, Entry, Example, Group, Kind, Property, Response};

/// The operations, by group.
pub const fn groups() -> &'static [Group] {
    const {
        &[COMMUNICATION_SERVICES, DOMAINS, EMAIL_SERVICES, OPERATIONS, SENDER_USERNAMES]
    }
}

const COMMUNICATION_SERVICES: Group = Group {
    name: "CommunicationServices",
    module: "communication_services",
    operations: &[
        Entry {
            operation: &super::communication_services::CHECK_NAME_AVAILABILITY,
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
                        name: "name",
                        docs: "The name in question.",
                        required: true,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "type",
                        docs: "The type of resource the name is for.",
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
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                ],
                body: Some(
                    "{\"type\":\"Microsoft.Communication/CommunicationServices\",\"name\":\"contoso-acs\"}",
                ),
            }),
        },
        Entry {
            operation: &super::communication_services::LINK_NOTIFICATION_HUB,
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
            operation: &super::communication_services::LIST_BY_SUBSCRIPTION,
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
                    "systemData",
                    "tags",
                    "location",
                    "properties",
                    "identity",
                ],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "First of several pages",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::communication_services::LIST_BY_RESOURCE_GROUP,
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
                    "systemData",
                    "tags",
                    "location",
                    "properties",
                    "identity",
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
            operation: &super::communication_services::UPDATE,
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
                        name: "tags",
                        docs: "Free names and values by which to find and group resources.",
                        kind: Kind::Map,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "properties",
                        docs: "The properties to change.",
                        kind: Kind::Object,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "identity",
                        docs: "The managed identities to set.",
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
                    "systemData",
                    "tags",
                    "location",
                    "properties",
                    "identity",
                ],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Change tags and linked domains",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("communicationServiceName", "\"contoso-acs\""),
                ],
                body: Some(
                    "{\"tags\":{\"team\":\"messaging\"},\"properties\":{\"linkedDomains\":[\"/subscriptions/6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4/resourceGroups/contoso-prod/providers/Microsoft.Communication/emailServices/contoso-mail/domains/mail.contoso.com\"]}}",
                ),
            }),
        },
        Entry {
            operation: &super::communication_services::GET,
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
                    "systemData",
                    "tags",
                    "location",
                    "properties",
                    "identity",
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
            operation: &super::communication_services::CREATE_OR_UPDATE,
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
                        name: "systemData",
                        docs: "Who created and last changed the resource, and when.",
                        kind: Kind::Object,
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
                        docs: "The settings and state specific to this type of resource.",
                        kind: Kind::Object,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "identity",
                        docs: "The managed identities the resource signs in with.",
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
                    "systemData",
                    "tags",
                    "location",
                    "properties",
                    "identity",
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
            operation: &super::communication_services::DELETE,
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
            operation: &super::communication_services::LIST_KEYS,
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
            operation: &super::communication_services::REGENERATE_KEY,
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

const DOMAINS: Group = Group {
    name: "Domains",
    module: "domains",
    operations: &[
        Entry {
            operation: &super::domains::GET,
            name: "Get",
            function: "get",
            docs: "Reads one sender domain.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::EMAIL_SERVICE_NAME,
                fields::DOMAIN_NAME,
            ],
            body: None,
            response: Response {
                properties: &[
                    "id",
                    "name",
                    "type",
                    "systemData",
                    "tags",
                    "location",
                    "properties",
                ],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "A domain in verification",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("emailServiceName", "\"contoso-mail\""),
                    ("domainName", "\"mail.contoso.com\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::domains::CREATE_OR_UPDATE,
            name: "CreateOrUpdate",
            function: "create_or_update",
            docs: "Adds a sender domain to an email service, or replaces it.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::EMAIL_SERVICE_NAME,
                fields::DOMAIN_NAME,
            ],
            body: Some(Body {
                docs: "The domain as it should be.",
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
                        name: "systemData",
                        docs: "Who created and last changed the resource, and when.",
                        kind: Kind::Object,
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
                        docs: "The settings and state of the domain.",
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
                    "systemData",
                    "tags",
                    "location",
                    "properties",
                ],
                headers: &["Azure-AsyncOperation"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Add a domain",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("emailServiceName", "\"contoso-mail\""),
                    ("domainName", "\"mail.contoso.com\""),
                ],
                body: Some(
                    "{\"location\":\"global\",\"properties\":{\"domainManagement\":\"CustomerManaged\"}}",
                ),
            }),
        },
        Entry {
            operation: &super::domains::DELETE,
            name: "Delete",
            function: "delete",
            docs: "Deletes a sender domain.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::EMAIL_SERVICE_NAME,
                fields::DOMAIN_NAME,
            ],
            body: None,
            response: Response {
                headers: &["location"],
                ..Response::NONE
            },
            example: Some(Example {
                title: "Delete a domain",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("emailServiceName", "\"contoso-mail\""),
                    ("domainName", "\"mail.contoso.com\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::domains::UPDATE,
            name: "Update",
            function: "update",
            docs: "Changes the tags or the tracking of a sender domain.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::EMAIL_SERVICE_NAME,
                fields::DOMAIN_NAME,
            ],
            body: Some(Body {
                docs: "The parts to change.",
                properties: &[
                    Property {
                        name: "tags",
                        docs: "Free names and values by which to find and group resources.",
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
                    "systemData",
                    "tags",
                    "location",
                    "properties",
                ],
                headers: &["Azure-AsyncOperation"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Turn tracking on",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("emailServiceName", "\"contoso-mail\""),
                    ("domainName", "\"mail.contoso.com\""),
                ],
                body: Some(
                    "{\"tags\":{\"use\":\"newsletter\"},\"properties\":{\"userEngagementTracking\":\"Enabled\"}}",
                ),
            }),
        },
        Entry {
            operation: &super::domains::LIST_BY_EMAIL_SERVICE_RESOURCE,
            name: "ListByEmailServiceResource",
            function: "list_by_email_service_resource",
            docs: "Lists the sender domains of one email service.",
            deprecated: false,
            by_id: true,
            parameters: &[fields::RESOURCE_GROUP_NAME, fields::EMAIL_SERVICE_NAME],
            body: None,
            response: Response {
                properties: &[
                    "id",
                    "name",
                    "type",
                    "systemData",
                    "tags",
                    "location",
                    "properties",
                ],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "One domain of each kind",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("emailServiceName", "\"contoso-mail\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::domains::INITIATE_VERIFICATION,
            name: "InitiateVerification",
            function: "initiate_verification",
            docs: "Starts to look up one of the DNS records that prove who owns a domain.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::EMAIL_SERVICE_NAME,
                fields::DOMAIN_NAME,
            ],
            body: Some(Body {
                docs: "The record to look up.",
                properties: &[
                    Property {
                        name: "verificationType",
                        docs: "The kind of record.",
                        values: &["Domain", "SPF", "DKIM", "DKIM2", "DMARC"],
                        required: true,
                        ..Property::DEFAULT
                    },
                ],
                ..Body::DEFAULT
            }),
            response: Response {
                headers: &["location"],
                ..Response::NONE
            },
            example: Some(Example {
                title: "Verify the first DKIM record",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("emailServiceName", "\"contoso-mail\""),
                    ("domainName", "\"mail.contoso.com\""),
                ],
                body: Some("{\"verificationType\":\"DKIM\"}"),
            }),
        },
        Entry {
            operation: &super::domains::CANCEL_VERIFICATION,
            name: "CancelVerification",
            function: "cancel_verification",
            docs: "Stops the lookup of one DNS record.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::EMAIL_SERVICE_NAME,
                fields::DOMAIN_NAME,
            ],
            body: Some(Body {
                docs: "The record whose lookup should stop.",
                properties: &[
                    Property {
                        name: "verificationType",
                        docs: "The kind of record.",
                        values: &["Domain", "SPF", "DKIM", "DKIM2", "DMARC"],
                        required: true,
                        ..Property::DEFAULT
                    },
                ],
                ..Body::DEFAULT
            }),
            response: Response {
                headers: &["location"],
                ..Response::NONE
            },
            example: Some(Example {
                title: "Stop verifying the DMARC record",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("emailServiceName", "\"contoso-mail\""),
                    ("domainName", "\"mail.contoso.com\""),
                ],
                body: Some("{\"verificationType\":\"DMARC\"}"),
            }),
        },
    ],
};

const EMAIL_SERVICES: Group = Group {
    name: "EmailServices",
    module: "email_services",
    operations: &[
        Entry {
            operation: &super::email_services::GET,
            name: "Get",
            function: "get",
            docs: "Reads one email service.",
            deprecated: false,
            by_id: true,
            parameters: &[fields::RESOURCE_GROUP_NAME, fields::EMAIL_SERVICE_NAME],
            body: None,
            response: Response {
                properties: &[
                    "id",
                    "name",
                    "type",
                    "systemData",
                    "tags",
                    "location",
                    "properties",
                ],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "An email service",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("emailServiceName", "\"contoso-mail\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::email_services::CREATE_OR_UPDATE,
            name: "CreateOrUpdate",
            function: "create_or_update",
            docs: "Creates an email service, or replaces the one of that name.",
            deprecated: false,
            by_id: true,
            parameters: &[fields::RESOURCE_GROUP_NAME, fields::EMAIL_SERVICE_NAME],
            body: Some(Body {
                docs: "The email service as it should be.",
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
                        name: "systemData",
                        docs: "Who created and last changed the resource, and when.",
                        kind: Kind::Object,
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
                        docs: "The settings and state of the email service.",
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
                    "systemData",
                    "tags",
                    "location",
                    "properties",
                ],
                headers: &["Azure-AsyncOperation"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Create an email service",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("emailServiceName", "\"contoso-mail\""),
                ],
                body: Some(
                    "{\"location\":\"global\",\"properties\":{\"dataLocation\":\"Europe\"}}",
                ),
            }),
        },
        Entry {
            operation: &super::email_services::DELETE,
            name: "Delete",
            function: "delete",
            docs: "Deletes an email service.",
            deprecated: false,
            by_id: true,
            parameters: &[fields::RESOURCE_GROUP_NAME, fields::EMAIL_SERVICE_NAME],
            body: None,
            response: Response {
                headers: &["location"],
                ..Response::NONE
            },
            example: Some(Example {
                title: "Delete an email service",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("emailServiceName", "\"contoso-mail\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::email_services::UPDATE,
            name: "Update",
            function: "update",
            docs: "Changes the tags of an email service.",
            deprecated: false,
            by_id: true,
            parameters: &[fields::RESOURCE_GROUP_NAME, fields::EMAIL_SERVICE_NAME],
            body: Some(Body {
                docs: "The tags to set.",
                properties: &[
                    Property {
                        name: "tags",
                        docs: "Free names and values by which to find and group resources.",
                        kind: Kind::Map,
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
                    "systemData",
                    "tags",
                    "location",
                    "properties",
                ],
                headers: &["Azure-AsyncOperation"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Change the tags",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("emailServiceName", "\"contoso-mail\""),
                ],
                body: Some("{\"tags\":{\"team\":\"mail\"}}"),
            }),
        },
        Entry {
            operation: &super::email_services::LIST_BY_SUBSCRIPTION,
            name: "ListBySubscription",
            function: "list_by_subscription",
            docs: "Lists the email services of the whole subscription.",
            deprecated: false,
            by_id: false,
            parameters: &[],
            body: None,
            response: Response {
                properties: &[
                    "id",
                    "name",
                    "type",
                    "systemData",
                    "tags",
                    "location",
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
            operation: &super::email_services::LIST_BY_RESOURCE_GROUP,
            name: "ListByResourceGroup",
            function: "list_by_resource_group",
            docs: "Lists the email services of one resource group.",
            deprecated: false,
            by_id: false,
            parameters: &[fields::RESOURCE_GROUP_NAME],
            body: None,
            response: Response {
                properties: &[
                    "id",
                    "name",
                    "type",
                    "systemData",
                    "tags",
                    "location",
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
            operation: &super::email_services::LIST_VERIFIED_EXCHANGE_ONLINE_DOMAINS,
            name: "ListVerifiedExchangeOnlineDomains",
            function: "list_verified_exchange_online_domains",
            docs: "Lists the domains that Exchange Online has already verified for this tenant.",
            deprecated: false,
            by_id: false,
            parameters: &[],
            body: None,
            response: Response {
                kind: Some(Kind::List),
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Two domains",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                ],
                body: None,
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

const SENDER_USERNAMES: Group = Group {
    name: "SenderUsernames",
    module: "sender_usernames",
    operations: &[
        Entry {
            operation: &super::sender_usernames::LIST_BY_DOMAINS,
            name: "ListByDomains",
            function: "list_by_domains",
            docs: "Lists the sender usernames of one domain.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::EMAIL_SERVICE_NAME,
                fields::DOMAIN_NAME,
            ],
            body: None,
            response: Response {
                properties: &["id", "name", "type", "systemData", "properties"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Two usernames",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("emailServiceName", "\"contoso-mail\""),
                    ("domainName", "\"mail.contoso.com\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::sender_usernames::GET,
            name: "Get",
            function: "get",
            docs: "Reads one sender username.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::EMAIL_SERVICE_NAME,
                fields::DOMAIN_NAME,
                fields::SENDER_USERNAME,
            ],
            body: None,
            response: Response {
                properties: &["id", "name", "type", "systemData", "properties"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "A username",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("emailServiceName", "\"contoso-mail\""),
                    ("domainName", "\"mail.contoso.com\""),
                    ("senderUsername", "\"news\""),
                ],
                body: None,
            }),
        },
        Entry {
            operation: &super::sender_usernames::CREATE_OR_UPDATE,
            name: "CreateOrUpdate",
            function: "create_or_update",
            docs: "Allows a domain to send from one more username, or changes its display name.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::EMAIL_SERVICE_NAME,
                fields::DOMAIN_NAME,
                fields::SENDER_USERNAME,
            ],
            body: Some(Body {
                docs: "The sender username as it should be.",
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
                        name: "systemData",
                        docs: "Who created and last changed the resource, and when.",
                        kind: Kind::Object,
                        read_only: true,
                        ..Property::DEFAULT
                    },
                    Property {
                        name: "properties",
                        docs: "The settings and state of the sender username.",
                        kind: Kind::Object,
                        ..Property::DEFAULT
                    },
                ],
                ..Body::DEFAULT
            }),
            response: Response {
                properties: &["id", "name", "type", "systemData", "properties"],
                ..Response::DEFAULT
            },
            example: Some(Example {
                title: "Add a username",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("emailServiceName", "\"contoso-mail\""),
                    ("domainName", "\"mail.contoso.com\""),
                    ("senderUsername", "\"news\""),
                ],
                body: Some(
                    "{\"properties\":{\"username\":\"news\",\"displayName\":\"Contoso Weekly\"}}",
                ),
            }),
        },
        Entry {
            operation: &super::sender_usernames::DELETE,
            name: "Delete",
            function: "delete",
            docs: "Takes a sender username away from its domain.",
            deprecated: false,
            by_id: true,
            parameters: &[
                fields::RESOURCE_GROUP_NAME,
                fields::EMAIL_SERVICE_NAME,
                fields::DOMAIN_NAME,
                fields::SENDER_USERNAME,
            ],
            body: None,
            response: Response::NONE,
            example: Some(Example {
                title: "Delete a username",
                parameters: &[
                    ("subscriptionId", "\"6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4\""),
                    ("resourceGroupName", "\"contoso-prod\""),
                    ("emailServiceName", "\"contoso-mail\""),
                    ("domainName", "\"mail.contoso.com\""),
                    ("senderUsername", "\"news\""),
                ],
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
    pub(super) const DOMAIN_NAME: Property = Property {
        name: "domainName",
        docs: "The sender domain by name, such as `mail.contoso.com` or `AzureManagedDomain`.",
        required: true,
        ..Property::DEFAULT
    };
    pub(super) const EMAIL_SERVICE_NAME: Property = Property {
        name: "emailServiceName",
        docs: "The email service by name.",
        required: true,
        ..Property::DEFAULT
    };
    pub(super) const RESOURCE_GROUP_NAME: Property = Property {
        name: "resourceGroupName",
        docs: "The resource group's name, in any letter case.",
        required: true,
        ..Property::DEFAULT
    };
    pub(super) const SENDER_USERNAME: Property = Property {
        name: "senderUsername",
        docs: "The name before the @ of the sender's address.",
        required: true,
        ..Property::DEFAULT
    };
}
