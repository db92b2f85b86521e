//! Form bodies.

use arm_runtime::{
    Argument, AsJson, Bytes, Call, FilePart, Json, ListStyle, Map, Method, Operation, Parameter,
    RequestBody,
};

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
        .call();
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
        .call();
    assert!(call.request().is_err());
}

#[test]
fn a_boundary_that_the_spec_declares_is_replaced() {
    static DECLARED: Operation = Operation {
        body: Some(RequestBody::new("multipart/form-data; boundary=abc", true)),
        ..PARTS
    };
    let arm = arm_runtime::Arm::new(crate::support::PACKAGE, None, None, None).unwrap();
    let call: Call<()> = arm.prepare(&DECLARED, &[&"a", &None::<bool>]).call();
    let request = call.request().unwrap();
    let header = azure_core::http::headers::CONTENT_TYPE;
    let header = request.headers().get_optional_str(&header).unwrap();
    assert!(header.starts_with("multipart/form-data; boundary=arm-"));
    assert_eq!(header.matches("boundary").count(), 1, "{header}");
}

#[test]
fn a_form_without_a_media_type_is_urlencoded() {
    static PLAIN: Operation = Operation { body: None, ..FORM };
    let arm = arm_runtime::Arm::new(crate::support::PACKAGE, None, None, None).unwrap();
    let call: Call<()> = arm
        .prepare(&PLAIN, &[&"a", &None::<Vec<String>>, &None::<bool>])
        .call();
    let request = call.request().unwrap();
    let header = azure_core::http::headers::CONTENT_TYPE;
    assert_eq!(
        request.headers().get_optional_str(&header),
        Some("application/x-www-form-urlencoded")
    );
}

#[tokio::test]
async fn parts_have_the_headers_of_the_spec() {
    static HEADED: Operation = Operation {
        parameters: &[
            Parameter::form("file")
                .required()
                .headers(&[("x-kind", "photo"), ("x-level", "3")]),
            Parameter::form("name").headers(&[("x-id", "1")]),
        ],
        ..PARTS
    };
    let server = Server::start(|_, _| response(204)).await;
    let file = FilePart::from("content").header("X-Level", "4");
    let call: Call<()> = server.arm().prepare(&HEADED, &[&file, &"n"]).call();
    call.await.unwrap();
    let seen = &server.seen()[0];
    let text = seen.text();
    let parts: Vec<&str> = text.split("--arm-").collect();
    assert!(
        parts[1].contains("\r\nx-kind: photo\r\nX-Level: 4\r\n\r\ncontent"),
        "{text}"
    );
    assert!(parts[2].contains("\r\nx-id: 1\r\n\r\nn"), "{text}");
    assert_eq!(text.to_lowercase().matches("x-level").count(), 1);
}

#[tokio::test]
async fn in_parts() {
    let server = Server::start(|_, _| response(204)).await;
    let file = vec![0_u8, 255, b'\r', b'\n'];
    let call: Call<()> = server.arm().prepare(&PARTS, &[&file, &"n"]).call();
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
        .call();
    assert!(
        call.request()
            .unwrap_err()
            .to_string()
            .contains("file is required")
    );
}

#[tokio::test]
async fn lists_in_forms() {
    static LISTS: Operation = Operation {
        parameters: &[
            Parameter::form("csv"),
            Parameter::form("ssv").style(ListStyle::Ssv),
            Parameter::form("tsv").style(ListStyle::Tsv),
            Parameter::form("pipes").style(ListStyle::Pipes),
            Parameter::form("multi").style(ListStyle::Multi),
        ],
        ..FORM
    };
    let server = Server::start(|_, _| response(204)).await;
    let list = vec!["a", "b"];
    let call: Call<()> = server
        .arm()
        .prepare(&LISTS, &[&list, &list, &list, &list, &list])
        .call();
    call.await.unwrap();
    assert_eq!(
        server.seen()[0].text(),
        "csv=a%2Cb&ssv=a+b&tsv=a%09b&pipes=a%7Cb&multi=a&multi=b"
    );
}

#[tokio::test]
async fn json_in_forms() {
    static VALUES: Operation = Operation {
        parameters: &[
            Parameter::form("multi").style(ListStyle::Multi),
            Parameter::form("deep").style(ListStyle::DeepObject),
            Parameter::form("whole").style(ListStyle::Json),
            Parameter::form("text"),
        ],
        ..FORM
    };
    let server = Server::start(|_, _| response(204)).await;
    let multi = serde_json::json!(["a", 1, {"b": 2}]);
    let deep = serde_json::json!({"c": "d", "e": [true]});
    let whole = serde_json::json!({"f": 0});
    let text = serde_json::json!("g h");
    let call: Call<()> = server
        .arm()
        .prepare(
            &VALUES,
            &[
                &AsJson(&multi),
                &AsJson(&deep),
                &AsJson(&whole),
                &AsJson(&text),
            ],
        )
        .call();
    call.await.unwrap();
    let body = server.seen()[0].text().to_owned();
    let pairs: Vec<(String, String)> = azure_core::http::Url::parse(&format!("http://h/?{body}"))
        .unwrap()
        .query_pairs()
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|it| (&*it.0, &*it.1)).collect();
    assert_eq!(
        pairs,
        [
            ("multi", "a"),
            ("multi", "1"),
            ("multi", r#"{"b":2}"#),
            ("deep[c]", "d"),
            ("deep[e]", "[true]"),
            ("whole", r#"{"f":0}"#),
            ("text", "g h"),
        ]
    );
}

#[tokio::test]
async fn lists_of_files() {
    static FILES: Operation = Operation {
        parameters: &[Parameter::form("glossary")
            .style(ListStyle::Multi)
            .max_items(2)],
        ..PARTS
    };
    let server = Server::start(|_, _| response(204)).await;
    let send = |files: Vec<Bytes>| server.arm().prepare(&FILES, &[&files]).call::<(), Json>();
    send(vec![Bytes::from_static(b"a\xff"), Bytes::from_static(b"")])
        .await
        .unwrap();
    let seen = &server.seen()[0];
    let media_type = seen.header("content-type").unwrap();
    let (_, boundary) = media_type.split_once("boundary=").unwrap();
    let part = |n: u32, content: &[u8]| {
        let head = format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"glossary\"; filename=\"glossary-{n}\"\r\ncontent-type: application/octet-stream\r\n\r\n"
        );
        [head.as_bytes(), content, b"\r\n"].concat()
    };
    let end = format!("--{boundary}--\r\n");
    assert_eq!(
        seen.body,
        [part(1, b"a\xff"), part(2, b""), end.into_bytes()].concat()
    );
    // Constraints on lists apply to files. Without files, the form is empty.
    let error = send(vec![Bytes::new(); 3]).await.unwrap_err().to_string();
    assert!(error.contains("at most 2 items"), "{error}");
    send(Vec::new()).await.unwrap();
    assert!(!server.seen()[1].text().contains("glossary"));
}

