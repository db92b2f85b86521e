//! Secrets do not occur in logs, traces and `Debug` output.

use std::{
    fmt::{Debug, Write},
    sync::{Arc, Mutex},
};

use arm_runtime::{
    Call, FinalState, JsonValue, Method, Operation, Pager, Parameter, Poller, RequestBody,
};
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

use crate::support::{Server, TOKEN, hang_up, json, response};

static POST: Operation = Operation {
    id: "T_Secret",
    method: Method::Post,
    path: "/x",
    api_version: "1",
    parameters: &[Parameter::query("sig"), Parameter::header("x-key")],
    body: Some(RequestBody::JSON),
    long_running: Some(FinalState::Default),
    ..Operation::DEFAULT
};

const SECRETS: [&str; 5] = [TOKEN, "q-secret", "h-secret", "b-secret", "r-secret"];

/// Collects all trace events and spans.
#[derive(Clone, Default)]
struct Everything(Arc<Mutex<String>>);

impl Visit for Everything {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0.lock().unwrap(), "{field}={value:?} ").unwrap();
    }
}

impl Subscriber for Everything {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut self.clone());
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

fn check(what: &str, text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{what} shows {secret}: {text}");
    }
}

fn body() -> std::collections::BTreeMap<String, String> {
    std::collections::BTreeMap::from([("k".to_owned(), "b-secret".to_owned())])
}

#[tokio::test]
async fn traces_and_debug() {
    let traced = Everything::default();
    let _guard = tracing::subscriber::set_default(traced.clone());
    let server = Server::start(|_, n| match n {
        0 => json(200, "{\"k\":\"r-secret\"}").header("x-key", "r-secret"),
        1 => {
            json(400, "{\"error\":{\"code\":\"C\"},\"k\":\"r-secret\"}").header("x-key", "r-secret")
        }
        2 => hang_up(),
        3 => response(202).header("location", "/op?t=q-secret"),
        _ => json(200, "{\"k\":\"r-secret\"}"),
    })
    .await;
    let prepared = || {
        server
            .secure()
            .prepare(&POST, &[&"q-secret", &"h-secret"])
            .body::<std::collections::BTreeMap<String, String>>(body())
    };
    let call = || -> Call<JsonValue> { prepared().into() };
    check("call", &format!("{:?} {:?}", call(), call().request()));
    check("prepared", &format!("{:?}", prepared()));
    check(
        "pager",
        &format!("{:?}", Pager::<JsonValue>::from(prepared())),
    );
    check("client", &format!("{:?}", server.secure()));
    let response = call().await.unwrap();
    check("response", &format!("{response:?}"));
    for _ in 0..2 {
        let error = call().await.unwrap_err();
        check("error", &format!("{error} {error:?}"));
    }
    let poller: Poller<JsonValue> = prepared().into();
    check("poller", &format!("{poller:?}"));
    poller.await.unwrap();
    assert_eq!(server.seen().len(), 5);
    let text = traced.0.lock().unwrap().clone();
    assert!(
        text.contains("/x?sig=REDACTED"),
        "something is traced: {text}"
    );
    check("the trace", &text);
}

#[test]
fn options_show_no_more_than_settings() {
    let text = format!("{:?}", crate::support::quick());
    assert!(text.contains("RetryOptions"), "{text}");
}

static IN_PATH: Operation = Operation {
    id: "T_SecretPath",
    path: "/things/{name}/keys/{key}",
    api_version: "1",
    parameters: &[Parameter::path("name"), Parameter::path("key")],
    ..Operation::DEFAULT
};

/// azure_core's own logs show paths; what is ours does not show the secrets in them.
#[tokio::test]
async fn debug_hides_secrets_in_the_path() {
    let server = Server::start(|_, _| json(200, "{}")).await;
    let secret = arm_runtime::azure_core::credentials::Secret::new("p/secret");
    for secret in [&secret as &dyn arm_runtime::Argument, &Some(&secret)] {
        let prepared = server.secure().prepare(&IN_PATH, &[&"thing", secret]);
        assert_eq!(
            prepared.shown_path().unwrap(),
            "/things/thing/keys/REDACTED"
        );
        let path = prepared.request().unwrap().url().path().to_owned();
        assert_eq!(path, "/things/thing/keys/p%2Fsecret");
        let call: Call<JsonValue> = prepared.into();
        let text = format!("{call:?}");
        assert!(text.contains("/things/thing/keys/REDACTED?"), "{text}");
        assert!(!text.contains("p%2Fsecret"), "{text}");
    }
    let plain = server.secure().prepare(&IN_PATH, &[&"thing", &"key"]);
    assert_eq!(plain.shown_path().unwrap(), "/things/thing/keys/key");
}
