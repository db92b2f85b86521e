//! Drives a long-running operation from one response to the next.

use std::time::{Duration, Instant};

use azure_core::{
    Error, Result,
    error::ErrorKind,
    http::{
        Method as HttpMethod, RawResponse, Request, StatusCode, Url,
        headers::{ACCEPT, HeaderName},
    },
};

use super::{
    Progress,
    reading::{Reading, State},
};
use crate::{
    FinalState, Method,
    error::{from_final_state, malformed, refused, try_clone},
    prepared::Prepared,
    request::find_header,
    retry::{pause, retry_after},
};

const ASYNC_OPERATION: HeaderName = HeaderName::from_static("azure-asyncoperation");
const OPERATION_LOCATION: HeaderName = HeaderName::from_static("operation-location");
const LOCATION: HeaderName = HeaderName::from_static("location");

/// Status codes of polls that are no error.
const POLLED: &[u16] = &[200, 201, 202, 204];

/// An operation on its way.
pub(super) struct Run {
    /// The settings of the call, and the request that starts it.
    pub(super) prepared: Prepared,
    pub(super) interval: Duration,
    pub(super) method: Method,
    pub(super) via: FinalState,
    pub(super) stage: Stage,
    started: Option<Instant>,
}

pub(super) enum Stage {
    Start,
    Polling(Watch),
    /// Succeeded; the result is still to be read.
    Reading(Watch, Url),
    Done(RawResponse),
    Failed(ErrorKind, String),
}

/// What is polled.
#[derive(Clone)]
pub(super) struct Watch {
    /// URL of the first request, at which PUT and PATCH leave the resource.
    pub(super) resource: Url,
    pub(super) kind: Kind,
    pub(super) next: Url,
    /// The last `Location` that the service gave, joined but not yet trusted.
    pub(super) location: Option<Url>,
    pub(super) wait: Duration,
}

/// What stands at the URL that is polled.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    /// A status monitor (`Azure-AsyncOperation`, `Operation-Location`).
    Monitor,
    /// Nothing until the result is there (`Location`).
    Location,
    /// The resource itself, with its `provisioningState`.
    Resource,
}

impl Run {
    pub(super) fn new(prepared: Prepared) -> Self {
        let (method, via) = (
            prepared.operation.method,
            prepared.operation.long_running.unwrap_or_default(),
        );
        Self::at(prepared, method, via, Stage::Start)
    }

    pub(super) fn at(prepared: Prepared, method: Method, via: FinalState, stage: Stage) -> Self {
        let interval = prepared.exchange.arm.poll_options().interval;
        Self {
            prepared,
            interval,
            method,
            via,
            stage,
            started: None,
        }
    }

    /// Takes the operation one response further; `None` once it has ended well.
    pub(super) async fn step(&mut self) -> Result<Option<Progress>> {
        self.started.get_or_insert_with(Instant::now);
        match &self.stage {
            Stage::Start => self.start().await.map(Some),
            Stage::Polling(watch) => {
                let watch = watch.clone();
                pause(watch.wait).await;
                self.poll(watch).await.map(Some)
            }
            Stage::Reading(watch, url) => {
                let (watch, url) = (watch.clone(), url.clone());
                self.read_result(watch, url, "Succeeded".to_owned())
                    .await
                    .map(Some)
            }
            Stage::Done(_) => Ok(None),
            Stage::Failed(kind, message) => Err(Error::with_message(kind.clone(), message.clone())),
        }
    }

    /// The last response of an operation that has ended well.
    pub(super) fn result(self) -> Result<RawResponse> {
        match self.stage {
            Stage::Done(response) => Ok(response),
            _ => Err(refused(format!(
                "{}: the operation has not ended",
                self.prepared.exchange.operation
            ))),
        }
    }

    async fn start(&mut self) -> Result<Progress> {
        let mut request = self.prepared.request()?.clone();
        let resource = request.url().clone();
        let mut success = self.prepared.operation.success.to_vec();
        success.extend(POLLED);
        let response = self.prepared.exchange.send(&mut request, &success).await?;
        self.prepared.exchange.keep_request_id(&request);
        let reading = Reading::of(&response);
        let wait = self.wait(&response);
        let mut watch = Watch {
            next: resource.clone(),
            resource,
            kind: Kind::Resource,
            location: None,
            wait,
        };
        watch.location = watch.link(&response, &LOCATION);
        let state = match self.first_state(&mut watch, &response, &reading) {
            Ok(state) => state,
            // The service has the operation, but nothing can be known of it.
            Err(error) => return Err(self.end(error)),
        };
        self.after(watch, response, &reading, state, true).await
    }

