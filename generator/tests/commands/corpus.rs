//! The workspace that `corpus` writes.

use std::fs;

use super::{A, FOLDER, checkout, document};

#[test]
fn a_corpus_has_tests_of_examples_on_demand() {
    let scene = checkout("corpus", "");
    scene.put("runtime/Cargo.toml", "");
    let example =
        r#""operationId": "Things_Get", "x-ms-examples": {"Get": {"$ref": "./get.json"}}"#;
    let document = document("2024-01-01", A).replace(r#""operationId": "Things_Get""#, example);
    let folder = format!("{FOLDER}/stable/2024-01-01");
    scene.put(&format!("{folder}/a.json"), &document);
    let example = r#"{"parameters": {"api-version": "2024-01-01"}, "responses": {"200": {"body": {"a": "x"}}}}"#;
    scene.put(&format!("{folder}/get.json"), example);
    for (flags, expected) in [("", false), ("--example-tests", true)] {
        let line = format!("corpus ROOT/in --out ROOT/out --runtime ROOT/runtime {flags}");
        let outcome = scene.run(&line);
        assert!(!outcome.failed, "{}", outcome.messages);
        let crates = fs::read_dir(scene.0.join("out")).expect("it is written");
        let tests = crates.filter(|it| {
            let folder = it.as_ref().expect("it can be read").path();
            folder.join("tests").is_dir()
        });
        assert_eq!(tests.count() == 1, expected, "{flags}");
    }
    let outcome = scene.run("corpus ROOT/in --out ROOT/out --runtime ROOT/in");
    assert!(
        outcome.failed && outcome.messages.contains("is not the crate arm-runtime"),
        "{}",
        outcome.messages
    );
}
