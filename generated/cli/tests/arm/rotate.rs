//! `arm rotate`: keys are renewed, verified and passed on, and an interrupted rotation continues.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::server::{Answer, Server};
use crate::{Ran, SUBSCRIPTION, arm, run, run_with_input};

/// A service with two keys, which counts their renewals.
#[derive(Clone)]
pub struct Keys {
    renewed: Arc<Mutex<[u32; 2]>>,
}

/// A fault of the service.
#[derive(Clone, Copy, PartialEq)]
pub enum Fault {
    None,
    /// Both keys change.
    Both,
    /// Renewal fails after this many keys.
    Refuses(u32),
    /// The service returns the previous keys for this many reads.
    Stale,
}

pub fn service(fault: Fault) -> (Server, Keys) {
    let keys = Keys {
        renewed: Arc::default(),
    };
    let (shared, stale) = (keys.clone(), Mutex::new(0));
    let server = Server::start(move |_, asked| {
        let mut renewed = shared.renewed.lock().unwrap();
        let target = asked.target.to_lowercase();
        if target.contains("regenerate") {
            if fault == Fault::Refuses(renewed.iter().sum()) {
                return Answer::json(409, r#"{"error":{"code":"Busy","message":"Later."}}"#);
            }
            let is_primary = asked.body.to_lowercase().contains("\"primary\"")
                || target.contains("regenerateprimarykey");
            renewed[usize::from(!is_primary)] += 1;
            if fault == Fault::Both {
                renewed[usize::from(is_primary)] += 1;
            }
            *stale.lock().unwrap() = u32::from(fault == Fault::Stale);
            return match target.contains("/tenant/") {
                true => Answer::empty(204),
                // Like the real service, returns the new key only.
                false => Answer::json(200, "{}"),
            };
        }
        let old = std::mem::take(&mut *stale.lock().unwrap());
        let key =
            |name: &str, at: usize| format!("{name}-secret-{}", renewed[at] - old.min(renewed[at]));
        let (primary, secondary) = (key("first", 0), key("second", 1));
        Answer::json(
            200,
            &json!({ "primaryKey": primary, "secondaryKey": secondary,
                "primaryConnectionString": format!("endpoint=https://x/;accesskey={primary}"), "primaryKeyLastUpdated": "2024-06-01" })
            .to_string(),
        )
    });
    (server, keys)
}

impl Keys {
    pub fn counts(&self) -> [u32; 2] {
        *self.renewed.lock().unwrap()
    }
}

pub const ACS: &str = "Microsoft.Communication/communicationServices/acs";

pub fn id(rest: &str) -> String {
    format!("/subscriptions/{SUBSCRIPTION}/resourceGroups/g/providers/{rest}")
}

/// Returns an empty folder for this test.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("rotate-{name}"));
    // The folder exists after an earlier run only.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

pub fn rotate(server: &Server, folder: &Path, args: &[&str]) -> Command {
    let mut command = arm(&[&["rotate"], args, &["--endpoint", &server.url]].concat());
    command.env("XDG_STATE_HOME", folder);
    command
}

pub fn ran(command: &mut Command) -> Ran {
    command.output().unwrap().into()
}

#[test]
fn both_keys_are_renewed_the_second_first_and_handed_over() {
    let (server, keys) = service(Fault::None);
    let folder = folder("both");
    let log = folder.join("log");
    let exec = format!("cat >> {0}; echo \" $ARM_KEY_NAME\" >> {0}", log.display());
    let ran = ran(&mut rotate(
        &server,
        &folder,
        &[&id(ACS), "--exec", &exec, "--yes", "-o", "json"],
    ));
    assert_eq!((ran.code, keys.counts()), (0, [1, 1]), "{ran:?}");
    assert_eq!(
        std::fs::read_to_string(&log).unwrap(),
        "second-secret-1 Secondary\nfirst-secret-1 Primary\n"
    );
    assert!(!format!("{ran:?}").contains("-secret-"), "{ran:?}");
    let rows: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (rows[0]["key"].as_str(), rows[0]["unchanged"].as_str()),
        (Some("Secondary"), Some("Primary")),
        "{rows}"
    );
    assert_eq!(rows[1]["key"], "Primary");
    assert!(
        ran.stderr.contains("Primary (last renewed: 2024-06-01)"),
        "{ran:?}"
    );
    assert!(
        !folder.join("arm/rotate").read_dir().unwrap().any(|_| true),
        "the state is gone"
    );
}

#[cfg(unix)]
#[test]
fn a_file_for_a_key_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (server, _) = service(Fault::None);
    let folder = folder("file");
    let out = folder.join("acs.Primary");
    std::fs::write(&out, "old").unwrap();
    std::fs::set_permissions(&out, std::fs::Permissions::from_mode(0o644)).unwrap();
    let pattern = folder.join("{name}.{key}");
    let args = [
        &id(ACS),
        "--key",
        "primary",
        "--out",
        pattern.to_str().unwrap(),
        "--connection-string",
        "--yes",
    ];
    let ran = ran(&mut rotate(&server, &folder, &args));
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(
        std::fs::read_to_string(&out).unwrap(),
        "endpoint=https://x/;accesskey=first-secret-1"
    );
    assert_eq!(out.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert!(!format!("{ran:?}").contains("-secret-"), "{ran:?}");
}

