//! Requests as received by the server.

use arm_runtime::{
    Arm, Call, ClientOptions, FinalState, IntoBody, Json, JsonValue, Map, Method, Operation,
    Parameter, Poller, RequestBody, ResponseExt,
};

use crate::support::{Server, json, quick, response};

static GET: Operation = Operation {
    id: "Things_Get",
    path: "/subscriptions/{subscriptionId}/things/{thingName}",
    api_version: "2024-01-01",
    parameters: &[Parameter::path("thingName")],
    success: &[200],
    ..Operation::DEFAULT
};

#[tokio::test]
async fn a_request_is_shown_with_its_operation_and_without_values() {
    let server = Server::start(|_, _| json(200, "{}")).await;
    let arm = server.arm();
    let shown = format!("{:?}", arm.prepare(&GET, &[&"lamp"]));
    let start = r#"Prepared { operation: "Things_Get", request: Request {"#;
    assert!(shown.starts_with(start), "{shown}");
    assert!(shown.contains("/things/lamp"), "{shown}");
    let shown = format!("{:?}", arm.prepare(&GET, &[]));
    let error = "Things_Get: takes 1 arguments, but 0 were passed";
    assert_eq!(
        shown,
        format!(r#"Prepared {{ operation: "Things_Get", error: "{error}" }}"#)
    );
    // A variable of the service is encoded as an argument is.
    static SERVICE: arm_runtime::Service = arm_runtime::Service {
        endpoint: "https://api.example.com",
        ..arm_runtime::Service::DEFAULT
    };
    static IN_PATH: Operation = Operation {
        path: "/{account}/x",
        service: Some(&SERVICE),
        ..Operation::DEFAULT
    };
    let variables = [("account", "a/%2e".to_owned())];
    let credential = arm_runtime::Credential::none();
    let package = crate::support::PACKAGE;
    let arm = Arm::for_service(package, &SERVICE, &variables, None, credential, None).unwrap();
    let call: Call<JsonValue> = arm.prepare(&IN_PATH, &[]).call();
    assert_eq!(call.request().unwrap().url().path(), "/a%2F%252e/x");
}

#[test]
fn a_request_asks_for_the_media_type_of_its_operation() {
    static SILENT: Operation = Operation {
        path: "/x",
        accept: "",
        ..Operation::DEFAULT
    };
    static ASKING: Operation = Operation {
        accept: "text/plain",
        ..SILENT
    };
    let arm = Arm::new(crate::support::PACKAGE, None, None, Some(quick())).unwrap();
    let call: Call<JsonValue> = arm.prepare(&SILENT, &[]).call();
    let accept = azure_core::http::headers::ACCEPT;
    let headers = call.request().unwrap().headers();
    assert_eq!(headers.get_optional_str(&accept), None);
    let call: Call<JsonValue> = arm.prepare(&ASKING, &[]).call();
    let headers = call.request().unwrap().headers();
    assert_eq!(headers.get_optional_str(&accept), Some("text/plain"));
}

#[tokio::test]
async fn the_bytes_on_the_wire() {
    static POST: Operation = Operation {
        id: "Things_Act",
        method: Method::Post,
        path: "/things/{name}/act",
        api_version: "1",
        parameters: &[
            Parameter::path("name"),
            Parameter::header("x-ms-meta-").prefix(),
            Parameter::header("x-list"),
        ],
        body: Some(RequestBody::JSON),
        success: &[200],
        ..Operation::DEFAULT
    };
    let server = Server::start(|_, _| {
        json(200, "{\"a\": 1}")
            .header("ETag", "\"e\"")
            .header("x-ms-request-id", "r")
    })
    .await;
    let meta = Map::from([("A", "1".to_owned()), ("b", "2".to_owned())]);
    let list = vec!["p".to_owned(), "q".to_owned()];
    /// The same as generated code.
    fn act(
        arm: &Arm,
        name: &str,
        meta: Option<Map<String>>,
        list: &[String],
        parameters: impl IntoBody<Map<String>>,
    ) -> Call<JsonValue> {
        arm.prepare(&POST, &[&name, &meta, &list])
            .body(parameters)
            .call()
    }
    let parameters = Map::from([("k", "v".to_owned())]);
    let call = act(&server.arm(), "n", Some(meta), &list, &parameters);
    let response = call.header("If-Match", "\"e\"").await.unwrap();
    assert_eq!(response.etag().unwrap().to_string(), "\"e\"");
    assert_eq!(response.request_id(), Some("r"));
    assert_eq!(response.into_model().unwrap()["a"], 1);
    let seen = &server.seen()[0];
    assert_eq!(seen.line, "POST /things/n/act?api-version=1");
    assert_eq!(seen.text(), "{\"k\":\"v\"}");
    for (name, value) in [
        ("content-type", "application/json"),
        ("accept", "application/json"),
        ("if-match", "\"e\""),
        ("x-ms-meta-a", "1"),
        ("x-ms-meta-b", "2"),
        ("x-list", "p,q"),
    ] {
        assert_eq!(seen.header(name), Some(value), "{name}");
    }
    assert!(
        seen.header("x-ms-client-request-id")
            .is_some_and(|id| id.len() == 36)
    );
    assert!(
        seen.header("user-agent")
            .is_some_and(|agent| agent.starts_with("azsdk-rust-arm-test/1.2.3 "))
    );
    assert_eq!(seen.header("authorization"), None);
}

#[tokio::test]
async fn a_user_agent_that_was_set_is_kept() {
    static GET: Operation = Operation {
        id: "Things_Get",
        parameters: &[Parameter::header("User-Agent")],
        ..Operation::DEFAULT
    };
    let server = Server::start(|_, _| json(200, "{}")).await;
    let get = |agent: Option<&'static str>| {
        server
            .arm()
            .prepare(&GET, &[&agent])
            .call::<JsonValue, Json>()
    };
    get(Some("parameter")).await.unwrap();
    get(None).header("user-agent", "caller").await.unwrap();
    get(None).await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].header("user-agent"), Some("parameter"));
    assert_eq!(seen[1].header("user-agent"), Some("caller"));
    assert!(
        seen[2]
            .header("user-agent")
            .is_some_and(|agent| agent.starts_with("azsdk-rust-"))
    );
}

