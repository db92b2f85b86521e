//! Names that are unique in one scope.

use std::collections::HashSet;

/// The names of one scope so far.
#[derive(Default)]
pub(super) struct Scope {
    used: HashSet<String>,
}

impl Scope {
    /// A scope in which some names are taken from the start.
    pub fn with(reserved: &[&str]) -> Self {
        Self {
            used: reserved.iter().map(|it| (*it).to_owned()).collect(),
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
        let mut number = 2_usize;
        loop {
            let name = format!(
                "{last}{}{number}",
                if last.ends_with(|it: char| it.is_ascii_digit()) {
                    "_"
                } else {
                    ""
                }
            );
            if self.used.insert(name.clone()) {
                return name;
            }
            number += 1;
        }
    }
}
