// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Operations of `TenantAccessGit`.

use arm_runtime::{Arm, Call, Method, Operation, ResourceId};

use super::models;
use super::parameters::{ACCESS_NAME, RESOURCE_GROUP_NAME, SERVICE_NAME};

/// Operations of `TenantAccessGit`.
#[derive(Clone, Debug)]
pub struct TenantAccessGitClient {
    pub(super) arm: Arm,
}

impl TenantAccessGitClient {
    /// Replaces the primary key with which Git reaches the configuration repository
    /// (`TenantAccessGit_RegeneratePrimaryKey`).
    ///
    /// `POST /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{accessName}/git/regeneratePrimaryKey`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `service_name`: The API Management service by name. 1 to 50 characters. Must match
    ///   `^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$`.
    /// - `access_name`: Which access setting: `access` is the management API, `gitAccess` is Git.
    ///
    /// # Example
    ///
    /// Replace the primary key for Git:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::apimanagement::v2024_05_01::{Client, models::AccessIdName};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .tenant_access_git_client();
    /// client
    ///     .regenerate_primary_key("contoso-prod", "contoso-apim", AccessIdName::GitAccess)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn regenerate_primary_key(
        &self,
        resource_group_name: &str,
        service_name: &str,
        access_name: models::AccessIdName,
    ) -> Call<()> {
        self.arm
            .prepare(
                &REGENERATE_PRIMARY_KEY,
                &[&resource_group_name, &service_name, &access_name],
            )
            .into()
    }

    /// Like [`regenerate_primary_key`](Self::regenerate_primary_key), but addressed by resource ID.
    pub fn regenerate_primary_key_by_id(&self, id: &ResourceId) -> Call<()> {
        self.arm.prepare_by_id(&REGENERATE_PRIMARY_KEY, id, &[]).into()
    }

    /// Replaces the secondary key with which Git reaches the configuration repository
    /// (`TenantAccessGit_RegenerateSecondaryKey`).
    ///
    /// `POST /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{accessName}/git/regenerateSecondaryKey`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `service_name`: The API Management service by name. 1 to 50 characters. Must match
    ///   `^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$`.
    /// - `access_name`: Which access setting: `access` is the management API, `gitAccess` is Git.
    ///
    /// # Example
    ///
    /// Replace the secondary key for Git:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::apimanagement::v2024_05_01::{Client, models::AccessIdName};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .tenant_access_git_client();
    /// client
    ///     .regenerate_secondary_key(
    ///         "contoso-prod",
    ///         "contoso-apim",
    ///         AccessIdName::GitAccess,
    ///     )
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn regenerate_secondary_key(
        &self,
        resource_group_name: &str,
        service_name: &str,
        access_name: models::AccessIdName,
    ) -> Call<()> {
        self.arm
            .prepare(
                &REGENERATE_SECONDARY_KEY,
                &[&resource_group_name, &service_name, &access_name],
            )
            .into()
    }

    /// Like [`regenerate_secondary_key`](Self::regenerate_secondary_key), but addressed by resource ID.
    pub fn regenerate_secondary_key_by_id(&self, id: &ResourceId) -> Call<()> {
        self.arm.prepare_by_id(&REGENERATE_SECONDARY_KEY, id, &[]).into()
    }
}

pub(super) static REGENERATE_PRIMARY_KEY: Operation = Operation {
    id: "TenantAccessGit_RegeneratePrimaryKey",
    method: Method::Post,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{accessName}/git/regeneratePrimaryKey",
    api_version: "2024-05-01",
    parameters: &[RESOURCE_GROUP_NAME, SERVICE_NAME, ACCESS_NAME],
    success: &[204],
    ..Operation::DEFAULT
};

pub(super) static REGENERATE_SECONDARY_KEY: Operation = Operation {
    id: "TenantAccessGit_RegenerateSecondaryKey",
    method: Method::Post,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{accessName}/git/regenerateSecondaryKey",
    api_version: "2024-05-01",
    parameters: &[RESOURCE_GROUP_NAME, SERVICE_NAME, ACCESS_NAME],
    success: &[204],
    ..Operation::DEFAULT
};
