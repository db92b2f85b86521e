//! Checks the caller: its token, its subscription, and the providers registered in that subscription.

use arm_runtime::Scheme;
use serde_json::json;

use crate::engine::{Call, Target};
use crate::response::FakeResponse;

pub(crate) fn authenticate(call: &Call<'_>) -> Result<(), FakeResponse> {
    let header = call.request.header("authorization");
    let challenge = |code: &str, message: &str| {
        Err(FakeResponse::error(401, code, message).header(
            "WWW-Authenticate",
            "Bearer authorization_uri=\"https://login.fake.invalid/\", error=\"invalid_token\", \
             error_description=\"The authentication failed because of missing 'Authorization' header.\"",
        ))
    };
    match header {
        _ if has_key(call) => Ok(()),
        None if call.settings.strict_auth => challenge(
            "AuthenticationFailed",
            "Authentication failed. The 'Authorization' header is missing.",
        ),
        Some(text)
            if !text
                .get(..7)
                .is_some_and(|it| it.eq_ignore_ascii_case("bearer ")) =>
        {
            challenge(
                "AuthenticationFailedInvalidHeader",
                "Authentication failed. The 'Authorization' header is provided in an invalid format.",
            )
        }
        _ => Ok(()),
    }
}

/// Returns `true` if the request has a key or password that the description of its service declares. The values of
/// keys and tokens are not compared.
fn has_key(call: &Call<'_>) -> bool {
    let request = call.request;
    let routes = call.catalog.matching(&request.segments);
    let mut services = routes.filter_map(|it| it.0.operation().service);
    let sends = |scheme: &Scheme| match scheme {
        Scheme::Header(name) => request.header(name).is_some_and(|it| !it.is_empty()),
        Scheme::Query(name) => request.query(name).is_some_and(|it| !it.is_empty()),
        Scheme::Basic => (request.header("authorization"))
            .and_then(|it| it.get(..6))
            .is_some_and(|it| it.eq_ignore_ascii_case("basic ")),
        // Tokens of either kind are bearer tokens.
        Scheme::Bearer | Scheme::Token(_) => false,
    };
    services.any(|it| it.schemes.iter().any(sends))
}

pub(crate) fn check_subscription(call: &Call<'_>) -> Result<(), FakeResponse> {
    let [first, id, ..] = call.request.segments.as_slice() else {
        return Ok(());
    };
    if !first.eq_ignore_ascii_case("subscriptions") {
        return Ok(());
    }
    if !is_guid(id) {
        let message =
            format!("The provided subscription identifier '{id}' is malformed or invalid.");
        return Err(FakeResponse::error(400, "InvalidSubscriptionId", message));
    }
    let known = &call.settings.subscriptions;
    if known.is_empty() || known.iter().any(|it| it.eq_ignore_ascii_case(id)) {
        return Ok(());
    }
    let message = format!("The subscription '{id}' could not be found.");
    Err(FakeResponse::error(404, "SubscriptionNotFound", message))
}

/// Rejects an action, such as `Microsoft.Maps/accounts/read`, that the settings deny.
pub(crate) fn check_permission(call: &Call<'_>, action: &str) -> Result<(), FakeResponse> {
    if !call.settings.denied.iter().any(|it| is_like(it, action)) {
        return Ok(());
    }
    let message = format!(
        "The client 'fake@fake.invalid' with object id '00000000-0000-4000-8000-000000000002' does not have authorization to \
         perform action '{action}' over scope '{}' or the scope is invalid. If access was recently granted, please refresh \
         your credentials.",
        call.request.path()
    );
    Err(FakeResponse::error(403, "AuthorizationFailed", message))
}

/// Compares without case; `*` stands for any text.
fn is_like(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.to_ascii_lowercase(), text.to_ascii_lowercase());
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, between)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in between {
        let Some(index) = rest.find(part) else {
            return false;
        };
        rest = &rest[index + part.len()..];
    }
    rest.ends_with(last)
}

fn is_guid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|it| it.len()).collect();
    lengths == [8, 4, 4, 4, 12] && parts.concat().bytes().all(|it| it.is_ascii_hexdigit())
}

/// Rejects a provider that the subscription has not registered, where registration is required.
pub(crate) fn check_registration(call: &Call<'_>, target: &Target<'_>) -> Result<(), FakeResponse> {
    let (Some(namespace), [scope, subscription, ..]) =
        (target.route.template.namespace(), target.path.as_slice())
    else {
        return Ok(());
    };
    let key = format!("{subscription}/{namespace}").to_ascii_lowercase();
    if !call.settings.require_registration
        || scope != "subscriptions"
        || call.state.registered.contains(&key)
    {
        return Ok(());
    }
    let message = format!(
        "The subscription is not registered to use namespace '{namespace}'. See https://aka.ms/rps-not-found for how to \
         register subscriptions."
    );
    let code = "MissingSubscriptionRegistration";
    let detail = json!({ "code": code, "target": namespace, "message": message });
    Err(FakeResponse::error_with(
        409,
        code,
        message,
        json!({ "details": [detail] }),
    ))
}
