//! The state machine that drives pagers and pollers.

use std::{
    future::poll_fn,
    mem,
    task::{Context, Poll, ready},
};

use azure_core::Result;
use futures::future::{BoxFuture, pending};

/// A sequence of requests, each of which depends on the previous response.
pub(crate) trait Sequence: Sized + Send + 'static {
    /// The result of a step.
    type Item: Send;

    /// Returns the token from which another process continues with the next step.
    fn token(&self) -> Option<String>;

    /// Sends the next request. Returns `None` at the end.
    fn step(&mut self) -> impl Future<Output = Result<Option<Self::Item>>> + Send;
}

type Step<S> = BoxFuture<'static, (Box<S>, Result<Option<<S as Sequence>::Item>>)>;

/// The state of a driver. While a request is in flight, its future owns the sequence, so that no step is lost if a poll
/// is dropped.
enum State<S: Sequence> {
    Idle(Box<S>),
    /// A step in flight, with its token.
    Busy(Step<S>, Option<String>),
}

impl<S: Sequence> State<S> {
    fn begin(mut sequence: Box<S>) -> Self {
        let token = sequence.token();
        let step = async move {
            let item = sequence.step().await;
            (sequence, item)
        };
        Self::Busy(Box::pin(step), token)
    }
}

/// Turns a [`Sequence`] into a stream, which ends after the first error.
pub(crate) struct Driver<S: Sequence> {
    state: State<S>,
    ended: bool,
}

impl<S: Sequence> Driver<S> {
    pub(crate) fn new(sequence: S) -> Self {
        Self {
            state: State::Idle(Box::new(sequence)),
            ended: false,
        }
    }

    /// Returns the sequence, unless a request is in flight.
    pub(crate) fn idle(&self) -> Option<&S> {
        match &self.state {
            State::Idle(sequence) => Some(sequence),
            State::Busy(..) => None,
        }
    }

    /// Returns the sequence, unless a request is in flight.
    pub(crate) fn idle_mut(&mut self) -> Option<&mut S> {
        match &mut self.state {
            State::Idle(sequence) => Some(sequence),
            State::Busy(..) => None,
        }
    }

    /// Ends the stream, because the caller cannot use the last item.
    pub(crate) fn end(&mut self) {
        self.ended = true;
    }

    /// Returns the token of the next step or of the step in flight.
    pub(crate) fn token(&self) -> Option<String> {
        match &self.state {
            State::Idle(sequence) => sequence.token(),
            State::Busy(_, token) => token.clone(),
        }
    }

    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<S::Item>>> {
        match self.ended {
            true => Poll::Ready(None),
            false => self.poll_step(cx),
        }
    }

    /// Polls the step in flight, or begins the next one, even after an error.
    fn poll_step(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<S::Item>>> {
        let idle = mem::replace(&mut self.state, State::Busy(Box::pin(pending()), None));
        self.state = match idle {
            State::Idle(sequence) => State::begin(sequence),
            busy @ State::Busy(..) => busy,
        };
        let State::Busy(step, _) = &mut self.state else {
            return Poll::Ready(None);
        };
        let (sequence, item) = ready!(step.as_mut().poll(cx));
        self.state = State::Idle(sequence);
        self.ended = !matches!(item, Ok(Some(_)));
        Poll::Ready(item.transpose())
    }

    /// Performs all remaining steps, also after an error. The future may be dropped at any time.
    pub(crate) async fn drain(&mut self) -> Result<()> {
        while poll_fn(|cx| self.poll_step(cx))
            .await
            .transpose()?
            .is_some()
        {}
        Ok(())
    }

    /// Performs all remaining steps and returns the sequence.
    pub(crate) async fn finish(self) -> Result<Box<S>> {
        let mut sequence = match self.state {
            State::Idle(sequence) => sequence,
            State::Busy(step, _) => {
                let (sequence, item) = step.await;
                item?;
                sequence
            }
        };
        while sequence.step().await?.is_some() {}
        Ok(sequence)
    }
}
