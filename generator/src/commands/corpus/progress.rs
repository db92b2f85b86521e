//! Progress of a long run: a bar on a terminal, lines elsewhere.

use std::io::{IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::report::{Line, Status};

/// The output of progress.
pub(super) enum Progress {
    Bar(ProgressBar),
    Lines,
    Quiet,
}

impl Progress {
    /// Creates the progress of `packages` packages, on stderr.
    pub(super) fn new(packages: usize, quiet: bool) -> Self {
        if quiet {
            Self::Quiet
        } else if std::io::stderr().is_terminal() {
            let bar =
                ProgressBar::with_draw_target(Some(packages as u64), ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
                bar.set_style(style);
            }
            Self::Bar(bar)
        } else {
            Self::Lines
        }
    }

    /// Reports a completed package.
    pub(super) fn done(&self, line: &Line) {
        match self {
            Self::Bar(bar) => {
                bar.set_message(line.name.clone());
                if line.status == Status::Error {
                    bar.println(format!("error {}", line.name));
                }
                bar.inc(1);
            }
            Self::Lines => {
                let status = if line.status == Status::Ok {
                    "ok"
                } else {
                    "error"
                };
                let report = &line.report;
                let text = format!(
                    "{status} {} {} operations, {} lines\n",
                    line.name, report.operations, report.lines
                );
                // Written by a single call, so that lines of several threads are not mixed.
                let _ = std::io::stderr().write_all(text.as_bytes());
            }
            Self::Quiet => {}
        }
    }

    /// Ends the progress.
    pub(super) fn finish(&self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}