    /// What the first response says, and what to poll.
    fn first_state(
        &self,
        watch: &mut Watch,
        response: &RawResponse,
        reading: &Reading,
    ) -> Result<State> {
        let changes = matches!(self.method, Method::Put | Method::Patch);
        let status = response.status();
        if let Some(link) = self.monitor_link(response) {
            watch.kind = Kind::Monitor;
            match self.prepared.exchange.origin.resolve(&watch.next, link) {
                Ok(next) => watch.next = next,
                // The resource says that it is done: nothing is gained by a link that must not be followed.
                Err(_)
                    if changes
                        && status == StatusCode::Ok
                        && matches!(reading.of_resource(), Some(State::Succeeded(_))) =>
                {
                    return Ok(State::succeeded());
                }
                Err(error) => return Err(error),
            }
            return Ok(match reading.of_monitor() {
                Some(State::Running(word)) => State::Running(word),
                _ => State::running(),
            });
        }
        let state = reading.of_resource();
        if let Some(location) = find_header(response.headers(), &LOCATION) {
            let more = matches!(state, Some(State::Running(_)) | None);
            let more = status == StatusCode::Accepted
                || (status == StatusCode::Created && more)
                || matches!(state, Some(State::Running(_)));
            if more {
                watch.kind = Kind::Location;
                watch.next = self
                    .prepared
                    .exchange
                    .origin
                    .resolve(&watch.next, location)?;
                return Ok(match state {
                    Some(State::Running(word)) => State::Running(word),
                    _ => State::running(),
                });
            }
        }
        if changes {
            return self.resource_state(status, reading);
        }
        if status == StatusCode::Accepted {
            return Err(self.unclear("the response 202 names no URL to poll"));
        }
        Ok(reading
            .failure(self.method)
            .unwrap_or_else(State::succeeded))
    }

