//! Long-running operations.

use arm_runtime::{ArmError, FinalState, JsonValue, Method, Operation, Poller};
use azure_core::{Result, error::ErrorKind};

use crate::support::{Response, Server, json, response};

pub const fn operation(method: Method, via: FinalState) -> Operation {
    Operation {
        id: "Things_Run",
        method,
        path: "/r",
        api_version: "1",
        success: &[200],
        long_running: Some(via),
        ..Operation::DEFAULT
    }
}

static PUT: Operation = operation(Method::Put, FinalState::Default);
static PUT_LOCATION: Operation = operation(Method::Put, FinalState::Location);
static PATCH: Operation = operation(Method::Patch, FinalState::AzureAsyncOperation);
static DELETE: Operation = operation(Method::Delete, FinalState::Location);
static POST: Operation = operation(Method::Post, FinalState::Default);
static POST_ASYNC: Operation = operation(Method::Post, FinalState::AzureAsyncOperation);
static POST_LOCATION: Operation = operation(Method::Post, FinalState::Location);
static POST_ORIGINAL: Operation = operation(Method::Post, FinalState::OriginalUri);
static POST_OPERATION: Operation = operation(Method::Post, FinalState::OperationLocation);
static POST_RESULT: Operation = operation(Method::Post, FinalState::OperationLocationResult);

pub const RESOURCE: &str = r#"{"id":"1","properties":{"provisioningState":"Succeeded"}}"#;
pub const CREATING: &str = r#"{"id":"1","properties":{"provisioningState":"Creating"}}"#;
pub const DONE: &str = r#"{"status":"Succeeded"}"#;

