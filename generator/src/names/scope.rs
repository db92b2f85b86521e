//! Names that are unique in one scope.

use std::collections::{HashMap, HashSet};

/// The names of one scope so far.
#[derive(Default)]
pub(super) struct Scope {
    used: HashSet<String>,
    /// The number to try next for a name, since many may collide.
    next: HashMap<String, usize>,
}

impl Scope {
    /// Creates a scope with reserved names.
    pub fn with(reserved: &[impl AsRef<str>]) -> Self {
        Self {
            used: reserved.iter().map(|it| it.as_ref().to_owned()).collect(),
            next: HashMap::new(),
        }
    }

    /// Claims the wanted name, or else the other one, or else that with the first free number.
    pub fn claim_or(&mut self, wanted: String, other: impl FnOnce() -> String) -> String {
        match self.used.insert(wanted.clone()) {
            true => wanted,
            false => self.claim(other()),
        }
    }

    /// Claims the wanted name, or else that with the first free number.
    pub fn claim(&mut self, wanted: String) -> String {
        if self.used.insert(wanted.clone()) {
            return wanted;
        }
        // Before a number, the mark of a keyword is not needed.
        let wanted = wanted.trim_start_matches("r#").trim_end_matches('_');
        let number = self.next.entry(wanted.to_owned()).or_insert(2);
        loop {
            let name = format!(
                "{wanted}{}{number}",
                if wanted.ends_with(|it: char| it.is_ascii_digit()) {
                    "_"
                } else {
                    ""
                }
            );
            *number += 1;
            if self.used.insert(name.clone()) {
                return name;
            }
        }
    }
}
