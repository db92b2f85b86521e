//! Looks up members of JSON objects by comparing keys.

use serde_json::{Map, Value};

/// The largest object whose keys are compared in turn. Hashing a key takes as long as comparing about 20 of them.
const FEW: usize = 16;

/// Looks up members. The keywords of a schema are looked up a hundred times, mostly in objects with few members
/// and without the keyword.
pub(super) trait Lookup {
    fn member(&self, key: &str) -> Option<&Value>;

    fn has(&self, key: &str) -> bool {
        self.member(key).is_some()
    }
}

impl Lookup for Map<String, Value> {
    fn member(&self, key: &str) -> Option<&Value> {
        if self.len() > FEW {
            return self.get(key);
        }
        let found = self.iter().find(|(name, _)| *name == key);
        found.map(|(_, member)| member)
    }
}

impl Lookup for Value {
    fn member(&self, key: &str) -> Option<&Value> {
        self.as_object()?.member(key)
    }
}
