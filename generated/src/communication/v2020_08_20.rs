// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Microsoft.Communication 2020-08-20.
//!
//! The api-version is `2020-08-20`.
//!
//! Generated from `communication/2020-08-20/CommunicationService.json`.

mod communication_service;
#[cfg(feature = "metadata")]
pub mod metadata;
pub mod models;
mod operations;
mod parameters;

pub use self::communication_service::CommunicationServiceClient;
pub use self::operations::OperationsClient;

use std::sync::Arc;

use arm_runtime::{Arm, ClientOptions, Package, Result, TokenCredential, Url};

/// The client of Microsoft.Communication 2020-08-20.
#[derive(Clone, Debug)]
pub struct Client {
    arm: Arm,
}

impl Client {
    /// Creates a client that authenticates with `credential`. Uses the public cloud unless `options` says otherwise.
    ///
    /// # Errors
    ///
    /// Returns an error if the configured endpoint is not HTTPS.
    pub fn new(
        subscription_id: impl Into<String>,
        credential: Arc<dyn TokenCredential>,
        options: Option<ClientOptions>,
    ) -> Result<Self> {
        Arm::new(PACKAGE, Some(subscription_id.into()), Some(credential), options)
            .map(Self::from)
    }

    /// The connection that all clients of this one share.
    pub fn arm(&self) -> &Arm {
        &self.arm
    }

    /// The URL that requests are sent to.
    pub fn endpoint(&self) -> &Url {
        self.arm.endpoint()
    }

    /// Returns the client for the operations of `CommunicationService`.
    pub fn communication_service_client(&self) -> CommunicationServiceClient {
        CommunicationServiceClient {
            arm: self.arm.clone(),
        }
    }

    /// Returns the client for the operations of `Operations`.
    pub fn operations_client(&self) -> OperationsClient {
        OperationsClient {
            arm: self.arm.clone(),
        }
    }
}

impl From<Arm> for Client {
    fn from(arm: Arm) -> Self {
        Self { arm }
    }
}

const PACKAGE: Package = Package {
    name: env!("CARGO_PKG_NAME"),
    version: env!("CARGO_PKG_VERSION"),
};
