use std::path::{Path, PathBuf};

use super::*;

fn read(name: &str, files: &[(&str, &str)]) -> (PathBuf, Readme, String) {
    let folder =
        std::env::temp_dir().join(format!("generator-readme-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    // A checkout, in which files may require others.
    std::fs::create_dir_all(folder.join(".git")).unwrap();
    let mut diagnostics = Diagnostics::default();
    let readme = read_readme(&folder.join(files[0].0), &[], &mut diagnostics).unwrap();
    let text = diagnostics
        .lines()
        .replace(&format!("{}/", folder.display()), "");
    std::fs::remove_dir_all(&folder).unwrap();
    (folder, readme, text)
}

#[test]
fn tags_and_their_inputs_are_read_as_autorest_does() {
    let (folder, readme, text) = read(
        "tags",
        &[(
            "specification/a/resource-manager/readme.md",
            "``` yaml\ntitle: First\ntag: old\nopenapi-type: arm\n```\n\
             ```yaml\ntag: two\n```\n\
             ```yaml $(go)\ntag: go\n```\n\
             ```yaml $(tag) == 'two'\ninput-file:\n  - x/a.json\n  - $(this-folder)/x/b.json\n```\n\
             ```yaml $(tag)==\"two\" || $(tag) == 'one'\ninput-file: ./x/../x/a.json\n```\n\
             ```yaml $(tag) == 'two'\ninput-file:\n- https://github.com/Azure/azure-rest-api-specs/blob/main/specification/b/c.json\n- x\\d.json\n```\n\
             ```yaml $(tag) == 'none' && $(java)\ninput-file: x/e.json\n```\n",
        )],
    );
    assert_eq!(text, "");
    assert_eq!(readme.default_tag.as_deref(), Some("two"));
    assert_eq!(
        (readme.title.as_deref(), readme.openapi_type.as_deref()),
        (Some("First"), Some("arm"))
    );
    assert_eq!(readme.tags(), ["two", "one"]);
    let root = folder.join("specification");
    let expected: Vec<PathBuf> = [
        "a/resource-manager/x/a.json",
        "a/resource-manager/x/b.json",
        "b/c.json",
        "a/resource-manager/x/d.json",
    ]
    .iter()
    .map(|path| root.join(path))
    .collect();
    assert_eq!(readme.inputs("two"), expected);
    assert_eq!(readme.inputs("one"), expected[..1]);
}

#[test]
fn faults_are_tolerated_and_located() {
    let (_, readme, text) = read(
        "faults",
        &[(
            "readme.md",
            "```yaml\ninput-file:\n\t- a.json\n```\n```yaml\ntag: [\n```\n```yaml $(tag) ==\ntag: x\n```\n```yaml\ntag: y\n",
        )],
    );
    assert_eq!(readme.default_tag.as_deref(), Some("y"));
    assert_eq!(readme.inputs("y").len(), 1);
    let heads: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("  help"))
        .collect();
    assert!(
        heads[0].starts_with("readme.md:3:1: warning[tab]"),
        "{text}"
    );
    assert!(
        heads[1].starts_with("readme.md:7:1: warning[malformed-block]"),
        "{text}"
    );
    assert!(
        heads[2].starts_with("readme.md:8:1: warning[malformed-condition]"),
        "{text}"
    );
    assert!(
        heads[3].starts_with("readme.md:11:1: warning[open-block]"),
        "{text}"
    );
    let mut diagnostics = Diagnostics::default();
    readme.check_inputs("y", &mut diagnostics);
    let text = diagnostics.lines();
    assert!(
        text.contains("readme.md:3:1: error[missing-file]"),
        "{text}"
    );
}

#[test]
fn required_readmes_count_under_their_condition_and_cycles_end() {
    let (folder, readme, text) = read(
        "require",
        &[
            (
                "a/readme.md",
                "```yaml $(tag) == 'x'\nrequire:\n - $(this-folder)/../b/more.md\n - gone.md\n```\n",
            ),
            (
                "b/more.md",
                "```yaml\nrequire: ../a/readme.md\ninput-file: c.json\n```\n",
            ),
        ],
    );
    assert_eq!(readme.inputs("x"), [folder.join("b/c.json")]);
    assert_eq!(readme.inputs("y"), [] as [PathBuf; 0]);
    assert!(
        text.starts_with("a/readme.md:4:1: warning[missing-readme]"),
        "{text}"
    );
}

/// Every package of the shared specifications has the default tag and the inputs of its list.
#[test]
fn real_readmes_agree_with_the_list_of_packages() {
    let root = std::env::var_os("ARM_SPECS")
        .map(PathBuf::from)
        .unwrap_or_else(|| {
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/azure-rest-api-specs")
        });
    let Ok(list) = std::fs::read_to_string(root.join("packages.json")) else {
        println!("skipped: set ARM_SPECS to a folder with packages.json and specification/");
        return;
    };
    let packages: Vec<Value> = serde_json::from_str(&list).unwrap();
    for package in &packages {
        let mut diagnostics = Diagnostics::default();
        let path = root
            .join("specification")
            .join(package["readme"].as_str().unwrap());
        let readme = read_readme(&path, &[], &mut diagnostics).unwrap();
        assert_eq!(
            readme.default_tag.as_deref(),
            package["tag"].as_str(),
            "{}",
            path.display()
        );
        let specification = absolute_path(&root.join("specification"));
        let inputs: Vec<PathBuf> = readme
            .inputs(readme.default_tag.as_deref().unwrap())
            .iter()
            .map(|input| input.strip_prefix(&specification).unwrap().to_owned())
            .collect();
        let expected: Vec<PathBuf> = package["files"]
            .as_array()
            .unwrap()
            .iter()
            .map(|file| file.as_str().unwrap().into())
            .collect();
        assert_eq!(inputs, expected, "{}", path.display());
        assert!(!diagnostics.has_errors());
        print!("{}", diagnostics.lines());
    }
}

#[test]
fn scopes_are_read_as_text_and_as_lists() {
    for (text, expected) in [
        (
            "https://a.example/.default",
            vec!["https://a.example/.default"],
        ),
        (
            "'https://a.example/.default, https://b.example/.default'",
            vec!["https://a.example/.default", "https://b.example/.default"],
        ),
        ("[https://a.example/x]", vec!["https://a.example/x"]),
    ] {
        let block = format!("``` yaml\ncredential-scopes: {text}\n```\n");
        let (_, readme, _) = read("scopes", &[("readme.md", &block)]);
        assert_eq!(readme.credential_scopes, expected, "{text}");
    }
}
