//! Registration of a resource provider on first use.

use std::time::{Duration, Instant};

use azure_core::{
    Result,
    http::{Method, RawResponse, Request, Url},
};
use serde_json::Value;

use crate::{
    error::{from_response, read_body, refused},
    exchange::Exchange,
    request::{push_value, with_query},
    retry::{pause, retry_after},
};

/// Api-version of Microsoft.Resources for the registration, available in every cloud.
const API_VERSION: &str = "2016-02-01";
/// Time limit of a registration.
const LIMIT: Duration = Duration::from_secs(10 * 60);

/// A provider to register in a subscription.
pub(crate) struct Provider {
    subscription: String,
    namespace: String,
}

/// Returns the unregistered provider that a 409 reports, with the subscription of the request.
pub(crate) fn missing(url: &Url, response: &RawResponse) -> Option<Provider> {
    let error = read_body(response.body())?;
    if !error
        .code
        .as_deref()?
        .eq_ignore_ascii_case("MissingSubscriptionRegistration")
    {
        return None;
    }
    let segments: Vec<&str> = url.path_segments()?.collect();
    let is = |key: &'static str| move |segment: &&str| segment.eq_ignore_ascii_case(key);
    let after = |at: usize| segments.get(at + 1).map(|segment| (*segment).to_owned());
    // Providers have children named `subscriptions`, so the first one counts. The last provider performs the operation.
    let subscription = after(segments.iter().position(is("subscriptions"))?)?;
    let provider = segments.iter().rposition(is("providers"));
    // With linked resources, the target is a provider other than that of the request.
    let targets = error
        .details
        .iter()
        .map(|detail| detail.target.as_deref())
        .chain([error.target.as_deref()]);
    let named = targets
        .flatten()
        .find(|target| is_namespace(target))
        .map(str::to_owned);
    let namespace = named.or_else(|| provider.and_then(after))?;
    Some(Provider {
        subscription,
        namespace,
    })
}

pub(crate) fn is_namespace(text: &str) -> bool {
    text.contains('.') && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.')
}

/// Requests the registration and waits for its completion.
pub(crate) async fn register(exchange: &Exchange, provider: &Provider) -> Result<()> {
    let Provider {
        subscription,
        namespace,
    } = provider;
    let mut exchange = exchange.clone();
    // Registration is idempotent.
    exchange.repeatable = Some(true);
    let mut path = exchange
        .arm
        .endpoint()
        .path()
        .trim_end_matches('/')
        .to_owned();
    path.push_str("/subscriptions/");
    // The subscription is already encoded, as part of a path.
    path.push_str(subscription);
    path.push_str("/providers/");
    push_value(&mut path, namespace);
    let query = format!("api-version={API_VERSION}");
    let status = with_query(exchange.arm.endpoint(), &path, &query)?;
    let ask = with_query(exchange.arm.endpoint(), &format!("{path}/register"), &query)?;
    let start = Instant::now();
    let mut request = Request::new(ask, Method::Post);
    loop {
        request.insert_header("accept", "application/json");
        let response = exchange.send_once(&mut request).await?;
        if !response.status().is_success() {
            let error = from_response(&exchange.operation, response);
            let message = format!(
                "the provider {namespace} is not registered, and registering it failed: {error}"
            );
            return Err(error.with_context(message));
        }
        let state = serde_json::from_slice::<Value>(response.body()).ok();
        let state = state
            .as_ref()
            .and_then(|state| state.get("registrationState")?.as_str());
        if state.is_some_and(|state| state.eq_ignore_ascii_case("Registered")) {
            return Ok(());
        }
        let options = exchange.arm.poll_options();
        let wait = options.wait(retry_after(response.headers()), options.interval);
        if start.elapsed().saturating_add(wait) > LIMIT {
            return Err(refused(format!(
                "the provider {namespace} was not registered within {LIMIT:?}"
            )));
        }
        pause(wait).await;
        request = Request::new(status.clone(), Method::Get);
    }
}

#[cfg(test)]
mod tests {
    use azure_core::http::{StatusCode, headers::Headers};

    use super::*;

    #[test]
    fn the_provider_is_the_first_target_that_is_a_namespace_or_that_of_the_request() {
        const URL: &str = "https://management.azure.com/subscriptions/s/resourceGroups/g/providers/Microsoft.One/a/b/\
                           Providers/Microsoft.Two/c/d/subscriptions/t";
        let error = |more: &str| {
            format!(
                r#"{{"error":{{"code":"missingSubscriptionRegistration","message":"m"{more}}}}}"#
            )
        };
        for (url, body, expected) in [
            // Without a target, the last provider of the URL performs the operation.
            (URL, error(""), Some(("s", "Microsoft.Two"))),
            (
                URL,
                error(r#","target":"Microsoft.Three""#),
                Some(("s", "Microsoft.Three")),
            ),
            (
                URL,
                error(r#","target":"Microsoft.Three","details":[{"target":"Microsoft.Four2"}]"#),
                Some(("s", "Microsoft.Four2")),
            ),
            // Targets that are not namespaces are ignored.
            (
                URL,
                error(
                    r#","details":[{"target":"things"},{"target":"Microsoft.Five/x"},{"target":"A.B"}]"#,
                ),
                Some(("s", "A.B")),
            ),
            (
                URL,
                error(r#","target":"no namespace.""#),
                Some(("s", "Microsoft.Two")),
            ),
            // There is nothing to register without a subscription or a provider.
            (
                "https://management.azure.com/providers/A.B/c/d",
                error(""),
                None,
            ),
            (
                "https://management.azure.com/subscriptions/s",
                error(""),
                None,
            ),
            (
                "https://management.azure.com/subscriptions",
                error(r#","target":"A.B""#),
                None,
            ),
            (
                "https://management.azure.com/subscriptions/s/providers",
                error(""),
                None,
            ),
            (
                URL,
                r#"{"error":{"code":"Conflict","target":"A.B"}}"#.to_owned(),
                None,
            ),
            (
                URL,
                r#"{"error":{"message":"m","target":"A.B"}}"#.to_owned(),
                None,
            ),
            (URL, "no JSON".to_owned(), None),
        ] {
            let response =
                RawResponse::from_bytes(StatusCode::Conflict, Headers::new(), body.clone());
            let found = missing(&url.parse().unwrap(), &response);
            let found = found.map(|it| (it.subscription, it.namespace));
            let found = found
                .as_ref()
                .map(|(it, other)| (it.as_str(), other.as_str()));
            assert_eq!(found, expected, "{url} {body}");
        }
    }
}
