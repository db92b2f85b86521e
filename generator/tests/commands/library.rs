//! The function of the library, and what the files of a crate say about their origin.

use std::fs;

use super::scene::Scene;
use super::{A, FOLDER, checkout, document, readme};

/// The function of the library, which programs call instead of the command line.
#[test]
fn a_program_generates_the_crate_of_a_configuration() {
    let scene = Scene::new("library", &[("in/a.json", document("2024-01-01", A))]);
    let config = |runtime: &str| {
        let text = format!(
            "crate: acme\n{runtime}services: [{{ inputs: [a.json] }}]\nspecs: {{ path: in }}\n"
        );
        scene.put("arm.yaml", &text);
        generator::generate(&scene.0.join("arm.yaml"))
    };
    let krate = config("runtime: { version: \"0.1\" }\n")
        .unwrap_or_else(|found| panic!("{}", found.lines()));
    assert!(krate.files().keys().any(|it| it.ends_with("src/lib.rs")));
    for (runtime, expected) in [
        (
            "runtime: { path: nothing }\n",
            ["[missing-file]", "nothing is not a crate"],
        ),
        ("runtime: 1\n", ["[malformed-config]", "arm.yaml:2:10"]),
    ] {
        let Err(found) = config(runtime) else {
            panic!("{runtime} is accepted")
        };
        let text = found.render(generator::diagnostics::Style::default());
        for part in expected {
            assert!(text.contains(part), "{text}");
        }
    }
}

#[test]
fn the_header_and_the_readme_of_a_crate_name_tags_and_versions() {
    let scene = checkout("header", "");
    let both = "``` yaml $(tag) == 'package-2'\ninput-file:\n- stable/2024-01-01/a.json\n- preview/b.json\n```\n";
    scene.put(
        &format!("{FOLDER}/preview/b.json"),
        &document("2024-02-01", A)
            .replace("/things", "/others")
            .replace("Things_Get", "Others_Get"),
    );
    scene.put(
        &format!("{FOLDER}/readme.md"),
        &(readme("")
            .split_once("``` yaml $(tag) == 'package-2'")
            .expect("it has two tags")
            .0
            .to_owned()
            + both),
    );
    let outcome = scene.run(&format!("generate --readme ROOT/{FOLDER}/readme.md --tag package-2 --name arm-a --out ROOT/out --runtime-version 1"));
    assert!(!outcome.failed, "{}", outcome.messages);
    assert!(
        outcome.result.contains("  other tags    package-1\n"),
        "{}",
        outcome.result
    );
    let readme = fs::read_to_string(scene.0.join("out/README.md")).expect("it is written");
    assert!(
        readme.contains("| 2024-01-01, 2024-02-01 | 2 |"),
        "{readme}"
    );
}
