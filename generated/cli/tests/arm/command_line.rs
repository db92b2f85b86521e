//! Valid and invalid command lines.

use crate::server::Server;
use crate::{SUBSCRIPTION, arm, run, run_at, run_with_input};

pub(crate) const KEYS: &str = "communication communication-services regenerate-key";

fn url(name: &str) -> String {
    format!(
        "https://management.azure.com/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Communication/\
         communicationServices/{name}/regenerateKey?api-version=2023-04-01"
    )
}

pub(crate) fn id(name: &str) -> String {
    let url = url(name);
    let path = url.strip_prefix("https://management.azure.com").unwrap();
    path.split("/regenerateKey").next().unwrap().to_owned()
}

pub(crate) fn what_if(line: &str) -> String {
    let mut args: Vec<&str> = line.split(' ').collect();
    args.push("--what-if");
    let ran = run(&args);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{line}");
    ran.stdout
}

pub(crate) fn request(name: &str) -> String {
    format!(
        "POST {}\naccept: application/json\ncontent-type: application/json\n\n{{\n  \"keyType\": \"Primary\"\n}}\n",
        url(name)
    )
}

#[test]
fn the_four_parameter_sets_give_the_same_request() {
    let id = id("acs");
    for line in [
        format!("{KEYS} -g rg -n acs --key-type primary"),
        format!("{KEYS} --resource-group rg --communication-service-name=acs --key-type PRIMARY"),
        format!("{KEYS} -g rg --name acs --body {{\"keyType\":\"Primary\"}}"),
        format!("{KEYS} --ids {id} --key-type Primary"),
        format!(
            "{KEYS} --ids {} --body {{\"keyType\":\"primary\"}}",
            id.to_uppercase()
        ),
    ] {
        let shown = what_if(&line);
        assert!(
            shown.eq_ignore_ascii_case(&request("acs")),
            "{line}: {shown}"
        );
    }
}

#[test]
fn the_words_of_az_are_understood() {
    for line in [
        "communication regenerate-key -n acs -g rg --key-type Primary",
        "communication service regenerate-key -n acs -g rg --key-type Primary",
        "communication communication-service keys renew -n acs -g rg --key Primary",
        "-o table communication --color never service keys renew -n acs -g rg --key Primary",
    ] {
        assert_eq!(what_if(line), request("acs"), "{line}");
    }
    assert!(
        what_if("maps account keys list -n m -g rg")
            .contains("/Microsoft.Maps/accounts/m/listKeys?")
    );
    assert!(
        what_if("maps account list -g rg")
            .contains("/resourceGroups/rg/providers/Microsoft.Maps/accounts?")
    );
    assert!(what_if("maps account list").contains(&format!(
        "/{SUBSCRIPTION}/providers/Microsoft.Maps/accounts?"
    )));
    let shown =
        what_if("apim tenant-access regenerate-secondary-key -g rg --service-name s -n access");
    assert!(
        shown.contains("/service/s/tenant/access/regenerateSecondaryKey?"),
        "{shown}"
    );
}

#[test]
fn ids_come_from_stdin_each_once() {
    let args: Vec<&str> = KEYS
        .split(' ')
        .chain("--ids - --key-type primary --what-if".split(' '))
        .collect();
    let (a, b) = (id("a"), id("b"));
    for input in [
        format!("{a}\n{b}\n{}\n", a.to_lowercase()),
        format!("[\n{{\"id\":\"{a}\",\"name\":\"a\"}},\n{{\"id\":\"{b}\"}}\n]\n"),
        format!("{{\"id\":\"{a}\"}}\n{{\"id\":\"{b}\"}}\n"),
    ] {
        let ran = run_with_input(&mut arm(&args), &input);
        assert_eq!(
            ran.stdout,
            format!("{}\n{}", request("a"), request("b")),
            "{input}"
        );
    }
}

#[test]
fn what_if_sends_nothing_and_hides_secrets() {
    let server = Server::always(200, "{}");
    let line = "communication communication-services link-notification-hub -g rg -n acs --resource-id /r --connection-string hush";
    for format in ["table", "json"] {
        let ran = run_at(
            &server.url,
            &format!("{line} --what-if -o {format} --show-secrets --verbose"),
        );
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(
            ran.stdout.contains("\"connectionString\": \"***\""),
            "{ran:?}"
        );
        assert!(!format!("{ran:?}").contains("hush"), "{ran:?}");
    }
    assert!(server.asked().is_empty());
}

