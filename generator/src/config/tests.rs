use super::*;

fn read(name: &str, text: &str) -> (Option<Config>, String) {
    let folder =
        std::env::temp_dir().join(format!("generator-config-{}-{name}", std::process::id()));
    std::fs::create_dir_all(folder.join("runtime")).unwrap();
    std::fs::write(folder.join("runtime/Cargo.toml"), "").unwrap();
    std::fs::write(folder.join("arm.yaml"), text).unwrap();
    let mut diagnostics = Diagnostics::default();
    let config = read_config(&folder.join("arm.yaml"), &mut diagnostics);
    let text = diagnostics
        .lines()
        .replace(&format!("{}/", folder.display()), "");
    std::fs::remove_dir_all(folder).unwrap();
    (config, text)
}

#[test]
fn everything_that_a_configuration_can_say_is_read() {
    let (config, text) = read(
        "whole",
        "crate: acme-azure
version: 1.2.3
edition: 2021
rust-version: \"1.90\"
license: { workspace: true }
description: Ours.
lints: { workspace: true }
out: crates/acme
runtime: { path: runtime }
specs: { git: https://example.com/specs, rev: main }
examples: true
dev-dependencies: { tokio: { features: [macros, rt] } }
services:
  - readme: compute
    tags: [package-2024-03-01]
    operations: [VirtualMachines_*, Disks_Get]
  - name: Things
    module: things
    inputs: [things.json]
  - versions: [{ version: 2020-01-01, inputs: [a.json] }]
",
    );
    assert_eq!(text, "");
    let config = config.unwrap();
    assert_eq!(config.krate.version, Inherited::Value("1.2.3".into()));
    assert_eq!(config.krate.edition, Inherited::Value("2021".into()));
    assert_eq!(config.krate.rust_version, Inherited::Value("1.90".into()));
    assert_eq!(config.krate.license, Inherited::Workspace);
    assert!(config.krate.lints && config.examples);
    assert_eq!(
        config.krate.dev_dependencies["tokio"].features,
        ["macros", "rt"]
    );
    assert_eq!(config.krate.description, "Ours.");
    assert!(config.out.ends_with("crates/acme"));
    assert!(matches!(&config.runtime, Some(Runtime::Path(path)) if path.ends_with("runtime")));
    assert!(
        matches!(&config.specs, Specs::Git { url, rev } if url == "https://example.com/specs" && rev == "main")
    );
    assert_eq!(
        config.services[0].operations,
        ["VirtualMachines_*", "Disks_Get"]
    );
    assert_eq!(config.services[1].module.as_deref(), Some("things"));
    assert!(
        matches!(&config.services[2].source, Source::Versions(list) if list[0].0 == "2020-01-01")
    );
}

#[test]
fn little_is_enough() {
    let (config, text) = read("least", "crate: x\nservices:\n  - readme: dns\n");
    assert_eq!(text, "");
    let config = config.unwrap();
    assert_eq!(config.krate.version.text(), "0.1.0");
    assert_eq!(config.krate.license.text(), "MIT");
    assert!(config.out.ends_with("x"));
    assert!(config.runtime.is_none() && !config.examples && !config.krate.lints);
    assert!(matches!(config.specs, Specs::Folder(_)));
}

#[test]
fn every_fault_is_named_at_once_with_its_location() {
    for (name, config, expected) in [
        (
            "empty",
            "{}",
            &[
                "1 the key `crate` is missing",
                "1 the key `services` is missing",
            ][..],
        ),
        (
            "list",
            "[]",
            &["1 expected a mapping of keys to values, found a list"],
        ),
        (
            "keys",
            "crate: x\nservice: []\nservices:\n- {readme: a, tag: [b]}\n- {inputs: [1], tags: x}\n",
            &[
                "2 unknown key `service`",
                "4 unknown key `tag`",
                "5 the key `readme` is missing, which `tags` requires",
                "5 expected a string, found the number 1",
                "5 expected a list of tags, found the string `x`",
            ],
        ),
        (
            "values",
            "crate: 1x\nruntime: {git: a, path: b}\nspecs: {git: a}\nservices:\n- {module: fn, readme: a, inputs: [b]}\n- {tags: [a]}\n- {inputs: [a], tags: [b]}\n",
            &[
                "1 `1x` is not a valid crate name",
                "2 only one of the keys `git` and `path` is allowed",
                "3 the key `rev` is missing, which `git` requires",
                "5 only one of the keys `readme` and `inputs` is allowed",
                "5 `fn` is not a valid module name",
                "6 one of the keys `readme`, `inputs` and `versions` is missing",
                "7 the key `readme` is missing, which `tags` requires",
            ],
        ),
        (
            "three",
            "crate: x\nruntime: {git: a, path: b, version: \"0.1\"}\nservices:\n- {readme: a}\n",
            &["2 only one of the keys `git`, `version` and `path` is allowed"],
        ),
        (
            "program",
            "crate: x\ncli: 1x\nservices:\n- {module: main, readme: a}\n- {module: lib, readme: a}\n- {module: gen, readme: a}\n",
            &[
                "2 `1x` is not a valid program name",
                "4 `main` is not a valid module name",
                "5 `lib` is not a valid module name",
                "6 `gen` is not a valid module name",
            ],
        ),
        (
            "runtime",
            "crate: x\ncli: y\nruntime: {path: runtime}\nservices: [{readme: a}]\n",
            &["2 cli is not the crate arm-cli"],
        ),
        (
            "missing",
            "crate: x\nruntime: {path: nowhere}\nservices: [{readme: a}]\n",
            &["2 nowhere is not a crate"],
        ),
        (
            "sources",
            "crate: x\nruntime: {version: \"1\", rev: a}\nspecs: {git: a, rev: b, path: c}\nservices: []\n",
            &[
                "2 the key `git` is missing, which `rev` requires",
                "3 only one of the keys `git` and `path` is allowed",
                "4 expected a list of services, found an empty list",
            ],
        ),
    ] {
        assert_faults(name, config, expected);
    }
}

#[test]
fn values_that_cargo_would_reject_are_named() {
    for (name, config, expected) in [
        (
            "copied",
            "crate: arm-runtime\nversion: one\nedition: 2022\nrust-version: \"1.87\"\nlicense: {workspace: false}\nlints: {workspace: false}\nruntime: {version: new}\nservices: [{readme: a}]\n",
            &[
                "1 `arm-runtime` is not a valid crate name",
                "2 `one` is not a version such as `1.2.3`",
                "3 `2022` is not `2021` or `2024`",
                "4 `1.87` is not a version of Rust from `1.88`",
                "5 `false` is not `true`",
                "6 `false` is not `true`",
                "7 `new` is not a version requirement",
            ][..],
        ),
        (
            "folder",
            "crate: x\nspecs: {path: nowhere}\nservices: [{readme: a}]\n",
            &["2 nowhere is not a folder"],
        ),
        (
            "lints",
            "crate: x\nlints: hello\nservices: [{readme: a}]\n",
            &["2 expected `{workspace: true}`, found the string `hello`"],
        ),
    ] {
        assert_faults(name, config, expected);
    }
}

/// Checks the lines and the starts of all messages.
fn assert_faults(name: &str, config: &str, expected: &[&str]) {
    let (config, text) = read(name, config);
    assert!(config.is_none(), "{name}");
    let heads: Vec<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("arm.yaml:"))
        .map(|line| {
            let (place, rest) = line.split_once(": error[").unwrap();
            let line = place.split(':').next().unwrap();
            format!("{line} {}", rest.split_once("]: ").unwrap().1)
        })
        .collect();
    let same = heads.len() == expected.len()
        && heads
            .iter()
            .zip(expected)
            .all(|(head, expected)| head.starts_with(expected));
    assert!(same, "{name}: {heads:#?}\n{text}");
}

