// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Operations of `Maps`.

use arm_runtime::{Arm, Method, Operation, Pager, Paging};

use super::models;

/// Operations of `Maps`.
#[derive(Clone, Debug)]
pub struct MapsClient {
    pub(super) arm: Arm,
}

impl MapsClient {
    /// Lists what the Microsoft.Maps provider can do, as used in role definitions (`Maps_ListOperations`).
    ///
    /// `GET /providers/Microsoft.Maps/operations` (a list in pages)
    ///
    /// # Example
    ///
    /// Two operations, one with a metric:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use futures::TryStreamExt;
    /// use generated::maps::v2023_06_01::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("00000000-0000-0000-0000-000000000000", credential, None)?
    ///     .maps_client();
    /// let mut pager = client.list_operations();
    /// while let Some(operation_detail) = pager.try_next().await? {
    ///     println!("{operation_detail:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_operations(&self) -> Pager<models::OperationDetail> {
        self.arm.prepare(&LIST_OPERATIONS, &[]).into()
    }

    /// Lists what the Microsoft.Maps provider can do in this subscription
    /// (`Maps_ListSubscriptionOperations`).
    ///
    /// `GET /subscriptions/{subscriptionId}/providers/Microsoft.Maps/operations` (a list in pages)
    ///
    /// # Example
    ///
    /// One operation:
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
    ///     .maps_client();
    /// let mut pager = client.list_subscription_operations();
    /// while let Some(operation_detail) = pager.try_next().await? {
    ///     println!("{operation_detail:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_subscription_operations(&self) -> Pager<models::OperationDetail> {
        self.arm.prepare(&LIST_SUBSCRIPTION_OPERATIONS, &[]).into()
    }
}

pub(super) static LIST_OPERATIONS: Operation = Operation {
    id: "Maps_ListOperations",
    method: Method::Get,
    path: "/providers/Microsoft.Maps/operations",
    api_version: "2023-06-01",
    success: &[200],
    paging: Some(Paging::VALUE),
    ..Operation::DEFAULT
};

pub(super) static LIST_SUBSCRIPTION_OPERATIONS: Operation = Operation {
    id: "Maps_ListSubscriptionOperations",
    method: Method::Get,
    path: "/subscriptions/{subscriptionId}/providers/Microsoft.Maps/operations",
    api_version: "2023-06-01",
    success: &[200],
    paging: Some(Paging::VALUE),
    ..Operation::DEFAULT
};
