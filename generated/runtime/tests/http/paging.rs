//! Paged lists.

use std::sync::atomic::{AtomicUsize, Ordering};

use arm_runtime::{
    Arm, ArmError, FinalState, JsonValue, ListStyle, Method, Operation, Pager, Paging, Parameter,
    ParameterLocation,
};
use azure_core::Result;
use futures::{StreamExt, TryStreamExt};

use crate::support::{Response, Server, json, quick, response};

const VALUE: Paging = Paging {
    items: "value",
    next_link: Some("nextLink"),
    next_operation: None,
};

const fn operation(paging: Paging) -> Operation {
    Operation {
        id: "Things_List",
        path: "/l",
        api_version: "1.0",
        success: &[200],
        paging: Some(paging),
        ..Operation::DEFAULT
    }
}

static LIST: Operation = operation(VALUE);

fn items(arm: &Arm, operation: &'static Operation) -> Pager<JsonValue> {
    arm.prepare(operation, &[]).pager()
}

async fn collect(
    operation: &'static Operation,
    answer: impl Fn(&str, &str) -> Response + Send + Sync + 'static,
) -> (Result<Vec<i64>>, Vec<String>) {
    let server = Server::start(move |seen, _| {
        let base = format!("http://{}", seen.header("host").unwrap());
        answer(&seen.line, &base)
    })
    .await;
    let all: Result<Vec<JsonValue>> = items(&server.arm(), operation).try_collect().await;
    (
        all.map(|all| all.iter().map(|item| item.as_i64().unwrap()).collect()),
        server.lines(),
    )
}

