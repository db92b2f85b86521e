//! Passes a new key to the stdin of a command, or to a file that only its owner can read.

use std::io::{self, Write};
use std::path::PathBuf;
use std::pin::pin;
use std::process::{Command, Stdio};

use crate::error::Failure;
use crate::interrupt;
use crate::private::write_private;

/// The destination of new keys.
#[derive(Clone, Debug, Default)]
pub struct Destination {
    /// Shell command line that receives the key on stdin.
    pub exec: Option<String>,
    /// File path, with `{name}` for the name of the resource and `{key}` for that of the key.
    pub out: Option<String>,
}

impl Destination {
    /// Returns `true` if there is a destination.
    pub fn is_set(&self) -> bool {
        self.exec.is_some() || self.out.is_some()
    }

    /// Passes the key on and describes the actions. An interruption does not end it, because the command may end by itself.
    /// The second value is `true` if there was one.
    pub async fn pass_on(
        &self,
        value: &str,
        id: &str,
        key: &str,
    ) -> (Result<Vec<String>, Failure>, bool) {
        let mut is_interrupted = interrupt::is_pending().await;
        let (sender, done) = futures::channel::oneshot::channel();
        let (destination, value) = (self.clone(), value.to_owned());
        let (id, key) = (id.to_owned(), key.to_owned());
        std::thread::spawn(move || {
            // The receiver waits until the end.
            let _ = sender.send(destination.pass(&value, &id, &key));
        });
        let mut done = pin!(done);
        let done = tokio::select! {
            done = &mut done => done,
            () = interrupt::interrupted(), if !is_interrupted => {
                is_interrupted = true;
                done.await
            }
        };
        // One that came together with the end of the command was not waited for.
        is_interrupted |= interrupt::is_pending().await;
        let done = done.unwrap_or_else(|_| Err(Failure::other("the key was not passed on", None)));
        (done, is_interrupted)
    }

    fn pass(&self, value: &str, id: &str, key: &str) -> Result<Vec<String>, Failure> {
        let mut done = Vec::new();
        if let Some(out) = &self.out {
            let name = id.rsplit('/').next().unwrap_or_default();
            let path = PathBuf::from(out.replace("{name}", name).replace("{key}", key));
            write_private(&path, value).map_err(|error| {
                let path = path.display();
                Failure::other(
                    format!("the key cannot be written to {path}: {error}"),
                    None,
                )
            })?;
            done.push(format!("written to {}", path.display()));
        }
        if let Some(line) = &self.exec {
            run(line, value, id, key)?;
            done.push(format!("passed to `{line}`"));
        }
        Ok(done)
    }
}

/// Runs a command line with the value on its stdin. Its environment contains the names, but not the value.
fn run(line: &str, value: &str, id: &str, key: &str) -> Result<(), Failure> {
    let failed = |what: String| Failure::other(format!("the command `{line}` {what}"), None);
    let mut command = match cfg!(windows) {
        true => Command::new("cmd"),
        false => Command::new("sh"),
    };
    let mut child = command
        .arg(if cfg!(windows) { "/C" } else { "-c" })
        .arg(line)
        .env("ARM_RESOURCE_ID", id)
        .env("ARM_KEY_NAME", key)
        .stdin(Stdio::piped())
        // stdout is reserved for results of this program, so that the output of the command goes to stderr.
        .stdout(io::stderr())
        .spawn()
        .map_err(|error| failed(format!("cannot be started: {error}")))?;
    let written = match child.stdin.take() {
        Some(mut stdin) => stdin.write_all(value.as_bytes()),
        None => Ok(()),
    };
    let status = child
        .wait()
        .map_err(|error| failed(format!("cannot be waited for: {error}")))?;
    if !status.success() {
        return Err(failed(format!("failed: {status}")));
    }
    match written {
        Err(error) => Err(failed(format!("did not read the key: {error}"))),
        Ok(()) => Ok(()),
    }
}
