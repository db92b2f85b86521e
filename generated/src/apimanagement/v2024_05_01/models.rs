// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Models: the bodies and responses of the operations.
#![allow(missing_docs, reason = "the spec leaves items without a description")]

use arm_runtime::{DateTime, JsonValue, Secret, fields, string_enum};

/// Which access setting: `access` is the management API, `gitAccess` is Git.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum AccessIdName {
    Access,
    GitAccess,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(AccessIdName { Access: "access", GitAccess: "gitAccess" });

/// One page of access settings.
#[derive(Clone, Default, PartialEq)]
pub struct AccessInformationCollection {
    /// The settings of this page.
    ///
    /// Read-only: set by the service, and not sent.
    pub value: Option<Vec<AccessInformationContract>>,
    /// How many settings there are in all.
    pub count: Option<i64>,
    /// Where to get the next page; empty on the last one.
    ///
    /// Read-only: set by the service, and not sent.
    pub next_link: Option<String>,
}
fields!(AccessInformationCollection {
    value: "value" read_only,
    count: "count",
    next_link: "nextLink" read_only,
});

/// An access setting as a resource, keys left out.
#[derive(Clone, Default, PartialEq)]
pub struct AccessInformationContract {
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
    /// The setting itself.
    pub properties: Option<AccessInformationContractProperties>,
}
fields!(AccessInformationContract {
    id: "id" read_only,
    name: "name" read_only,
    r#type: "type" read_only,
    properties: "properties",
});

/// An access setting, keys left out.
#[derive(Clone, Default, PartialEq)]
pub struct AccessInformationContractProperties {
    /// Which setting this is: `access` or `gitAccess`.
    pub id: Option<String>,
    /// The identifier of the user who has this access.
    pub principal_id: Option<String>,
    /// True if access is switched on.
    pub enabled: Option<bool>,
}
fields!(AccessInformationContractProperties {
    id: "id",
    principal_id: "principalId",
    enabled: "enabled",
});

/// The contents of an access setting to write.
#[derive(Clone, Default, PartialEq)]
pub struct AccessInformationCreateParameterProperties {
    /// The identifier of the user who has this access.
    pub principal_id: Option<String>,
    /// The first key; reads do not return it, only the list-secrets operation does.
    pub primary_key: Option<Secret>,
    /// The second key; reads do not return it, only the list-secrets operation does.
    pub secondary_key: Option<Secret>,
    /// True to switch access on.
    pub enabled: Option<bool>,
}
fields!(AccessInformationCreateParameterProperties {
    principal_id: "principalId",
    primary_key: "primaryKey",
    secondary_key: "secondaryKey",
    enabled: "enabled",
});

/// An access setting to write as a whole.
#[derive(Clone, Default, PartialEq)]
pub struct AccessInformationCreateParameters {
    /// The setting itself.
    pub properties: Option<AccessInformationCreateParameterProperties>,
}
fields!(AccessInformationCreateParameters { properties: "properties" });

/// An access setting with both keys.
#[derive(Clone, Default, PartialEq)]
pub struct AccessInformationSecretsContract {
    /// Which setting this is: `access` or `gitAccess`.
    pub id: Option<String>,
    /// The identifier of the user who has this access.
    pub principal_id: Option<String>,
    /// The first key.
    pub primary_key: Option<Secret>,
    /// The second key.
    pub secondary_key: Option<Secret>,
    /// True if access is switched on.
    pub enabled: Option<bool>,
}
fields!(AccessInformationSecretsContract {
    id: "id",
    principal_id: "principalId",
    primary_key: "primaryKey",
    secondary_key: "secondaryKey",
    enabled: "enabled",
});

/// The part of an access setting that can be changed on its own.
#[derive(Clone, Default, PartialEq)]
pub struct AccessInformationUpdateParameterProperties {
    /// True to switch access on, false to switch it off.
    pub enabled: Option<bool>,
}
fields!(AccessInformationUpdateParameterProperties { enabled: "enabled" });

/// A partial change to an access setting.
#[derive(Clone, Default, PartialEq)]
pub struct AccessInformationUpdateParameters {
    /// The part to change.
    pub properties: Option<AccessInformationUpdateParameterProperties>,
}
fields!(AccessInformationUpdateParameters { properties: "properties" });

/// How far the operation has come.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum AsyncOperationStatus {
    Started,
    InProgress,
    Succeeded,
    Failed,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(AsyncOperationStatus {
    Started: "Started",
    InProgress: "InProgress",
    Succeeded: "Succeeded",
    Failed: "Failed",
});

/// Always `configuration`, the one there is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ConfigurationIdName {
    Configuration,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(ConfigurationIdName { Configuration: "configuration" });

/// The branch to deploy or validate.
#[derive(Clone, PartialEq)]
pub struct DeployConfigurationParameterProperties {
    /// The Git branch to read from.
    pub branch: String,
    /// True to delete the subscriptions of products that this deployment removes.
    pub force: Option<bool>,
}
fields!(DeployConfigurationParameterProperties { branch: "branch" required, force: "force" });

impl DeployConfigurationParameterProperties {
    /// Creates the model from its required properties.
    pub fn new(branch: impl Into<String>) -> Self {
        Self {
            branch: branch.into(),
            ..arm_runtime::empty()
        }
    }
}

/// What to deploy or validate.
#[derive(Clone, Default, PartialEq)]
pub struct DeployConfigurationParameters {
    /// The branch and how to treat it.
    pub properties: Option<DeployConfigurationParameterProperties>,
}
fields!(DeployConfigurationParameters { properties: "properties" });

