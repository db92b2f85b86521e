//! Bodies that are streams, and canned responses.

use arm_runtime::{
    Arm, Bytes, Call, ErrorExt, FinalState, Json, JsonValue, Method, Operation, Poller,
    RequestBody, testing,
};
use azure_core::{http::Body, stream::BytesStream};
use futures::TryStreamExt;

use crate::support::{PACKAGE, Server, json, response};

static GET: Operation = Operation {
    id: "Files_Get",
    path: "/f",
    success: &[200],
    ..Operation::DEFAULT
};
static PUT: Operation = Operation {
    id: "Files_Put",
    method: Method::Put,
    body: Some(RequestBody::BYTES),
    ..GET
};

#[tokio::test]
async fn a_download_comes_in_parts() {
    let server = Server::start(|_, n| match n {
        0 => response(503),
        1 => response(200)
            .header("x-ms-own", "1")
            .body(vec![7; 5_000_000]),
        2 => json(404, r#"{"error":{"code":"BlobNotFound","message":"no"}}"#),
        _ => response(200).body(vec![7; 100]).length(200),
    })
    .await;
    let call = || server.arm().prepare(&GET, &[]).call::<Bytes, Json>();
    // Requests are retried until the head of a response has arrived.
    let response = call().stream().await.unwrap();
    assert_eq!(u16::from(response.status()), 200);
    let mut body = response.into_body();
    let (mut total, mut parts) = (0, 0);
    while let Some(part) = body.try_next().await.unwrap() {
        total += part.len();
        parts += 1;
    }
    assert_eq!(total, 5_000_000);
    assert!(parts > 1, "the body came as a whole");
    let error = call().stream().await.unwrap_err();
    assert_eq!(error.arm().unwrap().code(), Some("BlobNotFound"));
    // A truncated body is an error.
    let body: Result<Vec<Bytes>, _> = call()
        .stream()
        .await
        .unwrap()
        .into_body()
        .try_collect()
        .await;
    assert!(body.is_err());
    assert_eq!(server.seen().len(), 4);
}

#[tokio::test]
async fn an_upload_is_a_stream_and_repeated_from_its_begin() {
    let server = Server::start(|_, n| if n == 0 { response(503) } else { response(200) }).await;
    let stream = BytesStream::new(Bytes::from(vec![9; 1_000_000]));
    let body = Body::SeekableStream(Box::new(stream));
    let call: Call<()> = server.arm().prepare(&PUT, &[]).body::<Bytes>(body).call();
    call.await.unwrap();
    for seen in server.seen() {
        assert!(seen.body == vec![9; 1_000_000]);
        assert_eq!(seen.header("content-length"), Some("1000000"));
    }
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn canned_responses_stand_for_a_service() {
    static RUN: Operation = Operation {
        id: "Things_Run",
        method: Method::Put,
        path: "/t",
        long_running: Some(FinalState::Default),
        ..Operation::DEFAULT
    };
    let service = testing::responses([(429, "")]);
    let arm = Arm::new(
        PACKAGE,
        None,
        Some(testing::credential()),
        Some(service.options()),
    )
    .unwrap();
    let monitor = "https://management.azure.com/op";
    service.push(201, &[("azure-asyncoperation", monitor)], "{}");
    service.push(200, &[], r#"{"status":"Succeeded"}"#);
    service.push(200, &[], r#"{"made":true}"#);
    let poller: Poller<JsonValue> = arm.prepare(&RUN, &[]).poller();
    assert_eq!(poller.model().await.unwrap()["made"], true);
    let requests = service.requests();
    assert_eq!(requests.len(), 4);
    assert_eq!(requests[2].url().as_str(), monitor);
    let call: Call<JsonValue> = arm.prepare(&GET, &[]).call();
    let error = call.await.unwrap_err().to_string();
    assert!(
        error.contains("no canned response is left for GET /f"),
        "{error}"
    );
    // The token is not shown.
    assert!(!format!("{:?}", service.requests()).contains("test-token"));
}

#[tokio::test]
async fn a_body_that_arrives_in_one_chunk_is_not_copied() {
    let body = Bytes::from(vec![b'7'; 100]);
    let service = testing::responses::<Vec<u8>>([]);
    service.push(200, &[], body.clone());
    let (credential, options) = (testing::credential(), service.options());
    let arm = Arm::new(PACKAGE, None, Some(credential), Some(options)).unwrap();
    let response = arm.prepare(&GET, &[]).call::<Bytes, Json>().await.unwrap();
    let received = Bytes::from(response.into_body());
    assert_eq!(received.as_ptr(), body.as_ptr());
    assert_eq!(received, body);
}

#[tokio::test]
async fn a_success_that_is_not_declared_is_read_up_to_the_limit() {
    let service = testing::responses([(202, vec![b'7'; 100])]);
    let options = arm_runtime::ClientOptions {
        max_response_size: 99,
        ..service.options()
    };
    let arm = Arm::new(PACKAGE, None, Some(testing::credential()), Some(options)).unwrap();
    let download = arm.prepare(&GET, &[]).call::<Bytes, Json>().stream().await;
    let error = download.err().unwrap().to_string();
    assert!(error.contains("more than 99 bytes"), "{error}");
}
