//! The state: resources and the monitors of long-running operations.

use std::collections::{BTreeMap, VecDeque};

use arm_runtime::JsonValue as Value;
use serde_json::Map;

use crate::generate::{Seed, Time};
use crate::response::FakeResponse;

/// Maximum number of resources.
const MAX_RESOURCES: usize = 200_000;
/// Least number of a resource that a request or a test creates. Those below are the positions of singletons and of items in the
/// body of their parent.
pub(crate) const FIRST: u64 = 1000;
/// Maximum number of monitors of completed operations.
const MAX_MONITORS: usize = 1_000;

/// A resource.
#[derive(Clone, Debug)]
pub(crate) struct Resource {
    /// ID, with the case of its creation.
    pub id: String,
    /// Namespace and types, as the spec writes them.
    pub ty: String,
    /// Properties set by requests.
    pub body: Map<String, Value>,
    /// Secrets set by requests, by property.
    pub secrets: BTreeMap<String, Value>,
    /// Number and time of the regenerations of each key.
    pub keys: BTreeMap<String, (u64, Time)>,
    pub etag: String,
    pub created: Time,
    pub modified: Time,
    /// Position in the order of creation, which makes generated values distinct.
    pub number: u64,
    /// Operation that is running on the resource.
    pub pending: Option<String>,
    /// Set if the last operation failed.
    pub failed: bool,
}

impl Resource {
    pub fn name(&self) -> &str {
        self.id.rsplit('/').next().unwrap_or_default()
    }

    /// Returns the key of the resource in the state: its ID in lower case.
    pub fn key(&self) -> String {
        self.id.to_ascii_lowercase()
    }

    /// Returns the seed of the values that the service would set.
    pub fn seed(&self, seed: Seed) -> Seed {
        seed.with(&self.key()).with(&self.number.to_string())
    }
}

/// The effect of a long-running operation on its resource.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Change {
    Create,
    Update,
    Delete,
    Act,
}

/// A long-running operation.
#[derive(Clone, Debug)]
pub(crate) struct Monitor {
    /// Path of the status monitor.
    pub path: String,
    /// Key of the resource.
    pub resource: String,
    /// ID of the resource, with the case of its creation.
    pub resource_id: String,
    pub change: Change,
    /// Number of polls until the end.
    pub left: u32,
    /// Time of the end, even without polls.
    pub due: Time,
    pub started: Time,
    pub ended: Option<Time>,
    /// Code and message of the failure requested by the test.
    pub failure: Option<(String, String)>,
    /// Index of the route that started the operation. `None` for ARM's own operations.
    pub route: Option<usize>,
    /// Response of the synchronous operation, if it is known at the start.
    pub result: Option<FakeResponse>,
}

#[derive(Debug)]
pub(crate) struct State {
    pub seed: Seed,
    /// Resources by lower-case ID.
    pub resources: BTreeMap<String, Resource>,
    /// Monitors by GUID.
    pub monitors: BTreeMap<String, Monitor>,
    finished: VecDeque<String>,
    running: Vec<String>,
    /// Registered providers, as `subscription/namespace` in lower case.
    pub registered: std::collections::BTreeSet<String>,
    counter: u64,
    pub now: Time,
}

impl State {
    pub fn new(seed: u64, now: Time) -> Self {
        Self {
            seed: Seed(seed),
            resources: BTreeMap::new(),
            monitors: BTreeMap::new(),
            finished: VecDeque::new(),
            running: Vec::new(),
            registered: std::collections::BTreeSet::new(),
            counter: 0,
            now,
        }
    }

    /// Rejects what would be one resource or registration too many.
    pub fn check_room(&self) -> Result<(), FakeResponse> {
        if self.resources.len().max(self.registered.len()) < MAX_RESOURCES {
            return Ok(());
        }
        let message = format!("The fake holds {MAX_RESOURCES} resources, which is its limit.");
        Err(FakeResponse::error(507, "InsufficientStorage", message))
    }

    /// Returns the number of resources, operations and registrations.
    #[cfg(test)]
    pub fn entries(&self) -> usize {
        let keys = |it: &Resource| it.keys.len() + it.secrets.len();
        self.resources
            .values()
            .map(|it| 1 + keys(it))
            .sum::<usize>()
            + self.monitors.len()
            + self.finished.len()
            + self.running.len()
            + self.registered.len()
    }