/// One more piece of information about an error.
#[derive(Clone, Default, PartialEq)]
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
fields!(ErrorAdditionalInfo { r#type: "type" read_only, info: "info" read_only });

/// An error, with the errors that led to it.
#[derive(Clone, Default, PartialEq)]
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
fields!(ErrorDetail {
    code: "code" read_only,
    message: "message" read_only,
    target: "target" read_only,
    details: "details" read_only,
    additional_info: "additionalInfo" read_only,
});

/// What is wrong with one field of a request.
#[derive(Clone, Default, PartialEq)]
pub struct ErrorFieldContract {
    /// The kind of mistake.
    pub code: Option<String>,
    /// The mistake, in words.
    pub message: Option<String>,
    /// The field.
    pub target: Option<String>,
}
fields!(ErrorFieldContract { code: "code", message: "message", target: "target" });

/// The response to a request that failed.
#[derive(Clone, Default, PartialEq)]
pub struct ErrorResponse {
    /// What failed, and why.
    pub error: Option<ErrorDetail>,
}
fields!(ErrorResponse { error: "error" });

/// Why a Git operation failed.
#[derive(Clone, Default, PartialEq)]
pub struct ErrorResponseBody {
    /// The kind of failure, finer than the HTTP status.
    pub code: Option<String>,
    /// The failure, in words.
    pub message: Option<String>,
    /// The fields that were refused, if the request did not pass validation.
    pub details: Option<Vec<ErrorFieldContract>>,
}
fields!(ErrorResponseBody { code: "code", message: "message", details: "details" });

/// How a long Git operation went, as a resource.
#[derive(Clone, Default, PartialEq)]
pub struct OperationResultContract {
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
    /// The result itself.
    pub properties: Option<OperationResultContractProperties>,
}
fields!(OperationResultContract {
    id: "id" read_only,
    name: "name" read_only,
    r#type: "type" read_only,
    properties: "properties",
});

/// How a long Git operation went.
#[derive(Clone, Default, PartialEq)]
pub struct OperationResultContractProperties {
    /// The operation's identifier.
    pub id: Option<String>,
    /// How far the operation has come.
    pub status: Option<AsyncOperationStatus>,
    /// When the operation began.
    pub started: Option<DateTime>,
    /// When this result last changed.
    pub updated: Option<DateTime>,
    /// Remarks on the result, if there are any.
    pub result_info: Option<String>,
    /// Why the operation failed, if it did.
    pub error: Option<ErrorResponseBody>,
    /// What a deployment would touch; only a validation fills it.
    ///
    /// Read-only: set by the service, and not sent.
    pub action_log: Option<Vec<OperationResultLogItemContract>>,
}
fields!(OperationResultContractProperties {
    id: "id",
    status: "status",
    started: "started",
    updated: "updated",
    result_info: "resultInfo",
    error: "error",
    action_log: "actionLog" read_only,
});

/// One entity that a deployment would touch.
#[derive(Clone, Default, PartialEq)]
pub struct OperationResultLogItemContract {
    /// The entity's type.
    pub object_type: Option<String>,
    /// What would be done to it, such as `Create`.
    pub action: Option<String>,
    /// The entity's identifier.
    pub object_key: Option<String>,
}
fields!(OperationResultLogItemContract {
    object_type: "objectType",
    action: "action",
    object_key: "objectKey",
});

/// Where to commit the configuration.
#[derive(Clone, Default, PartialEq)]
pub struct SaveConfigurationParameter {
    /// The branch and how to treat it.
    pub properties: Option<SaveConfigurationParameterProperties>,
}
fields!(SaveConfigurationParameter { properties: "properties" });

/// The branch to commit to.
#[derive(Clone, PartialEq)]
pub struct SaveConfigurationParameterProperties {
    /// The Git branch to write to.
    pub branch: String,
    /// True to commit even over newer changes in the repository, which are lost.
    pub force: Option<bool>,
}
fields!(SaveConfigurationParameterProperties { branch: "branch" required, force: "force" });

impl SaveConfigurationParameterProperties {
    /// Creates the model from its required properties.
    pub fn new(branch: impl Into<String>) -> Self {
        Self {
            branch: branch.into(),
            ..arm_runtime::empty()
        }
    }
}

/// How configuration and repository compare, as a resource.
#[derive(Clone, Default, PartialEq)]
pub struct TenantConfigurationSyncStateContract {
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
    /// The comparison itself.
    pub properties: Option<TenantConfigurationSyncStateContractProperties>,
}
fields!(TenantConfigurationSyncStateContract {
    id: "id" read_only,
    name: "name" read_only,
    r#type: "type" read_only,
    properties: "properties",
});

/// How configuration and repository compare.
#[derive(Clone, Default, PartialEq)]
pub struct TenantConfigurationSyncStateContractProperties {
    /// The branch of the latest synchronization.
    pub branch: Option<String>,
    /// The latest commit, by its hash.
    pub commit_id: Option<String>,
    /// True if the latest synchronization was a save, false if it was a deployment.
    pub is_export: Option<bool>,
    /// True if nothing was changed since the latest synchronization.
    pub is_synced: Option<bool>,
    /// True if Git access is switched on.
    pub is_git_enabled: Option<bool>,
    /// When the latest synchronization took place.
    pub sync_date: Option<DateTime>,
    /// When the configuration last changed.
    pub configuration_change_date: Option<DateTime>,
    /// The latest Git operation, by its identifier.
    pub last_operation_id: Option<String>,
}
fields!(TenantConfigurationSyncStateContractProperties {
    branch: "branch",
    commit_id: "commitId",
    is_export: "isExport",
    is_synced: "isSynced",
    is_git_enabled: "isGitEnabled",
    sync_date: "syncDate",
    configuration_change_date: "configurationChangeDate",
    last_operation_id: "lastOperationId",
});
