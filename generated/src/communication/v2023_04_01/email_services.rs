// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Operations of `EmailServices`.

use arm_runtime::{
    Arm, Call, FinalState, IntoBody, Method, Operation, Pager, Paging, Poller,
    RequestBody, ResourceId,
};

use super::models;
use super::parameters::{EMAIL_SERVICE_NAME, RESOURCE_GROUP_NAME};

/// Operations of `EmailServices`.
#[derive(Clone, Debug)]
pub struct EmailServicesClient {
    pub(super) arm: Arm,
}

impl EmailServicesClient {
    /// Reads one email service (`EmailServices_Get`).
    ///
    /// `GET /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `email_service_name`: The email service by name. 1 to 63 characters. Must match `^[a-zA-Z0-9-]+$`.
    ///
    /// # Example
    ///
    /// An email service:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2023_04_01::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .email_services_client();
    /// let email_service_resource = client
    ///     .get("contoso-prod", "contoso-mail")
    ///     .await?
    ///     .into_model()?;
    /// println!("{email_service_resource:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(
        &self,
        resource_group_name: &str,
        email_service_name: &str,
    ) -> Call<models::EmailServiceResource> {
        self.arm.prepare(&GET, &[&resource_group_name, &email_service_name]).into()
    }

    /// Like [`get`](Self::get), but addressed by resource ID.
    pub fn get_by_id(&self, id: &ResourceId) -> Call<models::EmailServiceResource> {
        self.arm.prepare_by_id(&GET, id, &[]).into()
    }

    /// Creates an email service, or replaces the one of that name (`EmailServices_CreateOrUpdate`).
    ///
    /// `PUT /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}`
    /// (a long-running operation)
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `email_service_name`: The email service by name. 1 to 63 characters. Must match `^[a-zA-Z0-9-]+$`.
    /// - `parameters`: The email service as it should be.
    ///
    /// # Example
    ///
    /// Create an email service:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2023_04_01::{Client, models::{EmailServiceProperties, EmailServiceResource}};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .email_services_client();
    /// let parameters = EmailServiceResource {
    ///     location: Some("global".into()),
    ///     properties: Some(EmailServiceProperties {
    ///         data_location: Some("Europe".into()),
    ///         ..Default::default()
    ///     }),
    ///     ..Default::default()
    /// };
    /// let email_service_resource = client
    ///     .create_or_update("contoso-prod", "contoso-mail", &parameters)
    ///     .await?
    ///     .into_model()?;
    /// println!("{email_service_resource:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_or_update(
        &self,
        resource_group_name: &str,
        email_service_name: &str,
        parameters: impl IntoBody<models::EmailServiceResource>,
    ) -> Poller<models::EmailServiceResource> {
        self.arm
            .prepare(&CREATE_OR_UPDATE, &[&resource_group_name, &email_service_name])
            .body(parameters)
            .into()
    }

    /// Like [`create_or_update`](Self::create_or_update), but addressed by resource ID.
    pub fn create_or_update_by_id(
        &self,
        id: &ResourceId,
        parameters: impl IntoBody<models::EmailServiceResource>,
    ) -> Poller<models::EmailServiceResource> {
        self.arm.prepare_by_id(&CREATE_OR_UPDATE, id, &[]).body(parameters).into()
    }

    /// Deletes an email service (`EmailServices_Delete`).
    ///
    /// `DELETE /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}`
    /// (a long-running operation)
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `email_service_name`: The email service by name. 1 to 63 characters. Must match `^[a-zA-Z0-9-]+$`.
    ///
    /// # Example
    ///
    /// Delete an email service:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2023_04_01::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .email_services_client();
    /// client.delete("contoso-prod", "contoso-mail").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete(
        &self,
        resource_group_name: &str,
        email_service_name: &str,
    ) -> Poller<()> {
        self.arm.prepare(&DELETE, &[&resource_group_name, &email_service_name]).into()
    }

    /// Like [`delete`](Self::delete), but addressed by resource ID.
    pub fn delete_by_id(&self, id: &ResourceId) -> Poller<()> {
        self.arm.prepare_by_id(&DELETE, id, &[]).into()
    }

    /// Changes the tags of an email service (`EmailServices_Update`).
    ///
    /// `PATCH /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}`
    /// (a long-running operation)
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `email_service_name`: The email service by name. 1 to 63 characters. Must match `^[a-zA-Z0-9-]+$`.
    /// - `parameters`: The tags to set.
    ///
    /// # Example
    ///
    /// Change the tags:
    ///
    /// ```no_run
    /// use std::collections::BTreeMap;
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2023_04_01::{Client, models::EmailServiceResourceUpdate};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .email_services_client();
    /// let parameters = EmailServiceResourceUpdate {
    ///     tags: Some(BTreeMap::from([("team".into(), "mail".into())])),
    /// };
    /// let email_service_resource = client
    ///     .update("contoso-prod", "contoso-mail", &parameters)
    ///     .await?
    ///     .into_model()?;
    /// println!("{email_service_resource:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn update(
        &self,
        resource_group_name: &str,
        email_service_name: &str,
        parameters: impl IntoBody<models::EmailServiceResourceUpdate>,
    ) -> Poller<models::EmailServiceResource> {
        self.arm
            .prepare(&UPDATE, &[&resource_group_name, &email_service_name])
            .body(parameters)
            .into()
    }

    /// Like [`update`](Self::update), but addressed by resource ID.
    pub fn update_by_id(
        &self,
        id: &ResourceId,
        parameters: impl IntoBody<models::EmailServiceResourceUpdate>,
    ) -> Poller<models::EmailServiceResource> {
        self.arm.prepare_by_id(&UPDATE, id, &[]).body(parameters).into()
    }

    /// Lists the email services of the whole subscription (`EmailServices_ListBySubscription`).
    ///
    /// `GET /subscriptions/{subscriptionId}/providers/Microsoft.Communication/emailServices` (a list in
    /// pages)
    ///
    /// # Example
    ///
    /// The only page:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use futures::TryStreamExt;
    /// use generated::communication::v2023_04_01::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .email_services_client();
    /// let mut pager = client.list_by_subscription();
    /// while let Some(email_service_resource) = pager.try_next().await? {
    ///     println!("{email_service_resource:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_by_subscription(&self) -> Pager<models::EmailServiceResource> {
        self.arm.prepare(&LIST_BY_SUBSCRIPTION, &[]).into()
    }

    /// Lists the email services of one resource group (`EmailServices_ListByResourceGroup`).
    ///
    /// `GET /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices`
    /// (a list in pages)
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    ///
    /// # Example
    ///
    /// The only page:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use futures::TryStreamExt;
    /// use generated::communication::v2023_04_01::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .email_services_client();
    /// let mut pager = client.list_by_resource_group("contoso-prod");
    /// while let Some(email_service_resource) = pager.try_next().await? {
    ///     println!("{email_service_resource:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_by_resource_group(
        &self,
        resource_group_name: &str,
    ) -> Pager<models::EmailServiceResource> {
        self.arm.prepare(&LIST_BY_RESOURCE_GROUP, &[&resource_group_name]).into()
    }

    /// Lists the domains that Exchange Online has already verified for this tenant
    /// (`EmailServices_ListVerifiedExchangeOnlineDomains`).
    ///
    /// `POST /subscriptions/{subscriptionId}/providers/Microsoft.Communication/listVerifiedExchangeOnlineDomains`
    ///
    /// # Example
    ///
    /// Two domains:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2023_04_01::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .email_services_client();
    /// let response = client.list_verified_exchange_online_domains().await?.into_model()?;
    /// println!("{response:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_verified_exchange_online_domains(&self) -> Call<Vec<String>> {
        self.arm.prepare(&LIST_VERIFIED_EXCHANGE_ONLINE_DOMAINS, &[]).into()
    }
}

