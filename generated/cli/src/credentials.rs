//! Token sources. A client secret or a workload identity that is set in the environment excludes all others. The others are,
//! in this order, the managed identity of a host that names one, `az`, `azd`, and the managed identity of the machine.

use std::sync::Arc;
use std::time::Duration;

use arm_runtime::azure_core::cloud::CloudConfiguration;
use arm_runtime::azure_core::credentials::{AccessToken, TokenRequestOptions};
use arm_runtime::azure_core::error::ErrorKind;
use arm_runtime::azure_core::http::ClientOptions;
use arm_runtime::{Cloud, Error, Result, Secret, TokenCredential};
use azure_identity::{
    AzureCliCredential, AzureCliCredentialOptions, AzureDeveloperCliCredential,
    ClientAssertionCredentialOptions, ClientSecretCredential, ClientSecretCredentialOptions,
    ManagedIdentityCredential, ManagedIdentityCredentialOptions, UserAssignedId,
    WorkloadIdentityCredential, WorkloadIdentityCredentialOptions,
};

/// Time limit for the managed identity, because machines outside Azure do not respond.
const PATIENCE: Duration = Duration::from_secs(3);

type Source = (&'static str, Result<Arc<dyn TokenCredential>>);

/// Returns the credential for a cloud. A missing source is reported when a token is requested.
pub fn find(cloud: &Cloud, subscription: Option<&str>) -> Arc<dyn TokenCredential> {
    let set = |name: &str| std::env::var(name).ok().filter(|it| !it.is_empty());
    Arc::new(chain(cloud, subscription, &set))
}

/// Returns the token sources for an environment, in order.
fn chain(cloud: &Cloud, subscription: Option<&str>, set: &dyn Fn(&str) -> Option<String>) -> Chain {
    let client_options = ClientOptions {
        cloud: authority(cloud),
        ..ClientOptions::default()
    };
    let mut sources: Vec<Source> = Vec::new();
    if let (Some(tenant), Some(client), Some(secret)) = (
        set("AZURE_TENANT_ID"),
        set("AZURE_CLIENT_ID"),
        set("AZURE_CLIENT_SECRET"),
    ) {
        let options = ClientSecretCredentialOptions { client_options };
        let made = ClientSecretCredential::new(&tenant, client, Secret::new(secret), Some(options));
        // If all three are set, no other source is tried.
        sources.push(("client secret", made.map(|it| it as _)));
        return Chain { sources };
    }
    if set("AZURE_FEDERATED_TOKEN_FILE").is_some() {
        let credential_options = ClientAssertionCredentialOptions { client_options };
        let options = WorkloadIdentityCredentialOptions {
            credential_options,
            ..Default::default()
        };
        sources.push((
            "workload identity",
            WorkloadIdentityCredential::new(Some(options)).map(|it| it as _),
        ));
        return Chain { sources };
    }
    let user_assigned_id = set("AZURE_CLIENT_ID").map(UserAssignedId::ClientId);
    let options = ManagedIdentityCredentialOptions {
        user_assigned_id,
        ..Default::default()
    };
    let managed: Source = (
        "managed identity",
        ManagedIdentityCredential::new(Some(options)).map(|it| it as _),
    );
    let hosted = set("IDENTITY_ENDPOINT").is_some() || set("MSI_ENDPOINT").is_some();
    let options = AzureCliCredentialOptions {
        subscription: subscription.map(str::to_owned),
        ..Default::default()
    };
    let az: Source = (
        "az",
        AzureCliCredential::new(Some(options)).map(|it| it as _),
    );
    let azd: Source = (
        "azd",
        AzureDeveloperCliCredential::new(None).map(|it| it as _),
    );
    // The request for a managed identity takes long where there is none, so developer tools come first.
    sources.extend(if hosted {
        [managed, az, azd]
    } else {
        [az, azd, managed]
    });
    Chain { sources }
}

fn authority(cloud: &Cloud) -> Option<Arc<CloudConfiguration>> {
    match cloud.scope() {
        scope if scope == Cloud::UsGovernment.scope() => {
            Some(Arc::new(CloudConfiguration::AzureGovernment))
        }
        scope if scope == Cloud::China.scope() => Some(Arc::new(CloudConfiguration::AzureChina)),
        _ => None,
    }
}

/// A credential that returns the first available token.
struct Chain {
    sources: Vec<Source>,
}

impl std::fmt::Debug for Chain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list()
            .entries(self.sources.iter().map(|(name, _)| name))
            .finish()
    }
}

#[async_trait::async_trait]
impl TokenCredential for Chain {
    async fn get_token(
        &self,
        scopes: &[&str],
        options: Option<TokenRequestOptions<'_>>,
    ) -> Result<AccessToken> {
        let mut tried = Vec::new();
        for (name, source) in &self.sources {
            let source = match source {
                Ok(source) => source,
                Err(error) => {
                    tried.push(format!("{name}: {error}"));
                    continue;
                }
            };
            let token = source.get_token(scopes, options.clone());
            let probes = *name == "managed identity" && self.sources.len() > 1;
            let token = if probes {
                tokio::time::timeout(PATIENCE, token).await
            } else {
                Ok(token.await)
            };
            match token {
                Ok(Ok(token)) => return Ok(token),
                Ok(Err(error)) => tried.push(format!("{name}: {}", one_line(&error))),
                Err(_) => tried.push(format!("{name}: no response")),
            }
        }
        Err(Error::with_message(
            ErrorKind::Credential,
            format!("no token from any source\n  {}", tried.join("\n  ")),
        ))
    }
}

