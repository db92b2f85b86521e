//! What is wrong with the input, collected per stage with its place, and printed once.
//!
//! A stage reports everything it finds and goes on; [`Diagnostics::finish`] then ends it. So one run names every
//! mistake of a stage, and no stage works on a value that an earlier one refused.

pub mod code;
mod location;
mod nearest;
mod render;

use std::collections::HashMap;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

pub use code::Code;
pub use location::{Location, Position};
pub(crate) use location::{escape_token, unescape_token};
pub(crate) use nearest::nearest;
pub use render::{Object, Style, summary};
pub(crate) use render::{printable, shown_path};

/// Whether a diagnostic ends the stage.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// The input cannot be taken as it is.
    Error,
    /// The input is at fault, and a general rule copes with it.
    Warning,
}

impl Severity {
    /// The word that messages use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One finding.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Diagnostic {
    /// Whether it ends the stage.
    pub severity: Severity,
    /// The kind of finding.
    pub code: &'static Code,
    /// What is wrong.
    pub message: String,
    /// The value at fault; for a missing value, what should hold it.
    pub at: Option<Location>,
    /// What to do here, where that is closer than the help of the code.
    pub help: Option<String>,
    /// How many operations depend on the value; 0 while that is not known.
    pub operations: usize,
    /// The place in the text, where it is known without the pointer: a file that does not parse has no pointers.
    pub position: Option<Position>,
}

impl Diagnostic {
    /// Says what to do.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Gives the place in the text of a file that has no pointers.
    pub fn position(&mut self, line: usize, column: usize) -> &mut Self {
        self.position = Some(Position { line, column });
        self
    }

    /// The file that the finding is in.
    pub fn file(&self) -> Option<&Arc<Path>> {
        self.at.as_ref().map(|at| &at.file)
    }
}

/// The findings of one or more stages, in the order in which they were made.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    /// The index of each finding with a source location: a fault in a shared file is reported once.
    known: HashMap<(&'static str, Location, String), usize>,
}

impl Diagnostics {
    /// Reports what ends the stage.
    pub fn error(
        &mut self,
        code: &'static Code,
        at: impl Into<Option<Location>>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.report(Severity::Error, code, at.into(), message.into())
    }

    /// Reports what a general rule copes with.
    pub fn warn(
        &mut self,
        code: &'static Code,
        at: impl Into<Option<Location>>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.report(Severity::Warning, code, at.into(), message.into())
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
                position: None,
            });
        }
        &mut self.found[index]
    }

    /// Takes a finding that is already made.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if let Some(at) = &diagnostic.at {
            let key = (diagnostic.code.name, at.clone(), diagnostic.message.clone());
            self.known.entry(key).or_insert(self.found.len());
        }
        self.found.push(diagnostic);
    }

    /// Takes over the findings of another stage.
    pub fn append(&mut self, other: Diagnostics) {
        other.found.into_iter().for_each(|it| self.push(it));
    }

    /// The findings, to add what is known of them later.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.found.iter_mut()
    }

    /// The findings, in the order in which they were made.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether anything ends the stage.
    pub fn has_errors(&self) -> bool {
        self.found
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// How many findings have this severity.
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
