//! Long-running operations in all combinations of method, headers of the first response, `final-state-via` and first
//! status.

use std::sync::Arc;

use arm_runtime::{FinalState, JsonValue, Method, Operation, Poller};
use azure_core::http::{HttpClient, Method as HttpMethod, Transport};

use crate::{
    polling::operation,
    support::{Server, json, quick, response},
};

/// The headers of the first response.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Names {
    AsyncOperation,
    OperationLocation,
    Location,
    /// A monitor, with a `Location` for the result.
    Both,
    Nothing,
}

const NAMES: [Names; 5] = [
    Names::AsyncOperation,
    Names::OperationLocation,
    Names::Location,
    Names::Both,
    Names::Nothing,
];
const STATUSES: [u16; 4] = [200, 201, 202, 204];

macro_rules! operations {
    ($($method:ident)*) => {
        [$(
            operation(Method::$method, FinalState::Default),
            operation(Method::$method, FinalState::AzureAsyncOperation),
            operation(Method::$method, FinalState::Location),
            operation(Method::$method, FinalState::OriginalUri),
            operation(Method::$method, FinalState::OperationLocation),
        )*]
    };
}
static OPERATIONS: [Operation; 20] = operations!(Put Patch Post Delete);

/// The expected source of the result. `None` if the response does not provide a URL to poll.
fn expected(operation: &Operation, names: Names, status: u16) -> Option<&'static str> {
    let via = operation.long_running.unwrap();
    let monitor = !matches!(names, Names::Location | Names::Nothing);
    match (operation.method, names) {
        (Method::Put | Method::Patch, Names::Nothing | Names::Location) if status == 204 => {
            Some("first")
        }
        (Method::Put | Method::Patch, Names::Location) => Some("location"),
        (Method::Put | Method::Patch, _) => Some("resource"),
        (_, Names::Nothing) if status == 202 => None,
        // Success, because nothing indicates that the operation is still running.
        (_, Names::Nothing) => Some("first"),
        (_, Names::Location) if matches!(status, 200 | 204) => Some("first"),
        (Method::Post, _) if via == FinalState::OriginalUri => Some("resource"),
        (Method::Post, Names::Both)
            if matches!(via, FinalState::Default | FinalState::Location) =>
        {
            Some("location")
        }
        _ if monitor => Some("monitor"),
        _ => Some("location"),
    }
}

/// A service that requires one more poll at each URL.
async fn service(names: Names, status: u16, changes: bool) -> Server {
    Server::start(move |seen, n| {
        let again = |polls: usize| n < polls;
        if n == 0 {
            let running = r#"{"from":"first","properties":{"provisioningState":"creating"}}"#;
            let body = match (status, changes) {
                (204, _) => "",
                (_, true) => running,
                (_, false) => r#"{"from":"first"}"#,
            };
            let mut first = response(status).body(body);
            for (name, wanted) in [
                (
                    "azure-asyncoperation",
                    matches!(names, Names::AsyncOperation | Names::Both),
                ),
                ("operation-location", names == Names::OperationLocation),
            ] {
                if wanted {
                    first = first.header(name, "/monitor");
                }
            }
            if matches!(names, Names::Location | Names::Both) {
                first = first.header("location", "location");
            }
            return first;
        }
        match seen.line.as_str() {
            "GET /monitor" if again(2) => json(200, r#"{"status":"on its way"}"#),
            "GET /monitor" => json(200, r#"{"from":"monitor","status":"SUCCEEDED"}"#),
            "GET /location" if again(2) => response(202),
            "GET /location" => json(200, r#"{"from":"location"}"#),
            "GET /r?api-version=1" if again(2) => {
                json(200, r#"{"properties":{"provisioningState":"updating"}}"#)
            }
            "GET /r?api-version=1" => json(
                200,
                r#"{"from":"resource","properties":{"provisioningState":"Succeeded"}}"#,
            ),
            other => response(418).body(other),
        }
    })
    .await
}

/// All cases wait at once, each with a server of its own. The connections of the cases are made by one HTTP client,
/// because setting one up takes longer than a case.
#[tokio::test]
async fn every_combination() {
    let transport = azure_core::http::new_http_client(None);
    let mut cases = tokio::task::JoinSet::new();
    for operation in &OPERATIONS {
        for names in NAMES {
            for status in STATUSES {
                cases.spawn(check(operation, names, status, transport.clone()));
            }
        }
    }
    assert_eq!(cases.join_all().await.len(), 400);
}

async fn check(
    operation: &'static Operation,
    names: Names,
    status: u16,
    transport: Arc<dyn HttpClient>,
) {
    let case = format!(
        "{} via {:?}, {names:?}, {status}",
        HttpMethod::from(operation.method),
        operation.long_running
    );
    let changes = matches!(operation.method, Method::Put | Method::Patch);
    let server = service(names, status, changes).await;
    let mut options = quick();
    options.client_options.transport = Some(Transport::new(transport));
    let poller: Poller<JsonValue> = server.arm_with(options).prepare(operation, &[]).poller();
    let from = match poller.await {
        Ok(response) if response.body().is_empty() => Some("first".to_owned()),
        Ok(response) => {
            let body = response.into_model().unwrap();
            Some(body["from"].as_str().unwrap().to_owned())
        }
        Err(error) => {
            assert!(
                error.to_string().contains("does not contain a URL"),
                "{case}: {error}"
            );
            None
        }
    };
    let wanted = expected(operation, names, status);
    assert_eq!(from.as_deref(), wanted, "{case}: {:?}", server.lines());
}
