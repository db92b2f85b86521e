//! Reads a virtual machine with the generated crate.

use std::sync::Arc;

use arm_runtime::azure_core;
use azure_core::credentials::{AccessToken, Secret, TokenCredential, TokenRequestOptions};
use azure_core::time::{Duration, OffsetDateTime};
use compute::Client;

#[derive(Debug)]
struct Token;

#[async_trait::async_trait]
impl TokenCredential for Token {
    async fn get_token(
        &self,
        _: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let token = Secret::new(std::env::var("TOKEN").unwrap_or_default());
        Ok(AccessToken::new(token, OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> azure_core::Result<()> {
    let client = Client::new("00000000-0000-0000-0000-000000000000", Arc::new(Token), None)?;
    let machine = client.virtual_machines_client().get("group", "machine", None).await?.into_model()?;
    let properties = machine.properties.unwrap_or_default();
    let size = properties.hardware_profile.and_then(|it| it.vm_size);
    println!("{:?} {:?} {:?}", machine.id, properties.provisioning_state, size.map(|it| it.to_string()));
    Ok(())
}
