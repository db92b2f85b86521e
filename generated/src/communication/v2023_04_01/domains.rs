// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Operations of `Domains`.

use arm_runtime::{
    Arm, Call, FinalState, IntoBody, Method, Operation, Pager, Paging, Poller,
    RequestBody, ResourceId,
};

use super::models;
use super::parameters::{DOMAIN_NAME, EMAIL_SERVICE_NAME, RESOURCE_GROUP_NAME};

/// Operations of `Domains`.
#[derive(Clone, Debug)]
pub struct DomainsClient {
    pub(super) arm: Arm,
}

impl DomainsClient {
    /// Reads one sender domain (`Domains_Get`).
    ///
    /// `GET /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains/{domainName}`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `email_service_name`: The email service by name. 1 to 63 characters. Must match `^[a-zA-Z0-9-]+$`.
    /// - `domain_name`: The sender domain by name, such as `mail.contoso.com` or `AzureManagedDomain`. 1 to
    ///   253 characters.
    ///
    /// # Example
    ///
    /// A domain in verification:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2023_04_01::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .domains_client();
    /// let domain_resource = client
    ///     .get("contoso-prod", "contoso-mail", "mail.contoso.com")
    ///     .await?
    ///     .into_model()?;
    /// println!("{domain_resource:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(
        &self,
        resource_group_name: &str,
        email_service_name: &str,
        domain_name: &str,
    ) -> Call<models::DomainResource> {
        self.arm
            .prepare(&GET, &[&resource_group_name, &email_service_name, &domain_name])
            .into()
    }

    /// Like [`get`](Self::get), but addressed by resource ID.
    pub fn get_by_id(&self, id: &ResourceId) -> Call<models::DomainResource> {
        self.arm.prepare_by_id(&GET, id, &[]).into()
    }

    /// Adds a sender domain to an email service, or replaces it (`Domains_CreateOrUpdate`).
    ///
    /// `PUT /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains/{domainName}`
    /// (a long-running operation)
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `email_service_name`: The email service by name. 1 to 63 characters. Must match `^[a-zA-Z0-9-]+$`.
    /// - `domain_name`: The sender domain by name, such as `mail.contoso.com` or `AzureManagedDomain`. 1 to
    ///   253 characters.
    /// - `parameters`: The domain as it should be.
    ///
    /// # Example
    ///
    /// Add a domain:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2023_04_01::{Client, models::DomainResource};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .domains_client();
    /// let parameters = DomainResource {
    ///     location: Some("global".into()),
    ///     ..Default::default()
    /// };
    /// let domain_resource = client
    ///     .create_or_update(
    ///         "contoso-prod",
    ///         "contoso-mail",
    ///         "mail.contoso.com",
    ///         &parameters,
    ///     )
    ///     .await?
    ///     .into_model()?;
    /// println!("{domain_resource:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_or_update(
        &self,
        resource_group_name: &str,
        email_service_name: &str,
        domain_name: &str,
        parameters: impl IntoBody<models::DomainResource>,
    ) -> Poller<models::DomainResource> {
        self.arm
            .prepare(
                &CREATE_OR_UPDATE,
                &[&resource_group_name, &email_service_name, &domain_name],
            )
            .body(parameters)
            .into()
    }

    /// Like [`create_or_update`](Self::create_or_update), but addressed by resource ID.
    pub fn create_or_update_by_id(
        &self,
        id: &ResourceId,
        parameters: impl IntoBody<models::DomainResource>,
    ) -> Poller<models::DomainResource> {
        self.arm.prepare_by_id(&CREATE_OR_UPDATE, id, &[]).body(parameters).into()
    }

    /// Deletes a sender domain (`Domains_Delete`).
    ///
    /// `DELETE /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains/{domainName}`
    /// (a long-running operation)
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `email_service_name`: The email service by name. 1 to 63 characters. Must match `^[a-zA-Z0-9-]+$`.
    /// - `domain_name`: The sender domain by name, such as `mail.contoso.com` or `AzureManagedDomain`. 1 to
    ///   253 characters.
    ///
    /// # Example
    ///
    /// Delete a domain:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2023_04_01::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .domains_client();
    /// client.delete("contoso-prod", "contoso-mail", "mail.contoso.com").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete(
        &self,
        resource_group_name: &str,
        email_service_name: &str,
        domain_name: &str,
    ) -> Poller<()> {
        self.arm
            .prepare(&DELETE, &[&resource_group_name, &email_service_name, &domain_name])
            .into()
    }

    /// Like [`delete`](Self::delete), but addressed by resource ID.
    pub fn delete_by_id(&self, id: &ResourceId) -> Poller<()> {
        self.arm.prepare_by_id(&DELETE, id, &[]).into()
    }

    /// Changes the tags or the tracking of a sender domain (`Domains_Update`).
    ///
    /// `PATCH /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains/{domainName}`
    /// (a long-running operation)
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `email_service_name`: The email service by name. 1 to 63 characters. Must match `^[a-zA-Z0-9-]+$`.
    /// - `domain_name`: The sender domain by name, such as `mail.contoso.com` or `AzureManagedDomain`. 1 to
    ///   253 characters.
    /// - `parameters`: The parts to change.
    ///
    /// # Example
    ///
    /// Turn tracking on:
    ///
    /// ```no_run
    /// use std::collections::BTreeMap;
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2023_04_01::{Client, models::{UpdateDomainProperties, UpdateDomainRequestParameters, UserEngagementTracking}};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .domains_client();
    /// let parameters = UpdateDomainRequestParameters {
    ///     tags: Some(BTreeMap::from([("use".into(), "newsletter".into())])),
    ///     properties: Some(UpdateDomainProperties {
    ///         user_engagement_tracking: Some(UserEngagementTracking::Enabled),
    ///     }),
    /// };
    /// let domain_resource = client
    ///     .update("contoso-prod", "contoso-mail", "mail.contoso.com", &parameters)
    ///     .await?
    ///     .into_model()?;
    /// println!("{domain_resource:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn update(
        &self,
        resource_group_name: &str,
        email_service_name: &str,
        domain_name: &str,
        parameters: impl IntoBody<models::UpdateDomainRequestParameters>,
    ) -> Poller<models::DomainResource> {
        self.arm
            .prepare(&UPDATE, &[&resource_group_name, &email_service_name, &domain_name])
            .body(parameters)
            .into()
    }

    /// Like [`update`](Self::update), but addressed by resource ID.
    pub fn update_by_id(
        &self,
        id: &ResourceId,
        parameters: impl IntoBody<models::UpdateDomainRequestParameters>,
    ) -> Poller<models::DomainResource> {
        self.arm.prepare_by_id(&UPDATE, id, &[]).body(parameters).into()
    }

    /// Lists the sender domains of one email service (`Domains_ListByEmailServiceResource`).
    ///
    /// `GET /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains`
    /// (a list in pages)
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `email_service_name`: The email service by name. 1 to 63 characters. Must match `^[a-zA-Z0-9-]+$`.
    ///
    /// # Example
    ///
    /// One domain of each kind:
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
    ///     .domains_client();
    /// let mut pager = client
    ///     .list_by_email_service_resource("contoso-prod", "contoso-mail");
    /// while let Some(domain_resource) = pager.try_next().await? {
    ///     println!("{domain_resource:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_by_email_service_resource(
        &self,
        resource_group_name: &str,
        email_service_name: &str,
    ) -> Pager<models::DomainResource> {
        self.arm
            .prepare(
                &LIST_BY_EMAIL_SERVICE_RESOURCE,
                &[&resource_group_name, &email_service_name],
            )
            .into()
    }

    /// Like [`list_by_email_service_resource`](Self::list_by_email_service_resource), but addressed by resource ID.
    pub fn list_by_email_service_resource_by_id(
        &self,
        id: &ResourceId,
    ) -> Pager<models::DomainResource> {
        self.arm.prepare_by_id(&LIST_BY_EMAIL_SERVICE_RESOURCE, id, &[]).into()
    }

    /// Starts to look up one of the DNS records that prove who owns a domain
    /// (`Domains_InitiateVerification`).
    ///
    /// `POST /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains/{domainName}/initiateVerification`
    /// (a long-running operation)
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `email_service_name`: The email service by name. 1 to 63 characters. Must match `^[a-zA-Z0-9-]+$`.
    /// - `domain_name`: The sender domain by name, such as `mail.contoso.com` or `AzureManagedDomain`. 1 to
    ///   253 characters.
    /// - `parameters`: The record to look up.
    ///
    /// # Example
    ///
    /// Verify the first DKIM record:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2023_04_01::{Client, models::{VerificationParameter, VerificationType}};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .domains_client();
    /// let parameters = VerificationParameter {
    ///     verification_type: VerificationType::Dkim,
    /// };
    /// client
    ///     .initiate_verification(
    ///         "contoso-prod",
    ///         "contoso-mail",
    ///         "mail.contoso.com",
    ///         &parameters,
    ///     )
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn initiate_verification(
        &self,
        resource_group_name: &str,
        email_service_name: &str,
        domain_name: &str,
        parameters: impl IntoBody<models::VerificationParameter>,
    ) -> Poller<()> {
        self.arm
            .prepare(
                &INITIATE_VERIFICATION,
                &[&resource_group_name, &email_service_name, &domain_name],
            )
            .body(parameters)
            .into()
    }

    /// Like [`initiate_verification`](Self::initiate_verification), but addressed by resource ID.
    pub fn initiate_verification_by_id(
        &self,
        id: &ResourceId,
        parameters: impl IntoBody<models::VerificationParameter>,
    ) -> Poller<()> {
        self.arm.prepare_by_id(&INITIATE_VERIFICATION, id, &[]).body(parameters).into()
    }

    /// Stops the lookup of one DNS record (`Domains_CancelVerification`).
    ///
    /// `POST /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains/{domainName}/cancelVerification`
    /// (a long-running operation)
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `email_service_name`: The email service by name. 1 to 63 characters. Must match `^[a-zA-Z0-9-]+$`.
    /// - `domain_name`: The sender domain by name, such as `mail.contoso.com` or `AzureManagedDomain`. 1 to
    ///   253 characters.
    /// - `parameters`: The record whose lookup should stop.
    ///
    /// # Example
    ///
    /// Stop verifying the DMARC record:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2023_04_01::{Client, models::{VerificationParameter, VerificationType}};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .domains_client();
    /// let parameters = VerificationParameter {
    ///     verification_type: VerificationType::Dmarc,
    /// };
    /// client
    ///     .cancel_verification(
    ///         "contoso-prod",
    ///         "contoso-mail",
    ///         "mail.contoso.com",
    ///         &parameters,
    ///     )
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn cancel_verification(
        &self,
        resource_group_name: &str,
        email_service_name: &str,
        domain_name: &str,
        parameters: impl IntoBody<models::VerificationParameter>,
    ) -> Poller<()> {
        self.arm
            .prepare(
                &CANCEL_VERIFICATION,
                &[&resource_group_name, &email_service_name, &domain_name],
            )
            .body(parameters)
            .into()
    }

    /// Like [`cancel_verification`](Self::cancel_verification), but addressed by resource ID.
    pub fn cancel_verification_by_id(
        &self,
        id: &ResourceId,
        parameters: impl IntoBody<models::VerificationParameter>,
    ) -> Poller<()> {
        self.arm.prepare_by_id(&CANCEL_VERIFICATION, id, &[]).body(parameters).into()
    }
}

