//! Values of every kind in every location, and types that stand for values.

use arm_runtime::{
    Argument, Arm, AsJson, Bytes, Call, Decimal, ErrorExt, FilePart, JsonValue, Map, Method,
    Nullable, Operation, Pager, Paging, Parameter, ParameterValue, RequestBody, ResourceId, Secret,
    Text,
};
use futures::StreamExt;
use serde_json::json;

use crate::support::{PACKAGE, Server, json, quick, response};

fn error_of(operation: &'static Operation, arguments: &[&dyn Argument]) -> String {
    let arm = Arm::new(PACKAGE, None, None, Some(quick())).unwrap();
    let call: Call<JsonValue> = arm.prepare(operation, arguments).call();
    let error = call.request().unwrap_err().to_string();
    error.strip_prefix("T_Send: ").unwrap_or(&error).to_owned()
}

const fn sending(path: &'static str, parameters: &'static [Parameter]) -> Operation {
    Operation {
        id: "T_Send",
        path,
        parameters,
        ..Operation::DEFAULT
    }
}

#[test]
fn what_a_location_cannot_carry_is_refused() {
    static IN_PATH: Operation = sending("/{a}", &[Parameter::path("a")]);
    static IN_QUERY: Operation = sending("/x", &[Parameter::query("a")]);
    static IN_HEADER: Operation = sending("/x", &[Parameter::header("a")]);
    static UNKNOWN: Operation = sending("/x/{b}", &[Parameter::query("a")]);
    static CHANGED: Operation = sending("/x/../y", &[Parameter::query("a")]);
    let file = FilePart::from("text");
    for (operation, argument, expected) in [
        (
            &IN_PATH,
            &file as &dyn Argument,
            "parameter a must be a single value",
        ),
        (&IN_QUERY, &file, "parameter a cannot be sent in a query"),
        (&IN_HEADER, &file, "parameter a cannot be sent in a header"),
        (
            &UNKNOWN,
            &"v",
            "the path contains {b}, which is not a parameter",
        ),
        (
            &CHANGED,
            &"v",
            "the path contains characters that URL parsers change",
        ),
    ] {
        assert_eq!(error_of(operation, &[argument]), expected);
    }
}

#[test]
fn a_header_of_the_caller_is_checked_before_it_is_sent() {
    static GET: Operation = sending("/x", &[]);
    let arm = Arm::new(PACKAGE, None, None, Some(quick())).unwrap();
    for (name, value, expected) in [
        ("x-a", "v", true),
        ("x-a", "a\r\nb", false),
        ("x-a", "a\0", false),
        ("x a", "v", false),
        ("", "v", false),
    ] {
        let call: Call<JsonValue> = arm.prepare(&GET, &[]).call();
        let call = call.header(name, value);
        let request = call.request();
        assert_eq!(request.is_ok(), expected, "{name:?} {value:?}");
        if let Err(error) = request {
            assert!(error.to_string().starts_with("T_Send: "), "{error}");
        }
    }
    let call: Call<JsonValue> = arm.prepare(&GET, &[]).call();
    let error = call.api_version("2").request().unwrap_err().to_string();
    assert_eq!(error, "T_Send: the operation does not take an api-version");
}

/// Only the kind, because the value may be secret.
#[test]
fn debug_of_an_argument_shows_its_kind() {
    let json = json!({"hush": "hush"});
    let file = FilePart::from("hush");
    let map = Map::from([("hush", "hush".to_owned())]);
    let list = vec!["hush".to_owned()];
    for (argument, expected) in [
        (&None::<String> as &dyn Argument, "Absent"),
        (&"hush", "Text(..)"),
        (&list, "List(..)"),
        (&map, "Map(..)"),
        (&file, "Files(..)"),
        (&AsJson(&json), "Json(..)"),
    ] {
        assert_eq!(format!("{:?}", argument.to_parameter()), expected);
    }
    assert_eq!(format!("{:?}", ParameterValue::Bytes(b"hush")), "Bytes(..)");
}

#[test]
fn a_secret_is_one_behind_references_and_options() {
    let secret = Secret::new("hush");
    for (argument, expected) in [
        (&secret as &dyn Argument, true),
        (&&secret, true),
        (&Box::new(Secret::new("hush")), true),
        (&Some(&secret), true),
        (&None::<Secret>, false),
        (&"plain", false),
        (&&"plain", false),
        (&Box::new("plain"), false),
        (&Some("plain"), false),
    ] {
        assert_eq!(argument.is_secret(), expected);
        assert_eq!((&argument).is_secret(), expected);
    }
}

