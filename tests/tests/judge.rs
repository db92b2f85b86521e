//! Every operation of every version, called from each of its examples, before an independent judge: oav, Microsoft's
//! validator of live traffic, over the real specs (`judge.cjs`). The judge answers with the examples of the real specs, and
//! each answer is decoded.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use arm_runtime::azure_core::http::DeserializeWith;
use arm_runtime::{Call, ClientOptions, Json, JsonValue, Pager, Poller, Result};
use async_trait::async_trait;
use futures::StreamExt;
use generated::{apimanagement, communication, maps};
use tests::corpus::read_json;
use tests::facade::{credential, options};
use tests::{ours, place};

/// The documents of our versions below `specification/`.
const REAL: [&str; 4] = [
    "communication/resource-manager/Microsoft.Communication/stable/2020-08-20/*.json",
    "communication/resource-manager/Microsoft.Communication/stable/2023-04-01/*.json",
    "maps/resource-manager/Microsoft.Maps/stable/2023-06-01/*.json",
    "apimanagement/resource-manager/Microsoft.ApiManagement/stable/2024-05-01/apimtenant.json",
];

/// One example of one operation of our specs.
struct Example {
    version: String,
    operation: String,
    title: String,
    parameters: JsonValue,
}

impl Example {
    fn text(&self, name: &str) -> &str {
        let value = self.parameters[name].as_str();
        value.unwrap_or_else(|| panic!("{}, {}: no `{name}`", self.operation, self.title))
    }

    fn subscription(&self) -> &str {
        self.parameters["subscriptionId"]
            .as_str()
            .unwrap_or("00000000-0000-0000-0000-000000000000")
    }

    /// The body as a model, so that what is sent is what the model writes.
    fn body<T: serde::de::DeserializeOwned>(&self, name: &str) -> T {
        let body = self.parameters[name].clone();
        serde_json::from_value(body)
            .unwrap_or_else(|error| panic!("{}, {}: {error}", self.operation, self.title))
    }
}

/// What a call gives can be sent, and its response read.
#[async_trait]
trait Sent {
    async fn sent(self) -> Result<()>;
}

#[async_trait]
impl<T: DeserializeWith<Json> + Send + 'static> Sent for Call<T> {
    async fn sent(self) -> Result<()> {
        self.await?.into_model().map(|_| ())
    }
}

#[async_trait]
impl<T: DeserializeWith<Json> + Send + Unpin + 'static> Sent for Pager<T> {
    async fn sent(self) -> Result<()> {
        // The links of the examples lead elsewhere, so only the first page is asked for.
        let page = self.into_pages().next().await;
        page.map_or(Ok(()), |page| page.map(|_| ()))
    }
}

#[async_trait]
impl<T: Send + Unpin + 'static> Sent for Poller<T> {
    async fn sent(mut self) -> Result<()> {
        let progress = self.next().await;
        progress.map_or(Ok(()), |progress| progress.map(|_| ()))
    }
}

async fn send(call: impl Sent) -> Result<()> {
    call.sent().await
}

