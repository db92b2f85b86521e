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

    /// [`create_or_update`](Self::create_or_update) for the resource of `id`.
    pub fn create_or_update_by_id(
        &self,
        id: &ResourceId,
        maps_account: impl IntoBody<models::MapsAccount>,
    ) -> Call<models::MapsAccount> {
        self.arm.prepare_by_id(&CREATE_OR_UPDATE, id, &[]).body(maps_account).into()
    }

    /// Changes the tags, SKU, kind, identity or properties of a Maps account (`Accounts_Update`).
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

    /// [`update`](Self::update) for the resource of `id`.
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
    pub fn delete(&self, resource_group_name: &str, account_name: &str) -> Call<()> {
        self.arm.prepare(&DELETE, &[&resource_group_name, &account_name]).into()
    }

    /// [`delete`](Self::delete) for the resource of `id`.
    pub fn delete_by_id(&self, id: &ResourceId) -> Call<()> {
        self.arm.prepare_by_id(&DELETE, id, &[]).into()
    }

    /// Reads one Maps account (`Accounts_Get`).
    pub fn get(
        &self,
        resource_group_name: &str,
        account_name: &str,
    ) -> Call<models::MapsAccount> {
        self.arm.prepare(&GET, &[&resource_group_name, &account_name]).into()
    }

    /// [`get`](Self::get) for the resource of `id`.
    pub fn get_by_id(&self, id: &ResourceId) -> Call<models::MapsAccount> {
        self.arm.prepare_by_id(&GET, id, &[]).into()
    }

    /// Lists the Maps accounts of one resource group (`Accounts_ListByResourceGroup`).
    pub fn list_by_resource_group(
        &self,
        resource_group_name: &str,
    ) -> Pager<models::MapsAccount> {
        self.arm.prepare(&LIST_BY_RESOURCE_GROUP, &[&resource_group_name]).into()
    }

    /// Lists the Maps accounts of the whole subscription (`Accounts_ListBySubscription`).
    pub fn list_by_subscription(&self) -> Pager<models::MapsAccount> {
        self.arm.prepare(&LIST_BY_SUBSCRIPTION, &[]).into()
    }

    /// Signs a short-lived SAS token with which a client can call Azure Maps; the account needs a
    /// user-assigned identity in its own region (`Accounts_ListSas`).
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

    /// [`list_sas`](Self::list_sas) for the resource of `id`.
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
    pub fn list_keys(
        &self,
        resource_group_name: &str,
        account_name: &str,
    ) -> Call<models::MapsAccountKeys> {
        self.arm.prepare(&LIST_KEYS, &[&resource_group_name, &account_name]).into()
    }

    /// [`list_keys`](Self::list_keys) for the resource of `id`.
    pub fn list_keys_by_id(&self, id: &ResourceId) -> Call<models::MapsAccountKeys> {
        self.arm.prepare_by_id(&LIST_KEYS, id, &[]).into()
    }

    /// Replaces one shared key of a Maps account; clients that use the old key are refused from then on
    /// (`Accounts_RegenerateKeys`).
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

    /// [`regenerate_keys`](Self::regenerate_keys) for the resource of `id`.
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
