//! Sessions at a terminal, which is `tmux`: its screen is what a user sees.

use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use arm_fake::Settings;

use crate::server::{Answer, Server, fake};
use crate::{SUBSCRIPTION, skip};

/// A terminal with its own `tmux` server, which ends with the test.
pub struct Terminal {
    socket: String,
}

impl Terminal {
    /// Returns `None` without `tmux`.
    pub fn start(name: &str) -> Option<Self> {
        let socket = format!("arm-{name}-{}", std::process::id());
        let terminal = Self { socket };
        let started = terminal.tmux(&[
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            "110",
            "-y",
            "30",
            "env PS1='$ ' sh",
        ]);
        started.is_some().then_some(terminal)
    }

    fn tmux(&self, args: &[&str]) -> Option<String> {
        let output = Command::new("tmux")
            .args(["-L", &self.socket])
            .args(args)
            .output()
            .ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    pub fn keys(&self, keys: &[&str]) {
        let args: Vec<&str> = ["send-keys"].iter().chain(keys).copied().collect();
        self.tmux(&args).expect("the terminal takes keys");
    }

    pub fn line(&self, line: &str) {
        self.keys(&["-l", line]);
        self.keys(&["Enter"]);
    }

    /// Clears the screen, so that only new output is found. The next line is typed at the prompt, not before it.
    fn clear(&self) {
        self.line("clear");
        self.wait_until("only the prompt", |screen| screen.trim() == "$");
    }

    /// Waits until the screen no longer shows a text.
    pub fn wait_without(&self, text: &str) {
        self.wait_until(&format!("no {text:?}"), |screen| !screen.contains(text));
    }

    /// Waits until the screen shows a text.
    pub fn wait(&self, text: &str) -> String {
        self.wait_until(&format!("{text:?}"), |screen| screen.contains(text))
    }

    fn wait_until(&self, what: &str, holds: impl Fn(&str) -> bool) -> String {
        let until = Instant::now() + Duration::from_secs(20);
        loop {
            let screen = self.screen();
            if holds(&screen) {
                return screen;
            }
            assert!(
                Instant::now() < until,
                "the screen does not show {what}:\n{screen}"
            );
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    fn screen(&self) -> String {
        self.tmux(&["capture-pane", "-p", "-J"])
            .expect("the terminal shows something")
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.tmux(&["kill-server"]);
    }
}

/// A terminal in which `arm` is the program under test, at an endpoint.
pub fn terminal(name: &str, endpoint: &str) -> Option<Terminal> {
    let Some(terminal) = Terminal::start(name) else {
        skip("tmux is not there");
        return None;
    };
    let program = env!("CARGO_BIN_EXE_arm");
    terminal.line(&format!("arm() {{ {program} --endpoint {endpoint} --subscription {SUBSCRIPTION} \"$@\"; echo \"[exit $?]\"; }}"));
    terminal.wait("[exit");
    terminal.clear();
    Some(terminal)
}

/// The ID of a resource.
fn acs() -> String {
    format!(
        "/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Communication/communicationServices/acs"
    )
}

const REGENERATE: &str =
    "arm communication communication-services regenerate-key -g rg -n acs --key-type primary";

#[test]
fn a_person_is_asked_before_a_key_dies() {
    let server = Server::always(200, r#"{"primaryKey":"hush"}"#);
    let Some(terminal) = terminal("ask", &server.url) else {
        return;
    };
    terminal.line(REGENERATE);
    let screen = terminal.wait("Continue? [y/N]");
    assert!(
        screen.contains("Clients that use the old ones stop working"),
        "{screen}"
    );
    assert!(
        screen.contains("/communicationServices/acs/regenerateKey"),
        "{screen}"
    );
    assert!(server.asked().is_empty(), "asked first");
    terminal.line("");
    let screen = terminal.wait("[exit 2]");
    assert!(
        screen.contains("nothing was sent") && server.asked().is_empty(),
        "{screen}"
    );

    terminal.clear();
    terminal.line(REGENERATE);
    terminal.wait("Continue? [y/N]");
    terminal.line("y");
    let screen = terminal.wait("[exit 0]");
    assert!(
        screen.contains("primaryKey ***") && !screen.contains("hush"),
        "{screen}"
    );
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn a_person_sees_a_long_run_move() {
    let polls = Settings {
        polls: 2,
        ..Settings::default()
    };
    let Some(terminal) = terminal("run", &fake(polls).1) else {
        return;
    };
    terminal.line(
        "arm communication communication-services create-or-update -g rg -n acs --location global",
    );
    terminal.wait("InProgress, 50 % (");
    let screen = terminal.wait("[exit 0]");
    assert!(screen.contains("Succeeded"), "{screen}");
    assert!(
        !screen.contains("InProgress"),
        "the spinner is gone: {screen}"
    );
}

#[test]
fn a_person_may_stop_waiting() {
    let polls = Settings {
        polls: u32::MAX,
        ..Settings::default()
    };
    let (fake, url) = fake(polls);
    fake.put(&acs(), serde_json::json!({}));
    let Some(terminal) = terminal("stop", &url) else {
        return;
    };
    terminal.line("arm communication communication-services delete -g rg -n acs --yes");
    terminal.wait("InProgress");
    terminal.keys(&["C-c"]);
    let screen = terminal.wait("[exit 130]");
    assert!(screen.contains("continue with: arm wait "), "{screen}");
    // The hint connects to the same service.
    assert!(screen.contains(&format!("--endpoint {url}")), "{screen}");
}

/// A server that accepts a request and never responds.
fn mute() -> Server {
    Server::start(|_, _| {
        std::thread::park();
        Answer::empty(500)
    })
}

#[test]
fn the_first_request_may_be_interrupted() {
    let server = mute();
    let Some(terminal) = terminal("first", &server.url) else {
        return;
    };
    for (line, said) in [
        (
            format!("{REGENERATE} --yes"),
            "was sent and may have taken effect",
        ),
        (
            "arm communication communication-services delete -g rg -n acs --yes".to_owned(),
            "was sent and may have taken effect",
        ),
        (
            "arm maps accounts list-by-subscription".to_owned(),
            "error: interrupted",
        ),
    ] {
        terminal.clear();
        terminal.line(&line);
        // A pending request is shown.
        terminal.wait("s)");
        terminal.keys(&["C-c"]);
        let screen = terminal.wait("[exit 130]");
        assert!(screen.contains(said), "{screen}");
    }
}

#[test]
fn a_prompt_reads_the_terminal_and_not_the_pipe() {
    let server = Server::always(200, r#"{"primaryKey":"hush"}"#);
    let Some(terminal) = terminal("pipe", &server.url) else {
        return;
    };
    let id = acs();
    terminal.line(&format!("echo {id} | arm communication communication-services regenerate-key --ids - --key-type primary"));
    terminal.wait("Continue? [y/N]");
    assert!(server.asked().is_empty(), "asked first");
    terminal.line("y");
    terminal.wait("[exit 0]");
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn confirm_asks_before_any_write() {
    let server = Server::always(200, r#"{"name":"m"}"#);
    let Some(terminal) = terminal("confirm", &server.url) else {
        return;
    };
    terminal.line("arm maps accounts update -g rg -n m --tags a=b --confirm");
    terminal.wait("Continue? [y/N]");
    terminal.line("n");
    terminal.wait("[exit 2]");
    terminal.clear();
    terminal.line("arm maps accounts get -g rg -n m --confirm");
    terminal.wait("[exit 0]");
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn a_table_says_what_it_has_no_room_for() {
    let server = Server::start(|_, _| {
        let value = "v".repeat(60);
        let item = serde_json::json!({ "id": "/subscriptions/s/resourceGroups/g/providers/A.B/c/n", "name": "n", "first": value, "second": value, "third": value, "fourth": value, "fifth": value });
        Answer::json(200, &serde_json::json!({ "value": [item] }).to_string())
    });
    let Some(terminal) = terminal("room", &server.url) else {
        return;
    };
    terminal.line("arm maps accounts list-by-subscription");
    let screen = terminal.wait("[exit 0]");
    assert!(
        screen.contains("the terminal has no room for FIFTH; -o json has all"),
        "{screen}"
    );
    // The values are truncated to the width of their columns.
    assert!(
        screen.contains('…') && !screen.contains(&"v".repeat(60)),
        "{screen}"
    );
    terminal.clear();
    terminal.line("arm list regenerate");
    let screen = terminal.wait("[exit 0]");
    assert!(
        screen.contains("communication communication-services regenerate-key "),
        "{screen}"
    );
    assert!(
        screen.contains("apimanagement tenant-access-git regenerate-secondary-key"),
        "{screen}"
    );
}

#[test]
fn a_rotation_waits_for_a_person_between_its_steps() {
    let server = Server::start(|_, asked| {
        // Each read follows one more renewal.
        static RENEWED: AtomicUsize = AtomicUsize::new(0);
        if asked.target.contains("regenerateKey") {
            RENEWED.fetch_add(1, Ordering::SeqCst);
            return Answer::json(200, "{}");
        }
        let n = RENEWED.load(Ordering::SeqCst);
        let keys = serde_json::json!({ "primaryKey": "first-secret", "secondaryKey": format!("second-secret-{n}") });
        Answer::json(200, &keys.to_string())
    });
    let Some(terminal) = terminal("rotate", &server.url) else {
        return;
    };
    let state = format!("{}/rotate-terminal", env!("CARGO_TARGET_TMPDIR"));
    // The folder exists after an earlier run only.
    let _ = std::fs::remove_dir_all(&state);
    let id = acs();
    terminal.line(&format!(
        "XDG_STATE_HOME={state}; export XDG_STATE_HOME; clear"
    ));
    terminal.line(&format!("arm rotate {id} --exec 'cat > /dev/null'"));
    terminal
        .wait("Key Secondary will be renewed; clients that use it stop working. Continue? [y/N]");
    assert_eq!(
        server.asked().len(),
        1,
        "the keys are read, and none is renewed"
    );
    terminal.line("y");
    let screen = terminal.wait("in use everywhere? [y/N]");
    assert!(!screen.contains("-secret"), "{screen}");
    terminal.keys(&["C-c"]);
    let screen = terminal.wait("[exit 130]");
    assert!(
        screen.contains("Secondary: renewed and passed on; Primary: not begun"),
        "{screen}"
    );
    terminal.clear();
    terminal.line(&format!("arm rotate {id} --exec 'cat > /dev/null'"));
    let screen = terminal.wait("in use everywhere? [y/N]");
    assert!(
        screen.contains("continuing an earlier rotation"),
        "{screen}"
    );
    terminal.line("n");
    terminal.wait("[exit 2]");
}

#[test]
fn a_person_is_told_if_there_is_nothing_to_see() {
    let server = Server::start(|_, asked| match asked.method.as_str() {
        "GET" => Answer::json(200, r#"{"value":[]}"#),
        _ => Answer::empty(204),
    });
    let Some(terminal) = terminal("nothing", &server.url) else {
        return;
    };
    let renew = "arm apimanagement tenant-access regenerate-primary-key -g rg --service-name s -n access --yes";
    for (line, said) in [
        (
            "arm maps accounts list-by-subscription",
            "note: the list is empty",
        ),
        (renew, "done"),
    ] {
        for (flag, is_said) in [("", true), (" -q", false)] {
            terminal.clear();
            terminal.line(&format!("{line}{flag}"));
            let screen = terminal.wait("[exit 0]");
            let is_shown = screen.lines().any(|it| it.trim_end() == said);
            assert_eq!(is_shown, is_said, "{line}{flag}: {screen}");
        }
    }
}
