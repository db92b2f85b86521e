//! Requests that are sent, and the output of their responses.

use arm_fake::{FakeArm, Fault, Settings};
use serde_json::{Value, json};

use crate::server::{Answer, Server, fake};
use crate::{SUBSCRIPTION, arm, run_at, run_with_input};

const REGENERATE: &str =
    "communication communication-services regenerate-key -g rg -n acs --key-type primary";
const KEYS: &str =
    r#"{"primaryKey":"hush1","secondaryKey":null,"primaryConnectionString":"endpoint=hush2"}"#;

#[test]
fn a_request_is_sent_without_a_token_on_this_machine() {
    let server = Server::always(200, KEYS);
    let ran = run_at(&server.url, &format!("{REGENERATE} --yes"));
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(
        ran.stdout,
        "primaryKey              ***\nprimaryConnectionString ***\n"
    );
    assert_eq!(
        ran.stderr,
        "note: 2 secrets are hidden; --show-secrets shows them\n"
    );
    let asked = server.asked();
    assert_eq!(asked.len(), 1);
    assert_eq!(
        (asked[0].method.as_str(), asked[0].body.as_str()),
        ("POST", r#"{"keyType":"Primary"}"#)
    );
    assert!(
        asked[0]
            .target
            .ends_with("/communicationServices/acs/regenerateKey?api-version=2023-04-01"),
        "{asked:?}"
    );
    assert!(
        !asked[0]
            .headers
            .iter()
            .any(|(name, _)| name == "authorization"),
        "{asked:?}"
    );
}

#[test]
fn tables_show_secrets_on_demand_and_scripts_get_them() {
    let server = Server::always(200, KEYS);
    let ran = run_at(
        &server.url,
        &format!("{REGENERATE} --yes --verbose -o table"),
    );
    assert!(!format!("{ran:?}").contains("hush"), "{ran:?}");
    for said in [
        "> body: {\"keyType\":\"Primary\"}\n",
        "\nnote: 2 secrets are hidden; --show-secrets shows them\n",
    ] {
        assert!(ran.stderr.contains(said), "{ran:?}");
    }
    let ran = run_at(&server.url, &format!("{REGENERATE} --yes -q"));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    for form in ["table", "json", "tsv"] {
        let ran = run_at(
            &server.url,
            &format!("{REGENERATE} --yes --verbose --show-secrets -o {form}"),
        );
        assert!(
            ran.stdout.contains("hush1") && !ran.stderr.contains("hush"),
            "{ran:?}"
        );
    }
    let ran = run_at(&server.url, &format!("{REGENERATE} --yes -o json"));
    let sent: Value = serde_json::from_str(KEYS).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&ran.stdout).unwrap(), sent);
    let ran = run_at(&server.url, &format!("{REGENERATE} --yes -o tsv"));
    assert_eq!(ran.stdout, "hush1\t\tendpoint=hush2\t\n");
}

#[test]
fn without_a_terminal_nothing_is_sent_that_was_not_agreed_to() {
    let server = Server::always(200, KEYS);
    for line in [
        REGENERATE,
        "communication communication-services list-keys -g rg -n acs",
        "communication communication-services delete -g rg -n acs",
        "communication communication-services link-notification-hub -g rg -n acs --resource-id r --connection-string hush",
    ] {
        let ran = run_at(&server.url, line);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(
            ran.stderr.contains("requires a terminal") && ran.stderr.contains("--yes"),
            "{ran:?}"
        );
    }
    assert!(server.asked().is_empty());
}

fn id(name: &str) -> String {
    format!(
        "/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Communication/communicationServices/{name}"
    )
}

fn pages() -> Server {
    Server::start(|base, asked| {
        let item = |name: &str, state: &str| json!({ "id": id(name), "name": name, "tags": null, "properties": { "provisioningState": state } });
        let page = if asked.target.contains("page=2") {
            json!({ "value": [item("third", "Running")], "nextLink": null })
        } else {
            json!({ "value": [item("one", "Succeeded"), item("second", "Failed")], "nextLink": format!("{base}/next?page=2") })
        };
        Answer::json(200, &page.to_string())
    })
}

const LIST: &str = "communication communication-services list-by-subscription";

