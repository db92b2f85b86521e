// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Operations of `CommunicationService`.

use arm_runtime::{
    Arm, Call, FinalState, IntoBody, Method, Operation, Pager, Paging, Poller,
    RequestBody, ResourceId,
};

use super::models;
use super::parameters::{COMMUNICATION_SERVICE_NAME, RESOURCE_GROUP_NAME};

/// Operations of `CommunicationService`.
#[derive(Clone, Debug)]
pub struct CommunicationServiceClient {
    pub(super) arm: Arm,
}

impl CommunicationServiceClient {
    /// Tells whether a name is well formed and still free for a new Communication Services resource
    /// (`CommunicationService_CheckNameAvailability`).
    ///
    /// `POST /subscriptions/{subscriptionId}/providers/Microsoft.Communication/checkNameAvailability`
    ///
    /// - `name_availability_parameters`: The name to look up and the type it is meant for.
    ///
    /// # Example
    ///
    /// A free name:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2020_08_20::{Client, models::NameAvailabilityParameters};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("8c1f7d3e-5b20-4f6a-9d84-2e7a60c1b395", credential, None)?
    ///     .communication_service_client();
    /// let name_availability_parameters = NameAvailabilityParameters {
    ///     r#type: "Microsoft.Communication/CommunicationServices".into(),
    ///     name: "contoso-acs".into(),
    /// };
    /// let name_availability = client
    ///     .check_name_availability(&name_availability_parameters)
    ///     .await?
    ///     .into_model()?;
    /// println!("{name_availability:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn check_name_availability(
        &self,
        name_availability_parameters: impl IntoBody<
            Option<models::NameAvailabilityParameters>,
        >,
    ) -> Call<models::NameAvailability> {
        self.arm
            .prepare(&CHECK_NAME_AVAILABILITY, &[])
            .body(name_availability_parameters)
            .into()
    }

    /// Connects a notification hub, through which the service then pushes notifications
    /// (`CommunicationService_LinkNotificationHub`).
    ///
    /// `POST /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/communicationServices/{communicationServiceName}/linkNotificationHub`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `communication_service_name`: The Communication Services resource by name. 1 to 63 characters. Must
    ///   match `^[-\w]+$`.
    /// - `link_notification_hub_parameters`: The hub to connect and the credentials for it.
    ///
    /// # Example
    ///
    /// Link a hub:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2020_08_20::{Client, models::LinkNotificationHubParameters};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .communication_service_client();
    /// let link_notification_hub_parameters = LinkNotificationHubParameters {
    ///     resource_id: "/subscriptions/6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4/resourceGroups/contoso-prod/providers/Microsoft.NotificationHubs/namespaces/contoso-push/notificationHubs/app"
    ///         .into(),
    ///     connection_string: "<secret>".into(),
    /// };
    /// let linked_notification_hub = client
    ///     .link_notification_hub(
    ///         "contoso-prod",
    ///         "contoso-acs",
    ///         &link_notification_hub_parameters,
    ///     )
    ///     .await?
    ///     .into_model()?;
    /// println!("{linked_notification_hub:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn link_notification_hub(
        &self,
        resource_group_name: &str,
        communication_service_name: &str,
        link_notification_hub_parameters: impl IntoBody<
            Option<models::LinkNotificationHubParameters>,
        >,
    ) -> Call<models::LinkedNotificationHub> {
        self.arm
            .prepare(
                &LINK_NOTIFICATION_HUB,
                &[&resource_group_name, &communication_service_name],
            )
            .body(link_notification_hub_parameters)
            .into()
    }

    /// Like [`link_notification_hub`](Self::link_notification_hub), but addressed by resource ID.
    pub fn link_notification_hub_by_id(
        &self,
        id: &ResourceId,
        link_notification_hub_parameters: impl IntoBody<
            Option<models::LinkNotificationHubParameters>,
        >,
    ) -> Call<models::LinkedNotificationHub> {
        self.arm
            .prepare_by_id(&LINK_NOTIFICATION_HUB, id, &[])
            .body(link_notification_hub_parameters)
            .into()
    }

    /// Lists the Communication Services resources of the whole subscription
    /// (`CommunicationService_ListBySubscription`).
    ///
    /// `GET /subscriptions/{subscriptionId}/providers/Microsoft.Communication/communicationServices` (a
    /// list in pages)
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
    /// use generated::communication::v2020_08_20::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .communication_service_client();
    /// let mut pager = client.list_by_subscription();
    /// while let Some(communication_service_resource) = pager.try_next().await? {
    ///     println!("{communication_service_resource:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_by_subscription(&self) -> Pager<models::CommunicationServiceResource> {
        self.arm.prepare(&LIST_BY_SUBSCRIPTION, &[]).into()
    }

    /// Lists the Communication Services resources of one resource group
    /// (`CommunicationService_ListByResourceGroup`).
    ///
    /// `GET /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/communicationServices`
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
    /// use generated::communication::v2020_08_20::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .communication_service_client();
    /// let mut pager = client.list_by_resource_group("contoso-prod");
    /// while let Some(communication_service_resource) = pager.try_next().await? {
    ///     println!("{communication_service_resource:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_by_resource_group(
        &self,
        resource_group_name: &str,
    ) -> Pager<models::CommunicationServiceResource> {
        self.arm.prepare(&LIST_BY_RESOURCE_GROUP, &[&resource_group_name]).into()
    }

    /// Changes parts of a Communication Services resource and leaves the rest as it is
    /// (`CommunicationService_Update`).
    ///
    /// `PATCH /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/communicationServices/{communicationServiceName}`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `communication_service_name`: The Communication Services resource by name. 1 to 63 characters. Must
    ///   match `^[-\w]+$`.
    /// - `parameters`: The parts to change.
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
    /// use generated::communication::v2020_08_20::{Client, models::CommunicationServiceResource};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .communication_service_client();
    /// let parameters = CommunicationServiceResource {
    ///     tags: Some(
    ///         BTreeMap::from([
    ///             ("team".into(), "messaging".into()),
    ///             ("env".into(), "prod".into()),
    ///         ]),
    ///     ),
    ///     ..Default::default()
    /// };
    /// let communication_service_resource = client
    ///     .update("contoso-prod", "contoso-acs", &parameters)
    ///     .await?
    ///     .into_model()?;
    /// println!("{communication_service_resource:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn update(
        &self,
        resource_group_name: &str,
        communication_service_name: &str,
        parameters: impl IntoBody<Option<models::CommunicationServiceResource>>,
    ) -> Call<models::CommunicationServiceResource> {
        self.arm
            .prepare(&UPDATE, &[&resource_group_name, &communication_service_name])
            .body(parameters)
            .into()
    }

    /// Like [`update`](Self::update), but addressed by resource ID.
    pub fn update_by_id(
        &self,
        id: &ResourceId,
        parameters: impl IntoBody<Option<models::CommunicationServiceResource>>,
    ) -> Call<models::CommunicationServiceResource> {
        self.arm.prepare_by_id(&UPDATE, id, &[]).body(parameters).into()
    }

    /// Reads one Communication Services resource (`CommunicationService_Get`).
    ///
    /// `GET /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/communicationServices/{communicationServiceName}`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `communication_service_name`: The Communication Services resource by name. 1 to 63 characters. Must
    ///   match `^[-\w]+$`.
    ///
    /// # Example
    ///
    /// A resource in use:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2020_08_20::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .communication_service_client();
    /// let communication_service_resource = client
    ///     .get("contoso-prod", "contoso-acs")
    ///     .await?
    ///     .into_model()?;
    /// println!("{communication_service_resource:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(
        &self,
        resource_group_name: &str,
        communication_service_name: &str,
    ) -> Call<models::CommunicationServiceResource> {
        self.arm
            .prepare(&GET, &[&resource_group_name, &communication_service_name])
            .into()
    }

    /// Like [`get`](Self::get), but addressed by resource ID.
    pub fn get_by_id(
        &self,
        id: &ResourceId,
    ) -> Call<models::CommunicationServiceResource> {
        self.arm.prepare_by_id(&GET, id, &[]).into()
    }

    /// Creates a Communication Services resource, or replaces the one of that name
    /// (`CommunicationService_CreateOrUpdate`).
    ///
    /// `PUT /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/communicationServices/{communicationServiceName}`
    /// (a long-running operation)
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `communication_service_name`: The Communication Services resource by name. 1 to 63 characters. Must
    ///   match `^[-\w]+$`.
    /// - `parameters`: The resource as it should be.
    ///
    /// # Example
    ///
    /// Create a resource:
    ///
    /// ```no_run
    /// use std::collections::BTreeMap;
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2020_08_20::{Client, models::{CommunicationServiceProperties, CommunicationServiceResource}};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .communication_service_client();
    /// let parameters = CommunicationServiceResource {
    ///     location: Some("global".into()),
    ///     tags: Some(BTreeMap::from([("team".into(), "messaging".into())])),
    ///     properties: Some(CommunicationServiceProperties {
    ///         data_location: Some("Europe".into()),
    ///         ..Default::default()
    ///     }),
    ///     ..Default::default()
    /// };
    /// let communication_service_resource = client
    ///     .create_or_update("contoso-prod", "contoso-acs", &parameters)
    ///     .await?
    ///     .into_model()?;
    /// println!("{communication_service_resource:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_or_update(
        &self,
        resource_group_name: &str,
        communication_service_name: &str,
        parameters: impl IntoBody<Option<models::CommunicationServiceResource>>,
    ) -> Poller<models::CommunicationServiceResource> {
        self.arm
            .prepare(
                &CREATE_OR_UPDATE,
                &[&resource_group_name, &communication_service_name],
            )
            .body(parameters)
            .into()
    }

    /// Like [`create_or_update`](Self::create_or_update), but addressed by resource ID.
    pub fn create_or_update_by_id(
        &self,
        id: &ResourceId,
        parameters: impl IntoBody<Option<models::CommunicationServiceResource>>,
    ) -> Poller<models::CommunicationServiceResource> {
        self.arm.prepare_by_id(&CREATE_OR_UPDATE, id, &[]).body(parameters).into()
    }

    /// Deletes a Communication Services resource; its keys stop working (`CommunicationService_Delete`).
    ///
    /// `DELETE /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/communicationServices/{communicationServiceName}`
    /// (a long-running operation)
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `communication_service_name`: The Communication Services resource by name. 1 to 63 characters. Must
    ///   match `^[-\w]+$`.
    ///
    /// # Example
    ///
    /// Delete a resource:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2020_08_20::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .communication_service_client();
    /// client.delete("contoso-prod", "contoso-acs").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete(
        &self,
        resource_group_name: &str,
        communication_service_name: &str,
    ) -> Poller<()> {
        self.arm
            .prepare(&DELETE, &[&resource_group_name, &communication_service_name])
            .into()
    }

    /// Like [`delete`](Self::delete), but addressed by resource ID.
    pub fn delete_by_id(&self, id: &ResourceId) -> Poller<()> {
        self.arm.prepare_by_id(&DELETE, id, &[]).into()
    }

    /// Reads both access keys of a Communication Services resource and their connection strings
    /// (`CommunicationService_ListKeys`).
    ///
    /// `POST /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/communicationServices/{communicationServiceName}/listKeys`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `communication_service_name`: The Communication Services resource by name. 1 to 63 characters. Must
    ///   match `^[-\w]+$`.
    ///
    /// # Example
    ///
    /// Both keys:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2020_08_20::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .communication_service_client();
    /// let communication_service_keys = client
    ///     .list_keys("contoso-prod", "contoso-acs")
    ///     .await?
    ///     .into_model()?;
    /// println!("{communication_service_keys:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_keys(
        &self,
        resource_group_name: &str,
        communication_service_name: &str,
    ) -> Call<models::CommunicationServiceKeys> {
        self.arm
            .prepare(&LIST_KEYS, &[&resource_group_name, &communication_service_name])
            .into()
    }

    /// Like [`list_keys`](Self::list_keys), but addressed by resource ID.
    pub fn list_keys_by_id(
        &self,
        id: &ResourceId,
    ) -> Call<models::CommunicationServiceKeys> {
        self.arm.prepare_by_id(&LIST_KEYS, id, &[]).into()
    }

    /// Replaces one access key, primary or secondary; the old one stops working at once
    /// (`CommunicationService_RegenerateKey`).
    ///
    /// `POST /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/communicationServices/{communicationServiceName}/regenerateKey`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `communication_service_name`: The Communication Services resource by name. 1 to 63 characters. Must
    ///   match `^[-\w]+$`.
    /// - `parameters`: Which of the two keys to replace.
    ///
    /// # Example
    ///
    /// Replace the primary key:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::communication::v2020_08_20::{Client, models::{KeyType, RegenerateKeyParameters}};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .communication_service_client();
    /// let parameters = RegenerateKeyParameters {
    ///     key_type: Some(KeyType::Primary),
    /// };
    /// let communication_service_keys = client
    ///     .regenerate_key("contoso-prod", "contoso-acs", &parameters)
    ///     .await?
    ///     .into_model()?;
    /// println!("{communication_service_keys:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn regenerate_key(
        &self,
        resource_group_name: &str,
        communication_service_name: &str,
        parameters: impl IntoBody<models::RegenerateKeyParameters>,
    ) -> Call<models::CommunicationServiceKeys> {
        self.arm
            .prepare(
                &REGENERATE_KEY,
                &[&resource_group_name, &communication_service_name],
            )
            .body(parameters)
            .into()
    }

    /// Like [`regenerate_key`](Self::regenerate_key), but addressed by resource ID.
    pub fn regenerate_key_by_id(
        &self,
        id: &ResourceId,
        parameters: impl IntoBody<models::RegenerateKeyParameters>,
    ) -> Call<models::CommunicationServiceKeys> {
        self.arm.prepare_by_id(&REGENERATE_KEY, id, &[]).body(parameters).into()
    }
}

