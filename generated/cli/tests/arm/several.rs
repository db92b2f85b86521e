//! One operation on several resources: rows, errors and exit codes.

use serde_json::{Value, json};

use crate::server::{Answer, Server};
use crate::{SUBSCRIPTION, arm, run_at, run_with_input};

const REGENERATE: &str =
    "communication communication-services regenerate-key --yes --key-type primary -q";

fn id(name: &str) -> String {
    format!(
        "/subscriptions/{SUBSCRIPTION}/resourceGroups/g/providers/Microsoft.Communication/communicationServices/{name}"
    )
}

fn ids(names: &[&str]) -> String {
    names.iter().map(|it| id(it)).collect::<Vec<_>>().join(" ")
}

/// Rejects requests for resource b.
fn server() -> Server {
    Server::start(|_, asked| match asked.target.contains("/b/") {
        true => Answer::json(409, r#"{"error":{"code":"Busy","message":"No."}}"#),
        false => Answer::json(200, r#"{"primaryKey":"new"}"#),
    })
}

#[test]
fn the_first_failure_ends_it_and_says_how_far_it_came() {
    let server = server();
    let line = format!("{REGENERATE} --ids {}", ids(&["a", "b", "c"]));
    let ran = run_at(&server.url, &line);
    assert_eq!((ran.code, server.asked().len()), (4, 2), "{ran:?}");
    for said in [
        format!("error: {}: Busy: No.", id("b")),
        "1 of 3 done, 1 failed, 1 not sent".to_owned(),
        format!("  done: {}", id("a")),
        format!("  not sent: {}", id("c")),
    ] {
        assert!(ran.stderr.contains(&said), "{said}: {}", ran.stderr);
    }
    assert!(ran.stdout.contains(&id("a")), "{ran:?}");
    let ran = run_at(&server.url, &format!("{line} -o json"));
    let error: Value = serde_json::from_str(&ran.stderr).unwrap();
    assert_eq!(error["error"]["id"], id("b"));
    assert_eq!(error["error"]["code"], "Busy");
    assert_eq!(error["error"]["done"], json!([id("a")]));
    assert_eq!(error["error"]["notSent"], json!([id("c")]));
}

#[test]
fn it_goes_on_after_a_failure_if_told() {
    let server = server();
    let line = format!(
        "{REGENERATE} --continue-on-error --ids {}",
        ids(&["a", "b", "c"])
    );
    let ran = run_at(&server.url, &format!("{line} -o json"));
    assert_eq!((ran.code, server.asked().len()), (4, 3), "{ran:?}");
    let rows: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        rows,
        json!([{ "id": id("a"), "primaryKey": "new" }, { "id": id("c"), "primaryKey": "new" }])
    );
    let ran = run_at(&server.url, &format!("{line} -o tsv"));
    assert!(
        ran.stdout.starts_with(&format!("{}\tnew\t", id("a"))),
        "{ran:?}"
    );
    assert!(
        ran.stderr.contains("2 of 3 done, 1 failed, 0 not sent"),
        "{ran:?}"
    );
}

#[test]
fn if_none_is_done_the_code_is_that_of_the_failure() {
    let server = server();
    let line = format!("{REGENERATE} --ids {}", ids(&["b", "c"]));
    assert_eq!(run_at(&server.url, &line).code, 1);
    let line = format!("{REGENERATE} --ids {}", ids(&["a", "c"]));
    assert_eq!(run_at(&server.url, &line).code, 0);
}

#[test]
fn an_action_without_a_result_names_what_it_was_done_to() {
    let server = Server::start(|_, _| Answer::empty(204));
    let line = format!(
        "communication communication-services delete --yes -q -o json --ids {}",
        ids(&["a", "b"])
    );
    let ran = run_at(&server.url, &line);
    let rows: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        rows,
        json!([{ "id": id("a") }, { "id": id("b") }]),
        "{ran:?}"
    );
}

#[test]
fn one_id_from_a_pipe_gives_a_list() {
    let server = server();
    let mut args: Vec<&str> = REGENERATE.split(' ').collect();
    args.extend(["--ids", "-", "-o", "json", "--endpoint", &server.url]);
    let ran = run_with_input(&mut arm(&args), &id("a"));
    let rows: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        rows,
        json!([{ "id": id("a"), "primaryKey": "new" }]),
        "{ran:?}"
    );
}

/// Ctrl-C ends the command also if failures do not.
#[cfg(unix)]
#[test]
fn an_interruption_ends_all_of_several() {
    let (send, asked) = std::sync::mpsc::channel();
    let send = std::sync::Mutex::new(send);
    let server = Server::start(move |_, _| {
        send.lock().unwrap().send(()).unwrap();
        // The command ends first.
        std::thread::sleep(std::time::Duration::from_secs(60));
        Answer::json(200, "{}")
    });
    let line = format!(
        "{REGENERATE} --continue-on-error --endpoint {} --ids {}",
        server.url,
        ids(&["a", "b"])
    );
    let args: Vec<&str> = line.split(' ').collect();
    let child = arm(&args)
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    asked.recv().unwrap();
    let sent = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(sent.is_ok_and(|it| it.success()));
    let ran: crate::Ran = child.wait_with_output().unwrap().into();
    assert_eq!(ran.code, 130, "{ran:?}");
    assert!(
        ran.stderr.contains("0 of 2 done, 1 failed, 1 not sent"),
        "{ran:?}"
    );
    assert!(asked.try_recv().is_err(), "nothing is sent for the second");
}
