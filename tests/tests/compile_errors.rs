//! Compiler errors for common mistakes of users are in terms of the API.

use std::process::Command;

use tests::place;

/// A statement with a mistake, and strings that the compiler error contains.
const MISTAKES: &[(&str, &[&str])] = &[
    (
        "let _ = model!(Zone { locaton: \"westeurope\" });",
        &["no field `locaton` on type `Zone`", "location"],
    ),
    (
        "let _ = model!(Zone { location: 5 });",
        &[
            "is not a value for a property of type `Option<String>`",
            "pass a string as `&str` or `String`",
        ],
    ),
    (
        "let _ = model!(Zone { tags: [\"env\"] });",
        &[
            "is not a value for a property of type `Option<Map<String>>`",
            "a map as an array of pairs",
        ],
    ),
    (
        "let _ = Zone::new(5);",
        &["`String: From<{integer}>` is not satisfied"],
    ),
    (
        "let _ = arm.prepare(&PUT, &[]).body::<Zone>(\"text\");",
        &["`&str` cannot be the body of an operation that takes `Zone`"],
    ),
    (
        "let _ = arm.prepare(&PUT, &[&Zone::new(\"a\")]);",
        &["`Zone` cannot be sent as a parameter"],
    ),
    (
        "let _ = Resource::of(&5u8);",
        &["`u8` is not a value of the API"],
    ),
];

#[test]
fn mistakes_are_explained() {
    let root = place::scratch("compile-errors");
    let runtime = place::repository().join("generated/runtime");
    let manifest = format!(
        "[package]\nname = \"compile-errors\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\narm-runtime = {{ path = {runtime:?}, features = [\"xml\"] }}\n"
    );
    let mut code = "use arm_runtime::{Arm, Map, Operation, Resource, fields, model};\n\
         pub struct Zone { pub location: Option<String>, pub tags: Option<Map<String>> }\n\
         fields!(Zone: Default { 0: location = \"location\", 1: tags = \"tags\" });\n\
         impl Zone { pub fn new(location: impl Into<String>) -> Self { model!(Zone { location: location.into() }) } }\n\
         static PUT: Operation = Operation::DEFAULT;\n"
        .to_owned();
    let first = code.lines().count() + 1;
    for (index, (mistake, _)) in MISTAKES.iter().enumerate() {
        code += &format!(
            "pub fn mistake_{index}(arm: &Arm) {{ let _ = (arm, &PUT, size_of::<Resource>()); {mistake} }}\n"
        );
    }
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder"))
            .expect("target/ can be written");
        std::fs::write(path, text).expect("target/ can be written");
    };
    write("Cargo.toml", &manifest);
    write("src/lib.rs", &code);
    std::fs::copy(
        place::repository().join("Cargo.lock"),
        root.join("Cargo.lock"),
    )
    .expect("the lock file is there");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet", "--color", "never"])
        .current_dir(&root)
        .env("CARGO_TARGET_DIR", place::target().join("generated-crates"))
        .output()
        .expect("cargo can be started");
    // Versions of the compiler differ in how much of a path they show.
    let text = String::from_utf8_lossy(&output.stderr)
        .replace("std::string::", "")
        .replace("arm_runtime::Map", "Map");
    let errors: Vec<&str> = text.split("\nerror").collect();
    for (index, (mistake, wanted)) in MISTAKES.iter().enumerate() {
        let at = format!("src/lib.rs:{}:", first + index);
        let error = errors.iter().find(|it| it.contains(&at));
        let error = error.unwrap_or_else(|| panic!("no error for {mistake}\n{text}"));
        for part in *wanted {
            assert!(error.contains(part), "{mistake}: no `{part}` in\n{error}");
        }
    }
}
