//! `--verbose`: logs each request, including retries and polls, and each response as a line on stderr.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use arm_runtime::azure_core::http::headers::HeaderName;
use arm_runtime::azure_core::http::policies::{Policy, PolicyResult};
use arm_runtime::azure_core::http::{Context, Request};
use arm_runtime::describe::Entry;

use crate::progress;
use crate::secrets::Scrub;
use crate::terminal;
use crate::what_if::hide_query;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-ms-request-id");

/// A policy that logs requests and responses. Query values are shown only for declared parameters that are not secret,
/// because links of services may be signed.
#[derive(Debug)]
pub struct Trace {
    shown: BTreeSet<String>,
    scrub: Scrub,
    last: Mutex<Last>,
}

/// The previous request.
#[derive(Debug, Default)]
struct Last {
    target: String,
    failed: bool,
    n_retries: u32,
    n_requests: u32,
}

impl Trace {
    /// Creates a policy that logs the requests of an operation.
    pub fn new(entry: Option<&Entry>, scrub: Scrub) -> Arc<Self> {
        let parameters = entry
            .into_iter()
            .flat_map(|it| it.operation.parameters.iter().zip(it.parameters))
            .filter(|(_, property)| !property.ty.is_secret())
            .map(|(parameter, _)| parameter.name.to_ascii_lowercase());
        Arc::new(Self {
            shown: parameters.chain(["api-version".to_owned()]).collect(),
            scrub,
            last: Mutex::default(),
        })
    }

    fn say(&self, text: &str) {
        let text = terminal::line(&self.scrub.text(text)).into_owned();
        progress::above(|| eprintln!("{text}"));
    }

    fn number(&self, target: &str) -> String {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.n_requests += 1;
        if last.failed && last.target == target {
            last.n_retries += 1;
            return format!(" (retry {})", last.n_retries);
        }
        last.target = target.to_owned();
        last.n_retries = 0;
        match last.n_requests {
            1 => String::new(),
            n => format!(" (request {n})"),
        }
    }
}

#[async_trait::async_trait]
impl Policy for Trace {
    async fn send(
        &self,
        context: &Context,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        let url = hide_query(request.url(), &|name| {
            !self.shown.contains(&name.to_ascii_lowercase())
        });
        let target = format!("{} {url}", request.method().as_str());
        let note = self.number(&target);
        self.say(&format!("> {target}{note}"));
        let start = Instant::now();
        let Some((first, rest)) = next.split_first() else {
            return Err(arm_runtime::Error::with_message(
                arm_runtime::azure_core::error::ErrorKind::Other,
                "the pipeline has no transport",
            ));
        };
        let result = first.send(context, request, rest).await;
        let time = format!("{} ms", start.elapsed().as_millis());
        let failed = match &result {
            Ok(response) => {
                let id = response.headers().get_optional_str(&REQUEST_ID);
                let id = id
                    .map(|it| format!(", request id {it}"))
                    .unwrap_or_default();
                self.say(&format!("< {}, {time}{id}", response.status()));
                !response.status().is_success()
            }
            Err(error) => {
                self.say(&format!("< {error}, {time}"));
                true
            }
        };
        self.last
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .failed = failed;
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_requests_are_retries_and_others_are_counted() {
        let trace = Trace::new(None, Scrub::default());
        // Each request, and whether it failed.
        for (target, failed, note) in [
            ("GET /a", true, ""),
            ("GET /a", true, " (retry 1)"),
            ("GET /a", false, " (retry 2)"),
            // The same request after a success is another one, such as a poll.
            ("GET /a", false, " (request 4)"),
            ("GET /b", true, " (request 5)"),
            ("GET /c", true, " (request 6)"),
            // Retries are counted for each request.
            ("GET /c", false, " (retry 1)"),
        ] {
            assert_eq!(trace.number(target), note, "{target}");
            trace.last.lock().unwrap().failed = failed;
        }
    }

    #[test]
    fn only_declared_parameters_that_are_not_secret_are_shown() {
        let trace = Trace::new(Some(crate::fixtures::entry("get")), Scrub::default());
        let shown: Vec<&str> = trace.shown.iter().map(String::as_str).collect();
        assert_eq!(
            shown,
            [
                "$top",
                "api-version",
                "name",
                "output",
                "resourcegroupname",
                "shopname"
            ]
        );
    }
}
