//! The connection of a command: cloud, endpoint and subscription.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use arm_runtime::azure_core::http::{Transport, Url};
use arm_runtime::describe::Entry;
use arm_runtime::{
    Arm, ClientOptions, Cloud, Credential, JsonValue, Package, Service, is_loopback,
};
use clap::ArgMatches;

use crate::credentials;
use crate::error::Failure;
use crate::session::Session;
use crate::trace::Trace;

const PACKAGE: Package = Package {
    name: env!("CARGO_PKG_NAME"),
    version: env!("CARGO_PKG_VERSION"),
};

/// Environment variable with the API key of a service other than Azure Resource Manager.
pub const KEY: &str = "ARM_API_KEY";
/// The environment variable of the audience of tokens for another endpoint.
const AUDIENCE: &str = "ARM_AUDIENCE";

/// Creates the connection from the global flags, for the requests of an operation.
pub fn connect(
    matches: &ArgMatches,
    subscription: Option<String>,
    entry: Option<&Entry>,
    session: &Session,
) -> Result<Arm, Failure> {
    match entry.and_then(|it| it.operation.service) {
        Some(service) => connect_to_service(service, matches, subscription, entry, session),
        None => connect_to(cloud(matches)?, subscription, entry, session),
    }
}

/// Like [`connect`], but defaults to the cloud with this name.
pub fn connect_again(
    matches: &ArgMatches,
    cloud_name: Option<&str>,
    entry: Option<&Entry>,
    session: &Session,
) -> Result<Arm, Failure> {
    if let Some(service) = entry.and_then(|it| it.operation.service) {
        return connect_to_service(service, matches, None, entry, session);
    }
    let flags = matches.contains_id("cloud") || matches.contains_id("endpoint");
    let cloud = if flags {
        cloud(matches)?
    } else {
        named_cloud(cloud_name)
    };
    connect_to(cloud, None, entry, session)
}

fn connect_to(
    cloud: Cloud,
    subscription: Option<String>,
    entry: Option<&Entry>,
    session: &Session,
) -> Result<Arm, Failure> {
    let endpoint = cloud.endpoint().ok();
    let plain = endpoint.as_ref().is_some_and(|it| it.scheme() == "http");
    // A request that is only shown does not need a token.
    let credential = match session.what_if || plain {
        true => None,
        false => Some(credentials::find(&cloud, subscription.as_deref())),
    };
    let mut options = ClientOptions {
        cloud,
        validate: session.validate,
        ..ClientOptions::default()
    };
    if endpoint.is_some_and(|it| is_loopback(&it)) {
        options.client_options.transport = Some(direct()?);
    }
    trace(&mut options, entry, session);
    Arm::new(PACKAGE, subscription, credential, Some(options))
        .map_err(|error| Failure::usage(error.to_string()))
}

/// Connects to a service other than Azure Resource Manager. `--endpoint` replaces the endpoint of its description. The
/// credential is the key in the environment, or else a token.
fn connect_to_service(
    service: &'static Service,
    matches: &ArgMatches,
    subscription: Option<String>,
    entry: Option<&Entry>,
    session: &Session,
) -> Result<Arm, Failure> {
    let endpoint = endpoint(matches)?;
    let is_plain = endpoint.as_ref().is_some_and(|it| it.scheme() == "http");
    let credential = match key() {
        _ if session.what_if => Credential::none(),
        Some(key) => Credential::key(key),
        None if is_plain => Credential::none(),
        None => {
            let cloud = named_cloud(matches.get_one::<String>("cloud").map(String::as_str));
            credentials::find(&cloud, subscription.as_deref()).into()
        }
    };
    let mut options = ClientOptions {
        validate: session.validate,
        ..ClientOptions::default()
    };
    if endpoint.as_ref().is_some_and(is_loopback) {
        options.client_options.transport = Some(direct()?);
    }
    let is_known = endpoint.is_some();
    options.audience = endpoint.as_ref().and_then(|_| audience());
    options.endpoint = endpoint;
    trace(&mut options, entry, session);
    Arm::for_service(
        PACKAGE,
        service,
        &[],
        subscription,
        credential,
        Some(options),
    )
    .map_err(|error| match is_known {
        true => Failure::usage(error.to_string()),
        false => Failure::with_hint(
            error.to_string(),
            format!("set the URL of the service with --endpoint, and a key with {KEY}"),
        ),
    })
}

