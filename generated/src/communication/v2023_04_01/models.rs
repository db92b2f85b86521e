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

/// In one word, why the name is refused.
pub enum CheckNameAvailabilityReason {
    Invalid,
    AlreadyExists,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(CheckNameAvailabilityReason {
    0: Invalid = "Invalid",
    1: AlreadyExists = "AlreadyExists",
});

/// The answer whether a name is free.
pub struct CheckNameAvailabilityResponse {
    /// True if the name can be taken.
    pub name_available: Option<bool>,
    /// In one word, why the name is refused.
    pub reason: Option<CheckNameAvailabilityReason>,
    /// In a sentence, why the name is refused.
    pub message: Option<String>,
}
fields!(CheckNameAvailabilityResponse: Default {
    0: name_available = "nameAvailable",
    1: reason = "reason",
    2: message = "message",
});

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
    pub provisioning_state: Option<CommunicationServicesProvisioningState>,
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
    /// The email domains from which this resource can send.
    pub linked_domains: Option<Vec<String>>,
}
fields!(CommunicationServiceProperties: Default {
    0: provisioning_state = "provisioningState" read_only,
    1: host_name = "hostName" read_only,
    2: data_location = "dataLocation",
    3: notification_hub_id = "notificationHubId" read_only,
    4: version = "version" read_only,
    5: immutable_resource_id = "immutableResourceId" read_only,
    6: linked_domains = "linkedDomains",
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
    /// Who created and last changed the resource, and when.
    ///
    /// Read-only: set by the service, and not sent.
    pub system_data: Option<SystemData>,
    /// Free names and values by which to find and group resources.
    pub tags: Option<BTreeMap<String, String>>,
    /// The region in which the resource lives; fixed at creation.
    ///
    /// Required. Can be set only when the resource is created.
    pub location: Option<String>,
    /// The settings and state specific to this type of resource.
    pub properties: Option<CommunicationServiceProperties>,
    /// The managed identities the resource signs in with.
    pub identity: Option<ManagedServiceIdentity>,
}
fields!(CommunicationServiceResource: Default {
    0: id = "id" read_only,
    1: name = "name" read_only,
    2: r#type = "type" read_only,
    3: system_data = "systemData" read_only,
    4: tags = "tags",
    5: location = "location",
    6: properties = "properties",
    7: identity = "identity",
});

impl CommunicationServiceResource {
    /// Creates the model from its required properties.
    pub fn new(location: impl Into<String>) -> Self {
        Self {
            location: Some(location.into()),
            ..arm_runtime::empty()
        }
    }
}

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

/// A partial change to a Communication Services resource.
pub struct CommunicationServiceResourceUpdate {
    /// Free names and values by which to find and group resources.
    pub tags: Option<BTreeMap<String, String>>,
    /// The properties to change.
    pub properties: Option<CommunicationServiceUpdateProperties>,
    /// The managed identities to set.
    pub identity: Option<ManagedServiceIdentity>,
}
fields!(CommunicationServiceResourceUpdate: Default {
    0: tags = "tags",
    1: properties = "properties",
    2: identity = "identity",
});

/// The properties of a Communication Services resource that can change after creation.
pub struct CommunicationServiceUpdateProperties {
    /// The email domains from which to send; replaces the whole list.
    pub linked_domains: Option<Vec<String>>,
}
fields!(CommunicationServiceUpdateProperties: Default { 0: linked_domains = "linkedDomains" });

/// How far the last change has come.
pub enum CommunicationServicesProvisioningState {
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
string_enum!(CommunicationServicesProvisioningState {
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

/// A DNS record that the owner of the domain has to publish.
pub struct DnsRecord {
    /// The record's type, such as `TXT` or `CNAME`.
    ///
    /// Read-only: set by the service, and not sent.
    pub r#type: Option<String>,
    /// The record's name.
    ///
    /// Read-only: set by the service, and not sent.
    pub name: Option<String>,
    /// The record's content.
    ///
    /// Read-only: set by the service, and not sent.
    pub value: Option<String>,
    /// For how many seconds resolvers may keep the record; 3600 is usual.
    ///
    /// Read-only: set by the service, and not sent.
    pub ttl: Option<i32>,
}
fields!(DnsRecord: Default {
    0: r#type = "type" read_only,
    1: name = "name" read_only,
    2: value = "value" read_only,
    3: ttl = "ttl" read_only,
});

/// Who looks after the DNS of a domain.
pub enum DomainManagement {
    AzureManaged,
    CustomerManaged,
    CustomerManagedInExchangeOnline,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(DomainManagement {
    0: AzureManaged = "AzureManaged",
    1: CustomerManaged = "CustomerManaged",
    2: CustomerManagedInExchangeOnline = "CustomerManagedInExchangeOnline",
});

/// What is specific to a sender domain.
pub struct DomainProperties {
    /// How far the last change has come.
    ///
    /// Read-only: set by the service, and not sent.
    pub provisioning_state: Option<DomainsProvisioningState>,
    /// The geography in which data of the domain is kept.
    ///
    /// Read-only: set by the service, and not sent.
    pub data_location: Option<String>,
    /// The domain that readers see in the From header (RFC 5322).
    ///
    /// Read-only: set by the service, and not sent.
    pub from_sender_domain: Option<String>,
    /// The domain of the return path on the envelope (RFC 5321).
    ///
    /// Read-only: set by the service, and not sent.
    pub mail_from_sender_domain: Option<String>,
    /// Who looks after the domain's DNS.
    ///
    /// Required.
    pub domain_management: Option<DomainManagement>,
    /// The state of verification, record by record.
    ///
    /// Read-only: set by the service, and not sent.
    pub verification_states: Option<DomainPropertiesVerificationStates>,
    /// The DNS records to publish.
    ///
    /// Read-only: set by the service, and not sent.
    pub verification_records: Option<DomainPropertiesVerificationRecords>,
    /// Whether opened mails and followed links are counted.
    pub user_engagement_tracking: Option<UserEngagementTracking>,
}
fields!(DomainProperties: Default {
    0: provisioning_state = "provisioningState" read_only,
    1: data_location = "dataLocation" read_only,
    2: from_sender_domain = "fromSenderDomain" read_only,
    3: mail_from_sender_domain = "mailFromSenderDomain" read_only,
    4: domain_management = "domainManagement",
    5: verification_states = "verificationStates" read_only,
    6: verification_records = "verificationRecords" read_only,
    7: user_engagement_tracking = "userEngagementTracking",
});

impl DomainProperties {
    /// Creates the model from its required properties.
    pub fn new(domain_management: DomainManagement) -> Self {
        Self {
            domain_management: Some(domain_management),
            ..arm_runtime::empty()
        }
    }
}

/// The DNS records to publish.
pub struct DomainPropertiesVerificationRecords {
    /// The record that proves ownership.
    pub domain: Option<DnsRecord>,
    /// The record that allows Azure to send for the domain.
    pub spf: Option<DnsRecord>,
    /// The record for the first signing key.
    pub dkim: Option<DnsRecord>,
    /// The record for the second signing key.
    pub dkim2: Option<DnsRecord>,
    /// The record that says what to do with mail that fails the checks.
    pub dmarc: Option<DnsRecord>,
}
fields!(DomainPropertiesVerificationRecords: Default {
    0: domain = "Domain",
    1: spf = "SPF",
    2: dkim = "DKIM",
    3: dkim2 = "DKIM2",
    4: dmarc = "DMARC",
});

/// The state of verification, record by record.
pub struct DomainPropertiesVerificationStates {
    /// The state of the ownership record.
    pub domain: Option<VerificationStatusRecord>,
    /// The state of the SPF record.
    pub spf: Option<VerificationStatusRecord>,
    /// The state of the first DKIM record.
    pub dkim: Option<VerificationStatusRecord>,
    /// The state of the second DKIM record.
    pub dkim2: Option<VerificationStatusRecord>,
    /// The state of the DMARC record.
    pub dmarc: Option<VerificationStatusRecord>,
}
fields!(DomainPropertiesVerificationStates: Default {
    0: domain = "Domain",
    1: spf = "SPF",
    2: dkim = "DKIM",
    3: dkim2 = "DKIM2",
    4: dmarc = "DMARC",
});

/// A domain from which an email service sends.
pub struct DomainResource {
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
    /// Who created and last changed the resource, and when.
    ///
    /// Read-only: set by the service, and not sent.
    pub system_data: Option<SystemData>,
    /// Free names and values by which to find and group resources.
    pub tags: Option<BTreeMap<String, String>>,
    /// The region in which the resource lives; fixed at creation.
    ///
    /// Required. Can be set only when the resource is created.
    pub location: Option<String>,
    /// The settings and state of the domain.
    pub properties: Option<DomainProperties>,
}
fields!(DomainResource: Default {
    0: id = "id" read_only,
    1: name = "name" read_only,
    2: r#type = "type" read_only,
    3: system_data = "systemData" read_only,
    4: tags = "tags",
    5: location = "location",
    6: properties = "properties",
});

impl DomainResource {
    /// Creates the model from its required properties.
    pub fn new(location: impl Into<String>) -> Self {
        Self {
            location: Some(location.into()),
            ..arm_runtime::empty()
        }
    }
}

/// One page of sender domains.
pub struct DomainResourceList {
    /// The domains of this page.
    pub value: Option<Vec<DomainResource>>,
    /// Where to get the next page; nothing on the last one.
    pub next_link: Option<String>,
}
fields!(DomainResourceList: Default { 0: value = "value", 1: next_link = "nextLink" });

/// How far the last change has come.
pub enum DomainsProvisioningState {
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
string_enum!(DomainsProvisioningState {
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

/// What is specific to an email service.
pub struct EmailServiceProperties {
    /// How far the last change has come.
    ///
    /// Read-only: set by the service, and not sent.
    pub provisioning_state: Option<EmailServicesProvisioningState>,
    /// The geography in which mail data is kept, such as `Europe`; fixed at creation.
    ///
    /// Required. Can be set only when the resource is created.
    pub data_location: Option<String>,
}
fields!(EmailServiceProperties: Default {
    0: provisioning_state = "provisioningState" read_only,
    1: data_location = "dataLocation",
});

impl EmailServiceProperties {
    /// Creates the model from its required properties.
    pub fn new(data_location: impl Into<String>) -> Self {
        Self {
            data_location: Some(data_location.into()),
            ..arm_runtime::empty()
        }
    }
}

/// An email service: the parent of sender domains.
pub struct EmailServiceResource {
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
    /// Who created and last changed the resource, and when.
    ///
    /// Read-only: set by the service, and not sent.
    pub system_data: Option<SystemData>,
    /// Free names and values by which to find and group resources.
    pub tags: Option<BTreeMap<String, String>>,
    /// The region in which the resource lives; fixed at creation.
    ///
    /// Required. Can be set only when the resource is created.
    pub location: Option<String>,
    /// The settings and state of the email service.
    pub properties: Option<EmailServiceProperties>,
}
fields!(EmailServiceResource: Default {
    0: id = "id" read_only,
    1: name = "name" read_only,
    2: r#type = "type" read_only,
    3: system_data = "systemData" read_only,
    4: tags = "tags",
    5: location = "location",
    6: properties = "properties",
});

impl EmailServiceResource {
    /// Creates the model from its required properties.
    pub fn new(location: impl Into<String>) -> Self {
        Self {
            location: Some(location.into()),
            ..arm_runtime::empty()
        }
    }
}

/// One page of email services.
pub struct EmailServiceResourceList {
    /// The email services of this page.
    pub value: Option<Vec<EmailServiceResource>>,
    /// Where to get the next page; nothing on the last one.
    pub next_link: Option<String>,
}
fields!(EmailServiceResourceList: Default { 0: value = "value", 1: next_link = "nextLink" });

/// A partial change to an email service, which is to say its tags.
pub struct EmailServiceResourceUpdate {
    /// Free names and values by which to find and group resources.
    pub tags: Option<BTreeMap<String, String>>,
}
fields!(EmailServiceResourceUpdate: Default { 0: tags = "tags" });

/// How far the last change has come.
pub enum EmailServicesProvisioningState {
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
string_enum!(EmailServicesProvisioningState {
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

/// The managed identities of a resource.
pub struct ManagedServiceIdentity {
    /// The system-assigned identity's object ID, if there is one.
    ///
    /// Read-only: set by the service, and not sent.
    pub principal_id: Option<String>,
    /// The tenant in which the system-assigned identity lives.
    ///
    /// Read-only: set by the service, and not sent.
    pub tenant_id: Option<String>,
    /// Which kinds of managed identity there are.
    ///
    /// Required.
    pub r#type: Option<ManagedServiceIdentityType>,
    /// The user-assigned identities, by their full Azure ID.
    pub user_assigned_identities: Option<BTreeMap<String, Option<UserAssignedIdentity>>>,
}
fields!(ManagedServiceIdentity: Default {
    0: principal_id = "principalId" read_only,
    1: tenant_id = "tenantId" read_only,
    2: r#type = "type",
    3: user_assigned_identities = "userAssignedIdentities",
});

impl ManagedServiceIdentity {
    /// Creates the model from its required properties.
    pub fn new(r#type: ManagedServiceIdentityType) -> Self {
        Self {
            r#type: Some(r#type),
            ..arm_runtime::empty()
        }
    }
}

/// Which kinds of managed identity a resource has.
pub enum ManagedServiceIdentityType {
    None,
    SystemAssigned,
    UserAssigned,
    SystemAssignedUserAssigned,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(ManagedServiceIdentityType {
    0: None = "None",
    1: SystemAssigned = "SystemAssigned",
    2: UserAssigned = "UserAssigned",
    3: SystemAssignedUserAssigned = "SystemAssigned,UserAssigned",
});

/// A question whether a name is free.
pub struct NameAvailabilityParameters {
    /// The name in question.
    pub name: String,
    /// The type of resource the name is for.
    pub r#type: String,
}
fields!(NameAvailabilityParameters { 0: name = "name" required, 1: r#type = "type" required });

impl NameAvailabilityParameters {
    /// Creates the model from its required properties.
    pub fn new(name: impl Into<String>, r#type: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            r#type: r#type.into(),
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

/// What is specific to a sender username.
pub struct SenderUsernameProperties {
    /// The geography in which data of the username is kept.
    ///
    /// Read-only: set by the service, and not sent.
    pub data_location: Option<String>,
    /// The part of the address before the @.
    ///
    /// Required.
    pub username: Option<String>,
    /// The name that mail programs show beside the address.
    pub display_name: Option<String>,
    /// How far the last change has come.
    ///
    /// Read-only: set by the service, and not sent.
    pub provisioning_state: Option<ProvisioningState>,
}
fields!(SenderUsernameProperties: Default {
    0: data_location = "dataLocation" read_only,
    1: username = "username",
    2: display_name = "displayName",
    3: provisioning_state = "provisioningState" read_only,
});

impl SenderUsernameProperties {
    /// Creates the model from its required properties.
    pub fn new(username: impl Into<String>) -> Self {
        Self {
            username: Some(username.into()),
            ..arm_runtime::empty()
        }
    }
}

/// A username from which a domain may send.
pub struct SenderUsernameResource {
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
    /// Who created and last changed the resource, and when.
    ///
    /// Read-only: set by the service, and not sent.
    pub system_data: Option<SystemData>,
    /// The settings and state of the sender username.
    pub properties: Option<SenderUsernameProperties>,
}
fields!(SenderUsernameResource: Default {
    0: id = "id" read_only,
    1: name = "name" read_only,
    2: r#type = "type" read_only,
    3: system_data = "systemData" read_only,
    4: properties = "properties",
});

/// One page of sender usernames.
pub struct SenderUsernameResourceCollection {
    /// The sender usernames of this page.
    pub value: Option<Vec<SenderUsernameResource>>,
    /// Where to get the next page; nothing on the last one.
    pub next_link: Option<String>,
}
fields!(SenderUsernameResourceCollection: Default {
    0: value = "value",
    1: next_link = "nextLink",
});

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

/// The properties of a domain that can change after creation.
pub struct UpdateDomainProperties {
    /// Turns the counting of opened mails and followed links on or off.
    pub user_engagement_tracking: Option<UserEngagementTracking>,
}
fields!(UpdateDomainProperties: Default { 0: user_engagement_tracking = "userEngagementTracking" });

/// A partial change to a sender domain.
pub struct UpdateDomainRequestParameters {
    /// Free names and values by which to find and group resources.
    pub tags: Option<BTreeMap<String, String>>,
    /// The properties to change.
    pub properties: Option<UpdateDomainProperties>,
}
fields!(UpdateDomainRequestParameters: Default { 0: tags = "tags", 1: properties = "properties" });

/// A user-assigned identity, as the service knows it.
pub struct UserAssignedIdentity {
    /// The identity's object ID in Microsoft Entra ID.
    ///
    /// Read-only: set by the service, and not sent.
    pub principal_id: Option<String>,
    /// The identity's application (client) ID.
    ///
    /// Read-only: set by the service, and not sent.
    pub client_id: Option<String>,
}
fields!(UserAssignedIdentity: Default {
    0: principal_id = "principalId" read_only,
    1: client_id = "clientId" read_only,
});

/// Whether opened mails and followed links are counted.
pub enum UserEngagementTracking {
    Disabled,
    Enabled,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(UserEngagementTracking { 0: Disabled = "Disabled", 1: Enabled = "Enabled" });

/// Names the DNS record to verify.
pub struct VerificationParameter {
    /// The kind of record.
    pub verification_type: VerificationType,
}
fields!(VerificationParameter { 0: verification_type = "verificationType" required });

impl VerificationParameter {
    /// Creates the model from its required properties.
    pub fn new(verification_type: VerificationType) -> Self {
        Self { verification_type }
    }
}

/// The state of the verification.
pub enum VerificationStatus {
    NotStarted,
    VerificationRequested,
    VerificationInProgress,
    VerificationFailed,
    Verified,
    CancellationRequested,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(VerificationStatus {
    0: NotStarted = "NotStarted",
    1: VerificationRequested = "VerificationRequested",
    2: VerificationInProgress = "VerificationInProgress",
    3: VerificationFailed = "VerificationFailed",
    4: Verified = "Verified",
    5: CancellationRequested = "CancellationRequested",
});

/// How far the verification of one DNS record has come.
pub struct VerificationStatusRecord {
    /// The state of the verification.
    ///
    /// Read-only: set by the service, and not sent.
    pub status: Option<VerificationStatus>,
    /// Why the record could not be verified; absent otherwise.
    ///
    /// Read-only: set by the service, and not sent.
    pub error_code: Option<String>,
}
fields!(VerificationStatusRecord: Default {
    0: status = "status" read_only,
    1: error_code = "errorCode" read_only,
});

/// The kind of record.
pub enum VerificationType {
    Domain,
    Spf,
    Dkim,
    Dkim2,
    Dmarc,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(VerificationType {
    0: Domain = "Domain",
    1: Spf = "SPF",
    2: Dkim = "DKIM",
    3: Dkim2 = "DKIM2",
    4: Dmarc = "DMARC",
});
