//! Replays: the calls of examples, to be sent to a server.

use std::fmt::Write;

use arm_runtime::examples::{Check, Stop, replay};
use arm_runtime::value::JsonValue;
use arm_runtime::{Arm, FinalState, Json, Method, Operation, Package, Paging, testing};
use serde_json::json;

static GET: Operation = Operation {
    id: "Things_Get",
    path: "/subscriptions/{subscriptionId}/things/x",
    ..Operation::DEFAULT
};

static LIST: Operation = Operation {
    id: "Things_List",
    path: "/subscriptions/{subscriptionId}/things",
    paging: Some(Paging::VALUE),
    ..Operation::DEFAULT
};

static DELETE: Operation = Operation {
    id: "Things_Delete",
    method: Method::Delete,
    path: "/subscriptions/{subscriptionId}/things/x",
    long_running: Some(FinalState::Default),
    ..Operation::DEFAULT
};

const CHECKS: &[(&str, Check)] = &[
    ("Things_Get", |it| {
        it.send(&|it| {
            Ok(it
                .arm()?
                .prepare(&GET, &[])
                .call::<JsonValue, Json>()
                .into())
        });
    }),
    ("Things_List", |it| {
        it.send(&|it| Ok(it.arm()?.prepare(&LIST, &[]).pager::<JsonValue>().into()));
    }),
    ("Things_Delete", |it| {
        it.send(&|it| {
            it.argument::<String>("name")?;
            Ok(it.arm()?.prepare(&DELETE, &[]).poller::<()>().into())
        });
    }),
];

/// Declares three operations with an example for each of `contents`.
fn data(contents: &[JsonValue]) -> String {
    let examples: Vec<JsonValue> = contents
        .iter()
        .enumerate()
        .map(|(index, content)| json!({"title": format!("T{index}"), "file": "f.json", "pointer": "", "content": content}))
        .collect();
    let operations: Vec<JsonValue> = CHECKS
        .iter()
        .map(|(id, _)| {
            json!({
                "id": id, "method": "GET", "host": null, "path": "/", "api_version": "", "api_version_name": "api-version",
                "api_version_in": "query", "parameters": [], "body": null, "accept": "", "statuses": [200], "default": false,
                "examples": examples,
            })
        })
        .collect();
    json!({"operations": operations}).to_string()
}

fn arm(service: &testing::CannedResponses, subscription: &str) -> arm_runtime::Result<Arm> {
    let package = Package {
        name: "replays",
        version: "1",
    };
    Arm::new(
        package,
        Some(subscription.to_owned()),
        Some(testing::credential()),
        Some(service.options()),
    )
}

/// Sends the calls of all examples to a service that returns `response`, and lists the results and the requests.
async fn sent(contents: &[JsonValue], status: u16, response: &'static str) -> String {
    let mut text = String::new();
    let service = testing::responses([] as [(u16, &str); 0]);
    let calls = replay(&data(contents), CHECKS, &|it| arm(&service, it)).unwrap();
    for call in calls {
        write!(text, "{} {}: ", call.operation, call.title).unwrap();
        let result = match call.sample {
            Err(stop) => format!("{stop:?}"),
            Ok(sample) => {
                service.push(status, &[], response);
                match sample.send().await {
                    Ok(()) => "read".to_owned(),
                    Err(error) => error.to_string(),
                }
            }
        };
        writeln!(text, "{result}").unwrap();
    }
    for request in service.requests() {
        writeln!(text, "    {} {}", request.method(), request.url()).unwrap();
    }
    text
}

#[tokio::test]
async fn calls_of_examples_are_sent_to_the_connection_of_their_subscription() {
    let contents = [
        json!({"parameters": {"subscriptionId": "s1", "name": "n"}}),
        json!({"parameters": {"subscriptionId": "s/2", "name": "n"}}),
        json!({}),
    ];
    let mut text = sent(&contents, 200, r#"{"value": []}"#).await;
    text += &sent(
        &contents[..1],
        400,
        r#"{"error": {"code": "Bad", "message": "It is bad."}}"#,
    )
    .await;
    text += &sent(&contents[..1], 200, "{").await;
    insta::assert_snapshot!("replays", text);
}

#[test]
fn a_replay_reports_why_a_call_cannot_be_made() {
    let contents = [json!({"parameters": {"subscriptionId": "", "name": "n"}})];
    let service = testing::responses([] as [(u16, &str); 0]);
    let calls = replay(&data(&contents), CHECKS, &|it| arm(&service, it)).unwrap();
    for call in calls {
        let Err(Stop::Fault(kind, place, detail)) = call.sample else {
            panic!("{call:?}");
        };
        let found = format!("{kind}: {place} ({detail})");
        assert_eq!(
            found,
            "parameter that violates its constraints: /parameters/subscriptionId (the subscription ID must not be empty and must be a single path segment)"
        );
    }
    assert_eq!(
        replay("{", CHECKS, &|it| arm(&service, it))
            .map(|_| ())
            .unwrap_err(),
        "EOF while parsing an object at line 1 column 1"
    );
}

/// Debug output names the operation and the example, and contains the request.
#[test]
fn debug_output_of_examples() {
    let service = testing::responses([] as [(u16, &str); 0]);
    let checks: &[(&str, Check)] = &[("Things_Get", |it| {
        it.send(&|it| {
            let it: &arm_runtime::examples::Inputs<'_> = it;
            assert_eq!(
                format!("{it:?}"),
                "Inputs { operation: \"Things_Get\", example: \"T0\" }"
            );
            Ok(it
                .arm()?
                .prepare(&GET, &[])
                .call::<JsonValue, Json>()
                .into())
        });
    })];
    let calls = replay(&data(&[json!({})]), checks, &|it| arm(&service, it)).unwrap();
    let [call] = &calls[..] else {
        panic!("{calls:?}");
    };
    let shown = format!("{call:?}");
    assert!(
        shown.starts_with("Replay { operation: \"Things_Get\", title: \"T0\", sample: Ok(Sample { request: Ok(Request {"),
        "{shown}"
    );
    assert!(shown.ends_with(".. }) }"), "{shown}");
}
