// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Operations of `TenantAccess`.

use arm_runtime::{
    Arm, Call, IntoBody, Method, Operation, Pager, Paging, RequestBody, ResourceId,
};

use super::models;
use super::parameters::{
    ACCESS_NAME, FILTER, IF_MATCH, RESOURCE_GROUP_NAME, SERVICE_NAME,
};

/// Operations of `TenantAccess`.
#[derive(Clone, Debug)]
pub struct TenantAccessClient {
    pub(super) arm: Arm,
}

impl TenantAccessClient {
    /// Lists the access settings of a service: one for the management API, one for Git
    /// (`TenantAccess_ListByService`).
    ///
    /// `GET /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant`
    /// (a list in pages)
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `service_name`: The API Management service by name. 1 to 50 characters. Must match
    ///   `^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$`.
    ///
    /// # Example
    ///
    /// Both settings:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use futures::TryStreamExt;
    /// use generated::apimanagement::v2024_05_01::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .tenant_access_client();
    /// let mut pager = client.list_by_service("contoso-prod", "contoso-apim", None);
    /// while let Some(access_information_contract) = pager.try_next().await? {
    ///     println!("{access_information_contract:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_by_service(
        &self,
        resource_group_name: &str,
        service_name: &str,
        options: Option<TenantAccessListByServiceOptions>,
    ) -> Pager<models::AccessInformationContract> {
        let options = options.unwrap_or_default();
        self.arm
            .prepare(
                &LIST_BY_SERVICE,
                &[&resource_group_name, &service_name, &options.filter],
            )
            .into()
    }

    /// Like [`list_by_service`](Self::list_by_service), but addressed by resource ID.
    pub fn list_by_service_by_id(
        &self,
        id: &ResourceId,
        options: Option<TenantAccessListByServiceOptions>,
    ) -> Pager<models::AccessInformationContract> {
        let options = options.unwrap_or_default();
        self.arm.prepare_by_id(&LIST_BY_SERVICE, id, &[&options.filter]).into()
    }

    /// Reads the version of an access setting without its contents (`TenantAccess_GetEntityTag`).
    ///
    /// `HEAD /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{accessName}`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `service_name`: The API Management service by name. 1 to 50 characters. Must match
    ///   `^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$`.
    /// - `access_name`: Which access setting: `access` is the management API, `gitAccess` is Git.
    ///
    /// The response has the header `ETag`.
    ///
    /// # Example
    ///
    /// The version of the management setting:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::apimanagement::v2024_05_01::{Client, models::AccessIdName};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .tenant_access_client();
    /// client.get_entity_tag("contoso-prod", "contoso-apim", AccessIdName::Access).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_entity_tag(
        &self,
        resource_group_name: &str,
        service_name: &str,
        access_name: models::AccessIdName,
    ) -> Call<()> {
        self.arm
            .prepare(
                &GET_ENTITY_TAG,
                &[&resource_group_name, &service_name, &access_name],
            )
            .into()
    }

    /// Like [`get_entity_tag`](Self::get_entity_tag), but addressed by resource ID.
    pub fn get_entity_tag_by_id(&self, id: &ResourceId) -> Call<()> {
        self.arm.prepare_by_id(&GET_ENTITY_TAG, id, &[]).into()
    }

    /// Reads an access setting, keys left out (`TenantAccess_Get`).
    ///
    /// `GET /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{accessName}`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `service_name`: The API Management service by name. 1 to 50 characters. Must match
    ///   `^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$`.
    /// - `access_name`: Which access setting: `access` is the management API, `gitAccess` is Git.
    ///
    /// The response has the header `ETag`.
    ///
    /// # Example
    ///
    /// The management setting:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::apimanagement::v2024_05_01::{Client, models::AccessIdName};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .tenant_access_client();
    /// let access_information_contract = client
    ///     .get("contoso-prod", "contoso-apim", AccessIdName::Access)
    ///     .await?
    ///     .into_model()?;
    /// println!("{access_information_contract:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(
        &self,
        resource_group_name: &str,
        service_name: &str,
        access_name: models::AccessIdName,
    ) -> Call<models::AccessInformationContract> {
        self.arm
            .prepare(&GET, &[&resource_group_name, &service_name, &access_name])
            .into()
    }

    /// Like [`get`](Self::get), but addressed by resource ID.
    pub fn get_by_id(&self, id: &ResourceId) -> Call<models::AccessInformationContract> {
        self.arm.prepare_by_id(&GET, id, &[]).into()
    }

    /// Writes an access setting as a whole, keys included (`TenantAccess_Create`).
    ///
    /// `PUT /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{accessName}`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `service_name`: The API Management service by name. 1 to 50 characters. Must match
    ///   `^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$`.
    /// - `access_name`: Which access setting: `access` is the management API, `gitAccess` is Git.
    /// - `if_match`: The `ETag` last read, so that nothing newer is overwritten, or `*` to write in any case.
    /// - `parameters`: The setting as it should be.
    ///
    /// The response has the header `ETag`.
    ///
    /// # Example
    ///
    /// Write a setting with keys:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::apimanagement::v2024_05_01::{Client, models::{AccessIdName, AccessInformationCreateParameterProperties, AccessInformationCreateParameters}};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .tenant_access_client();
    /// let parameters = AccessInformationCreateParameters {
    ///     properties: Some(AccessInformationCreateParameterProperties {
    ///         principal_id: Some("7c0d".into()),
    ///         primary_key: Some("<secret>".into()),
    ///         secondary_key: Some("<secret>".into()),
    ///         enabled: Some(true),
    ///     }),
    /// };
    /// let access_information_contract = client
    ///     .create("contoso-prod", "contoso-apim", AccessIdName::Access, "*", &parameters)
    ///     .await?
    ///     .into_model()?;
    /// println!("{access_information_contract:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(
        &self,
        resource_group_name: &str,
        service_name: &str,
        access_name: models::AccessIdName,
        if_match: &str,
        parameters: impl IntoBody<models::AccessInformationCreateParameters>,
    ) -> Call<models::AccessInformationContract> {
        self.arm
            .prepare(
                &CREATE,
                &[&resource_group_name, &service_name, &access_name, &if_match],
            )
            .body(parameters)
            .into()
    }

    /// Like [`create`](Self::create), but addressed by resource ID.
    pub fn create_by_id(
        &self,
        id: &ResourceId,
        if_match: &str,
        parameters: impl IntoBody<models::AccessInformationCreateParameters>,
    ) -> Call<models::AccessInformationContract> {
        self.arm.prepare_by_id(&CREATE, id, &[&if_match]).body(parameters).into()
    }

    /// Switches an access setting on or off (`TenantAccess_Update`).
    ///
    /// `PATCH /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{accessName}`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `service_name`: The API Management service by name. 1 to 50 characters. Must match
    ///   `^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$`.
    /// - `access_name`: Which access setting: `access` is the management API, `gitAccess` is Git.
    /// - `if_match`: The `ETag` last read, so that nothing newer is overwritten, or `*` to write in any case.
    /// - `parameters`: The part to change.
    ///
    /// The response has the header `ETag`.
    ///
    /// # Example
    ///
    /// Switch the setting off:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::apimanagement::v2024_05_01::{Client, models::{AccessIdName, AccessInformationUpdateParameters}};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .tenant_access_client();
    /// let parameters = AccessInformationUpdateParameters::default();
    /// let access_information_contract = client
    ///     .update(
    ///         "contoso-prod",
    ///         "contoso-apim",
    ///         AccessIdName::Access,
    ///         "\"AAAAAAAAVf4=\"",
    ///         &parameters,
    ///     )
    ///     .await?
    ///     .into_model()?;
    /// println!("{access_information_contract:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn update(
        &self,
        resource_group_name: &str,
        service_name: &str,
        access_name: models::AccessIdName,
        if_match: &str,
        parameters: impl IntoBody<models::AccessInformationUpdateParameters>,
    ) -> Call<models::AccessInformationContract> {
        self.arm
            .prepare(
                &UPDATE,
                &[&resource_group_name, &service_name, &access_name, &if_match],
            )
            .body(parameters)
            .into()
    }

    /// Like [`update`](Self::update), but addressed by resource ID.
    pub fn update_by_id(
        &self,
        id: &ResourceId,
        if_match: &str,
        parameters: impl IntoBody<models::AccessInformationUpdateParameters>,
    ) -> Call<models::AccessInformationContract> {
        self.arm.prepare_by_id(&UPDATE, id, &[&if_match]).body(parameters).into()
    }

    /// Replaces the primary key of an access setting; read the new one with the list-secrets operation
    /// (`TenantAccess_RegeneratePrimaryKey`).
    ///
    /// `POST /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{accessName}/regeneratePrimaryKey`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `service_name`: The API Management service by name. 1 to 50 characters. Must match
    ///   `^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$`.
    /// - `access_name`: Which access setting: `access` is the management API, `gitAccess` is Git.
    ///
    /// # Example
    ///
    /// Replace the primary key:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::apimanagement::v2024_05_01::{Client, models::AccessIdName};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .tenant_access_client();
    /// client
    ///     .regenerate_primary_key("contoso-prod", "contoso-apim", AccessIdName::Access)
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

    /// Replaces the secondary key of an access setting; read the new one with the list-secrets operation
    /// (`TenantAccess_RegenerateSecondaryKey`).
    ///
    /// `POST /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{accessName}/regenerateSecondaryKey`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `service_name`: The API Management service by name. 1 to 50 characters. Must match
    ///   `^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$`.
    /// - `access_name`: Which access setting: `access` is the management API, `gitAccess` is Git.
    ///
    /// # Example
    ///
    /// Replace the secondary key:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::apimanagement::v2024_05_01::{Client, models::AccessIdName};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .tenant_access_client();
    /// client
    ///     .regenerate_secondary_key("contoso-prod", "contoso-apim", AccessIdName::Access)
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

    /// Reads an access setting together with both keys (`TenantAccess_ListSecrets`).
    ///
    /// `POST /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{accessName}/listSecrets`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `service_name`: The API Management service by name. 1 to 50 characters. Must match
    ///   `^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$`.
    /// - `access_name`: Which access setting: `access` is the management API, `gitAccess` is Git.
    ///
    /// The response has the header `ETag`.
    ///
    /// # Example
    ///
    /// The setting with its keys:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::apimanagement::v2024_05_01::{Client, models::AccessIdName};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .tenant_access_client();
    /// let access_information_secrets_contract = client
    ///     .list_secrets("contoso-prod", "contoso-apim", AccessIdName::Access)
    ///     .await?
    ///     .into_model()?;
    /// println!("{access_information_secrets_contract:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_secrets(
        &self,
        resource_group_name: &str,
        service_name: &str,
        access_name: models::AccessIdName,
    ) -> Call<models::AccessInformationSecretsContract> {
        self.arm
            .prepare(&LIST_SECRETS, &[&resource_group_name, &service_name, &access_name])
            .into()
    }

    /// Like [`list_secrets`](Self::list_secrets), but addressed by resource ID.
    pub fn list_secrets_by_id(
        &self,
        id: &ResourceId,
    ) -> Call<models::AccessInformationSecretsContract> {
        self.arm.prepare_by_id(&LIST_SECRETS, id, &[]).into()
    }
}

