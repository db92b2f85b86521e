//! Faults of locks, repositories, git and its surroundings.

use std::fs;
use std::process::{Command, Output};

use crate::scene::{Scene, document};

fn text(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[test]
fn a_broken_lock_is_located_and_says_what_to_do() {
    let scene = Scene::new("lock");
    scene.succeed(&["fetch"]);
    let lock = scene.lock();
    let hash = lock.rsplit('"').nth(1).unwrap().to_owned();
    let commit = lock
        .lines()
        .find(|it| it.starts_with("commit: "))
        .unwrap()
        .to_owned();
    for (broken, expected) in [
        (String::new(), "arm.lock:1:1: the file is not a lock"),
        (
            "garbage\n".to_owned(),
            "arm.lock:1:1: the file is not a lock",
        ),
        (
            "git: a\n".to_owned(),
            "arm.lock:1:1: the file is not a lock: missing field `rev`",
        ),
        (
            format!("# A.\n<<<<<<< HEAD\n{lock}=======\n{lock}>>>>>>> b\n"),
            "arm.lock:2:1: the file contains a merge conflict",
        ),
        (
            lock.replace(&commit, "commit: ../../x"),
            "arm.lock:4:1: `../../x` is not a commit",
        ),
        (
            lock.replace(&commit, &format!("commit: {}", "g".repeat(40))),
            "arm.lock:4:1: `gggggggggggggggggggggggggggggggggggggggg` is not a commit",
        ),
        (
            lock.replace(&commit, &format!("commit: {}", "a".repeat(39))),
            "arm.lock:4:1: `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa` is not a commit",
        ),
        (
            lock.replace(&hash, "0"),
            "arm.lock:7:1: `0` is not a SHA-256",
        ),
        (lock.replace(&hash, &hash[1..]), "` is not a SHA-256"),
        (
            lock.replace("specification/b", "../../b"),
            "arm.lock:7:1: `../../b/resource-manager/b.json` is not a path in the repository",
        ),
        (
            format!("{lock}rev: a\n"),
            "arm.lock:8:1: the object has this key more than once",
        ),
    ] {
        scene.put("arm.lock", &broken);
        for command in [&["fetch"][..], &["check"], &["update"]] {
            let told = scene.fail(command);
            let told = told.replace("error[not-fetched]: ", "error: ");
            assert!(told.contains(expected), "{command:?}: {told}");
            assert!(told.contains("help: ") && !told.contains("\\n"), "{told}");
        }
        assert_eq!(scene.lock(), broken);
    }
    scene.put(
        "arm.lock",
        &lock.replace(&hash, &hash.replace(|_: char| true, "0")),
    );
    let told = scene.fail(&["check"]);
    assert!(
        told.contains(" --> arm.lock:7:") && told.contains("or run `arm-bindgen update`"),
        "{told}"
    );
}

#[test]
fn a_locked_commit_that_is_gone_can_be_left() {
    let scene = Scene::new("gone");
    let commit = scene.git(&["rev-parse", "HEAD"]);
    scene.succeed(&["fetch"]);
    let gone = "0123456789abcdef0123456789abcdef01234567";
    scene.put("arm.lock", &scene.lock().replace(&commit, gone));
    let told = scene.fail(&["fetch"]);
    assert!(
        told.contains("help: arm.lock locks this commit; `arm-bindgen update` moves it"),
        "{told}"
    );
    let told = scene.succeed(&["update"]);
    assert!(
        told.starts_with(&format!("{gone} to {commit}\nthe changes are not known: ")),
        "{told}"
    );
    assert!(scene.lock().contains(&commit));
    scene.succeed(&[]);
}

#[test]
fn pointers_and_links_are_not_taken_for_documents() {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
    for (name, content, expected) in [
        ("lfs", pointer, "the file is a pointer of Git LFS"),
        ("text", "/etc/hostname", "not readable as JSON"),
    ] {
        let scene = Scene::new(&format!("pointer-{name}"));
        scene.put("specs/specification/a/resource-manager/a.json", content);
        scene.commit();
        let told = scene.fail(&["fetch"]);
        assert!(
            told.contains(expected) && told.contains("a.json:1:1"),
            "{told}"
        );
        assert!(!scene.root.join("arm.lock").exists());
    }
}

/// Neither the attributes of a repository nor the settings of the user run programs or change documents.
#[test]
fn filters_and_monitors_do_not_run() {
    let scene = Scene::new("filters");
    scene.put("specs/.gitattributes", "* filter=other ident\n");
    scene.put("specs/specification/a/resource-manager/note.md", "$Id$\n");
    let commit = scene.commit();
    let traces = ["smudged", "monitored", "hooked", "transported"].map(|it| scene.root.join(it));
    let [smudged, monitored, hooked, transported] = &traces;
    scene.put(
        "hooks/post-checkout",
        &format!("#!/bin/sh\ntouch {}\n", hooked.display()),
    );
    scene.put(
        "hooks/post-index-change",
        &format!("#!/bin/sh\ntouch {}\n", hooked.display()),
    );
    let config = format!(
        "[filter \"other\"]\n\tsmudge = touch {}; cat\n\trequired = true\n[core]\n\tfsmonitor = touch {}\n\thooksPath = {}\n\
         [url \"ext::sh -c touch% {} \"]\n\tinsteadOf = https://example.com/\n",
        smudged.display(),
        monitored.display(),
        scene.root.join("hooks").display(),
        transported.display(),
    );
    scene.put("gitconfig", &config);
    let run = |arguments: &[&str]| {
        let mut command = scene.command(arguments);
        command.env("GIT_CONFIG_GLOBAL", scene.root.join("gitconfig"));
        command.output().expect("the generator starts")
    };
    let output = run(&["fetch"]);
    assert!(output.status.success(), "{}", text(&output));
    let note = scene.cached().join("trees").join(commit);
    let note = note.join("specification/a/resource-manager/note.md");
    assert_eq!(fs::read_to_string(note).unwrap(), "$Id$\n");
    scene.put(
        "arm.yaml",
        "crate: acme\nspecs: { git: \"https://example.com/specs\", rev: main }\nservices: [{ readme: a }]\n",
    );
    let output = run(&["fetch"]);
    assert!(
        text(&output).contains("transport 'ext' not allowed"),
        "{}",
        text(&output)
    );
    for trace in &traces {
        assert!(!trace.exists(), "{}", trace.display());
    }
}

#[test]
fn credentials_of_urls_are_neither_shown_nor_stored() {
    let scene = Scene::new("credentials");
    // Nothing listens on this port.
    let config = |rev: &str| {
        format!(
            "crate: acme\nspecs: {{ git: \"https://user:pa55w0rd@127.0.0.1:9/specs\", rev: {rev} }}\nservices: [{{ readme: a }}]\n"
        )
    };
    for (rev, arguments) in [
        ("main", &["fetch"][..]),
        ("main", &["check"]),
        ("main", &["update"]),
        ("main", &["list"]),
        ("5", &["fetch"]),
    ] {
        scene.put("arm.yaml", &config(rev));
        let told = scene.fail(arguments);
        assert!(
            told.contains("127.0.0.1:9") && !told.contains("pa55w0rd"),
            "{arguments:?}: {told}"
        );
    }
    let mut folders = vec![scene.root.join("cache")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let content = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
                assert!(!content.contains("pa55w0rd"), "{}", path.display());
            }
        }
    }
}