#[tokio::test]
async fn links_are_followed_as_they_are() {
    let (all, lines) = collect(&LIST, |line, base| match line {
        "GET /l?api-version=1.0" => {
            json(200, &format!(r#"{{"value":[1,2],"nextLink":"{base}/n?$skiptoken=a%2Fb%20c'd&x=&api-version=1.0"}}"#))
        }
        // The service sends an empty page, a relative link, a link without an api-version, and one with another
        // api-version.
        "GET /n?$skiptoken=a%2Fb%20c%27d&x=&api-version=1.0" => json(200, r#"{"value":[],"nextLink":"/m?$skip=1"}"#),
        "GET /m?$skip=1&api-version=1.0" => json(200, r#"{"value":[3],"nextLink":"o?Api-Version=other&$skip=2"}"#),
        "GET /o?$skip=2&api-version=1.0" => json(200, r#"{"value":null,"nextLink":""}"#),
        _ => response(418),
    })
    .await;
    assert_eq!(all.unwrap(), [1, 2, 3]);
    assert_eq!(lines.len(), 4);
}

#[tokio::test]
async fn where_pages_end() {
    for body in [
        r#"{"value":[1]}"#,
        r#"{"value":[1],"nextLink":null}"#,
        r#"{"value":[1],"nextLink":" "}"#,
    ] {
        let (all, lines) = collect(&LIST, move |_, _| json(200, body)).await;
        assert_eq!((all.unwrap(), lines.len()), (vec![1], 1));
    }
    for body in ["", "{}", "\u{feff}{\"value\": []}"] {
        let (all, _) = collect(&LIST, move |_, _| json(200, body)).await;
        assert!(all.unwrap().is_empty());
    }
    static ONE: Operation = operation(Paging {
        items: "value",
        next_link: None,
        next_operation: None,
    });
    let (all, lines) = collect(&ONE, |_, _| {
        json(200, r#"{"value":[1],"nextLink":"/idontexist"}"#)
    })
    .await;
    assert_eq!((all.unwrap(), lines.len()), (vec![1], 1));
}

#[tokio::test]
async fn names_of_items_and_links() {
    static ODATA: Operation = operation(Paging {
        items: "values",
        next_link: Some("odata.nextLink"),
        next_operation: None,
    });
    let (all, _) = collect(&ODATA, |line, _| match line {
        "GET /l?api-version=1.0" => json(200, r#"{"values":[1],"odata.nextLink":"/p2"}"#),
        _ => json(200, r#"{"values":[2]}"#),
    })
    .await;
    assert_eq!(all.unwrap(), [1, 2]);
    static NESTED: Operation = operation(Paging {
        items: "a.items",
        next_link: Some("a.b.next"),
        next_operation: None,
    });
    let (all, _) = collect(&NESTED, |line, _| match line {
        "GET /l?api-version=1.0" => json(200, r#"{"a":{"items":[1],"b":{"next":"/p2"}}}"#),
        _ => json(200, r#"{"a.items":[2],"a":{"items":[3]}}"#),
    })
    .await;
    assert_eq!(all.unwrap(), [1, 2]);
    static ARRAY: Operation = operation(Paging {
        items: "",
        next_link: None,
        next_operation: None,
    });
    let (all, _) = collect(&ARRAY, |_, _| json(200, "[1,2]")).await;
    assert_eq!(all.unwrap(), [1, 2]);
}

#[tokio::test]
async fn bad_pages() {
    for body in [
        "{",
        "<html>",
        r#"{"value":{}}"#,
        r#"{"value":[],"nextLink":7}"#,
    ] {
        let (all, _) = collect(&LIST, move |_, _| json(200, body)).await;
        assert!(
            all.unwrap_err().to_string().starts_with("Things_List: "),
            "{body}"
        );
    }
    for link in [
        "*&*#&$",
        "http://[bad",
        "http://evil.example/",
        "https://127.0.0.1/",
        "//evil.example/x",
        "file:///etc/passwd",
        "http://u:p@127.0.0.1/",
    ] {
        let body = format!(r#"{{"value":[1],"nextLink":"{link}"}}"#);
        let server = Server::start(move |seen, _| {
            if seen.line.starts_with("GET /l?") {
                json(200, &body)
            } else {
                response(404)
            }
        })
        .await;
        let mut all = items(&server.arm(), &LIST);
        // The remaining items of the page come first.
        assert_eq!(all.next().await.unwrap().unwrap(), 1);
        assert!(all.next().await.unwrap().is_err(), "{link}");
        assert!(all.next().await.is_none());
    }
}

#[tokio::test]
async fn a_page_that_names_itself() {
    let (all, lines) = collect(&LIST, |_, _| {
        json(200, r#"{"value":[1],"nextLink":"/l?api-version=1.0"}"#)
    })
    .await;
    assert!(all.unwrap_err().to_string().contains("read before"));
    assert_eq!(lines.len(), 1);
}

#[tokio::test]
async fn errors_keep_the_place() {
    let server = Server::start(|seen, n| match (n, seen.line.as_str()) {
        (0, _) => json(200, r#"{"value":[1,2],"nextLink":"/p2"}"#),
        (1, _) => json(400, r#"{"status":400,"message":"Expected."}"#),
        (2, "GET /p2?api-version=1.0") => json(200, r#"{"value":[3],"nextLink":null}"#),
        _ => response(418),
    })
    .await;
    let mut all = items(&server.arm(), &LIST);
    assert!(all.request().is_ok());
    let begin = all.continuation().unwrap();
    assert_eq!(all.next().await.unwrap().unwrap(), 1);
    // An item of the page has not been taken, so the page is fetched again.
    assert_eq!(all.continuation().unwrap(), begin);
    assert_eq!(all.next().await.unwrap().unwrap(), 2);
    assert!(
        all.next()
            .await
            .unwrap()
            .unwrap_err()
            .to_string()
            .contains("Expected.")
    );
    assert!(all.next().await.is_none());
    let token = all.continuation().unwrap();
    let rest: Vec<JsonValue> = items(&server.arm(), &LIST)
        .resume(&token)
        .try_collect()
        .await
        .unwrap();
    assert_eq!(rest, [3]);
    static OTHER: Operation = Operation {
        id: "Others_List",
        ..operation(VALUE)
    };
    assert!(
        items(&server.arm(), &OTHER)
            .resume(&token)
            .next()
            .await
            .unwrap()
            .is_err()
    );
    let foreign = token.replace("http://127", "http://128");
    assert!(
        items(&server.arm(), &LIST)
            .resume(&foreign)
            .next()
            .await
            .unwrap()
            .is_err()
    );
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn an_item_that_cannot_be_read() {
    let server = Server::start(|_, _| json(200, r#"{"value":[1,{"a":2},3]}"#)).await;
    let all: Pager<i64> = server.arm().prepare(&LIST, &[]).pager();
    let all: Vec<_> = all.collect().await;
    assert_eq!(
        (all[0].as_ref().unwrap(), all[2].as_ref().unwrap()),
        (&1, &3)
    );
    assert!(
        all[1]
            .as_ref()
            .unwrap_err()
            .to_string()
            .starts_with("Things_List: item 1 of the page: ")
    );
}

#[tokio::test]
async fn collect_all_returns_the_items_that_were_not_taken_or_the_first_error() {
    for (second, all) in [
        (r#"{"value":[3],"nextLink":""}"#, Ok(vec![2, 3])),
        ("{}", Ok(vec![2])),
        // Split into items, because one is not plain.
        (r#"{"value":["3",null]}"#, Err("item 1 of the page: ")),
        (r#"{"value":[3,{}]}"#, Err("item 1 of the page: ")),
        ("{", Err("the page is not JSON: ")),
    ] {
        let server = Server::start(move |_, n| match n {
            0 => json(200, r#"{"value":[1,2],"nextLink":"/p2"}"#),
            _ => json(200, second),
        })
        .await;
        let mut pager: Pager<i64> = server.arm().prepare(&LIST, &[]).pager();
        assert_eq!(pager.try_next().await.unwrap(), Some(1));
        match (pager.collect_all().await, all) {
            (found, Ok(all)) => assert_eq!(found.unwrap(), all, "{second}"),
            (found, Err(text)) => {
                let error = found.unwrap_err().to_string();
                assert!(error.contains(text), "{error}");
            }
        }
    }
}

#[tokio::test]
async fn whole_pages() {
    let server = Server::start(|_, n| match n {
        0 => json(200, r#"{"value":[1,2],"count":9,"nextLink":"/p2"}"#)
            .header("x-ms-request-id", "r"),
        _ => json(200, r#"{"value":[3]}"#),
    })
    .await;
    let pager: Pager<i64> = server.arm().prepare(&LIST, &[]).pager();
    let mut pages = pager.into_pages();
    let first = pages.try_next().await.unwrap().unwrap();
    assert_eq!(
        (first.items.as_slice(), first.next_link.as_deref()),
        ([1, 2].as_slice(), Some("/p2"))
    );
    assert_eq!(first.decode::<JsonValue>().unwrap()["count"], 9);
    assert_eq!(arm_runtime::ResponseExt::request_id(&first), Some("r"));
    let token = pages.continuation().unwrap();
    assert_eq!(pages.try_next().await.unwrap().unwrap().items, [3]);
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(pages.continuation(), None);
    let rest: Pager<i64> = server.arm().prepare(&LIST, &[]).pager();
    assert_eq!(
        rest.resume(&token).try_collect::<Vec<_>>().await.unwrap(),
        [3]
    );
}

#[tokio::test]
async fn next_pages_of_a_post_are_fetched_by_get() {
    static POST: Operation = Operation {
        method: Method::Post,
        ..operation(VALUE)
    };
    let (all, lines) = collect(&POST, |line, _| match line {
        "POST /l?api-version=1.0" => json(200, r#"{"value":[1],"nextLink":"/l?api-version=1.0"}"#),
        _ => json(200, r#"{"value":[2]}"#),
    })
    .await;
    assert_eq!(all.unwrap(), [1, 2]);
    assert_eq!(lines, ["POST /l?api-version=1.0", "GET /l?api-version=1.0"]);
}

static NEXT_FRAGMENT: Operation = Operation {
    id: "Things_NextFragment",
    path: "/fragment/{tenant}/{nextLink}",
    parameters: &[
        Parameter::query("api_version").required(),
        Parameter::path("tenant"),
        Parameter::path("nextLink").verbatim(),
    ],
    ..Operation::DEFAULT
};

#[tokio::test]
async fn an_operation_for_the_next_page() {
    static FRAGMENT: Operation = Operation {
        id: "Things_Fragment",
        path: "/fragment/{tenant}",
        parameters: &[
            Parameter::query("api_version").required(),
            Parameter::path("tenant"),
            Parameter::query("only").style(ListStyle::Multi),
        ],
        paging: Some(Paging {
            items: "values",
            next_link: Some("odata.nextLink"),
            next_operation: Some(&NEXT_FRAGMENT),
        }),
        ..Operation::DEFAULT
    };
    let server = Server::start(|seen, _| match seen.line.as_str() {
        "GET /fragment/a%2Fb?api_version=1.6&only=x" => {
            json(200, r#"{"values":[1],"odata.nextLink":"next?page=2"}"#)
        }
        "GET /fragment/a%2Fb/next?page=2&api_version=1.6" => {
            json(200, r#"{"values":[2],"odata.nextLink":"next?page=3"}"#)
        }
        "GET /fragment/a%2Fb/next?page=3&api_version=1.6" => json(200, r#"{"values":[3]}"#),
        _ => response(418),
    })
    .await;
    let pager: Pager<i64> = server
        .arm()
        .prepare(&FRAGMENT, &[&"1.6", &"a/b", &vec!["x".to_owned()]])
        .pager();
    assert_eq!(pager.try_collect::<Vec<_>>().await.unwrap(), [1, 2, 3]);
}

#[tokio::test]
async fn headers_and_retries_go_with_every_page() {
    static HEADED: Operation = Operation {
        parameters: &[Parameter::header("prefer")],
        ..operation(VALUE)
    };
    let server = Server::start(|_, n| match n {
        0 | 2 => response(500),
        1 => json(200, r#"{"value":[1],"nextLink":"/p2"}"#),
        _ => json(200, r#"{"value":[2]}"#),
    })
    .await;
    let pager: Pager<i64> = server.arm().prepare(&HEADED, &[&"p"]).pager();
    assert_eq!(
        pager
            .header("x-own", "1")
            .header("If-None-Match", "e")
            .try_collect::<Vec<_>>()
            .await
            .unwrap(),
        [1, 2]
    );
    for seen in server.seen() {
        assert_eq!(
            (
                seen.header("prefer"),
                seen.header("x-own"),
                seen.header("accept")
            ),
            (Some("p"), Some("1"), Some("application/json"))
        );
    }
    let conditions = server.seen().into_iter();
    let conditions: Vec<bool> = conditions
        .map(|it| it.header("if-none-match").is_some())
        .collect();
    // The first page is requested twice. The condition is about this page.
    assert_eq!(conditions, [true, true, false, false]);
}

#[tokio::test]
async fn the_version_of_the_client() {
    let server = Server::start(|_, n| match n {
        0 => json(200, r#"{"value":[1],"nextLink":"/p2?api-version=1.0"}"#),
        _ => json(200, r#"{"value":[2]}"#),
    })
    .await;
    let mut options = quick();
    options.api_version = Some("2.0-preview".to_owned());
    let all: Vec<JsonValue> = items(&server.arm_with(options), &LIST)
        .try_collect()
        .await
        .unwrap();
    assert_eq!(all.len(), 2);
    assert_eq!(
        server.lines(),
        [
            "GET /l?api-version=2.0-preview",
            "GET /p2?api-version=2.0-preview"
        ]
    );
    // An operation without an api-version does not change links.
    static PLAIN: Operation = Operation {
        api_version: "",
        api_version_in: ParameterLocation::Query,
        ..operation(VALUE)
    };
    let (_, lines) = collect(&PLAIN, |line, _| match line {
        "GET /l" => json(200, r#"{"value":[1],"nextLink":"/p2?api-version=7"}"#),
        _ => json(200, "{}"),
    })
    .await;
    assert_eq!(lines, ["GET /l", "GET /p2?api-version=7"]);
}

static LONG: Operation = Operation {
    method: Method::Post,
    // In many specs, the status of the result is not declared.
    success: &[202],
    long_running: Some(FinalState::Location),
    ..operation(VALUE)
};

#[tokio::test]
async fn the_first_page_of_a_long_running_list_comes_when_it_is_done() {
    let polls = AtomicUsize::new(0);
    let (all, lines) = collect(&LONG, move |line, base| match line {
        "POST /l?api-version=1.0" => {
            response(202).header("location", format!("{base}/result?api-version=1.0"))
        }
        "GET /result?api-version=1.0" if polls.fetch_add(1, Ordering::Relaxed) == 0 => {
            response(202).header("location", format!("{base}/result?api-version=1.0"))
        }
        "GET /result?api-version=1.0" => json(200, r#"{"value":[1,2],"nextLink":"/more"}"#),
        "GET /more?api-version=1.0" => json(200, r#"{"value":[3]}"#),
        _ => response(418),
    })
    .await;
    assert_eq!(all.unwrap(), [1, 2, 3]);
    assert_eq!(
        lines,
        [
            "POST /l?api-version=1.0",
            "GET /result?api-version=1.0",
            "GET /result?api-version=1.0",
            "GET /more?api-version=1.0",
        ]
    );
}

#[tokio::test]
async fn a_long_running_list_that_fails_is_an_error_of_the_first_page() {
    let (all, _) = collect(&LONG, |line, base| match line {
        "POST /l?api-version=1.0" => {
            response(202).header("azure-asyncoperation", format!("{base}/state"))
        }
        _ => json(
            200,
            r#"{"status":"Failed","error":{"code":"TooBusy","message":"no"}}"#,
        ),
    })
    .await;
    let error = all.unwrap_err();
    assert_eq!(
        ArmError::from_error(&error).unwrap().code(),
        Some("TooBusy")
    );
}
