//! Links to the next page as services send them.

use arm_runtime::{
    ArmError, JsonValue, Method, Operation, Pager, Paging, Parameter, ParameterLocation,
    RequestBody, ResourceId,
};
use azure_core::Result;
use futures::{StreamExt, TryStreamExt};

use crate::support::{Response, Server, json, response};

const fn list(next_operation: Option<&'static Operation>) -> Paging {
    Paging {
        items: "value",
        next_link: Some("nextLink"),
        next_operation,
    }
}

static LIST: Operation = Operation {
    id: "Rows_List",
    path: "/l",
    api_version: "1",
    paging: Some(Paging::VALUE),
    ..Operation::DEFAULT
};

async fn server(answer: impl Fn(&str, &str) -> Response + Send + Sync + 'static) -> Server {
    Server::start(move |seen, _| {
        let base = format!("http://{}", seen.header("host").unwrap());
        answer(&seen.line, &base)
    })
    .await
}

fn page(items: &str, link: &str) -> Response {
    json(200, &serde_json::json!({"nextLink": link, "value": serde_json::from_str::<JsonValue>(items).unwrap()}).to_string())
}

const PARAMETERS: &[Parameter] = &[
    Parameter::path("nextLink").verbatim(),
    Parameter::query("$skiptoken"),
    Parameter::query("$filter"),
];

static MORE: Operation = Operation {
    id: "Rows_More",
    method: Method::Post,
    path: "{nextLink}",
    api_version: "1",
    parameters: PARAMETERS,
    ..Operation::DEFAULT
};

static QUERY: Operation = Operation {
    id: "Rows_Query",
    method: Method::Post,
    path: "/q",
    api_version: "1",
    parameters: &[Parameter::query("$skiptoken"), Parameter::query("$filter")],
    paging: Some(list(Some(&MORE))),
    ..Operation::DEFAULT
};

#[tokio::test]
async fn the_link_wins_over_the_arguments() {
    // Names are compared decoded and ignoring case. Arguments supply the parameters that the link lacks.
    for link in [
        "/q?$skiptoken=two",
        "/q?%24skiptoken=two",
        "/q?$SkipToken=two",
        "/q?api-version=7&%24SKIPTOKEN=two",
    ] {
        for absolute in [false, true] {
            let server = server(move |line, base| match line {
                "POST /q?$skiptoken=one&$filter=f&api-version=1" => {
                    let base = if absolute { base } else { "" };
                    page("[1]", &format!("{base}{link}"))
                }
                _ => page("[2]", ""),
            })
            .await;
            let pager: Pager<i64> = server.arm().prepare(&QUERY, &[&"one", &"f"]).pager();
            assert_eq!(pager.collect_all().await.unwrap(), [1, 2]);
            let own = link
                .trim_start_matches("/q?api-version=7&")
                .trim_start_matches("/q?");
            assert_eq!(
                server.lines()[1],
                format!("POST /q?{own}&$filter=f&api-version=1")
            );
        }
    }
}

#[tokio::test]
async fn parameters_that_the_caller_adds_are_sent_for_each_page() {
    for (link, second) in [
        (
            "/q?$skiptoken=two",
            "POST /q?$skiptoken=two&$filter=f&api-version=1&x=1",
        ),
        // The link has its own value.
        (
            "/q?$skiptoken=two&X=2",
            "POST /q?$skiptoken=two&X=2&$filter=f&api-version=1",
        ),
    ] {
        let server = server(move |line, _| match line {
            "POST /q?$skiptoken=one&$filter=f&api-version=1&x=1" => page("[1]", link),
            line if line == second => page("[2]", ""),
            _ => response(418),
        })
        .await;
        let pager: Pager<i64> = server.arm().prepare(&QUERY, &[&"one", &"f"]).pager();
        assert_eq!(pager.query("x", "1").collect_all().await.unwrap(), [1, 2]);
    }
}

