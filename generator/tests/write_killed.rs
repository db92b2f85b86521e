//! A run that is killed while it writes leaves the old crate or the new one, or what the next run makes whole.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use generator::files::Files;
use generator::write;

/// Names the folder that the test, started again as a child, writes to.
const ROOT: &str = "GENERATOR_WRITE_ROOT";

fn state(text: &str) -> Files {
    let mut files = Files::from([("Cargo.toml".into(), text.to_owned())]);
    for number in 0..200 {
        files.insert(format!("src/a/{number}.rs").into(), text.to_owned());
        files.insert(format!("src/{text}/{number}.rs").into(), "same".to_owned());
    }
    files
}

fn is_whole(root: &Path) -> bool {
    ["old", "new"]
        .iter()
        .any(|text| write::check(root, &["src"], &state(text)).is_empty())
}

/// Not a test of its own: what the killed child does.
#[test]
fn write_without_end() {
    let Some(root) = std::env::var_os(ROOT).map(PathBuf::from) else {
        return;
    };
    loop {
        for text in ["old", "new"] {
            write::write(&root, &["src"], &state(text)).expect("the folder can be written to");
        }
    }
}

#[test]
fn a_killed_run_leaves_the_old_or_the_new_crate() {
    let root = std::env::temp_dir().join(format!("generator-killed-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&root);
    let mut interrupted = 0;
    for round in 0..40 {
        let mut child = Command::new(std::env::current_exe().expect("the test runs"))
            .args(["--exact", "write_without_end"])
            .env(ROOT, &root)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the test starts again");
        std::thread::sleep(Duration::from_micros(20_000 + round * 1_373));
        child.kill().expect("the child runs");
        child.wait().expect("the child ends");
        if !root.exists() {
            continue;
        }
        let stale = write::check(&root, &["src"], &state("new"));
        let reported = stale
            .iter()
            .any(|stale| stale.kind == write::Staleness::Interrupted);
        interrupted += usize::from(reported);
        assert!(
            reported || is_whole(&root),
            "round {round}: half a crate, unreported"
        );
        write::write(&root, &["src"], &state("new")).expect("the next run mends it");
        assert_eq!(write::check(&root, &["src"], &state("new")), []);
    }
    println!("{interrupted} of 40 were killed between the swaps");
    std::fs::remove_dir_all(&root).expect("the folder is there");
}
