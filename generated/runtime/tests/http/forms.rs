//! Form bodies.

use arm_runtime::{Call, ListStyle, Method, Operation, Parameter, RequestBody};

use crate::support::{Server, response};

static FORM: Operation = Operation {
    id: "T_Form",
    method: Method::Post,
    path: "/x",
    parameters: &[
        Parameter::form("grant_type").required().constant("refresh"),
        Parameter::form("a b"),
        Parameter::form("list").style(ListStyle::Multi),
        Parameter::form("none"),
    ],
    body: Some(RequestBody::FORM),
    ..Operation::DEFAULT
};

static PARTS: Operation = Operation {
    id: "T_Parts",
    parameters: &[Parameter::form("file").required(), Parameter::form("name")],
    body: Some(RequestBody::MULTIPART),
    ..FORM
};

#[tokio::test]
async fn urlencoded() {
    let server = Server::start(|_, _| response(204)).await;
    let list = vec!["x".to_owned(), "ü".to_owned()];
    let call: Call<()> = server
        .arm()
        .prepare(&FORM, &[&"1 & 2=+", &list, &None::<bool>])
        .into();
    call.await.unwrap();
    let seen = &server.seen()[0];
    assert_eq!(
        seen.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(
        seen.text(),
        "grant_type=refresh&a+b=1+%26+2%3D%2B&list=x&list=%C3%BC"
    );
    let file = b"x".to_vec();
    let call: Call<()> = server
        .arm()
        .prepare(&FORM, &[&file, &list, &None::<bool>])
        .into();
    assert!(call.request().is_err());
}

#[tokio::test]
async fn in_parts() {
    let server = Server::start(|_, _| response(204)).await;
    let file = vec![0_u8, 255, b'\r', b'\n'];
    let call: Call<()> = server.arm().prepare(&PARTS, &[&file, &"n"]).into();
    call.await.unwrap();
    let seen = &server.seen()[0];
    let media_type = seen.header("content-type").unwrap();
    let boundary = media_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let mut expected = format!(
        "--{boundary}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"file\"\r\ncontent-type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    expected.extend(&file);
    expected.extend(format!(
        "\r\n--{boundary}\r\ncontent-disposition: form-data; name=\"name\"\r\ncontent-type: text/plain; charset=utf-8\r\n\r\nn\r\n--{boundary}--\r\n"
    ).bytes());
    assert_eq!(seen.body, expected);
    let call: Call<()> = server
        .arm()
        .prepare(&PARTS, &[&None::<Vec<u8>>, &"n"])
        .into();
    assert!(
        call.request()
            .unwrap_err()
            .to_string()
            .contains("file is required")
    );
}
