mod errors;

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

/// The columns of a table are those of the first page with items.
#[test]
fn an_empty_page_changes_no_list() {
    let pages = [
        json!([]),
        json!([{"name": "a", "size": 1}]),
        json!([]),
        json!([{"name": "b", "size": 2}]),
    ];
    for format in [Format::Json, Format::Tsv, Format::Table, Format::Yaml] {
        let without = [pages[1].clone(), pages[3].clone()];
        assert_eq!(
            written(format, true, &pages, false),
            written(format, true, &without, false)
        );
    }
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
            { "id": "/subscriptions/s/resourceGroups/g/providers/A.B/c/w1", "name": "w1", "empty": null, "list": [1], "properties": { "state": "ok", "list": ["x"], "map": {} } },
            { "id": "/subscriptions/s/resourceGroups/g/providers/A.B/c/w2", "name": "longer", "properties": {} }
        ]),
        json!([{ "name": "third", "properties": { "state": "gone" } }]),
    ];
    assert_eq!(
        written(Format::Table, true, &pages, false),
        "NAME    RESOURCE GROUP  STATE\nw1      g               ok\nlonger  g\nthird                   gone\n"
    );
}

#[test]
fn formats_have_names() {
    for (name, format) in [
        ("table", Format::Table),
        ("json", Format::Json),
        ("jsonc", Format::Json),
        ("tsv", Format::Tsv),
        ("yaml", Format::Yaml),
        ("yamlc", Format::Yaml),
        ("none", Format::Silent),
    ] {
        assert_eq!(Format::named(Some(&name.to_owned())), format, "{name}");
    }
    assert_eq!(Format::named(None), Format::Table);
}

/// A list in YAML is written as a whole, because it would look complete after any item.
#[test]
fn yaml_lists_are_one_document_and_none_is_no_output() {
    let pages = [json!([{"id": 1, "secret": "hush"}]), json!([{"id": 2}])];
    for (format, many, pages, expected) in [
        (
            Format::Yaml,
            true,
            &pages as &[JsonValue],
            "- id: 1\n  secret: \"***\"\n- id: 2\n",
        ),
        (Format::Yaml, true, &[], "[]\n"),
        (Format::Yaml, false, &[json!({"id": 1})], "id: 1\n"),
        (Format::Silent, true, &pages, ""),
        (Format::Silent, false, &[json!({"id": 1})], ""),
    ] {
        assert_eq!(written(format, many, pages, false), expected);
    }
    let mut bytes = Vec::new();
    let mut output = Output::new(&mut bytes, Format::Silent, None, false);
    output.raw(b"a", false).unwrap();
    output.raw(b"a", true).unwrap();
    assert!(bytes.is_empty());
}

#[test]
fn long_and_empty_lists_are_known() {
    for (pages, is_long, is_empty) in [
        (&[] as &[usize], false, false),
        (&[0], false, true),
        (&[0, 0], true, true),
        (&[1], false, false),
        (&[20], false, false),
        (&[21], true, false),
        (&[1, 1], true, false),
    ] {
        for format in [Format::Table, Format::Yaml, Format::Json] {
            let mut output = Output::new(Vec::new(), format, None, true);
            for n_items in pages {
                output.page(vec![json!({ "id": 1 }); *n_items]).unwrap();
            }
            assert!(output.left_out().is_empty());
            assert_eq!(output.n_items(), pages.iter().sum::<usize>());
            assert_eq!(
                (output.is_long(), output.is_empty_list()),
                (is_long, is_empty),
                "{pages:?}"
            );
        }
    }
}

#[test]
fn tokens_and_actions_name_their_resource() {
    for (about, format, token, nothing) in [
        (None, Format::Table, "t\n", ""),
        (None, Format::Tsv, "t\n", ""),
        (Some("/x"), Format::Tsv, "/x\tt\n", "/x\n"),
        (Some("/x"), Format::Table, "ID  TOKEN\n/x  t\n", "ID\n/x\n"),
        (
            Some("/x"),
            Format::Json,
            "[\n{\"id\":\"/x\",\"token\":\"t\"}\n]\n",
            "[\n{\"id\":\"/x\"}\n]\n",
        ),
    ] {
        let done = |act: &dyn Fn(&mut Output<&mut Vec<u8>>)| {
            let mut bytes = Vec::new();
            let mut output = Output::new(&mut bytes, format, None, about.is_some());
            output.about(about.map(str::to_owned));
            act(&mut output);
            output.finish().unwrap();
            String::from_utf8(bytes).unwrap()
        };
        assert_eq!(done(&|output| output.token("t").unwrap()), token);
        let has_resource = about.is_some();
        assert_eq!(
            done(&|output| assert_eq!(output.nothing().unwrap(), has_resource)),
            nothing
        );
    }
}

/// `--what-if` masks secrets before the output, which prints them unchanged. A result that has the ID of the resource, in any
/// case, does not get it again.
#[test]
fn requests_are_shown_as_they_are_and_more_properties_can_be_hidden() {
    let mut entry = *entry("get");
    entry.response.secret = true;
    let output = |act: &dyn Fn(&mut Output<&mut Vec<u8>>)| {
        let mut bytes = Vec::new();
        act(&mut Output::new(
            &mut bytes,
            Format::Tsv,
            Some((&MODULES[1], &entry)),
            false,
        ));
        String::from_utf8(bytes).unwrap()
    };
    let value = json!({ "id": "/X", "name": "n", "secret": "known" });
    assert_eq!(
        output(&|it| it.request(value.clone()).unwrap()),
        "/X\tn\tknown\n"
    );
    assert_eq!(
        output(&|it| it.text("a\u{1b}[1m\nb").unwrap()),
        "a\\u{1b}[1m\nb"
    );
    let hidden = output(&|it| {
        it.is_secret = false;
        it.hide(["NAME"]);
        it.result(value.clone()).unwrap();
        assert_eq!(it.n_hidden(), 2);
    });
    assert_eq!(hidden, "/X\t***\t***\n");
    let mut own = value.clone();
    name(&mut own, "/x");
    assert_eq!(own, value);
}