    fn monitor_link<'r>(&self, response: &'r RawResponse) -> Option<&'r str> {
        let names = match self.via {
            FinalState::OperationLocation => [&OPERATION_LOCATION, &ASYNC_OPERATION],
            _ => [&ASYNC_OPERATION, &OPERATION_LOCATION],
        };
        names
            .into_iter()
            .find_map(|name| find_header(response.headers(), name))
    }

    /// What the resource itself says. Without a word, 200 and 204 mean done, 201 and 202 not yet.
    fn resource_state(&self, status: StatusCode, reading: &Reading) -> Result<State> {
        if !reading.empty && !reading.json {
            return Err(self.unclear("the response is not JSON"));
        }
        Ok(reading.of_resource().unwrap_or_else(|| match status {
            StatusCode::Created | StatusCode::Accepted => State::running(),
            _ => State::succeeded(),
        }))
    }

    async fn poll(&mut self, mut watch: Watch) -> Result<Progress> {
        let response = self.get(watch.next.clone()).await?;
        let reading = Reading::of(&response);
        let state = match watch.kind {
            Kind::Monitor => self.monitor_state(response.status(), &reading),
            Kind::Location => Ok(reading.of_location(self.method, response.status())),
            Kind::Resource => self.resource_state(response.status(), &reading),
        }?;
        watch.wait = self.wait(&response);
        if let Some(location) = watch.link(&response, &LOCATION) {
            watch.location = Some(location);
        }
        let moved = match watch.kind {
            Kind::Monitor => self
                .monitor_link(&response)
                .and_then(|link| watch.next.join(link).ok()),
            Kind::Location => watch.link(&response, &LOCATION),
            Kind::Resource => None,
        };
        if let (Some(next), State::Running(_)) = (moved, &state) {
            self.prepared.exchange.origin.check(&next)?;
            watch.next = next;
        }
        self.after(watch, response, &reading, state, false).await
    }

    fn monitor_state(&self, status: StatusCode, reading: &Reading) -> Result<State> {
        match (reading.of_monitor(), status) {
            (Some(state), _) => Ok(state),
            (None, StatusCode::NoContent) => Ok(State::succeeded()),
            (None, StatusCode::Accepted) => Ok(State::running()),
            (None, _) if reading.empty => {
                Err(self.unclear("the status monitor answered without a body"))
            }
            (None, _) if !reading.json => {
                Err(self.unclear("the status monitor answered with something else than JSON"))
            }
            (None, _) => Err(self.unclear("the status monitor answered without a status")),
        }
    }

    /// Goes on, reads the result, or ends.
    async fn after(
        &mut self,
        watch: Watch,
        response: RawResponse,
        reading: &Reading,
        state: State,
        first: bool,
    ) -> Result<Progress> {
        let mut progress = self.progress(&response, reading);
        match state {
            State::Running(word) => {
                progress.status = word;
                progress.next_poll_in = Some(watch.wait);
                self.stage = Stage::Polling(watch);
            }
            State::Failed(word) => {
                let error = from_final_state(&self.prepared.exchange.operation, &word, response);
                return Err(self.end(error));
            }
            State::Succeeded(word) => {
                let result = if first {
                    None
                } else {
                    self.result_url(&watch, reading)
                };
                if let Some(url) = result {
                    return self.read_result(watch, url, word).await;
                }
                progress.status = word;
                self.stage = Stage::Done(response);
            }
        }
        Ok(progress)
    }

    /// Where the result is, unless the last response is it.
    fn result_url(&self, watch: &Watch, last: &Reading) -> Option<Url> {
        let monitor =
            watch.kind == Kind::Monitor || (watch.kind == Kind::Location && last.is_monitor());
        let resource = || Some(watch.resource.clone());
        match (self.method, self.via) {
            // Whatever the spec says: the resource is where it was put.
            (Method::Put | Method::Patch, _) => {
                if monitor || last.empty {
                    resource()
                } else {
                    None
                }
            }
            (Method::Delete | Method::Head, _) => None,
            (Method::Post | Method::Get, FinalState::OriginalUri) => resource(),
            _ if !monitor => None,
            (_, FinalState::AzureAsyncOperation | FinalState::OperationLocation) => None,
            _ => {
                let named = last
                    .resource_location
                    .as_deref()
                    .and_then(|link| watch.next.join(link).ok());
                let location = watch
                    .location
                    .clone()
                    .filter(|_| watch.kind == Kind::Monitor);
                match self.via {
                    FinalState::Location => location.or(named),
                    _ => named.or(location),
                }
            }
        }
    }

    async fn read_result(&mut self, mut watch: Watch, url: Url, word: String) -> Result<Progress> {
        self.stage = Stage::Reading(watch.clone(), url.clone());
        self.prepared.exchange.origin.check(&url)?;
        let response = self.get(url.clone()).await?;
        let reading = Reading::of(&response);
        let mut progress = self.progress(&response, &reading);
        if let Some(State::Failed(state)) = reading.failure(self.method) {
            let error = from_final_state(&self.prepared.exchange.operation, &state, response);
            return Err(self.end(error));
        }
        if response.status() == StatusCode::Accepted && Some(&url) == watch.location.as_ref() {
            watch.kind = Kind::Location;
            watch.next = watch.link(&response, &LOCATION).unwrap_or(url);
            watch.wait = self.wait(&response);
            progress.status = "InProgress".to_owned();
            progress.next_poll_in = Some(watch.wait);
            self.stage = Stage::Polling(watch);
            return Ok(progress);
        }
        progress.status = word;
        self.stage = Stage::Done(response);
        Ok(progress)
    }

    async fn get(&self, url: Url) -> Result<RawResponse> {
        let exchange = &self.prepared.exchange;
        let mut request = Request::new(url, HttpMethod::Get);
        request.insert_header(ACCEPT, "application/json");
        exchange.follow(&mut request);
        exchange.send(&mut request, POLLED).await
    }

    fn wait(&self, response: &RawResponse) -> Duration {
        self.prepared
            .exchange
            .arm
            .poll_options()
            .wait(retry_after(response.headers()), self.interval)
    }

    fn progress(&self, response: &RawResponse, reading: &Reading) -> Progress {
        Progress {
            status: String::new(),
            percent_complete: reading.percent,
            http_status: response.status(),
            elapsed: self
                .started
                .map(|start| start.elapsed())
                .unwrap_or_default(),
            next_poll_in: None,
        }
    }

    fn unclear(&self, what: &str) -> Error {
        malformed(format!("{}: {what}", self.prepared.exchange.operation))
    }

    /// Remembers an error that no further poll can change.
    fn end(&mut self, error: Error) -> Error {
        let copy = try_clone(&error);
        self.stage = Stage::Failed(copy.kind().clone(), copy.to_string());
        error
    }
}

impl Watch {
    /// A link of a response, joined but not checked: a service may send rubbish where it is not needed.
    fn link(&self, response: &RawResponse, name: &HeaderName) -> Option<Url> {
        self.next.join(find_header(response.headers(), name)?).ok()
    }
}
