//! Azure clouds: the endpoint of Azure Resource Manager and the audience of its tokens.

use azure_core::{Error, Result, cloud::CloudConfiguration, error::ErrorKind, http::Url};

use crate::auth::default_scope;

/// An Azure cloud.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Cloud {
    /// The public cloud: `https://management.azure.com`.
    #[default]
    Public,
    /// Azure Government (United States): `https://management.usgovcloudapi.net`.
    UsGovernment,
    /// Azure operated by 21Vianet in China: `https://management.chinacloudapi.cn`.
    China,
    /// Any other cloud, such as Azure Stack Hub, or a server for tests.
    Custom {
        /// URL of Azure Resource Manager. Its path is prepended to the path of every operation.
        endpoint: Url,
        /// Audience of tokens. The scope is the audience followed by `/.default`.
        audience: String,
    },
}

impl Cloud {
    /// Returns the cloud set in these options, or in azure_core's options, or the default.
    pub(crate) fn choose(&self, core: Option<&CloudConfiguration>) -> Result<Self> {
        match (self, core) {
            (Self::Public, Some(CloudConfiguration::AzureGovernment)) => Ok(Self::UsGovernment),
            (Self::Public, Some(CloudConfiguration::AzureChina)) => Ok(Self::China),
            (Self::Public, Some(CloudConfiguration::Custom(_))) => Err(Error::with_message(
                ErrorKind::Other,
                "the custom cloud of azure_core has no endpoint; set `cloud: Cloud::Custom { endpoint, audience }`",
            )),
            _ => Ok(self.clone()),
        }
    }

    /// Returns the URL of Azure Resource Manager in this cloud.
    pub fn endpoint(&self) -> Result<Url> {
        Ok(match self {
            Self::Public => Url::parse("https://management.azure.com")?,
            Self::UsGovernment => Url::parse("https://management.usgovcloudapi.net")?,
            Self::China => Url::parse("https://management.chinacloudapi.cn")?,
            Self::Custom { endpoint, .. } => endpoint.clone(),
        })
    }

    /// Returns the scope of tokens.
    pub fn scope(&self) -> String {
        let audience = match self {
            Self::Public => "https://management.azure.com",
            Self::UsGovernment => "https://management.usgovcloudapi.net",
            Self::China => "https://management.chinacloudapi.cn",
            Self::Custom { audience, .. } => audience.as_str(),
        };
        default_scope(audience)
    }
}

#[cfg(test)]
mod tests {
    use azure_core::cloud::CustomConfiguration;

    use super::*;

    #[test]
    fn clouds_have_endpoints_and_scopes() {
        for (cloud, endpoint) in [
            (Cloud::Public, "https://management.azure.com/"),
            (Cloud::UsGovernment, "https://management.usgovcloudapi.net/"),
            (Cloud::China, "https://management.chinacloudapi.cn/"),
        ] {
            assert_eq!(cloud.endpoint().unwrap().as_str(), endpoint);
            assert_eq!(cloud.scope(), format!("{endpoint}.default"));
        }
        let custom = Cloud::Custom {
            endpoint: Url::parse("https://local/base").unwrap(),
            audience: "https://other/".to_owned(),
        };
        assert_eq!(custom.endpoint().unwrap().as_str(), "https://local/base");
        assert_eq!(custom.scope(), "https://other/.default");
    }

    #[test]
    fn the_cloud_of_azure_core_counts_unless_another_is_set() {
        let custom = || CloudConfiguration::Custom(CustomConfiguration::default());
        for (own, core, chosen) in [
            (Cloud::Public, None, Some(Cloud::Public)),
            (
                Cloud::Public,
                Some(CloudConfiguration::AzurePublic),
                Some(Cloud::Public),
            ),
            (
                Cloud::Public,
                Some(CloudConfiguration::AzureGovernment),
                Some(Cloud::UsGovernment),
            ),
            (
                Cloud::Public,
                Some(CloudConfiguration::AzureChina),
                Some(Cloud::China),
            ),
            (Cloud::Public, Some(custom()), None),
            (
                Cloud::China,
                Some(CloudConfiguration::AzureGovernment),
                Some(Cloud::China),
            ),
            (Cloud::China, Some(custom()), Some(Cloud::China)),
        ] {
            assert_eq!(own.choose(core.as_ref()).ok(), chosen, "{own:?} {core:?}");
        }
    }
}