#[test]
fn lists_come_page_by_page_in_every_form() {
    let server = pages();
    let ran = run_at(&server.url, LIST);
    assert_eq!(
        ran.stdout,
        "NAME    RESOURCE GROUP  PROVISIONING STATE\none     rg              Succeeded\nsecond  rg              Failed\nthird   rg              Running\n"
    );
    let ran = run_at(&server.url, &format!("{LIST} -o json"));
    let items: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(items.as_array().map(Vec::len), Some(3));
    assert_eq!(ran.stdout.lines().count(), 5, "an item a line");
    let ran = run_at(&server.url, &format!("{LIST} -o tsv"));
    assert_eq!(ran.stdout.lines().count(), 3);
}

#[test]
fn a_list_pipes_into_an_action() {
    let (fake, url) = fake(Settings::default());
    for name in ["a", "b"] {
        fake.put(&id(name), json!({ "location": "global" }));
    }
    let listed = run_at(&url, &format!("{LIST} -o json")).stdout;
    let mut args: Vec<&str> = "communication communication-services regenerate-key --ids - --key-type secondary --yes -o json -q".split(' ').collect();
    args.extend(["--endpoint", &url]);
    let ran = run_with_input(&mut arm(&args), &listed);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(
        serde_json::from_str::<Value>(&ran.stdout)
            .unwrap()
            .as_array()
            .map(Vec::len),
        Some(2),
        "{ran:?}"
    );
    let requests = fake.requests();
    let posts = requests.iter().filter(|it| it.request.method == "POST");
    let names: Vec<&str> = posts.map(|it| &*it.request.segments[7]).collect();
    assert_eq!(names, ["a", "b"]);
}

#[test]
fn a_list_that_breaks_off_does_not_look_whole() {
    let server = Server::start(|base, asked| {
        if asked.target.contains("page=2") {
            return Answer::json(
                403,
                r#"{"error":{"code":"AuthorizationFailed","message":"No."}}"#,
            );
        }
        Answer::json(
            200,
            &json!({ "value": [{ "name": "one" }], "nextLink": format!("{base}/next?page=2") })
                .to_string(),
        )
    });
    let ran = run_at(&server.url, &format!("{LIST} -o json"));
    assert_eq!(ran.code, 1);
    assert!(
        ran.stdout.contains("one") && serde_json::from_str::<Value>(&ran.stdout).is_err(),
        "{ran:?}"
    );
}

const DENIED: &str = r#"{"error":{"code":"LinkedAuthorizationFailed","message":"No \"right\" with hush-hush.","target":"properties","details":[{"code":"Inner","message":"Because."}],"additionalInfo":[{"type":"Policy","info":{"a":1}}]}}"#;

fn denying(status: u16) -> Server {
    Server::start(move |_, _| Answer::json(status, DENIED).header("x-ms-request-id", "request-1"))
}

#[test]
fn errors_say_all_that_the_service_said_but_secrets() {
    let server = denying(403);
    let line = "communication communication-services link-notification-hub -g rg -n acs --resource-id r --connection-string hush-hush --yes";
    let ran = run_at(&server.url, line);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert_eq!(
        ran.stderr,
        "error: LinkedAuthorizationFailed: No \"right\" with ***.\n  target: properties\n  - Inner: Because.\n  Policy: {\"a\":1}\n  status: 403 Forbidden\n  request id: request-1\n"
    );
    let ran = run_at(&server.url, &format!("{line} -o json"));
    let error: Value = serde_json::from_str(&ran.stderr).unwrap();
    assert_eq!(
        error,
        json!({ "error": {
            "code": "LinkedAuthorizationFailed", "message": "No \"right\" with ***.", "target": "properties",
            "details": [{ "code": "Inner", "message": "Because." }], "additionalInfo": [{ "type": "Policy", "info": { "a": 1 } }],
            "status": 403, "requestId": "request-1"
        } })
    );
}

#[test]
fn a_token_that_is_not_taken_is_a_matter_of_authentication() {
    assert_eq!(run_at(&denying(401).url, LIST).code, 3);
}

/// A service whose operations take four polls.
fn slow() -> (FakeArm, String) {
    fake(Settings {
        polls: 3,
        retry_after: 0,
        ..Settings::default()
    })
}

const CREATE: &str = r#"communication communication-services create-or-update -g rg -n acs --location global --properties {"dataLocation":"Europe"}"#;

