// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Operations of `Accounts`.

use arm_runtime::{
    Arm, Call, IntoBody, Method, Operation, Pager, Paging, RequestBody, ResourceId,
};

use super::models;
use super::parameters::{ACCOUNT_NAME, RESOURCE_GROUP_NAME};

/// Operations of `Accounts`.
#[derive(Clone, Debug)]
pub struct AccountsClient {
    pub(super) arm: Arm,
}

impl AccountsClient {
    /// Creates a Maps account, or replaces the one of that name (`Accounts_CreateOrUpdate`).
    ///
    /// `PUT /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `account_name`: The Maps account by name.
    /// - `maps_account`: The account as it should be.
    ///
    /// # Example
    ///
    /// Create a Gen1 account:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::maps::v2023_06_01::{Client, models::{Kind, MapsAccount, Name, Sku}};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .accounts_client();
    /// let maps_account = MapsAccount {
    ///     location: Some("westeurope".into()),
    ///     sku: Some(Sku {
    ///         name: Some(Name::S0),
    ///         ..Default::default()
    ///     }),
    ///     kind: Some(Kind::Gen1),
    ///     ..Default::default()
    /// };
    /// let maps_account = client
    ///     .create_or_update("contoso-prod", "contoso-maps", &maps_account)
    ///     .await?
    ///     .into_model()?;
    /// println!("{maps_account:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_or_update(
        &self,
        resource_group_name: &str,
        account_name: &str,
        maps_account: impl IntoBody<models::MapsAccount>,
    ) -> Call<models::MapsAccount> {
        self.arm
            .prepare(&CREATE_OR_UPDATE, &[&resource_group_name, &account_name])
            .body(maps_account)
            .into()
    }

    /// Like [`create_or_update`](Self::create_or_update), but addressed by resource ID.
    pub fn create_or_update_by_id(
        &self,
        id: &ResourceId,
        maps_account: impl IntoBody<models::MapsAccount>,
    ) -> Call<models::MapsAccount> {
        self.arm.prepare_by_id(&CREATE_OR_UPDATE, id, &[]).body(maps_account).into()
    }

    /// Changes the tags, SKU, kind, identity or properties of a Maps account (`Accounts_Update`).
    ///
    /// `PATCH /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `account_name`: The Maps account by name.
    /// - `maps_account_update_parameters`: The parts to change.
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
    /// use generated::maps::v2023_06_01::{Client, models::MapsAccountUpdateParameters};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .accounts_client();
    /// let maps_account_update_parameters = MapsAccountUpdateParameters {
    ///     tags: Some(
    ///         BTreeMap::from([
    ///             ("team".into(), "web".into()),
    ///             ("env".into(), "prod".into()),
    ///         ]),
    ///     ),
    ///     ..Default::default()
    /// };
    /// let maps_account = client
    ///     .update("contoso-prod", "contoso-maps", &maps_account_update_parameters)
    ///     .await?
    ///     .into_model()?;
    /// println!("{maps_account:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn update(
        &self,
        resource_group_name: &str,
        account_name: &str,
        maps_account_update_parameters: impl IntoBody<
            models::MapsAccountUpdateParameters,
        >,
    ) -> Call<models::MapsAccount> {
        self.arm
            .prepare(&UPDATE, &[&resource_group_name, &account_name])
            .body(maps_account_update_parameters)
            .into()
    }

    /// Like [`update`](Self::update), but addressed by resource ID.
    pub fn update_by_id(
        &self,
        id: &ResourceId,
        maps_account_update_parameters: impl IntoBody<
            models::MapsAccountUpdateParameters,
        >,
    ) -> Call<models::MapsAccount> {
        self.arm
            .prepare_by_id(&UPDATE, id, &[])
            .body(maps_account_update_parameters)
            .into()
    }

    /// Deletes a Maps account; its keys stop working (`Accounts_Delete`).
    ///
    /// `DELETE /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `account_name`: The Maps account by name.
    ///
    /// # Example
    ///
    /// Delete an account:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::maps::v2023_06_01::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .accounts_client();
    /// client.delete("contoso-prod", "contoso-maps").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete(&self, resource_group_name: &str, account_name: &str) -> Call<()> {
        self.arm.prepare(&DELETE, &[&resource_group_name, &account_name]).into()
    }

    /// Like [`delete`](Self::delete), but addressed by resource ID.
    pub fn delete_by_id(&self, id: &ResourceId) -> Call<()> {
        self.arm.prepare_by_id(&DELETE, id, &[]).into()
    }

    /// Reads one Maps account (`Accounts_Get`).
    ///
    /// `GET /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `account_name`: The Maps account by name.
    ///
    /// # Example
    ///
    /// An account:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::maps::v2023_06_01::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .accounts_client();
    /// let maps_account = client.get("contoso-prod", "contoso-maps").await?.into_model()?;
    /// println!("{maps_account:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(
        &self,
        resource_group_name: &str,
        account_name: &str,
    ) -> Call<models::MapsAccount> {
        self.arm.prepare(&GET, &[&resource_group_name, &account_name]).into()
    }

    /// Like [`get`](Self::get), but addressed by resource ID.
    pub fn get_by_id(&self, id: &ResourceId) -> Call<models::MapsAccount> {
        self.arm.prepare_by_id(&GET, id, &[]).into()
    }

    /// Lists the Maps accounts of one resource group (`Accounts_ListByResourceGroup`).
    ///
    /// `GET /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts`
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
    /// use generated::maps::v2023_06_01::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .accounts_client();
    /// let mut pager = client.list_by_resource_group("contoso-prod");
    /// while let Some(maps_account) = pager.try_next().await? {
    ///     println!("{maps_account:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_by_resource_group(
        &self,
        resource_group_name: &str,
    ) -> Pager<models::MapsAccount> {
        self.arm.prepare(&LIST_BY_RESOURCE_GROUP, &[&resource_group_name]).into()
    }

    /// Lists the Maps accounts of the whole subscription (`Accounts_ListBySubscription`).
    ///
    /// `GET /subscriptions/{subscriptionId}/providers/Microsoft.Maps/accounts` (a list in pages)
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
    ///     .accounts_client();
    /// let mut pager = client.list_by_subscription();
    /// while let Some(maps_account) = pager.try_next().await? {
    ///     println!("{maps_account:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_by_subscription(&self) -> Pager<models::MapsAccount> {
        self.arm.prepare(&LIST_BY_SUBSCRIPTION, &[]).into()
    }

    /// Signs a short-lived SAS token with which a client can call Azure Maps; the account needs a
    /// user-assigned identity in its own region (`Accounts_ListSas`).
    ///
    /// `POST /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}/listSas`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `account_name`: The Maps account by name.
    /// - `maps_account_sas_parameters`: For whom, for how long and with which key to sign.
    ///
    /// # Example
    ///
    /// Sign a token for half a day:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::maps::v2023_06_01::{Client, models::{AccountSasParameters, SigningKey}};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .accounts_client();
    /// let maps_account_sas_parameters = AccountSasParameters {
    ///     signing_key: SigningKey::ManagedIdentity,
    ///     principal_id: "a1b2c3d4-0000-4000-8000-000000000002".into(),
    ///     regions: Some(vec!["westeurope".into(), "northeurope".into()]),
    ///     max_rate_per_second: 50,
    ///     start: "2024-06-01T06:00:00.0000000Z".into(),
    ///     expiry: "2024-06-01T18:00:00.0000000Z".into(),
    /// };
    /// let maps_account_sas_token = client
    ///     .list_sas("contoso-prod", "contoso-maps", &maps_account_sas_parameters)
    ///     .await?
    ///     .into_model()?;
    /// println!("{maps_account_sas_token:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_sas(
        &self,
        resource_group_name: &str,
        account_name: &str,
        maps_account_sas_parameters: impl IntoBody<models::AccountSasParameters>,
    ) -> Call<models::MapsAccountSasToken> {
        self.arm
            .prepare(&LIST_SAS, &[&resource_group_name, &account_name])
            .body(maps_account_sas_parameters)
            .into()
    }

    /// Like [`list_sas`](Self::list_sas), but addressed by resource ID.
    pub fn list_sas_by_id(
        &self,
        id: &ResourceId,
        maps_account_sas_parameters: impl IntoBody<models::AccountSasParameters>,
    ) -> Call<models::MapsAccountSasToken> {
        self.arm
            .prepare_by_id(&LIST_SAS, id, &[])
            .body(maps_account_sas_parameters)
            .into()
    }

    /// Reads both shared keys of a Maps account; either one opens the Maps APIs (`Accounts_ListKeys`).
    ///
    /// `POST /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}/listKeys`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `account_name`: The Maps account by name.
    ///
    /// # Example
    ///
    /// Both keys:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::maps::v2023_06_01::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .accounts_client();
    /// let maps_account_keys = client
    ///     .list_keys("contoso-prod", "contoso-maps")
    ///     .await?
    ///     .into_model()?;
    /// println!("{maps_account_keys:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_keys(
        &self,
        resource_group_name: &str,
        account_name: &str,
    ) -> Call<models::MapsAccountKeys> {
        self.arm.prepare(&LIST_KEYS, &[&resource_group_name, &account_name]).into()
    }

    /// Like [`list_keys`](Self::list_keys), but addressed by resource ID.
    pub fn list_keys_by_id(&self, id: &ResourceId) -> Call<models::MapsAccountKeys> {
        self.arm.prepare_by_id(&LIST_KEYS, id, &[]).into()
    }

    /// Replaces one shared key of a Maps account; clients that use the old key are refused from then on
    /// (`Accounts_RegenerateKeys`).
    ///
    /// `POST /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}/regenerateKey`
    ///
    /// - `resource_group_name`: The resource group's name, in any letter case. 1 to 90 characters.
    /// - `account_name`: The Maps account by name.
    /// - `key_specification`: The key to replace.
    ///
    /// # Example
    ///
    /// Replace the primary key:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use generated::maps::v2023_06_01::{Client, models::{KeyType, MapsKeySpecification}};
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", credential, None)?
    ///     .accounts_client();
    /// let key_specification = MapsKeySpecification {
    ///     key_type: KeyType::Primary,
    /// };
    /// let maps_account_keys = client
    ///     .regenerate_keys("contoso-prod", "contoso-maps", &key_specification)
    ///     .await?
    ///     .into_model()?;
    /// println!("{maps_account_keys:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn regenerate_keys(
        &self,
        resource_group_name: &str,
        account_name: &str,
        key_specification: impl IntoBody<models::MapsKeySpecification>,
    ) -> Call<models::MapsAccountKeys> {
        self.arm
            .prepare(&REGENERATE_KEYS, &[&resource_group_name, &account_name])
            .body(key_specification)
            .into()
    }

    /// Like [`regenerate_keys`](Self::regenerate_keys), but addressed by resource ID.
    pub fn regenerate_keys_by_id(
        &self,
        id: &ResourceId,
        key_specification: impl IntoBody<models::MapsKeySpecification>,
    ) -> Call<models::MapsAccountKeys> {
        self.arm.prepare_by_id(&REGENERATE_KEYS, id, &[]).body(key_specification).into()
    }
}

