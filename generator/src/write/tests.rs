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
        .map(|(path, text)| (PathBuf::from(path), generated(text)))
        .collect()
}

fn generated(text: &str) -> String {
    format!("// {HEADER}\n{text}")
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

#[test]
fn files_of_others_are_named_and_left_alone() {
    for (name, path, text) in [
        ("note", "src/notes.txt", "mine"),
        ("code", "src/a/mine.rs", "// mine"),
        ("replaced", "src/lib.rs", "// mine"),
        ("bytes", "src/picture.png", "\u{0}"),
        ("single", "README.md", "mine"),
    ] {
        let root = folder(&format!("foreign-{name}"));
        let first = files(&[("Cargo.toml", "c"), ("src/old.rs", "o")]);
        write(&root, &["src"], &first).unwrap();
        std::fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        std::fs::write(root.join(path), text).unwrap();
        let second = files(&[("Cargo.toml", "C"), ("README.md", "r"), ("src/lib.rs", "l")]);
        let error = write(&root, &["src"], &second).unwrap_err().to_string();
        assert!(error.starts_with(path), "{name}: {error}");
        assert_eq!(std::fs::read_to_string(root.join(path)).unwrap(), text);
        assert!(root.join("src/old.rs").exists() && !root.join(staging::FOLDER).exists());
        let shown = shown(&root, &second);
        let reported = shown.contains(&format!("not generated: {path}"))
            || shown.contains(&format!("changed: {path}"));
        assert!(reported, "{shown:?}");
        std::fs::remove_dir_all(root).unwrap();
    }
}

#[test]
fn nothing_is_left_after_a_failure() {
    let parent = folder("failure");
    let clash = files(&[("a", "file"), ("a/b", "below a file")]);
    write(&parent.join("x/y"), &[], &clash).unwrap_err();
    assert!(!parent.exists());
    std::fs::create_dir_all(parent.join("x")).unwrap();
    write(&parent.join("x"), &["src"], &clash).unwrap_err();
    assert_eq!(std::fs::read_dir(&parent).unwrap().count(), 1);
    assert_eq!(std::fs::read_dir(parent.join("x")).unwrap().count(), 0);
    std::fs::remove_dir_all(parent).unwrap();
}

#[test]
fn runs_at_once_do_not_mix() {
    let root = folder("at-once");
    let of = |text: &str| {
        let names = (0..40).map(|number| format!("src/{text}/{number}.rs"));
        let mut wanted: Files = names.map(|name| (name.into(), generated(text))).collect();
        wanted.insert("Cargo.toml".into(), generated(text));
        wanted
    };
    std::thread::scope(|scope| {
        for text in ["a", "b", "c", "d"] {
            let (root, wanted) = (&root, of(text));
            scope.spawn(move || {
                for _ in 0..10 {
                    write(root, &["src"], &wanted).unwrap();
                }
            });
        }
    });
    let whole = ["a", "b", "c", "d"]
        .iter()
        .filter(|text| check(&root, &["src"], &of(text)).is_empty());
    assert_eq!(whole.count(), 1);
    std::fs::remove_dir_all(root).unwrap();
}

#[cfg(unix)]
#[test]
fn links_are_followed_for_the_folder_itself_only() {
    use std::os::unix::fs::symlink;
    let parent = folder("links");
    let wanted = files(&[("Cargo.toml", "c"), ("src/lib.rs", "l")]);
    std::fs::create_dir_all(parent.join("real")).unwrap();
    symlink(parent.join("real"), parent.join("link")).unwrap();
    write(&parent.join("link"), &["src"], &wanted).unwrap();
    assert_eq!(check(&parent.join("real"), &["src"], &wanted), []);
    assert!(parent.join("link").is_symlink());

    symlink(parent.join("nowhere"), parent.join("dangling")).unwrap();
    let error = write(&parent.join("dangling"), &["src"], &wanted).unwrap_err();
    assert!(
        error.to_string().ends_with("is a broken symbolic link"),
        "{error}"
    );

    let outside = parent.join("outside");
    std::fs::create_dir_all(&outside).unwrap();
    std::fs::write(outside.join("lib.rs"), generated("old")).unwrap();
    std::fs::create_dir_all(parent.join("inside")).unwrap();
    symlink(&outside, parent.join("inside/src")).unwrap();
    let error = write(&parent.join("inside"), &["src"], &wanted).unwrap_err();
    assert!(error.to_string().contains("is a symbolic link"), "{error}");
    assert_eq!(
        std::fs::read_to_string(outside.join("lib.rs")).unwrap(),
        generated("old")
    );

    // The name of the file that replaces another one can be guessed.
    symlink(outside.join("lib.rs"), parent.join(".lock.new")).unwrap();
    replace_file(&parent.join("lock"), "text").unwrap();
    assert_eq!(
        std::fs::read_to_string(outside.join("lib.rs")).unwrap(),
        generated("old")
    );
    assert_eq!(
        std::fs::read_to_string(parent.join("lock")).unwrap(),
        "text"
    );
    std::fs::remove_dir_all(parent).unwrap();
}

#[cfg(unix)]
#[test]
fn of_a_link_the_file_that_it_leads_to_is_replaced_with_its_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let parent = folder("linked");
    std::fs::create_dir_all(parent.join("real")).unwrap();
    let real = parent.join("real/arm.yaml");
    std::fs::write(&real, "old").unwrap();
    std::fs::set_permissions(&real, PermissionsExt::from_mode(0o600)).unwrap();
    let link = parent.join("arm.yaml");
    symlink("real/arm.yaml", &link).unwrap();
    replace_file(&link, "new").unwrap();
    assert!(link.is_symlink());
    assert_eq!(std::fs::read_to_string(&real).unwrap(), "new");
    let mode = std::fs::metadata(&real).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    std::fs::remove_dir_all(parent).unwrap();
}

