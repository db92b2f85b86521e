//! Diagnostics: errors and warnings about the input, collected per stage with their locations, and printed once.
//!
//! A stage reports everything it finds and continues; [`Diagnostics::finish`] then ends it. A run therefore reports all
//! errors of a stage, and no stage works on a value that an earlier one rejected.

pub mod code;
mod credentials;
mod location;
mod nearest;
mod render;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

pub use code::Code;
pub(crate) use credentials::{mask_credentials, without_credentials, without_password};
pub use location::{Location, Position};
pub(crate) use location::{Target, escape_token, find_positions, unescape_token};
pub(crate) use nearest::nearest;
pub use render::{Object, Style, summary};
pub(crate) use render::{counted, printable, shown_path};

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// The input cannot be processed.
    Error,
    /// The input is faulty, but is processed according to a general rule.
    Warning,
}

impl Severity {
    /// Returns the word used in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// An error or a warning.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Diagnostic {
    /// Severity.
    pub severity: Severity,
    /// Code.
    pub code: &'static Code,
    /// Description of the problem.
    pub message: String,
    /// Location of the faulty value. For a missing value, the location of its parent.
    pub at: Option<Location>,
    /// Suggestion, if it is more specific than the help of the code.
    pub help: Option<String>,
    /// Number of operations that depend on the value, or 0 while it is unknown.
    pub operations: usize,
    /// Set if the key is faulty, rather than its value. The position is then that of the key.
    pub is_of_key: bool,
    /// Position in the text, if it is known without the pointer, because a file that cannot be parsed has no pointers.
    pub position: Option<Position>,
}

impl Diagnostic {
    /// Sets the help.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Sets the position to the key of the location.
    pub fn of_key(&mut self) -> &mut Self {
        self.is_of_key = true;
        self
    }

    /// Sets the position in a file that has no pointers.
    pub fn position(&mut self, line: usize, column: usize) -> &mut Self {
        self.position = Some(Position { line, column });
        self
    }

    /// Returns the file of the diagnostic.
    pub fn file(&self) -> Option<&Arc<Path>> {
        self.at.as_ref().map(|at| &at.file)
    }
}

/// The diagnostics of one or more stages, in the order in which they were reported.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    /// Index of each diagnostic with a location. A fault in a shared file is reported once.
    known: HashMap<(&'static str, Location, String), usize>,
}

impl Diagnostics {
    /// Reports an error.
    pub fn error(
        &mut self,
        code: &'static Code,
        at: impl Into<Option<Location>>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.report(Severity::Error, code, at.into(), message.into())
    }

    /// Reports a warning.
    pub fn warn(
        &mut self,
        code: &'static Code,
        at: impl Into<Option<Location>>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.report(Severity::Warning, code, at.into(), message.into())
    }

    /// Reports a panic of the generator at a package.
    pub fn defect(&mut self, package: &str) {
        let message = format!("the generator failed at {package}");
        self.error(&code::DEFECT, None, message);
    }

    fn report(
        &mut self,
        severity: Severity,
        code: &'static Code,
        at: Option<Location>,
        message: String,
    ) -> &mut Diagnostic {
        let known = at
            .clone()
            .and_then(|at| self.known.get(&(code.name, at, message.clone())).copied());
        let index = known.unwrap_or(self.found.len());
        if known.is_none() {
            self.push(Diagnostic {
                severity,
                code,
                message,
                at,
                help: None,
                operations: 0,
                is_of_key: false,
                position: None,
            });
        }
        &mut self.found[index]
    }

    /// Adds a diagnostic, or adds its operations to an equal one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if let Some(at) = &diagnostic.at {
            let key = (diagnostic.code.name, at.clone(), diagnostic.message.clone());
            match self.known.entry(key) {
                Entry::Occupied(known) => {
                    self.found[*known.get()].operations += diagnostic.operations;
                    return;
                }
                Entry::Vacant(free) => free.insert(self.found.len()),
            };
        }
        self.found.push(diagnostic);
    }

    /// Adds the diagnostics of another stage.
    pub fn append(&mut self, other: Diagnostics) {
        other.found.into_iter().for_each(|it| self.push(it));
    }

    /// Returns an iterator over the diagnostics, which allows to add facts found later.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.found.iter_mut()
    }

    /// Returns an iterator over the diagnostics, in the order in which they were reported.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// Returns `true` if there are no diagnostics.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Returns `true` if there are errors.
    pub fn has_errors(&self) -> bool {
        self.found
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Returns the number of diagnostics with this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.found
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    }

    /// Ends a stage: an error when it reported one.
    pub fn finish(&self) -> Result<(), Failed> {
        if self.has_errors() {
            Err(Failed)
        } else {
            Ok(())
        }
    }
}

/// A stage reported errors; they are in its [`Diagnostics`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Failed;

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the input has errors")
    }
}

impl std::error::Error for Failed {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_ends_with_an_error_and_not_with_a_warning() {
        let mut diagnostics = Diagnostics::default();
        diagnostics.warn(&code::TAB, None, "odd").help("mend it");
        assert_eq!(diagnostics.finish(), Ok(()));
        diagnostics.error(
            &code::DEFECT,
            Location::new(Path::new("a.json"), "/x"),
            "bad",
        );
        assert_eq!(diagnostics.finish(), Err(Failed));
        assert_eq!(
            (
                diagnostics.count(Severity::Error),
                diagnostics.count(Severity::Warning)
            ),
            (1, 1)
        );
    }
}
