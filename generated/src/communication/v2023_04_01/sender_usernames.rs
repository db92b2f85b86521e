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

    /// [`list_by_domains`](Self::list_by_domains) for the resource of `id`.
    pub fn list_by_domains_by_id(
        &self,
        id: &ResourceId,
    ) -> Pager<models::SenderUsernameResource> {
        self.arm.prepare_by_id(&LIST_BY_DOMAINS, id, &[]).into()
    }

    /// Reads one sender username (`SenderUsernames_Get`).
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

    /// [`get`](Self::get) for the resource of `id`.
    pub fn get_by_id(&self, id: &ResourceId) -> Call<models::SenderUsernameResource> {
        self.arm.prepare_by_id(&GET, id, &[]).into()
    }

    /// Allows a domain to send from one more username, or changes its display name
    /// (`SenderUsernames_CreateOrUpdate`).
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

    /// [`create_or_update`](Self::create_or_update) for the resource of `id`.
    pub fn create_or_update_by_id(
        &self,
        id: &ResourceId,
        parameters: impl IntoBody<models::SenderUsernameResource>,
    ) -> Call<models::SenderUsernameResource> {
        self.arm.prepare_by_id(&CREATE_OR_UPDATE, id, &[]).body(parameters).into()
    }

    /// Takes a sender username away from its domain (`SenderUsernames_Delete`).
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

    /// [`delete`](Self::delete) for the resource of `id`.
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
