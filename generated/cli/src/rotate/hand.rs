//! Hands a new key over: to the stdin of a command, or to a file that only its owner can read.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::error::Failure;

/// Where new keys go.
#[derive(Clone, Debug, Default)]
pub struct Hand {
    /// A command line for the shell; it gets the key on stdin.
    pub exec: Option<String>,
    /// A file; `{name}` is the name of the resource, `{key}` that of the key.
    pub out: Option<String>,
}

impl Hand {
    /// Returns whether keys go anywhere.
    pub fn takes(&self) -> bool {
        self.exec.is_some() || self.out.is_some()
    }

    /// Hands the value over; says what was done.
    pub fn over(&self, value: &str, id: &str, key: &str) -> Result<Vec<String>, Failure> {
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
            done.push(format!("handed to `{line}`"));
        }
        Ok(done)
    }
}

/// Runs a command line with the value on its stdin. The names are in its environment, the value is not.
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
        // Results of this program go to stdout; what the command says is not one.
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

/// Writes a file that only its owner can read, or leaves the one that is there: it is written beside it and moved.
pub fn write_private(path: &Path, text: &str) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let beside = folder.join(format!(
        ".{}.{}",
        name.to_string_lossy(),
        std::process::id()
    ));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&beside).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&beside, path)
    });
    if written.is_err() {
        // The first error is the one to tell.
        let _ = std::fs::remove_file(&beside);
    }
    written
}
