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
    pub fn list_operations(&self) -> Pager<models::OperationDetail> {
        self.arm.prepare(&LIST_OPERATIONS, &[]).into()
    }

    /// Lists what the Microsoft.Maps provider can do in this subscription
    /// (`Maps_ListSubscriptionOperations`).
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
