//! Retried requests and their delays.

use std::time::{Duration, Instant};

use arm_runtime::{
    Call, ClientOptions, ErrorExt, JsonValue, Method, Operation, RequestBody, RetryOptions,
    StatusCode,
};
use azure_core::{Bytes, error::ErrorKind};

use crate::support::{Response, Server, hang_up, json, quick, response};

const fn operation(method: Method) -> Operation {
    Operation {
        id: "T_Try",
        method,
        path: "/x",
        success: &[200],
        body: Some(RequestBody::BYTES),
        ..Operation::DEFAULT
    }
}

static GET: Operation = operation(Method::Get);
static PUT: Operation = operation(Method::Put);
static PATCH: Operation = operation(Method::Patch);
static DELETE: Operation = operation(Method::Delete);
static POST: Operation = operation(Method::Post);

fn call(server: &Server, operation: &'static Operation) -> Call<JsonValue> {
    server
        .arm()
        .prepare(operation, &[])
        .body::<Bytes>(Bytes::from_static(b"content"))
        .call()
}

/// A server that fails once.
async fn fails_once(fail: impl Fn() -> Response + Send + Sync + 'static) -> Server {
    Server::start(move |_, n| if n == 0 { fail() } else { json(200, "{}") }).await
}

#[tokio::test]
async fn retries_repeat_the_same_request() {
    for status in [408, 429, 500, 502, 503, 504] {
        for operation in [&GET, &PUT, &PATCH, &DELETE] {
            let server = fails_once(move || response(status)).await;
            call(&server, operation).await.unwrap();
            let seen = server.seen();
            assert_eq!(seen.len(), 2, "{status} {:?}", operation.method);
            assert_eq!(seen[0].body, b"content");
            assert_eq!(seen[0].line, seen[1].line);
            assert_eq!(seen[0].body, seen[1].body);
            let id = |n: usize| seen[n].header("x-ms-client-request-id").unwrap().to_owned();
            assert_eq!(id(0), id(1));
        }
    }
}

/// A JSON patch may add an item to a list, so that a second one adds another.
#[tokio::test]
async fn a_json_patch_is_repeated_like_a_post() {
    for (media_type, repeatable, n_requests) in [
        ("application/json-patch+json", None, 1),
        ("application/json-patch+json", Some(true), 2),
        ("application/merge-patch+json", None, 2),
        ("application/json", Some(false), 1),
    ] {
        let server = fails_once(|| response(500)).await;
        let mut call = call(&server, &PATCH).header("content-type", media_type);
        if let Some(repeatable) = repeatable {
            call = call.repeatable(repeatable);
        }
        assert_eq!(call.await.is_ok(), n_requests == 2, "{media_type}");
        assert_eq!(server.seen().len(), n_requests, "{media_type}");
    }
}

#[tokio::test]
async fn other_codes_are_not_repeated() {
    for status in [400, 401, 403, 404, 409, 412, 501, 505] {
        let server = fails_once(move || response(status)).await;
        let error = call(&server, &GET).await.unwrap_err();
        assert_eq!(error.http_status(), Some(StatusCode::from(status)));
        assert_eq!(server.seen().len(), 1);
    }
}

#[tokio::test]
async fn a_post_is_repeated_only_when_it_was_not_taken() {
    for status in [408, 500, 502, 503, 504] {
        let server = fails_once(move || response(status)).await;
        call(&server, &POST).await.unwrap_err();
        assert_eq!(server.seen().len(), 1, "{status}");
        let server = fails_once(move || response(status)).await;
        call(&server, &POST).repeatable(true).await.unwrap();
    }
    for status in [429, 503] {
        let server = fails_once(move || response(status).header("retry-after", "0")).await;
        call(&server, &POST).await.unwrap();
    }
    let server = fails_once(|| response(429)).await;
    call(&server, &POST).await.unwrap();
    let server = fails_once(hang_up).await;
    let error = call(&server, &POST).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Io));
    assert_eq!(server.seen().len(), 1);
    let server = fails_once(hang_up).await;
    call(&server, &POST).repeatable(true).await.unwrap();
}

#[tokio::test]
async fn a_call_that_is_not_repeatable_is_not_retried_unless_it_only_reads() {
    let server = fails_once(|| response(500)).await;
    call(&server, &PUT).repeatable(false).await.unwrap_err();
    assert_eq!(server.seen().len(), 1);
    let server = fails_once(|| response(500)).await;
    call(&server, &GET).repeatable(false).await.unwrap();
}

#[tokio::test]
async fn broken_connections() {
    let server = fails_once(hang_up).await;
    call(&server, &GET).await.unwrap();
    // Within the body.
    let server = fails_once(|| json(200, "{\"a\":").length(100)).await;
    call(&server, &PUT).await.unwrap();
    assert_eq!(server.seen().len(), 2);
    // A reset of the connection, before and within the body.
    for broken in [hang_up, || json(200, "{\"a\":").length(100)] {
        let server = fails_once(move || broken().reset()).await;
        call(&server, &GET).await.unwrap();
        assert_eq!(server.seen().len(), 2);
        let server = fails_once(move || broken().reset()).await;
        let error = call(&server, &POST).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Io), "{error:?}");
        assert_eq!(server.seen().len(), 1);
    }
    let server = Server::start(|_, _| json(200, "{\"a\":").length(100)).await;
    let error = call(&server, &GET).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Io), "{error:?}");
    assert!(
        error
            .to_string()
            .starts_with("T_Try: no complete response from 127.0.0.1: "),
        "{error}"
    );
    assert_eq!(server.seen().len(), 4);
}

