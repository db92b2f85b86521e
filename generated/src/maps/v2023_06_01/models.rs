// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Models: the bodies and responses of the operations.
#![allow(missing_docs, reason = "the spec leaves items without a description")]

use std::collections::BTreeMap;

use arm_runtime::{DateTime, JsonValue, Secret, fields, string_enum};

/// What a SAS token should allow.
pub struct AccountSasParameters {
    /// The key that signs the token: one of the shared keys, or `managedIdentity` for a key that renews
    /// itself.
    pub signing_key: SigningKey,
    /// The object ID of the user-assigned identity whose rights the token gets; it must already be assigned
    /// to the account.
    pub principal_id: String,
    /// The regions whose endpoints take the token, such as `westeurope`; all of them if left out.
    pub regions: Option<Vec<String>>,
    /// How many requests a second the token is good for; enforced roughly and with some delay.
    ///
    /// Must be greater than 0 and at most 500. Default: `500`.
    pub max_rate_per_second: i32,
    /// When the token begins to be valid, in ISO 8601; no more than a day before `expiry`.
    pub start: String,
    /// When the token ceases to be valid, in ISO 8601; no more than a day after `start`.
    pub expiry: String,
}
fields!(AccountSasParameters {
    0: signing_key = "signingKey" required,
    1: principal_id = "principalId" required,
    2: regions = "regions",
    3: max_rate_per_second = "maxRatePerSecond" required,
    4: start = "start" required,
    5: expiry = "expiry" required,
});

impl AccountSasParameters {
    /// Creates the model from its required properties.
    pub fn new(
        signing_key: SigningKey,
        principal_id: impl Into<String>,
        max_rate_per_second: i32,
        start: impl Into<String>,
        expiry: impl Into<String>,
    ) -> Self {
        Self {
            signing_key,
            principal_id: principal_id.into(),
            max_rate_per_second,
            start: start.into(),
            expiry: expiry.into(),
            ..arm_runtime::empty()
        }
    }
}

/// A CORS rule: which origins are allowed.
pub struct CorsRule {
    /// The allowed origins, or a single `*` for every one.
    ///
    /// Required.
    pub allowed_origins: Option<Vec<String>>,
}
fields!(CorsRule: Default { 0: allowed_origins = "allowedOrigins" });

impl CorsRule {
    /// Creates the model from its required properties.
    pub fn new(allowed_origins: Vec<String>) -> Self {
        Self {
            allowed_origins: Some(allowed_origins),
        }
    }
}

/// A list of at most five CORS rules.
pub struct CorsRules {
    /// The rules; five at most.
    ///
    /// At most 5 items.
    pub cors_rules: Option<Vec<CorsRule>>,
}
fields!(CorsRules: Default { 0: cors_rules = "corsRules" });

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

/// A Creator resource: private indoor maps within a Maps account.
pub struct Creator {
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
    /// Free names and values by which to find and group resources.
    pub tags: Option<BTreeMap<String, String>>,
    /// The region in which the resource lives; fixed at creation.
    ///
    /// Required. Can be set only when the resource is created.
    pub location: Option<String>,
    /// The settings and state of the Creator resource.
    ///
    /// Required.
    pub properties: Option<CreatorProperties>,
    /// Who created and last changed the resource, and when.
    ///
    /// Read-only: set by the service, and not sent.
    pub system_data: Option<SystemData>,
}
fields!(Creator: Default {
    0: id = "id" read_only,
    1: name = "name" read_only,
    2: r#type = "type" read_only,
    3: tags = "tags",
    4: location = "location",
    5: properties = "properties",
    6: system_data = "systemData" read_only,
});

impl Creator {
    /// Creates the model from its required properties.
    pub fn new(location: impl Into<String>, properties: CreatorProperties) -> Self {
        Self {
            location: Some(location.into()),
            properties: Some(properties),
            ..arm_runtime::empty()
        }
    }
}

/// One page of Creator resources.
pub struct CreatorList {
    /// The Creator resources of this page.
    ///
    /// Read-only: set by the service, and not sent.
    pub value: Option<Vec<Creator>>,
    /// Where to get the next page; null on the last one.
    pub next_link: Option<String>,
}
fields!(CreatorList: Default { 0: value = "value" read_only, 1: next_link = "nextLink" });

