//! Checks the caller: its token, its subscription, and the providers registered in that subscription.

use serde_json::json;

use crate::engine::{Call, Target};
use crate::request::FakeRequest;
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

pub(crate) fn check_subscription(request: &FakeRequest) -> Result<(), FakeResponse> {
    match request.segments.as_slice() {
        [first, id, ..] if first.eq_ignore_ascii_case("subscriptions") && !is_guid(id) => {
            Err(FakeResponse::error(
                400,
                "InvalidSubscriptionId",
                format!("The provided subscription identifier '{id}' is malformed or invalid."),
            ))
        }
        _ => Ok(()),
    }
}

fn is_guid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|it| it.len()).collect();
    lengths == [8, 4, 4, 4, 12] && parts.concat().bytes().all(|it| it.is_ascii_hexdigit())
}

/// Rejects a request to a provider that the subscription has not registered, if registration is required.
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