pub(super) static CHECK_NAME_AVAILABILITY: Operation = Operation {
    id: "CommunicationService_CheckNameAvailability",
    method: Method::Post,
    path: "/subscriptions/{subscriptionId}/providers/Microsoft.Communication/checkNameAvailability",
    api_version: "2020-08-20",
    body: Some(RequestBody::JSON_OPTIONAL),
    success: &[200],
    ..Operation::DEFAULT
};

pub(super) static LINK_NOTIFICATION_HUB: Operation = Operation {
    id: "CommunicationService_LinkNotificationHub",
    method: Method::Post,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/communicationServices/{communicationServiceName}/linkNotificationHub",
    api_version: "2020-08-20",
    parameters: &[RESOURCE_GROUP_NAME, COMMUNICATION_SERVICE_NAME],
    body: Some(RequestBody::JSON_OPTIONAL),
    success: &[200],
    ..Operation::DEFAULT
};

pub(super) static LIST_BY_SUBSCRIPTION: Operation = Operation {
    id: "CommunicationService_ListBySubscription",
    method: Method::Get,
    path: "/subscriptions/{subscriptionId}/providers/Microsoft.Communication/communicationServices",
    api_version: "2020-08-20",
    success: &[200],
    paging: Some(Paging::VALUE),
    ..Operation::DEFAULT
};