#[tokio::test]
async fn a_name_does_not_end_the_header_of_a_part() {
    static QUOTED: Operation = Operation {
        parameters: &[Parameter::form("a\"b\r\n")],
        ..PARTS
    };
    let server = Server::start(|_, _| response(204)).await;
    let call: Call<()> = server.arm().prepare(&QUOTED, &[&"x"]).call();
    call.await.unwrap();
    let text = server.seen()[0].text().to_owned();
    assert!(text.contains("name=\"a%22b%0D%0A\"\r\n"), "{text}");
}

#[tokio::test]
async fn parts_have_the_names_and_types_of_caller_and_spec() {
    static ENCODED: Operation = Operation {
        parameters: &[
            Parameter::form("image").media_type("image/png"),
            Parameter::form("any").media_type("image/*"),
            Parameter::form("address"),
            Parameter::form("previous")
                .style(ListStyle::Csv)
                .media_type("application/json"),
            Parameter::form("te\"xt"),
        ],
        ..PARTS
    };
    let server = Server::start(|_, _| response(204)).await;
    let image = FilePart::from("png").header("x-part", "1");
    let any = FilePart::from(vec![1])
        .name("a \"b\".jpg")
        .media_type("image/jpeg");
    let address = serde_json::json!({ "city": "X" });
    let previous = serde_json::json!([{ "city": "Y" }]);
    let arguments: [&dyn Argument; 5] = [
        &image,
        &any,
        &AsJson(&address),
        &AsJson(&previous),
        &"plain",
    ];
    let call: Call<()> = server.arm().prepare(&ENCODED, &arguments).call();
    call.await.unwrap();
    let text = server.seen()[0].text().to_owned();
    for part in [
        "name=\"image\"; filename=\"image\"\r\ncontent-type: image/png\r\nx-part: 1\r\n\r\npng\r\n",
        "name=\"any\"; filename=\"a %22b%22.jpg\"\r\ncontent-type: image/jpeg\r\n\r\n\u{1}\r\n",
        "name=\"address\"\r\ncontent-type: application/json\r\n\r\n{\"city\":\"X\"}\r\n",
        "name=\"previous\"\r\ncontent-type: application/json\r\n\r\n[{\"city\":\"Y\"}]\r\n",
        "name=\"te%22xt\"\r\ncontent-type: text/plain; charset=utf-8\r\n\r\nplain\r\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let file = || FilePart::from("x");
    for broken in [
        file().media_type("a/b\r\nx-other: 1"),
        file().header("x-part", "1\r\nx-other: 1"),
        file().header("x-part: 1\r\nx-other", "1"),
        file().name("a\u{1}"),
    ] {
        let arguments: [&dyn Argument; 5] = [&broken, &any, &None::<bool>, &None::<bool>, &"plain"];
        let call: Call<()> = server.arm().prepare(&ENCODED, &arguments).call();
        assert!(call.request().is_err(), "{broken:?}");
    }
}

#[tokio::test]
async fn several_files_and_maps_are_several_fields() {
    static SEVERAL: Operation = Operation {
        parameters: &[Parameter::form("file"), Parameter::form("map")],
        ..PARTS
    };
    static PAIRS: Operation = Operation {
        parameters: &[Parameter::form("map")],
        ..FORM
    };
    let server = Server::start(|_, _| response(204)).await;
    let map = Map::from([("k 1", "a&b"), ("k2", "c")])
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect::<Map<String>>();
    let files = vec![FilePart::from("one"), FilePart::from("two").name("own")];
    let bytes = vec![b"one".to_vec(), b"two".to_vec()];
    for (argument, names) in [
        (&files as &dyn Argument, ["file-1", "own"]),
        (&bytes, ["file-1", "file-2"]),
    ] {
        let call: Call<()> = server.arm().prepare(&SEVERAL, &[argument, &map]).call();
        call.await.unwrap();
        let seen = server.seen();
        let text = seen.last().unwrap().text();
        assert_eq!(text.matches("name=\"file\"").count(), 2, "{text}");
        for part in [
            "\r\none\r\n",
            "\r\ntwo\r\n",
            "name=\"k 1\"",
            "name=\"k2\"",
            "a&b",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        for name in names {
            assert!(
                text.contains(&format!("filename=\"{name}\"")),
                "{name}: {text}"
            );
        }
    }
    let call: Call<()> = server.arm().prepare(&PAIRS, &[&map]).call();
    call.await.unwrap();
    assert_eq!(server.seen().last().unwrap().text(), "k+1=a%26b&k2=c");
}
