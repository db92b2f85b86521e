//! Error messages and the errors of the service.

use arm_runtime::{ArmError, Call, ErrorExt, Json, JsonValue, Map, Operation, ResponseExt};
use azure_core::error::ErrorKind;

use crate::support::{Response, Server, json, response};

static GET: Operation = Operation {
    id: "Things_Get",
    path: "/x",
    success: &[200],
    ..Operation::DEFAULT
};

async fn failed(answer: impl Fn() -> Response + Send + Sync + 'static) -> azure_core::Error {
    let server = Server::start(move |_, _| answer()).await;
    let call: Call<JsonValue> = server.arm().prepare(&GET, &[]).call();
    call.await.unwrap_err()
}

fn code(error: &azure_core::Error) -> Option<&str> {
    match error.kind() {
        ErrorKind::HttpResponse { error_code, .. } => error_code.as_deref(),
        _ => None,
    }
}

#[tokio::test]
async fn an_arm_error() {
    let error = failed(|| {
        json(
            409,
            r#"{"error":{"code":"Conflict","message":"The name \"x\" is\ntaken","target":"name",
                "details":[{"code":"Inner","message":"deep","details":[{"code":"Deeper"}]}, null],
                "additionalInfo":[{"type":"PolicyViolation","info":{"policy":"p"}}],
                "innererror":{"code":"I"}}}"#,
        )
        .header("x-ms-request-id", "r-1")
        .header("x-ms-correlation-request-id", "c-1")
    })
    .await;
    assert_eq!(code(&error), Some("Conflict"));
    assert_eq!(
        error.to_string(),
        "Things_Get: 409 Conflict: Conflict: The name \"x\" is\ntaken [Inner: deep [Deeper]] (request id r-1)"
    );
    // Also with a context added by the caller.
    let error = azure_core::Error::new(ErrorKind::Other, error.with_context("while naming"));
    let arm = ArmError::from_error(&error).unwrap();
    assert_eq!(
        (arm.status.into(), arm.code(), arm.target()),
        (409_u16, Some("Conflict"), Some("name"))
    );
    assert_eq!(arm.details()[0].details[0].code.as_deref(), Some("Deeper"));
    assert_eq!(
        arm.additional_info()[0].kind.as_deref(),
        Some("PolicyViolation")
    );
    assert_eq!(arm.additional_info()[0].info["policy"], "p");
    assert_eq!(
        (arm.request_id.as_deref(), arm.correlation_id.as_deref()),
        (Some("r-1"), Some("c-1"))
    );
}