/// A line of a script: the expected request and the response, which receives the URL of the server.
pub type Step = (&'static str, fn(&str) -> Response);

pub async fn server(steps: &'static [Step]) -> Server {
    Server::start(|seen, n| {
        let base = format!("http://{}", seen.header("host").unwrap());
        // The requests that follow the first one ask for JSON.
        if n > 0 && seen.header("accept") != Some("application/json") {
            return response(418).body("the request does not ask for JSON");
        }
        match steps.get(n) {
            Some((line, answer)) if *line == seen.line => answer(&base),
            _ => response(418).body(format!("step {n} is not {}", seen.line)),
        }
    })
    .await
}

/// Runs an operation with its script and returns the last body.
async fn run(operation: &'static Operation, steps: &'static [Step]) -> Result<String> {
    let server = server(steps).await;
    let poller: Poller<JsonValue> = server.arm().prepare(operation, &[]).poller();
    let response = poller.await?;
    assert_eq!(server.seen().len(), steps.len());
    response.into_body().into_string()
}

pub fn asynchronous(status: u16, base: &str) -> Response {
    response(status).header("Azure-AsyncOperation", format!("{base}/op"))
}

pub fn located(status: u16, base: &str) -> Response {
    response(status).header("Location", format!("{base}/loc"))
}

#[tokio::test]
async fn put_and_patch_by_monitor() {
    for (operation, first) in [
        (&PUT, "PUT /r?api-version=1"),
        (&PATCH, "PATCH /r?api-version=1"),
        (&PUT_LOCATION, "PUT /r?api-version=1"),
    ] {
        for status in [200, 201, 202] {
            let server = Server::start(move |seen, n| match (n, seen.line.as_str()) {
                (0, line) if line == first => {
                    let base = format!("http://{}", seen.header("host").unwrap());
                    // An invalid `Location` that is not needed.
                    asynchronous(status, &base)
                        .header("Location", "http://[bad")
                        .body(CREATING)
                }
                (1, "GET /op") => json(202, r#"{"status":"Accepted","percentComplete":40}"#),
                (2, "GET /op") => json(200, r#"{"status":"succeeded"}"#),
                (3, "GET /r?api-version=1") => json(200, RESOURCE),
                _ => response(418),
            })
            .await;
            let poller: Poller<JsonValue> = server.arm().prepare(operation, &[]).poller();
            let body = poller.await.unwrap().into_model().unwrap();
            assert_eq!(body["id"], "1");
        }
    }
}

#[tokio::test]
async fn the_resource_says_its_state() {
    static STEPS: [Step; 3] = [
        ("PUT /r?api-version=1", |_| json(201, CREATING)),
        ("GET /r?api-version=1", |_| {
            json(200, r#"{"properties":{"provisioningState":"Whatever"}}"#)
        }),
        ("GET /r?api-version=1", |_| json(200, RESOURCE)),
    ];
    assert_eq!(run(&PUT, &STEPS).await.unwrap(), RESOURCE);
    static NO_WORD: [Step; 2] = [
        ("PUT /r?api-version=1", |_| json(201, "{}")),
        ("GET /r?api-version=1", |_| json(200, "{\"a\":1}")),
    ];
    assert_eq!(run(&PUT, &NO_WORD).await.unwrap(), "{\"a\":1}");
    static FAILED: [Step; 2] = [
        ("PUT /r?api-version=1", |_| json(201, CREATING)),
        ("GET /r?api-version=1", |_| {
            json(200, r#"{"properties":{"provisioningState":"Failed"}}"#)
        }),
    ];
    assert!(
        run(&PUT, &FAILED)
            .await
            .unwrap_err()
            .to_string()
            .contains("ended as Failed")
    );
}

#[tokio::test]
async fn done_at_once() {
    static PUT_200: [Step; 1] = [("PUT /r?api-version=1", |_| json(200, RESOURCE))];
    static PUT_201: [Step; 1] = [("PUT /r?api-version=1", |_| json(201, RESOURCE))];
    static PUT_PLAIN: [Step; 1] = [("PUT /r?api-version=1", |_| json(200, "{\"id\":\"1\"}"))];
    assert_eq!(run(&PUT, &PUT_200).await.unwrap(), RESOURCE);
    assert_eq!(run(&PUT, &PUT_201).await.unwrap(), RESOURCE);
    assert_eq!(run(&PUT, &PUT_PLAIN).await.unwrap(), "{\"id\":\"1\"}");
    static DELETE_204: [Step; 1] = [("DELETE /r?api-version=1", |_| response(204))];
    static DELETE_200: [Step; 1] = [("DELETE /r?api-version=1", |_| response(200))];
    assert_eq!(run(&DELETE, &DELETE_204).await.unwrap(), "");
    assert_eq!(run(&DELETE, &DELETE_200).await.unwrap(), "");
    static POST_200: [Step; 1] = [("POST /r?api-version=1", |_| json(200, "{\"x\":1}"))];
    assert_eq!(run(&POST, &POST_200).await.unwrap(), "{\"x\":1}");
    static FAILED: [Step; 1] = [("PUT /r?api-version=1", |_| {
        json(200, r#"{"properties":{"provisioningState":"Failed"}}"#)
    })];
    run(&PUT, &FAILED).await.unwrap_err();
    // The operation has ended; its link must not be followed.
    static DECOY: [Step; 1] = [("PATCH /r?api-version=1", |_| {
        json(200, RESOURCE).header("Azure-AsyncOperation", "http://localhost/fake")
    })];
    assert_eq!(run(&PATCH, &DECOY).await.unwrap(), RESOURCE);
}

#[tokio::test]
async fn by_location() {
    // The last body is the resource, so it is not fetched again.
    static PUT_STEPS: [Step; 3] = [
        ("PUT /r?api-version=1", |base| located(202, base)),
        ("GET /loc", |_| response(202)),
        ("GET /loc", |_| json(200, "{\"id\":\"1\"}")),
    ];
    assert_eq!(run(&PUT, &PUT_STEPS).await.unwrap(), "{\"id\":\"1\"}");
    // An empty body or a monitor is not the resource.
    static EMPTY: [Step; 3] = [
        ("PUT /r?api-version=1", |base| located(202, base)),
        ("GET /loc", |_| response(204)),
        ("GET /r?api-version=1", |_| json(200, RESOURCE)),
    ];
    assert_eq!(run(&PUT, &EMPTY).await.unwrap(), RESOURCE);
    static MONITOR: [Step; 4] = [
        ("PUT /r?api-version=1", |base| located(202, base)),
        ("GET /loc", |_| json(200, r#"{"status":"InProgress"}"#)),
        ("GET /loc", |_| json(200, DONE)),
        ("GET /r?api-version=1", |_| json(200, RESOURCE)),
    ];
    assert_eq!(run(&PUT, &MONITOR).await.unwrap(), RESOURCE);
    // Relative links, and links that change.
    static MOVING: [Step; 3] = [
        ("POST /r?api-version=1", |_| {
            response(202).header("location", "a/1")
        }),
        ("GET /a/1", |_| response(202).header("location", "2?x=y")),
        ("GET /a/2?x=y", |_| json(200, "[1]")),
    ];
    assert_eq!(run(&POST, &MOVING).await.unwrap(), "[1]");
    static NOTHING: [Step; 2] = [
        ("POST /r?api-version=1", |base| located(202, base)),
        ("GET /loc", |_| response(204)),
    ];
    assert_eq!(run(&POST_LOCATION, &NOTHING).await.unwrap(), "");
    static DELETED: [Step; 3] = [
        ("DELETE /r?api-version=1", |base| located(202, base)),
        ("GET /loc", |_| response(202)),
        ("GET /loc", |_| response(200)),
    ];
    assert_eq!(run(&DELETE, &DELETED).await.unwrap(), "");
    // A result with a `status` property.
    static OWN: [Step; 2] = [
        ("POST /r?api-version=1", |base| located(202, base)),
        ("GET /loc", |_| json(200, r#"{"status":"Enabled"}"#)),
    ];
    assert_eq!(run(&POST, &OWN).await.unwrap(), r#"{"status":"Enabled"}"#);
    // The resource at the link is still being created.
    static STILL: [Step; 3] = [
        ("PUT /r?api-version=1", |base| {
            located(201, base).body(CREATING)
        }),
        ("GET /loc", |_| json(200, CREATING)),
        ("GET /loc", |_| json(200, RESOURCE)),
    ];
    assert_eq!(run(&PUT, &STILL).await.unwrap(), RESOURCE);
}

#[tokio::test]
async fn the_result_of_a_post() {
    fn both(base: &str) -> Response {
        asynchronous(202, base).header("Location", format!("{base}/loc"))
    }
    const MONITOR: &str = r#"{"status":"succeeded","id":"100"}"#;
    static AT_LOCATION: [Step; 3] = [
        ("POST /r?api-version=1", both),
        ("GET /op", |_| json(200, MONITOR)),
        ("GET /loc", |_| json(200, "{\"id\":\"x\"}")),
    ];
    assert_eq!(run(&POST, &AT_LOCATION).await.unwrap(), "{\"id\":\"x\"}");
    assert_eq!(
        run(&POST_LOCATION, &AT_LOCATION).await.unwrap(),
        "{\"id\":\"x\"}"
    );
    static IN_MONITOR: [Step; 2] = [
        ("POST /r?api-version=1", both),
        ("GET /op", |_| json(200, MONITOR)),
    ];
    assert_eq!(run(&POST_ASYNC, &IN_MONITOR).await.unwrap(), MONITOR);
    static NO_LOCATION: [Step; 2] = [
        ("POST /r?api-version=1", |base| asynchronous(202, base)),
        ("GET /op", |_| json(200, MONITOR)),
    ];
    assert_eq!(run(&POST, &NO_LOCATION).await.unwrap(), MONITOR);
    static ORIGINAL: [Step; 3] = [
        ("POST /r?api-version=1", both),
        ("GET /op", |_| json(200, MONITOR)),
        ("GET /r?api-version=1", |_| json(200, RESOURCE)),
    ];
    assert_eq!(run(&POST_ORIGINAL, &ORIGINAL).await.unwrap(), RESOURCE);
    static OPERATION: [Step; 2] = [
        ("POST /r?api-version=1", |base| {
            response(202).header("Operation-Location", format!("{base}/op"))
        }),
        ("GET /op", |_| json(200, MONITOR)),
    ];
    assert_eq!(run(&POST_OPERATION, &OPERATION).await.unwrap(), MONITOR);
    static NAMED: [Step; 3] = [
        ("POST /r?api-version=1", |base| {
            response(202).header("Operation-Location", format!("{base}/op"))
        }),
        ("GET /op", |_| {
            json(200, r#"{"status":"Succeeded","resourceLocation":"/made"}"#)
        }),
        ("GET /made", |_| json(200, "{}")),
    ];
    assert_eq!(run(&POST, &NAMED).await.unwrap(), "{}");
    // The result is a property of the monitor.
    static INSIDE: [Step; 3] = [
        ("POST /r?api-version=1", |base| {
            json(202, r#"{"status":"Running"}"#).header("Operation-Location", format!("{base}/op"))
        }),
        ("GET /op", |_| json(200, r#"{"status":"Running"}"#)),
        ("GET /op", |_| {
            json(200, r#"{"status":"Succeeded","result":{"a":1.50}}"#)
        }),
    ];
    assert_eq!(run(&POST_RESULT, &INSIDE).await.unwrap(), r#"{"a":1.50}"#);
    // The result is not ready when the monitor says so.
    static LATE: [Step; 4] = [
        ("POST /r?api-version=1", both),
        ("GET /op", |_| json(200, DONE)),
        ("GET /loc", |_| response(202)),
        ("GET /loc", |_| json(200, "{}")),
    ];
    assert_eq!(run(&POST, &LATE).await.unwrap(), "{}");
}

#[tokio::test]
async fn deletes_by_monitor_read_nothing_more() {
    static STEPS: [Step; 3] = [
        ("DELETE /r?api-version=1", |base| {
            asynchronous(202, base).header("Location", "somethingBadWhichShouldNotBeUsed")
        }),
        ("GET /op", |base| {
            json(200, r#"{"status":"InProgress"}"#)
                .header("Azure-AsyncOperation", format!("{base}/op2"))
        }),
        ("GET /op2", |_| json(200, DONE)),
    ];
    assert_eq!(run(&DELETE, &STEPS).await.unwrap(), DONE);
    static GONE: [Step; 2] = [
        ("DELETE /r?api-version=1", |base| asynchronous(202, base)),
        ("GET /op", |_| response(204)),
    ];
    assert_eq!(run(&DELETE, &GONE).await.unwrap(), "");
}

pub fn code(error: &azure_core::Error) -> Option<String> {
    // An error despite a success status.
    assert!(matches!(error.kind(), ErrorKind::Other), "{error:?}");
    assert_eq!(error.http_status(), None);
    assert!(!format!("{error:?}").contains("status"), "{error:?}");
    ArmError::from_error(error).and_then(|error| error.error.code)
}

#[tokio::test]
async fn failures_hold_the_arm_error() {
    static WITH_ERROR: [Step; 2] = [
        ("PUT /r?api-version=1", |base| asynchronous(201, base)),
        ("GET /op", |_| {
            json(
                200,
                r#"{"status":"Failed","error":{"code":"Quota","message":"no \"more\" room"}}"#,
            )
        }),
    ];
    let error = run(&PUT, &WITH_ERROR).await.unwrap_err();
    assert_eq!(code(&error).as_deref(), Some("Quota"));
    let text = "Things_Run: the long-running operation ended as Failed: Quota: no \"more\" room";
    assert_eq!(error.to_string(), text);
    static WITHOUT: [Step; 2] = [
        ("POST /r?api-version=1", |base| asynchronous(202, base)),
        ("GET /op", |_| json(200, r#"{"status":"canceled"}"#)),
    ];
    let error = run(&POST, &WITHOUT).await.unwrap_err();
    assert_eq!(code(&error), None);
    assert!(
        error
            .to_string()
            .ends_with("ended as canceled: the service returned no reason"),
        "{error}"
    );
    // A result contract with the error in `properties`.
    static CONTRACT: [Step; 2] = [
        ("POST /r?api-version=1", |base| located(202, base)),
        ("GET /loc", |_| {
            json(
                200,
                r#"{"id":"/x","type":"t","properties":{"status":"Failed","error":{"code":"Bad","message":"m"}}}"#,
            )
        }),
    ];
    assert_eq!(
        code(&run(&POST, &CONTRACT).await.unwrap_err()).as_deref(),
        Some("Bad")
    );
    static DELETED: [Step; 2] = [
        ("DELETE /r?api-version=1", |base| located(202, base)),
        ("GET /loc", |_| {
            json(200, r#"{"properties":{"provisioningState":"Canceled"}}"#)
        }),
    ];
    run(&DELETE, &DELETED).await.unwrap_err();
    // The monitor reports success, but the resource reports failure.
    static AFTER: [Step; 3] = [
        ("PUT /r?api-version=1", |base| asynchronous(201, base)),
        ("GET /op", |_| json(200, DONE)),
        ("GET /r?api-version=1", |_| {
            json(200, r#"{"properties":{"provisioningState":"Failed"}}"#)
        }),
    ];
    run(&PUT, &AFTER).await.unwrap_err();
    // A resource may have a status unrelated to the operation.
    static STATUS: [Step; 2] = [
        ("PUT /r?api-version=1", |base| located(202, base)),
        ("GET /loc", |_| {
            json(200, r#"{"type":"t","properties":{"status":"Failed"}}"#)
        }),
    ];
    run(&PUT, &STATUS).await.unwrap();
}

#[tokio::test]
async fn responses_that_say_nothing() {
    static CASES: [(&Operation, [Step; 2]); 6] = [
        (
            &POST,
            [
                ("POST /r?api-version=1", |_| response(202)),
                ("", |_| response(200)),
            ],
        ),
        (
            &DELETE,
            [
                ("DELETE /r?api-version=1", |_| response(202)),
                ("", |_| response(200)),
            ],
        ),
        (
            &PUT,
            [
                ("PUT /r?api-version=1", |_| json(200, "{\"a\":")),
                ("", |_| response(200)),
            ],
        ),
        (
            &PUT,
            [
                ("PUT /r?api-version=1", |base| asynchronous(200, base)),
                ("GET /op", |_| response(200)),
            ],
        ),
        (
            &PUT,
            [
                ("PUT /r?api-version=1", |base| asynchronous(200, base)),
                ("GET /op", |_| json(200, "{}")),
            ],
        ),
        (
            &PUT,
            [
                ("PUT /r?api-version=1", |base| asynchronous(200, base)),
                ("GET /op", |_| json(200, "{\"status\"")),
            ],
        ),
    ];
    for (n, (operation, steps)) in CASES.iter().enumerate() {
        let error = run(operation, steps).await.unwrap_err();
        assert!(
            error.to_string().starts_with("Things_Run: ") && !error.to_string().contains("418"),
            "{n}: {error}"
        );
    }
}