/// Returns the API key of the environment.
pub fn key() -> Option<String> {
    std::env::var(KEY).ok().filter(|it| !it.is_empty())
}

fn trace(options: &mut ClientOptions, entry: Option<&Entry>, session: &Session) {
    if session.verbose {
        let trace = Trace::new(entry, session.scrub.clone());
        options.client_options.per_try_policies.push(trace);
    }
}

/// Returns a transport without a proxy, because requests to loopback addresses must not leave the machine. Otherwise it
/// is the same as that of azure_core.
fn direct() -> Result<Transport, Failure> {
    let client = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(Duration::from_secs(20))
        .read_timeout(Duration::from_secs(60))
        .build()
        .map_err(|error| Failure::other(error.to_string(), None))?;
    Ok(Transport::new(Arc::new(client)))
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
    let Some(endpoint) = endpoint(matches)? else {
        return Ok(cloud);
    };
    let own = cloud.endpoint().ok();
    let own = own.as_ref().and_then(Url::host_str);
    let audience = match audience() {
        Some(audience) => audience,
        None if own.is_some_and(|own| is_below(&endpoint, own)) => cloud.scope(),
        // A token for the cloud would be valid there, whoever has it.
        None => endpoint.origin().ascii_serialization(),
    };
    Ok(Cloud::Custom { endpoint, audience })
}

/// Returns `true` if a host has this name, or one below it, as `westeurope.management.azure.com`.
fn is_below(url: &Url, host: &str) -> bool {
    let own = url.host_str().unwrap_or_default();
    let below = own.strip_suffix(host);
    below.is_some_and(|it| it.is_empty() || it.ends_with('.'))
}

/// Returns the audience of tokens for another endpoint.
fn audience() -> Option<String> {
    std::env::var(AUDIENCE).ok().filter(|it| !it.is_empty())
}

/// Returns the URL of `--endpoint`.
fn endpoint(matches: &ArgMatches) -> Result<Option<Url>, Failure> {
    let Some(text) = matches.get_one::<String>("endpoint") else {
        return Ok(None);
    };
    let form = "use https://HOST, or http://localhost:PORT on this machine";
    let endpoint = Url::parse(text)
        .map_err(|error| Failure::with_hint(format!("--endpoint is not a URL: {error}"), form))?;
    if endpoint.scheme() == "http" && !is_loopback(&endpoint) {
        return Err(Failure::with_hint(
            "--endpoint: http is not encrypted",
            form,
        ));
    }
    Ok(Some(endpoint))
}

/// Returns the subscription of the flag, the environment, or `az`.
pub fn subscription(matches: &ArgMatches) -> Result<String, Failure> {
    let flag = matches.get_one::<String>("subscription").cloned();
    let given = flag.map(|it| ("--subscription", it)).or_else(|| {
        let text = std::env::var("AZURE_SUBSCRIPTION_ID").ok()?;
        let text = text.trim();
        (!text.is_empty()).then(|| ("AZURE_SUBSCRIPTION_ID", text.to_owned()))
    });
    match given {
        Some((source, text)) => resolve(source, &text),
        None => {
            let profile = profile()?;
            let id = profile.as_ref().and_then(default);
            id.ok_or_else(|| match profile {
                Some(_) => no_subscription("the az profile has no default subscription"),
                None => no_subscription("none is set"),
            })
        }
    }
}

