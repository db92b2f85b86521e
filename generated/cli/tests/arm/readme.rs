//! Compares the session in the README with the actual output.

use std::path::Path;
use std::process::Command;

use serde_json::json;

use crate::SUBSCRIPTION;
use crate::server::{Answer, Server};

/// The commands of the session.
const COMMANDS: [&str; 9] = [
    "arm list regenerate maps",
    "arm communication service regenerate-key -g contoso-prod -n contoso-acs --key primary --what-if",
    "arm communication service regenerate-key -g contoso-prod -n contoso-acs --key primary --yes",
    "arm maps account keys renew -g contoso-prod -n contoso-maps --key tertiary",
    "arm maps account list -g contoso-prod",
    "arm maps account list -g contoso-prod -o json | arm maps account keys renew --ids - --key secondary --yes -q -o json --query '[].id'",
    "arm maps account show -n contoso-maps -g contoso-prod --query properties.provisioningState -o tsv",
    "arm communication show -g contoso-prod",
    "arm communication service keys list -g contoso-prod -n a/b --yes; echo $?",
];

fn server() -> Server {
    Server::start(|_, asked| {
        let id = format!(
            "/subscriptions/{SUBSCRIPTION}/resourceGroups/contoso-prod/providers/Microsoft.Maps/accounts/contoso-maps"
        );
        let account = json!({ "id": id, "name": "contoso-maps", "location": "westeurope", "kind": "Gen2", "sku": { "name": "G2" },
            "properties": { "uniqueId": "a1b2c3d4", "disableLocalAuth": false, "provisioningState": "Succeeded" } });
        let answer = match (
            asked.target.contains("Microsoft.Maps"),
            asked.method.as_str(),
        ) {
            (false, _) => {
                json!({ "primaryKey": "new-secret", "primaryConnectionString": "endpoint=new-secret" })
            }
            (true, "POST") => {
                json!({ "primaryKey": "a-secret", "secondaryKey": "new-secret", "secondaryKeyLastUpdated": "2024-06-01T09:14:33Z" })
            }
            (true, _) if asked.target.contains("/contoso-maps?") => account,
            (true, _) => json!({ "value": [account] }),
        };
        Answer::json(200, &answer.to_string())
    })
}

/// Returns the output of a command, indented as in the README.
fn seen(command: &str, endpoint: &str) -> String {
    let program = env!("CARGO_BIN_EXE_arm");
    let script =
        format!("arm() {{ {program} --endpoint {endpoint} \"$@\"; }}; {{ {command}; }} 2>&1");
    let output = Command::new("sh")
        .args(["-c", &script])
        .env("AZURE_SUBSCRIPTION_ID", SUBSCRIPTION)
        .env("AZURE_CONFIG_DIR", env!("CARGO_TARGET_TMPDIR"))
        .env_remove("AZURE_DEFAULTS_GROUP")
        .env_remove("AZURE_CORE_OUTPUT")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout)
        .unwrap()
        .replace(endpoint, "http://127.0.0.1:PORT");
    let lines = [format!("$ {command}")]
        .into_iter()
        .chain(text.lines().map(str::to_owned));
    let indented = |line: String| {
        if line.is_empty() {
            line
        } else {
            format!("    {line}")
        }
    };
    lines.map(|it| indented(it) + "\n").collect()
}

#[test]
fn the_session_is_what_happens() {
    let server = server();
    let happened: String = COMMANDS.iter().map(|it| seen(it, &server.url)).collect();
    for value in ["a-secret", "new-secret"] {
        assert!(!happened.contains(value), "{happened}");
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&file).unwrap();
    let (head, session) = readme.split_once("## A session\n").unwrap();
    let (words, recorded) = session.split_at(session.find("    $ ").unwrap());
    if std::env::var_os("ARM_RECORD").is_some() {
        std::fs::write(&file, format!("{head}## A session\n{words}{happened}")).unwrap();
        return;
    }
    assert_eq!(recorded, happened, "record it again with ARM_RECORD=1");
}
