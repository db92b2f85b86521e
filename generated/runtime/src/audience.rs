//! The audiences of Azure's services, by the domains of their endpoints.
//!
//! Most descriptions of data planes do not name the audience of their tokens. A token is then requested for the service that
//! owns the domain of the endpoint, so that it is of no use to another host.

/// Domains of services with their audiences.
const AUDIENCES: [(&str, &str); 37] = [
    (
        "api.applicationinsights.io",
        "https://api.applicationinsights.io",
    ),
    (
        "api.cognitive.microsoft.com",
        "https://cognitiveservices.azure.com",
    ),
    (
        "api.cognitive.microsofttranslator.com",
        "https://cognitiveservices.azure.com",
    ),
    (
        "api.fabric.microsoft.com",
        "https://api.fabric.microsoft.com",
    ),
    ("api.loganalytics.io", "https://api.loganalytics.io"),
    ("atlas.microsoft.com", "https://atlas.microsoft.com"),
    ("attest.azure.net", "https://attest.azure.net"),
    ("azconfig.io", "https://azconfig.io"),
    (
        "azure-devices-provisioning.net",
        "https://azure-devices-provisioning.net",
    ),
    ("azure-devices.net", "https://iothubs.azure.net"),
    ("azuredatalakestore.net", "https://datalake.azure.net"),
    ("batch.azure.com", "https://batch.core.windows.net"),
    ("blob.core.windows.net", "https://storage.azure.com"),
    (
        "cognitiveservices.azure.com",
        "https://cognitiveservices.azure.com",
    ),
    ("communication.azure.com", "https://communication.azure.com"),
    (
        "confidential-ledger.azure.com",
        "https://confidential-ledger.azure.com",
    ),
    ("dc.services.visualstudio.com", "https://monitor.azure.com"),
    ("dev.azuresynapse.net", "https://dev.azuresynapse.net"),
    ("dfs.core.windows.net", "https://storage.azure.com"),
    ("digitaltwins.azure.net", "https://digitaltwins.azure.net"),
    ("eventgrid.azure.net", "https://eventgrid.azure.net"),
    ("file.core.windows.net", "https://storage.azure.com"),
    ("graph.windows.net", "https://graph.windows.net"),
    ("managedhsm.azure.net", "https://managedhsm.azure.net"),
    (
        "metrics.monitor.azure.com",
        "https://metrics.monitor.azure.com",
    ),
    ("monitor.azure.com", "https://monitor.azure.com"),
    ("openai.azure.com", "https://cognitiveservices.azure.com"),
    (
        "prometheus.monitor.azure.com",
        "https://prometheus.monitor.azure.com",
    ),
    ("purview.azure.com", "https://purview.azure.net"),
    ("queue.core.windows.net", "https://storage.azure.com"),
    ("search.windows.net", "https://search.azure.com"),
    ("servicebus.windows.net", "https://servicebus.azure.net"),
    ("table.core.windows.net", "https://storage.azure.com"),
    ("vault.azure.cn", "https://vault.azure.cn"),
    ("vault.azure.net", "https://vault.azure.net"),
    ("vault.usgovcloudapi.net", "https://vault.usgovcloudapi.net"),
    ("webpubsub.azure.com", "https://webpubsub.azure.com"),
];

/// Returns the audience of the service that owns the domain of a host. Of nested domains, the innermost one counts.
pub(crate) fn of_host(host: &str) -> Option<&'static str> {
    let host = host.to_ascii_lowercase();
    let owns = |domain: &str| {
        let rest = host.strip_suffix(domain);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    let owners = AUDIENCES.iter().filter(|(domain, _)| owns(domain));
    owners.max_by_key(|it| it.0.len()).map(|it| it.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_audience_is_that_of_the_domain() {
        for (host, audience) in [
            ("myvault.vault.azure.net", Some("https://vault.azure.net")),
            ("MyVault.Vault.Azure.NET", Some("https://vault.azure.net")),
            ("a.blob.core.windows.net", Some("https://storage.azure.com")),
            (
                "a.z1.blob.core.windows.net",
                Some("https://storage.azure.com"),
            ),
            ("graph.windows.net", Some("https://graph.windows.net")),
            (
                "x.ingest.monitor.azure.com",
                Some("https://monitor.azure.com"),
            ),
            (
                "eastus.metrics.monitor.azure.com",
                Some("https://metrics.monitor.azure.com"),
            ),
            ("evilvault.azure.net", None),
            ("vault.azure.net.", None),
            ("a.vault.azure.net.", None),
            ("vault-azure.net", None),
            ("azure.net", None),
            ("other.services.visualstudio.com", None),
            ("vault.azure.net.evil.example", None),
            ("management.azure.com", None),
            ("127.0.0.1", None),
            ("", None),
        ] {
            assert_eq!(of_host(host), audience, "{host}");
        }
    }

    #[test]
    fn only_the_host_of_an_endpoint_counts() {
        for (endpoint, audience) in [
            ("https://A.VAULT.AZURE.NET:8443/x", true),
            ("https://vault.azure.net@evil.example/", false),
            ("https://a:vault.azure.net@evil.example/", false),
            ("https://evil.example:443/.vault.azure.net", false),
            ("https://evil.example/?.vault.azure.net", false),
            ("https://evil.example#.vault.azure.net", false),
            ("https://evil.example\\.vault.azure.net", false),
            ("https://evil\u{2024}vault\u{2044}azure.net", false),
            ("https://a.v\u{430}ult.azure.net", false),
            ("https://vault.azure.net.evil.example", false),
            ("https://evilvault.azure.net", false),
            ("https://vault.azure.net\u{3002}evil.example", false),
        ] {
            let url = azure_core::http::Url::parse(endpoint);
            let host = url.as_ref().ok().and_then(|it| it.host_str());
            let found = host.and_then(of_host);
            assert_eq!(
                found,
                audience.then_some("https://vault.azure.net"),
                "{endpoint}"
            );
        }
    }

    #[test]
    fn the_domains_are_sorted_and_own_their_names() {
        assert!(AUDIENCES.is_sorted_by_key(|it| it.0));
        for (domain, audience) in AUDIENCES {
            assert!(audience.starts_with("https://"), "{domain}");
            assert_eq!(of_host(&format!("x.{domain}")), Some(audience));
        }
    }
}
