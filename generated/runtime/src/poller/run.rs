//! Drives a long-running operation from one response to the next.

use std::{
    borrow::Cow,
    time::{Duration, Instant},
};

use azure_core::{
    Bytes, Error, Result,
    http::{
        Method as HttpMethod, RawResponse, Request, StatusCode, Url,
        headers::{ACCEPT, HeaderName, Headers},
    },
};

use super::{
    Progress,
    reading::{Reading, State, declared_success, result_of},
    token,
    watch::{Kind, Watch, versioned},
};
use crate::{
    FinalState, Method,
    call::check_model,
    drive::Sequence,
    error::{from_final_state, malformed, refused, try_clone, unfinished},
    prepared::Prepared,
    request::{encode_link, find_header},
    retry::{pause, retry_after},
};

const ASYNC_OPERATION: HeaderName = HeaderName::from_static("azure-asyncoperation");
const OPERATION_LOCATION: HeaderName = HeaderName::from_static("operation-location");
const LOCATION: HeaderName = HeaderName::from_static("location");

/// Maximum number of 404 responses to polls. The next one ends polling with an error that contains a resume token.
const MAX_NOT_FOUND: u32 = 5;

/// Status codes of polls that are not errors.
const POLLED: &[u16] = &[200, 201, 202, 204];

/// A long-running operation in progress.
pub(super) struct Run {
    /// The call settings and the request that starts the operation.
    pub(super) prepared: Prepared,
    pub(super) interval: Duration,
    pub(super) method: Method,
    pub(super) via: FinalState,
    pub(super) stage: Stage,
    /// The successful state, if the spec declares another than the known ones.
    pub(super) success: Option<Cow<'static, str>>,
    /// Status of the first response, if it is the last one, too. Statuses of polls say nothing about the result.
    only_status: Option<StatusCode>,
    started: Option<Instant>,
}

pub(super) enum Stage {
    Start,
    Polling(Watch),
    /// The operation has succeeded. The result remains to be read.
    Reading(Watch, Url),
    Done(RawResponse),
    Failed(Error),
}

impl Sequence for Run {
    type Item = Progress;

    fn token(&self) -> Option<String> {
        token::of(self)
    }

