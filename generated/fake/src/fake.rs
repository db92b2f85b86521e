//! The public interface of the fake.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use arm_runtime::Operation;
use arm_runtime::describe::Module;
use azure_core::time::OffsetDateTime;
use serde_json::{Map, Value, json};

use self::shape::Check;
use crate::arm;
use crate::catalog::Catalog;
use crate::engine::{Call, answer};
use crate::generate::Time;
use crate::request::FakeRequest;
use crate::response::{FakeResponse, Source};
use crate::shaping::{Given, Planned, Shaping};
use crate::state::{FIRST, Resource, State};

/// Settings of a fake.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Seed of all generated values (default 0).
    pub seed: u64,
    /// Maximum number of items on a page (default 100).
    pub page_size: usize,
    /// Number of polls for which a long-running operation is running (default 1).
    pub polls: u32,
    /// `Retry-After` of long-running operations, in seconds (default 1).
    pub retry_after: u32,
    /// Set to reject requests without a token (default `false`).
    pub strict_auth: bool,
    /// Set to create resource groups when a request refers to them (default `false`).
    pub create_groups: bool,
    /// Set to require subscriptions to register resource providers (default `false`).
    pub require_registration: bool,
    /// Ids of the subscriptions that exist; empty if any does (default).
    pub subscriptions: Vec<String>,
    /// Actions that the caller may not perform, such as `Microsoft.Maps/accounts/write` or `*/delete`; `*` stands for any
    /// text (default none).
    pub denied: Vec<String>,
    /// Set to use a virtual clock instead of real time (default `true`).
    pub virtual_time: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 0,
            page_size: 100,
            polls: 1,
            retry_after: 1,
            strict_auth: false,
            create_groups: false,
            require_registration: false,
            subscriptions: Vec::new(),
            denied: Vec::new(),
            virtual_time: true,
        }
    }
}

/// A fake Azure Resource Manager. Clones share their state.
///
/// When the last clone is dropped, unused expectations of [`FakeArm::on`] and unused faults fail the test.
#[derive(Clone)]
pub struct FakeArm {
    inner: Arc<Inner>,
    check: Arc<Check>,
}

struct Inner {
    catalog: Catalog,
    settings: Settings,
    state: Mutex<State>,
    shaping: Mutex<Shaping>,
}

impl std::fmt::Debug for FakeArm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FakeArm")
            .field("settings", &self.inner.settings)
            .finish_non_exhaustive()
    }
}