#[test]
fn values_are_shown_only_if_asked_for() {
    let (server, _) = service(Fault::None);
    let folder = folder("shown");
    for (format, flag, shown) in [
        ("table", "-q", false),
        ("json", "-q", false),
        ("tsv", "-q", false),
        ("json", "--show-secrets", true),
    ] {
        let args = [&id(ACS), "--key", "Primary", "--yes", "-o", format, flag];
        let ran = ran(&mut rotate(&server, &folder, &args));
        assert_eq!(
            (ran.code, ran.stdout.contains("first-secret-")),
            (0, shown),
            "{ran:?}"
        );
    }
}

#[test]
fn a_change_that_should_not_be_is_an_error() {
    let (server, _) = service(Fault::Both);
    let ran = ran(&mut rotate(
        &server,
        &folder("wrong"),
        &[&id(ACS), "--key", "Primary", "--yes"],
    ));
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
    assert!(
        ran.stderr
            .contains("key Secondary changed, but should not be renewed"),
        "{ran:?}"
    );
    assert!(
        ran.stderr
            .contains("Primary: sent, possibly renewed; repeat the command"),
        "{ran:?}"
    );
}

#[test]
fn stale_keys_are_read_again() {
    let (server, keys) = service(Fault::Stale);
    let ran = ran(&mut rotate(
        &server,
        &folder("stale"),
        &[&id(ACS), "--key", "Primary", "--yes"],
    ));
    assert_eq!((ran.code, keys.counts()), (0, [1, 0]), "{ran:?}");
}

#[test]
fn what_was_interrupted_goes_on_where_it_stood() {
    // The first key cannot be renewed yet.
    let folder = folder("resume");
    let log = folder.join("log");
    let exec = format!("cat >> {0}; echo >> {0}", log.display());
    let (server, keys) = service(Fault::Refuses(1));
    let args = [&id(ACS), "--exec", &exec, "--yes"];
    let stopped = ran(&mut rotate(&server, &folder, &args));
    assert_eq!((stopped.code, keys.counts()), (1, [0, 1]), "{stopped:?}");
    assert!(
        stopped
            .stderr
            .contains("Secondary: renewed and passed on; Primary: sent, possibly renewed"),
        "{stopped:?}"
    );
    let (server, keys) = service(Fault::None);
    let resumed = ran(&mut rotate(&server, &folder, &args));
    assert_eq!((resumed.code, keys.counts()), (0, [1, 0]), "{resumed:?}");
    assert!(
        resumed.stderr.contains("continuing an earlier rotation"),
        "{resumed:?}"
    );
    assert_eq!(
        std::fs::read_to_string(&log).unwrap(),
        "second-secret-1\nfirst-secret-1\n"
    );

    // A key that was renewed but not passed on is passed on without being renewed again.
    let (server, keys) = service(Fault::None);
    let failing = ran(&mut rotate(
        &server,
        &folder,
        &[&id(ACS), "--exec", "cat > /dev/null; exit 3", "--yes"],
    ));
    assert_eq!((failing.code, keys.counts()), (1, [0, 1]), "{failing:?}");
    assert!(
        failing
            .stderr
            .contains("Secondary: renewed, not passed on; Primary: not begun"),
        "{failing:?}"
    );
    let resumed = ran(&mut rotate(&server, &folder, &args));
    assert_eq!((resumed.code, keys.counts()), (0, [1, 1]), "{resumed:?}");
    // `--restart` renews all keys.
    let failing = ran(&mut rotate(
        &server,
        &folder,
        &[&id(ACS), "--exec", "exit 3", "--yes"],
    ));
    assert_eq!((failing.code, keys.counts()), (1, [1, 2]), "{failing:?}");
    let again = ran(&mut rotate(
        &server,
        &folder,
        &[&id(ACS), "--exec", "cat > /dev/null", "--yes", "--restart"],
    ));
    assert_eq!((again.code, keys.counts()), (0, [2, 3]), "{again:?}");
}

