//! Final states of long-running operations, and errors of polls.

use std::time::Duration;

use arm_runtime::{
    ErrorExt, FinalState, JsonValue, Method, Operation, Parameter, Poller, StatusCode, Within,
};
use futures::{StreamExt, TryStreamExt};

use crate::{
    polling::{CREATING, DONE, RESOURCE, Step, asynchronous, located, operation, server},
    support::{Server, hang_up, json, quick, response},
};

static PUT: Operation = operation(Method::Put, FinalState::Default);
static PATCH: Operation = operation(Method::Patch, FinalState::Default);
static DELETE: Operation = operation(Method::Delete, FinalState::Default);
static POST: Operation = operation(Method::Post, FinalState::Default);
static POST_ASYNC: Operation = operation(Method::Post, FinalState::AzureAsyncOperation);
static POST_LOCATION: Operation = operation(Method::Post, FinalState::Location);

fn poller(server: &Server, operation: &'static Operation) -> Poller<JsonValue> {
    server.arm().prepare(operation, &[]).poller()
}

/// A monitor that responds to each poll with `body`.
async fn monitor(body: &'static str) -> Server {
    Server::start(move |seen, n| match n {
        0 => asynchronous(202, &format!("http://{}", seen.header("host").unwrap())),
        _ => json(200, body),
    })
    .await
}

