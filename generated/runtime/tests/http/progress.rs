//! Progress, results and resume tokens of long-running operations.

use std::time::Duration;

use arm_runtime::{FinalState, Json, JsonValue, Method, Operation, Poller};
use azure_core::{error::ErrorKind, http::request::options::ClientRequestId};
use futures::{StreamExt, TryStreamExt};

use crate::{
    polling::{CREATING, DONE, RESOURCE, Step, asynchronous, code, located, operation, server},
    support::{Server, hang_up, json, quick, response},
};

static PUT: Operation = operation(Method::Put, FinalState::Default);
static POST: Operation = operation(Method::Post, FinalState::Default);

#[tokio::test]
async fn progress_then_result() {
    let server = Server::start(|seen, n| {
        let base = format!("http://{}", seen.header("host").unwrap());
        match n {
            0 => asynchronous(201, &base)
                .body(CREATING)
                .header("retry-after", "/bar"),
            1 => json(200, r#"{"status":"Running","percentComplete":40.5}"#)
                .header("retry-after", "3600"),
            2 => json(200, DONE),
            _ => json(200, RESOURCE),
        }
    })
    .await;
    let mut poller: Poller<JsonValue> = server.arm().prepare(&PUT, &[]).poller();
    assert_eq!(poller.resume_token(), None);
    let mut seen = Vec::new();
    while let Some(progress) = poller.try_next().await.unwrap() {
        seen.push((
            progress.status,
            progress.percent_complete,
            progress.next_poll_in,
        ));
    }
    let cap = Duration::from_millis(20);
    assert_eq!(
        seen,
        [
            ("Creating".to_owned(), None, Some(Duration::ZERO)),
            ("Running".to_owned(), Some(40.5), Some(cap)),
            ("Succeeded".to_owned(), None, None)
        ]
    );
    // After the end of the stream, it can be polled again and awaited.
    assert!(poller.next().await.is_none());
    assert!(poller.next().await.is_none());
    assert_eq!(poller.await.unwrap().into_model().unwrap()["id"], "1");
}

#[tokio::test]
async fn a_failed_operation_stays_failed() {
    static STEPS: [Step; 2] = [
        ("PUT /r?api-version=1", |base| asynchronous(201, base)),
        ("GET /op", |_| {
            json(200, r#"{"status":"Failed","error":{"code":"Quota"}}"#)
        }),
    ];
    let server = server(&STEPS).await;
    let mut poller: Poller<JsonValue> = server.arm().prepare(&PUT, &[]).poller();
    assert!(poller.next().await.unwrap().is_ok());
    assert!(poller.next().await.unwrap().is_err());
    assert!(poller.next().await.is_none());
    assert_eq!(poller.resume_token(), None);
    assert_eq!(code(&poller.await.unwrap_err()).as_deref(), Some("Quota"));
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn polls_carry_the_callers_headers() {
    let server = Server::start(|seen, n| match n {
        0 => asynchronous(201, &format!("http://{}", seen.header("host").unwrap())),
        1 => json(200, DONE),
        _ => json(200, RESOURCE),
    })
    .await;
    let id = "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0";
    let context = azure_core::http::Context::new().with_value(ClientRequestId::new(id));
    let poller: Poller<JsonValue> = server.arm().prepare(&PUT, &[]).poller();
    poller
        .context(context)
        .header("x-own", "1")
        .header("If-Match", "*")
        .await
        .unwrap();
    let seen = server.seen();
    assert!(
        seen.iter()
            .all(|seen| seen.header("x-ms-client-request-id") == Some(id)
                && seen.header("x-own") == Some("1"))
    );
    assert_eq!(
        seen.iter()
            .map(|seen| seen.header("if-match"))
            .collect::<Vec<_>>(),
        [Some("*"), None, None]
    );
    // Without an ID set by the caller, the ID of the first request is reused.
    let server = Server::start(|seen, n| match n {
        0 => located(202, &format!("http://{}", seen.header("host").unwrap())),
        _ => json(200, RESOURCE),
    })
    .await;
    let poller: Poller<JsonValue> = server.arm().prepare(&PUT, &[]).poller();
    poller.await.unwrap();
    let seen = server.seen();
    let id = |n: usize| seen[n].header("x-ms-client-request-id").unwrap().to_owned();
    assert_eq!(id(0), id(1));
}

#[tokio::test]
async fn resumed_in_another_process() {
    let server = Server::start(|seen, n| match (n, seen.line.as_str()) {
        (0, _) => asynchronous(201, &format!("http://{}", seen.header("host").unwrap())),
        (1, "GET /op") => json(200, r#"{"status":"Running"}"#),
        (2, "GET /op") => json(200, DONE),
        (3, "GET /r?api-version=1") => json(200, RESOURCE),
        _ => response(418),
    })
    .await;
    let mut poller: Poller<JsonValue> = server.arm().prepare(&PUT, &[]).poller();
    poller = poller.header("x-own", "hidden");
    poller.next().await.unwrap().unwrap();
    poller.next().await.unwrap().unwrap();
    let token = poller.resume_token().unwrap().secret().to_owned();
    assert!(!token.contains("hidden"));
    drop(poller);
    let resumed = Poller::<JsonValue>::from_token(&server.arm(), &token);
    assert_eq!(resumed.request().unwrap().path_and_query(), "/op");
    assert_eq!(resumed.await.unwrap().into_model().unwrap()["id"], "1");
    let seen = server.seen();
    assert_eq!(
        seen[0].header("x-ms-client-request-id"),
        seen[3].header("x-ms-client-request-id")
    );
    // Tokens of other operations, and invalid ones.
    for token in ["", "{}", "null", "[1]"] {
        let error = Poller::<JsonValue>::from_token(&server.arm(), token)
            .await
            .unwrap_err();
        assert!(error.to_string().contains("not a resume token"), "{error}");
    }
    for foreign in ["http://evil.example/op", "https://127.0.0.1/op", "ftp://x/"] {
        let token = token.replace(&server.http("/op"), foreign);
        Poller::<JsonValue>::from_token(&server.arm(), &token)
            .await
            .unwrap_err();
    }
    assert_eq!(server.seen().len(), 4);
}

#[tokio::test]
async fn a_poll_that_breaks_does_not_end_the_operation() {
    let mut options = quick();
    options.retry.max_retries = 0;
    let server = Server::start(|seen, n| match n {
        0 => located(202, &format!("http://{}", seen.header("host").unwrap())),
        1 => hang_up(),
        _ => json(200, "{}"),
    })
    .await;
    let mut poller: Poller<JsonValue> = server.arm_with(options).prepare(&POST, &[]).poller();
    assert!(poller.next().await.unwrap().is_ok());
    assert!(poller.next().await.unwrap().is_err());
    assert!(poller.next().await.is_none());
    assert!(poller.resume_token().is_some());
    poller.await.unwrap();
}

#[tokio::test]
async fn results_without_a_body() {
    static STEPS: [Step; 2] = [
        ("POST /r?api-version=1", |base| located(202, base)),
        ("GET /loc", |_| response(204)),
    ];
    let server = server(&STEPS).await;
    let poller: Poller<JsonValue> = server.arm().prepare(&POST, &[]).poller();
    let error = poller.await.unwrap().into_model().unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::DataConversion),
        "{error:?}"
    );
    let server = self::server(&STEPS).await;
    let poller: Poller<()> = server.arm().prepare(&POST, &[]).poller();
    poller.await.unwrap().into_model().unwrap();
    let server = self::server(&STEPS).await;
    let poller: Poller<Option<JsonValue>> = server.arm().prepare(&POST, &[]).poller();
    assert_eq!(poller.await.unwrap().into_model().unwrap(), None);
}

#[tokio::test]
async fn a_dropped_poll_is_taken_up_again() {
    let server = Server::start(|seen, n| match n {
        0 => located(202, &format!("http://{}", seen.header("host").unwrap())),
        _ => json(200, "{}").delay(Duration::from_millis(200)),
    })
    .await;
    let mut poller: Poller<JsonValue> = server.arm().prepare(&POST, &[]).poller();
    poller.next().await.unwrap().unwrap();
    tokio::time::timeout(Duration::from_millis(50), poller.next())
        .await
        .unwrap_err();
    assert!(poller.resume_token().is_some());
    poller.await.unwrap();
    assert_eq!(server.seen().len(), 2);
}

#[test]
fn futures_are_send() {
    fn send<T: Send>(_: T) {}
    let arm = arm_runtime::Arm::new(crate::support::PACKAGE, None, None, None).unwrap();
    // A type that does not implement `Send`.
    send(IntoFuture::into_future(
        arm.prepare(&PUT, &[]).poller::<std::rc::Rc<()>>(),
    ));
    send(IntoFuture::into_future(
        arm.prepare(&PUT, &[]).call::<std::rc::Rc<()>, Json>(),
    ));
}
