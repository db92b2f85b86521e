//! Requests and responses of features that a specification combines in unusual ways.

use arm_runtime::{
    Bytes, ClientOptions, Credential, Decimal, PollOptions, ResponseExt, Result, Url,
};
use futures::TryStreamExt;

use crate::{Server, classic, statuses};

fn classic(server: &Server) -> Result<classic::Client> {
    let options = ClientOptions {
        endpoint: Some(Url::parse(&server.http())?),
        poll: PollOptions {
            interval: std::time::Duration::ZERO,
            ..PollOptions::default()
        },
        ..ClientOptions::default()
    };
    classic::Client::new(Credential::none(), Some(options))
}

fn statuses(server: &Server) -> Result<statuses::Client> {
    statuses::Client::new(server.http(), Credential::none(), None)
}

fn body(server: &Server, index: usize) -> String {
    server.seen.lock().unwrap()[index].2.clone()
}

async fn parameters_in_odd_places() -> Result<()> {
    let server = Server::start(&[(200, "", ""), (200, "", ""), (204, "", ""), (204, "", "")]);
    let client = classic(&server)?;
    let builds = client.builds_client();
    // A placeholder in the query of the path, and a path parameter whose name differs in case.
    builds.get_artifact(7, "a&b c").await?;
    builds.get("x/y").await?;
    let settings = client.settings_client();
    settings.delete("a/b", None).await?;
    let labeled = classic::options::SettingsDeleteOptions {
        label: Some("prod".to_owned()),
        if_match: Some("\"1\"".to_owned()),
    };
    settings.delete("k", Some(labeled)).await?;
    assert_eq!(
        server.lines(),
        [
            "GET /builds/7/artifacts?kind=zip&artifactName=a%26b%20c",
            "GET /Builds/x%2Fy",
            "DELETE /kv/a%2Fb",
            "DELETE /kv/k?label=prod",
        ]
    );
    assert_eq!(server.header(2, "if-match"), None);
    assert_eq!(server.header(3, "if-match").as_deref(), Some("\"1\""));
    Ok(())
}

