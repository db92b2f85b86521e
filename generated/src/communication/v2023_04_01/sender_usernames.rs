// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Operations of `SenderUsernames`.

use arm_runtime::{
    Arm, Call, IntoBody, Method, Operation, Pager, Paging, RequestBody, ResourceId,
};

use super::models;
use super::parameters::{
    DOMAIN_NAME, EMAIL_SERVICE_NAME, RESOURCE_GROUP_NAME, SENDER_USERNAME,
};

/// Operations of `SenderUsernames`.
#[derive(Clone, Debug)]
pub struct SenderUsernamesClient {
    pub(super) arm: Arm,
}

impl SenderUsernamesClient {
    /// Lists the sender usernames of one domain (`SenderUsernames_ListByDomains`).
    ///
    /// `GET /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains/{domainName}/senderUsernames`
    /// (a list in pages)
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `email_service_name`: The email service by name. 1 to 63 characters. Must match `^[a-zA-Z0-9-]+$`.
    /// - `domain_name`: The sender domain by name, such as `mail.contoso.com` or `AzureManagedDomain`. 1 to
    ///   253 characters.
    ///
    /// # Example
    ///
    /// Two usernames:
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
    ///     .sender_usernames_client();
    /// let mut pager = client
    ///     .list_by_domains("contoso-prod", "contoso-mail", "mail.contoso.com");
    /// while let Some(sender_username_resource) = pager.try_next().await? {
    ///     println!("{sender_username_resource:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_by_domains(
        &self,
        resource_group_name: &str,
        email_service_name: &str,
        domain_name: &str,
    ) -> Pager<models::SenderUsernameResource> {
        self.arm
            .prepare(
                &LIST_BY_DOMAINS,
                &[&resource_group_name, &email_service_name, &domain_name],
            )
            .into()
    }

    /// Like [`list_by_domains`](Self::list_by_domains), but addressed by resource ID.
    pub fn list_by_domains_by_id(
        &self,
        id: &ResourceId,
    ) -> Pager<models::SenderUsernameResource> {
        self.arm.prepare_by_id(&LIST_BY_DOMAINS, id, &[]).into()
    }

    /// Reads one sender username (`SenderUsernames_Get`).
    ///
    /// `GET /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains/{domainName}/senderUsernames/{senderUsername}`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `email_service_name`: The email service by name. 1 to 63 characters. Must match `^[a-zA-Z0-9-]+$`.
    /// - `domain_name`: The sender domain by name, such as `mail.contoso.com` or `AzureManagedDomain`. 1 to
    ///   253 characters.
    /// - `sender_username`: The name before the @ of the sender's address. 1 to 253 characters.
    ///
    /// # Example
    ///
    /// A username:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2023_04_01::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .sender_usernames_client();
    /// let sender_username_resource = client
    ///     .get("contoso-prod", "contoso-mail", "mail.contoso.com", "news")
    ///     .await?
    ///     .into_model()?;
    /// println!("{sender_username_resource:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(
        &self,
        resource_group_name: &str,
        email_service_name: &str,
        domain_name: &str,
        sender_username: &str,
    ) -> Call<models::SenderUsernameResource> {
        self.arm
            .prepare(
                &GET,
                &[
                    &resource_group_name,
                    &email_service_name,
                    &domain_name,
                    &sender_username,
                ],
            )
            .into()
    }

    /// Like [`get`](Self::get), but addressed by resource ID.
    pub fn get_by_id(&self, id: &ResourceId) -> Call<models::SenderUsernameResource> {
        self.arm.prepare_by_id(&GET, id, &[]).into()
    }

    /// Allows a domain to send from one more username, or changes its display name
    /// (`SenderUsernames_CreateOrUpdate`).
    ///
    /// `PUT /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains/{domainName}/senderUsernames/{senderUsername}`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `email_service_name`: The email service by name. 1 to 63 characters. Must match `^[a-zA-Z0-9-]+$`.
    /// - `domain_name`: The sender domain by name, such as `mail.contoso.com` or `AzureManagedDomain`. 1 to
    ///   253 characters.
    /// - `sender_username`: The name before the @ of the sender's address. 1 to 253 characters.
    /// - `parameters`: The sender username as it should be.
    ///
    /// # Example
    ///
    /// Add a username:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2023_04_01::{Client, models::SenderUsernameResource};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .sender_usernames_client();
    /// let parameters = SenderUsernameResource::default();
    /// let sender_username_resource = client
    ///     .create_or_update(
    ///         "contoso-prod",
    ///         "contoso-mail",
    ///         "mail.contoso.com",
    ///         "news",
    ///         &parameters,
    ///     )
    ///     .await?
    ///     .into_model()?;
    /// println!("{sender_username_resource:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_or_update(
        &self,
        resource_group_name: &str,
        email_service_name: &str,
        domain_name: &str,
        sender_username: &str,
        parameters: impl IntoBody<models::SenderUsernameResource>,
    ) -> Call<models::SenderUsernameResource> {
        self.arm
            .prepare(
                &CREATE_OR_UPDATE,
                &[
                    &resource_group_name,
                    &email_service_name,
                    &domain_name,
                    &sender_username,
                ],
            )
            .body(parameters)
            .into()
    }

    /// Like [`create_or_update`](Self::create_or_update), but addressed by resource ID.
    pub fn create_or_update_by_id(
        &self,
        id: &ResourceId,
        parameters: impl IntoBody<models::SenderUsernameResource>,
    ) -> Call<models::SenderUsernameResource> {
        self.arm.prepare_by_id(&CREATE_OR_UPDATE, id, &[]).body(parameters).into()
    }

    /// Takes a sender username away from its domain (`SenderUsernames_Delete`).
    ///
    /// `DELETE /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains/{domainName}/senderUsernames/{senderUsername}`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `email_service_name`: The email service by name. 1 to 63 characters. Must match `^[a-zA-Z0-9-]+$`.
    /// - `domain_name`: The sender domain by name, such as `mail.contoso.com` or `AzureManagedDomain`. 1 to
    ///   253 characters.
    /// - `sender_username`: The name before the @ of the sender's address. 1 to 253 characters.
    ///
    /// # Example
    ///
    /// Delete a username:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2023_04_01::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .sender_usernames_client();
    /// client.delete("contoso-prod", "contoso-mail", "mail.contoso.com", "news").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete(
        &self,
        resource_group_name: &str,
        email_service_name: &str,
        domain_name: &str,
        sender_username: &str,
    ) -> Call<()> {
        self.arm
            .prepare(
                &DELETE,
                &[
                    &resource_group_name,
                    &email_service_name,
                    &domain_name,
                    &sender_username,
                ],
            )
            .into()
    }

    /// Like [`delete`](Self::delete), but addressed by resource ID.
    pub fn delete_by_id(&self, id: &ResourceId) -> Call<()> {
        self.arm.prepare_by_id(&DELETE, id, &[]).into()
    }
}

