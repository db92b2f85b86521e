//! `arm serve`, and `arm` against it, as in the README of the repository.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::terminal::terminal;
use crate::{Ran, arm, run, run_at};

/// A running `arm serve`, which ends with the test.
struct Serving {
    process: Child,
    url: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Serving {
    fn start(args: &[&str]) -> Self {
        Self::start_in(Path::new(env!("CARGO_MANIFEST_DIR")), args)
    }

    /// Starts it in a folder.
    fn start_in(folder: &Path, args: &[&str]) -> Self {
        let mut process = arm(&[&["serve"], args].concat())
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let output = process.stdout.take().expect("stdout is piped");
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let url = lines.find_map(|it| it.strip_prefix("Serving on ").map(str::to_owned));
        Self {
            url: url.expect("it says where it listens"),
            process,
        }
    }

    /// Ends it as Ctrl-C does, and returns its log.
    fn interrupt(mut self) -> String {
        let id = self.process.id().to_string();
        let sent = Command::new("kill").args(["-INT", &id]).status();
        assert!(sent.is_ok_and(|it| it.success()));
        let status = self.process.wait().expect("it ends");
        assert!(status.success(), "{status}");
        let mut log = String::new();
        let mut stderr = self.process.stderr.take().expect("stderr is piped");
        stderr.read_to_string(&mut log).expect("the log is text");
        log
    }
}

fn succeeds(ran: Ran) -> String {
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran.stdout
}

const CREATE: &str =
    "maps accounts create-or-update -g g -n m --location westeurope --sku-name G2 -o json";
const KEYS: &str = "maps accounts list-keys -g g -n m -o json --yes";

/// The block of the README that shows the command line without an account of Azure.
#[test]
fn the_session_of_the_readme_works() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let Ok(readme) = std::fs::read_to_string(readme) else {
        // The crate is not in its repository.
        return;
    };
    let mut blocks = readme.split("```sh\n").skip(1);
    let block = blocks.find(|it| it.contains("arm-cli -- serve"));
    let block = block
        .and_then(|it| it.split("```").next())
        .expect("the README has the session");
    let commands: Vec<&str> = block
        .lines()
        .filter_map(|it| {
            it.split('#')
                .next()?
                .trim()
                .strip_prefix("cargo run -p arm-cli -- ")
        })
        .collect();
    let (serve, others) = commands.split_first().expect("it has commands");
    let serve: Vec<&str> = serve
        .split(' ')
        .skip(1)
        .filter(|it| *it != "--port" && it.parse::<u16>().is_err())
        .collect();
    let serving = Serving::start(&serve);
    assert!(others.len() > 2, "{commands:?}");
    for line in others {
        let line = line
            .strip_prefix("--endpoint http://127.0.0.1:8080 ")
            .expect("it goes to the fake");
        let said = succeeds(run_at(&serving.url, &format!("{line} --yes")));
        assert!(!said.is_empty(), "{line}");
    }
}

#[test]
fn a_person_works_with_the_fake() {
    let serving = Serving::start(&["--create-groups"]);
    let Some(terminal) = terminal("fake", &serving.url) else {
        return;
    };
    terminal
        .line("arm maps accounts create-or-update -g g -n m --location westeurope --sku-name G2");
    terminal.wait("[exit 0]");
    terminal.line("clear; arm maps accounts list-by-resource-group -g g");
    let screen = terminal.wait("[exit 0]");
    assert!(screen.contains("westeurope"), "{screen}");
    terminal.line("clear; arm maps accounts regenerate-keys -g g -n m --key-type primary");
    terminal.wait("y/N");
    terminal.line("y");
    terminal.wait("[exit 0]");
    terminal.line("clear; arm communication communication-services create-or-update -g g -n c --location global --data-location Europe");
    terminal.wait("[exit 0]");
    terminal.line("clear; arm communication communication-services delete -g g -n c --yes; arm communication communication-services get -g g -n c");
    let screen = terminal.wait("[exit 1]");
    assert!(screen.contains("ResourceNotFound"), "{screen}");
}

