//! Parsed files, shared by the packages and threads of a run.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use super::parse::{Parsed, read_and_parse};

/// Parsed files by path. A file is parsed once while any package works on it, and let go with the last of them, so the
/// memory of a long run is that of the packages at work; files that several services share stay.
#[derive(Default)]
pub struct Cache {
    slots: Mutex<HashMap<Arc<Path>, Arc<Mutex<Slot>>>>,
}

#[derive(Default)]
enum Slot {
    #[default]
    Empty,
    InUse(Weak<Parsed>),
    Kept(Arc<Parsed>),
}

impl Cache {
    /// The file, parsed now unless it is held; `keep` holds it for the rest of the run.
    pub(super) fn get(&self, path: &Arc<Path>, keep: bool) -> std::io::Result<Arc<Parsed>> {
        let slot = lock(&self.slots).entry(path.clone()).or_default().clone();
        // Held while the file is parsed: who else wants the file waits for it rather than parse it too.
        let mut slot = lock(&slot);
        let held = match &*slot {
            Slot::Empty => None,
            Slot::InUse(parsed) => parsed.upgrade(),
            Slot::Kept(parsed) => Some(parsed.clone()),
        };
        let parsed = match held {
            Some(parsed) => parsed,
            None => Arc::new(read_and_parse(path)?),
        };
        if keep {
            *slot = Slot::Kept(parsed.clone());
        } else if !matches!(&*slot, Slot::Kept(_)) {
            *slot = Slot::InUse(Arc::downgrade(&parsed));
        }
        Ok(parsed)
    }
}

/// A package whose thread panicked leaves nothing half-done behind the locks.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
