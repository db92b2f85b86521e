//! Suggestions, and the help of the command line.

use std::process::Command;

use crate::checkout;

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
