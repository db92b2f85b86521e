//! Starts a long-running operation in one process and waits for it in another. A token in a file connects the two.
//!
//!     cargo run --example resume_elsewhere
//!
//! Without arguments it serves a fake and runs itself twice, with `start` and with `finish`. Each half also runs against Azure
//! or `arm serve`: set `ARM_ENDPOINT`, and a credential where the endpoint wants one.

use std::path::Path;
use std::process::Command;

use arm_fake::serve::{ServeOptions, Server};
use arm_fake::{FakeArm, Settings};
use arm_runtime::azure_core::Error;
use arm_runtime::azure_core::error::ErrorKind;
use arm_runtime::{Arm, ClientOptions, Cloud, Package, Result, Url};
use futures::TryStreamExt;
use generated::communication::v2023_04_01::Client;
use generated::communication::v2023_04_01::models::{
    CommunicationServiceProperties, CommunicationServiceResource,
};

const SUBSCRIPTION: &str = "11112222-3333-4444-5555-666677778888";

/// The first process: it starts the operation, stores the token and ends.
async fn start(client: &Client, file: &Path) -> Result<()> {
    let service = CommunicationServiceResource {
        properties: Some(CommunicationServiceProperties::new("Europe")),
        ..CommunicationServiceResource::new("global")
    };
    let services = client.communication_services_client();
    let mut creation = services.create_or_update("my-group", "my-service", &service);
    // The first item of the stream comes when the service has accepted the operation.
    let progress = creation.try_next().await?;
    println!(
        "started: {}",
        progress.map(|it| it.status).unwrap_or_default()
    );
    let token = creation.resume_token().expect("the operation runs");
    std::fs::write(file, token.secret())?;
    Ok(())
}

/// The second process: it waits for the result. The operation is not started again.
async fn finish(client: &Client, file: &Path) -> Result<()> {
    let token = std::fs::read_to_string(file)?;
    let services = client.communication_services_client();
    // The body is that of the first process; a resumed operation does not send it.
    let service = CommunicationServiceResource::new("global");
    let creation = services.create_or_update("my-group", "my-service", &service);
    let created = creation.resume(&token).model().await?;
    println!("finished: {}", created.id.unwrap_or_default());
    Ok(())
}

fn client() -> Result<Client> {
    let endpoint = std::env::var("ARM_ENDPOINT").unwrap_or_default();
    let endpoint = Url::parse(&endpoint)?;
    let options = ClientOptions {
        cloud: Cloud::Custom {
            endpoint,
            audience: "https://management.azure.com".to_owned(),
        },
        ..ClientOptions::default()
    };
    // No token goes over plain HTTP, and the fake wants none. `Client::new` takes a credential.
    let package = Package {
        name: "resume-elsewhere",
        version: "0.1.0",
    };
    let arm = Arm::new(package, Some(SUBSCRIPTION.to_owned()), None, Some(options))?;
    Ok(Client::from(arm))
}

/// Serves a fake, and runs both processes one after the other.
async fn both(file: &Path) -> Result<()> {
    // The second process, too, finds the operation running.
    let settings = Settings {
        polls: 2,
        virtual_time: false,
        ..Settings::default()
    };
    let fake = FakeArm::with_settings(&[generated::metadata()], settings);
    fake.put_group(SUBSCRIPTION, "my-group", "westeurope");
    let server = Server::bind(fake.clone(), ServeOptions::default(), |line| {
        println!("  {line}")
    })
    .await?;
    let endpoint = server.url();
    tokio::spawn(server.run(std::future::pending()));
    for half in ["start", "finish"] {
        let mut process = Command::new(std::env::current_exe()?);
        process.arg(half).arg(file).env("ARM_ENDPOINT", &endpoint);
        let ended = tokio::task::spawn_blocking(move || process.status()).await;
        assert!(
            ended.is_ok_and(|it| it.is_ok_and(|it| it.success())),
            "{half} failed"
        );
    }
    assert_eq!(fake.count("CommunicationServices_CreateOrUpdate"), 1);
    Ok(())
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        [] => {
            let name = format!("resume-token-{}.txt", std::process::id());
            let file = std::env::temp_dir().join(name);
            let result = both(&file).await;
            std::fs::remove_file(&file)?;
            result
        }
        ["start", file] => start(&client()?, Path::new(file)).await,
        ["finish", file] => finish(&client()?, Path::new(file)).await,
        _ => Err(Error::with_message(
            ErrorKind::Other,
            "usage: resume_elsewhere [start|finish FILE]",
        )),
    }
}
