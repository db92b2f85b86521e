//! Rotates both keys of a Maps account without downtime, by the resource ID of the account.
//!
//! An application uses one of the two keys. While it does, the other one is regenerated; then the application changes over.
//!
//!     cargo run --example rotate_a_key

use arm_fake::FakeArm;
use arm_runtime::{ResourceId, Result, Secret};
use generated::maps::v2023_06_01::models::{KeyType, MapsAccount, MapsKeySpecification, Name, Sku};
use generated::maps::v2023_06_01::{AccountsClient, Client};

const SUBSCRIPTION: &str = "11112222-3333-4444-5555-666677778888";

/// The application, or the vault from which it takes the key.
struct Application {
    key: Secret,
}

async fn rotate(accounts: &AccountsClient, id: &ResourceId, app: &mut Application) -> Result<()> {
    for key_type in [KeyType::Secondary, KeyType::Primary] {
        // The application does not use this key, so that nothing breaks.
        let which = MapsKeySpecification::new(key_type.clone());
        let keys = accounts.regenerate_keys_by_id(id, which).model().await?;
        let key = match key_type {
            KeyType::Primary => keys.primary_key,
            _ => keys.secondary_key,
        };
        app.key = key.expect("the service returns the key that it regenerated");
        println!("the application uses the new {key_type} key");
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result<()> {
    // Against Azure: a credential of azure_identity, and `None` for the options.
    let fake = FakeArm::new(&[generated::metadata()]);
    fake.put_group(SUBSCRIPTION, "my-group", "westeurope");
    let client = Client::new(SUBSCRIPTION, fake.credential(), Some(fake.client_options()))?;
    let accounts = client.accounts_client();
    let account = MapsAccount::new("westeurope", Sku::new(Name::G2));
    accounts
        .create_or_update("my-group", "my-maps", &account)
        .await?;

    let id: ResourceId = format!(
        "/subscriptions/{SUBSCRIPTION}/resourceGroups/my-group/providers/Microsoft.Maps/accounts/my-maps"
    )
    .parse()?;
    let before = accounts.list_keys_by_id(&id).model().await?;
    let key = before.primary_key.clone().expect("an account has keys");
    let mut app = Application { key };
    rotate(&accounts, &id, &mut app).await?;

    // Both keys are new, and the application has the primary one again.
    let after = accounts.list_keys_by_id(&id).model().await?;
    assert_ne!(after.primary_key, before.primary_key);
    assert_ne!(after.secondary_key, before.secondary_key);
    assert_eq!(after.primary_key, Some(app.key));
    Ok(())
}