#[tokio::test]
async fn other_shapes() {
    for (body, code, message) in [
        (
            r#"{"code":"Top","message":"level"}"#,
            Some("Top"),
            Some("level"),
        ),
        (
            r#"{"status":400,"message":"Expected single failure test."}"#,
            None,
            Some("Expected single failure test."),
        ),
        (
            r#"{"odata.error":{"code":"O","message":{"lang":"en","value":"said"}}}"#,
            Some("O"),
            Some("said"),
        ),
        (
            r#"{"error":{"code":500,"message":"Internal"}}"#,
            Some("500"),
            Some("Internal"),
        ),
        (
            r#"{"error":"invalid_grant","error_description":"no"}"#,
            Some("invalid_grant"),
            Some("no"),
        ),
        (
            r#"{"Error":{"Code":"Upper","Message":"case"}}"#,
            Some("Upper"),
            Some("case"),
        ),
        (
            r#""{\"error\":{\"code\":\"Wrapped\"}}""#,
            Some("Wrapped"),
            None,
        ),
        (r#"[{"error":{"code":"Listed"}}]"#, Some("Listed"), None),
        (
            "\u{feff}{\"error\":{\"code\":\"Marked\"}}",
            Some("Marked"),
            None,
        ),
        (r#"{"error":null,"code":"Beside"}"#, Some("Beside"), None),
    ] {
        let error = failed(move || json(400, body)).await;
        let arm = ArmError::from_error(&error).unwrap();
        assert_eq!((arm.code(), arm.message()), (code, message), "{body}");
        assert_eq!(super::errors::code(&error), code, "{body}");
    }
    for body in ["", "null", "3", "{}", "{\"a\":", "[]", "\"text\"", "<html>"] {
        let error = failed(move || json(400, body)).await;
        assert_eq!(ArmError::from_error(&error), None, "{body}");
        assert_eq!(code(&error), None);
    }
}

#[cfg(feature = "xml")]
#[tokio::test]
async fn services_of_xml() {
    let body = "\u{feff}<?xml version=\"1.0\"?><Error><Code>ContainerNotFound</Code><Message>No such\n one.</Message></Error>";
    let error = failed(move || json(404, body)).await;
    let arm = ArmError::from_error(&error).unwrap();
    assert_eq!(arm.code(), Some("ContainerNotFound"));
    assert_eq!(arm.message(), Some("No such\n one."));
    for body in [
        "<Error/>",
        "<Error>x</Error>",
        "<Error><Code/>",
        "<a><b>hunter2</b></a>",
    ] {
        let error = failed(move || json(400, body)).await;
        assert_eq!(ArmError::from_error(&error), None, "{body}");
        assert!(!error.to_string().contains("hunter2"));
    }
}

#[tokio::test]
async fn the_header_names_the_code_first() {
    let error =
        failed(|| json(404, r#"{"error":{"code":"Body"}}"#).header("x-ms-error-code", "Header"))
            .await;
    assert_eq!(code(&error), Some("Header"));
    let error = failed(|| response(404).header("x-ms-error-code", "Header")).await;
    assert_eq!(code(&error), Some("Header"));
}

#[tokio::test]
async fn pages_of_gateways() {
    let error = failed(|| {
        response(444)
            .header("content-type", "text/html")
            .body("<html>\n <head>\n<Title>Bad\u{1b}[31m\n Gateway</title><p>hunter2")
    })
    .await;
    let text = error.to_string();
    assert!(
        text.contains("444")
            && text.contains("text/html")
            && text.ends_with(": Bad[31m Gateway")
            && !text.contains("hunter2"),
        "{text}"
    );
    // No other text is quoted, because it may be a model or repeat the request.
    for (kind, body) in [
        ("application/json", r#"{"password":"hunter2"}"#),
        ("text/plain", "the password hunter2 is wrong"),
        ("text/html", "<p>hunter2</p>"),
        ("text/html", "<title>hunter2"),
        ("text/xml", "<title>hunter2</title>"),
    ] {
        let error = failed(move || response(400).header("content-type", kind).body(body)).await;
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
    }
}

#[tokio::test]
async fn ten_megabytes() {
    let error = failed(|| {
        json(
            400,
            &format!(
                r#"{{"error":{{"code":"Long","message":"{}"}}}}"#,
                "é".repeat(5_000_000)
            ),
        )
    })
    .await;
    assert_eq!(code(&error), Some("Long"));
    assert!(error.to_string().chars().count() < 3000);
    let error = failed(|| response(400).body(vec![0xff; 10_000_000])).await;
    assert!(error.to_string().chars().count() < 3000);
}

#[tokio::test]
async fn deep_nesting_is_no_overflow() {
    let deep = format!(
        "{}{}",
        r#"{"error":{"details":["#.repeat(5000),
        "]}}".repeat(5000)
    );
    let error = failed(move || json(400, &deep)).await;
    assert_eq!(ArmError::from_error(&error), None);
}

#[tokio::test]
async fn undeclared_codes_and_bad_bodies() {
    let server = Server::start(|_, n| match n {
        0 => json(201, "{}"),
        1 => json(200, "{\"a\":"),
        2 => response(200)
            .header("content-type", "text/html")
            .body("<html>"),
        3 => response(200),
        _ => response(200).body("{\"a\":1}"),
    })
    .await;
    let call = || -> Call<JsonValue> { server.arm().prepare(&GET, &[]).call() };
    assert_eq!(
        call().await.unwrap_err().http_status(),
        Some(azure_core::http::StatusCode::Created)
    );
    for _ in 0..3 {
        let error = call().await.unwrap().into_model().unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::DataConversion),
            "{error:?}"
        );
    }
    // A JSON body without a content type.
    assert_eq!(call().await.unwrap().into_model().unwrap()["a"], 1);
}

#[tokio::test]
async fn headers_of_responses() {
    let server = Server::start(|_, _| {
        json(200, "{\"n\": 5}")
            .header("x-ms-ratelimit-remaining-subscription-reads", "11999")
            .header(
                "x-ms-ratelimit-remaining-resource",
                "Microsoft.Compute/A3Min;107,Microsoft.Compute/B30Min;bad",
            )
            .header("X-Count", "7")
            .header("x-ms-meta-b", "2")
            .header("x-ms-meta-A", "1")
    })
    .await;
    let call: Call<JsonValue> = server.arm().prepare(&GET, &[]).call();
    let response = call.await.unwrap();
    let limits: Vec<_> = response
        .rate_limits()
        .into_iter()
        .map(|limit| (limit.name, limit.remaining))
        .collect();
    assert_eq!(
        limits,
        [
            ("Microsoft.Compute/A3Min".to_owned(), 107),
            ("subscription-reads".to_owned(), 11999)
        ]
    );
    assert_eq!(response.header("x-count"), Some("7"));
    assert_eq!(response.header_as::<i32>("X-COUNT").unwrap(), Some(7));
    assert!(response.header_as::<bool>("x-count").is_err());
    assert_eq!(response.header_as::<bool>("x-none").unwrap(), None);
    assert_eq!(
        response.headers_with_prefix("x-ms-meta-"),
        [("a", "1"), ("b", "2")]
    );
    assert_eq!(response.decode::<Map<i64>>().unwrap()["n"], 5);
}

#[tokio::test]
async fn leaves_of_nested_details_and_json_in_messages() {
    let inner = r#"{"error":{"code":"QuotaExceeded","message":"no cores left"}}"#;
    let body = serde_json::json!({"error": {
        "code": "DeploymentFailed",
        "message": "see details",
        "details": [
            {"code": "Conflict", "message": inner},
            {"code": "BadRequest", "message": "no", "details": [{"code": "Name"}, {"code": "Sku"}]},
        ]
    }})
    .to_string();
    let error = failed(move || json(400, &body)).await;
    let arm = error.arm().unwrap();
    let leaves: Vec<_> = arm
        .leaves()
        .iter()
        .map(|it| it.code.as_deref().unwrap())
        .collect();
    assert_eq!(leaves, ["QuotaExceeded", "Name", "Sku"]);
    assert_eq!(arm.details()[0].message.as_deref(), Some(inner));
    assert_eq!(
        error.to_string(),
        "Things_Get: 400 Bad Request: DeploymentFailed: see details [Conflict [QuotaExceeded: no cores left]] \
         [BadRequest: no [Name] [Sku]]"
    );
    let body = r#"{"error":{"code":"C","message":"{name} is wrong","details":[{"code":"D"}]}}"#;
    let error = failed(move || json(400, body)).await;
    assert!(
        error.to_string().ends_with("C: {name} is wrong [D]"),
        "{error}"
    );
    // Text that only looks like JSON, or is not an error, is kept as the message.
    for message in ["{not json", "{\"a\":1}"] {
        let body = serde_json::json!({"error": {"code": "C", "message": message}}).to_string();
        let error = failed(move || json(400, &body)).await;
        let arm = error.arm().unwrap();
        assert!(arm.details().is_empty());
        assert_eq!(arm.leaves()[0].message.as_deref(), Some(message));
        assert!(error.to_string().contains(message), "{error}");
    }
}

#[tokio::test]
async fn models_of_calls_in_one_step() {
    let server = Server::start(|seen, _| match seen.line.as_str() {
        "GET /x?is=there" => json(200, r#"{"a":1}"#),
        "GET /x?is=gone" => json(404, r#"{"error":{"code":"ResourceNotFound"}}"#),
        "GET /x?is=same" => response(304),
        "GET /x?is=wrong" => json(200, r#"[{"b":1}]"#),
        _ => response(403),
    })
    .await;
    let call = |is: &str| {
        server
            .arm()
            .prepare(&GET, &[])
            .call::<JsonValue, Json>()
            .query("is", is)
    };
    assert_eq!(call("there").model().await.unwrap()["a"], 1);
    assert_eq!(
        call("there").model_if_found().await.unwrap().unwrap()["a"],
        1
    );
    assert!(call("there").if_modified().await.unwrap().is_some());
    assert!(call("gone").model_if_found().await.unwrap().is_none());
    assert!(call("gone").if_found().await.unwrap().is_none());
    assert!(call("same").if_modified().await.unwrap().is_none());
    let model = call("there").model_if_modified().await.unwrap();
    assert_eq!(model.unwrap()["a"], 1);
    assert!(call("same").model_if_modified().await.unwrap().is_none());
    let error = call("same").model().await.unwrap_err();
    assert_eq!(
        error.http_status(),
        Some(arm_runtime::StatusCode::NotModified)
    );
    assert_eq!(
        error.to_string(),
        "Things_Get: 304 Not Modified: the resource was not modified"
    );
    for error in [
        call("gone").model().await.unwrap_err(),
        call("other").model_if_found().await.unwrap_err(),
        call("gone").if_modified().await.map(drop).unwrap_err(),
        call("same").if_found().await.map(drop).unwrap_err(),
    ] {
        assert!(error.http_status().is_some());
    }
    let call = server
        .arm()
        .prepare(&GET, &[])
        .call::<Vec<Map<bool>>, Json>();
    let error = call
        .query("is", "wrong")
        .model()
        .await
        .unwrap_err()
        .to_string();
    assert_eq!(
        error,
        "Things_Get: [0].b: expected a boolean, found a number at line 1 column 7"
    );
}

#[tokio::test]
async fn a_response_without_an_error_is_described() {
    type Row = (
        u16,
        &'static [(&'static str, &'static str)],
        &'static str,
        &'static str,
    );
    static ROWS: [Row; 6] = [
        (
            500,
            &[],
            "",
            "500 Internal Server Error: the response has no body",
        ),
        (
            502,
            &[("content-type", "text/html")],
            "<title>Bad\n gateway</title>",
            "502 Bad Gateway: the response is not an ARM error (text/html, 27 bytes): Bad gateway",
        ),
        (
            502,
            &[("content-type", "text/plain")],
            "<title>Not a page</title>",
            "502 Bad Gateway: the response is not an ARM error (text/plain, 25 bytes)",
        ),
        (
            400,
            &[],
            "[1]",
            "400 Bad Request: the response is not an ARM error (no content type, 3 bytes)",
        ),
        // A delay of zero is not worth a mention.
        (
            501,
            &[("retry-after", "0")],
            "",
            "501 Not Implemented: the response has no body",
        ),
        (
            501,
            &[("retry-after", "5")],
            "",
            "501 Not Implemented: the response has no body; the service asks to retry after 5s",
        ),
    ];
    for (status, headers, body, message) in ROWS {
        let error = failed(move || {
            let answer = response(status).body(body);
            headers
                .iter()
                .fold(answer, |answer, (name, value)| answer.header(name, *value))
        })
        .await;
        assert_eq!(error.to_string(), format!("Things_Get: {message}"));
    }
}