async fn communication_2020_08_20(e: &Example, options: ClientOptions) -> Result<()> {
    use communication::v2020_08_20::{Client, models as m};
    let client = Client::new(e.subscription(), credential(), Some(options))?;
    match e.operation.as_str() {
        "CommunicationService_CheckNameAvailability" => {
            send(
                client
                    .communication_service_client()
                    .check_name_availability(
                        e.body::<m::NameAvailabilityParameters>("nameAvailabilityParameters"),
                    ),
            )
            .await
        }
        "CommunicationService_LinkNotificationHub" => {
            send(client.communication_service_client().link_notification_hub(
                e.text("resourceGroupName"),
                e.text("communicationServiceName"),
                e.body::<m::LinkNotificationHubParameters>("linkNotificationHubParameters"),
            ))
            .await
        }
        "CommunicationService_ListBySubscription" => {
            send(client.communication_service_client().list_by_subscription()).await
        }
        "CommunicationService_ListByResourceGroup" => {
            send(
                client
                    .communication_service_client()
                    .list_by_resource_group(e.text("resourceGroupName")),
            )
            .await
        }
        "CommunicationService_Update" => {
            send(client.communication_service_client().update(
                e.text("resourceGroupName"),
                e.text("communicationServiceName"),
                e.body::<m::CommunicationServiceResource>("parameters"),
            ))
            .await
        }
        "CommunicationService_Get" => {
            send(client.communication_service_client().get(
                e.text("resourceGroupName"),
                e.text("communicationServiceName"),
            ))
            .await
        }
        "CommunicationService_CreateOrUpdate" => {
            send(client.communication_service_client().create_or_update(
                e.text("resourceGroupName"),
                e.text("communicationServiceName"),
                e.body::<m::CommunicationServiceResource>("parameters"),
            ))
            .await
        }
        "CommunicationService_Delete" => {
            send(client.communication_service_client().delete(
                e.text("resourceGroupName"),
                e.text("communicationServiceName"),
            ))
            .await
        }
        "CommunicationService_ListKeys" => {
            send(client.communication_service_client().list_keys(
                e.text("resourceGroupName"),
                e.text("communicationServiceName"),
            ))
            .await
        }
        "CommunicationService_RegenerateKey" => {
            send(client.communication_service_client().regenerate_key(
                e.text("resourceGroupName"),
                e.text("communicationServiceName"),
                e.body::<m::RegenerateKeyParameters>("parameters"),
            ))
            .await
        }
        "Operations_List" => send(client.operations_client().list()).await,
        other => panic!("no call of {other} here"),
    }
}

