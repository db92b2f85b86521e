//! Settings of a client.

use std::collections::BTreeMap;
use std::time::Duration;

use azure_core::http::{ClientOptions as CoreOptions, Url};

use crate::Cloud;

/// Settings of a client. All settings have defaults: `ClientOptions { cloud: Cloud::China, ..Default::default() }`.
#[derive(Clone, Debug)]
pub struct ClientOptions {
    /// Settings of azure_core: transport, policies, logging, telemetry. Its `retry` is ignored in favor of
    /// [`ClientOptions::retry`]. A transport is required here if the default features of this crate are disabled.
    pub client_options: CoreOptions,
    /// The Azure cloud to connect to.
    pub cloud: Cloud,
    /// URL that replaces the endpoint of the cloud or of the service description, for all operations. Its path is
    /// prepended to the path of every operation. A token for Azure Resource Manager is sent to the endpoint of the cloud
    /// only: with a credential, set [`Cloud::Custom`] instead.
    pub endpoint: Option<Url>,
    /// Values of the endpoint's variables by name. They replace the defaults of the service description.
    pub variables: BTreeMap<String, String>,
    /// Audience of tokens, such as `https://vault.azure.net`, for services other than Azure Resource Manager. `None`
    /// selects the audience of the service description, or else that of the endpoint's domain, if it is a known domain of
    /// Azure.
    pub audience: Option<String>,
    /// Maximum number of bytes of a response after decompression (default 256 MiB). A longer response is an error. The limit
    /// does not apply to a body that is [streamed](crate::Call::stream).
    pub max_response_size: usize,
    /// API version of all operations. `None` uses the version for which each operation was generated.
    pub api_version: Option<String>,
    /// Set to check parameters (in path, query, headers and forms) and the variables of the endpoint against the constraints
    /// of the spec before sending (default `true`). Bodies are not checked. Values that would change the path of the request
    /// are rejected in any case.
    pub validate: bool,
    /// Set to register a resource provider on first use if the subscription has not registered it (default `false`).
    /// This requires the permission `/register/action`.
    pub register_providers: bool,
    /// Retry policy. It replaces the retries of azure_core, which wait for any `Retry-After` in full and retry every
    /// POST.
    pub retry: RetryOptions,
    /// Polling of long-running operations.
    pub poll: PollOptions,
    /// Time limit of each request with its retries, unless the call sets its own `timeout` (default `None`).
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

/// Retry policy.
///
/// Requests are retried on the status codes 408, 429, 500, 502, 503, 504 and on broken connections, with exponential
/// backoff and jitter, or after the delay requested by the service. This applies to GET, HEAD, PUT, DELETE and PATCH,
/// because repeating them has the same result. With `If-Match` or `If-None-Match`, a retry after a lost response may end in
/// 412, and a retry of a DELETE in 404: the first attempt had succeeded. A POST, and a PATCH with a JSON patch, is retried only if the service cannot
/// have acted on it: on 429, on 503 with a `Retry-After`, and if no connection was established. `repeatable(true)` on a
/// call removes this restriction, and `repeatable(false)` applies it to PUT, DELETE and PATCH.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RetryOptions {
    /// Maximum number of retries (default 5; 0 disables retries).
    pub max_retries: u32,
    /// Delay before the first retry (default 800 ms). It doubles with each further retry.
    pub initial_delay: Duration,
    /// Maximum delay of the backoff (default 30 s).
    pub max_delay: Duration,
    /// Maximum `Retry-After` that is waited for (default 60 s). A longer one ends the retries with an error that
    /// contains the delay ([`ErrorExt::retry_after`](crate::ErrorExt::retry_after)). Values that are unparsable or in
    /// the past are ignored in favor of the backoff.
    pub max_retry_after: Duration,
    /// Maximum time from the first attempt to the start of the last retry (default 3 minutes).
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
    /// Returns a policy without retries.
    pub fn none() -> Self {
        Self {
            max_retries: 0,
            ..Self::default()
        }
    }
}

/// Polling of long-running operations.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PollOptions {
    /// Delay between polls if the service does not request one (default 10 s).
    pub interval: Duration,
    /// Maximum delay between polls that the service can request (default 2 minutes); longer ones are shortened to it.
    /// The minimum is one second, or `interval` if that is less, even if `max_interval` is shorter.
    pub max_interval: Duration,
    /// Maximum time in an unchanged state that is not known to be a running one (default 30 minutes). Polling then ends
    /// in an error with a resume token, because the state may be final. Known running states are words such as
    /// `Accepted` and `Pending`, and all words that end in `ing` or `InProgress`.
    pub max_unknown: Duration,
}

impl PollOptions {
    /// Returns the delay before the next poll. Limits a requested delay to the configured range.
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