/// What is specific to a Creator resource.
pub struct CreatorProperties {
    /// How far the last change has come; it ends in `Succeeded`, `Failed` or `Canceled`.
    ///
    /// Read-only: set by the service, and not sent.
    pub provisioning_state: Option<String>,
    /// How much storage to reserve, from 1 to 100 units.
    ///
    /// Required. Must be at least 1 and at most 100.
    pub storage_units: Option<i32>,
}
fields!(CreatorProperties: Default {
    0: provisioning_state = "provisioningState" read_only,
    1: storage_units = "storageUnits",
});

impl CreatorProperties {
    /// Creates the model from its required properties.
    pub fn new(storage_units: i32) -> Self {
        Self {
            storage_units: Some(storage_units),
            ..arm_runtime::empty()
        }
    }
}

/// A partial change to a Creator resource.
pub struct CreatorUpdateParameters {
    /// The tags to set: at most 15, names up to 128 characters, values up to 256.
    pub tags: Option<BTreeMap<String, String>>,
    /// The properties to change.
    pub properties: Option<CreatorProperties>,
}
fields!(CreatorUpdateParameters: Default { 0: tags = "tags", 1: properties = "properties" });

/// A key of your own, kept in a key vault.
pub struct CustomerManagedKeyEncryption {
    /// The identity with which the vault is opened.
    pub key_encryption_key_identity: Option<
        CustomerManagedKeyEncryptionKeyEncryptionKeyIdentity,
    >,
    /// The key's address in its vault, with or without a version.
    pub key_encryption_key_url: Option<String>,
}
fields!(CustomerManagedKeyEncryption: Default {
    0: key_encryption_key_identity = "keyEncryptionKeyIdentity",
    1: key_encryption_key_url = "keyEncryptionKeyUrl",
});

/// The identity with which the vault is opened.
pub struct CustomerManagedKeyEncryptionKeyEncryptionKeyIdentity {
    /// The kind of identity.
    pub identity_type: Option<IdentityType>,
    /// The full Azure ID of the user-assigned identity; only with `userAssignedIdentity`.
    pub user_assigned_identity_resource_id: Option<String>,
    /// The client ID of a delegated identity; only with `delegatedResourceIdentity`, for use inside Azure.
    pub delegated_identity_client_id: Option<String>,
}
fields!(CustomerManagedKeyEncryptionKeyEncryptionKeyIdentity: Default {
    0: identity_type = "identityType",
    1: user_assigned_identity_resource_id = "userAssignedIdentityResourceId",
    2: delegated_identity_client_id = "delegatedIdentityClientId",
});

/// Something by which a metric can be split, such as the response code.
pub struct Dimension {
    /// The dimension's name.
    pub name: Option<String>,
    /// The dimension's name for people.
    pub display_name: Option<String>,
    /// The dimension's name inside Azure.
    pub internal_name: Option<String>,
    /// The name inside Azure of the metric it belongs to.
    pub internal_metric_name: Option<String>,
    /// The monitoring namespace inside Azure that it comes from.
    pub source_mdm_namespace: Option<String>,
    /// True if diagnostic exports include the dimension.
    pub to_be_exported_to_shoebox: Option<bool>,
}
fields!(Dimension: Default {
    0: name = "name",
    1: display_name = "displayName",
    2: internal_name = "internalName",
    3: internal_metric_name = "internalMetricName",
    4: source_mdm_namespace = "sourceMdmNamespace",
    5: to_be_exported_to_shoebox = "toBeExportedToShoebox",
});