async fn communication_2023_04_01(e: &Example, options: ClientOptions) -> Result<()> {
    use communication::v2023_04_01::{Client, models as m};
    let client = Client::new(e.subscription(), credential(), Some(options))?;
    match e.operation.as_str() {
        "CommunicationServices_CheckNameAvailability" => {
            send(
                client
                    .communication_services_client()
                    .check_name_availability(
                        e.body::<m::NameAvailabilityParameters>("nameAvailabilityParameters"),
                    ),
            )
            .await
        }
        "CommunicationServices_LinkNotificationHub" => {
            send(
                client
                    .communication_services_client()
                    .link_notification_hub(
                        e.text("resourceGroupName"),
                        e.text("communicationServiceName"),
                        e.body::<m::LinkNotificationHubParameters>("linkNotificationHubParameters"),
                    ),
            )
            .await
        }
        "CommunicationServices_ListBySubscription" => {
            send(
                client
                    .communication_services_client()
                    .list_by_subscription(),
            )
            .await
        }
        "CommunicationServices_ListByResourceGroup" => {
            send(
                client
                    .communication_services_client()
                    .list_by_resource_group(e.text("resourceGroupName")),
            )
            .await
        }
        "CommunicationServices_Update" => {
            send(client.communication_services_client().update(
                e.text("resourceGroupName"),
                e.text("communicationServiceName"),
                e.body::<m::CommunicationServiceResourceUpdate>("parameters"),
            ))
            .await
        }
        "CommunicationServices_Get" => {
            send(client.communication_services_client().get(
                e.text("resourceGroupName"),
                e.text("communicationServiceName"),
            ))
            .await
        }
        "CommunicationServices_CreateOrUpdate" => {
            send(client.communication_services_client().create_or_update(
                e.text("resourceGroupName"),
                e.text("communicationServiceName"),
                e.body::<m::CommunicationServiceResource>("parameters"),
            ))
            .await
        }
        "CommunicationServices_Delete" => {
            send(client.communication_services_client().delete(
                e.text("resourceGroupName"),
                e.text("communicationServiceName"),
            ))
            .await
        }
        "CommunicationServices_ListKeys" => {
            send(client.communication_services_client().list_keys(
                e.text("resourceGroupName"),
                e.text("communicationServiceName"),
            ))
            .await
        }
        "CommunicationServices_RegenerateKey" => {
            send(client.communication_services_client().regenerate_key(
                e.text("resourceGroupName"),
                e.text("communicationServiceName"),
                e.body::<m::RegenerateKeyParameters>("parameters"),
            ))
            .await
        }
        "Domains_Get" => {
            send(client.domains_client().get(
                e.text("resourceGroupName"),
                e.text("emailServiceName"),
                e.text("domainName"),
            ))
            .await
        }
        "Domains_CreateOrUpdate" => {
            send(client.domains_client().create_or_update(
                e.text("resourceGroupName"),
                e.text("emailServiceName"),
                e.text("domainName"),
                e.body::<m::DomainResource>("parameters"),
            ))
            .await
        }
        "Domains_Delete" => {
            send(client.domains_client().delete(
                e.text("resourceGroupName"),
                e.text("emailServiceName"),
                e.text("domainName"),
            ))
            .await
        }
        "Domains_Update" => {
            send(client.domains_client().update(
                e.text("resourceGroupName"),
                e.text("emailServiceName"),
                e.text("domainName"),
                e.body::<m::UpdateDomainRequestParameters>("parameters"),
            ))
            .await
        }
        "Domains_ListByEmailServiceResource" => {
            send(client.domains_client().list_by_email_service_resource(
                e.text("resourceGroupName"),
                e.text("emailServiceName"),
            ))
            .await
        }
        "Domains_InitiateVerification" => {
            send(client.domains_client().initiate_verification(
                e.text("resourceGroupName"),
                e.text("emailServiceName"),
                e.text("domainName"),
                e.body::<m::VerificationParameter>("parameters"),
            ))
            .await
        }
        "Domains_CancelVerification" => {
            send(client.domains_client().cancel_verification(
                e.text("resourceGroupName"),
                e.text("emailServiceName"),
                e.text("domainName"),
                e.body::<m::VerificationParameter>("parameters"),
            ))
            .await
        }
        "EmailServices_Get" => {
            send(
                client
                    .email_services_client()
                    .get(e.text("resourceGroupName"), e.text("emailServiceName")),
            )
            .await
        }
        "EmailServices_CreateOrUpdate" => {
            send(client.email_services_client().create_or_update(
                e.text("resourceGroupName"),
                e.text("emailServiceName"),
                e.body::<m::EmailServiceResource>("parameters"),
            ))
            .await
        }
        "EmailServices_Delete" => {
            send(
                client
                    .email_services_client()
                    .delete(e.text("resourceGroupName"), e.text("emailServiceName")),
            )
            .await
        }
        "EmailServices_Update" => {
            send(client.email_services_client().update(
                e.text("resourceGroupName"),
                e.text("emailServiceName"),
                e.body::<m::EmailServiceResourceUpdate>("parameters"),
            ))
            .await
        }
        "EmailServices_ListBySubscription" => {
            send(client.email_services_client().list_by_subscription()).await
        }
        "EmailServices_ListByResourceGroup" => {
            send(
                client
                    .email_services_client()
                    .list_by_resource_group(e.text("resourceGroupName")),
            )
            .await
        }
        "EmailServices_ListVerifiedExchangeOnlineDomains" => {
            send(
                client
                    .email_services_client()
                    .list_verified_exchange_online_domains(),
            )
            .await
        }
        "Operations_List" => send(client.operations_client().list()).await,
        "SenderUsernames_ListByDomains" => {
            send(client.sender_usernames_client().list_by_domains(
                e.text("resourceGroupName"),
                e.text("emailServiceName"),
                e.text("domainName"),
            ))
            .await
        }
        "SenderUsernames_Get" => {
            send(client.sender_usernames_client().get(
                e.text("resourceGroupName"),
                e.text("emailServiceName"),
                e.text("domainName"),
                e.text("senderUsername"),
            ))
            .await
        }
        "SenderUsernames_CreateOrUpdate" => {
            send(client.sender_usernames_client().create_or_update(
                e.text("resourceGroupName"),
                e.text("emailServiceName"),
                e.text("domainName"),
                e.text("senderUsername"),
                e.body::<m::SenderUsernameResource>("parameters"),
            ))
            .await
        }
        "SenderUsernames_Delete" => {
            send(client.sender_usernames_client().delete(
                e.text("resourceGroupName"),
                e.text("emailServiceName"),
                e.text("domainName"),
                e.text("senderUsername"),
            ))
            .await
        }
        other => panic!("no call of {other} here"),
    }
}

