// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Operations of `Operations`.

use arm_runtime::{Arm, Method, Operation, Pager, Paging};

use super::models;

/// Operations of `Operations`.
#[derive(Clone, Debug)]
pub struct OperationsClient {
    pub(super) arm: Arm,
}

impl OperationsClient {
    /// Lists what the Microsoft.Communication provider can do, as used in role definitions
    /// (`Operations_List`).
    pub fn list(&self) -> Pager<models::Operation> {
        self.arm.prepare(&LIST, &[]).into()
    }
}

pub(super) static LIST: Operation = Operation {
    id: "Operations_List",
    method: Method::Get,
    path: "/providers/Microsoft.Communication/operations",
    api_version: "2023-04-01",
    success: &[200],
    paging: Some(Paging::VALUE),
    ..Operation::DEFAULT
};