/// Runs each line against a server that must not be asked, and looks for the text in the message.
fn assert_refused(lines: &[(&str, &str)]) {
    let server = Server::always(200, "{}");
    for (line, said) in lines {
        let ran = run_at(&server.url, &format!("{line} --yes"));
        assert_eq!(ran.code, 2, "{line}: {ran:?}");
        assert!(ran.stderr.contains(said), "{line}: {}", ran.stderr);
        assert_eq!(ran.stdout, "", "{line}");
    }
    assert!(server.asked().is_empty(), "{:?}", server.asked());
}

#[test]
fn wrong_arguments_are_refused_and_nothing_is_sent() {
    let long = "x".repeat(64);
    assert_refused(&[
        ("nonsense", "nonsense"),
        ("communication nonsense", "nonsense"),
        ("communication communication-services nonsense", "nonsense"),
        (&format!("{KEYS} -g rg"), "--communication-service-name"),
        (
            &format!("{KEYS} -g rg -n acs --key-type third"),
            "Primary, Secondary",
        ),
        (
            &format!("{KEYS} -g rg -n acs --key-type primary --body {{}}"),
            "--body cannot be combined with --key-type",
        ),
        (
            &format!("{KEYS} -g rg -n acs --ids {}", id("acs")),
            "--ids cannot be combined with --resource-group, --communication-service-name",
        ),
        (
            &format!("{KEYS} -g rg -n  --key-type primary"),
            "value is required",
        ),
        (&format!("{KEYS} -g  -n acs"), "value is required"),
        (&format!("{KEYS} -g rg -n a/b"), "contains a slash"),
        (&format!("{KEYS} -g .. -n acs"), "is a dot segment"),
        (&format!("{KEYS} -g rg -n a\u{7}b"), "control character"),
        (
            &format!("{KEYS} -g rg -n a.b"),
            "--communication-service-name `a.b` must match the pattern",
        ),
        (
            &format!("{KEYS} -g rg -n {long}"),
            &format!("--communication-service-name `{long}` must have at most 63"),
        ),
        (
            &format!("{KEYS} -g {long}{long} -n acs"),
            "--resource-group `x",
        ),
    ]);
}

#[test]
fn wrong_ids_bodies_and_versions_are_refused_and_nothing_is_sent() {
    let other = id("acs").replace("communicationServices", "emailServices");
    assert_refused(&[
        (
            &format!("{KEYS} --ids nonsense"),
            "a resource ID is /subscriptions/",
        ),
        (
            &format!("{KEYS} --ids /subscriptions/s/resourceGroups/../x/y"),
            "a resource ID is /subscriptions/",
        ),
        (
            &format!("{KEYS} --ids {other}"),
            "Microsoft.Communication/communicationServices",
        ),
        (
            &format!("{KEYS} --ids {} {other}", id("acs")),
            "Microsoft.Communication/communicationServices",
        ),
        (
            &format!("{KEYS} -g rg -n acs --body {{"),
            "--body is not JSON: line 1",
        ),
        (
            &format!("{KEYS} -g rg -n acs --body []"),
            "must be a JSON object",
        ),
        (
            &format!("{KEYS} -g rg -n acs --body @/no/such/file"),
            "cannot be read",
        ),
        (
            &format!("{KEYS} -g rg -n acs --api-version 1999-01-01"),
            "2023-04-01, 2020-08-20",
        ),
        (
            "communication communication-service list-keys -g rg -n acs --api-version 2020-08-20 --nonsense",
            "--nonsense",
        ),
        (
            "communication domains get -g rg -n d --email-service-name e --api-version 2020-08-20",
            "add --api-version 2023-04-01",
        ),
        ("maps accounts regenerate-keys -g rg -n m", "--key-type"),
        ("wait nonsense", "not a token"),
        (&format!("{KEYS} --ids -"), "does not contain a resource"),
        (&format!("{KEYS} --ids @/no/such/file"), "--ids: the file"),
        (
            &format!("{KEYS} -g rg -n @/no/such/file"),
            "--communication-service-name: the file",
        ),
        (
            &format!("{KEYS} -g rg -n acs --subscription nobody"),
            "`nobody` is not a subscription ID",
        ),
        (
            &format!(
                "{KEYS} --ids {} --subscription 00000000-0000-0000-0000-000000000001",
                id("acs")
            ),
            "differs from the subscription in the ID",
        ),
    ]);
}