/// Formats an error with its causes on one line, because the tools put the reason in the causes.
fn one_line(error: &Error) -> String {
    let mut text = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        next = cause.source();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_are_on_one_line_and_not_repeated() {
        for (message, expected) in [
            ("outer", "outer: the cause"),
            ("outer: the\n cause", "outer: the cause: the cause"),
            ("outer (the cause)", "outer (the cause)"),
        ] {
            let cause = std::io::Error::other("the cause");
            let error = Error::with_error(ErrorKind::Credential, cause, message);
            assert_eq!(one_line(&error), expected);
        }
    }

    #[test]
    fn sources_stand_in_the_order_of_the_environment() {
        let service = ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"];
        for (set, expected) in [
            (
                &[] as &[&str],
                &["az", "azd", "managed identity"] as &[&str],
            ),
            (&["IDENTITY_ENDPOINT"], &["managed identity", "az", "azd"]),
            (&["MSI_ENDPOINT"], &["managed identity", "az", "azd"]),
            (&["AZURE_CLIENT_ID"], &["az", "azd", "managed identity"]),
            (&service, &["client secret"]),
            (&service[..2], &["az", "azd", "managed identity"]),
            (
                &["AZURE_FEDERATED_TOKEN_FILE", "IDENTITY_ENDPOINT"],
                &["workload identity"],
            ),
        ] {
            let found = |name: &str| {
                set.contains(&name)
                    .then(|| "11111111-2222-3333-4444-555555555555".to_owned())
            };
            let chain = chain(&Cloud::Public, None, &found);
            assert_eq!(format!("{chain:?}"), format!("{expected:?}"), "{set:?}");
        }
    }

    #[test]
    fn each_cloud_has_its_authority() {
        let found = |cloud| authority(&cloud).map(|it| format!("{it:?}"));
        assert_eq!(found(Cloud::Public), None);
        assert_eq!(
            found(Cloud::UsGovernment).as_deref(),
            Some("AzureGovernment")
        );
        assert_eq!(found(Cloud::China).as_deref(), Some("AzureChina"));
    }

    /// A source that responds after a delay.
    #[derive(Debug)]
    struct Slow(Duration, &'static str);

    #[async_trait::async_trait]
    impl TokenCredential for Slow {
        async fn get_token(
            &self,
            _: &[&str],
            _: Option<TokenRequestOptions<'_>>,
        ) -> Result<AccessToken> {
            tokio::time::sleep(self.0).await;
            if self.1.is_empty() {
                return Err(Error::with_message(ErrorKind::Credential, "no"));
            }
            let never = arm_runtime::azure_core::time::OffsetDateTime::now_utc();
            Ok(AccessToken::new(self.1, never))
        }
    }

    /// Returns the token or the message, and the elapsed time.
    async fn ask(sources: &[(&'static str, u64, &'static str)]) -> (String, u64) {
        let source = |(name, seconds, token): &(&'static str, u64, &'static str)| -> Source {
            (
                name,
                Ok(Arc::new(Slow(Duration::from_secs(*seconds), token))),
            )
        };
        let chain = Chain {
            sources: sources.iter().map(source).collect(),
        };
        let start = tokio::time::Instant::now();
        let text = match chain.get_token(&["scope"], None).await {
            Ok(token) => token.token.secret().to_owned(),
            Err(error) => error.to_string(),
        };
        (text, start.elapsed().as_secs())
    }

    #[tokio::test]
    async fn all_sources_are_named_if_none_has_a_token() {
        let broken = Error::with_message(ErrorKind::Credential, "not configured");
        let failing = Arc::new(Slow(Duration::ZERO, ""));
        let chain = Chain {
            sources: vec![("az", Err(broken)), ("azd", Ok(failing))],
        };
        let error = chain.get_token(&["scope"], None).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "no token from any source\n  az: not configured\n  azd: no"
        );
        assert!(matches!(error.kind(), ErrorKind::Credential));
    }

    #[tokio::test(start_paused = true)]
    async fn a_machine_without_an_identity_is_not_waited_for() {
        assert_eq!(
            ask(&[("managed identity", 500, "late"), ("az", 1, "az")]).await,
            ("az".to_owned(), 4)
        );
        // Developer tools and a single source have no time limit.
        assert_eq!(
            ask(&[("az", 20, "az"), ("azd", 0, "azd")]).await,
            ("az".to_owned(), 20)
        );
        assert_eq!(
            ask(&[("managed identity", 20, "only")]).await,
            ("only".to_owned(), 20)
        );
        let (message, _) = ask(&[("az", 0, ""), ("managed identity", 500, "late")]).await;
        assert!(
            message.contains("az: no") && message.contains("managed identity: no response"),
            "{message}"
        );
    }
}
