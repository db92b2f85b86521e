//! Suggestions, notes, and the help of the command line.

use std::process::Command;

use crate::{FOLDER, checkout, readme};

#[test]
fn a_misspelled_version_has_a_suggestion() {
    let scene = checkout("misspelled", "");
    let config = "crate: x\nruntime: {version: \"0.1\"}\nspecs: {path: in}\nservices: [{readme: a, tags: [package-1]}]\n";
    scene.put("arm.yaml", config);
    for name in ["a-2", "a::v2"] {
        let outcome = scene.run(&format!("diff {name} a-1 --config ROOT/arm.yaml"));
        let suggestion = format!("did you mean `{}`?", name.replace('2', "1"));
        assert!(
            outcome.messages.contains(&suggestion),
            "{}",
            outcome.messages
        );
    }
}

/// The first steps of `--help` work as they are.
#[test]
fn the_help_contains_a_valid_configuration() {
    let scene = checkout("help", "");
    let help = Command::new(env!("CARGO_BIN_EXE_arm-bindgen"))
        .arg("--help")
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let (_, steps) = help.split_once("First steps").unwrap();
    let lines = steps.lines().skip(2).take_while(|line| !line.is_empty());
    let config: String = lines.map(|line| format!("{}\n", &line[2..])).collect();
    assert!(
        config.starts_with("crate: ") && config.contains("\n  - "),
        "{config}"
    );
    scene.put("arm.yaml", &config);
    let outcome = scene.run("check --config ROOT/arm.yaml");
    assert!(
        outcome.messages.contains("error[not-fetched]"),
        "{}",
        outcome.messages
    );
}

#[test]
fn a_preview_that_nobody_chose_is_noted() {
    let scene = checkout("preview", "");
    let text = readme("").replace("tag: package-1\n", "tag: package-2\n");
    scene.put(&format!("{FOLDER}/readme.md"), &text);
    scene.put("arm.yaml", "crate: acme\nruntime: { version: \"1\" }\nspecs: { path: in }\nservices: [{ readme: a }]\n");
    let generate = format!(
        "generate --readme ROOT/{FOLDER}/readme.md --name arm-a --out ROOT/out --runtime-version 1"
    );
    for (line, noted) in [
        (generate.clone(), true),
        (format!("{generate} --tag package-2"), false),
        (format!("{generate} --tag package-1"), false),
        ("--config ROOT/arm.yaml".to_owned(), true),
    ] {
        let outcome = scene.run(&line);
        assert!(!outcome.failed, "{line}: {}", outcome.messages);
        let note = "the default tag contains a preview version";
        assert_eq!(
            outcome.result.contains(note),
            noted,
            "{line}: {}",
            outcome.result
        );
    }
}