#[tokio::test]
async fn a_missing_body_is_refused_and_an_empty_one_has_a_length() {
    static ACT: Operation = Operation {
        id: "T_Act",
        method: Method::Post,
        path: "/act",
        body: Some(RequestBody::JSON_OPTIONAL),
        ..Operation::DEFAULT
    };
    static REQUIRED: Operation = Operation {
        body: Some(RequestBody::JSON),
        ..ACT
    };
    let server = Server::start(|_, _| response(204)).await;
    let call: Call<()> = server
        .arm()
        .prepare(&REQUIRED, &[])
        .body::<Option<String>>(None::<&String>)
        .call();
    let error = call.await.unwrap_err().to_string();
    assert_eq!(error, "T_Act: requires a body");
    assert!(server.seen().is_empty());
    let call: Call<()> = server
        .arm()
        .prepare(&ACT, &[])
        .body::<Option<String>>(None::<&String>)
        .call();
    call.await.unwrap().into_model().unwrap();
    let seen = &server.seen()[0];
    assert_eq!(
        (seen.header("content-length"), seen.header("content-type")),
        (Some("0"), None)
    );
}

#[test]
fn a_body_that_cannot_be_written_is_an_error_of_the_operation() {
    static SEND: Operation = Operation {
        id: "T_Send",
        method: Method::Post,
        path: "/send",
        body: Some(RequestBody {
            xml: Some("numbers"),
            ..RequestBody::JSON
        }),
        ..Operation::DEFAULT
    };
    let arm = Arm::new(crate::support::PACKAGE, None, None, Some(quick())).unwrap();
    let json_body = JsonValue::Null;
    let prepared = arm.prepare(&SEND, &[]).body::<Vec<f64>>(&json_body);
    let error = prepared.request().unwrap_err().to_string();
    let start = "T_Send: the body cannot be written: the operation takes XML";
    assert!(error.starts_with(start), "{error}");
    // The first error is reported.
    let prepared = arm.prepare(&SEND, &[&"extra"]).body::<Vec<f64>>(&json_body);
    let error = prepared.request().unwrap_err().to_string();
    assert!(error.starts_with("T_Send: takes 0 arguments"), "{error}");
}

#[test]
fn parts_of_the_path_that_the_client_knows_are_encoded() {
    static GET: Operation = Operation {
        id: "T_Get",
        path: "/{api-version}/{subscriptionId}/x",
        api_version: "1",
        api_version_in: arm_runtime::ParameterLocation::Path,
        ..Operation::DEFAULT
    };
    let path = |version: Option<&str>, subscription: &str| {
        let options = ClientOptions {
            api_version: version.map(str::to_owned),
            ..quick()
        };
        let subscription = Some(subscription.to_owned());
        let arm = Arm::new(crate::support::PACKAGE, subscription, None, Some(options));
        let call: Call<JsonValue> = arm?.prepare(&GET, &[]).call();
        Ok::<_, arm_runtime::Error>(call.request()?.url().path().to_owned())
    };
    for (version, subscription, expected) in [
        (None, "s", Some("/1/s/x")),
        (Some("a b"), "s", Some("/a%20b/s/x")),
        (Some("a%2Fb"), "s", Some("/a%252Fb/s/x")),
        (Some(".."), "s", None),
        (None, "..", None),
    ] {
        let path = path(version, subscription).ok();
        assert_eq!(path.as_deref(), expected, "{version:?} {subscription}");
    }
}