#[test]
fn a_snapshot_outlives_the_server_and_the_log_holds_no_secret() {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("fake-snapshot.json");
    let _ = std::fs::remove_file(&file);
    let args = [
        "--create-groups",
        "--snapshot",
        file.to_str().expect("the path is text"),
    ];
    let serving = Serving::start(&args);
    succeeds(run_at(&serving.url, CREATE));
    let keys = succeeds(run_at(&serving.url, KEYS));
    let log = serving.interrupt();
    assert!(log.contains("/accounts/m/listKeys -> 200 action"), "{log}");
    let secrets: Vec<&str> = keys.split('"').filter(|it| it.len() > 40).collect();
    assert_eq!(secrets.len(), 2, "{keys}");
    assert!(!secrets.iter().any(|it| log.contains(it)), "{log}");
    // A quiet server logs nothing.
    let serving = Serving::start(&[&args[..], &["--quiet"]].concat());
    assert_eq!(succeeds(run_at(&serving.url, KEYS)), keys);
    assert_eq!(serving.interrupt(), "");
}

#[test]
fn subscriptions_and_permissions_are_options() {
    let other = "99992222-3333-4444-5555-666677778888";
    let args = [
        "--create-groups",
        "--subscription",
        crate::SUBSCRIPTION,
        "--deny",
        "*/delete",
    ];
    let serving = Serving::start(&args);
    succeeds(run_at(&serving.url, CREATE));
    for (line, code) in [
        (
            "maps accounts delete -g g -n m --yes".to_owned(),
            "AuthorizationFailed",
        ),
        (
            format!("maps accounts get -g g -n m --subscription {other}"),
            "SubscriptionNotFound",
        ),
    ] {
        let ran = run_at(&serving.url, &line);
        assert!(ran.code == 1 && ran.stderr.contains(code), "{}", ran.stderr);
    }
}

#[test]
fn what_cannot_be_served_is_said() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("fake-specs/specification/things");
    std::fs::create_dir_all(&folder).expect("target/ can be written");
    let readme = "# T\n\n```yaml\ntag: one\n```\n\n```yaml $(tag) == 'one'\ninput-file: [broken.json]\n```\n";
    std::fs::write(folder.join("readme.md"), readme).expect("target/ can be written");
    std::fs::write(folder.join("broken.json"), "{ \"swagger\": ").expect("target/ can be written");
    let gone = folder.with_file_name("gone");
    std::fs::create_dir_all(&gone).expect("target/ can be written");
    std::fs::write(gone.join("readme.md"), readme).expect("target/ can be written");
    let root = folder
        .ancestors()
        .nth(2)
        .and_then(Path::to_str)
        .expect("the path is text");
    for (args, code, parts) in [
        (
            vec!["serve", "--specs", "/nowhere", "--service", "storage"],
            1,
            ["/nowhere", "readme.md"],
        ),
        (
            vec!["serve", "--specs", root, "--service", "nothing"],
            1,
            ["nothing", "readme.md"],
        ),
        (
            vec!["serve", "--specs", root, "--service", "things"],
            1,
            ["broken.json", "error["],
        ),
        (
            vec!["serve", "--specs", root, "--service", "gone"],
            1,
            [
                "error: /",
                "readme.md: none of the files of its tags exists",
            ],
        ),
        (vec!["serve", "--specs", root], 2, ["--service", "required"]),
        (vec!["serve", "--page-size", "0"], 2, ["--page-size", "0"]),
        (vec!["serve", "--address", "here"], 2, ["--address", "here"]),
        (
            vec!["serve", "--ca", "/nowhere/ca.pem"],
            1,
            ["/nowhere/ca.pem", "error"],
        ),
        (vec!["--quiet", "serve"], 2, ["serve", "first"]),
    ] {
        let ran = run(&args);
        assert_eq!(ran.code, code, "{args:?}: {}", ran.stderr);
        assert!(
            parts.iter().all(|it| ran.stderr.contains(it)),
            "{args:?}: {}",
            ran.stderr
        );
        // The prefix of an error is printed once.
        let prefixed = ran.stderr.starts_with("error") && !ran.stderr.contains("error: error");
        assert!(prefixed, "{args:?}: {}", ran.stderr);
    }
    assert!(run(&["--help"]).stdout.contains("  serve "));
}

#[test]
fn tls_has_an_authority_with_its_certificate_in_a_file() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("fake-tls");
    std::fs::create_dir_all(&folder).expect("target/ can be written");
    for (args, file) in [
        (&["--tls"][..], "arm-fake-ca.pem"),
        (&["--ca", "own.pem"], "own.pem"),
    ] {
        let path = folder.join(file);
        // It exists after an earlier run only.
        let _ = std::fs::remove_file(&path);
        let serving = Serving::start_in(&folder, args);
        assert!(serving.url.starts_with("https://"), "{args:?}");
        let certificate = std::fs::read_to_string(&path).expect("it is written");
        assert!(certificate.starts_with("-----BEGIN CERTIFICATE-----"));
    }
    assert!(Serving::start(&[]).url.starts_with("http://"));
}
