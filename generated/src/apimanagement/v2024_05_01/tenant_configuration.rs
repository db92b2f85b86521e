// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Operations of `TenantConfiguration`.

use arm_runtime::{
    Arm, Call, FinalState, IntoBody, Method, Operation, Poller, RequestBody, ResourceId,
};

use super::models;
use super::parameters::{CONFIGURATION_NAME, RESOURCE_GROUP_NAME, SERVICE_NAME};

/// Operations of `TenantConfiguration`.
#[derive(Clone, Debug)]
pub struct TenantConfigurationClient {
    pub(super) arm: Arm,
}

impl TenantConfigurationClient {
    /// Applies a Git branch to the running service; this takes minutes (`TenantConfiguration_Deploy`).
    ///
    /// `POST /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{configurationName}/deploy`
    /// (a long-running operation)
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `service_name`: The API Management service by name. 1 to 50 characters. Must match
    ///   `^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$`.
    /// - `configuration_name`: Always `configuration`, the one there is.
    /// - `parameters`: The branch to apply.
    ///
    /// See
    /// <https://azure.microsoft.com/en-us/documentation/articles/api-management-configuration-repository-git/#to-deploy-any-service-configuration-changes-to-the-api-management-service-instance>.
    ///
    /// # Example
    ///
    /// Deploy a branch that lacks a file:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::apimanagement::v2024_05_01::{Client, models::{ConfigurationIdName, DeployConfigurationParameters}};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .tenant_configuration_client();
    /// let parameters = DeployConfigurationParameters::default();
    /// let operation_result_contract = client
    ///     .deploy(
    ///         "contoso-prod",
    ///         "contoso-apim",
    ///         ConfigurationIdName::Configuration,
    ///         &parameters,
    ///     )
    ///     .await?
    ///     .into_model()?;
    /// println!("{operation_result_contract:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn deploy(
        &self,
        resource_group_name: &str,
        service_name: &str,
        configuration_name: models::ConfigurationIdName,
        parameters: impl IntoBody<models::DeployConfigurationParameters>,
    ) -> Poller<models::OperationResultContract> {
        self.arm
            .prepare(
                &DEPLOY,
                &[&resource_group_name, &service_name, &configuration_name],
            )
            .body(parameters)
            .into()
    }

    /// Like [`deploy`](Self::deploy), but addressed by resource ID.
    pub fn deploy_by_id(
        &self,
        id: &ResourceId,
        parameters: impl IntoBody<models::DeployConfigurationParameters>,
    ) -> Poller<models::OperationResultContract> {
        self.arm.prepare_by_id(&DEPLOY, id, &[]).body(parameters).into()
    }

    /// Commits the running configuration to a Git branch; this takes minutes (`TenantConfiguration_Save`).
    ///
    /// `POST /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{configurationName}/save`
    /// (a long-running operation)
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `service_name`: The API Management service by name. 1 to 50 characters. Must match
    ///   `^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$`.
    /// - `configuration_name`: Always `configuration`, the one there is.
    /// - `parameters`: The branch to commit to.
    ///
    /// See
    /// <https://azure.microsoft.com/en-us/documentation/articles/api-management-configuration-repository-git/#to-save-the-service-configuration-to-the-git-repository>.
    ///
    /// # Example
    ///
    /// Commit over newer changes:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::apimanagement::v2024_05_01::{Client, models::{ConfigurationIdName, SaveConfigurationParameter}};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .tenant_configuration_client();
    /// let parameters = SaveConfigurationParameter::default();
    /// let operation_result_contract = client
    ///     .save(
    ///         "contoso-prod",
    ///         "contoso-apim",
    ///         ConfigurationIdName::Configuration,
    ///         &parameters,
    ///     )
    ///     .await?
    ///     .into_model()?;
    /// println!("{operation_result_contract:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn save(
        &self,
        resource_group_name: &str,
        service_name: &str,
        configuration_name: models::ConfigurationIdName,
        parameters: impl IntoBody<models::SaveConfigurationParameter>,
    ) -> Poller<models::OperationResultContract> {
        self.arm
            .prepare(&SAVE, &[&resource_group_name, &service_name, &configuration_name])
            .body(parameters)
            .into()
    }

    /// Like [`save`](Self::save), but addressed by resource ID.
    pub fn save_by_id(
        &self,
        id: &ResourceId,
        parameters: impl IntoBody<models::SaveConfigurationParameter>,
    ) -> Poller<models::OperationResultContract> {
        self.arm.prepare_by_id(&SAVE, id, &[]).body(parameters).into()
    }

    /// Tries out what a deployment of a Git branch would change; this takes minutes
    /// (`TenantConfiguration_Validate`).
    ///
    /// `POST /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{configurationName}/validate`
    /// (a long-running operation)
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `service_name`: The API Management service by name. 1 to 50 characters. Must match
    ///   `^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$`.
    /// - `configuration_name`: Always `configuration`, the one there is.
    /// - `parameters`: The branch to try.
    ///
    /// # Example
    ///
    /// Validate a branch:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::apimanagement::v2024_05_01::{Client, models::{ConfigurationIdName, DeployConfigurationParameters}};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .tenant_configuration_client();
    /// let parameters = DeployConfigurationParameters::default();
    /// let operation_result_contract = client
    ///     .validate(
    ///         "contoso-prod",
    ///         "contoso-apim",
    ///         ConfigurationIdName::Configuration,
    ///         &parameters,
    ///     )
    ///     .await?
    ///     .into_model()?;
    /// println!("{operation_result_contract:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn validate(
        &self,
        resource_group_name: &str,
        service_name: &str,
        configuration_name: models::ConfigurationIdName,
        parameters: impl IntoBody<models::DeployConfigurationParameters>,
    ) -> Poller<models::OperationResultContract> {
        self.arm
            .prepare(
                &VALIDATE,
                &[&resource_group_name, &service_name, &configuration_name],
            )
            .body(parameters)
            .into()
    }

    /// Like [`validate`](Self::validate), but addressed by resource ID.
    pub fn validate_by_id(
        &self,
        id: &ResourceId,
        parameters: impl IntoBody<models::DeployConfigurationParameters>,
    ) -> Poller<models::OperationResultContract> {
        self.arm.prepare_by_id(&VALIDATE, id, &[]).body(parameters).into()
    }

    /// Compares the running configuration with its Git repository, as of the latest synchronization
    /// (`TenantConfiguration_GetSyncState`).
    ///
    /// `GET /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{configurationName}/syncState`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `service_name`: The API Management service by name. 1 to 50 characters. Must match
    ///   `^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$`.
    /// - `configuration_name`: Always `configuration`, the one there is.
    ///
    /// # Example
    ///
    /// In step with the repository:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::apimanagement::v2024_05_01::{Client, models::ConfigurationIdName};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .tenant_configuration_client();
    /// let tenant_configuration_sync_state_contract = client
    ///     .get_sync_state(
    ///         "contoso-prod",
    ///         "contoso-apim",
    ///         ConfigurationIdName::Configuration,
    ///     )
    ///     .await?
    ///     .into_model()?;
    /// println!("{tenant_configuration_sync_state_contract:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_sync_state(
        &self,
        resource_group_name: &str,
        service_name: &str,
        configuration_name: models::ConfigurationIdName,
    ) -> Call<models::TenantConfigurationSyncStateContract> {
        self.arm
            .prepare(
                &GET_SYNC_STATE,
                &[&resource_group_name, &service_name, &configuration_name],
            )
            .into()
    }

    /// Like [`get_sync_state`](Self::get_sync_state), but addressed by resource ID.
    pub fn get_sync_state_by_id(
        &self,
        id: &ResourceId,
    ) -> Call<models::TenantConfigurationSyncStateContract> {
        self.arm.prepare_by_id(&GET_SYNC_STATE, id, &[]).into()
    }
}

