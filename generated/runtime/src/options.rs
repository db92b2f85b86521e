//! Settings of a client.

use std::collections::BTreeMap;
use std::time::Duration;

use azure_core::http::{ClientOptions as CoreOptions, Url};

use crate::Cloud;

/// Settings of a client. Everything has a default: `ClientOptions { cloud: Cloud::China, ..Default::default() }`.
#[derive(Clone, Debug)]
pub struct ClientOptions {
    /// Settings of azure_core: transport, policies, logging, telemetry. Its `retry` is not used; see
    /// [`ClientOptions::retry`]. Without the default features of this crate a transport must be set here.
    pub client_options: CoreOptions,
    /// Which Azure to talk to.
    pub cloud: Cloud,
    /// URL of the service in place of the one that its description names, for a client of a service other than Azure Resource
    /// Manager. Its path, if any, comes first in the path of every operation.
    pub endpoint: Option<Url>,
    /// Values of the variables of the endpoint, by name, in place of the defaults of the description.
    pub variables: BTreeMap<String, String>,
    /// What tokens are asked for by a client of a service other than Azure Resource Manager, such as
    /// `https://vault.azure.net`; `None` for what its description names.
    pub audience: Option<String>,
    /// Most bytes of a response after decompression (default 256 MiB). A longer one is an error.
    pub max_response_size: usize,
    /// Version sent in place of the one each operation was generated for; `None` keeps theirs.
    pub api_version: Option<String>,
    /// Whether URL parameters are checked against the spec's lengths, patterns and ranges before anything is sent
    /// (default `true`). Values that would change the path of the request are refused in any case.
    pub validate: bool,
    /// Whether a resource provider that the subscription has not registered is registered on first use (default
    /// `false`). It needs the permission `/register/action`.
    pub register_providers: bool,
    /// When and how often a request is repeated. These settings rule; azure_core's own retries are off, because they
    /// wait for any `Retry-After` in full and repeat every POST.
    pub retry: RetryOptions,
    /// How long-running operations are polled.
    pub poll: PollOptions,
    /// Limits the time of each request with its retries, unless `timeout` of a call says otherwise (default `None`).
    pub timeout: Option<Duration>,
}

impl Default for ClientOptions {
    fn default() -> Self {
        Self {
            client_options: CoreOptions::default(),
            cloud: Cloud::Public,
            endpoint: None,
            variables: BTreeMap::new(),
            audience: None,
            max_response_size: 256 << 20,
            api_version: None,
            validate: true,
            register_providers: false,
            retry: RetryOptions::default(),
            poll: PollOptions::default(),
            timeout: None,
        }
    }
}

/// When and how often a request is repeated.
///
/// Repeated are the status codes 408, 429, 500, 502, 503, 504, and broken connections, with exponential backoff and
/// jitter, or after the time that the service asks for. GET, HEAD, PUT, DELETE and PATCH (a merge patch gives the same
/// resource when it is applied twice) are repeated on all of these. POST is repeated only where the service cannot
/// have acted: on 429, on 503 with a `Retry-After`, and when no connection came about; `repeatable(true)` on the call
/// lifts that, `repeatable(false)` puts any other method under the same rule.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RetryOptions {
    /// How often a request is sent again (default 5; 0 turns retries off).
    pub max_retries: u32,
    /// Wait before the first repetition (default 800 ms); each further one doubles it.
    pub initial_delay: Duration,
    /// Longest wait of the backoff (default 30 s).
    pub max_delay: Duration,
    /// Longest wait that a `Retry-After` of the service can ask for (default 60 s). A longer one ends the retries: the
    /// error of the response says when to come back ([`ErrorExt::retry_after`](crate::ErrorExt::retry_after)). Values
    /// that are unparsable, negative or longer than a day are ignored in favor of the backoff.
    pub max_retry_after: Duration,
    /// No repetition starts later than this after the first try (default 3 minutes).
    pub max_elapsed: Duration,
}

impl Default for RetryOptions {
    fn default() -> Self {
        Self {
            max_retries: 5,
            initial_delay: Duration::from_millis(800),
            max_delay: Duration::from_secs(30),
            max_retry_after: Duration::from_secs(60),
            max_elapsed: Duration::from_secs(180),
        }
    }
}

impl RetryOptions {
    /// No repetitions.
    pub fn none() -> Self {
        Self {
            max_retries: 0,
            ..Self::default()
        }
    }
}

/// How long-running operations are polled.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PollOptions {
    /// Wait between two polls when the service does not say (default 10 s).
    pub interval: Duration,
    /// Longest wait that a `Retry-After` of the service can ask for (default 2 minutes); a longer one is cut to this.
    /// The shortest is one second, or `interval` if that is less.
    pub max_interval: Duration,
    /// Longest time in a state that does not change and is not known to be a running one (default 30 minutes).
    /// Afterwards polling ends in an error with a resume token, because the state may be a final one that only the
    /// service knows. Known to be running are words such as `Accepted`, `Pending`, and all that end in `ing`.
    pub max_unknown: Duration,
}

impl PollOptions {
    /// The wait before the next poll. A service that asks for none is still not polled without a pause.
    pub(crate) fn wait(&self, asked: Option<Duration>, interval: Duration) -> Duration {
        asked.map_or(interval, |wait| {
            wait.min(self.max_interval)
                .max(interval.min(Duration::from_secs(1)))
        })
    }
}

impl Default for PollOptions {
    fn default() -> Self {
        Self {
            interval: Duration::from_secs(10),
            max_interval: Duration::from_secs(120),
            max_unknown: Duration::from_secs(30 * 60),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_defaults() {
        let s = Duration::from_secs;
        let PollOptions {
            interval,
            max_interval,
            max_unknown,
        } = PollOptions::default();
        assert_eq!(
            (interval, max_interval, max_unknown),
            (s(10), s(120), s(1800))
        );
        let options = ClientOptions::default();
        assert!(options.validate && !options.register_providers);
        assert_eq!((options.timeout, options.api_version), (None, None));
    }

    #[test]
    fn waits_between_polls() {
        let s = Duration::from_secs;
        let options = PollOptions::default();
        assert_eq!(options.wait(None, s(300)), s(300));
        assert_eq!(options.wait(Some(s(7)), s(300)), s(7));
        assert_eq!(options.wait(Some(s(3600)), s(1)), s(120));
        assert_eq!(options.wait(Some(s(0)), s(10)), s(1));
        assert_eq!(options.wait(Some(s(0)), s(0)), s(0));
    }
}
