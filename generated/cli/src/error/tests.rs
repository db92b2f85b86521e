use super::*;

#[test]
fn the_reason_may_stand_below_other_errors() {
    let cause = Error::with_message(ErrorKind::Credential, "no token");
    let middle = Error::with_error(ErrorKind::Io, cause, "sending failed");
    let outer = Error::with_error(ErrorKind::Other, middle, "Maps_Get failed");
    assert_eq!(Failure::from(outer).exit_code(), 3);
    let other = Error::with_message(ErrorKind::Io, "connection refused");
    assert_eq!(Failure::from(other).exit_code(), 1);
}

#[test]
fn a_closed_pipe_is_not_a_failure() {
    for (kind, code) in [
        (io::ErrorKind::BrokenPipe, 0),
        (io::ErrorKind::StorageFull, 1),
    ] {
        assert_eq!(Failure::from(io::Error::from(kind)).exit_code(), code);
    }
}

#[test]
fn several_resources_end_in_one_code() {
    let interrupted = || Failure::Interrupted {
        message: String::new(),
        hint: None,
    };
    for (failure, done, code) in [
        (Failure::other("x", None), 0, 1),
        (Failure::other("x", None), 2, 4),
        (interrupted(), 2, 130),
        (Failure::usage("x").of(Some("/a")), 0, 2),
    ] {
        let several = Several {
            failures: vec![failure],
            done: vec!["/d".to_owned(); done],
            ..Several::default()
        };
        assert_eq!(Failure::Several(several).exit_code(), code);
    }
}

#[test]
fn several_resources_are_listed_up_to_a_limit() {
    let ids = |n: usize| (0..n).map(|it| format!("/{it}")).collect::<Vec<_>>();
    for (done, not_sent, head, last) in [
        (1, 0, "1 of 2 done, 1 failed, 0 not sent", "\n  done: /0"),
        (
            20,
            1,
            "20 of 22 done, 1 failed, 1 not sent",
            "\n  not sent: /0",
        ),
        (
            0,
            20,
            "0 of 21 done, 1 failed, 20 not sent",
            "\n  not sent: /19",
        ),
        (
            0,
            21,
            "0 of 22 done, 1 failed, 21 not sent",
            "\n  not sent: 1 more",
        ),
        (
            23,
            0,
            "23 of 24 done, 1 failed, 0 not sent",
            "\n  done: 3 more",
        ),
    ] {
        let several = Several {
            failures: vec![Failure::other("x", None)],
            done: ids(done),
            not_sent: ids(not_sent),
            ..Several::default()
        };
        let text = several.text();
        assert!(text.contains(head) && text.ends_with(last), "{text}");
        assert!(!text.contains("/20"), "{text}");
    }
}

#[test]
fn several_failures_are_one_error_in_json_and_told_once() {
    let several = |failures: usize, is_reported: bool| Several {
        failures: (0..failures)
            .map(|it| Failure::other(format!("failure {it}"), None))
            .collect(),
        done: vec!["/d".to_owned()],
        is_reported,
        ..Several::default()
    };
    let json = JsonValue::from(several(2, false).json());
    assert_eq!(json["message"], "2 resources failed");
    assert_eq!(json["errors"][1]["message"], "failure 1");
    assert_eq!(
        (&json["done"], &json["notSent"]),
        (&json!(["/d"]), &json!([]))
    );
    let json = JsonValue::from(several(1, false).json());
    assert_eq!(
        (&json["message"], &json["errors"]),
        (&json!("failure 0"), &JsonValue::Null)
    );
    assert!(several(2, false).text().contains("failure 1"));
    assert!(!several(2, true).text().contains("failure 1"));
}

#[test]
fn failures_have_codes_for_scripts() {
    for (kind, expected) in [
        (ErrorKind::DataConversion, "Response"),
        (ErrorKind::Other, "Other"),
        (ErrorKind::Io, "Transport"),
        (ErrorKind::Connection, "Transport"),
        (
            ErrorKind::HttpResponse {
                status: arm_runtime::StatusCode::NotFound,
                error_code: None,
                raw_response: None,
            },
            "Response",
        ),
    ] {
        assert_eq!(code(&Error::with_message(kind, "x")), expected);
    }
}

#[test]
fn details_stand_as_deep_as_the_service_puts_them() {
    let detail = |code: &str, details| arm_runtime::ErrorDetail {
        code: Some(code.to_owned()),
        message: Some("why\u{1b}[2J".to_owned()),
        details,
        ..Default::default()
    };
    let mut text = String::new();
    add_details(
        &mut text,
        &[detail(
            "A",
            vec![detail("B", vec![detail("C", Vec::new())])],
        )],
        1,
    );
    assert_eq!(
        text,
        "\n  - A: why\\u{1b}[2J\n    - B: why\\u{1b}[2J\n      - C: why\\u{1b}[2J"
    );
}

#[test]
fn failures_without_a_response_are_told_as_text_and_json() {
    let hint = || Some("try it".to_owned());
    let credential = || Error::with_message(ErrorKind::Credential, "no token");
    for (failure, code, text, json) in [
        (
            Failure::usage("wrong"),
            2,
            "wrong",
            json!({ "code": "Usage", "message": "wrong" }),
        ),
        (
            Failure::with_hint("wrong", "try it"),
            2,
            "wrong\nhint: try it",
            json!({ "code": "Usage", "message": "wrong", "hint": "try it" }),
        ),
        (
            Failure::Interrupted {
                message: "interrupted".to_owned(),
                hint: hint(),
            },
            130,
            "interrupted\nhint: try it",
            json!({ "code": "Interrupted", "message": "interrupted", "hint": "try it" }),
        ),
        (
            Failure::from(io::Error::other("disk full")),
            1,
            "the result cannot be written: disk full",
            json!({ "code": "Output", "message": "disk full" }),
        ),
        (
            Failure::from(credential()),
            3,
            "no token\nhint: sign in with `az login`, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET",
            json!({ "code": "Authentication", "message": "no token" }),
        ),
        (
            Failure::response("Things_Get", "is empty"),
            1,
            "Things_Get: the response is empty",
            json!({ "code": "Response", "message": "Things_Get: the response is empty" }),
        ),
        (
            Failure::other("broken", hint()).of(Some("/a")),
            1,
            "/a: broken\nhint: try it",
            json!({ "code": "Other", "message": "broken", "hint": "try it", "id": "/a" }),
        ),
    ] {
        assert_eq!(failure.exit_code(), code, "{text}");
        assert_eq!(failure.text(), text);
        assert_eq!(JsonValue::from(failure.json()), json, "{text}");
    }
}
