//! How far a long-running operation is: a spinner on a terminal, lines elsewhere.

use std::io::Write;
use std::time::Duration;

use arm_runtime::Progress;
use console::Term;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::error::shown;

/// Shows progress on stderr.
pub enum Watcher {
    Spinner(ProgressBar),
    /// With the last state that was told.
    Lines(String),
    Silent,
}

impl Watcher {
    pub fn new(quiet: bool) -> Self {
        let dumb = std::env::var_os("TERM").is_some_and(|it| it == "dumb");
        if quiet {
            return Self::Silent;
        }
        if dumb || !Term::stderr().is_term() {
            return Self::Lines(String::new());
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        bar.set_message("Starting");
        bar.enable_steady_tick(Duration::from_millis(100));
        Self::Spinner(bar)
    }

    pub fn tell(&mut self, progress: &Progress) {
        let mut state = shown(&progress.status);
        if let Some(percent) = progress.percent_complete {
            state.push_str(&format!(", {percent:.0} %"));
        }
        match self {
            Self::Spinner(bar) => bar.set_message(state),
            Self::Lines(last) if *last != state => {
                // When stderr is closed there is nobody to tell.
                let _ = writeln!(
                    std::io::stderr(),
                    "{state} ({} s)",
                    progress.elapsed.as_secs()
                );
                *last = state;
            }
            Self::Lines(_) | Self::Silent => {}
        }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        if let Self::Spinner(bar) = self {
            bar.finish_and_clear();
        }
    }
}
