//! Exclusive access to a folder.

use std::fs::File;
use std::io;
use std::path::Path;

use fs4::FileExt;

/// Exclusive access to a folder, released on drop.
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
            // Some network file systems do not support locks.
            Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(Self { _held: None }),
            Err(error) => Err(error),
        }
    }
}

/// Locks the folder itself, so that no lock file remains.
#[cfg(unix)]
fn open(root: &Path) -> io::Result<File> {
    File::open(root)
}

/// Folders cannot be locked on this platform.
#[cfg(not(unix))]
fn open(root: &Path) -> io::Result<File> {
    let path = root.join(".generator-lock");
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
}
