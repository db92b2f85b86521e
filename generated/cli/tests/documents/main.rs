//! The command line over a document that has what the shipped bindings have not. The program under test is this one: with
//! `ARM_DOCUMENT` in the environment it is a command line over that document.

mod boxes;
mod output;
mod pets;
mod rotation;
#[path = "../arm/server.rs"]
#[allow(dead_code, reason = "the other suite uses all of it")]
mod server;
#[cfg(unix)]
#[path = "../arm/stdin.rs"]
mod stdin;
#[cfg(unix)]
#[path = "../arm/transcripts.rs"]
mod transcripts;
mod words;

use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use serde_json::Value;
use server::{Answer, Server};

const SUBSCRIPTION: &str = "6f0c1b52-9a3e-4d77-8c41-2b5e90d3a7f4";

/// Returns tests with their names. They need a `main` of their own, so that the program can also be the command line.
macro_rules! tests {
    ($($test:path),* $(,)?) => {
        [$((stringify!($test), $test as fn())),*]
    };
}

fn main() -> ExitCode {
    if let Some(document) = std::env::var_os("ARM_DOCUMENT") {
        let modules = arm_fake::specs::read_documents(vec![document.into()]);
        return arm_cli::run(modules.expect("the document is valid").leak());
    }
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|it| !it.starts_with('-'))
        .collect();
    let tests = tests![
        a_list_goes_to_the_operation_that_takes_its_flags,
        a_flag_of_other_operations_is_pointed_to,
        a_resource_group_that_is_the_resource_has_a_name,
        secret_parameters_are_sent_and_never_shown,
        boxes::all_pages_of_xml_are_printed_by_link,
        boxes::all_pages_of_xml_are_printed_by_marker,
        output::help_of_a_large_body_folds,
        output::values_outside_the_spec_pass_only_without_validation,
        output::yaml_is_what_the_service_sent,
        pets::a_data_plane_with_a_key_is_called,
        pets::a_value_of_several_types_is_checked_against_each,
        pets::the_fake_takes_the_key_and_the_values,
        rotation::renews_the_keys_of_azures_services,
        rotation::tells_which_operations_of_azure_it_supports,
        every_kind_of_value_is_sent_and_received_as_recorded,
        words::names_and_objects_are_short,
        words::completions_offer_what_may_follow,
    ];
    let has = |flag: &str| std::env::args().any(|it| it == flag);
    if has("--list") {
        // Tools ask for all tests, and for those that are ignored by default.
        let listed = tests.iter().filter(|_| !has("--ignored"));
        listed.for_each(|(name, _)| println!("{name}: test"));
        return ExitCode::SUCCESS;
    }
    let is_meant = |name: &str, it: &String| match has("--exact") {
        true => name == it,
        false => name.contains(it.as_str()),
    };
    for (name, test) in tests {
        if wanted.is_empty() || wanted.iter().any(|it| is_meant(name, it)) {
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

/// Returns the command line over a document.
fn command(document: &str, args: &[&str]) -> Command {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    let mut command = Command::new(std::env::current_exe().expect("the test runs"));
    command
        .args(args)
        .env_remove("AZURE_DEFAULTS_GROUP")
        .env_remove("AZURE_CORE_OUTPUT")
        .env("ARM_DOCUMENT", folder.join(document))
        .env("AZURE_CONFIG_DIR", env!("CARGO_TARGET_TMPDIR"))
        .env("AZURE_SUBSCRIPTION_ID", SUBSCRIPTION)
        .stdin(Stdio::null());
    command
}

/// Runs a command line with variables in its environment. Arguments with spaces are in single quotes.
fn run_in(variables: &[(&str, &str)], line: &str) -> Ran {
    let pieces = line.split('\'').enumerate();
    let args = pieces.flat_map(|(at, piece)| match at % 2 {
        0 => piece.split_whitespace().collect::<Vec<_>>(),
        _ => vec![piece],
    });
    let output = command(
        "shop/stable/2024-01-01/shop.json",
        &args.collect::<Vec<_>>(),
    )
    .envs(variables.iter().copied())
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

/// Plays the transcripts of the documents.
fn every_kind_of_value_is_sent_and_received_as_recorded() {
    #[cfg(unix)]
    {
        let tools = include_str!("tools.txt");
        transcripts::play("documents/tools.txt", tools, SUBSCRIPTION, |args| {
            command("tools/stable/2024-01-01/tools.yaml", args)
        });
        let shop = include_str!("shop.txt");
        transcripts::play("documents/shop.txt", shop, SUBSCRIPTION, |args| {
            command("shop/stable/2024-01-01/shop.json", args)
        });
        let pets = include_str!("pets.txt");
        transcripts::play("documents/pets.txt", pets, SUBSCRIPTION, |args| {
            command("pets/stable/2024-01-01/pets.yaml", args)
        });
    }
}
