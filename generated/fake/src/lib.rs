//! A fake Azure Resource Manager for tests: no account, no network, no code for any particular service.
//!
//! [`FakeArm`] answers requests from the metadata of generated bindings. It has state: what is created can be read, listed,
//! changed and deleted, keys regenerate, long-running operations run and pages page. The clock is virtual, so nothing waits, and
//! the same seed and requests give the same responses.
//!
//! ```
//! use arm_fake::FakeArm;
//! use generated::maps::v2023_06_01::{Client, models::{MapsAccount, Name, Sku}};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> arm_runtime::Result<()> {
//! let fake = FakeArm::new(&[generated::metadata()]);
//! let subscription = "11112222-3333-4444-5555-666677778888";
//! fake.put_group(subscription, "tests", "westeurope");
//! let client = Client::new(subscription, fake.credential(), Some(fake.client_options()))?;
//!
//! let accounts = client.accounts_client();
//! let account = MapsAccount {
//!     location: Some("westeurope".into()),
//!     sku: Some(Sku { name: Some(Name::G2), ..Default::default() }),
//!     ..Default::default()
//! };
//! accounts.create_or_update("tests", "maps", &account).await?;
//! let keys = accounts.list_keys("tests", "maps").await?.into_model()?;
//! assert!(keys.primary_key.is_some());
//! # Ok(())
//! # }
//! ```
//!
//! # What it knows, and what it does not
//!
//! Its rules come from the specs: a resource is what has a PUT, its parents and lists follow from the paths, responses show
//! what their schemas declare. Actions that list or regenerate keys and check names have rules as well. Everything else is
//! answered with the spec's example, or with the least that the schema demands. The header `x-fake-arm` says which:
//! `state`, `action`, `example`, `schema`, `test` (by [`FakeArm::on`] or a [`Fault`]) or `rejected`.
//!
//! Request bodies are limited to 4 MiB and one fake to 200,000 resources.

mod access;
mod action;
mod arm;
mod catalog;
mod engine;
mod example;
mod fake;
mod generate;
mod inline;
mod keys;
mod list;
mod long_running;
mod request;
mod resource;
mod response;
#[cfg(feature = "serve")]
pub mod serve;
mod shaping;
#[cfg(feature = "specs")]
pub mod specs;
mod state;
mod transport;
mod validate;
mod view;

pub use self::fake::{FakeArm, Settings};
pub use self::request::FakeRequest;
pub use self::response::{FakeResponse, Source};
pub use self::shaping::{Fault, Recorded, Selector};
