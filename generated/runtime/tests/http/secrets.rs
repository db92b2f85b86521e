//! Secrets do not occur in logs, traces and `Debug` output.

use std::{
    fmt::{Debug, Write},
    sync::{Arc, Mutex},
    time::Duration,
};

use arm_runtime::{
    Call, ErrorExt, FinalState, Json, JsonValue, Map, Method, Operation, Parameter, Poller,
    RequestBody,
};
use azure_core::http::{
    Context, Request,
    policies::{Policy, PolicyResult},
};
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

use crate::support::{Server, TOKEN, hang_up, json, listen, response};

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

fn body() -> Map<String> {
    Map::from([("k", "b-secret".to_owned())])
}

#[tokio::test]
async fn traces_and_debug() {
    let traced = Everything::default();
    let _guard = listen(traced.clone());
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
            .body::<Map<String>>(body())
    };
    let call = || -> Call<JsonValue> { prepared().call() };
    check("call", &format!("{:?} {:?}", call(), call().request()));
    check("prepared", &format!("{:?}", prepared()));
    check("pager", &format!("{:?}", prepared().pager::<JsonValue>()));
    check("client", &format!("{:?}", server.secure()));
    let response = call().await.unwrap();
    check("response", &format!("{response:?}"));
    for _ in 0..2 {
        let error = call().await.unwrap_err();
        check("error", &format!("{error} {error:?}"));
    }
    let poller: Poller<JsonValue> = prepared().poller();
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

/// A policy of the caller, which sees the URL that is sent.
#[derive(Debug, Default)]
struct Watching(Mutex<Vec<String>>);

#[async_trait::async_trait]
impl Policy for Watching {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        let path = request.url().path().to_owned();
        self.0.lock().unwrap().push(path);
        next[0].send(ctx, request, &next[1..]).await
    }
}

/// azure_core logs paths of its own accord.
#[tokio::test]
async fn logs_hide_secrets_in_the_path() {
    let traced = Everything::default();
    let _guard = listen(traced.clone());
    let server = Server::start(|_, n| match n {
        0 => response(503),
        1 => json(200, "{}"),
        _ => hang_up(),
    })
    .await;
    let watching = Arc::new(Watching::default());
    let mut options = crate::support::quick();
    options
        .client_options
        .per_try_policies
        .push(watching.clone());
    let arm = server.arm_with(options);
    let secret = arm_runtime::Secret::new("p-secret");
    let call = || {
        arm.prepare(&IN_PATH, &[&"thing", &secret])
            .call::<JsonValue, Json>()
    };
    call().await.unwrap();
    assert!(call().await.is_err());
    let text = traced.0.lock().unwrap().clone();
    assert!(text.contains("/REDACTED?api-version=1"), "{text}");
    assert!(!text.contains("p-secret"), "{text}");
    let lines = server.lines();
    assert!(lines.len() > 2, "{lines:?}");
    for line in lines {
        assert_eq!(line, "GET /things/thing/keys/p-secret?api-version=1");
    }
    let paths = watching.0.lock().unwrap().clone();
    assert!(!paths.is_empty());
    assert!(
        paths.iter().all(|it| it.ends_with("/p-secret")),
        "{paths:?}"
    );
    // Other requests are logged with their paths.
    arm.prepare(&IN_PATH, &[&"thing", &"name"])
        .call::<JsonValue, Json>()
        .await
        .unwrap_err();
    let text = traced.0.lock().unwrap().clone();
    assert!(text.contains("/things/thing/keys/name"), "{text}");
}

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
        let call: Call<JsonValue> = prepared.call();
        let text = format!("{call:?}");
        assert!(text.contains("/things/thing/keys/REDACTED?"), "{text}");
        assert!(!text.contains("p%2Fsecret"), "{text}");
    }
    let plain = server.secure().prepare(&IN_PATH, &[&"thing", &"key"]);
    assert_eq!(plain.shown_path().unwrap(), "/things/thing/keys/key");
}

static MARKED: Operation = Operation {
    id: "T_Marked",
    method: Method::Put,
    path: "/providers/Microsoft.Test/keys/{key}",
    parameters: &[Parameter::path("key").secret()],
    long_running: Some(FinalState::Default),
    ..Operation::DEFAULT
};

