//! Values in requests and responses: conditions, numbers, dates, forms, files and states.

use std::time::Duration;

use arm_runtime::{
    Bytes, ClientOptions, Credential, DateTime, DateTimeRfc1123, Decimal, ErrorExt, FilePart,
    PollOptions, Result, StatusCode, Url,
};

use crate::Server;
use crate::values::options::{
    FormsFilesOptions, FormsListsOptions, ThingsGetOptions, ThingsPlainOptions, ThingsSearchOptions,
};
use crate::values::{Client, models};

fn client(server: &Server) -> Result<Client> {
    let options = ClientOptions {
        endpoint: Some(Url::parse(&server.http())?),
        poll: PollOptions {
            interval: Duration::ZERO,
            ..PollOptions::default()
        },
        ..ClientOptions::default()
    };
    Client::new(Credential::none(), Some(options))
}

fn texts(items: &[&str]) -> Option<Vec<String>> {
    Some(items.iter().map(|it| it.to_string()).collect())
}

async fn unchanged_resources() -> Result<()> {
    let server = Server::start(&[(304, "", ""), (304, "", ""), (304, "", ""), (200, "", "{}")]);
    let things = client(&server)?.things_client();
    let tag = Some("\"1\"".to_owned());
    let if_none_match = || {
        Some(ThingsGetOptions {
            if_none_match: tag.clone(),
        })
    };
    // The spec declares 304: it is an outcome.
    let response = things.get("1-_", if_none_match()).await?;
    assert_eq!(response.status(), StatusCode::NotModified);
    assert_eq!(things.get("1", if_none_match()).model().await?, None);
    assert_eq!(server.header(0, "if-none-match"), tag);
    // Elsewhere it is one if the caller asks for it.
    let plain = || {
        things.plain(Some(ThingsPlainOptions {
            if_none_match: tag.clone(),
        }))
    };
    assert!(plain().if_modified().await?.is_none());
    assert!(plain().model_if_modified().await?.is_some());
    let error = things.get("a", None).await.unwrap_err().to_string();
    assert!(error.contains("must match the pattern"), "{error}");
    Ok(())
}

async fn numbers_and_dates() -> Result<()> {
    let body = r#"{"Name":1.10,"PRICE":18446744073709551616.10,"size":18446744073709551615,"load":"-Infinity","samples":[1,null,"NaN"],
        "createdAt":"Sat, 01 Apr 2023 12:30:00 GMT","changedAt":"2023-04-01T12:30:00Z","Inner":{"Name":"n","name":"m"}}"#;
    let server = Server::start(&[(200, "", body)]);
    let options = ThingsSearchOptions {
        big: Some(u64::MAX),
        wide: Some(4_294_967_295),
        price: Some(Decimal::from_text("1.10")),
        ids: Some(vec![1, i64::MAX]),
        since: Some(DateTime::from_text("2023-04-01T12:30:00+02:00")),
        at: Some(DateTimeRfc1123::from_text("Sat, 01 Apr 2023 12:30:00 GMT")),
    };
    let things = client(&server)?.things_client();
    let thing = things.search(Some(options)).model().await?;
    assert_eq!(
        server.lines(),
        [
            "GET /search?big=18446744073709551615&wide=4294967295&price=1.10&ids=1&ids=9223372036854775807&since=2023-04-01T12%3A30%3A00%2B02%3A00"
        ]
    );
    assert_eq!(
        server.header(0, "at").as_deref(),
        Some("Sat, 01 Apr 2023 12:30:00 GMT")
    );
    assert_eq!(thing.name.as_deref(), Some("1.10"));
    assert_eq!(
        thing.price,
        Some(Decimal::from_text("18446744073709551616.10"))
    );
    assert_eq!(thing.size, Some(u64::MAX));
    assert_eq!(thing.load, Some(f64::NEG_INFINITY));
    let samples = thing.samples.iter().flatten();
    assert_eq!(
        samples.map(|it| it.is_nan()).collect::<Vec<_>>(),
        [false, true, true]
    );
    let created = thing.created_at.as_ref().expect("it was sent").get()?;
    assert_eq!(
        created,
        thing.changed_at.as_ref().expect("it was sent").get()?
    );
    let inner = thing.inner.as_deref().expect("it was sent");
    assert_eq!(inner.name.as_deref(), Some("m"));
    Ok(())
}