pub(super) static GET: Operation = Operation {
    id: "EmailServices_Get",
    method: Method::Get,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}",
    api_version: "2023-04-01",
    parameters: &[RESOURCE_GROUP_NAME, EMAIL_SERVICE_NAME],
    success: &[200],
    ..Operation::DEFAULT
};

pub(super) static CREATE_OR_UPDATE: Operation = Operation {
    id: "EmailServices_CreateOrUpdate",
    method: Method::Put,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}",
    api_version: "2023-04-01",
    parameters: &[RESOURCE_GROUP_NAME, EMAIL_SERVICE_NAME],
    body: Some(RequestBody::JSON),
    success: &[200, 201],
    long_running: Some(FinalState::AzureAsyncOperation),
    ..Operation::DEFAULT
};

pub(super) static DELETE: Operation = Operation {
    id: "EmailServices_Delete",
    method: Method::Delete,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}",
    api_version: "2023-04-01",
    parameters: &[RESOURCE_GROUP_NAME, EMAIL_SERVICE_NAME],
    success: &[200, 202, 204],
    long_running: Some(FinalState::Location),
    ..Operation::DEFAULT
};

pub(super) static UPDATE: Operation = Operation {
    id: "EmailServices_Update",
    method: Method::Patch,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}",
    api_version: "2023-04-01",
    parameters: &[RESOURCE_GROUP_NAME, EMAIL_SERVICE_NAME],
    body: Some(RequestBody::JSON),
    success: &[200, 201],
    long_running: Some(FinalState::AzureAsyncOperation),
    ..Operation::DEFAULT
};

pub(super) static LIST_BY_SUBSCRIPTION: Operation = Operation {
    id: "EmailServices_ListBySubscription",
    method: Method::Get,
    path: "/subscriptions/{subscriptionId}/providers/Microsoft.Communication/emailServices",
    api_version: "2023-04-01",
    success: &[200],
    paging: Some(Paging::VALUE),
    ..Operation::DEFAULT
};

pub(super) static LIST_BY_RESOURCE_GROUP: Operation = Operation {
    id: "EmailServices_ListByResourceGroup",
    method: Method::Get,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices",
    api_version: "2023-04-01",
    parameters: &[RESOURCE_GROUP_NAME],
    success: &[200],
    paging: Some(Paging::VALUE),
    ..Operation::DEFAULT
};

pub(super) static LIST_VERIFIED_EXCHANGE_ONLINE_DOMAINS: Operation = Operation {
    id: "EmailServices_ListVerifiedExchangeOnlineDomains",
    method: Method::Post,
    path: "/subscriptions/{subscriptionId}/providers/Microsoft.Communication/listVerifiedExchangeOnlineDomains",
    api_version: "2023-04-01",
    success: &[200],
    ..Operation::DEFAULT
};
