//! Creates a resource, which takes the service a while, and shows the progress.
//!
//!     cargo run --example create_and_wait

use std::time::Duration;

use arm_fake::{FakeArm, Fault};
use arm_runtime::{ErrorExt, Result, Within};
use futures::TryStreamExt;
use generated::communication::v2023_04_01::Client;
use generated::communication::v2023_04_01::models::{
    CommunicationServiceProperties, CommunicationServiceResource,
};

const SUBSCRIPTION: &str = "11112222-3333-4444-5555-666677778888";

#[tokio::main]
async fn main() -> Result<()> {
    // Against Azure: a credential of azure_identity, and `None` for the options.
    let fake = FakeArm::new(&[generated::metadata()]);
    fake.put_group(SUBSCRIPTION, "my-group", "westeurope");
    let client = Client::new(SUBSCRIPTION, fake.credential(), Some(fake.client_options()))?;
    let services = client.communication_services_client();
    let service = CommunicationServiceResource {
        properties: Some(CommunicationServiceProperties::new("Europe")),
        ..CommunicationServiceResource::new("global")
    };

    // As a stream, a long-running operation reports its progress. Awaited, it returns its result.
    let mut creation = services.create_or_update("my-group", "one", &service);
    while let Some(progress) = creation.try_next().await? {
        println!("{} after {:?}", progress.status, progress.elapsed);
    }
    let created = creation.model().await?;
    println!("created {}", created.id.as_deref().unwrap_or_default());

    // With a time limit: the operation continues in Azure, and the token resumes it.
    let creation = services.create_or_update("my-group", "two", &service);
    match creation.within(Duration::from_secs(600)).await? {
        Within::Done(response) => println!("created {:?}", response.into_model()?.name),
        // The token is a secret. `.secret()` returns its text, to be stored like a password.
        Within::Running { token, .. } => println!("still running; there is a token: {token:?}"),
    }

    // An operation that fails is an error with the reason of the service.
    fake.fail_next(
        1,
        Fault::OperationFails {
            code: "QuotaExceeded".into(),
            message: "The quota of the subscription is used up.".into(),
        },
    );
    let failed = services
        .create_or_update("my-group", "three", &service)
        .await;
    let error = failed.expect_err("the operation fails");
    let code = error.arm().and_then(|arm| arm.code().map(str::to_owned));
    println!("failed: {code:?}");
    assert_eq!(code.as_deref(), Some("QuotaExceeded"));
    assert_eq!(created.name.as_deref(), Some("one"));
    Ok(())
}
