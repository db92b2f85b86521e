//! Clients of services other than Azure Resource Manager: endpoint, audience and keys.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use arm_runtime::{
    Arm, Call, Claims, ClientOptions, Credential, FinalState, JsonValue, Method, Operation, Poller,
    Scheme, Service, Url,
};
use async_trait::async_trait;
use azure_core::{
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    time::{Duration, OffsetDateTime},
};
use futures::StreamExt;

use crate::support::{PACKAGE, Server, json, quick, response};

/// A credential that records the requested scopes and returns a new token each time.
#[derive(Debug, Default)]
struct Noted(Mutex<Vec<(String, Option<String>)>>);

#[async_trait]
impl TokenCredential for Noted {
    async fn get_token(
        &self,
        scopes: &[&str],
        options: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let claims = options.and_then(|it| it.method_options.context.value::<Claims>().cloned());
        let mut asked = self.0.lock().unwrap();
        asked.push((scopes.join(" "), claims.map(|it| it.0)));
        let expires_on = OffsetDateTime::now_utc() + Duration::hours(1);
        Ok(AccessToken::new(
            format!("token-{}", asked.len()),
            expires_on,
        ))
    }
}

static VAULT: Service = Service {
    endpoint: "{vaultBaseUrl}",
    scopes: &["https://vault.azure.net/.default"],
    ..Service::DEFAULT
};
static MUTE: Service = Service {
    endpoint: "https://api.example.com",
    ..Service::DEFAULT
};
static KEYS: Service = Service {
    endpoint: "{endpoint}",
    schemes: &[
        Scheme::Header("api-key"),
        Scheme::Query("subscription-key"),
        Scheme::Header("Authorization"),
    ],
    ..Service::DEFAULT
};
static QUERY: Service = Service {
    endpoint: "{endpoint}",
    schemes: &[Scheme::Query("code"), Scheme::Header("Authorization")],
    ..Service::DEFAULT
};
static FIXED: Service = Service {
    endpoint: "https://{geography}.example.com/base/{version}",
    defaults: &[("geography", "us"), ("version", "v1")],
    values: &[("version", &["v1", "v2", "2024/preview"])],
    ..Service::DEFAULT
};
static ARM_SCOPED: Service = Service {
    endpoint: "{endpoint}",
    scopes: &["https://management.azure.com/.default"],
    ..Service::DEFAULT
};

const fn get(service: &'static Service) -> Operation {
    Operation {
        id: "T_Get",
        path: "/x",
        service: Some(service),
        ..Operation::DEFAULT
    }
}
static GET_VAULT: Operation = get(&VAULT);
static GET_KEYS: Operation = get(&KEYS);
static GET_QUERY: Operation = get(&QUERY);
static GET_FIXED: Operation = get(&FIXED);
static GET_ARM: Operation = Operation {
    id: "T_Arm",
    path: "/x",
    ..Operation::DEFAULT
};

fn token() -> (Arc<Noted>, Credential) {
    let noted = Arc::new(Noted::default());
    let credential: Arc<dyn TokenCredential> = noted.clone();
    (noted, credential.into())
}

#[tokio::test]
async fn the_audience_is_the_document_s_or_the_caller_s() {
    let server = Server::start(|_, _| json(200, "{}")).await;
    for (audience, expected) in [
        (None, "https://vault.azure.net/.default"),
        (
            Some("https://managedhsm.azure.net"),
            "https://managedhsm.azure.net/.default",
        ),
    ] {
        let (noted, credential) = token();
        let options = ClientOptions {
            audience: audience.map(str::to_owned),
            ..server.options()
        };
        let variables = [(
            "vaultBaseUrl",
            format!("https://127.0.0.1:{}/", server.port),
        )];
        let arm =
            Arm::for_service(PACKAGE, &VAULT, &variables, None, credential, Some(options)).unwrap();
        let call: Call<JsonValue> = arm.prepare(&GET_VAULT, &[]).call();
        call.await.unwrap();
        assert_eq!(*noted.0.lock().unwrap(), [(expected.to_owned(), None)]);
    }
    assert!(server.seen().iter().all(|it| it.line == "GET /x"));
}

