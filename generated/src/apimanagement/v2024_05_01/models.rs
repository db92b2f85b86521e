// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Models: the bodies and responses of the operations.
#![allow(missing_docs, reason = "the spec leaves items without a description")]

use arm_runtime::{DateTime, JsonValue, Secret, fields, string_enum};

/// Which access setting: `access` is the management API, `gitAccess` is Git.
pub enum AccessIdName {
    Access,
    GitAccess,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(AccessIdName { 0: Access = "access", 1: GitAccess = "gitAccess" });

/// One page of access settings.
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
fields!(AccessInformationCollection: Default {
    0: value = "value" read_only,
    1: count = "count",
    2: next_link = "nextLink" read_only,
});

/// An access setting as a resource, keys left out.
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
fields!(AccessInformationContract: Default {
    0: id = "id" read_only,
    1: name = "name" read_only,
    2: r#type = "type" read_only,
    3: properties = "properties",
});

/// An access setting, keys left out.
pub struct AccessInformationContractProperties {
    /// Which setting this is: `access` or `gitAccess`.
    pub id: Option<String>,
    /// The identifier of the user who has this access.
    pub principal_id: Option<String>,
    /// True if access is switched on.
    pub enabled: Option<bool>,
}
fields!(AccessInformationContractProperties: Default {
    0: id = "id",
    1: principal_id = "principalId",
    2: enabled = "enabled",
});

/// The contents of an access setting to write.
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
fields!(AccessInformationCreateParameterProperties: Default {
    0: principal_id = "principalId",
    1: primary_key = "primaryKey",
    2: secondary_key = "secondaryKey",
    3: enabled = "enabled",
});

/// An access setting to write as a whole.
pub struct AccessInformationCreateParameters {
    /// The setting itself.
    pub properties: Option<AccessInformationCreateParameterProperties>,
}
fields!(AccessInformationCreateParameters: Default { 0: properties = "properties" });

/// An access setting with both keys.
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
fields!(AccessInformationSecretsContract: Default {
    0: id = "id",
    1: principal_id = "principalId",
    2: primary_key = "primaryKey",
    3: secondary_key = "secondaryKey",
    4: enabled = "enabled",
});

/// The part of an access setting that can be changed on its own.
pub struct AccessInformationUpdateParameterProperties {
    /// True to switch access on, false to switch it off.
    pub enabled: Option<bool>,
}
fields!(AccessInformationUpdateParameterProperties: Default { 0: enabled = "enabled" });

/// A partial change to an access setting.
pub struct AccessInformationUpdateParameters {
    /// The part to change.
    pub properties: Option<AccessInformationUpdateParameterProperties>,
}
fields!(AccessInformationUpdateParameters: Default { 0: properties = "properties" });

/// How far the operation has come.
pub enum AsyncOperationStatus {
    Started,
    InProgress,
    Succeeded,
    Failed,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(AsyncOperationStatus {
    0: Started = "Started",
    1: InProgress = "InProgress",
    2: Succeeded = "Succeeded",
    3: Failed = "Failed",
});

/// Always `configuration`, the one there is.
pub enum ConfigurationIdName {
    Configuration,
    /// A value that the spec does not define.
    UnknownValue(String),
}
string_enum!(ConfigurationIdName { 0: Configuration = "configuration" });

/// The branch to deploy or validate.
pub struct DeployConfigurationParameterProperties {
    /// The Git branch to read from.
    pub branch: String,
    /// True to delete the subscriptions of products that this deployment removes.
    pub force: Option<bool>,
}
fields!(DeployConfigurationParameterProperties {
    0: branch = "branch" required,
    1: force = "force",
});

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
pub struct DeployConfigurationParameters {
    /// The branch and how to treat it.
    pub properties: Option<DeployConfigurationParameterProperties>,
}
fields!(DeployConfigurationParameters: Default { 0: properties = "properties" });

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

/// What is wrong with one field of a request.
pub struct ErrorFieldContract {
    /// The kind of mistake.
    pub code: Option<String>,
    /// The mistake, in words.
    pub message: Option<String>,
    /// The field.
    pub target: Option<String>,
}
fields!(ErrorFieldContract: Default {
    0: code = "code",
    1: message = "message",
    2: target = "target",
});

/// The response to a request that failed.
pub struct ErrorResponse {
    /// What failed, and why.
    pub error: Option<ErrorDetail>,
}
fields!(ErrorResponse: Default { 0: error = "error" });

/// Why a Git operation failed.
pub struct ErrorResponseBody {
    /// The kind of failure, finer than the HTTP status.
    pub code: Option<String>,
    /// The failure, in words.
    pub message: Option<String>,
    /// The fields that were refused, if the request did not pass validation.
    pub details: Option<Vec<ErrorFieldContract>>,
}
fields!(ErrorResponseBody: Default {
    0: code = "code",
    1: message = "message",
    2: details = "details",
});

/// How a long Git operation went, as a resource.
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
fields!(OperationResultContract: Default {
    0: id = "id" read_only,
    1: name = "name" read_only,
    2: r#type = "type" read_only,
    3: properties = "properties",
});

/// How a long Git operation went.
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
fields!(OperationResultContractProperties: Default {
    0: id = "id",
    1: status = "status",
    2: started = "started",
    3: updated = "updated",
    4: result_info = "resultInfo",
    5: error = "error",
    6: action_log = "actionLog" read_only,
});

/// One entity that a deployment would touch.
pub struct OperationResultLogItemContract {
    /// The entity's type.
    pub object_type: Option<String>,
    /// What would be done to it, such as `Create`.
    pub action: Option<String>,
    /// The entity's identifier.
    pub object_key: Option<String>,
}
fields!(OperationResultLogItemContract: Default {
    0: object_type = "objectType",
    1: action = "action",
    2: object_key = "objectKey",
});

/// Where to commit the configuration.
pub struct SaveConfigurationParameter {
    /// The branch and how to treat it.
    pub properties: Option<SaveConfigurationParameterProperties>,
}
fields!(SaveConfigurationParameter: Default { 0: properties = "properties" });

/// The branch to commit to.
pub struct SaveConfigurationParameterProperties {
    /// The Git branch to write to.
    pub branch: String,
    /// True to commit even over newer changes in the repository, which are lost.
    pub force: Option<bool>,
}
fields!(SaveConfigurationParameterProperties { 0: branch = "branch" required, 1: force = "force" });

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
fields!(TenantConfigurationSyncStateContract: Default {
    0: id = "id" read_only,
    1: name = "name" read_only,
    2: r#type = "type" read_only,
    3: properties = "properties",
});

/// How configuration and repository compare.
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
fields!(TenantConfigurationSyncStateContractProperties: Default {
    0: branch = "branch",
    1: commit_id = "commitId",
    2: is_export = "isExport",
    3: is_synced = "isSynced",
    4: is_git_enabled = "isGitEnabled",
    5: sync_date = "syncDate",
    6: configuration_change_date = "configurationChangeDate",
    7: last_operation_id = "lastOperationId",
});
