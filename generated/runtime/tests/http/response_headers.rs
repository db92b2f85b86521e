//! Typed headers of responses, pages and errors, and edits of responses.

use std::time::Duration;

use arm_runtime::{
    ErrorExt, Json, JsonValue, Method, Operation, Pager, Paging, RateLimit, RequestBody,
    ResponseExt, Result, fields,
};
use futures::TryStreamExt;

use crate::support::{Response, Server, json, response};

static GET: Operation = Operation {
    id: "T_Get",
    path: "/x",
    api_version: "1",
    ..Operation::DEFAULT
};

static LIST: Operation = Operation {
    id: "T_List",
    path: "/x",
    api_version: "1",
    paging: Some(Paging {
        items: "value",
        next_link: None,
        next_operation: None,
    }),
    ..Operation::DEFAULT
};

fn with_headers(response: Response) -> Response {
    response
        .header("ETag", "W/\"7\"")
        .header("Last-Modified", "Tue, 04 Aug 2026 10:00:00 GMT")
        .header("Location", "https://host.test/a?b=c")
        .header("x-ms-request-id", "r")
        .header("x-ms-correlation-request-id", "c")
        .header("x-ms-client-request-id", "i")
        .header("Retry-After", "7")
        .header("x-ms-ratelimit-remaining-subscription-reads", "11999")
        .header(
            "x-ms-ratelimit-remaining-resource",
            "Microsoft.Compute/Get3Min;107,Microsoft.Compute/Get30Min;5",
        )
        .header("x-count", "5")
}

fn check(response: &impl ResponseExt) {
    assert_eq!(response.etag().unwrap().as_ref(), "W/\"7\"");
    let time = response.last_modified().unwrap().get().unwrap();
    assert_eq!((time.day(), time.hour()), (4, 10));
    let location = response.location().unwrap().unwrap();
    assert_eq!(location.as_str(), "https://host.test/a?b=c");
    assert_eq!(response.request_id(), Some("r"));
    assert_eq!(response.correlation_id(), Some("c"));
    assert_eq!(response.client_request_id(), Some("i"));
    assert_eq!(response.retry_after(), Some(Duration::from_secs(7)));
    let limit = |name: &str, remaining| RateLimit {
        name: name.to_owned(),
        remaining,
    };
    assert_eq!(
        response.rate_limits(),
        [
            limit("Microsoft.Compute/Get3Min", 107),
            limit("Microsoft.Compute/Get30Min", 5),
            limit("subscription-reads", 11999),
        ]
    );
    assert_eq!(response.header_as::<u32>("X-Count").unwrap(), Some(5));
    assert!(response.header_as::<u32>("etag").is_err());
}

#[tokio::test]
async fn headers_of_responses_pages_and_errors() {
    let server = Server::start(|seen, n| {
        let body = if n == 2 {
            r#"{"error":{"code":"C"}}"#
        } else {
            r#"{"value":[]}"#
        };
        let status = if n == 2 { 404 } else { 200 };
        assert!(seen.line.starts_with("GET /x"));
        with_headers(json(status, body))
    })
    .await;
    let call = || server.arm().prepare(&GET, &[]).call::<JsonValue, Json>();
    check(&call().await.unwrap());
    let pager = server.arm().prepare(&LIST, &[]).pager::<JsonValue>();
    check(&pager.into_pages().try_next().await.unwrap().unwrap());
    let error = call().await.unwrap_err();
    check(error.response().unwrap());
    assert_eq!(error.arm().unwrap().request_id.as_deref(), Some("r"));
}

#[tokio::test]
async fn headers_that_are_absent_or_broken() {
    let server = Server::start(|_, n| match n {
        0 => response(200),
        _ => response(200)
            .header("location", "/relative")
            .header("retry-after", "soon"),
    })
    .await;
    let call = || server.arm().prepare(&GET, &[]).call::<(), Json>();
    let none = call().await.unwrap();
    assert_eq!(
        (none.etag(), none.request_id(), none.retry_after()),
        (None, None, None)
    );
    assert_eq!(
        (none.location().unwrap(), none.last_modified()),
        (None, None)
    );
    let broken = call().await.unwrap();
    let error = broken.location().unwrap_err().to_string();
    assert!(error.contains("location"), "{error}");
    assert_eq!(broken.retry_after(), None);
}

/// A generic tool without a trait bound on the type of the items.
async fn count<T>(mut list: Pager<T>) -> Result<(usize, Vec<T>)> {
    let first: Vec<T> = list.try_next().await?.into_iter().collect();
    Ok((list.collect_all().await?.len(), first))
}

#[tokio::test]
async fn a_pager_is_a_stream_whatever_its_items_are() {
    let server = Server::start(|_, _| json(200, r#"{"value":[1,2,3]}"#)).await;
    let pager = server.arm().prepare(&LIST, &[]).pager::<i32>();
    assert_eq!(count(pager).await.unwrap(), (2, vec![1]));
}

pub struct Account {
    pub id: Option<String>,
    pub location: Option<String>,
}
fields!(Account: Default { 0: id = "id" read_only, 1: location = "location" });

static PUT: Operation = Operation {
    id: "T_Put",
    method: Method::Put,
    body: Some(RequestBody::JSON),
    ..GET
};

#[tokio::test]
async fn unknown_properties_are_sent_back() {
    let server =
        Server::start(|_, _| json(200, r#"{"id":"/a","location":"west","newer":{"n":1.50}}"#))
            .await;
    let read = server
        .arm()
        .prepare(&GET, &[])
        .call::<Account, Json>()
        .await
        .unwrap();
    let body = read
        .edit(|account: &mut Account| account.location = Some("east".to_owned()))
        .unwrap();
    let put = server.arm().prepare(&PUT, &[]).body::<Account>(body);
    put.call::<Account, Json>().await.unwrap();
    assert_eq!(
        server.seen()[1].text(),
        r#"{"location":"east","newer":{"n":1.50}}"#
    );
}
