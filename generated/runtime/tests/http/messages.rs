//! Whole messages: each says what is wrong, with the name that the spec uses, and without the value.

use std::time::Duration;

use arm_runtime::{
    Argument, Arm, Call, FilePart, FinalState, Json, JsonValue, Map, Method, Operation, Paging,
    Parameter, ParameterLocation, Poller, RequestBody, ResourceId, ResponseExt, Service,
};
use futures::StreamExt;

use crate::support::{PACKAGE, Response, Server, json, quick, response};

const fn sending(path: &'static str, parameters: &'static [Parameter]) -> Operation {
    Operation {
        id: "T_Send",
        path,
        parameters,
        ..Operation::DEFAULT
    }
}

/// An operation with a form.
const fn form(media_type: &'static str, parameters: &'static [Parameter]) -> Operation {
    Operation {
        body: Some(RequestBody {
            media_type,
            ..RequestBody::JSON
        }),
        ..sending("/x", parameters)
    }
}

const fn of_service(service: &'static Service, parameters: &'static [Parameter]) -> Operation {
    Operation {
        service: Some(service),
        ..sending("/x", parameters)
    }
}

fn refusal(operation: &'static Operation, arguments: &[&dyn Argument]) -> String {
    let arm = Arm::new(PACKAGE, None, None, Some(quick())).unwrap();
    let call: Call<JsonValue> = arm.prepare(operation, arguments).call();
    call.request().unwrap_err().to_string()
}

#[test]
fn arguments_that_cannot_be_sent_are_named() {
    static PATH: Operation = sending("/{a}", &[Parameter::path("a")]);
    static SCOPE: Operation = sending("/{a}", &[Parameter::path("a").verbatim()]);
    static OF_SUBSCRIPTION: Operation = sending("/{subscriptionId}", &[]);
    static REQUIRED: Operation = sending("/x", &[Parameter::query("a").required()]);
    static LIMITED: Operation = sending("/x", &[Parameter::query("a").minimum(1.0)]);
    static HEADER: Operation = sending("/x", &[Parameter::header("x-a")]);
    static HEADERS: Operation = sending("/x", &[Parameter::header("x-").prefix()]);
    static FRAMING: Operation = sending("/x", &[Parameter::header("Trailer")]);
    static UPGRADE: Operation = sending("/x", &[Parameter::header("UPGRADE")]);
    static VERSION: Operation = Operation {
        api_version: "1",
        api_version_in: ParameterLocation::Header,
        api_version_name: "Host",
        ..sending("/x", &[])
    };
    static FORM: Operation = form("", &[Parameter::form("a")]);
    static PARTS: Operation = form("multipart/form-data", &[Parameter::form("a")]);
    let file = FilePart::from("content");
    let broken = FilePart::from("content").media_type("text/\nplain");
    let entries = Map::from([("a b", "v".to_owned())]);
    for (operation, arguments, expected) in [
        (
            &PATH,
            &[] as &[&dyn Argument],
            "takes 1 arguments, but 0 were passed",
        ),
        (&PATH, &[&"v", &"w"], "takes 1 arguments, but 2 were passed"),
        (&PATH, &[&""], "parameter a must not be empty"),
        (&PATH, &[&".."], "parameter a must not be a dot segment"),
        (&PATH, &[&file], "parameter a must be a single value"),
        (&SCOPE, &[&"b//c"], "parameter a must not be empty"),
        (
            &SCOPE,
            &[&"b/%2e/c"],
            "parameter a must not be a dot segment",
        ),
        (&OF_SUBSCRIPTION, &[], "the client has no subscription id"),
        (&REQUIRED, &[&None::<String>], "parameter a is required"),
        (
            &LIMITED,
            &[&"many"],
            "parameter a must be a number; set `ClientOptions::validate` to false to send other values",
        ),
        (
            &HEADER,
            &[&"v\n"],
            "parameter x-a contains a character that is not valid in a header",
        ),
        (&HEADERS, &[&"v"], "parameter x- must be a map"),
        (
            &HEADERS,
            &[&entries],
            "parameter x-: a header name contains an invalid character",
        ),
        (
            &FRAMING,
            &[&"v"],
            "parameter Trailer: the header trailer is set by the transport and cannot be set otherwise",
        ),
        (
            &UPGRADE,
            &[&"v"],
            "parameter UPGRADE: the header upgrade is set by the transport and cannot be set otherwise",
        ),
        (
            &VERSION,
            &[],
            "the header host is set by the transport and cannot be set otherwise",
        ),
        (
            &FORM,
            &[&file],
            "parameter a is a file, which requires a multipart form",
        ),
        (&PARTS, &[&broken], "a part of a form has an invalid header"),
    ] {
        assert_eq!(refusal(operation, arguments), format!("T_Send: {expected}"));
    }
}

