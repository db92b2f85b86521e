//! The token is sent to the endpoint's scheme, host and port only.

use arm_runtime::{
    Arm, Call, ClientOptions, Cloud, FinalState, JsonValue, Method, Operation, Pager, Paging,
    Poller,
};
use azure_core::{credentials::TokenCredential, http::Url};
use futures::{StreamExt, TryStreamExt};

use crate::support::{Fake, PACKAGE, Server, TOKEN, custom, json, response};

static GET: Operation = Operation {
    id: "T_Get",
    path: "/x",
    ..Operation::DEFAULT
};
static LIST: Operation = Operation {
    id: "T_List",
    path: "/l",
    paging: Some(Paging {
        items: "value",
        next_link: Some("nextLink"),
        next_operation: None,
    }),
    ..Operation::DEFAULT
};
static PUT: Operation = Operation {
    id: "T_Put",
    method: Method::Put,
    path: "/r",
    long_running: Some(FinalState::Default),
    ..Operation::DEFAULT
};
static POST: Operation = Operation {
    id: "T_Post",
    method: Method::Post,
    path: "/r",
    long_running: Some(FinalState::Default),
    ..Operation::DEFAULT
};

const HEADERS: [&str; 3] = ["azure-asyncoperation", "operation-location", "location"];

#[tokio::test]
async fn every_request_is_signed() {
    let server = Server::start(|seen, n| {
        let base = format!("https://{}", seen.header("host").unwrap());
        match n {
            0 => response(503),
            1 => response(202).header("Azure-AsyncOperation", format!("{base}/op")),
            2 => json(200, r#"{"status":"Succeeded"}"#),
            _ => json(200, "{}"),
        }
    })
    .await;
    let poller: Poller<JsonValue> = server.secure().prepare(&PUT, &[]).poller();
    poller.await.unwrap();
    let expected = format!("Bearer {TOKEN}");
    let seen = server.seen();
    assert_eq!(seen.len(), 4);
    assert!(
        seen.iter()
            .all(|seen| seen.header("authorization") == Some(&expected))
    );
}

#[tokio::test]
async fn links_elsewhere_are_refused() {
    // The same server under every other name.
    for n in 0..9 {
        let link = move |seen: &crate::support::Seen| -> String {
            let port: u16 = seen
                .header("host")
                .unwrap()
                .rsplit(':')
                .next()
                .unwrap()
                .parse()
                .unwrap();
            let mut links = [
                format!("http://127.0.0.1:{port}/op"),
                format!("https://localhost:{port}/op"),
                "https://127.0.0.1/op".to_owned(),
                format!("https://127.0.0.1.evil.example:{port}/op"),
                format!("https://127.0.0.1:{port}@evil.example/op"),
                format!("https://user@127.0.0.1:{port}/op"),
                "//evil.example/op".to_owned(),
                "\\\\evil.example\\op".to_owned(),
                "https://evil.example".to_owned(),
            ];
            std::mem::take(&mut links[n])
        };
        for name in HEADERS {
            let server = Server::start(move |seen, _| response(202).header(name, link(seen))).await;
            for operation in [&PUT, &POST] {
                let poller: Poller<JsonValue> = server.secure().prepare(operation, &[]).poller();
                let error = poller.await.unwrap_err().to_string();
                assert!(
                    error.contains("sends requests to https://127.0.0.1")
                        || error.contains("the URL contains credentials"),
                    "{name}: {error}"
                );
            }
            assert_eq!(
                server.seen().len(),
                2,
                "only the first request of each was sent"
            );
        }
        let server = Server::start(move |seen, _| {
            json(
                200,
                &serde_json::json!({"value": [1], "nextLink": link(seen)}).to_string(),
            )
        })
        .await;
        let mut pager: Pager<JsonValue> = server.secure().prepare(&LIST, &[]).pager();
        pager.try_next().await.unwrap();
        assert!(pager.next().await.unwrap().is_err());
        assert_eq!(server.seen().len(), 1);
    }
}

#[tokio::test]
async fn the_result_elsewhere_is_refused() {
    let server = Server::start(|seen, n| {
        let base = format!("https://{}", seen.header("host").unwrap());
        match n {
            0 => response(202)
                .header("Azure-AsyncOperation", format!("{base}/op"))
                .header("location", "https://evil.example/"),
            _ => json(200, r#"{"status":"Succeeded"}"#),
        }
    })
    .await;
    let poller: Poller<JsonValue> = server.secure().prepare(&POST, &[]).poller();
    assert!(
        poller
            .await
            .unwrap_err()
            .to_string()
            .contains("https://evil.example")
    );
    // A monitor that moves to another host.
    let server = Server::start(|seen, n| {
        let base = format!("https://{}", seen.header("host").unwrap());
        match n {
            0 => response(202).header("Azure-AsyncOperation", format!("{base}/op")),
            _ => json(200, r#"{"status":"Running"}"#)
                .header("Azure-AsyncOperation", "https://evil.example/"),
        }
    })
    .await;
    let poller: Poller<JsonValue> = server.secure().prepare(&POST, &[]).poller();
    assert!(
        poller
            .await
            .unwrap_err()
            .to_string()
            .contains("https://evil.example")
    );
    assert_eq!(server.seen().len(), 2);
}

#[test]
fn the_default_port_may_be_written_out() {
    let mut options = ClientOptions {
        cloud: custom("https://arm.test:443/"),
        ..ClientOptions::default()
    };
    let arm = Arm::new(
        PACKAGE,
        None,
        Some(std::sync::Arc::new(Fake)),
        Some(options.clone()),
    )
    .unwrap();
    assert_eq!(arm.endpoint().as_str(), "https://arm.test/");
    for bad in [
        "http://arm.test",
        "https://user@arm.test",
        "https://arm.test?x=1",
        "https://arm.test#f",
        "ftp://arm.test",
        "data:x",
    ] {
        options.cloud = custom(bad);
        assert!(
            Arm::new(
                PACKAGE,
                None,
                Some(std::sync::Arc::new(Fake)),
                Some(options.clone())
            )
            .is_err(),
            "{bad}"
        );
    }
    options.cloud = custom("http://arm.test");
    assert!(Arm::new(PACKAGE, None, None, Some(options)).is_ok());
}

#[tokio::test]
async fn policies_cannot_lead_the_token_away() {
    use azure_core::http::{
        Context, Request,
        policies::{Policy, PolicyResult},
    };
    #[derive(Debug)]
    struct Astray;
    #[async_trait::async_trait]
    impl Policy for Astray {
        async fn send(
            &self,
            ctx: &Context,
            request: &mut Request,
            next: &[std::sync::Arc<dyn Policy>],
        ) -> PolicyResult {
            request.url_mut().set_host(Some("evil.example")).unwrap();
            next[0].send(ctx, request, &next[1..]).await
        }
    }
    let mut options = crate::support::quick();
    options.cloud = custom("https://127.0.0.1:1");
    options
        .client_options
        .per_call_policies
        .push(std::sync::Arc::new(Astray));
    let arm = Arm::new(
        PACKAGE,
        None,
        Some(std::sync::Arc::new(Fake)),
        Some(options),
    )
    .unwrap();
    let call: Call<()> = arm.prepare(&GET, &[]).call();
    assert!(
        call.await
            .unwrap_err()
            .to_string()
            .contains("refused to send a request to https://evil.example")
    );
}

/// The endpoint of the options applies to Azure Resource Manager, too, but its tokens go to the cloud's endpoint only.
#[test]
fn the_endpoint_of_the_options_is_obeyed_or_refused() {
    const ARM: &str = "https://management.azure.com";
    for (cloud, endpoint, has_token, expected) in [
        (Cloud::Public, "http://127.0.0.1:1/base", false, true),
        (Cloud::Public, "https://arm.test/base", false, true),
        (
            Cloud::Public,
            "https://management.azure.com/base",
            true,
            true,
        ),
        (
            custom("https://arm.test"),
            "https://arm.test:443/base",
            true,
            true,
        ),
        (Cloud::Public, "https://arm.test", true, false),
        (Cloud::Public, "https://127.0.0.1", true, false),
        (
            Cloud::Public,
            "https://management.azure.com:444",
            true,
            false,
        ),
        (Cloud::China, ARM, true, false),
        (custom("https://arm.test"), ARM, true, false),
    ] {
        let options = ClientOptions {
            cloud,
            endpoint: Some(Url::parse(endpoint).unwrap()),
            ..ClientOptions::default()
        };
        let credential: Option<std::sync::Arc<dyn TokenCredential>> = match has_token {
            true => Some(std::sync::Arc::new(Fake)),
            false => None,
        };
        match Arm::new(PACKAGE, None, credential, Some(options)) {
            Ok(arm) => {
                assert!(expected, "{endpoint}");
                let call: Call<()> = arm.prepare(&GET, &[]).call();
                let url = call.request().unwrap().url().to_string();
                let wanted = Url::parse(endpoint).unwrap();
                assert!(url.starts_with(wanted.as_str()), "{endpoint}: {url}");
            }
            Err(error) => {
                assert!(!expected, "{endpoint}: {error}");
                assert!(error.to_string().contains("Cloud::Custom"), "{error}");
            }
        }
    }
}