pub(super) static DEPLOY: Operation = Operation {
    id: "TenantConfiguration_Deploy",
    method: Method::Post,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{configurationName}/deploy",
    api_version: "2024-05-01",
    parameters: &[RESOURCE_GROUP_NAME, SERVICE_NAME, CONFIGURATION_NAME],
    body: Some(RequestBody::JSON),
    success: &[200, 202],
    long_running: Some(FinalState::Location),
    ..Operation::DEFAULT
};

pub(super) static SAVE: Operation = Operation {
    id: "TenantConfiguration_Save",
    method: Method::Post,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{configurationName}/save",
    api_version: "2024-05-01",
    parameters: &[RESOURCE_GROUP_NAME, SERVICE_NAME, CONFIGURATION_NAME],
    body: Some(RequestBody::JSON),
    success: &[200, 202],
    long_running: Some(FinalState::Location),
    ..Operation::DEFAULT
};

pub(super) static VALIDATE: Operation = Operation {
    id: "TenantConfiguration_Validate",
    method: Method::Post,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{configurationName}/validate",
    api_version: "2024-05-01",
    parameters: &[RESOURCE_GROUP_NAME, SERVICE_NAME, CONFIGURATION_NAME],
    body: Some(RequestBody::JSON),
    success: &[200, 202],
    long_running: Some(FinalState::Location),
    ..Operation::DEFAULT
};

pub(super) static GET_SYNC_STATE: Operation = Operation {
    id: "TenantConfiguration_GetSyncState",
    method: Method::Get,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{configurationName}/syncState",
    api_version: "2024-05-01",
    parameters: &[RESOURCE_GROUP_NAME, SERVICE_NAME, CONFIGURATION_NAME],
    success: &[200],
    ..Operation::DEFAULT
};