pub(super) static CREATE_OR_UPDATE: Operation = Operation {
    id: "Accounts_CreateOrUpdate",
    method: Method::Put,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}",
    api_version: "2023-06-01",
    parameters: &[RESOURCE_GROUP_NAME, ACCOUNT_NAME],
    body: Some(RequestBody::JSON),
    success: &[200, 201],
    ..Operation::DEFAULT
};

pub(super) static UPDATE: Operation = Operation {
    id: "Accounts_Update",
    method: Method::Patch,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}",
    api_version: "2023-06-01",
    parameters: &[RESOURCE_GROUP_NAME, ACCOUNT_NAME],
    body: Some(RequestBody::JSON),
    success: &[200],
    ..Operation::DEFAULT
};

pub(super) static DELETE: Operation = Operation {
    id: "Accounts_Delete",
    method: Method::Delete,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}",
    api_version: "2023-06-01",
    parameters: &[RESOURCE_GROUP_NAME, ACCOUNT_NAME],
    success: &[200, 204],
    ..Operation::DEFAULT
};

pub(super) static GET: Operation = Operation {
    id: "Accounts_Get",
    method: Method::Get,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}",
    api_version: "2023-06-01",
    parameters: &[RESOURCE_GROUP_NAME, ACCOUNT_NAME],
    success: &[200],
    ..Operation::DEFAULT
};

