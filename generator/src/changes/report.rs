//! Changes as plain text, Markdown and JSON.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Change, Changes, Level};

impl Changes {
    /// Returns the number of changes with a level.
    pub fn count(&self, level: Level) -> usize {
        self.changes.iter().filter(|it| it.level == level).count()
    }

    /// Formats the changes as plain text, with at most `most` lines for each level of a module.
    pub fn to_text(&self, most: usize) -> String {
        if self.changes.is_empty() {
            return "unchanged\n".to_owned();
        }
        let mut text = String::new();
        for ((module, level), changes) in self.by_level() {
            let place = if module.is_empty() {
                String::new()
            } else {
                format!("{module}: ")
            };
            let _ = writeln!(text, "{place}{} {}", changes.len(), level.name());
            for it in changes.iter().take(most) {
                let _ = writeln!(text, "  {} {}: {}", it.kind.name(), it.item, it.change);
            }
            if changes.len() > most {
                let _ = writeln!(text, "  and {} more", changes.len() - most);
            }
        }
        text
    }

    /// Formats the changes as Markdown.
    pub fn to_markdown(&self) -> String {
        if self.changes.is_empty() {
            return "Unchanged.\n".to_owned();
        }
        let mut text = String::new();
        for ((module, level), changes) in self.by_level() {
            let title = if module.is_empty() {
                String::new()
            } else {
                format!("`{module}`: ")
            };
            let gap = if text.is_empty() { "" } else { "\n" };
            let _ = writeln!(text, "{gap}## {title}{} {}\n", changes.len(), level.name());
            for it in changes {
                let _ = writeln!(text, "- {} `{}`: {}", it.kind.name(), it.item, it.change);
            }
        }
        text
    }

    /// Formats the changes as a JSON array.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(&self.changes).unwrap_or_default() + "\n"
    }

    fn by_level(&self) -> BTreeMap<(&str, Level), Vec<&Change>> {
        let mut groups: BTreeMap<(&str, Level), Vec<&Change>> = BTreeMap::new();
        for change in &self.changes {
            groups
                .entry((change.module.as_str(), change.level))
                .or_default()
                .push(change);
        }
        groups
    }
}