#[tokio::test]
async fn final_states_of_monitors() {
    for (state, succeeds) in [
        ("Succeeded", true),
        ("Completed", true),
        ("completed", true),
        ("Success", true),
        ("Done", true),
        ("Failed", false),
        ("Canceled", false),
        ("Cancelled", false),
        ("Aborted", false),
        ("TimedOut", false),
    ] {
        let body: &'static str = format!(r#"{{"status":"{state}"}}"#).leak();
        let server = monitor(body).await;
        let outcome = poller(&server, &POST_ASYNC).await;
        assert_eq!(outcome.is_ok(), succeeds, "{state}");
        assert_eq!(server.seen().len(), 2, "{state}");
        if let Err(error) = outcome {
            assert!(error.to_string().contains(&format!("ended as {state}")));
            assert_eq!(error.resume_token(), None);
        }
    }
    // `Completed` is also a final state of a resource.
    static COMPLETED: [Step; 2] = [
        ("PUT /r?api-version=1", |_| json(201, CREATING)),
        ("GET /r?api-version=1", |_| {
            json(200, r#"{"properties":{"provisioningState":"Completed"}}"#)
        }),
    ];
    poller(&server(&COMPLETED).await, &PUT).await.unwrap();
}

#[tokio::test]
async fn properties_of_monitors_are_matched_in_any_case() {
    static POST_RESULT: Operation = operation(Method::Post, FinalState::OperationLocationResult);
    for (body, expected) in [
        (
            r#"{"Status":"Succeeded","Result":{"made":1.10}}"#,
            r#"{"made":1.10}"#,
        ),
        (r#"{"STATUS":"succeeded","result":null}"#, ""),
        (r#"{"Properties":{"ProvisioningState":"Succeeded"}}"#, ""),
    ] {
        let server = monitor(body).await;
        let response = poller(&server, &POST_RESULT).await.unwrap();
        assert_eq!(response.into_body().into_string().unwrap(), expected);
        assert_eq!(server.seen().len(), 2);
    }
    let server = monitor(r#"{"Status":"Failed","Error":{"code":"Full","message":"m"}}"#).await;
    let error = poller(&server, &POST_RESULT).await.unwrap_err();
    assert_eq!(error.arm().unwrap().code(), Some("Full"));
}

#[tokio::test]
async fn a_state_that_nobody_knows_ends_in_an_error() {
    let server = Server::start(|seen, n| match n {
        0 => asynchronous(202, &format!("http://{}", seen.header("host").unwrap())),
        1..5 => json(200, &format!(r#"{{"status":"Phase{n}"}}"#)),
        5..8 => json(200, r#"{"status":"Kept"}"#),
        _ => json(200, DONE),
    })
    .await;
    let mut options = quick();
    options.poll.max_unknown = Duration::ZERO;
    let arm = server.arm_with(options);
    let poller: Poller<JsonValue> = arm.prepare(&POST_ASYNC, &[]).poller();
    let error = poller.await.unwrap_err();
    // States that change are not counted as stuck.
    assert_eq!(server.seen().len(), 7);
    assert_eq!(
        error.to_string(),
        "Things_Run: the state \"Kept\" has not changed for 0ns, and is not known to be a running one"
    );
    let token = error.resume_token().unwrap().secret().to_owned();
    // The token must not be logged. A backtrace may contain paths of its own.
    assert!(!format!("{error:?}").contains("http://"), "{error:?}");
    let poller: Poller<JsonValue> = arm.prepare(&POST_ASYNC, &[]).poller();
    poller.resume(&token).await.unwrap();
    // Known running states may last.
    for state in [
        "Running",
        "InProgress",
        "Accepted",
        "Queued",
        "ScalingOut",
        "Activating",
    ] {
        let body = format!(r#"{{"status":"{state}"}}"#);
        let server = Server::start(move |seen, n| match n {
            0 => asynchronous(202, &format!("http://{}", seen.header("host").unwrap())),
            1..9 => json(200, &body),
            _ => json(200, DONE),
        })
        .await;
        let mut options = quick();
        options.poll.max_unknown = Duration::from_secs(if state == "ScalingOut" { 60 } else { 0 });
        let poller: Poller<JsonValue> = server.arm_with(options).prepare(&POST_ASYNC, &[]).poller();
        poller.await.unwrap();
    }
}

#[tokio::test]
async fn a_monitor_that_is_not_found() {
    fn gone(_: &str) -> crate::support::Response {
        json(404, r#"{"error":{"code":"NotFound","message":"gone"}}"#)
    }
    // The monitor was deleted with the resource.
    for first in [asynchronous, located] {
        let server = Server::start(move |seen, n| match n {
            0 => first(202, &format!("http://{}", seen.header("host").unwrap())),
            1 => json(200, r#"{"status":"InProgress"}"#),
            _ => gone(""),
        })
        .await;
        let response = poller(&server, &DELETE).await.unwrap();
        assert_eq!(response.status(), StatusCode::NoContent);
        assert_eq!(server.seen().len(), 3);
    }
    // The resource was complete at once, and its monitor does not exist.
    for (operation, line) in [(&PUT, "PUT"), (&PATCH, "PATCH")] {
        let server = Server::start(move |seen, n| {
            let base = format!("http://{}", seen.header("host").unwrap());
            match (n, seen.line.as_str()) {
                (0, first) if first.starts_with(line) => asynchronous(200, &base).body(RESOURCE),
                (1, "GET /op") => gone(""),
                (2, "GET /r?api-version=1") => json(200, RESOURCE),
                _ => response(418),
            }
        })
        .await;
        let model = poller(&server, operation).model().await.unwrap();
        assert_eq!(model["id"], "1");
    }
    // The monitor does not exist yet: it is polled a few more times.
    for status in [201, 202] {
        let server = Server::start(move |seen, n| match n {
            0 => asynchronous(status, &format!("http://{}", seen.header("host").unwrap())),
            1..4 => gone(""),
            4 => json(200, DONE),
            _ => json(200, RESOURCE),
        })
        .await;
        poller(&server, &PUT).await.unwrap();
        assert_eq!(server.seen().len(), 6);
    }
    // The number of such polls is limited. There are none after a successful poll or after a 200.
    let never = Server::start(|seen, n| match n {
        0 => asynchronous(202, &format!("http://{}", seen.header("host").unwrap())),
        _ => gone(""),
    })
    .await;
    let vanished = Server::start(|seen, n| match n {
        0 => asynchronous(202, &format!("http://{}", seen.header("host").unwrap())),
        1 => json(200, r#"{"status":"InProgress"}"#),
        _ => gone(""),
    })
    .await;
    let not_new = Server::start(|seen, n| match n {
        0 => asynchronous(200, &format!("http://{}", seen.header("host").unwrap())).body(CREATING),
        _ => gone(""),
    })
    .await;
    for (server, operation, sent) in [
        (&never, &POST, 7),
        (&vanished, &POST, 3),
        (&not_new, &PUT, 2),
    ] {
        let error = poller(server, operation).await.unwrap_err();
        assert_eq!(error.http_status(), Some(StatusCode::NotFound));
        assert_eq!(error.arm().unwrap().code(), Some("NotFound"));
        assert_eq!(server.seen().len(), sent);
        assert!(error.resume_token().is_some());
    }
}

#[tokio::test]
async fn an_awaited_poller_that_fails_leaves_a_token() {
    let server = Server::start(|seen, n| match n {
        0 => asynchronous(202, &format!("http://{}", seen.header("host").unwrap()))
            .header("location", "/loc"),
        1 => hang_up(),
        2 => json(403, r#"{"error":{"code":"Expired","message":"token"}}"#),
        3 => json(200, DONE),
        4 => response(500),
        _ => json(200, r#"{"made":true}"#),
    })
    .await;
    let mut options = quick();
    options.retry.max_retries = 0;
    let arm = server.arm_with(options);
    let start = || arm.prepare(&POST_LOCATION, &[]).poller::<JsonValue>();
    let error = start().await.unwrap_err();
    let error = start()
        .resume(error.resume_token().unwrap().secret())
        .await
        .unwrap_err();
    assert_eq!(error.http_status(), Some(StatusCode::Forbidden));
    assert_eq!(error.arm().unwrap().code(), Some("Expired"));
    // The operation has succeeded, but reading its result fails: the token contains the URL of the result.
    let error = start()
        .resume(error.resume_token().unwrap().secret())
        .await
        .unwrap_err();
    let token = error.resume_token().unwrap().secret().to_owned();
    let model = Poller::<JsonValue>::from_token(&server.arm(), &token)
        .model()
        .await
        .unwrap();
    assert_eq!(model["made"], true);
    assert_eq!(
        server.lines()[1..],
        ["GET /op", "GET /op", "GET /op", "GET /loc", "GET /loc"]
    );
}

static NAMED: Operation = Operation {
    path: "/r/{name}",
    parameters: &[Parameter::path("name")],
    ..operation(Method::Put, FinalState::Default)
};

#[tokio::test]
async fn tokens_of_other_operations_and_resources_are_refused() {
    let server = Server::start(|seen, n| match n {
        0 => asynchronous(201, &format!("http://{}", seen.header("host").unwrap())),
        _ => json(200, DONE),
    })
    .await;
    let arm = server.arm();
    let start = |name: &str| arm.prepare(&NAMED, &[&name]).poller::<JsonValue>();
    let mut running = start("one");
    running.next().await.unwrap().unwrap();
    let token = running.resume_token().unwrap().secret().to_owned();
    static OTHER: Operation = Operation {
        id: "Others_Run",
        ..NAMED
    };
    let other: Poller<JsonValue> = arm.prepare(&OTHER, &[&"one"]).poller();
    for (poller, message) in [
        (
            other.resume(&token),
            "Others_Run: the token belongs to Things_Run",
        ),
        (
            start("two").resume(&token),
            "Things_Run: the token belongs to another resource",
        ),
        (
            start("one").resume("{}"),
            "Things_Run: the token is not a resume token of this crate",
        ),
        (
            start("one").resume(&token.replace("\"via\":\"default\"", "\"via\":\"magic\"")),
            "Things_Run: the token is not a resume token of this crate",
        ),
    ] {
        assert_eq!(poller.await.unwrap_err().to_string(), message);
    }
    assert_eq!(server.seen().len(), 1);
    start("ONE")
        .resume(&token)
        .header("x-own", "1")
        .await
        .unwrap();
    assert_eq!(server.seen()[1].header("x-own"), Some("1"));
    // A request ID that would break the header.
    let id = server.seen()[0]
        .header("x-ms-client-request-id")
        .unwrap()
        .to_owned();
    let error = start("one")
        .resume(&token.replace(&id, "a\\r\\nb"))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("control character"), "{error}");
}

#[tokio::test]
async fn tokens_keep_where_the_result_is() {
    // A POST with a `Location`, resumed by another client after each step.
    for (via, result) in [
        (FinalState::Location, r#"{"at":"location"}"#),
        (FinalState::Default, r#"{"at":"named"}"#),
        (FinalState::OriginalUri, r#"{"at":"original"}"#),
        (
            FinalState::AzureAsyncOperation,
            r#"{"status":"Succeeded","resourceLocation":"/named"}"#,
        ),
    ] {
        let run: &'static Operation = Box::leak(Box::new(operation(Method::Post, via)));
        let server = Server::start(|seen, n| match (n, seen.line.as_str()) {
            (0, _) => asynchronous(202, &format!("http://{}", seen.header("host").unwrap())),
            (1, "GET /op") => json(200, r#"{"status":"Running"}"#).header("location", "/loc"),
            (2, "GET /op") => json(200, r#"{"status":"Succeeded","resourceLocation":"/named"}"#),
            (_, "GET /loc") => json(200, r#"{"at":"location"}"#),
            (_, "GET /named") => json(200, r#"{"at":"named"}"#),
            (_, "GET /r?api-version=1") => json(200, r#"{"at":"original"}"#),
            _ => response(418),
        })
        .await;
        let mut poller = poller(&server, run);
        let mut token = None;
        while let Some(progress) = poller.try_next().await.unwrap() {
            if progress.next_poll_in.is_none() {
                break;
            }
            token = poller.resume_token();
            poller = Poller::from_token(&server.arm(), token.as_ref().unwrap().secret());
        }
        assert!(token.is_some());
        assert_eq!(
            poller.await.unwrap().into_body().into_string().unwrap(),
            result,
            "{via:?}"
        );
    }
}

#[tokio::test]
async fn a_resource_location_must_be_a_url() {
    for (location, ok) in [
        (r#""/made""#, true),
        (r#""""#, true),
        ("null", true),
        (r#""not a url""#, false),
        (r#""http://[bad""#, false),
        ("7", false),
        (r#""https://evil.example/made""#, false),
    ] {
        let body: &'static str =
            format!(r#"{{"status":"Succeeded","resourceLocation":{location}}}"#).leak();
        let server = monitor(body).await;
        let outcome = poller(&server, &POST).await;
        assert_eq!(outcome.is_ok(), ok, "{location}");
        if let Err(error) = outcome {
            assert!(error.to_string().starts_with("Things_Run: ") || location.contains("evil"));
        }
    }
}

#[tokio::test]
async fn polls_pause_for_the_interval() {
    let server = Server::start(|seen, n| match n {
        0 => asynchronous(202, &format!("http://{}", seen.header("host").unwrap())),
        1 => json(200, r#"{"status":"Running"}"#),
        2 => json(200, r#"{"status":"Running"}"#).header("retry-after", "7"),
        _ => json(200, DONE),
    })
    .await;
    let poller = poller(&server, &POST_ASYNC).interval(Duration::from_millis(30));
    let progress: Vec<_> = poller
        .map_ok(|it| it.next_poll_in)
        .try_collect()
        .await
        .unwrap();
    let ms = |n| Some(Duration::from_millis(n));
    // The requested delay is limited to 20 ms in these tests, but is at least the interval.
    assert_eq!(progress, [ms(30), ms(30), ms(30), None]);
}

#[tokio::test]
async fn a_time_limit_gives_the_token_back() {
    let server = Server::start(|seen, n| match n {
        0 => located(202, &format!("http://{}", seen.header("host").unwrap())),
        1 => json(202, "{}").delay(Duration::from_secs(60)),
        _ => json(200, r#"{"x":1}"#),
    })
    .await;
    let limit = Duration::from_millis(100);
    let outcome = poller(&server, &POST).within(limit).await.unwrap();
    let Within::Running {
        poller: lost,
        token,
    } = outcome
    else {
        panic!("{outcome:?}");
    };
    drop(lost);
    let resumed = poller(&server, &POST).resume(token.unwrap().secret());
    let Within::Done(response) = resumed.within(Duration::from_secs(60)).await.unwrap() else {
        panic!("the operation is done");
    };
    assert_eq!(response.into_model().unwrap()["x"], 1);
    // `futures` has a method of the same name.
    let server = monitor(DONE).await;
    poller(&server, &POST_ASYNC).into_future().await.unwrap();
}
