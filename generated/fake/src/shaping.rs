//! Canned responses, faults, and the record of requests.

use std::collections::{BTreeMap, VecDeque};
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
        f.write_str(&self.id)?;
        match &self.api_version {
            Some(version) => write!(f, " of {version}"),
            None => Ok(()),
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

struct Expectation {
    selector: Selector,
    wanted: usize,
    left: usize,
    respond: Respond,
}

/// The response of the test to a request.
pub(crate) enum Given {
    Closure(Respond),
    Response(FakeResponse),
    Late(Duration),
    Failure(String, String),
}

#[derive(Default)]
pub(crate) struct Shaping {
    expectations: Vec<Expectation>,
    faults: VecDeque<(usize, Fault)>,
    recorded: VecDeque<Recorded>,
    recorded_bytes: usize,
    counts: BTreeMap<(&'static str, &'static str), u64>,
    pub sources: BTreeMap<Source, u64>,
}

/// The status with which transports close the connection.
pub(crate) const RESET: u16 = 0;

impl Shaping {
    pub fn expect(&mut self, selector: Selector, times: usize, respond: Respond) {
        self.expectations.push(Expectation {
            selector,
            wanted: times,
            left: times,
            respond,
        });
    }

    pub fn fail(&mut self, times: usize, fault: Fault) {
        if times > 0 {
            self.faults.push_back((times, fault));
        }
    }

    /// Returns the response of the test to the next request.
    pub fn next(&mut self, operation: Option<&'static Operation>) -> Option<Given> {
        if let Some((times, fault)) = self.faults.front_mut() {
            *times -= 1;
            let fault = fault.clone();
            if *times == 0 {
                self.faults.pop_front();
            }
            return Some(given(fault));
        }
        let operation = operation?;
        let mut open = self.expectations.iter_mut().filter(|it| it.left > 0);
        let expectation = open.find(|it| it.selector.selects(operation))?;
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
            *self
                .counts
                .entry((operation.id, operation.api_version))
                .or_default() += 1;
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

    pub fn requests(&self) -> Vec<Recorded> {
        self.recorded.iter().cloned().collect()
    }

    /// Returns the number of recorded requests.
    #[cfg(test)]
    pub fn recorded(&self) -> usize {
        self.recorded.len()
    }

    pub fn count(&self, selector: &Selector) -> u64 {
        let counts = self.counts.iter().filter(|((id, version), _)| {
            *id == selector.id && selector.api_version.as_ref().is_none_or(|it| it == version)
        });
        counts.map(|it| it.1).sum()
    }

    /// Returns the unused expectations, one per line.
    pub fn unused(&self) -> Vec<String> {
        let open = self.expectations.iter().filter(|it| it.left > 0).map(|it| {
            let met = it.wanted - it.left;
            format!("  {}: expected {}, came {met}", it.selector, it.wanted)
        });
        let faults = self
            .faults
            .iter()
            .map(|(times, fault)| format!("  {fault:?}: {times} times not met"));
        let mut lines: Vec<String> = open.chain(faults).collect();
        if lines.is_empty() {
            return lines;
        }
        lines.push("the last requests that came:".to_owned());
        let skipped = self.recorded.len().saturating_sub(10);
        let came = self.recorded.iter().skip(skipped).map(|it| {
            let operation = it.operation.unwrap_or("no operation");
            let (request, status) = (&it.request, it.status);
            format!("  {operation}: {request:?} -> {status} {}", it.reason)
        });
        lines.extend(came.map(|it| it.trim_end().to_owned()));
        if self.recorded.is_empty() {
            lines.push("  none".to_owned());
        }
        lines
    }
}

fn given(fault: Fault) -> Given {
    Given::Response(match fault {
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
        Fault::OperationFails { code, message } => return Given::Failure(code, message),
    })
}