/// Locks a mutex, even if a thread panicked while holding it. The data stays consistent enough for tests.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl FakeArm {
    /// Creates a fake of these bindings with the default settings.
    pub fn new(bindings: &[&'static [Module]]) -> Self {
        Self::with_settings(bindings, Settings::default())
    }

    /// Creates a fake of these bindings.
    pub fn with_settings(bindings: &[&'static [Module]], settings: Settings) -> Self {
        let modules: Vec<&'static Module> = bindings.iter().copied().flatten().collect();
        let inner = Arc::new(Inner {
            catalog: Catalog::new(&modules),
            state: Mutex::new(initial(&settings)),
            shaping: Mutex::default(),
            settings,
        });
        Self {
            check: Arc::new(Check::new(&inner, None)),
            inner,
        }
    }

    /// Adds a resource group.
    pub fn put_group(&self, subscription: &str, name: &str, location: &str) {
        let id = format!("/subscriptions/{subscription}/resourceGroups/{name}");
        let body = Map::from_iter([("location".to_owned(), json!(location))]);
        arm::create_group(&mut lock(&self.inner.state), &id, body);
    }

    /// Adds a resource and its group without any check. The body has the form of the service; its `id`, `name` and
    /// `type` are derived from `id`.
    ///
    /// # Panics
    ///
    /// Panics if `id` is not a resource ID, or if `body` is not an object.
    pub fn put(&self, id: &str, body: Value) {
        let id = id.trim_end_matches('/');
        let segments: Vec<&str> = id.split('/').skip(1).collect();
        let providers = segments
            .iter()
            .rposition(|it| it.eq_ignore_ascii_case("providers"));
        let tail = providers.map_or(&[][..], |it| &segments[it + 1..]);
        assert!(
            tail.len() >= 3 && tail.len() % 2 == 1,
            "{id} is not a resource ID"
        );
        let Value::Object(mut body) = body else {
            panic!("the body of {id} is not an object");
        };
        for name in ["id", "name", "type", "etag", "systemData"] {
            body.remove(name);
        }
        if let [_, subscription, groups, group, ..] = segments.as_slice()
            && groups.eq_ignore_ascii_case("resourceGroups")
        {
            let key = format!("/subscriptions/{subscription}/resourceGroups/{group}");
            if self.get(&key).is_none() {
                self.put_group(subscription, group, "westeurope");
            }
        }
        let types: Vec<&str> = tail[1..].iter().step_by(2).copied().collect();
        let ty = format!("{}/{}", tail[0], types.join("/"));
        let mut state = lock(&self.inner.state);
        let mut resource = crate::resource::unwritten(&state, id, ty);
        resource.number = FIRST + state.count();
        resource.created = state.now;
        resource.modified = state.now;
        resource.etag = state.etag();
        resource.body = body;
        state.resources.insert(id.to_ascii_lowercase(), resource);
    }

    /// Returns the properties of a resource that were set by requests and [`FakeArm::put`], without generated values.
    /// Returns `None` if the resource does not exist.
    pub fn get(&self, id: &str) -> Option<Value> {
        let key = id.trim_end_matches('/').to_ascii_lowercase();
        let state = lock(&self.inner.state);
        state
            .resources
            .get(&key)
            .map(|it| Value::Object(it.body.clone()))
    }

    /// Returns the IDs of all resources and resource groups, in the order of their creation.
    pub fn ids(&self) -> Vec<String> {
        let state = lock(&self.inner.state);
        let below = self.check.path();
        let mut all: Vec<&Resource> = state.below(&below).map(|it| it.1).collect();
        all.sort_by_key(|it| it.number);
        all.into_iter().map(|it| it.id.clone()).collect()
    }

    /// Removes a resource and all resources below it. Returns `true` if it existed.
    pub fn remove(&self, id: &str) -> bool {
        let key = id.trim_end_matches('/').to_ascii_lowercase();
        let mut state = lock(&self.inner.state);
        let known = state.resources.contains_key(&key);
        state.remove(&key);
        known
    }

    /// Removes all resources, operations, expectations and recorded requests. A handle of a subscription removes those of
    /// the subscription.
    pub fn reset(&self) {
        if let Some(subscription) = self.check.subscription() {
            lock(&self.inner.state).remove(&self.check.path());
            lock(&self.inner.shaping).clear(subscription);
            return;
        }
        *lock(&self.inner.state) = initial(&self.inner.settings);
        lock(&self.inner.shaping).reset();
    }

    /// Returns the time of the fake, which begins in 2030 if it is virtual.
    pub fn time(&self) -> OffsetDateTime {
        lock(&self.inner.state).now.date()
    }

    /// Advances the virtual clock, as if the test had waited. Long-running operations that are due by then end. Has no
    /// effect if [`Settings::virtual_time`] is not set.
    pub fn advance(&self, time: Duration) {
        if self.inner.settings.virtual_time {
            let millis = i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
            lock(&self.inner.state).pass(millis);
        }
    }

    /// Returns all operations, each with the source of its responses.
    pub fn coverage(&self) -> Vec<(&'static Operation, Source)> {
        self.inner.catalog.coverage()
    }

    #[cfg(feature = "serve")]
    pub(crate) fn state(&self) -> &Mutex<State> {
        &self.inner.state
    }

    /// Responds to a request. `origin` is a URL such as `https://localhost`; `target` is the path with its query.
    pub fn respond(
        &self,
        method: &str,
        origin: &str,
        target: &str,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
    ) -> FakeResponse {
        self.inner.respond(method, origin, target, headers, body)
    }
}

impl Inner {
    fn respond(
        &self,
        method: &str,
        origin: &str,
        target: &str,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
    ) -> FakeResponse {
        let parsed = FakeRequest::new(method, origin, target, headers, body);
        let (mut response, request) = match parsed {
            Ok(request) => (self.answer(&request), Some(request)),
            Err(response) => (response, None),
        };
        self.finish(request.as_ref(), &mut response);
        response
    }

    fn answer(&self, request: &FakeRequest) -> FakeResponse {
        let operation = self.catalog.operation(request);
        let given = lock(&self.shaping).next(request, operation);
        let response = match given {
            Some(Given::Closure(respond)) => respond(request).from(Source::Test),
            Some(Given::Response(response)) => response,
            Some(Given::Late(time)) => {
                let mut response = self.engine(request, None);
                response.delay = time;
                response
            }
            Some(Given::Failure(planned)) => self.engine(request, Some(planned)),
            None => self.engine(request, None),
        };
        lock(&self.shaping).record(request, operation, &response);
        response
    }

    fn engine(&self, request: &FakeRequest, planned: Option<Planned>) -> FakeResponse {
        let mut state = lock(&self.state);
        let is_read = matches!(&*request.method, "GET" | "HEAD");
        match (self.settings.virtual_time, is_read) {
            (true, _) => state.pass(1),
            (false, true) => state.tick(real_time()),
            // Two writes never have the same time.
            (false, false) => {
                let next = Time(state.now.0 + 1);
                state.tick(real_time().max(next));
            }
        }
        let failure = planned.as_ref().and_then(Planned::failure);
        let mut call = Call {
            catalog: &self.catalog,
            settings: &self.settings,
            state: &mut state,
            request,
            failure,
        };
        let response = answer(&mut call);
        if let (Some(_), Some(planned)) = (call.failure, planned) {
            // The request did not start a long-running operation, so the fault applies to the next one.
            lock(&self.shaping).put_back(planned);
        }
        response
    }

    /// Adds the headers that every response has.
    fn finish(&self, request: Option<&FakeRequest>, response: &mut FakeResponse) {
        let (id, correlation, now) = {
            let mut state = lock(&self.state);
            (state.guid(), state.guid(), state.now)
        };
        let header = |name: &str| request.and_then(|it| it.header(name)).map(str::to_owned);
        let mut add = |name: &str, value: String| response.headers.push((name.to_owned(), value));
        add("x-fake-arm", response.source.name().to_owned());
        add("x-ms-request-id", id.clone());
        add(
            "x-ms-correlation-request-id",
            header("x-ms-correlation-request-id").unwrap_or(correlation),
        );
        add(
            "x-ms-routing-request-id",
            format!("FAKE:{}:{id}", now.compact()),
        );
        let scope = match request.map(|it| &*it.segments) {
            Some([first, ..]) if first.eq_ignore_ascii_case("subscriptions") => "subscription",
            _ => "tenant",
        };
        let kind = match request.map_or("GET", |it| &it.method) {
            "GET" | "HEAD" => "reads",
            "DELETE" if scope == "subscription" => "deletes",
            _ => "writes",
        };
        add(
            &format!("x-ms-ratelimit-remaining-{scope}-{kind}"),
            "11999".to_owned(),
        );
        if header("x-ms-return-client-request-id").is_some_and(|it| it.eq_ignore_ascii_case("true"))
            && let Some(id) = header("x-ms-client-request-id")
        {
            add("x-ms-client-request-id", id);
        }
        for (name, value) in [
            ("Cache-Control", "no-cache"),
            ("Pragma", "no-cache"),
            ("Expires", "-1"),
            (
                "Strict-Transport-Security",
                "max-age=31536000; includeSubDomains",
            ),
            ("X-Content-Type-Options", "nosniff"),
        ] {
            add(name, value.to_owned());
        }
        add("Date", now.rfc1123());
        if request.is_some_and(|it| it.method == "HEAD") || matches!(response.status, 204 | 304) {
            response.body = None;
        }
        let typed = response
            .headers
            .iter()
            .any(|it| it.0.eq_ignore_ascii_case("content-type"));
        if response.body.is_some() && !typed {
            response.headers.push((
                "Content-Type".to_owned(),
                "application/json; charset=utf-8".to_owned(),
            ));
        }
    }
}

fn initial(settings: &Settings) -> State {
    let now = if settings.virtual_time {
        Time::START
    } else {
        real_time()
    };
    State::new(settings.seed, now)
}

fn real_time() -> Time {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let millis = since.map_or(0, |it| it.as_millis());
    Time(i64::try_from(millis).unwrap_or(0))
}

mod shape;
#[cfg(test)]
mod tests;