/// Optional parameters of [`TenantAccessClient::list_by_service`](super::TenantAccessClient::list_by_service).
#[derive(Clone, Debug, Default)]
pub struct TenantAccessListByServiceOptions {
    /// Accepted and ignored by the service.
    pub filter: Option<String>,
}

pub(super) static LIST_BY_SERVICE: Operation = Operation {
    id: "TenantAccess_ListByService",
    method: Method::Get,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant",
    api_version: "2024-05-01",
    parameters: &[RESOURCE_GROUP_NAME, SERVICE_NAME, FILTER],
    success: &[200],
    paging: Some(Paging::VALUE),
    ..Operation::DEFAULT
};

pub(super) static GET_ENTITY_TAG: Operation = Operation {
    id: "TenantAccess_GetEntityTag",
    method: Method::Head,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{accessName}",
    api_version: "2024-05-01",
    parameters: &[RESOURCE_GROUP_NAME, SERVICE_NAME, ACCESS_NAME],
    success: &[200],
    ..Operation::DEFAULT
};

pub(super) static GET: Operation = Operation {
    id: "TenantAccess_Get",
    method: Method::Get,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{accessName}",
    api_version: "2024-05-01",
    parameters: &[RESOURCE_GROUP_NAME, SERVICE_NAME, ACCESS_NAME],
    success: &[200],
    ..Operation::DEFAULT
};

