//! Names, kinds and attributes of OpenTelemetry spans, recorded by a tracer. They do not contain secrets.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use arm_runtime::{
    Arm, Call, ClientOptions, JsonValue, Map, Method, Operation, Parameter, Poller, RequestBody,
};
use azure_core::{
    http::{Context, Request},
    tracing::{
        AsAny, Attribute, AttributeValue, PublicApiInstrumentationInformation, Span, SpanGuard,
        SpanKind, SpanStatus, Tracer, TracerProvider,
    },
};

use crate::support::{Fake, PACKAGE, Server, TOKEN, json, response};

/// A recorded span.
#[derive(Debug, Default)]
struct Recorded {
    name: String,
    kind: String,
    parent: Option<u64>,
    attributes: BTreeMap<String, String>,
    is_error: bool,
    ended: usize,
}

type Log = Arc<Mutex<Vec<Recorded>>>;

#[derive(Clone, Debug, Default)]
struct Recorder(Log);

struct Handle {
    log: Log,
    index: usize,
}

impl Handle {
    fn change(&self, change: impl FnOnce(&mut Recorded)) {
        change(&mut self.log.lock().unwrap()[self.index]);
    }
}

fn text(value: &AttributeValue) -> String {
    match value {
        AttributeValue::String(text) => text.clone(),
        AttributeValue::I64(number) => number.to_string(),
        other => format!("{other:?}"),
    }
}

impl AsAny for Handle {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

impl Span for Handle {
    fn is_recording(&self) -> bool {
        true
    }
    fn span_id(&self) -> [u8; 8] {
        (self.index as u64).to_be_bytes()
    }
    fn end(&self) {
        self.change(|it| it.ended += 1);
    }
    fn set_status(&self, status: SpanStatus) {
        self.change(|it| {
            it.is_error = true;
            it.attributes
                .insert("status".to_owned(), format!("{status:?}"));
        });
    }
    fn set_attribute(&self, key: &'static str, value: AttributeValue) {
        self.change(|it| drop(it.attributes.insert(key.to_owned(), text(&value))));
    }
    fn record_error(&self, error: &dyn std::error::Error) {
        self.change(|it| drop(it.attributes.insert("error".to_owned(), error.to_string())));
    }
    fn set_current(&self, _: &Context<'_>) -> Box<dyn SpanGuard> {
        unimplemented!("the current span belongs to the program")
    }
    fn propagate_headers(&self, request: &mut Request) {
        request.insert_header("traceparent", format!("00-{:016x}-01", self.index));
    }
}

impl TracerProvider for Recorder {
    fn get_tracer(
        &self,
        _: Option<&'static str>,
        name: &'static str,
        version: Option<&'static str>,
    ) -> Arc<dyn Tracer> {
        assert_eq!((name, version), (PACKAGE.name, Some(PACKAGE.version)));
        Arc::new(self.clone())
    }
}

impl Recorder {
    fn start(
        &self,
        name: Cow<'static, str>,
        kind: SpanKind,
        attributes: Vec<Attribute>,
        parent: Option<u64>,
    ) -> Arc<dyn Span> {
        let mut log = self.0.lock().unwrap();
        log.push(Recorded {
            name: name.into_owned(),
            kind: format!("{kind:?}"),
            parent,
            attributes: attributes
                .iter()
                .map(|it| (it.key.to_string(), text(&it.value)))
                .collect(),
            ..Recorded::default()
        });
        Arc::new(Handle {
            log: self.0.clone(),
            index: log.len() - 1,
        })
    }

    fn client(&self, server: &Server) -> Arm {
        let mut options: ClientOptions = server.options();
        options.client_options.instrumentation.tracer_provider = Some(Arc::new(self.clone()));
        let subscription = Some("sub".to_owned());
        Arm::new(PACKAGE, subscription, Some(Arc::new(Fake)), Some(options)).unwrap()
    }

    fn spans(&self) -> std::sync::MutexGuard<'_, Vec<Recorded>> {
        self.0.lock().unwrap()
    }
}

impl Tracer for Recorder {
    fn start_span(
        &self,
        name: Cow<'static, str>,
        kind: SpanKind,
        attributes: Vec<Attribute>,
    ) -> Arc<dyn Span> {
        self.start(name, kind, attributes, None)
    }
    fn start_span_with_parent(
        &self,
        name: Cow<'static, str>,
        kind: SpanKind,
        attributes: Vec<Attribute>,
        parent: Arc<dyn Span>,
    ) -> Arc<dyn Span> {
        self.start(
            name,
            kind,
            attributes,
            Some(u64::from_be_bytes(parent.span_id())),
        )
    }
    fn namespace(&self) -> Option<&'static str> {
        None
    }
}

static PUT: Operation = Operation {
    id: "Things_Put",
    method: Method::Put,
    path: "/subscriptions/{subscriptionId}/providers/Microsoft.Test/things/{name}",
    api_version: "2026-01-01",
    parameters: &[Parameter::path("name"), Parameter::query("sig")],
    body: Some(RequestBody::JSON),
    ..Operation::DEFAULT
};

fn body() -> Map<String> {
    Map::from([("password", "b-secret".to_owned())])
}