#[test]
fn values_that_form_no_endpoint_are_named() {
    static ACCOUNT: Service = Service {
        endpoint: "https://{account}.example.com",
        ..Service::DEFAULT
    };
    static ENDPOINT: Service = Service::DEFAULT;
    static ODD: Service = Service {
        endpoint: "ftp://{account}",
        ..Service::DEFAULT
    };
    static OF_ACCOUNT: Operation = of_service(&ACCOUNT, &[Parameter::host("account")]);
    static OF_ENDPOINT: Operation = of_service(&ENDPOINT, &[Parameter::host("endpoint")]);
    static OF_ODD: Operation = of_service(&ODD, &[Parameter::host("account")]);
    static UNSET: Operation = of_service(&ACCOUNT, &[]);
    for (operation, arguments, expected) in [
        (
            &OF_ACCOUNT,
            &[&"a/b" as &dyn Argument] as &[&dyn Argument],
            "parameter account must be part of a host name",
        ),
        (
            &OF_ENDPOINT,
            &[&"https://h/a?b"],
            "the path of parameter endpoint must be a URL path without query or fragment",
        ),
        (
            &OF_ENDPOINT,
            &[&"https://h/a//b"],
            "parameter endpoint must not be empty",
        ),
        (
            &OF_ENDPOINT,
            &[&"h:port"],
            "the parameters do not form a valid host",
        ),
        (&OF_ODD, &[&"h"], "the parameters do not form a valid host"),
        (
            &UNSET,
            &[],
            "the endpoint requires a value for account; set it in `ClientOptions::variables`",
        ),
    ] {
        assert_eq!(refusal(operation, arguments), format!("T_Send: {expected}"));
    }
}

#[test]
fn ids_that_do_not_fit_an_operation_are_named_with_its_type() {
    static NO_PARAMETER: Operation = sending("/x", &[]);
    static PART: Operation = sending("/keys('{a}')", &[Parameter::path("a")]);
    static GROUP: Operation = sending(
        "/subscriptions/{s}/resourceGroups/{g}",
        &[Parameter::path("s"), Parameter::path("g")],
    );
    static ANY: Operation = sending("/{a}/{b}", &[Parameter::path("a"), Parameter::path("b")]);
    static THING: Operation = sending(
        "/providers/A.B/things/{t}/parts/{p}/stop",
        &[Parameter::path("t"), Parameter::path("p")],
    );
    let arm = Arm::new(PACKAGE, None, None, Some(quick())).unwrap();
    for (operation, id, expected) in [
        (
            &NO_PARAMETER,
            "/providers/A.B/things/t",
            "its path has no parameter that a resource ID could provide",
        ),
        (
            &PART,
            "/providers/A.B/things/t",
            "its path cannot be matched against a resource ID",
        ),
        (
            &GROUP,
            "/subscriptions/s",
            "requires the ID of a resource of type Microsoft.Resources/subscriptions/resourceGroups, as in \
             /subscriptions/{s}/resourceGroups/{g}; the ID has type Microsoft.Resources/subscriptions",
        ),
        (
            &ANY,
            "/",
            "requires the ID of a resource of type any, as in /{a}/{b}; the ID has type the tenant",
        ),
        (
            &THING,
            "/providers/A.B/things/t",
            "requires the ID of a resource of type A.B/things/parts, as in /providers/A.B/things/{t}/parts/{p}; the \
             ID has type A.B/things",
        ),
    ] {
        let call: Call<JsonValue> = arm
            .prepare_by_id(operation, &id.parse().unwrap(), &[])
            .call();
        let error = call.request().unwrap_err().to_string();
        assert_eq!(error, format!("T_Send: {expected}"));
    }
}