#[test]
fn long_runs_tell_their_states_on_stderr() {
    let (fake, url) = slow();
    let ran = run_at(&url, &format!("{CREATE} -o json"));
    assert_eq!(ran.code, 0, "{ran:?}");
    let result: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(result["properties"]["provisioningState"], "Succeeded");
    assert_eq!(
        ran.stderr.matches("InProgress, 50 % (").count(),
        1,
        "each state once: {}",
        ran.stderr
    );
    assert_eq!(
        run_at(&slow().1, &format!("{CREATE} -o json --quiet")).stderr,
        ""
    );
    assert_eq!(
        fake.requests()[0].request.json().unwrap(),
        json!({ "location": "global", "properties": { "dataLocation": "Europe" } })
    );
}

#[test]
fn a_long_run_is_started_here_and_awaited_elsewhere() {
    let (fake, url) = slow();
    let ran = run_at(&url, &format!("{CREATE} --no-wait"));
    assert_eq!((ran.code, fake.requests().len()), (0, 1), "{ran:?}");
    assert_eq!(ran.stderr, "", "there is no progress to tell");
    let token = ran.stdout.trim().to_owned();
    assert!(!token.contains(char::is_whitespace), "{token}");
    // What would be sent is shown, and nothing is sent.
    let sent = fake.requests().len();
    let ran = run_at(&url, &format!("wait {token} --what-if"));
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.starts_with(&format!("GET {url}/")), "{ran:?}");
    assert_eq!(
        (ran.stdout.lines().count(), fake.requests().len()),
        (1, sent)
    );
    let ran = run_at(&url, &format!("wait {token} -o json"));
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("Succeeded"), "{ran:?}");
    // The token on stdin.
    let mut wait = crate::arm(&["wait", "-", "--what-if", "--endpoint", &url]);
    let ran = crate::run_with_input(&mut wait, &format!("{token}\n"));
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.starts_with(&format!("GET {url}/")), "{ran:?}");
    // The token belongs to another endpoint.
    let ran = run_at("http://127.0.0.1:9", &format!("wait {token}"));
    assert_eq!(ran.code, 2, "{ran:?}");
}

#[test]
fn a_failed_long_run_ends_with_its_error() {
    let (fake, url) = slow();
    fake.put(&id("acs"), json!({}));
    let (code, message) = ("InUse".to_owned(), "It is in use.".to_owned());
    fake.fail_next(1, Fault::OperationFails { code, message });
    let ran = run_at(
        &url,
        "communication communication-services delete -g rg -n acs --yes",
    );
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.contains("InUse: It is in use."), "{ran:?}");
}

#[test]
fn a_head_shows_its_headers() {
    let server = Server::start(|_, _| Answer::empty(200).header("ETag", "\"AAAB\""));
    let ran = run_at(
        &server.url,
        "apimanagement tenant-access get-entity-tag -g rg --service-name s -n access -o json",
    );
    assert_eq!(
        serde_json::from_str::<Value>(&ran.stdout).unwrap(),
        json!({ "etag": "\"AAAB\"" }),
        "{ran:?}"
    );
}

/// The result of an awaited operation is masked like any other, with the same note.
#[test]
fn a_result_that_is_awaited_elsewhere_hides_its_secrets() {
    let server = Server::start(|base, asked| match asked.method.as_str() {
        "DELETE" => Answer::empty(202)
            .header("location", format!("{base}/result"))
            .header("retry-after", "0"),
        _ => Answer::json(200, r#"{"name":"n","primaryKey":"hush1"}"#),
    });
    let delete = "communication communication-services delete -g rg -n acs --yes --no-wait";
    let token = run_at(&server.url, delete).stdout.trim().to_owned();
    let ran = run_at(&server.url, &format!("wait {token}"));
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (0, "name       ***\nprimaryKey ***\n"),
        "{ran:?}"
    );
    assert!(
        ran.stderr
            .ends_with("note: 2 secrets are hidden; --show-secrets shows them\n"),
        "{ran:?}"
    );
    let ran = run_at(&server.url, &format!("wait {token} --query name -o tsv -q"));
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("n\n", ""));
    let ran = run_at(&server.url, &format!("wait {token} -o json -q"));
    assert_eq!(
        (ran.stdout.as_str(), ran.stderr.as_str()),
        (
            "{\n  \"name\": \"n\",\n  \"primaryKey\": \"hush1\"\n}\n",
            ""
        )
    );
}