/// A name, a configuration, and parts of its messages.
type Row = (&'static str, &'static str, &'static [&'static str]);

const LOCATED: &[Row] = &[
    (
        "key",
        "crate: x\nservice: []\nservices: [{ readme: a, tag: [b] }]\n",
        &[
            ":2:1: error[malformed-config]: unknown key `service` (at /service)\n  help: did you mean `services`?",
            ":3:25: error[malformed-config]: unknown key `tag` (at /services/0/tag)\n  help: did you mean `tags`?",
        ],
    ),
    (
        "json",
        "{\"crate\": \"x\", \"service\": [], \"services\": [{\"readme\": \"a\"}]}",
        &[":1:16: error[malformed-config]: unknown key `service`"],
    ),
    (
        "repeated",
        "crate: x\ncrate: y\nservices: [{ readme: a }]\n",
        &[
            ":2:1: error[repeated-key]: the object has this key more than once (at /crate)\n  help: remove all but one",
        ],
    ),
    (
        "nothing",
        "# Later.\n",
        &[
            ":1:1: error[malformed-config]: the configuration is empty\n  help: write `crate: acme-azure` and, in the next line, `services: [{readme: compute}]`",
        ],
    ),
    (
        "types",
        "crate: 5\nspecs: folder\nservices: { readme: a }\n",
        &[
            ":1:8: error[malformed-config]: expected a crate name, found the number 5 (at /crate)\n  help: put the value in quotes; for example `crate: acme-azure`",
            ":2:8: error[malformed-config]: expected the source of the API descriptions, found the string `folder` (at /specs)\n  help: for example `specs: {git: https://github.com/Azure/azure-rest-api-specs, rev: main}`, or remove the key; the keys are git, rev, path",
            ":3:11: error[malformed-config]: expected a list of services, found a mapping (at /services)\n  help: begin each item with `- `; for example `services: [{readme: compute}]`",
        ],
    ),
    (
        "entry",
        "crate: x\nservices: [dns]\n",
        &[
            ":2:12: error[malformed-config]: expected a service, found the string `dns` (at /services/0)\n  help: for example `- {readme: compute}`; the keys are name, module, readme",
        ],
    ),
    (
        "version",
        "crate: x\nversion: one\nservices: [{ readme: a }]\n",
        &[
            ":2:10: error[malformed-config]: `one` is not a version such as `1.2.3` (at /version)\n  help: for example `version: 0.1.0`",
        ],
    ),
    (
        "number",
        "crate: x\nrust-version: 1.90\nservices: [{ readme: a }]\n",
        &[
            "found the number 1.9 (at /rust-version)\n  help: put the value in quotes; for example `rust-version: \"1.88\"`",
        ],
    ),
    (
        "null",
        "crate: x\nruntime:\nexamples: ~\nservices: [{ readme: a, tags: }]\n",
        &[
            ":2:8: error[malformed-config]: expected the source of `arm-runtime`, found nothing (at /runtime)\n  help: for example `runtime: {version: \"0.1\"}`, or remove the key",
            ":3:11: error[malformed-config]: expected `true` or `false`, found nothing",
            ":4:29: error[malformed-config]: expected a list of tags, found nothing (at /services/0/tags)\n  help: for example `tags: [package-2024-03-01]`, or remove the key",
        ],
    ),
    (
        "documents",
        "crate: x\nservices: [{ readme: a }]\n---\ncrate: y\n",
        &[
            ":3:1: error[malformed-file]: not readable as YAML: the file contains more than one document",
        ],
    ),
    (
        "tab",
        "crate: x\n\tservices: []\n",
        &[
            ":2:1: error[malformed-file]: not readable as YAML: found a tab character that violates indentation",
        ],
    ),
    (
        "control",
        "crate: x\nversion: \0\n",
        &[":2:10: error[malformed-file]: not readable as YAML: control characters are not allowed"],
    ),
    (
        "tag",
        "crate: !name x\nservices: [{ readme: a }]\n",
        &[
            ":1:8: error[malformed-file]: not readable as YAML: crate: YAML tags such as `!name` are not supported",
        ],
    ),
    (
        "alias",
        "crate: *name\n",
        &[":1:8: error[malformed-file]: not readable as YAML: unknown anchor"],
    ),
    (
        "text",
        "crate: x\ndescription: 1.5\nservices: [{ readme: a, name: true }]\n",
        &[
            ":2:14: error[malformed-config]: expected a description, found the number 1.5",
            ":3:31: error[malformed-config]: expected a name, found `true`",
        ],
    ),
    (
        "repository",
        "crate: x\nspecs: { git: http://example.com/specs, rev: main }\nservices: [{ readme: a }]\n",
        &[
            ":2:15: error[malformed-config]: `http://example.com/specs` is not a repository that can be fetched (at /specs/git)\n  help: use an https:// or file:// URL, or a path; for example `git: https://github.com/Azure/azure-rest-api-specs`",
        ],
    ),
    (
        "ssh",
        "crate: x\nspecs: { git: \"git@example.com:specs\", rev: main }\nservices: [{ readme: a }]\n",
        &[
            ":2:15: error[malformed-config]: `git@example.com:specs` is not a repository that can be fetched",
        ],
    ),
];

