//! Reads a virtual machine with hand-written code, with models of the properties that are used.

use std::sync::Arc;

use azure_core::credentials::{AccessToken, Secret, TokenCredential, TokenRequestOptions};
use azure_core::http::policies::auth::BearerTokenAuthorizationPolicy;
use azure_core::http::{ClientOptions, Context, Method, Pipeline, Request, Response, Url, headers::ACCEPT};
use azure_core::time::{Duration, OffsetDateTime};
use serde::Deserialize;

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

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct VirtualMachine {
    id: Option<String>,
    properties: Option<Properties>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Properties {
    provisioning_state: Option<String>,
    hardware_profile: Option<HardwareProfile>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct HardwareProfile {
    vm_size: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> azure_core::Result<()> {
    let policy = BearerTokenAuthorizationPolicy::new(Arc::new(Token), ["https://management.azure.com/.default"]);
    let pipeline = Pipeline::new(Some("hand"), Some("1"), ClientOptions::default(), Vec::new(), vec![Arc::new(policy)], None);
    let (subscription, group, name) = ("00000000-0000-0000-0000-000000000000", "group", "machine");
    let mut url = Url::parse("https://management.azure.com")?;
    url.set_path(&format!("/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/virtualMachines/{name}"));
    url.query_pairs_mut().append_pair("api-version", "2024-03-01");
    let mut request = Request::new(url, Method::Get);
    request.insert_header(ACCEPT, "application/json");
    let response = pipeline.send(&Context::new(), &mut request, None).await?;
    let machine: VirtualMachine = Response::<VirtualMachine>::from(response).into_model()?;
    let properties = machine.properties.unwrap_or_default();
    let size = properties.hardware_profile.and_then(|it| it.vm_size);
    println!("{:?} {:?} {:?}", machine.id, properties.provisioning_state, size);
    Ok(())
}
