use azure_core::http::headers::Headers;
use serde_json::json;

use super::*;

fn response(body: &str) -> RawResponse {
    RawResponse::from_bytes(StatusCode::Ok, Headers::new(), body.to_owned())
}

fn read(value: &Value) -> Reading {
    Reading::of(&response(&value.to_string()))
}

fn shown(state: Option<State>) -> String {
    match state {
        Some(State::Running(word)) => format!("running: {word}"),
        Some(State::Succeeded(word)) => format!("succeeded: {word}"),
        Some(State::Failed(word)) => format!("failed: {word}"),
        None => "-".to_owned(),
    }
}

/// Words are compared in any case. Words of status monitors are not final in a resource.
#[test]
fn words_and_their_states() {
    for (word, monitor, resource) in [
        ("Succeeded", "succeeded", "succeeded"),
        ("completed", "succeeded", "succeeded"),
        ("FAILED", "failed", "failed"),
        ("Canceled", "failed", "failed"),
        ("Cancelled", "failed", "failed"),
        ("Success", "succeeded", "running"),
        ("Successful", "succeeded", "running"),
        ("done", "succeeded", "running"),
        ("Finished", "succeeded", "running"),
        ("Failure", "failed", "failed"),
        ("Error", "failed", "running"),
        ("Aborted", "failed", "running"),
        ("TimedOut", "failed", "running"),
        ("Rejected", "failed", "running"),
        ("ValidationFailed", "failed", "failed"),
        ("CreateFailed", "failed", "failed"),
        ("PartiallySucceeded", "succeeded", "succeeded"),
        ("TransientFailure", "running", "running"),
        ("NotSucceeded", "running", "running"),
        ("InProgress", "running", "running"),
        ("Invented", "running", "running"),
    ] {
        let state = |kind: &str| format!("{kind}: {word}");
        let found = read(&json!({ "status": word })).of_monitor(None);
        assert_eq!(shown(found), state(monitor));
        let found = read(&json!({ "properties": { "provisioningState": word } }));
        assert_eq!(shown(found.of_resource(None)), state(resource));
    }
}

/// A spec may declare another word for success.
#[test]
fn the_declared_word_of_success() {
    let value = json!({ "status": "READY", "properties": { "provisioningState": "READY" } });
    for (declared, expected) in [
        (None, "running: READY"),
        (Some("Ready"), "succeeded: READY"),
        (Some("Online"), "running: READY"),
    ] {
        assert_eq!(shown(read(&value).of_monitor(declared)), expected);
        assert_eq!(shown(read(&value).of_resource(declared)), expected);
    }
}

#[test]
fn the_first_state_of_a_monitor_counts() {
    for (body, state) in [
        (
            json!({ "status": "Done", "properties": { "provisioningState": "Failed", "status": "Failed" } }),
            "succeeded: Done",
        ),
        (
            json!({ "properties": { "provisioningState": "Moving", "status": "Failed" } }),
            "running: Moving",
        ),
        (
            json!({ "Properties": { "Status": "Failed" } }),
            "failed: Failed",
        ),
        (json!({ "status": 200 }), "-"),
        (json!({ "properties": "Failed" }), "-"),
        (json!([]), "-"),
    ] {
        assert_eq!(shown(read(&body).of_monitor(None)), state, "{body}");
    }
    // An exact name comes before another spelling.
    let body = json!({ "Status": "Failed", "status": "Done" });
    assert_eq!(shown(read(&body).of_monitor(None)), "succeeded: Done");
}

#[test]
fn monitors_differ_from_resources() {
    for (body, is_monitor) in [
        (json!({ "status": "x" }), true),
        (json!({ "status": "x", "properties": { "a": 1 } }), true),
        (json!({ "status": "x", "type": "A.B/c" }), false),
        (
            json!({ "status": "x", "properties": { "provisioningState": "y" } }),
            false,
        ),
        (json!({ "name": "x" }), false),
    ] {
        assert_eq!(read(&body).is_monitor(), is_monitor, "{body}");
    }
}