/// How the data of a resource is encrypted at rest.
pub struct Encryption {
    /// Whether a second layer of encryption by the platform is on.
    pub infrastructure_encryption: Option<InfrastructureEncryption>,
    /// The key of your own that encrypts the data.
    pub customer_managed_key_encryption: Option<CustomerManagedKeyEncryption>,
}
fields!(Encryption: Default {
    0: infrastructure_encryption = "infrastructureEncryption",
    1: customer_managed_key_encryption = "customerManagedKeyEncryption",
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

/// The kind of identity.
pub enum IdentityType {
    SystemAssignedIdentity,
    UserAssignedIdentity,
    DelegatedResourceIdentity,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(IdentityType {
    0: SystemAssignedIdentity = "systemAssignedIdentity",
    1: UserAssignedIdentity = "userAssignedIdentity",
    2: DelegatedResourceIdentity = "delegatedResourceIdentity",
});

/// Whether a second layer of encryption by the platform is on.
pub enum InfrastructureEncryption {
    Enabled,
    Disabled,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(InfrastructureEncryption { 0: Enabled = "enabled", 1: Disabled = "disabled" });

/// The key to replace; one call cannot replace both.
pub enum KeyType {
    Primary,
    Secondary,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(KeyType { 0: Primary = "primary", 1: Secondary = "secondary" });

/// The generation of a Maps account.
pub enum Kind {
    Gen1,
    Gen2,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(Kind { 0: Gen1 = "Gen1", 1: Gen2 = "Gen2" });

/// An Azure resource, such as a storage account, that Maps calls refer to by a name of its own.
pub struct LinkedResource {
    /// The name to refer to it by.
    ///
    /// Required.
    pub unique_name: Option<String>,
    /// The resource's full Azure ID.
    ///
    /// Required.
    pub id: Option<String>,
}
fields!(LinkedResource: Default { 0: unique_name = "uniqueName", 1: id = "id" });

impl LinkedResource {
    /// Creates the model from its required properties.
    pub fn new(unique_name: impl Into<String>, id: impl Into<String>) -> Self {
        Self {
            unique_name: Some(unique_name.into()),
            id: Some(id.into()),
        }
    }
}

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
    pub user_assigned_identities: Option<BTreeMap<String, UserAssignedIdentity>>,
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
    3: SystemAssignedUserAssigned = "SystemAssigned, UserAssigned",
});

/// An account through which clients use the Azure Maps APIs.
pub struct MapsAccount {
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
    /// Free names and values by which to find and group resources.
    pub tags: Option<BTreeMap<String, String>>,
    /// The region in which the resource lives; fixed at creation.
    ///
    /// Required. Can be set only when the resource is created.
    pub location: Option<String>,
    /// The pricing tier.
    ///
    /// Required.
    pub sku: Option<Sku>,
    /// The generation of the account.
    pub kind: Option<Kind>,
    /// Who created and last changed the account, and when.
    ///
    /// Read-only: set by the service, and not sent.
    pub system_data: Option<SystemData>,
    /// The managed identities the account signs in with.
    pub identity: Option<ManagedServiceIdentity>,
    /// The settings and state of the account.
    pub properties: Option<MapsAccountProperties>,
}
fields!(MapsAccount: Default {
    0: id = "id" read_only,
    1: name = "name" read_only,
    2: r#type = "type" read_only,
    3: tags = "tags",
    4: location = "location",
    5: sku = "sku",
    6: kind = "kind",
    7: system_data = "systemData" read_only,
    8: identity = "identity",
    9: properties = "properties",
});

impl MapsAccount {
    /// Creates the model from its required properties.
    pub fn new(location: impl Into<String>, sku: Sku) -> Self {
        Self {
            location: Some(location.into()),
            sku: Some(sku),
            ..arm_runtime::empty()
        }
    }
}

/// The two shared keys of a Maps account; clients use one while the other is replaced.
pub struct MapsAccountKeys {
    /// When the first key was last replaced.
    ///
    /// Read-only: set by the service, and not sent.
    pub primary_key_last_updated: Option<String>,
    /// The first key.
    ///
    /// Read-only: set by the service, and not sent.
    pub primary_key: Option<Secret>,
    /// The second key.
    ///
    /// Read-only: set by the service, and not sent.
    pub secondary_key: Option<Secret>,
    /// When the second key was last replaced.
    ///
    /// Read-only: set by the service, and not sent.
    pub secondary_key_last_updated: Option<String>,
}
fields!(MapsAccountKeys: Default {
    0: primary_key_last_updated = "primaryKeyLastUpdated" read_only,
    1: primary_key = "primaryKey" read_only,
    2: secondary_key = "secondaryKey" read_only,
    3: secondary_key_last_updated = "secondaryKeyLastUpdated" read_only,
});

/// What is specific to a Maps account.
pub struct MapsAccountProperties {
    /// The account's identifier, which clients send as `x-ms-client-id`.
    ///
    /// Read-only: set by the service, and not sent.
    pub unique_id: Option<String>,
    /// True to refuse shared keys and SAS tokens, so that only Microsoft Entra ID is left.
    ///
    /// Default: `false`.
    pub disable_local_auth: Option<bool>,
    /// How far the last change has come; the next one has to wait for `Succeeded` or `Failed`.
    ///
    /// Read-only: set by the service, and not sent.
    pub provisioning_state: Option<String>,
    /// Other Azure resources the account may use; always sent as the whole list.
    ///
    /// At most 10 items.
    pub linked_resources: Option<Vec<LinkedResource>>,
    /// From which web pages browsers may call the account; without rules, from none.
    pub cors: Option<CorsRules>,
    /// How the account's data is encrypted.
    pub encryption: Option<Encryption>,
}
fields!(MapsAccountProperties: Default {
    0: unique_id = "uniqueId" read_only,
    1: disable_local_auth = "disableLocalAuth",
    2: provisioning_state = "provisioningState" read_only,
    3: linked_resources = "linkedResources",
    4: cors = "cors",
    5: encryption = "encryption",
});

/// A freshly signed SAS token.
pub struct MapsAccountSasToken {
    /// The token itself, a secret.
    ///
    /// Read-only: set by the service, and not sent.
    pub account_sas_token: Option<Secret>,
}
fields!(MapsAccountSasToken: Default { 0: account_sas_token = "accountSasToken" read_only });

/// A partial change to a Maps account.
pub struct MapsAccountUpdateParameters {
    /// The tags to set: at most 15, names up to 128 characters, values up to 256.
    pub tags: Option<BTreeMap<String, String>>,
    /// The generation of the account.
    pub kind: Option<Kind>,
    /// The pricing tier.
    pub sku: Option<Sku>,
    /// The managed identities to set.
    pub identity: Option<ManagedServiceIdentity>,
    /// The properties to change.
    pub properties: Option<MapsAccountProperties>,
}
fields!(MapsAccountUpdateParameters: Default {
    0: tags = "tags",
    1: kind = "kind",
    2: sku = "sku",
    3: identity = "identity",
    4: properties = "properties",
});

/// One page of Maps accounts.
pub struct MapsAccounts {
    /// The accounts of this page.
    ///
    /// Read-only: set by the service, and not sent.
    pub value: Option<Vec<MapsAccount>>,
    /// Where to get the next page; null on the last one.
    pub next_link: Option<String>,
}
fields!(MapsAccounts: Default { 0: value = "value" read_only, 1: next_link = "nextLink" });

/// Names the key to replace.
pub struct MapsKeySpecification {
    /// The key to replace; one call cannot replace both.
    pub key_type: KeyType,
}
fields!(MapsKeySpecification { 0: key_type = "keyType" required });

impl MapsKeySpecification {
    /// Creates the model from its required properties.
    pub fn new(key_type: KeyType) -> Self {
        Self { key_type }
    }
}

/// One page of Maps provider operations.
pub struct MapsOperations {
    /// The operations of this page.
    ///
    /// Read-only: set by the service, and not sent.
    pub value: Option<Vec<OperationDetail>>,
    /// Where to get the next page; null on the last one.
    pub next_link: Option<String>,
}
fields!(MapsOperations: Default { 0: value = "value" read_only, 1: next_link = "nextLink" });

/// A metric that is reported to Azure Monitor.
pub struct MetricSpecification {
    /// The metric's name.
    pub name: Option<String>,
    /// The metric's name for people.
    pub display_name: Option<String>,
    /// What the metric measures, for people.
    pub display_description: Option<String>,
    /// The unit, such as `Count`.
    pub unit: Option<String>,
    /// The dimensions by which the metric can be split.
    pub dimensions: Option<Vec<Dimension>>,
    /// How values are combined by default, such as `Average`.
    pub aggregation_type: Option<String>,
    /// True if missing values count as zero.
    pub fill_gap_with_zero: Option<bool>,
    /// The group of metrics, such as `Capacity`.
    pub category: Option<String>,
    /// The dimension that holds the account's Azure ID.
    pub resource_id_dimension_name_override: Option<String>,
    /// The monitoring account inside Azure that stores the metric.
    pub source_mdm_account: Option<String>,
    /// The metric's name inside Azure.
    pub internal_metric_name: Option<String>,
    /// The one way of combining values that is allowed, if fixed.
    pub lock_aggregation_type: Option<String>,
    /// The monitoring namespace inside Azure that stores the metric.
    pub source_mdm_namespace: Option<String>,
    /// The ways of combining values to choose from.
    pub supported_aggregation_types: Option<String>,
}
fields!(MetricSpecification: Default {
    0: name = "name",
    1: display_name = "displayName",
    2: display_description = "displayDescription",
    3: unit = "unit",
    4: dimensions = "dimensions",
    5: aggregation_type = "aggregationType",
    6: fill_gap_with_zero = "fillGapWithZero",
    7: category = "category",
    8: resource_id_dimension_name_override = "resourceIdDimensionNameOverride",
    9: source_mdm_account = "sourceMdmAccount",
    10: internal_metric_name = "internalMetricName",
    11: lock_aggregation_type = "lockAggregationType",
    12: source_mdm_namespace = "sourceMdmNamespace",
    13: supported_aggregation_types = "supportedAggregationTypes",
});

/// The tier's short name: `G2` for Gen2 accounts, `S0` or `S1` for Gen1.
pub enum Name {
    S0,
    S1,
    G2,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(Name { 0: S0 = "S0", 1: S1 = "S1", 2: G2 = "G2" });

/// One operation of the Maps provider.
pub struct OperationDetail {
    /// The operation's name as role definitions write it.
    pub name: Option<String>,
    /// True if the operation works on data rather than on resources.
    pub is_data_action: Option<bool>,
    /// The operation in words for people.
    pub display: Option<OperationDisplay>,
    /// Who is meant to call the operation.
    pub origin: Option<String>,
    /// Further facts, metrics above all.
    pub properties: Option<OperationProperties>,
}
fields!(OperationDetail: Default {
    0: name = "name",
    1: is_data_action = "isDataAction",
    2: display = "display",
    3: origin = "origin",
    4: properties = "properties",
});

/// An operation in words for people.
pub struct OperationDisplay {
    /// The provider, spelled out.
    pub provider: Option<String>,
    /// The type of resource, spelled out.
    pub resource: Option<String>,
    /// The operation, spelled out in a few words.
    pub operation: Option<String>,
    /// What the operation does, in a sentence.
    pub description: Option<String>,
}
fields!(OperationDisplay: Default {
    0: provider = "provider",
    1: resource = "resource",
    2: operation = "operation",
    3: description = "description",
});

/// Further facts about an operation.
pub struct OperationProperties {
    /// What the service reports to Azure Monitor.
    pub service_specification: Option<ServiceSpecification>,
}
fields!(OperationProperties: Default { 0: service_specification = "serviceSpecification" });

/// What a service reports to Azure Monitor.
pub struct ServiceSpecification {
    /// The metrics that are reported.
    pub metric_specifications: Option<Vec<MetricSpecification>>,
}
fields!(ServiceSpecification: Default { 0: metric_specifications = "metricSpecifications" });

/// The key that signs the token: one of the shared keys, or `managedIdentity` for a key that renews
/// itself.
pub enum SigningKey {
    PrimaryKey,
    SecondaryKey,
    ManagedIdentity,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(SigningKey {
    0: PrimaryKey = "primaryKey",
    1: SecondaryKey = "secondaryKey",
    2: ManagedIdentity = "managedIdentity",
});

/// The pricing tier of a Maps account.
pub struct Sku {
    /// The tier's short name: `G2` for Gen2 accounts, `S0` or `S1` for Gen1.
    ///
    /// Required.
    pub name: Option<Name>,
    /// The tier's long name, which follows from the short one.
    ///
    /// Read-only: set by the service, and not sent.
    pub tier: Option<String>,
}
fields!(Sku: Default { 0: name = "name", 1: tier = "tier" read_only });

impl Sku {
    /// Creates the model from its required properties.
    pub fn new(name: Name) -> Self {
        Self {
            name: Some(name),
            ..arm_runtime::empty()
        }
    }
}

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
