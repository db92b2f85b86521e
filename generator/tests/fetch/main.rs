//! `fetch`, `update` and the lock, with a valid and an invalid local git repository.

mod faults;
mod scene;

use std::fs;

use scene::{README, Scene, document};

#[test]
fn the_needed_folders_are_fetched_and_locked() {
    let scene = Scene::new("whole");
    let commit = scene.git(&["rev-parse", "HEAD"]);
    let before = scene.fail(&[]);
    assert!(
        before.contains("not-fetched") && before.contains("arm-bindgen fetch"),
        "{before}"
    );
    let told = scene.succeed(&["fetch"]);
    let told = told.lines().next().unwrap_or_default();
    assert_eq!(told, format!("2 documents at {commit}"));
    let lock = scene.lock();
    for part in [
        commit.as_str(),
        "\"specification/a/resource-manager/a.json\": \"",
        "\"specification/b/resource-manager/b.json\": \"",
    ] {
        assert!(lock.contains(part), "{lock}");
    }
    let tree = scene
        .cached()
        .join("trees")
        .join(&commit)
        .join("specification");
    let mut folders: Vec<String> = fs::read_dir(&tree)
        .unwrap()
        .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    folders.sort();
    assert_eq!(folders, ["a", "b", "common-types"]);
    let told = scene.succeed(&[]);
    assert!(told.contains("1 operation, 1 model,"), "{told}");
    assert!(scene.root.join("acme/src/lib.rs").is_file());
    // The commit does not change without `update`, even if the branch does.
    scene.put(
        "specs/specification/a/resource-manager/a.json",
        &document("A_List", "../../b/resource-manager/b.json"),
    );
    scene.commit();
    scene.succeed(&["fetch"]);
    assert_eq!(scene.lock(), lock);
    scene.succeed(&["check"]);
    // The same after the cache was removed.
    fs::remove_dir_all(scene.root.join("cache")).unwrap();
    scene.succeed(&["fetch"]);
    assert_eq!(scene.lock(), lock);
}

