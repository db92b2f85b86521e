//! Waits for requests and long-running operations, and handles interruptions by the user.

use std::io::Stdout;

use arm_runtime::describe::Entry;
use arm_runtime::{JsonValue, Poller};
use futures::StreamExt;

use crate::error::Failure;
use crate::output::Output;
use crate::progress::{Watcher, patiently};
use crate::response::ResponseContent;
use crate::session::Session;
use crate::{confirm, run, wait};

/// Awaits a request of the operation, unless the user interrupts it.
pub async fn interruptible<T>(
    entry: &Entry,
    work: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    tokio::select! {
        done = work => done,
        signal = tokio::signal::ctrl_c() => Err(interrupted(signal, Some(entry))),
    }
}

fn interrupted(signal: std::io::Result<()>, entry: Option<&Entry>) -> Failure {
    if let Err(error) = signal {
        return Failure::other(format!("signals cannot be waited for: {error}"), None);
    }
    let message = match entry {
        Some(entry) if confirm::writes(entry) => format!(
            "interrupted; {} was sent and may have taken effect",
            entry.operation.id
        ),
        _ => "interrupted".to_owned(),
    };
    Failure::Interrupted {
        message,
        hint: None,
    }
}

/// Waits for a long-running operation to end, or only starts it.
pub async fn follow(
    mut poller: Poller<JsonValue>,
    entry: Option<&'static Entry>,
    no_wait: bool,
    session: &Session,
    output: &mut Output<Stdout>,
) -> Result<(), Failure> {
    let mut watcher = Watcher::new(session.quiet || no_wait);
    loop {
        let progress = tokio::select! {
            progress = poller.next() => progress,
            signal = tokio::signal::ctrl_c() => {
                drop(watcher);
                return Err(stopped(signal, &poller, entry, session));
            }
        };
        match progress {
            Some(Ok(progress)) => watcher.tell(&progress),
            Some(Err(error)) => {
                return Err(Failure::Call {
                    error,
                    hint: resume_hint(&poller, session),
                });
            }
            None => break,
        }
        if let (true, Some(token)) = (no_wait, poller.resume_token()) {
            output.token(&wait::pack(&token))?;
            return Ok(());
        }
    }
    drop(watcher);
    let response = patiently(session.quiet, "the result", async { poller.await }).await?;
    run::write(ResponseContent::read(entry, &response)?, session, output)
}

/// Creates the failure for an interruption. The operation continues if it was started.
fn stopped(
    signal: std::io::Result<()>,
    poller: &Poller<JsonValue>,
    entry: Option<&Entry>,
    session: &Session,
) -> Failure {
    match (interrupted(signal, entry), resume_hint(poller, session)) {
        (Failure::Interrupted { .. }, Some(hint)) => Failure::Interrupted {
            message: "interrupted".to_owned(),
            hint: Some(hint),
        },
        (failure, _) => failure,
    }
}

fn resume_hint(poller: &Poller<JsonValue>, session: &Session) -> Option<String> {
    let token = poller.resume_token()?;
    let command = session.command(&format!("wait {}", wait::pack(&token)));
    Some(format!(
        "the operation may still be running; continue with: {command}"
    ))
}
