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

    /// Claims the first free name of those wanted, or else the last one with the first free number.
    pub fn claim<const N: usize>(&mut self, wanted: [String; N]) -> String {
        for name in &wanted {
            if self.used.insert(name.clone()) {
                return name.clone();
            }
        }
        // Before a number, the underscore of a keyword is not needed.
        let last = wanted.last().map_or("", |it| it.trim_end_matches('_'));
        let number = self.next.entry(last.to_owned()).or_insert(2);
        loop {
            let name = format!(
                "{last}{}{number}",
                if last.ends_with(|it: char| it.is_ascii_digit()) {
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
