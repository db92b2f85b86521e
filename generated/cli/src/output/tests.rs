use super::*;
use crate::fixtures::{MODULES, entry};
use serde_json::json;

fn written(format: Format, many: bool, pages: &[JsonValue], show: bool) -> String {
    let mut bytes = Vec::new();
    let mut output = Output::new(&mut bytes, format, Some((&MODULES[1], entry("get"))), many);
    if show {
        output.show_secrets();
    }
    for page in pages {
        match page {
            JsonValue::Array(items) => output.page(items.clone()).unwrap(),
            value => output.result(value.clone()).unwrap(),
        }
    }
    output.finish().unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn json_is_what_the_service_sent() {
    let value = json!({ "name": "w", "secret": "hush", "x": null, "n": 1.5 });
    let text = written(Format::Json, false, std::slice::from_ref(&value), true);
    assert_eq!(serde_json::from_str::<JsonValue>(&text).unwrap(), value);
    let text = written(Format::Json, false, &[value], false);
    assert!(
        text.contains("\"secret\": \"***\"") && !text.contains("hush"),
        "{text}"
    );
}

#[test]
fn lists_are_one_json_array_with_an_item_on_each_line() {
    let text = written(
        Format::Json,
        true,
        &[json!([{"id": 1}, {"id": 2}]), json!([]), json!([{"id": 3}])],
        false,
    );
    assert_eq!(text, "[\n{\"id\":1},\n{\"id\":2},\n{\"id\":3}\n]\n");
    assert_eq!(written(Format::Json, true, &[], false), "[]\n");
}

#[test]
fn each_row_names_its_resource() {
    let value = |name: &str| json!({ "name": name });
    for (format, expected) in [
        (
            Format::Json,
            "[\n{\"id\":\"/x/a\",\"name\":\"a\"},\n{\"id\":\"/x/b\"},\n{\"target\":\"/x/c\",\"id\":\"/y\"},\n{\"id\":\"/x/d\",\"value\":\"v\"}\n]\n",
        ),
        (Format::Tsv, "/x/a\t\ta\t\n/x/b\n/x/c\t/y\t\t\n/x/d\tv\n"),
    ] {
        let mut bytes = Vec::new();
        let mut output = Output::new(&mut bytes, format, Some((&MODULES[1], entry("get"))), true);
        output.about(Some("/x/a".to_owned()));
        output.result(value("a")).unwrap();
        output.about(Some("/x/b".to_owned()));
        assert!(output.nothing().unwrap());
        output.about(Some("/x/c".to_owned()));
        output.result(json!({ "id": "/y" })).unwrap();
        output.about(Some("/x/d".to_owned()));
        output.result(json!("v")).unwrap();
        output.finish().unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }
}

#[test]
fn a_query_selects_from_all_pages() {
    for (query, format, expected) in [
        ("[].name", Format::Tsv, "a\nb\nc\n"),
        ("[?name=='b'] | [0].secret", Format::Table, "***\n"),
        ("[?name=='b'] | [0].secret", Format::Json, "\"***\"\n"),
        ("[].[name, size]", Format::Tsv, "a\t1\nb\t\nc\t\n"),
        ("length(@)", Format::Tsv, "3\n"),
        ("[?name=='z'] | [0]", Format::Tsv, ""),
        ("[?name=='z'] | [0]", Format::Json, "null\n"),
        ("[].{Title: name}", Format::Table, "TITLE\na\nb\nc\n"),
    ] {
        let mut bytes = Vec::new();
        let mut output = Output::new(&mut bytes, format, Some((&MODULES[1], entry("get"))), true);
        output.select(Some(Query::new(query).unwrap()));
        output
            .page(vec![json!({ "name": "a", "size": 1 })])
            .unwrap();
        let rest = vec![
            json!({ "name": "b", "secret": "hush" }),
            json!({ "name": "c" }),
        ];
        output.page(rest).unwrap();
        output.finish().unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), expected, "{query}");
    }
    assert_eq!(Query::new("[").err().unwrap().exit_code(), 2);
}

#[test]
fn a_response_that_is_one_secret_is_hidden() {
    let mut entry = *entry("get");
    entry.response.secret = true;
    for (format, expected) in [(Format::Table, "***\n"), (Format::Json, "\"***\"\n")] {
        let mut bytes = Vec::new();
        let mut output = Output::new(&mut bytes, format, Some((&MODULES[1], &entry)), false);
        output.result(json!("hush")).unwrap();
        assert_eq!(output.n_hidden(), 1);
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }
}

/// A file of the service is written as it is, but a terminal shows neither its secrets nor what is not text.
#[test]
fn bytes_go_to_files_as_they_are() {
    let text = "a\u{1b}[31mb";
    for (secret, on_terminal, bytes, expected) in [
        (false, false, text.as_bytes(), text),
        (false, true, text.as_bytes(), "a\\u{1b}[31mb"),
        (
            false,
            true,
            b"\0",
            "(1 bytes of binary data; redirect them to a file)\n",
        ),
        (true, false, text.as_bytes(), text),
        (
            true,
            true,
            text.as_bytes(),
            "(7 bytes of secret data; redirect them to a file)\n",
        ),
    ] {
        let mut entry = *entry("get");
        entry.response.secret = secret;
        let mut out = Vec::new();
        let of = Some((&MODULES[1], &entry));
        let mut output = Output::new(&mut out, Format::Table, of, false);
        output.raw(bytes, on_terminal).unwrap();
        assert_eq!(output.n_hidden(), usize::from(secret && on_terminal));
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}

#[test]
fn tsv_has_the_columns_of_the_spec() {
    let pages =
        [json!([{ "name": "a\tb", "more": 1 }, { "id": "/x", "name": null, "secret": "hush" }])];
    assert_eq!(
        written(Format::Tsv, true, &pages, false),
        "\ta\\tb\t\n/x\t\t***\n"
    );
}

#[test]
fn tables_of_one_hide_null_and_secrets() {
    let value = json!({ "id": null, "name": "w", "secret": "hush", "properties": { "state": "ok", "tags": [] , "list": [1, 2] } });
    assert_eq!(
        written(Format::Table, false, &[value], false),
        "name             w\nsecret           ***\nproperties.state ok\nproperties.list  1, 2\n"
    );
}

#[test]
fn tables_of_many_have_the_columns_that_hold_anything() {
    let pages = [
        json!([
            { "id": "/subscriptions/s/resourceGroups/g/providers/A.B/c/w1", "name": "w1", "empty": null, "properties": { "state": "ok" } },
            { "id": "/subscriptions/s/resourceGroups/g/providers/A.B/c/w2", "name": "longer", "properties": {} }
        ]),
        json!([{ "name": "third", "properties": { "state": "gone" } }]),
    ];
    assert_eq!(
        written(Format::Table, true, &pages, false),
        "NAME    RESOURCE GROUP  STATE\nw1      g               ok\nlonger  g\nthird                   gone\n"
    );
}