    pub fn count(&mut self) -> u64 {
        self.counter += 1;
        self.counter
    }

    /// Makes all further numbers greater than that of a resource.
    #[cfg(feature = "serve")]
    pub fn count_from(&mut self, number: u64) {
        self.counter = self.counter.max(number);
    }

    /// Returns a new GUID.
    pub fn guid(&mut self) -> String {
        let n = self.count();
        self.seed.with(&n.to_string()).guid()
    }

    /// Advances the clock by milliseconds.
    pub fn pass(&mut self, millis: i64) {
        self.tick(Time(self.now.0.saturating_add(millis)));
    }

    /// Advances the clock to a time unless it is in the past, and ends the operations that are due.
    pub fn tick(&mut self, to: Time) {
        self.now = self.now.max(to).min(Time::END);
        let due: Vec<String> = self
            .running
            .iter()
            .filter(|it| self.monitors.get(*it).is_none_or(|it| it.due <= self.now))
            .cloned()
            .collect();
        for id in due {
            self.finish(&id);
        }
    }

    /// Returns a new ETag.
    pub fn etag(&mut self) -> String {
        let n = self.count();
        format!("\"{}\"", self.seed.with("etag").with(&n.to_string()).hex())
    }

    pub fn start(&mut self, monitor: Monitor, id: String) {
        if let Some(resource) = self.resources.get_mut(&monitor.resource)
            && monitor.change != Change::Act
        {
            resource.pending = Some(id.clone());
        }
        self.running.push(id.clone());
        self.monitors.insert(id, monitor);
    }

    /// Counts a poll of an operation, which ends after the configured number of polls.
    pub fn observe(&mut self, id: &str) {
        let Some(monitor) = self.monitors.get_mut(id) else {
            return;
        };
        if monitor.ended.is_none() {
            match monitor.left {
                0 => self.finish(id),
                _ => monitor.left -= 1,
            }
        }
    }

    /// Ends an operation.
    pub fn finish(&mut self, id: &str) {
        self.running.retain(|it| it != id);
        let Some(monitor) = self.monitors.get_mut(id) else {
            return;
        };
        monitor.ended = Some(self.now);
        let (key, change, failed) = (
            monitor.resource.clone(),
            monitor.change,
            monitor.failure.is_some(),
        );
        self.finished.push_back(id.to_owned());
        if self.finished.len() > MAX_MONITORS
            && let Some(oldest) = self.finished.pop_front()
        {
            self.monitors.remove(&oldest);
        }
        let Some(resource) = self.resources.get_mut(&key) else {
            return;
        };
        if resource.pending.as_deref() != Some(id) {
            return;
        }
        resource.pending = None;
        resource.failed = failed;
        if change == Change::Delete && !failed {
            self.remove(&key);
        }
    }

    /// Ends the operation that is running on a resource, before a new write.
    pub fn settle(&mut self, key: &str) {
        if let Some(id) = self.resources.get(key).and_then(|it| it.pending.clone()) {
            self.finish(&id);
        }
    }

    /// Removes a resource and all resources below it.
    pub fn remove(&mut self, key: &str) {
        self.resources.remove(key);
        let below: Vec<String> = self.below(key).map(|it| it.0.clone()).collect();
        for key in below {
            self.resources.remove(&key);
        }
    }

    /// Returns the resources directly below a lower-case path, ordered by ID.
    pub fn directly_below(&self, path: &str) -> impl Iterator<Item = &Resource> {
        let is_direct = move |id: &str| id.rsplit_once('/').is_some_and(|it| it.0 == path);
        let all = self.below(path);
        all.filter(move |(id, _)| is_direct(id)).map(|it| it.1)
    }

    /// Returns the resources below a lower-case path, ordered by ID.
    pub fn below<'a>(
        &'a self,
        path: &str,
    ) -> impl Iterator<Item = (&'a String, &'a Resource)> + use<'a> {
        let start = format!("{}/", path.trim_end_matches('/'));
        let end = start.clone();
        self.resources
            .range(start..)
            .take_while(move |(key, _)| key.starts_with(&end))
    }
}