pub(super) static GET: Operation = Operation {
    id: "Domains_Get",
    method: Method::Get,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains/{domainName}",
    api_version: "2023-04-01",
    parameters: &[RESOURCE_GROUP_NAME, EMAIL_SERVICE_NAME, DOMAIN_NAME],
    success: &[200],
    ..Operation::DEFAULT
};

pub(super) static CREATE_OR_UPDATE: Operation = Operation {
    id: "Domains_CreateOrUpdate",
    method: Method::Put,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains/{domainName}",
    api_version: "2023-04-01",
    parameters: &[RESOURCE_GROUP_NAME, EMAIL_SERVICE_NAME, DOMAIN_NAME],
    body: Some(RequestBody::JSON),
    success: &[200, 201],
    long_running: Some(FinalState::AzureAsyncOperation),
    ..Operation::DEFAULT
};

pub(super) static DELETE: Operation = Operation {
    id: "Domains_Delete",
    method: Method::Delete,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains/{domainName}",
    api_version: "2023-04-01",
    parameters: &[RESOURCE_GROUP_NAME, EMAIL_SERVICE_NAME, DOMAIN_NAME],
    success: &[200, 202, 204],
    long_running: Some(FinalState::Location),
    ..Operation::DEFAULT
};

pub(super) static UPDATE: Operation = Operation {
    id: "Domains_Update",
    method: Method::Patch,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains/{domainName}",
    api_version: "2023-04-01",
    parameters: &[RESOURCE_GROUP_NAME, EMAIL_SERVICE_NAME, DOMAIN_NAME],
    body: Some(RequestBody::JSON),
    success: &[200, 201],
    long_running: Some(FinalState::AzureAsyncOperation),
    ..Operation::DEFAULT
};