async fn maps_2023_06_01(e: &Example, options: ClientOptions) -> Result<()> {
    use maps::v2023_06_01::{Client, models as m};
    let client = Client::new(e.subscription(), credential(), Some(options))?;
    match e.operation.as_str() {
        "Accounts_CreateOrUpdate" => {
            send(client.accounts_client().create_or_update(
                e.text("resourceGroupName"),
                e.text("accountName"),
                e.body::<m::MapsAccount>("MapsAccount"),
            ))
            .await
        }
        "Accounts_Update" => {
            send(client.accounts_client().update(
                e.text("resourceGroupName"),
                e.text("accountName"),
                e.body::<m::MapsAccountUpdateParameters>("MapsAccountUpdateParameters"),
            ))
            .await
        }
        "Accounts_Delete" => {
            send(
                client
                    .accounts_client()
                    .delete(e.text("resourceGroupName"), e.text("accountName")),
            )
            .await
        }
        "Accounts_Get" => {
            send(
                client
                    .accounts_client()
                    .get(e.text("resourceGroupName"), e.text("accountName")),
            )
            .await
        }
        "Accounts_ListByResourceGroup" => {
            send(
                client
                    .accounts_client()
                    .list_by_resource_group(e.text("resourceGroupName")),
            )
            .await
        }
        "Accounts_ListBySubscription" => {
            send(client.accounts_client().list_by_subscription()).await
        }
        "Accounts_ListSas" => {
            send(client.accounts_client().list_sas(
                e.text("resourceGroupName"),
                e.text("accountName"),
                e.body::<m::AccountSasParameters>("MapsAccountSasParameters"),
            ))
            .await
        }
        "Accounts_ListKeys" => {
            send(
                client
                    .accounts_client()
                    .list_keys(e.text("resourceGroupName"), e.text("accountName")),
            )
            .await
        }
        "Accounts_RegenerateKeys" => {
            send(client.accounts_client().regenerate_keys(
                e.text("resourceGroupName"),
                e.text("accountName"),
                e.body::<m::MapsKeySpecification>("keySpecification"),
            ))
            .await
        }
        "Creators_ListByAccount" => {
            send(
                client
                    .creators_client()
                    .list_by_account(e.text("resourceGroupName"), e.text("accountName")),
            )
            .await
        }
        "Creators_CreateOrUpdate" => {
            send(client.creators_client().create_or_update(
                e.text("resourceGroupName"),
                e.text("accountName"),
                e.text("creatorName"),
                e.body::<m::Creator>("CreatorResource"),
            ))
            .await
        }
        "Creators_Update" => {
            send(client.creators_client().update(
                e.text("resourceGroupName"),
                e.text("accountName"),
                e.text("creatorName"),
                e.body::<m::CreatorUpdateParameters>("CreatorUpdateParameters"),
            ))
            .await
        }
        "Creators_Delete" => {
            send(client.creators_client().delete(
                e.text("resourceGroupName"),
                e.text("accountName"),
                e.text("creatorName"),
            ))
            .await
        }
        "Creators_Get" => {
            send(client.creators_client().get(
                e.text("resourceGroupName"),
                e.text("accountName"),
                e.text("creatorName"),
            ))
            .await
        }
        "Maps_ListOperations" => send(client.maps_client().list_operations()).await,
        "Maps_ListSubscriptionOperations" => {
            send(client.maps_client().list_subscription_operations()).await
        }
        other => panic!("no call of {other} here"),
    }
}