async fn pages_of_another_operation() -> Result<()> {
    let server = Server::start(&[
        (
            200,
            "",
            r#"{"value":[{"a":"1"}],"nextLink":"/rows?$skiptoken=two"}"#,
        ),
        (200, "", r#"{"Value":[{"a":"2"}]}"#),
        (
            200,
            "",
            r#"{"value":[],"nextLink":"/rows?$skiptoken=again"}"#,
        ),
        (
            200,
            "",
            r#"{"value":[],"nextLink":"/rows?$skiptoken=again"}"#,
        ),
    ]);
    let rows = classic(&server)?.rows_client();
    let first = classic::options::RowsQueryOptions {
        skiptoken: Some("one".to_owned()),
    };
    let items: Vec<_> = rows.query(Some(first)).try_collect().await?;
    assert_eq!(items[1].a.as_deref(), Some("2"));
    let error = rows.query(None).try_collect::<Vec<_>>().await.unwrap_err();
    assert!(error.to_string().contains("leads back"), "{error}");
    assert_eq!(
        server.lines(),
        [
            "POST /rows?$skiptoken=one",
            "POST /rows?$skiptoken=two",
            "POST /rows",
            "POST /rows?$skiptoken=again",
        ]
    );
    Ok(())
}

async fn forms() -> Result<()> {
    let server = Server::start(&[(200, "", ""), (200, "", "")]);
    let forms = classic(&server)?.forms_client();
    let options = classic::options::FormsTokenOptions {
        scopes: Some(vec!["a".to_owned(), "b c".to_owned()]),
        roles: Some(vec!["r".to_owned(), "s".to_owned()]),
    };
    forms.token("password", Some(options)).await?;
    assert_eq!(
        body(&server, 0),
        "grant_type=password&scopes=a&scopes=b+c&roles=r+s"
    );
    let glossary = vec![
        "one".into(),
        arm_runtime::FilePart::from("two").name("g.tsv"),
    ];
    let options = classic::options::FormsUploadOptions {
        glossary: Some(glossary),
    };
    forms.upload("text", Some(options)).await?;
    let form = body(&server, 1);
    for part in [
        "name=\"document\"; filename=\"document\"\r\ncontent-type: application/octet-stream\r\n\r\ntext\r\n",
        "name=\"glossary\"; filename=\"glossary-1\"\r\ncontent-type: application/octet-stream\r\n\r\none\r\n",
        "name=\"glossary\"; filename=\"g.tsv\"\r\ncontent-type: application/octet-stream\r\n\r\ntwo\r\n",
    ] {
        assert!(form.contains(part), "{form}");
    }
    Ok(())
}

async fn long_running_operations() -> Result<()> {
    let server = Server::start(&[
        (202, "location: /runs/1\r\n", ""),
        (202, "", ""),
        (200, "", r#"{"exitCode":"0"}"#),
        (
            201,
            "",
            r#"{"exitCode":"1","properties":{"provisioningState":"Succeeded"}}"#,
        ),
        (
            200,
            "",
            r#"{"name":"n","owner":null,"price":1.10,"size":18446744073709551615,"version":1.20}"#,
        ),
    ]);
    let jobs = classic(&server)?.jobs_client();
    let outcome = jobs.run().model().await?;
    assert_eq!(outcome.exit_code.as_deref(), Some("0"));
    let setting = classic::models::Setting {
        price: Some(Decimal::from_text("0.30")),
        ..classic::models::Setting::new("n")
    };
    let error = jobs.put(&setting).model().await.unwrap_err();
    assert!(error.to_string().contains("status 201"), "{error}");
    // A required property that may be null is sent as null.
    assert_eq!(
        body(&server, 3),
        r#"{"name":"n","owner":null,"price":0.30}"#
    );
    let setting = jobs.put(setting).model().await?;
    assert_eq!(setting.price, Some(Decimal::from_text("1.10")));
    assert_eq!(setting.size, Some(u64::MAX));
    assert_eq!(setting.version.as_deref(), Some("1.20"));
    Ok(())
}

async fn ranges_of_statuses() -> Result<()> {
    let thing = r#"{"name":"n"}"#;
    let server = Server::start(&[
        (206, "", thing),
        (404, "", thing),
        (200, "", thing),
        (202, "", r#"{"number":1}"#),
        (202, "", r#"{"number":1}"#),
        (201, "", "5"),
        (302, "", "5"),
    ]);
    let client = statuses(&server)?;
    assert_eq!(client.get_range().model().await?.name.as_deref(), Some("n"));
    assert!(client.get_range().await.is_err());
    assert_eq!(
        client.post_range().model().await?.name.as_deref(),
        Some("n")
    );
    assert!(client.post_range().model().await.is_err());
    let receipt: statuses::models::Receipt = client.post_range().await?.decode()?;
    assert_eq!(receipt.number, Some(1));
    assert_eq!(client.delete_all().model().await?, 5);
    assert!(client.delete_all().await.is_err());
    Ok(())
}

async fn media_types() -> Result<()> {
    let server = Server::start(&[
        (200, "", "png"),
        (200, "", "png"),
        (204, "", ""),
        (200, "", "ok"),
    ]);
    let client = statuses(&server)?;
    assert_eq!(
        client.put_image(Bytes::from_static(b"1")).model().await?,
        "png"
    );
    let image = client.put_image(Bytes::from_static(b"1"));
    image.header("content-type", "image/png").await?;
    client.post_any(statuses::models::Thing::default()).await?;
    let text = client.patch_raw(Bytes::from_static(b"1")).model().await?;
    assert_eq!(text.0, "ok");
    let sent = [
        "application/octet-stream",
        "image/png",
        "application/json",
        "application/octet-stream",
    ];
    let accepted = ["image/png, application/json;q=0.5"; 2];
    for (index, media_type) in sent.into_iter().enumerate() {
        assert_eq!(
            server.header(index, "content-type").as_deref(),
            Some(media_type)
        );
        if let Some(accept) = accepted.get(index) {
            assert_eq!(server.header(index, "accept").as_deref(), Some(*accept));
        }
    }
    assert_eq!(server.header(3, "accept").as_deref(), Some("text/plain"));
    Ok(())
}

pub(crate) async fn all() -> Result<()> {
    parameters_in_odd_places().await?;
    pages_of_another_operation().await?;
    forms().await?;
    long_running_operations().await?;
    ranges_of_statuses().await?;
    media_types().await
}
