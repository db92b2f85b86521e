//! Canned responses, faults, and the record of requests.

use std::collections::{BTreeMap, VecDeque};
use std::panic::Location;
use std::sync::Arc;
use std::time::Duration;

use arm_runtime::Operation;

use crate::request::FakeRequest;
use crate::response::{FakeResponse, Source};

/// Maximum number of recorded requests.
const MAX_RECORDED: usize = 10_000;
/// Maximum number of recorded bytes of bodies.
const MAX_RECORDED_BYTES: usize = 16 * 1024 * 1024;

/// An operation by its operationId, and by its api-version if it is known.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Selector {
    id: String,
    api_version: Option<String>,
}

impl Selector {
    pub(crate) fn selects(&self, operation: &Operation) -> bool {
        self.id == operation.id
            && self
                .api_version
                .as_ref()
                .is_none_or(|it| it == operation.api_version)
    }
}

impl std::fmt::Display for Selector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.api_version {
            Some(version) => write!(f, "{} of {version}", self.id),
            None => f.write_str(&self.id),
        }
    }
}

impl From<&Operation> for Selector {
    fn from(operation: &Operation) -> Self {
        Self {
            id: operation.id.to_owned(),
            api_version: Some(operation.api_version.to_owned()),
        }
    }
}

impl From<&str> for Selector {
    fn from(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            api_version: None,
        }
    }
}

/// A fault of a response.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Fault {
    /// 429 with a `Retry-After` in seconds. Clients with [`FakeArm::client_options`](crate::FakeArm::client_options) retry
    /// without waiting, and the clock of the fake advances by the delay.
    Throttled {
        /// Value of `Retry-After`.
        retry_after: u32,
    },
    /// A status with an error of Azure Resource Manager.
    Status {
        /// Status code.
        status: u16,
        /// Error code.
        code: String,
    },
    /// The connection is closed without a response.
    Reset,
    /// The usual response comes late: after this time on the clock of azure_core's async runtime, which tests can pause. A
    /// client with a shorter time limit does not get it, though the request has had its effect.
    Slow(Duration),
    /// A 200 whose body is cut off.
    MalformedJson,
    /// The next long-running operation starts as usual and fails.
    OperationFails {
        /// Error code.
        code: String,
        /// Error message.
        message: String,
    },
}

/// A request that the fake has answered.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// `operationId` of the request. `None` if it is not an operation of the bindings.
    pub operation: Option<&'static str>,
    /// The request.
    pub request: FakeRequest,
    /// Status of the response.
    pub status: u16,
    /// Source of the response.
    pub source: Source,
    /// Reason of a rejection. Empty if the request was not rejected.
    pub reason: String,
}

type Respond = Arc<dyn Fn(&FakeRequest) -> FakeResponse + Send + Sync>;

/// The requests that an expectation or a fault applies to.
#[derive(Clone)]
pub(crate) struct Aim {
    /// Operation of the requests. `None` for any.
    pub selector: Option<Selector>,
    /// Subscription of the requests, in lower case. `None` for any.
    pub subscription: Option<String>,
    /// Source location of the call that created the expectation or fault.
    pub location: &'static Location<'static>,
}

impl Aim {
    fn fits(&self, request: &FakeRequest, operation: Option<&'static Operation>) -> bool {
        let selected = |it: &Selector| operation.is_some_and(|operation| it.selects(operation));
        self.selector.as_ref().is_none_or(selected)
            && self
                .subscription
                .as_ref()
                .is_none_or(|it| is_of(request, it))
    }

    fn is_of(&self, subscription: Option<&str>) -> bool {
        self.subscription.as_deref() == subscription
    }
}

/// Returns `true` if a request is to the subscription.
fn is_of(request: &FakeRequest, subscription: &str) -> bool {
    request
        .subscription()
        .is_some_and(|it| it.eq_ignore_ascii_case(subscription))
}

struct Expectation {
    aim: Aim,
    wanted: usize,
    left: usize,
    respond: Respond,
}

/// A fault of the next requests.
#[derive(Clone)]
pub(crate) struct Planned {
    aim: Aim,
    times: usize,
    fault: Fault,
}

