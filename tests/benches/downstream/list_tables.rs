//! Lists network interfaces with the generated crate.

use std::sync::Arc;

use arm_runtime::azure_core;
use azure_core::credentials::{AccessToken, Secret, TokenCredential, TokenRequestOptions};
use azure_core::time::{Duration, OffsetDateTime};
use network::Client;

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
    for interface in client.network_interfaces_client().list("group").collect_all().await? {
        let properties = interface.properties.unwrap_or_default();
        println!("{:?} {:?} {:?}", interface.id, properties.mac_address, properties.primary);
    }
    Ok(())
}
