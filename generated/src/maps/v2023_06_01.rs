// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Microsoft.Maps 2023-06-01.
//!
//! The api-version is `2023-06-01`.
//!
//! Generated from `maps/2023-06-01/maps-management.json`.

mod accounts;
mod creators;
mod maps;
#[cfg(feature = "metadata")]
pub mod metadata;
pub mod models;
mod parameters;

pub use self::accounts::AccountsClient;
pub use self::creators::CreatorsClient;
pub use self::maps::MapsClient;

use std::sync::Arc;

use arm_runtime::{Arm, ClientOptions, Package, Result, TokenCredential, Url};

/// The client of Microsoft.Maps 2023-06-01.
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

    /// Returns the client for the operations of `Accounts`.
    pub fn accounts_client(&self) -> AccountsClient {
        AccountsClient {
            arm: self.arm.clone(),
        }
    }

    /// Returns the client for the operations of `Creators`.
    pub fn creators_client(&self) -> CreatorsClient {
        CreatorsClient {
            arm: self.arm.clone(),
        }
    }

    /// Returns the client for the operations of `Maps`.
    pub fn maps_client(&self) -> MapsClient {
        MapsClient {
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
