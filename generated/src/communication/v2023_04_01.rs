// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Microsoft.Communication 2023-04-01.
//!
//! The api-version is `2023-04-01`.
//!
//! Generated from `communication/2023-04-01/CommunicationServices.json`,
//! `communication/2023-04-01/Domains.json`, `communication/2023-04-01/EmailServices.json`,
//! `communication/2023-04-01/SenderUsernames.json`.

mod communication_services;
mod domains;
mod email_services;
#[cfg(feature = "metadata")]
pub mod metadata;
pub mod models;
mod operations;
mod parameters;
mod sender_usernames;

pub use self::communication_services::CommunicationServicesClient;
pub use self::domains::DomainsClient;
pub use self::email_services::EmailServicesClient;
pub use self::operations::OperationsClient;
pub use self::sender_usernames::SenderUsernamesClient;

use std::sync::Arc;

use arm_runtime::{Arm, ClientOptions, Package, Result, TokenCredential, Url};

/// The client of Microsoft.Communication 2023-04-01.
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

    /// Returns the client for the operations of `CommunicationServices`.
    pub fn communication_services_client(&self) -> CommunicationServicesClient {
        CommunicationServicesClient {
            arm: self.arm.clone(),
        }
    }

    /// Returns the client for the operations of `Domains`.
    pub fn domains_client(&self) -> DomainsClient {
        DomainsClient {
            arm: self.arm.clone(),
        }
    }

    /// Returns the client for the operations of `EmailServices`.
    pub fn email_services_client(&self) -> EmailServicesClient {
        EmailServicesClient {
            arm: self.arm.clone(),
        }
    }

    /// Returns the client for the operations of `Operations`.
    pub fn operations_client(&self) -> OperationsClient {
        OperationsClient {
            arm: self.arm.clone(),
        }
    }

    /// Returns the client for the operations of `SenderUsernames`.
    pub fn sender_usernames_client(&self) -> SenderUsernamesClient {
        SenderUsernamesClient {
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
