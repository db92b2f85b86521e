//! Whole messages of clients and credentials that are refused before anything is sent.

use arm_runtime::{
    Arm, ClientOptions, Cloud, Credential, Json, JsonValue, Operation, Package, Scheme, Service,
    Url,
};
use azure_core::cloud::{CloudConfiguration, CustomConfiguration};

use crate::support::{PACKAGE, Server, custom, json, quick};

#[test]
fn clients_that_would_leak_or_fail_are_refused() {
    let create = |subscription: Option<&str>, secure: bool, change: &dyn Fn(&mut ClientOptions)| {
        let mut options = quick();
        change(&mut options);
        let credential = secure.then(arm_runtime::testing::credential);
        let subscription = subscription.map(str::to_owned);
        Arm::new(PACKAGE, subscription, credential, Some(options))
            .unwrap_err()
            .to_string()
    };
    let subscription = "the subscription ID must not be empty and must be a single path segment";
    for text in ["", "..", "a/b", "a\n"] {
        assert_eq!(create(Some(text), false, &|_| {}), subscription, "{text:?}");
    }
    let set_endpoint = |text: &'static str| {
        move |options: &mut ClientOptions| options.endpoint = Some(Url::parse(text).unwrap())
    };
    let plain = "the endpoint must be an http or https URL without user name, query or fragment";
    for text in [
        "ftp://h",
        "https://u@h",
        "https://:p@h",
        "https://h?q",
        "https://h#f",
    ] {
        assert_eq!(create(None, false, &set_endpoint(text)), plain, "{text}");
    }
    assert_eq!(
        create(None, true, &set_endpoint("https://h.example")),
        "`ClientOptions::endpoint` is not an endpoint of the cloud, whose tokens are for \
         https://management.azure.com:443; set `cloud: Cloud::Custom { endpoint, audience }` to send tokens to \
         another endpoint"
    );
    assert_eq!(
        create(None, true, &|options| options.cloud =
            custom("http://h.example")),
        "the endpoint must be https, because a token or key must not be sent unencrypted"
    );
    for id in ["with space", "a-name-of-25-characters-x"] {
        let change = |options: &mut ClientOptions| {
            options.client_options.user_agent.application_id = Some(id.to_owned());
        };
        assert_eq!(
            create(None, false, &change),
            "the application id of the user agent must be a token of at most 24 characters",
            "{id}"
        );
    }
    assert_eq!(
        create(None, false, &|options| {
            let cloud = CloudConfiguration::Custom(CustomConfiguration::default());
            options.cloud = Cloud::Public;
            options.client_options.cloud = Some(std::sync::Arc::new(cloud));
        }),
        "the custom cloud of azure_core has no endpoint; set `cloud: Cloud::Custom { endpoint, audience }`"
    );
}

fn service_error(service: &'static Service, credential: Credential) -> String {
    let variables = [("endpoint", "https://h.example".to_owned())];
    let arm = Arm::for_service(PACKAGE, service, &variables, None, credential, None);
    arm.unwrap_err().to_string()
}

#[test]
fn credentials_that_do_not_fit_a_service_are_refused() {
    static NONE: Service = Service::DEFAULT;
    static TWO: Service = Service {
        schemes: &[Scheme::Header("x-a"), Scheme::Query("b")],
        ..Service::DEFAULT
    };
    static REGIONAL: Service = Service {
        endpoint: "https://{region}.example",
        values: &[("region", &["east", "west"])],
        ..Service::DEFAULT
    };
    let token = || Credential::from(arm_runtime::testing::credential());
    for (service, credential, expected) in [
        (
            &NONE,
            token(),
            "neither the service description nor the endpoint defines an audience for tokens; set \
             `ClientOptions::audience`",
        ),
        (
            &NONE,
            Credential::key("k"),
            "the service description does not declare a key; use another credential",
        ),
        (
            &TWO,
            Credential::key("k"),
            "the service description declares the keys x-a, b; select one of them with `Credential::named_key`",
        ),
        (
            &TWO,
            Credential::named_key("c", "k"),
            "the service description declares the keys x-a, b; select one of them with `Credential::named_key`",
        ),
    ] {
        assert_eq!(service_error(service, credential), expected);
    }
    let variables = [("region", "north".to_owned())];
    let arm = Arm::for_service(
        PACKAGE,
        &REGIONAL,
        &variables,
        None,
        Credential::none(),
        None,
    );
    assert_eq!(
        arm.unwrap_err().to_string(),
        "the endpoint variable region must be one of: east, west; set `ClientOptions::validate` to false to allow other values"
    );
}

