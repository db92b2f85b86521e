use clap::Parser;

use super::*;
use crate::cli::{Cli, Command};

/// Creates a checkout with these files, and a folder in place of the runtime.
fn checkout(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let root = std::env::temp_dir().join(format!("generator-corpus-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&root);
    for (path, text) in files.iter().chain(&[("runtime/Cargo.toml", "")]) {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    root
}

fn run(root: &Path, options: &str) -> (Outcome, serde_json::Value) {
    let line = format!(
        "generator corpus {0} --report {0}/report.json --quiet {options}",
        root.display()
    );
    let cli = Cli::try_parse_from(line.split_whitespace()).unwrap();
    let Some(Command::Corpus(command)) = &cli.command else {
        panic!("not a corpus")
    };
    let outcome = corpus(command, &cli);
    let report = std::fs::read(root.join("report.json")).unwrap_or_else(|_| b"null".to_vec());
    (outcome, serde_json::from_slice(&report).unwrap())
}

const DOCUMENT: &str =
    r#"{"swagger": "2.0", "info": {"title": "T", "version": "2020-01-01"}, "paths": {}}"#;

fn readme(tag: &str, more: &str) -> String {
    format!(
        "```yaml\ntitle: T\ntag: {tag}\n```\n```yaml $(tag) == 'package-1'\ninput-file: a.json\n```\n{more}"
    )
}

/// Four packages, only one of which can be generated, and two folders without a package.
fn checkout_with_failures() -> PathBuf {
    let package = readme("package-1", "");
    let other_tag = readme("package-2", "");
    checkout(
        "failure",
        &[
            ("specification/a/resource-manager/readme.md", &package),
            ("specification/a/resource-manager/a.json", DOCUMENT),
            ("specification/b/resource-manager/readme.md", &package),
            ("specification/b/resource-manager/a.json", "{"),
            (
                "specification/c/resource-manager/Microsoft.C/d/readme.md",
                &package,
            ),
            ("specification/e/resource-manager/readme.md", &other_tag),
            (
                "specification/f/resource-manager/readme.md",
                "Not a configuration.",
            ),
            ("specification/g/data-plane/readme.md", &package),
        ],
    )
}

/// Creates a checkout with a single service.
fn with_one_service(name: &str) -> PathBuf {
    let file = "specification/a/resource-manager/readme.md";
    checkout(name, &[(file, &readme("package-1", ""))])
}

#[test]
fn a_package_that_fails_leaves_the_others_alone() {
    let root = checkout_with_failures();
    let options = format!("--out {0}/out --runtime {0}/runtime", root.display());
    let (outcome, report) = run(&root, &options);
    assert!(outcome.failed);
    let brief: Vec<(&str, &str)> = report
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            (
                line["crate"].as_str().unwrap(),
                line["status"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        brief,
        [
            ("arm-a", "ok"),
            ("arm-b", "error"),
            ("arm-c-d", "error"),
            ("arm-e", "error")
        ]
    );
    let messages = &outcome.messages;
    for expected in [
        "b/resource-manager/a.json:1:1: error[malformed-file]",
        "d/readme.md:6:1: error[missing-file]",
        "e/resource-manager/readme.md: error[unknown-tag]",
    ] {
        assert!(messages.contains(expected), "{messages}");
    }
    let manifest = std::fs::read_to_string(root.join("out/Cargo.toml")).unwrap();
    assert!(
        manifest.contains("members = [\n    \"arm-a\",\n]"),
        "{manifest}"
    );
    assert!(root.join("out/arm-a/Cargo.toml").is_file());
    assert!(!root.join("out/arm-b").exists());
    assert!(
        run(&root, &options).0.failed,
        "a second run writes to the same folder"
    );
    std::fs::remove_dir_all(root).unwrap();
}

#[test]
fn lists_and_tags_choose_the_packages() {
    let more = "```yaml $(tag) == 'package-preview-2'\ninput-file: a.json\n```\n";
    let root = checkout(
        "choice",
        &[
            (
                "specification/a/resource-manager/readme.md",
                &readme("package-1", more),
            ),
            ("specification/a/resource-manager/a.json", DOCUMENT),
            (
                "list.json",
                r#"[{"service": "a", "readme": "a/resource-manager/readme.md", "tag": "package-preview-2", "files": []}]"#,
            ),
            ("bad.json", r#"[{"tag": "x"}, {"readme": "gone.md"}]"#),
        ],
    );
    let tags = |report: &serde_json::Value| -> Vec<String> {
        report
            .as_array()
            .unwrap()
            .iter()
            .map(|line| format!("{} {}", line["crate"], line["tag"]))
            .collect()
    };
    let (outcome, report) = run(&root, "--all-tags");
    assert!(!outcome.failed, "{}", outcome.messages);
    assert_eq!(
        tags(&report),
        [
            r#""arm-a-1" "package-1""#,
            r#""arm-a-preview-2" "package-preview-2""#
        ]
    );
    let (outcome, report) = run(&root, &format!("--packages {}/list.json", root.display()));
    assert!(!outcome.failed, "{}", outcome.messages);
    assert_eq!(tags(&report), [r#""arm-a" "package-preview-2""#]);
    let (outcome, report) = run(&root, &format!("--packages {}/bad.json", root.display()));
    assert!(outcome.failed);
    assert!(
        outcome.messages.contains("error[malformed-list]"),
        "{}",
        outcome.messages
    );
    assert_eq!(report[0]["status"], "error");
    std::fs::remove_dir_all(root).unwrap();
}

#[test]
fn a_package_at_which_the_generator_fails_stays_in_the_report() {
    let root = with_one_service("defect");
    let entries = checkout::find_entries(&root.join("specification"), &[], false);
    let line = failed(&entries[0]);
    assert_eq!(line.status, Status::Error);
    assert_eq!(line.name, entries[0].name);
    std::fs::remove_dir_all(root).unwrap();
}

#[test]
fn a_folder_with_other_files_is_not_written_to() {
    let root = with_one_service("refused");
    let (outcome, _) = run(
        &root,
        &format!("--out {0} --runtime {0}/runtime", root.display()),
    );
    assert!(outcome.failed);
    assert!(
        outcome.messages.contains("is not empty"),
        "{}",
        outcome.messages
    );
    std::fs::remove_dir_all(root).unwrap();
}
