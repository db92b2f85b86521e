// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Operations of `Creators`.

use arm_runtime::{
    Arm, Call, IntoBody, Method, Operation, Pager, Paging, RequestBody, ResourceId,
};

use super::models;
use super::parameters::{ACCOUNT_NAME, CREATOR_NAME, RESOURCE_GROUP_NAME};

/// Operations of `Creators`.
#[derive(Clone, Debug)]
pub struct CreatorsClient {
    pub(super) arm: Arm,
}

impl CreatorsClient {
    /// Lists the Creator resources of a Maps account (`Creators_ListByAccount`).
    ///
    /// `GET /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}/creators`
    /// (a list in pages)
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `account_name`: The Maps account by name.
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
    /// use generated::maps::v2023_06_01::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .creators_client();
    /// let mut pager = client.list_by_account("contoso-prod", "contoso-maps");
    /// while let Some(creator) = pager.try_next().await? {
    ///     println!("{creator:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_by_account(
        &self,
        resource_group_name: &str,
        account_name: &str,
    ) -> Pager<models::Creator> {
        self.arm.prepare(&LIST_BY_ACCOUNT, &[&resource_group_name, &account_name]).into()
    }

    /// Like [`list_by_account`](Self::list_by_account), but addressed by resource ID.
    pub fn list_by_account_by_id(&self, id: &ResourceId) -> Pager<models::Creator> {
        self.arm.prepare_by_id(&LIST_BY_ACCOUNT, id, &[]).into()
    }

    /// Creates a Creator resource, which stores indoor maps for an existing account, or replaces it
    /// (`Creators_CreateOrUpdate`).
    ///
    /// `PUT /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}/creators/{creatorName}`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `account_name`: The Maps account by name.
    /// - `creator_name`: The Creator resource by name.
    /// - `creator_resource`: The Creator resource as it should be.
    ///
    /// # Example
    ///
    /// Create a Creator resource:
    ///
    /// ```no_run
    /// use std::collections::BTreeMap;
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::maps::v2023_06_01::{Client, models::{Creator, CreatorProperties}};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .creators_client();
    /// let creator_resource = Creator {
    ///     tags: Some(BTreeMap::from([("site".into(), "hq".into())])),
    ///     location: Some("westeurope".into()),
    ///     properties: Some(CreatorProperties {
    ///         storage_units: Some(3),
    ///         ..Default::default()
    ///     }),
    ///     ..Default::default()
    /// };
    /// let creator = client
    ///     .create_or_update("contoso-prod", "contoso-maps", "indoor", &creator_resource)
    ///     .await?
    ///     .into_model()?;
    /// println!("{creator:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_or_update(
        &self,
        resource_group_name: &str,
        account_name: &str,
        creator_name: &str,
        creator_resource: impl IntoBody<models::Creator>,
    ) -> Call<models::Creator> {
        self.arm
            .prepare(
                &CREATE_OR_UPDATE,
                &[&resource_group_name, &account_name, &creator_name],
            )
            .body(creator_resource)
            .into()
    }

    /// Like [`create_or_update`](Self::create_or_update), but addressed by resource ID.
    pub fn create_or_update_by_id(
        &self,
        id: &ResourceId,
        creator_resource: impl IntoBody<models::Creator>,
    ) -> Call<models::Creator> {
        self.arm.prepare_by_id(&CREATE_OR_UPDATE, id, &[]).body(creator_resource).into()
    }

    /// Changes the tags or the storage of a Creator resource (`Creators_Update`).
    ///
    /// `PATCH /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}/creators/{creatorName}`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `account_name`: The Maps account by name.
    /// - `creator_name`: The Creator resource by name.
    /// - `creator_update_parameters`: The parts to change.
    ///
    /// # Example
    ///
    /// Change tags and storage:
    ///
    /// ```no_run
    /// use std::collections::BTreeMap;
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::maps::v2023_06_01::{Client, models::{CreatorProperties, CreatorUpdateParameters}};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .creators_client();
    /// let creator_update_parameters = CreatorUpdateParameters {
    ///     tags: Some(
    ///         BTreeMap::from([("site".into(), "hq".into()), ("floor".into(), "2".into())]),
    ///     ),
    ///     properties: Some(CreatorProperties {
    ///         storage_units: Some(10),
    ///         ..Default::default()
    ///     }),
    /// };
    /// let creator = client
    ///     .update("contoso-prod", "contoso-maps", "indoor", &creator_update_parameters)
    ///     .await?
    ///     .into_model()?;
    /// println!("{creator:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn update(
        &self,
        resource_group_name: &str,
        account_name: &str,
        creator_name: &str,
        creator_update_parameters: impl IntoBody<models::CreatorUpdateParameters>,
    ) -> Call<models::Creator> {
        self.arm
            .prepare(&UPDATE, &[&resource_group_name, &account_name, &creator_name])
            .body(creator_update_parameters)
            .into()
    }

    /// Like [`update`](Self::update), but addressed by resource ID.
    pub fn update_by_id(
        &self,
        id: &ResourceId,
        creator_update_parameters: impl IntoBody<models::CreatorUpdateParameters>,
    ) -> Call<models::Creator> {
        self.arm.prepare_by_id(&UPDATE, id, &[]).body(creator_update_parameters).into()
    }

    /// Deletes a Creator resource and the maps it holds (`Creators_Delete`).
    ///
    /// `DELETE /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}/creators/{creatorName}`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `account_name`: The Maps account by name.
    /// - `creator_name`: The Creator resource by name.
    ///
    /// # Example
    ///
    /// Delete a Creator resource:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::maps::v2023_06_01::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .creators_client();
    /// client.delete("contoso-prod", "contoso-maps", "indoor").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete(
        &self,
        resource_group_name: &str,
        account_name: &str,
        creator_name: &str,
    ) -> Call<()> {
        self.arm
            .prepare(&DELETE, &[&resource_group_name, &account_name, &creator_name])
            .into()
    }

    /// Like [`delete`](Self::delete), but addressed by resource ID.
    pub fn delete_by_id(&self, id: &ResourceId) -> Call<()> {
        self.arm.prepare_by_id(&DELETE, id, &[]).into()
    }

    /// Reads one Creator resource (`Creators_Get`).
    ///
    /// `GET /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}/creators/{creatorName}`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `account_name`: The Maps account by name.
    /// - `creator_name`: The Creator resource by name.
    ///
    /// # Example
    ///
    /// A Creator resource:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::maps::v2023_06_01::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .creators_client();
    /// let creator = client
    ///     .get("contoso-prod", "contoso-maps", "indoor")
    ///     .await?
    ///     .into_model()?;
    /// println!("{creator:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(
        &self,
        resource_group_name: &str,
        account_name: &str,
        creator_name: &str,
    ) -> Call<models::Creator> {
        self.arm
            .prepare(&GET, &[&resource_group_name, &account_name, &creator_name])
            .into()
    }

    /// Like [`get`](Self::get), but addressed by resource ID.
    pub fn get_by_id(&self, id: &ResourceId) -> Call<models::Creator> {
        self.arm.prepare_by_id(&GET, id, &[]).into()
    }
}

