//! The table of cases: the scenarios that a call should raise, and the expected result.
//!
//! A scenario passes if the call raised exactly the counters of the case, and if the check of the case succeeded: the
//! decoded value, the error, or the list of requests.

use std::{
    collections::BTreeMap,
    fmt::Debug,
    future::{Future, IntoFuture},
    pin::Pin,
    sync::Arc,
    time::Duration,
};

use arm_runtime::{
    Arm, ClientOptions, Cloud, Json, Package, Pager, PollOptions, Response, RetryOptions, TokenCredential, Url,
    azure_core::{
        self,
        error::ErrorKind,
        http::{ClientOptions as CoreOptions, DeserializeWith, Format, Transport as CoreTransport},
    },
};
use futures::StreamExt;
use serde::Serialize;
use serde_json::Value;

use crate::{
    server::Server,
    transport::{Exchange, ScopeCredential, Transport, describe},
};

/// The result of a check: the reason if it failed.
pub type Check = Result<(), String>;

/// The scenarios that a case raises.
pub trait Names {
    fn names(self) -> Vec<&'static str>;
}

impl Names for &'static str {
    fn names(self) -> Vec<&'static str> {
        vec![self]
    }
}

impl<const N: usize> Names for [&'static str; N] {
    fn names(self) -> Vec<&'static str> {
        self.to_vec()
    }
}

/// The expected failure of a call.
#[derive(Clone, Copy, Debug)]
pub enum Fails {
    /// The service returns this status.
    With(u16),
    /// The service returns this status and this code.
    Code(u16, &'static str),
    /// The error message contains this text.
    Saying(&'static str),
    /// The response cannot be read.
    Unreadable,
}

struct Case {
    scenarios: Vec<&'static str>,
    run: Pin<Box<dyn Future<Output = Check>>>,
    wire: Option<Vec<String>>,
}

/// All cases and their environment.
pub struct Table {
    server: Server,
    transport: Arc<Transport>,
    cases: Vec<Case>,
}

/// A case that was just added.
pub struct Added<'t>(&'t mut Case);

impl Added<'_> {
    /// Requires exactly these requests: method, path and query of each.
    pub fn over(self, wire: &[&str]) {
        self.0.wire = Some(wire.iter().map(|line| (*line).to_owned()).collect());
    }
}

impl Table {
    pub fn new(server: Server) -> Self {
        let transport = Arc::new(Transport::new(server.node.http.clone(), server.node.authority.clone()));
        Self { server, transport, cases: Vec::new() }
    }

    /// Returns host and port of the server.
    pub fn authority(&self) -> &str {
        &self.server.node.authority
    }

    pub fn credential(&self) -> Arc<dyn TokenCredential> {
        Arc::new(ScopeCredential)
    }

    /// Returns client options for the server, with short waits.
    pub fn options(&self) -> Option<ClientOptions> {
        self.options_at("https")
    }

    fn options_at(&self, scheme: &str) -> Option<ClientOptions> {
        let endpoint = Url::parse(&format!("{scheme}://{}", self.server.node.authority)).ok()?;
        let transport = Some(CoreTransport::new(self.transport.clone()));
        let retry = RetryOptions { max_retries: 3, initial_delay: Duration::from_millis(1), ..RetryOptions::default() };
        Some(ClientOptions {
            client_options: CoreOptions { transport, ..CoreOptions::default() },
            cloud: Cloud::Custom { endpoint: endpoint.clone(), audience: "https://security.microsoft.com".to_owned() },
            endpoint: Some(endpoint),
            audience: Some("https://security.microsoft.com".to_owned()),
            retry,
            poll: PollOptions { interval: Duration::ZERO, ..PollOptions::default() },
            ..ClientOptions::default()
        })
    }

    /// Returns a connection without a credential, for hosts that a description declares with plain http, with the
    /// variables of the host.
    pub fn unsigned(&self, subscription: Option<&str>, variables: &[(&str, &str)]) -> Arm {
        let package = Package { name: "conformance", version: "0.0.0" };
        let mut options = self.options_at("http").unwrap_or_default();
        options.endpoint = None;
        options.variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Arm::new(package, subscription.map(str::to_owned), None, Some(options)).expect("the options hold a valid endpoint")
    }

