//! Reads the state of a long-running operation from a response.

use std::{borrow::Cow, collections::BTreeMap};

use azure_core::{
    Bytes,
    http::{RawResponse, StatusCode},
};
use serde_json::{Value, value::RawValue};

use crate::Method;

/// Known states of running operations.
const RUNNING: [&str; 14] = [
    "InProgress",
    "Running",
    "Accepted",
    "Pending",
    "Started",
    "NotStarted",
    "Queued",
    "Submitted",
    "Waiting",
    "Processing",
    "Creating",
    "Updating",
    "Deleting",
    "Provisioning",
];

/// Values that say nothing about an operation.
const UNSPECIFIED: [&str; 4] = ["Unknown", "NotSpecified", "Unspecified", "None"];

/// Final states of status monitors beyond those of Azure Resource Manager. They are ignored in results, which may have
/// a `status` property of their own.
const MONITOR_SUCCEEDED: [&str; 5] = ["Success", "Successful", "Done", "Finished", "Complete"];
const MONITOR_FAILED: [&str; 6] = [
    "Failure",
    "Error",
    "Aborted",
    "TimedOut",
    "Rejected",
    "ValidationFailed",
];

/// Returns `true` if the state is known to be a running one. Services invent states; those that end in `ing` are
/// running, and so is `RolloutInProgress`.
pub(super) fn is_known_running(word: &str) -> bool {
    is_one_of(word, &RUNNING) || has_end(word, &["ing", "InProgress"])
}

fn has_end(word: &str, ends: &[&str]) -> bool {
    let word = word.to_ascii_lowercase();
    ends.iter()
        .any(|end| word.ends_with(&end.to_ascii_lowercase()))
}

/// Returns the successful state among the states that a spec declares: the only one that is not known to be another.
pub(super) fn declared_success(states: &[&'static str]) -> Option<&'static str> {
    let state = |word: &str| State::of_monitor(word, None);
    let is_success = |word: &&str| matches!(state(word), State::Succeeded(_));
    if states.iter().any(is_success) || !states.iter().any(|word| is_known_running(word)) {
        return None;
    }
    let is_known = |word: &str| {
        is_known_running(word)
            || is_one_of(word, &UNSPECIFIED)
            || state(word) != State::Running(word.to_owned())
    };
    let mut others = states.iter().filter(|word| !is_known(word));
    let success = others.next()?;
    others.next().is_none().then_some(*success)
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// The state of the operation, with the word of the service for it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum State {
    Running(String),
    Succeeded(String),
    Failed(String),
}

impl State {
    /// Classifies a state. Services invent states, so every word that is not a final state means that the operation is
    /// running.
    fn of(word: &str) -> Self {
        if is_one_of(word, &["Succeeded", "Completed"]) {
            Self::Succeeded(word.to_owned())
        } else if is_one_of(word, &["Failed", "Canceled", "Cancelled"]) {
            Self::Failed(word.to_owned())
        } else {
            Self::Running(word.to_owned())
        }
    }

    /// Classifies the `provisioningState` of a resource. `declared` is the successful state of the spec, if it differs
    /// from `Succeeded`. Services combine the final states with other words: `CreateFailed`, `PartiallySucceeded`. A
    /// `TransientFailure` is followed by another attempt.
    fn of_resource(word: &str, declared: Option<&str>) -> Self {
        if declared.is_some_and(|it| it.eq_ignore_ascii_case(word)) {
            Self::Succeeded(word.to_owned())
        } else if has_end(word, &["Failed", "Failure"]) && !has_end(word, &["TransientFailure"]) {
            Self::Failed(word.to_owned())
        } else if has_end(word, &["Succeeded"]) && !has_end(word, &["NotSucceeded"]) {
            Self::Succeeded(word.to_owned())
        } else {
            Self::of(word)
        }
    }

    /// Classifies the state of a status monitor.
    fn of_monitor(word: &str, declared: Option<&str>) -> Self {
        if is_one_of(word, &MONITOR_SUCCEEDED) {
            Self::Succeeded(word.to_owned())
        } else if is_one_of(word, &MONITOR_FAILED) {
            Self::Failed(word.to_owned())
        } else {
            Self::of_resource(word, declared)
        }
    }

    pub(super) fn running() -> Self {
        Self::Running("InProgress".to_owned())
    }

    pub(super) fn succeeded() -> Self {
        Self::Succeeded("Succeeded".to_owned())
    }
}

/// The property `result` of a status monitor as a response of its own; without one, the response is empty.
pub(super) fn result_of(response: RawResponse) -> RawResponse {
    let (status, headers, body) = response.deconstruct();
    let text = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&body);
    let properties: BTreeMap<Cow<'_, str>, &RawValue> =
        serde_json::from_slice(text).unwrap_or_default();
    let mut results = properties.iter();
    let result = results
        .find(|(name, _)| name.eq_ignore_ascii_case("result"))
        .filter(|(_, it)| it.get() != "null");
    let result = result.map_or_else(Bytes::new, |(_, it)| {
        Bytes::copy_from_slice(it.get().as_bytes())
    });
    RawResponse::from_bytes(status, headers, result)
}

/// Returns a property by its exact name, or ignoring case.
fn property<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    let object = value.as_object()?;
    object.get(name).or_else(|| {
        let mut all = object.iter();
        all.find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    })
}

