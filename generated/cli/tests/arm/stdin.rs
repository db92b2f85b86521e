//! Runs a program with text on stdin.

use std::io::Write;
use std::process::{Command, Output, Stdio};

/// Runs a command with the text on stdin, and returns its output.
pub fn run(command: &mut Command, input: &str) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program may close its stdin early.
    let _ = child
        .stdin
        .take()
        .expect("it is piped")
        .write_all(input.as_bytes());
    child.wait_with_output().expect("the program ends")
}