#[test]
fn malformed_ids_are_described_with_their_form() {
    const FORM: &str = "the form is \
                        /subscriptions/{subscription}/resourceGroups/{group}/providers/{Namespace}/{type}/{name}";
    for (text, expected) in [
        ("", "it does not begin with a slash"),
        ("a/b", "it does not begin with a slash"),
        ("//a", "an empty segment after \"\""),
        ("/a//b", "an empty segment after \"/a\""),
        ("/a/../b", "a dot segment after \"/a\""),
        ("/a/b/%2E/c", "a dot segment after \"/a/b\""),
        ("/a/b\u{7}", "a control character after \"/a\""),
        ("/a", "\"/a\" has a type without a name"),
        (
            "/subscriptions/s/subscriptions/t",
            "\"/subscriptions/s/subscriptions/t\" names two subscriptions",
        ),
    ] {
        let error = text.parse::<ResourceId>().unwrap_err().to_string();
        assert_eq!(error, format!("resource ID: {expected}; {FORM}"), "{text}");
    }
    let group = ResourceId::group("s", "g").unwrap();
    assert_eq!(
        group.child("things", "a/b").unwrap_err().to_string(),
        format!(
            "resource ID: a name with a slash after \"/subscriptions/s/resourceGroups/g/things\"; {FORM}"
        )
    );
    for (kind, names, expected) in [
        (
            "A.B",
            &["n"][..],
            "\"A.B\" has 0 types, and 1 names were passed",
        ),
        (
            "A.B/c/d",
            &["n"],
            "\"A.B/c/d\" has 2 types, and 1 names were passed",
        ),
        (
            "A.B/c",
            &[],
            "\"A.B/c\" has 1 types, and 0 names were passed",
        ),
    ] {
        assert_eq!(
            group.extension(kind, names).unwrap_err().to_string(),
            format!(
                "the type of a resource is \"Namespace/type\" or \"Namespace/type/subtype\" with one name for each \
                 type; {expected}"
            )
        );
    }
    assert_eq!(
        format!("{group:?}"),
        r#"ResourceId("/subscriptions/s/resourceGroups/g")"#
    );
}

static GET: Operation = Operation {
    success: &[200],
    ..sending("/x", &[])
};
static POST: Operation = Operation {
    method: Method::Post,
    long_running: Some(FinalState::Default),
    ..sending("/x", &[])
};
static PUT: Operation = Operation {
    method: Method::Put,
    ..POST
};
static LIST: Operation = Operation {
    paging: Some(Paging::VALUE),
    ..sending("/x", &[])
};

/// Runs an operation against these responses, and returns the message of its error.
async fn poll_error(operation: &'static Operation, responses: fn(usize) -> Response) -> String {
    let server = Server::start(move |_, n| responses(n)).await;
    let poller: Poller<JsonValue> = server.arm().prepare(operation, &[]).poller();
    let text = poller.await.unwrap_err().to_string();
    text.replace(&format!(":{}", server.port), "")
}

