//! Reads a list: all items, page by page, and on from a page that was read before.
//!
//!     cargo run --example page

use arm_fake::FakeArm;
use arm_runtime::Result;
use futures::TryStreamExt;
use generated::maps::v2023_06_01::Client;

const SUBSCRIPTION: &str = "11112222-3333-4444-5555-666677778888";

#[tokio::main]
async fn main() -> Result<()> {
    // Against Azure: a credential of azure_identity, and `None` for the options.
    let fake = fake_with_accounts(250);
    let client = Client::new(SUBSCRIPTION, fake.credential(), Some(fake.client_options()))?;
    let accounts = client.accounts_client();

    // A list is a stream of items. The next page is requested when its first item is asked for.
    let mut names = Vec::new();
    let mut list = accounts.list_by_subscription();
    while let Some(account) = list.try_next().await? {
        names.extend(account.name);
    }
    println!(
        "{} accounts, the last one is {}",
        names.len(),
        names[names.len() - 1]
    );

    // The same by pages. The continuation can be stored and used by another process.
    let mut pages = accounts.list_by_subscription().into_pages();
    let first = pages.try_next().await?;
    println!(
        "{} on the first page",
        first.map_or(0, |page| page.items.len())
    );
    let continuation = pages.continuation().expect("there are more pages");
    drop(pages);

    let rest = accounts.list_by_subscription().resume(&continuation);
    let rest: Vec<_> = rest.try_collect().await?;
    println!("{} on the others", rest.len());
    assert_eq!((names.len(), rest.len()), (250, 150));
    Ok(())
}

fn fake_with_accounts(n: usize) -> FakeArm {
    let fake = FakeArm::new(&[generated::metadata()]);
    for i in 0..n {
        let group = format!(
            "/subscriptions/{SUBSCRIPTION}/resourceGroups/group-{}",
            i % 3
        );
        let account = serde_json::json!({ "location": "westeurope", "sku": { "name": "G2" } });
        fake.put(
            &format!("{group}/providers/Microsoft.Maps/accounts/account-{i}"),
            account,
        );
    }
    fake
}
