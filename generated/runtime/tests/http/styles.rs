//! Parameter styles of OpenAPI 3 in a path, a query and a header.

use arm_runtime::{Argument, Arm, AsJson, Call, JsonValue, ListStyle, Operation, Parameter};

use crate::support::quick;

/// `url` builds this with the parameter `p` of one style.
macro_rules! operation {
    ($path:literal, $parameter:expr) => {{
        static OPERATION: Operation = Operation {
            id: "Things_Get",
            path: $path,
            parameters: &[$parameter],
            ..Operation::DEFAULT
        };
        &OPERATION
    }};
}

fn call(operation: &'static Operation, argument: &dyn Argument) -> Call<()> {
    let arm = Arm::new(crate::support::PACKAGE, None, None, Some(quick())).unwrap();
    arm.prepare(operation, &[argument]).call()
}

fn url(operation: &'static Operation, argument: &dyn Argument) -> Result<String, String> {
    match call(operation, argument).request() {
        Ok(request) => Ok(request.path_and_query()),
        Err(error) => Err(error.to_string()),
    }
}

fn object() -> JsonValue {
    serde_json::json!({ "a": 1, "b": "x/y" })
}

#[test]
fn paths() {
    let list = ["a,b".to_owned(), "c".to_owned()];
    let list = list.as_slice();
    let object = object();
    let (text, object) = (&"v/w" as &dyn Argument, &AsJson(&object) as &dyn Argument);
    let list = &list as &dyn Argument;
    for (operation, expected) in [
        (
            operation!("/p/{p}", Parameter::path("p").style(ListStyle::Simple)),
            ["/p/v%2Fw", "/p/a%2Cb,c", "/p/a,1,b,x%2Fy"],
        ),
        (
            operation!(
                "/p/{p}",
                Parameter::path("p").style(ListStyle::SimpleExploded)
            ),
            ["/p/v%2Fw", "/p/a%2Cb,c", "/p/a=1,b=x%2Fy"],
        ),
        (
            operation!("/p{p}", Parameter::path("p").style(ListStyle::Label)),
            ["/p.v%2Fw", "/p.a%2Cb,c", "/p.a,1,b,x%2Fy"],
        ),
        (
            operation!(
                "/p{p}",
                Parameter::path("p").style(ListStyle::LabelExploded)
            ),
            ["/p.v%2Fw", "/p.a%2Cb.c", "/p.a=1.b=x%2Fy"],
        ),
        (
            operation!("/p{p}", Parameter::path("p").style(ListStyle::Matrix)),
            ["/p;p=v%2Fw", "/p;p=a%2Cb,c", "/p;p=a,1,b,x%2Fy"],
        ),
        (
            operation!(
                "/p{p}",
                Parameter::path("p").style(ListStyle::MatrixExploded)
            ),
            ["/p;p=v%2Fw", "/p;p=a%2Cb;p=c", "/p;a=1;b=x%2Fy"],
        ),
    ] {
        for (argument, expected) in [text, list, object].into_iter().zip(expected) {
            assert_eq!(url(operation, argument).as_deref(), Ok(expected));
        }
    }
}

#[test]
fn a_prefix_makes_no_dot_segment() {
    let operation = operation!("/p/{p}", Parameter::path("p").style(ListStyle::Label));
    let dot = "Things_Get: parameter p must not be a dot segment";
    for text in ["", "."] {
        assert_eq!(url(operation, &text).unwrap_err(), dot, "{text:?}");
    }
    let operation = operation!("/p/{p}", Parameter::path("p").style(ListStyle::Simple));
    let empty: &[String] = &[];
    assert_eq!(
        url(operation, &empty).unwrap_err(),
        "Things_Get: parameter p must not be empty"
    );
}

#[test]
fn queries() {
    let list = vec!["a,b".to_owned(), "c".to_owned()];
    let object = object();
    for (operation, of_list, of_object) in [
        (
            operation!("/q", Parameter::query("p").style(ListStyle::Multi)),
            "/q?p=a%2Cb&p=c",
            "/q?a=1&b=x%2Fy",
        ),
        (
            operation!("/q", Parameter::query("p").style(ListStyle::Simple)),
            "/q?p=a%2Cb,c",
            "/q?p=a,1,b,x%2Fy",
        ),
        (
            operation!("/q", Parameter::query("p").style(ListStyle::DeepObject)),
            "/q?p=a%2Cb%2Cc",
            "/q?p%5Ba%5D=1&p%5Bb%5D=x%2Fy",
        ),
        (
            operation!("/q", Parameter::query("p").style(ListStyle::Json)),
            "/q?p=%5B%22a%2Cb%22%2C%22c%22%5D",
            "/q?p=%7B%22a%22%3A1%2C%22b%22%3A%22x%2Fy%22%7D",
        ),
    ] {
        assert_eq!(url(operation, &AsJson(&list)).as_deref(), Ok(of_list));
        // A list of texts is the same as one of JSON, which only the style of JSON shows.
        if operation.parameters[0].style != ListStyle::Json {
            assert_eq!(url(operation, &list).as_deref(), Ok(of_list));
        }
        assert_eq!(url(operation, &AsJson(&object)).as_deref(), Ok(of_object));
    }
    let optional = operation!("/q", Parameter::query("p").style(ListStyle::DeepObject));
    assert_eq!(
        url(optional, &AsJson(&None::<JsonValue>)).as_deref(),
        Ok("/q")
    );
}

#[test]
fn headers() {
    for (operation, expected) in [
        (
            operation!("/h", Parameter::header("x-p").style(ListStyle::Simple)),
            "a,1,b,x/y",
        ),
        (
            operation!(
                "/h",
                Parameter::header("x-p").style(ListStyle::SimpleExploded)
            ),
            "a=1,b=x/y",
        ),
    ] {
        let object = object();
        let call = call(operation, &AsJson(&object));
        let request = call.request().unwrap();
        let header = request.headers().get_str(&"x-p".into()).unwrap();
        assert_eq!(header, expected);
    }
}
