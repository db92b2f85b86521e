//! How far a long run is: a bar on a terminal, plain lines elsewhere.

use std::io::{IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::report::{Line, Status};

/// Where progress goes.
pub(super) enum Progress {
    Bar(ProgressBar),
    Lines,
    Quiet,
}

impl Progress {
    /// Progress over `packages` packages, on stderr.
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

    /// A package is done.
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
                // One call, so that lines of several threads do not mix.
                let _ = std::io::stderr().write_all(text.as_bytes());
            }
            Self::Quiet => {}
        }
    }

    /// The run is over.
    pub(super) fn finish(&self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}
