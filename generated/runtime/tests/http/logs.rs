//! The log: a line for each retry and for each poll of a long-running operation.

use std::{
    fmt::{Debug, Write},
    sync::{Arc, Mutex},
    time::Duration,
};

use arm_runtime::{
    FinalState, Json, JsonValue, Method, Operation, Poller, RequestBody, RetryOptions,
};
use futures::StreamExt;
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

use crate::support::{Server, hang_up, json, listen, quick, response};

/// Collects the events of this crate as lines.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("arm_runtime")
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

impl Lines {
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

const fn operation(method: Method) -> Operation {
    Operation {
        id: "Things_Do",
        method,
        path: "/x",
        body: Some(RequestBody::BYTES),
        ..Operation::DEFAULT
    }
}

static GET: Operation = operation(Method::Get);
static DELETE: Operation = Operation {
    long_running: Some(FinalState::Default),
    body: None,
    ..operation(Method::Delete)
};

/// Returns a client whose retries do not wait.
fn arm(server: &Server) -> arm_runtime::Arm {
    let mut options = quick();
    options.retry = RetryOptions {
        initial_delay: Duration::ZERO,
        ..options.retry
    };
    server.arm_with(options)
}

#[tokio::test]
async fn a_retry_is_logged_with_its_number_reason_and_delay() {
    let lines = Lines::default();
    let _guard = listen(lines.clone());
    let server = Server::start(|_, n| match n {
        0 => response(503).header("retry-after-ms", "12"),
        1 => hang_up(),
        2 => response(429),
        _ => json(200, "{}"),
    })
    .await;
    arm(&server)
        .prepare(&GET, &[])
        .call::<JsonValue, Json>()
        .await
        .unwrap();
    assert_eq!(
        lines.take(),
        [
            "INFO message=retrying the request operation=\"Things_Do\" method=\"GET\" retry=1 status=503 wait_ms=12",
            "INFO message=retrying the request operation=\"Things_Do\" method=\"GET\" retry=2 error=\"Io\" wait_ms=0",
            "INFO message=retrying the request operation=\"Things_Do\" method=\"GET\" retry=3 status=429 wait_ms=0",
        ]
    );
    // A call without a retry is not worth a line.
    arm(&server)
        .prepare(&GET, &[])
        .call::<JsonValue, Json>()
        .await
        .unwrap();
    assert!(lines.take().is_empty());
}

#[tokio::test]
async fn each_poll_is_logged_with_the_state_of_the_operation() {
    let lines = Lines::default();
    let _guard = listen(lines.clone());
    let server = Server::start(|_, n| match n {
        0 => response(202)
            .header("azure-asyncoperation", "/status")
            .header("retry-after-ms", "3"),
        1 => json(200, r#"{"status":"Deleting","percentComplete":40}"#).header("retry-after", "0"),
        2 => json(400, r#"{"error":{"code":"Broken"}}"#),
        _ => json(200, r#"{"status":"Succeeded"}"#),
    })
    .await;
    let mut poller: Poller<JsonValue> = arm(&server).prepare(&DELETE, &[]).poller();
    for is_ok in [true, true, false] {
        let progress = poller.next().await.unwrap();
        assert_eq!(progress.is_ok(), is_ok);
    }
    let polled = "DEBUG message=the long-running operation was polled operation=\"Things_Do\"";
    assert_eq!(
        lines.take(),
        [
            format!("{polled} state=\"InProgress\" http_status=202 next_poll_ms=3"),
            format!(
                "{polled} state=\"Deleting\" http_status=200 percent_complete=40.0 next_poll_ms=0"
            ),
            "WARN message=a poll failed operation=\"Things_Do\" kind=HttpResponse(BadRequest, \"Broken\")"
                .to_owned(),
        ]
    );
}
