//! Talks to another cloud than the public one: Azure Government, or one's own Azure Stack Hub.
//!
//! A cloud is an endpoint and an audience for tokens. A token of one cloud never goes to another.
//!
//!     cargo run --example government_cloud

use arm_fake::FakeArm;
use arm_runtime::{ClientOptions, Cloud, Result, Url};
use futures::TryStreamExt;
use generated::maps::v2023_06_01::Client;

const SUBSCRIPTION: &str = "11112222-3333-4444-5555-666677778888";

#[tokio::main]
async fn main() -> Result<()> {
    // Against Azure: a credential of azure_identity, and `..ClientOptions::default()` below. The fake answers for any host.
    let fake = FakeArm::new(&[generated::metadata()]);
    fake.put_group(SUBSCRIPTION, "my-group", "usgovvirginia");

    let stack = Cloud::Custom {
        endpoint: Url::parse("https://management.local.azurestack.external")?,
        audience: "https://management.azurestack.onmicrosoft.com/1234".to_owned(),
    };
    for cloud in [Cloud::UsGovernment, Cloud::China, stack] {
        println!("{} with tokens for {}", cloud.endpoint()?, cloud.scope());
        let options = ClientOptions {
            cloud: cloud.clone(),
            ..fake.client_options()
        };
        let client = Client::new(SUBSCRIPTION, fake.credential(), Some(options))?;
        let list = client.accounts_client().list_by_resource_group("my-group");
        assert_eq!(
            list.request()?.url().host_str(),
            cloud.endpoint()?.host_str()
        );
        let accounts: Vec<_> = list.try_collect().await?;
        assert!(accounts.is_empty());
    }
    assert_eq!(fake.requests().len(), 3);
    Ok(())
}
