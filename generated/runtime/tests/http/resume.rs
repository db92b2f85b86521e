//! Resume tokens as text: tokens written by an earlier version must stay readable.

use arm_runtime::{
    Arm, FinalState, JsonValue, Method, Operation, Poller,
    testing::{self, CannedResponses},
};
use azure_core::http::{Context, request::options::ClientRequestId};
use futures::StreamExt;
use serde_json::json;

use crate::{
    polling::{CREATING, operation},
    support::PACKAGE,
};

fn arm(service: &CannedResponses) -> Arm {
    let credential = Some(testing::credential());
    Arm::new(
        PACKAGE,
        Some("sub".to_owned()),
        credential,
        Some(service.options()),
    )
    .unwrap()
}

const BASE: &str = "https://management.azure.com";

/// The token of an operation after its first response.
fn token(method: &str, via: &str, kind: &str, next: &str, location: Option<&str>) -> JsonValue {
    json!({
        "operation": "Things_Run", "method": method, "url": format!("{BASE}/r?api-version=1"), "via": via, "kind": kind,
        "next": format!("{BASE}{next}"), "location": location.map(|path| format!("{BASE}{path}")), "result": null,
        "request_id": "9c4d50ee", "has_result": false, "is_new": true, "hides_path": false,
    })
}

static DEFAULT: Operation = operation(Method::Post, FinalState::Default);
static MONITOR: Operation = operation(Method::Post, FinalState::AzureAsyncOperation);
static LOCATION: Operation = operation(Method::Post, FinalState::Location);
static ORIGINAL: Operation = operation(Method::Post, FinalState::OriginalUri);
static STATUS: Operation = operation(Method::Post, FinalState::OperationLocation);
static INSIDE: Operation = operation(Method::Post, FinalState::OperationLocationResult);
static PUT: Operation = operation(Method::Put, FinalState::Default);
static PATCH: Operation = operation(Method::Patch, FinalState::Default);
static DELETE: Operation = operation(Method::Delete, FinalState::Default);

#[tokio::test]
async fn a_post_resumed_elsewhere_reads_its_result_where_the_spec_says() {
    let done = r#"{"status":"Succeeded","result":{"of":"the monitor"}}"#;
    let here = json!({ "at": "the result" });
    for (operation, via, paths, result) in [
        (&DEFAULT, "default", &["/op", "/loc"][..], here.clone()),
        (
            &MONITOR,
            "azure-async-operation",
            &["/op"],
            serde_json::from_str(done).unwrap(),
        ),
        (&LOCATION, "location", &["/op", "/loc"], here.clone()),
        (
            &ORIGINAL,
            "original-uri",
            &["/op", "/r?api-version=1"],
            here.clone(),
        ),
        (
            &STATUS,
            "operation-location",
            &["/op"],
            serde_json::from_str(done).unwrap(),
        ),
        (
            &INSIDE,
            "operation-location-result",
            &["/op"],
            json!({ "of": "the monitor" }),
        ),
    ] {
        let first = CannedResponses::default();
        let (op, loc) = (format!("{BASE}/op"), format!("{BASE}/loc"));
        first.push(202, &[("operation-location", &op), ("location", &loc)], "");
        let poller: Poller<JsonValue> = arm(&first).prepare(operation, &[]).poller();
        let context = Context::new().with_value(ClientRequestId::new("9c4d50ee"));
        let mut poller = poller.context(context);
        poller.next().await.unwrap().unwrap();
        let written = poller.resume_token().unwrap().secret().to_owned();
        let expected = token("POST", via, "monitor", "/op", Some("/loc"));
        assert_eq!(
            serde_json::from_str::<JsonValue>(&written).unwrap(),
            expected
        );

        let second = testing::responses([(200, done.to_owned()), (200, here.to_string())]);
        let resumed = Poller::<JsonValue>::from_token(&arm(&second), &expected.to_string());
        assert_eq!(
            resumed.await.unwrap().into_model().unwrap(),
            result,
            "{via}"
        );
        let requests = second.requests();
        let actual: Vec<String> = requests.iter().map(|it| it.path_and_query()).collect();
        assert_eq!(actual, paths, "{via}");
        for request in &requests {
            let id = request
                .headers()
                .get_optional_str(&"x-ms-client-request-id".into());
            assert_eq!(id, Some("9c4d50ee"));
        }
    }
}

#[tokio::test]
async fn a_token_holds_the_method_and_the_kind_of_the_polled_url() {
    let (op, loc) = (format!("{BASE}/op"), format!("{BASE}/loc"));
    for (operation, headers, method, kind, next, location) in [
        (&PUT, vec![], "PUT", "resource", "/r?api-version=1", None),
        (
            &PATCH,
            vec![("location", loc.as_str())],
            "PATCH",
            "location",
            "/loc",
            Some("/loc"),
        ),
        (
            &DELETE,
            vec![("azure-asyncoperation", op.as_str())],
            "DELETE",
            "monitor",
            "/op",
            None,
        ),
    ] {
        let service = CannedResponses::default();
        service.push(202, &headers, CREATING);
        let poller: Poller<JsonValue> = arm(&service).prepare(operation, &[]).poller();
        let context = Context::new().with_value(ClientRequestId::new("9c4d50ee"));
        let mut poller = poller.context(context);
        poller.next().await.unwrap().unwrap();
        let written = poller.resume_token().unwrap().secret().to_owned();
        assert_eq!(
            serde_json::from_str::<JsonValue>(&written).unwrap(),
            token(method, "default", kind, next, location)
        );
        let next_request = Poller::<JsonValue>::from_token(&arm(&service), &written);
        assert_eq!(next_request.request().unwrap().path_and_query(), next);
    }
}