pub(super) static CREATE: Operation = Operation {
    id: "TenantAccess_Create",
    method: Method::Put,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{accessName}",
    api_version: "2024-05-01",
    parameters: &[RESOURCE_GROUP_NAME, SERVICE_NAME, ACCESS_NAME, IF_MATCH],
    body: Some(RequestBody::JSON),
    success: &[200],
    ..Operation::DEFAULT
};

pub(super) static UPDATE: Operation = Operation {
    id: "TenantAccess_Update",
    method: Method::Patch,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{accessName}",
    api_version: "2024-05-01",
    parameters: &[RESOURCE_GROUP_NAME, SERVICE_NAME, ACCESS_NAME, IF_MATCH],
    body: Some(RequestBody::JSON),
    success: &[200],
    ..Operation::DEFAULT
};

pub(super) static REGENERATE_PRIMARY_KEY: Operation = Operation {
    id: "TenantAccess_RegeneratePrimaryKey",
    method: Method::Post,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{accessName}/regeneratePrimaryKey",
    api_version: "2024-05-01",
    parameters: &[RESOURCE_GROUP_NAME, SERVICE_NAME, ACCESS_NAME],
    success: &[204],
    ..Operation::DEFAULT
};

pub(super) static REGENERATE_SECONDARY_KEY: Operation = Operation {
    id: "TenantAccess_RegenerateSecondaryKey",
    method: Method::Post,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{accessName}/regenerateSecondaryKey",
    api_version: "2024-05-01",
    parameters: &[RESOURCE_GROUP_NAME, SERVICE_NAME, ACCESS_NAME],
    success: &[204],
    ..Operation::DEFAULT
};

pub(super) static LIST_SECRETS: Operation = Operation {
    id: "TenantAccess_ListSecrets",
    method: Method::Post,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/tenant/{accessName}/listSecrets",
    api_version: "2024-05-01",
    parameters: &[RESOURCE_GROUP_NAME, SERVICE_NAME, ACCESS_NAME],
    success: &[200],
    ..Operation::DEFAULT
};
