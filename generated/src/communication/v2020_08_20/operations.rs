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
    ///
    /// `GET /providers/Microsoft.Communication/operations` (a list in pages)
    ///
    /// # Example
    ///
    /// Two operations:
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use arm_runtime::TokenCredential;
    /// use futures::TryStreamExt;
    /// use generated::communication::v2020_08_20::Client;
    ///
    /// # async fn example(credential: Arc<dyn TokenCredential>) -> arm_runtime::Result<()> {
    /// let client = Client::new("00000000-0000-0000-0000-000000000000", credential, None)?
    ///     .operations_client();
    /// let mut pager = client.list();
    /// while let Some(operation) = pager.try_next().await? {
    ///     println!("{operation:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> Pager<models::Operation> {
        self.arm.prepare(&LIST, &[]).into()
    }
}

pub(super) static LIST: Operation = Operation {
    id: "Operations_List",
    method: Method::Get,
    path: "/providers/Microsoft.Communication/operations",
    api_version: "2020-08-20",
    success: &[200],
    paging: Some(Paging::VALUE),
    ..Operation::DEFAULT
};