#[tokio::test]
async fn a_url_has_at_most_65534_bytes() {
    static GET: Operation = Operation {
        id: "T_Get",
        path: "/x",
        parameters: &[Parameter::query("q")],
        ..Operation::DEFAULT
    };
    let server = Server::start(|_, _| response(204)).await;
    let bare = server.http("/x?q=").len();
    for (length, expected) in [(65_534, true), (65_535, false)] {
        let q = "a".repeat(length - bare);
        let call: Call<()> = server.arm().prepare(&GET, &[&q]).call();
        let result = call.await.map_err(|it| it.to_string());
        assert_eq!(result.is_ok(), expected, "{length}");
        if let Err(error) = result {
            let said = "the URL has 65535 bytes, but the maximum is 65534";
            assert!(error.contains(said), "{error}");
        }
    }
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn headers_cannot_be_split() {
    static HEADED: Operation = Operation {
        id: "T_Head",
        path: "/x",
        parameters: &[Parameter::header("x-a")],
        ..Operation::DEFAULT
    };
    let server = Server::start(|_, _| response(204)).await;
    for value in ["secret\r\nx-b: 1", "secret\n", "secret\0"] {
        let call: Call<()> = server.arm().prepare(&HEADED, &[&value]).call();
        let error = call.await.unwrap_err().to_string();
        assert!(
            error.contains("x-a") && !error.contains("secret"),
            "{error}"
        );
        let call: Call<()> = server.arm().prepare(&HEADED, &[&None::<String>]).call();
        assert!(call.header("x-c", value).await.is_err());
    }
    for name in ["", "a b", "a:b", "中", "ǅ", "a\n"] {
        let call: Call<()> = server.arm().prepare(&HEADED, &[&None::<String>]).call();
        assert!(call.header(name, "v").request().is_err());
    }
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn heads_that_ask_for_existence() {
    static EXISTS: Operation = Operation {
        id: "T_Exists",
        method: Method::Head,
        path: "/{status}",
        parameters: &[Parameter::path("status")],
        success: &[204, 404],
        head_exists: true,
        ..Operation::DEFAULT
    };
    let server =
        Server::start(|seen, _| response(seen.line.rsplit('/').next().unwrap().parse().unwrap()))
            .await;
    for (status, exists) in [(204, true), (404, false)] {
        let call: Call<bool> = server.arm().prepare(&EXISTS, &[&status]).call();
        assert_eq!(call.await.unwrap().into_model().unwrap(), exists);
    }
    let call: Call<bool> = server.arm().prepare(&EXISTS, &[&403]).call();
    assert!(call.await.is_err());
    // Also if the spec does not declare the status.
    static UNDECLARED: Operation = Operation {
        success: &[],
        ..EXISTS
    };
    for (status, exists) in [(200, true), (204, true), (404, false)] {
        let call: Call<bool> = server.arm().prepare(&UNDECLARED, &[&status]).call();
        assert_eq!(call.await.unwrap().into_model().unwrap(), exists);
    }
}

#[tokio::test]
async fn base_paths_and_parameterized_hosts() {
    static HOSTED: Operation = Operation {
        id: "T_Hosted",
        host: Some("{endpoint}{suffix}"),
        path: "/x",
        parameters: &[Parameter::host("endpoint"), Parameter::host("suffix")],
        ..Operation::DEFAULT
    };
    let server = Server::start(|_, _| response(204)).await;
    let suffix = format!(".0.0.1:{}", server.port);
    let call: Call<()> = server
        .arm()
        .prepare(&HOSTED, &[&"http://127", &suffix])
        .call();
    call.await.unwrap();
    let call: Call<()> = server
        .secure()
        .prepare(&HOSTED, &[&"http://127", &suffix])
        .call();
    assert!(call.request().unwrap_err().to_string().contains("https"));
    for bad in [
        "",
        "evil.example/",
        "/evil",
        "a@b",
        "a?b",
        "a#b",
        "a b",
        "a\\b",
        "a%2fb",
        "a\n",
    ] {
        let call: Call<()> = server.arm().prepare(&HOSTED, &[&"https://x.", &bad]).call();
        let allowed = bad == "evil.example/";
        assert_eq!(call.request().is_ok(), allowed, "{bad}");
    }
    let mut options = quick();
    options.cloud = crate::support::custom(&server.http("/proxy/arm/"));
    let arm = arm_runtime::Arm::new(
        crate::support::PACKAGE,
        Some("sub".to_owned()),
        None,
        Some(options),
    )
    .unwrap();
    let call: Call<()> = arm.prepare(&GET, &[&"t"]).call();
    assert!(call.await.is_err(), "204 is not among the declared codes");
    assert_eq!(
        server.lines()[1..],
        ["GET /proxy/arm/subscriptions/sub/things/t?api-version=2024-01-01"]
    );
}

#[test]
fn clouds() {
    use arm_runtime::Cloud;
    for (cloud, endpoint, scope) in [
        (
            Cloud::Public,
            "https://management.azure.com/",
            "https://management.azure.com/.default",
        ),
        (
            Cloud::UsGovernment,
            "https://management.usgovcloudapi.net/",
            "https://management.usgovcloudapi.net/.default",
        ),
        (
            Cloud::China,
            "https://management.chinacloudapi.cn/",
            "https://management.chinacloudapi.cn/.default",
        ),
        (
            crate::support::custom("https://arm.local:30005/base"),
            "https://arm.local:30005/base",
            "https://arm.test/.default",
        ),
    ] {
        assert_eq!(
            (cloud.endpoint().unwrap().as_str(), cloud.scope().as_str()),
            (endpoint, scope)
        );
    }
    let mut options = ClientOptions::default();
    options.client_options.cloud = Some(std::sync::Arc::new(
        azure_core::cloud::CloudConfiguration::AzureChina,
    ));
    let arm = arm_runtime::Arm::new(crate::support::PACKAGE, None, None, Some(options)).unwrap();
    assert_eq!(
        arm.endpoint().host_str(),
        Some("management.chinacloudapi.cn")
    );
}

#[test]
fn an_application_id_that_azure_core_would_panic_on() {
    for id in ["x".repeat(25), "a b".to_owned()] {
        let mut options = ClientOptions::default();
        options.client_options.user_agent.application_id = Some(id);
        assert!(arm_runtime::Arm::new(crate::support::PACKAGE, None, None, Some(options)).is_err());
    }
    for id in ["Abc.1", "a-b_c", &"x".repeat(24)] {
        let mut options = ClientOptions::default();
        options.client_options.user_agent.application_id = Some(id.to_owned());
        assert!(arm_runtime::Arm::new(crate::support::PACKAGE, None, None, Some(options)).is_ok());
    }
}

#[tokio::test]
async fn a_status_with_another_model_is_read_as_that() {
    static PUT: Operation = Operation {
        id: "Things_Put",
        method: Method::Put,
        success: &[200, 201],
        other_models: &[201],
        ..GET
    };
    let server = Server::start(|_, _| json(201, "{\"receipt\":1}")).await;
    let arm = server.arm();
    let call = || -> Call<JsonValue> { arm.prepare(&PUT, &[&"a"]).call() };
    let error = call().model().await.unwrap_err().to_string();
    assert!(
        error.contains("Things_Put") && error.contains("status 201 has another model"),
        "{error}"
    );
    let receipt: JsonValue = call().await.unwrap().decode().unwrap();
    assert_eq!(receipt["receipt"], 1);
    let server = Server::start(|_, _| json(200, "{\"a\":1}")).await;
    let call: Call<JsonValue> = server.arm().prepare(&PUT, &[&"a"]).call();
    assert_eq!(call.model().await.unwrap()["a"], 1);
}

#[tokio::test]
async fn a_result_that_comes_at_once_is_read_by_its_status() {
    static PUT: Operation = Operation {
        id: "Things_Put",
        method: Method::Put,
        success: &[200, 201],
        other_models: &[201],
        long_running: Some(FinalState::Default),
        ..GET
    };
    let done = "{\"receipt\":1,\"properties\":{\"provisioningState\":\"Succeeded\"}}";
    let server = Server::start(move |_, _| json(201, done)).await;
    let arm = server.arm();
    let poller = || -> Poller<JsonValue> { arm.prepare(&PUT, &[&"a"]).poller() };
    let error = poller().model().await.unwrap_err().to_string();
    assert!(
        error.contains("Things_Put") && error.contains("status 201 has another model"),
        "{error}"
    );
    let receipt: JsonValue = poller().await.unwrap().decode().unwrap();
    assert_eq!(receipt["receipt"], 1);
    // A poll of the resource returns the resource, whatever its status is.
    let server = Server::start(move |_, n| match n {
        0 => json(201, "{\"properties\":{\"provisioningState\":\"Creating\"}}"),
        _ => json(201, done),
    })
    .await;
    let poller: Poller<JsonValue> = server.arm().prepare(&PUT, &[&"a"]).poller();
    assert_eq!(poller.model().await.unwrap()["receipt"], 1);
    assert_eq!(server.seen().len(), 2);
}
