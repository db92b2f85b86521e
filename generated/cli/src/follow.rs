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
use crate::{confirm, interrupt, run, wait};

/// Awaits a request of the operation, unless the user interrupts it.
pub async fn interruptible<T>(
    entry: &Entry,
    work: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    begin().await?;
    tokio::select! {
        done = work => done,
        () = interrupt::interrupted() => Err(interrupted(Some(entry))),
    }
}

/// Prepares for an interruption. One that has already occurred prevents the request.
async fn begin() -> Result<(), Failure> {
    let failed = |error| Failure::other(format!("signals cannot be waited for: {error}"), None);
    interrupt::listen().map_err(failed)?;
    match interrupt::is_pending().await {
        true => Err(interrupted(None)),
        false => Ok(()),
    }
}

fn interrupted(entry: Option<&Entry>) -> Failure {
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
    // Before the watcher, which shows that there is something to interrupt.
    begin().await?;
    let mut watcher = Watcher::new(session.quiet || no_wait);
    loop {
        let progress = tokio::select! {
            progress = poller.next() => progress,
            () = interrupt::interrupted() => {
                drop(watcher);
                return Err(stopped(&poller, entry, session));
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
            let is_shown = session.shows_secrets() || !wait::is_signed(&token);
            let word = match is_shown {
                true => wait::pack(&token),
                false => wait::keep(&token)?,
            };
            output.token(&word)?;
            return Ok(());
        }
    }
    drop(watcher);
    let response = patiently(session.quiet, "the result", async { poller.await }).await?;
    let content = ResponseContent::read(entry, &response)?.of_long_running(entry);
    run::write(content, session, output)
}

/// Creates the failure for an interruption. The operation continues if it was started.
fn stopped(poller: &Poller<JsonValue>, entry: Option<&Entry>, session: &Session) -> Failure {
    match (interrupted(entry), resume_hint(poller, session)) {
        (Failure::Interrupted { .. }, Some(hint)) => Failure::Interrupted {
            message: "interrupted".to_owned(),
            hint: Some(hint),
        },
        (failure, _) => failure,
    }
}

fn resume_hint(poller: &Poller<JsonValue>, session: &Session) -> Option<String> {
    let token = poller.resume_token()?;
    // Messages are stored in logs, so that a token with signed URLs is written to a file.
    let word = match session.show_secrets || !wait::is_signed(&token) {
        true => Ok(wait::pack(&token)),
        false => wait::keep(&token),
    };
    Some(match word {
        Ok(word) => {
            let command = session.command(&format!("wait {word}"));
            format!("the operation may still be running; continue with: {command}")
        }
        Err(_) => "the operation may still be running, but the token to continue cannot be stored; --show-secrets shows it"
            .to_owned(),
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::interruptible;
    use crate::error::Failure;
    use crate::fixtures::entry;

    /// Sends the signal of Ctrl-C to this process.
    fn interrupt_this_process() {
        let id = std::process::id().to_string();
        let sent = std::process::Command::new("kill")
            .args(["-INT", &id])
            .status();
        assert!(sent.is_ok_and(|it| it.success()));
    }

    #[tokio::test]
    async fn an_interruption_in_the_first_moment_of_a_request_is_not_lost() {
        // The handler must be installed before the request is polled, because the process ends otherwise.
        for round in 0..8 {
            let work = async {
                interrupt_this_process();
                std::future::pending::<Result<(), Failure>>().await
            };
            let failure = interruptible(entry("get"), work).await.unwrap_err();
            assert_eq!(failure.exit_code(), 130, "{round}");
        }
        // Between two requests, it prevents the second.
        interrupt_this_process();
        let failure = loop {
            let work = std::future::ready(Ok::<(), Failure>(()));
            if let Err(failure) = interruptible(entry("get"), work).await {
                break failure;
            }
        };
        assert_eq!(failure.exit_code(), 130);
    }
}