/// A token for Azure Resource Manager is a token for all resources, in each cloud.
#[test]
fn no_service_gets_a_token_for_azure_resource_manager() {
    for host in [
        "management.azure.com",
        "management.core.windows.net",
        "management.usgovcloudapi.net",
        "management.core.usgovcloudapi.net",
        "management.chinacloudapi.cn",
        "management.core.chinacloudapi.cn",
        "management.microsoftazure.de",
        "management.core.cloudapi.de",
        "MANAGEMENT.azure.com",
        "management.azure.com:443",
    ] {
        for form in [
            "https://HOST",
            "https://HOST/",
            "https://HOST//.default",
            "HOST",
        ] {
            let options = ClientOptions {
                audience: Some(form.replace("HOST", host)),
                ..ClientOptions::default()
            };
            let variables = [("endpoint", "https://h.example".to_owned())];
            let credential = arm_runtime::testing::credential();
            let arm = Arm::for_service(
                PACKAGE,
                &Service::DEFAULT,
                &variables,
                None,
                credential,
                Some(options),
            );
            assert_eq!(
                arm.unwrap_err().to_string(),
                "a token for Azure Resource Manager must not be sent to another service; set \
                 `ClientOptions::audience` to the audience of the service",
                "{form} {host}"
            );
        }
    }
}

#[tokio::test]
async fn operations_name_the_credentials_that_they_accept() {
    static SERVICE: Service = Service {
        schemes: &[
            Scheme::Header("x-a"),
            Scheme::Query("b"),
            Scheme::Header("x-c"),
        ],
        ..Service::DEFAULT
    };
    static GET: Operation = Operation {
        security: Some(&[
            &[Scheme::Header("x-a"), Scheme::Query("b")],
            &[Scheme::Basic],
            &[Scheme::Bearer],
        ]),
        id: "T_Send",
        path: "/x",
        service: Some(&SERVICE),
        ..Operation::DEFAULT
    };
    let server = Server::start(|_, _| json(200, "{}")).await;
    let variables = [("endpoint", server.http(""))];
    let credential = Credential::named_key("x-c", "k");
    let arm = Arm::for_service(PACKAGE, &SERVICE, &variables, None, credential, None).unwrap();
    let error = arm.prepare(&GET, &[]).call::<JsonValue, Json>().await;
    assert_eq!(
        error.unwrap_err().to_string(),
        "T_Send: the operation accepts a key in the header x-a or a key in the query parameter b or user name and password \
         or a token; the client has another credential (`Credential::several` combines credentials)"
    );
    assert!(server.seen().is_empty());
}

/// A request contains the keys of the alternative of which the client has the most keys. Among equal alternatives, the first is used.
#[tokio::test]
async fn the_first_of_the_best_alternatives_is_sent() {
    const fn header(name: &'static str) -> Scheme {
        Scheme::Header(name)
    }
    static SERVICE: Service = Service {
        schemes: &[header("a"), header("b"), header("c"), header("d")],
        security: &[&[header("a"), header("b")], &[header("c"), header("d")]],
        ..Service::DEFAULT
    };
    static GET: Operation = Operation {
        id: "T_Send",
        path: "/x",
        service: Some(&SERVICE),
        ..Operation::DEFAULT
    };
    let server = Server::start(|_, _| json(200, "{}")).await;
    for (names, sent) in [
        (&["a"][..], "a"),
        (&["c"], "c"),
        (&["c", "a"], "a"),
        (&["a", "c"], "a"),
        (&["a", "c", "d"], "c d"),
        (&["a", "b", "c", "d"], "a b"),
    ] {
        let keys = names.iter().map(|it| Credential::named_key(*it, "k"));
        let credential = Credential::several(keys);
        let variables = [("endpoint", server.http(""))];
        let arm = Arm::for_service(PACKAGE, &SERVICE, &variables, None, credential, None).unwrap();
        arm.prepare(&GET, &[])
            .call::<JsonValue, Json>()
            .await
            .unwrap();
        let seen = server.seen().pop().unwrap();
        let found = ["a", "b", "c", "d"].into_iter();
        let found: Vec<&str> = found.filter(|it| seen.header(it).is_some()).collect();
        assert_eq!(found.join(" "), sent, "{names:?}");
    }
}

/// A key without a name is that of the alternatives, if they declare one only.
#[test]
fn a_key_is_that_of_the_alternatives() {
    static SERVICE: Service = Service {
        schemes: &[Scheme::Header("x-a"), Scheme::Query("b")],
        security: &[&[Scheme::Header("x-a")]],
        ..Service::DEFAULT
    };
    let variables = [("endpoint", "https://h.example".to_owned())];
    let credential = Credential::key("k");
    Arm::for_service(PACKAGE, &SERVICE, &variables, None, credential, None).unwrap();
}

#[test]
fn debug_of_a_client_shows_where_it_connects() {
    let package = Package {
        name: "p",
        version: "1",
    };
    let arm = Arm::new(package, Some("s".to_owned()), None, None).unwrap();
    assert_eq!(
        format!("{arm:?}"),
        r#"Arm { endpoint: "https://management.azure.com/", subscription_id: Some("s"), .. }"#
    );
}
