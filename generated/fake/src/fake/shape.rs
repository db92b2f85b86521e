//! Shaping of a fake by a test: expectations, faults, and the record of requests.

use std::collections::BTreeMap;
use std::panic::Location;
use std::sync::Arc;

use super::{FakeArm, Inner, lock};
use crate::request::FakeRequest;
use crate::response::{FakeResponse, Source};
use crate::shaping::{Aim, Fault, Recorded, Selector};

/// Reports unused expectations when the test ends.
pub(super) struct Check {
    inner: Arc<Inner>,
    /// Subscription of the handle, in lower case. `None` for all requests.
    subscription: Option<String>,
}

impl Check {
    pub fn new(inner: &Arc<Inner>, subscription: Option<String>) -> Self {
        Self {
            inner: Arc::clone(inner),
            subscription,
        }
    }

    pub fn subscription(&self) -> Option<&str> {
        self.subscription.as_deref()
    }

    /// Returns the path of all resources of the handle.
    pub fn path(&self) -> String {
        match &self.subscription {
            Some(id) => format!("/subscriptions/{id}"),
            None => String::new(),
        }
    }

    fn unused(&self) -> Vec<String> {
        lock(&self.inner.shaping).unused(self.subscription())
    }
}

/// Fails the test if there are unused expectations.
#[track_caller]
fn report(unused: &[String]) {
    assert!(
        unused.is_empty(),
        "expected requests were not sent:\n{}",
        unused.join("\n")
    );
}

impl Drop for Check {
    fn drop(&mut self) {
        let unused = self.unused();
        // The next test of the subscription does not meet what this one left.
        lock(&self.inner.shaping).forget(self.subscription());
        if !std::thread::panicking() {
            report(&unused);
        }
    }
}

impl FakeArm {
    /// Returns a handle for the test that uses a subscription, where tests share a fake. Its expectations, faults, counts
    /// and requests, and the check when it is dropped, concern the requests to the subscription.
    ///
    /// ```
    /// use std::sync::LazyLock;
    /// use arm_fake::FakeArm;
    ///
    /// static SHARED: LazyLock<FakeArm> = LazyLock::new(|| FakeArm::new(&[generated::metadata()]));
    ///
    /// let fake = SHARED.subscription("11112222-3333-4444-5555-666677778888");
    /// assert_eq!(fake.count("Accounts_Get"), 0);
    /// ```
    pub fn subscription(&self, id: &str) -> Self {
        let id = id.to_ascii_lowercase();
        lock(&self.inner.shaping).open(&id);
        Self {
            inner: Arc::clone(&self.inner),
            check: Arc::new(Check::new(&self.inner, Some(id))),
        }
    }

    /// Answers the next request to an operation by a closure. Closures for one operation are used in their order, each once.
    ///
    /// # Panics
    ///
    /// Panics if the bindings have no such operation.
    #[track_caller]
    pub fn on(
        &self,
        operation: impl Into<Selector>,
        respond: impl Fn(&FakeRequest) -> FakeResponse + Send + Sync + 'static,
    ) {
        self.on_times(operation, 1, respond);
    }

    /// Answers the next `times` requests to an operation by a closure.
    ///
    /// # Panics
    ///
    /// Panics if the bindings have no such operation.
    #[track_caller]
    pub fn on_times(
        &self,
        operation: impl Into<Selector>,
        times: usize,
        respond: impl Fn(&FakeRequest) -> FakeResponse + Send + Sync + 'static,
    ) {
        let selector = self.known(operation.into());
        let aim = self.aim(Some(selector));
        lock(&self.inner.shaping).expect(aim, times, Arc::new(respond));
    }

    /// Applies a fault to the next `times` requests.
    #[track_caller]
    pub fn fail_next(&self, times: usize, fault: Fault) {
        let aim = self.aim(None);
        lock(&self.inner.shaping).fail(aim, times, fault);
    }

    /// Applies a fault to the next `times` requests to an operation.
    ///
    /// # Panics
    ///
    /// Panics if the bindings have no such operation.
    #[track_caller]
    pub fn fail(&self, operation: impl Into<Selector>, times: usize, fault: Fault) {
        let selector = self.known(operation.into());
        let aim = self.aim(Some(selector));
        lock(&self.inner.shaping).fail(aim, times, fault);
    }

    /// Removes the faults that no request has met, such as those of an outage: `fail_next(usize::MAX, Fault::Reset)`.
    pub fn end_faults(&self) {
        lock(&self.inner.shaping).end_faults(self.check.subscription());
    }

    #[track_caller]
    fn aim(&self, selector: Option<Selector>) -> Aim {
        Aim {
            selector,
            subscription: self.check.subscription().map(str::to_owned),
            location: Location::caller(),
        }
    }

    /// Returns the latest requests. The fake keeps up to 10,000.
    pub fn requests(&self) -> Vec<Recorded> {
        lock(&self.inner.shaping).requests(self.check.subscription())
    }

    /// Returns how many requests an operation has had.
    ///
    /// # Panics
    ///
    /// Panics if the bindings have no such operation.
    #[track_caller]
    pub fn count(&self, operation: impl Into<Selector>) -> u64 {
        let selector = self.known(operation.into());
        lock(&self.inner.shaping).count(&selector, self.check.subscription())
    }

    /// Fails the test if no operation is selected: a misspelt one would never be met.
    #[track_caller]
    fn known(&self, selector: Selector) -> Selector {
        let catalog = &self.inner.catalog;
        let mut all = catalog.coverage().into_iter();
        if !all.any(|(operation, _)| selector.selects(operation)) {
            let text = selector.to_string();
            let group = text.split('_').next().unwrap_or_default();
            let ids = catalog.ids();
            let mut near: Vec<&str> = ids
                .iter()
                .copied()
                .filter(|it| it.starts_with(group))
                .collect();
            if near.is_empty() {
                near = ids.into_iter().collect();
            }
            panic!(
                "the bindings have no operation {text}; they have {}",
                near.join(", ")
            );
        }
        selector
    }

    /// Returns the number of responses by source.
    pub fn sources(&self) -> BTreeMap<Source, u64> {
        lock(&self.inner.shaping).sources.clone()
    }

    /// Checks that all expectations and faults were used.
    ///
    /// # Panics
    ///
    /// Panics with a list of those that were not used.
    #[track_caller]
    pub fn verify(&self) {
        report(&self.check.unused());
    }
}
