// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Microsoft.ApiManagement 2024-05-01.
//!
//! The api-version is `2024-05-01`.
//!
//! Generated from `apimanagement/2024-05-01/apimtenant.json`.

#[cfg(feature = "metadata")]
pub mod metadata;
pub mod models;
mod parameters;
mod tenant_access;
mod tenant_access_git;
mod tenant_configuration;

pub use self::tenant_access::TenantAccessClient;
pub use self::tenant_access_git::TenantAccessGitClient;
pub use self::tenant_configuration::TenantConfigurationClient;

#[doc(hidden)]
pub use self::options::*;

/// Optional parameters of the operations.
pub mod options {
    pub use super::tenant_access::TenantAccessListByServiceOptions;
}

use std::sync::Arc;

use arm_runtime::{Arm, ClientOptions, Package, Result, TokenCredential, Url};

/// The client of Microsoft.ApiManagement 2024-05-01.
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

    /// Returns the client for the operations of `TenantAccess`.
    pub fn tenant_access_client(&self) -> TenantAccessClient {
        TenantAccessClient {
            arm: self.arm.clone(),
        }
    }

    /// Returns the client for the operations of `TenantAccessGit`.
    pub fn tenant_access_git_client(&self) -> TenantAccessGitClient {
        TenantAccessGitClient {
            arm: self.arm.clone(),
        }
    }

    /// Returns the client for the operations of `TenantConfiguration`.
    pub fn tenant_configuration_client(&self) -> TenantConfigurationClient {
        TenantConfigurationClient {
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