#[tokio::test]
async fn a_result_that_could_not_be_read_is_read_by_the_resumed_operation() {
    let first = CannedResponses::default();
    let (op, loc) = (format!("{BASE}/op"), format!("{BASE}/loc"));
    first.push(
        202,
        &[("azure-asyncoperation", &op), ("location", &loc)],
        "",
    );
    first.push(200, &[], r#"{"status":"Succeeded"}"#);
    first.push(403, &[], r#"{"error":{"code":"Denied"}}"#);
    let mut poller: Poller<JsonValue> = arm(&first).prepare(&LOCATION, &[]).poller();
    poller.next().await.unwrap().unwrap();
    poller.next().await.unwrap().unwrap_err();
    let written = poller.resume_token().unwrap().secret().to_owned();
    let result = serde_json::from_str::<JsonValue>(&written).unwrap()["result"].clone();
    assert_eq!(result, json!(loc));
    let second = testing::responses([(200, "[1]")]);
    let poller: Poller<JsonValue> = arm(&second).prepare(&LOCATION, &[]).poller();
    let response = poller.resume(&written).await.unwrap();
    assert_eq!(response.into_model().unwrap(), json!([1]));
    assert_eq!(second.requests()[0].path_and_query(), "/loc");
}

#[tokio::test]
async fn a_monitor_that_is_not_there_yet_is_polled_again_after_resuming() {
    let new = token("POST", "default", "monitor", "/op", None);
    let mut old = new.clone();
    old["is_new"] = json!(false);
    for (token, succeeds) in [(new, true), (old, false)] {
        let service = testing::responses([(404, "{}"), (200, r#"{"status":"Succeeded"}"#)]);
        let poller = Poller::<JsonValue>::from_token(&arm(&service), &token.to_string());
        assert_eq!(poller.await.is_ok(), succeeds, "{token}");
    }
    // The monitor was deleted with an operation whose resource was complete from the start.
    let mut complete = token("PUT", "default", "monitor", "/op", None);
    complete["has_result"] = json!(true);
    let service = testing::responses([(404, "{}"), (200, "{\"id\":\"1\"}")]);
    let poller = Poller::<JsonValue>::from_token(&arm(&service), &complete.to_string());
    assert_eq!(poller.await.unwrap().into_model().unwrap()["id"], "1");
}

/// A 404 of a link that was relative does not prove that the resource was deleted: the link may have been resolved wrongly.
#[tokio::test]
async fn a_monitor_with_a_relative_link_that_is_not_found_is_an_error_after_resuming_too() {
    let service = CannedResponses::default();
    service.push(202, &[("location", "op")], "");
    for _ in 0..2 {
        service.push(404, &[], "{}");
    }
    let mut first: Poller<()> = arm(&service).prepare(&DELETE, &[]).poller();
    assert!(first.next().await.unwrap().is_ok());
    assert!(first.next().await.unwrap().is_err());
    let token = first.resume_token().unwrap();
    let second: Poller<()> = arm(&service).prepare(&DELETE, &[]).poller();
    assert!(second.resume(token.secret()).await.is_err());
}

#[tokio::test]
async fn parts_of_a_token_that_nobody_wrote() {
    let good = token("POST", "location", "monitor", "/op", Some("/loc"));
    for (part, value) in [
        ("method", json!("TRACE")),
        ("via", json!("somewhere")),
        ("kind", json!("thing")),
        ("url", json!("/r")),
        ("next", json!("op")),
        ("next", json!("https://evil.example/op")),
        ("url", json!("https://evil.example/r")),
        ("result", json!("https://evil.example/loc")),
        ("result", json!("")),
        ("request_id", json!("a\r\nx-other: 1")),
    ] {
        let mut bad = good.clone();
        bad[part] = value;
        let service = testing::responses([(200, "{}"), (200, "{}")]);
        let poller = Poller::<JsonValue>::from_token(&arm(&service), &bad.to_string());
        assert!(poller.await.is_err(), "{bad}");
        assert_eq!(service.requests().len(), 0, "{bad}");
    }
    // The token of another operation, or of another resource.
    for (part, value) in [
        ("operation", json!("Things_Other")),
        ("url", json!(format!("{BASE}/other"))),
    ] {
        let mut other = good.clone();
        other[part] = value;
        let service = testing::responses([(200, "{}")]);
        let poller: Poller<JsonValue> = arm(&service).prepare(&LOCATION, &[]).poller();
        let error = poller.resume(&other.to_string()).await.unwrap_err();
        assert!(
            error.to_string().contains("the token belongs to"),
            "{error}"
        );
        assert_eq!(service.requests().len(), 0);
    }
}
