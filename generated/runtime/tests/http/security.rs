//! The credentials of operations: alternatives, combinations, other hosts.

use std::sync::{Arc, Mutex};

use arm_runtime::{
    Arm, Call, ClientOptions, Credential, JsonValue, Operation, Scheme, Security, Service,
};
use async_trait::async_trait;
use azure_core::{
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    time::{Duration, OffsetDateTime},
};

use crate::support::{PACKAGE, Seen, Server, json};

/// A credential that records the requested scopes.
#[derive(Debug, Default)]
struct Noted(Mutex<Vec<String>>);

#[async_trait]
impl TokenCredential for Noted {
    async fn get_token(
        &self,
        scopes: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        self.0.lock().unwrap().push(scopes.join(" "));
        let expires_on = OffsetDateTime::now_utc() + Duration::hours(1);
        Ok(AccessToken::new("hush", expires_on))
    }
}

const KEY: Scheme = Scheme::Header("x-key");
const APP: Scheme = Scheme::Query("app");
const TOKEN: Scheme = Scheme::Token(&["https://api.example.com/.default"]);
const ADMIN: Scheme = Scheme::Token(&["https://admin.example.com/.default"]);

static SERVICE: Service = Service {
    endpoint: "{endpoint}",
    scopes: &["https://api.example.com/.default"],
    schemes: &[KEY, APP, Scheme::Basic],
    security: &[&[KEY, APP], &[TOKEN]],
    ..Service::DEFAULT
};

const fn with(security: Option<Security>) -> Operation {
    Operation {
        id: "T_Get",
        path: "/x",
        service: Some(&SERVICE),
        security,
        ..Operation::DEFAULT
    }
}

static BY_DEFAULT: Operation = with(None);
static PUBLIC: Operation = with(Some(&[]));
static OPTIONAL: Operation = with(Some(&[&[], &[KEY]]));
static BASIC: Operation = with(Some(&[&[Scheme::Basic]]));
static KEY_ONLY: Operation = with(Some(&[&[KEY]]));
static EITHER: Operation = with(Some(&[&[KEY], &[APP]]));
static ADMINS: Operation = with(Some(&[&[ADMIN]]));
static AS_KEY: Operation = with(Some(&[&[Scheme::Header("Authorization")]]));

/// Returns the secrets of a request, in one line.
fn secrets(seen: &Seen) -> String {
    let mut line = seen.line.replace("GET /x", "");
    for name in ["x-key", "authorization"] {
        if let Some(value) = seen.header(name) {
            line.push_str(&format!(" {name}={value}"));
        }
    }
    line.trim().to_owned()
}

/// The server would take a part of the name for the password.
#[test]
fn the_name_of_a_user_has_no_colon() {
    let variables = [("endpoint", "https://h/".to_owned())];
    for (user, is_valid) in [("u", true), ("", true), ("u:v", false)] {
        let credential = Credential::basic(user, "p:q");
        let arm = Arm::for_service(PACKAGE, &SERVICE, &variables, None, credential, None);
        assert_eq!(arm.is_ok(), is_valid, "{user}");
    }
}

#[tokio::test]
async fn operations_get_the_credentials_that_they_declare() {
    let server = Server::start(|_, _| json(200, "{}")).await;
    let key = || Credential::named_key("x-key", "k");
    let app = || Credential::named_key("app", "a");
    let basic = || Credential::basic("u", "p");
    let both = || Credential::several([app(), key()]);
    let all = || Credential::several([basic(), both(), Credential::bearer("t")]);
    let cases: [(&Operation, Credential, &str); 19] = [
        (&BY_DEFAULT, both(), "?app=a x-key=k"),
        (&BY_DEFAULT, all(), "?app=a x-key=k"),
        // The caller may send the other key as a query parameter.
        (&BY_DEFAULT, key(), "x-key=k"),
        (
            &BY_DEFAULT,
            Credential::bearer("t"),
            "authorization=Bearer t",
        ),
        (&BY_DEFAULT, Credential::none(), ""),
        (&PUBLIC, all(), ""),
        (&PUBLIC, key(), ""),
        (&OPTIONAL, key(), "x-key=k"),
        (&OPTIONAL, basic(), ""),
        (&BASIC, all(), "authorization=Basic dTpw"),
        (&KEY_ONLY, all(), "x-key=k"),
        (&EITHER, both(), "x-key=k"),
        (&EITHER, app(), "?app=a"),
        (&AS_KEY, basic(), "authorization=Basic dTpw"),
        (&AS_KEY, Credential::bearer("t"), "authorization=Bearer t"),
        (
            &BASIC,
            key(),
            "error: the operation accepts user name and password",
        ),
        (
            &KEY_ONLY,
            basic(),
            "error: the operation accepts a key in the header x-key",
        ),
        (&ADMINS, key(), "error: the operation accepts a token"),
        (&ADMINS, Credential::none(), ""),
    ];
    for (operation, credential, expected) in cases {
        let shown = format!("{credential:?} for {:?}", operation.security);
        let variables = [("endpoint", format!("http://127.0.0.1:{}/", server.port))];
        let arm = Arm::for_service(PACKAGE, &SERVICE, &variables, None, credential, None).unwrap();
        let n_seen = server.seen().len();
        let call: Call<JsonValue> = arm.prepare(operation, &[]).call();
        match call.await {
            Ok(_) => assert_eq!(secrets(server.seen().last().unwrap()), expected, "{shown}"),
            Err(error) => {
                let error = format!("error: {error}");
                let expected = expected.trim_start_matches("error: ");
                assert!(
                    !expected.is_empty() && error.contains(expected),
                    "{shown}: {error}"
                );
                assert_eq!(server.seen().len(), n_seen, "{shown}");
            }
        }
    }
}

