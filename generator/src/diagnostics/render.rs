//! Formats diagnostics as text and as JSON, sorted by file and position.

use std::collections::BTreeMap;
use std::fmt;
use std::fmt::Write;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use arm_sensitive::unprintable;
use serde::Serialize;

use super::credentials::mask_credentials;
use super::location::{Target, find_positions, unescape_token};
use super::{Diagnostic, Diagnostics, Position, Severity};

/// The style of printed diagnostics.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Set to use colors on a terminal.
    pub color: bool,
    /// Maximum number of warnings with the same code that are printed in full. The others are counted. Errors are
    /// always printed.
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
    /// All warnings in full, without colors.
    pub const FULL: Self = Self {
        color: false,
        warnings_per_code: usize::MAX,
    };
}

/// A diagnostic with its position and source line.
struct Placed<'a> {
    diagnostic: &'a Diagnostic,
    position: Option<Position>,
    /// `None` if the line is too long to be shown.
    line: Option<String>,
}

/// A diagnostic as JSON.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the names describe the variants")]
pub struct Object {
    pub code: &'static str,
    pub level: &'static str,
    pub message: String,
    pub help: String,
    pub file: Option<String>,
    pub line: Option<usize>,
    pub column: Option<usize>,
    pub pointer: Option<String>,
    /// Number of operations that depend on the value, if it is known.
    pub operations: Option<usize>,
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{}", printable(file))?;
            if let (Some(line), Some(column)) = (self.line, self.column) {
                write!(f, ":{line}:{column}")?;
            }
            f.write_str(": ")?;
        }
        let (message, help) = (printable(&self.message), printable(&self.help));
        write!(f, "{}[{}]: {message}", self.level, self.code)?;
        if let Some(pointer) = self.pointer.as_deref().filter(|it| !it.is_empty()) {
            write!(f, " (at {})", printable(pointer))?;
        }
        write!(f, "\n  help: {help}")
    }
}

impl Diagnostics {
    /// Formats all diagnostics with message, source line and help.
    pub fn render(&self, style: Style) -> String {
        let mut text = String::new();
        let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
        for placed in self.placed() {
            if placed.diagnostic.severity == Severity::Warning {
                let count = shown.entry(placed.diagnostic.code.name).or_default();
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
                let _ = writeln!(text, "warning[{code}] and {rest} more like it");
            }
        }
        text
    }

    /// Returns the diagnostics as JSON objects, in the same order as [`Diagnostics::render`].
    pub fn objects(&self) -> Vec<Object> {
        self.placed().iter().map(Placed::object).collect()
    }

    /// Formats the diagnostics with one line each, followed by their help.
    pub fn lines(&self) -> String {
        let objects = self.objects().into_iter();
        objects.map(|it| format!("{it}\n")).collect()
    }

    /// Formats the diagnostics as JSON, one object per line.
    pub fn json_lines(&self) -> String {
        let objects = self.objects().into_iter();
        // An object of strings and numbers can always be serialized.
        let lines = objects.filter_map(|it| serde_json::to_string(&it).ok());
        lines.map(|line| line + "\n").collect()
    }