#[test]
fn no_client_has_a_token_without_an_audience_or_with_that_of_the_management_endpoint() {
    let make = |service, audience: Option<&str>| {
        let options = ClientOptions {
            audience: audience.map(str::to_owned),
            variables: BTreeMap::from([("endpoint".to_owned(), "https://x.example".to_owned())]),
            ..ClientOptions::default()
        };
        Arm::for_service(PACKAGE, service, &[], None, token().1, Some(options))
            .map(drop)
            .map_err(|error| error.to_string())
    };
    let error = make(&MUTE, None).unwrap_err();
    assert!(error.contains("ClientOptions::audience"), "{error}");
    assert_eq!(make(&MUTE, Some("https://api.example.com")), Ok(()));
    for (service, audience) in [
        (&ARM_SCOPED, None),
        (&MUTE, Some("https://management.azure.com/")),
        (&MUTE, Some("https://management.core.windows.net//.default")),
    ] {
        let error = make(service, audience).unwrap_err();
        assert!(
            error.contains("must not be sent to another service"),
            "{error}"
        );
    }
    let arm = Arm::for_service(PACKAGE, &MUTE, &[], None, Credential::none(), None);
    assert!(arm.is_ok(), "nothing is authorized without a credential");
}

/// A client for Azure Resource Manager never sends its token to another service, and vice versa.
#[tokio::test]
async fn tokens_do_not_cross() {
    let server = Server::start(|_, _| json(200, "{}")).await;
    let variables = BTreeMap::from([(
        "endpoint".to_owned(),
        format!("https://127.0.0.1:{}", server.port),
    )]);
    let noted = Arc::new(Noted::default());
    let options = ClientOptions {
        variables,
        ..server.options()
    };
    let arm = Arm::new(PACKAGE, None, Some(noted.clone()), Some(options)).unwrap();
    let call: Call<JsonValue> = arm.prepare(&GET_KEYS, &[]).call();
    let error = call.await.unwrap_err().to_string();
    assert!(error.contains("ClientOptions::audience"), "{error}");

    let variables = [("vaultBaseUrl", format!("https://127.0.0.1:{}", server.port))];
    let (other, credential) = token();
    let arm = Arm::for_service(
        PACKAGE,
        &VAULT,
        &variables,
        None,
        credential,
        Some(server.options()),
    )
    .unwrap();
    let call: Call<JsonValue> = arm.prepare(&GET_ARM, &[]).call();
    let _ = call.await;
    let asked = [
        noted.0.lock().unwrap().clone(),
        other.0.lock().unwrap().clone(),
    ]
    .concat();
    assert!(
        asked.iter().all(|(scope, _)| !scope.contains("management")),
        "{asked:?}"
    );
}

#[tokio::test]
async fn keys_go_where_the_description_says() {
    let server = Server::start(|_, _| json(200, "{}")).await;
    let variables = [("endpoint", format!("http://127.0.0.1:{}/", server.port))];
    let send = async |service, operation: &'static Operation, credential: Credential| {
        let options = Some(ClientOptions::default());
        let arm = Arm::for_service(PACKAGE, service, &variables, None, credential, options)?;
        assert!(!format!("{arm:?}").contains("hush"));
        let call: Call<JsonValue> = arm.prepare(operation, &[]).call();
        assert!(!format!("{call:?}").contains("hush"));
        call.await.map(drop)
    };
    let seen = || server.seen().pop().unwrap();
    // Two keys besides `Authorization`: the caller must select one.
    let error = send(&KEYS, &GET_KEYS, Credential::key("hush"))
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains("api-key, subscription-key"),
        "{error}"
    );
    send(&KEYS, &GET_KEYS, Credential::named_key("API-Key", "hush"))
        .await
        .unwrap();
    assert_eq!(seen().header("api-key"), Some("hush"));
    send(
        &KEYS,
        &GET_KEYS,
        Credential::named_key("subscription-key", "hu sh&a=b"),
    )
    .await
    .unwrap();
    assert_eq!(seen().line, "GET /x?subscription-key=hu%20sh%26a%3Db");
    send(&QUERY, &GET_QUERY, Credential::key("hush"))
        .await
        .unwrap();
    assert_eq!(
        (seen().line.as_str(), seen().header("authorization")),
        ("GET /x?code=hush", None)
    );
    send(&KEYS, &GET_KEYS, Credential::basic("user", "hush"))
        .await
        .unwrap();
    assert_eq!(seen().header("authorization"), Some("Basic dXNlcjpodXNo"));
    send(&KEYS, &GET_KEYS, Credential::bearer("hush"))
        .await
        .unwrap();
    assert_eq!(seen().header("authorization"), Some("Bearer hush"));
    for (service, credential) in [
        (&VAULT, Credential::key("hush")),
        (&KEYS, Credential::named_key("other", "hush")),
        (&KEYS, Credential::named_key("api-key", "hush\r\nx: y")),
    ] {
        let variables = [
            ("vaultBaseUrl", "https://x.example".to_owned()),
            ("endpoint", "https://x.example".to_owned()),
        ];
        let error =
            Arm::for_service(PACKAGE, service, &variables, None, credential, None).unwrap_err();
        assert!(!error.to_string().contains("hush"), "{error}");
    }
    // A key may be sent over plain http to loopback addresses only.
    let variables = [("endpoint", "http://api.example.com".to_owned())];
    assert!(
        Arm::for_service(
            PACKAGE,
            &QUERY,
            &variables,
            None,
            Credential::key("hush"),
            None
        )
        .is_err()
    );
}

