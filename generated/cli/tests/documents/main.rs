//! The command line over a document that has what the shipped bindings have not. The program under test is this one: with
//! `ARM_DOCUMENT` in the environment it is a command line over that document.

mod pets;
mod rotation;
#[path = "../arm/server.rs"]
#[allow(dead_code, reason = "the other suite uses all of it")]
mod server;

use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use serde_json::Value;
use server::{Answer, Server};

const SUBSCRIPTION: &str = "6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4";

fn main() -> ExitCode {
    if let Some(document) = std::env::var_os("ARM_DOCUMENT") {
        let modules = arm_fake::specs::read_documents(vec![document.into()]);
        return arm_cli::run(modules.expect("the document is valid").leak());
    }
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|it| !it.starts_with('-'))
        .collect();
    let tests: [(&str, fn()); 14] = [
        (
            "a_list_goes_to_the_operation_that_takes_its_flags",
            a_list_goes_to_the_operation_that_takes_its_flags,
        ),
        (
            "a_flag_of_other_operations_is_pointed_to",
            a_flag_of_other_operations_is_pointed_to,
        ),
        (
            "a_resource_group_that_is_the_resource_has_a_name",
            a_resource_group_that_is_the_resource_has_a_name,
        ),
        (
            "secret_parameters_are_sent_and_never_shown",
            secret_parameters_are_sent_and_never_shown,
        ),
        ("help_of_a_large_body_folds", help_of_a_large_body_folds),
        (
            "values_outside_the_spec_pass_only_without_validation",
            values_outside_the_spec_pass_only_without_validation,
        ),
        ("names_and_objects_are_short", names_and_objects_are_short),
        (
            "completions_offer_what_may_follow",
            completions_offer_what_may_follow,
        ),
        (
            "rotation_tells_which_operations_of_azure_it_supports",
            rotation::tells_which_operations_of_azure_it_supports,
        ),
        (
            "rotation_renews_the_keys_of_azures_services",
            rotation::renews_the_keys_of_azures_services,
        ),
        (
            "yaml_is_what_the_service_sent",
            yaml_is_what_the_service_sent,
        ),
        (
            "a_data_plane_with_a_key_is_called",
            pets::a_data_plane_with_a_key_is_called,
        ),
        (
            "a_value_of_several_types_is_checked_against_each",
            pets::a_value_of_several_types_is_checked_against_each,
        ),
        (
            "the_fake_takes_the_key_and_the_values",
            pets::the_fake_takes_the_key_and_the_values,
        ),
    ];
    for (name, test) in tests {
        if wanted.is_empty() || wanted.iter().any(|it| name.contains(it.as_str())) {
            println!("test {name}");
            test();
        }
    }
    ExitCode::SUCCESS
}

#[derive(Debug)]
struct Ran {
    code: i32,
    stdout: String,
    stderr: String,
}