impl Planned {
    /// Returns code and message of the failure of a long-running operation.
    pub fn failure(&self) -> Option<(String, String)> {
        match &self.fault {
            Fault::OperationFails { code, message } => Some((code.clone(), message.clone())),
            _ => None,
        }
    }

    fn fits(&self, request: &FakeRequest, operation: Option<&'static Operation>) -> bool {
        // Azure Resource Manager itself deletes resource groups.
        let may_run =
            || operation.map_or(request.method == "DELETE", |it| it.long_running.is_some());
        self.aim.fits(request, operation) && (self.failure().is_none() || may_run())
    }
}

/// The response of the test to a request.
pub(crate) enum Given {
    Closure(Respond),
    Response(FakeResponse),
    Late(Duration),
    Failure(Planned),
}

type Counts = BTreeMap<(&'static str, &'static str), u64>;

#[derive(Default)]
pub(crate) struct Shaping {
    expectations: Vec<Expectation>,
    faults: VecDeque<Planned>,
    recorded: VecDeque<Recorded>,
    recorded_bytes: usize,
    counts: Counts,
    /// Counts of the subscriptions that have a handle.
    by_subscription: BTreeMap<String, Counts>,
    pub sources: BTreeMap<Source, u64>,
}

/// The status with which transports close the connection.
pub(crate) const RESET: u16 = 0;

impl Shaping {
    pub fn expect(&mut self, aim: Aim, times: usize, respond: Respond) {
        self.expectations.push(Expectation {
            aim,
            wanted: times,
            left: times,
            respond,
        });
    }

    pub fn fail(&mut self, aim: Aim, times: usize, fault: Fault) {
        if times > 0 {
            self.faults.push_back(Planned { aim, times, fault });
        }
    }

    /// Applies a fault to the next request again.
    pub fn put_back(&mut self, planned: Planned) {
        self.faults.push_front(Planned {
            times: 1,
            ..planned
        });
    }

    pub fn end_faults(&mut self, subscription: Option<&str>) {
        self.faults.retain(|it| !it.aim.is_of(subscription));
    }

    /// Starts to count the requests of a subscription.
    pub fn open(&mut self, subscription: &str) {
        self.by_subscription
            .entry(subscription.to_owned())
            .or_default();
    }

    /// Removes everything, except that subscriptions with a handle keep it.
    pub fn reset(&mut self) {
        let mut by_subscription = std::mem::take(&mut self.by_subscription);
        by_subscription.values_mut().for_each(Counts::clear);
        *self = Self {
            by_subscription,
            ..Self::default()
        };
    }

    /// Removes the expectations and faults of a handle.
    pub fn forget(&mut self, subscription: Option<&str>) {
        self.end_faults(subscription);
        self.expectations.retain(|it| !it.aim.is_of(subscription));
    }

    /// Removes expectations, faults and requests of a subscription.
    pub fn clear(&mut self, subscription: &str) {
        self.forget(Some(subscription));
        self.recorded.retain(|it| !is_of(&it.request, subscription));
        self.recorded_bytes = self.recorded.iter().map(|it| it.request.body.len()).sum();
        if let Some(counts) = self.by_subscription.get_mut(subscription) {
            counts.clear();
        }
    }

    /// Returns the response of the test to the next request.
    pub fn next(
        &mut self,
        request: &FakeRequest,
        operation: Option<&'static Operation>,
    ) -> Option<Given> {
        let mut faults = self.faults.iter();
        if let Some(index) = faults.position(|it| it.fits(request, operation)) {
            let planned = &mut self.faults[index];
            planned.times -= 1;
            let met = planned.clone();
            if planned.times == 0 {
                self.faults.remove(index);
            }
            return Some(given(met));
        }
        let mut open = self.expectations.iter_mut().filter(|it| it.left > 0);
        let expectation = open.find(|it| it.aim.fits(request, operation))?;
        expectation.left -= 1;
        Some(Given::Closure(Arc::clone(&expectation.respond)))
    }

