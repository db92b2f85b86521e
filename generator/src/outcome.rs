//! The output and success of a command.

use crate::cli::{Global, MessageFormat};
use crate::diagnostics::{Diagnostics, mask_credentials, summary};

/// The output and success of a command.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Text for stdout.
    pub result: String,
    /// Text for stderr.
    pub messages: String,
    /// Set if there were errors or stale files.
    pub failed: bool,
}

impl Outcome {
    /// Creates a failure with one message that has no source location.
    pub fn failure(message: impl Into<String>) -> Self {
        Self {
            messages: format!("error: {}\n", mask_credentials(&message.into())),
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

    /// Adds the diagnostics of a run and their counts. A quiet run omits warnings.
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