pub(super) static LIST_BY_EMAIL_SERVICE_RESOURCE: Operation = Operation {
    id: "Domains_ListByEmailServiceResource",
    method: Method::Get,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains",
    api_version: "2023-04-01",
    parameters: &[RESOURCE_GROUP_NAME, EMAIL_SERVICE_NAME],
    success: &[200],
    paging: Some(Paging::VALUE),
    ..Operation::DEFAULT
};

pub(super) static INITIATE_VERIFICATION: Operation = Operation {
    id: "Domains_InitiateVerification",
    method: Method::Post,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains/{domainName}/initiateVerification",
    api_version: "2023-04-01",
    parameters: &[RESOURCE_GROUP_NAME, EMAIL_SERVICE_NAME, DOMAIN_NAME],
    body: Some(RequestBody::JSON),
    success: &[202],
    long_running: Some(FinalState::Location),
    ..Operation::DEFAULT
};

pub(super) static CANCEL_VERIFICATION: Operation = Operation {
    id: "Domains_CancelVerification",
    method: Method::Post,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/emailServices/{emailServiceName}/domains/{domainName}/cancelVerification",
    api_version: "2023-04-01",
    parameters: &[RESOURCE_GROUP_NAME, EMAIL_SERVICE_NAME, DOMAIN_NAME],
    body: Some(RequestBody::JSON),
    success: &[202],
    long_running: Some(FinalState::Location),
    ..Operation::DEFAULT
};
