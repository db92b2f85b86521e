//! Calls whose request is in flight, and `Debug` of what there is at each moment.

use std::time::Duration;

use arm_runtime::{
    AdditionalInfo, Credential, ErrorDetail, FinalState, JsonValue, Method, Operation, Pager,
    Paging, Poller,
};
use futures::{StreamExt, poll};

use crate::support::{Server, json, response};

static LIST: Operation = Operation {
    id: "Things_List",
    path: "/things",
    paging: Some(Paging::VALUE),
    ..Operation::DEFAULT
};
static DELETE: Operation = Operation {
    id: "Things_Delete",
    method: Method::Delete,
    path: "/things/t",
    long_running: Some(FinalState::Default),
    ..Operation::DEFAULT
};

#[tokio::test]
async fn a_request_in_flight_cannot_be_inspected() {
    let server = Server::start(|_, _| json(200, "{}").delay(Duration::from_secs(60))).await;
    let mut pager: Pager<JsonValue> = server.arm().prepare(&LIST, &[]).pager();
    assert_eq!(pager.request().unwrap().url().path(), "/things");
    assert!(poll!(pager.next()).is_pending());
    let error = pager.request().unwrap_err().to_string();
    assert_eq!(error, "a page is being fetched");
    assert_eq!(format!("{pager:?}"), "Pager { .. }");
    let mut poller: Poller<JsonValue> = server.arm().prepare(&DELETE, &[]).poller();
    assert_eq!(poller.request().unwrap().url().path(), "/things/t");
    assert!(poll!(poller.next()).is_pending());
    let error = poller.request().unwrap_err().to_string();
    assert_eq!(error, "a request of the operation is in flight");
    assert_eq!(format!("{poller:?}"), "Poller { .. }");
}

#[tokio::test]
async fn debug_names_the_type_and_the_request() {
    let server = Server::start(|_, n| match n {
        0 => response(202)
            .header("location", "/status")
            .header("retry-after", "0"),
        _ => response(204),
    })
    .await;
    let port = format!("127.0.0.1:{}", server.port);
    let shown = |text: String| text.replace(&port, "HOST");
    let pager: Pager<JsonValue> = server.arm().prepare(&LIST, &[]).pager();
    let one = shown(format!("{pager:?}"));
    let request = r#"Request { url: "http://HOST/things", method: Get, headers: {"accept": "application/json"}, body: Bytes {} }"#;
    assert_eq!(
        one,
        format!(r#"Pager(Prepared {{ operation: "Things_List", request: {request} }})"#)
    );
    let pages = shown(format!("{:?}", pager.into_pages()));
    assert_eq!(pages, one.replacen("Pager", "Pages", 1));
    let poller: Poller<JsonValue> = server.arm().prepare(&DELETE, &[]).poller();
    let done = poller.within(Duration::from_secs(60)).await.unwrap();
    let done = format!("{done:?}");
    assert!(done.starts_with("Done("), "{done}");
    for (credential, kind) in [
        (Credential::none(), "none"),
        (
            Credential::from(arm_runtime::testing::credential()),
            "token",
        ),
        (Credential::key("hush"), "key"),
        (Credential::basic("u", "hush"), "basic"),
        (Credential::bearer("hush"), "bearer"),
        (Credential::several([Credential::key("hush")]), "several"),
    ] {
        assert_eq!(format!("{credential:?}"), format!("Credential({kind})"));
    }
    let info = AdditionalInfo {
        kind: Some("Policy".to_owned()),
        info: JsonValue::from("hush"),
    };
    let error = ErrorDetail {
        code: Some("C".to_owned()),
        target: Some("t".to_owned()),
        additional_info: vec![info],
        ..ErrorDetail::default()
    };
    assert_eq!(
        format!("{error:?}"),
        r#"ErrorDetail { code: Some("C"), message: None, target: Some("t"), details: [], additional_info: [AdditionalInfo { kind: Some("Policy"), .. }], .. }"#
    );
}