#[test]
fn ids_of_powershell_are_understood() {
    let line = "--ids - --key-type primary --what-if";
    let args: Vec<&str> = KEYS.split(' ').chain(line.split(' ')).collect();
    let id = id("acs");
    for input in [
        format!("[{{\"Name\":\"acs\",\"Id\":\"{id}\"}}]"),
        format!("{{\"ResourceId\":\"{id}\",\"Id\":\"17\"}}"),
        format!(
            "{{\"SubscriptionId\":\"{SUBSCRIPTION}\",\"ResourceGroupName\":\"rg\",\"CommunicationServiceName\":\"acs\"}}"
        ),
        format!(
            "{{\"SubscriptionId\":\"{SUBSCRIPTION}\",\"ResourceGroupName\":\"rg\",\"Name\":\"acs\"}}"
        ),
    ] {
        let ran = run_with_input(&mut arm(&args), &input);
        assert_eq!(ran.stdout, request("acs"), "{input}: {ran:?}");
    }
}

#[test]
fn the_last_of_repeated_options_wins() {
    let line = format!(
        "-o json {KEYS} -g other -o tsv -n x -o table -g rg --name acs --key-type secondary --key-type primary"
    );
    assert_eq!(what_if(&line), request("acs"));
}

#[test]
fn thirty_thousand_ids_take_linear_time() {
    let line = "--ids - --key-type primary --what-if -o none";
    let args: Vec<&str> = KEYS.split(' ').chain(line.split(' ')).collect();
    let input: String = (0..30_000)
        .map(|at| format!("{}\n", id(&format!("acs{at}"))))
        .collect();
    let ran = run_with_input(&mut arm(&args), &input);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_eq!(ran.stdout.matches("POST ").count(), 30_000);
}

#[test]
fn usage_errors_are_json_if_results_are() {
    for line in [
        "communication communication-services regenerate-key -o json",
        "maps accounts get -g a/b -n c -o json",
    ] {
        let args: Vec<&str> = line.split(' ').collect();
        let ran = run(&args);
        let error: serde_json::Value = serde_json::from_str(&ran.stderr).unwrap();
        assert_eq!(
            (ran.code, error["error"]["code"].as_str()),
            (2, Some("Usage")),
            "{ran:?}"
        );
    }
}

#[test]
fn help_tells_what_the_spec_says() {
    let args: Vec<&str> = KEYS.split(' ').chain(["--help"]).collect();
    let ran = run(&args);
    assert_eq!(ran.code, 0);
    for said in [
        "{-g TEXT -n TEXT | --ids ID...}",
        "^[-\\w]+$",
        "Primary, Secondary]",
        "Example,",
        "Asks for confirmation",
    ] {
        assert!(ran.stdout.contains(said), "{said}: {}", ran.stdout);
    }
    assert_eq!(
        run(&["help", "maps", "account"]).stdout,
        run(&["maps", "accounts", "--help"]).stdout
    );
}

#[test]
fn operations_are_found_by_words() {
    let ran = run(&["list", "regenerate", "maps"]);
    assert!(
        ran.stdout.contains("maps accounts regenerate-keys"),
        "{}",
        ran.stdout
    );
    assert_eq!(run(&["list", "no-such-thing"]).code, 2);
}

#[test]
fn the_environment_has_defaults() {
    let line = "maps accounts get -n m --what-if";
    let args: Vec<&str> = line.split(' ').collect();
    let ran = |args: &[&str]| -> crate::Ran {
        let mut command = arm(args);
        command
            .env("AZURE_DEFAULTS_GROUP", "mine")
            .env("AZURE_CORE_OUTPUT", "json");
        command.output().unwrap().into()
    };
    let shown: serde_json::Value = serde_json::from_str(&ran(&args).stdout).unwrap();
    assert!(
        shown["url"]
            .as_str()
            .unwrap()
            .contains("/resourceGroups/mine/"),
        "{shown}"
    );
    let other = ran(&[&args as &[&str], &["-g", "other", "-o", "table"]].concat());
    assert!(
        other.stdout.starts_with("GET ") && other.stdout.contains("/resourceGroups/other/"),
        "{other:?}"
    );
    let list = ran(&["maps", "account", "list", "--what-if"]);
    assert!(list.stdout.contains("/resourceGroups/mine/"), "{list:?}");
    let by_id = ran(&[
        "maps",
        "accounts",
        "get",
        "--what-if",
        "--ids",
        &id("m").replace(
            "Microsoft.Communication/communicationServices",
            "Microsoft.Maps/accounts",
        ),
    ]);
    assert!(by_id.stdout.contains("/resourceGroups/rg/"), "{by_id:?}");
    assert!(ran(&["maps", "zebra"]).stderr.starts_with('{'));
}
