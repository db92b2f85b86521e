//! Bodies from files, standard input and flags.

use crate::command_line::{KEYS, id, request, what_if};
use crate::{arm, run, run_with_input};

const CREATE: &str = "communication communication-services create-or-update -g rg -n acs";

#[test]
fn bodies_come_from_files_and_stdin() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("body.json");
    std::fs::write(&file, "\u{feff}{\"keyType\":\"Primary\"}\n").unwrap();
    let line = format!("{KEYS} -g rg -n acs --body @{}", file.display());
    assert_eq!(what_if(&line), request("acs"));
    let args: Vec<&str> = KEYS
        .split(' ')
        .chain("-g rg -n acs --body - --what-if".split(' '))
        .collect();
    let ran = run_with_input(&mut arm(&args), "{\"keyType\":\"primary\"}");
    assert_eq!(ran.stdout, request("acs"));
}

#[test]
fn any_value_comes_from_a_file_or_stdin() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("values");
    std::fs::create_dir_all(&folder).unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        format!("@{}", path.display())
    };
    let (name, kind, ids) = (
        file("name", "acs\n"),
        file("kind", "primary\r\n"),
        file("ids", &format!("{}\n", id("acs"))),
    );
    for line in [
        format!("{KEYS} -g rg -n {name} --key-type {kind}"),
        format!("{KEYS} -g rg -n acs --key-type={kind}"),
        format!("{KEYS} --ids {ids} --key-type {kind}"),
    ] {
        assert_eq!(what_if(&line), request("acs"), "{line}");
    }
    let line = "-g rg -n acs --key-type @- --what-if";
    let args: Vec<&str> = KEYS.split(' ').chain(line.split(' ')).collect();
    assert_eq!(
        run_with_input(&mut arm(&args), "PRIMARY\n").stdout,
        request("acs")
    );
    let args = args.iter().map(|it| if *it == "acs" { "@-" } else { it });
    let ran = run_with_input(&mut arm(&args.collect::<Vec<_>>()), "acs");
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("cannot both come from stdin"),
        "{ran:?}"
    );
}

#[test]
fn a_value_of_a_file_is_checked_like_any_other() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("third");
    std::fs::write(&file, "third").unwrap();
    let line = format!(
        "{KEYS} -g rg -n acs --key-type @{} --what-if",
        file.display()
    );
    let ran = run(&line.split(' ').collect::<Vec<_>>());
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("Primary, Secondary"), "{ran:?}");
}

#[test]
fn bodies_come_from_nested_flags_in_every_mixture() {
    let whole = |line: &str| -> serde_json::Value {
        let shown = what_if(&format!("{line} -o json"));
        serde_json::from_str::<serde_json::Value>(&shown).unwrap()["body"].take()
    };
    let body =
        serde_json::json!({ "location": "global", "properties": { "dataLocation": "Europe" } });
    for line in [
        "--location global --data-location Europe",
        "--location global --properties.dataLocation Europe",
        "--location global --properties {\"dataLocation\":\"Europe\"}",
        "--location global --properties {\"dataLocation\":\"x\"} --data-location Europe",
        // An object can be set by its only required scalar.
        "--location global --properties Europe",
    ] {
        assert_eq!(whole(&format!("{CREATE} {line}")), body, "{line}");
    }
    assert_eq!(
        whole(
            "maps accounts create-or-update -g rg -n m --location eastus --sku g2 --kind gen2 --disable-local-auth --tags a=b"
        ),
        serde_json::json!({ "location": "eastus", "sku": { "name": "G2" }, "kind": "Gen2", "properties": { "disableLocalAuth": true }, "tags": { "a": "b" } })
    );
}

#[test]
fn bodies_that_do_not_fit_their_schema_are_refused() {
    for (body, said) in [
        (
            r#"{"location":"global","properties":{"datalocation":"E"}}"#,
            "properties.datalocation is unknown; did you mean `dataLocation`?",
        ),
        (
            r#"{"location":"global","properties":{}}"#,
            "properties.dataLocation is required",
        ),
        (
            r#"{"location":"global","properties":{"dataLocation":7}}"#,
            "properties.dataLocation is a number, expected a string",
        ),
        (
            r#"{"location":"global","tags":{"a":1}}"#,
            "tags.a is a number, expected a string",
        ),
        (r#"{"location":"global","zzz":1}"#, "zzz is unknown"),
        (
            r#"{"location":"global","properties":"E"}"#,
            "properties is a string, expected an object",
        ),
    ] {
        let mut args: Vec<&str> = CREATE.split(' ').collect();
        args.extend(["--what-if", "--body", body]);
        let ran = run(&args);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{ran:?}");
        assert!(
            ran.stderr.contains(said) && ran.stderr.contains("--no-validate"),
            "{said}: {ran:?}"
        );
        args.push("--no-validate");
        assert_eq!(run(&args).code, 0, "{body}");
    }
    let ran = run(&[
        &CREATE.split(' ').collect::<Vec<_>>() as &[&str],
        &["--location", "x", "--what-if"],
    ]
    .concat());
    assert_eq!(ran.code, 0, "{ran:?}");
}