    /// Adds a case with its own check.
    pub fn case(&mut self, scenarios: impl Names, run: impl Future<Output = Check> + 'static) -> Added<'_> {
        self.cases.push(Case { scenarios: scenarios.names(), run: Box::pin(run), wire: None });
        Added(self.cases.last_mut().expect("a case was just added"))
    }

    /// Adds a case whose decoded response, serialized again, is `value`.
    pub fn gives<C, T, F>(&mut self, scenarios: impl Names, call: C, value: Value) -> Added<'_>
    where
        C: IntoFuture<Output = azure_core::Result<Response<T, F>>> + 'static,
        T: DeserializeWith<F> + Serialize + 'static,
        F: Format + 'static,
    {
        self.reads(scenarios, call, move |model| alike(&serde_json::to_value(model).map_err(|e| e.to_string())?, &value))
    }

    /// Adds a case whose decoded response passes the check.
    pub fn reads<C, T, F>(&mut self, scenarios: impl Names, call: C, check: impl FnOnce(T) -> Check + 'static) -> Added<'_>
    where
        C: IntoFuture<Output = azure_core::Result<Response<T, F>>> + 'static,
        T: DeserializeWith<F> + 'static,
        F: Format + 'static,
    {
        self.case(scenarios, async move { check(ok(ok(call.await)?.into_model())?) })
    }

    /// Adds a case whose call succeeds with exactly one request: method, path and query.
    pub fn sends<C, T, F>(&mut self, scenarios: impl Names, wire: &str, call: C)
    where
        C: IntoFuture<Output = azure_core::Result<Response<T, F>>> + 'static,
        T: 'static,
        F: Format + 'static,
    {
        self.case(scenarios, async move { ok(call.await).map(drop) }).over(&[wire]);
    }

    /// Adds a case whose call, or reading its response, fails.
    pub fn fails<C, T, F>(&mut self, scenarios: impl Names, call: C, how: Fails) -> Added<'_>
    where
        C: IntoFuture<Output = azure_core::Result<Response<T, F>>> + 'static,
        T: DeserializeWith<F> + Debug + 'static,
        F: Format + 'static,
    {
        self.case(scenarios, async move {
            match call.await.and_then(Response::into_model) {
                Ok(value) => Err(format!("succeeded with {value:?}")),
                Err(error) => how.check(&error),
            }
        })
    }

    /// Adds a case in which the service returns this status, and a body that passes the check as a model.
    pub fn refuses<C, T, E>(&mut self, scenarios: impl Names, call: C, status: u16, check: impl FnOnce(E) -> Check + 'static)
    where
        C: IntoFuture<Output = azure_core::Result<Response<T, Json>>> + 'static,
        E: DeserializeWith<Json> + 'static,
        T: 'static,
    {
        self.case(scenarios, async move {
            let Err(error) = call.await else { return Err("the call succeeded".to_owned()) };
            Fails::With(status).check(&error)?;
            match error.kind() {
                ErrorKind::HttpResponse { raw_response: Some(response), .. } => check(ok(E::deserialize_with(response.body().clone()))?),
                _ => Err("the error holds no response".to_owned()),
            }
        });
    }

    /// Adds a case in which the items of all pages, serialized again, are `items`, and the requests are `wire`.
    pub fn pages<T>(&mut self, scenarios: impl Names, wire: &[&str], pager: Pager<T>, items: Value)
    where
        T: DeserializeWith<Json> + Serialize + 'static,
    {
        self.case(scenarios, async move {
            let mut found = Vec::new();
            let mut pager = pager;
            while let Some(item) = pager.next().await {
                found.push(serde_json::to_value(ok(item)?).map_err(|e| e.to_string())?);
            }
            alike(&Value::Array(found), &items)
        })
        .over(wire);
    }

    /// Adds a case that yields this number of items and then an error.
    pub fn breaks<T: DeserializeWith<Json> + 'static>(&mut self, scenarios: impl Names, pager: Pager<T>, n: usize, how: Fails) {
        self.case(scenarios, async move {
            let mut pager = pager;
            let mut found = 0;
            while let Some(item) = pager.next().await {
                match item {
                    Ok(_) => found += 1,
                    Err(error) if found == n => return how.check(&error),
                    Err(error) => return Err(format!("{found} items before the error {error}")),
                }
            }
            Err("the list ended without an error".to_owned())
        });
    }

    /// Runs the cases one after the other, because the server has one set of counters.
    pub async fn run(self, filters: &[String]) -> Result<BTreeMap<String, Check>, String> {
        let mut outcomes: BTreeMap<String, Check> = BTreeMap::new();
        let wanted = |case: &Case| filters.is_empty() || case.scenarios.iter().any(|name| filters.iter().any(|f| name.contains(f.as_str())));
        for case in self.cases.into_iter().filter(wanted) {
            self.server.clear().await?;
            self.transport.take_log();
            let held = case.run.await;
            let log = self.transport.take_log();
            let rose: Vec<String> = self.server.rose().await?.into_keys().collect();
            let requests: Vec<String> = log.iter().map(Exchange::request).collect();
            let outcome = held.and_then(|()| case.wire.map_or(Ok(()), |wire| same(&requests, &wire))).and_then(|()| raised(&case.scenarios, &rose));
            let outcome = outcome.map_err(|why| format!("{why}; {}", describe(&log)));
            for scenario in case.scenarios {
                let name = rose.iter().find(|name| name.ends_with(&format!("/{scenario}"))).cloned();
                let name = name.unwrap_or_else(|| format!("?/{scenario}"));
                let earlier = outcomes.remove(&name).unwrap_or(Ok(()));
                outcomes.insert(name, earlier.and(outcome.clone()));
            }
        }
        Ok(outcomes)
    }
}

impl Fails {
    pub fn check(self, error: &azure_core::Error) -> Check {
        let status = error.http_status().map(u16::from);
        let code = match error.kind() {
            ErrorKind::HttpResponse { error_code, .. } => error_code.as_deref(),
            _ => None,
        };
        let held = match self {
            Self::With(wanted) => status == Some(wanted),
            Self::Code(wanted, text) => status == Some(wanted) && code == Some(text),
            Self::Saying(text) => error.to_string().contains(text),
            Self::Unreadable => matches!(error.kind(), ErrorKind::DataConversion),
        };
        if held { Ok(()) } else { Err(format!("expected {self:?}, found {:?} {code:?}: {error}", error.kind())) }
    }
}

/// Checks that the counters that rose are those of the case.
fn raised(scenarios: &[&str], rose: &[String]) -> Check {
    let mut found: Vec<&str> = rose.iter().map(|name| name.split('/').next_back().unwrap_or(name)).collect();
    let mut wanted = scenarios.to_vec();
    found.sort_unstable();
    wanted.sort_unstable();
    if found == wanted { Ok(()) } else { Err(format!("raised {found:?} rather than {wanted:?}")) }
}

/// Returns the value of a call that must succeed.
pub fn ok<T>(result: azure_core::Result<T>) -> Result<T, String> {
    result.map_err(|error| error.to_string())
}

/// Checks that the actual value equals the expected one.
pub fn same<T: PartialEq<U> + Debug, U: Debug>(found: &T, wanted: &U) -> Check {
    if found == wanted { Ok(()) } else { Err(format!("found {found:?}, expected {wanted:?}")) }
}

/// Like [`same`], but an integer equals its floating-point form.
pub fn alike(found: &Value, wanted: &Value) -> Check {
    fn equal(a: &Value, b: &Value) -> bool {
        match (a, b) {
            (Value::Number(a), Value::Number(b)) => a == b || ((a.is_f64() || b.is_f64()) && a.as_f64() == b.as_f64()),
            (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b)),
            (Value::Object(a), Value::Object(b)) => a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| equal(a, b))),
            _ => a == b,
        }
    }
    if equal(found, wanted) { Ok(()) } else { Err(format!("found {found}, expected {wanted}")) }
}

/// Deserializes a value of the generated type from JSON, as a user would do with a file.
pub fn model<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("the case gives a value of the model")
}
