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

    /// Returns an error if a file path would have a name of the resource or of a key that is not a single component of a path. The
    /// service chooses the names of keys.
    pub fn check(&self, id: &str, keys: &[String]) -> Result<(), Failure> {
        let Some(out) = &self.out else {
            return Ok(());
        };
        let name = name_of(id);
        let keys = keys.iter().filter(|_| out.contains("{key}"));
        let names = keys
            .map(String::as_str)
            .chain(out.contains("{name}").then_some(name));
        for name in names {
            if matches!(name, "" | "." | "..") || name.contains(['/', '\\', '\0']) {
                return Err(Failure::with_hint(
                    format!(
                        "--out: `{}` cannot be a part of a file name",
                        name.escape_debug()
                    ),
                    "write the path without `{key}` and `{name}`",
                ));
            }
        }
        Ok(())
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
        // An interruption at the end of the command is not seen above.
        is_interrupted |= interrupt::is_pending().await;
        let done = done.unwrap_or_else(|_| Err(Failure::other("the key was not passed on", None)));
        (done, is_interrupted)
    }

    fn pass(&self, value: &str, id: &str, key: &str) -> Result<Vec<String>, Failure> {
        let mut done = Vec::new();
        if let Some(out) = &self.out {
            let path = PathBuf::from(out.replace("{name}", name_of(id)).replace("{key}", key));
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

/// Returns the name of a resource, the last segment of its ID.
fn name_of(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or_default()
}

#[cfg(windows)]
fn shell(line: &str) -> Command {
    use std::os::windows::process::CommandExt;

    let mut command = Command::new("cmd");
    // `cmd` does not understand the escapes of quotes that `arg` writes.
    command.args(["/S", "/C"]).raw_arg(format!("\"{line}\""));
    command
}

#[cfg(not(windows))]
fn shell(line: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", line]);
    command
}

/// Runs a command line with the value on its stdin. Its environment contains the names, but not the value.
fn run(line: &str, value: &str, id: &str, key: &str) -> Result<(), Failure> {
    let failed = |what: String| Failure::other(format!("the command `{line}` {what}"), None);
    let mut child = shell(line)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_no_other_folder() {
        for (out, id, keys, is_valid) in [
            (None, "/x/..", &["../k"][..], true),
            (
                Some("keys/{name}-{key}"),
                "/x/m",
                &["key1", "key 2", "..k"],
                true,
            ),
            (Some("keys/{name}"), "/x/m", &["../k"], true),
            (Some("keys/{key}"), "/x/..", &["key1"], true),
            (Some("keys"), "/x/..", &["../k"], true),
            (Some("keys/{name}"), "/x/..", &["key1"], false),
            (Some("keys/{name}"), "/x/", &["key1"], false),
            (Some("{key}"), "/x/m", &["key1", "../k"], false),
            (Some("{key}"), "/x/m", &["a\\k"], false),
            (Some("{key}"), "/x/m", &["."], false),
            (Some("{key}"), "/x/m", &["/etc/k"], false),
        ] {
            let destination = Destination {
                out: out.map(str::to_owned),
                exec: None,
            };
            let keys: Vec<String> = keys.iter().map(|it| (*it).to_owned()).collect();
            let checked = destination.check(id, &keys);
            assert_eq!(checked.is_ok(), is_valid, "{out:?} {id} {keys:?}");
        }
    }
}