#[tokio::test]
async fn responses_of_long_running_operations_that_say_nothing_are_described() {
    fn monitor(n: usize, poll: Response) -> Response {
        match n {
            0 => response(202).header("azure-asyncoperation", "/status"),
            _ => poll,
        }
    }
    type Row = (&'static Operation, fn(usize) -> Response, &'static str);
    let rows: [Row; 9] = [
        (
            &POST,
            |n| monitor(n, response(200)),
            "the status monitor returned no body",
        ),
        (
            &POST,
            |n| monitor(n, response(200).body("<html>")),
            "the status monitor returned a body that is not JSON",
        ),
        (
            &POST,
            |n| monitor(n, json(200, "{}")),
            "the status monitor returned no status",
        ),
        (
            &POST,
            |_| response(202),
            "T_Send: the 202 response does not contain a URL to poll",
        ),
        (
            &PUT,
            |_| response(201).body("<html>"),
            "T_Send: the response is not JSON",
        ),
        (
            &POST,
            |_| response(202).header("location", "https://[/"),
            "the service sent a link that is not a valid URL",
        ),
        (
            &POST,
            |n| {
                monitor(
                    n,
                    json(200, r#"{"status":"Succeeded","resourceLocation":7}"#),
                )
            },
            "the resourceLocation is not a valid URL",
        ),
        (
            &POST,
            |n| monitor(n, json(200, r#"{"status":"Canceled"}"#)),
            "T_Send: the long-running operation ended as Canceled: the service returned no reason",
        ),
        (
            &POST,
            |_| response(202).header("location", "https://elsewhere.example/"),
            "refused to send a request to https://elsewhere.example:443: this client sends requests to http://127.0.0.1 only",
        ),
    ];
    for (operation, responses, expected) in rows {
        let error = poll_error(operation, responses).await;
        assert!(error.ends_with(expected), "{expected}: {error}");
        assert!(
            error.len() <= expected.len() + 60,
            "the message says no more: {error}"
        );
    }
}

#[tokio::test]
async fn pages_and_responses_that_cannot_be_read_are_described() {
    static ITEMS: Operation = Operation {
        paging: Some(Paging {
            items: "",
            next_link: None,
            next_operation: None,
        }),
        ..LIST
    };
    let server = Server::start(|_, _| json(200, "{}")).await;
    let mut pages = server
        .arm()
        .prepare(&ITEMS, &[])
        .pager::<JsonValue>()
        .into_pages();
    let error = pages.next().await.unwrap().unwrap_err().to_string();
    assert_eq!(error, "T_Send: the page is not an array");
    for (body, expected) in [
        ("[]", "the page is not an object"),
        ("7", "the page is not an object"),
        (r#"{"value":{}}"#, "value is not an array"),
        (
            r#"{"value":[],"nextLink":7}"#,
            "the link to the next page is not a string",
        ),
        (
            "[",
            "the page is not JSON: EOF while parsing a list at line 1 column 1",
        ),
    ] {
        let server = Server::start(move |_, _| json(200, body)).await;
        let mut pages = server
            .arm()
            .prepare(&LIST, &[])
            .pager::<JsonValue>()
            .into_pages();
        let error = pages.next().await.unwrap().unwrap_err().to_string();
        assert_eq!(error, format!("T_Send: {expected}"), "{body}");
    }
    let server = Server::start(|_, _| json(200, "{}").header("x-count", "many")).await;
    let call = || server.arm().prepare(&GET, &[]).call::<JsonValue, Json>();
    let response = call().await.unwrap();
    assert_eq!(
        response
            .header_as::<u64>("x-count")
            .unwrap_err()
            .to_string(),
        "the header x-count cannot be read as u64"
    );
    let pager = server.arm().prepare(&LIST, &[]).pager::<JsonValue>();
    let resumed = pager.resume(r#"{"operation":"Other","next":null}"#);
    assert_eq!(
        resumed.request().unwrap_err().to_string(),
        "T_Send: the continuation token does not belong to this operation"
    );
    let mut options = quick();
    options.max_response_size = 1;
    let call = server
        .arm_with(options)
        .prepare(&GET, &[])
        .call::<JsonValue, Json>();
    let error = call.await.unwrap_err().to_string();
    assert!(
        error.ends_with(
            "the response has more than 1 bytes; `ClientOptions::max_response_size` sets the limit"
        ),
        "{error}"
    );
    let slow = Server::start(|_, _| json(200, "{}").delay(Duration::from_secs(60))).await;
    let call = slow.arm().prepare(&GET, &[]).call::<JsonValue, Json>();
    let error = call.timeout(Duration::from_millis(20)).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "T_Send: no complete response within 20ms"
    );
}

#[tokio::test]
async fn a_registration_that_fails_names_the_provider_and_the_reason() {
    static THINGS: Operation = sending(
        "/subscriptions/{subscriptionId}/providers/Microsoft.Things/things",
        &[],
    );
    let server = Server::start(|_, n| match n {
        0 => json(
            409,
            r#"{"error":{"code":"MissingSubscriptionRegistration","message":"m"}}"#,
        ),
        _ => json(
            403,
            r#"{"error":{"code":"AuthorizationFailed","message":"No."}}"#,
        ),
    })
    .await;
    let mut options = quick();
    options.register_providers = true;
    let call = server
        .arm_with(options)
        .prepare(&THINGS, &[])
        .call::<JsonValue, Json>();
    assert_eq!(
        call.await.unwrap_err().to_string(),
        "the provider Microsoft.Things is not registered, and registering it failed: T_Send: 403 Forbidden: \
         AuthorizationFailed: No."
    );
    let lines = server.lines();
    assert_eq!(
        lines,
        [
            "GET /subscriptions/sub/providers/Microsoft.Things/things",
            "POST /subscriptions/sub/providers/Microsoft.Things/register?api-version=2016-02-01",
        ]
    );
}
