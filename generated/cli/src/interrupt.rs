//! Interruptions by the user. They are remembered from the first call of [`listen`], so that none is lost between two
//! requests. Before it, an interruption ends the process, which has sent nothing.

use std::future::poll_fn;
use std::io;
use std::pin::pin;
use std::sync::Once;
use std::task::Poll;

use tokio::sync::Notify;

static INTERRUPTED: Notify = Notify::const_new();
static LISTENING: Once = Once::new();

/// Installs the signal handler. Must be called in the runtime, before anything is sent or shown that the user may interrupt.
///
/// # Errors
///
/// Returns an error if the handler cannot be installed. Signals then end the process.
pub fn listen() -> io::Result<()> {
    let mut installed = Ok(());
    LISTENING.call_once(|| installed = install());
    installed
}

fn install() -> io::Result<()> {
    #[cfg(unix)]
    let mut signals = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())?;
    #[cfg(windows)]
    let mut signals = tokio::signal::windows::ctrl_c()?;
    tokio::spawn(async move {
        while signals.recv().await.is_some() {
            INTERRUPTED.notify_one();
        }
    });
    Ok(())
}

/// Waits for an interruption.
pub async fn interrupted() {
    INTERRUPTED.notified().await;
}

/// Returns `true` if there was an interruption that nothing has waited for.
pub async fn is_pending() -> bool {
    // The first gives the runtime the time to receive the signal, the second to pass it on.
    tokio::task::yield_now().await;
    tokio::task::yield_now().await;
    let mut interruption = pin!(interrupted());
    poll_fn(|cx| Poll::Ready(interruption.as_mut().poll(cx).is_ready())).await
}