pub(super) static LIST_BY_RESOURCE_GROUP: Operation = Operation {
    id: "Accounts_ListByResourceGroup",
    method: Method::Get,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts",
    api_version: "2023-06-01",
    parameters: &[RESOURCE_GROUP_NAME],
    success: &[200],
    paging: Some(Paging::VALUE),
    ..Operation::DEFAULT
};

pub(super) static LIST_BY_SUBSCRIPTION: Operation = Operation {
    id: "Accounts_ListBySubscription",
    method: Method::Get,
    path: "/subscriptions/{subscriptionId}/providers/Microsoft.Maps/accounts",
    api_version: "2023-06-01",
    success: &[200],
    paging: Some(Paging::VALUE),
    ..Operation::DEFAULT
};

pub(super) static LIST_SAS: Operation = Operation {
    id: "Accounts_ListSas",
    method: Method::Post,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}/listSas",
    api_version: "2023-06-01",
    parameters: &[RESOURCE_GROUP_NAME, ACCOUNT_NAME],
    body: Some(RequestBody::JSON),
    success: &[200],
    ..Operation::DEFAULT
};

pub(super) static LIST_KEYS: Operation = Operation {
    id: "Accounts_ListKeys",
    method: Method::Post,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}/listKeys",
    api_version: "2023-06-01",
    parameters: &[RESOURCE_GROUP_NAME, ACCOUNT_NAME],
    success: &[200],
    ..Operation::DEFAULT
};

pub(super) static REGENERATE_KEYS: Operation = Operation {
    id: "Accounts_RegenerateKeys",
    method: Method::Post,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Maps/accounts/{accountName}/regenerateKey",
    api_version: "2023-06-01",
    parameters: &[RESOURCE_GROUP_NAME, ACCOUNT_NAME],
    body: Some(RequestBody::JSON),
    success: &[200],
    ..Operation::DEFAULT
};
