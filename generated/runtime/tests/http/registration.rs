//! Resource providers that a subscription has not registered.

use arm_runtime::{Arm, Call, ClientOptions, JsonValue, Map, Method, Operation, RequestBody};

use crate::support::{Response, Server, json, quick, response};

static PUT: Operation = Operation {
    id: "Things_Put",
    method: Method::Put,
    path: "/subscriptions/{subscriptionId}/resourceGroups/g/providers/Microsoft.Things/things/t/subscriptions/x",
    body: Some(RequestBody::JSON),
    success: &[200],
    ..Operation::DEFAULT
};

const MISSING: &str = r#"{"error":{"code":"MissingSubscriptionRegistration","message":"The subscription is not registered to use namespace 'Microsoft.Other'.",
    "details":[{"code":"MissingSubscriptionRegistration","target":"Microsoft.Other"}]}}"#;

fn registering(server: &Server) -> Arm {
    server.arm_with(ClientOptions {
        register_providers: true,
        ..quick()
    })
}

fn call(arm: &Arm) -> Call<JsonValue> {
    arm.prepare(&PUT, &[])
        .body::<Map<i64>>(Map::from([("a", 1)]))
        .call()
}

async fn server(responses: fn(usize) -> Response) -> Server {
    Server::start(move |_, n| responses(n)).await
}

#[tokio::test]
async fn registered_once_and_then_repeated() {
    let server = server(|n| match n {
        0 => json(409, MISSING),
        1 => response(500),
        2 => json(200, r#"{"registrationState":"Registering"}"#),
        3 => json(200, r#"{"registrationState":"Registering"}"#),
        4 => json(200, r#"{"registrationState":"registered"}"#),
        _ => json(200, "{}"),
    })
    .await;
    call(&registering(&server)).await.unwrap();
    let provider = "/subscriptions/sub/providers/Microsoft.Other";
    let put = "PUT /subscriptions/sub/resourceGroups/g/providers/Microsoft.Things/things/t/subscriptions/x";
    let register = format!("POST {provider}/register?api-version=2016-02-01");
    let status = format!("GET {provider}?api-version=2016-02-01");
    assert_eq!(
        server.lines(),
        [put, &register, &register, &status, &status, put]
    );
    assert_eq!(server.seen()[5].text(), "{\"a\":1}");
    assert_eq!(server.seen()[1].body, b"");
    for asked in &server.seen()[1..5] {
        assert_eq!(asked.header("accept"), Some("application/json"));
        assert_eq!(asked.header("content-type"), None);
    }
}

#[tokio::test]
async fn only_when_asked_for_and_only_once() {
    let missing = server(|_| json(409, MISSING)).await;
    assert!(
        call(&missing.arm())
            .await
            .unwrap_err()
            .to_string()
            .contains("MissingSubscriptionRegistration")
    );
    assert_eq!(missing.seen().len(), 1);
    let stubborn = server(|n| {
        if n == 1 {
            json(200, r#"{"registrationState":"Registered"}"#)
        } else {
            json(409, MISSING)
        }
    })
    .await;
    call(&registering(&stubborn)).await.unwrap_err();
    assert_eq!(stubborn.seen().len(), 3);
    let other = server(|_| json(409, r#"{"error":{"code":"Conflict"}}"#)).await;
    call(&registering(&other)).await.unwrap_err();
    assert_eq!(other.seen().len(), 1);
}

#[tokio::test]
async fn a_registration_that_is_forbidden() {
    let server = server(|n| {
        if n == 0 {
            json(409, MISSING)
        } else {
            json(403, r#"{"error":{"code":"AuthorizationFailed"}}"#)
        }
    })
    .await;
    let error = call(&registering(&server)).await.unwrap_err();
    let text = error.to_string();
    assert!(
        text.contains("Microsoft.Other is not registered") && text.contains("AuthorizationFailed"),
        "{text}"
    );
    assert_eq!(server.seen().len(), 2);
}