fn has(span: &Recorded, wanted: &[(&str, &str)]) {
    for (key, value) in wanted {
        assert_eq!(
            span.attributes.get(*key).map(String::as_str),
            Some(*value),
            "{key} of {span:?}"
        );
    }
}

#[tokio::test]
async fn a_call_has_a_span_and_each_attempt_has_one_below_it() {
    let server = Server::start(|_, n| match n {
        0 => response(503).header("x-ms-request-id", "first"),
        _ => json(200, r#"{"key":"r-secret"}"#).header("x-ms-request-id", "second"),
    })
    .await;
    let recorder = Recorder::default();
    let prepared = recorder.client(&server).prepare(&PUT, &[&"n", &"q-secret"]);
    let call: Call<JsonValue> = prepared.body::<Map<String>>(body()).call();
    call.await.unwrap();
    let port = server.port.to_string();
    let spans = recorder.spans();
    let [operation, first, second] = spans.as_slice() else {
        panic!("{spans:?}");
    };
    assert_eq!(
        (operation.name.as_str(), operation.kind.as_str()),
        ("Things_Put", "Internal")
    );
    has(operation, &[("az.namespace", "Microsoft.Test")]);
    assert!(!operation.is_error, "{operation:?}");
    for (attempt, status, id) in [(first, "503", "first"), (second, "200", "second")] {
        assert_eq!(
            (attempt.name.as_str(), attempt.kind.as_str()),
            ("PUT", "Client")
        );
        assert_eq!(attempt.parent, Some(0));
        has(
            attempt,
            &[
                ("az.namespace", "Microsoft.Test"),
                ("http.request.method", "PUT"),
                ("http.response.status_code", status),
                ("az.service_request.id", id),
                ("server.address", "127.0.0.1"),
                ("server.port", &port),
            ],
        );
        assert!(
            attempt.attributes.contains_key("az.client_request_id"),
            "{attempt:?}"
        );
    }
    has(first, &[("error.type", "503")]);
    assert!(first.is_error && !second.is_error, "{spans:?}");
    assert_eq!(first.attributes.get("http.request.resend_count"), None);
    has(second, &[("http.request.resend_count", "1")]);
    let parents: Vec<_> = server
        .seen()
        .iter()
        .map(|it| it.header("traceparent").map(str::to_owned))
        .collect();
    assert_eq!(
        parents,
        [1, 2].map(|it| Some(format!("00-{it:016x}-01"))),
        "the context is propagated"
    );
    check(&spans);
}

/// Checks that every span ended once and does not contain a secret.
fn check(spans: &[Recorded]) {
    let all = format!("{spans:?}");
    assert!(all.contains("sig=REDACTED"), "{all}");
    for secret in [TOKEN, "q-secret", "b-secret", "r-secret"] {
        assert!(!all.contains(secret), "a span shows {secret}: {all}");
    }
    assert!(spans.iter().all(|it| it.ended == 1), "{all}");
}

#[tokio::test]
async fn polls_and_errors_have_spans() {
    static LONG: Operation = Operation {
        long_running: Some(arm_runtime::FinalState::Default),
        ..PUT
    };
    let server = Server::start(|_, n| match n {
        0 => response(202).header("location", "/op?sig=q-secret"),
        1 => response(202).header("location", "/op?sig=q-secret"),
        _ => json(403, r#"{"error":{"code":"C","message":"r-secret"}}"#),
    })
    .await;
    let recorder = Recorder::default();
    let prepared = recorder
        .client(&server)
        .prepare(&LONG, &[&"n", &"q-secret"]);
    let poller: Poller<JsonValue> = prepared.body::<Map<String>>(body()).poller();
    poller.await.unwrap_err();
    let spans = recorder.spans();
    let names: Vec<&str> = spans.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Things_Put",
            "PUT",
            "Things_Put",
            "GET",
            "Things_Put",
            "GET"
        ]
    );
    let last = spans.last().unwrap();
    has(
        last,
        &[("error.type", "403"), ("http.response.status_code", "403")],
    );
    assert!(last.is_error, "{last:?}");
    check(&spans);
}

/// A caller that describes its own operation in the context, such as a client built on this one, gets that span.
#[tokio::test]
async fn the_operation_of_the_caller_is_kept() {
    let server = Server::start(|_, _| json(200, "{}")).await;
    let recorder = Recorder::default();
    for (context, name) in [
        (Context::new(), "Things_Put"),
        (
            Context::new().with_value(PublicApiInstrumentationInformation::new(
                "Callers_Do",
                Vec::new(),
            )),
            "Callers_Do",
        ),
    ] {
        recorder.spans().clear();
        let prepared = recorder.client(&server).prepare(&PUT, &[&"n", &"q"]);
        let call: Call<JsonValue> = prepared.body::<Map<String>>(body()).call();
        call.context(context).await.unwrap();
        let spans = recorder.spans();
        let names: Vec<&str> = spans.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, [name, "PUT"]);
        let namespace = spans[0].attributes.get("az.namespace");
        assert_eq!(namespace.is_some(), name == "Things_Put");
    }
}
