//! Commands as they are called, on small checkouts: the folders that files are read from, and the tables of `list` and `diff`.

mod corpus;
mod dump;
mod help;
mod library;
mod scene;
mod unreached;

use std::fs;

use generator::commands::Outcome;

use self::scene::Scene;

/// A document with one operation and a model with these properties.
fn document(version: &str, properties: &str) -> String {
    format!(
        r##"{{"swagger": "2.0", "info": {{"title": "Things", "version": "{version}"}}, "host": "management.azure.com", "schemes": ["https"],
        "paths": {{"/things": {{"get": {{"operationId": "Things_Get", "parameters": [{{"name": "api-version", "in": "query", "required": true, "type": "string"}}], "responses": {{"200": {{"description": "ok", "schema": {{"$ref": "#/definitions/Thing"}}}}}}}}}}}},
        "definitions": {{"Thing": {{"type": "object", "properties": {{{properties}}}}}}}}}"##
    )
}

const A: &str = r#""a": {"type": "string"}"#;

/// A readme with a default tag and one more, whose documents are `stable/2024-01-01/a.json` and `preview/2024-02-01-preview/a.json`.
fn readme(more: &str) -> String {
    format!(
        "``` yaml\ntitle: Things\ntag: package-1\n{more}```\n\
         ``` yaml $(tag) == 'package-1'\ninput-file: stable/2024-01-01/a.json\n```\n\
         ``` yaml $(tag) == 'package-2'\ninput-file: preview/2024-02-01-preview/a.json\n```\n"
    )
}

const FOLDER: &str = "in/specification/a/resource-manager";

