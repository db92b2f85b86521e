//! States of long-running operations: combined words, those that the spec declares, and monitors that are gone.

use std::{error::Error as _, time::Duration};

use arm_runtime::{ErrorExt, FinalState, JsonValue, Method, Operation, Poller, Result, StatusCode};
use futures::StreamExt;

use crate::{
    polling::{CREATING, DONE, RESOURCE, asynchronous, operation},
    support::{Server, json, quick, response},
};

static PUT: Operation = operation(Method::Put, FinalState::Default);
static POST: Operation = operation(Method::Post, FinalState::Default);
static DELETE: Operation = operation(Method::Delete, FinalState::Default);

fn resource(state: &str) -> String {
    format!(r#"{{"properties":{{"provisioningState":"{state}"}}}}"#)
}

fn monitor(state: &str) -> String {
    format!(r#"{{"status":"{state}"}}"#)
}

/// Runs an operation that is accepted and reports `body` once and then its end. Returns the number of requests, too.
async fn run(operation: &'static Operation, body: String) -> (Result<()>, usize) {
    let is_put = operation.method == Method::Put;
    let server = Server::start(move |seen, n| match (n, is_put) {
        (0, true) => json(201, CREATING),
        (0, false) => asynchronous(202, &format!("http://{}", seen.header("host").unwrap())),
        (1, _) => json(200, &body),
        (_, true) => json(200, RESOURCE),
        (_, false) => json(200, DONE),
    })
    .await;
    let poller: Poller<JsonValue> = server.arm().prepare(operation, &[]).poller();
    let outcome = poller.await.map(drop);
    (outcome, server.seen().len())
}

#[tokio::test]
async fn words_that_end_in_a_final_state_are_final() {
    for (state, succeeds) in [
        ("CreateFailed", Some(false)),
        ("UpdatedFailed", Some(false)),
        ("StorageProvisioningFailed", Some(false)),
        ("DeletionFailure", Some(false)),
        ("PartiallySucceeded", Some(true)),
        ("NotSucceeded", None),
        ("TransientFailure", None),
        ("RolloutInProgress", None),
        ("DisableInProgress", None),
        ("ResolvingDNS", None),
        ("Deprovisioning", None),
        ("Ready", None),
    ] {
        for (operation, body) in [(&PUT, resource(state)), (&POST, monitor(state))] {
            let (outcome, sent) = run(operation, body).await;
            assert_eq!(sent, if succeeds.is_some() { 2 } else { 3 }, "{state}");
            assert_eq!(outcome.is_ok(), succeeds != Some(false), "{state}");
        }
    }
    // Such words are final for monitors only.
    for state in ["Done", "Complete", "Finished", "Success"] {
        assert_eq!(run(&POST, monitor(state)).await.1, 2, "{state}");
        assert_eq!(run(&PUT, resource(state)).await.1, 3, "{state}");
    }
}

const fn declaring(method: Method, states: &'static [&'static str]) -> Operation {
    Operation {
        states,
        ..operation(method, FinalState::Default)
    }
}

#[tokio::test]
async fn a_declared_state_that_can_only_be_success_is_final() {
    static APPROVAL: &[&str] = &["Approving", "Ready", "Dropping", "Failed", "Rejecting"];
    static APPROVE: Operation = declaring(Method::Put, APPROVAL);
    static START: Operation = declaring(Method::Post, APPROVAL);
    static NEUTRAL: Operation = declaring(Method::Post, &["Unknown", "Running", "Ready"]);
    for state in ["Ready", "ready"] {
        assert_eq!(run(&APPROVE, resource(state)).await.1, 2);
        assert_eq!(run(&START, monitor(state)).await.1, 2);
        assert_eq!(run(&NEUTRAL, monitor(state)).await.1, 2);
    }
    // Two candidates, a known successful state, or nothing that shows what the words are: the spec does not tell.
    static TWO: Operation = declaring(Method::Post, &["Running", "Ready", "Deployed"]);
    static KNOWN: Operation = declaring(Method::Post, &["Running", "Ready", "Done"]);
    static ALONE: Operation = declaring(Method::Post, &["Ready", "Failed"]);
    for operation in [&TWO, &KNOWN, &ALONE] {
        assert_eq!(run(operation, monitor("Ready")).await.1, 3);
    }
}

#[tokio::test]
async fn a_token_holds_the_declared_state() {
    static START: Operation = declaring(Method::Post, &["Running", "Ready"]);
    let server = Server::start(|seen, n| match n {
        0 => asynchronous(202, &format!("http://{}", seen.header("host").unwrap())),
        1 => json(200, &monitor("Ready")),
        _ => response(418),
    })
    .await;
    let mut poller: Poller<JsonValue> = server.arm().prepare(&START, &[]).poller();
    poller.next().await.unwrap().unwrap();
    let token = poller.resume_token().unwrap().secret().to_owned();
    assert!(token.contains(r#""success":"Ready""#), "{token}");
    let resumed: Poller<JsonValue> = Poller::from_token(&server.arm(), &token);
    resumed.await.unwrap();
}

#[tokio::test]
async fn a_failed_operation_does_not_show_the_status_of_the_poll() {
    for body in [
        r#"{"status":"Failed"}"#,
        r#"{"status":"Failed","error":{"code":"Full","message":"m"}}"#,
        r#"{"status":"Canceled","properties":{"output":"x"}}"#,
    ] {
        let (outcome, _) = run(&POST, body.to_owned()).await;
        let error = outcome.unwrap_err();
        let mut texts = vec![error.to_string(), format!("{:?}", error.kind())];
        let mut source = error.source();
        while let Some(cause) = source {
            texts.push(cause.to_string());
            source = cause.source();
        }
        for text in texts {
            assert!(!text.contains("200") && !text.contains("OK"), "{text}");
        }
        assert!(error.to_string().contains(" ended as "), "{error}");
    }
}

#[tokio::test]
async fn a_monitor_that_is_gone() {
    fn gone(seen: &crate::support::Seen) -> crate::support::Response {
        match seen.line.as_str() {
            "GET /r?api-version=1" => json(200, RESOURCE),
            _ => json(410, r#"{"error":{"code":"Gone","message":"expired"}}"#),
        }
    }
    // The monitor was deleted with the resource.
    let server = Server::start(|seen, n| match n {
        0 => asynchronous(202, &format!("http://{}", seen.header("host").unwrap())),
        _ => gone(seen),
    })
    .await;
    let poller: Poller<JsonValue> = server.arm().prepare(&DELETE, &[]).poller();
    assert_eq!(poller.await.unwrap().status(), StatusCode::NoContent);
    // The resource was complete at once.
    let server = Server::start(|seen, n| match n {
        0 => asynchronous(200, &format!("http://{}", seen.header("host").unwrap())).body(RESOURCE),
        _ => gone(seen),
    })
    .await;
    let poller: Poller<JsonValue> = server.arm().prepare(&PUT, &[]).poller();
    assert_eq!(poller.model().await.unwrap()["id"], "1");
    // A monitor that is gone does not come back: it is not polled again, and the error leaves a way to go on.
    let server = Server::start(|seen, n| match n {
        0 => asynchronous(202, &format!("http://{}", seen.header("host").unwrap())),
        _ => gone(seen),
    })
    .await;
    let mut options = quick();
    options.poll.interval = Duration::ZERO;
    let poller: Poller<JsonValue> = server.arm_with(options).prepare(&POST, &[]).poller();
    let error = poller.await.unwrap_err();
    assert_eq!(error.http_status(), Some(StatusCode::Gone));
    assert_eq!(error.arm().unwrap().code(), Some("Gone"));
    assert!(error.resume_token().is_some());
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn the_first_progress_has_the_word_of_the_service() {
    async fn first(
        operation: &'static Operation,
        status: u16,
        header: &'static str,
        body: String,
    ) -> String {
        let server = Server::start(move |_, n| match n {
            0 => json(status, &body).header(header, "/status"),
            _ => json(200, RESOURCE),
        })
        .await;
        let mut poller: Poller<JsonValue> = server.arm().prepare(operation, &[]).poller();
        poller.next().await.unwrap().unwrap().status
    }
    for (operation, status, header, body, expected) in [
        (
            &POST,
            202,
            "azure-asyncoperation",
            monitor("Queued"),
            "Queued",
        ),
        (
            &POST,
            202,
            "operation-location",
            monitor("Queued"),
            "Queued",
        ),
        (
            &POST,
            202,
            "azure-asyncoperation",
            "{}".to_owned(),
            "InProgress",
        ),
        // What the first response calls the end is only its beginning.
        (
            &POST,
            202,
            "azure-asyncoperation",
            monitor("Succeeded"),
            "InProgress",
        ),
        (&PUT, 201, "location", resource("Creating"), "Creating"),
        (&PUT, 201, "location", "{}".to_owned(), "InProgress"),
        (&PUT, 201, "x-other", resource("Creating"), "Creating"),
        (&PUT, 200, "x-other", resource("Updating"), "Updating"),
        (&PUT, 200, "x-other", resource("Succeeded"), "Succeeded"),
        (&DELETE, 202, "location", monitor("Deleting"), "InProgress"),
    ] {
        let word = first(operation, status, header, body.clone()).await;
        assert_eq!(word, expected, "{status} {header} {body}");
    }
}