#[test]
fn endpoints_have_variables_and_can_be_replaced() {
    let line = |options: ClientOptions| {
        let arm = Arm::for_service(
            PACKAGE,
            &FIXED,
            &[],
            None,
            Credential::none(),
            Some(options),
        )?;
        let call: Call<JsonValue> = arm.prepare(&GET_FIXED, &[]).call();
        call.request().map(|it| it.url().to_string())
    };
    assert_eq!(
        line(ClientOptions::default()).unwrap(),
        "https://us.example.com/base/v1/x"
    );
    let options = ClientOptions {
        variables: BTreeMap::from([("geography".to_owned(), "eu".to_owned())]),
        ..ClientOptions::default()
    };
    assert_eq!(line(options).unwrap(), "https://eu.example.com/base/v1/x");
    let options = ClientOptions {
        endpoint: Url::parse("http://127.0.0.1:1/proxy").ok(),
        ..ClientOptions::default()
    };
    assert_eq!(line(options).unwrap(), "http://127.0.0.1:1/proxy/base/v1/x");
    for bad in ["a/b", "a@b", "", "a?b", "a#b", "evil.example/"] {
        let variables = BTreeMap::from([("geography".to_owned(), bad.to_owned())]);
        let options = ClientOptions {
            variables,
            ..ClientOptions::default()
        };
        let url = line(options);
        assert!(url.is_err() || bad == "evil.example/", "{bad}: {url:?}");
    }
}

#[test]
fn variables_of_endpoints_have_the_declared_values() {
    let line = |value: &str, validate: bool| {
        let variables = BTreeMap::from([("version".to_owned(), value.to_owned())]);
        let options = ClientOptions {
            variables,
            validate,
            ..ClientOptions::default()
        };
        let credential = Credential::none();
        let arm = Arm::for_service(PACKAGE, &FIXED, &[], None, credential, Some(options))?;
        let call: Call<JsonValue> = arm.prepare(&GET_FIXED, &[]).call();
        call.request().map(|it| it.url().path().to_owned())
    };
    for (value, expected) in [
        ("v2", "/base/v2/x"),
        ("/v2/", "/base/v2/x"),
        ("2024/preview", "/base/2024/preview/x"),
    ] {
        assert_eq!(line(value, true).unwrap(), expected, "{value}");
    }
    let error = line("v3", true).unwrap_err().to_string();
    assert!(error.contains("v1, v2, 2024/preview"), "{error}");
    assert_eq!(line("v3", false).unwrap(), "/base/v3/x");
    for bad in ["..", "v1/../..", "v1?x", "v1#x", "v1\\x", ""] {
        assert!(line(bad, false).is_err(), "{bad}");
    }
}

