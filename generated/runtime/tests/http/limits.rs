//! Time limits of calls, and paging loops.

use std::time::{Duration, Instant};

use arm_runtime::{
    ClientOptions, FinalState, Json, JsonValue, Method, Operation, Pager, Paging, Poller,
};
use futures::{StreamExt, TryStreamExt};

use crate::support::{Response, Server, json, quick, response};

static LIST: Operation = Operation {
    id: "T_List",
    path: "/l",
    paging: Some(Paging::VALUE),
    ..Operation::DEFAULT
};
static POST: Operation = Operation {
    id: "T_Run",
    method: Method::Post,
    path: "/r",
    long_running: Some(FinalState::Default),
    ..Operation::DEFAULT
};

const LIMIT: Duration = Duration::from_millis(200);
/// Longer than the limit, shorter than the delay of these servers.
const LATE: Duration = Duration::from_secs(10);

fn slow(response: Response) -> Response {
    response.delay(Duration::from_secs(60))
}

#[tokio::test]
async fn each_page_has_its_limit() {
    let server = Server::start(|_, n| match n {
        0 => json(200, r#"{"value":[1],"nextLink":"/l?page=2"}"#),
        _ => slow(json(200, r#"{"value":[2]}"#)),
    })
    .await;
    let pager: Pager<JsonValue> = server.arm().prepare(&LIST, &[]).pager();
    let mut pager = pager.timeout(LIMIT);
    let start = Instant::now();
    assert_eq!(pager.try_next().await.unwrap(), Some(JsonValue::from(1)));
    let error = pager.next().await.unwrap().unwrap_err();
    assert!(error.to_string().contains("within 200ms"), "{error}");
    assert!(start.elapsed() < LATE);
    // Pages that were read are not lost: the list continues with the missing page.
    assert!(pager.continuation().unwrap().contains("page=2"));
}

#[tokio::test]
async fn a_client_has_a_limit_that_a_call_may_lift() {
    let server = Server::start(|_, n| {
        let patience = if n == 0 { 60_000 } else { 300 };
        json(200, "{}").delay(Duration::from_millis(patience))
    })
    .await;
    let arm = server.arm_with(ClientOptions {
        timeout: Some(LIMIT),
        ..quick()
    });
    let call = || arm.prepare(&LIST, &[]).call::<JsonValue, Json>();
    let start = Instant::now();
    let error = call().await.unwrap_err();
    assert!(error.to_string().contains("within 200ms"), "{error}");
    assert!(start.elapsed() < LATE);
    assert!(call().timeout(Duration::ZERO).await.is_ok());
}

#[tokio::test]
async fn each_poll_has_its_limit() {
    for slow_one in 0..3 {
        let server = Server::start(move |_, n| {
            let answer = match n {
                0 => response(202)
                    .header("azure-asyncoperation", "/op")
                    .header("location", "/result"),
                1 => json(200, r#"{"status":"Succeeded"}"#),
                _ => json(200, "{}"),
            };
            if n == slow_one {
                slow(answer.length(2))
            } else {
                answer
            }
        })
        .await;
        let poller: Poller<JsonValue> = server.arm().prepare(&POST, &[]).poller();
        let start = Instant::now();
        let error = poller.timeout(LIMIT).await.unwrap_err();
        assert!(error.to_string().contains("within 200ms"), "{error}");
        assert!(start.elapsed() < LATE);
        assert_eq!(server.seen().len(), slow_one + 1);
    }
}

/// An operation that never ends is waited for as long as the caller wants, and can be abandoned.
#[tokio::test]
async fn an_operation_without_end_can_be_left() {
    let server = Server::start(|_, n| match n {
        0 => response(202).header("location", "/op"),
        _ => response(202),
    })
    .await;
    let mut poller: Poller<JsonValue> = server.arm().prepare(&POST, &[]).poller();
    for _ in 0..20 {
        assert_eq!(
            poller.try_next().await.unwrap().unwrap().status,
            "InProgress"
        );
    }
    assert!(poller.resume_token().is_some());
    drop(poller);
    assert_eq!(server.seen().len(), 20);
}

#[tokio::test]
async fn pages_that_go_round() {
    let server = Server::start(|seen, _| {
        let next = if seen.line.contains("page=2") { 1 } else { 2 };
        json(
            200,
            &format!(r#"{{"value":[1],"nextLink":"/l?page={next}"}}"#),
        )
    })
    .await;
    let pager: Pager<JsonValue> = server.arm().prepare(&LIST, &[]).pager();
    let items: Vec<_> = pager.take(10).collect().await;
    // /l, 2, 1, and then 2 again.
    assert_eq!(items.len(), 4);
    assert!(items[..3].iter().all(Result::is_ok));
    let error = items[3].as_ref().unwrap_err().to_string();
    assert!(error.contains("was read before"), "{error}");
    assert_eq!(server.seen().len(), 3);
}