#[test]
fn faulty_keys_and_types_are_located_and_say_what_to_write() {
    for (name, config, expected) in LOCATED {
        let (config, text) = read(&format!("located-{name}"), config);
        assert!(config.is_none(), "{name}");
        for expected in *expected {
            assert!(text.contains(expected), "{name}: {expected}\n{text}");
        }
        assert_eq!(text.matches("error[").count(), expected.len(), "{text}");
    }
}

#[test]
fn a_slip_of_the_pen_is_understood() {
    for (key, meant) in [
        ("servics", "services"),
        ("Services", "services"),
        ("rust_version", "rust-version"),
        ("exmaples", "examples"),
        ("otu", "out"),
    ] {
        let (_, text) = read(
            "slip",
            &format!("crate: x\nservices: [{{readme: a}}]\n{key}: a\n"),
        );
        let help = format!("unknown key `{key}` (at /{key})\n  help: did you mean `{meant}`?");
        assert!(text.contains(&help), "{text}");
    }
    // Only the misspelled key is reported.
    let (_, text) = read("missing-slip", "crate: x\nservics: []\n");
    assert_eq!(text.matches("error[").count(), 1, "{text}");
    // Other keys are not alike.
    let (_, text) = read("far", "crate: x\nservices: [{readme: a}]\nname: a\n");
    assert!(text.contains("the keys are crate, version"), "{text}");
}

#[test]
fn the_schema_for_editors_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("arm.schema.json");
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == json_schema(),
        "run `cargo run -q -p generator -- schema > generator/arm.schema.json`"
    );
    let schema: serde_json::Value = serde_json::from_str(&committed).unwrap();
    let properties = schema["properties"].as_object().unwrap();
    for (key, property) in properties {
        assert!(
            property.get("description").is_some(),
            "{key} is not documented"
        );
    }
    assert_eq!(schema["additionalProperties"], false);
}

#[test]
fn modules_have_names_in_lower_case() {
    for (name, expected) in [
        ("things", true),
        ("things_2", true),
        ("t", true),
        ("", false),
        ("thIngs", false),
        ("Things", false),
        ("2things", false),
        ("_things", false),
        ("th\u{ef}ngs", false),
        ("thi-ngs", false),
        ("thi.ngs", false),
        ("type", false),
        ("bin", false),
        ("arm_runtime", false),
    ] {
        assert_eq!(super::is_module_name(name), expected, "{name}");
    }
}
