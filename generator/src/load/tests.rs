use std::path::PathBuf;

use serde_json::json;

use super::*;

/// A temporary folder with files.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder =
            std::env::temp_dir().join(format!("generator-load-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        for (path, text) in files {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        Self(folder)
    }

    fn load(&self, inputs: &[&str]) -> (Documents, Diagnostics, String) {
        let mut diagnostics = Diagnostics::default();
        let inputs: Vec<PathBuf> = inputs.iter().map(|input| self.0.join(input)).collect();
        let documents = load(
            &inputs,
            &Roots::of(&inputs, std::slice::from_ref(&self.0)),
            &Cache::default(),
            &mut diagnostics,
        );
        let text = diagnostics
            .lines()
            .replace(&format!("{}/", self.0.display()), "");
        (documents, diagnostics, text)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn every_spelling_of_a_reference_leads_to_one_document() {
    let folder = Folder::new(
        "spellings",
        &[
            (
                "specification/a/x.json",
                "\u{feff}{\"swagger\": \"2.0\",\t\"definitions\": {\"L\": {\"allOf\": [
                {\"$ref\": \"./y.json#/definitions/A\"}, {\"$ref\": \"y.json#/definitions/A\"}, {\"$ref\": \"..\\\\a\\\\y.json#/definitions/A\"},
                {\"$ref\": \".//./y.json#definitions/A\"}, {\"$ref\": \"%79.json#/definitions/%41\"}, {\"$ref\": \"#/definitions/L\"},
                {\"$ref\": \"https://github.com/Azure/azure-rest-api-specs/blob/main/specification/a/y.json#/definitions/A\"}]}}}",
            ),
            ("specification/a/y.json", "{\"definitions\": {\"A\": {\"$ref\": \"x.json#/definitions/L\"}}}"),
        ],
    );
    let (documents, diagnostics, text) =
        folder.load(&["specification/a/x.json", "specification/b/../a/x.json"]);
    assert!(diagnostics.is_empty(), "{text}");
    assert_eq!(documents.iter().count(), 2);
    let x = documents.get(DocumentId(0));
    assert_eq!((x.dialect, x.is_input), (Dialect::Swagger2, true));
    assert_eq!(documents.get(DocumentId(1)).dialect, Dialect::Fragment);
    for item in documents
        .value_at(x.id, "/definitions/L/allOf")
        .unwrap()
        .as_array()
        .unwrap()
    {
        let (target, pointer) = documents
            .follow(x.id, item["$ref"].as_str().unwrap())
            .unwrap();
        let expected = if target == x.id {
            "/definitions/L"
        } else {
            "/definitions/A"
        };
        assert_eq!(pointer, expected);
        assert!(documents.value_at(target, &pointer).is_some());
    }
}

#[test]
fn every_broken_reference_is_named_at_once_with_its_place() {
    let folder = Folder::new(
        "broken",
        &[
            (
                "a.json",
                r##"{"swagger": "2.0", "definitions": {
  "A": {"$ref": "#/definitions/Keyz"},
  "B": {"$ref": "missing.json#/definitions/X"},
  "C": {"$ref": "https://example.com/x.json#/X"},
  "D": {"$ref": "b.json#/definitions/X"},
  "Keys": {}
}}"##,
            ),
            (
                "b.json",
                r##"{"definitions": {"X": {"$ref": "gone.json"}, "Unused": {"$ref": "#/definitions/None"}}}"##,
            ),
        ],
    );
    let (_, diagnostics, text) = folder.load(&["a.json"]);
    assert!(diagnostics.has_errors());
    assert_eq!(
        text,
        "a.json:2:17: error[unresolved-reference]: `#/definitions/Keyz` cannot be resolved (at /definitions/A/$ref)\n  \
           help: a.json has `Keys`\n\
         a.json:3:17: error[missing-file]: `missing.json` does not exist (at /definitions/B/$ref)\n  \
           help: missing.json was searched; correct the path or add the file\n\
         a.json:4:17: error[remote-reference]: `https://example.com/x.json` is not a local file (at /definitions/C/$ref)\n  \
           help: save the document beside this one and refer to it by a relative path\n\
         b.json:1:32: error[missing-file]: `gone.json` does not exist (at /definitions/X/$ref)\n  \
           help: gone.json was searched; correct the path or add the file\n\
         b.json:1:65: warning[unresolved-reference]: `#/definitions/None` cannot be resolved (at /definitions/Unused/$ref)\n  \
           help: b.json has no such value\n"
    );
}

#[test]
fn malformed_files_are_reported_with_line_and_column() {
    let folder = Folder::new(
        "malformed",
        &[
            (
                "a.json",
                "{\"swagger\": \"2.0\",\n  \"x\": {\"$ref\": \"b.yaml\"}, \"y\": {\"$ref\": \"c.json\"}, \"z\": {\"$ref\": \"c.json#/q\"}}",
            ),
            ("b.yaml", "a: 1\nb: [1,\nc: }\n"),
            ("c.json", "{\n  \"a\": 1,,\n}"),
            ("d.json", "[]"),
            ("e.json", "{\"swagger\": \"1.2\"}"),
        ],
    );
    let (_, _, text) = folder.load(&["a.json", "d.json", "e.json", "f.json"]);
    let heads: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("  help"))
        .collect();
    assert_eq!(heads.len(), 5, "{text}");
    assert!(
        heads[0].starts_with("b.yaml:3:4: error[malformed-file]: not readable as YAML: "),
        "{text}"
    );
    assert!(
        heads[1].starts_with("c.json:2:10: error[malformed-file]: not readable as JSON: "),
        "{text}"
    );
    assert!(
        heads[2].starts_with("d.json:1:1: error[unknown-version]: "),
        "{text}"
    );
    assert!(
        heads[3].starts_with(
            "e.json:1:13: error[unknown-version]: this version is not supported (at /swagger)"
        ),
        "{text}"
    );
    assert!(
        heads[4].starts_with("f.json: error[missing-file]: "),
        "{text}"
    );
}

#[test]
fn yaml_is_read_like_json_and_repeated_keys_are_warned_of() {
    let folder = Folder::new(
        "yaml",
        &[
            (
                "a.yaml",
                "openapi: 3.0.1\ninfo: {version: 2020-08-20}\nresponses:\n  200: {x: 1.5}\n  200: {x: ~}\n\
                 s:\n  - {type: object, required: [on, 1], properties: {on: {type: string, default: 2}}}\n  - {tags: [2020-01-01], maximum: 1}\n",
            ),
            ("b", "swagger: '2.0'\n"),
            (
                "c.json",
                "{\"swagger\": \"2.0\", \"a\": {\"b\": 1, \"b\": 2}}",
            ),
        ],
    );
    let (documents, _, text) = folder.load(&["a.yaml", "b", "c.json"]);
    let a = documents.get(DocumentId(0));
    assert_eq!(a.dialect, Dialect::OpenApi3);
    assert_eq!(
        *a.value,
        json!({"openapi": "3.0.1", "info": {"version": "2020-08-20"}, "responses": {"200": {"x": null}},
        "s": [
            {"type": "object", "required": ["on", "1"], "properties": {"on": {"type": "string", "default": "2"}}},
            {"tags": ["2020-01-01"], "maximum": 1},
        ]})
    );
    assert_eq!(documents.get(DocumentId(2)).value["a"]["b"], 2);
    assert_eq!(
        text,
        "a.yaml:5:3: warning[repeated-key]: the object has this key more than once (at /responses/200)\n  \
           help: the last value counts; remove the others\n\
         c.json:1:34: warning[repeated-key]: the object has this key more than once (at /a/b)\n  \
           help: the last value counts; remove the others\n"
    );
}

#[test]
fn a_wrong_path_with_one_possible_meaning_is_mended_with_a_warning() {
    let folder = Folder::new(
        "mended",
        &[
            (
                "specification/s/rm/x.json",
                r##"{"swagger": "2.0", "a": {"$ref": "../common-types/v1/t.json#/A"}, "b": {"$ref": "../../Common-Types/v1/T.json#/A"}}"##,
            ),
            ("specification/common-types/v1/t.json", r##"{"A": {}}"##),
        ],
    );
    let (documents, diagnostics, text) = folder.load(&["specification/s/rm/x.json"]);
    assert!(!diagnostics.has_errors(), "{text}");
    assert_eq!(diagnostics.iter().count(), 2, "{text}");
    assert_eq!(documents.iter().count(), 2);
}

#[test]
fn files_stay_in_the_cache_while_in_use_and_shared_ones_for_good() {
    let folder = Folder::new(
        "cache",
        &[
            (
                "specification/s/x.json",
                r##"{"swagger": "2.0", "a": {"$ref": "../common-types/t.json#/A"}}"##,
            ),
            ("specification/common-types/t.json", r##"{"A": {}}"##),
        ],
    );
    let cache = Cache::default();
    let mut diagnostics = Diagnostics::default();
    let inputs = [folder.0.join("specification/s/x.json")];
    let first = load(&inputs, &Roots::of(&inputs, &[]), &cache, &mut diagnostics);
    let second = load(&inputs, &Roots::of(&inputs, &[]), &cache, &mut diagnostics);
    for (one, other) in first.iter().zip(second.iter()) {
        assert!(Arc::ptr_eq(&one.value, &other.value));
    }
    let (own, shared) = (
        Arc::downgrade(&first.get(DocumentId(0)).value),
        Arc::downgrade(&first.get(DocumentId(1)).value),
    );
    drop((first, second));
    assert!(own.upgrade().is_none());
    assert!(shared.upgrade().is_some());
}

#[test]
fn nothing_that_is_nested_too_deep_is_followed() {
    let deep = "[".repeat(2_000) + &"]".repeat(2_000);
    let folder = Folder::new(
        "deep",
        &[("a.json", deep.as_str()), ("b.yaml", deep.as_str())],
    );
    let (_, diagnostics, _) = folder.load(&["a.json", "b.yaml"]);
    assert_eq!(diagnostics.iter().count(), 2);
}

#[test]
fn examples_are_read_on_demand_and_never_stop_a_package() {
    let folder = Folder::new(
        "examples",
        &[
            ("a/x.json", "{\"swagger\": \"2.0\"}"),
            (
                "a/examples/get.json",
                "\u{feff}{\"parameters\": {\"body\": {\"$ref\": \"data\"}}}",
            ),
            ("a/examples/bad.json", "{\"parameters\": }"),
            ("a/examples/list.json", "[]"),
        ],
    );
    let at = Location::new(folder.0.join("a/x.json"), "/paths/~1a/get/x-ms-examples");
    let value = json!({
        "File": {"$ref": "./examples/get.json"},
        "Inline": {"parameters": {"a": 1}},
        "Bad": {"$ref": "./examples/bad.json"},
        "None": {"$ref": "examples/none.json"},
        "List": {"$ref": "examples/list.json"},
        "Text": "x",
    });
    let mut diagnostics = Diagnostics::default();
    let examples = read_examples(
        &value,
        &at,
        &Roots::of(&[at.file.to_path_buf()], &[]),
        &Cache::default(),
        &mut diagnostics,
    );
    let titles: Vec<&str> = examples.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(titles, ["File", "Inline"]);
    assert_eq!(examples[0].content["parameters"]["body"]["$ref"], "data");
    assert_eq!(
        examples[0].at,
        Location::new(folder.0.join("a/examples/get.json"), "")
    );
    assert_eq!(examples[1].at, at.child("Inline"));
    assert!(!diagnostics.has_errors());
    let codes: Vec<(&str, &str)> = diagnostics
        .iter()
        .map(|it| {
            (
                it.code.name,
                it.at.as_ref().map_or("", |at| at.pointer.as_str()),
            )
        })
        .collect();
    assert_eq!(
        codes,
        [
            ("malformed-file", ""),
            ("missing-example", "/paths/~1a/get/x-ms-examples/None/$ref"),
            ("malformed-example", ""),
            ("malformed-example", "/paths/~1a/get/x-ms-examples/Text"),
        ]
    );
}

#[test]
fn the_file_of_a_reference_is_found_by_these_rules() {
    use super::reference::{Found, find_file};
    let folder = Folder::new(
        "rules",
        &[
            ("specification/a/b/from.json", "{}"),
            ("specification/a/b/Types.json", "{}"),
            ("specification/a/b/alike.json", "{}"),
            ("specification/a/b/ALIKE.json", "{}"),
            ("specification/common/v1/types.json", "{}"),
            ("outside/v1/types.json", "{}"),
            ("outside/from.json", "{}"),
        ],
    );
    let root = folder.0.join("specification");
    let link = "github.com/Azure/azure-rest-api-specs/blob/main/specification/common/v1/types.json";
    let roots = Roots::of(
        &[root.join("a/b/from.json")],
        std::slice::from_ref(&folder.0),
    );
    let find = |from: &str, file: &str| find_file(&folder.0.join(from), file, &roots);
    let at = |path: &str| folder.0.join(path);
    let from = "specification/a/b/from.json";
    let types = at("specification/common/v1/types.json");
    let table = [
        // An existing file, and a folder in place of a file.
        (
            "Types.json",
            Found::There(at("specification/a/b/Types.json")),
        ),
        ("../b", Found::Missing(at("specification/a/b"))),
        // A different case, unless two files differ in case only.
        (
            "types.json",
            Found::Elsewhere(at("specification/a/b/Types.json")),
        ),
        (
            "Alike.json",
            Found::Missing(at("specification/a/b/Alike.json")),
        ),
        // A wrong number of `../`. A bare name is not searched in parent folders, and the search ends at
        // `specification`.
        ("../common/v1/types.json", Found::Elsewhere(types.clone())),
        (
            "../../../../../../common/v1/types.json",
            Found::Elsewhere(types.clone()),
        ),
        (
            "../../from2.json",
            Found::Missing(at("specification/from2.json")),
        ),
        (
            "../outside/v1/types.json",
            Found::Missing(at("specification/a/outside/v1/types.json")),
        ),
    ];
    for (file, expected) in table {
        assert_eq!(find(from, file), expected, "{file}");
    }
    assert_eq!(
        find("outside/from.json", "../v2/../common/v1/types.json"),
        Found::Missing(at("common/v1/types.json")),
        "a file outside `specification` has no ancestors in it"
    );
    for scheme in ["https", "http"] {
        assert_eq!(
            find(from, &format!("{scheme}://{link}")),
            Found::There(types.clone())
        );
    }
    assert_eq!(find(from, &format!("ftp://{link}")), Found::Remote);
    assert_eq!(find(from, &format!("https://{link}x")), Found::Remote);
}

#[test]
fn references_lead_out_of_their_root_only_if_that_is_allowed() {
    let reference = |file: &str| {
        format!(
            r##"{{"swagger": "2.0", "info": {{"version": "1"}}, "definitions": {{"A": {{"$ref": "{file}#/A"}}}}}}"##
        )
    };
    let up = reference("../secret.json");
    let link = reference("link.json");
    let beside = reference("beside.json");
    let folder = Folder::new(
        "roots",
        &[
            ("secret.json", r#"{"A": {"title": "secret"}}"#),
            ("in/up.json", &up),
            ("in/link.json.json", &link),
            ("in/good.json", &beside),
            ("in/beside.json", r#"{"A": {}}"#),
        ],
    );
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.0.join("secret.json"), folder.0.join("in/link.json"))
        .unwrap();
    for (input, allowed) in [
        ("in/good.json", true),
        ("in/up.json", false),
        ("in/link.json.json", false),
    ] {
        if cfg!(not(unix)) && input.contains("link") {
            continue;
        }
        let inputs = [folder.0.join(input)];
        for (more, allowed) in [(vec![], allowed), (vec![folder.0.clone()], true)] {
            let mut diagnostics = Diagnostics::default();
            let roots = Roots::of(&inputs, &more);
            let documents = load(&inputs, &roots, &Cache::default(), &mut diagnostics);
            let codes: Vec<&str> = diagnostics.iter().map(|it| it.code.name).collect();
            assert_eq!(codes.is_empty(), allowed, "{input} {more:?}: {codes:?}");
            assert!(allowed || codes == ["outside-root"], "{codes:?}");
            assert_eq!(documents.iter().count(), 1 + usize::from(allowed));
        }
    }
    let at = Location::new(folder.0.join("in/x.json"), "/x");
    let value = json!({ "A": { "$ref": "../secret.json" } });
    for more in [vec![], vec![folder.0.clone()]] {
        let roots = Roots::of(&[at.file.to_path_buf()], &more);
        let mut diagnostics = Diagnostics::default();
        let examples = read_examples(&value, &at, &roots, &Cache::default(), &mut diagnostics);
        assert_eq!(examples.is_empty(), more.is_empty());
        assert_eq!(
            diagnostics.iter().any(|it| it.code.name == "outside-root"),
            more.is_empty()
        );
    }
}

#[test]
fn the_root_is_the_specification_folder_or_the_checkout_or_the_folder() {
    let folder = Folder::new(
        "root-of",
        &[
            ("s/specification/a/x.json", "{}"),
            ("s/specification/b/y.json", "{}"),
            ("s/z.json", "{}"),
            ("git/.git/HEAD", ""),
            ("git/a/b/x.json", "{}"),
            ("git/c/y.json", "{}"),
        ],
    );
    let at = |path: &str| folder.0.join(path);
    let specification = Roots::of(&[at("s/specification/a/x.json")], &[]);
    assert!(specification.allow(&at("s/specification/b/y.json")));
    assert!(!specification.allow(&at("s/z.json")));
    let checkout = Roots::of(&[at("git/a/b/x.json")], &[]);
    assert!(checkout.allow(&at("git/c/y.json")) && !checkout.allow(&at("s/z.json")));
    let alone = Roots::of(&[at("s/z.json")], &[]);
    assert!(alone.allow(&at("s/specification/b/y.json")) && !alone.allow(&at("git/c/y.json")));
    assert!(!alone.allow(&at("s/not-there.json")));
}