#[test]
#[cfg(unix)]
fn git_that_is_missing_or_too_old_is_named() {
    use std::os::unix::fs::PermissionsExt;

    let scene = Scene::new("old");
    let bin = scene.root.join("bin");
    fs::create_dir_all(&bin).unwrap();
    let with_path = || {
        let output = scene.command(&["fetch"]).env("PATH", &bin).output();
        text(&output.expect("the generator starts"))
    };
    let told = with_path();
    assert!(
        told.contains("error: git is not installed\n  help: install git"),
        "{told}"
    );
    for (version, is_old) in [
        ("2.30.9", true),
        ("1.8.3.1", true),
        ("2.31.0", false),
        ("3.0.windows.1", false),
    ] {
        let git = bin.join("git");
        fs::write(&git, format!("#!/bin/sh\necho git version {version}\n")).unwrap();
        fs::set_permissions(&git, fs::Permissions::from_mode(0o755)).unwrap();
        let told = with_path();
        let expected =
            format!("error: git {version} is too old\n  help: install git 2.31 or later");
        assert_eq!(told.contains(&expected), is_old, "{told}");
    }
}

#[test]
fn runs_that_share_a_cache_wait_for_each_other() {
    let scene = Scene::new("shared");
    let mut runs: Vec<_> = (0..4)
        .map(|_| {
            scene
                .command(&["fetch", "--quiet"])
                .spawn()
                .expect("the generator starts")
        })
        .collect();
    for run in &mut runs {
        assert!(run.wait().unwrap().success());
    }
    scene.succeed(&[]);
}

#[test]
fn a_cache_may_have_any_path_and_a_bad_one_is_named() {
    let scene = Scene::new("cache");
    let other = scene.root.join("a b/\u{fc}\u{6f22} 'c'");
    let mut command = Command::new(env!("CARGO_BIN_EXE_arm-bindgen"));
    command
        .current_dir(&scene.root)
        .env("ARM_BINDGEN_CACHE", &other)
        .arg("fetch");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", text(&output));
    assert!(other.is_dir());
    scene.put("file", "");
    command.env("ARM_BINDGEN_CACHE", scene.root.join("file"));
    let output = command.output().unwrap();
    let told = text(&output);
    assert!(
        !output.status.success()
            && told.contains("file/specs-")
            && told.contains("cannot be written"),
        "{told}"
    );
}

#[test]
fn a_moved_tag_stays_until_the_update() {
    let scene = Scene::new("tag");
    let old = scene.git(&["rev-parse", "HEAD"]);
    scene.git(&["tag", "--annotate", "--message=one", "v1"]);
    scene.configure("v1", "a");
    scene.succeed(&["fetch"]);
    assert!(scene.lock().contains(&format!("commit: \"{old}\"")));
    let changed = document("A_List", "../../b/resource-manager/b.json");
    scene.put("specs/specification/a/resource-manager/a.json", &changed);
    let new = scene.commit();
    scene.git(&["tag", "--force", "v1"]);
    scene.succeed(&["fetch"]);
    assert!(scene.lock().contains(&old));
    let told = scene.succeed(&["update"]);
    assert!(told.contains("operation A_List: added"), "{told}");
    assert!(scene.lock().contains(&new));
    // A service whose folder was renamed.
    scene.git(&["mv", "specification/a", "specification/aa"]);
    scene.commit();
    scene.git(&["tag", "--force", "v1"]);
    let lock = scene.lock();
    let told = scene.fail(&["update"]);
    assert!(told.contains("has no `specification/a`"), "{told}");
    assert_eq!(scene.lock(), lock);
    scene.configure("v1", "aa");
    let told = scene.succeed(&["update"]);
    assert!(told.contains("the changes are not known: "), "{told}");
}
