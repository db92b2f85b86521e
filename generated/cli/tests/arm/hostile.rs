//! Invalid responses, responses with terminal control characters, and responses that repeat secrets.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use crate::server::{Answer, Server};
use crate::{Ran, SUBSCRIPTION, run, run_at};

const GET: &str = "maps accounts get -g rg -n m";
const LIST: &str = "maps accounts list-by-subscription";

/// Colors, a title by OSC, C1's CSI, a direction override, an isolate, a line separator, and invisible text.
const ESCAPES: &str = "a\u{1b}[31mb\u{1b}]0;t\u{7}\u{9b}2J\u{7f}\u{202e}c\u{2066}\u{2028}x\u{200d}y\u{ad}\u{feff}\u{200b}\u{2060}\u{e0041}";

fn acts(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

fn assert_harmless(ran: &Ran, what: &str) {
    for text in [&ran.stdout, &ran.stderr] {
        assert!(!text.contains(acts), "{what}: {text:?}");
    }
}

#[test]
fn no_form_lets_a_response_act_on_the_terminal() {
    let one =
        json!({ "id": ESCAPES, "name": ESCAPES, ESCAPES: ESCAPES, "tags": { ESCAPES: [ESCAPES] } });
    let list = json!({ "value": [one, one] }).to_string();
    let one = one.to_string();
    let ok = Server::start(move |_, asked| {
        Answer::json(
            200,
            if asked.target.contains("/m?") {
                &one
            } else {
                &list
            },
        )
    });
    let error = json!({ "error": { "code": ESCAPES, "message": format!("{ESCAPES}\nerror: forged"), "target": ESCAPES,
        "details": [{ "code": ESCAPES, "message": ESCAPES }], "additionalInfo": [{ "type": ESCAPES, "info": { "x": ESCAPES } }] } });
    let error = Server::start(move |_, _| Answer::json(409, &error.to_string()));
    for format in ["table", "json", "tsv", "yaml", "none"] {
        for line in [
            GET,
            LIST,
            &format!("{GET} --query name"),
            &format!("{LIST} --query [].tags"),
        ] {
            let ran = run_at(&ok.url, &format!("{line} -o {format} --show-secrets -v"));
            assert_eq!(ran.code, 0, "{ran:?}");
            assert_harmless(&ran, &format!("{line} -o {format}"));
            let ran = run_at(&error.url, &format!("{line} -o {format} -v"));
            assert_eq!(ran.code, 1, "{ran:?}");
            assert_harmless(&ran, &format!("{line} -o {format}"));
            assert!(
                !ran.stderr.lines().any(|it| it == "error: forged"),
                "{ran:?}"
            );
        }
    }
    // The JSON value is unchanged.
    let ran = run_at(&ok.url, &format!("{GET} -o json"));
    let value: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(value["name"], ESCAPES);
}

#[test]
fn a_response_that_is_not_what_is_declared_is_an_error() {
    for (status, body, said) in [
        (200, r#"{"name":"m","#, "is cut off at line 1"),
        (200, "<html>Sign in</html>", "is not JSON at line 1"),
        (200, "", "(200) is empty"),
        (200, " \n", "(200) is empty"),
        (200, "[]", "is an array, expected an object"),
        (200, "null", "is null, expected an object"),
    ] {
        let server = Server::always(status, body);
        for format in ["table", "json"] {
            let ran = run_at(&server.url, &format!("{GET} -o {format}"));
            assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{body}: {ran:?}");
            assert!(
                ran.stderr
                    .contains(&format!("Accounts_Get: the response {said}")),
                "{ran:?}"
            );
        }
    }
    // Neither the service nor its proxy says what it is.
    let server = Server::start(|_, _| Answer {
        body: "<html>".to_owned(),
        ..Answer::empty(200)
    });
    let ran = run_at(&server.url, GET);
    assert_eq!(
        ran.stderr,
        "error: Accounts_Get: the response is not JSON at line 1, column 1 (6 bytes, no content type)\n"
    );
    // A truncated list.
    let ran = run_at(&Server::always(200, r#"{"value":[{"name":"m"}"#).url, LIST);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.stderr.contains("Accounts_ListBySubscription"),
        "{ran:?}"
    );
    // A status without content has no missing body.
    let server = Server::start(|_, _| Answer::empty(204));
    let line =
        "apimanagement tenant-access regenerate-primary-key -g rg --service-name s -n access --yes";
    assert_eq!(run_at(&server.url, line).code, 0);
}

#[test]
fn secrets_that_were_sent_are_scrubbed_in_every_encoding() {
    let secret = "p+a/s=s;w?rd";
    let base64 = "cCthL3M9czt3P3Jk";
    let inside = "dXNlcjpwK2Evcz1zO3c/cmQ=";
    for quoted in [
        secret,
        "p%2Ba%2Fs%3Ds%3Bw%3Frd",
        "p%2ba%2fs%3ds%3bw%3frd",
        base64,
        inside,
    ] {
        let message = format!("Bad value at xx{quoted}: see https://x/?v={quoted}&z=1");
        let body =
            json!({ "error": { "code": "Bad", "message": message, "target": quoted } }).to_string();
        let server = Server::start(move |_, _| Answer::json(400, &body));
        for format in ["table", "json"] {
            let ran = run_at(
                &server.url,
                &format!(
                    "communication communication-services link-notification-hub -g rg -n acs --resource-id r --connection-string {secret} --yes -v -o {format}"
                ),
            );
            assert_eq!(ran.code, 1);
            assert!(
                ran.stderr.contains("***") && !ran.stderr.contains(quoted),
                "{quoted}: {ran:?}"
            );
        }
    }
}

#[test]
fn verbose_logs_retries_and_polls_without_secrets() {
    let n = AtomicUsize::new(0);
    let server = Server::start(move |base, asked| {
        match (n.fetch_add(1, Ordering::SeqCst), asked.method.as_str()) {
            (0, _) => Answer::empty(503).header("retry-after", "0"),
            (_, "DELETE") => Answer::empty(202)
                .header("location", format!("{base}/monitor?sig=hush&api-version=1"))
                .header("retry-after", "0"),
            (2, _) => Answer::empty(202)
                .header("location", format!("{base}/monitor?sig=hush"))
                .header("retry-after", "0"),
            _ => Answer::empty(204).header("x-ms-request-id", "request-1"),
        }
    });
    let ran = run_at(
        &server.url,
        "communication communication-services delete -g rg -n acs --yes -v",
    );
    assert_eq!(ran.code, 0, "{ran:?}");
    let lines: Vec<&str> = ran
        .stderr
        .lines()
        .filter(|it| it.starts_with(['<', '>']))
        .collect();
    let said = [
        "> DELETE http",
        "< 503",
        "(retry 1)",
        "< 202",
        "/monitor?sig=***&api-version=1 (request 3)",
        "< 202",
        "/monitor?sig=***",
        "< 204",
    ];
    assert_eq!(lines.len(), said.len(), "{ran:?}");
    for (line, said) in lines.iter().zip(said) {
        assert!(line.contains(said), "{said}: {line}");
    }
    assert!(
        ran.stderr.contains(", request id request-1") && !ran.stderr.contains("hush"),
        "{ran:?}"
    );
}

/// The connection is closed: the line of the request says so, with the time that it took.
#[test]
fn verbose_logs_requests_without_a_response() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || listener.incoming().for_each(drop));
    let ran = run_at(
        &url,
        "communication communication-services regenerate-key -g rg -n acs --key-type Primary --yes -v",
    );
    assert_eq!(ran.code, 1, "{ran:?}");
    let lines: Vec<&str> = ran.stderr.lines().collect();
    for (line, (start, end)) in lines.iter().zip([
        ("> body: {\"keyType\"", "}"),
        ("> POST http://127.0.0.1", "api-version=2023-04-01"),
        ("< failed ", " ms"),
        ("error: CommunicationServices_RegenerateKey: ", ""),
    ]) {
        assert!(line.starts_with(start) && line.ends_with(end), "{ran:?}");
    }
    assert_eq!(lines.len(), 4, "{ran:?}");
}

#[test]
fn a_reader_that_has_seen_enough_is_not_a_failure() {
    let items = vec![json!({ "name": "m".repeat(1000) }); 500];
    let body = json!({ "value": items }).to_string();
    let server = Server::start(move |_, _| Answer::json(200, &body));
    let program = env!("CARGO_BIN_EXE_arm");
    for format in ["json", "tsv", "table"] {
        let line = format!("{program} {LIST} --endpoint {} -q -o {format}", server.url);
        let output = std::process::Command::new("sh")
            .args(["-c", &format!("({line}; echo code $? >&2) | head -c 1")])
            .env("AZURE_SUBSCRIPTION_ID", SUBSCRIPTION)
            .output()
            .unwrap();
        assert_eq!(
            String::from_utf8_lossy(&output.stderr),
            "code 0\n",
            "{format}"
        );
    }
    assert_eq!(run(&["list", "-o", "none", "-q"]).stdout, "");
}

/// A failed poll, an interrupted one and `--no-wait` lead to a token with the URL of the service. A signed one is stored
/// in a file instead of being printed.
#[test]
#[cfg(unix)]
fn signed_urls_of_long_running_operations_are_not_printed() {
    use std::os::unix::fs::PermissionsExt;

    let n_polls = AtomicUsize::new(0);
    let server = Server::start(move |base, asked| {
        let poll = format!("{base}/monitor?sv=hush-sv&sig=hush-sig");
        let n = n_polls.fetch_add(1, Ordering::SeqCst);
        match asked.method.as_str() {
            "DELETE" => {
                n_polls.store(0, Ordering::SeqCst);
                let answer = Answer::empty(202).header("location", poll);
                answer.header("retry-after", "0")
            }
            _ if n < 2 => {
                let message = format!("{base}{} is broken", asked.target);
                Answer::json(400, &json!({ "error": { "message": message } }).to_string())
            }
            _ => Answer::empty(204),
        }
    });
    let state = std::env::temp_dir().join(format!("arm-tokens-{}", std::process::id()));
    let run = |line: &str| {
        let line = format!("{line} --endpoint {}", server.url);
        let mut command = crate::arm(&line.split(' ').collect::<Vec<_>>());
        let ran: Ran = command
            .env("XDG_STATE_HOME", &state)
            .output()
            .unwrap()
            .into();
        ran
    };
    const DELETE: &str = "communication communication-services delete -g rg -n acs --yes";
    let is_hidden = |text: &str| !text.contains("hush") && !text.contains("eyJ");
    let word = |text: &str| {
        let word = text.split_whitespace().find(|it| it.starts_with('@'));
        word.unwrap_or_else(|| panic!("{text}")).to_owned()
    };
    for format in ["table", "json"] {
        let failed = run(&format!("{DELETE} -o {format} -v"));
        assert_eq!(failed.code, 1, "{failed:?}");
        assert!(
            is_hidden(&failed.stderr) && is_hidden(&failed.stdout),
            "{failed:?}"
        );
        assert!(
            failed.stderr.contains("sig=REDACTED is broken"),
            "{failed:?}"
        );
        let word = word(&failed.stderr.replace('"', " "));
        let file = std::path::PathBuf::from(word.trim_start_matches('@'));
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let shown = run(&format!("wait {word} --what-if"));
        assert!(shown.stdout.contains("/monitor?sv=REDACTED"), "{shown:?}");
        assert!(is_hidden(&shown.stdout), "{shown:?}");
        let failed = run(&format!("wait {word}"));
        assert_eq!(failed.code, 1, "{failed:?}");
        assert!(file.exists(), "the operation may still be running");
        let ended = run(&format!("wait {word}"));
        assert_eq!(ended.code, 0, "{ended:?}");
        assert!(!file.exists(), "the operation has ended");
    }
    let failed = run(&format!("{DELETE} --show-secrets"));
    assert!(failed.stderr.contains("arm wait eyJ"), "{failed:?}");
    let started = run(&format!("{DELETE} --no-wait"));
    assert!(is_hidden(&started.stdout), "{started:?}");
    assert!(started.stdout.starts_with('@'), "{started:?}");
    for flags in ["-o json", "-o tsv", "--show-secrets"] {
        let started = run(&format!("{DELETE} --no-wait {flags}"));
        assert!(started.stdout.starts_with("eyJ"), "{started:?}");
    }
    std::fs::remove_dir_all(state).unwrap();
}
