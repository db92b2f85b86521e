//! Where requests go and for whom: cloud, endpoint, subscription.

use std::path::PathBuf;

use arm_runtime::azure_core::http::Url;
use arm_runtime::{Arm, ClientOptions, Cloud, JsonValue, Package};
use clap::ArgMatches;

use crate::credentials;
use crate::error::Failure;

const PACKAGE: Package = Package {
    name: env!("CARGO_PKG_NAME"),
    version: env!("CARGO_PKG_VERSION"),
};

/// The connection that the global flags name. `sends` is false when no request will be sent: then no token is needed.
pub fn connect(
    matches: &ArgMatches,
    subscription: Option<String>,
    sends: bool,
) -> Result<Arm, Failure> {
    connect_to(cloud(matches)?, subscription, sends)
}

/// As [`connect`], in the cloud of this name unless the flags name another.
pub fn connect_again(matches: &ArgMatches, cloud_name: Option<&str>) -> Result<Arm, Failure> {
    let flags = matches.contains_id("cloud") || matches.contains_id("endpoint");
    let cloud = if flags {
        cloud(matches)?
    } else {
        named_cloud(cloud_name)
    };
    connect_to(cloud, None, true)
}

fn connect_to(cloud: Cloud, subscription: Option<String>, sends: bool) -> Result<Arm, Failure> {
    let plain = cloud.endpoint().is_ok_and(|it| it.scheme() == "http");
    let credential = match sends && !plain {
        true => Some(credentials::find(&cloud, subscription.as_deref())),
        false => None,
    };
    let options = ClientOptions {
        cloud,
        ..ClientOptions::default()
    };
    Arm::new(PACKAGE, subscription, credential, Some(options))
        .map_err(|error| Failure::usage(error.to_string()))
}

fn named_cloud(name: Option<&str>) -> Cloud {
    match name {
        Some("usgovernment") => Cloud::UsGovernment,
        Some("china") => Cloud::China,
        _ => Cloud::Public,
    }
}

fn cloud(matches: &ArgMatches) -> Result<Cloud, Failure> {
    let cloud = named_cloud(matches.get_one::<String>("cloud").map(String::as_str));
    let Some(text) = matches.get_one::<String>("endpoint") else {
        return Ok(cloud);
    };
    let form = "the form is https://HOST, or http://localhost:PORT on this machine";
    let endpoint = Url::parse(text)
        .map_err(|error| Failure::with_hint(format!("--endpoint is no URL: {error}"), form))?;
    if endpoint.scheme() == "http" && !is_loopback(&endpoint) {
        return Err(Failure::with_hint(
            "--endpoint: http would show everything to the network",
            form,
        ));
    }
    Ok(Cloud::Custom {
        endpoint,
        audience: cloud.scope(),
    })
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let host = host
        .strip_prefix('[')
        .and_then(|it| it.strip_suffix(']'))
        .unwrap_or(host);
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|it| it.is_loopback())
}

/// The subscription of the flag, of the environment, or of `az`.
pub fn subscription(matches: &ArgMatches) -> Option<String> {
    let flag = matches.get_one::<String>("subscription").cloned();
    let given = flag.or_else(|| {
        std::env::var("AZURE_SUBSCRIPTION_ID")
            .ok()
            .filter(|it| !it.trim().is_empty())
    });
    match given {
        Some(id) if is_id(&id) => Some(id),
        Some(name) => Some(profile().and_then(|it| named(&it, &name)).unwrap_or(name)),
        None => profile().and_then(|it| default(&it)),
    }
}

/// Why there is no subscription, and where one could come from.
pub fn no_subscription() -> Failure {
    Failure::with_hint(
        "the operation needs a subscription, and none is set",
        "give --subscription ID, set AZURE_SUBSCRIPTION_ID, or choose one by `az account set --subscription ID`",
    )
}

/// Whether it looks like the id of a subscription rather than its name.
fn is_id(text: &str) -> bool {
    text.len() == 36 && text.bytes().all(|it| it.is_ascii_hexdigit() || it == b'-')
}

/// The profile that `az` keeps.
fn profile() -> Option<JsonValue> {
    let own = std::env::var_os("AZURE_CONFIG_DIR").map(PathBuf::from);
    let folder = own.or_else(|| std::env::home_dir().map(|it| it.join(".azure")))?;
    let text = std::fs::read_to_string(folder.join("azureProfile.json")).ok()?;
    // `az` starts the file with a byte order mark.
    serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()
}

fn default(profile: &JsonValue) -> Option<String> {
    let all = profile.get("subscriptions")?.as_array()?;
    id(all.iter().find(|it| it["isDefault"] == true)?)
}

fn named(profile: &JsonValue, name: &str) -> Option<String> {
    let all = profile.get("subscriptions")?.as_array()?;
    id(all.iter().find(|it| {
        it["name"]
            .as_str()
            .is_some_and(|it| it.eq_ignore_ascii_case(name))
    })?)
}

fn id(subscription: &JsonValue) -> Option<String> {
    subscription["id"].as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_profile_names_subscriptions() {
        let profile = json!({ "subscriptions": [
            { "id": "1", "name": "Test", "isDefault": false },
            { "id": "2", "name": "Production", "isDefault": true },
        ] });
        assert_eq!(default(&profile).as_deref(), Some("2"));
        assert_eq!(named(&profile, "test").as_deref(), Some("1"));
        assert_eq!(named(&profile, "other"), None);
        assert_eq!(default(&json!({ "subscriptions": [] })), None);
        assert_eq!(default(&json!([])), None);
    }

    #[test]
    fn http_stays_on_this_machine() {
        for (url, inside) in [
            ("http://127.0.0.1:8080", true),
            ("http://[::1]:1", true),
            ("http://localhost", true),
            ("http://10.0.0.1", false),
            ("http://localhost.evil.example", false),
            ("http://127.0.0.1.evil.example", false),
        ] {
            assert_eq!(is_loopback(&Url::parse(url).unwrap()), inside, "{url}");
        }
    }
}