/// The parts of a response that determine the state of the operation.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) empty: bool,
    pub(super) json: bool,
    pub(super) percent: Option<f64>,
    /// `resourceLocation` of a status monitor.
    pub(super) resource_location: Option<Value>,
    status: Option<String>,
    provisioning: Option<String>,
    inner_status: Option<String>,
    has_error: bool,
    /// Set if the body may be a resource rather than a status monitor.
    resource: bool,
}

impl Reading {
    pub(super) fn of(response: &RawResponse) -> Self {
        let body: &[u8] = response.body();
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        if body.trim_ascii().is_empty() {
            return Self {
                empty: true,
                ..Self::default()
            };
        }
        let Ok(value) = serde_json::from_slice::<Value>(body) else {
            return Self::default();
        };
        let text = |value: &Value, key: &str| Some(property(value, key)?.as_str()?.to_owned());
        let properties = property(&value, "properties").unwrap_or(&Value::Null);
        let percent =
            property(&value, "percentComplete").or_else(|| property(properties, "percentComplete"));
        Self {
            empty: false,
            json: true,
            percent: percent
                .and_then(|percent| percent.as_f64().or_else(|| percent.as_str()?.parse().ok()))
                .filter(|it| (0.0..=100.0).contains(it)),
            resource_location: property(&value, "resourceLocation")
                .filter(|link| !link.is_null() && *link != "")
                .cloned(),
            status: text(&value, "status"),
            provisioning: text(properties, "provisioningState"),
            inner_status: text(properties, "status"),
            has_error: is_error(property(&value, "error"))
                || is_error(property(properties, "error")),
            resource: property(properties, "provisioningState").is_some()
                || property(&value, "type").is_some(),
        }
    }

    /// Returns the state in `properties.provisioningState`. See [`declared_success`] for `declared`.
    pub(super) fn of_resource(&self, declared: Option<&str>) -> Option<State> {
        let word = self.provisioning.as_deref()?;
        Some(State::of_resource(word, declared))
    }

    /// Returns the state in `status` of a monitor, or in the properties of a monitor shaped like a resource.
    pub(super) fn of_monitor(&self, declared: Option<&str>) -> Option<State> {
        let words = [&self.status, &self.provisioning, &self.inner_status];
        let word = words.into_iter().flatten().next()?;
        Some(State::of_monitor(word, declared))
    }

    /// Returns `true` if the body is a status monitor rather than a result.
    pub(super) fn is_monitor(&self) -> bool {
        self.status.is_some() && !self.resource
    }

    /// Returns the state that the response of a `Location` URL reports. Its body is the result, a monitor, or a
    /// contract with the outcome in `properties.status`.
    pub(super) fn of_location(
        &self,
        method: Method,
        status: StatusCode,
        declared: Option<&str>,
    ) -> State {
        if status == StatusCode::Accepted {
            return self
                .of_monitor(declared)
                .filter(|state| matches!(state, State::Failed(_)))
                .unwrap_or_else(State::running);
        }
        if let Some(failed) = self.failure(method) {
            return failed;
        }
        if let Some(state @ State::Running(_)) = self.of_resource(declared) {
            return state;
        }
        match &self.status {
            Some(word) if self.is_monitor() && is_one_of(word, &RUNNING) => {
                State::Running(word.clone())
            }
            _ => State::succeeded(),
        }
    }

    /// Returns the failure reported by a response that should be the result. A resource may have a `status` of its own,
    /// so for PUT and PATCH the body must also contain an error.
    pub(super) fn failure(&self, method: Method) -> Option<State> {
        let resource = matches!(method, Method::Put | Method::Patch);
        let words = [&self.provisioning, &self.status, &self.inner_status];
        let sure = if resource && !self.has_error {
            1
        } else {
            words.len()
        };
        let failed = |(index, word): (usize, &&Option<String>)| {
            let word = word.as_deref()?;
            let state = if index == 0 {
                State::of_resource(word, None)
            } else {
                State::of(word)
            };
            Some(state).filter(|state| matches!(state, State::Failed(_)))
        };
        words[..sure].iter().enumerate().find_map(failed)
    }
}

fn is_error(value: Option<&Value>) -> bool {
    value.is_some_and(Value::is_object)
}

#[cfg(test)]
mod tests;
