//! Help, values and output.

use serde_json::Value;

use crate::run;
use crate::server::{Answer, Server};

pub fn help_of_a_large_body_folds() {
    let help = run("shop shops create-or-update --help");
    assert!(
        help.stdout
            .contains("19 more flags set nested properties of the body: --help-body shows them."),
        "{help:?}"
    );
    assert!(
        help.stdout.contains("--hall <JSON>") && !help.stdout.contains("--hall-width"),
        "{help:?}"
    );
    let whole = run("shop shops create-or-update --help-body");
    assert!(
        whole.code == 0 && !whole.stdout.contains("--help-body"),
        "{whole:?}"
    );
    for said in [
        "--hall-width <INTEGER>",
        "--cellar-keeper <TEXT>",
        "[possible values: White, Grey]",
    ] {
        assert!(whole.stdout.contains(said), "{said}: {whole:?}");
    }
    // What help folds is accepted.
    let ran = run(
        "shop shops create-or-update -g rg -n s --hall-color white --cellar.width 3 --what-if -o json",
    );
    let request: Value =
        serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    assert_eq!(
        request["body"],
        serde_json::json!({ "hall": { "color": "White" }, "cellar": { "width": 3 } })
    );
}

pub fn values_outside_the_spec_pass_only_without_validation() {
    let create = "shop shops create-or-update -g rg -n s --what-if -o json";
    for (flags, said, path, sent) in [
        (
            "--size small --mode Other",
            "--mode",
            "mode=Other",
            r#"{"size":"Small"}"#,
        ),
        ("--size Huge", "--size", "", r#"{"size":"Huge"}"#),
        (
            "--hall-color Red",
            "--hall-color",
            "",
            r#"{"hall":{"color":"Red"}}"#,
        ),
        ("--floors many", "--floors", "", r#"{"floors":"many"}"#),
        ("--open maybe", "--open", "", r#"{"open":"maybe"}"#),
        ("--hall [1]", "--hall", "", r#"{"hall":[1]}"#),
        ("--body [1]", "--body", "", "[1]"),
        (
            r#"--hall '{"width":"wide"}'"#,
            "hall.width",
            "",
            r#"{"hall":{"width":"wide"}}"#,
        ),
        (
            r#"--hall '{"zebra":1}'"#,
            "zebra",
            "",
            r#"{"hall":{"zebra":1}}"#,
        ),
    ] {
        let ran = run(&format!("{create} {flags}"));
        assert!(
            ran.code == 2 && ran.stdout.is_empty() && ran.stderr.contains(said),
            "{flags}: {ran:?}"
        );
        let ran = run(&format!("{create} {flags} --no-validate"));
        let request: Value = serde_json::from_str(&ran.stdout)
            .unwrap_or_else(|error| panic!("{flags}: {error}: {ran:?}"));
        assert_eq!(request["body"].to_string(), sent, "{flags}");
        assert!(
            request["url"].as_str().is_some_and(|it| it.contains(path)),
            "{flags}: {request}"
        );
    }
}

pub fn yaml_is_what_the_service_sent() {
    let shop = r#"{"id":"/s","name":"on","size":"Large","hall":{"width":3,"keeper":"a: b"}}"#;
    let server = Server::start(move |_, _| {
        Answer::json(200, &format!(r#"{{"value":[{shop},{{"name":"two"}}]}}"#))
    });
    let ran = run(&format!(
        "shop shops list -o yaml --endpoint {}",
        server.url
    ));
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (
            0,
            "- id: /s\n  name: \"on\"\n  size: Large\n  hall:\n    width: 3\n    keeper: \"a: b\"\n- name: two\n"
        ),
        "{ran:?}"
    );
    let ran = run(&format!(
        "shop shops list -o yamlc --query [].name --endpoint {}",
        server.url
    ));
    assert_eq!(ran.stdout, "- \"on\"\n- two\n", "{ran:?}");
    // A list that breaks off is not written, because it would look whole.
    let broken = Server::start(|base, asked| match asked.target.contains("next") {
        true => Answer::json(400, r#"{"error":{"code":"Broken","message":"broken"}}"#),
        false => Answer::json(
            200,
            &format!(r#"{{"value":[{{"name":"one"}}],"nextLink":"{base}/next"}}"#),
        ),
    });
    let ran = run(&format!(
        "shop shops list -o yaml --endpoint {}",
        broken.url
    ));
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
}
