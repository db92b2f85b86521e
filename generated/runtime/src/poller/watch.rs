//! The polled URL, and the facts known from the responses so far.

use std::time::{Duration, Instant};

use azure_core::{
    Result,
    http::{RawResponse, Url, headers::HeaderName},
};

use super::reading::is_known_running;
use crate::{
    ParameterLocation,
    prepared::Prepared,
    request::{encode_link, find_header, has_name, replace_api_version},
};

/// The polled URL with the state of polling.
#[derive(Clone)]
pub(super) struct Watch {
    /// URL of the first request, where PUT and PATCH create the resource.
    pub(super) resource: Url,
    pub(super) kind: Kind,
    pub(super) next: Url,
    /// Last `Location` of the service, resolved but not yet checked.
    pub(super) location: Option<Url>,
    pub(super) wait: Duration,
    /// Set if the first response was 201 or 202 and no poll has succeeded since. The URL may not be readable yet.
    pub(super) is_new: bool,
    /// Set if the link is not an absolute URL, as the protocol requires. A 404 then means that the link is wrong.
    pub(super) is_doubtful: bool,
    /// Number of polls answered by 404.
    pub(super) misses: u32,
    /// Set if the first response contained the resource in its final state.
    pub(super) has_result: bool,
    /// Last state, if it is not known to be a running one.
    unknown: Option<Unknown>,
}

/// A state that may be final.
#[derive(Clone)]
struct Unknown {
    state: String,
    since: Instant,
    /// Time spent waiting between polls.
    waited: Duration,
}

/// The kind of response expected from the polled URL.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    /// A status monitor (`Azure-AsyncOperation`, `Operation-Location`).
    Monitor,
    /// An empty response until the result is available (`Location`).
    Location,
    /// The resource itself, with its `provisioningState`.
    Resource,
}

impl Watch {
    /// Starts polling the resource itself.
    pub(super) fn new(resource: Url, wait: Duration) -> Self {
        Self {
            next: resource.clone(),
            resource,
            kind: Kind::Resource,
            location: None,
            wait,
            is_new: false,
            is_doubtful: false,
            misses: 0,
            has_result: false,
            unknown: None,
        }
    }

    /// Resolves a link of a response without checking it. An invalid link must not fail an operation that does not need
    /// it.
    pub(super) fn link(&self, response: &RawResponse, name: &HeaderName) -> Option<Url> {
        let link = find_header(response.headers(), name)?;
        self.next.join(&encode_link(link)).ok()
    }

    /// Adds the API version to the links.
    pub(super) fn add_version(&mut self, prepared: &Prepared) -> Result<()> {
        self.next = versioned(prepared, self.next.clone())?;
        if let Some(location) = self.location.take() {
            self.location = Some(versioned(prepared, location)?);
        }
        Ok(())
    }

    /// Returns `true` if an unknown state has lasted longer than `limit`. The time then starts again, in case the caller
    /// continues.
    pub(super) fn is_stuck(&mut self, state: &str, limit: Duration) -> bool {
        if is_known_running(state) {
            self.unknown = None;
            return false;
        }
        if let Some(unknown) = &mut self.unknown
            && unknown.state == state
        {
            // Waits are added up, because an async runtime may have a clock of its own.
            unknown.waited = unknown.waited.saturating_add(self.wait);
            if unknown.waited.max(unknown.since.elapsed()) < limit {
                return false;
            }
            self.unknown = None;
            return true;
        }
        self.unknown = Some(Unknown {
            state: state.to_owned(),
            since: Instant::now(),
            waited: Duration::ZERO,
        });
        false
    }
}

/// Adds the API version of the operation to a link that has none. Services other than Azure Resource Manager require it
/// but omit it in their links.
pub(super) fn versioned(prepared: &Prepared, url: Url) -> Result<Url> {
    let (exchange, operation) = (&prepared.exchange, prepared.operation);
    let is_sent = !operation.api_version.is_empty()
        && operation.api_version_in == ParameterLocation::Query
        && operation.service().is_some();
    let name = operation.api_version_name;
    if !is_sent || has_name(&url, name) || !exchange.origin.holds(&url) {
        return Ok(url);
    }
    let version = exchange.api_version().unwrap_or(operation.api_version);
    replace_api_version(&url, name, version)
}
