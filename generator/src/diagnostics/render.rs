//! Diagnostics as text, sorted by file and position, with line and column.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use super::{Diagnostic, Diagnostics, Position, Severity, location::find_positions};

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Colours, for a terminal.
    pub color: bool,
    /// How many warnings of one code are printed in full; the others are counted. Errors are always printed.
    pub warnings_per_code: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            color: false,
            warnings_per_code: 3,
        }
    }
}

impl Style {
    /// Every warning in full, without colours.
    pub const FULL: Self = Self {
        color: false,
        warnings_per_code: usize::MAX,
    };
}

/// A diagnostic with its place in the text.
struct Placed<'a> {
    diagnostic: &'a Diagnostic,
    position: Option<Position>,
}

impl Diagnostics {
    /// The text of all findings, each on a line of its own with its help below it.
    pub fn render(&self, style: Style) -> String {
        let mut text = String::new();
        let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
        for placed in self.placed() {
            if placed.diagnostic.severity == Severity::Warning {
                let count = shown.entry(placed.diagnostic.code).or_default();
                *count += 1;
                if *count > style.warnings_per_code {
                    continue;
                }
            }
            text.push_str(&placed.render(style.color));
            text.push('\n');
        }
        for (code, count) in shown {
            let rest = count.saturating_sub(style.warnings_per_code);
            if rest > 0 {
                let _ = writeln!(
                    text,
                    "{} and {rest} more like it",
                    tag(Severity::Warning, code, style.color)
                );
            }
        }
        text
    }

    /// Each finding as one text, in the order of [`Diagnostics::render`].
    pub fn render_each(&self) -> Vec<String> {
        self.placed()
            .iter()
            .map(|placed| placed.render(false))
            .collect()
    }

    /// The findings with their places: errors and warnings together, by file and position.
    fn placed(&self) -> Vec<Placed<'_>> {
        let mut by_file: BTreeMap<Option<&Arc<Path>>, Vec<Placed<'_>>> = BTreeMap::new();
        for diagnostic in &self.found {
            by_file.entry(diagnostic.file()).or_default().push(Placed {
                diagnostic,
                position: diagnostic.position,
            });
        }
        for (file, found) in &mut by_file {
            if let Some(file) = file {
                find_places(file, found);
            }
            found.sort_by_key(|placed| placed.position);
        }
        by_file.into_values().flatten().collect()
    }
}

fn find_places(file: &Path, found: &mut [Placed<'_>]) {
    if found.iter().all(|placed| placed.position.is_some()) {
        return;
    }
    let pointers: Vec<&str> = found
        .iter()
        .filter_map(|placed| placed.diagnostic.at.as_ref())
        .map(|at| at.pointer.as_str())
        .collect();
    // A file that is not there has no places, and its own diagnostic says so.
    let Ok(text) = std::fs::read_to_string(file) else {
        return;
    };
    let positions = find_positions(file, &text, &pointers);
    for (placed, position) in found.iter_mut().zip(positions) {
        placed.position = placed.position.or(position);
    }
}

impl Placed<'_> {
    fn render(&self, color: bool) -> String {
        let mut text = String::new();
        if let Some(at) = &self.diagnostic.at {
            text.push_str(&shown_path(&at.file));
            if let Some(Position { line, column }) = self.position {
                let _ = write!(text, ":{line}:{column}");
            }
            text.push_str(": ");
        }
        text.push_str(&tag(self.diagnostic.severity, self.diagnostic.code, color));
        text.push_str(": ");
        text.push_str(&self.diagnostic.message);
        if let Some(at) = self
            .diagnostic
            .at
            .as_ref()
            .filter(|at| !at.pointer.is_empty())
        {
            let _ = write!(text, " (at {})", at.pointer);
        }
        if let Some(help) = &self.diagnostic.help {
            let _ = write!(text, "\n  help: {help}");
        }
        text
    }
}

fn tag(severity: Severity, code: &str, color: bool) -> String {
    let name = severity.name();
    match (color, severity) {
        (false, _) => format!("{name}[{code}]"),
        (true, Severity::Error) => format!("\u{1b}[1;31m{name}[{code}]\u{1b}[0m"),
        (true, Severity::Warning) => format!("\u{1b}[1;33m{name}[{code}]\u{1b}[0m"),
    }
}

/// A path as messages show it: relative to the current directory where it lies below it.
pub(crate) fn shown_path(path: &Path) -> String {
    let current = std::env::current_dir().unwrap_or_default();
    let shown = path.strip_prefix(current).unwrap_or(path);
    shown.display().to_string()
}

/// The counts that end a run: `2 errors, 1 warning`; empty when nothing was found.
pub fn summary(diagnostics: &Diagnostics) -> String {
    [Severity::Error, Severity::Warning]
        .into_iter()
        .map(|severity| (severity.name(), diagnostics.count(severity)))
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{count} {name}{}", if count == 1 { "" } else { "s" }))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Location;

    #[test]
    fn findings_are_sorted_by_file_and_position_and_like_warnings_are_counted() {
        let directory =
            std::env::temp_dir().join(format!("generator-render-{}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        let file: Arc<Path> = directory.join("a.json").into();
        std::fs::write(&file, "{\n  \"a\": 1,\n  \"b\": [2]\n}\n").unwrap();
        let mut diagnostics = Diagnostics::default();
        diagnostics
            .error("second", Location::new(file.clone(), "/b/0"), "two")
            .help("make it 1");
        diagnostics.error("first", Location::new(file.clone(), "/a"), "one");
        for _ in 0..3 {
            diagnostics.warn("odd", None, "odd");
        }
        let text = diagnostics.render(Style {
            color: false,
            warnings_per_code: 1,
        });
        let shown = file.display();
        assert_eq!(
            text,
            format!(
                "warning[odd]: odd\n\
                 {shown}:2:8: error[first]: one (at /a)\n\
                 {shown}:3:9: error[second]: two (at /b/0)\n  help: make it 1\n\
                 warning[odd] and 2 more like it\n"
            )
        );
        assert_eq!(summary(&diagnostics), "2 errors, 3 warnings");
        std::fs::remove_dir_all(directory).unwrap();
    }
}
