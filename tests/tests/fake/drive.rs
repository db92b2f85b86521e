//! Requests every operation: creates, creates again, reads, lists, performs actions, updates, and deletes. Parents are
//! created before their children and deleted after them. Long-running operations are polled to their results.

use std::collections::{BTreeMap, BTreeSet};

use arm_fake::{FakeArm, FakeResponse};
use arm_runtime::Method;
use arm_runtime::describe::{Entry, Module};

use crate::oav::Judge;
use crate::sample::{GROUP, Names, SUBSCRIPTION, Sample, bodies, request};

/// The result of the requests.
#[derive(Default)]
pub struct Report {
    /// Number of operations that were requested.
    pub operations: usize,
    /// Number of responses that were validated.
    pub responses: usize,
    /// Number of responses by source.
    pub sources: BTreeMap<&'static str, usize>,
    /// Invalid requests and responses, by operation.
    pub requests: Vec<String>,
    pub faults: Vec<String>,
}

impl Report {
    /// Fails if a request or response was invalid.
    pub fn check(&self, name: &str) {
        let (operations, responses) = (self.operations, self.responses);
        let invalid = self.faults.len();
        eprintln!(
            "{name}: {operations} operations, {responses} responses {:?}, {invalid} invalid",
            self.sources
        );
        let faults = [&*self.requests, &self.faults].concat();
        assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
    }
}

struct Drive<'a> {
    fake: &'a FakeArm,
    judge: &'a mut Judge,
    names: Names,
    report: Report,
}

/// Requests all operations of the modules.
pub fn drive(fake: &FakeArm, modules: &[&'static Module], judge: &mut Judge) -> Report {
    fake.put_group(SUBSCRIPTION, GROUP, "westus");
    let mut all: Vec<(&'static Module, &'static Entry)> = Vec::new();
    for module in modules {
        all.extend(module.entries().map(|it| (*module, it)));
    }
    let length = |entry: &Entry| entry.operation.path.split('/').count();
    all.sort_by_key(|(_, it)| length(it));
    let of = |wanted: &'static [Method]| {
        all.iter()
            .filter(move |(_, it)| wanted.contains(&it.operation.method))
    };
    let mut drive = Drive {
        fake,
        judge,
        names: Names::default(),
        report: Report::default(),
    };
    for (module, entry) in of(&[Method::Put]).chain(of(&[Method::Put])) {
        drive.call(module, entry);
    }
    for (module, entry) in of(&[Method::Get, Method::Head, Method::Post, Method::Patch]) {
        drive.call(module, entry);
    }
    for (module, entry) in of(&[Method::Delete]).rev() {
        drive.call(module, entry);
    }
    let operations: BTreeSet<(&str, &str)> = all
        .iter()
        .map(|(_, it)| (it.operation.id, it.operation.api_version))
        .collect();
    drive.report.operations = operations.len();
    drive.report
}

impl Drive<'_> {
    fn call(&mut self, module: &'static Module, entry: &'static Entry) {
        let mut sample = request(entry, &mut self.names);
        let id = entry.operation.id;
        let mut tried = Vec::new();
        let bodies = bodies(module, entry);
        let candidates: Vec<_> = if bodies.is_empty() {
            vec![None]
        } else {
            bodies.into_iter().map(Some).collect()
        };
        for body in candidates {
            sample.body = body;
            if sample.body.is_some() {
                let known = sample.headers.iter().any(|it| it.0 == "content-type");
                if !known {
                    let json = ("content-type".to_owned(), "application/json".to_owned());
                    sample.headers.push(json);
                }
            }
            let verdict = self.judge.judge(id, &sample, None);
            if !verdict.operation.eq_ignore_ascii_case(id) {
                tried.push(format!("is taken for '{}'", verdict.operation));
            }
            if verdict.request.is_empty() {
                tried.clear();
                break;
            }
            tried.extend(verdict.request);
        }
        if !tried.is_empty() {
            let shown = format!("  {id} {}: {}", sample.path, tried.join("; "));
            self.report.requests.push(shown);
        }
        let response = self.send(&sample);
        let declared = entry.operation.success.contains(&response.status);
        self.check(id, &sample, &response);
        if entry.operation.long_running.is_some() && declared {
            self.follow(entry, &sample, &response);
        }
    }

    fn send(&self, sample: &Sample) -> FakeResponse {
        let body = sample.body.as_ref();
        self.fake.respond(
            &sample.method,
            "https://localhost",
            &sample.target(),
            sample.headers.clone(),
            body.map(|it| it.to_string().into_bytes())
                .unwrap_or_default(),
        )
    }

    fn check(&mut self, id: &str, sample: &Sample, response: &FakeResponse) {
        *self
            .report
            .sources
            .entry(response.source.name())
            .or_default() += 1;
        self.report.responses += 1;
        let mut faults = self.judge.judge(id, sample, Some(response)).response;
        // Some specs require a link on the last page. Azure omits it, and so does the fake.
        faults.retain(|it| !it.contains("Missing required property: nextLink"));
        if response.status >= 400 {
            faults.push(format!("an error: {}", response.reason));
        }
        if !faults.is_empty() {
            let source = response.source.name();
            let status = response.status;
            let shown = faults.join("; ");
            let line = format!(
                "  {id} {} {} -> {status} {source}: {shown}",
                sample.method, sample.path
            );
            self.report.faults.push(line);
        }
    }

    /// Polls until the end. The result must be that of the synchronous operation.
    fn follow(&mut self, entry: &'static Entry, sample: &Sample, first: &FakeResponse) {
        let header = |name: &str| {
            let found = first
                .headers
                .iter()
                .find(|it| it.0.eq_ignore_ascii_case(name));
            found.map(|it| it.1.clone())
        };
        let Some(url) = header("location").or_else(|| header("azure-asyncoperation")) else {
            return;
        };
        let is_result = header("location").is_some();
        let target = url
            .strip_prefix("https://localhost")
            .expect("links lead to the fake");
        let poll = || {
            self.fake
                .respond("GET", "https://localhost", target, Vec::new(), Vec::new())
        };
        let mut last = poll();
        for _ in 0..8 {
            let running = String::from_utf8_lossy(last.body.as_deref().unwrap_or_default())
                .contains("InProgress");
            if last.status != 202 && (is_result || !running) {
                break;
            }
            last = poll();
        }
        // The result of a deletion may be 204 even if the operation does not declare it.
        if is_result && entry.operation.success.contains(&last.status) {
            self.check(entry.operation.id, sample, &last);
        }
    }
}
