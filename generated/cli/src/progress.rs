//! Progress of long-running operations: a spinner on a terminal, lines elsewhere.

use std::io::Write;
use std::pin::pin;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use arm_runtime::Progress;
use console::Term;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::terminal;

/// Time after which the terminal shows that a request is pending.
const PATIENCE: Duration = Duration::from_secs(2);

/// The spinner on the terminal, if there is one. Other lines are printed above it.
static SPINNER: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// Writes to stderr without breaking the line of a spinner.
pub fn above(write: impl FnOnce()) {
    let spinner = SPINNER.lock().unwrap_or_else(PoisonError::into_inner);
    match spinner.as_ref() {
        Some(bar) => bar.suspend(write),
        None => write(),
    }
}

/// Awaits `work`, and shows on a terminal that it is pending if it takes long.
pub async fn patiently<T>(quiet: bool, what: &str, work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    match tokio::time::timeout(PATIENCE, &mut work).await {
        Ok(done) => done,
        Err(_) => {
            let mut watcher = Watcher::new(quiet);
            watcher.wait_for(what);
            let done = work.await;
            drop(watcher);
            done
        }
    }
}

/// Shows progress on stderr.
pub enum Watcher {
    Spinner(ProgressBar),
    /// The last reported state.
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
        *SPINNER.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar.clone());
        Self::Spinner(bar)
    }

    /// Shows the name of the awaited operation, on a terminal only.
    fn wait_for(&mut self, what: &str) {
        if let Self::Spinner(bar) = self {
            bar.set_message(format!("Waiting for {what}"));
        }
    }

    pub fn tell(&mut self, progress: &Progress) {
        let mut state = terminal::line(&progress.status).into_owned();
        if let Some(percent) = progress.percent_complete {
            state.push_str(&format!(", {percent:.0} %"));
        }
        match self {
            Self::Spinner(bar) => bar.set_message(state),
            Self::Lines(last) if *last != state => {
                // Ignores a failure to write to stderr, because there is no other stream to report it.
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
            *SPINNER.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
    }
}