#[tokio::test]
async fn an_operation_that_is_its_own_next_page() {
    static SELF: Operation = Operation {
        id: "Rows_Self",
        method: Method::Post,
        path: "/s/{name}",
        api_version: "1",
        parameters: &[
            Parameter::path("name"),
            Parameter::query("skip"),
            Parameter::query("top"),
        ],
        body: Some(RequestBody::JSON),
        paging: Some(list(Some(&SELF))),
        ..Operation::DEFAULT
    };
    let server = server(|line, base| match line {
        "POST /s/n?skip=0&top=5&api-version=1" => page("[1]", &format!("{base}/s/n?skip=5")),
        "POST /s/n?skip=5&top=5&api-version=1" => page("[2]", ""),
        _ => response(418),
    })
    .await;
    let body = serde_json::json!({"query": "all"});
    let pager: Pager<i64> = server
        .arm()
        .prepare(&SELF, &[&"n", &0, &5])
        .body::<JsonValue>(&body)
        .pager();
    let pager = pager.header("x-own", "1").query("extra", "e");
    assert_eq!(
        pager.request().unwrap().url().query(),
        Some("skip=0&top=5&api-version=1&extra=e")
    );
    let error = pager.collect_all().await.unwrap_err();
    assert!(
        error.to_string().contains("418"),
        "the extra parameter is sent"
    );
    let pager: Pager<i64> = server
        .arm()
        .prepare(&SELF, &[&"n", &0, &5])
        .body::<JsonValue>(&body)
        .pager();
    assert_eq!(
        pager.header("x-own", "1").collect_all().await.unwrap(),
        [1, 2]
    );
    // The declared body is sent with each page, with its media type.
    for seen in &server.seen()[1..] {
        assert_eq!(seen.text(), r#"{"query":"all"}"#);
        assert_eq!(seen.header("content-type"), Some("application/json"));
        assert_eq!(seen.header("x-own"), Some("1"));
    }
}

/// A link is fetched without the body of the first page and what describes it, and with the other headers.
#[tokio::test]
async fn a_link_is_fetched_without_the_body() {
    static SEARCH: Operation = Operation {
        id: "Rows_Search",
        method: Method::Post,
        path: "/s",
        body: Some(RequestBody::JSON),
        paging: Some(Paging::VALUE),
        ..Operation::DEFAULT
    };
    let server = server(|line, base| match line {
        "POST /s" => json(
            200,
            &format!(r#"{{"value":[1],"nextLink":"{base}/s?x=1"}}"#),
        ),
        "GET /s?x=1" => json(200, r#"{"value":[2]}"#),
        _ => response(418),
    })
    .await;
    let body = serde_json::json!({"query": "all"});
    let pager: Pager<i64> = server
        .arm()
        .prepare(&SEARCH, &[])
        .body::<JsonValue>(&body)
        .pager();
    let all = pager.header("x-own", "1").collect_all().await.unwrap();
    assert_eq!(all, [1, 2]);
    let seen = &server.seen()[1];
    assert_eq!(seen.text(), "");
    assert_eq!(seen.header("content-type"), None);
    assert_eq!(seen.header("x-own"), Some("1"));
    assert_eq!(seen.header("accept"), Some("application/json"));
}

#[tokio::test]
async fn a_body_that_the_first_page_did_not_have() {
    static NEEDS_BODY: Operation = Operation {
        id: "Rows_NeedsBody",
        body: Some(RequestBody::JSON),
        parameters: PARAMETERS,
        ..MORE
    };
    static FIRST: Operation = Operation {
        paging: Some(list(Some(&NEEDS_BODY))),
        ..QUERY
    };
    let server = server(|_, _| page("[1]", "/q?x=1")).await;
    let pager: Pager<i64> = server
        .arm()
        .prepare(&FIRST, &[&None::<String>, &None::<String>])
        .pager();
    let all: Vec<Result<i64>> = pager.collect().await;
    let error = all[1].as_ref().unwrap_err().to_string();
    assert!(error.contains("Rows_NeedsBody: requires a body"), "{error}");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn the_link_of_a_next_operation_must_be_of_the_service() {
    let server = server(|_, _| page("[1]", "https://evil.example/q?x=1")).await;
    let pager: Pager<i64> = server.arm().prepare(&QUERY, &[&"one", &"f"]).pager();
    let all: Vec<Result<i64>> = pager.collect().await;
    let error = all[1].as_ref().unwrap_err().to_string();
    assert!(error.contains("https://evil.example"), "{error}");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn loops_are_found_whatever_the_method() {
    // A page that links to itself, two pages that link to each other, and a loop without the first page.
    let a_b_a = |line: &str| match line {
        line if line.contains("token=b") => "/q?$skiptoken=a",
        _ => "/q?$skiptoken=b",
    };
    let server = server(move |line, _| page("[1]", a_b_a(line))).await;
    for operation in [&QUERY, &LIST] {
        let before = server.seen().len();
        let pager: Pager<i64> = match operation.method {
            Method::Post => server.arm().prepare(operation, &[&"a", &None::<String>]),
            _ => server.arm().prepare(operation, &[]),
        }
        .pager();
        let all: Vec<Result<i64>> = pager.take(9).collect().await;
        let error = all.last().unwrap().as_ref().unwrap_err().to_string();
        assert!(error.contains("read before"), "{error}");
        // By POST: a, b, a again. By GET the first URL is different.
        let sent = if operation.method == Method::Post {
            2
        } else {
            3
        };
        assert_eq!(server.seen().len() - before, sent);
    }
}

#[tokio::test]
async fn characters_that_a_url_cannot_hold_are_encoded() {
    for (link, sent) in [
        ("/n?$skiptoken=a#b", "/n?$skiptoken=a%23b&api-version=1"),
        ("/n#x?t=1", "/n%23x?t=1&api-version=1"),
        (
            "/n?t=a b\"<>`{}|^\\",
            "/n?t=a%20b%22%3C%3E%60%7B%7D%7C%5E%5C&api-version=1",
        ),
        ("/n?t=100%&u=%4", "/n?t=100%25&u=%254&api-version=1"),
        // Tabs and line breaks are not part of a link.
        ("/n?t=a\tb\nc", "/n?t=abc&api-version=1"),
        ("/n?t=ü€", "/n?t=%C3%BC%E2%82%AC&api-version=1"),
        (" /n?t=%23%2f+ ", "/n?t=%23%2f+&api-version=1"),
    ] {
        for absolute in [false, true] {
            let server = server(move |line, base| match line {
                "GET /l?api-version=1" => {
                    let base = if absolute { base } else { "" };
                    page("[1]", &format!("{base}{}", link.trim()))
                }
                _ => page("[2]", ""),
            })
            .await;
            let pager: Pager<i64> = server.arm().prepare(&LIST, &[]).pager();
            assert_eq!(pager.collect_all().await.unwrap(), [1, 2], "{link}");
            assert_eq!(server.lines()[1], format!("GET {sent}"));
        }
    }
}

#[tokio::test]
async fn a_page_that_is_not_a_page_is_an_error() {
    for (body, message) in [
        ("[1,2]", "the page is not an object"),
        ("\"text\"", "the page is not an object"),
        ("7", "the page is not an object"),
        ("true", "the page is not an object"),
        (r#"{"value":"text"}"#, "value is not an array"),
        (
            r#"{"value":[],"nextLink":[]}"#,
            "the link to the next page is not a string",
        ),
        (
            r#"{"error":{"code":"Throttled","message":"no"}}"#,
            "the service returned status 200 with an error: Throttled: no",
        ),
        (
            r#"{"Error":"Denied"}"#,
            "the service returned status 200 with an error: Denied",
        ),
    ] {
        let server = server(move |_, _| json(200, body)).await;
        let mut pager: Pager<i64> = server.arm().prepare(&LIST, &[]).pager();
        let first = pager.continuation();
        let error = pager.try_next().await.unwrap_err();
        assert_eq!(error.to_string(), format!("Rows_List: {message}"), "{body}");
        // The stream has ended, and is continued with the page that failed.
        assert!(pager.try_next().await.unwrap().is_none(), "{body}");
        assert!(first.is_some() && pager.continuation() == first, "{body}");
        let arm = ArmError::from_error(&error);
        assert_eq!(arm.is_some(), message.contains("with an error"), "{body}");
        assert!(!format!("{error:?}").contains("200 OK"));
    }
    for body in [
        "null",
        "{}",
        r#"{"value":null,"error":null}"#,
        r#"{"value":[],"error":""}"#,
    ] {
        let server = server(move |_, _| json(200, body)).await;
        let pager: Pager<i64> = server.arm().prepare(&LIST, &[]).pager();
        assert!(pager.collect_all().await.unwrap().is_empty(), "{body}");
    }
}

#[tokio::test]
async fn names_are_matched_in_any_case() {
    let server = server(|line, _| match line {
        "GET /l?api-version=1" => json(200, r#"{"Value":[1],"NEXTLINK":"/n"}"#),
        // The exact name wins.
        _ => json(
            200,
            r#"{"VALUE":[8],"value":[2],"NextLink":"/m","nextLink":null}"#,
        ),
    })
    .await;
    let pager: Pager<i64> = server.arm().prepare(&LIST, &[]).pager();
    assert_eq!(pager.collect_all().await.unwrap(), [1, 2]);
}

static SCOPED: Operation = Operation {
    id: "Rows_InSubscription",
    path: "/subscriptions/{subscriptionId}/providers/T.D/rows/{name}/items",
    parameters: &[
        Parameter::path("name"),
        Parameter::query("name"),
        Parameter::header("x-h"),
    ],
    paging: Some(list(Some(&SCOPED_MORE))),
    ..Operation::DEFAULT
};
static SCOPED_MORE: Operation = Operation {
    id: "Rows_MoreInSubscription",
    path: "/subscriptions/{subscriptionId}/more/{nextLink}",
    parameters: &[
        Parameter::path("nextLink").verbatim(),
        Parameter::query("name"),
        Parameter::header("x-h"),
    ],
    ..Operation::DEFAULT
};

#[tokio::test]
async fn the_subscription_of_an_id_goes_on() {
    let server = server(|line, _| match line {
        "GET /subscriptions/other/providers/T.D/rows/r/items?name=q" => page("[1]", "a/b?t=1"),
        "GET /subscriptions/other/more/a/b?t=1&name=q" => page("[2]", ""),
        _ => response(418),
    })
    .await;
    let id: ResourceId = "/subscriptions/other/providers/T.D/rows/r".parse().unwrap();
    let pager: Pager<i64> = server
        .arm()
        .prepare_by_id(&SCOPED, &id, &[&"q", &"h"])
        .pager();
    assert_eq!(pager.collect_all().await.unwrap(), [1, 2]);
    assert!(
        server
            .seen()
            .iter()
            .all(|seen| seen.header("x-h") == Some("h"))
    );
    // A wrong number of arguments is rejected wherever arguments are paired with parameters.
    for arguments in [
        &[][..],
        &[&"q" as &dyn arm_runtime::Argument],
        &[&"q", &"h", &"x"],
    ] {
        let pager: Pager<i64> = server.arm().prepare_by_id(&SCOPED, &id, arguments).pager();
        let error = pager.request().unwrap_err().to_string();
        let n = arguments.len();
        assert_eq!(
            error,
            format!("Rows_InSubscription: takes 2 arguments, but {n} were passed")
        );
        let pager: Pager<i64> = server.arm().prepare(&SCOPED, arguments).pager();
        if n != 3 {
            let error = pager.request().unwrap_err().to_string();
            assert!(error.contains("takes 3 arguments"), "{error}");
        }
    }
}

#[tokio::test]
async fn another_version_for_one_call() {
    static BY_HEADER: Operation = Operation {
        api_version_in: ParameterLocation::Header,
        api_version_name: "x-version",
        ..LIST
    };
    static BY_PATH: Operation = Operation {
        path: "/{api-version}/l",
        api_version_in: ParameterLocation::Path,
        ..LIST
    };
    let server = server(|line, _| match line {
        "GET /l?api-version=2-preview" => page("[1]", "/n?api-version=1"),
        _ => page("[2]", ""),
    })
    .await;
    let pager: Pager<i64> = server.arm().prepare(&LIST, &[]).pager();
    let pager = pager.api_version("2-preview");
    assert_eq!(pager.collect_all().await.unwrap(), [1, 2]);
    assert_eq!(server.lines()[1], "GET /n?api-version=2-preview");
    let pager: Pager<i64> = server.arm().prepare(&BY_HEADER, &[]).pager();
    let version = pager.api_version("3");
    let header = azure_core::http::headers::HeaderName::from_static("x-version");
    let headers = version
        .request()
        .unwrap()
        .headers()
        .get_optional_str(&header)
        .map(str::to_owned);
    assert_eq!(headers.as_deref(), Some("3"));
    let pager: Pager<i64> = server.arm().prepare(&BY_PATH, &[]).pager();
    let error = pager
        .api_version("3")
        .try_next()
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("part of the path"), "{error}");
}
