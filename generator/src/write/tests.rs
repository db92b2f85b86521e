use std::time::{Duration, SystemTime};

use super::*;
use crate::header::HEADER;

fn folder(name: &str) -> PathBuf {
    let folder =
        std::env::temp_dir().join(format!("generator-write-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    folder
}

fn files(files: &[(&str, &str)]) -> Files {
    files
        .iter()
        .map(|(path, text)| (PathBuf::from(path), (*text).to_owned()))
        .collect()
}

fn shown(root: &Path, wanted: &Files) -> Vec<String> {
    check(root, &["src"], wanted)
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn only_what_changed_is_written_and_only_in_owned_folders_removed() {
    let root = folder("changes");
    let first = files(&[
        ("Cargo.toml", "c"),
        ("src/lib.rs", "l"),
        ("src/a/b.rs", "b"),
        ("src/gone/x.rs", "x"),
    ]);
    assert_eq!(write(&root, &["src"], &first).unwrap().written.len(), 4);
    std::fs::write(root.join("mine.txt"), "mine").unwrap();
    let long_ago = SystemTime::now() - Duration::from_secs(1000);
    for path in first.keys() {
        std::fs::File::options()
            .write(true)
            .open(root.join(path))
            .unwrap()
            .set_modified(long_ago)
            .unwrap();
    }
    let second = files(&[
        ("Cargo.toml", "c"),
        ("src/lib.rs", "l"),
        ("src/a/b.rs", "B"),
        ("src/new.rs", "n"),
    ]);
    assert_eq!(
        shown(&root, &second),
        [
            "changed: src/a/b.rs",
            "orphan: src/gone/x.rs",
            "missing: src/new.rs"
        ]
    );
    let changes = write(&root, &["src"], &second).unwrap();
    assert_eq!(
        changes.written,
        [PathBuf::from("src/a/b.rs"), "src/new.rs".into()]
    );
    assert_eq!(changes.removed, [PathBuf::from("src/gone/x.rs")]);
    assert_eq!(shown(&root, &second), [] as [&str; 0]);
    let modified = |path: &str| {
        std::fs::metadata(root.join(path))
            .unwrap()
            .modified()
            .unwrap()
    };
    assert_eq!(
        (modified("src/lib.rs"), modified("Cargo.toml")),
        (long_ago, long_ago)
    );
    assert!(modified("src/a/b.rs") > long_ago);
    assert!(!root.join("src/gone").exists());
    assert_eq!(
        std::fs::read_to_string(root.join("mine.txt")).unwrap(),
        "mine"
    );
    assert!(write(&root, &["src"], &second).unwrap().is_empty());
    std::fs::remove_dir_all(root).unwrap();
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let root = folder("target");
    assert!(check_target(&root).is_ok(), "not there");
    std::fs::create_dir_all(&root).unwrap();
    assert!(check_target(&root).is_ok(), "empty");
    std::fs::write(root.join("Cargo.toml"), "[package]").unwrap();
    assert!(check_target(&root).is_err());
    std::fs::write(root.join("Cargo.toml"), format!("# {HEADER}\n[package]")).unwrap();
    assert!(check_target(&root).is_ok());
    assert!(check_target(&root.join("Cargo.toml")).is_err());
    std::fs::remove_dir_all(root).unwrap();
}

#[test]
fn paths_stay_below_the_root() {
    let root = folder("escape");
    for path in ["../x", "/x", "a/../../x"] {
        assert!(
            write(&root, &["src"], &files(&[(path, "x")])).is_err(),
            "{path}"
        );
    }
    assert!(!root.exists());
}

#[test]
fn an_owned_folder_without_files_goes() {
    let root = folder("emptied");
    write(
        &root,
        &["src"],
        &files(&[("Cargo.toml", "c"), ("src/lib.rs", "l")]),
    )
    .unwrap();
    write(&root, &["src"], &files(&[("Cargo.toml", "c")])).unwrap();
    assert!(!root.join("src").exists());
    std::fs::remove_dir_all(root).unwrap();
}
