//! The command line over lists whose pages are documents of XML.

use std::path::PathBuf;

use super::server::{Answer, Server};
use super::{Ran, run_in};

fn run(line: &str) -> Ran {
    let document = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/documents/boxes/stable/2024-01-01/boxes.yaml");
    let document = document.to_str().expect("the path is UTF-8");
    run_in(&[("ARM_DOCUMENT", document), ("ARM_API_KEY", "key")], line)
}

fn page(name: &str, next: &str) -> Answer {
    let box_ = format!("<Boxes><Box><Name>{name}</Name></Box></Boxes>");
    let text = format!("\u{feff}<?xml version=\"1.0\"?><Results>{box_}{next}</Results>");
    Answer {
        status: 200,
        headers: vec![("content-type", "application/xml".to_owned())],
        body: text,
    }
}

pub fn all_pages_of_xml_are_printed_by_marker() {
    let server = Server::start(|_, asked| match asked.target.contains("marker=") {
        false => page("a", "<NextMarker>2 &amp; b</NextMarker>"),
        true => page("b", "<NextMarker/>"),
    });
    let ran = run(&format!(
        "boxes boxes list --prefix p --endpoint {}",
        server.url
    ));
    assert_eq!(ran.code, 0, "{ran:?}");
    for name in ["a", "b"] {
        let element = format!("<Name>{name}</Name>");
        assert_eq!(ran.stdout.matches(&element).count(), 1, "{ran:?}");
    }
    assert_eq!(ran.stdout.lines().count(), 2, "{ran:?}");
    let asked = server.asked();
    assert_eq!(asked[0].target, "/boxes?prefix=p");
    assert_eq!(asked[1].target, "/boxes?prefix=p&marker=2%20%26%20b");
    let accept = asked[1].headers.iter().find(|it| it.0 == "accept");
    assert_eq!(accept.map(|it| it.1.as_str()), Some("application/xml"));
}

pub fn all_pages_of_xml_are_printed_by_link() {
    let server = Server::start(|_, asked| match asked.target.contains("page=2") {
        false => page("a", "<NextLink>/linked?page=2</NextLink>"),
        true => page("b", ""),
    });
    let ran = run(&format!(
        "boxes boxes list-linked --endpoint {}",
        server.url
    ));
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("<Name>b</Name>"), "{ran:?}");
    assert_eq!(server.asked().len(), 2);
    let help = run("boxes boxes list-linked --help");
    assert!(
        help.stdout.contains("one document after the other"),
        "{help:?}"
    );
}
