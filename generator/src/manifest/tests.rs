use super::*;

fn text(runtime: Runtime, needs: Needs) -> String {
    Manifest {
        krate: &CrateInfo::new("arm-x"),
        root: Path::new("/a/b/arm-x"),
        runtime: &runtime,
        versions: &["x-2020-01-01".to_owned()],
        metadata: false,
        cli: None,
        usage: false,
        is_arm: true,
        needs,
    }
    .text()
}

#[test]
fn the_runtime_is_named_by_its_source() {
    let version = RUNTIME_VERSION;
    for (runtime, dependency) in [
        (
            Runtime::Path("/a/runtime".into()),
            format!(
                "{{ path = \"../../runtime\", version = \"{version}\", default-features = false }}"
            ),
        ),
        (
            Runtime::Git {
                url: "https://h/r".into(),
                rev: None,
            },
            format!(
                "{{ git = \"https://h/r\", version = \"{version}\", default-features = false }}"
            ),
        ),
        (
            Runtime::Git {
                url: "https://h/r".into(),
                rev: Some("a\"b".into()),
            },
            format!(
                "{{ git = \"https://h/r\", rev = \"a\\\"b\", version = \"{version}\", default-features = false }}"
            ),
        ),
        (
            Runtime::Version("0.3".into()),
            "{ version = \"0.3\", default-features = false }".to_owned(),
        ),
        (Runtime::Workspace, "{ workspace = true }".to_owned()),
    ] {
        let text = text(runtime, Needs::default());
        assert!(
            text.ends_with(&format!("\n[dependencies]\narm-runtime = {dependency}\n")),
            "{text}"
        );
        assert!(
            !text.contains("[workspace]") && !text.contains("dev-dependencies"),
            "{text}"
        );
    }
}

#[test]
fn only_what_is_needed_is_asked_for() {
    let all = Needs {
        xml: true,
        examples: true,
    };
    let text = text(Runtime::Workspace, all);
    assert!(
        text.contains("arm-runtime = { workspace = true, features = [\"xml\"] }\n"),
        "{text}"
    );
    assert!(
        text.ends_with(
            "[dev-dependencies]\narm-runtime = { workspace = true, features = [\"examples\"] }\n"
        ),
        "{text}"
    );
    assert!(
        text.contains("default = [\n    \"x-2020-01-01\",\n    \"reqwest\","),
        "{text}"
    );
    assert!(!text.contains("metadata ="), "{text}");
}

#[test]
fn values_may_come_from_the_workspace() {
    let krate = CrateInfo {
        version: Inherited::Workspace,
        license: Inherited::Value(String::new()),
        lints: true,
        description: "a \"b\" \\ \n".to_owned(),
        dev_dependencies: BTreeMap::from([
            ("one".to_owned(), DevDependency::default()),
            (
                "two".to_owned(),
                DevDependency {
                    path: Some("/y".into()),
                    features: vec!["a".to_owned(), "b".to_owned()],
                },
            ),
        ]),
        ..CrateInfo::new("x")
    };
    let manifest = Manifest {
        krate: &krate,
        root: Path::new("/x"),
        runtime: &Runtime::Workspace,
        versions: &[],
        metadata: true,
        cli: None,
        usage: true,
        is_arm: true,
        needs: Needs::default(),
    };
    let text = manifest.text();
    for part in [
        r#"description = "a \"b\" \\ \u000A""#,
        "\nversion.workspace = true\nedition = \"2024\"\n",
        "\n[lints]\nworkspace = true\n",
        "\nmetadata = []\n",
        "\n[dev-dependencies]\n# The examples in the documentation stream pages.\nfutures",
        "\none = { workspace = true }\ntwo = { path = \"../y\", features = [\"a\", \"b\"] }\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("license"), "{text}");
}

#[test]
fn paths_between_folders_are_relative() {
    for (from, to, path) in [
        ("/a/b", "/a/c/d", "../c/d"),
        ("/a", "/a/b", "b"),
        ("/a/b/c", "/a", "../.."),
        ("/a", "/a", "."),
    ] {
        assert_eq!(relative_path(Path::new(from), Path::new(to)), path);
    }
}

#[test]
fn workspaces_name_their_members() {
    let text = workspace(
        ["arm-x"].into_iter(),
        Path::new("/w"),
        &Runtime::Path("/r".into()),
    );
    assert!(text.contains("members = [\n    \"arm-x\",\n]\n"), "{text}");
    assert!(
        text.contains("arm-runtime = { path = \"../r\", version ="),
        "{text}"
    );
    assert!(
        workspace([].into_iter(), Path::new("/w"), &Runtime::Workspace).contains("members = []")
    );
}

#[test]
fn manifests_have_no_passwords() {
    let runtime = Runtime::Git {
        url: "https://user:secret@example.com/r.git".to_owned(),
        rev: None,
    };
    let text = workspace([].into_iter(), Path::new("/w"), &runtime);
    assert!(
        text.contains("git = \"https://example.com/r.git\","),
        "{text}"
    );
    assert!(!text.contains("secret"), "{text}");
}

#[test]
fn crate_names_are_what_cargo_takes() {
    assert!(is_crate_name("arm-container_service2"));
    assert!(is_crate_name(&"a".repeat(64)));
    for name in [
        "fn",
        "self",
        "crate",
        "std",
        "test",
        "arm-runtime",
        "arm_cli",
    ] {
        assert!(!is_crate_name(name), "{name}");
    }
    for name in ["", "1a", "a b", "../a", "é", "-a", &"a".repeat(65)] {
        assert!(!is_crate_name(name), "{name}");
    }
}

#[test]
fn a_program_takes_the_command_line_from_where_the_runtime_comes() {
    for (runtime, dependency) in [
        (
            Runtime::Path("/a/generated/runtime".into()),
            format!(
                "{{ path = \"../../generated/cli\", version = {RUNTIME_VERSION:?}, default-features = false, optional = true }}"
            ),
        ),
        (
            Runtime::Version("1.2".to_owned()),
            "{ version = \"1.2\", default-features = false, optional = true }".to_owned(),
        ),
        (
            Runtime::Workspace,
            "{ workspace = true, optional = true }".to_owned(),
        ),
    ] {
        let manifest = Manifest {
            krate: &CrateInfo::new("arm-x"),
            root: Path::new("/a/b/arm-x"),
            runtime: &runtime,
            versions: &[],
            metadata: true,
            cli: Some("acme"),
            usage: false,
            is_arm: true,
            needs: Needs::default(),
        };
        let text = manifest.text();
        for part in [
            "[[bin]]\nname = \"acme\"\npath = \"src/main.rs\"\nrequired-features = [\"cli\"]\n",
            "cli = [\"dep:arm-cli\", \"metadata\"]\n",
            &format!("arm-cli = {dependency}\n"),
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
}

#[test]
fn crates_have_names_of_packages_that_are_identifiers() {
    let (long, longer) = ("a".repeat(64), "a".repeat(65));
    for (name, expected) in [
        ("arm-things_2", true),
        (&*long, true),
        (&*longer, false),
        ("", false),
        ("2things", false),
        ("_things", false),
        ("-things", false),
        ("things.net", false),
        ("thing s", false),
        ("th\u{ef}ngs", false),
        ("type", false),
        ("gen", false),
        ("self", false),
    ] {
        assert_eq!(is_crate_name(name), expected, "{name}");
    }
}