async fn lists_in_each_format() -> Result<()> {
    let server = Server::start(&[(200, "", "")]);
    let options = FormsListsOptions {
        csv: texts(&["a,b", "c d"]),
        ssv: texts(&["a", "b&c"]),
        tsv: texts(&["a", "b"]),
        pipes: Some(vec![1, 2]),
        multi: Some(vec!["x".into(), "Y".into()]),
    };
    client(&server)?.forms_client().lists(Some(options)).await?;
    assert_eq!(
        server.seen.lock().unwrap()[0].2,
        "csv=a%2Cb%2Cc+d&ssv=a+b%26c&tsv=a%09b&pipes=1%7C2&multi=x&multi=y"
    );
    Ok(())
}

async fn several_files() -> Result<()> {
    let server = Server::start(&[(200, "", "")]);
    let files = vec![
        FilePart::from("x")
            .name("a\"b\r\n.csv")
            .media_type("text/csv"),
        FilePart::from("y"),
    ];
    let options = FormsFilesOptions {
        note: Some("n\n--x".to_owned()),
        tags: texts(&["t", "u"]),
    };
    let forms = client(&server)?.forms_client();
    forms.files(&files, Some(options)).await?;
    let media_type = server.header(0, "content-type").expect("there is a body");
    let (_, boundary) = media_type.split_once("; boundary=").expect("it is a form");
    let form = server.seen.lock().unwrap()[0].2.clone();
    let file = "content-disposition: form-data; name=\"files\"; filename=";
    let text = |name: &str, value: &str| {
        format!(
            "--B\r\ncontent-disposition: form-data; name=\"{name}\"\r\ncontent-type: text/plain; charset=utf-8\r\n\r\n{value}\r\n"
        )
    };
    let expected = [
        format!("--B\r\n{file}\"a%22b%0D%0A.csv\"\r\ncontent-type: text/csv\r\n\r\nx\r\n"),
        format!("--B\r\n{file}\"files-2\"\r\ncontent-type: application/octet-stream\r\n\r\ny\r\n"),
        text("note", "n\n--x"),
        text("tags", "t"),
        text("tags", "u"),
        "--B--\r\n".to_owned(),
    ];
    assert_eq!(form.replace(boundary, "B"), expected.concat());
    Ok(())
}

async fn downloads() -> Result<()> {
    let server = Server::start(&[(200, "content-type: application/pdf\r\n", "%PDF")]);
    let report: Bytes = client(&server)?.files_client().report().model().await?;
    assert_eq!(report, "%PDF");
    assert_eq!(
        server.header(0, "accept").as_deref(),
        Some("application/pdf, application/json;q=0.5")
    );
    Ok(())
}

async fn declared_states() -> Result<()> {
    let ready = r#"{"properties":{"provisioningState":"Ready"}}"#;
    let monitor = "azure-asyncoperation: http://{base}/monitor\r\n";
    let server = Server::start(&[
        (
            201,
            "",
            r#"{"properties":{"provisioningState":"Approving"}}"#,
        ),
        (200, "", ready),
        (202, monitor, r#"{"status":"Running"}"#),
        (200, "", r#"{"status":"Ended"}"#),
        (202, monitor, ""),
        (200, "", r#"{"status":"UploadFailed"}"#),
    ]);
    let jobs = client(&server)?.jobs_client();
    let approval = jobs.approve().model().await?;
    let state = approval.properties.and_then(|it| it.provisioning_state);
    assert_eq!(state, Some("Ready".into()));
    jobs.start().await?;
    let error = jobs.start().await.unwrap_err();
    assert!(
        error.to_string().contains("ended as UploadFailed"),
        "{error}"
    );
    assert!(!error.to_string().contains("200"), "{error}");
    Ok(())
}

async fn long_waits() -> Result<()> {
    let server = Server::start(&[(429, "retry-after: Wed, 21 Oct 2099 07:28:00 GMT\r\n", "")]);
    let things = client(&server)?.things_client();
    let error = things.plain(None).await.unwrap_err();
    assert!(error.retry_after() > Some(Duration::from_secs(86_400)));
    assert_eq!(server.lines().len(), 1);
    let error = things.get(&"1".repeat(70_000), None).await.unwrap_err();
    assert!(error.to_string().contains("the maximum is"), "{error}");
    Ok(())
}

pub(crate) async fn all() -> Result<()> {
    unchanged_resources().await?;
    numbers_and_dates().await?;
    lists_in_each_format().await?;
    several_files().await?;
    downloads().await?;
    declared_states().await?;
    long_waits().await
}