/// A value from a resource ID has no type that marks it, and a token contains the URLs of the service.
#[tokio::test]
async fn debug_hides_secrets_in_paths_of_ids_and_tokens() {
    let server = Server::start(|seen, _| match seen.line.starts_with("PUT") {
        true => json(201, r#"{"properties":{"provisioningState":"Creating"}}"#),
        false => json(400, "{}"),
    })
    .await;
    let arm = server.secure();
    let id = "/providers/Microsoft.Test/keys/p-secret".parse().unwrap();
    let by_id = || arm.prepare_by_id(&MARKED, &id, &[]).poller::<JsonValue>();
    let by_argument = || arm.prepare(&MARKED, &[&"p-secret"]).poller::<JsonValue>();
    for start in [&by_id as &dyn Fn() -> Poller<JsonValue>, &by_argument] {
        let text = format!("{:?}", start());
        assert!(text.contains("/keys/REDACTED"), "{text}");
        assert!(!text.contains("p-secret"), "{text}");
        let mut poller = start();
        futures::TryStreamExt::try_next(&mut poller).await.unwrap();
        let token = poller.resume_token().unwrap().secret().to_owned();
        let old = token.replace(",\"hides_path\":true", "");
        assert_ne!(old, token);
        let within = start().resume(&token).within(Duration::ZERO).await;
        let text = format!("{within:?}");
        assert!(text.contains("Running"), "{text}");
        assert!(!text.contains("p-secret"), "{text}");
        for resumed in [
            poller,
            Poller::from_token(&arm, &token),
            Poller::from_token(&arm, &old),
            start().resume(&token),
            Poller::from_token(
                &arm,
                start().resume(&token).resume_token().unwrap().secret(),
            ),
        ] {
            let text = format!("{resumed:?}");
            assert!(text.contains("REDACTED"), "{text}");
            assert!(!text.contains("p-secret"), "{text}");
            let error = resumed.await.unwrap_err();
            let text = format!("{error} {error:?}");
            assert!(!text.contains("p-secret"), "{text}");
        }
    }
}

/// Without a secret, the URL that is polled is shown.
#[tokio::test]
async fn a_resumed_poller_shows_its_url() {
    let server = Server::start(|_, _| response(202).header("location", "/op/1")).await;
    let arm = server.secure();
    let start = || arm.prepare(&POST, &[&"q", &"h"]).poller::<JsonValue>();
    let mut poller = start();
    futures::TryStreamExt::try_next(&mut poller).await.unwrap();
    let token = poller.resume_token().unwrap().secret().to_owned();
    for resumed in [Poller::from_token(&arm, &token), start().resume(&token)] {
        let text = format!("{resumed:?}");
        assert!(text.contains("/op/1"), "{text}");
    }
}

/// A service repeats the signed URL of a poll in its error, and the resume token contains it.
#[tokio::test]
async fn signatures_of_polled_urls_are_not_shown() {
    let traced = Everything::default();
    let _guard = listen(traced.clone());
    let server = Server::start(|seen, n| match n {
        0 => response(202).header("location", "/op?sv=v-hush&sig=s-hush&code=c-hush"),
        _ => {
            let url = seen.line.split(' ').nth(1).unwrap();
            let body = format!(
                r#"{{"error":{{"code":"Bad","message":"{url} failed","target":"https://u:p-hush@h{url}",
                "details":[{{"message":"<{url}>"}}]}}}}"#
            );
            json(400, &body)
        }
    })
    .await;
    let arm = server.secure();
    let start = || arm.prepare(&POST, &[&"q", &"h"]).poller::<JsonValue>();
    let mut poller = start();
    futures::TryStreamExt::try_next(&mut poller).await.unwrap();
    let token = poller.resume_token().unwrap();
    assert!(token.secret().contains("s-hush"));
    let resumed = start().resume(token.secret());
    let within = start().resume(token.secret()).within(Duration::ZERO).await;
    let mut shown = format!("{token:?} {poller:?} {resumed:?} {within:?}");
    let error = poller.await.unwrap_err();
    assert!(error.resume_token().unwrap().secret().contains("s-hush"));
    let arm_error = error.arm().unwrap();
    shown += &format!(
        "{error} {error:?} {:?} {arm_error} {arm_error:?} {:?}",
        error.resume_token(),
        arm_error.leaves()
    );
    assert_eq!(
        arm_error.message(),
        Some("/op?sv=REDACTED&sig=REDACTED&code=REDACTED failed")
    );
    shown += &traced.0.lock().unwrap();
    assert!(!shown.contains("hush"), "{shown}");
}
