//! Lists whose next page is found by a marker, lists of XML documents, and continuation tokens.

#[cfg(feature = "xml")]
use arm_runtime::fields;
use arm_runtime::{JsonValue, Operation, Pager, Paging, Parameter};
use futures::{StreamExt, TryStreamExt};

#[cfg(feature = "xml")]
use crate::support::response;
use crate::support::{Server, json};

#[cfg(feature = "xml")]
pub struct Containers {
    pub names: Option<Vec<String>>,
    pub next_marker: Option<String>,
}
#[cfg(feature = "xml")]
fields!(Containers: Default { 0: names = "names", 1: next_marker = "NextMarker" } in xml { "names": "Names>Name" });

const PARAMETERS: &[Parameter] = &[Parameter::query("prefix")];

const fn list(
    path: &'static str,
    items: &'static str,
    next_link: &'static str,
    parameter: &'static str,
) -> Operation {
    Operation {
        id: "T_List",
        path,
        api_version: "1",
        parameters: PARAMETERS,
        success: &[200],
        paging: Some(Paging {
            items,
            next_link: Some(next_link),
            next_operation: None,
        }),
        next_parameter: Some(parameter),
        ..Operation::DEFAULT
    }
}

#[cfg(feature = "xml")]
static XML: Operation = list("/c?comp=list", "", "NextMarker", "marker");
static JSON: Operation = list("/j", "value", "token", "token");

#[cfg(feature = "xml")]
#[tokio::test]
async fn documents_of_xml_are_followed_by_marker_or_link() {
    let server = Server::start(|seen, _| {
        let page = |name: &str, next: &str| {
            response(200).header("content-type", "application/xml").body(format!(
                "\u{feff}<?xml version=\"1.0\"?><Results><Names><Name>{name}</Name></Names><NextMarker>{next}</NextMarker></Results>"
            ))
        };
        if seen.line.contains("marker=%2Faccount%2Fb%26c") {
            let link = format!("http://{}/other?x=1", seen.header("host").unwrap());
            page("b", &link)
        } else if seen.line.contains("/other") {
            page("c", " ")
        } else {
            page("a", "/account/b&amp;c")
        }
    })
    .await;
    let prefix = Some("p+q".to_owned());
    let pager: Pager<Containers> = server.arm().prepare(&XML, &[&prefix]).xml_pager();
    let pages: Vec<Containers> = pager.try_collect().await.unwrap();
    let names: Vec<String> = pages
        .into_iter()
        .flat_map(|it| it.names.unwrap_or_default())
        .collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(
        server.lines(),
        [
            "GET /c?comp=list&prefix=p%2Bq&api-version=1",
            "GET /c?comp=list&prefix=p%2Bq&api-version=1&marker=%2Faccount%2Fb%26c",
            "GET /other?x=1&api-version=1",
        ]
    );
}

#[tokio::test]
async fn a_token_of_json_replaces_the_one_of_the_request() {
    let server = Server::start(|_, n| match n {
        0 => json(200, r#"{"value":[1],"token":"a="}"#),
        1 => json(200, r#"{"value":[2],"token":"b"}"#),
        _ => json(200, r#"{"value":[3],"token":""}"#),
    })
    .await;
    let pager: Pager<JsonValue> = server.arm().prepare(&JSON, &[&None::<String>]).pager();
    let mut pager = pager.query("token", "first");
    assert_eq!(pager.try_next().await.unwrap(), Some(1.into()));
    // The continuation of another process uses the marker, too.
    let token = pager.continuation().unwrap();
    let rest: Pager<JsonValue> = server.arm().prepare(&JSON, &[&None::<String>]).pager();
    let rest: Vec<JsonValue> = rest.resume(&token).try_collect().await.unwrap();
    assert_eq!(rest, [2, 3]);
    assert_eq!(
        server.lines(),
        [
            "GET /j?api-version=1&token=first",
            "GET /j?api-version=1&token=a%3D",
            "GET /j?api-version=1&token=b",
        ]
    );
}

#[tokio::test]
async fn a_marker_that_does_not_change_ends_the_list() {
    let server = Server::start(|_, _| json(200, r#"{"value":[1],"token":"same"}"#)).await;
    let pager: Pager<JsonValue> = server.arm().prepare(&JSON, &[&None::<String>]).pager();
    let error = pager.try_collect::<Vec<JsonValue>>().await.unwrap_err();
    assert!(error.to_string().contains("leads back"), "{error}");
    assert_eq!(server.lines().len(), 2);
}

/// A token is stored by callers, and arguments may be secret.
#[tokio::test]
async fn a_continuation_has_no_query_of_the_request() {
    static FILTERED: Operation = Operation {
        id: "T_List",
        path: "/l",
        api_version: "1.0",
        parameters: &[Parameter::query("filter")],
        paging: Some(Paging::VALUE),
        ..Operation::DEFAULT
    };
    let server = Server::start(|_, n| match n {
        0 => json(200, r#"{"value":[1],"nextLink":"?p=2"}"#),
        _ => json(200, r#"{"value":[2]}"#),
    })
    .await;
    let first = || -> Pager<i64> { server.arm().prepare(&FILTERED, &[&"hush"]).pager() };
    let mut pages = first().into_pages();
    assert!(pages.next().await.unwrap().is_ok());
    let token = pages.continuation().unwrap();
    assert!(!token.contains("hush"), "{token}");
    let rest: Vec<i64> = first().resume(&token).try_collect().await.unwrap();
    assert_eq!(rest, [2]);
    assert_eq!(
        server.lines(),
        [
            "GET /l?filter=hush&api-version=1.0",
            "GET /l?p=2&api-version=1.0"
        ]
    );
}