/// Runs a command line with variables in its environment. Arguments with spaces are in single quotes.
fn run_in(variables: &[(&str, &str)], line: &str) -> Ran {
    let document = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/documents/shop/stable/2024-01-01/shop.json");
    let pieces = line.split('\'').enumerate();
    let args = pieces.flat_map(|(at, piece)| match at % 2 {
        0 => piece.split_whitespace().collect::<Vec<_>>(),
        _ => vec![piece],
    });
    let output = Command::new(std::env::current_exe().expect("the test runs"))
        .args(args)
        .env_remove("AZURE_DEFAULTS_GROUP")
        .env_remove("AZURE_CORE_OUTPUT")
        .env("ARM_DOCUMENT", document)
        .env("AZURE_CONFIG_DIR", env!("CARGO_TARGET_TMPDIR"))
        .env("AZURE_SUBSCRIPTION_ID", SUBSCRIPTION)
        .envs(variables.iter().copied())
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    Ran {
        code: output.status.code().expect("it ended by itself"),
        stdout: String::from_utf8(output.stdout).expect("results are UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    }
}

fn run(line: &str) -> Ran {
    run_in(&[], line)
}

/// Returns the path of the request of a command line, below the subscription.
fn path(variables: &[(&str, &str)], line: &str) -> String {
    let ran = run_in(variables, &format!("{line} --what-if -o json"));
    let request: Value = serde_json::from_str(&ran.stdout)
        .unwrap_or_else(|error| panic!("{line}: {error}: {ran:?}"));
    // A list has a list of requests.
    let request = request.get(0).unwrap_or(&request);
    let url = request["url"].as_str().expect("a request has a URL");
    let (_, path) = url
        .split_once(SUBSCRIPTION)
        .expect("the subscription is in the path");
    path.split('?').next().unwrap_or_default().to_owned()
}

fn a_list_goes_to_the_operation_that_takes_its_flags() {
    let shops = "/providers/Contoso.Shop/shops";
    let racks = "/providers/Contoso.Shop/racks";
    let in_group = |path: &str| format!("/resourceGroups/rg{path}");
    let default = &[("AZURE_DEFAULTS_GROUP", "rg")] as &[_];
    for (variables, line, expected) in [
        (&[] as &[_], "shop shops list", shops.to_owned()),
        (&[], "shop shops list -g rg", in_group(shops)),
        (&[], "shop shop list --resource-group=rg", in_group(shops)),
        (
            &[],
            "shop shops list -g rg --filter x -o table",
            in_group(shops),
        ),
        // The name of an operation means that operation.
        (default, "shop shops list", shops.to_owned()),
        (
            default,
            "shop shops list-by-resource-group",
            in_group(shops),
        ),
        (&[], "shop racks list -g rg", in_group(racks)),
        (default, "shop racks list", in_group(racks)),
        (&[], "shop racks list", racks.to_owned()),
        (
            &[],
            "shop racks list --location west",
            "/providers/Contoso.Shop/locations/west/racks".to_owned(),
        ),
    ] {
        assert_eq!(path(variables, line), expected, "{line}");
    }
    let help = run("shop racks list --help");
    assert!(
        help.stdout
            .contains("Lists the racks of the resource group."),
        "{help:?}"
    );
}

fn a_flag_of_other_operations_is_pointed_to() {
    for (line, said) in [
        (
            "shop shops list -g rg --location west",
            "hint: operations of `arm shop shops` that take -g: list-by-resource-group, create-or-update, copy",
        ),
        (
            "shop racks list-all --location west",
            "hint: `arm shop racks list-by-location` takes --location",
        ),
    ] {
        let ran = run(line);
        let said = said.replace("`arm", &format!("`{}", program()));
        assert!(
            ran.code == 2 && ran.stderr.contains(&said),
            "{line}: {ran:?}"
        );
    }
    let ran = run("shop racks list-all --location west -o json");
    let error: Value = serde_json::from_str(&ran.stderr).expect("errors are JSON");
    assert!(
        error["error"]["hint"]
            .as_str()
            .is_some_and(|it| it.contains("list-by-location")),
        "{ran:?}"
    );
    assert!(!run("shop racks list-all --zebra x").stderr.contains("hint"));
}

/// The name of this program, which messages use.
fn program() -> String {
    let program = std::env::current_exe().expect("the test runs");
    program
        .file_stem()
        .expect("it has a name")
        .to_string_lossy()
        .into_owned()
}

fn a_resource_group_that_is_the_resource_has_a_name() {
    for line in [
        "shop groups create-or-update -n rg --location west",
        "shop groups create-or-update -g rg --location west",
        "shop groups create-or-update --name rg --location west",
        "shop groups create-or-update --resource-group rg --location west",
        "shop groups delete -n rg",
    ] {
        assert_eq!(path(&[], line), "/resourcegroups/rg", "{line}");
    }
    assert_eq!(
        path(&[], "shop groups export-template -n rg"),
        "/resourcegroups/rg/exportTemplate"
    );
    // The default is a place for resources, and not a resource to delete.
    let ran = run_in(
        &[("AZURE_DEFAULTS_GROUP", "rg")],
        "shop groups delete --yes --what-if",
    );
    assert!(
        ran.code == 2 && ran.stderr.contains("--resource-group"),
        "{ran:?}"
    );
}

fn secret_parameters_are_sent_and_never_shown() {
    let server = Server::start(|_, asked| {
        let password = asked
            .headers
            .iter()
            .find(|(name, _)| name == "x-ms-source-password");
        let password = password.map_or("", |(_, value)| value.as_str());
        let text = format!(
            r#"{{"error":{{"code":"Denied","message":"{password} and open sesame do not open {}"}}}}"#,
            asked.target
        );
        Answer::json(403, &text.replace('\n', ""))
    });
    let copy =
        "shop shops copy -g rg -n s --x-ms-source-password hush-hush --source-token 'open sesame'";
    let ran = run(&format!("{copy} --what-if"));
    assert!(
        ran.code == 0 && ran.stdout.contains("x-ms-source-password: ***"),
        "{ran:?}"
    );
    assert!(ran.stdout.contains("sourceToken=***"), "{ran:?}");
    let ran_json = run(&format!("{copy} --what-if -o json"));
    let sent = run(&format!("{copy} --yes -v --endpoint {}", server.url));
    assert_eq!(sent.code, 1, "{sent:?}");
    assert!(sent.stderr.contains("Denied"), "{sent:?}");
    for ran in [ran, ran_json, sent] {
        for secret in ["hush-hush", "open sesame", "open+sesame", "open%20sesame"] {
            assert!(
                !ran.stdout.contains(secret) && !ran.stderr.contains(secret),
                "{secret}: {ran:?}"
            );
        }
    }
    let asked = server.asked();
    let [asked] = asked.as_slice() else {
        panic!("{asked:?}")
    };
    assert!(
        asked.target.contains("sourceToken=open%20sesame"),
        "{asked:?}"
    );
    assert!(
        asked
            .headers
            .contains(&("x-ms-source-password".to_owned(), "hush-hush".to_owned())),
        "{asked:?}"
    );
    // Without validation, too, the value does not appear.
    let ran = run(&format!(
        "{copy} --what-if --no-validate --x-ms-source-password 'hush-hush\n'"
    ));
    assert!(
        !ran.stdout.contains("hush-hush") && !ran.stderr.contains("hush-hush"),
        "{ran:?}"
    );
}

fn help_of_a_large_body_folds() {
    let help = run("shop shops create-or-update --help");
    assert!(
        help.stdout
            .contains("19 more flags set nested properties of the body: --help-body shows them."),
        "{help:?}"
    );
    assert!(
        help.stdout.contains("--hall <JSON>") && !help.stdout.contains("--hall-width"),
        "{help:?}"
    );
    let whole = run("shop shops create-or-update --help-body");
    assert!(
        whole.code == 0 && !whole.stdout.contains("--help-body"),
        "{whole:?}"
    );
    for said in [
        "--hall-width <INTEGER>",
        "--cellar-keeper <TEXT>",
        "[possible values: White, Grey]",
    ] {
        assert!(whole.stdout.contains(said), "{said}: {whole:?}");
    }
    // What help folds is accepted.
    let ran = run(
        "shop shops create-or-update -g rg -n s --hall-color white --cellar.width 3 --what-if -o json",
    );
    let request: Value =
        serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    assert_eq!(
        request["body"],
        serde_json::json!({ "hall": { "color": "White" }, "cellar": { "width": 3 } })
    );
}

fn values_outside_the_spec_pass_only_without_validation() {
    let create = "shop shops create-or-update -g rg -n s --what-if -o json";
    for (flags, said, path, sent) in [
        (
            "--size small --mode Other",
            "--mode",
            "mode=Other",
            r#"{"size":"Small"}"#,
        ),
        ("--size Huge", "--size", "", r#"{"size":"Huge"}"#),
        (
            "--hall-color Red",
            "--hall-color",
            "",
            r#"{"hall":{"color":"Red"}}"#,
        ),
        ("--floors many", "--floors", "", r#"{"floors":"many"}"#),
        ("--open maybe", "--open", "", r#"{"open":"maybe"}"#),
        ("--hall [1]", "--hall", "", r#"{"hall":[1]}"#),
        ("--body [1]", "--body", "", "[1]"),
        (
            r#"--hall '{"width":"wide"}'"#,
            "hall.width",
            "",
            r#"{"hall":{"width":"wide"}}"#,
        ),
        (
            r#"--hall '{"zebra":1}'"#,
            "zebra",
            "",
            r#"{"hall":{"zebra":1}}"#,
        ),
    ] {
        let ran = run(&format!("{create} {flags}"));
        assert!(
            ran.code == 2 && ran.stdout.is_empty() && ran.stderr.contains(said),
            "{flags}: {ran:?}"
        );
        let ran = run(&format!("{create} {flags} --no-validate"));
        let request: Value = serde_json::from_str(&ran.stdout)
            .unwrap_or_else(|error| panic!("{flags}: {error}: {ran:?}"));
        assert_eq!(request["body"].to_string(), sent, "{flags}");
        assert!(
            request["url"].as_str().is_some_and(|it| it.contains(path)),
            "{flags}: {request}"
        );
    }
}

fn yaml_is_what_the_service_sent() {
    let shop = r#"{"id":"/s","name":"on","size":"Large","hall":{"width":3,"keeper":"a: b"}}"#;
    let server = Server::start(move |_, _| {
        Answer::json(200, &format!(r#"{{"value":[{shop},{{"name":"two"}}]}}"#))
    });
    let ran = run(&format!(
        "shop shops list -o yaml --endpoint {}",
        server.url
    ));
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (
            0,
            "- id: /s\n  name: \"on\"\n  size: Large\n  hall:\n    width: 3\n    keeper: \"a: b\"\n- name: two\n"
        ),
        "{ran:?}"
    );
    let ran = run(&format!(
        "shop shops list -o yamlc --query [].name --endpoint {}",
        server.url
    ));
    assert_eq!(ran.stdout, "- \"on\"\n- two\n", "{ran:?}");
    // A list that breaks off is not written, because it would look whole.
    let broken = Server::start(|base, asked| match asked.target.contains("next") {
        true => Answer::json(400, r#"{"error":{"code":"Broken","message":"broken"}}"#),
        false => Answer::json(
            200,
            &format!(r#"{{"value":[{{"name":"one"}}],"nextLink":"{base}/next"}}"#),
        ),
    });
    let ran = run(&format!(
        "shop shops list -o yaml --endpoint {}",
        broken.url
    ));
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
}

fn names_and_objects_are_short() {
    // The last name of the path is `-n`, also if it is not encoded.
    let sign = "shop shop-signs get -g rg --shop-name s --sign-kind door -n @@";
    assert_eq!(
        path(&[], sign),
        "/resourceGroups/rg/providers/Contoso.Shop/shops/s/Door/@"
    );
    // The initials of a group, and a noun without the provider.
    for words in ["shop ss get", "shop signs get", "shop sign show"] {
        let line = sign.replace("shop shop-signs get", words);
        assert_eq!(path(&[], &line), path(&[], sign), "{line}");
    }
    let create = "shop shops create-or-update -g rg -n s --what-if -o json";
    let ran = run(&format!("{create} --counter stone"));
    let request: Value =
        serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    assert_eq!(
        request["body"],
        serde_json::json!({ "counter": { "kind": "Stone" } })
    );
    for (flags, said) in [
        (
            "--hall large",
            "its properties have flags: --hall-width, --hall-length,",
        ),
        (
            "--hall large --body {}",
            "--body cannot be combined with --hall\"",
        ),
    ] {
        let ran = run(&format!("{create} {flags}"));
        assert!(
            ran.code == 2 && ran.stderr.contains(said),
            "{flags}: {ran:?}"
        );
    }
    let ran = run("-g rg shop shops list");
    assert!(
        ran.code == 2
            && ran
                .stderr
                .contains("hint: the flags of an operation follow its name"),
        "{ran:?}"
    );
}

fn completions_offer_what_may_follow() {
    for (words, offered, hidden) in [
        ("", &["shop", "rotate"] as &[_], &["--verbose"] as &[_]),
        (
            "shop ",
            &["shops", "racks", "groups"],
            &["--verbose", "--output"],
        ),
        ("shop --", &["--verbose", "--output"], &["racks"]),
        (
            "shop shops create-or-update ",
            &["--size", "--resource-group"],
            &["--verbose"],
        ),
        (
            "shop shops create-or-update --",
            &["--size", "--hall-color", "--verbose"],
            &[],
        ),
        (
            "shop shops create-or-update --hall-color ",
            &["White", "Grey"],
            &["--size"],
        ),
    ] {
        let words = format!("-- {} {words}", program());
        let words = match words.ends_with(' ') {
            true => format!("{words}''"),
            false => words,
        };
        let ran = run_in(&[("COMPLETE", "fish")], &words);
        let found: Vec<&str> = ran
            .stdout
            .lines()
            .filter_map(|it| it.split('\t').next())
            .collect();
        for word in offered {
            assert!(found.contains(word), "{words}: no {word}: {ran:?}");
        }
        for word in hidden {
            assert!(!found.contains(word), "{words}: {word}: {ran:?}");
        }
    }
}
