//! Help and examples that work as printed, and completions in real shells.

use std::process::Command;

use serde_json::Value;

use crate::terminal::Terminal;
use crate::{SUBSCRIPTION, arm, run, skip};

#[test]
fn examples_are_pasted_as_they_are_printed() {
    let program = env!("CARGO_BIN_EXE_arm");
    let (mut n_examples, mut n_bodies) = (0, 0);
    for module in generated::metadata() {
        for (group, entry) in module
            .groups
            .iter()
            .flat_map(|it| it.operations.iter().map(move |entry| (it, entry)))
        {
            let words = [module.name, group.module, entry.function].map(|it| it.replace('_', "-"));
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let version = ["--api-version", module.api_version];
            let help: crate::Ran = arm(&[&words, &version as &[&str], &["--help"]].concat())
                .env("COLUMNS", "80")
                .output()
                .unwrap()
                .into();
            let (_, example) = help
                .stdout
                .rsplit_once("\nExample, ")
                .unwrap_or_else(|| panic!("{help:?}"));
            let (_, line) = example.split_once('\n').unwrap();
            assert!(!line.contains("***"), "{line}");
            for line in line.lines() {
                // A single word, such as a resource ID, may exceed the line.
                assert!(
                    line.len() <= 80 || line.trim().split(' ').count() <= 3,
                    "{line}"
                );
            }
            let script = format!(
                "arm() {{ {program} \"$@\" --what-if -o json --api-version {}; }}\n{line}",
                module.api_version
            );
            let output = Command::new("sh")
                .args(["-c", &script])
                .env("AZURE_SUBSCRIPTION_ID", SUBSCRIPTION)
                .output()
                .unwrap();
            let ran: crate::Ran = output.into();
            assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{line}");
            let request: Value = serde_json::from_str(&ran.stdout).unwrap();
            n_examples += 1;
            if let Some(body) = entry.example.and_then(|it| it.body) {
                let body: Value = serde_json::from_str(body).unwrap();
                if entry.body.is_some_and(|it| it.secrets.is_empty()) {
                    assert_eq!(request["body"], body, "{line}");
                    n_bodies += 1;
                }
            }
        }
    }
    assert!(n_examples == 70 && n_bodies > 20, "{n_examples} {n_bodies}");
}

/// The help of each kind of command, as a user reads it.
#[cfg(feature = "serve")]
#[test]
fn help_is_as_reviewed() {
    let mut text = String::new();
    for line in [
        "",
        "list",
        "wait",
        "rotate",
        "serve",
        "completions",
        "communication",
        "communication communication-services",
        "communication communication-services list",
        "communication communication-services create-or-update",
        "communication communication-services regenerate-key",
        "maps accounts list-sas",
        "apimanagement tenant-access list-by-service",
    ] {
        let words = line.split_whitespace().chain(["--help"]);
        let args: Vec<&str> = words.collect();
        let ran: crate::Ran = arm(&args)
            .env("COLUMNS", "100")
            .env_remove("NO_COLOR")
            .output()
            .unwrap()
            .into();
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{line}");
        text += &format!("$ arm {}\n", args.join(" "));
        // Once is enough for the flags of every command, which are indented.
        if let Some((before, rest)) = ran
            .stdout
            .split_once("\nGlobal options:\n")
            .filter(|_| !line.is_empty())
        {
            text += before;
            let lines = rest
                .lines()
                .skip_while(|it| it.is_empty() || it.starts_with(' '));
            text.extend(lines.map(|it| format!("{it}\n")));
        } else {
            text += &ran.stdout;
        }
    }
    let actual = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("help.txt");
    std::fs::write(&actual, &text).unwrap();
    assert!(
        text == include_str!("help.txt"),
        "the help has changed; after a review: cp {} generated/cli/tests/arm/help.txt",
        actual.display()
    );
}

#[test]
fn nested_properties_are_flags_with_their_types_and_values() {
    let ran = run(&["maps", "accounts", "create-or-update", "--help"]);
    for said in [
        "--sku-name <VALUE>",
        "--disable-local-auth",
        "--sku <VALUE|JSON>",
        "--identity-type",
    ] {
        assert!(ran.stdout.contains(said), "{said}: {}", ran.stdout);
    }
}

/// A shell with completions in a terminal.
fn shell(name: &str, start: &str) -> Option<Terminal> {
    if Command::new(name).arg("--version").output().is_err() {
        skip(&format!("{name} is not there"));
        return None;
    }
    let Some(terminal) = Terminal::start(&format!("tab-{name}")) else {
        skip("tmux is not there");
        return None;
    };
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_arm"))
        .parent()
        .unwrap();
    terminal.line(&format!(
        "PATH={}:$PATH; export PATH; {start}",
        folder.display()
    ));
    Some(terminal)
}

#[test]
fn a_tab_completes_in_every_shell() {
    for (name, start, load) in [
        (
            "bash",
            "exec bash --norc --noprofile",
            "source <(arm completions bash)",
        ),
        (
            "zsh",
            "exec zsh -f",
            "autoload -Uz compinit && compinit -u -D && source <(arm completions zsh)",
        ),
        (
            "fish",
            "exec fish --no-config",
            "arm completions fish | source",
        ),
        (
            "elvish",
            "exec elvish -norc",
            "eval (arm completions elvish | slurp)",
        ),
    ] {
        if name == "elvish" && Command::new(name).arg("-version").output().is_err() {
            // Few have it, so that it is not required.
            eprintln!("skipped: elvish is not there");
            continue;
        }
        let Some(terminal) = shell(name, start) else {
            continue;
        };
        let sum = match name {
            "fish" => "(math 1 + 1)",
            "elvish" => "(+ 1 1)",
            _ => "$((1 + 1))",
        };
        terminal.line(&format!("{load}; echo loaded-{sum}"));
        terminal.wait("loaded-2");
        for (typed, completed) in [
            ("arm ma", "arm maps "),
            (
                "arm maps accounts regen",
                "arm maps accounts regenerate-keys ",
            ),
            (
                "arm maps accounts regenerate-keys --key-type p",
                "--key-type primary",
            ),
            (
                "arm communication --api-version 2020",
                "--api-version 2020-08-20",
            ),
            ("arm maps accounts create-or-update --sku-na", "--sku-name"),
            ("arm -o ts", "arm -o tsv"),
            ("arm rot", "arm rotate "),
        ] {
            terminal.keys(&["-l", typed]);
            terminal.keys(&["Tab"]);
            terminal.wait(completed);
            // An interruption would discard the input after it.
            terminal.keys(&["C-e", "C-u"]);
            terminal.line("clear");
            terminal.wait_without(completed);
        }
    }
}

#[test]
fn scripts_of_completions_are_small() {
    for (shell, said) in [
        ("bash", "complete "),
        ("zsh", "compdef"),
        ("fish", "complete "),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "completion:arg-completer"),
    ] {
        let ran = run(&["completions", shell]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(
            ran.stdout.contains(said) && ran.stdout.len() < 4000,
            "{shell}: {}",
            ran.stdout
        );
    }
}

#[test]
fn an_unknown_operation_is_answered_with_those_of_its_group() {
    for (words, hint) in [
        (
            "maps creators zzz",
            "it has list-by-account, create-or-update, update, delete, get",
        ),
        ("maps creators udpate", "did you mean update?"),
    ] {
        let ran = run(&words.split(' ').collect::<Vec<_>>());
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(
            ran.stderr.contains("maps creators has no operation `") && ran.stderr.contains(hint),
            "{ran:?}"
        );
    }
}
