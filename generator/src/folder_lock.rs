//! One writer of a folder at a time.

use std::fs::File;
use std::io;
use std::path::Path;

use fs4::FileExt;

/// The right to write a folder, until it is dropped.
#[derive(Debug)]
pub struct Lock {
    _held: Option<File>,
}

impl Lock {
    /// Waits until no other run writes the folder.
    pub fn take(root: &Path) -> io::Result<Self> {
        let file = open(root)?;
        match FileExt::lock(&file) {
            Ok(()) => Ok(Self { _held: Some(file) }),
            // Some file systems of networks have no locks.
            Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(Self { _held: None }),
            Err(error) => Err(error),
        }
    }
}

/// The folder itself is locked, so that no file is left.
#[cfg(unix)]
fn open(root: &Path) -> io::Result<File> {
    File::open(root)
}

/// Folders cannot be locked here.
#[cfg(not(unix))]
fn open(root: &Path) -> io::Result<File> {
    let path = root.join(".generator-lock");
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
}