#[test]
fn an_update_moves_the_pin_and_says_what_changes() {
    let scene = Scene::new("update");
    let old = scene.git(&["rev-parse", "HEAD"]);
    scene.succeed(&["fetch"]);
    scene.put(
        "specs/specification/a/resource-manager/a.json",
        &document("A_List", "../../b/resource-manager/b.json"),
    );
    let new = scene.commit();
    let told = scene.succeed(&["update"]);
    for part in [
        old.as_str(),
        new.as_str(),
        "1 breaking",
        "operation A_Get: removed",
        "1 additive",
        "operation A_List: added",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(scene.lock().contains(&new));
    assert_eq!(scene.succeed(&["update"]), format!("already at {new}\n"));
    // A revision on the command line is written to the configuration, even if it is an abbreviated hash.
    scene.succeed(&["update", &old[..10]]);
    let config = fs::read_to_string(scene.root.join("arm.yaml")).unwrap();
    assert!(config.contains(&format!("rev: {}", &old[..10])), "{config}");
    assert!(scene.lock().contains(&format!("commit: \"{old}\"")));
}

#[test]
fn changed_content_fails_loudly() {
    let scene = Scene::new("changed");
    let commit = scene.git(&["rev-parse", "HEAD"]);
    scene.succeed(&["fetch"]);
    let file = scene
        .cached()
        .join("trees")
        .join(commit)
        .join("specification/b/resource-manager/b.json");
    fs::write(&file, "{\"definitions\": {\"B\": {\"type\": \"string\"}}}").unwrap();
    for command in [&[][..], &["check"]] {
        let told = scene.fail(command);
        assert!(told.contains("b.json changed: its SHA-256 is"), "{told}");
    }
    let told = scene.fail(&["fetch"]);
    assert!(told.contains("changed since it was locked"), "{told}");
    assert!(!scene.root.join("acme").exists());
    // A document that is not in the lock is rejected.
    let scene = Scene::new("unknown");
    scene.succeed(&["fetch"]);
    let lock = scene.lock();
    let shorter: String = lock
        .split_inclusive('\n')
        .filter(|line| !line.contains("b.json"))
        .collect();
    scene.put("arm.lock", &shorter);
    let told = scene.fail(&[]);
    assert!(told.contains("b.json is not in the lock"), "{told}");
    // The mapping begins with its first document.
    assert!(told.contains(" --> arm.lock:6:3\n"), "{told}");
    assert!(told.contains("= note: at documents\n"), "{told}");
}

#[test]
fn what_is_not_there_is_named_and_nothing_is_written() {
    for (name, rev, service, expected) in [
        (
            "rev",
            "nowhere",
            "a",
            "the revision `nowhere` cannot be fetched",
        ),
        (
            "hash",
            "0123456789abcdef0123456789abcdef01234567",
            "a",
            "cannot be fetched",
        ),
        ("option", "--upload-pack=touch", "a", "is not a revision"),
        ("service", "main", "unrelate", "did you mean `unrelated`?"),
        ("inputs", "main", "unrelated", "a.json does not exist"),
    ] {
        let scene = Scene::new(&format!("missing-{name}"));
        scene.configure(&format!("\"{rev}\""), service);
        let told = scene.fail(&["fetch"]);
        assert!(told.contains(expected), "{name}: {told}");
        assert!(!scene.root.join("arm.lock").exists() && !scene.root.join("acme").exists());
    }
}

#[test]
fn only_https_and_local_repositories_are_read() {
    let scene = Scene::new("protocols");
    for url in [
        "http://example.com/specs",
        "ssh://example.com/specs",
        "git@example.com:specs",
        "ext::sh -c true",
    ] {
        scene.put(
            "arm.yaml",
            &format!(
                "crate: acme\nspecs: {{ git: \"{url}\", rev: main }}\nservices: [{{ readme: a }}]\n"
            ),
        );
        let told = scene.fail(&["fetch"]);
        let refused = told.contains("is not a repository that can be fetched");
        assert!(refused, "{url}: {told}");
    }
}

#[test]
fn an_interrupted_fetch_is_done_again() {
    let scene = Scene::new("interrupted");
    let commit = scene.git(&["rev-parse", "HEAD"]);
    scene.succeed(&["fetch"]);
    let lock = scene.lock();
    let cached = scene.cached();
    // Remains of a run that was killed while adding a folder, and of one killed while cloning.
    fs::remove_dir_all(cached.join("trees").join(&commit).join("specification/b")).unwrap();
    fs::create_dir_all(cached.join("tmp/specification/b")).unwrap();
    fs::write(cached.join("tmp.index"), "half").unwrap();
    scene.succeed(&["fetch"]);
    assert!(!cached.join("tmp").exists() && !cached.join("tmp.index").exists());
    fs::remove_dir_all(&cached).unwrap();
    fs::create_dir_all(cached.join("repo.git/objects")).unwrap();
    scene.succeed(&["fetch"]);
    assert_eq!(scene.lock(), lock);
    scene.succeed(&[]);
}

#[test]
fn all_files_are_fetched_by_one_request() {
    let scene = Scene::new("requests");
    for index in 0..30 {
        let file = format!("specs/specification/a/resource-manager/examples/{index}.json");
        scene.put(&file, &format!("{{\"index\": {index}}}"));
    }
    let other = README.replace("package-1", "package-2");
    scene.put(
        "specs/specification/unrelated/resource-manager/readme.md",
        &other,
    );
    scene.commit();
    let trace = scene.root.join("trace");
    let traced = |arguments: &[&str]| {
        let _ = fs::remove_file(&trace);
        let output = scene.command(arguments).env("GIT_TRACE", &trace).output();
        assert!(output.expect("the generator starts").status.success());
        let text = fs::read_to_string(&trace).expect("git is traced");
        text.matches("built-in: git fetch").count()
    };
    // The commit, the folders that the configuration names, and the folder that their documents refer to.
    assert_eq!(traced(&["fetch"]), 3);
    // The commit is known, so that only the readmes are requested.
    assert_eq!(traced(&["list"]), 1);
    assert_eq!(traced(&["list", "unrelated"]), 0);
    assert_eq!(traced(&["fetch"]), 0);
}

/// The connection is lost after the commit is known, before its files are fetched.
#[test]
fn a_fetch_goes_on_after_a_lost_connection() {
    let scene = Scene::new("connection");
    scene.succeed(&["list", "a"]);
    let (repository, away) = (scene.root.join("specs"), scene.root.join("away"));
    fs::rename(&repository, &away).unwrap();
    let told = scene.fail(&["fetch"]);
    assert!(
        told.starts_with("error: ") && told.contains("specs"),
        "{told}"
    );
    assert!(!scene.root.join("arm.lock").exists());
    fs::rename(&away, &repository).unwrap();
    scene.succeed(&["fetch"]);
    scene.succeed(&[]);
}

#[test]
fn services_are_listed_before_anything_is_fetched() {
    let scene = Scene::new("list");
    let told = scene.succeed(&["list"]);
    let services: Vec<&str> = told
        .lines()
        .skip(1)
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!(services, ["a", "unrelated"]);
    let told = scene.succeed(&["list", "unrelated"]);
    assert!(told.contains("package-1"), "{told}");
    assert!(!scene.root.join("arm.lock").exists());
}

/// Repositories need not have the folders of azure-rest-api-specs.
#[test]
fn documents_may_lie_anywhere_in_a_repository() {
    let reference = "{\"definitions\": {\"B\": {\"properties\": {\"b\": {\"type\": \"string\"}}}}}";
    for (name, input, to, shared, lock) in [
        ("root", "a.json", "b.json", "b.json", ["a.json", "b.json"]),
        (
            "folders",
            "api/v1/a.json",
            "../../shared [1]/b.json",
            "shared [1]/b.json",
            ["api/v1/a.json", "shared [1]/b.json"],
        ),
        (
            "other-letters",
            "f\u{fc}r/a.json",
            "gr\u{f6}\u{df}e.json",
            "f\u{fc}r/gr\u{f6}\u{df}e.json",
            ["f\u{fc}r/a.json", "f\u{fc}r/gr\u{f6}\u{df}e.json"],
        ),
    ] {
        let scene = Scene::new(&format!("anywhere-{name}"));
        scene.put(&format!("specs/{input}"), &document("A_Get", to));
        scene.put(&format!("specs/{shared}"), reference);
        scene.put("specs/api/v2/b.json", &document("B_Get", "../../b.json"));
        scene.commit();
        let config = |input: &str| {
            format!(
                "crate: acme\nruntime: {{ version: \"0.1\" }}\nspecs: {{ git: specs, rev: main }}\nservices: [{{ inputs: [{input}] }}]\n"
            )
        };
        scene.put("arm.yaml", &config(input));
        scene.succeed(&["fetch"]);
        for part in lock {
            assert!(scene.lock().contains(&format!("\"{part}\"")), "{name}");
        }
        scene.succeed(&[]);
        scene.put("arm.yaml", &config("nowhere/a.json"));
        let told = scene.fail(&["fetch"]);
        assert!(told.contains("has no `nowhere`"), "{name}: {told}");
        scene.put("arm.yaml", &config("../a.json"));
        let told = scene.fail(&["fetch"]);
        assert!(told.contains("a.json"), "{name}: {told}");
    }
}

#[test]
fn settings_of_git_in_the_environment_remain() {
    let scene = Scene::new("environment");
    let config = fs::read_to_string(scene.root.join("arm.yaml")).expect("it is there");
    let config = config.replace("git: specs", "git: https://specs.invalid/all");
    scene.put("arm.yaml", &config);
    let folder = format!("file://{}", scene.root.join("specs").display());
    let mut command = scene.command(&["fetch"]);
    command
        .env("GIT_CONFIG_COUNT", "1")
        .env("GIT_CONFIG_KEY_0", format!("url.{folder}.insteadOf"))
        .env("GIT_CONFIG_VALUE_0", "https://specs.invalid/all");
    assert!(command.status().expect("the generator starts").success());
}

#[test]
fn line_endings_do_not_depend_on_the_machine() {
    let scene = Scene::new("lines");
    scene.put("specs/.gitattributes", "* text=auto\n");
    scene.put("specs/specification/a/resource-manager/note.md", "a\nb\n");
    let commit = scene.commit();
    scene.put("gitconfig", "[core]\n\teol = crlf\n\tautocrlf = true\n");
    let mut command = scene.command(&["fetch"]);
    command.env("GIT_CONFIG_GLOBAL", scene.root.join("gitconfig"));
    assert!(command.status().expect("the generator starts").success());
    let tree = scene.cached().join("trees").join(commit);
    let note = tree.join("specification/a/resource-manager/note.md");
    assert_eq!(fs::read_to_string(note).unwrap(), "a\nb\n");
}