#[tokio::test]
async fn tokens_have_the_scope_of_the_operation_and_are_not_sent_without_need() {
    let server = Server::start(|_, _| json(200, "{}")).await;
    let noted = Arc::new(Noted::default());
    let variables = [("endpoint", format!("https://127.0.0.1:{}", server.port))];
    let arm = Arm::for_service(
        PACKAGE,
        &SERVICE,
        &variables,
        None,
        noted.clone(),
        Some(server.options()),
    )
    .unwrap();
    for operation in [&PUBLIC, &OPTIONAL, &BY_DEFAULT, &ADMINS] {
        let call: Call<JsonValue> = arm.prepare(operation, &[]).call();
        call.await.unwrap();
    }
    let asked = noted.0.lock().unwrap().clone();
    assert_eq!(
        asked,
        [
            "https://api.example.com/.default",
            "https://admin.example.com/.default"
        ]
    );
    let seen = server.seen();
    let sent: Vec<bool> = (seen.iter())
        .map(|it| it.header("authorization").is_some())
        .collect();
    assert_eq!(sent, [false, false, true, true]);
}

/// The audience that a caller sets holds for the client's endpoint, not for the other hosts of a description.
#[tokio::test]
async fn an_audience_of_the_caller_is_for_one_host() {
    static HERE: Service = Service {
        endpoint: "{endpoint}",
        ..Service::DEFAULT
    };
    static THERE: Service = Service {
        endpoint: "{other}",
        ..Service::DEFAULT
    };
    static GET_HERE: Operation = Operation {
        id: "T_Here",
        service: Some(&HERE),
        ..Operation::DEFAULT
    };
    static GET_THERE: Operation = Operation {
        id: "T_There",
        service: Some(&THERE),
        ..Operation::DEFAULT
    };
    let server = Server::start(|_, _| json(200, "{}")).await;
    for (audience, is_sent) in [
        ("https://audience.example.com", false),
        ("https://localhost", true),
    ] {
        let noted = Arc::new(Noted::default());
        let variables = [
            ("endpoint", format!("https://127.0.0.1:{}", server.port)),
            ("other", format!("https://localhost:{}", server.port)),
        ];
        let options = ClientOptions {
            audience: Some(audience.to_owned()),
            ..server.options()
        };
        let arm = Arm::for_service(
            PACKAGE,
            &HERE,
            &variables,
            None,
            noted.clone(),
            Some(options),
        )
        .unwrap();
        let call: Call<JsonValue> = arm.prepare(&GET_HERE, &[]).call();
        call.await.unwrap();
        let call: Call<JsonValue> = arm.prepare(&GET_THERE, &[]).call();
        match call.await {
            Ok(_) => assert!(is_sent),
            Err(error) => {
                assert!(!is_sent, "{error}");
                assert!(
                    error.to_string().contains("the operation has another host"),
                    "{error}"
                );
            }
        }
        // The endpoint of the client replaces all hosts.
        let options = ClientOptions {
            audience: Some(audience.to_owned()),
            endpoint: format!("https://127.0.0.1:{}", server.port).parse().ok(),
            ..server.options()
        };
        let arm = Arm::for_service(PACKAGE, &HERE, &[], None, noted, Some(options)).unwrap();
        let call: Call<JsonValue> = arm.prepare(&GET_THERE, &[]).call();
        call.await.unwrap();
    }
}
