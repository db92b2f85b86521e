//! The hosts of Azure Resource Manager. A token for one of them is a token for all resources.

/// Host names in each cloud, which are also audiences of tokens.
const HOSTS: [&str; 10] = [
    "management.azure.com",
    "management.core.windows.net",
    "management.usgovcloudapi.net",
    "management.core.usgovcloudapi.net",
    "management.chinacloudapi.cn",
    "management.core.chinacloudapi.cn",
    "management.microsoftazure.de",
    "management.core.cloudapi.de",
    "management.azurestack.external",
    "management.local.azurestack.external",
];

/// Returns `true` for a host of Azure Resource Manager, including the hosts of administrators of Azure Stack. The host may have a
/// port.
pub fn is_arm_host(host: &str) -> bool {
    let host = host.split(':').next().unwrap_or_default();
    let host = host.to_ascii_lowercase();
    HOSTS.contains(&host.strip_prefix("admin").unwrap_or(&host))
}