async fn apimanagement_2024_05_01(e: &Example, options: ClientOptions) -> Result<()> {
    use apimanagement::v2024_05_01::{Client, models as m};
    let client = Client::new(e.subscription(), credential(), Some(options))?;
    match e.operation.as_str() {
        "TenantAccess_ListByService" => {
            send(client.tenant_access_client().list_by_service(
                e.text("resourceGroupName"),
                e.text("serviceName"),
                None,
            ))
            .await
        }
        "TenantAccess_GetEntityTag" => {
            send(client.tenant_access_client().get_entity_tag(
                e.text("resourceGroupName"),
                e.text("serviceName"),
                e.text("accessName").into(),
            ))
            .await
        }
        "TenantAccess_Get" => {
            send(client.tenant_access_client().get(
                e.text("resourceGroupName"),
                e.text("serviceName"),
                e.text("accessName").into(),
            ))
            .await
        }
        "TenantAccess_Create" => {
            send(client.tenant_access_client().create(
                e.text("resourceGroupName"),
                e.text("serviceName"),
                e.text("accessName").into(),
                e.text("If-Match"),
                e.body::<m::AccessInformationCreateParameters>("parameters"),
            ))
            .await
        }
        "TenantAccess_Update" => {
            send(client.tenant_access_client().update(
                e.text("resourceGroupName"),
                e.text("serviceName"),
                e.text("accessName").into(),
                e.text("If-Match"),
                e.body::<m::AccessInformationUpdateParameters>("parameters"),
            ))
            .await
        }
        "TenantAccess_RegeneratePrimaryKey" => {
            send(client.tenant_access_client().regenerate_primary_key(
                e.text("resourceGroupName"),
                e.text("serviceName"),
                e.text("accessName").into(),
            ))
            .await
        }
        "TenantAccess_RegenerateSecondaryKey" => {
            send(client.tenant_access_client().regenerate_secondary_key(
                e.text("resourceGroupName"),
                e.text("serviceName"),
                e.text("accessName").into(),
            ))
            .await
        }
        "TenantAccess_ListSecrets" => {
            send(client.tenant_access_client().list_secrets(
                e.text("resourceGroupName"),
                e.text("serviceName"),
                e.text("accessName").into(),
            ))
            .await
        }
        "TenantAccessGit_RegeneratePrimaryKey" => {
            send(client.tenant_access_git_client().regenerate_primary_key(
                e.text("resourceGroupName"),
                e.text("serviceName"),
                e.text("accessName").into(),
            ))
            .await
        }
        "TenantAccessGit_RegenerateSecondaryKey" => {
            send(client.tenant_access_git_client().regenerate_secondary_key(
                e.text("resourceGroupName"),
                e.text("serviceName"),
                e.text("accessName").into(),
            ))
            .await
        }
        "TenantConfiguration_Deploy" => {
            send(client.tenant_configuration_client().deploy(
                e.text("resourceGroupName"),
                e.text("serviceName"),
                e.text("configurationName").into(),
                e.body::<m::DeployConfigurationParameters>("parameters"),
            ))
            .await
        }
        "TenantConfiguration_Save" => {
            send(client.tenant_configuration_client().save(
                e.text("resourceGroupName"),
                e.text("serviceName"),
                e.text("configurationName").into(),
                e.body::<m::SaveConfigurationParameter>("parameters"),
            ))
            .await
        }
        "TenantConfiguration_Validate" => {
            send(client.tenant_configuration_client().validate(
                e.text("resourceGroupName"),
                e.text("serviceName"),
                e.text("configurationName").into(),
                e.body::<m::DeployConfigurationParameters>("parameters"),
            ))
            .await
        }
        "TenantConfiguration_GetSyncState" => {
            send(client.tenant_configuration_client().get_sync_state(
                e.text("resourceGroupName"),
                e.text("serviceName"),
                e.text("configurationName").into(),
            ))
            .await
        }
        other => panic!("no call of {other} here"),
    }
}

/// All examples of our specs.
fn examples() -> Vec<Example> {
    let providers = ours::providers();
    let versions = providers.list.iter().flat_map(|it| &it.versions);
    let mut examples = Vec::new();
    for version in versions {
        for input in &version.inputs {
            examples_of(input, &version.version, &mut examples);
        }
    }
    examples
}

fn examples_of(input: &Path, version: &str, examples: &mut Vec<Example>) {
    let document = read_json(input);
    let items = document["paths"].as_object().into_iter().flatten();
    for operation in items
        .flat_map(|(_, item)| item.as_object().into_iter().flatten())
        .map(|(_, it)| it)
    {
        for (title, reference) in operation["x-ms-examples"].as_object().into_iter().flatten() {
            let file = reference["$ref"]
                .as_str()
                .expect("an example is a reference");
            let example = read_json(&input.parent().expect("a file has a folder").join(file));
            examples.push(Example {
                version: version.to_owned(),
                operation: operation["operationId"]
                    .as_str()
                    .expect("an operation has an id")
                    .to_owned(),
                title: title.clone(),
                parameters: example["parameters"].clone(),
            });
        }
    }
}

/// The judge, which ends with the test.
struct Judge {
    process: Child,
    authority: String,
}