/// Returns the subscription of `--subscription`, if it is set.
pub fn flagged(matches: &ArgMatches) -> Result<Option<String>, Failure> {
    let flag = matches.get_one::<String>("subscription");
    flag.map(|it| resolve("--subscription", it)).transpose()
}

/// Resolves the ID or name of a subscription to its ID.
fn resolve(source: &str, text: &str) -> Result<String, Failure> {
    if is_id(text) {
        return Ok(text.to_owned());
    }
    let wrong = |what: &str, hint: &str| {
        Failure::with_hint(format!("{source}: `{}` {what}", text.escape_debug()), hint)
    };
    let Some(profile) = profile()? else {
        return Err(wrong(
            "is not a subscription ID, and there is no az profile to look up a name",
            "a subscription ID is a GUID; `az login` creates a profile",
        ));
    };
    match named(&profile, text).as_slice() {
        [id] => Ok(id.clone()),
        [] => Err(wrong(
            "is neither a subscription ID nor the name of a subscription in the az profile",
            "`az account list -o table` lists them",
        )),
        ids => Err(wrong(
            "is the name of several subscriptions",
            &format!("use one of the IDs: {}", ids.join(", ")),
        )),
    }
}

fn no_subscription(why: &str) -> Failure {
    Failure::with_hint(
        format!("the operation requires a subscription, but {why}"),
        "use --subscription ID, set AZURE_SUBSCRIPTION_ID, or run `az account set --subscription ID`",
    )
}

/// Returns `true` if the text has the form of a subscription ID, which is a GUID.
fn is_id(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|it| it.len()).collect();
    lengths == [8, 4, 4, 4, 12]
        && groups
            .iter()
            .all(|it| it.bytes().all(|it| it.is_ascii_hexdigit()))
}

/// Returns the profile of `az`, or `None` if there is none.
fn profile() -> Result<Option<JsonValue>, Failure> {
    let own = std::env::var_os("AZURE_CONFIG_DIR").map(PathBuf::from);
    let Some(folder) = own.or_else(|| std::env::home_dir().map(|it| it.join(".azure"))) else {
        return Ok(None);
    };
    let file = folder.join("azureProfile.json");
    let broken = |what: String| {
        Failure::with_hint(
            format!("the az profile is invalid: {} {what}", file.display()),
            "`az account clear` and `az login` create a new one; a GUID in --subscription does not need a profile",
        )
    };
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(broken(format!("cannot be read: {error}"))),
    };
    // The file begins with a byte order mark.
    let profile: JsonValue = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| broken(format!("is not JSON at line {}", error.line())))?;
    if !profile["subscriptions"].is_array() {
        return Err(broken("has no list of subscriptions".to_owned()));
    }
    Ok(Some(profile))
}

fn all(profile: &JsonValue) -> impl Iterator<Item = &JsonValue> {
    profile["subscriptions"].as_array().into_iter().flatten()
}

fn default(profile: &JsonValue) -> Option<String> {
    id(all(profile).find(|it| it["isDefault"] == true)?)
}

fn named(profile: &JsonValue, name: &str) -> Vec<String> {
    let is_named = |it: &&JsonValue| {
        it["name"]
            .as_str()
            .is_some_and(|it| it.eq_ignore_ascii_case(name))
    };
    all(profile).filter(is_named).filter_map(id).collect()
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
        assert_eq!(named(&profile, "test"), ["1"]);
        assert!(named(&profile, "other").is_empty());
        assert_eq!(default(&json!({ "subscriptions": [] })), None);
        assert_eq!(default(&json!([])), None);
    }

    #[test]
    fn ids_of_subscriptions_are_guids() {
        for (text, is) in [
            ("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", true),
            ("6F0C1B52-9A3E-4D77-8C41-2B5E90D3A7F4", true),
            ("6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f", false),
            ("6f0c1b529a3e4d778c412b5e90d3a7f4----", false),
            ("zf0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4", false),
            ("", false),
        ] {
            assert_eq!(is_id(text), is, "{text}");
        }
    }
}
