// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Models: the bodies and responses of the operations.
#![allow(missing_docs, reason = "the spec leaves items without a description")]

use std::collections::BTreeMap;

use arm_runtime::{DateTime, JsonValue, Secret, fields, string_enum};

/// `Internal` if the operation is not meant for the public.
pub enum ActionType {
    Internal,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(ActionType { 0: Internal = "Internal" });

/// The access keys of a Communication Services resource.
pub struct CommunicationServiceKeys {
    /// The first key.
    pub primary_key: Option<Secret>,
    /// The second key, to switch to while the first is replaced.
    pub secondary_key: Option<Secret>,
    /// The endpoint joined with the first key.
    pub primary_connection_string: Option<Secret>,
    /// The endpoint joined with the second key.
    pub secondary_connection_string: Option<Secret>,
}
fields!(CommunicationServiceKeys: Default {
    0: primary_key = "primaryKey",
    1: secondary_key = "secondaryKey",
    2: primary_connection_string = "primaryConnectionString",
    3: secondary_connection_string = "secondaryConnectionString",
});

/// What is specific to a Communication Services resource.
pub struct CommunicationServiceProperties {
    /// How far the last change has come.
    ///
    /// Read-only: set by the service, and not sent.
    pub provisioning_state: Option<ProvisioningState>,
    /// The host to which clients of this resource connect.
    ///
    /// Read-only: set by the service, and not sent.
    pub host_name: Option<String>,
    /// The geography in which data is kept, such as `Europe`; fixed at creation.
    ///
    /// Required. Can be set only when the resource is created.
    pub data_location: Option<String>,
    /// The Azure ID of the connected notification hub, if there is one.
    ///
    /// Read-only: set by the service, and not sent.
    pub notification_hub_id: Option<String>,
    /// The version of the service; client libraries should be at least as new.
    ///
    /// Read-only: set by the service, and not sent.
    pub version: Option<String>,
    /// An identifier that never changes, even when the resource moves.
    ///
    /// Read-only: set by the service, and not sent.
    pub immutable_resource_id: Option<String>,
}
fields!(CommunicationServiceProperties: Default {
    0: provisioning_state = "provisioningState" read_only,
    1: host_name = "hostName" read_only,
    2: data_location = "dataLocation",
    3: notification_hub_id = "notificationHubId" read_only,
    4: version = "version" read_only,
    5: immutable_resource_id = "immutableResourceId" read_only,
});

impl CommunicationServiceProperties {
    /// Creates the model from its required properties.
    pub fn new(data_location: impl Into<String>) -> Self {
        Self {
            data_location: Some(data_location.into()),
            ..arm_runtime::empty()
        }
    }
}

/// A Communication Services resource.
pub struct CommunicationServiceResource {
    /// The full Azure ID, a path from the subscription down to the resource.
    ///
    /// Read-only: set by the service, and not sent.
    pub id: Option<String>,
    /// The resource's own name, the last part of its ID.
    ///
    /// Read-only: set by the service, and not sent.
    pub name: Option<String>,
    /// The type, provider first, such as `Microsoft.Maps/accounts`.
    ///
    /// Read-only: set by the service, and not sent.
    pub r#type: Option<String>,
    /// The region in which the resource lives; `global` is usual.
    ///
    /// Can be set only when the resource is created.
    pub location: Option<String>,
    /// Free names and values by which to find and group resources.
    pub tags: Option<BTreeMap<String, String>>,
    /// The settings and state specific to this type of resource.
    pub properties: Option<CommunicationServiceProperties>,
    /// Who created and last changed the resource, and when.
    ///
    /// Read-only: set by the service, and not sent.
    pub system_data: Option<SystemData>,
}
fields!(CommunicationServiceResource: Default {
    0: id = "id" read_only,
    1: name = "name" read_only,
    2: r#type = "type" read_only,
    3: location = "location",
    4: tags = "tags",
    5: properties = "properties",
    6: system_data = "systemData" read_only,
});

/// One page of Communication Services resources.
pub struct CommunicationServiceResourceList {
    /// The resources of this page.
    pub value: Option<Vec<CommunicationServiceResource>>,
    /// Where to get the next page; nothing on the last one.
    pub next_link: Option<String>,
}
fields!(CommunicationServiceResourceList: Default {
    0: value = "value",
    1: next_link = "nextLink",
});

/// What kind of identity the creator is.
pub enum CreatedByType {
    User,
    Application,
    ManagedIdentity,
    Key,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(CreatedByType {
    0: User = "User",
    1: Application = "Application",
    2: ManagedIdentity = "ManagedIdentity",
    3: Key = "Key",
});

/// One more piece of information about an error.
pub struct ErrorAdditionalInfo {
    /// Tells how to read `info`.
    ///
    /// Read-only: set by the service, and not sent.
    pub r#type: Option<String>,
    /// Any JSON value.
    ///
    /// Read-only: set by the service, and not sent.
    pub info: Option<JsonValue>,
}
fields!(ErrorAdditionalInfo: Default { 0: r#type = "type" read_only, 1: info = "info" read_only });

/// An error, with the errors that led to it.
pub struct ErrorDetail {
    /// The kind of error, for programs.
    ///
    /// Read-only: set by the service, and not sent.
    pub code: Option<String>,
    /// What happened, for people.
    ///
    /// Read-only: set by the service, and not sent.
    pub message: Option<String>,
    /// What the error is about, often a field.
    ///
    /// Read-only: set by the service, and not sent.
    pub target: Option<String>,
    /// The errors behind this one.
    ///
    /// Read-only: set by the service, and not sent.
    pub details: Option<Vec<ErrorDetail>>,
    /// Whatever else the provider has to say.
    ///
    /// Read-only: set by the service, and not sent.
    pub additional_info: Option<Vec<ErrorAdditionalInfo>>,
}
fields!(ErrorDetail: Default {
    0: code = "code" read_only,
    1: message = "message" read_only,
    2: target = "target" read_only,
    3: details = "details" read_only,
    4: additional_info = "additionalInfo" read_only,
});

/// The response to a request that failed.
pub struct ErrorResponse {
    /// What failed, and why.
    pub error: Option<ErrorDetail>,
}
fields!(ErrorResponse: Default { 0: error = "error" });

/// The key to replace; one call cannot replace both.
pub enum KeyType {
    Primary,
    Secondary,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(KeyType { 0: Primary = "Primary", 1: Secondary = "Secondary" });

/// The notification hub to connect.
pub struct LinkNotificationHubParameters {
    /// The hub's full Azure ID.
    pub resource_id: String,
    /// The hub's connection string, a secret.
    pub connection_string: Secret,
}
fields!(LinkNotificationHubParameters {
    0: resource_id = "resourceId" required,
    1: connection_string = "connectionString" required,
});

impl LinkNotificationHubParameters {
    /// Creates the model from its required properties.
    pub fn new(
        resource_id: impl Into<String>,
        connection_string: impl Into<Secret>,
    ) -> Self {
        Self {
            resource_id: resource_id.into(),
            connection_string: connection_string.into(),
        }
    }
}

/// The notification hub that is connected.
pub struct LinkedNotificationHub {
    /// The hub's full Azure ID.
    pub resource_id: Option<String>,
}
fields!(LinkedNotificationHub: Default { 0: resource_id = "resourceId" });

/// The answer whether a name is free.
pub struct NameAvailability {
    /// True if the name can be taken.
    pub name_available: Option<bool>,
    /// In one word, why the name is refused.
    pub reason: Option<String>,
    /// In a sentence, why the name is refused.
    pub message: Option<String>,
}
fields!(NameAvailability: Default {
    0: name_available = "nameAvailable",
    1: reason = "reason",
    2: message = "message",
});

/// A question whether a name is free.
pub struct NameAvailabilityParameters {
    /// The type of resource the name is for: `Microsoft.Communication/CommunicationServices`.
    pub r#type: String,
    /// The name in question.
    pub name: String,
}
fields!(NameAvailabilityParameters { 0: r#type = "type" required, 1: name = "name" required });

impl NameAvailabilityParameters {
    /// Creates the model from its required properties.
    pub fn new(r#type: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            r#type: r#type.into(),
            name: name.into(),
        }
    }
}

/// One operation of a resource provider.
pub struct Operation {
    /// The operation's name as role definitions write it, such as `Microsoft.Maps/accounts/read`.
    ///
    /// Read-only: set by the service, and not sent.
    pub name: Option<String>,
    /// True if the operation works on data, false if it works on resources.
    ///
    /// Read-only: set by the service, and not sent.
    pub is_data_action: Option<bool>,
    /// The operation in words for people, in their language.
    pub display: Option<OperationDisplay>,
    /// Who is meant to call the operation: users, the system, or both.
    ///
    /// Read-only: set by the service, and not sent.
    pub origin: Option<Origin>,
    /// `Internal` if the operation is not meant for the public.
    ///
    /// Read-only: set by the service, and not sent.
    pub action_type: Option<ActionType>,
}
fields!(Operation: Default {
    0: name = "name" read_only,
    1: is_data_action = "isDataAction" read_only,
    2: display = "display",
    3: origin = "origin" read_only,
    4: action_type = "actionType" read_only,
});

/// The operation in words for people, in their language.
pub struct OperationDisplay {
    /// The provider, spelled out.
    ///
    /// Read-only: set by the service, and not sent.
    pub provider: Option<String>,
    /// The type of resource, spelled out.
    ///
    /// Read-only: set by the service, and not sent.
    pub resource: Option<String>,
    /// The operation, spelled out in a few words.
    ///
    /// Read-only: set by the service, and not sent.
    pub operation: Option<String>,
    /// What the operation does, in a sentence.
    ///
    /// Read-only: set by the service, and not sent.
    pub description: Option<String>,
}
fields!(OperationDisplay: Default {
    0: provider = "provider" read_only,
    1: resource = "resource" read_only,
    2: operation = "operation" read_only,
    3: description = "description" read_only,
});

/// One page of provider operations.
pub struct OperationListResult {
    /// The operations of this page.
    ///
    /// Read-only: set by the service, and not sent.
    pub value: Option<Vec<Operation>>,
    /// Where to get the next page; nothing on the last one.
    ///
    /// Read-only: set by the service, and not sent.
    pub next_link: Option<String>,
}
fields!(OperationListResult: Default {
    0: value = "value" read_only,
    1: next_link = "nextLink" read_only,
});

/// Who is meant to call the operation: users, the system, or both.
pub enum Origin {
    User,
    System,
    UserSystem,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(Origin { 0: User = "user", 1: System = "system", 2: UserSystem = "user,system" });

/// How far the last change has come.
pub enum ProvisioningState {
    Unknown,
    Succeeded,
    Failed,
    Canceled,
    Running,
    Creating,
    Updating,
    Deleting,
    Moving,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(ProvisioningState {
    0: Unknown = "Unknown",
    1: Succeeded = "Succeeded",
    2: Failed = "Failed",
    3: Canceled = "Canceled",
    4: Running = "Running",
    5: Creating = "Creating",
    6: Updating = "Updating",
    7: Deleting = "Deleting",
    8: Moving = "Moving",
});

/// Names the key to replace.
pub struct RegenerateKeyParameters {
    /// The key to replace; one call cannot replace both.
    pub key_type: Option<KeyType>,
}
fields!(RegenerateKeyParameters: Default { 0: key_type = "keyType" });

/// Who created and last changed a resource, and when.
pub struct SystemData {
    /// Who created the resource.
    pub created_by: Option<String>,
    /// What kind of identity the creator is.
    pub created_by_type: Option<CreatedByType>,
    /// When the resource was created, in UTC.
    pub created_at: Option<DateTime>,
    /// Who made the latest change.
    pub last_modified_by: Option<String>,
    /// What kind of identity made the latest change.
    pub last_modified_by_type: Option<CreatedByType>,
    /// When the latest change was made, in UTC.
    pub last_modified_at: Option<DateTime>,
}
fields!(SystemData: Default {
    0: created_by = "createdBy",
    1: created_by_type = "createdByType",
    2: created_at = "createdAt",
    3: last_modified_by = "lastModifiedBy",
    4: last_modified_by_type = "lastModifiedByType",
    5: last_modified_at = "lastModifiedAt",
});