    /// Returns the diagnostics with their positions, sorted by file and position.
    fn placed(&self) -> Vec<Placed<'_>> {
        let mut by_file: BTreeMap<Option<&Arc<Path>>, Vec<Placed<'_>>> = BTreeMap::new();
        for diagnostic in &self.found {
            by_file.entry(diagnostic.file()).or_default().push(Placed {
                diagnostic,
                position: diagnostic.position,
                line: None,
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
    let targets: Vec<Target<'_>> = (found.iter())
        .filter_map(|placed| {
            Some(Target {
                pointer: &placed.diagnostic.at.as_ref()?.pointer,
                is_key: placed.diagnostic.is_of_key,
            })
        })
        .collect();
    // A missing file has no lines. It has a diagnostic of its own.
    let Ok(text) = std::fs::read_to_string(file) else {
        return;
    };
    let positions = find_positions(file, &text, &targets);
    for (placed, position) in found.iter_mut().zip(positions) {
        placed.position = placed.position.or(position);
    }
    let lines: Vec<&str> = text.lines().collect();
    for placed in found {
        let line = placed
            .position
            .and_then(|it| lines.get(it.line.checked_sub(1)?));
        // A document can consist of one long line, which must not be copied for each diagnostic.
        placed.line = line
            .filter(|it| it.len() <= LONGEST_LINE)
            .map(|it| it.trim_start_matches('\u{feff}').to_owned());
    }
}

impl Placed<'_> {
    fn render(&self, color: bool) -> String {
        let object = self.object();
        let level = match self.diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level
            .primary_title(printable(&object.message))
            .id(object.code);
        let mut group = Group::with_title(title);
        let path = object.file.as_deref().map(printable);
        match (path, self.position, &self.line) {
            (Some(path), Some(position), Some(line)) => {
                let line = one_for_one(&mask_credentials(line));
                let span = value_span(&line, position.column, self.diagnostic.is_of_key);
                let primary = AnnotationKind::Primary.span(span);
                let snippet = Snippet::source(line).line_start(position.line);
                group = group.element(snippet.path(path).annotation(primary));
            }
            (Some(path), Some(position), _) => {
                let origin = Origin::path(path).line(position.line);
                group = group.element(origin.char_column(position.column));
            }
            (Some(path), None, _) => group = group.element(Origin::path(path)),
            (None, ..) => {}
        }
        if let Some(pointer) = object.pointer.as_deref().filter(|it| !it.is_empty()) {
            let tokens: Vec<_> = pointer.split('/').skip(1).map(unescape_token).collect();
            let shown = printable(&tokens.join(" > "));
            group = group.element(Level::NOTE.message(format!("at {shown}")));
        }
        if let Some(count) = object.operations.filter(|count| *count > 1) {
            let text = format!("{count} operations depend on it");
            group = group.element(Level::NOTE.message(text));
        }
        group = group.element(Level::HELP.message(printable(&object.help)));
        let renderer = match color {
            true => Renderer::styled(),
            false => Renderer::plain(),
        };
        renderer.render(&[group])
    }

    fn object(&self) -> Object {
        let diagnostic = self.diagnostic;
        let help = diagnostic.help.clone();
        Object {
            code: diagnostic.code.name,
            level: diagnostic.severity.name(),
            message: mask_credentials(&diagnostic.message),
            help: help.map_or_else(
                || diagnostic.code.help.to_owned(),
                |it| mask_credentials(&it),
            ),
            file: diagnostic.at.as_ref().map(|at| shown_path(&at.file)),
            line: self.position.map(|it| it.line),
            column: self.position.map(|it| it.column),
            pointer: diagnostic.at.as_ref().map(|at| at.pointer.clone()),
            operations: (diagnostic.operations > 0).then_some(diagnostic.operations),
        }
    }
}

/// The longest line that is shown. A document in one line can have megabytes, and thousands of diagnostics.
const LONGEST_LINE: usize = 4_000;

/// Returns the byte range of the value or key at a column, as far as it is on that line.
fn value_span(line: &str, column: usize, is_key: bool) -> Range<usize> {
    let start = line
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(line.len(), |(offset, _)| offset);
    let rest = &line[start..];
    let length = match rest.chars().next() {
        Some('"') => {
            let mut escaped = false;
            let end = rest[1..].find(|it| {
                let ends = it == '"' && !escaped;
                escaped = it == '\\' && !escaped;
                ends
            });
            end.map_or(rest.len(), |end| end + 2)
        }
        Some('{' | '[') => 1,
        _ if is_key => rest.find(':').unwrap_or(rest.len()),
        _ => rest.find([',', '}', ']']).unwrap_or(rest.len()),
    };
    start..start + rest[..length].trim_end().len()
}

/// A text of the input with unprintable characters escaped, so that it cannot control a terminal.
pub(crate) fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for (character, is_escaped) in unprintable(text) {
        match is_escaped {
            true => shown.extend(character.escape_default()),
            false => shown.push(character),
        }
    }
    shown
}

/// Replaces each unprintable character by a single other one, so that columns are preserved.
fn one_for_one(line: &str) -> String {
    let replaced = unprintable(line).map(|it| match it {
        ('\t', _) => ' ',
        (_, true) => '\u{fffd}',
        (character, false) => character,
    });
    replaced.collect()
}

/// Returns a path for messages, relative to the current directory if it is below it.
pub(crate) fn shown_path(path: &Path) -> String {
    let current = std::env::current_dir().unwrap_or_default();
    let shown = path.strip_prefix(current).unwrap_or(path);
    match shown.as_os_str().is_empty() {
        true => ".".to_owned(),
        false => shown.display().to_string(),
    }
}

/// Returns a number with a noun, such as `2 operations`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Returns the counts at the end of a run, such as `2 errors, 1 warning`. Empty if there are none.
pub fn summary(diagnostics: &Diagnostics) -> String {
    [Severity::Error, Severity::Warning]
        .into_iter()
        .map(|severity| (severity.name(), diagnostics.count(severity)))
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| counted(count, name))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Location, code};

    #[test]
    fn findings_are_sorted_by_file_and_position_and_like_warnings_are_counted() {
        let directory =
            std::env::temp_dir().join(format!("generator-render-{}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        let file: Arc<Path> = directory.join("a.json").into();
        std::fs::write(&file, "{\n  \"a\": 1,\n  \"b\": [2]\n}\n").unwrap();
        let mut diagnostics = Diagnostics::default();
        diagnostics
            .error(&code::BAD_NAME, Location::new(file.clone(), "/b/0"), "two")
            .help("make it 1");
        for _ in 0..2 {
            diagnostics.error(
                &code::TAB,
                Location::new(file.clone(), "/a"),
                "one\u{1b}\u{ad}\u{e0041}",
            );
        }
        for _ in 0..3 {
            diagnostics.warn(&code::NO_RUNTIME, None, "odd");
        }
        let text = diagnostics.render(Style {
            color: false,
            warnings_per_code: 1,
        });
        let (no_runtime, first, second) = (
            text.find("warning[no-runtime]: odd"),
            text.find("error[tab]: one\\u{1b}\\u{ad}\\u{e0041}"),
            text.find("error[bad-name]: two"),
        );
        assert!(
            no_runtime.is_some() && no_runtime < first && first < second,
            "{text}"
        );
        assert!(
            text.contains("a.json:3:9") && text.contains("at b > 0"),
            "{text}"
        );
        assert!(text.contains("= help: make it 1"), "{text}");
        assert!(
            text.ends_with("warning[no-runtime] and 2 more like it\n"),
            "{text}"
        );
        assert_eq!(summary(&diagnostics), "2 errors, 3 warnings");
        std::fs::remove_dir_all(directory).unwrap();
    }

    #[test]
    fn a_value_ends_at_its_quotes_or_before_punctuation() {
        for (line, column, is_key, expected) in [
            (r#""a": "b""#, 6, false, r#""b""#),
            (r#""a\\": "b""#, 1, true, r#""a\\""#),
            (r#""a\"b": "c""#, 1, true, r#""a\"b""#),
            (r#""open"#, 1, false, r#""open"#),
            ("key: value # why", 1, true, "key"),
            ("[1 , 2]", 2, false, "1"),
            ("{a: 1}", 1, false, "{"),
            ("é: ö", 4, false, "ö"),
            ("a", 9, false, ""),
        ] {
            assert_eq!(&line[value_span(line, column, is_key)], expected, "{line}");
        }
    }

    #[test]
    fn long_lines_are_neither_kept_nor_shown() {
        let path = std::env::temp_dir().join(format!("generator-line-{}.json", std::process::id()));
        let filler = "x".repeat(LONGEST_LINE);
        std::fs::write(&path, format!(r#"{{"filler": "{filler}", "a": 1}}"#)).unwrap();
        let mut diagnostics = Diagnostics::default();
        let at = Location::new(Arc::<Path>::from(path.as_path()), "/a");
        diagnostics.error(&code::BAD_NAME, at, "wrong");
        assert!(diagnostics.placed().iter().all(|it| it.line.is_none()));
        let text = diagnostics.render(Style::FULL);
        assert!(text.contains(".json:1:4021"), "{text}");
        assert!(!text.contains(&filler), "{text}");
        std::fs::remove_file(path).unwrap();
    }
}