pub(super) static LIST_BY_ACCOUNT: Operation = Operation {
    id: "Creators_ListByAccount",
    method: Method::Get,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}/creators",
    api_version: "2023-06-01",
    parameters: &[RESOURCE_GROUP_NAME, ACCOUNT_NAME],
    success: &[200],
    paging: Some(Paging::VALUE),
    ..Operation::DEFAULT
};

pub(super) static CREATE_OR_UPDATE: Operation = Operation {
    id: "Creators_CreateOrUpdate",
    method: Method::Put,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}/creators/{creatorName}",
    api_version: "2023-06-01",
    parameters: &[RESOURCE_GROUP_NAME, ACCOUNT_NAME, CREATOR_NAME],
    body: Some(RequestBody::JSON),
    success: &[200, 201],
    ..Operation::DEFAULT
};

pub(super) static UPDATE: Operation = Operation {
    id: "Creators_Update",
    method: Method::Patch,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}/creators/{creatorName}",
    api_version: "2023-06-01",
    parameters: &[RESOURCE_GROUP_NAME, ACCOUNT_NAME, CREATOR_NAME],
    body: Some(RequestBody::JSON),
    success: &[200],
    ..Operation::DEFAULT
};

pub(super) static DELETE: Operation = Operation {
    id: "Creators_Delete",
    method: Method::Delete,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}/creators/{creatorName}",
    api_version: "2023-06-01",
    parameters: &[RESOURCE_GROUP_NAME, ACCOUNT_NAME, CREATOR_NAME],
    success: &[200, 204],
    ..Operation::DEFAULT
};

pub(super) static GET: Operation = Operation {
    id: "Creators_Get",
    method: Method::Get,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}/creators/{creatorName}",
    api_version: "2023-06-01",
    parameters: &[RESOURCE_GROUP_NAME, ACCOUNT_NAME, CREATOR_NAME],
    success: &[200],
    ..Operation::DEFAULT
};