    pub fn record(
        &mut self,
        request: &FakeRequest,
        operation: Option<&'static Operation>,
        response: &FakeResponse,
    ) {
        *self.sources.entry(response.source).or_default() += 1;
        if let Some(operation) = operation {
            let key = (operation.id, operation.api_version);
            *self.counts.entry(key).or_default() += 1;
            let subscription = request.subscription().map(str::to_ascii_lowercase);
            let own = subscription.and_then(|it| self.by_subscription.get_mut(&it));
            if let Some(counts) = own {
                *counts.entry(key).or_default() += 1;
            }
        }
        self.recorded_bytes += request.body.len();
        while self.recorded.len() == MAX_RECORDED
            || (self.recorded_bytes > MAX_RECORDED_BYTES && !self.recorded.is_empty())
        {
            let oldest = self.recorded.pop_front();
            self.recorded_bytes -= oldest.map_or(0, |it| it.request.body.len());
        }
        let request = request.clone();
        self.recorded.push_back(Recorded {
            operation: operation.map(|it| it.id),
            request,
            status: response.status,
            source: response.source,
            reason: response.reason.clone(),
        });
    }

    /// Returns the recorded requests of a subscription, or all.
    pub fn requests(&self, subscription: Option<&str>) -> Vec<Recorded> {
        let own = |it: &&Recorded| subscription.is_none_or(|id| is_of(&it.request, id));
        self.recorded.iter().filter(own).cloned().collect()
    }

    /// Returns the number of recorded requests.
    #[cfg(test)]
    pub fn recorded(&self) -> usize {
        self.recorded.len()
    }

    pub fn count(&self, selector: &Selector, subscription: Option<&str>) -> u64 {
        let none = Counts::new();
        let counts = subscription.map_or(&self.counts, |it| {
            self.by_subscription.get(it).unwrap_or(&none)
        });
        let counts = counts.iter().filter(|((id, version), _)| {
            *id == selector.id && selector.api_version.as_ref().is_none_or(|it| it == version)
        });
        counts.map(|it| it.1).sum()
    }

    /// Returns the unused expectations and faults of a handle, one per line.
    pub fn unused(&self, subscription: Option<&str>) -> Vec<String> {
        let open = self
            .expectations
            .iter()
            .filter(|it| it.left > 0 && it.aim.is_of(subscription));
        let open = open.map(|it| {
            let (wanted, met, at) = (it.wanted, it.wanted - it.left, it.aim.location);
            let selector = it.aim.selector.iter().map(ToString::to_string);
            let selector: String = selector.collect();
            format!("  {selector}: expected {wanted}, received {met} ({at})")
        });
        let faults = self.faults.iter().filter(|it| it.aim.is_of(subscription));
        let faults = faults.map(|it| {
            let (fault, times, at) = (&it.fault, it.times, it.aim.location);
            let selector = it.aim.selector.iter().map(|it| format!("{it}: "));
            let selector: String = selector.collect();
            format!("  {selector}{fault:?}: {times} times not met ({at})")
        });
        let mut lines: Vec<String> = open.chain(faults).collect();
        if lines.is_empty() {
            return lines;
        }
        lines.push("the last requests:".to_owned());
        let recorded = self.requests(subscription);
        let skipped = recorded.len().saturating_sub(10);
        let came = recorded.iter().skip(skipped).map(|it| {
            let operation = it.operation.unwrap_or("no operation");
            let (request, status) = (&it.request, it.status);
            format!("  {operation}: {request:?} -> {status} {}", it.reason)
        });
        lines.extend(came.map(|it| it.trim_end().to_owned()));
        if recorded.is_empty() {
            lines.push("  none".to_owned());
        }
        lines
    }
}

fn given(planned: Planned) -> Given {
    Given::Response(match planned.fault {
        Fault::Throttled { retry_after } => FakeResponse::error(
            429,
            "TooManyRequests",
            format!(
                "The request is being throttled. Please try again after '{retry_after}' seconds."
            ),
        )
        .header("Retry-After", retry_after.to_string())
        .from(Source::Test),
        Fault::Status { status, code } => {
            FakeResponse::error(status, &code, "The test asked for this error.").from(Source::Test)
        }
        Fault::Reset => FakeResponse::empty(RESET),
        Fault::Slow(time) => return Given::Late(time),
        Fault::MalformedJson => FakeResponse {
            body: Some(b"{\"value\":[{\"id\":".to_vec()),
            ..FakeResponse::empty(200)
        },
        Fault::OperationFails { .. } => return Given::Failure(planned),
    })
}