pub(super) static LIST_BY_DOMAINS: Operation = Operation {
    id: "SenderUsernames_ListByDomains",
    method: Method::Get,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains/{domainName}/senderUsernames",
    api_version: "2023-04-01",
    parameters: &[RESOURCE_GROUP_NAME, EMAIL_SERVICE_NAME, DOMAIN_NAME],
    success: &[200],
    paging: Some(Paging::VALUE),
    ..Operation::DEFAULT
};

pub(super) static GET: Operation = Operation {
    id: "SenderUsernames_Get",
    method: Method::Get,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains/{domainName}/senderUsernames/{senderUsername}",
    api_version: "2023-04-01",
    parameters: &[RESOURCE_GROUP_NAME, EMAIL_SERVICE_NAME, DOMAIN_NAME, SENDER_USERNAME],
    success: &[200],
    ..Operation::DEFAULT
};

pub(super) static CREATE_OR_UPDATE: Operation = Operation {
    id: "SenderUsernames_CreateOrUpdate",
    method: Method::Put,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains/{domainName}/senderUsernames/{senderUsername}",
    api_version: "2023-04-01",
    parameters: &[RESOURCE_GROUP_NAME, EMAIL_SERVICE_NAME, DOMAIN_NAME, SENDER_USERNAME],
    body: Some(RequestBody::JSON),
    success: &[200, 201],
    ..Operation::DEFAULT
};

pub(super) static DELETE: Operation = Operation {
    id: "SenderUsernames_Delete",
    method: Method::Delete,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains/{domainName}/senderUsernames/{senderUsername}",
    api_version: "2023-04-01",
    parameters: &[RESOURCE_GROUP_NAME, EMAIL_SERVICE_NAME, DOMAIN_NAME, SENDER_USERNAME],
    success: &[200, 204],
    ..Operation::DEFAULT
};
