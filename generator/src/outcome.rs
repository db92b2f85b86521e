//! What a command prints, and whether it succeeded.

use crate::cli::{Global, MessageFormat};
use crate::diagnostics::{Diagnostics, summary};

/// What a command prints, and whether it succeeded.
#[derive(Debug, Default)]
pub struct Outcome {
    /// For stdout.
    pub result: String,
    /// For stderr.
    pub messages: String,
    /// Whether there were errors, or stale files.
    pub failed: bool,
}

impl Outcome {
    /// A failure with one message that has no source location.
    pub fn failure(message: impl Into<String>) -> Self {
        Self {
            messages: format!("error: {}\n", message.into()),
            failed: true,
            ..Self::default()
        }
    }

    /// Adds a failure with one message that has no source location.
    pub fn fail(&mut self, message: impl Into<String>) {
        let failure = Self::failure(message);
        self.messages.push_str(&failure.messages);
        self.failed = true;
    }

    /// Adds the diagnostics of a run, with their counts. Warnings are left out of a quiet run.
    pub fn take(&mut self, diagnostics: &Diagnostics, global: Global) {
        self.failed |= diagnostics.has_errors();
        if diagnostics.is_empty() || (global.quiet && !diagnostics.has_errors()) {
            return;
        }
        if global.message_format == MessageFormat::Json {
            self.messages.push_str(&diagnostics.json_lines());
            return;
        }
        self.messages.push_str(&diagnostics.render(global.style()));
        self.messages.push_str(&summary(diagnostics));
        self.messages.push('\n');
    }
}
