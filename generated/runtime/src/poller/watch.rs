//! The URL that is polled, and what is known from the responses so far.

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
    /// Whether the first response was 201 or 202, and no poll was answered since: the URL may not be readable yet.
    pub(super) is_new: bool,
    /// Whether the link is not a URL in full, as the protocol demands: a 404 then means that the link is wrong.
    pub(super) is_doubtful: bool,
    /// Number of polls that were answered by 404.
    pub(super) misses: u32,
    /// Whether the first response held the resource in its final state.
    pub(super) has_result: bool,
    /// The last state, if it is not known to be a running one.
    unknown: Option<Unknown>,
}

/// A state that the service may never leave.
#[derive(Clone)]
struct Unknown {
    state: String,
    since: Instant,
    /// Time spent waiting between polls.
    waited: Duration,
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

impl Watch {
    /// Polls the resource itself.
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

    /// A link of a response, joined but not checked: a service may send rubbish where it is not needed.
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

    /// Whether an unknown state has lasted for longer than `limit`. If so, its time begins anew, for those who go on.
    pub(super) fn is_stuck(&mut self, state: &str, limit: Duration) -> bool {
        if is_known_running(state) {
            self.unknown = None;
            return false;
        }
        if let Some(unknown) = &mut self.unknown
            && unknown.state == state
        {
            // The waits are counted too: a runtime may have a time of its own.
            unknown.waited += self.wait;
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

/// A link with the API version of the operation, if it has none. Services other than Azure Resource Manager leave it out of their
/// links, and yet ask for it.
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
