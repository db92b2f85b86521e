//! What is wrong with the input, collected per stage with its place, and printed once.
//!
//! A stage reports everything it finds and goes on; [`Diagnostics::finish`] then ends it. So one run names every
//! mistake of a stage, and no stage works on a value that an earlier one refused.

mod location;
mod render;

use std::fmt;
use std::path::Path;
use std::sync::Arc;

pub use location::{Location, Position};
pub(crate) use location::{escape_token, unescape_token};
pub(crate) use render::shown_path;
pub use render::{Style, summary};

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
    /// Names the kind of finding; stable, kebab-case.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// The value at fault; for a missing value, what should hold it.
    pub at: Option<Location>,
    /// What to do.
    pub help: Option<String>,
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
}

impl Diagnostics {
    /// Reports what ends the stage.
    pub fn error(
        &mut self,
        code: &'static str,
        at: impl Into<Option<Location>>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.report(Severity::Error, code, at.into(), message.into())
    }

    /// Reports what a general rule copes with.
    pub fn warn(
        &mut self,
        code: &'static str,
        at: impl Into<Option<Location>>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.report(Severity::Warning, code, at.into(), message.into())
    }

    fn report(
        &mut self,
        severity: Severity,
        code: &'static str,
        at: Option<Location>,
        message: String,
    ) -> &mut Diagnostic {
        let index = self.found.len();
        self.push(Diagnostic {
            severity,
            code,
            message,
            at,
            help: None,
            position: None,
        });
        &mut self.found[index]
    }

    /// Takes a finding that is already made.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Takes over the findings of another stage.
    pub fn append(&mut self, mut other: Diagnostics) {
        self.found.append(&mut other.found);
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
        diagnostics.warn("odd", None, "odd").help("mend it");
        assert_eq!(diagnostics.finish(), Ok(()));
        diagnostics.error("bad", Location::new(Path::new("a.json"), "/x"), "bad");
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