impl Drop for Judge {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn start_judge(specs: &Path) -> Option<Judge> {
    let script = place::optional_folder().join("contract/judge.cjs");
    let oav: PathBuf = place::repository().join("target/oav");
    if !script.is_file() {
        place::skip(&format!("{} is not there", script.display()));
        return None;
    }
    if !oav.join("node_modules/oav").is_dir() {
        place::skip(&format!(
            "oav is not in {} (npm install oav@4)",
            oav.display()
        ));
        return None;
    }
    let script = script.canonicalize().expect("the script is there");
    let specification = specs
        .join("specification")
        .canonicalize()
        .expect("the folder is there");
    let mut command = Command::new("node");
    command.arg(script).arg(specification).arg("0").args(REAL);
    let process = command
        .current_dir(&oav)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut process) = process else {
        place::skip("node is not installed");
        return None;
    };
    let output = process.stdout.take().expect("stdout is piped");
    let mut lines = BufReader::new(output).lines().map_while(|line| line.ok());
    let port = lines.find_map(|line| line.strip_prefix("judge listening on ").map(str::to_owned));
    let port = port.expect("the judge says its port");
    Some(Judge {
        process,
        authority: format!("127.0.0.1:{port}"),
    })
}

/// The judge's own record of what it was sent.
fn log(judge: &Judge) -> Vec<JsonValue> {
    let mut stream = TcpStream::connect(&judge.authority).expect("the judge listens");
    let request = format!(
        "GET /__log HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n",
        judge.authority
    );
    stream
        .write_all(request.as_bytes())
        .expect("the judge listens");
    let mut response = String::new();
    stream
        .read_to_string(&mut response)
        .expect("the judge answers");
    let (start, end) = (
        response.find('[').unwrap_or(0),
        response.rfind(']').map_or(0, |it| it + 1),
    );
    serde_json::from_str(&response[start..end]).expect("the log is a list")
}

/// Responses that are no success, though the request passed, and why.
const OTHER_REPLIES: [(&str, &str, &str); 4] = [
    // The real spec has no example, so the judge answers 204.
    ("2020-08-20", "Operations_List", "has no body"),
    // The judge leaves out the headers of long-running operations.
    (
        "2023-04-01",
        "Domains_InitiateVerification",
        "names no URL to poll",
    ),
    (
        "2023-04-01",
        "Domains_CancelVerification",
        "names no URL to poll",
    ),
    // The real example is of an operation that failed.
    (
        "2024-05-01",
        "TenantConfiguration_Deploy",
        "ended as Failed",
    ),
];

async fn call(example: &Example, options: ClientOptions) -> Result<()> {
    match example.version.as_str() {
        "2020-08-20" => communication_2020_08_20(example, options).await,
        "2023-04-01" => communication_2023_04_01(example, options).await,
        "2023-06-01" => maps_2023_06_01(example, options).await,
        "2024-05-01" => apimanagement_2024_05_01(example, options).await,
        other => panic!("no calls of {other} here"),
    }
}

#[tokio::test]
async fn every_operation_passes() {
    let Some(specs) = place::azure_specs() else {
        return;
    };
    let Some(judge) = start_judge(&specs) else {
        return;
    };
    let (mut called, mut failed) = (BTreeSet::new(), Vec::new());
    for example in examples() {
        let sent = tokio::time::timeout(
            Duration::from_secs(20),
            call(&example, options(&judge.authority)),
        )
        .await;
        let Example {
            version,
            operation,
            title,
            ..
        } = example;
        match sent.expect("the judge answers at once") {
            Ok(()) => _ = called.insert((version, operation)),
            Err(error) => {
                let text = error.to_string();
                let known = OTHER_REPLIES
                    .iter()
                    .any(|(of_version, of_operation, part)| {
                        version == *of_version && operation == *of_operation && text.contains(part)
                    });
                match known {
                    true => _ = called.insert((version, operation)),
                    false => failed.push(format!("{version} {operation}, {title}: {text}")),
                }
            }
        }
    }
    assert!(
        failed.is_empty(),
        "{} calls fail:\n{}",
        failed.len(),
        failed.join("\n")
    );
    assert_eq!(called.len(), 70);
    let mut passed = BTreeSet::new();
    for entry in log(&judge) {
        assert_eq!(entry["verdict"], "pass", "{entry:#}");
        assert_eq!(entry["authorization"], true, "{entry:#}");
        let url = entry["url"].as_str().unwrap_or_default();
        let version = url.split("api-version=").nth(1).unwrap_or_default();
        let operation = entry["operationId"].as_str().unwrap_or_default();
        passed.insert((
            version.chars().take(10).collect::<String>(),
            operation.to_owned(),
        ));
    }
    assert_eq!(passed, called);
}