#[test]
#[cfg(unix)]
fn an_interruption_while_a_key_is_passed_on_renews_no_other() {
    for (name, exec, stands) in [
        (
            "ends",
            "kill -INT $PPID; cat > /dev/null",
            "Secondary: renewed and passed on; Primary: not begun",
        ),
        (
            "fails",
            "kill -INT $PPID; cat > /dev/null; exit 3",
            "Secondary: renewed, not passed on; Primary: not begun",
        ),
    ] {
        let folder = folder(&format!("interrupted-{name}"));
        let (server, keys) = service(Fault::None);
        let stopped = ran(&mut rotate(
            &server,
            &folder,
            &[&id(ACS), "--exec", exec, "--yes"],
        ));
        assert_eq!(
            (stopped.code, keys.counts()),
            (130, [0, 1]),
            "{name}: {stopped:?}"
        );
        assert!(stopped.stderr.contains(stands), "{name}: {stopped:?}");
        let resumed = ran(&mut rotate(
            &server,
            &folder,
            &[&id(ACS), "--exec", "cat > /dev/null", "--yes"],
        ));
        assert_eq!(
            (resumed.code, keys.counts()),
            (0, [1, 1]),
            "{name}: {resumed:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn an_interruption_while_the_last_key_is_passed_on_changes_nothing() {
    let (server, keys) = service(Fault::None);
    let folder = folder("interrupted-last");
    let exec = "kill -INT $PPID; cat > /dev/null";
    let args = [
        &id(ACS) as &str,
        "--key",
        "primary",
        "--exec",
        exec,
        "--yes",
    ];
    let done = ran(&mut rotate(&server, &folder, &args));
    assert_eq!((done.code, keys.counts()), (0, [1, 0]), "{done:?}");
}

#[test]
fn a_service_without_a_response_is_read_again() {
    let (server, keys) = service(Fault::None);
    let folder = folder("apim");
    let apim = id("Microsoft.ApiManagement/service/s/tenant/access");
    let args = [
        &apim as &str,
        "--key",
        "secondary",
        "--exec",
        "cat > /dev/null",
        "--yes",
    ];
    let done = ran(&mut rotate(&server, &folder, &args));
    assert_eq!((done.code, keys.counts()), (0, [0, 1]), "{done:?}");
    // The keys of the repository have no operation that reads them, so that a renewal could not be verified.
    let git = ran(&mut rotate(
        &server,
        &folder,
        &[&apim, "--operation", "tenant-access-git", "--yes"],
    ));
    assert_eq!((git.code, keys.counts()), (2, [0, 1]), "{git:?}");
}

#[test]
fn ids_come_from_a_pipe() {
    let (server, keys) = service(Fault::None);
    let folder = folder("pipe");
    let input = format!(
        "[{{\"id\":\"{}\"}},\n{{\"id\":\"{}\"}}]",
        id(ACS),
        id("Microsoft.Maps/accounts/m")
    );
    let exec = "cat > /dev/null";
    let ran = run_with_input(
        &mut rotate(
            &server,
            &folder,
            &["-", "--exec", exec, "--yes", "-o", "tsv"],
        ),
        &input,
    );
    assert_eq!((ran.code, keys.counts()), (0, [2, 2]), "{ran:?}");
    assert_eq!(ran.stdout.lines().count(), 4);
}

#[test]
fn nothing_is_sent_that_cannot_be_carried_through() {
    let (server, keys) = service(Fault::None);
    let folder = folder("refused");
    let (acs, group) = (
        id(ACS),
        format!("/subscriptions/{SUBSCRIPTION}/resourceGroups/g"),
    );
    for (args, said) in [
        (
            &[&acs as &str] as &[&str],
            "requires a terminal for confirmation",
        ),
        (&[&acs, "--yes"], "before the new key is passed on"),
        (
            &[&acs, "--yes", "--key", "third"],
            "the resource has no key `third`",
        ),
        (
            &[&group, "--yes", "--key", "primary"],
            "the bindings have no operation that renews keys",
        ),
        (
            &[&group, "--yes", "--key", "primary"],
            "`arm rotate --operations` lists the operations that renew keys",
        ),
        (
            &[
                &acs,
                &id("Microsoft.Maps/accounts/m"),
                "--yes",
                "--out",
                "x",
            ],
            "add {name} to the path",
        ),
        (&["--yes"], "no resource was specified"),
        (
            &[
                &acs,
                "--yes",
                "--key",
                "primary",
                "--api-version",
                "1999-01-01",
            ],
            "no provider has api-version `1999-01-01`",
        ),
        (
            &["--operations", "--api-version", "1999-01-01"],
            "maps 2023-06-01",
        ),
    ] {
        let ran = ran(&mut rotate(&server, &folder, args));
        assert_eq!(ran.code, 2, "{args:?}: {ran:?}");
        assert!(ran.stderr.contains(said), "{said}: {ran:?}");
    }
    let ran = ran(&mut rotate(&server, &folder, &[&acs, "--what-if"]));
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.stdout.contains("listKeys") && ran.stdout.matches("/regenerateKey").count() == 2,
        "{ran:?}"
    );
    assert_eq!(keys.counts(), [0, 0]);
    let shown = self::ran(&mut rotate(&server, &folder, &[&acs, "--show"]));
    assert_eq!(shown.stdout.lines().count(), 3, "{shown:?}");
    assert_eq!(keys.counts(), [0, 0]);
}

#[test]
fn operations_that_renew_keys_are_listed() {
    let listed = run(&["rotate", "--operations", "-o", "tsv"]);
    assert_eq!(listed.stdout.lines().count(), 6, "{listed:?}");
    assert!(
        listed
            .stderr
            .contains("note: rotate supports 4 of 6 operations"),
        "{listed:?}"
    );
    let selected = run(&[
        "rotate",
        "--operations",
        "--query",
        "length(@)",
        "-o",
        "tsv",
    ]);
    assert_eq!(selected.stdout, "6\n", "{selected:?}");
}
