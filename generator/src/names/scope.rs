//! Names that are unique in one scope.

use std::collections::{HashMap, HashSet};

/// The names of one scope so far.
#[derive(Default)]
pub(super) struct Scope {
    used: HashSet<String>,
    /// The number to try next for a name: many may collide.
    next: HashMap<String, usize>,
}

impl Scope {
    /// A scope in which some names are taken from the start.
    pub fn with(reserved: &[&str]) -> Self {
        Self {
            used: reserved.iter().map(|it| (*it).to_owned()).collect(),
            next: HashMap::new(),
        }
    }

    /// The first of the wanted names that is free, else the last with the first free number.
    pub fn claim<const N: usize>(&mut self, wanted: [String; N]) -> String {
        for name in &wanted {
            if self.used.insert(name.clone()) {
                return name.clone();
            }
        }
        // A keyword's underscore is not needed before a number.
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
