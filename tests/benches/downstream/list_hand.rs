//! Lists network interfaces with hand-written code, with models of the properties that are used.

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
struct Page {
    value: Vec<NetworkInterface>,
    next_link: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct NetworkInterface {
    id: Option<String>,
    properties: Option<Properties>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Properties {
    mac_address: Option<String>,
    primary: Option<bool>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> azure_core::Result<()> {
    let policy = BearerTokenAuthorizationPolicy::new(Arc::new(Token), ["https://management.azure.com/.default"]);
    let pipeline = Pipeline::new(Some("hand"), Some("1"), ClientOptions::default(), Vec::new(), vec![Arc::new(policy)], None);
    let (subscription, group) = ("00000000-0000-0000-0000-000000000000", "group");
    let mut url = Url::parse("https://management.azure.com")?;
    url.set_path(&format!("/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Network/networkInterfaces"));
    url.query_pairs_mut().append_pair("api-version", "2024-01-01");
    let mut next = Some(url);
    while let Some(url) = next {
        let mut request = Request::new(url, Method::Get);
        request.insert_header(ACCEPT, "application/json");
        let response = pipeline.send(&Context::new(), &mut request, None).await?;
        let page: Page = Response::<Page>::from(response).into_model()?;
        for interface in page.value {
            let properties = interface.properties.unwrap_or_default();
            println!("{:?} {:?} {:?}", interface.id, properties.mac_address, properties.primary);
        }
        next = page.next_link.map(|link| Url::parse(&link)).transpose()?;
    }
    Ok(())
}
