//! A run that is killed while writing leaves the old crate, the new crate, or a state that the next run completes.
//!
//! The test starts itself as a child process, which stops before its n-th change of the disk and reports it; the child
//! is killed at that point. Every n is tried until the child completes.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use generator::files::Files;
use generator::header::HEADER;
use generator::write;

/// Environment variable with the folder that the child writes to, and the step at which it stops.
const ROOT: &str = "GENERATOR_WRITE_ROOT";
const STEP: &str = "GENERATOR_WRITE_STEP";

const STOPPED: &str = "stopped";
const DONE: &str = "done";

fn state(text: &str) -> Files {
    let file = |text: &str| format!("// {HEADER}\n{text}");
    let mut files = Files::from([
        ("Cargo.toml".into(), file(text)),
        ("README.md".into(), file("same")),
        ("tests/examples/main.rs".into(), file(text)),
    ]);
    for number in 0..3 {
        files.insert(format!("src/a/{number}.rs").into(), file(text));
        files.insert(format!("src/{text}/{number}.rs").into(), file("same"));
    }
    files
}

const OWNED: [&str; 2] = ["src", "tests/examples"];

fn is_whole(root: &Path, text: &str) -> bool {
    write::check(root, &OWNED, &state(text)).is_empty()
}

/// The child process, which is not a test of its own.
#[test]
fn write_until_a_step() {
    let Some(root) = std::env::var_os(ROOT).map(PathBuf::from) else {
        return;
    };
    let stop: usize = std::env::var(STEP)
        .expect("it is set")
        .parse()
        .expect("a number");
    let mut steps = 0;
    let mut step = || {
        if steps == stop {
            println!("{STOPPED}");
            std::io::stdout().flush().expect("the parent reads");
            loop {
                std::thread::park();
            }
        }
        steps += 1;
    };
    write::write_in_steps(&root, &OWNED, &state("new"), &mut step)
        .expect("the folder can be written");
    println!("{DONE}");
}

/// Runs the child up to a step and kills it there. Returns `true` if the child completed.
fn run_child(root: &Path, step: usize) -> bool {
    let mut child = Command::new(std::env::current_exe().expect("the test runs"))
        .args(["--exact", "write_until_a_step", "--nocapture"])
        .env(ROOT, root)
        .env(STEP, step.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the test starts again");
    let output = BufReader::new(child.stdout.take().expect("it is piped"));
    let mut done = None;
    for line in output.lines() {
        let line = line.expect("the child writes text");
        // The test harness may write to the same line.
        if line.ends_with(STOPPED) || line.ends_with(DONE) {
            done = Some(line.ends_with(DONE));
            break;
        }
    }
    child.kill().expect("the child runs");
    child.wait().expect("the child ends");
    done.expect("the child stops or ends")
}

/// Interrupts the change from `old` to the new crate at every step. `old` may be missing.
fn interrupt_everywhere(name: &str, old: Option<&str>) {
    let root = std::env::temp_dir().join(format!("generator-killed-{}-{name}", std::process::id()));
    let (mut before, mut between) = (0, 0);
    for step in 0.. {
        let _ = std::fs::remove_dir_all(&root);
        if let Some(old) = old {
            write::write(&root, &OWNED, &state(old)).expect("the folder can be written");
        }
        if run_child(&root, step) {
            assert!(is_whole(&root, "new"));
            break;
        }
        let stale = write::check(&root, &OWNED, &state("new"));
        let reported = stale
            .iter()
            .any(|stale| stale.kind == write::Staleness::Interrupted);
        let is_old = match old {
            Some(old) => is_whole(&root, old),
            None => !root.join("Cargo.toml").exists() && !root.join("src").exists(),
        };
        assert!(
            reported || is_old || is_whole(&root, "new"),
            "{name}, step {step}: half a crate, unreported: {stale:?}"
        );
        before += usize::from(is_old);
        between += usize::from(reported);
        write::write(&root, &OWNED, &state("new")).expect("the next run mends it");
        assert_eq!(
            write::check(&root, &OWNED, &state("new")),
            [],
            "{name}, step {step}"
        );
        assert!(!root.join(".generator-staging").exists());
    }
    assert!(before > 3, "{name}: {before} steps before the commit");
    assert!(between > 3, "{name}: {between} steps from the commit on");
    std::fs::remove_dir_all(&root).expect("the folder is there");
}

#[test]
fn a_killed_run_leaves_the_old_or_the_new_crate() {
    interrupt_everywhere("old", Some("old"));
}

#[test]
fn a_killed_first_run_leaves_nothing_or_the_new_crate() {
    interrupt_everywhere("first", None);
}