/// A malicious staging folder cannot move or remove anything except generated files below the root.
#[test]
fn a_prepared_commit_touches_nothing_outside() {
    let ours = generated("new");
    for (name, commit, staged, text) in [
        ("up", "0 ../victim.rs\n", "victim.rs", ours.as_str()),
        ("remove", "- ../victim.rs\n", "x.rs", &ours),
        ("absolute", "- /VICTIM\n", "x.rs", &ours),
        ("dots", "0 src/../../victim.rs\n", "x.rs", &ours),
        ("mine", "- mine.txt\n", "x.rs", &ours),
        ("folder", "- docs\n", "x.rs", &ours),
        ("all", "- \n", "x.rs", &ours),
        ("words", "nonsense\n", "x.rs", &ours),
        ("bytes", "", "x.rs", &ours),
        ("foreign", "0 src\n", "src/lib.rs", "// not generated"),
        ("link", "- link/generated.rs\n", "x.rs", &ours),
    ] {
        let parent = folder(&format!("prepared-{name}"));
        let root = parent.join("root");
        let wanted = files(&[("Cargo.toml", "c"), ("src/lib.rs", "l")]);
        write(&root, &["src"], &wanted).unwrap();
        let put = |path: &Path, text: &str| {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        put(&parent.join("victim.rs"), "victim");
        put(&root.join("mine.txt"), "mine");
        put(&parent.join("elsewhere/generated.rs"), &ours);
        #[cfg(unix)]
        std::os::unix::fs::symlink(parent.join("elsewhere"), root.join("link")).unwrap();
        put(&root.join("docs/mine.txt"), "mine");
        put(&root.join(staging::FOLDER).join("new").join(staged), text);
        let victim = parent.join("victim.rs");
        let commit = commit.replace("/VICTIM", &victim.to_string_lossy());
        put(&root.join(staging::FOLDER).join("commit"), &commit);
        if name == "bytes" {
            std::fs::write(root.join(staging::FOLDER).join("commit"), b"- \xff\n").unwrap();
        }
        let changed = files(&[("Cargo.toml", "C"), ("src/lib.rs", "L")]);
        let error = write(&root, &["src"], &changed).unwrap_err().to_string();
        assert!(
            error.contains("was not created by this generator"),
            "{name}: {error}"
        );
        for (path, text) in [
            ("victim.rs", "victim"),
            ("elsewhere/generated.rs", &ours),
            ("root/mine.txt", "mine"),
            ("root/docs/mine.txt", "mine"),
        ] {
            assert_eq!(
                std::fs::read_to_string(parent.join(path)).unwrap(),
                text,
                "{name}"
            );
        }
        assert_eq!(
            std::fs::read_to_string(root.join("src/lib.rs")).unwrap(),
            generated("l")
        );
        std::fs::remove_dir_all(parent).unwrap();
    }
}
