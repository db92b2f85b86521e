//! Shows the requests that a program would send, without sending them.
//!
//!     cargo run --example dry_run

use arm_fake::FakeArm;
use arm_runtime::azure_core::http::Body;
use arm_runtime::{Request, Result};
use generated::maps::v2023_06_01::Client;
use generated::maps::v2023_06_01::models::{MapsAccount, Name, Sku};

const SUBSCRIPTION: &str = "11112222-3333-4444-5555-666677778888";

fn print(request: &Request) {
    println!("{} {}", request.method(), request.url());
    // The bodies of these requests hold no secret.
    if let Body::Bytes(body) = request.body()
        && !body.is_empty()
    {
        println!("{}", String::from_utf8_lossy(body));
    }
}

fn main() -> Result<()> {
    // Against Azure: a credential of azure_identity, and `None` for the options. No token is fetched, and nothing is sent.
    let fake = FakeArm::new(&[generated::metadata()]);
    let client = Client::new(SUBSCRIPTION, fake.credential(), Some(fake.client_options()))?;
    let accounts = client.accounts_client();

    // A call, a list and a long-running operation hold their request until they are awaited.
    let account = MapsAccount::new("westeurope", Sku::new(Name::G2));
    print(
        accounts
            .create_or_update("my-group", "my-maps", &account)
            .request()?,
    );
    print(accounts.list_by_subscription().request()?);

    // An invalid argument is an error before anything is sent, as in a real call.
    let too_long = "g".repeat(91);
    let refused = accounts.delete(&too_long, "my-maps");
    println!(
        "{}",
        refused
            .request()
            .expect_err("a group has at most 90 characters")
    );

    assert_eq!(fake.requests().len(), 0);
    Ok(())
}
