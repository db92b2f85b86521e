//! Parsed files, shared by the packages and threads of a run.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use super::parse::{Meaning, Parsed, read_and_parse};

/// Parsed files by path. A file is parsed once while any package uses it, and dropped with the last of these packages,
/// so that the memory use depends on the packages in progress. Files shared by several services are kept.
#[derive(Default)]
pub struct Cache {
    slots: Mutex<HashMap<Arc<Path>, Arc<Mutex<Slot>>>>,
    operation_ids: Mutex<HashMap<Vec<PathBuf>, Arc<Vec<String>>>>,
}

#[derive(Default)]
enum Slot {
    #[default]
    Empty,
    InUse(Weak<Parsed>),
    Kept(Arc<Parsed>),
}

impl Cache {
    /// Returns the operationIds of input files, which `read` reads once.
    pub(crate) fn operation_ids(
        &self,
        inputs: &[PathBuf],
        read: impl FnOnce() -> Vec<String>,
    ) -> Arc<Vec<String>> {
        let known = lock(&self.operation_ids).get(inputs).cloned();
        known.unwrap_or_else(|| {
            let ids = Arc::new(read());
            lock(&self.operation_ids).insert(inputs.to_vec(), ids.clone());
            ids
        })
    }

    /// Returns the parsed file. `keep` caches it for the rest of the run.
    pub(super) fn get(&self, path: &Arc<Path>, keep: bool) -> std::io::Result<Arc<Parsed>> {
        let slot = lock(&self.slots).entry(path.clone()).or_default().clone();
        // Held while the file is parsed. Concurrent readers wait instead of parsing twice.
        let mut slot = lock(&slot);
        let held = match &*slot {
            Slot::Empty => None,
            Slot::InUse(parsed) => parsed.upgrade(),
            Slot::Kept(parsed) => Some(parsed.clone()),
        };
        let parsed = match held {
            Some(parsed) => parsed,
            None => Arc::new(read_and_parse(path, Meaning::Description)?),
        };
        if keep {
            *slot = Slot::Kept(parsed.clone());
        } else if !matches!(&*slot, Slot::Kept(_)) {
            *slot = Slot::InUse(Arc::downgrade(&parsed));
        }
        Ok(parsed)
    }
}

/// Locks a mutex even if another thread panicked, because the data behind it stays consistent.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
