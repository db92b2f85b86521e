//! A fake Azure Resource Manager for tests. It needs no account and no network, and has no code for particular
//! services.
//!
//! [`FakeArm`] responds to requests using the metadata of generated bindings. It has state: resources can be created,
//! read, listed, changed and deleted, keys regenerate, long-running operations take several polls, and lists are paged.
//! The clock is virtual, so that tests do not wait, and the same seed and requests produce the same responses.
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
//! # Behavior
//!
//! The rules are derived from the specs: a path with a PUT is a resource, parents and lists follow from the paths, and
//! responses contain the properties that their schemas declare. Actions that list or regenerate keys or check names
//! have rules as well. Other operations return the example of the spec, or a minimal value of the response schema. The
//! header `x-fake-arm` contains the source of a response: `state`, `action`, `example`, `schema`, `test` (by
//! [`FakeArm::on`] or a [`Fault`]) or `rejected`.
//!
//! Children in the body of their parent, such as the probes of a load balancer, are found at their own path, too. Resources that
//! no operation creates exist under any name; their lists show those that [`FakeArm::put`] has put there.
//!
//! # Shaping a test
//!
//! ```
//! use arm_fake::{FakeArm, FakeResponse, Fault};
//! use arm_runtime::ErrorExt;
//! use generated::maps::v2023_06_01::Client;
//! use serde_json::json;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> arm_runtime::Result<()> {
//! # let subscription = "11112222-3333-4444-5555-666677778888";
//! # let fake = FakeArm::new(&[generated::metadata()]);
//! # let client = Client::new(subscription, fake.credential(), Some(fake.client_options()))?;
//! # let accounts = client.accounts_client();
//! // The state before the test.
//! let id = format!("/subscriptions/{subscription}/resourceGroups/g/providers/Microsoft.Maps/accounts/m");
//! fake.put(&id, json!({ "location": "westeurope", "sku": { "name": "G2" } }));
//!
//! // A fault that the client copes with: reads are retried.
//! fake.fail_next(1, Fault::Reset);
//! accounts.get("g", "m").await?;
//!
//! // One response of the test's own.
//! fake.on("Accounts_ListKeys", |_| FakeResponse::error(403, "LinkedAuthorizationFailed", "No."));
//! let error = accounts.list_keys("g", "m").await.unwrap_err();
//! let arm = error.arm().expect("the response is an error of Azure Resource Manager");
//! assert_eq!(arm.code(), Some("LinkedAuthorizationFailed"));
//!
//! // The effect of the tested code.
//! accounts.delete("g", "m").await?;
//! assert_eq!(fake.get(&id), None);
//! assert_eq!(fake.count("Accounts_Delete"), 1);
//! # Ok(())
//! # }
//! ```
//!
//! Expectations and faults that no request has met fail the test when the fake is dropped.
//!
//! [`FakeArm::fail`] applies a fault to one operation, and [`FakeArm::end_faults`] ends an outage. Clients do not wait: a
//! `Retry-After` advances the clock of the fake, as [`FakeArm::advance`] does. Tests that share a fake use a subscription
//! each, and [`FakeArm::subscription`] for its expectations, counts and requests.
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