pub(super) static LIST_BY_RESOURCE_GROUP: Operation = Operation {
    id: "CommunicationService_ListByResourceGroup",
    method: Method::Get,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/communicationServices",
    api_version: "2020-08-20",
    parameters: &[RESOURCE_GROUP_NAME],
    success: &[200],
    paging: Some(Paging::VALUE),
    ..Operation::DEFAULT
};

pub(super) static UPDATE: Operation = Operation {
    id: "CommunicationService_Update",
    method: Method::Patch,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/communicationServices/{communicationServiceName}",
    api_version: "2020-08-20",
    parameters: &[RESOURCE_GROUP_NAME, COMMUNICATION_SERVICE_NAME],
    body: Some(RequestBody::JSON_OPTIONAL),
    success: &[200],
    ..Operation::DEFAULT
};

pub(super) static GET: Operation = Operation {
    id: "CommunicationService_Get",
    method: Method::Get,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/communicationServices/{communicationServiceName}",
    api_version: "2020-08-20",
    parameters: &[RESOURCE_GROUP_NAME, COMMUNICATION_SERVICE_NAME],
    success: &[200],
    ..Operation::DEFAULT
};

pub(super) static CREATE_OR_UPDATE: Operation = Operation {
    id: "CommunicationService_CreateOrUpdate",
    method: Method::Put,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/communicationServices/{communicationServiceName}",
    api_version: "2020-08-20",
    parameters: &[RESOURCE_GROUP_NAME, COMMUNICATION_SERVICE_NAME],
    body: Some(RequestBody::JSON_OPTIONAL),
    success: &[200, 201],
    long_running: Some(FinalState::AzureAsyncOperation),
    ..Operation::DEFAULT
};

pub(super) static DELETE: Operation = Operation {
    id: "CommunicationService_Delete",
    method: Method::Delete,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/communicationServices/{communicationServiceName}",
    api_version: "2020-08-20",
    parameters: &[RESOURCE_GROUP_NAME, COMMUNICATION_SERVICE_NAME],
    success: &[200, 202, 204],
    long_running: Some(FinalState::Location),
    ..Operation::DEFAULT
};

pub(super) static LIST_KEYS: Operation = Operation {
    id: "CommunicationService_ListKeys",
    method: Method::Post,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/communicationServices/{communicationServiceName}/listKeys",
    api_version: "2020-08-20",
    parameters: &[RESOURCE_GROUP_NAME, COMMUNICATION_SERVICE_NAME],
    success: &[200],
    ..Operation::DEFAULT
};

pub(super) static REGENERATE_KEY: Operation = Operation {
    id: "CommunicationService_RegenerateKey",
    method: Method::Post,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/communicationServices/{communicationServiceName}/regenerateKey",
    api_version: "2020-08-20",
    parameters: &[RESOURCE_GROUP_NAME, COMMUNICATION_SERVICE_NAME],
    body: Some(RequestBody::JSON),
    success: &[200],
    ..Operation::DEFAULT
};