#[tokio::test]
async fn nobody_listens() {
    let server = Server::start(|_, _| response(200)).await;
    let mut options = quick();
    // A closed port.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    options.cloud = crate::support::custom(&format!("http://127.0.0.1:{port}"));
    let arm = arm_runtime::Arm::new(crate::support::PACKAGE, None, None, Some(options)).unwrap();
    let call: Call<()> = arm.prepare(&POST, &[]).body::<Bytes>(Bytes::new()).call();
    let error = call.await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Connection), "{error:?}");
    drop(server);
}

#[tokio::test]
async fn retries_end() {
    let server =
        Server::start(|_, _| json(503, r#"{"error":{"code":"ServerBusy","message":"busy"}}"#))
            .await;
    let error = call(&server, &GET).await.unwrap_err();
    assert!(error.to_string().contains("ServerBusy: busy"), "{error}");
    assert_eq!(server.seen().len(), 4);
    let mut options = quick();
    options.retry.max_elapsed = Duration::ZERO;
    let call: Call<()> = server.arm_with(options).prepare(&GET, &[]).call();
    call.await.unwrap_err();
    assert_eq!(server.seen().len(), 5);
}

#[tokio::test]
async fn a_longer_wait_than_the_limit_ends_the_attempts() {
    let server = Server::start(|seen, _| match seen.line.as_str() {
        "POST /x" => response(429).header("retry-after", "372"),
        _ => json(503, r#"{"error":{"code":"Busy","message":"later"}}"#)
            .header("retry-after-ms", "372500"),
    })
    .await;
    let arm = server.arm_with(ClientOptions {
        retry: RetryOptions::default(),
        ..quick()
    });
    let call: Call<JsonValue> = arm.prepare(&GET, &[]).call();
    let error = call.await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_millis(372_500)));
    assert_eq!(
        error.to_string(),
        "T_Try: 503 Service Unavailable: Busy: later; the service asks to retry after 372.5s"
    );
    let call: Call<()> = arm.prepare(&POST, &[]).body::<Bytes>(Bytes::new()).call();
    let error = call.await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(372)));
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn a_wait_of_days_ends_the_attempts_in_any_form() {
    const MONTH: u64 = 30 * 24 * 60 * 60;
    for (name, value) in [
        ("retry-after", MONTH.to_string()),
        ("retry-after", "Wed, 21 Oct 2099 07:28:00 GMT".to_owned()),
        ("x-ms-retry-after-ms", (MONTH * 1000).to_string()),
        ("retry-after", u64::MAX.to_string()),
    ] {
        let header = value.clone();
        let server = Server::start(move |_, _| response(429).header(name, header.as_str())).await;
        let error = call(&server, &GET).await.unwrap_err();
        assert!(
            error.retry_after() >= Some(Duration::from_secs(MONTH)),
            "{value}: {error}"
        );
        assert!(error.to_string().contains("asks to retry after"), "{error}");
        assert_eq!(server.seen().len(), 1, "{value}");
    }
}

#[tokio::test]
async fn a_call_has_retries_of_its_own() {
    let server = Server::start(|_, _| response(503)).await;
    call(&server, &GET)
        .retry(RetryOptions::none())
        .await
        .unwrap_err();
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_url_that_is_too_long_is_not_repeated() {
    static LONG: Operation = Operation {
        id: "T_Long",
        parameters: &[arm_runtime::Parameter::query("q")],
        ..GET
    };
    let server = Server::start(|_, _| json(200, "{}")).await;
    let arm = server.arm();
    let call =
        |length: usize| -> Call<JsonValue> { arm.prepare(&LONG, &[&"x".repeat(length)]).call() };
    let rest = 65_534 - call(0).request().unwrap().url().as_str().len();
    let error = call(rest + 1).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Other), "{error:?}");
    let message = "the URL has 65535 bytes, but the maximum is 65534";
    assert!(error.to_string().contains(message), "{error}");
    assert_eq!(server.seen().len(), 0);
    call(rest).await.unwrap();
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_slow_body_ends_in_a_timeout() {
    let server = Server::start(|_, _| json(200, "{}").delay(Duration::from_secs(30))).await;
    let start = Instant::now();
    let error = call(&server, &GET)
        .timeout(Duration::from_millis(100))
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("no complete response within 100ms"),
        "{error}"
    );
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn redirects_are_errors() {
    for status in [301, 302, 307, 308] {
        let server =
            Server::start(move |_, _| response(status).header("location", "/elsewhere")).await;
        let error = call(&server, &GET).await.unwrap_err();
        assert!(
            error.to_string().contains("redirects are not followed"),
            "{error}"
        );
        assert_eq!(server.seen().len(), 1);
    }
}
