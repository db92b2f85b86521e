//! Defects of azure_core 1.1 that this crate works around. A failing test means that azure_core fixed the defect, and
//! that the workaround can be removed.

use std::{
    panic::catch_unwind,
    time::{Duration, Instant},
};

use azure_core::{
    Bytes,
    error::{ErrorKind, check_success},
    http::{
        ClientOptions, Context, ExponentialRetryOptions, Method, Pipeline, Poller, RawResponse,
        Request, RetryOptions, StatusCode, Url, UrlExt,
        headers::{HeaderName, Headers},
        poller::{PollerResult, PollerStatus, StatusMonitor},
    },
};
use futures::StreamExt;

use crate::support::{Server, response};

/// Worked around in `error`.
#[tokio::test]
async fn the_code_of_an_error_is_lost_when_its_message_has_an_escape() {
    let body = Bytes::from_static(br#"{"error":{"code":"ResourceNotFound","message":"\"x\""}}"#);
    let raw = RawResponse::from_bytes(StatusCode::NotFound, Headers::new(), body);
    let error = check_success(raw, None).await.unwrap_err();
    let ErrorKind::HttpResponse { error_code, .. } = error.kind() else {
        panic!("{error:?}")
    };
    assert_ne!(error_code.as_deref(), Some("ResourceNotFound"));
}

fn pipeline(retry: RetryOptions) -> Pipeline {
    Pipeline::new(
        None,
        None,
        ClientOptions {
            retry,
            ..Default::default()
        },
        Vec::new(),
        Vec::new(),
        None,
    )
}

fn impatient() -> RetryOptions {
    RetryOptions::exponential(ExponentialRetryOptions {
        initial_delay: azure_core::time::Duration::milliseconds(1),
        max_delay: azure_core::time::Duration::milliseconds(1),
        max_total_elapsed: azure_core::time::Duration::milliseconds(100),
        max_retries: 1,
    })
}

/// Worked around in `retry`.
#[tokio::test]
async fn the_wait_that_a_service_asks_for_has_no_limit_and_every_post_is_repeated() {
    let server = Server::start(|_, n| match n {
        0 => response(429).header("retry-after-ms", "600"),
        1 | 3 => response(200),
        _ => response(500),
    })
    .await;
    let pipeline = pipeline(impatient());
    let url = Url::parse(&server.http("/")).unwrap();
    let start = Instant::now();
    pipeline
        .send(
            &Context::new(),
            &mut Request::new(url.clone(), Method::Get),
            None,
        )
        .await
        .unwrap();
    assert!(start.elapsed() >= Duration::from_millis(600));
    pipeline
        .send(&Context::new(), &mut Request::new(url, Method::Post), None)
        .await
        .unwrap();
    assert_eq!(server.seen().len(), 4);
}

#[derive(serde::Deserialize)]
struct Monitor {}

impl StatusMonitor for Monitor {
    type Output = ();
    type Format = azure_core::http::JsonFormat;
    fn status(&self) -> PollerStatus {
        PollerStatus::Succeeded
    }
}

/// Worked around by an own `Poller`.
#[tokio::test]
async fn a_poller_that_is_drained_and_awaited_panics() {
    let poller: Poller<Monitor> = Poller::new(
        |_, _| {
            Box::pin(async {
                let raw = || {
                    RawResponse::from_bytes(
                        StatusCode::Ok,
                        Headers::new(),
                        Bytes::from_static(b"{}"),
                    )
                };
                Ok(PollerResult::Succeeded {
                    response: raw().into(),
                    target: Box::new(move || Box::pin(async move { Ok(raw().into()) })),
                })
            })
        },
        None,
    );
    let drained = tokio::spawn(async move {
        let mut poller = poller;
        while poller.next().await.is_some() {}
        poller.await.map(|_| ())
    });
    assert!(drained.await.unwrap_err().is_panic());
}

/// Worked around in `request`.
#[test]
fn a_path_that_is_appended_is_resolved() {
    let mut url = Url::parse("https://h/base").unwrap();
    url.append_path("a/../../x");
    assert_eq!(url.as_str(), "https://h/x");
    let mut query = url.query_builder();
    query.set_pair("b", "x y").set_pair("a", "1");
    query.build();
    assert_eq!(
        url.query(),
        Some("a=1&b=x+y"),
        "sorted, and a space is a plus"
    );
}

/// Worked around in `request::header`.
#[test]
fn a_header_name_without_case_panics() {
    assert!(catch_unwind(|| HeaderName::from("中".to_owned())).is_err());
}

/// Worked around in `arm`.
#[test]
fn an_application_id_panics() {
    let build = || {
        let mut options = ClientOptions::default();
        options.user_agent.application_id = Some("a b".to_owned());
        Pipeline::new(None, None, options, Vec::new(), Vec::new(), None)
    };
    assert!(catch_unwind(build).is_err());
}

/// Worked around in `error`.
#[tokio::test]
async fn an_error_of_the_transport_shows_the_query() {
    let url = Url::parse("http://127.0.0.1:1/?sig=q-secret").unwrap();
    let error = pipeline(RetryOptions::none())
        .send(&Context::new(), &mut Request::new(url, Method::Get), None)
        .await
        .unwrap_err();
    assert!(format!("{error:?}").contains("q-secret"));
}
