//! A document of OpenAPI 3.2 with merge keys, of the kind that services other than Azure publish: choices, null, objects
//! in the query, and forms of several files.

use arm_runtime::{Credential, FilePart, JsonValue, Result};

use crate::Server;
use crate::modern::models::{Filter, Image, Note, NoteContent, Order};
use crate::modern::options::{NotesAttachOptions, NotesSearchOptions};
use crate::modern::{Client, NotesClient};

fn notes(server: &Server) -> Result<NotesClient> {
    Ok(Client::new(server.http(), Credential::none(), None)?.notes_client())
}

fn descending() -> Order {
    Order {
        descending: Some(true),
        ..Order::new("a&b")
    }
}

async fn objects_in_the_query() -> Result<()> {
    let body = r#"[
        {"title":"1","owner":null,"rank":null,"content":"t"},
        {"title":"2","owner":"o","rank":7,"content":{"text":"t"}},
        {"title":"3","owner":"o","content":{"url":"u","width":2}},
        {"title":"4","owner":"o","content":[8]}]"#;
    let server = Server::start(&[(200, "", body)]);
    let options = NotesSearchOptions {
        page: Some(2),
        filter: Some(Filter {
            owner: Some("o p".to_owned()),
            minimum: Some(3),
        }),
        order: Some(vec![descending(), Order::new("c")]),
    };
    let found = notes(&server)?.search(10, Some(options)).model().await?;
    assert_eq!(
        server.lines(),
        [concat!(
            "GET /notes?size=10&page=2&filter%5Bowner%5D=o%20p&filter%5Bminimum%5D=3&order=",
            "%5B%7B%22field%22%3A%22a%26b%22%2C%22descending%22%3Atrue%7D%2C%7B%22field%22%3A%22c%22%7D%5D"
        )]
    );
    assert_eq!((found[0].owner.as_deref(), found[0].rank), (None, None));
    assert_eq!(
        (found[1].owner.as_deref(), found[1].rank),
        (Some("o"), Some(7))
    );
    let contents: Vec<_> = found.iter().filter_map(|it| it.content.as_ref()).collect();
    match contents[..] {
        [
            NoteContent::Text(first),
            NoteContent::Text2(second),
            NoteContent::Image(third),
            NoteContent::UnknownValue(fourth),
        ] => {
            assert_eq!((first.as_str(), second.text.as_deref()), ("t", Some("t")));
            assert_eq!((third.url.as_deref(), third.width), (Some("u"), Some(2)));
            assert_eq!(*fourth, JsonValue::from(vec![8]));
        }
        _ => panic!("{contents:?}"),
    }
    Ok(())
}

async fn choices_and_null_in_bodies() -> Result<()> {
    let sent = r#"{"title":"n","owner":null,"content":{"url":"u","width":2}}"#;
    let server = Server::start(&[(200, "", sent)]);
    let image = Image {
        width: Some(2),
        ..Image::new("u")
    };
    let note = Note {
        content: Some(NoteContent::Image(Box::new(image))),
        ..Note::new("n")
    };
    let stored = notes(&server)?.put("a/b", &note).model().await?;
    assert_eq!(stored, note);
    assert_eq!(server.lines(), ["PUT /notes/a%2Fb"]);
    assert_eq!(server.seen.lock().unwrap()[0].2, sent);
    Ok(())
}

async fn several_files_and_an_object() -> Result<()> {
    let server = Server::start(&[(204, "", "")]);
    let files = [FilePart::from("x").name("x.txt"), FilePart::from("y")];
    let options = NotesAttachOptions {
        cover: Some("png".into()),
    };
    let call = notes(&server)?.attach("1", &files, &descending(), Some(options));
    call.await?;
    let form = server.seen.lock().unwrap()[0].2.clone();
    let json = r#"{"field":"a&b","descending":true}"#;
    for part in [
        "name=\"files\"; filename=\"x.txt\"\r\ncontent-type: application/octet-stream\r\n\r\nx\r\n",
        "name=\"files\"; filename=\"files-2\"\r\ncontent-type: application/octet-stream\r\n\r\ny\r\n",
        "name=\"cover\"; filename=\"cover\"\r\ncontent-type: image/png\r\n\r\npng\r\n",
        &format!("name=\"about\"\r\ncontent-type: application/json\r\n\r\n{json}\r\n"),
    ] {
        assert!(form.contains(part), "{part:?} in {form:?}");
    }
    Ok(())
}

pub(crate) async fn all() -> Result<()> {
    objects_in_the_query().await?;
    choices_and_null_in_bodies().await?;
    several_files_and_an_object().await
}