#[tokio::test]
async fn a_claims_challenge_gets_one_new_token() {
    // `{"access_token":{"nbf":{"value":"1"}}}`
    const CHALLENGE: &str = r#"Bearer realm="", authorization_uri="https://login.example/", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7InZhbHVlIjoiMSJ9fX0=""#;
    for (n_refused, n_sent) in [(1, 2), (9, 2)] {
        let server = Server::start(move |_, n| {
            if n < n_refused {
                response(401).header("www-authenticate", CHALLENGE)
            } else {
                json(200, "{}")
            }
        })
        .await;
        let noted = Arc::new(Noted::default());
        let arm = Arm::new(PACKAGE, None, Some(noted.clone()), Some(server.options())).unwrap();
        let call: Call<JsonValue> = arm.prepare(&GET_ARM, &[]).call();
        assert_eq!(call.await.is_ok(), n_refused == 1);
        let tokens: Vec<String> = server
            .seen()
            .iter()
            .filter_map(|it| it.header("authorization").map(str::to_owned))
            .collect();
        assert_eq!(tokens, ["Bearer token-1", "Bearer token-2"][..n_sent]);
        let asked = noted.0.lock().unwrap().clone();
        assert_eq!(asked[0].1, None);
        assert_eq!(
            asked[1].1.as_deref(),
            Some(r#"{"access_token":{"nbf":{"value":"1"}}}"#)
        );
    }
    // Any other 401 is returned.
    let server = Server::start(|_, _| {
        response(401).header("www-authenticate", "Bearer error=\"invalid_token\"")
    })
    .await;
    let noted = Arc::new(Noted::default());
    let arm = Arm::new(PACKAGE, None, Some(noted), Some(server.options())).unwrap();
    let call: Call<JsonValue> = arm.prepare(&GET_ARM, &[]).call();
    assert!(call.await.is_err());
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn responses_have_a_limit() {
    // 4 MiB of zeros, compressed to 4 KiB.
    let bomb = include_bytes!("zeros.gz");
    let server = Server::start(move |seen, _| {
        if seen.line.ends_with("/x") {
            json(200, "")
                .header("content-encoding", "gzip")
                .body(bomb.to_vec())
        } else {
            json(200, &format!("[{}]", "1,".repeat(600) + "1"))
        }
    })
    .await;
    let options = ClientOptions {
        max_response_size: 1 << 20,
        ..server.options()
    };
    let arm = Arm::new(PACKAGE, None, None, Some(options)).unwrap();
    let call: Call<JsonValue> = arm.prepare(&GET_ARM, &[]).call();
    let error = call.await.unwrap_err().to_string();
    assert!(error.contains("more than 1048576 bytes"), "{error}");
    assert_eq!(server.seen().len(), 1, "it is not sent again");

    let options = ClientOptions {
        max_response_size: 100,
        ..server.options()
    };
    static LONG: Operation = Operation {
        id: "T_Long",
        path: "/long",
        ..Operation::DEFAULT
    };
    let arm = Arm::new(PACKAGE, None, None, Some(options)).unwrap();
    let call: Call<JsonValue> = arm.prepare(&LONG, &[]).call();
    let error = call.await.unwrap_err().to_string();
    assert!(error.contains("more than 100 bytes"), "{error}");
}

#[tokio::test]
async fn links_to_the_state_of_a_long_running_operation_get_the_version_that_they_lack() {
    static RUN: Operation = Operation {
        method: Method::Post,
        api_version: "1",
        success: &[200, 202],
        long_running: Some(FinalState::OperationLocation),
        ..get(&QUERY)
    };
    let server = Server::start(|seen, n| match n {
        0 => response(202).header("operation-location", "/op?a=b"),
        1 => json(200, r#"{"status":"Running"}"#).header("operation-location", "/op/2"),
        2 => {
            json(200, r#"{"status":"Running"}"#).header("operation-location", "/op/3?API-Version=0")
        }
        _ => json(
            200,
            &format!(r#"{{"status":"Succeeded","line":"{}"}}"#, seen.line),
        ),
    })
    .await;
    let variables = [("endpoint", format!("http://127.0.0.1:{}/", server.port))];
    let options = Some(quick());
    let arm = Arm::for_service(
        PACKAGE,
        &QUERY,
        &variables,
        None,
        Credential::none(),
        options,
    );
    let mut poller: Poller<JsonValue> = arm.unwrap().prepare(&RUN, &[]).poller();
    poller.next().await.unwrap().unwrap();
    // A poller that continues from a token has no data of the operation.
    let token = poller.resume_token().unwrap().secret().to_owned();
    assert!(token.contains("/op?a=b&api-version=1"), "{token}");
    poller.await.unwrap();
    assert_eq!(
        server.lines(),
        [
            "POST /x?api-version=1",
            "GET /op?a=b&api-version=1",
            "GET /op/2?api-version=1",
            "GET /op/3?API-Version=0",
        ]
    );
}
