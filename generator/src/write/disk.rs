//! Operations that change the disk. Tests count them to simulate a crash at each.

use std::fs;
use std::io;
use std::path::Path;

/// Changes the disk, and calls a function before each change.
pub(super) struct Disk<'a> {
    step: &'a mut dyn FnMut(),
}

impl<'a> Disk<'a> {
    pub(super) fn new(step: &'a mut dyn FnMut()) -> Self {
        Self { step }
    }

    pub(super) fn write(&mut self, path: &Path, text: &str) -> io::Result<()> {
        self.create_parent(path)?;
        (self.step)();
        fs::write(path, text)
    }

    /// Hard-links a file, so that it keeps its time, or copies it if the file system does not support links.
    pub(super) fn link(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        self.create_parent(to)?;
        (self.step)();
        if fs::hard_link(from, to).is_ok() {
            return Ok(());
        }
        fs::copy(from, to)?;
        let modified = fs::metadata(from)?.modified()?;
        fs::File::options()
            .write(true)
            .open(to)?
            .set_modified(modified)
    }

    pub(super) fn create_parent(&mut self, path: &Path) -> io::Result<()> {
        match path.parent() {
            Some(parent) if !parent.exists() => {
                (self.step)();
                fs::create_dir_all(parent)
            }
            _ => Ok(()),
        }
    }

    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        (self.step)();
        fs::rename(from, to)
    }

    /// Swaps two folders atomically, if the system supports it.
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    pub(super) fn exchange(&mut self, staged: &Path, target: &Path) -> bool {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        (self.step)();
        renameat_with(CWD, staged, CWD, target, RenameFlags::EXCHANGE).is_ok()
    }

    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    pub(super) fn exchange(&mut self, _: &Path, _: &Path) -> bool {
        false
    }

    pub(super) fn move_if_there(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        if fs::symlink_metadata(from).is_err() {
            return Ok(());
        }
        self.create_parent(to)?;
        self.remove(to)?;
        self.rename(from, to)
    }

    pub(super) fn remove(&mut self, path: &Path) -> io::Result<()> {
        let metadata = match fs::symlink_metadata(path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        (self.step)();
        if metadata.is_dir() {
            fs::remove_dir_all(path)
        } else {
            fs::remove_file(path)
        }
    }
}