#[test]
fn a_field_of_a_form_has_a_name_without_control_characters() {
    const fn form(parameters: &'static [Parameter]) -> Operation {
        Operation {
            method: Method::Post,
            body: Some(RequestBody::MULTIPART),
            ..sending("/x", parameters)
        }
    }
    static QUOTED: Operation = form(&[Parameter::form("a\"b\r\n")]);
    static INVALID: Operation = form(&[Parameter::form("a\0")]);
    let expected = "the name of a form field contains an invalid character";
    assert_eq!(error_of(&INVALID, &[&"v"]), expected);
    let arm = Arm::new(PACKAGE, None, None, Some(quick())).unwrap();
    let call: Call<JsonValue> = arm.prepare(&QUOTED, &[&"v"]).call();
    let azure_core::http::Body::Bytes(body) = call.request().unwrap().body() else {
        panic!("a form is in memory");
    };
    let body = String::from_utf8_lossy(body);
    assert!(body.contains("name=\"a%22b%0D%0A\""), "{body}");
}

#[test]
fn types_that_stand_for_a_text_or_a_value_return_it() {
    let id: ResourceId = "/subscriptions/s".parse().unwrap();
    assert_eq!(id.as_str(), "/subscriptions/s");
    assert_eq!(Text::from("a".to_owned()).as_ref(), "a");
    assert_eq!(Decimal::from_text("1.50").as_ref(), "1.50");
    for (value, expected) in [(Nullable::from(1), Some(1)), (Nullable::Null, None)] {
        assert_eq!(value.as_option(), expected.as_ref());
        assert_eq!(value.into_option(), expected);
    }
    let part = FilePart::from(&Bytes::from_static(b"12345"));
    for part in [FilePart::from(&part), part] {
        assert_eq!(format!("{part:?}"), "FilePart(5 bytes)");
    }
    let (a, b) = (Decimal::from_text("1.5"), Decimal::from_text("1.50"));
    assert!(arm_runtime::value::eq(&a, &a.clone()));
    assert!(!arm_runtime::value::eq(&a, &b), "the texts differ");
}

#[tokio::test]
async fn debug_of_a_page_counts_its_items() {
    static LIST: Operation = Operation {
        paging: Some(Paging {
            items: "value",
            next_link: Some("nextLink"),
            next_operation: None,
        }),
        ..sending("/x", &[])
    };
    let server = Server::start(|seen, n| match n {
        0 => {
            let next = format!("http://{}/x?page=2", seen.header("host").unwrap());
            json(200, &json!({"value": [1, 2], "nextLink": next}).to_string())
        }
        _ => json(200, r#"{"value":[]}"#),
    })
    .await;
    let pager: Pager<i64> = server.arm().prepare(&LIST, &[]).pager();
    let mut pages = pager.into_pages();
    for expected in [
        "Page { items: 2, last: false }",
        "Page { items: 0, last: true }",
    ] {
        let page = pages.next().await.unwrap().unwrap();
        assert_eq!(format!("{page:?}"), expected);
    }
}

#[tokio::test]
async fn an_error_without_a_message_shows_those_below_it() {
    static GET: Operation = sending("/x", &[]);
    for (details, expected) in [
        (
            json!([{"code": "A"}, {"message": "b"}]),
            "several errors [A] [b]",
        ),
        (
            json!([{"code": "A", "message": "a"}]),
            "several errors [A: a]",
        ),
    ] {
        let body = json!({"error": {"details": details}}).to_string();
        let server = Server::start(move |_, _| json(400, &body)).await;
        let call: Call<JsonValue> = server.arm().prepare(&GET, &[]).call();
        let error = call.await.unwrap_err().arm().unwrap();
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn limits_are_read_with_spaces_between_them() {
    static GET: Operation = sending("/x", &[]);
    let limits = "A/B; 1 , C ;2,none;x";
    let name = "x-ms-ratelimit-remaining-resource";
    let server = Server::start(move |_, _| response(200).header(name, limits)).await;
    let call: Call<()> = server.arm().prepare(&GET, &[]).call();
    let read = arm_runtime::ResponseExt::rate_limits(&call.await.unwrap());
    let read: Vec<_> = read
        .iter()
        .map(|it| (it.name.as_str(), it.remaining))
        .collect();
    assert_eq!(read, [("A/B", 1), ("C", 2)]);
}