    async fn step(&mut self) -> Result<Option<Progress>> {
        let outcome = self.advance().await;
        let operation = self.prepared.exchange.operation.as_ref();
        match (outcome, self.token()) {
            // The service continues the operation, so the error must allow the caller to resume it.
            (Err(error), Some(token)) => {
                tracing::warn!(operation, kind = %error.kind(), "a poll failed");
                Err(unfinished(token, error))
            }
            (Ok(Some(progress)), _) => {
                tracing::debug!(
                    operation,
                    state = progress.status,
                    http_status = u16::from(progress.http_status),
                    percent_complete = progress.percent_complete,
                    next_poll_ms = progress.next_poll_in.map(|wait| wait.as_millis()),
                    "the long-running operation was polled"
                );
                Ok(Some(progress))
            }
            (outcome, _) => outcome,
        }
    }
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
        let success = declared_success(prepared.operation.states);
        Self {
            success: success.map(Cow::Borrowed),
            prepared,
            interval,
            method,
            via,
            stage,
            only_status: None,
            started: None,
        }
    }

    /// Sends the next request and reads its response. Returns `None` once the operation has succeeded.
    async fn advance(&mut self) -> Result<Option<Progress>> {
        self.started.get_or_insert_with(Instant::now);
        match &self.stage {
            Stage::Start => self.start().await.map(Some),
            Stage::Polling(watch) => {
                let watch = watch.clone();
                pause(watch.wait).await;
                self.poll(watch).await.map(Some)
            }
            Stage::Reading(watch, url) => {
                // The result is available, so a failed attempt to read it is retried immediately.
                let (watch, url) = (watch.clone(), url.clone());
                self.read_result(watch, url, "Succeeded".to_owned())
                    .await
                    .map(Some)
            }
            Stage::Done(_) => Ok(None),
            Stage::Failed(error) => Err(try_clone(error)),
        }
    }

    /// Returns an error if the result is a response whose status declares another model.
    pub(super) fn check_model(&self) -> Result<()> {
        match self.only_status {
            Some(status) => check_model(self.prepared.operation, status),
            None => Ok(()),
        }
    }

    /// Returns the last response of a successful operation.
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
        let mut watch = Watch::new(resource, wait);
        watch.location = watch.link(&response, &LOCATION);
        watch.is_new = matches!(
            response.status(),
            StatusCode::Created | StatusCode::Accepted
        );
        let link = self.monitor_link(&response);
        let link = link.or_else(|| find_header(response.headers(), &LOCATION));
        watch.is_doubtful = link.is_some_and(|link| Url::parse(link).is_err());
        watch.has_result = self.has_succeeded(&reading);
        let state = match self.first_state(&mut watch, &response, &reading) {
            Ok(state) => state,
            // The service has accepted the operation, but its state cannot be determined.
            Err(error) => return Err(self.end(error)),
        };
        self.after(watch, response, &reading, state, true).await
    }

    /// Reads the first response and decides which URL to poll.
    fn first_state(
        &self,
        watch: &mut Watch,
        response: &RawResponse,
        reading: &Reading,
    ) -> Result<State> {
        let returns_resource = self.returns_resource();
        let status = response.status();
        if let Some(link) = self.monitor_link(response) {
            watch.kind = Kind::Monitor;
            match self.prepared.exchange.origin.resolve(&watch.next, link) {
                Ok(next) => watch.next = next,
                // The resource is already in a final state, so the invalid link is not needed.
                Err(_) if status == StatusCode::Ok && self.has_succeeded(reading) => {
                    return Ok(State::succeeded());
                }
                Err(error) => return Err(error),
            }
            return Ok(match reading.of_monitor(self.success()) {
                Some(State::Running(word)) => State::Running(word),
                _ => State::running(),
            });
        }
        let state = reading.of_resource(self.success());
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
        if returns_resource {
            return self.resource_state(status, reading);
        }
        if status == StatusCode::Accepted {
            return Err(self.unclear("the 202 response does not contain a URL to poll"));
        }
        Ok(reading
            .failure(self.method)
            .unwrap_or_else(State::succeeded))
    }

    /// Returns `true` if the result is the resource at the URL of the first request.
    fn returns_resource(&self) -> bool {
        matches!(self.method, Method::Put | Method::Patch)
    }

    fn success(&self) -> Option<&str> {
        self.success.as_deref()
    }

    /// Returns `true` if a response contains the resource in its final state.
    fn has_succeeded(&self, reading: &Reading) -> bool {
        let state = reading.of_resource(self.success());
        self.returns_resource() && matches!(state, Some(State::Succeeded(_)))
    }

    fn monitor_link<'r>(&self, response: &'r RawResponse) -> Option<&'r str> {
        let names = match self.via {
            FinalState::OperationLocation | FinalState::OperationLocationResult => {
                [&OPERATION_LOCATION, &ASYNC_OPERATION]
            }
            _ => [&ASYNC_OPERATION, &OPERATION_LOCATION],
        };
        names
            .into_iter()
            .find_map(|name| find_header(response.headers(), name))
    }

    /// Returns the state that the resource reports. Without a reported state, 200 and 204 mean success, and 201 and 202
    /// mean that the operation is running.
    fn resource_state(&self, status: StatusCode, reading: &Reading) -> Result<State> {
        if !reading.empty && !reading.json {
            return Err(self.unclear("the response is not JSON"));
        }
        let state = reading.of_resource(self.success());
        Ok(state.unwrap_or_else(|| match status {
            StatusCode::Created | StatusCode::Accepted => State::running(),
            _ => State::succeeded(),
        }))
    }

    async fn poll(&mut self, mut watch: Watch) -> Result<Progress> {
        let response = match self.get(watch.next.clone()).await {
            Err(error)
                if matches!(
                    error.http_status(),
                    Some(StatusCode::NotFound | StatusCode::Gone)
                ) =>
            {
                return self.not_found(watch, error).await;
            }
            response => response?,
        };
        (watch.is_new, watch.is_doubtful) = (false, false);
        let reading = Reading::of(&response);
        let state = match watch.kind {
            Kind::Monitor => self.monitor_state(response.status(), &reading),
            Kind::Location => {
                Ok(reading.of_location(self.method, response.status(), self.success()))
            }
            Kind::Resource => self.resource_state(response.status(), &reading),
        }?;
        watch.wait = self.wait(&response);
        if let Some(location) = watch.link(&response, &LOCATION) {
            watch.location = Some(location);
        }
        let moved = match watch.kind {
            Kind::Monitor => self
                .monitor_link(&response)
                .and_then(|link| watch.next.join(&encode_link(link)).ok()),
            Kind::Location => watch.link(&response, &LOCATION),
            Kind::Resource => None,
        };
        if let (Some(next), State::Running(_)) = (moved, &state) {
            self.prepared.exchange.origin.check(&next)?;
            watch.next = next;
        }
        self.after(watch, response, &reading, state, false).await
    }

    /// Handles a 404 or 410 from the polled URL. Some services delete the monitor with the resource, some delete it once the
    /// resource is complete, and some respond to the first request before the monitor exists.
    async fn not_found(&mut self, mut watch: Watch, error: Error) -> Result<Progress> {
        if watch.is_doubtful {
            return Err(error);
        }
        if self.method == Method::Delete {
            let gone = RawResponse::from_bytes(StatusCode::NoContent, Headers::new(), Bytes::new());
            let reading = Reading::of(&gone);
            let state = State::succeeded();
            return self.after(watch, gone, &reading, state, false).await;
        }
        if watch.has_result && watch.kind != Kind::Resource {
            let url = watch.resource.clone();
            return self.read_result(watch, url, "Succeeded".to_owned()).await;
        }
        let is_gone = error.http_status() == Some(StatusCode::Gone);
        if is_gone || !watch.is_new || watch.misses >= MAX_NOT_FOUND {
            return Err(error);
        }
        watch.misses += 1;
        let progress = Progress {
            next_poll_in: Some(watch.wait),
            ..self.progress(StatusCode::NotFound, &Reading::default())
        };
        self.stage = Stage::Polling(watch);
        Ok(progress)
    }

    fn monitor_state(&self, status: StatusCode, reading: &Reading) -> Result<State> {
        match (reading.of_monitor(self.success()), status) {
            (Some(state), _) => Ok(state),
            (None, StatusCode::NoContent) => Ok(State::succeeded()),
            (None, StatusCode::Accepted) => Ok(State::running()),
            (None, _) if reading.empty => Err(self.unclear("the status monitor returned no body")),
            (None, _) if !reading.json => {
                Err(self.unclear("the status monitor returned a body that is not JSON"))
            }
            (None, _) => Err(self.unclear("the status monitor returned no status")),
        }
    }

    /// Continues after a response to a poll: schedules the next poll, reads the result, or ends.
    async fn after(
        &mut self,
        mut watch: Watch,
        response: RawResponse,
        reading: &Reading,
        state: State,
        first: bool,
    ) -> Result<Progress> {
        watch.add_version(&self.prepared)?;
        let mut progress = self.progress(response.status(), reading);
        match state {
            State::Running(word) => {
                let limit = self.prepared.exchange.arm.poll_options().max_unknown;
                if watch.is_stuck(&word, limit) {
                    self.stage = Stage::Polling(watch);
                    return Err(self.unclear(&format!(
                        "the state {word:?} has not changed for {limit:?}, and is not known to be a running one"
                    )));
                }
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
                    self.result_url(&watch, reading)?
                };
                if let Some(url) = result {
                    return self.read_result(watch, url, word).await;
                }
                progress.status = word;
                self.only_status = first.then(|| response.status());
                let is_inside = watch.kind == Kind::Monitor
                    && self.via == FinalState::OperationLocationResult
                    && !self.returns_resource();
                self.stage = Stage::Done(match is_inside && !first {
                    true => result_of(response),
                    false => response,
                });
            }
        }
        Ok(progress)
    }

    async fn read_result(&mut self, mut watch: Watch, url: Url, word: String) -> Result<Progress> {
        let url = versioned(&self.prepared, url)?;
        self.stage = Stage::Reading(watch.clone(), url.clone());
        self.prepared.exchange.origin.check(&url)?;
        let response = self.get(url.clone()).await?;
        let reading = Reading::of(&response);
        let mut progress = self.progress(response.status(), &reading);
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

    fn progress(&self, http_status: StatusCode, reading: &Reading) -> Progress {
        Progress {
            status: "InProgress".to_owned(),
            percent_complete: reading.percent,
            http_status,
            elapsed: self
                .started
                .map(|start| start.elapsed())
                .unwrap_or_default(),
            next_poll_in: None,
        }
    }

    pub(super) fn unclear(&self, what: &str) -> Error {
        malformed(format!("{}: {what}", self.prepared.exchange.operation))
    }

    /// Remembers an error that no further poll can change.
    fn end(&mut self, error: Error) -> Error {
        self.stage = Stage::Failed(try_clone(&error));
        error
    }
}