fn checkout(name: &str, more: &str) -> Scene {
    let both = format!(r#"{A}, "b": {{"type": "integer", "format": "int32"}}"#);
    Scene::new(
        name,
        &[
            (&format!("{FOLDER}/readme.md"), readme(more)),
            (
                &format!("{FOLDER}/stable/2024-01-01/a.json"),
                document("2024-01-01", A),
            ),
            (
                &format!("{FOLDER}/preview/2024-02-01-preview/a.json"),
                document("2024-02-01-preview", &both),
            ),
        ],
    )
}

/// Every command that reads a readme or a folder, on the checkout in `ROOT/in`.
const READERS: [&str; 8] = [
    "generate --readme ROOT/in/specification/a/resource-manager/readme.md --name arm-a --out ROOT/out --runtime-version 1",
    "dump load --readme ROOT/in/specification/a/resource-manager/readme.md",
    "corpus ROOT/in",
    "corpus ROOT/in --packages ROOT/list.json",
    "list --readme ROOT/in/specification/a/resource-manager/readme.md",
    "diff ROOT/in ROOT/in",
    "diff package-1 package-1 --readme ROOT/in/specification/a/resource-manager/readme.md",
    "check --config ROOT/arm.yaml",
];

/// Returns `true` if the outcome reports a file outside the roots.
fn is_outside(outcome: &Outcome) -> bool {
    outcome.messages.contains("[outside-root]")
}

/// Files that a checkout from elsewhere leads to are not read, by any command and any way, unless their folder is allowed.
#[test]
fn no_command_reads_outside_the_checkout() {
    let secret = "``` yaml\ncredential-scopes: SECRET\n```\n";
    for way in ["require", "input-file", "$ref", "document", "readme"] {
        let scene = checkout(
            "outside",
            match way {
                "require" => "require: ../../../../outside/more.md\n",
                "input-file" => "input-file: ../../../../outside/a.json\n",
                _ => "",
            },
        );
        scene.put("outside/more.md", secret);
        scene.put("outside/readme.md", &readme(""));
        scene.put(
            "outside/a.json",
            &document("2024-01-01", A).replace("\"/things\"", "\"/others\""),
        );
        scene.put("outside/b.json", r#"{"type": "string"}"#);
        scene.put(
            "list.json",
            r#"[{"readme": "a/resource-manager/readme.md", "tag": "package-1"}]"#,
        );
        scene.put("arm.yaml", "crate: acme\nruntime: { version: \"1\" }\nspecs: { path: in }\nservices: [{ readme: a }]\n");
        if way == "$ref" {
            let path = "../../../../../../outside/b.json";
            scene.put(
                &format!("{FOLDER}/stable/2024-01-01/a.json"),
                &document("2024-01-01", &format!(r#""a": {{"$ref": "{path}"}}"#)),
            );
        }
        #[cfg(unix)]
        for (kind, link, target) in [
            ("document", "stable/2024-01-01/a.json", "a.json"),
            ("readme", "readme.md", "readme.md"),
        ] {
            if way == kind {
                let link = scene.0.join(FOLDER).join(link);
                fs::remove_file(&link).expect("it is there");
                std::os::unix::fs::symlink(scene.0.join("outside").join(target), link)
                    .expect("links can be made");
            }
        }
        if cfg!(not(unix)) && matches!(way, "document" | "readme") {
            continue;
        }
        for line in READERS {
            // A readme that the user names may lie anywhere, and a list of tags opens no document.
            let named = way == "readme" && line.contains("/readme.md");
            let unread = line.starts_with("list") && way != "require";
            let closed = scene.run(line);
            let open = scene.run(&format!("{line} --allow-root ROOT/outside"));
            let is_named = |it: &Outcome| format!("{way}: {line}: {} {}", it.result, it.messages);
            assert!(!is_outside(&open), "{}", is_named(&open));
            assert_eq!(
                is_outside(&closed),
                !named && !unread,
                "{}",
                is_named(&closed)
            );
            assert!(!closed.result.contains("SECRET"), "{}", is_named(&closed));
        }
    }
}

#[test]
fn a_list_shows_services_and_tags() {
    let scene = checkout("list", "");
    scene.put("in/specification/b/readme.md", "Not a configuration.");
    let data = "in/specification/a/data-plane/Microsoft.Things/readme.md";
    scene.put(data, &readme(""));
    for (line, expected) in [
        (
            "list --specs ROOT/in",
            "service              default tag  API versions  tags\n\
             a                    package-1    2024-01-01    2\n\
             a/data-plane/things  package-1    2024-01-01    2\n",
        ),
        (
            "list a/data-plane/things --specs ROOT/in",
            "tag        API versions                  documents\n\
             package-1  2024-01-01                    1          default\n\
             package-2  2024-02-01-preview (preview)  1\n",
        ),
        (
            "list a --specs ROOT/in",
            "tag        API versions                  documents\n\
             package-1  2024-01-01                    1          default\n\
             package-2  2024-02-01-preview (preview)  1\n",
        ),
    ] {
        let outcome = scene.run(line);
        assert_eq!(outcome.result, expected, "{line}");
        assert!(
            !outcome.failed && outcome.messages.is_empty(),
            "{}",
            outcome.messages
        );
    }
    for (line, expected) in [
        (
            "list aa --specs ROOT/in",
            "error: the API descriptions have no service `aa`\n  help: did you mean `a`? `arm-bindgen list --specs ROOT/in` prints the services\n",
        ),
        (
            "list --specs ROOT/nowhere",
            "error: ROOT/nowhere has no services; set a checkout of azure-rest-api-specs with --specs\n",
        ),
    ] {
        let outcome = scene.run(line);
        assert_eq!(outcome.messages, expected, "{line}");
        assert!(outcome.failed && outcome.result.is_empty(), "{line}");
    }
    #[cfg(unix)]
    {
        scene.put("outside/readme.md", &readme(""));
        let folder = scene.0.join("in/specification/c/resource-manager");
        fs::create_dir_all(&folder).expect("it can be made");
        let link = folder.join("readme.md");
        std::os::unix::fs::symlink(scene.0.join("outside/readme.md"), link)
            .expect("links can be made");
        for line in ["list --specs ROOT/in", "list c --specs ROOT/in"] {
            let outcome = scene.run(line);
            assert!(
                is_outside(&outcome) && !outcome.result.contains("\nc "),
                "{}",
                outcome.result
            );
        }
    }
}

const ADDED: &str = "1 additive\n  property Thing.b: added\n\
    1 internal\n  operation Things_Get: API version changed from `2024-01-01` to `2024-02-01-preview`\n";

#[test]
fn a_diff_tells_what_changes_between_any_two_sides() {
    let scene = checkout("diff", "");
    let (old, new) = (
        "stable/2024-01-01/a.json",
        "preview/2024-02-01-preview/a.json",
    );
    let sides = [
        format!("package-1 package-2 --readme ROOT/{FOLDER}/readme.md"),
        format!("ROOT/{FOLDER}/readme.md#package-1 ROOT/{FOLDER}/readme.md#package-2"),
        format!("ROOT/{FOLDER}/{old} ROOT/{FOLDER}/{new}"),
        format!("ROOT/{FOLDER}/stable/2024-01-01 ROOT/{FOLDER}/preview/2024-02-01-preview"),
    ];
    let outcomes = sides.map(|it| scene.run(&format!("diff {it}")));
    for outcome in &outcomes {
        assert!(!outcome.failed, "{}", outcome.messages);
        assert_eq!(outcome.result, outcomes[0].result);
    }
    assert_eq!(outcomes[0].result, ADDED);
    let line = format!("diff package-2 package-1 --readme ROOT/{FOLDER}/readme.md --format");
    for (form, starts) in [
        (
            "text",
            "1 breaking\n  property Thing.b: removed\n1 internal\n",
        ),
        (
            "markdown",
            "## 1 breaking\n\n- property `Thing.b`: removed\n",
        ),
        (
            "json",
            "[\n  {\n    \"level\": \"breaking\",\n    \"kind\": \"property\",\n    \"item\": \"Thing.b\",\n    \"change\": \"removed\"\n  },",
        ),
    ] {
        let report = scene.run(&format!("{line} {form}")).result;
        assert!(report.starts_with(starts), "{report}");
    }
    for (line, expected) in [
        (
            format!("diff package-1 package-3 --readme ROOT/{FOLDER}/readme.md"),
            "did you mean `package-1`?",
        ),
        (
            "diff ROOT/nothing ROOT/in --config ROOT/arm.yaml".to_owned(),
            "arm.yaml",
        ),
    ] {
        let outcome = scene.run(&line);
        assert!(
            outcome.failed && outcome.result.is_empty(),
            "{}",
            outcome.result
        );
        assert!(outcome.messages.contains(expected), "{}", outcome.messages);
    }
}

/// Cargo accepts few characters in the names of features.
#[test]
fn any_tag_becomes_a_module_and_a_feature() {
    let scene = checkout("tags", "");
    for (tag, module, feature) in [
        ("package-2024-01", "v2024_01", "a-2024-01"),
        ("package-Preview/2024", "preview_2024", "a-preview-2024"),
        ("package-2024.1 new!", "v2024_1_new", "a-2024-1-new-"),
        ("package-\u{fc}x+", "x", "a--x-"),
        ("package-fn", "v_fn", "a-fn"),
    ] {
        let shown = serde_json::Value::from(tag);
        let text = readme("").replace("package-2", tag);
        scene.put(&format!("{FOLDER}/readme.md"), &text);
        scene.put("arm.yaml", &format!("crate: acme\nruntime: {{ version: \"1\" }}\nspecs: {{ path: in }}\nservices: [{{ readme: a, tags: [{shown}] }}]\n"));
        let outcome = scene.run("--config ROOT/arm.yaml");
        assert!(!outcome.failed, "{tag}: {}", outcome.messages);
        let manifest = fs::read_to_string(scene.0.join("acme/Cargo.toml")).expect("it is written");
        assert!(
            manifest.contains(&format!("\n{feature} = []\n")),
            "{manifest}"
        );
        let file = scene.0.join(format!("acme/src/a/{module}.rs"));
        assert!(file.is_file(), "{tag}: {}", outcome.result);
    }
}

/// A document with a body that is sent, for [`each_change_of_a_document_has_its_level`].
const SENT: &str = r##"{"swagger": "2.0", "info": {"title": "Things", "version": "1"}, "host": "management.azure.com",
"paths": {"/things/{name}": {"put": {"operationId": "Things_Put", "parameters": [
 {"name": "name", "in": "path", "required": true, "type": "string", "maxLength": 9},
 {"name": "body", "in": "body", "required": true, "schema": {"$ref": "#/definitions/Thing"}}],
 "responses": {"200": {"description": "ok", "schema": {"$ref": "#/definitions/Thing"}}}}}},
"definitions": {"Thing": {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}}}"##;

#[test]
fn each_change_of_a_document_has_its_level() {
    let scene = Scene::new("levels", &[("in/old.json", SENT.to_owned())]);
    for (from, to, expected) in [
        (
            "\"a\": {\"type\"",
            "\"a\": {\"description\": \"A.\", \"type\"",
            "unchanged",
        ),
        (
            "[\"a\"]",
            "[\"a\", \"b\"]",
            "breaking\n  property Thing.b: required: the constructor takes it",
        ),
        (
            "\"required\": [\"a\"],",
            "",
            "breaking\n  property Thing.a: no longer required: the constructor does not take it",
        ),
        (
            "[\"a\"], \"properties\": {",
            "[\"a\", \"c\"], \"properties\": {\"c\": {\"type\": \"string\"}, ",
            "breaking\n  property Thing.c: added, required",
        ),
        (
            "\"maxLength\": 9",
            "\"maxLength\": 8",
            "breaking\n  parameter Things_Put.name: maxLength changed from `9` to `8`",
        ),
        (
            "\"maxLength\": 9",
            "\"maxLength\": 10",
            "internal\n  parameter Things_Put.name: maxLength changed from `9` to `10`",
        ),
        (
            "\"host\"",
            "\"produces\": [\"application/xml\"], \"host\"",
            "breaking\n  operation Things_Put: result changed from `Call<Thing>` to `Call<Thing, Xml>`\n2 internal\n  \
             operation Things_Put: accepted media type changed from `application/json` to `application/xml`\n  \
             operation Things_Put: format of the result changed from none to `XML`",
        ),
    ] {
        assert!(SENT.contains(from), "{from}");
        scene.put("in/new.json", &SENT.replacen(from, to, 1));
        let outcome = scene.run("diff ROOT/in/old.json ROOT/in/new.json");
        let found = outcome.result.trim_start_matches("1 ").trim_end();
        assert_eq!(found, expected, "{to} {}", outcome.messages);
    }
}

/// The program of the README logs in as the description requires.
#[test]
fn a_first_program_has_the_credential_of_the_service() {
    for (name, scheme, expected, imports) in [
        (
            "bearer",
            "type: http, scheme: bearer",
            "Credential::bearer(token)",
            "arm_things::arm_runtime::Credential",
        ),
        (
            "basic",
            "type: http, scheme: basic",
            "Credential::basic(\"USER\", password)",
            "arm_things::arm_runtime::Credential",
        ),
        (
            "key",
            "type: apiKey, in: header, name: x-key",
            "Credential::key(key)",
            "arm_things::arm_runtime::Credential",
        ),
        (
            "token",
            "type: oauth2, flows: {implicit: {authorizationUrl: \"https://login.example\", scopes: {\"https://things.example/.default\": all}}}",
            "DeveloperToolsCredential::new(None)?",
            "azure_identity::DeveloperToolsCredential",
        ),
    ] {
        let text = format!(
            "openapi: 3.0.0\ninfo: {{ title: Things, version: '1' }}\nservers: [{{ url: 'https://things.example' }}]\n\
             security: [{{ login: [] }}]\ncomponents: {{ securitySchemes: {{ login: {{ {scheme} }} }} }}\n\
             paths: {{ /things: {{ get: {{ operationId: Things_Get, responses: {{ '200': {{ description: ok, content: {{ application/json: {{ schema: \
             {{ type: string }} }} }} }} }} }} }} }}\n"
        );
        let scene = Scene::new(&format!("login-{name}"), &[("in/things.yaml", text)]);
        let outcome = scene.run(
            "generate --input ROOT/in/things.yaml --name arm-things --out ROOT/out --runtime-version 1",
        );
        assert!(!outcome.failed, "{name}: {}", outcome.messages);
        let readme = fs::read_to_string(scene.0.join("out/README.md")).expect("it is written");
        let has_identity = readme.contains("azure_identity = \"1\"");
        assert_eq!(has_identity, name == "token", "{readme}");
        for part in [
            expected,
            &format!("use {imports};"),
            "Generated from API descriptions.",
        ] {
            assert!(readme.contains(part), "{name}: {part}\n{readme}");
        }
    }
}

/// The texts of a description reach neither the terminal nor the README as they are.
#[test]
fn a_summary_names_the_service_and_escapes_what_a_terminal_would_act_on() {
    let hostile = "a\\u001b[31mb\\u202ec | d\\u0000";
    let text = document(hostile, A).replace("\"Things\"", &format!("\"{hostile}\""));
    let scene = Scene::new("escape", &[("in/a.json", text)]);
    let outcome = scene
        .run("generate --input ROOT/in/a.json --name arm-a --out ROOT/out --runtime-version 1");
    assert!(!outcome.failed, "{}", outcome.messages);
    let readme = fs::read_to_string(scene.0.join("out/README.md")).expect("it is written");
    // Cargo hands the description to rustc, which takes no NUL.
    let manifest = fs::read_to_string(scene.0.join("out/Cargo.toml")).expect("it is written");
    assert!(!manifest.contains("\\u00"), "{manifest}");
    for text in [&outcome.result, &readme] {
        let acts = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!text.contains(acts), "{text:?}");
        let unescaped = text.replace("\\\\", "\\").replace("\\[", "[");
        assert!(unescaped.contains("a\\u{1b}[31mb\\u{202e}c"), "{text}");
    }
    assert!(
        readme.starts_with(
            "[//]: # (Generated by `arm-bindgen generate --input a.json --name arm-a`"
        ),
        "{readme}"
    );
    assert!(
        readme.contains("| `arm_a` | a\\\\u{1b}\\[31mb\\\\u{202e}c \\| d\\\\u{0} | a\\\\u{1b}"),
        "{readme}"
    );
}

#[test]
fn a_crate_is_not_written_over_other_files_and_its_header_says_how_it_was_made() {
    let scene = checkout("target", "");
    let line = |more: &str| {
        format!(
            "generate --readme ROOT/{FOLDER}/readme.md --name arm-a --out ROOT/out --runtime-version 1 {more}"
        )
    };
    scene.put("out/notes.txt", "mine");
    let outcome = scene.run(&line(""));
    assert!(outcome.failed, "{}", outcome.result);
    assert!(
        outcome
            .messages
            .contains("use an empty or new folder for --out"),
        "{}",
        outcome.messages
    );
    let left = fs::read_dir(scene.0.join("out")).expect("it is there");
    assert_eq!(left.count(), 1, "nothing was written");
    fs::remove_file(scene.0.join("out/notes.txt")).expect("it is there");
    let readme = "--readme a/resource-manager/readme.md";
    for (more, words) in [
        ("", format!("{readme} --tag package-1 --name arm-a")),
        (
            "--tag package-2 --example-tests",
            format!("{readme} --tag package-2 --name arm-a --example-tests"),
        ),
        (
            "--operations Things_Get",
            format!("{readme} --tag package-1 --operations Things_Get --name arm-a"),
        ),
    ] {
        let outcome = scene.run(&line(more));
        assert!(!outcome.failed, "{}", outcome.messages);
        let lib = fs::read_to_string(scene.0.join("out/src/lib.rs")).expect("it is written");
        let (_, tail) = lib
            .split_once("Generated by `arm-bindgen generate ")
            .expect("it is there");
        let (command, _) = tail.split_once('`').expect("it ends");
        assert!(command.ends_with(&words), "{command}\n{words}");
    }
}

/// Without all documents, nothing is known about the versions of the others.
#[test]
fn a_missing_document_is_not_also_an_unknown_version() {
    let scene = checkout("versions", "");
    let old = "specification/a/resource-manager/stable/2024-01-01/a.json";
    for (inputs, codes) in [
        (old.to_owned(), ["unknown-api-version"].as_slice()),
        (format!("{old}, none.json"), &["missing-file"]),
    ] {
        let version = format!("{{ version: \"2024-02-01\", inputs: [{inputs}] }}");
        scene.put("arm.yaml", &format!("crate: acme\nruntime: {{ version: \"1\" }}\nspecs: {{ path: in }}\nservices:\n  - name: Microsoft.Things\n    module: things\n    versions: [{version}]\n"));
        let outcome = scene.run("check --config ROOT/arm.yaml");
        for code in ["unknown-api-version", "missing-file"] {
            let said = outcome.messages.contains(&format!("[{code}]"));
            assert_eq!(said, codes.contains(&code), "{}", outcome.messages);
        }
    }
}