#[test]
fn progress_and_links_of_monitors() {
    for (body, percent) in [
        (json!({ "percentComplete": 12.5 }), Some(12.5)),
        (json!({ "PercentComplete": "12.5" }), Some(12.5)),
        (
            json!({ "properties": { "percentComplete": 50 } }),
            Some(50.0),
        ),
        (
            json!({ "percentComplete": 1, "properties": { "percentComplete": 50 } }),
            Some(1.0),
        ),
        (json!({ "percentComplete": "half" }), None),
        (json!({ "percentComplete": null }), None),
    ] {
        assert_eq!(read(&body).percent, percent, "{body}");
    }
    for (link, is_there) in [
        (json!("/x"), true),
        (json!(""), false),
        (json!(null), false),
    ] {
        let found = read(&json!({ "resourceLocation": link })).resource_location;
        assert_eq!(found, is_there.then_some(link));
    }
    for (body, empty, is_json) in [
        ("", true, false),
        (" \n", true, false),
        ("\u{feff}", true, false),
        ("\u{feff}{}", false, true),
        ("<a/>", false, false),
    ] {
        let found = Reading::of(&response(body));
        assert_eq!((found.empty, found.json), (empty, is_json), "{body:?}");
    }
}

/// A resource that was created or updated may have a `status` of its own, so that it needs an error to have failed.
#[test]
fn failures_within_results() {
    for (body, of_put, of_post) in [
        (json!({ "status": "Failed" }), "-", "failed: Failed"),
        (
            json!({ "properties": { "status": "Failed" } }),
            "-",
            "failed: Failed",
        ),
        (
            json!({ "properties": { "provisioningState": "Failed" } }),
            "failed: Failed",
            "failed: Failed",
        ),
        (
            json!({ "status": "Failed", "error": {} }),
            "failed: Failed",
            "failed: Failed",
        ),
        (
            json!({ "status": "Failed", "properties": { "error": {} } }),
            "failed: Failed",
            "failed: Failed",
        ),
        (
            json!({ "status": "Failed", "error": "text" }),
            "-",
            "failed: Failed",
        ),
        (json!({ "status": "Failure" }), "-", "-"),
        (json!({ "status": "Succeeded" }), "-", "-"),
    ] {
        let found = read(&body);
        assert_eq!(shown(found.failure(Method::Put)), of_put, "{body}");
        assert_eq!(shown(found.failure(Method::Patch)), of_put, "{body}");
        assert_eq!(shown(found.failure(Method::Post)), of_post, "{body}");
    }
}

#[test]
fn states_behind_a_location() {
    for (status, body, state) in [
        (202, json!({}), "running: InProgress"),
        (202, json!({ "status": "Succeeded" }), "running: InProgress"),
        (202, json!({ "status": "Aborted" }), "failed: Aborted"),
        (200, json!({ "status": "Running" }), "running: Running"),
        // A word that is not known is a property of the result.
        (200, json!({ "status": "Invented" }), "succeeded: Succeeded"),
        (
            200,
            json!({ "status": "Running", "type": "A.B/c" }),
            "succeeded: Succeeded",
        ),
        (
            200,
            json!({ "properties": { "provisioningState": "Moving" } }),
            "running: Moving",
        ),
        (200, json!({ "status": "Failed" }), "failed: Failed"),
        (204, json!(null), "succeeded: Succeeded"),
    ] {
        let state_of = read(&body).of_location(Method::Post, StatusCode::from(status), None);
        assert_eq!(shown(Some(state_of)), state, "{status} {body}");
    }
}

#[test]
fn states_that_are_known_to_run() {
    for (word, is_known) in [
        ("inprogress", true),
        ("Accepted", true),
        ("Migrating", true),
        ("MIGRATING", true),
        ("Ready", false),
        ("ingest", false),
    ] {
        assert_eq!(is_known_running(word), is_known, "{word}");
    }
}

#[test]
fn the_result_within_a_monitor() {
    for (body, result) in [
        (r#"{"result":{"n":1.50}}"#, r#"{"n":1.50}"#),
        ("\u{feff}{\"Result\":[1]}", "[1]"),
        (r#"{"result":null}"#, ""),
        ("{}", ""),
        ("", ""),
    ] {
        let found = result_of(response(body));
        assert_eq!(found.status(), StatusCode::Ok);
        assert_eq!(found.into_body().into_string().unwrap(), result, "{body}");
    }
}
